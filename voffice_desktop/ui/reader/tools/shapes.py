"""Shapes drawn from corner to corner, and tick and cross set by one touch. All of them are ink."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath

from voffice_desktop.ui.reader import ink_geometry as geometry
from voffice_desktop.ui.reader.ink_layer import InkLayer
from voffice_desktop.ui.reader.ink_paint import add_stroke
from voffice_desktop.ui.reader.layout import Place
from voffice_desktop.ui.reader.tools.tool import PenSettings, Tool

Shape = Callable[[float, float, float, float], list[geometry.Stroke]]


class ShapeTool(Tool):
    """Arrow, rectangle or ellipse between press and release."""

    def __init__(self, layer: InkLayer, settings: PenSettings, shape: Shape) -> None:
        super().__init__(layer, settings)
        self._shape = shape
        self._from: QPointF | None = None
        self._to = QPointF()

    def press(self, place: Place, at: QPointF, pressure: float) -> None:
        super().press(place, at, pressure)
        self._from = self._to = self.points_of(at)

    def move(self, at: QPointF, pressure: float) -> None:
        self._to = self.points_of(at)
        self.layer.view.viewport().update()

    def release(self) -> None:
        book, place, start = self.layer.book, self.place, self._from
        self._from = None
        if book is None or place is None or start is None or (self._to - start).manhattanLength() < 3:
            return
        book.change(
            add=[book.new_mark(place.page + 1, "ink", {"strokes": self._strokes(start)}, self.settings.style())]
        )

    def cancel(self) -> None:
        self._from = None

    def paint_over(self, painter: QPainter, place: Place) -> None:
        if self._from is None or self.place is None or place.page != self.place.page:
            return
        path = QPainterPath()
        for stroke in self._strokes(self._from):
            add_stroke(path, stroke, self.settings.width)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self.layer.view.to_viewport(place).map(path), self.layer.painter.shown(self.settings.color))

    def _strokes(self, start: QPointF) -> list[geometry.Stroke]:
        corners = (start.x(), start.y(), self._to.x(), self._to.y())
        x0, y0, x1, y1 = (round(value, 2) for value in corners)
        return self._shape(x0, y0, x1, y1)


class SignTool(Tool):
    """A tick or a cross where the pen touches."""

    def __init__(
        self, layer: InkLayer, settings: PenSettings, sign: Callable[[float, float], list[geometry.Stroke]]
    ) -> None:
        super().__init__(layer, settings)
        self._sign = sign

    def press(self, place: Place, at: QPointF, pressure: float) -> None:
        super().press(place, at, pressure)
        book = self.layer.book
        if book is None:
            return
        point = self.points_of(at)
        strokes = self._sign(round(point.x(), 2), round(point.y(), 2))
        style = self.settings.style(width=max(2.0, self.settings.width))
        book.change(add=[book.new_mark(place.page + 1, "ink", {"strokes": strokes}, style)])
