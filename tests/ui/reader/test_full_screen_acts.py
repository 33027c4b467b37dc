"""The whole screen for the pages: the acts of the record go with them, and what an act asks opens in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener
from tests.ui.reader.reader_samples import make_pdf
from tests.ui.sample_desk import SampleFiles, sample_desk
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.reader.desk_reader import DeskReader, reader_maker
from voffice_desktop.ui.reader.reader import Reader


class NearFiles(SampleFiles):
    """Every file is on the device."""

    def is_cached(self, file_id: str) -> bool:
        return True

    def read(self, file_id: str) -> bytes:
        return make_pdf(2)


@pytest.fixture
def window(qtbot: QtBot, open_window: Opener, renderer: RenderClient) -> MainWindow:
    desk = replace(sample_desk(), files=NearFiles())
    opened = open_window(desk, make_reader=reader_maker(renderer))
    qtbot.waitUntil(lambda: isinstance(opened.reader.reader(), DeskReader))
    return opened


def test_the_acts_go_with_the_pages_and_come_back(window: MainWindow, qtbot: QtBot) -> None:
    reading = window.reader.reader()
    assert isinstance(reading, DeskReader)
    reader, acts = reading.reader, window.action_bar
    qtbot.waitUntil(lambda: bool(reader.view.document))
    reader.toggle_full_screen()
    assert reader.full_screen and acts.window() is reader.window() and acts.isVisible()
    window.resize(1500, 800)
    assert acts.window() is reader.window(), "the window's own layout does not take them away"
    reader.leave_full_screen()
    assert not reader.full_screen and acts.window() is window and acts.isVisible()


def test_an_act_gives_the_screen_back_first(window: MainWindow, qtbot: QtBot) -> None:
    reading = window.reader.reader()
    assert isinstance(reading, DeskReader)
    qtbot.waitUntil(lambda: bool(reading.reader.view.document))
    seen: list[bool] = []
    window.action_bar.asked.disconnect(window._showing.ask_act)
    window.action_bar.asked.connect(lambda act: seen.append(reading.reader.full_screen))
    reading.reader.toggle_full_screen()
    assert window.action_bar.ask("comment")
    assert seen == [False], "what the act asks must not open behind the pages"


def test_plain_keys_act_on_the_pages_and_on_the_whole_screen(window: MainWindow, qtbot: QtBot) -> None:
    reading = window.reader.reader()
    assert isinstance(reading, DeskReader)
    reader = reading.reader
    qtbot.waitUntil(lambda: bool(reader.view.document))
    asked: list[str] = []
    window.action_bar.asked.disconnect(window._showing.ask_act)
    window.action_bar.asked.connect(lambda act: asked.append(act.name))
    first = window.list.current_row()
    assert first is not None
    with qtbot.waitActive(window):
        window.activateWindow()
    reader.view.setFocus()
    qtbot.waitUntil(reader.view.hasFocus)
    qtbot.keyClick(reader.view, Qt.Key.Key_A)
    assert len(asked) == 1, "A on the pages is the record's main act"
    qtbot.keyClick(reader.view, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: window.list.current_row() != first)
    qtbot.waitUntil(lambda: bool(reader.view.document))
    reader.toggle_full_screen()
    with qtbot.waitActive(reader):
        reader.activateWindow()
    qtbot.waitUntil(reader.view.hasFocus)
    qtbot.keyClick(reader.view, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: window.list.current_row() == first)
    assert reader.full_screen, "the next record opens where one reads"
    assert not reader.tabs.isVisible() and not reader.bar.isVisible()
    qtbot.waitUntil(lambda: bool(reader.view.document))
    qtbot.keyClick(reader.view, Qt.Key.Key_A)
    assert len(asked) == 2 and not reader.full_screen


def on_the_whole_screen(window: MainWindow, qtbot: QtBot) -> Reader:
    """The window's reader with a file, over the whole screen."""
    reading = window.reader.reader()
    assert isinstance(reading, DeskReader)
    reader = reading.reader
    qtbot.waitUntil(lambda: bool(reader.view.document))
    reader.toggle_full_screen()
    return reader


def test_a_finger_leaves_the_whole_screen(window: MainWindow, qtbot: QtBot) -> None:
    reader = on_the_whole_screen(window, qtbot)
    button = reader._full.button
    assert button is not None and button.isVisible() and min(button.width(), button.height()) >= 44
    assert button.geometry().right() <= reader.stack.width()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not reader.full_screen and not button.isVisible()


def test_esc_takes_one_step_back_at_a_time(window: MainWindow, qtbot: QtBot) -> None:
    reader = on_the_whole_screen(window, qtbot)
    with qtbot.waitActive(reader):
        reader.activateWindow()
    reader.find_bar.open_bar()
    qtbot.waitUntil(reader.find_bar.field.hasFocus)
    qtbot.keyClick(reader.find_bar.field, Qt.Key.Key_Escape)
    assert not reader.find_bar.isVisible() and reader.full_screen
    qtbot.waitUntil(reader.view.hasFocus)
    qtbot.keyClick(reader.view, Qt.Key.Key_Escape)
    assert not reader.full_screen


def test_going_elsewhere_gives_the_screen_back(window: MainWindow, qtbot: QtBot) -> None:
    reading = window.reader.reader()
    assert isinstance(reading, DeskReader)
    qtbot.waitUntil(lambda: bool(reading.reader.view.document))
    reading.reader.toggle_full_screen()
    window.go("home")
    assert not reading.reader.full_screen
