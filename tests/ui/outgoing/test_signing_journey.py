"""A clerk's day at a real window on a real server, with a real token: number, sign, dispatch, certify, fetch.

The batch is of ten documents; ``VOFFICE_LONG=1`` makes it a hundred.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from pyhanko.pdf_utils.reader import PdfFileReader
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.keychain import MemoryKeychain
from tests.ministry import PASSWORD, Ministry
from tests.unit.signing.material import letter
from tests.unit.signing.stick import MODULE, PIN, Stick, plugged_in
from voffice_desktop.clock import utc_now
from voffice_desktop.domain.records import OutgoingDocument
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ListQuery
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.outgoing.dispatch_sheet import DispatchSheet
from voffice_desktop.ui.outgoing.number_sheet import NumberSheet
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.signing.queue_screen import SigningQueue
from voffice_desktop.ui.signing.sign_sheet import SignSheet
from voffice_desktop.ui.theme.engine import ThemeEngine

pytestmark = pytest.mark.timeout(600)
WAIT = 60_000
BATCH = 100 if os.environ.get("VOFFICE_LONG") == "1" else 10
SheetKind = TypeVar("SheetKind", bound=QWidget)


class Clerk:
    """A window of the clerk of KCB, and what a person does at it."""

    def __init__(self, qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
        self.qtbot = qtbot
        self.window = window
        self.desk = desk
        self.said: list[str] = []
        window._flow.said.connect(self.said.append)

    def open(self, tab: str) -> OutgoingDocument:
        """Open the first outgoing document of a tab."""
        row = self.desk.lists.rows(ListQuery("outgoing_document", tab=tab))[0]
        self.window.open_record("outgoing_document", row.id)
        return self.record()

    def record(self) -> OutgoingDocument:
        """The record that is shown."""
        assert self.window.detail is not None
        record = self.window.detail.record
        assert isinstance(record, OutgoingDocument)
        return record

    def press(self, act: str, kind: type[SheetKind]) -> SheetKind:
        """Press an act and wait for its dialog."""
        assert self.window.action_bar.ask(act)
        return self.sheet(kind)

    def sheet(self, kind: type[SheetKind]) -> SheetKind:
        """The dialog of a kind that is open now."""
        found: list[SheetKind] = []

        def there() -> bool:
            found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
            return bool(found)

        self.until(there)
        return found[0]

    def until(self, true: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        self.qtbot.waitUntil(true, timeout=WAIT)

    def sign(self, sheet: SignSheet, pin: str) -> None:
        """Type the PIN and sign; the dialog ends by itself."""
        self.until(lambda: sheet.picker.chosen() is not None)
        sheet.picker.pin.setText(pin)
        sheet.go.click()
        self.until(lambda: not shiboken6.isValid(sheet) or not sheet.isVisible())


@pytest.fixture
def stick(ministry: Ministry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stick]:
    with plugged_in(ministry.credentials / "KCB.p12", tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture
def clerk(qtbot: QtBot, theme: ThemeEngine, ministry: Ministry, stick: Stick, tmp_path: Path) -> Iterator[Clerk]:
    desk = accounts.sign_in(
        tmp_path / "profile", ministry.url, "vanthu.kcb", PASSWORD, keychain=MemoryKeychain(), remember=False
    )
    desk.signing.set_modules([MODULE])
    desk.sync.run()
    tasks, bridge = Tasks(), Bridge()
    bridge.listen(desk)
    window = MainWindow(Context(desk, theme, tasks, bridge, Preferences(None), utc_now))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    desk.sync.start()
    yield Clerk(qtbot, window, desk)
    window.close()
    bridge.close()
    tasks.close()
    desk.close()


def test_a_document_goes_from_number_to_a_certified_file_in_hand(
    clerk: Clerk, ministry: Ministry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
    clerk.sign(clerk.press("certify", SignSheet), PIN)
    clerk.until(lambda: any(target.name in said for said in clerk.said))
    report = (tmp_path / "van-ban.bao-cao-kiem-tra.txt").read_text("utf-8")
    assert "Kết luận: hợp lệ" in report and "Chữ ký chứng thực của đơn vị: hợp lệ" in report
    assert report.count("Chứng thư số được tin cậy.") == 2
    data = target.read_bytes()
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


def more_waiting(ministry: Ministry, count: int) -> None:
    """So many more documents of KCB, numbered, that wait for the agency's signature."""
    clerk, leader = ministry.person("vanthu.kcb"), ministry.person("cuctruong.kcb")
    books = clerk.get("/books?limit=100").json()["items"]
    own = (clerk.user["unit_id"], "outgoing")
    book = next(one["id"] for one in books if (one["unit_id"], one["direction"]) == own)
    for number in range(count):
        body = {
            "summary": f"Thử ký hàng loạt {number}",
            "type_code": "CV",
            "signer_id": leader.user["id"],
            "signer_name": leader.user["full_name"],
            "files": [{"id": clerk.upload(letter(f"Van ban {number}", pages=1)), "role": "main"}],
        }
        made = clerk.post("/outgoing-documents", body)
        assert made.status_code == 201, made.text
        path = f"/outgoing-documents/{made.json()['id']}"
        for who, act, said in ((leader, "approve", {}), (clerk, "number", {"book_id": book})):
            answer = who.post(f"{path}/{act}", said)
            assert answer.status_code == 200, answer.text


def test_a_batch_is_signed_with_one_pin_and_says_what_came_of_each(clerk: Clerk, ministry: Ministry) -> None:
    more_waiting(ministry, BATCH)
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
    sheet.picker.pin.setText(PIN)
    sheet.go.click()
    assert sheet.picker.pin.text() == ""
    clerk.qtbot.waitUntil(lambda: sheet._over, timeout=10 * WAIT)
    assert sheet._step.text().startswith(f"{waiting} ")
    assert all(line.text().startswith("\N{CHECK MARK}") for line in sheet._lines)
    sheet.reject()
    clerk.until(lambda: queue._list.count() == 0)


def test_a_batch_that_is_stopped_says_what_was_not_signed(clerk: Clerk, ministry: Ministry) -> None:
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
