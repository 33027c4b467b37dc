"""Where the reader stands: it is told which record and file to show, and says what it waits for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from voffice_desktop.domain.records import Slip
from voffice_desktop.errors import VofficeError
from voffice_desktop.qt.tasks import Job
from voffice_desktop.services.slip_queue import SlipQueue
from voffice_desktop.services.values import Detail, FileEntry
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import IconButton
from voffice_desktop.ui.shortcuts import shown
from voffice_desktop.ui.states import Notice
from voffice_desktop.ui.theme.tokens import PANE_HEADER

FILE_ORDER = ("main", "slip", "draft", "scan", "attachment")


class FileReader(Protocol):
    """What shows the pages of one file."""

    def widget(self) -> QWidget:
        """The widget to place into the host; it brings its own bar of 56."""

    def take_buttons(self, left: QWidget, right: QWidget) -> None:
        """Show the host's own buttons at the ends of the reader's bar."""

    def open_dossier(self, detail: Detail, file_id: str, loader: Callable[[str], bytes]) -> None:
        """Show the record's files and this one first; ``loader`` gives the bytes of a file, in a worker."""

    def step_records_with(self, step: Callable[[int], None]) -> None:
        """What to call for the next (1) or previous (-1) record."""

    def share_full_screen(self, told: Callable[[bool], None]) -> None:
        """What to call when the pages take the whole screen (True) and when they give it back."""

    def lend_foot(self, bar: QWidget) -> None:
        """Show the window's bar under the pages while they have the whole screen."""

    def leave_full_screen(self) -> None:
        """Back into the window."""

    def say(self, text: str) -> None:
        """Say a sentence over the pages."""

    def say_instead(self, text: str, more: str = "") -> None:
        """Put the pages away and say a sentence in their place."""

    def focus_pages(self) -> None:
        """Put the focus on the pages."""

    def hand_in(self) -> None:
        """Put what was drawn into the outbox now."""

    def clear(self) -> None:
        """Show nothing, forget the bytes."""

    def shut(self) -> None:
        """The window closes: end whatever runs for it."""


ReaderMaker = Callable[[Context], FileReader]


def first_file(detail: Detail, file_id: str = "") -> FileEntry | None:
    """The file to open: the one asked for, else by its role in the dossier."""
    for entry in detail.files:
        if entry.file.id == file_id:
            return entry
    rank = {role: at for at, role in enumerate(FILE_ORDER)}
    return min(detail.files, key=lambda entry: rank.get(entry.file.role, 9), default=None)


