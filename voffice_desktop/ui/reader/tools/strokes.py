"""Free strokes: pen, pencil, and the highlighter where there is no text."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from voffice_desktop.clock import monotonic
from voffice_desktop.domain import ink
from voffice_desktop.ui.reader import ink_geometry as geometry
from voffice_desktop.ui.reader.ink_layer import InkLayer, Reach
from voffice_desktop.ui.reader.layout import Place
from voffice_desktop.ui.reader.tools.tool import PenSettings, Tool

_HOLD: Final = 0.45
"""Seconds of holding still at the end that make a stroke straight."""
_STILL: Final = 3.0
_BENT: Final = 0.2
"""Logical pixels by which a piece of line may be straight where the curve is not."""
_SMOOTH: Final = QPainter.RenderHint.Antialiasing
_FARTHEST: Final = 24.0
"""Logical pixels that a stroke is foreseen at the most."""


class StrokeTool(Tool):
    """Draws while the pen moves. ``opacity`` below 1 lets the page through; ``factor`` widens the base width."""

    def __init__(
        self, layer: InkLayer, settings: PenSettings, *, opacity: float = 1.0, factor: float = 1.0, soft: bool = False
    ) -> None:
        super().__init__(layer, settings)
        self._opacity, self._factor, self._soft = opacity, factor, soft
        self.leans = soft
        self._stroke: list[float] = []
        self._ax = self._ay = self._bx = self._by = 0.0
        """The two places before the one that comes."""
        self._pressure = geometry.FULL
        self._still_x = self._still_y = self._still_since = 0.0
        self._tail: tuple[QPointF, QPointF] | None = None
        self._tail_reach: Reach = (0.0, 0.0, 0.0, 0.0)
        self._pen = QPen()
        self._map = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    def press(self, place: Place, at: QPointF, pressure: float) -> None:
        super().press(place, at, pressure)
        self._ax = self._bx = self._still_x = at.x()
        self._ay = self._by = self._still_y = at.y()
        self._still_since = monotonic()
        self._pressure = pressure
        colour = self.layer.painter.shown(self.settings.color)
        colour.setAlphaF(self._opacity)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        self._pen = QPen(colour, 1.0, Qt.PenStyle.SolidLine, cap, join)
        self._map_points()
        self._stroke = []
        self._tail = None
        self._keep(at.x(), at.y(), pressure)
        self.layer.begin_live(place, colour)

    def move(self, at: QPointF, pressure: float) -> None:
        """Called 240 times a second: plain numbers where Qt's own would cost a call each."""
        x, y, bx, by = at.x(), at.y(), self._bx, self._by
        dx, dy = x - bx, y - by
        far = math.hypot(dx, dy)
        if far < 0.3:
            return
        if abs(x - self._still_x) + abs(y - self._still_y) > _STILL:
            self._still_x, self._still_y, self._still_since = x, y, monotonic()
        self._pressure += (pressure - self._pressure) * 0.5
        kept = self._keep(x, y, self._pressure)
        width = max(0.6, ink.width_at(self._base(), kept) * self._scale)
        self._pen.setWidthF(width)
        last_x, last_y = bx - self._ax, by - self._ay
        start_x, start_y, end_x, end_y = bx - last_x / 2, by - last_y / 2, bx + dx / 2, by + dy / 2
        line = [QPointF(start_x, start_y), QPointF(end_x, end_y)]
        bent_x, bent_y = (bx - (start_x + end_x) / 2) / 2, (by - (start_y + end_y) / 2) / 2
        if abs(bent_x) + abs(bent_y) > _BENT:  # a smooth curve from middle to middle, in two pieces
            line.insert(1, QPointF(bx - bent_x, by - bent_y))
        # The end of the stroke as it will be when the screen shows it: never stored, painted over the page only. The
        # line itself ends half a step behind the pen; the tail bridges that half and goes on for one step more, as
        # long as the hand goes straight.
        share = 0.0
        if far > 1.0 and dx * last_x + dy * last_y > 0.8 * far * math.hypot(last_x, last_y):
            share = min(1.0, _FARTHEST / far)
        tip_x, tip_y = x + dx * share, y + dy * share
        before = self._tail_reach if self._tail is not None else (start_x, start_y, start_x, start_y)
        self._tail = line[-1], QPointF(tip_x, tip_y)
        air = width / 2 + 2
        if end_x < tip_x:
            left, right = end_x - air, tip_x + air
        else:
            left, right = tip_x - air, end_x + air
        if end_y < tip_y:
            top, bottom = end_y - air, tip_y + air
        else:
            top, bottom = tip_y - air, end_y + air
        self._tail_reach = left, top, right, bottom
        self._ax, self._ay, self._bx, self._by = bx, by, x, y
        reach = (
            min(left, before[0], start_x - air, bx - air), min(top, before[1], start_y - air, by - air),
            max(right, before[2], start_x + air, bx + air), max(bottom, before[3], start_y + air, by + air),
        )  # fmt: skip
        self.layer.live_line(line, reach, self._pen)

    def pages_moved(self, dx: int, dy: int) -> None:
        if self.place is None:
            return
        self._to_points = self.layer.view.to_viewport(self.place).inverted()[0]
        self._map_points()
        self._ax, self._ay, self._bx, self._by = self._ax + dx, self._ay + dy, self._bx + dx, self._by + dy
        if self._tail is not None:  # it is where it was, and its picture moves with the page
            left, top, right, bottom = self._tail_reach
            self._tail_reach = left + dx, top + dy, right + dx, bottom + dy
            self._forget_tail()

    def _map_points(self) -> None:
        back = self._to_points
        self._map = (back.m11(), back.m21(), back.dx(), back.m12(), back.m22(), back.dy())

    def paint_over(self, painter: QPainter, place: Place) -> None:
        if self._tail is not None and self.place is not None and place.page == self.place.page:
            painter.setRenderHint(_SMOOTH)
            painter.setPen(self._pen)
            painter.drawLine(*self._tail)

    def _forget_tail(self) -> None:
        self.layer.end_live()
        if self._tail is not None:
            self._tail = None
            left, top, right, bottom = self._tail_reach
            self.layer.view.viewport().update(QRectF(left, top, right - left, bottom - top).toAlignedRect())

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

    def _keep(self, x: float, y: float, pressure: float) -> float:
        """Keep a place of the viewport as one of the page; gives the pressure that is kept."""
        if self._soft:  # a pencil: light, and broad when it leans
            pressure = min(1.0, pressure * 0.7 + self.layer.tilt / 90)
        a, b, c, d, e, f = self._map
        self._stroke += (a * x + b * y + c, d * x + e * y + f, pressure)
        return pressure
