"""The day's page, saved filters, operators as chips, and acts on several rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener
from voffice_desktop.ui.controls import Button
from voffice_desktop.ui.main_window import MainWindow


class Windows(QObject):
    """Remembers every top window that shows."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_opening_shows_one_window_and_no_stray_one(qapp: QApplication, open_window: Opener) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    window = open_window()
    window.go("home")
    window.go("slip")
    qapp.processEvents()
    qapp.removeEventFilter(windows)
    assert windows.seen == ["MainWindow"]


def menu_of(window: MainWindow) -> dict[str, object]:
    menu = QMenu(window)
    window.list.more_asked.emit(menu)
    return {action.text(): action for action in menu.actions() if action.text()}


def test_a_filter_is_saved_changed_updated_and_removed_with_a_way_back(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("incoming_document", "all")
    everything = window.list.model.rowCount()
    first = window.list.current_row()
    assert first is not None
    query = replace(window.list.query, text=first.symbol)
    window.filters.save("Của tôi", query)
    key = window.filters.places()[0].key
    qtbot.waitUntil(lambda: window.filters.counts.get(key, 0) >= 1)
    assert window.list.title() == "Của tôi"
    assert window.list.model.rowCount() < everything
    window.go("slip")
    window.go(key)
    assert window.list.query == query
    window.list.show_query(replace(query, text=""), "Của tôi")
    assert window.filters.changed()
    assert window.list.title() == "Của tôi •"
    window.filters.discard()
    assert (window.list.query, window.list.title()) == (query, "Của tôi")
    window.list.show_query(replace(query, sort="due"), "Của tôi")
    menu = menu_of(window)
    assert {"Cập nhật bộ lọc «Của tôi»", "Lưu thành bộ lọc mới", "Bỏ thay đổi"} <= set(menu)
    window.filters.update()
    assert not window.filters.changed()
    with qtbot.waitSignal(window.filters.said) as said:
        window.filters.remove()
    assert window.filters.places() == []
    assert said.args is not None
    said.args[2]()
    assert [place.caption for place in window.filters.places()] == ["Của tôi"]


def test_operators_show_as_chips_and_go_by_a_press(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("incoming_document", "all")
    window.list.focus_filter()
    bar = window.list.findChild(QWidget, "filter-bar")
    assert bar is not None
    window.list.add_condition("hạn:quá")
    qtbot.waitUntil(lambda: window.list.query.text == "hạn:quá")
    chips = [each for each in bar.findChildren(Button) if "Hạn: quá" in each.text()]
    assert len(chips) == 1
    chips[0].click()
    qtbot.waitUntil(lambda: window.list.query.text == "")


def test_several_rows_are_marked_at_once_with_one_undo(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("incoming_document", "all")
    window.list.list.selectAll()
    count = window.list.model.rowCount()
    assert window.list.bulk.isVisible()
    assert len(window.list.bulk.ids()) == count
    desk = window.desk
    ids = window.list.bulk.ids()
    unread = [row.id for row in desk.lists.rows_by_id("incoming_document", ids) if row.unread]
    with qtbot.waitSignal(window.list.bulk.said) as said:
        window.list.bulk.mark("incoming_document", ids, True)
    assert said.args is not None
    assert not any(row.unread for row in desk.lists.rows_by_id("incoming_document", ids))
    with qtbot.waitSignal(window.list.bulk.said):
        said.args[2]()
    assert [row.id for row in desk.lists.rows_by_id("incoming_document", ids) if row.unread] == unread
    window.list.bulk.leave()
    assert not window.list.bulk.isVisible()


@pytest.mark.parametrize("width", [1366, 700])
def test_every_figure_of_the_day_leads_to_its_list(qtbot: QtBot, open_window: Opener, width: int) -> None:
    window = open_window(width=width)
    window.go("home")
    qtbot.waitUntil(lambda: any("cần xử lý" in each.text() for each in window.home.findChildren(Button)))
    link = next(each for each in window.home.findChildren(Button) if "cần xử lý" in each.text())
    link.click()
    assert window.list.query.tab == "todo"
    assert window.list.title().endswith("cần xử lý")
    row = window.list.current_row()
    assert row is not None
    assert str(window.list.model.rowCount()) == link.text().split()[0]
