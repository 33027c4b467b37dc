"""A signed-in window over the sample desk, as a process of its own: says what stands in its fields, line by line.

Run by the typing test under a virtual screen with a real input method; not a test itself.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.ui.sample_desk import NOW, sample_desk
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.dialogs import TextDialog
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.theme.engine import ThemeEngine

_EVERY = 100


class Composing(QObject):
    """Remembers what is being composed now."""

    text = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.text = event.preeditString()
        return False


def main() -> int:
    app = QApplication(sys.argv[:1])
    theme = ThemeEngine(app)
    tasks, bridge = Tasks(), Bridge()
    window = MainWindow(Context(sample_desk(), theme, tasks, bridge, Preferences(None), lambda: NOW))
    window.show()
    dialog = TextDialog(theme, "Ý kiến", "", "Nội dung", "Gửi", required=True, parent=window)
    composing = Composing()
    app.installEventFilter(composing)
    acts: list[str] = []
    window.list.opened.connect(lambda *_: acts.append("opened"))
    window.list.chosen.connect(lambda *_: acts.append("chosen"))

    def look() -> None:
        if window.top.search.text().strip() == "!":
            window.top.search.clear()
            dialog.show()
            dialog.edit.setFocus()
        row = window.list.current_row()
        focus = app.focusWidget()
        state = {
            "search": window.top.search.text(),
            "comment": dialog.edit.toPlainText(),
            "row": row.id if row is not None else "",
            "composing": composing.text,
            "dialog": dialog.isVisible(),
            "acts": len(acts),
            "focus": type(focus).__name__ if focus is not None else "",
            "place": window.navigation.current(),
        }
        print(json.dumps(state), flush=True)

    timer = QTimer()
    timer.setInterval(_EVERY)
    timer.timeout.connect(look)
    timer.start()
    window.focus_search()
    code = app.exec()
    tasks.close()
    return code


if __name__ == "__main__":
    raise SystemExit(main())
