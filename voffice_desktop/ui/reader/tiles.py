"""From pages to pieces of pixels and back onto the screen: which tiles a page needs, and how they are painted."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform

from voffice_desktop.pdf.render_answers import PageSize
from voffice_desktop.qt.page_images import PixmapCache, TileKey
from voffice_desktop.ui.reader.layout import PageLayout, Place, shown_size

_WHOLE_PAGE: Final = 6_000_000
"""Device pixels up to which a page is rendered in one piece."""
_TILE: Final = 1024
_COARSE_WIDTH: Final = 320


def coarse(document: str, page: int, size: PageSize, turn: int) -> TileKey:
    """The small picture of a whole page, ``turn`` degrees turned by the user."""
    width, height = shown_size(size, turn)
    scale = max(1, round(_COARSE_WIDTH / width * 1000))
    box = (max(1, round(width * scale / 1000)), max(1, round(height * scale / 1000)))
    return TileKey(document, page, scale, turn, 0, 0, *box)


def whole(document: str, page: int, size: PageSize, scale: float, ratio: float) -> list[TileKey]:
    """The one piece that shows a page as the file turns it; none where the page would be cut into several."""
    layout = PageLayout([size], "continuous", 0, scale, ratio)
    place = layout.place(0)
    if place is None or round(place.width * ratio) * round(place.height * ratio) > _WHOLE_PAGE:
        return []
    return needed(document, replace(place, page=page), layout, QRectF(), QRectF())


def needed(document: str, place: Place, layout: PageLayout, rect: QRectF, view: QRectF) -> list[TileKey]:
    """The pieces that show what ``view`` sees of a page at ``rect``: the whole page while that is small enough."""
    ratio = layout.ratio
    scale = round(layout.scale * ratio * 1000)
    width, height = round(place.width * ratio), round(place.height * ratio)
    if width * height <= _WHOLE_PAGE:
        return [TileKey(document, place.page, scale, layout.turn, 0, 0, width, height)]
    seen = rect.intersected(view)
    left, top = (seen.left() - rect.left()) * ratio, (seen.top() - rect.top()) * ratio
    right, bottom = left + seen.width() * ratio, top + seen.height() * ratio
    keys = []
    for row in range(int(top) // _TILE, int(bottom) // _TILE + 1):
        for column in range(int(left) // _TILE, int(right) // _TILE + 1):
            x, y = column * _TILE, row * _TILE
            if x < width and y < height:
                box = (x, y, min(_TILE, width - x), min(_TILE, height - y))
                keys.append(TileKey(document, place.page, scale, layout.turn, *box))
    return keys


def paint(
    painter: QPainter,
    cache: PixmapCache,
    keys: list[TileKey],
    page: int,
    rect: QRectF,
    exposed: QRectF,
    layout: PageLayout,
) -> None:
    """Paint a page from what is at hand: under missing pieces lies the best whole picture, scaled."""
    ratio = layout.ratio
    sharp = [(key, cache.get(key)) for key in keys]
    if keys and any(pixmap is None for _, pixmap in sharp):
        whole = cache.whole_pages(keys[0].document, page, layout.turn)
        if whole:
            _, best = max(whole, key=lambda item: item[1].width())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(rect, best, QRectF(best.rect()))
    for key, pixmap in sharp:
        if pixmap is None:
            continue
        box = QRectF(rect.left() + key.x / ratio, rect.top() + key.y / ratio, key.width / ratio, key.height / ratio)
        part = box.intersected(exposed)
        if part.isEmpty():
            continue
        part = QRectF(part.toAlignedRect()).intersected(box)
        left, top = (part.left() - box.left()) * ratio, (part.top() - box.top()) * ratio
        painter.drawPixmap(part, pixmap, QRectF(left, top, part.width() * ratio, part.height() * ratio))


def page_transform(size: PageSize, turn: int, rect: QRectF) -> QTransform:
    """From points of the unrotated page to the rectangle in which the page is shown, turned by ``turn`` degrees."""
    turn %= 360
    wide, tall = (size.height, size.width) if turn % 180 else (size.width, size.height)
    sx, sy = rect.width() / wide, rect.height() / tall
    left, top = rect.left(), rect.top()
    if turn == 90:
        return QTransform(0, sy, -sx, 0, left + sx * size.height, top)
    if turn == 180:
        return QTransform(-sx, 0, 0, -sy, left + sx * size.width, top + sy * size.height)
    if turn == 270:
        return QTransform(0, -sy, sx, 0, left, top + sy * size.width)
    return QTransform(sx, 0, 0, sy, left, top)
