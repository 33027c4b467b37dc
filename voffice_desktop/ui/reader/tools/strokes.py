"""Free strokes: pen, pencil, and the highlighter where there is no text."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from voffice_desktop.clock import monotonic
from voffice_desktop.ui.reader import ink_geometry as geometry
from voffice_desktop.ui.reader.ink_layer import InkLayer
from voffice_desktop.ui.reader.layout import Place
from voffice_desktop.ui.reader.tools.tool import PenSettings, Tool

_HOLD: Final = 0.45
"""Seconds of holding still at the end that make a stroke straight."""
_STILL: Final = 3.0


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

    def press(self, place: Place, at: QPointF, pressure: float) -> None:
        super().press(place, at, pressure)
        self._a = self._b = self._still_at = at
        self._still_since = monotonic()
        self._pressure = pressure
        self._colour = QColor(self.settings.color)
        self._colour.setAlphaF(self._opacity)
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
        width = geometry.width_at(self._base(), self._pressure) * self._scale
        self.layer.live_line(self._a, self._b, at, max(0.6, width), self._colour)
        self._a, self._b = self._b, at

    def release(self) -> None:
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
        book.change(add=[mark])
        self.layer.redraw_points(place, QRectF(x0, y0, x1 - x0, y1 - y0))  # the live line lay a little wider

    def cancel(self) -> None:
        self._stroke = []
        self.layer.relaid()

    def _base(self) -> float:
        return self.settings.width * self._factor

    def _keep(self, at: QPointF, pressure: float) -> None:
        point = self.points_of(at)
        if self._soft:
            pressure *= 0.7
        self._stroke += [point.x(), point.y(), pressure]
