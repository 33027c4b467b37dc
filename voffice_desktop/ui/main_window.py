"""The main window: top bar, navigation, and the workspace of list, reader and properties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from voffice_desktop.domain.records import Kind
from voffice_desktop.errors import VofficeError
from voffice_desktop.qt.network import NetworkWatch
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.keepsakes import Recent
from voffice_desktop.services.values import Changed, Detail, ListQuery, SyncStatus
from voffice_desktop.ui.act_flow import ActFlow
from voffice_desktop.ui.action_bar import ActionBar
from voffice_desktop.ui.attention import AttentionScreen
from voffice_desktop.ui.bell_panel import BellPanel
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.dialogs import ErrorSheet, KeysDialog
from voffice_desktop.ui.filter_shelf import FilterShelf
from voffice_desktop.ui.home import Home
from voffice_desktop.ui.identity_menu import identity_menu
from voffice_desktop.ui.list_pane import ListPane
from voffice_desktop.ui.messages import Banner, SnackBar
from voffice_desktop.ui.navigation import Navigation
from voffice_desktop.ui.places import in_sections, places
from voffice_desktop.ui.properties import PropertiesPane
from voffice_desktop.ui.reader_host import ReaderHost, ReaderMaker
from voffice_desktop.ui.record_showing import RecordShowing
from voffice_desktop.ui.reminders import ReminderBell
from voffice_desktop.ui.screen_deck import ScreenDeck
from voffice_desktop.ui.search_popup import SearchPopup
from voffice_desktop.ui.sentences import Sentence, sentence
from voffice_desktop.ui.settings import SettingsScreen
from voffice_desktop.ui.slips import rows as slip_rows
from voffice_desktop.ui.substitutes.banner import StandingBanner
from voffice_desktop.ui.substitutes.screen import KEY as SUBSTITUTES
from voffice_desktop.ui.sync_sheet import SyncSheet
from voffice_desktop.ui.tasks import giving
from voffice_desktop.ui.top_bar import TopBar
from voffice_desktop.ui.window_keys import WindowKeys, acts_by_key, focus_first_in, next_pane
from voffice_desktop.ui.workspace import NAVIGATION, Workspace, width_class


class MainWindow(QMainWindow):
    """One signed-in account's window. It starts to synchronise after its first paint."""

    signed_out = Signal()
    language_chosen = Signal(str)
    first_painted = Signal()

    def __init__(self, context: Context, make_reader: ReaderMaker | None = None, language: str = "vi") -> None:
        super().__init__()
        context = replace(context, make_reader=make_reader)
        self._context = context
        self._language = language
        self._painted = False
        self.keeps_running: Callable[[], bool] | None = None
        """Asked when the user closes the window: true when it was put away instead of ended (the tray)."""
        self._counts: dict[str, int] = {}
        self.setWindowTitle("voffice")
        self.setMinimumSize(640, 480)
        user = context.desk.user
        self.top = TopBar(context.theme, context.desk.directory.name(user.unit_id), user.full_name, user.title)
        self.navigation = Navigation(context.theme)
        self.list = ListPane(context)
        self.reader = ReaderHost(context, make_reader)
        self.properties = PropertiesPane(context)
        self.action_bar = ActionBar(context)
        self._recent = Recent(context.desk.drafts)
        self.home = Home(context, self._recent)
        self.attention = AttentionScreen(context)
        self.settings = SettingsScreen(context, language)
        self.banner = Banner(context.theme)
        self.standing = StandingBanner(context, lambda: self.go(SUBSTITUTES))
        self.filters = FilterShelf(context, self.list, self)
        self._build()
        self._flow = ActFlow(context, self)
        self._showing = RecordShowing(
            context, self.list, self.reader, self.properties, self.action_bar, self._recent, self._flow, self
        )
        self._search = SearchPopup(context, self.top.search, self)
        self._snack = SnackBar(self.workspace.reader_column)
        self._sync_sheet = SyncSheet(context, self)
        self.bell_panel = BellPanel(context, self)
        self._counts_timer = QTimer(self)
        self._counts_timer.setSingleShot(True)
        self._counts_timer.setInterval(120)
        self._counts_timer.timeout.connect(self._read_counts)
        self._connect()
        self._reminders = ReminderBell(
            context,
            self.say,
            lambda kind, record_id: self.open_record(cast("Kind", kind), record_id),
            lambda: self.go("home"),
        )
        self._reminders.setParent(self)
        self._keys = WindowKeys(self, self.list, context.preferences, acts_by_key(self))
        self.reader.reader_made.connect(self._keys.hold_in)
        self._fill_navigation()
        self.show_status(context.desk.sync.status())
        self._read_counts()
        # On a tablet a leader opens to what waits for a decision.
        at_queue = context.theme.touch and slip_rows.decides(context.desk.actor())
        self.go(slip_rows.LEADER if at_queue else "incoming_document")

    @property
    def desk(self) -> Desk:
        """The desk that this window shows."""
        return self._context.desk

    @property
    def detail(self) -> Detail | None:
        """The record that is shown, if any."""
        return self._showing.detail

    # building

    def _build(self) -> None:
        self.workspace = Workspace(
            self.list,
            self.reader,
            self.properties,
            self.action_bar,
            self._context.preferences,
            self._context.theme,
        )
        self.pages = QStackedWidget()
        for page in (self.workspace, self.home, self.attention, self.settings):
            self.pages.addWidget(page)
        self.screens = ScreenDeck(self._context, self.pages)
        content = QWidget()
        content.setProperty("look", "app")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.standing)
        column.addWidget(self.pages, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.navigation)
        below.addWidget(content, 1)
        whole = QWidget()
        whole.setProperty("look", "app")
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.top)
        box.addLayout(below, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        context = self._context
        self.navigation.chosen.connect(self.go)
        self.list.chosen.connect(self.show_record)
        self.list.opened.connect(self._open_record)
        self.list.table_shown.connect(self.workspace.set_table)
        self.list.emptied.connect(self._showing.clear)
        self.list.begin_asked.connect(self._begin)
        self.properties.closed.connect(self.toggle_properties)
        self.properties.record_asked.connect(self.open_record)
        self.properties.file_chosen.connect(self._show_file)
        self.properties.save_asked.connect(self._showing.save_copy)
        self.properties.drag_out.said.connect(self.say)
        self.properties.drag_out.failed.connect(self.show_error)
        self.action_bar.asked.connect(self._showing.ask_act)
        self._showing.failed.connect(self.show_error)
        self._flow.said.connect(self.say)
        self._flow.offered.connect(self.say)
        self._flow.failed.connect(self.show_error)
        self._flow.screen_asked.connect(self.screens.show)
        self.screens.shown.connect(self._screen_shown)
        self.screens.record_asked.connect(self.open_record)
        self.screens.said.connect(self.say)
        self.screens.offered.connect(self.say)
        self.screens.failed.connect(self.show_error)
        self._flow.busy.connect(lambda busy: self.action_bar.setEnabled(not busy))
        self.reader.properties_asked.connect(self.toggle_properties)
        self.reader.back_asked.connect(self._back_to_list)
        self.home.query_asked.connect(self.show_query)
        self.list.said.connect(self.say)
        self.filters.said.connect(self.say)
        self.filters.places_changed.connect(self._fill_navigation)
        self.filters.counted.connect(self._show_counts)
        self.filters.left.connect(self.go)
        self.reader.step_asked.connect(self.list.step)
        self.home.record_asked.connect(self.open_record)
        self.home.attention_asked.connect(lambda: self.go("attention"))
        self.attention.record_asked.connect(self.open_record)
        self.attention.said.connect(self.say)
        self.settings.language_chosen.connect(self.language_chosen)
        self.settings.keys_asked.connect(self.show_keys)
        self.settings.screen_asked.connect(self.go)
        self.settings.sign_out_asked.connect(self.signed_out)
        self.top.menu_asked.connect(self._toggle_navigation)
        self.top.sync.clicked.connect(self._show_sync)
        self.top.bell.clicked.connect(lambda: self.bell_panel.open_below(self.top.bell))
        self.bell_panel.counted.connect(self.top.bell.set_count)
        self.bell_panel.record_asked.connect(self.open_record)
        self.bell_panel.attention_asked.connect(lambda: self.go("attention"))
        self.top.identity.clicked.connect(self._show_identity)
        self._search.chosen.connect(self.open_record)
        self._sync_sheet.attention_asked.connect(lambda: self.go("attention"))
        self._sync_sheet.trip_asked.connect(lambda: self.go("trip"))
        self._sync_sheet.said.connect(self.say)
        if context.desk.trips is not None:
            self._network = NetworkWatch(context.desk.trips.system_says, context.desk.sync.now, self)
        context.bridge.changed.connect(self._on_changed)
        context.bridge.status.connect(self.show_status)
        context.theme.changed.connect(self._relay)

    # going about

    def go(self, key: str, tab: str = "") -> None:
        """Go to a place of the navigation."""
        self.workspace.give_screen_back()
        if self.screens.has(key):
            self.screens.show(key)
            return
        if not self.screens.leave():
            return
        self.navigation.set_current(key)
        if key == "home":
            self.home.refresh()
            self.pages.setCurrentWidget(self.home)
        elif key == "attention":
            self.attention.refresh()
            self.pages.setCurrentWidget(self.attention)
        elif key == "settings":
            self.settings.build()
            self.pages.setCurrentWidget(self.settings)
        else:
            self.pages.setCurrentWidget(self.workspace)
            try:
                if not self.filters.show(key):
                    self.list.show_kind(cast("Kind", key), tab)
            except VofficeError as error:
                self.show_error(error)
        if self.workspace.kind == "narrow":
            self.navigation.hide()
            self.workspace.show_list()

    def show_query(self, query: ListQuery, title: str) -> None:
        """Go to a list that another screen asks for."""
        self.go(query.kind, "all")
        self.list.show_query(query, title)

    def open_record(self, kind: Kind, record_id: str) -> None:
        """Go to a record wherever it stands: its list, and its row if it is there."""
        self.go(kind, "all")
        if not self.list.select(record_id):
            self.show_record(kind, record_id)
        self._open_record(kind, record_id)

    def _begin(self, kind: str) -> None:
        if kind == "task":
            giving.begin(self._flow)
        elif kind == "slip":
            self.screens.show(slip_rows.EDITOR, "")

    def _screen_shown(self, key: str) -> None:
        self.navigation.set_current(key)
        self.reader.clear()
        if self.workspace.kind == "narrow":
            self.navigation.hide()

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Show a record beside the list."""
        self._showing.show(kind, record_id)

    def say(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say something in the snack bar."""
        in_lists = self.pages.currentWidget() is self.workspace
        self._snack.stand_in(self.workspace.reader_column if in_lists else self.pages)
        self._snack.say(text, action, act)

    def show_error(self, error: VofficeError) -> None:
        """An error of a click: in the snack bar, with its details behind a button."""
        words = sentence(error)
        self.say(words.text, self.tr("Chi tiết"), lambda: self.show_error_sheet(words, str(error)))

    def show_error_sheet(self, words: Sentence, details: str) -> None:
        """An error with everything that can be copied."""
        ErrorSheet(self._context.theme, words, details, self).open()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def show_keys(self) -> None:
        """Show the table of keys."""
        KeysDialog(self._context.theme, self).open()

    def cycle_panes(self, by: int) -> None:
        """F6: top bar, navigation, list, reader, properties, acts; panes that are hidden are passed over."""
        panes: list[tuple[QWidget, Callable[[], None]]] = [
            (self.top, self.focus_search),
            (self.navigation, self.navigation.focus_current),
        ]
        if self.pages.currentWidget() is self.workspace:
            panes += [
                (self.list, self.list.focus_view),
                (self.reader, self.reader.focus_pages),
                (self.properties, self.properties.focus_first),
                (self.action_bar, self.action_bar.focus_first),
            ]
        else:
            panes.append((self.pages, lambda: focus_first_in(self.pages.currentWidget())))
        next_pane(panes, by)

    def set_language(self, language: str) -> None:
        """Say everything again in the language that was just loaded."""
        self._language = language
        self.top.retranslate()
        self._fill_navigation()
        self.list.retranslate()
        self.properties.retranslate()
        self.action_bar.show_detail(self.detail)
        self.reader.retranslate()
        self.home.refresh()
        self.attention.refresh()
        self.settings.set_language(language)
        self.screens.retranslate()
        self.bell_panel.retranslate()
        self.standing.retranslate()
        self.show_status(self._context.desk.sync.status())

    # layout

    def _relay(self) -> None:
        width, touch = self.width(), self._context.theme.touch
        kind = width_class(width, self._context.theme.percent, touch=touch)
        self.top.set_width_class(width, touch=touch)
        self.navigation.set_rail(kind in ("rail", "narrow"))
        self.navigation.setFixedWidth(self._context.theme.px(NAVIGATION[kind]))
        self.navigation.setVisible(kind != "narrow")
        self.workspace.arrange(kind, width - (self.navigation.width() if kind != "narrow" else 0))

    def toggle_properties(self) -> None:
        """Show or hide the properties: a pane where there is room, else a drawer."""
        self.workspace.toggle_side()
        if self.properties.isVisible():
            self.properties.focus_first()

    def _toggle_navigation(self) -> None:
        self.navigation.setVisible(not self.navigation.isVisible())

    def synchronise(self) -> None:
        """Ask for a synchronisation now."""
        self._context.desk.sync.now()

    def _back_to_list(self) -> None:
        self.workspace.show_list()
        self.list.focus_view()

    def _open_record(self, kind: Kind, record_id: str) -> None:
        if self.detail is None or self.detail.record.id != record_id:
            self.show_record(kind, record_id)
        self.workspace.show_reader()
        self.reader.focus_pages()

    # what Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relay()

    def event(self, event: QEvent) -> bool:
        result = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)
        return result

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and self.keeps_running is not None and self.keeps_running():
            event.ignore()
            return
        if not self.screens.leave():
            event.ignore()
            return
        # The desk may be closed before the timers' next beat.
        self._counts_timer.stop()
        self._showing.stop()
        self.workspace.keep_widths()
        self.screens.shut()
        self.reader.shut()
        self.properties.drag_out.close()
        super().closeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(1366, 768)

    # news

    def _on_changed(self, change: Changed) -> None:
        self._counts_timer.start()
        if self.screens.renew():
            self._fill_navigation()
            lost = self.screens.current()
            if lost and not self.screens.has(lost):
                self.go("home")
        self._showing.follow(change)

    def _read_counts(self) -> None:
        self._context.tasks.run(
            "read", self._context.desk.lists.recount, self._take_counts, self.show_error, owner=self
        )

    def _take_counts(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._show_counts()
        self.list.fill_tabs()
        self.filters.count()
        self.bell_panel.refresh()
        if self.pages.currentWidget() is self.home:
            self.home.refresh()
        elif self.pages.currentWidget() is self.attention:
            self.attention.refresh()
        else:
            self.screens.refresh()

    def _show_counts(self) -> None:
        self.navigation.set_counts(self._counts | self.filters.counts)

    def _fill_navigation(self) -> None:
        """The places of the user, the saved filters among them."""
        self.navigation.set_places(in_sections([*places(self._context.desk.actor()), *self.filters.places()]))
        self._relay()

    def show_status(self, status: SyncStatus) -> None:
        """Say a state of synchronisation in chip, sheet and banner."""
        self.top.sync.show_status(status, self._context.clock())
        self._sync_sheet.show_status(status)
        self.banner.say_status(status, self.signed_out.emit, self.top.sync.click)
        if self._showing.follow_link(status):
            self.screens.refresh()

    def toggle_read(self) -> None:
        """Mark the current row as read, or not."""
        self._showing.toggle_read()

    def _show_file(self, file_id: str) -> None:
        if self._showing.show_file(file_id):
            self.workspace.close_drawer()

    # menus of the top bar

    def _show_sync(self) -> None:
        self._sync_sheet.adjustSize()
        at = self.top.sync.mapToGlobal(QPoint(self.top.sync.width(), self.top.sync.height()))
        self._sync_sheet.move(at.x() - self._sync_sheet.width(), at.y())
        self._sync_sheet.show()

    def _show_identity(self) -> None:
        menu = identity_menu(
            self._context,
            self,
            self._language,
            choose_language=self.language_chosen.emit,
            show_keys=self.show_keys,
            sign_out=self.signed_out.emit,
        )
        menu.popup(self.top.identity.mapToGlobal(QPoint(0, self.top.identity.height())))
