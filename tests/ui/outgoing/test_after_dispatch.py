"""Dispatch to ordered groups and what comes after, at a real window on a real server; nothing is sent twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from pyhanko.sign.fields import MDPPerm
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ministry import Ministry
from tests.ui.outgoing.seat import Seat, seated
from tests.ui.outgoing.waiting import more_waiting, signed_by_others
from tests.unit.signing.material import Room, letter
from tests.unit.signing.test_certification import author_certified
from voffice_desktop.clock import utc_now
from voffice_desktop.signing.trust import Trust
from voffice_desktop.ui.act_forms import ActDialog
from voffice_desktop.ui.controls import Button
from voffice_desktop.ui.dialogs import TextDialog
from voffice_desktop.ui.outgoing.after_sheets import ResendSheet, SuccessorSheet
from voffice_desktop.ui.outgoing.book_screen import OutgoingBookScreen
from voffice_desktop.ui.outgoing.dispatch_sheet import DispatchSheet
from voffice_desktop.ui.outgoing.number_sheet import NumberSheet
from voffice_desktop.ui.outgoing.places_sheet import PlacesSheet
from voffice_desktop.ui.outgoing.recipient_states import RecipientStates
from voffice_desktop.ui.signing.sign_sheet import SignSheet
from voffice_desktop.ui.theme.engine import ThemeEngine

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def clerk(qtbot: QtBot, theme: ThemeEngine, ministry: Ministry, tmp_path: Path) -> Iterator[Seat]:
    with seated(qtbot, theme, ministry, "vanthu.kcb", tmp_path / "profile") as seat:
        yield seat


def arrived(ministry: Ministry, account: str, document_id: str) -> list[dict[str, Any]]:
    """What a unit got of a document."""
    items = ministry.person(account).get("/incoming-documents?limit=500").json()["items"]
    return [one for one in items if (one["exchange"] or {}).get("outgoing_document_id") == document_id]


def states(clerk: Seat) -> dict[str, str | None]:
    return {one.name: one.status for one in clerk.record().recipients}


def answered(clerk: Seat, fill: Callable[[ActDialog], None]) -> None:
    """Fill in the modal dialog that the next press opens, and send it."""

    def look() -> None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ActDialog) and one.isVisible()]
        if not found:
            QTimer.singleShot(20, look)
            return
        fill(found[0])
        found[0].accept()

    QTimer.singleShot(20, look)


def test_from_the_recipients_groups_to_recall_replace_and_correct(clerk: Seat, ministry: Ministry) -> None:
    first, second, by_letter = more_waiting(ministry, 3)
    for one in (first, second, by_letter):
        signed_by_others(ministry, one)
    clerk.desk.sync.run()
    document = clerk.open_id(first)
    sheet = clerk.press("dispatch", DispatchSheet)
    picker = sheet.picker
    headings = [
        picker.tree.topLevelItem(at).text(0).partition(" (")[0] for at in range(picker.tree.topLevelItemCount())
    ]
    order = ["Bộ", "Cơ quan ngang Bộ", "Cơ quan thuộc Chính phủ", "Sở Y tế các tỉnh, thành phố"]
    assert headings[:4] == order
    for typed in ("quan ly duoc", "quan ly duoc", "van phong bo"):
        picker.search.setText(typed)
        picker._take_first()
    picker.search.setText("so y te")
    picker._take_first()
    picker.keep("Hay gửi")
    chosen = [one.name for one in picker.chosen()]
    assert len(chosen) == len(set(chosen)) >= 2
    sheet.forward()
    assert str(len(chosen)) in sheet.go.text()
    sheet.forward()
    sheet.forward()  # a second press, and the button's own guard
    clerk.until(lambda: clerk.record().status == "dispatched")
    assert states(clerk)["Cục Quản lý Dược"] == "01"
    assert len(arrived(ministry, "vanthu.qld", first)) == 1
    clerk.until(lambda: bool(clerk.window.findChildren(RecipientStates)))
    shown = [one.text() for one in clerk.window.findChildren(RecipientStates)[-1].findChildren(QLabel)]
    assert any("Cục Quản lý Dược" in text for text in shown)

    # refused by one, sent to it once more, and only to it
    qld = ministry.person("vanthu.qld")
    (copy,) = arrived(ministry, "vanthu.qld", first)
    assert qld.post(f"/incoming-documents/{copy['id']}/refuse", {"reason": "Thiếu phụ lục"}).status_code == 200
    clerk.desk.sync.run()
    clerk.until(lambda: states(clerk)["Cục Quản lý Dược"] == "02")
    again = clerk.press("resend", ResendSheet)
    assert [again._list.item(at).text() for at in range(again._list.count())] == ["Cục Quản lý Dược: Thiếu phụ lục"]
    again.go.click()
    clerk.until(lambda: states(clerk)["Cục Quản lý Dược"] == "01")
    assert len([one for one in arrived(ministry, "vanthu.qld", first) if one["status"] == "arrived"]) == 1

    # a correction by a letter leaves it in force
    correcting = clerk.press("correct", SuccessorSheet)
    clerk.until(lambda: correcting._list.count() >= 2)
    assert "Chọn văn bản" in correcting.why_not()
    select(correcting, by_letter)
    assert "lý do" in correcting.why_not().lower()
    correcting._why.setPlainText("Sai ngày tại điều 2")
    correcting.go.click()
    clerk.until(lambda: any("Đã đính chính" in said for said in clerk.said))
    assert clerk.record().status == "dispatched"
    timeline = [(one.event.action, one.event.note) for one in fresh(clerk).timeline]
    assert any(action == "corrected" and "Sai ngày" in note for action, note in timeline)

    # recalled with a reason that must be given; each recipient answers for itself
    def write(dialog: ActDialog) -> None:
        assert not dialog.findChildren(Button)[-1].isEnabled() or dialog.body().get("reason", "") == ""
        (field,) = dialog.findChildren(QPlainTextEdit) or dialog.findChildren(QLineEdit)
        field.setPlainText("Ban hành nhầm")

    answered(clerk, write)
    assert clerk.window.action_bar.ask("recall")
    clerk.until(lambda: states(clerk)["Cục Quản lý Dược"] == "13")
    (held,) = [one for one in arrived(ministry, "vanthu.qld", first) if one["status"] == "arrived"]
    assert held["exchange"]["recall"]["reason"] == "Ban hành nhầm"
    answer = {"accept": False, "reason": "Đã xử lý xong"}
    assert qld.post(f"/incoming-documents/{held['id']}/recall-answer", answer).status_code == 200
    clerk.desk.sync.run()
    clerk.until(lambda: states(clerk)["Cục Quản lý Dược"] == "16")
    shown = [one.text() for one in clerk.window.findChildren(RecipientStates)[-1].findChildren(QLabel)]
    assert any("Đã xử lý xong" in text for text in shown)

    # replaced by another signed document of the unit
    replacing = clerk.press("replace", SuccessorSheet)
    clerk.until(lambda: replacing._list.count() >= 2)
    select(replacing, second)
    replacing._why.setPlainText("Thay căn cứ ban hành")
    replacing.go.click()
    clerk.until(lambda: clerk.record().status == "replaced")
    successor = ministry.person("vanthu.kcb").get(f"/outgoing-documents/{second}").json()
    assert successor["replaces_id"] == document.id

    # the list of the last time and the saved one are offered for the next document
    clerk.open_id(by_letter)
    sheet = clerk.press("dispatch", DispatchSheet)
    offers = [sheet.picker._saved.itemText(at) for at in range(sheet.picker._saved.count())]
    assert any(text.startswith("Lần phát hành trước") for text in offers)
    at = next(at for at, text in enumerate(offers) if text.startswith("Hay gửi"))
    sheet.picker._use_saved(at)
    assert [one.name for one in sheet.picker.chosen()] == chosen
    sheet.reject()


def fresh(clerk: Seat) -> Any:
    clerk.desk.sync.run()
    return clerk.desk.details.get("outgoing_document", clerk.record().id)


def select(sheet: SuccessorSheet, document_id: str) -> None:
    """Choose a document of the list."""
    for at in range(sheet._list.count()):
        if sheet._list.item(at).data(Qt.ItemDataRole.UserRole) == document_id:
            sheet._list.setCurrentRow(at)
            return
    raise AssertionError("the document is not offered")


def test_inserted_reserved_and_cancelled_numbers_stand_on_screen_and_in_print(
    qtbot: QtBot, theme: ThemeEngine, ministry: Ministry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (waiting,) = more_waiting(ministry, 1, upto="approved")
    ministry.person("admin").patch("/policy", {"inserted_numbers": True})
    with seated(qtbot, theme, ministry, "vanthu.kcb", tmp_path / "profile") as clerk:
        clerk.open_id(waiting)
        sheet = clerk.press("number", NumberSheet)
        clerk.until(lambda: sheet._reserved.findData("insert") > 0)
        assert not sheet._insert.isVisible()
        sheet._reserved.setCurrentIndex(sheet._reserved.findData("insert"))
        assert sheet._insert.isVisible() and not sheet.go.isEnabled()
        sheet._why.setText("Vào sổ chậm một ngày")
        number = sheet._figure.text().partition("/")[0]
        assert number.endswith("a") and sheet.go.isEnabled()
        sheet.go.click()
        clerk.until(lambda: clerk.record().status == "numbered")
        promised = clerk.record().symbol
        assert promised.startswith(f"{number}/")
        sheet.reject()

        clerk.window.go("outgoing-book")
        book = clerk.window.pages.currentWidget()
        assert isinstance(book, OutgoingBookScreen)
        clerk.until(lambda: any(promised == line[0] for line in lines(book)))
        answered_text(clerk, "Chờ quyết định")
        book._ask_reserve()
        clerk.until(lambda: any("Số đang giữ: Chờ quyết định" in line[-1] for line in lines(book)))
        row = next(at for at, line in enumerate(lines(book)) if "Chờ quyết định" in line[-1])
        book.table.selectRow(row)
        assert book._cancel.isEnabled()
        answered_text(clerk, "Không ban hành")
        book._ask_cancel()
        clerk.until(lambda: any("Số đã hủy: Không ban hành" in line[-1] for line in lines(book)))
        (inserted,) = [line for line in lines(book) if line[0] == promised]
        assert "Số chèn: Vào sổ chậm một ngày" in inserted[-1]
        numbers = [line[0] for line in lines(book)]
        # The number before it may belong to a document of another type (40/QĐ-…, 40a/…).
        assert numbers[numbers.index(promised) - 1].startswith(promised.partition("a/")[0] + "/")

        target = tmp_path / "so.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        book._pdf.click()
        clerk.until(target.exists)
        with pymupdf.open(target) as paper:
            printed = unicodedata.normalize("NFC", " ".join(" ".join(page.get_text() for page in paper).split()))
        assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in printed and "Số chèn:" in printed and "Số đã hủy:" in printed


def lines(book: OutgoingBookScreen) -> list[list[str]]:
    """The table's cells."""
    table = book.table
    return [
        [item.text() if (item := table.item(row, at)) is not None else "" for at in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def answered_text(clerk: Seat, text: str) -> None:
    """Fill in the dialog for a reason that the next act opens, and send it."""

    def look() -> None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, TextDialog) and one.isVisible()]
        if not found:
            QTimer.singleShot(20, look)
            return
        found[0].findChildren(QPlainTextEdit)[0].setPlainText(text)
        found[0].accept()

    QTimer.singleShot(20, look)


