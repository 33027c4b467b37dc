"""The reader on a desk: bytes from the sealed cache, the viewer's own identity, every look noted for the audit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.services.values import FileEntry
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.reader.identity import ViewerIdentity
from voffice_desktop.ui.reader.reader import Reader

_NOTE_AFTER = 3000


class DeskReader:
    """What the main window's ``ReaderHost`` shows."""

    def __init__(self, context: Context, renderer: RenderClient | None = None) -> None:
        self._context = context
        user = context.desk.user
        self._identity = ViewerIdentity(context.desk.account, user.full_name, user.id)
        self.reader = Reader(renderer=renderer, icons=context.theme.icons, clock=context.clock)
        self._seen: dict[str, set[int]] = {}
        self._timer = QTimer(self.reader)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_NOTE_AFTER)
        self._timer.timeout.connect(self._note)
        self.reader.page_viewed.connect(self._page_viewed)
        self.reader.printed.connect(self._printed)

    def widget(self) -> QWidget:
        """The reader itself."""
        return self.reader

    def take_buttons(self, left: QWidget, right: QWidget) -> None:
        """Show the window's own buttons in the reader's bar."""
        self.reader.bar.host(left, right)

    def open_file(self, entry: FileEntry, loader: Callable[[], bytes]) -> None:
        """Show a file under the viewer's identity."""
        self.reader.open_file(entry, loader, self._identity)

    def focus_pages(self) -> None:
        """Put the focus on the pages."""
        self.reader.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """Show nothing."""
        self._note()
        self.reader.close_file()

    def shut(self) -> None:
        """The window closes: notes what was seen and ends the render child."""
        self._note()
        self.reader.shut()

    def _page_viewed(self, file_id: str, page: int) -> None:
        self._seen.setdefault(file_id, set()).add(page)
        self._timer.start()

    def _note(self) -> None:
        seen, self._seen = self._seen, {}
        acts = self._context.desk.acts
        for file_id, pages in seen.items():
            self._context.tasks.run("act", partial(acts.viewed, file_id, "view", sorted(pages)))

    def _printed(self, file_id: str, first: int, last: int) -> None:
        acts = self._context.desk.acts
        self._context.tasks.run("act", lambda: acts.viewed(file_id, "print", list(range(first, last + 1))))
