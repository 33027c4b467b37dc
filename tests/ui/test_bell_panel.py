"""The bell: each record once with every reason, counted, opened by click and by keys; and nothing to say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.sample_desk import sample_desk
from voffice_desktop.ui.bell_panel import BellPanel, notices
from voffice_desktop.ui.main_window import MainWindow

Opener = Callable[..., MainWindow]


def opened(qtbot: QtBot, window: MainWindow) -> BellPanel:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.top.bell.click()
    panel = window.bell_panel
    qtbot.waitUntil(panel.isVisible)
    return panel


def test_each_record_stands_once_the_most_pressing_first(open_window: Opener, qtbot: QtBot) -> None:
    desk = sample_desk()
    window = open_window(desk)
    expected = notices(desk, window._context.clock)
    assert len({each.id for each in expected}) == len(expected) > 2
    assert expected[0].reasons[0] == "refused"
    assert {reason for each in expected for reason in each.reasons} >= {"refused", "urgent", "late"}
    qtbot.waitUntil(lambda: window.top.bell.accessibleDescription() == str(len(expected)))
    panel = opened(qtbot, window)
    assert panel.list.count() == min(50, len(expected))
    assert str(len(expected)) in panel._title.text()
    assert panel.accessibleName()
    assert panel.list.accessibleName()
    spoken = panel.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Máy chủ chưa nhận" in spoken
    assert "\n" not in spoken
    panel.close()


def test_keys_walk_and_enter_opens_the_record(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window(sample_desk())
    panel = opened(qtbot, window)
    qtbot.waitUntil(lambda: panel.list.count() > 2)
    at = next(
        row for row in range(panel.list.count()) if panel.list.item(row).data(Qt.ItemDataRole.UserRole)[0] == "slip"
    )
    panel.list.setCurrentRow(at - 1)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    kind, record_id = panel.list.currentItem().data(Qt.ItemDataRole.UserRole)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert window.detail is not None
    assert (window.detail.kind, window.detail.record.id) == (kind, record_id)


def test_escape_closes_and_the_button_leads_to_what_was_refused(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window(sample_desk())
    panel = opened(qtbot, window)
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.top.bell.hasFocus()
    opened(qtbot, window)
    window.top.bell.click()
    assert not panel.isVisible()
    opened(qtbot, window)
    window.focus_search()
    assert not panel.isVisible()
    opened(qtbot, window)
    panel._attention.click()
    assert not panel.isVisible()
    assert window.pages.currentWidget() is window.attention


def test_nothing_to_say_is_said(open_window: Opener, qtbot: QtBot) -> None:
    window = open_window(sample_desk(empty=True))
    panel = opened(qtbot, window)
    assert not panel.list.isVisible()
    assert "Không có gì mới" in panel._empty.text()
    assert panel._attention.hasFocus()
    assert window.top.bell.accessibleDescription() == ""
    panel.close()
