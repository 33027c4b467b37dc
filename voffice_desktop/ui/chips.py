"""Chips: which ones a row has, and how one is painted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from voffice_desktop.domain.calendar import PUBLIC_HOLIDAYS, due_state
from voffice_desktop.services.values import Row
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.theme.tokens import RADIUS_CHIP
from voffice_desktop.ui.words import VIETNAM, due_day

Tone = Literal["danger_solid", "danger", "warn", "info", "neutral", "ok", "purple"]

_GROUNDS: dict[Tone, tuple[str, str]] = {
    "danger_solid": ("danger", "on_danger"),
    "danger": ("danger_soft", "danger_text"),
    "warn": ("warn_soft", "warn_text"),
    "info": ("primary_soft", "primary_text"),
    "neutral": ("neutral_soft", "neutral_text"),
    "ok": ("ok_soft", "ok_text"),
    "purple": ("purple_soft", "purple_text"),
}
_ICON = 16
_PAD = 8
_GAP = 5


@dataclass(frozen=True, slots=True)
class Chip:
    """A word with an icon; the colour only repeats what the word says."""

    text: str
    tone: Tone
    icon: str


def chips_of(row: Row, now: datetime, holidays: Collection[date] = PUBLIC_HOLIDAYS) -> list[Chip]:
    """The chips of a row: what waits or is blocked first, then urgency, then the deadline in working days."""
    found: list[Chip] = []
    if row.blocked:
        found.append(Chip(QCoreApplication.translate("chips", "Cần xem lại"), "danger", "warning"))
    elif row.pending:
        found.append(Chip(QCoreApplication.translate("chips", "Chờ gửi"), "warn", "arrow_sync"))
    urgency = _urgency(row)
    if urgency is not None:
        found.append(urgency)
    if row.status == "returned":
        found.append(Chip(QCoreApplication.translate("chips", "Bị trả lại"), "danger", "arrow_reply"))
    deadline = _deadline(row, now, holidays)
    if deadline is not None:
        found.append(deadline)
    return found


def _urgency(row: Row) -> Chip | None:
    if row.urgency == "express":
        return Chip(QCoreApplication.translate("chips", "Hỏa tốc"), "danger_solid", "flash")
    if row.urgency == "very_urgent":
        return Chip(QCoreApplication.translate("chips", "Thượng khẩn"), "danger_solid", "flash")
    if row.urgency == "urgent":
        return Chip(QCoreApplication.translate("chips", "Khẩn"), "danger", "flash")
    return None


def _deadline(row: Row, now: datetime, holidays: Collection[date]) -> Chip | None:
    translate = QCoreApplication.translate
    if row.finished:
        return Chip(translate("chips", "Đã xử lý"), "ok", "checkmark_circle")
    due, hour = due_day(row.due)
    if due is None:
        return None
    present = now.astimezone(VIETNAM)
    today = present.date()
    state = due_state(row.due, today, holidays)
    if state.kind == "overdue":
        return Chip(translate("chips", "Quá hạn {days} ngày").format(days=state.days), "danger", "warning")
    if state.kind == "today":
        hour = hour if due == today else ""
        if hour and hour < present.strftime("%H:%M"):
            return Chip(translate("chips", "Quá hạn từ {hour}").format(hour=hour), "danger", "warning")
        text = translate("chips", "Hôm nay, {hour}").format(hour=hour) if hour else translate("chips", "Hạn hôm nay")
        return Chip(text, "warn", "clock")
    if state.kind == "soon":
        return Chip(translate("chips", "Còn {days} ngày").format(days=state.days), "info", "calendar_clock")
    form = "%d/%m" if due.year == today.year else "%d/%m/%Y"
    return Chip(translate("chips", "Hạn {day}").format(day=due.strftime(form)), "neutral", "calendar_clock")


def chip_size(theme: ThemeEngine, chip: Chip) -> tuple[int, int]:
    """Width and height of a chip in logical pixels."""
    metrics = QFontMetricsF(theme.font("meta", 500))
    icon = theme.px(_ICON)
    return round(metrics.horizontalAdvance(chip.text) + icon + _GAP + 2 * _PAD), max(theme.px(24), theme.line("meta"))


def paint_chip(painter: QPainter, theme: ThemeEngine, chip: Chip, left: float, top: float) -> float:
    """Paint a chip with its upper left corner at a point; returns its width."""
    width, height = chip_size(theme, chip)
    ground, ink = _GROUNDS[chip.tone]
    colours = theme.colours.as_dict()
    box = QRectF(left, top, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if theme.name == "contrast":
        painter.setPen(QPen(QColor(colours[ink] if chip.tone != "danger_solid" else colours["danger"]), 1))
        box.adjust(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours[ground]))
    painter.drawRoundedRect(box, RADIUS_CHIP, RADIUS_CHIP)
    icon = theme.px(_ICON)
    pixmap = theme.icon(chip.icon, colours[ink], icon, filled=True)
    painter.drawPixmap(QPointF(left + _PAD - 1, top + (height - icon) / 2), pixmap)
    painter.setFont(theme.font("meta", 500))
    painter.setPen(QColor(colours[ink]))
    text = QRectF(left + _PAD + icon + _GAP - 1, top, width - icon - _PAD - _GAP, height)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, chip.text)
    return width


class ChipStrip(QWidget):
    """Some chips side by side, on as many lines as the width asks for."""

    def __init__(self, theme: ThemeEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[Chip] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._relay)

    def set_chips(self, chips: list[Chip]) -> None:
        """Show these chips; none hides the strip."""
        self._chips = chips
        self.setAccessibleName(". ".join(chip.text for chip in chips))
        # Without a parent it would show as a window of its own for a moment, and take the focus with it.
        if self.parentWidget() is not None or not chips:
            self.setVisible(bool(chips))
        self._relay()

    def _relay(self) -> None:
        self.updateGeometry()
        self.update()

    def _places(self, width: int) -> tuple[list[tuple[int, int]], int]:
        places: list[tuple[int, int]] = []
        left = top = tall = 0
        for chip in self._chips:
            wide, tall = chip_size(self._theme, chip)
            if left and left + wide > width:
                left, top = 0, top + tall + 6
            places.append((left, top))
            left += wide + 8
        return places, top + tall

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def sizeHint(self) -> QSize:
        total = sum(chip_size(self._theme, chip)[0] + 8 for chip in self._chips)
        return QSize(total, self._places(max(total, 1))[1])

    def minimumSizeHint(self) -> QSize:
        widest = max((chip_size(self._theme, chip)[0] for chip in self._chips), default=0)
        return QSize(widest, self._places(max(self.width(), widest))[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        places, _ = self._places(self.width())
        for chip, (left, top) in zip(self._chips, places, strict=True):
            paint_chip(painter, self._theme, chip, left, top)
        painter.end()
