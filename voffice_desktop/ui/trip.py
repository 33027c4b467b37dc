"""Đi công tác: choose what to take along, watch it come, and check before leaving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from voffice_desktop.domain.records import Kind
from voffice_desktop.errors import MachineFault
from voffice_desktop.services import captions
from voffice_desktop.services.trips import TripPlan, Trips, TripState
from voffice_desktop.services.values import Changed, ListQuery, Row, SyncStatus
from voffice_desktop.ui.captions import desk_text, kind_caption
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.trip_card import TripCard, day_edit, day_of
from voffice_desktop.ui.trip_check import TripCheckCard
from voffice_desktop.ui.trip_kept import KeptCard
from voffice_desktop.ui.words import VIETNAM, number, size, unbroken

_ROW_ID = int(Qt.ItemDataRole.UserRole)
_REST = 250


def trip_place() -> Place:
    """Where the screen stands in the navigation."""
    translate = QCoreApplication.translate
    caption, short = translate("TripScreen", "Đi công tác"), translate("TripScreen", "Công tác")
    return Place("trip", caption, short, "airplane", translate("places", "THEO DÕI"))


class TripScreen(Screen):
    """Four cards: how far it is, what to take, the check, what is kept here."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        assert context.desk.trips is not None
        self._trips: Trips = context.desk.trips
        self._rows: list[Row] = []
        self._state = TripState()
        self._plan_timer = self._timer(self._plan)
        self._find_timer = self._timer(self._find)
        self._state_timer = self._timer(self._read_state)
        inner = QWidget()
        inner.setMaximumWidth(context.theme.px(920))
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(16)
        column.addWidget(label(self.tr("Đi công tác"), "h1"))
        column.addWidget(
            label(
                self.tr("Tải trước hồ sơ để đọc, bút phê và xử lý khi không có mạng."),
                "second",
                wrap=True,
            )
        )
        column.addWidget(self._build_state())
        column.addWidget(self._build_choice())
        self._check = TripCheckCard(context, self._trips)
        self._kept = KeptCard(context, self._trips)
        for card in (self._check, self._kept):
            card.failed.connect(self.failed)
            column.addWidget(card)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(inner, 10)
        across.addStretch(1)
        scroll.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        context.bridge.changed.connect(self._changed)
        context.bridge.status.connect(self._heard)

    def _timer(self, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_REST)
        timer.timeout.connect(act)
        return timer

    # how far it is

    def _build_state(self) -> QWidget:
        theme = self._context.theme
        card = TripCard(self.tr("Chuyến đi này"))
        self._state_words = label("", "body", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Tiến độ tải tệp của chuyến đi"))
        self._pause = Button(theme, self.tr("Tạm dừng"))
        self._pause.clicked.connect(self._toggle_pause)
        self._end = Button(theme, self.tr("Kết thúc chuyến đi"), "checkmark")
        self._end.clicked.connect(self._end_trip)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._pause)
        row.addWidget(self._end)
        row.addStretch(1)
        card.box.addWidget(self._state_words)
        card.box.addWidget(self._bar)
        card.box.addLayout(row)
        return card

    def _read_state(self) -> None:
        self._context.tasks.run("read", self._trips.state, self._show_state, self.failed.emit, owner=self)
        self._kept.refresh()

    def _show_state(self, state: TripState) -> None:
        before, self._state = self._state, state
        has = state.records > 0
        self._bar.setVisible(has and not state.complete)
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * state.size_here / state.size) if state.size else 0)
        self._pause.setVisible(has and not state.complete)
        self._pause.setText(self.tr("Tiếp tục") if state.paused else self.tr("Tạm dừng"))
        self._end.setVisible(has)
        if not has:
            self._say_state(self.tr("Chưa chọn hồ sơ nào. Chọn ở dưới rồi bấm Tải về máy."), "second")
            return
        if state.size_here != before.size_here and self.chosen():
            self._plan_timer.start()
        files = self.tr("{here}/{all} tệp, {size_here} trên {size}").format(
            here=number(state.files_here), all=number(state.files), size_here=size(state.size_here),
            size=size(state.size),
        )  # fmt: skip
        if state.complete:
            text = self.tr("Đã đủ: {files} tệp ({size}) của {records} hồ sơ nằm trên máy này.")
            here = number(state.files_here)
            said = text.format(files=here, size=size(state.size_here), records=number(state.records))
            self._say_state(said, "ok")
            if state.refused:
                refused = self.tr("{count} tệp máy chủ không cho tải.").format(count=number(state.refused))
                self._say_state(f"{self._state_words.text()} {refused}", "warn")
        elif state.paused:
            self._say_state(self.tr("Đang tạm dừng: {files}.").format(files=files), "warn")
        elif state.trouble:
            self._say_state(f"{sentence(MachineFault(state.trouble)).text} {files}.", "warn")
        elif self._context.desk.sync.status().state in ("offline", "signed_out"):
            self._say_state(self.tr("Chờ kết nối máy chủ: {files}.").format(files=files), "warn")
        else:
            self._say_state(self.tr("Đang tải: {files}.").format(files=files), "body")

    def _say_state(self, text: str, kind: str) -> None:
        self._state_words.setText(text)
        self._state_words.setProperty("type", kind)
        self._state_words.style().unpolish(self._state_words)
        self._state_words.style().polish(self._state_words)

    def _toggle_pause(self) -> None:
        paused = not self._state.paused
        self._context.tasks.run(
            "act", lambda: self._trips.pause(paused), lambda _: self._read_state(), self.failed.emit, owner=self
        )

    def _end_trip(self) -> None:
        def done(_: object) -> None:
            self.said.emit(self.tr("Đã kết thúc chuyến đi; tệp vẫn được giữ như thường lệ."))
            self._read_state()

        self._context.tasks.run("act", self._trips.end, done, self.failed.emit, owner=self)

    # what to take

    def _build_choice(self) -> QWidget:
        theme = self._context.theme
        card = TripCard(self.tr("Chọn hồ sơ mang theo"))
        first = QHBoxLayout()
        first.setSpacing(8)
        self._kind = QComboBox()
        self._kind.setAccessibleName(self.tr("Loại hồ sơ"))
        for kind in captions.TABS:
            self._kind.addItem(kind_caption(kind), kind)
        self._tab = QComboBox()
        self._tab.setAccessibleName(self.tr("Nhóm"))
        self._kind.activated.connect(lambda _: self._fill_tabs())
        self._tab.activated.connect(lambda _: self._find())
        self._text = QLineEdit()
        self._text.setPlaceholderText(self.tr("Lọc theo chữ"))
        self._text.setAccessibleName(self.tr("Lọc theo chữ"))
        self._text.textChanged.connect(lambda _: self._find_timer.start())
        first.addWidget(self._kind, 2)
        first.addWidget(self._tab, 2)
        first.addWidget(self._text, 3)
        card.box.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(8)
        today = self._today()
        self._from = day_edit(self.tr("Từ ngày"), today - timedelta(days=90))
        self._to = day_edit(self.tr("Đến ngày"), today)
        for caption, edit in ((self.tr("Từ ngày"), self._from), (self.tr("Đến ngày"), self._to)):
            second.addWidget(label(caption, "meta"))
            second.addWidget(edit)
            edit.dateChanged.connect(lambda _: self._find_timer.start())
        second.addStretch(1)
        self._all = Button(theme, self.tr("Chọn tất cả"), "checkmark")
        self._all.clicked.connect(self._toggle_all)
        second.addWidget(self._all)
        card.box.addLayout(second)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Hồ sơ mang theo"))
        self._list.setMinimumHeight(theme.px(220))
        self._list.setUniformItemSizes(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.itemChanged.connect(lambda _: self._plan_timer.start())
        self._list.itemActivated.connect(self._toggle)
        card.box.addWidget(self._list)
        self._cost = label("", "second", wrap=True)
        self._take = Button(theme, self.tr("Tải về máy"), "arrow_download", "primary")
        self._take.clicked.connect(self._begin)
        last = QHBoxLayout()
        last.addWidget(self._cost, 1)
        last.addWidget(self._take)
        card.box.addLayout(last)
        return card

    def _today(self) -> date:
        return self._context.clock().astimezone(VIETNAM).date()

    def _fill_tabs(self) -> None:
        kind = cast("Kind", self._kind.currentData())
        self._tab.clear()
        for tab in self._context.desk.lists.known_tabs(kind):
            self._tab.addItem(desk_text(tab.caption), tab.key)
        todo = self._tab.findData("todo")
        self._tab.setCurrentIndex(max(0, todo))
        self._find()

    def _find(self) -> None:
        kind, tab = cast("Kind", self._kind.currentData()), str(self._tab.currentData() or "all")
        text, first, last = self._text.text(), day_of(self._from), day_of(self._to)
        self._context.tasks.run(
            "read",
            lambda: self._trips.find(kind, tab, text, first, last),
            self._show_rows,
            self.failed.emit,
            owner=self,
        )

    def _show_rows(self, rows: list[Row]) -> None:
        self._rows = rows
        self._list.blockSignals(True)
        self._list.clear()
        theme = self._context.theme
        tall = QSize(0, 44 if theme.touch else max(36, theme.line("body") + 14))
        for row in rows:
            words = " · ".join(filter(None, (unbroken(row.symbol), row.title)))
            item = QListWidgetItem(words)
            item.setData(_ROW_ID, row.id)
            item.setSizeHint(tall)
            item.setToolTip(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            if row.cached:
                item.setIcon(theme.icons.icon("airplane", theme.colours.ok_text, 16))
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._plan()

    def _toggle(self, item: QListWidgetItem) -> None:
        checked = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)

    def _toggle_all(self) -> None:
        items = [self._list.item(at) for at in range(self._list.count())]
        every = all(item.checkState() == Qt.CheckState.Checked for item in items)
        self._list.blockSignals(True)
        for item in items:
            item.setCheckState(Qt.CheckState.Unchecked if every else Qt.CheckState.Checked)
        self._list.blockSignals(False)
        self._plan()

    def chosen(self) -> list[tuple[Kind, str]]:
        """The records whose boxes are checked."""
        items = [self._list.item(at) for at in range(self._list.count())]
        wanted = {item.data(_ROW_ID) for item in items if item.checkState() == Qt.CheckState.Checked}
        return [(row.kind, row.id) for row in self._rows if row.id in wanted]

    def _plan(self) -> None:
        chosen = self.chosen()
        if not chosen:
            found = self.tr("{count} hồ sơ tìm thấy.").format(count=number(len(self._rows)))
            self._cost.setText(found if self._rows else self.tr("Không có hồ sơ nào trong khoảng này."))
            self._take.explain(self.tr("Chọn ít nhất một hồ sơ."))
            return
        self._take.explain("")
        self._context.tasks.run(
            "read", lambda: self._trips.plan(chosen), self._show_plan, self.failed.emit, owner=self
        )

    def _show_plan(self, plan: TripPlan) -> None:
        minutes = max(1, round(plan.seconds / 60))
        text = self.tr("{records} hồ sơ, {files} tệp, {size}; còn tải {missing}, chừng {minutes} phút.")
        if not plan.missing:
            text = self.tr("{records} hồ sơ, {files} tệp, {size}; đã có đủ trên máy.")
        self._cost.setText(
            text.format(
                records=number(plan.records), files=number(plan.files), size=size(plan.size),
                missing=size(plan.missing), minutes=number(minutes),
            )
        )  # fmt: skip

    def _begin(self) -> None:
        chosen, back = self.chosen(), self._check.back

        def done(_: object) -> None:
            self.said.emit(self.tr("Đang tải {count} hồ sơ về máy.").format(count=number(len(chosen))))
            self._read_state()

        self._context.tasks.run("act", lambda: self._trips.begin(chosen, back), done, self.failed.emit, owner=self)

    # the window

    def refresh(self) -> None:
        """Read the state; the rows once."""
        self._read_state()
        if self._tab.count() == 0:
            lists = self._context.desk.lists

            def first_with_work() -> int:
                kinds = [cast("Kind", kind) for kind in captions.TABS]
                waiting = (bool(lists.rows(ListQuery(kind, tab="todo"), None, 1)) for kind in kinds)
                return next((at for at, some in enumerate(waiting) if some), 0)

            self._context.tasks.run("read", first_with_work, self._begin_with, self.failed.emit, owner=self)

    def _begin_with(self, kind: int) -> None:
        """Show the kind in which something waits for this person, unless one was chosen meanwhile."""
        if self._tab.count() == 0:
            self._kind.setCurrentIndex(kind)
            self._fill_tabs()

    def _heard(self, status: SyncStatus) -> None:
        if status.state != "syncing":
            self._changed()

    def _changed(self, _change: Changed | None = None) -> None:
        if self.isVisible() and not self._state_timer.isActive():
            self._state_timer.start()
