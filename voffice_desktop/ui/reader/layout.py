"""Where pages stand: plain arithmetic from page sizes, mode, turn and scale to rectangles in content pixels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from voffice_desktop.pdf.render_answers import PageSize

Mode = Literal["continuous", "single", "two"]
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
        self._boxes: dict[int, tuple[float, float]] = {}
        """Width and height in pixels by the identity of a page's size: most pages of a file share one."""
        self._tops: list[float] = []
        y, widest = MARGIN, 0.0
        for start in range(first, last, per_row):
            width, height = self._box(start)
            for page in range(start + 1, min(start + per_row, last)):
                wide, tall = self._box(page)
                width, height = width + GAP + wide, max(height, tall)
            widest = max(widest, width)
            self._tops.append(y)
            y += height + GAP
        self.width = widest + 2 * MARGIN
        self.height = y - GAP + MARGIN if self._tops else 0.0

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

    def _box(self, page: int) -> tuple[float, float]:
        size = self._sizes[page]
        found = self._boxes.get(id(size))
        if found is None:
            width, height = shown_size(size, self.turn)
            scale, ratio = self.scale, self.ratio
            found = round(width * scale * ratio) / ratio, round(height * scale * ratio) / ratio
            self._boxes[id(size)] = found
        return found

    def _row(self, index: int) -> list[Place]:
        """The pages of a row, made when they are asked for: a file may have thousands."""
        start = self._first + index * self._per_row
        pages = range(start, min(start + self._per_row, self._last))
        boxes = [self._box(page) for page in pages]
        room = self.width - sum(box[0] for box in boxes) - GAP * (len(boxes) - 1)
        x, y, places = round(room / 2 * self.ratio) / self.ratio, self._tops[index], []
        for page, (width, height) in zip(pages, boxes, strict=True):
            places.append(Place(page, x, y, width, height, (self._sizes[page].rotation + self.turn) % 360))
            x += width + GAP
        return places
