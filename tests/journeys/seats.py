"""People at their desks: an account signed in on a device of its own, with a window over it when one is wanted.

A seat synchronises only when the walk says so: an offline desk is one that has not been told to yet.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from tests.fakes.keychain import MemoryKeychain
from tests.ministry import PASSWORD, Ministry
from voffice_desktop.clock import Clock, utc_now
from voffice_desktop.domain.records import Slip, Task
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.reader_host import ReaderMaker
from voffice_desktop.ui.theme.engine import ThemeEngine


@dataclass
class Seat:
    """One person on one device."""

    desk: Desk
    theme: ThemeEngine | None = None
    clock: Clock = utc_now
    tasks: Tasks | None = None
    bridge: Bridge | None = None
    window: MainWindow | None = None

    def sync(self) -> None:
        """Go online for one round."""
        report = self.desk.sync.run()
        assert report.online

    def slip(self, slip_id: str) -> Slip | None:
        """The slip as this desk shows it."""
        detail = self.desk.details.get("slip", slip_id)
        if detail is None:
            return None
        assert isinstance(detail.record, Slip)
        return detail.record

    def task(self, task_id: str) -> Task:
        """The task as this desk shows it."""
        detail = self.detail("task", task_id)
        assert isinstance(detail.record, Task)
        return detail.record

    def detail(self, kind: str, record_id: str) -> Detail:
        """All of one record that is here."""
        found = self.desk.details.get(kind, record_id)  # type: ignore[arg-type]  # kinds of the walk
        assert found is not None
        return found

    def actions(self, kind: str, record_id: str) -> dict[str, ActionState]:
        """What may be done with a record, by name."""
        return {act.name: act for act in self.detail(kind, record_id).actions}

    def act(self, path: str, body: dict[str, object] | None = None) -> str:
        """Queue an act as a screen does."""
        return self.desk.acts.act("POST", path, body)

    def context(self) -> Context:
        """What a window of this seat is made with."""
        assert self.theme is not None
        if self.tasks is None:
            self.tasks = Tasks()
            self.bridge = Bridge()
            self.bridge.listen(self.desk)
        assert self.bridge is not None
        return Context(self.desk, self.theme, self.tasks, self.bridge, Preferences(None), self.clock)

    def open_window(self, qtbot: QtBot, make_reader: ReaderMaker | None = None) -> MainWindow:
        """The main window over this desk; it does not begin to synchronise by itself."""
        window = MainWindow(self.context(), make_reader)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        self.window = window
        return window

    def close_window(self) -> None:
        """Close the window with its lanes; the desk stays open."""
        if self.window is not None:
            self.window.close()
        if self.bridge is not None:
            self.bridge.close()
        if self.tasks is not None:
            self.tasks.close()
        self.window = self.bridge = self.tasks = None

    def close(self) -> None:
        """Put everything down."""
        self.close_window()
        self.desk.close()


@dataclass
class Seats:
    """The seats of one ministry, made when first asked for."""

    ministry: Ministry
    folder: Path
    theme: ThemeEngine | None = None
    clock: Clock = utc_now
    made: dict[str, Seat] = field(default_factory=dict)

    def __call__(self, account: str) -> Seat:
        if account not in self.made:
            desk = accounts.sign_in(
                self.folder / account,
                self.ministry.url,
                account,
                PASSWORD,
                progress=lambda _done, _total: None,
                keychain=MemoryKeychain(),
            )
            self.made[account] = Seat(desk, self.theme, self.clock)
        return self.made[account]

    def close(self) -> None:
        """Everybody goes home."""
        for seat in self.made.values():
            seat.close()


def in_dialog(kind: type[QWidget], act: Callable[[Any], None]) -> None:
    """Do something in the next modal dialog of a kind, as soon as it is open."""
    timer = QTimer()
    timer.setInterval(10)

    def look() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, kind):
            timer.stop()
            act(found)

    timer.timeout.connect(look)
    timer.start()
    in_dialog.timers = [*getattr(in_dialog, "timers", [])[-20:], timer]  # type: ignore[attr-defined]  # kept alive


def until(qtbot: QtBot, found: Callable[[], bool], timeout: int = 8_000) -> None:
    """Let the window work until something holds."""
    qtbot.waitUntil(found, timeout=timeout)


def sample_pdf(text: str) -> bytes:
    """A page with a line of plain text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawString(72, 720, text)
    canvas.save()
    return buffer.getvalue()