class ReaderHost(QWidget):
    """Shows a record's file, or a sentence on why there is none to show."""

    properties_asked = Signal()
    back_asked = Signal()
    step_asked = Signal(int)
    """The next (1) or previous (-1) record of the list is wanted."""
    full_screen_changed = Signal(bool)
    reader_made = Signal(QWidget)
    """A reader's widget, each time one is made (another language needs another)."""

    def __init__(self, context: Context, make: ReaderMaker | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reader: FileReader | None = None
        self._make = make
        self._detail: Detail | None = None
        self._file_id = ""
        self._shown = ("", 0)
        self._job: Job | None = None
        self._full = False
        self.full_screen_changed.connect(self._take_screen)
        self.setProperty("look", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._notice = Notice(context.theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._notice)
        self._pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages.setAccessibleName(self.tr("Trang đọc"))
        self._bar = QFrame()
        self._bar.setProperty("look", "header")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(6, 5, 6, 5)
        self._back = IconButton(context.theme, "chevron_left", self.tr("Về danh sách"))
        self._back.clicked.connect(self.back_asked)
        self._panel = IconButton(context.theme, "panel_right", self.tr("Thông tin hồ sơ"), shown("properties"))
        self._panel.clicked.connect(self.properties_asked)
        self._backs, self._panels = [self._back], [self._panel]
        self._wanted = (True, True)
        row.addWidget(self._back)
        row.addStretch()
        row.addWidget(self._panel)
        self._bar.setMinimumHeight(PANE_HEADER)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addWidget(self._pages, 1)
        self.clear()

    def set_buttons(self, *, back: bool, panel: bool) -> None:
        """Which of the host's own buttons are needed in this width."""
        self._wanted = (back, panel)
        for button in self._backs:
            button.setVisible(back)
        for button in self._panels:
            button.setVisible(panel)
        self._show_bar()

    def show_record(self, detail: Detail, file_id: str = "") -> None:
        """Open a file of the record; what is not on the device is fetched first. The same file stays as it is."""
        known, self._detail = self._detail, detail
        entry = first_file(detail, file_id)
        if entry is None:
            self._stop()
            # What a task or slip without files says of itself is all there is to read.
            words = str(getattr(detail.record, "content", "") or "").strip()
            none = self.tr("Hồ sơ này không có tệp để đọc.")
            self._notice.say("document", detail.row.title if words else none, words)
            self._show(self._notice)
            return
        reading = known is not None and known.record.id == detail.record.id and self._file_id
        if reading and not file_id:
            if any((each.file.id, each.file.version) == self._shown for each in detail.files):
                return  # what is read, or on its way, stays
            # a numbered or signed file is the same file with other bytes: they are shown in its place
            entry = first_file(detail, self._file_id) or entry
        self._stop()
        self._file_id = entry.file.id
        self._shown = (entry.file.id, entry.file.version)
        if entry.cached or self._context.desk.files.is_cached(entry.file.id):
            self._open(entry)
        else:
            self._fetch(entry)

    def clear(self) -> None:
        """Show nothing."""
        self._stop()
        self._detail = None
        if self._reader is not None:
            self._reader.clear()
        self._notice.say("document", self.tr("Chọn một văn bản để đọc."))
        self._show(self._notice)

    def hand_in(self) -> None:
        """What was drawn goes to the outbox: an act is to follow it, not to overtake it."""
        if self._reader is not None:
            self._reader.hand_in()

    def retranslate(self) -> None:
        """Say everything again."""
        for button in self._panels:
            button.set_name(self.tr("Thông tin hồ sơ"), shown("properties"))
        for button in self._backs:
            button.set_name(self.tr("Về danh sách"))
        self._renew_reader()
        if self._detail is None:
            self.clear()

    def _renew_reader(self) -> None:
        """A reader says its words once, when it is made: another language needs another reader at the same place."""
        old, file_id, showing = self._reader, self._file_id, self._showing()
        if old is None:
            return
        old.shut()
        self._pages.removeWidget(old.widget())
        old.widget().deleteLater()
        self._reader = None
        del self._backs[1:], self._panels[1:]
        entry = first_file(self._detail, file_id) if self._detail is not None else None
        if showing and entry is not None:
            self._open(entry)

    def focus_pages(self) -> None:
        """Put the focus on the pages."""
        if self._reader is not None and self._showing():
            self._reader.focus_pages()
        else:
            self._pages.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shut(self) -> None:
        """The window closes."""
        self._stop()
        if self._reader is not None:
            self._reader.shut()
            self._reader = None
        self._make = None

    @property
    def file_id(self) -> str:
        """The file that is shown or on its way; empty for none."""
        return self._file_id

    def shows_pages(self) -> bool:
        """Whether pages stand here, not a sentence."""
        return self._showing()

    def reader(self) -> FileReader | None:
        """The reader, once a file was opened."""
        return self._reader

    def _showing(self) -> bool:
        return self._reader is not None and self._pages.currentWidget() is self._reader.widget()

    def _stop(self) -> None:
        self._file_id = ""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show(self, page: QWidget) -> None:
        if self._full and page is self._notice and self._reader is not None:
            self._reader.leave_full_screen()  # nothing is left there to be seen
        self._pages.setCurrentWidget(page)
        self._show_bar()

    def _show_bar(self) -> None:
        self._bar.setVisible(not self._showing())

    def _open(self, entry: FileEntry) -> None:
        self._note_opened()
        if self._make is None:
            self._notice.say("document_pdf", entry.file.name)
            self._show(self._notice)
            return
        if self._reader is None:
            self._reader = self._make(self._context)
            self._pages.addWidget(self._reader.widget())
            self.reader_made.emit(self._reader.widget())
            self._lend_buttons(self._reader)
            self._reader.step_records_with(self.step_asked.emit)
            self._reader.share_full_screen(self.full_screen_changed.emit)
        self._show(self._reader.widget())
        if self._detail is not None:
            self._reader.open_dossier(self._detail, entry.file.id, self._bytes)

    def _bytes(self, file_id: str) -> bytes:
        """Called in a worker: what is not on the device yet is fetched."""
        files = self._context.desk.files
        if not files.is_cached(file_id):
            files.fetch(file_id)
        return files.read(file_id)

    def _note_opened(self) -> None:
        """Remember at which revision a slip was opened: nobody approves what they did not see."""
        slip = self._detail.record if self._detail is not None else None
        if isinstance(slip, Slip):
            queue = SlipQueue(self._context.desk, self._context.clock)
            self._context.tasks.run("act", lambda: queue.opened(slip))

    def _lend_buttons(self, reader: FileReader) -> None:
        """The same two buttons once more, in the reader's bar: one bar over the pages, not two."""
        back = IconButton(self._context.theme, "chevron_left", self.tr("Về danh sách"))
        back.clicked.connect(self.back_asked)
        panel = IconButton(self._context.theme, "panel_right", self.tr("Thông tin hồ sơ"), shown("properties"))
        panel.clicked.connect(self.properties_asked)
        reader.take_buttons(back, panel)
        self._backs.append(back)
        self._panels.append(panel)
        self.set_buttons(back=self._wanted[0], panel=self._wanted[1])

    def _fetch(self, entry: FileEntry) -> None:
        files = self._context.desk.files
        self._say_coming(entry)

        def told(done: int, total: int) -> None:
            if total and self._file_id == entry.file.id:
                self._say_coming(entry, f"{min(100, done * 100 // total)} %")

        report = self._context.tasks.progress(told, self)
        job = self._context.tasks.run(
            "net",
            lambda: files.fetch(entry.file.id, report, lambda: job.cancelled()),
            lambda _: self._open(entry),
            lambda error: self._failed(entry, error),
            owner=self,
        )
        self._job = job

    def _say_coming(self, entry: FileEntry, how_far: str = "") -> None:
        said = self.tr("Đang tải {name}").format(name=entry.file.name)
        if self._full and self._reader is not None:
            # The pages' window is the reader's own: it would vanish if another page of the stack took its place.
            self._reader.say_instead(said, how_far)
            return
        self._notice.say("arrow_download", said, how_far)
        self._show(self._notice)

    def _take_screen(self, on: bool) -> None:
        self._full = on

    def _failed(self, entry: FileEntry, error: VofficeError) -> None:
        self._notice.say_error(error, lambda: self._fetch(entry))
        self._show(self._notice)
