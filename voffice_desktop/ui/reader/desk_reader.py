"""The reader on one account's desk: identity, marks, drafts and the record of every look come from its parts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from voffice_desktop.domain.records import Annotation, Kind
from voffice_desktop.errors import VofficeError
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.protocol import codec
from voffice_desktop.services.values import Changed, FileEntry
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.reader.identity import ViewerIdentity
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.reader import Reader
from voffice_desktop.ui.reader.reading import Policy, Position

_log = logging.getLogger(__name__)

REST_MS: Final = 5_000
"""After this rest of the pen the marks go to the outbox, so that others see them within seconds."""


class DeskReader(QObject):
    """A ``FileReader`` for the main window. The renderer belongs to the start-up; it was started at sign-in."""

    def __init__(self, context: Context, renderer: RenderClient) -> None:
        super().__init__()
        self._context = context
        self.reader = Reader(renderer=renderer, icons=context.theme.icons, clock=context.clock)
        desk = context.desk
        self._identity = ViewerIdentity(desk.account, desk.user.full_name, desk.user.id)
        self._positions: dict[str, Position] = {}
        self._seen: set[int] = set()
        self._file_id = ""
        pen = self.reader.pen
        pen.on_draft, pen.on_commit = self._keep_draft, self._hand_in
        pen.marks.name_of = desk.directory.name
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)
        pen.marks_changed.connect(self._rest.start)
        pen.pen_put_down.connect(self.hand_in)
        self.reader.position_changed.connect(self._positions.__setitem__)
        self.reader.page_viewed.connect(lambda _file_id, page: self._seen.add(page))
        self.reader.printed.connect(self._printed)
        self.reader.copied.connect(lambda file_id, _text: self._look(file_id, "export", [self.reader.view.page + 1]))
        context.bridge.changed.connect(self._changed)

    def widget(self) -> QWidget:
        """What the main window embeds."""
        return self.reader

    def take_buttons(self, left: QWidget, right: QWidget) -> None:
        """Show the window's own buttons in the reader's bar."""
        self.reader.bar.host(left, right)

    def focus_pages(self) -> None:
        """Put the focus on the pages."""
        self.reader.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_file(self, entry: FileEntry, loader: Callable[[], bytes]) -> None:
        """Show a file with its marks and the draft that a crash may have left."""
        self.clear()
        self._file_id = entry.file.id
        position = self._positions.get(entry.file.id)
        self.reader.open_file(
            entry, loader, self._identity, position=position, books=self._book, policy=self._policy(entry)
        )

    def _policy(self, entry: FileEntry) -> Policy:
        """What the agency lets this viewer take from the file's record."""
        file, may_take = entry.file, self._context.desk.may_take
        kind, record_id = cast("Kind", file.owner_kind or "file"), file.owner_id or ""
        return Policy(copy=not may_take(kind, record_id, "copy"), print=not may_take(kind, record_id, "print"))

    def clear(self) -> None:
        """Show nothing; what was drawn is handed in, what was looked at is noted."""
        self.hand_in()
        if self._seen and self._file_id:
            self._look(self._file_id, "view", sorted(self._seen))
        self.reader.close_file()
        self._seen, self._file_id = set(), ""

    def shut(self) -> None:
        """The window closes."""
        self.clear()
        self.reader.shut()

    def hand_in(self) -> None:
        """Put what was drawn into the outbox, a stroke under way included; what it refuses stays in the draft."""
        self._rest.stop()
        pen = self.reader.pen
        try:
            pen.finish()
        except VofficeError as error:
            _log.info("marks stay in the draft: %s", error)
            if pen.book is not None:
                self._context.desk.drafts.save(_key(pen.book.file_id), pen.book.draft())

    def _rested(self) -> None:
        if self.reader.pen.layer.busy:
            self._rest.start()
        else:
            self.hand_in()

    def _book(self, entry: FileEntry) -> InkBook | None:
        desk = self._context.desk
        file = entry.file
        try:
            marks = desk.details.annotations(file.id)
            draft = desk.drafts.load(_key(file.id)) or b""
        except VofficeError as error:  # pages can be read without marks, but nothing may be drawn over unknown ones
            _log.info("marks of a file cannot be read: %s", error)
            return None
        book = InkBook(file.id, file.revision, desk.user.id, marks, clock=self._context.clock)
        try:
            book.restore(draft)
        except VofficeError as error:
            _log.info("a draft of ink cannot be read and is left where it is: %s", error)
        return book

    def _keep_draft(self, file_id: str, draft: bytes) -> None:
        drafts = self._context.desk.drafts
        if draft:
            self._context.tasks.run("act", lambda: drafts.save(_key(file_id), draft))
        else:
            self._context.tasks.run("act", lambda: drafts.delete(_key(file_id)))

    def _hand_in(self, file_id: str, add: list[Annotation], remove: list[str]) -> None:
        desk = self._context.desk
        body = {"add": [codec.to_plain(mark) for mark in add], "remove": remove}
        desk.acts.act("POST", f"/files/{file_id}/annotations", body)  # durable when it returns
        self._context.tasks.run("act", lambda: desk.drafts.delete(_key(file_id)))

    def _printed(self, file_id: str, first: int, last: int) -> None:
        self._look(file_id, "print", list(range(first, last + 1)))

    def _look(self, file_id: str, action: str, pages: list[int]) -> None:
        acts = self._context.desk.acts
        self._context.tasks.run("act", lambda: acts.viewed(file_id, action, pages))

    def _changed(self, change: Changed) -> None:
        book = self.reader.pen.book
        if book is None or change.kind not in ("annotation", "file"):
            return
        details = self._context.desk.details

        def merge(marks: list[Annotation]) -> None:
            if self.reader.pen.book is book:
                self.reader.pen.merge(marks)

        self._context.tasks.run("read", lambda: details.annotations(book.file_id), merge, owner=self.reader)


def reader_maker(renderer: RenderClient) -> Callable[[Context], DeskReader]:
    """What the main window calls when it first needs a reader."""
    return lambda context: DeskReader(context, renderer)


def _key(file_id: str) -> str:
    return f"ink:{file_id}"
