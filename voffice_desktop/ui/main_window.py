"""The main window: top bar, navigation, and the workspace of list, reader and properties."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from voffice_desktop.domain.records import Kind, Slip, Unit
from voffice_desktop.errors import VofficeError
from voffice_desktop.protocol.routes import COLLECTIONS
from voffice_desktop.services.values import ActionState, Changed, Detail, SyncStatus
from voffice_desktop.ui.act_forms import CONFIRMED, DANGEROUS, ActDialog, asks_of
from voffice_desktop.ui.action_bar import ActionBar
from voffice_desktop.ui.attention import AttentionScreen
from voffice_desktop.ui.captions import desk_text, kind_caption, kind_short
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.dialogs import ConfirmDialog, ErrorSheet, KeysDialog
from voffice_desktop.ui.home import Home
from voffice_desktop.ui.list_pane import ListPane
from voffice_desktop.ui.messages import Banner, SnackBar
from voffice_desktop.ui.navigation import Navigation, Place
from voffice_desktop.ui.properties import PropertiesPane
from voffice_desktop.ui.reader_host import ReaderHost, ReaderMaker
from voffice_desktop.ui.search_popup import SearchPopup
from voffice_desktop.ui.sentences import Sentence, sentence
from voffice_desktop.ui.settings import SettingsScreen
from voffice_desktop.ui.shortcuts import keys
from voffice_desktop.ui.sync_sheet import SyncSheet
from voffice_desktop.ui.theme.tokens import TEXT_SIZES, Density, ThemeChoice
from voffice_desktop.ui.top_bar import TopBar
from voffice_desktop.ui.words import moment

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("incoming_document", "mail_inbox"),
    ("outgoing_document", "mail_arrow_up"),
    ("slip", "document_edit"),
    ("task", "task_list_square_ltr"),
)
_READ_AFTER = 1500
_TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox)


class MainWindow(QMainWindow):
    """One signed-in account's window. It starts to synchronise after its first paint."""

    signed_out = Signal()
    language_chosen = Signal(str)
    first_painted = Signal()

    def __init__(self, context: Context, make_reader: ReaderMaker | None = None, language: str = "vi") -> None:
        super().__init__()
        self._context = context
        self._language = language
        self._detail: Detail | None = None
        self._drawer = False
        self._painted = False
        self._wanted_properties = True
        self.setWindowTitle("voffice")
        self.setMinimumSize(640, 480)
        user = context.desk.user
        unit = context.desk.directory.get("unit", user.unit_id)
        unit_name = unit.name if isinstance(unit, Unit) else ""
        self.top = TopBar(context.theme, unit_name, user.full_name, user.title)
        self.navigation = Navigation(context.theme)
        self.list = ListPane(context)
        self.reader = ReaderHost(context, make_reader)
        self.properties = PropertiesPane(context)
        self.action_bar = ActionBar(context)
        self.home = Home(context)
        self.attention = AttentionScreen(context)
        self.settings = SettingsScreen(context, language)
        self.banner = Banner(context.theme)
        self._build()
        self._search = SearchPopup(context, self.top.search, self)
        self._snack = SnackBar(self._reader_column)
        self._sync_sheet = SyncSheet(context, self)
        self._read_timer = QTimer(self)
        self._read_timer.setSingleShot(True)
        self._read_timer.setInterval(_READ_AFTER)
        self._read_timer.timeout.connect(self._mark_read)
        self._counts_timer = QTimer(self)
        self._counts_timer.setSingleShot(True)
        self._counts_timer.setInterval(120)
        self._counts_timer.timeout.connect(self._read_counts)
        self._connect()
        self._make_shortcuts()
        self._fill_navigation()
        self._on_status(context.desk.sync.status())
        self._read_counts()
        self.go("incoming_document")

    # building

    def _build(self) -> None:
        self._reader_column = QWidget()
        self._reader_box = QVBoxLayout(self._reader_column)
        self._reader_box.setContentsMargins(0, 0, 0, 0)
        self._reader_box.setSpacing(0)
        self._reader_box.addWidget(self.reader, 1)
        self._side = QWidget()
        self._side.setProperty("look", "surface")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side_box = QVBoxLayout(self._side)
        self._side_box.setContentsMargins(0, 0, 0, 0)
        self._side_box.setSpacing(0)
        self._side_box.addWidget(self.properties, 1)
        self._side_box.addWidget(self.action_bar)
        self.workspace = QSplitter(Qt.Orientation.Horizontal)
        self.workspace.setHandleWidth(1)
        self.workspace.setChildrenCollapsible(False)
        for pane in (self.list, self._reader_column, self._side):
            self.workspace.addWidget(pane)
        self.workspace.setStretchFactor(1, 1)
        self.pages = QStackedWidget()
        for page in (self.workspace, self.home, self.attention, self.settings):
            self.pages.addWidget(page)
        content = QWidget()
        content.setProperty("look", "app")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
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
        self.list.emptied.connect(self._show_nothing)
        self.properties.closed.connect(self.toggle_properties)
        self.properties.file_chosen.connect(self._show_file)
        self.properties.save_asked.connect(self._save_copy)
        self.action_bar.asked.connect(self._ask_act)
        self.reader.properties_asked.connect(self.toggle_properties)
        self.reader.back_asked.connect(self._back_to_list)
        self.home.list_asked.connect(lambda kind, tab: self.go(kind, tab))
        self.home.record_asked.connect(self.open_record)
        self.home.attention_asked.connect(lambda: self.go("attention"))
        self.attention.record_asked.connect(self.open_record)
        self.attention.said.connect(self.say)
        self.settings.language_chosen.connect(self.language_chosen)
        self.settings.keys_asked.connect(self.show_keys)
        self.settings.sign_out_asked.connect(self.signed_out)
        self.top.menu_asked.connect(self._toggle_navigation)
        self.top.sync.clicked.connect(self._show_sync)
        self.top.bell.clicked.connect(lambda: self.go("attention"))
        self.top.identity.clicked.connect(self._show_identity)
        self._search.chosen.connect(self.open_record)
        self._sync_sheet.attention_asked.connect(lambda: self.go("attention"))
        context.bridge.changed.connect(self._on_changed)
        context.bridge.status.connect(self._on_status)
        context.theme.changed.connect(self._relay)

    def _make_shortcuts(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "search": self.focus_search,
            "filter": self.list.focus_filter,
            "sync": self._context.desk.sync.now,
            "next_pane": lambda: self.cycle_panes(1),
            "previous_pane": lambda: self.cycle_panes(-1),
            "properties": self.toggle_properties,
            "attention": lambda: self.go("attention"),
            "rows_view": lambda: self.list.set_table(False),
            "table_view": self._show_table,
            "help": self.show_keys,
            "full_screen": self._full_screen,
            "quit": self.close,
        }
        singles: dict[str, Callable[[], object]] = {
            "go_home": lambda: self.go("home"),
            **{f"go_{kind}": partial(self.go, kind) for kind, _ in _KINDS},
            "next_row": lambda: self.list.step(1),
            "previous_row": lambda: self.list.step(-1),
            "unread": self._toggle_read,
            "comment": lambda: self.action_bar.ask("comment"),
            "forward": lambda: self.action_bar.ask("assign", "forward"),
            "primary": lambda: self.action_bar.press(primary=True),
        }
        self._shortcuts: list[QShortcut] = []
        self._singles: list[QShortcut] = []
        for name, act in acts.items():
            for sequence in keys(name):
                made = QShortcut(QKeySequence(sequence), self, act)
                (self._singles if sequence == "?" else self._shortcuts).append(made)
        for name, act in singles.items():
            for sequence in keys(name):
                made = QShortcut(QKeySequence(sequence), self.list, act)
                made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                self._singles.append(made)
        app = cast("QApplication", QApplication.instance())
        app.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """Single letters hold only where nobody types."""
        typing = isinstance(new, _TEXT_FIELDS)
        allowed = self._context.preferences.flag("single_keys", True)
        for each in self._singles:
            each.setEnabled(allowed and not typing)

    def _fill_navigation(self) -> None:
        documents = self.tr("VĂN BẢN")
        places = [Place("home", self.tr("Bàn việc"), self.tr("Bàn việc"), "home")]
        places += [Place(kind, kind_caption(kind), kind_short(kind), icon, documents) for kind, icon in _KINDS]
        places.append(
            Place("attention", self.tr("Cần chú ý"), self.tr("Chú ý"), "warning", self.tr("THEO DÕI"), alarming=True)
        )
        places.append(Place("settings", self.tr("Cài đặt"), self.tr("Cài đặt"), "settings", bottom=True))
        self.navigation.set_places(places)

    # going about

    def go(self, key: str, tab: str = "") -> None:
        """Go to a place of the navigation."""
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
                self.list.show_kind(cast("Kind", key), tab)
            except VofficeError as error:
                self.show_error(error)
        if self._class() == "narrow":
            self.navigation.hide()
            if self.pages.currentWidget() is self.workspace:
                self._back_to_list()

    def open_record(self, kind: Kind, record_id: str) -> None:
        """Go to a record wherever it stands: its list, and its row if it is there."""
        self.go(kind, "all")
        if not self.list.select(record_id):
            self.show_record(kind, record_id)
        self._open_record(kind, record_id)

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Show a record beside the list."""
        try:
            detail = self._context.desk.details.get(kind, record_id)
        except VofficeError as error:
            self.show_error(error)
            return
        if detail is None:
            self._show_nothing()
            return
        fresh = self._detail is None or self._detail.record.id != record_id
        self._detail = detail
        self.properties.show_detail(detail)
        self.action_bar.show_detail(detail)
        self.reader.show_record(detail)
        if fresh and detail.row.unread:
            self._read_timer.start()

    def say(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say something in the snack bar."""
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
            panes.append((self.pages, self._focus_page))
        panes = [pane for pane in panes if pane[0].isVisible()]
        now = QApplication.focusWidget()
        at = next((at for at, (pane, _) in enumerate(panes) if now is not None and pane.isAncestorOf(now)), -1)
        panes[(at + by) % len(panes)][1]()

    def _focus_page(self) -> None:
        page = self.pages.currentWidget()
        first = page.nextInFocusChain() if page is not None else None
        while first is not None and page is not None and page.isAncestorOf(first):
            if first.focusPolicy() & Qt.FocusPolicy.TabFocus and first.isVisible():
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
            first = first.nextInFocusChain()

    def set_language(self, language: str) -> None:
        """Say everything again in the language that was just loaded."""
        self._language = language
        self.top.retranslate()
        self._fill_navigation()
        self.list.retranslate()
        self.properties.retranslate()
        self.action_bar.show_detail(self._detail)
        self.reader.retranslate()
        self.home.refresh()
        self.attention.refresh()
        self.settings.set_language(language)
        self._on_status(self._context.desk.sync.status())

    # layout

    def _class(self) -> str:
        width = self.width()
        if width < 1000:
            return "narrow"
        if width < 1280 or self._context.theme.touch:
            return "rail"
        return "wide" if width >= 1600 else "normal"

    def _relay(self) -> None:
        kind, theme = self._class(), self._context.theme
        self.top.set_width_class(self.width(), touch=theme.touch)
        rail = kind in ("rail", "narrow")
        self.navigation.set_rail(rail)
        self.navigation.setFixedWidth(88 if rail else (240 if kind == "wide" else 208))
        self.navigation.setVisible(kind != "narrow")
        side_by_side = kind in ("normal", "wide")
        self._place_properties(docked=side_by_side)
        self._place_actions(side=side_by_side and self._wanted_properties)
        self.reader.set_buttons(back=kind == "narrow", panel=not (side_by_side and self._wanted_properties))
        if kind == "narrow":
            showing = self._reader_column.isVisible() and not self.list.isVisible()
            self.list.setVisible(not showing)
            self._reader_column.setVisible(showing)
        else:
            self.list.show()
            self._reader_column.show()
            self._restore_widths(kind)

    def _restore_widths(self, kind: str) -> None:
        chrome = self.navigation.width() if self.navigation.isVisible() else 0
        room = max(600, self.width() - chrome - 2)
        side = {"wide": 336, "normal": 304}.get(kind, 0) if self._wanted_properties else 0
        narrowest = {"wide": 420, "normal": 352}.get(kind, 320)
        kept = self._context.preferences.numbers(f"widths.{kind}")
        first = kept[0] if kept else narrowest
        side = kept[2] if len(kept) == 3 and side and kept[2] else side
        self.list.setMinimumWidth(280)
        self._reader_column.setMinimumWidth(360)
        self._side.setMinimumWidth(280 if side else 0)
        self.workspace.setSizes([first, room - first - side, side])

    def _place_properties(self, *, docked: bool) -> None:
        inside = self.workspace.indexOf(self._side) >= 0
        if docked:
            if not inside:
                self._side.setParent(None)
                self.workspace.addWidget(self._side)
                self.workspace.setStretchFactor(1, 1)
            self._side.setVisible(self._wanted_properties)
            return
        if inside:
            self._side.setParent(self.centralWidget())
        self._side.setVisible(self._drawer)
        if self._drawer:
            self._place_drawer()

    def _place_drawer(self) -> None:
        top = self.top.height()
        wide = self.width() if self._class() == "narrow" else min(360, self.width())
        self._side.setGeometry(self.width() - wide, top, wide, self.height() - top)
        self._side.raise_()

    def _place_actions(self, *, side: bool) -> None:
        target = self._side_box if side else self._reader_box
        if self.action_bar.parentWidget() is not (self._side if side else self._reader_column):
            target.addWidget(self.action_bar)
        self.action_bar.set_wide(not side)

    def toggle_properties(self) -> None:
        """Show or hide the properties: a pane where there is room, else a drawer."""
        if self._class() in ("normal", "wide"):
            self._wanted_properties = not self._wanted_properties
        else:
            self._drawer = not self._drawer
        self._relay()
        if self._drawer and self._side.isVisible():
            self.properties.focus_first()

    def _toggle_navigation(self) -> None:
        self.navigation.setVisible(not self.navigation.isVisible())

    def _show_table(self) -> None:
        self.list.set_table(True)

    def _full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _back_to_list(self) -> None:
        self.list.show()
        if self._class() == "narrow":
            self._reader_column.hide()
        self.list.focus_view()

    def _open_record(self, kind: Kind, record_id: str) -> None:
        if self._detail is None or self._detail.record.id != record_id:
            self.show_record(kind, record_id)
        if self._class() == "narrow":
            self.list.hide()
            self._reader_column.show()
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
        kind = self._class()
        if kind != "narrow" and self.workspace.isVisible():
            self._context.preferences.put(f"widths.{kind}", self.workspace.sizes())
        super().closeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(1366, 768)

    # news

    def _on_changed(self, change: Changed) -> None:
        self._counts_timer.start()
        detail = self._detail
        if detail is None:
            return
        touched = change.kind == detail.kind and (not change.ids or detail.record.id in change.ids)
        beside = change.kind in ("event", "file", "annotation")
        if touched or beside:
            self.show_record(detail.kind, detail.record.id)

    def _read_counts(self) -> None:
        try:
            counts = self._context.desk.lists.counts()
        except VofficeError as error:
            self.show_error(error)
            return
        self.navigation.set_counts(counts)
        self.top.bell.set_count(counts.get("attention", 0))
        if self.pages.currentWidget() is self.home:
            self.home.refresh()
        elif self.pages.currentWidget() is self.attention:
            self.attention.refresh()

    def _on_status(self, status: SyncStatus) -> None:
        self.top.sync.show_status(status, self._context.clock())
        self._sync_sheet.show_status(status)
        if status.state == "signed_out":
            text = self.tr("Phiên làm việc đã hết. Vẫn đọc và xử lý được trên máy; đăng nhập lại để gửi.")
            self.banner.say("warn", "lock_closed", text, self.tr("Đăng nhập"), self.signed_out.emit)
        elif status.state == "offline" and status.offline_since:
            text = self.tr("Ngoại tuyến từ {time}. Vẫn đọc và xử lý được; thay đổi sẽ tự gửi khi có mạng.")
            self.banner.say("warn", "cloud_off", text.format(time=moment(status.offline_since)))
        else:
            self.banner.hide()

    def _show_nothing(self) -> None:
        self._detail = None
        self._read_timer.stop()
        self.properties.show_detail(None)
        self.action_bar.show_detail(None)
        self.reader.clear()

    def _mark_read(self) -> None:
        if self._detail is not None and self._detail.row.unread:
            self.list.mark_read(self._detail.row, True)

    def _toggle_read(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self._read_timer.stop()
            self.list.mark_read(row, row.unread)

    # files and acts

    def _show_file(self, file_id: str) -> None:
        if self._detail is not None:
            self.reader.show_record(self._detail, file_id)
            if self._drawer:
                self.toggle_properties()

    def _save_copy(self, file_id: str) -> None:
        entry = next((each for each in self._detail.files if each.file.id == file_id), None) if self._detail else None
        if entry is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Lưu bản sao có dấu nhận diện"), entry.file.name)
        if not name:
            return
        files = self._context.desk.files
        self._context.tasks.run(
            "net",
            lambda: files.save_copy(file_id, Path(name)),
            lambda _: self.say(self.tr("Đã lưu bản sao.")),
            self.show_error,
            owner=self,
        )

    def _ask_act(self, act: ActionState) -> None:
        detail = self._detail
        if detail is None:
            return
        draft = f"text:{act.name}:{detail.record.id}"
        drafts = self._context.desk.drafts
        if asks_of(act):
            dialog = ActDialog(self._context, act, detail, self)
            kept = drafts.load(draft)
            if kept:
                dialog.restore(kept.decode("utf-8"))
            if not dialog.exec():
                typed = dialog.typed()
                if typed:
                    self._context.tasks.run("act", lambda: drafts.save(draft, typed.encode("utf-8")))
                return
            body = dialog.body()
        else:
            body = {}
            if act.name in CONFIRMED and not self._confirm(act, detail):
                return
        if act.name == "approve" and isinstance(detail.record, Slip):
            body["revision"] = detail.record.revision
        self._send(act, detail, body, draft)

    def _confirm(self, act: ActionState, detail: Detail) -> bool:
        verb = desk_text(act.caption)
        facts = [
            (self.tr("Số, ký hiệu"), detail.row.symbol),
            (self.tr("Trích yếu"), detail.row.title),
            (self.tr("Nơi gửi, người trình"), detail.row.party),
        ]
        return bool(
            ConfirmDialog(
                self._context.theme, f"{verb}?", facts, verb, danger=act.name in DANGEROUS, parent=self
            ).exec()
        )

    def _send(self, act: ActionState, detail: Detail, body: dict[str, object], draft: str) -> None:
        path = f"/{COLLECTIONS[detail.kind]}/{detail.record.id}/{act.name}"
        acts, drafts = self._context.desk.acts, self._context.desk.drafts
        caption = desk_text(act.caption)

        def work() -> object:
            done = acts.now("POST", path, body) if act.online_only else acts.act("POST", path, body)
            drafts.delete(draft)
            return done

        def failed(error: VofficeError) -> None:
            self.action_bar.setEnabled(True)
            text = str(body.get("comment") or body.get("reason") or body.get("text") or "")
            if text:
                self._context.tasks.run("act", lambda: drafts.save(draft, text.encode("utf-8")))
            self.show_error(error)

        def done(_: object) -> None:
            self.action_bar.setEnabled(True)
            said = self.tr("{act}: xong.") if act.online_only else self.tr("{act}: đã ghi, sẽ gửi ngay khi có mạng.")
            self.say(said.format(act=caption))

        self.action_bar.setEnabled(False)
        self._context.tasks.run("net" if act.online_only else "act", work, done, failed, owner=self)

    # menus of the top bar

    def _show_sync(self) -> None:
        self._sync_sheet.adjustSize()
        at = self.top.sync.mapToGlobal(QPoint(self.top.sync.width(), self.top.sync.height()))
        self._sync_sheet.move(at.x() - self._sync_sheet.width(), at.y())
        self._sync_sheet.show()

    def _show_identity(self) -> None:
        theme, preferences = self._context.theme, self._context.preferences
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def choose(title: str, options: list[tuple[str, str]], current: str, act: Callable[[str], None]) -> None:
            sub = menu.addMenu(title)
            for key, text in options:
                action = sub.addAction(text)
                action.setCheckable(True)
                action.setChecked(key == current)
                action.triggered.connect(lambda _=False, key=key: act(key))

        def set_theme(key: str) -> None:
            preferences.put("theme", key)
            theme.set_looks(choice=cast("ThemeChoice", key))

        def set_size(key: str) -> None:
            preferences.put("text_size", int(key))
            theme.set_looks(percent=int(key))

        def set_density(key: str) -> None:
            preferences.put("density", key)
            theme.set_looks(density=cast("Density", key))

        themes = [
            ("system", self.tr("Theo hệ thống")),
            ("light", self.tr("Sáng")),
            ("dark", self.tr("Tối")),
            ("contrast", self.tr("Tương phản cao")),
        ]
        choose(self.tr("Màu nền"), themes, theme.choice, set_theme)
        choose(self.tr("Cỡ chữ"), [(str(each), f"{each} %") for each in TEXT_SIZES], str(theme.percent), set_size)
        densities = [("normal", self.tr("Thoáng")), ("compact", self.tr("Gọn"))]
        choose(self.tr("Độ thoáng"), densities, theme.density, set_density)
        languages = [("vi", "Tiếng Việt"), ("en", "English")]
        choose(self.tr("Ngôn ngữ"), languages, self._language, self.language_chosen.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Bảng phím tắt")).triggered.connect(self.show_keys)
        menu.addAction(self.tr("Đăng xuất")).triggered.connect(self.signed_out)
        where = self.top.identity
        menu.popup(where.mapToGlobal(QPoint(0, where.height())))
