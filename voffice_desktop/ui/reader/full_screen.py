"""All of the screen for the pages, and back into the place in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader


class FullScreen:
    """Turns the reader into a window of its own for a while; its place in a layout or splitter stays its own."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._flags: Qt.WindowType | None = None
        self.on = False

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
        reader.view.setFocus()
        reader.full_screen_changed.emit(True)

    def leave(self) -> None:
        """Back where the reader was."""
        if not self.on:
            return
        self.on = False
        reader = self._reader
        if self._flags is not None:
            reader.setWindowFlags(self._flags)
            self._flags = None
            reader.show()
        else:
            reader.showNormal()
        reader.show_chrome(True)
        reader.full_screen_changed.emit(False)
