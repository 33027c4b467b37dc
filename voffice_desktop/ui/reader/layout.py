"""Where pages stand: plain arithmetic from page sizes, mode, turn and scale to rectangles in content pixels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest
from typing import Final, Literal

from PySide6.QtCore import QSize

from voffice_desktop.pdf.render_answers import PageSize

Mode = Literal["continuous", "single", "two"]
Fit = Literal["width", "page", "none"]
ACTUAL: Final = 96 / 72
"""Logical pixels a point at 100 %."""
SMALLEST, LARGEST = 0.25, 8.0
GAP: Final = 16.0
MARGIN: Final = 16.0


@dataclass(frozen=True, slots=True)
class Place:
    """A page's rectangle in content pixels and its total turn in degrees."""

    page: int
    x: float
    y: float
    width: float
    height: float
    turn: int


def shown_size(size: PageSize, turn: int) -> tuple[float, float]:
    """Width and height in points as shown: rotated by the file's wish and by ``turn`` more."""
    if (size.rotation + turn) % 180:
        return size.height, size.width
    return size.width, size.height


def fitting_scale(size: PageSize, turn: int, mode: Mode, fit: Fit, room: QSize, bar: int, scale: float) -> float:
    """The scale at which a page fits ``room`` (logical pixels, ``bar`` of its width a scroll bar's).

    ``scale`` is the present one: what comes out where ``fit`` is ``none``.
    """
    if fit == "none":
        return scale
    width, height = shown_size(size, turn)
    if mode == "two":
        width = width * 2 + MARGIN / scale
    across = max(60.0, room.width() - 2 * MARGIN - bar) / width
    if fit == "page":
        across = min(across, max(60.0, room.height() - 2 * MARGIN) / height)
    return max(SMALLEST * ACTUAL, min(LARGEST * ACTUAL, across))


class PageLayout:
    """Rows of one or two pages at a scale of ``scale`` logical pixels a point; ``ratio``: device pixel ratio."""

    def __init__(
        self, sizes: Sequence[PageSize], mode: Mode, turn: int, scale: float, ratio: float, current: int = 0
    ) -> None:
        self.mode, self.turn, self.scale, self.ratio = mode, turn % 360, scale, ratio
        per_row = 2 if mode == "two" else 1
        first = current if mode == "single" else 0
        last = min(len(sizes), current + 1) if mode == "single" else len(sizes)
        self._sizes, self._first, self._last, self._per_row = tuple(sizes), first, last, per_row
        kinds = dict(zip(map(id, self._sizes), self._sizes, strict=True))
        self._boxes = {name: self._measured(size) for name, size in kinds.items()}
        """Width and height in pixels by the identity of a page's size: most pages of a file share one."""
        boxes = [self._boxes[name] for name in map(id, self._sizes[first:last])]
        if per_row == 2:
            pairs = zip_longest(boxes[0::2], boxes[1::2], fillvalue=(-GAP, 0.0))
            boxes = [(one + GAP + two, max(high, tall)) for (one, high), (two, tall) in pairs]
        self._tops = list(accumulate([height + GAP for _, height in boxes[:-1]], initial=MARGIN)) if boxes else []
        self.width = max((width for width, _ in boxes), default=0.0) + 2 * MARGIN
        self.height = self._tops[-1] + boxes[-1][1] + MARGIN if boxes else 0.0

    def place(self, page: int) -> Place | None:
        """Where ``page`` stands, its row centred in the content's width; None when it is not laid out."""
        if not self._first <= page < self._last:
            return None
        row = (page - self._first) // self._per_row
        return self._row(row)[(page - self._first) % self._per_row]

    def visible(self, top: float, bottom: float) -> list[Place]:
        """The pages whose rows meet the band from ``top`` to ``bottom`` of the content."""
        found: list[Place] = []
        index = max(0, bisect_right(self._tops, top) - 1)
        while index < len(self._tops) and self._tops[index] < bottom:
            found += [place for place in self._row(index) if place.y + place.height > top and place.y < bottom]
            index += 1
        return found

    def at_row(self, y: float) -> int:
        """The first page of the row at content height ``y``."""
        return self._first + max(0, bisect_right(self._tops, y) - 1) * self._per_row

    def _measured(self, size: PageSize) -> tuple[float, float]:
        width, height = shown_size(size, self.turn)
        scale, ratio = self.scale, self.ratio
        return round(width * scale * ratio) / ratio, round(height * scale * ratio) / ratio

    def _row(self, index: int) -> list[Place]:
        """The pages of a row, made when they are asked for: a file may have thousands."""
        start = self._first + index * self._per_row
        pages = range(start, min(start + self._per_row, self._last))
        boxes = [self._boxes[id(self._sizes[page])] for page in pages]
        room = self.width - sum(box[0] for box in boxes) - GAP * (len(boxes) - 1)
        x, y, places = round(room / 2 * self.ratio) / self.ratio, self._tops[index], []
        for page, (width, height) in zip(pages, boxes, strict=True):
            places.append(Place(page, x, y, width, height, (self._sizes[page].rotation + self.turn) % 360))
            x += width + GAP
        return places
