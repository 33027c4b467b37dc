"""The editor and the desks in touch layout: names for all that takes the focus, targets of 44, no clipped words."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.seats import Seats, until
from tests.ui.test_screen_walk import clipped, nameless, small
from voffice_desktop.ui.slips.editor import SlipEditor
from voffice_desktop.ui.slips.review_desk import ReviewDesk


@pytest.mark.parametrize(
    ("account", "key"),
    [("chuyenvien.kcb", "slip_editor"), ("thutruong1", "leader_desk"), ("thuky.tt1", "secretary_desk")],
)
def test_a_screen_can_be_used_by_finger_and_by_keyboard(qtbot: QtBot, seats: Seats, account: str, key: str) -> None:
    assert seats.theme is not None
    seats.theme.set_looks(touch=True, density="normal")
    window = seats(account).open_window(qtbot)
    window.screens.show(key, "" if key == "slip_editor" else None)
    screen = window.pages.currentWidget()
    if isinstance(screen, SlipEditor):
        until(qtbot, lambda: screen.form is not None)
    else:
        assert isinstance(screen, ReviewDesk)
        until(qtbot, lambda: bool(screen.list.items()) and bool(screen.buttons()))
        assert screen.detail is not None
        screen.reader.shut()
        first = screen.list.current_id()
        screen.list.step(1)
        until(qtbot, lambda: screen.detail is not None and screen.detail.record.id != first)
    assert nameless(screen) == []
    assert small(screen) == []
    assert clipped(screen) == []
