"""The eraser: whole marks, or with ``by_area`` or Shift only what it covers. It never touches another's mark."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication

from voffice_desktop.domain import ink
from voffice_desktop.domain.records import Annotation
from voffice_desktop.ui.reader.ink_book import hit
from voffice_desktop.ui.reader.ink_layer import InkLayer
from voffice_desktop.ui.reader.layout import Place
from voffice_desktop.ui.reader.tools.tool import PenSettings, Tool

_REACH: Final = 8.0
"""Logical pixels around the tip."""


class EraserTool(Tool):
    """One gesture is one step of undo."""

    def __init__(self, layer: InkLayer, settings: PenSettings, *, by_area: bool = False) -> None:
        super().__init__(layer, settings)
        self.by_area = self._cuts = by_area
        self._gone: dict[str, Annotation] = {}
        self._pieces: dict[str, list[list[float]]] = {}
        """Marks that were cut, with what is left of them."""

    def press(self, place: Place, at: QPointF, pressure: float) -> None:
        super().press(place, at, pressure)
        shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self._cuts = self.by_area or bool(shift)
        self._gone, self._pieces = {}, {}
        self.move(at, pressure)

    def move(self, at: QPointF, pressure: float) -> None:
        book, place = self.layer.book, self.place
        if book is None or place is None:
            return
        point, reach = self.points_of(at), _REACH / self._scale
        around = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        for mark in self.layer.near(place.page + 1, around):
            if not book.mine(mark) or (mark.id in self._gone and mark.id not in self._pieces):
                continue
            if not hit(mark, point.x(), point.y(), reach):
                continue
            self._gone[mark.id] = mark
            if self._cuts and mark.kind == "ink":
                path = [(point.x(), point.y())]
                left = self._pieces.get(mark.id, mark.geometry["strokes"])
                self._pieces[mark.id] = [piece for stroke in left for piece in ink.erase(stroke, path, reach)]
            else:
                self.lifted.add(mark.id)
                if self.layer.tool is not self:
                    self._share_lifted()
                self.layer.redraw_points(place, self.layer.painter.box(mark))

    def release(self) -> None:
        book, place = self.layer.book, self.place
        gone, pieces = self._gone, self._pieces
        self._gone, self._pieces = {}, {}
        if self.layer.tool is not None:
            self.layer.tool.lifted -= set(gone)
        self.lifted.clear()
        if book is None or place is None or not gone:
            return
        added = [
            replace(book.new_mark(mark.page, "ink", {"strokes": pieces[mark.id]}, mark.style))
            for mark in gone.values()
            if pieces.get(mark.id)
        ]
        book.change(remove=list(gone.values()), add=added)

    def cancel(self) -> None:
        if self.layer.tool is not None:
            self.layer.tool.lifted -= set(self._gone)
        self._gone, self._pieces = {}, {}
        self.lifted.clear()
        self.layer.relaid()

    def _share_lifted(self) -> None:
        """The eraser end works while another tool is chosen: that tool's layer must leave the marks out too."""
        if self.layer.tool is not None:
            self.layer.tool.lifted |= self.lifted
