"""The reader: bar, files of a dossier as tabs, drawer, pages, find bar. One instance lives in the main window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QStackedWidget, QVBoxLayout, QWidget

from voffice_desktop.clock import Clock, utc_now
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.pdf.render_answers import Fault, Opened
from voffice_desktop.qt.page_images import PageImages
from voffice_desktop.services.values import FileEntry
from voffice_desktop.ui.messages import SnackBar
from voffice_desktop.ui.reader.beside import Beside
from voffice_desktop.ui.reader.buttons import IconSource
from voffice_desktop.ui.reader.dossier_tabs import DossierTabs
from voffice_desktop.ui.reader.drawer import Drawer
from voffice_desktop.ui.reader.find_bar import FindBar
from voffice_desktop.ui.reader.full_screen import FullScreen
from voffice_desktop.ui.reader.identity import IdentityMark, ViewerIdentity
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.links import ask_link
from voffice_desktop.ui.reader.menus import MoreMenu, page_menu, zoom_menu
from voffice_desktop.ui.reader.night import show_night
from voffice_desktop.ui.reader.notice import Notice
from voffice_desktop.ui.reader.opening import Opening
from voffice_desktop.ui.reader.page_view import PageView
from voffice_desktop.ui.reader.pen_desk import PenDesk
from voffice_desktop.ui.reader.reader_bar import ReaderBar
from voffice_desktop.ui.reader.reader_keys import bind
from voffice_desktop.ui.reader.reading import Policy, Position
from voffice_desktop.ui.reader.taking_out import TakingOut

_NOBODY = ViewerIdentity("-", "-")
"""Stands in while no file is open and nothing is painted."""
Books = Callable[[FileEntry], InkBook | None]


class Reader(QWidget):
    """Shows the PDF files of one record to one viewer."""

    next_record = Signal()
    previous_record = Signal()
    position_changed = Signal(str, object)
    """File id and ``Position``: remember it and give it back to ``open_file``."""
    page_viewed = Signal(str, int)
    """File id and page from 1, for the record of every look."""
    copied = Signal(str, str)
    """File id and the text that went to the clipboard, for the audit."""
    printed = Signal(str, object)
    """File id and the pages (from 1) that went to a printer, for the audit."""
    properties_asked = Signal()
    full_screen_changed = Signal(bool)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        renderer: RenderClient | None = None,
        icons: IconSource | None = None,
        clock: Clock = utc_now,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self._own_renderer = renderer is None
        self.renderer = renderer or RenderClient()
        self.renderer.start()
        self.icons, self._clock = icons, clock
        self.policy = Policy()
        self.images = PageImages(self.renderer, self)
        self.view = PageView(self.images, IdentityMark(_NOBODY, clock), self)
        self.entry: FileEntry | None = None
        self._loader: Callable[[FileEntry], bytes] | None = None
        self._books: Books = lambda entry: None
        self._positions: dict[str, Position] = {}
        self._full = FullScreen(self)
        self._opening = Opening(self, self._opened)
        self._build()
        self._connect()
        self.pen = PenDesk(self)
        self.earlier: Callable[[FileEntry], FileEntry | None] = lambda entry: None
        """Gives the file of the revision before that stood in a file's place."""
        self.beside: Beside | None = None
        self.tell()

    # Building ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        icons = self.icons
        self.tabs = DossierTabs(self)
        self.bar = ReaderBar(icons, self)
        self.find_bar = FindBar(self.view, icons, self)
        self.find_bar.hide()
        self.drawer = Drawer(self.view, icons, self)
        self.drawer.hide()
        self.notice = Notice(self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.notice)
        self.stack.addWidget(self.view)
        self.snack = SnackBar(self.stack)
        self.taking = TakingOut(self)
        self.middle = QHBoxLayout()
        self.middle.setSpacing(0)
        self.middle.addWidget(self.drawer)
        self.middle.addWidget(self.stack, 1)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.tabs, self.bar, self.find_bar):
            column.addWidget(part)
        column.addLayout(self.middle, 1)
        self.bar.zoom_button.setMenu(zoom_menu(self))
        self.more = MoreMenu(self)
        self.bar.more_button.setMenu(self.more)

    def _connect(self) -> None:
        view = self.view
        view.page_changed.connect(self._page_changed)
        view.zoom_changed.connect(self.tell)
        view.menu_asked.connect(self._page_menu)
        view.link_activated.connect(partial(ask_link, self))
        self.bar.drawer_button.toggled.connect(self._show_drawer)
        self.drawer.page_chosen.connect(view.go_to)
        self.bar.back_button.clicked.connect(lambda: view.go_to(view.page - 1))
        self.bar.forward_button.clicked.connect(lambda: view.go_to(view.page + 1))
        self.bar.page_button.clicked.connect(self.ask_page)
        self.bar.find_button.clicked.connect(self.find_bar.open_bar)
        self.find_bar.closed.connect(view.setFocus)
        self.bar.full_button.clicked.connect(self.toggle_full_screen)
        self.notice.retried.connect(self._retry)
        self.notice.password_given.connect(self._open_with_password)
        self.tabs.file_chosen.connect(self._tab_chosen)
        view.swiped.connect(self.tabs.cycle)
        bind(self)

    # Files ------------------------------------------------------------------------------------------------------

    def open_file(
        self,
        entry: FileEntry,
        loader: Callable[[], bytes],
        identity: ViewerIdentity,
        *,
        position: Position | None = None,
        books: Books | None = None,
        policy: Policy | None = None,
    ) -> None:
        """Show one file. ``loader`` is called in another thread and may raise ``VofficeError``."""
        positions = {entry.file.id: position} if position else {}
        self.open_dossier([entry], lambda _: loader(), identity, positions=positions, books=books, policy=policy)

    def open_dossier(
        self,
        entries: Sequence[FileEntry],
        loader: Callable[[FileEntry], bytes],
        identity: ViewerIdentity,
        *,
        current: int = 0,
        positions: dict[str, Position] | None = None,
        policy: Policy | None = None,
        books: Books | None = None,
        marked: bool = False,
    ) -> None:
        """Show the files of a record as tabs.

        ``loader`` gives the bytes of one of them, in another thread. ``books`` gives the marks of a file, its draft
        already restored; without it nothing can be drawn. ``marked``: reading copies that carry the server's mark.
        """
        if not entries:
            self.close_file()
            return
        self._leave()
        self.view.mark = IdentityMark(identity, self._clock, between=marked)
        self.policy = policy or Policy()
        self._books = books or (lambda entry: None)
        self._loader = loader
        self._positions.update(positions or {})
        shown = self.tabs.show_entries(entries, current)
        if shown is not None:
            self._open(shown)

    def close_file(self) -> None:
        """Show nothing and forget the bytes; the position is told first."""
        self._leave()
        self._opening.stop()
        self._loader = None
        self.tabs.show_entries([], -1)
        self.notice.say(self.tr("Chưa chọn văn bản nào."))
        self.stack.setCurrentWidget(self.notice)
        self.tell()

    def shut(self) -> None:
        """The window closes: let go of everything that runs."""
        self.close_file()
        self.images.shut()
        if self.beside is not None:
            self.beside.images.shut()
        if self._own_renderer:
            self.renderer.stop()

    def position(self) -> Position:
        """Where the reader is now."""
        page, inside = self.view.anchor()
        return Position(page, inside, self.view.fit, self.view.percent, self.view.mode)

    def _leave(self) -> None:
        if self.entry is None:
            return
        if self.view.document:
            where = self.position()
            self._positions[self.entry.file.id] = where
            self.position_changed.emit(self.entry.file.id, where)
        self.taking.stop()
        if self.find_bar.isVisible():
            self.find_bar.close_bar()
        self.pen.open_book(None)
        if self.beside is not None:
            self.beside.close_file()
        self.view.clear()
        self.images.close_document(self.entry.file.id)
        self.entry = None
        self.drawer.reload()

    def _tab_chosen(self, entry: FileEntry) -> None:
        if self.entry is None or self.entry.file.id != entry.file.id:
            self._leave()
            self._open(entry)

    def _open(self, entry: FileEntry, password: str | None = None) -> None:
        self.entry, loader = entry, self._loader
        self.notice.say(self.tr("Đang mở {0}…").format(entry.file.name))
        if loader is not None:
            where = self._positions.get(entry.file.id, Position())
            self._opening.start(entry, lambda: loader(entry), where, password)

    def _opened(self, answer: Opened | Fault) -> None:
        if self.entry is None:
            return
        if isinstance(answer, Fault):
            self.notice.say_fault(answer.code)
            self.stack.setCurrentWidget(self.notice)
            self.tell()
            return
        where = self._positions.get(self.entry.file.id, Position())
        self.stack.setCurrentWidget(self.view)
        self._opening.take_place(where)
        self.view.show_document(self.entry.file.id, answer.pages, answer.sizes)
        if where.page or where.inside:
            self.view.go_to(where.page, where.inside)
        self.pen.open_book(self._books(self.entry))
        self._page_changed(self.view.page)

    def show_earlier(self) -> None:
        """Put the revision before beside the present file, or away again."""
        old = self.earlier(self.entry) if self.entry is not None else None
        loader = self._loader
        if self.beside is not None and self.beside.isVisible():
            self.beside.close_file()
        elif old is not None and loader is not None:
            if self.beside is None:
                self.beside = Beside(self)
                self.beside.view.set_night(self.view.night)
                self.middle.insertWidget(self.middle.indexOf(self.stack), self.beside, 1)
            found = old
            self.beside.show_file(old, lambda: loader(found), self._books(old))

    def _retry(self) -> None:
        if self.entry is not None:
            self.images.try_again(self.entry.file.id)
            self._open(self.entry)

    def _open_with_password(self, password: str) -> None:
        if self.entry is not None:
            self._open(self.entry, password)

    # Acts -------------------------------------------------------------------------------------------------------

    def ask_page(self) -> None:
        """Ask for a page number and go there."""
        count = len(self.view.sizes)
        if not count:
            return
        caption = self.tr("Đến trang (1–{0})").format(count)
        page, chosen = QInputDialog.getInt(self, self.tr("Đến trang"), caption, self.view.page + 1, 1, count)
        if chosen:
            self.view.go_to(page - 1)

    def select_page(self) -> None:
        """Select the words of the page that is shown."""
        self.view.words.select_page(self.view.page)
        self.view.viewport().update()

    def copy(self) -> None:
        """Remember lassoed marks, else put the selected text on the clipboard where policy allows it."""
        if not self.pen.copy():
            self.taking.copy()

    def toggle_full_screen(self) -> None:
        """All of the screen for the pages, or back."""
        self._full.toggle()

    def leave_full_screen(self) -> None:
        """Back into the window."""
        self._full.leave()

    @property
    def full_screen(self) -> bool:
        """Whether the pages have the whole screen."""
        return self._full.on

    def show_chrome(self, shown: bool) -> None:
        """Show or hide everything but the pages and the pen."""
        self.bar.setVisible(shown)
        self.tabs.show_bar(shown)
        self.drawer.setVisible(shown and self.bar.drawer_button.isChecked())

    def set_night(self, on: bool) -> None:
        """Dark paper on the screen, or white again."""
        show_night(self, on)

    def turn(self, degrees: int) -> None:
        """Turn the view by a multiple of 90 degrees."""
        self.view.turn_by(degrees)
        self.drawer.thumbnails.reload()

    def show_in_drawer(self, tab: int) -> None:
        """Open the drawer at a tab (0 pages, 1 outline); the same once more closes it."""
        open_now = self.bar.drawer_button.isChecked() and self.drawer.tabs.currentIndex() == tab
        self.bar.drawer_button.setChecked(not open_now)
        if not open_now and self.drawer.tabs.isTabEnabled(tab):
            self.drawer.tabs.setCurrentIndex(tab)
            self.drawer.tabs.currentWidget().setFocus()

    def _show_drawer(self, shown: bool) -> None:
        self.drawer.setVisible(shown)
        if shown:
            self.drawer.thumbnails.reload()
            self.pen.marks.show_book(self.pen.book)

    def _page_menu(self, at: QPoint) -> None:
        if self.view.document:
            menu = page_menu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    # Telling ----------------------------------------------------------------------------------------------------

    def _page_changed(self, page: int) -> None:
        self.tell()
        if self.entry is not None and self.view.document:
            self.page_viewed.emit(self.entry.file.id, page + 1)

    def tell(self) -> None:
        """Show page, zoom and what can be done on the bar."""
        count, page = len(self.view.sizes), self.view.page
        shown = bool(self.view.document)
        self.bar.page_button.setText(f"{page + 1} / {count}" if shown else "–")
        fit = {"width": self.tr("Vừa ngang"), "page": self.tr("Vừa trang")}.get(self.view.fit)
        self.bar.zoom_button.setText(fit or f"{self.view.percent} %")
        self.bar.back_button.setEnabled(shown and page > 0)
        self.bar.forward_button.setEnabled(shown and page < count - 1)
        self.bar.enable(shown)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self._full.on and not self.isFullScreen():
            self.leave_full_screen()
