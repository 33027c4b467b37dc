"""Highlighter, underline and strikeout: they snap to the words between press and release."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from voffice_desktop.domain.records import AnnotationStyle
from voffice_desktop.ui.reader.ink_layer import InkLayer
from voffice_desktop.ui.reader.layout import Place
from voffice_desktop.ui.reader.tools.strokes import StrokeTool
from voffice_desktop.ui.reader.tools.tool import PenSettings, Tool

Kind = Literal["highlight", "underline", "strikeout"]
HIGHLIGHT_COLOUR = "#ffd60a"


class TextMarkTool(Tool):
    """Marks the words under the gesture; a highlighter on a page without words there draws freely."""

    def __init__(self, layer: InkLayer, settings: PenSettings, kind: Kind) -> None:
        super().__init__(layer, settings)
        self._kind: Kind = kind
        self._start = QPointF()
        self._rects: list[QRectF] = []
        self._free: StrokeTool | None = None
        marker = PenSettings(HIGHLIGHT_COLOUR, 12.0)
        self._marker = StrokeTool(layer, marker, opacity=0.4)

    def press(self, place: Place, at: QPointF, pressure: float) -> None:
        super().press(place, at, pressure)
        self._start = self.points_of(at)
        self._rects, self._free = [], None
        if self._kind == "highlight" and not self.layer.view.words.line_rects(place.page, self._start, self._start):
            self._free = self._marker
            self._free.press(place, at, pressure)

    def move(self, at: QPointF, pressure: float) -> None:
        if self._free is not None:
            self._free.move(at, pressure)
        elif self.place is not None:
            self._rects = self.layer.view.words.line_rects(self.place.page, self._start, self.points_of(at))
            self.layer.view.viewport().update()

    def release(self) -> None:
        if self._free is not None:
            self._free.release()
            return
        book, place = self.layer.book, self.place
        rects, self._rects = self._rects, []
        if book is None or place is None or not rects:
            return
        quads = [_quad(rect) for rect in rects]
        book.change(add=[book.new_mark(place.page + 1, self._kind, {"quads": quads}, self._style())])

    def mark_selection(self) -> bool:
        """Mark the words that are selected or found, for those who work with the keyboard; False when none are."""
        book, words = self.layer.book, self.layer.view.words
        if book is None:
            return False
        made = [
            book.new_mark(page + 1, self._kind, {"quads": [_quad(rect) for rect in rects]}, self._style())
            for page, rects in words.quads_to_mark().items()
            if rects
        ]
        words.clear_selection()
        book.change(add=made)
        return bool(made)

    def _style(self) -> AnnotationStyle:
        bright = self._kind == "highlight"
        colour = HIGHLIGHT_COLOUR if bright else self.settings.color
        return self.settings.style(color=colour, opacity=0.4 if bright else 1.0)

    def cancel(self) -> None:
        self._rects = []
        if self._free is not None:
            self._free.cancel()

    def paint_over(self, painter: QPainter, place: Place) -> None:
        if self._free is not None:
            self._free.paint_over(painter, place)
        if self._rects and self.place is not None and place.page == self.place.page:
            colour = self.layer.painter.shown(HIGHLIGHT_COLOUR if self._kind == "highlight" else self.settings.color)
            colour.setAlpha(90)
            transform = self.layer.view.to_viewport(place)
            for rect in self._rects:
                painter.fillRect(transform.mapRect(rect), colour)


def _quad(rect: QRectF) -> list[float]:
    """Upper left, upper right, lower left, lower right: the order of QuadPoints as viewers read them."""
    left, top, right, bottom = (round(v, 2) for v in (rect.left(), rect.top(), rect.right(), rect.bottom()))
    return [left, top, right, top, left, bottom, right, bottom]
