"""The pages of the main window that come from the table of screens: made when first asked for, kept, made anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from voffice_desktop.ui.context import Context
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.screens import screens_of


class ScreenDeck(QObject):
    """Owns the screens of one window; ``pages`` is the stack in which they are shown."""

    record_asked = Signal(str, str)
    said = Signal(str)
    offered = Signal(str, str, object)
    failed = Signal(object)
    shown = Signal(str)
    """Key of the screen that was just shown."""

    def __init__(self, context: Context, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._context = context
        self._pages = pages
        self._who = context.desk.actor()
        self._specs = {each.key: each for each in screens_of(self._who)}
        self._screens: dict[str, Screen] = {}

    def has(self, key: str) -> bool:
        """Whether this user has such a screen."""
        return key in self._specs

    def renew(self) -> bool:
        """Follow who the person is now (roles, those for whom they stand in); true when the screens are others.

        A screen that is lost while it is shown stays in the stack until another page is shown.
        """
        who = self._context.desk.actor()
        if who == self._who:
            return False
        self._who = who
        before, self._specs = self._specs, {each.key: each for each in screens_of(who)}
        return before.keys() != self._specs.keys()

    def show(self, key: str, record_id: str | None = None) -> None:
        """Show a screen; with an id (empty: a new one) it opens that record. Nothing happens for an unknown key."""
        if key not in self._specs or not self.leave():
            return
        screen = self._screens.get(key) or self._make(key)
        self._pages.setCurrentWidget(screen)
        screen.refresh()
        if record_id is not None:
            screen.open(record_id)
        if self._specs[key].place is not None:
            self.shown.emit(key)

    def begin(self) -> None:
        """Ctrl+N: begin what this user's work begins with."""
        first = next((each.key for each in self._specs.values() if each.begins), None)
        if first is not None:
            self.show(first, "")

    def refresh(self) -> None:
        """Let the screen that is shown read its data again."""
        current = self._pages.currentWidget()
        if isinstance(current, Screen):
            current.refresh()

    def current(self) -> str:
        """The key of the screen that is shown; empty for another page."""
        now = self._pages.currentWidget()
        return next((key for key, screen in self._screens.items() if screen is now), "")

    def leave(self) -> bool:
        """Ask the screen that is shown to keep what was typed; false when the user chose to stay."""
        current = self._pages.currentWidget()
        if not isinstance(current, Screen) or current.leave():
            return True
        self.shown.emit(self.current())
        return False

    def shut(self) -> None:
        """The window closes: every screen ends what runs for it."""
        for screen in self._screens.values():
            screen.shut()

    def retranslate(self) -> None:
        """Make every screen anew in the language that was just loaded."""
        key = self.current()
        if not self.leave():
            return
        for screen in self._screens.values():
            screen.shut()
            self._pages.removeWidget(screen)
            screen.deleteLater()
        self._screens = {}
        if key:
            self.show(key)

    def _make(self, key: str) -> Screen:
        screen = self._specs[key].make(self._context)
        screen.record_asked.connect(self.record_asked)
        screen.screen_asked.connect(self.show)
        screen.said.connect(self.said)
        screen.offered.connect(self.offered)
        screen.failed.connect(self.failed)
        self._screens[key] = screen
        self._pages.addWidget(screen)
        return screen
