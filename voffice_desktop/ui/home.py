"""Bàn việc: late, due and new work, what comes due, what was opened last and left unfinished: all of it links."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.domain.records import Kind
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.day import Day, Figure, read_day
from voffice_desktop.services.keepsakes import Recent
from voffice_desktop.services.values import Row
from voffice_desktop.ui.captions import act_caption, kind_caption
from voffice_desktop.ui.chips import ChipStrip, chips_of
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.places import LISTED
from voffice_desktop.ui.words import number, unbroken

_FEW = 5


class Home(QScrollArea):
    """A calm page of links."""

    query_asked = Signal(object, str)
    """A ``ListQuery`` and its title."""
    record_asked = Signal(str, str)
    attention_asked = Signal()

    def __init__(self, context: Context, recent: Recent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._recent = recent
        self._day: Day | None = None
        self._all_recent = False
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def refresh(self) -> None:
        """Read the page again in a worker; what stands meanwhile stays."""
        desk, recent = self._context.desk, self._recent
        self._context.tasks.run("read", lambda: read_day(desk, recent), self._show, self._failed, owner=self)
        if self._day is None:
            self._build()

    def _show(self, day: Day) -> None:
        if day != self._day or self.widget() is None:
            self._day = day
            self._build()

    def _failed(self, error: VofficeError) -> None:
        self._day = None
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(self._context.theme.px(1180))
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 20, 32, 32)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Bàn việc"), "h1"))
        self._add_attention(column)
        day = self._day
        if day is not None:
            cards = QGridLayout()
            cards.setSpacing(12)
            across = 4 if self.width() >= self._context.theme.px(900) else 2
            for at, kind in enumerate(LISTED):
                cards.addWidget(self._card(kind, day.figures.get(kind, ())), at // across, at % across)
            column.addLayout(cards)
            halves = QHBoxLayout() if self.width() >= self._context.theme.px(900) else QVBoxLayout()
            halves.setSpacing(16)
            halves.addLayout(self._due(day), 1)
            halves.addLayout(self._left_and_opened(day), 1)
            column.addLayout(halves)
        column.addStretch(1)
        holder = QWidget()
        outer = QHBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner, 10)
        outer.addStretch(1)
        at = self.verticalScrollBar().value()
        self.setWidget(holder)
        self.verticalScrollBar().setValue(at)

    def _add_attention(self, column: QVBoxLayout) -> None:
        try:
            count = self._context.desk.lists.counts().get("attention", 0)
        except VofficeError:
            return
        if count:
            text = self.tr("{count} việc cần chú ý").format(count=number(count))
            button = Button(self._context.theme, text, "warning", "danger")
            button.clicked.connect(self.attention_asked)
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch()
            column.addLayout(row)

    def _card(self, kind: Kind, figures: tuple[Figure, ...]) -> QWidget:
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 10, 8, 6)
        box.setSpacing(0)
        box.addWidget(label(kind_caption(kind), "h2"))
        shown = [figure for figure in figures if figure.count]
        for figure in shown:
            caption = self._figure_caption(figure.name)
            late = figure.name == "late"
            button = Button(
                self._context.theme, f"{number(figure.count)}  {caption}", "", "late-link" if late else "link"
            )
            button.setAccessibleName(f"{kind_caption(kind)}: {caption}, {number(figure.count)}")
            button.clicked.connect(
                lambda _=False, figure=figure, caption=caption: self.query_asked.emit(
                    figure.query, f"{kind_caption(kind)} · {caption}"
                )
            )
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(button)
            row.addStretch()
            box.addLayout(row)
        if not shown:
            box.addSpacing(8)
            box.addWidget(label(self.tr("Không còn việc nào."), "second", wrap=True))
        box.addStretch()
        return card

    def _figure_caption(self, name: str) -> str:
        return {
            "late": self.tr("quá hạn"),
            "today": self.tr("đến hạn hôm nay"),
            "todo": self.tr("cần xử lý"),
            "new": self.tr("chưa đọc"),
        }[name]

    def _due(self, day: Day) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(self.tr("Sắp đến hạn"), "h2"))
        if not day.due:
            column.addWidget(label(self.tr("Không còn việc nào đến hạn trong 7 ngày tới."), "second", wrap=True))
        for row in day.due:
            column.addWidget(self._line(row, chips=True))
        column.addStretch()
        return column

    def _left_and_opened(self, day: Day) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        if day.unfinished:
            column.addWidget(label(self.tr("Đang viết dở"), "h2"))
            for left in day.unfinished[:_FEW]:
                what = self.tr("Bút phê") if left.what == "ink" else act_caption(left.what)
                column.addWidget(self._line(left.row, what))
        column.addWidget(label(self.tr("Mở gần đây"), "h2"))
        if not day.recent:
            column.addWidget(label(self.tr("Văn bản vừa mở sẽ hiện ở đây."), "second", wrap=True))
        for row in day.recent if self._all_recent else day.recent[:_FEW]:
            column.addWidget(self._line(row))
        if len(day.recent) > _FEW:
            caption = self.tr("Thu gọn") if self._all_recent else self.tr("Xem cả {count}")
            more = Button(self._context.theme, caption.format(count=number(len(day.recent))), "", "link")
            more.clicked.connect(self._toggle_recent)
            across = QHBoxLayout()
            across.addWidget(more)
            across.addStretch()
            column.addLayout(across)
        column.addStretch()
        return column

    def _toggle_recent(self) -> None:
        self._all_recent = not self._all_recent
        self._build()

    def _line(self, row: Row, what: str = "", *, chips: bool = False) -> QWidget:
        card = frame("card")
        across = QHBoxLayout(card)
        across.setContentsMargins(12, 6, 4, 6)
        across.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        above = [part for part in (what, kind_caption(row.kind), unbroken(row.symbol), row.party) if part]
        words.addWidget(label(" · ".join(above), "meta", wrap=True))
        words.addWidget(label(unbroken(row.title), "strong", wrap=True))
        if chips:
            strip = ChipStrip(self._context.theme)
            strip.set_chips(chips_of(row, self._context.clock()))
            words.addSpacing(4)
            words.addWidget(strip)
        across.addLayout(words, 1)
        button = Button(self._context.theme, self.tr("Mở"), "", "link")
        button.setAccessibleName(self.tr("Mở {title}").format(title=row.title))
        button.clicked.connect(lambda: self.record_asked.emit(row.kind, row.id))
        across.addWidget(button)
        return card
