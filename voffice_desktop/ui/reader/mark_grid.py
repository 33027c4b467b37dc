"""Which marks of a page lie near a place: a grid of cells over each page that has been looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QRectF

from voffice_desktop.domain.records import Annotation

_CELL: Final = 64.0
_MANY: Final = 60
"""Cells above which walking the marks is quicker than walking the cells."""
_BIG: Final = QRectF(-1e6, -1e6, 2e6, 2e6)


class MarkGrid:
    """``box_of`` gives the box of a mark in points; pages count from 1 and are filled when first asked for."""

    def __init__(self, box_of: Callable[[Annotation], QRectF]) -> None:
        self._box_of = box_of
        self._pages: dict[int, dict[tuple[int, int], dict[str, Annotation]]] = {}

    def clear(self) -> None:
        """Forget every page."""
        self._pages.clear()

    def add(self, mark: Annotation) -> None:
        """A mark came; a page that was never asked for stays unfilled."""
        grid = self._pages.get(mark.page)
        if grid is not None:
            for cell in _cells(self._box_of(mark)):
                grid.setdefault(cell, {})[mark.id] = mark

    def remove(self, mark: Annotation) -> None:
        """A mark went; its box must still be the one it came with."""
        grid = self._pages.get(mark.page)
        if grid is not None:
            for cell in _cells(self._box_of(mark)):
                grid.get(cell, {}).pop(mark.id, None)

    def near(self, page: int, box: QRectF, on_page: Callable[[int], Iterable[Annotation]]) -> list[Annotation]:
        """The marks of a page whose boxes meet ``box`` (points), oldest first; ``on_page`` gives all of a page."""
        grid = self._pages.get(page)
        if grid is None:
            grid = self._pages[page] = {}
            for mark in on_page(page):
                self.add(mark)
        if box.width() * box.height() > _MANY * _CELL * _CELL:
            return [mark for mark in on_page(page) if self._box_of(mark).intersects(box)]
        found: dict[str, Annotation] = {}
        for cell in _cells(box):
            for mark in grid.get(cell, {}).values():
                if mark.id not in found and self._box_of(mark).intersects(box):
                    found[mark.id] = mark
        return sorted(found.values(), key=lambda mark: mark.id) if len(found) > 1 else list(found.values())


def _cells(box: QRectF) -> list[tuple[int, int]]:
    box = box.intersected(_BIG)
    columns = range(int(box.left() // _CELL), int(box.right() // _CELL) + 1)
    rows = range(int(box.top() // _CELL), int(box.bottom() // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]
