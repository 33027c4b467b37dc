"""Đi công tác, Cần chú ý with its conflict sheet, and the sync sheet's words, over the sample desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.sample_desk import OFFLINE, SYNCED, sample_desk
from voffice_desktop.services.values import SyncStatus
from voffice_desktop.ui.attention import AttentionScreen
from voffice_desktop.ui.conflict_sheet import ConflictSheet
from voffice_desktop.ui.controls import Button
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.trip import TripScreen

Opener = Callable[..., MainWindow]


def button(within: Any, text: str) -> Button:
    found = [each for each in within.findChildren(Button) if each.text() == text and not each.isHidden()]
    assert found, text
    return cast("Button", found[0])


def opened(qtbot: QtBot, window: MainWindow) -> TripScreen:
    window.go("trip")
    screen = window.pages.currentWidget()
    assert isinstance(screen, TripScreen)
    qtbot.waitUntil(lambda: screen._list.count() > 0 and screen._state.records > 0)
    return screen


def test_a_trip_is_chosen_costed_and_begun(open_window: Opener, qtbot: QtBot) -> None:
    desk = sample_desk()
    screen = opened(qtbot, open_window(desk))
    take = button(screen, "Tải về máy")
    assert not take.isEnabled()
    assert take.toolTip()
    for at in range(2):
        screen._list.item(at).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: "4,2 MB" in screen._cost.text())
    assert len(screen.chosen()) == 2
    take.click()
    qtbot.waitUntil(lambda: "chosen" in cast("Any", desk.trips).begun)
    assert len(cast("Any", desk.trips).begun["chosen"]) == 2


def test_a_trip_is_paused_and_checked(open_window: Opener, qtbot: QtBot) -> None:
    desk = sample_desk()
    screen = opened(qtbot, open_window(desk))
    assert "5/7" in screen._state_words.text()
    button(screen, "Tạm dừng").click()
    qtbot.waitUntil(lambda: "tạm dừng" in screen._state_words.text())
    assert button(screen, "Tiếp tục")
    qtbot.waitUntil(lambda: "tạm dừng; còn 4 tệp" in screen._kept._used.text())
    assert button(screen._kept, "Tải tiếp")
    screen._show_state(replace(screen._state, paused=False, trouble="disk_full"))
    assert "Ổ đĩa đã đầy" in screen._state_words.text()
    cast("Any", desk.sync).state = OFFLINE
    screen._show_state(replace(screen._state, paused=False, trouble=""))
    assert "Chờ kết nối máy chủ: 5/7" in screen._state_words.text()
    button(screen, "Kiểm tra").click()
    qtbot.waitUntil(lambda: screen._check._verdict.count() >= 6)
    said = " ".join(each.text() for each in screen._check.findChildren(QLabel))
    assert "hết hạn 02/12/2026, trước ngày về" in said
    assert "sẽ hỏi mật khẩu" in said


def test_a_refused_act_is_compared_and_sent_or_dropped(open_window: Opener, qtbot: QtBot) -> None:
    desk = sample_desk()
    window = open_window(desk)
    window.go("attention")
    screen = window.attention
    qtbot.waitUntil(lambda: bool(screen.findChildren(Button)))
    button(screen, "So sánh").click()
    qtbot.waitUntil(lambda: bool(screen.findChildren(ConflictSheet)))
    (sheet,) = screen.findChildren(ConflictSheet)
    assert sheet.isVisible()
    button(sheet, "Gửi ý kiến của tôi vào bản mới").click()
    qtbot.waitUntil(lambda: len(desk.attention.items()) == 1)
    qtbot.waitUntil(lambda: any(each.text() == "Lấy lại" for each in screen.findChildren(Button)))
    assert not _dialogs(screen)
    button(screen, "Lấy lại").click()
    qtbot.waitUntil(lambda: desk.attention.discarded() == [])


def _dialogs(screen: AttentionScreen) -> list[QDialog]:
    return [each for each in screen.findChildren(QDialog) if each.isVisible()]


def test_looking_at_the_new_version_opens_the_record(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window()
    window.go("attention")
    screen = window.attention
    qtbot.waitUntil(lambda: bool(screen.findChildren(Button)))
    button(screen, "So sánh").click()
    qtbot.waitUntil(lambda: bool(screen.findChildren(ConflictSheet)))
    with qtbot.waitSignal(screen.record_asked) as asked:
        button(screen.findChildren(ConflictSheet)[0], "Xem bản mới rồi quyết lại").click()
    assert asked.args is not None
    assert asked.args[0] == "slip"


def test_a_clock_that_is_days_off_is_said(open_window: Opener) -> None:
    window = open_window(sample_desk())
    for ahead, much in ((3 * 86_400, "nhanh 3 ngày"), (-5 * 3600, "chậm 5 giờ"), (420, "nhanh 7 phút")):
        window.show_status(replace(SYNCED, clock_off=ahead))
        assert not window.banner.isHidden()
        assert much in window.banner._text.text()
        assert much in window._sync_sheet._lines.text()
    window.show_status(SYNCED)
    assert window.banner.isHidden()


def test_a_portal_and_a_shrinking_server_are_said(open_window: Opener, qtbot: QtBot) -> None:
    desk = sample_desk()
    window = open_window(desk)
    sheet = window._sync_sheet
    window.show_status(SyncStatus("offline", at=SYNCED.at, pending=2, trouble="not_our_server"))
    assert "Wi-Fi" in sheet._lines.text()
    assert "Wi-Fi" in window.banner._text.text()
    assert sheet._accept.isHidden()
    window.show_status(replace(SYNCED, state="offline", trouble="resync_shrinks", shrinks=(1200, 300)))
    assert not sheet._accept.isHidden()
    assert "1.200" in sheet._question.text()
    assert "chờ bạn quyết định" in window.banner._text.text()
    assert window.banner._act == window.top.sync.click
    sheet._accept.click()
    qtbot.waitUntil(lambda: cast("Any", desk.sync).asked == 100)
