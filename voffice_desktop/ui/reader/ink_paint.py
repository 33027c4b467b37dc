"""How one mark looks. The page view, print and the jump list all draw through ``InkPainter``."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from voffice_desktop.domain import ink, mark_look
from voffice_desktop.domain.records import Annotation
from voffice_desktop.ui.reader.ink_book import box_of

_LIGHT_ENOUGH: Final = 0.6


def is_under(mark: Annotation) -> bool:
    """Whether a mark belongs to the layer that multiplies with the page: highlights and see-through ink."""
    return mark.kind == "highlight" or (mark.kind == "ink" and mark.style.opacity < 1)


class InkPainter:
    """Draws marks in points; keeps the path and box of each (building a path in Python costs 100 µs)."""

    def __init__(self) -> None:
        self.night = False
        """Whether the paper is dark: inks are shown light enough to be read on it."""
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

    def shown(self, name: str) -> QColor:
        """The colour in which an ink is seen on the present paper."""
        colour = QColor(name)
        if self.night:
            light = max(_LIGHT_ENOUGH, 1.0 - colour.lightnessF())
            colour = QColor.fromHslF(max(0.0, colour.hslHueF()), colour.hslSaturationF(), light)
        return colour

    def draw(self, painter: QPainter, mark: Annotation) -> None:
        """Draw a mark; the painter's units are points of the unrotated page."""
        colour = self.shown(mark.style.color)
        if is_under(mark):
            colour.setAlphaF(mark.style.opacity)
        if mark.kind in ("ink", "highlight"):
            painter.fillPath(self._path(mark), colour)
        elif mark.kind in ("underline", "strikeout"):
            painter.setPen(_pen(colour, mark_look.rule_width(mark.style.width)))
            for quad in mark.geometry.get("quads", []):
                start, end = mark_look.rule_of("underline" if mark.kind == "underline" else "strikeout", quad)
                painter.drawLine(QPointF(*start), QPointF(*end))
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
                    a, b, c, d = mark_look.corners(quad)
                    found.addPolygon(QPolygonF([QPointF(x, y) for x, y in (a, b, d, c)]))
            self._paths[mark.id] = found
        return found

    @staticmethod
    def _draw_words(painter: QPainter, mark: Annotation, colour: QColor) -> None:
        x0, y0, x1, y1 = mark.geometry["rect"]
        rect = QRectF(x0, y0, x1 - x0, y1 - y0)
        stamp = mark.kind == "stamp"
        line = mark_look.STAMP_FRAME if stamp else mark_look.NOTE_FRAME
        painter.setPen(_pen(colour, line))
        painter.setBrush(Qt.BrushStyle.NoBrush if stamp else QColor(mark_look.NOTE_PAPER))
        painter.drawRect(rect.adjusted(line / 2, line / 2, -line / 2, -line / 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(font_of(mark.kind, mark_look.letters(mark.kind, mark.geometry)))
        align = Qt.AlignmentFlag.AlignCenter if mark.kind == "stamp" else Qt.AlignmentFlag.AlignLeft
        flags = int(align) | int(Qt.TextFlag.TextWordWrap)
        pad = mark_look.PADDING
        painter.drawText(rect.adjusted(pad, pad / 2, -pad, -pad / 2), flags, mark.text or "")


def _pen(colour: QColor, width: float) -> QPen:
    """A line as PDF draws it by default: flat ends, sharp corners."""
    flat, sharp = Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin
    return QPen(colour, width, Qt.PenStyle.SolidLine, flat, sharp)


def font_of(kind: str, size: float) -> QFont:
    """The letters of a typed note or of a standard opinion, ``size`` points; one pixel is one point of the page."""
    font = QFont()
    font.setFamilies(["Be Vietnam Pro", "Noto Sans", "sans-serif"])
    font.setPixelSize(round(size))
    font.setBold(kind == "stamp")
    return font


def add_stroke(path: QPainterPath, stroke: list[float], base: float) -> None:
    """Add the outline of one stroke, with round ends, to a path of winding fill."""
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ink.outline(stroke, base)]))
    path.closeSubpath()
