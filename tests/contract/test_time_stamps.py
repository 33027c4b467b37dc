"""A server with a time-stamp service: signatures reach B-LT; a service that is down or lies signs nothing."""

from __future__ import annotations

import asyncio
import base64
import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from tests.ministry import Ministry, ministry_in
from voffice_desktop.clock import utc_now
from voffice_desktop.errors import MachineFault
from voffice_desktop.server import accounts, timestamping
from voffice_desktop.server.app import make_services
from voffice_desktop.server.database import Database
from voffice_desktop.signing import authority, fields, two_step
from voffice_desktop.signing.credentials import open_pkcs12
from voffice_desktop.signing.verify_received import check_received


class Service(ThreadingHTTPServer):
    """A time-stamp authority on this machine; ``broken`` makes it answer nonsense or nothing."""

    broken = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.maker = authority.Authority("Chứng thực thời gian mẫu")
        issued = self.maker.issue("Dịch vụ thời gian mẫu", usage="time")
        private = issued.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        self.stamper = DummyTimeStamper(
            x509.Certificate.load(issued.der),
            keys.PrivateKeyInfo.load(private),
            certs_to_embed=[x509.Certificate.load(self.maker.issuing.der)],
        )

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}/tsa"


class Answering(BaseHTTPRequestHandler):
    """One request."""

    server: Service

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        body, status = b"nonsense", 200
        if self.server.broken == "down":
            status = 503
        elif not self.server.broken:
            request = tsp.TimeStampReq.load(asked)
            body = asyncio.run(self.server.stamper.async_request_tsa_response(request)).dump()
        self.send_response(status)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    made = Service()
    thread = threading.Thread(target=made.serve_forever, name="tsa")
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture(scope="module")
def stamping(service: Service, seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ministry]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(timestamping.VARIABLE, service.url)
        with ministry_in(tmp_path_factory.mktemp("stamping") / "copy", seeded) as running:
            database = Database(running.database_url)
            parts = make_services(database, running.blobs_url)
            maker = service.maker
            for issued, root in ((maker.root, True), (maker.issuing, False)):
                accounts.add_certificate(parts, issued.der, unit_code=None, account=None, trust_root=root)
            for crl in maker.revocation_lists():
                accounts.add_revocation_list(parts, crl)
            parts.children.close()
            database.close()
            yield running


@pytest.fixture(autouse=True)
def patient_threads(service: Service) -> Iterator[None]:
    """Every request of the service has a thread of its own that ends with it."""
    service.daemon_threads = True
    yield
    service.broken = ""


def test_a_service_that_fails_signs_nothing_and_one_that_answers_makes_b_lt(
    service: Service, stamping: Ministry
) -> None:
    clerk = stamping.person("vanthu.kcb")
    assert clerk.get("/signing/standing").json()["level"] == "B-LT"
    waiting = clerk.get("/outgoing-documents?status=numbered&limit=50").json()["items"]
    document = next(one for one in waiting if one["unit_id"] == clerk.user["unit_id"])
    path = f"/outgoing-documents/{document['id']}"
    key = open_pkcs12((stamping.credentials / "KCB.p12").read_bytes(), authority.PASSWORD)
    begun = clerk.post(f"{path}/signing", {"certificate": base64.b64encode(key.certificate_der).decode()}).json()
    step = f"{path}/signing/{begun['signing_id']}"
    cms = two_step.sign_cms(clerk.get(f"{step}/prepared").content, fields.AGENCY, key)
    body = {"cms": base64.b64encode(cms).decode()}
    for broken in ("down", "nonsense"):
        service.broken = broken
        answer = clerk.post(f"{step}/complete", body)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert answer.headers["Retry-After"]
        assert clerk.get(path).json()["status"] == "numbered"
    service.broken = ""
    done = clerk.post(f"{step}/complete", body)
    assert (done.status_code, done.json()["status"]) == (200, "signed")
    again = clerk.post(f"{step}/complete", body)  # the answer was lost on its way
    assert (again.status_code, again.json()) == (200, done.json())
    (file,) = [
        one for one in (clerk.get(f"/files/{f}").json() for f in document["file_ids"]) if one["role"] == "main"
    ]
    stored = clerk.get(f"/files/{file['id']}/certification/to-sign").content
    signature = next(one for one in check_received(stored).signatures if one.kind == "agency")
    assert signature.timestamped and signature.signed_at is not None
    assert abs((utc_now() - signature.signed_at).total_seconds()) < 600
    assert "/DSS" in PdfFileReader(io.BytesIO(stored)).root


def test_an_address_that_is_none_is_refused_at_the_start() -> None:
    assert timestamping.time_service("") is None
    for url in ("ftp://thoigian.mau.example", "thoigian", "http://"):
        with pytest.raises(MachineFault, match="bad_time_stamp_url"):
            timestamping.time_service(url)
