"""A theme, lanes and a signed-in window over the sample desk, in the offscreen platform."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.sample_desk import NOW, sample_desk
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.desk import Desk
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.languages import Languages
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.reader_host import ReaderMaker
from voffice_desktop.ui.theme.engine import ThemeEngine

Opener = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def engine(qapp: QApplication) -> ThemeEngine:
    """One engine for all: a style sheet of the whole program is dear to set."""
    return ThemeEngine(qapp)


@pytest.fixture
def theme(engine: ThemeEngine, qapp: QApplication) -> ThemeEngine:
    """Light, 100 %, mouse; no window of an earlier test is left to be painted again."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    engine.set_looks(choice="light", percent=100, density="normal", touch=False)
    return engine


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    made = Languages()
    made.choose("vi")
    yield made
    made.choose("vi")


@pytest.fixture
def open_window(qtbot: QtBot, theme: ThemeEngine, tasks: Tasks) -> Iterator[Opener]:
    """A function that opens a window over a desk at a size."""
    bridges: list[Bridge] = []

    def open_it(
        desk: Desk | None = None, width: int = 1366, height: int = 768, make_reader: ReaderMaker | None = None
    ) -> MainWindow:
        found = desk or sample_desk()
        bridge = Bridge()
        bridge.listen(found)
        bridges.append(bridge)
        window = MainWindow(Context(found, theme, tasks, bridge, Preferences(None), lambda: NOW), make_reader)
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield open_it
    for bridge in bridges:
        bridge.close()
