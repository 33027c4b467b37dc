"""The paper in the middle: one page at a time, the place a field was read from, and the stamp as it will lie."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from voffice_desktop.domain.arrival_stamp import arrival_stamp
from voffice_desktop.domain.calendar import VIETNAM
from voffice_desktop.domain.field_reading import Proposal
from voffice_desktop.errors import VofficeError
from voffice_desktop.pdf.page_tools import PagePicture
from voffice_desktop.services.intake_items import IntakeItem
from voffice_desktop.services.registering import Registering
from voffice_desktop.services.values import Row
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, IconButton, frame, label
from voffice_desktop.ui.intake.page_sheet import PageSheet
from voffice_desktop.ui.messages import Banner
from voffice_desktop.ui.reader.identity import IdentityMark, ViewerIdentity
from voffice_desktop.ui.states import Notice

_DPI = 120


class PaperPane(QWidget):
    """Shows the pages of one ``entry``; ``place_of`` gives where the value of a field was read."""

    tools_asked = Signal(object)
    """The button under which the menu of the page tools belongs."""

    def __init__(self, context: Context, work: Registering, place_of: Callable[[str], Proposal | None]) -> None:
        super().__init__()
        self._context = context
        self._work = work
        self._place_of = place_of
        self.entry: IntakeItem | Row | None = None
        self.page, self._pages = 1, 0
        self._bytes: bytes | None = None
        self._stamp: tuple[int, float, float] | None = None
        self._focused = ""
        theme, desk = context.theme, context.desk
        identity = IdentityMark(ViewerIdentity(desk.account, desk.user.full_name, desk.user.id), context.clock)
        self.sheet = PageSheet(theme, identity, self.tr("Trang văn bản"))
        self.sheet.stamp_moved.connect(self._stamp_moved)
        self.nothing = Notice(theme)
        self.banner = Banner(theme)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.sheet)
        self._middle.addWidget(self.nothing)
        self._page_label = label("", "label")
        self._back = IconButton(theme, "chevron_left", self.tr("Trang trước"), "Ctrl+PgUp")
        self._back.clicked.connect(lambda: self.turn(-1))
        self._next = IconButton(theme, "chevron_right", self.tr("Trang sau"), "Ctrl+PgDown")
        self._next.clicked.connect(lambda: self.turn(1))
        self._tools = Button(theme, self.tr("Trang quét"), "document_edit", "link")
        self._tools.clicked.connect(lambda: self.tools_asked.emit(self._tools))
        bar = frame("header")
        across = QHBoxLayout(bar)
        across.setContentsMargins(8, 4, 8, 4)
        across.addWidget(self._back)
        across.addWidget(self._page_label)
        across.addWidget(self._next)
        across.addStretch()
        across.addWidget(self._tools)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(bar)
        stack.addWidget(self.banner)
        stack.addWidget(self._middle, 1)

    # which paper

    def begin(self, entry: IntakeItem | Row | None) -> None:
        """Another entry: a blank sheet on page 1 until its pages are there."""
        self.entry = entry
        self._bytes = None
        self._stamp = None
        self.page = 1
        self._pages = entry.pages if isinstance(entry, IntakeItem) else 0
        self.sheet.show_picture(None)
        self.banner.hide()

    def renew(self, fresh: IntakeItem) -> None:
        """The file was read further while it was open."""
        self.entry = fresh
        self.set_pages(fresh.pages)
        self._show_stamp()

    def set_pages(self, pages: int) -> None:
        """How many pages there are; 0 while that is not known."""
        self._pages = pages
        self.show_label()

    def show_pages(self) -> None:
        """The file of the tray that the entry is."""
        self._middle.setCurrentWidget(self.sheet)
        self._load_page()

    def show_nothing(self) -> None:
        """What ``nothing`` says, in place of pages."""
        self._middle.setCurrentWidget(self.nothing)

    def fetch(self, row: Row, file_id: str, again: Callable[[], None]) -> None:
        """The main file of a document that came over the exchange; ``again`` is offered where it cannot be had."""
        self._middle.setCurrentWidget(self.sheet)
        files = self._context.desk.files

        def fetch() -> bytes:
            files.fetch(file_id)
            return files.read(file_id)

        def got(data: bytes) -> None:
            if self.entry is row:
                self._bytes = data
                self._load_page()
                self._find_stamp_place(row, data)

        def failed(error: VofficeError) -> None:
            if self.entry is row:
                self.nothing.say_error(error, again)
                self.show_nothing()

        self._context.tasks.run("net", fetch, got, failed, owner=self)

    # which page

    def _load_page(self) -> None:
        entry, page = self.entry, self.page
        if entry is None:
            return
        intake, data = self._work.intake, self._bytes

        def read() -> PagePicture:
            if isinstance(entry, IntakeItem):
                return intake.picture(entry, page, _DPI)
            return intake.picture_of(data or b"", page, _DPI)

        def got(picture: PagePicture) -> None:
            same = self.entry is not None and self.entry.id == entry.id
            if same and self.page == page:
                self.sheet.show_picture(picture)
                self._show_stamp()
                self.show_place(self._focused)

        self._context.tasks.run("read", read, got, self._page_failed, owner=self)

    def _page_failed(self, error: VofficeError) -> None:
        self.nothing.say_error(error, self._load_page)
        self.show_nothing()

    def turn(self, by: int) -> None:
        """Go some pages on or back."""
        page = min(max(1, self.page + by), max(1, self._pages))
        if page != self.page:
            self.page = page
            self._focused = ""
            self.show_label()
            self._load_page()

    def show_place(self, key: str) -> None:
        """Show where the value of a field was read, on whatever page that is."""
        self._focused = key
        found = self._place_of(key) if key else None
        if found is None:
            self.sheet.show_region(None)
        elif found.page == self.page:
            self.sheet.show_region(found.rect)
        elif 1 <= found.page <= max(self._pages, 1):
            self.page = found.page
            self.show_label()
            self._load_page()

    def show_label(self) -> None:
        """Which page of how many, and which way one can turn."""
        self._page_label.setText(
            self.tr("Trang {page}/{pages}").format(page=self.page, pages=self._pages) if self._pages else ""
        )
        self._tools.setVisible(isinstance(self.entry, IntakeItem))
        self._back.setEnabled(self.page > 1)
        self._next.setEnabled(self.page < self._pages)

    # the stamp

    @property
    def stamp_place(self) -> tuple[int, float, float] | None:
        """Page (from 1) and corner in points where the stamp goes; a quick hand is done before it is drawn."""
        if self._stamp is None and isinstance(self.entry, IntakeItem) and self.entry.stamp is not None:
            return (1, *self.entry.stamp)
        return self._stamp

    def _show_stamp(self) -> None:
        """The stamp as it will lie over reading copies, on the page that carries it."""
        place = self._stamp = self.stamp_place
        if place is None or place[0] != self.page:
            self.sheet.show_stamp(None, None)
            return
        desk = self._context.desk
        today = self._context.clock().astimezone(VIETNAM).strftime("%d/%m/%Y")
        made = arrival_stamp(desk.directory.name(desk.user.unit_id), "", today)
        self.sheet.show_stamp(made, place[1:])

    def _stamp_moved(self, x: float, y: float) -> None:
        self._stamp = (self.page, x, y)

    def _find_stamp_place(self, entry: Row, data: bytes) -> None:
        intake = self._work.intake

        def got(place: tuple[float, float] | None) -> None:
            if self.entry is entry and place is not None and self._stamp is None:
                self._stamp = (1, *place)
                self._show_stamp()

        self._context.tasks.run("read", lambda: intake.stamp_place_of(data), got, owner=self)
