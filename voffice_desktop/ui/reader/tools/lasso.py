"""The lasso: choose own marks, then move, scale, recolour, copy or delete them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from voffice_desktop.domain import ink, mark_look
from voffice_desktop.domain.records import Annotation
from voffice_desktop.ui.reader.ink_layer import InkLayer
from voffice_desktop.ui.reader.layout import Place
from voffice_desktop.ui.reader.tools.tool import PenSettings, Tool

_HANDLE: Final = 22.0
"""Logical pixels of the corner that scales."""
_BESIDE: Final = 14.0
"""Points by which a copy lies beside its original."""


class LassoTool(Tool):
    """A loop chooses; inside the frame of the chosen ones a drag moves, at its lower right corner it scales."""

    def __init__(self, layer: InkLayer, settings: PenSettings) -> None:
        super().__init__(layer, settings)
        self._chosen: list[Annotation] = []
        self._kept: list[Annotation] = []
        self.chosen_changed: Callable[[], None] = lambda: None
        self._loop: list[QPointF] = []
        self._mode = ""
        self._from = QPointF()
        self._shift, self._factor = QPointF(), 1.0

    @property
    def chosen(self) -> list[Annotation]:
        """The marks inside the frame."""
        return self._chosen

    @chosen.setter
    def chosen(self, marks: list[Annotation]) -> None:
        self._chosen = marks
        self.chosen_changed()

    def frame_in_view(self) -> QRectF:
        """The frame of the chosen marks in viewport pixels; empty when nothing is chosen or a gesture runs."""
        place = self.layer.view.layout_.place(self.place.page) if self.place is not None else None
        if not self._chosen or place is None or self._mode:
            return QRectF()
        return self.layer.view.to_viewport(place).mapRect(self._frame())

    def press(self, place: Place, at: QPointF, pressure: float) -> None:
        frame = (
            self._frame() if self.chosen and self.place is not None and self.place.page == place.page else QRectF()
        )
        super().press(place, at, pressure)
        self._from = self.points_of(at)
        self._shift, self._factor = QPointF(), 1.0
        reach = _HANDLE / self._scale
        if not frame.isEmpty() and (self._from - frame.bottomRight()).manhattanLength() < reach:
            self._mode = "scale"
        elif frame.contains(self._from):
            self._mode = "move"
        else:
            self._mode, self._loop = "loop", [self._from]
            self.chosen = []
        self.chosen_changed()

    def move(self, at: QPointF, pressure: float) -> None:
        point = self.points_of(at)
        if self._mode == "loop":
            self._loop.append(point)
        elif self._mode == "move":
            self._shift = point - self._from
        elif self._mode == "scale":
            corner = self._frame().topLeft()
            before = math.hypot(self._from.x() - corner.x(), self._from.y() - corner.y())
            now = math.hypot(point.x() - corner.x(), point.y() - corner.y())
            self._factor = max(0.2, min(5.0, now / max(1.0, before)))
        self.layer.view.viewport().update()

    def release(self) -> None:
        book, place = self.layer.book, self.place
        mode, self._mode = self._mode, ""
        if book is None or place is None:
            return
        if mode == "loop":
            polygon = [(point.x(), point.y()) for point in self._loop]
            self._loop = []
            if len(polygon) > 2:
                self.chosen = [
                    mark for mark in book.on_page(place.page + 1) if book.mine(mark) and self._within(mark, polygon)
                ]
        elif mode in ("move", "scale") and self.chosen:
            shift, factor, corner = self._shift, self._factor, self._frame().topLeft()
            self._shift, self._factor = QPointF(), 1.0
            if shift.manhattanLength() > 0.5 or abs(factor - 1) > 0.01:
                about = (corner.x(), corner.y())
                self._replace([_moved(mark, shift.x(), shift.y(), factor, about) for mark in self.chosen])
        self.chosen_changed()
        self.layer.view.viewport().update()

    def recolour(self, color: str) -> None:
        """Give the chosen marks another colour."""
        self._replace([replace(mark, style=replace(mark.style, color=color)) for mark in self.chosen])

    def delete(self) -> bool:
        """Take the chosen marks away; False when none is chosen."""
        book, chosen = self.layer.book, self.chosen
        self.chosen = []
        if book is None or not chosen:
            return False
        book.change(remove=chosen)
        return True

    def duplicate(self) -> bool:
        """A copy of the chosen marks a little lower, chosen in their place."""
        self.keep()
        return self.paste(self.place.page if self.place is not None else 0)

    def keep(self) -> bool:
        """Remember the chosen marks for ``paste``; False when none is chosen."""
        self._kept = list(self._chosen) or self._kept
        return bool(self._chosen)

    def paste(self, page: int) -> bool:
        """Put what was kept onto a page (from 0); False when there is nothing."""
        book, place = self.layer.book, self.layer.view.layout_.place(page)
        if book is None or place is None or not self._kept:
            return False
        moved = [_moved(mark, _BESIDE, _BESIDE, 1.0, (0.0, 0.0)) for mark in self._kept]
        fresh = [book.new_mark(page + 1, mark.kind, mark.geometry, mark.style, mark.text) for mark in moved]
        book.change(add=fresh)
        self.place, self._kept = place, fresh
        self.chosen = fresh
        self.layer.view.viewport().update()
        return True

    def cancel(self) -> None:
        self._mode, self._loop, self._shift, self._factor = "", [], QPointF(), 1.0
        self.chosen = []

    def _replace(self, changed: list[Annotation]) -> None:
        book = self.layer.book
        if book is None or not changed:
            return
        fresh = [book.new_mark(mark.page, mark.kind, mark.geometry, mark.style, mark.text) for mark in changed]
        book.change(remove=self.chosen, add=fresh)
        self.chosen = fresh

    def _frame(self) -> QRectF:
        frame = QRectF()
        for mark in self.chosen:
            frame = frame.united(self.layer.painter.box(mark))
        return frame

    def _within(self, mark: Annotation, polygon: list[tuple[float, float]]) -> bool:
        centre = self.layer.painter.box(mark).center()
        return ink.inside(polygon, centre.x(), centre.y())

    def paint_over(self, painter: QPainter, place: Place) -> None:
        if self.place is None or place.page != self.place.page:
            return
        transform = self.layer.view.to_viewport(place)
        painter.setPen(QPen(QColor("#0B5CAB"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._loop:
            painter.drawPolyline(transform.map(QPolygonF(self._loop)))
        if self.chosen:
            frame = self._frame()
            corner = frame.topLeft()
            shown = QRectF(corner + self._shift, frame.size() * self._factor)
            if self._mode in ("move", "scale"):
                painter.save()
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setTransform(transform, True)
                painter.translate(corner + self._shift)
                painter.scale(self._factor, self._factor)
                painter.translate(-corner)
                painter.setOpacity(0.6)
                for mark in self.chosen:
                    self.layer.painter.draw(painter, mark)
                painter.restore()
            box = transform.mapRect(shown)
            painter.drawRect(box)
            painter.fillRect(QRectF(box.right() - 6, box.bottom() - 6, 12, 12), QColor("#0B5CAB"))


def _moved(mark: Annotation, dx: float, dy: float, factor: float, about: tuple[float, float]) -> Annotation:
    def at(x: float, y: float) -> tuple[float, float]:
        return (
            round(about[0] + (x - about[0]) * factor + dx, 2),
            round(about[1] + (y - about[1]) * factor + dy, 2),
        )

    if mark.kind == "ink":
        strokes = [_moved_stroke(stroke, dx, dy, factor, about) for stroke in mark.geometry["strokes"]]
        style = replace(mark.style, width=round(mark.style.width * factor, 2))
        return replace(mark, geometry={"strokes": strokes}, style=style)
    if mark.kind in ("text", "stamp"):
        x0, y0, x1, y1 = mark.geometry["rect"]
        moved = {**mark.geometry, "rect": [*at(x0, y0), *at(x1, y1)]}
        if factor != 1.0:
            moved["size"] = round(mark_look.letters(mark.kind, mark.geometry) * factor, 1)
        return replace(mark, geometry=moved)
    quads = [
        [value for x, y in zip(quad[0::2], quad[1::2], strict=True) for value in at(x, y)]
        for quad in mark.geometry["quads"]
    ]
    return replace(mark, geometry={"quads": quads})


def _moved_stroke(stroke: list[float], dx: float, dy: float, factor: float, about: ink.Point) -> list[float]:
    return [round(value, 3) for value in ink.moved(ink.scaled(stroke, about, factor, factor), dx, dy)]
