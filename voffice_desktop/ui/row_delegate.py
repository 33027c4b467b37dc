"""Paints one document row of a list: number, sender, time; the title on two lines; chips and signs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from voffice_desktop.domain.calendar import PUBLIC_HOLIDAYS
from voffice_desktop.qt.models import ROW_ROLE
from voffice_desktop.services.values import Row
from voffice_desktop.ui.chips import Chip, chip_size, chips_of, paint_chip
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.words import number, unbroken, when

_LEFT = 26
_RIGHT = 16
_DOT = 8
_BAR = 4
_KEPT = 400


@dataclass(slots=True)
class _Prepared:
    row: Row
    width: int
    chips: list[Chip]
    time: str
    symbol: str
    title: QTextLayout


class RowDelegate(QStyledItemDelegate):
    """Rows of equal height; what was laid out is kept until the row, the width or the theme changes."""

    def __init__(
        self,
        theme: ThemeEngine,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
        holidays: Callable[[], Collection[date]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._holidays = holidays or (lambda: PUBLIC_HOLIDAYS)
        self._kept: OrderedDict[str, _Prepared] = OrderedDict()
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Lay everything out again: theme, language or the day has changed."""
        self._kept.clear()

    def height(self) -> int:
        """The height of a row: 106 at 100 % text."""
        theme = self._theme
        chips = max(theme.px(24), theme.line("meta"))
        return 2 * theme.sizes.row_pad + theme.line("meta") + 2 * theme.line("body") + chips + 6

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, option, row)
        painter.restore()

    def _prepare(self, row: Row, width: int) -> _Prepared:
        kept = self._kept.get(row.id)
        if kept is not None and kept.row is row and kept.width == width:
            return kept
        theme = self._theme
        now = self._clock()
        layout = two_lines(unbroken(row.title), theme, 600 if row.unread else 400, width)
        made = _Prepared(row, width, chips_of(row, now), when(row.at, now), unbroken(row.symbol), layout)
        self._kept[row.id] = made
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        theme, colours = self._theme, self._theme.colours
        box: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, QColor(colours.sel))
            painter.fillRect(QRect(box.left(), box.top(), _BAR, box.height()), QColor(colours.primary))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(colours.hover))
        if row.status == "returned" and not row.finished:
            painter.fillRect(QRect(box.left(), box.top(), _BAR, box.height()), QColor(colours.danger))
        left, right = box.left() + _LEFT, box.right() - _RIGHT + 1
        width = right - left
        kept = self._prepare(row, width)
        top = float(box.top() + theme.sizes.row_pad)
        self._paint_head(painter, kept, left, right, top)
        top += theme.line("meta") + 2
        painter.setPen(QColor(colours.text))
        kept.title.draw(painter, QPointF(left, top))
        top += 2 * theme.line("body") + 3
        end = float(left)
        wanted = sum(chip_size(theme, chip)[0] + 8 for chip in kept.chips)
        icons_left = self._paint_signs(painter, row, right, top, min(left + wanted, right))
        for chip in kept.chips:
            wide = chip_size(theme, chip)[0]
            if end + wide > icons_left - 4 and end > left:
                break
            end += paint_chip(painter, theme, chip, end, top) + 8
        if not chosen:
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QPointF(box.left() + 20, box.bottom() + 0.5), QPointF(right, box.bottom() + 0.5))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))
        elif chosen and theme.name == "contrast":
            painter.setPen(QPen(QColor(colours.primary), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))

    def _paint_head(self, painter: QPainter, kept: _Prepared, left: int, right: int, top: float) -> None:
        theme, colours, row = self._theme, self._theme.colours, kept.row
        height = theme.line("meta")
        if row.unread:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.primary))
            painter.drawEllipse(QRectF(left - 14, top + (height - _DOT) / 2, _DOT, _DOT))
        strong = theme.font("meta", 600)
        plain = theme.font("meta", 400)
        time_font = strong if row.unread else plain
        time_wide = QFontMetricsF(time_font).horizontalAdvance(kept.time)
        painter.setFont(time_font)
        painter.setPen(QColor(colours.primary_text if row.unread else colours.text2))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(right - time_wide - 2, top, time_wide + 2, height), flags | Qt.AlignmentFlag.AlignRight, kept.time
        )
        room = right - left - time_wide - 12
        metrics = QFontMetricsF(strong)
        symbol = metrics.elidedText(kept.symbol, Qt.TextElideMode.ElideMiddle, room)
        wide = metrics.horizontalAdvance(symbol)
        painter.setFont(strong)
        painter.setPen(QColor(colours.text))
        painter.drawText(QRectF(left, top, wide + 2, height), flags, symbol)
        gap = 10 if symbol else 0
        rest = room - wide - gap
        if rest > theme.px(24):
            painter.setFont(plain)
            painter.setPen(QColor(colours.text2))
            party = QFontMetricsF(plain).elidedText(row.party, Qt.TextElideMode.ElideRight, rest)
            painter.drawText(QRectF(left + wide + gap, top, rest, height), flags, party)

    def _paint_signs(self, painter: QPainter, row: Row, right: int, top: float, limit: float) -> float:
        """Paint the signs from the right, as many as end right of ``limit``; returns where they begin."""
        theme, colours = self._theme, self._theme.colours
        icon = theme.px(16)
        height = max(theme.px(24), theme.line("meta"))
        at = float(right)
        middle = top + (height - icon) / 2
        if row.attachments:
            text = number(row.attachments)
            font = theme.font("meta")
            wide = QFontMetricsF(font).horizontalAdvance(text)
            painter.setFont(font)
            painter.setPen(QColor(colours.text2))
            painter.drawText(QRectF(at - wide - 1, top, wide + 1, height), Qt.AlignmentFlag.AlignVCenter, text)
            at -= wide + 5 + icon
            painter.drawPixmap(QPointF(at, middle), theme.icon("attach", colours.text2, icon))
        for shown, name, colour in (
            (row.has_ink, "calligraphy_pen", colours.primary),
            (row.cached, "airplane", colours.ok_text),
        ):
            if shown and at - 8 - icon >= limit:
                at -= 8 + icon
                painter.drawPixmap(QPointF(at, middle), theme.icon(name, colour, icon))
        return at


def two_lines(text: str, theme: ThemeEngine, weight: int, width: float) -> QTextLayout:
    """A title on at most two lines of the body's line box; what does not fit ends in an ellipsis."""
    font = theme.font("body", weight)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def lay(content: str, limit: int) -> tuple[QTextLayout, int]:
        layout = QTextLayout(content, font)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        start = 0
        for at in range(limit):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, at * theme.line("body") + (theme.line("body") - line.height()) / 2))
            if at == 1:
                start = line.textStart()
        last = layout.createLine()
        overflows = last.isValid()
        layout.endLayout()
        return layout, start if overflows else -1

    layout, second = lay(text, 2)
    if second < 0:
        return layout
    # An ellipsis broken off from its line would be drawn over the first one: a little less is shown then.
    for spare in (0, 4, 12, 24, 48):
        tail = QFontMetricsF(font).elidedText(text[second:], Qt.TextElideMode.ElideRight, width - spare)
        layout, over = lay(text[:second] + tail, 2)
        if over < 0:
            break
    return layout
