"""All of the screen for the pages, and back into the place in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from voffice_desktop.ui.reader.buttons import IconButton

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader


_AIR = 12
"""Logical pixels between the button and the corner."""


class LeaveButton(IconButton):
    """The way back for whoever has no keyboard at hand: in the upper right corner of the pages."""

    def __init__(self, reader: Reader, host: QWidget) -> None:
        caption = QCoreApplication.translate("FullScreen", "Thoát toàn màn hình")
        super().__init__(reader.icons, "full_screen_minimize", caption, keys="Esc", text="×", parent=host)
        self._host = host
        self.setProperty("look", "floating")
        self.setAutoRaise(False)
        self.setFixedSize(44, 44)
        self.clicked.connect(reader.leave_full_screen)
        host.installEventFilter(self)
        self.hide()

    def stand(self) -> None:
        """Go to the corner and lie on top."""
        bar = 20  # the scroll bar of the pages
        self.move(self._host.width() - self.width() - _AIR - bar, _AIR)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and self.isVisible():
            self.stand()
        return bool(super().eventFilter(watched, event))


class FullScreen:
    """Turns the reader into a window of its own for a while; its place in a layout or splitter stays its own."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._flags: Qt.WindowType | None = None
        self.on = False
        self.button: LeaveButton | None = None

    def toggle(self) -> None:
        """In or out."""
        if self.on:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Pages only, on the whole screen."""
        reader = self._reader
        if self.on or not reader.view.document:
            return
        self.on = True
        reader.show_chrome(False)
        if not reader.isWindow():
            self._flags = reader.windowFlags()
            reader.setWindowFlags(Qt.WindowType.Window)
        reader.showFullScreen()
        if self.button is None:
            self.button = LeaveButton(reader, reader.stack)
        self.button.show()
        self.button.stand()
        reader.view.setFocus()
        reader.full_screen_changed.emit(True)

    def leave(self) -> None:
        """Back where the reader was."""
        if not self.on:
            return
        self.on = False
        reader = self._reader
        if self.button is not None:
            self.button.hide()
        if self._flags is not None:
            reader.setWindowFlags(self._flags)
            self._flags = None
            reader.show()
        else:
            reader.showNormal()
        reader.show_chrome(True)
        reader.full_screen_changed.emit(False)
