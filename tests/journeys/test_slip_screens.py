"""The editor and the desks in touch layout: names for all that takes the focus, targets of 44, no clipped words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.journeys.seats import Seats, until
from tests.ui.test_screen_walk import clipped, nameless, small
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.ui.reader.desk_reader import DeskReader, reader_maker
from voffice_desktop.ui.slips.editor import SlipEditor
from voffice_desktop.ui.slips.review_desk import ReviewDesk


@pytest.fixture
def renderer() -> Iterator[RenderClient]:
    client = RenderClient()
    client.start()
    yield client
    client.stop()


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


def test_the_desk_goes_with_the_pages_to_the_whole_screen(qtbot: QtBot, seats: Seats, renderer: RenderClient) -> None:
    """On the whole screen the acts lie under the pages, J steps, and an act gives the screen back first."""
    window = seats("thutruong1").open_window(qtbot, reader_maker(renderer))
    window.screens.show("leader_desk", None)
    screen = window.pages.currentWidget()
    assert isinstance(screen, ReviewDesk)
    until(qtbot, lambda: len(screen.list.items()) > 1 and screen.reader.reader() is not None)
    reading = screen.reader.reader()
    assert isinstance(reading, DeskReader)
    reader = reading.reader
    until(qtbot, lambda: bool(reader.view.document))
    reader.toggle_full_screen()
    until(qtbot, lambda: screen.bar.window() is reader.window() and screen.bar.isVisible())
    with qtbot.waitActive(reader):
        reader.activateWindow()
    reader.view.setFocus()
    first = screen.list.current_id()
    qtbot.keyClick(reader.view, Qt.Key.Key_J)
    until(qtbot, lambda: screen.list.current_id() != first)
    assert reader.full_screen and reader.isVisible(), "a file that must be fetched does not put the window away"
    asked: list[bool] = []
    screen.flow.ask = lambda act, detail: asked.append(reader.full_screen)  # type: ignore[method-assign]
    until(qtbot, lambda: bool(reader.view.document))
    qtbot.keyClick(reader.view, Qt.Key.Key_A)
    if not asked:
        assert reader.snack.isVisible() and reader.full_screen, "why not is said over the pages"
        qtbot.keyClick(reader.view, Qt.Key.Key_K)
        until(qtbot, lambda: screen.list.current_id() == first and bool(reader.view.document))
        qtbot.keyClick(reader.view, Qt.Key.Key_A)
    assert asked == [False], "the question must not open behind the pages"
    until(qtbot, lambda: screen.bar.window() is window and screen.bar.isVisible())


def test_a_tablet_on_end_shows_the_list_or_the_pages(qtbot: QtBot, seats: Seats) -> None:
    assert seats.theme is not None
    seats.theme.set_looks(touch=True, density="normal")
    window = seats("thutruong1").open_window(qtbot)
    window.resize(800, 1280)
    window.screens.show("leader_desk", None)
    screen = window.pages.currentWidget()
    assert isinstance(screen, ReviewDesk)
    until(qtbot, lambda: bool(screen.list.items()) and bool(screen.buttons()))
    assert screen.reader.isVisible() and not screen.list.isVisible()
    assert clipped(screen) == [] and small(screen) == []
    qtbot.mouseClick(screen._listed, Qt.MouseButton.LeftButton)
    assert screen.list.isVisible() and not screen.reader.isVisible()
    at = screen.list.visualRect(screen.list.currentIndex()).center()
    qtbot.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert screen.reader.isVisible() and not screen.list.isVisible(), "a touched row opens its pages"
