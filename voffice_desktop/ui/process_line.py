"""The process line: who had a record, who has it, in order of time; a return shows its reason in a card."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from voffice_desktop.clock import Clock
from voffice_desktop.domain.calendar import PUBLIC_HOLIDAYS, working_days_between
from voffice_desktop.services.values import TimelineEntry
from voffice_desktop.ui.captions import act_caption
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.words import local, when

_LEFT = 34
_RING = 9


class ProcessLine(QWidget):
    """Paints the steps; the newest is where the record is now, unless it is finished."""

    def __init__(
        self,
        theme: ThemeEngine,
        clock: Clock,
        parent: QWidget | None = None,
        holidays: Collection[date] = PUBLIC_HOLIDAYS,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._holidays = holidays
        self._steps: tuple[TimelineEntry, ...] = ()
        self._finished = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._relay)

    def show_steps(self, steps: tuple[TimelineEntry, ...], *, finished: bool) -> None:
        """Show these steps, oldest first."""
        self._steps = steps
        self._finished = finished
        self.setAccessibleName(
            ". ".join(
                f"{self._who(each)}: {self._words(each)} {when(each.event.at, self._clock())}" for each in steps
            )
        )
        self._relay()

    def _relay(self) -> None:
        self.updateGeometry()
        self.update()

    def _who(self, step: TimelineEntry) -> str:
        """The name, and in whose name it was done where somebody stood in."""
        if not step.on_behalf:
            return step.actor_name
        return self.tr("{name}, thay mặt {other}").format(name=step.actor_name, other=step.on_behalf)

    def _words(self, step: TimelineEntry) -> str:
        behalf = self.tr("thay mặt {other}").format(other=step.on_behalf) if step.on_behalf else ""
        parts = [behalf or step.actor_title, act_caption(step.event.action), self._took(step)]
        if step.pending:
            parts.append(self.tr("chờ gửi"))
        return " · ".join(part for part in parts if part)

    def _took(self, step: TimelineEntry) -> str:
        """How long the step took since the one before: minutes, hours, then working days."""
        at = self._steps.index(step)
        if at == 0:
            return ""
        before, now = local(self._steps[at - 1].event.at), local(step.event.at)
        if before is None or now is None or now < before:
            return ""
        minutes = int((now - before).total_seconds()) // 60
        if minutes < 60:
            return self.tr("sau {count} phút").format(count=minutes) if minutes else ""
        if minutes < 24 * 60:
            return self.tr("sau {count} giờ").format(count=minutes // 60)
        days = max(1, working_days_between(before.date(), now.date(), self._holidays))
        return self.tr("sau {count} ngày làm việc").format(count=days)

    def _note_height(self, step: TimelineEntry, width: int) -> int:
        if not step.event.note:
            return 0
        metrics = QFontMetricsF(self._theme.font("meta"))
        box = metrics.boundingRect(
            QRectF(0, 0, width - _LEFT - 18, 10_000), int(Qt.TextFlag.TextWordWrap), step.event.note
        )
        return round(box.height()) + 18

    def _tops(self, width: int) -> list[int]:
        tops, top = [], 4
        step_tall = self._theme.line("body") + self._theme.line("meta") + 12
        for step in self._steps:
            tops.append(top)
            top += step_tall + self._note_height(step, width)
        return [*tops, top]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._tops(width)[-1]

    def sizeHint(self) -> QSize:
        return QSize(240, self._tops(max(self.width(), 200))[-1])

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._tops(max(self.width(), 200))[-1])

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width()
        tops = self._tops(width)
        last = len(self._steps) - 1
        for at, step in enumerate(self._steps):
            top = tops[at]
            centre = QPointF(11, top + theme.line("body") / 2)
            current = at == last and not self._finished
            if at < last:
                painter.setPen(QPen(QColor(colours.ok), 2))
                end = tops[at + 1] + theme.line("body") / 2 - _RING
                painter.drawLine(QPointF(11, centre.y() + _RING), QPointF(11, end))
            self._paint_ring(painter, centre, current=current)
            time = when(step.event.at, self._clock())
            painter.setFont(theme.font("meta"))
            painter.setPen(QColor(colours.text3))
            wide = painter.fontMetrics().horizontalAdvance(time) + 2
            line = theme.line("body")
            flags = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(width - wide, top, wide, line), flags | Qt.AlignmentFlag.AlignRight, time)
            font = theme.font("body", 600 if current else 500)
            painter.setFont(font)
            painter.setPen(QColor(colours.text))
            room = width - _LEFT - wide - 8
            name = QFontMetricsF(font).elidedText(step.actor_name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(_LEFT, top, room, line), flags, name)
            font = theme.font("meta")
            painter.setFont(font)
            painter.setPen(QColor(colours.text2))
            text = QFontMetricsF(font).elidedText(self._words(step), Qt.TextElideMode.ElideRight, width - _LEFT)
            painter.drawText(QRectF(_LEFT, top + line, width - _LEFT, theme.line("meta")), flags, text)
            self._paint_note(painter, step, top + line + theme.line("meta") + 2, width)
        painter.end()

    def _paint_ring(self, painter: QPainter, centre: QPointF, *, current: bool) -> None:
        colours = self._theme.colours
        if current:
            painter.setPen(QPen(QColor(colours.primary), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, _RING - 1, _RING - 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.primary))
            painter.drawEllipse(centre, 4.5, 4.5)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ok))
        painter.drawEllipse(centre, _RING, _RING)
        pen = QPen(QColor(colours.surface), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y = centre.x(), centre.y()
        painter.drawPolyline([QPointF(x - 4, y + 0.3), QPointF(x - 1.2, y + 3), QPointF(x + 4, y - 2.8)])

    def _paint_note(self, painter: QPainter, step: TimelineEntry, top: float, width: int) -> None:
        tall = self._note_height(step, width)
        if not tall:
            return
        colours = self._theme.colours
        returned = "return" in step.event.action or "refuse" in step.event.action
        box = QRectF(_LEFT, top, width - _LEFT, tall - 6)
        painter.setPen(QPen(QColor(colours.danger if returned else colours.border), 1))
        painter.setBrush(QColor(colours.danger_soft if returned else colours.surface2))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setFont(self._theme.font("meta"))
        painter.setPen(QColor(colours.danger_text if returned else colours.text))
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box.adjusted(9, 4, -9, -4), flags, step.event.note)
