"""What lies under and over the line that is being drawn, kept as two pixmaps while the pen is down.

A page is painted in many small steps: paper, pixels, highlights, ink, identity. None of them but the ink changes
while the pen moves, so that a pen event needs four small pictures and not a page. Blocks of the pixmaps are made when
the pen first comes near them, and made anew after anything else was painted there.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.ink_layer import InkLayer
    from voffice_desktop.ui.reader.layout import Place

_BLOCK: Final = 256
"""Logical pixels; a block is made in some 0.1 ms."""
_CLEAR: Final = QPainter.CompositionMode.CompositionMode_Clear
_OVER: Final = QPainter.CompositionMode.CompositionMode_SourceOver


class LiveFrame:
    """Belongs to one ink layer; in use between ``begin`` and ``end``."""

    def __init__(self, layer: InkLayer) -> None:
        self._layer, self._view = layer, layer.view
        self._viewport = layer.view.viewport()
        self._below, self._above = QPixmap(), QPixmap()
        self._ready: set[tuple[int, int]] = set()
        self._inner = (0, 0, 0, 0)
        """Left, top, right, bottom: what is seen of the page that is drawn on; nothing while nothing is drawn."""
        self._ratio = 1.0
        self._grain = 1
        """Boxes begin and end at multiples of it, so that they begin and end between two pixels of the screen."""
        self._box: tuple[int, int, int, int] | None = None

    def begin(self, place: Place) -> None:
        """The pen touched a page."""
        self._ready.clear()
        rect = self._view.rect_of(place).intersected(QRectF(self._viewport.rect()))
        self._ratio = ratio = self._view.devicePixelRatioF()
        self._grain = 1 if ratio == int(ratio) else 4
        self._inner = (
            math.ceil(rect.left()), math.ceil(rect.top()), math.floor(rect.right()), math.floor(rect.bottom()),
        )  # fmt: skip
        wanted = self._viewport.size() * ratio
        if self._below.size() != wanted or self._below.devicePixelRatio() != ratio:
            self._below, self._above = QPixmap(wanted), QPixmap(wanted)
            for pixmap in (self._below, self._above):
                pixmap.setDevicePixelRatio(ratio)
                pixmap.fill(Qt.GlobalColor.transparent)

    def end(self) -> None:
        """The pen was lifted, or pages moved under it: pages are painted whole again."""
        self._inner = (0, 0, 0, 0)

    def repaint(self, left: int, top: int, right: int, bottom: int) -> None:
        """Bring a box of the viewport onto the screen before this returns."""
        inner, grain = self._inner, self._grain
        if grain > 1:
            left, top = left // grain * grain, top // grain * grain
            right, bottom = -(-right // grain) * grain, -(-bottom // grain) * grain
        width, height = right - left, bottom - top
        if left >= inner[0] and top >= inner[1] and right <= inner[2] and bottom <= inner[3]:
            columns, rows = (left // _BLOCK, (right - 1) // _BLOCK), (top // _BLOCK, (bottom - 1) // _BLOCK)
            for column in {*columns}:
                for row in {*rows}:
                    if (column, row) not in self._ready:
                        self._make(column, row)
            self._box = (left, top, width, height)
        self._viewport.repaint(left, top, width, height)
        self._box = None

    def paint(self, event: QPaintEvent) -> bool:
        """Paint the box of ``repaint``; False: it is for others to paint, all that is exposed."""
        box, rect = self._box, event.rect()
        if box is None or box != (rect.x(), rect.y(), rect.width(), rect.height()):
            self.forget(rect)
            return False
        x, y, width, height = box
        ratio, layer = self._ratio, self._layer
        painter = QPainter(self._viewport)
        if ratio == 1.0:
            painter.drawPixmap(x, y, self._below, x, y, width, height)
            painter.drawPixmap(x, y, layer.over, x, y, width, height)
            layer.paint_tail(painter)
            painter.drawPixmap(x, y, self._above, x, y, width, height)
        else:
            target = QRectF(x, y, width, height)
            source = QRectF(x * ratio, y * ratio, width * ratio, height * ratio)
            painter.drawPixmap(target, self._below, source)
            painter.drawPixmap(target, layer.over, source)
            layer.paint_tail(painter)
            painter.drawPixmap(target, self._above, source)
        painter.end()
        return True

    def forget(self, rect: QRect) -> None:
        """Something changed in a box of the viewport."""
        if self._ready:
            columns = range(rect.left() // _BLOCK, rect.right() // _BLOCK + 1)
            rows = range(rect.top() // _BLOCK, rect.bottom() // _BLOCK + 1)
            self._ready.difference_update((column, row) for column in columns for row in rows)

    def _make(self, column: int, row: int) -> None:
        view, block = self._view, QRectF(column * _BLOCK, row * _BLOCK, _BLOCK, _BLOCK)
        below, above = QPainter(self._below), QPainter(self._above)
        below.setClipRect(block)
        below.fillRect(block, view.palette().color(QPalette.ColorRole.Mid))
        above.setClipRect(block)
        above.setCompositionMode(_CLEAR)
        above.fillRect(block, Qt.GlobalColor.transparent)
        above.setCompositionMode(_OVER)
        for place, rect, keys in view.frame_now():
            part = rect.intersected(block)
            if not part.isEmpty():
                view.paint_paper(below, place, rect, keys, block)
                self._layer.paint_under(below, part)
                view.mark.paint(above, rect, view.scale, block, turn=view.turn, night=view.night)
        below.end()
        above.end()
        self._ready.add((column, row))
