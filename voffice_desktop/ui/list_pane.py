"""The list of one kind: title, tabs, filter, rows or table, and what stands there when there are none."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from voffice_desktop.domain import permissions
from voffice_desktop.domain.records import Kind
from voffice_desktop.errors import VofficeError
from voffice_desktop.qt.models import RowsModel
from voffice_desktop.services.values import Changed, ListQuery, Row
from voffice_desktop.services.working_days import holidays
from voffice_desktop.ui.bulk_bar import BulkBar
from voffice_desktop.ui.captions import desk_text, kind_caption
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import IconButton, frame, label, popup_menu
from voffice_desktop.ui.filter_bar import FilterBar
from voffice_desktop.ui.row_delegate import RowDelegate
from voffice_desktop.ui.rows_table import RowsTable
from voffice_desktop.ui.shortcuts import shown
from voffice_desktop.ui.speech import (
    COLUMN_AT,
    COLUMN_DUE,
    COLUMN_SYMBOL,
    cell_writer,
    headers,
    speaker,
)
from voffice_desktop.ui.states import LoadingRows, Notice
from voffice_desktop.ui.tab_strip import TabStrip

Sort = Literal["newest", "due", "symbol"]
_SORT_COLUMNS: dict[int, Sort] = {COLUMN_AT: "newest", COLUMN_DUE: "due", COLUMN_SYMBOL: "symbol"}


class ListPane(QWidget):
    """Shows one query at a time; ``chosen`` follows the current row after a moment's rest."""

    chosen = Signal(str, str)
    """(kind, id) of the row to show beside."""
    opened = Signal(str, str)
    """(kind, id) of the row that was activated."""
    table_shown = Signal(bool)
    begin_asked = Signal(str)
    """A new record of the listed kind."""
    """The table is shown instead of the rows, or the rows again."""
    more_asked = Signal(object)
    """The ``QMenu`` of the … button, about to open: others add their lines."""
    save_asked = Signal()
    """The user wants to keep what is shown as a filter."""
    query_changed = Signal()
    said = Signal(str, str, object)
    """A sentence, the caption of its button, and what the button does."""
    emptied = Signal()
    """There is no current row any more."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._theme = context.theme
        self._query = ListQuery("incoming_document")
        self._anchor: tuple[str, int] | None = None
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = RowsModel(
            context.desk.lists,
            context.tasks,
            speak=speaker(context.clock),
            cell=cell_writer(context.clock),
            headers=headers(),
            parent=self,
        )
        self._delegate = RowDelegate(self._theme, context.clock, self, lambda: holidays(context.desk))
        self._selection = QItemSelectionModel(self.model, self)
        self._build_header()
        self._build_views()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(60)
        self._rest.timeout.connect(self._announce)
        self._selection.currentChanged.connect(self._current_changed)
        self.model.about_to_patch.connect(self._remember_place)
        self.model.patched.connect(self._restore_place)
        self.model.failed.connect(self._show_error)
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset):
            signal.connect(self._choose_page)
        context.bridge.changed.connect(self._on_changed)
        self._theme.changed.connect(self.list.doItemsLayout)

    # building

    def _build_header(self) -> None:
        self._title = label("", "h1")
        self._begin = IconButton(self._theme, "add", self.tr("Tạo mới"), shown("begin"))
        self._begin.clicked.connect(lambda: self.begin_asked.emit(self._query.kind))
        self._sort = IconButton(self._theme, "arrow_sort", self.tr("Sắp xếp"))
        self._sort.clicked.connect(self._show_sort)
        self._filter = IconButton(self._theme, "filter", self.tr("Lọc danh sách"), shown("filter"))
        self._filter.setCheckable(True)
        self._filter.toggled.connect(self._toggle_filter)
        self._more = IconButton(self._theme, "more_horizontal", self.tr("Thao tác khác"))
        self._more.clicked.connect(self._show_more)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 4, 0)
        head.setSpacing(0)  # the title of a list of 280 has just the room it needs
        head.addWidget(self._title, 1)
        for button in (self._begin, self._sort, self._filter, self._more):
            head.addWidget(button)
        self._tabs = TabStrip(self._theme, self.tr("Các mục khác"))
        self._tabs.chosen.connect(self._tab_chosen)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(16, 0, 16, 6)
        tabs.addWidget(self._tabs)
        self._filters = FilterBar(self._theme)
        self._filters.changed.connect(self._filter_changed)
        self._filters.save_asked.connect(self.save_asked)
        self._filters.hide()
        self.bulk = BulkBar(self._context, self.model, self._selection)
        self.bulk.shown.connect(self._show_bulk)
        self.bulk.said.connect(self.said)
        header = frame("header")
        box = QVBoxLayout(header)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(head)
        box.addLayout(tabs)
        box.addWidget(self._filters)
        self._header = header

    def _build_views(self) -> None:
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setSelectionModel(self._selection)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Danh sách"))
        self.list.activated.connect(self._activated)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_row_menu)
        self.table = RowsTable(self._theme, self._context.preferences)
        self.table.setModel(self.model)
        self.table.setSelectionModel(self._selection)
        self.table.setAccessibleName(self.tr("Danh sách dạng bảng"))
        self.table.activated.connect(self._activated)
        self.table.column_clicked.connect(self._header_clicked)
        self._notice = Notice(self._theme)
        self._loading = LoadingRows(self._theme, self._delegate.height)
        self._pages = QStackedWidget()
        for page in (self.list, self.table, self._notice, self._loading):
            self._pages.addWidget(page)
        self._as_table = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._header)
        box.addWidget(self.bulk)
        box.addWidget(self._pages, 1)

    # what the window asks

    @property
    def kind(self) -> Kind:
        """The kind that is listed."""
        return self._query.kind

    @property
    def query(self) -> ListQuery:
        """What the list shows now."""
        return self._query

    def show_kind(self, kind: Kind, tab: str = "") -> None:
        """Show the list of a kind, on the given tab or the first that holds anything."""
        tabs = self._context.desk.lists.known_tabs(kind)
        filled = [each.key for each in tabs if each.key == tab or (each.count and each.key != "all")]
        wanted = tab if tab in filled else next(iter((*filled, "all")))
        self.show_query(ListQuery(kind, wanted), kind_caption(kind))

    def show_query(self, query: ListQuery, title: str) -> None:
        """Show any query under a title, such as a saved filter's; its words and operators stand in the filter."""
        self._query = query
        self._filters.show_query(query)
        narrowed = bool(query.text or query.filters)
        with QSignalBlocker(self._filter):
            self._filter.setChecked(narrowed)
        self._filters.setVisible(narrowed)
        self._title.setText(title)
        actor = self._context.desk.actor()
        self._begin.setVisible(query.kind in ("slip", "task") and permissions.create(actor, query.kind) is None)
        self.fill_tabs()
        self.table.restore(query.kind)
        self._run()

    def title(self) -> str:
        """What stands above the list."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Another title for the same list."""
        self._title.setText(title)

    def show_loading(self) -> None:
        """Grey rows until the first page is here."""
        self._pages.setCurrentWidget(self._loading)

    def focus_view(self) -> None:
        """Put the focus on the rows."""
        (self.table if self._as_table else self.list).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Open the filter and put the cursor into it."""
        self._filter.setChecked(True)
        self._filters.focus_text()

    def add_condition(self, typed: str) -> None:
        """Write an operator such as ``hạn:quá`` into the filter."""
        self._filters.add_operator(typed)

    def set_table(self, table: bool) -> None:
        """Rows or table of the same model."""
        self._as_table = table
        self.table_shown.emit(table)
        self._choose_page()
        self.focus_view()

    def step(self, by: int) -> None:
        """Go to the next or previous row."""
        count = self.model.rowCount()
        if count:
            at = self._selection.currentIndex().row() + by
            self.go_to(max(0, min(count - 1, at)))

    def go_to(self, position: int) -> None:
        """Make a row the current one and bring it into sight."""
        index = self.model.index(position, 0)
        self._selection.setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.list.scrollTo(index)
        self.table.scrollTo(index)

    def select(self, record_id: str) -> bool:
        """Make a record the current row if it is listed; else the present row does not take its place either."""
        at = self.model.position_of(record_id)
        if at >= 0:
            self.go_to(at)
        else:
            self._rest.stop()
        return at >= 0

    def notice_text(self) -> str:
        """What stands in place of rows, or nothing while there are rows."""
        return self._notice.text() if self._pages.currentWidget() is self._notice else ""

    def current_row(self) -> Row | None:
        """The current row, if any."""
        index = self._selection.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def retranslate(self) -> None:
        """Say everything again in the language that is now chosen."""
        self._begin.set_name(self.tr("Tạo mới"), shown("begin"))
        self._sort.set_name(self.tr("Sắp xếp"))
        self._filter.set_name(self.tr("Lọc danh sách"), shown("filter"))
        self._more.set_name(self.tr("Thao tác khác"))
        self._title.setText(kind_caption(self._query.kind))
        self._filters.retranslate()
        self.model.set_headers(headers())
        self.fill_tabs()
        self._delegate.forget()
        self._choose_page()

    # queries

    def _run(self) -> None:
        self.query_changed.emit()
        try:
            self.model.show(self._query)
        except VofficeError as error:
            self._show_error(error)
            return
        self._choose_page()
        if self.model.rowCount():
            self.go_to(0)
            self.list.scrollToTop()
        else:
            self.emptied.emit()

    def _tab_chosen(self, key: str) -> None:
        self._query = replace(self._query, tab=key)
        self.fill_tabs()
        self._run()

    def _filter_changed(self) -> None:
        fresh = replace(self._query, text=self._filters.text(), filters=self._filters.filters())
        if fresh != self._query:
            self._query = fresh
            self._run()

    def _toggle_filter(self, on: bool) -> None:
        self._filters.setVisible(on)
        if on:
            self._filters.focus_text()
        else:
            self._filters.clear()

    def fill_tabs(self) -> None:
        """Show the tabs with the counts of the last counting."""
        found = self._context.desk.lists.known_tabs(self._query.kind)
        tabs = sorted(found, key=lambda each: each.key == "all")
        shown_tabs = [
            (
                each.key,
                f"{desk_text(each.caption)} · {each.count}" if at == 0 and each.count else desk_text(each.caption),
            )
            for at, each in enumerate(tabs)
        ]
        self._tabs.set_tabs(shown_tabs, self._query.tab)

    def _on_changed(self, change: Changed) -> None:
        if change.kind == self._query.kind:
            self.model.patch(change)

    def _set_sort(self, sort: Sort) -> None:
        self._query = replace(self._query, sort=sort)
        self._run()

    # menus

    def _show_sort(self) -> None:
        menu = popup_menu(self)
        for key, text in (
            ("newest", self.tr("Mới nhất trước")),
            ("due", self.tr("Gần hạn trước")),
            ("symbol", self.tr("Theo số, ký hiệu")),
        ):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(self._query.sort == key)
            action.triggered.connect(lambda _=False, sort=key: self._set_sort(cast("Sort", sort)))
        menu.popup(self._sort.mapToGlobal(self._sort.rect().bottomLeft()))

    def _show_more(self) -> None:
        menu = popup_menu(self)
        menu.addAction(self.tr("Xem dạng dòng"), lambda: self.set_table(False))
        menu.addAction(self.tr("Xem dạng bảng"), lambda: self.set_table(True))
        menu.addSeparator()
        menu.addAction(self.tr("Đồng bộ ngay"), self._context.desk.sync.now)
        self.more_asked.emit(menu)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _show_row_menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        row = self.model.row_at(index.row()) if index.isValid() else None
        if row is None:
            return
        menu = popup_menu(self)
        mark = self.tr("Đánh dấu đã đọc") if row.unread else self.tr("Đánh dấu chưa đọc")
        menu.addAction(self.tr("Mở"), lambda: self.opened.emit(row.kind, row.id))
        menu.addAction(mark, lambda: self.mark_read(row, row.unread))
        menu.addAction(self.tr("Giữ tệp trên máy (đi công tác)"), lambda: self._pin(row))
        menu.popup(self.list.viewport().mapToGlobal(point))

    def mark_read(self, row: Row, read: bool) -> None:
        """Remember that a row was read, or not; the list repaints when it is kept."""
        desk = self._context.desk
        self._context.tasks.run("act", lambda: desk.acts.mark_read(row.kind, row.id, read), owner=self)

    def _pin(self, row: Row) -> None:
        desk = self._context.desk
        self._context.tasks.run("act", lambda: desk.files.pin(row.kind, row.id), owner=self)

    def _show_bulk(self, on: bool) -> None:
        self._header.setVisible(not on)
        self.bulk.setVisible(on)

    def _header_clicked(self, column: int) -> None:
        if column in _SORT_COLUMNS:
            self._set_sort(_SORT_COLUMNS[column])

    # places and pages

    def _remember_place(self) -> None:
        at = self.list.verticalScrollBar().value()
        tall = max(1, self._delegate.height())
        position = at // tall
        self._anchor = None
        if at > 0 and position < self.model.rowCount():
            self._anchor = (self.model.id_at(position), at % tall)

    def _restore_place(self) -> None:
        if self._anchor is not None:
            position = self.model.position_of(self._anchor[0])
            if position >= 0:
                self.list.executeDelayedItemsLayout()
                self.list.verticalScrollBar().setValue(position * self._delegate.height() + self._anchor[1])
        index = self._selection.currentIndex()
        if index.isValid() and not self._selection.hasSelection():
            self._selection.select(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
        self._choose_page()

    def _choose_page(self) -> None:
        if self.model.rowCount():
            self._pages.setCurrentWidget(self.table if self._as_table else self.list)
            return
        if self._query.text or self._query.filters:
            self._notice.say(
                "search",
                self.tr("Không tìm thấy văn bản nào khớp bộ lọc."),
                "",
                self.tr("Bỏ bộ lọc"),
                self._clear_filter,
            )
        else:
            self._notice.say("checkmark_circle", self.tr("Không còn việc nào ở đây."))
        self._pages.setCurrentWidget(self._notice)

    def _clear_filter(self) -> None:
        self._filter.setChecked(False)
        self._filters.clear()

    def _show_error(self, error: VofficeError) -> None:
        self._notice.say_error(error, self._run)
        self._pages.setCurrentWidget(self._notice)

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self._rest.start()
        else:
            self.emptied.emit()

    def _announce(self) -> None:
        row = self.current_row()
        if row is not None:
            self.chosen.emit(row.kind, row.id)

    def _activated(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self.opened.emit(row.kind, row.id)
