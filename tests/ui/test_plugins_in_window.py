"""Plugins as a user meets them: rights read and accepted, a line in the list's menu, a workbook that opens."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener
from voffice_desktop.ui.controls import Button
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.plugin_window import WindowPlugins
from voffice_desktop.ui.plugins_card import PluginsCard, RightsDialog

Maker = Callable[..., tuple[MainWindow, WindowPlugins]]


@pytest.fixture
def with_plugins(open_window: Opener, qtbot: QtBot, tmp_path: Path) -> Iterator[Maker]:
    made: list[WindowPlugins] = []

    def make(*, safe_mode: bool = False) -> tuple[MainWindow, WindowPlugins]:
        window = open_window()
        plugins = WindowPlugins(
            window._context, window, lambda: window.list.query, window.say, tmp_path / "profile", safe_mode=safe_mode
        )
        window.settings.take_plugins(plugins)
        window.list.more_asked.connect(plugins.fill_menu)
        made.append(plugins)
        with qtbot.waitSignal(plugins.changed):
            plugins.start()
        window.go("settings")
        return window, plugins

    yield make
    for plugins in made:
        plugins.close()


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def switch(window: MainWindow) -> QPushButton:
    card = window.settings.findChild(PluginsCard)
    assert card is not None
    found = [each for each in card.findChildren(Button) if each.accessibleName().startswith(("Bật ", "Tắt "))]
    return found[-1]


def test_rights_are_read_before_a_plugin_runs_and_the_workbook_opens(
    with_plugins: Maker, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, plugins = with_plugins()
    assert [state.state for state in plugins.states()] == ["off"]
    switch(window).click()
    dialog = window.findChild(RightsDialog)
    assert dialog is not None
    for right in plugins.states()[0].rights:
        assert right in texts(dialog)
    dialog.reject()
    assert plugins.states()[0].state == "off"
    switch(window).click()
    asked = [each for each in window.findChildren(RightsDialog) if each.isVisible()]
    asked[0].accept()
    qtbot.waitUntil(lambda: plugins.states()[0].state == "on")
    window.go("incoming_document", "all")
    menu = QMenu(window)
    window.list.more_asked.emit(menu)
    line = next(action for action in menu.actions() if "Excel" in action.text())
    target = tmp_path / "ds.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    line.trigger()
    qtbot.waitUntil(target.exists, timeout=10_000)
    with zipfile.ZipFile(target) as book:
        assert book.testzip() is None
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == window.list.model.rowCount() + 1
    window.go("settings")
    switch(window).click()
    qtbot.waitUntil(lambda: plugins.states()[0].state == "off")
    assert plugins.surface.lines() == []


def test_in_safe_mode_nothing_runs_and_the_page_says_so(with_plugins: Maker) -> None:
    window, plugins = with_plugins(safe_mode=True)
    assert "chế độ an toàn" in texts(window.settings)
    assert not switch(window).isEnabled()
    assert plugins.surface.lines() == []
