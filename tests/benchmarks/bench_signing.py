"""Signing and verifying against bare pyHanko on the same two-page letter; a batch through a running server.

The batch holds 20 documents; ``VOFFICE_LONG=1`` makes it the hundred of the claim (some minutes).
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.validation import validate_pdf_signature
from reportlab.pdfgen import canvas

from tests.benchmarks.figures import Figure, compare, show
from tests.fakes.keychain import MemoryKeychain
from tests.ministry import PASSWORD, ministry_in, seeded_template
from tests.ui.outgoing.waiting import more_waiting
from tests.unit.signing.material import letter
from voffice_desktop.clock import utc_now
from voffice_desktop.pdf.inside.signed_checks import look_at_update
from voffice_desktop.services import accounts
from voffice_desktop.services.signing_values import Wanted
from voffice_desktop.signing import appearance, authority, fields, own_check, two_step
from voffice_desktop.signing.credentials import open_pkcs12
from voffice_desktop.signing.trust import Trust, load_certificates
from voffice_desktop.signing.verify_received import check_received
from voffice_desktop.signing.verify_upload import Expectation, check_upload


def measure() -> list[Figure]:
    """Signing one document, batches, the server's check of an upload, and the verdict on a received file."""
    with tempfile.TemporaryDirectory() as name:
        return [*_measure(Path(name)), _batch(Path(name))]


def _measure(folder: Path) -> list[Figure]:
    key_file = authority.demo_credentials(folder)["KCB"]
    key = open_pkcs12(key_file.read_bytes(), authority.PASSWORD)
    bare_key = SimpleSigner.load_pkcs12(str(key_file), passphrase=authority.PASSWORD.encode())
    trust = Trust(
        load_certificates((folder / "root.cert.pem").read_bytes()),
        load_certificates((folder / "ca.cert.pem").read_bytes()),
        ((folder / "root.crl").read_bytes(), (folder / "ca.crl").read_bytes()),
    )
    out = io.BytesIO()
    drawing = canvas.Canvas(out, pagesize=(595, 842))
    for number in range(2):
        drawing.drawString(100, 700, f"Trang {number}")
        drawing.showPage()
    drawing.save()
    base, now = fields.prepare_fields(out.getvalue()), utc_now()
    look = appearance.agency_stamp(authority.UNITS["KCB"], now)
    meta = PdfSignatureMetadata(field_name=fields.AGENCY, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)

    def ours() -> bytes:
        ready = two_step.begin(base, fields.AGENCY, key.certificate_der, look, at=now)
        two_step.check_prepared(base, ready.prepared, fields.AGENCY)
        return two_step.complete(ready.prepared, ready.state, two_step.sign_cms(ready.prepared, fields.AGENCY, key))

    def bare() -> None:
        sign_pdf(IncrementalPdfFileWriter(io.BytesIO(base)), meta, bare_key)

    signed = ours()
    expected = Expectation("agency", fields.AGENCY, frozenset({key.info.sha256}), trust, now)

    def validate() -> None:
        signature = PdfFileReader(io.BytesIO(signed)).embedded_signatures[0]
        validate_pdf_signature(signature, trust.context(now))

    ready = two_step.begin(base, fields.AGENCY, key.certificate_der, look, at=now)
    names = (authority.UNITS["KCB"],)

    def client() -> None:
        """All that the signer's machine does for one document, the renderer's look at every page included."""
        own_check.check_offer(base, ready.prepared, fields.AGENCY, names, now, look_at_update)
        cms = two_step.sign_cms(ready.prepared, fields.AGENCY, key)
        own_check.check_made(ready.prepared, fields.AGENCY, cms, key.info.sha256)

    return [
        compare("the client's part: offer checked and rendered, signed, own signature verified", client,
                lambda: (bare(), validate()), goal=2.0),
        compare("sign one document, both steps and the client's check", ours, bare, goal=2.0),
        compare(
            "sign a batch of 100", lambda: [ours() for _ in range(100)], lambda: [bare() for _ in range(100)],
            goal=2.0, repeats=2, warm=0,
        ),
        compare("the server's check of an upload", lambda: check_upload(base, signed, expected, look_at_update),
                validate, goal=3.0),
        compare("the verdict on a received file", lambda: check_received(signed, trust=trust), validate, goal=3.0),
    ]  # fmt: skip


BATCH = 100 if os.environ.get("VOFFICE_LONG") == "1" else 20


def _batch(folder: Path) -> Figure:
    """One opening of the key, every document through both steps over HTTP with all checks at both ends.

    The floor: bare pyHanko signs and validates as many times, without a server.
    """
    with ministry_in(folder / "ministry", seeded_template()) as ministry:
        ids = more_waiting(ministry, BATCH)
        profile = folder / "profile"
        desk = accounts.sign_in(
            profile, ministry.url, "vanthu.kcb", PASSWORD, keychain=MemoryKeychain(), remember=False
        )
        try:
            desk.sync.run()
            key_file = ministry.credentials / "KCB.p12"
            key = desk.signing.add_file(key_file, authority.PASSWORD)
            wanted = [Wanted("agency", one) for one in ids]
            begin = time.perf_counter()
            outcomes = desk.signing.sign(wanted, key, authority.PASSWORD)
            took = time.perf_counter() - begin
        finally:
            desk.close()
        if not all(one.signed for one in outcomes):
            raise RuntimeError(f"not signed: {[one.error for one in outcomes if one.error]}")
        bare_key = SimpleSigner.load_pkcs12(str(key_file), passphrase=authority.PASSWORD.encode())
    base = fields.prepare_fields(letter("Van ban", pages=1))
    meta = PdfSignatureMetadata(field_name=fields.AGENCY, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    begin = time.perf_counter()
    for _ in range(BATCH):
        out = sign_pdf(IncrementalPdfFileWriter(io.BytesIO(base)), meta, bare_key)
        validate_pdf_signature(PdfFileReader(out).embedded_signatures[0])
    bare = time.perf_counter() - begin
    return Figure(
        f"one of {BATCH} documents signed with one PIN through the running server",
        took / BATCH, bare / BATCH, took / bare, goal=12.0,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(show(measure()))
