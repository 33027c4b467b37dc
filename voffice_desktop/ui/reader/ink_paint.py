"""How one mark looks. The page view, print and the jump list all draw through ``InkPainter``."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from voffice_desktop.domain import ink
from voffice_desktop.domain.records import Annotation
from voffice_desktop.ui.reader.ink_book import box_of

_NOTE_PAPER: Final = QColor("#FFF8DC")


def is_under(mark: Annotation) -> bool:
    """Whether a mark belongs to the layer that multiplies with the page: highlights and see-through ink."""
    return mark.kind == "highlight" or (mark.kind == "ink" and mark.style.opacity < 1)


class InkPainter:
    """Draws marks in points; keeps the path and box of each (building a path in Python costs 100 µs)."""

    def __init__(self) -> None:
        self._paths: dict[str, QPainterPath] = {}
        self._boxes: dict[str, QRectF] = {}

    def forget(self, mark_id: str) -> None:
        """A mark is gone for good."""
        self._paths.pop(mark_id, None)
        self._boxes.pop(mark_id, None)

    def clear(self) -> None:
        """Another file."""
        self._paths.clear()
        self._boxes.clear()

    def box(self, mark: Annotation) -> QRectF:
        """The mark's box in points."""
        found = self._boxes.get(mark.id)
        if found is None:
            x0, y0, x1, y1 = box_of(mark)
            found = self._boxes[mark.id] = QRectF(x0, y0, x1 - x0, y1 - y0)
        return found

    def draw(self, painter: QPainter, mark: Annotation) -> None:
        """Draw a mark; the painter's units are points of the unrotated page."""
        colour = QColor(mark.style.color)
        if is_under(mark):
            colour.setAlphaF(0.4 if mark.style.opacity >= 1 else mark.style.opacity)
        if mark.kind in ("ink", "highlight"):
            painter.fillPath(self._path(mark), colour)
        elif mark.kind in ("underline", "strikeout"):
            painter.setPen(QPen(colour, max(0.8, mark.style.width * 0.7)))
            for x0, y0, x1, _y1, _x2, _y2, _x3, y3 in mark.geometry.get("quads", []):
                y = y3 - 0.6 if mark.kind == "underline" else (y0 + y3) / 2
                painter.drawLine(QPointF(x0, y), QPointF(x1, y))
        else:
            self._draw_words(painter, mark, colour)

    def _path(self, mark: Annotation) -> QPainterPath:
        found = self._paths.get(mark.id)
        if found is None:
            found = QPainterPath()
            found.setFillRule(Qt.FillRule.WindingFill)
            if mark.kind == "ink":
                for stroke in mark.geometry.get("strokes", []):
                    add_stroke(found, stroke, mark.style.width)
            else:
                for quad in mark.geometry.get("quads", []):
                    corners = list(zip(quad[0::2], quad[1::2], strict=True))
                    order = [corners[0], corners[1], corners[3], corners[2]]
                    found.addPolygon(QPolygonF([QPointF(x, y) for x, y in order]))
            self._paths[mark.id] = found
        return found

    @staticmethod
    def _draw_words(painter: QPainter, mark: Annotation, colour: QColor) -> None:
        x0, y0, x1, y1 = mark.geometry["rect"]
        rect = QRectF(x0, y0, x1 - x0, y1 - y0)
        painter.setPen(QPen(colour, 1.2 if mark.kind == "stamp" else 0.6))
        if mark.kind == "stamp":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 4, 4)
        else:
            painter.setBrush(_NOTE_PAPER)
            painter.drawRect(rect)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        font = QFont()
        font.setFamilies(["Be Vietnam Pro", "Noto Sans", "sans-serif"])
        font.setPixelSize(12 if mark.kind == "stamp" else 10)
        font.setBold(mark.kind == "stamp")
        painter.setFont(font)
        align = Qt.AlignmentFlag.AlignCenter if mark.kind == "stamp" else Qt.AlignmentFlag.AlignLeft
        flags = int(align) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(rect.adjusted(4, 2, -4, -2), flags, mark.text or "")


def add_stroke(path: QPainterPath, stroke: list[float], base: float) -> None:
    """Add the outline of one stroke, with round ends, to a path of winding fill."""
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ink.outline(stroke, base)]))
    path.closeSubpath()
