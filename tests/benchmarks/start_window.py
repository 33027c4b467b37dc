"""One start of the window, as a process of its own for ``bench_start``: it ends after its first paint.

``product FOLDER`` opens the cache in FOLDER and the main window with its list; ``floor`` has the same imports and
shows an empty QMainWindow.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from tests.benchmarks.bench_sync import _account
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.reader.desk_reader import reader_maker
from voffice_desktop.ui.theme.engine import ThemeEngine

_MADE = (reader_maker,)
"""Imported, as the program imports it at its start."""


class FirstPaint(QObject):
    """Ends the program when a widget has been painted."""

    def __init__(self, app: QApplication, watched: QWidget) -> None:
        super().__init__(app)
        self._app = app
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._app.quit)
        return False


def main() -> int:
    app = QApplication(sys.argv[:1])
    if sys.argv[1] == "floor":
        empty = QMainWindow()
        empty.resize(1366, 768)
        FirstPaint(app, empty)
        empty.show()
        return app.exec()
    with _account("http://127.0.0.1:9", Path(sys.argv[2])) as account:
        theme, tasks, bridge = ThemeEngine(app), Tasks(), Bridge()
        bridge.listen(account.desk)
        window = MainWindow(Context(account.desk, theme, tasks, bridge, Preferences(None)))
        window.resize(1366, 768)
        assert window.list.model.rowCount() > 0
        FirstPaint(app, window.list.list.viewport())
        window.show()
        code = app.exec()
        bridge.close()
        tasks.close()
    return code


if __name__ == "__main__":
    raise SystemExit(main())