def test_places_are_dragged_on_the_page_and_say_what_lies_under_them(clerk: Seat, ministry: Ministry) -> None:
    (waiting,) = more_waiting(ministry, 1, upto="approved")
    clerk.desk.sync.run()
    clerk.open_id(waiting)
    sheet = clerk.press("places", PlacesSheet)
    clerk.until(lambda: bool(sheet.page.boxes) and not sheet.page._image.isNull())
    assert not sheet._warning.isVisible() and not sheet.go.isEnabled()
    at = next(at for at in range(sheet.names.count()) if sheet.names.itemData(at) == "SoVanBan")
    sheet._choose(at)
    before = sheet.page.boxes["SoVanBan"]
    grip = sheet.page._shown("SoVanBan").center().toPoint()
    clerk.qtbot.mousePress(sheet.page, Qt.MouseButton.LeftButton, pos=grip)
    clerk.qtbot.mouseMove(sheet.page, grip + QPoint(40, 30))
    clerk.qtbot.mouseRelease(sheet.page, Qt.MouseButton.LeftButton, pos=grip + QPoint(40, 30))
    dragged = sheet.page.boxes["SoVanBan"]
    scale = sheet.page._scale()
    assert dragged[0] - before[0] == pytest.approx(40 / scale, abs=1)
    assert dragged[1] - before[1] == pytest.approx(30 / scale, abs=1)
    sheet.page.chosen = "SoVanBan"
    clerk.qtbot.keyClick(sheet.page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    # onto the line of text at (100, 342): the next look at the places says so
    x0, y0 = sheet.page.boxes["SoVanBan"][:2]
    sheet.page.move_by("SoVanBan", 100 - x0, 332 - y0)
    sheet.go.click()
    clerk.until(lambda: "Đã lưu vị trí." in clerk.said)
    kept = ministry.person("vanthu.kcb").get(f"/outgoing-documents/{waiting}/places").json()["items"]
    (number,) = [one for one in kept if one["name"] == "SoVanBan"]
    assert number["box"][:2] == pytest.approx([100, 332], abs=0.5) and number["in_the_way"]
    again = clerk.press("places", PlacesSheet)
    clerk.until(lambda: again._warning.isVisible())
    assert "Có nội dung nằm dưới ô: Số." in again._warning.text()
    again.reject()


def test_a_file_whose_author_forbids_it_says_so_before_a_pin_is_typed(clerk: Seat, ministry: Ministry) -> None:
    person = ministry.person("vanthu.kcb")
    room = Room(ministry.credentials, Trust(()), utc_now())
    for permission, words in ((MDPPerm.NO_CHANGES, "DocMDP"), (None, "")):
        data = letter(pages=1, rotation=90) if permission is None else author_certified(room, permission)
        body = {
            "issuer_name": "Sở Y tế Hà Nội",
            "symbol": f"{77 if words else 78}/SYT-VP",
            "issued_on": "2026-11-20",
            "summary": "Thử chứng thực",
            "files": [{"id": person.upload(data), "role": "main"}],
        }
        made = person.post("/incoming-documents", body)
        assert made.status_code == 201, made.text
        clerk.desk.sync.run()
        clerk.window.open_record("incoming_document", made.json()["id"])
        clerk.until(lambda: clerk.window.detail is not None and clerk.window.detail.record.id == made.json()["id"])  # noqa: B023  read at once
        sheet = clerk.press("certify", SignSheet)
        clerk.until(lambda: sheet._note.isVisible())  # noqa: B023  read at once
        if words:
            assert words in sheet._note.text()
            sheet.picker.pin.setText("123456")
            assert not sheet.go.isEnabled() and words in sheet.go.toolTip()
        else:
            assert "xoay" in sheet._note.text()
        sheet.reject()
