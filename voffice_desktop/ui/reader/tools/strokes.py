"""Free strokes: pen, pencil, and the highlighter where there is no text."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from voffice_desktop.clock import monotonic
from voffice_desktop.ui.reader import ink_geometry as geometry
from voffice_desktop.ui.reader.ink_layer import InkLayer
from voffice_desktop.ui.reader.layout import Place
from voffice_desktop.ui.reader.tools.tool import PenSettings, Tool

_HOLD: Final = 0.45
"""Seconds of holding still at the end that make a stroke straight."""
_STILL: Final = 3.0
_FARTHEST: Final = 24.0
"""Logical pixels that a stroke is foreseen at the most."""


class StrokeTool(Tool):
    """Draws while the pen moves. ``opacity`` below 1 lets the page through; ``factor`` widens the base width."""

    def __init__(
        self, layer: InkLayer, settings: PenSettings, *, opacity: float = 1.0, factor: float = 1.0, soft: bool = False
    ) -> None:
        super().__init__(layer, settings)
        self._opacity, self._factor, self._soft = opacity, factor, soft
        self._stroke: list[float] = []
        self._a = self._b = QPointF()
        self._pressure = geometry.FULL
        self._still_at, self._still_since = QPointF(), 0.0
        self._colour = QColor()
        self._tail: list[QPointF] = []
        self._tail_box = QRectF()
        self._pen = QPen()

    def press(self, place: Place, at: QPointF, pressure: float) -> None:
        super().press(place, at, pressure)
        self._a = self._b = self._still_at = at
        self._still_since = monotonic()
        self._pressure = pressure
        self._colour = self.layer.painter.shown(self.settings.color)
        self._colour.setAlphaF(self._opacity)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        self._pen = QPen(self._colour, 1.0, Qt.PenStyle.SolidLine, cap, join)
        self._stroke = []
        self._keep(at, pressure)

    def move(self, at: QPointF, pressure: float) -> None:
        away = at - self._b
        if math.hypot(away.x(), away.y()) < 0.3:
            return
        if (at - self._still_at).manhattanLength() > _STILL:
            self._still_at, self._still_since = at, monotonic()
        self._pressure += (pressure - self._pressure) * 0.5
        self._keep(at, self._pressure)
        width = max(0.6, geometry.width_at(self._base(), self._stroke[-1]) * self._scale)
        self._pen.setWidthF(width)
        before = self._tail_box
        self._foresee(at, width)
        self.layer.live_line(self._a, self._b, at, self._pen, before.united(self._tail_box))
        self._a, self._b = self._b, at

    def _foresee(self, at: QPointF, width: float) -> None:
        """The end of the stroke as it will be when the screen shows it: never stored, painted over the page only.

        The line itself ends half a step behind the pen; the tail bridges that half and goes on for one step more, as
        long as the hand goes straight.
        """
        x, y, from_x, from_y = at.x(), at.y(), self._b.x(), self._b.y()
        dx, dy, last_x, last_y = x - from_x, y - from_y, from_x - self._a.x(), from_y - self._a.y()
        far = math.hypot(dx, dy)
        share = 0.0
        if far > 1.0 and dx * last_x + dy * last_y > 0.8 * far * math.hypot(last_x, last_y):
            share = min(1.0, _FARTHEST / far)
        end_x, end_y, start_x, start_y = x + dx * share, y + dy * share, x - dx / 2, y - dy / 2
        self._tail = [QPointF(start_x, start_y), at, QPointF(end_x, end_y)]
        margin = width / 2 + 2
        left, top = min(start_x, end_x) - margin, min(start_y, end_y) - margin
        self._tail_box = QRectF(left, top, abs(end_x - start_x) + 2 * margin, abs(end_y - start_y) + 2 * margin)

    def paint_over(self, painter: QPainter, place: Place) -> None:
        if self._tail and self.place is not None and place.page == self.place.page:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._pen)
            painter.drawPolyline(self._tail)

    def _forget_tail(self) -> None:
        if self._tail:
            self._tail = []
            self.layer.view.viewport().update(self._tail_box.toAlignedRect())
            self._tail_box = QRectF()

    def release(self) -> None:
        self._forget_tail()
        book, place = self.layer.book, self.place
        if book is None or place is None or not self._stroke:
            return
        raw = drawn = self._stroke
        self._stroke = []
        if len(raw) > 6 and monotonic() - self._still_since > _HOLD:
            raw = [*raw[:2], geometry.FULL, *raw[-3:-1], geometry.FULL]
        stroke = geometry.tidy(raw)
        style = self.settings.style(opacity=self._opacity, width=self._base())
        mark = book.new_mark(place.page + 1, "ink", {"strokes": [stroke]}, style)
        x0, y0, x1, y1 = geometry.box_of([drawn], style.width * 1.5)
        self.layer.leftover = mark.page, QRectF(x0, y0, x1 - x0, y1 - y0)  # the live line lay a little wider
        book.change(add=[mark])

    def cancel(self) -> None:
        self._forget_tail()
        self._stroke = []
        self.layer.relaid()

    def _base(self) -> float:
        return self.settings.width * self._factor

    def _keep(self, at: QPointF, pressure: float) -> None:
        point = self.points_of(at)
        if self._soft:  # a pencil: light, and broad when it leans
            pressure = min(1.0, pressure * 0.7 + self.layer.tilt / 90)
        self._stroke += [point.x(), point.y(), pressure]
