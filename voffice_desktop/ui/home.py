"""Bàn việc: what is late, due and new, each figure a link to its list; what needs attention."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.domain.records import Kind
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.values import ListQuery, Row
from voffice_desktop.ui.captions import desk_text, kind_caption
from voffice_desktop.ui.chips import ChipStrip, chips_of
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.places import LISTED
from voffice_desktop.ui.words import number, unbroken


class Home(QScrollArea):
    """A calm page of links."""

    list_asked = Signal(str, str)
    """(kind, tab)"""
    record_asked = Signal(str, str)
    attention_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._due: dict[Kind, list[Row]] = {}

    def refresh(self) -> None:
        """Read the figures again: tabs at once, the next deadlines from a worker."""
        lists = self._context.desk.lists

        def read() -> dict[Kind, list[Row]]:
            return {
                kind: [
                    row for row in lists.rows(ListQuery(kind, sort="due"), None, 12) if not row.finished and row.due
                ]
                for kind in LISTED
            }

        self._context.tasks.run("read", read, self._show_due, owner=self)
        self._build()

    def _show_due(self, due: dict[Kind, list[Row]]) -> None:
        if due != self._due:
            self._due = due
            self._build()

    def _build(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(self._context.theme.px(1080))
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(16)
        name = self._context.desk.user.full_name
        column.addWidget(label(self.tr("Bàn việc"), "h1"))
        column.addWidget(label(name, "second"))
        cards = QGridLayout()
        cards.setSpacing(12)
        try:
            counts = self._context.desk.lists.counts()
            across = 4 if self.width() >= self._context.theme.px(900) else 2
            for at, kind in enumerate(LISTED):
                cards.addWidget(self._card(kind), at // across, at % across)
        except VofficeError:
            counts = {}
        column.addLayout(cards)
        if counts.get("attention"):
            text = self.tr("{count} việc cần chú ý").format(count=number(counts["attention"]))
            button = Button(self._context.theme, text, "warning", "danger")
            button.clicked.connect(self.attention_asked)
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch()
            column.addLayout(row)
        rows = sorted((row for found in self._due.values() for row in found), key=lambda row: (row.due or "")[:10])
        column.addWidget(label(self.tr("Đến hạn trước"), "h2"))
        if not rows:
            column.addWidget(label(self.tr("Không còn việc nào đến hạn hôm nay."), "second", wrap=True))
        for row_value in rows[:6]:
            column.addWidget(self._line(row_value))
        column.addStretch(1)
        holder = QWidget()
        outer = QHBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inner, 10)
        outer.addStretch(1)
        self.setWidget(holder)

    def _card(self, kind: Kind) -> QWidget:
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 12, 16, 8)
        box.setSpacing(2)
        box.addWidget(label(kind_caption(kind), "h2"))
        tabs = self._context.desk.lists.tabs(kind)
        for tab in tabs[:4]:
            button = Button(self._context.theme, f"{desk_text(tab.caption)} · {number(tab.count)}", "", "link")
            button.clicked.connect(lambda _=False, key=tab.key: self.list_asked.emit(kind, key))
            button.setAccessibleName(f"{kind_caption(kind)}: {desk_text(tab.caption)}, {number(tab.count)}")
            box.addWidget(button)
        box.addStretch()
        return card

    def _line(self, row: Row) -> QWidget:
        card = frame("card")
        across = QHBoxLayout(card)
        across.setContentsMargins(12, 6, 8, 6)
        across.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(f"{kind_caption(row.kind)} · {row.symbol} · {row.party}", "meta", wrap=True))
        words.addWidget(label(unbroken(row.title), "strong", wrap=True))
        strip = ChipStrip(self._context.theme)
        strip.set_chips(chips_of(row, self._context.clock()))
        words.addSpacing(4)
        words.addWidget(strip)
        across.addLayout(words, 1)
        button = Button(self._context.theme, self.tr("Mở"), "chevron_right", "link")
        button.setAccessibleName(self.tr("Mở {title}").format(title=row.title))
        button.clicked.connect(lambda: self.record_asked.emit(row.kind, row.id))
        across.addWidget(button)
        return card
