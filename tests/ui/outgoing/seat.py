"""A window on a real server for one account, and what a person does at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import shiboken6
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.keychain import MemoryKeychain
from tests.ministry import PASSWORD, Ministry
from voffice_desktop.clock import utc_now
from voffice_desktop.domain.records import OutgoingDocument
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ListQuery
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.signing.sign_sheet import SignSheet
from voffice_desktop.ui.theme.engine import ThemeEngine

WAIT = 60_000
SheetKind = TypeVar("SheetKind", bound=QWidget)


class Seat:
    """A window and its desk."""

    def __init__(self, qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
        self.qtbot = qtbot
        self.window = window
        self.desk = desk
        self.said: list[str] = []
        window._flow.said.connect(self.said.append)

    def open(self, tab: str) -> OutgoingDocument:
        """Open the first outgoing document of a tab."""
        row = self.desk.lists.rows(ListQuery("outgoing_document", tab=tab))[0]
        self.window.open_record("outgoing_document", row.id)
        return self.record()

    def record(self) -> OutgoingDocument:
        """The record that is shown."""
        assert self.window.detail is not None
        record = self.window.detail.record
        assert isinstance(record, OutgoingDocument)
        return record

    def press(self, act: str, kind: type[SheetKind]) -> SheetKind:
        """Press an act and wait for its dialog."""
        assert self.window.action_bar.ask(act)
        return self.sheet(kind)

    def sheet(self, kind: type[SheetKind]) -> SheetKind:
        """The dialog of a kind that is open now."""
        found: list[SheetKind] = []

        def there() -> bool:
            found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
            return bool(found)

        self.until(there)
        return found[0]

    def until(self, true: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        self.qtbot.waitUntil(true, timeout=WAIT)

    def sign(self, sheet: SignSheet, pin: str) -> None:
        """Type the PIN and sign; the dialog ends by itself."""
        self.until(lambda: sheet.picker.chosen() is not None)
        sheet.picker.pin.setText(pin)
        sheet.go.click()
        self.until(lambda: not shiboken6.isValid(sheet) or not sheet.isVisible())

    def open_id(self, record_id: str) -> OutgoingDocument:
        """Open one document."""
        self.window.open_record("outgoing_document", record_id)
        self.until(lambda: self.window.detail is not None and self.window.detail.record.id == record_id)
        return self.record()

    def refused(self, sheet: Any, pin: str) -> str:
        """Type the PIN and sign; the dialog stays and says why it did not."""
        self.until(lambda: sheet.picker.chosen() is not None)
        sheet.picker.pin.setText(pin)
        sheet.go.click()
        self.until(lambda: sheet._error.isVisible() and sheet._job is None)
        return str(sheet._error.text())


@contextmanager
def seated(
    qtbot: QtBot, theme: ThemeEngine, ministry: Ministry, account: str, profile: Path, *modules: str
) -> Iterator[Seat]:
    """Sign in and open the window; PKCS#11 ``modules`` are asked for keys."""
    desk = accounts.sign_in(profile, ministry.url, account, PASSWORD, keychain=MemoryKeychain(), remember=False)
    desk.signing.set_modules(list(modules))
    desk.sync.run()
    tasks, bridge = Tasks(), Bridge()
    bridge.listen(desk)
    window = MainWindow(Context(desk, theme, tasks, bridge, Preferences(None), utc_now))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    desk.sync.start()
    try:
        yield Seat(qtbot, window, desk)
    finally:
        window.close()
        bridge.close()
        tasks.close()
        desk.close()
