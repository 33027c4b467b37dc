"""The reader on one account's desk: identity, marks, drafts and the record of every look come from its parts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from voffice_desktop.domain import permissions
from voffice_desktop.domain.records import Annotation, Record, Unit
from voffice_desktop.errors import VofficeError
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.protocol import codec
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import Changed, Detail, FileEntry
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.reader.identity import ViewerIdentity
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.last_places import LastPlaces
from voffice_desktop.ui.reader.pen_choices import PenChoices
from voffice_desktop.ui.reader.reader import Reader
from voffice_desktop.ui.reader.reading import Policy, Position
from voffice_desktop.ui.reader.revisions import earlier_of, in_order, is_frozen, revision_of

_log = logging.getLogger(__name__)

PLACE_MS: Final = 3_000
"""After this rest on a page the place is kept."""
REST_MS: Final = 2_000
"""After this rest of the pen the marks go to the outbox, so that others see them within seconds."""


class DeskReader(QObject):
    """A ``FileReader`` for the main window. The renderer belongs to the start-up; it was started at sign-in."""

    def __init__(self, context: Context, renderer: RenderClient) -> None:
        super().__init__()
        self._context = context
        self.reader = Reader(renderer=renderer, icons=context.theme.icons, clock=context.clock)
        desk = context.desk
        self._identity = ViewerIdentity(desk.account, desk.user.full_name, desk.user.id)
        self._places = LastPlaces(desk.drafts, lambda work: context.tasks.run("act", work))
        self._seen: set[int] = set()
        self._file_id = ""
        self._detail: Detail | None = None
        pen = self.reader.pen
        pen.on_draft, pen.on_commit = self._keep_draft, self._hand_in
        pen.marks.name_of = pen.layer.name_of = desk.directory.name
        pen.offices = lambda: _offices(desk)
        pen.use_choices(PenChoices(context.preferences, desk.drafts))
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)
        pen.marks_changed.connect(self._rest.start)
        pen.pen_put_down.connect(self.hand_in)
        self.reader.position_changed.connect(self._left)
        self.reader.page_viewed.connect(self._viewed)
        self._resting = QTimer(self, singleShot=True, interval=PLACE_MS)
        self._resting.timeout.connect(self._keep_place)
        self.reader.printed.connect(self._printed)
        self.reader.copied.connect(lambda file_id, _text: self._look(file_id, "export", [self.reader.view.page + 1]))
        context.bridge.changed.connect(self._changed)

    def widget(self) -> QWidget:
        """What the main window embeds."""
        return self.reader

    def take_buttons(self, left: QWidget, right: QWidget) -> None:
        """Show the window's own buttons in the reader's bar."""
        self.reader.bar.host(left, right)

    def share_full_screen(self, told: Callable[[bool], None]) -> None:
        """What to call when the pages take the whole screen and when they give it back."""
        self.reader.full_screen_changed.connect(told)

    def lend_foot(self, bar: QWidget) -> None:
        """Show the window's bar under the pages on the whole screen; the window takes it back."""
        self.reader.column.addWidget(bar)

    def leave_full_screen(self) -> None:
        """Back into the window."""
        self.reader.leave_full_screen()

    def say(self, text: str) -> None:
        """Say a sentence over the pages."""
        self.reader.snack.say(text)

    def say_instead(self, text: str, more: str = "") -> None:
        """Put the pages away and say a sentence in their place."""
        if self.reader.entry is not None:
            self.clear()
        self.reader.notice.say(text, more)

    def focus_pages(self) -> None:
        """Put the focus on the pages."""
        self.reader.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_records_with(self, step: Callable[[int], None]) -> None:
        """What the reader calls for the next and the previous record."""
        self.reader.next_record.connect(lambda: step(1))
        self.reader.previous_record.connect(lambda: step(-1))

    def open_dossier(self, detail: Detail, file_id: str, loader: Callable[[str], bytes]) -> None:
        """Show a record's files as tabs, this one first, with its marks and the draft that a crash may have left."""
        reader = self.reader
        if (
            self._detail is not None
            and self._detail.record.id == detail.record.id
            and reader.tabs.holds(detail.files)
        ):
            self._detail = detail
            reader.tabs.choose(file_id)
            return
        self.clear()
        self._detail = detail
        files = in_order(detail.record, detail.files)
        reader.tabs.frozen = lambda entry: is_frozen(detail.record, entry)
        reader.earlier = lambda entry: earlier_of(detail.record, files, entry)
        places = {each.file.id: place for each in files if (place := self._places.get(each.file.id)) is not None}
        reader.open_dossier(
            files,
            lambda entry: loader(entry.file.id),
            self._identity,
            current=next((at for at, each in enumerate(files) if each.file.id == file_id), 0),
            positions=places,
            policy=self._policy(detail),
            books=self._book,
            marked=True,
        )

    def _policy(self, detail: Detail) -> Policy:
        """What the agency lets this viewer take from the record."""
        kind, record_id, may_take = detail.kind, detail.record.id, self._context.desk.may_take
        return Policy(
            copy=may_take(kind, record_id, "copy"),
            print=may_take(kind, record_id, "print"),
            save=may_take(kind, record_id, "save"),
        )

    def clear(self) -> None:
        """Show nothing; what was drawn is handed in, what was looked at is noted."""
        self.hand_in()
        self.reader.close_file()
        self._note_looks()
        self._detail = None

    def _left(self, file_id: str, place: Position) -> None:
        """The reader leaves a file: by a tab, for another record, or because the window closes."""
        self.hand_in()
        self._places.put(file_id, place)
        self._note_looks()

    def _note_looks(self) -> None:
        self._resting.stop()
        if self._seen and self._file_id:
            self._look(self._file_id, "view", sorted(self._seen))
        self._seen, self._file_id = set(), ""

    def _viewed(self, file_id: str, page: int) -> None:
        if file_id != self._file_id:
            self._note_looks()
            self._file_id = file_id
        self._seen.add(page)
        self._resting.start()

    def _keep_place(self) -> None:
        """Also while reading: a crash must not send anybody back to the first page."""
        if self.reader.entry is not None and self.reader.view.document:
            self._places.put(self.reader.entry.file.id, self.reader.position())

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
        record = self._detail.record if self._detail is not None else None
        why_not = self._why_not(record, entry)
        self.reader.pen.why_not = why_not
        if record is not None and why_not:
            frozen = is_frozen(record, entry)
            shown = file.revision if frozen else revision_of(record)
            return InkBook(file.id, shown, "", marks, clock=self._context.clock)  # the viewer does not write there
        revision = revision_of(record) if record is not None else None
        principal = permissions.annotates_for(desk.actor(), record)
        book = InkBook(file.id, revision, desk.user.id, marks, on_behalf_of=principal, clock=self._context.clock)
        try:
            book.restore(draft)
        except VofficeError as error:
            _log.info("a draft of ink cannot be read and is left where it is: %s", error)
        return book

    def _why_not(self, record: Record | None, entry: FileEntry) -> str:
        """Why this person may not write on the file, by the rule that the server runs too; empty when they may."""
        if record is None:
            return ""
        if is_frozen(record, entry):
            return self.tr("Tệp của lần trình trước chỉ để đọc.")
        refusal = permissions.annotate(self._context.desk.actor(), record)
        return refusal.reason if refusal is not None else ""

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

    def _printed(self, file_id: str, pages: list[int]) -> None:
        self._look(file_id, "print", pages)

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


def _offices(desk: Desk) -> list[str]:
    """The units, by name: to whom a paper is passed on."""
    return sorted({unit.name for unit in desk.directory.all("unit") if isinstance(unit, Unit)})


def _key(file_id: str) -> str:
    return f"ink:{file_id}"
