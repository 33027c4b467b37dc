"""A page of the main window beside the lists: what the window asks of it, and what it tells the window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Screen(QWidget):
    """A page of the main window. It reads its data in ``refresh``, which runs each time it is shown."""

    record_asked = Signal(str, str)
    """Kind and id of a record to be opened in its list."""
    screen_asked = Signal(str, str)
    """Key of another screen and the record id it is to open (or an empty text)."""
    said = Signal(str)
    offered = Signal(str, str, object)
    """What was done, the words of a button, and what it does."""
    failed = Signal(object)
    """A ``VofficeError``."""

    def refresh(self) -> None:
        """Show what stands now; called when the screen is shown and after changes while it is."""

    def open(self, record_id: str) -> None:
        """Show one record here; an empty id begins a new one."""

    def leave(self) -> bool:
        """Keep what was typed; false when the user chose to stay."""
        return True

    def shut(self) -> None:
        """The window closes: end whatever runs for this screen."""
