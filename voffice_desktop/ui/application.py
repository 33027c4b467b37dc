"""From the first screen to the window: signing in, first synchronisation, the main window, and signing out."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from voffice_desktop.clock import Clock, utc_now
from voffice_desktop.errors import Bug, SignInNeeded, VofficeError
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ListQuery, SyncStatus
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.dialogs import ErrorSheet
from voffice_desktop.ui.languages import Languages
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.places import LISTED
from voffice_desktop.ui.plugin_window import WindowPlugins
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.reader_host import ReaderMaker
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.sign_in import Door, SignInWindow
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.theme.tokens import TEXT_SIZES, Density, ThemeChoice
from voffice_desktop.ui.top_bar import paint_mark
from voffice_desktop.ui.tray import Tray
from voffice_desktop.ui.welcome import FirstSync, RolePicker

ENOUGH_ROWS = 50
"""So many rows make the window usable while the first synchronisation goes on."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Start:
    """How the program was started."""

    profile: Path
    server: str = ""
    language: str = ""
    touch: bool = False
    safe_mode: bool = False
    """No plugin runs."""
    clock: Clock = utc_now


class Application(QObject):
    """Owns what outlives a window: looks, language, lanes, and the frame in which the first screens stand."""

    def __init__(self, app: QApplication, start: Start, door: Door, make_reader: ReaderMaker | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._start = start
        self._door = door
        self._make_reader = make_reader
        self.preferences = Preferences(start.profile)
        self.theme = ThemeEngine(app)
        self.languages = Languages()
        self.tasks = Tasks(self)
        self.bridge = Bridge(self)
        self.desk: Desk | None = None
        self.window: MainWindow | None = None
        self.plugins: WindowPlugins | None = None
        self.tray: Tray | None = None
        self._first: QStackedWidget | None = None
        self._sync: FirstSync | None = None
        self._apply_choices()
        app.setWindowIcon(_mark_icon(self.theme))
        self._look = QTimer(self)
        self._look.setInterval(250)
        self._look.timeout.connect(self._open_when_usable)
        self.bridge.status.connect(self._first_status)

    # the first screens

    def sign_in(self, error: VofficeError | None = None) -> SignInWindow:
        """Show the sign-in screen, with an error if there is one to tell."""
        screen = SignInWindow(self.theme, self.tasks, self._door, self._start.profile, server=self._start.server)
        screen.opened.connect(self.open_desk)
        self._show_first(screen)
        if error is not None:
            screen.show_error(error)
        return screen

    def refused(self, error: VofficeError) -> None:
        """Something failed before there was a window: say it on the sign-in screen."""
        self.sign_in(error)

    def unlock_or_sign_in(self) -> None:
        """Open the account used last if no password is needed for it, else ask."""
        try:
            known = self._door.known(self._start.profile)
        except VofficeError as error:
            self.sign_in(error)
            return
        if not known or known[0].needs_password:
            self.sign_in()
            return
        account = known[0].account
        self.wait(self.tr("Đang mở dữ liệu trên máy"))
        self.tasks.run(
            "net",
            lambda: self._door.unlock(self._start.profile, account, None),
            self.open_desk,
            self.refused,
            owner=self,
        )

    def pick_role(self, chosen: Callable[[str], None]) -> RolePicker:
        """Show the role picker of the demo ministry."""
        picker = RolePicker(self.theme)
        picker.chosen.connect(chosen)
        self._show_first(picker)
        return picker

    def wait(self, text: str) -> FirstSync:
        """Show that something is being prepared."""
        screen = FirstSync(self.theme)
        screen.say(text)
        self._show_first(screen)
        return screen

    def open_desk(self, desk: Desk) -> None:
        """Take a desk that was opened: straight to the window, or first some rows."""
        self.desk = desk
        self.bridge.listen(desk)
        if self._usable(desk.sync.status()):
            self.open_window()
            return
        self._sync = self.wait(self.tr("Đang tải dữ liệu về máy"))
        self._look.start()
        self._in_background(lambda: _begin(desk))

    def open_window(self) -> MainWindow:
        """Show the main window; synchronisation begins after the first paint."""
        self._look.stop()
        self._sync = None
        desk = cast("Desk", self.desk)
        context = Context(desk, self.theme, self.tasks, self.bridge, self.preferences, self._start.clock)
        window = MainWindow(context, self._make_reader, self.languages.current)
        window.language_chosen.connect(self.choose_language)
        window.signed_out.connect(lambda: self.sign_out())
        window.first_painted.connect(lambda: self._in_background(lambda: _begin(desk)))
        self._add_plugins(context, window)
        self._add_tray(context, window)
        old = self.window
        self.window = window
        window.resize(1366, 768)
        if self._first is not None and self._first.isMaximized():
            window.showMaximized()
        else:
            window.show()
        self._drop_first()
        if old is not None:
            old.close()
            old.deleteLater()
        return window

    def sign_out(self, error: VofficeError | None = None) -> None:
        """Close the desk and ask who comes next, by password. Data and unsent work stay on the device."""
        window, self.window = self.window, None
        self._stop_plugins()
        self._drop_tray()
        self.bridge.close()
        desk, self.desk = self.desk, None
        if desk is not None:
            try:
                self._door.unremember(self._start.profile, desk.account)
            except VofficeError as kept:
                _log.info("the account stays remembered: %s", kept.code)
        self.sign_in(error)
        if window is not None:
            window.close()
            window.deleteLater()
        if desk is not None:
            self.tasks.run("net", desk.close)

    def show(self) -> None:
        """Bring what there is to the front: the program was started once more."""
        if self.tray is not None:
            self.tray.bring_back()
        elif (there := self.window or self._first) is not None:
            there.show()
            there.raise_()
            there.activateWindow()

    def choose_language(self, language: str) -> None:
        """Another language, at once."""
        self.preferences.put("language", language)
        self.languages.choose(language)
        if self.window is not None:
            self.window.set_language(self.languages.current)
        if self.tray is not None:
            self.tray.retranslate()

    def close(self) -> None:
        """End everything that runs; the desk gets the three seconds that it may take."""
        self._look.stop()
        self._stop_plugins()
        self._drop_tray()
        self.bridge.close()
        if self.window is not None:
            self.window.close()
        self.tasks.close()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def first_screen(self) -> QWidget | None:
        """The screen that stands before the window, if one does."""
        return self._first.currentWidget() if self._first is not None else None

    # errors that nobody expected

    def watch_errors(self) -> None:
        """From now on no traceback reaches the user: it goes to the log, and a sentence to the screen."""
        sys.excepthook = self._unexpected

    def _unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        _log.error("unexpected error", exc_info=(kind, error, trace))
        known = error if isinstance(error, VofficeError) else Bug("unexpected", kind=kind.__name__)
        details = "".join(traceback.format_exception_only(kind, error)) + "".join(traceback.format_tb(trace)[-4:])
        host = self.window or self._first
        ErrorSheet(self.theme, sentence(known), details, host).open()

    # within

    def _apply_choices(self) -> None:
        kept = self.preferences
        theme = kept.text("theme", "system")
        density = kept.text("density", "normal")
        size = kept.number("text_size", 100)
        self.theme.set_looks(
            choice=cast("ThemeChoice", theme if theme in ("light", "dark", "contrast") else "system"),
            percent=size if size in TEXT_SIZES else 100,
            density=cast("Density", density if density in ("normal", "compact") else "normal"),
            touch=self._start.touch or kept.flag("touch"),
        )
        self.languages.choose(self._start.language or kept.text("language", "vi"))

    def _add_plugins(self, context: Context, window: MainWindow) -> None:
        self._stop_plugins()
        self.plugins = WindowPlugins(
            context,
            window,
            lambda: window.list.query,
            window.say,
            self._start.profile,
            safe_mode=self._start.safe_mode,
        )
        window.settings.take_plugins(self.plugins)
        window.list.more_asked.connect(self.plugins.fill_menu)
        window.first_painted.connect(self.plugins.start)

    def _stop_plugins(self) -> None:
        if self.plugins is not None:
            self.plugins.close()
            self.plugins = None

    def _add_tray(self, context: Context, window: MainWindow) -> None:
        self._drop_tray()
        if Tray.possible():
            self.tray = Tray(context, window)
            self.tray.ended.connect(self._end)

    def _drop_tray(self) -> None:
        if self.tray is not None:
            self.tray.close()
            self.tray = None

    def _end(self) -> None:
        """The end of the program, asked for in the tray: as Ctrl+Q in the window, which may ask about work begun."""
        if self.tray is not None:
            self.tray.bring_back()
        if self.window is not None and self.window.close():
            self._app.quit()

    def _in_background(self, work: Callable[[], None]) -> None:
        self.tasks.run("net", work)

    def _usable(self, status: SyncStatus) -> bool:
        if status.at is not None or status.state in ("synced", "offline"):
            return True
        lists = cast("Desk", self.desk).lists
        try:
            return any(len(lists.rows(ListQuery(kind), None, ENOUGH_ROWS)) >= ENOUGH_ROWS for kind in LISTED)
        except VofficeError as error:
            _log.info("the lists cannot be read yet: %s", error.code)
            return False

    def _open_when_usable(self) -> None:
        if self.desk is not None and self.window is None and self._usable(self.desk.sync.status()):
            self.open_window()

    def _first_status(self, status: SyncStatus) -> None:
        if self._sync is not None and status.state == "syncing":
            self._sync.show_progress(status.done, status.total)
        if self.desk is not None and status.state == "signed_out" and status.trouble == "session_closed":
            self.sign_out(SignInNeeded("session_closed"))

    def _show_first(self, screen: QWidget) -> None:
        if self._first is None:
            self._first = QStackedWidget()
            self._first.setWindowTitle("voffice")
            self._first.resize(1366, 768)
        for old in [self._first.widget(at) for at in range(self._first.count())]:
            if old is not None:
                self._first.removeWidget(old)
                old.deleteLater()
        self._first.addWidget(screen)
        self._first.setCurrentWidget(screen)
        self._first.show()

    def _drop_first(self) -> None:
        if self._first is not None:
            self._first.close()
            self._first.deleteLater()
            self._first = None


def _mark_icon(theme: ThemeEngine) -> QIcon:
    pixmap = QPixmap(128, 128)
    pixmap.fill("transparent")
    painter = QPainter(pixmap)
    paint_mark(painter, theme, 128)
    painter.end()
    return QIcon(pixmap)


def _begin(desk: Desk) -> None:
    """What runs by itself from the first paint on."""
    desk.sync.start()
    if desk.intake is not None:
        desk.intake.start()
