"""From the click on a file to its first page: the pages come first, everything else waits for them.

The child is told at once what will be wanted of the first page; a word about the opening is said only where it takes
a while; the drawer is filled behind the first page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from voffice_desktop.pdf.render_answers import Fault, Opened
from voffice_desktop.services.values import FileEntry
from voffice_desktop.ui.reader.layout import ACTUAL
from voffice_desktop.ui.reader.reading import Position

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader

_SLOW_MS: Final = 150
"""A file that opens sooner is shown without a word about its opening."""
_BEHIND_MS: Final = 25


class Opening:
    """One for each reader; it opens one file at a time."""

    def __init__(self, reader: Reader, opened: Callable[[Opened | Fault], None]) -> None:
        self._reader, self._answered = reader, opened
        self._slow = QTimer(reader, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._say_slow)
        self._behind = QTimer(reader, singleShot=True, interval=_BEHIND_MS)
        self._behind.timeout.connect(self._fill_drawer)

    def start(self, entry: FileEntry, load: Callable[[], bytes], where: Position, password: str | None) -> None:
        """Load and open a file that was left at ``where``; what comes of it is told in the main thread."""
        reader = self._reader
        self._slow.start()
        self.take_place(where)
        ahead = reader.view.first_pieces(entry.file.id, where.page, reader.stack.size())
        reader.images.open(entry.file.id, load, self._opened, password=password, first=where.page, ahead=ahead)

    def take_place(self, where: Position) -> None:
        """Set mode and zoom as they were."""
        view = self._reader.view
        view.mode = where.mode
        view.fit = "page" if where.fit == "page" else "none" if where.fit == "none" else "width"
        if view.fit == "none":
            view.scale = where.percent / 100 * ACTUAL

    def stop(self) -> None:
        """Nothing is opened any more."""
        self._slow.stop()
        self._behind.stop()

    def _opened(self, answer: Opened | Fault) -> None:
        self._slow.stop()
        self._answered(answer)
        if isinstance(answer, Opened):
            self._behind.start()

    def _say_slow(self) -> None:
        """What was behind the file before goes out of sight."""
        self._reader.stack.setCurrentWidget(self._reader.notice)
        self._reader.tell()

    def _fill_drawer(self) -> None:
        reader = self._reader
        if reader.entry is not None and reader.view.document:
            reader.drawer.reload()
            reader.drawer.signatures.show_file(reader.entry.file)
