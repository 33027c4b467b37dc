"""*Mẫu phiếu trình*: an administrator words the form, the route and a text; drafters and slips follow."""

from __future__ import annotations

import os
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.seats import Seat, Seats, until
from tests.ministry import Ministry
from tests.ui.test_screen_walk import clipped, nameless, small
from tests.unit.server.test_slip_form import draft_and_submit, sheet_text
from voffice_desktop.services.slip_writing import SlipWriting
from voffice_desktop.ui.slips.setup_screen import KEY, SlipSetupScreen


def synced(seat: Seat) -> bool:
    seat.sync()
    return True


@pytest.fixture(scope="module")
def admin_seat(staff: Seats) -> Seat:
    """Somebody of the administrators."""
    return staff("admin")


def test_an_administrator_words_the_slips_of_a_unit(
    qtbot: QtBot, staff: Seats, admin_seat: Seat, ministry: Ministry
) -> None:
    admin, drafter = admin_seat, staff("chuyenvien.kcb")
    window = admin.open_window(qtbot)
    window.go(KEY)
    screen = cast("SlipSetupScreen", window.pages.currentWidget())
    until(qtbot, lambda: not screen.picture.pixmap().isNull(), timeout=30_000)
    first = screen.picture.pixmap().toImage()
    screen.units.setCurrentIndex(screen.units.findData(drafter.desk.user.unit_id))
    assert "cấp trên" in screen.whose.text()
    assert not screen.usual.isEnabled() and screen.usual.toolTip()

    # The form: other words, another order, a section left out; the preview follows.
    screen.captions["title"].setText("TỜ TRÌNH CỦA CỤC")
    screen.captions["title"].textEdited.emit("TỜ TRÌNH CỦA CỤC")
    rows = {row.key: row for row in screen.sections.rows}
    assert not rows["proposal"].used.isEnabled() and rows["proposal"].used.toolTip()
    rows["consulted"].used.click()
    screen.sections.move_row(rows["proposal"], -1)
    screen.sections.move_row(rows["proposal"], -1)
    rows["summary"].edit.setText("Nội dung chính")
    until(qtbot, lambda: screen.picture.pixmap().toImage() != first, timeout=30_000)
    screen.save.click()
    said = screen._said_by["form"]
    until(qtbot, lambda: not said.isHidden())
    assert said.text() == "Đã lưu."

    # The route: the head alone.
    screen.usual_route.setChecked(False)
    screen.route.set_route(["unit_head"])
    screen.save_route.click()
    until(qtbot, lambda: synced(admin) and screen.setup.route(screen.unit_id()) == ["unit_head"])

    # A text to begin with.
    starts = screen.starts
    assert not starts.save.isEnabled()
    starts.name.setText("Kế hoạch năm")
    starts.name.textEdited.emit("Kế hoạch năm")
    starts.title.setText("Ban hành kế hoạch năm")
    starts.texts["proposal"].set_text("Kính trình ký ban hành.")
    starts.save.click()
    until(qtbot, lambda: synced(admin) and [each.name for each in screen.setup.starts(screen.unit_id())] != [])
    if wanted := os.environ.get("VOFFICE_PICTURE"):
        window.grab().save(wanted)

    drafter.sync()
    writing = SlipWriting(drafter.desk, drafter.clock)
    assert writing.templates() == ["Kế hoạch năm"]
    form = writing.begin_with("Kế hoạch năm")
    assert (form.title, form.proposal) == ("Ban hành kế hoạch năm", "Kính trình ký ban hành.")
    assert form.route == [staff("cuctruong.kcb").desk.user.id]
    printed = sheet_text(ministry.person("thutruong1"), draft_and_submit(ministry, "Theo mẫu mới"))
    order = ["TỜ TRÌNH CỦA CỤC", "1. Nội dung chính", "2. Đề xuất, kiến nghị", "3. Căn cứ"]
    assert [printed.index(words) for words in order] == sorted(printed.index(words) for words in order)

    # Somebody else changed the unit meanwhile: nothing is overwritten, and the reason is said.
    unit = ministry.person("admin").get(f"/units/{screen.unit_id()}").json()
    assert ministry.person("admin").patch(f"/units/{unit['id']}", {"settings": unit["settings"]}).status_code == 200
    screen.captions["title"].setText("MẤT CÔNG NGƯỜI KHÁC")
    screen.captions["title"].textEdited.emit("x")
    screen.save.click()
    until(qtbot, lambda: "thay đổi" in said.text())
    assert screen.captions["title"].text() == "MẤT CÔNG NGƯỜI KHÁC"
    until(qtbot, lambda: synced(admin))
    screen.usual.click()
    until(qtbot, lambda: said.text() == "Đã lưu.")
    until(qtbot, lambda: synced(admin) and not screen.setup.form(screen.unit_id())[1])
    admin.close_window()


def test_the_screen_can_be_used_by_finger_and_by_keyboard(qtbot: QtBot, admin_seat: Seat) -> None:
    assert admin_seat.theme is not None
    admin_seat.theme.set_looks(touch=True, density="normal")
    window = admin_seat.open_window(qtbot)
    window.go(KEY)
    screen = cast("SlipSetupScreen", window.pages.currentWidget())
    until(qtbot, lambda: not screen.picture.pixmap().isNull(), timeout=30_000)
    assert nameless(screen) == []
    assert small(screen) == []
    assert clipped(screen) == []
    if wanted := os.environ.get("VOFFICE_PICTURE"):
        window.grab().save(wanted.replace(".png", "-touch.png"))
    admin_seat.close_window()
    admin_seat.theme.set_looks(touch=False)
