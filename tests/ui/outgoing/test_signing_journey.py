"""A clerk's day at a real window on a real server, with a real token: number, sign, dispatch, certify, fetch.

The batch is of five documents: one with annexes, one that somebody else signs.
``VOFFICE_LONG=1``: a hundred.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ministry import PASSWORD, Ministry
from tests.ui.outgoing.seat import WAIT, Seat, seated
from tests.ui.outgoing.waiting import more_waiting, signed_by_others
from tests.unit.signing.stick import MODULE, PIN, Stick, plugged_in
from voffice_desktop.ui.outgoing.dispatch_sheet import DispatchSheet
from voffice_desktop.ui.outgoing.number_sheet import NumberSheet
from voffice_desktop.ui.signing.queue_screen import SigningQueue
from voffice_desktop.ui.signing.sign_sheet import SignSheet
from voffice_desktop.ui.theme.engine import ThemeEngine

pytestmark = pytest.mark.timeout(600)
BATCH = 100 if os.environ.get("VOFFICE_LONG") == "1" else 5


@pytest.fixture
def stick(ministry: Ministry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stick]:
    with plugged_in(ministry.credentials / "KCB.p12", tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture
def clerk(qtbot: QtBot, theme: ThemeEngine, ministry: Ministry, stick: Stick, tmp_path: Path) -> Iterator[Seat]:
    with seated(qtbot, theme, ministry, "vanthu.kcb", tmp_path / "profile", MODULE) as seat:
        yield seat


def test_a_document_goes_from_number_to_a_certified_file_in_hand(
    clerk: Seat, ministry: Ministry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = clerk.open("approved")

    numbering = clerk.press("number", NumberSheet)
    clerk.until(lambda: numbering._number() is not None)
    promised = numbering._figure.text()
    numbering.go.click()
    clerk.until(lambda: clerk.record().status == "numbered")
    assert clerk.record().symbol == promised == numbering._figure.text()

    numbering.go.click()  # now it is *Ký số cơ quan*
    signing = clerk.sheet(SignSheet)
    clerk.until(lambda: signing.picker.chosen() is not None)
    signing.picker.pin.setText("000000")
    signing.go.click()
    clerk.until(lambda: signing._error.isVisible())
    assert "PIN" in signing._error.text() and signing.picker.pin.text() == ""
    assert clerk.record().status == "numbered"
    clerk.sign(signing, PIN)
    clerk.until(lambda: clerk.record().status == "signed")

    sending = clerk.press("dispatch", DispatchSheet)
    sending.picker.search.setText("quan ly duoc")
    sending.picker._take_first()
    chosen = [one.name for one in sending.picker.chosen()]
    assert "Cục Quản lý Dược" in chosen and len(set(chosen)) == len(chosen)
    sending.forward()
    sending.forward()
    sending.forward()  # a second press sends nothing
    clerk.until(lambda: clerk.record().status == "dispatched")
    states = {one.name: one.status for one in clerk.record().recipients}
    assert states["Cục Quản lý Dược"] == "01"
    arrived = ministry.person("vanthu.qld").get("/incoming-documents?status=arrived&limit=200").json()["items"]
    assert [one["symbol"] for one in arrived].count(promised) == 1

    target = tmp_path / "van-ban.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    certifying = clerk.press("certify", SignSheet)
    clerk.until(lambda: "Tệp đã có 1 chữ ký" in certifying._note.text())
    clerk.sign(certifying, PIN)
    clerk.until(lambda: any(target.name in said for said in clerk.said))
    data = target.read_bytes()
    with pymupdf.open(tmp_path / "van-ban.bao-cao-kiem-tra.pdf") as paper:
        report = unicodedata.normalize("NFC", " ".join(" ".join(page.get_text() for page in paper).split()))
    assert "Kết luận: HỢP LỆ" in report and "Chữ ký chứng thực của đơn vị HỢP LỆ" in report
    assert report.count("Chứng thư số được tin cậy.") == 2
    assert hashlib.sha256(data).hexdigest() in report.replace(" ", "")
    fields = [one.field_name for one in PdfFileReader(io.BytesIO(data)).embedded_signatures]
    assert fields == ["ChuKyCoQuan", "ChungThuc_KCB"]
    said = subprocess.run(["pdfsig", str(target)], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid") == 2

    # the second download needs no signature
    target.unlink()
    clerk.said.clear()
    assert clerk.window.action_bar.ask("certify")
    clerk.until(lambda: any(target.name in said for said in clerk.said))
    assert target.read_bytes() == data

    detail = clerk.desk.details.get("outgoing_document", document.id)
    assert detail is not None
    fetched = tmp_path / "lay-ve.pdf"
    command = [sys.executable, "-m", "voffice_desktop.cli", "fetch", detail.files[0].file.id, "--certified", fetched]
    profile = tmp_path / "other"
    words = ["--profile", profile, "--password-stdin"]
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    login = [*command[:3], "login", "--server", ministry.url, "--account", "vanthu.kcb"]
    for one in (login, [*command[:3], "sync"], command):
        done = subprocess.run(
            [str(part) for part in (*one, *words)],
            input=f"{PASSWORD}\n", env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        json.loads(done.stdout)
    assert fetched.read_bytes() == data


def test_a_batch_is_signed_with_one_pin_and_says_what_came_of_each(clerk: Seat, ministry: Ministry) -> None:
    (annexed,) = more_waiting(ministry, 1, annexes=2)
    waited = more_waiting(ministry, BATCH - 1)
    clerk.desk.sync.run()
    clerk.window.go("signing")
    queue = clerk.window.pages.currentWidget()
    assert isinstance(queue, SigningQueue)
    clerk.until(lambda: queue._list.count() >= BATCH)
    waiting = queue._list.count()
    queue._tick_all()
    queue.sign()
    sheet = clerk.sheet(SignSheet)
    clerk.until(lambda: sheet.picker.chosen() is not None)
    signed_by_others(ministry, waited[1])  # the clerk's colleague was quicker
    steps: list[str] = []
    sheet._stepped.connect(lambda done, total, step: steps.append(f"{done}/{total} {step}"))
    sheet.picker.pin.setText(PIN)
    sheet.go.click()
    assert sheet.picker.pin.text() == ""
    clerk.qtbot.waitUntil(lambda: sheet._over, timeout=10 * WAIT)
    assert sheet._step.text().startswith(f"{waiting - 1} văn bản đã ký · 1 bị từ chối")
    said = [line.text() for line in sheet._lines]
    assert sum(one.startswith("\N{CHECK MARK}") for one in said) == waiting - 1
    assert any(one.startswith("\N{BALLOT X}") and "\n" in one for one in said)
    assert f"0/{waiting} opening" in steps and any(one.endswith("annexes") for one in steps)
    assert f"{waiting}/{waiting} done" in steps
    sheet.reject()
    clerk.until(lambda: queue._list.count() == 0)
    states = ministry.person("vanthu.kcb").get(f"/outgoing-documents/{annexed}/annexes").json()["items"]
    assert [one["state"] for one in states] == ["signed", "signed"]


def test_a_batch_that_is_stopped_says_what_was_not_signed(clerk: Seat, ministry: Ministry) -> None:
    more_waiting(ministry, 2)
    clerk.desk.sync.run()
    clerk.window.go("signing")
    queue = clerk.window.pages.currentWidget()
    assert isinstance(queue, SigningQueue)
    clerk.until(lambda: queue._list.count() >= 2)
    queue._tick_all()
    queue.sign()
    sheet = clerk.sheet(SignSheet)
    clerk.until(lambda: sheet.picker.chosen() is not None)
    sheet.picker.pin.setText(PIN)
    sheet.go.click()
    sheet.reject()  # *Dừng*: after the document under way
    clerk.until(lambda: sheet._over)
    assert "chưa ký" in sheet._step.text()
    sheet.reject()
    clerk.until(lambda: queue._list.count() > 0)
