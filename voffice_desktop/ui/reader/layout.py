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
        self.rows: list[list[Place]] = []
        self._tops: list[float] = []
        self._row_of: dict[int, int] = {}
        y, widest = MARGIN, 0.0
        for start in range(first, last, per_row):
            pages = range(start, min(start + per_row, last))
            measured = [shown_size(sizes[page], turn) for page in pages]
            boxes = [(round(w * scale * ratio) / ratio, round(h * scale * ratio) / ratio) for w, h in measured]
            height = max(box[1] for box in boxes)
            x, row = 0.0, []
            for page, (width, tall) in zip(pages, boxes, strict=True):
                row.append(Place(page, x, y, width, tall, (sizes[page].rotation + turn) % 360))
                self._row_of[page] = len(self.rows)
                x += width + GAP
            widest = max(widest, x - GAP)
            self.rows.append(row)
            self._tops.append(y)
            y += height + GAP
        self.width = widest + 2 * MARGIN
        self.height = y - GAP + MARGIN if self.rows else 0.0

    def place(self, page: int) -> Place | None:
        """Where ``page`` stands, its row centred in the content's width; None when it is not laid out."""
        row = self._row_of.get(page)
        if row is None:
            return None
        return next(self._centred(place, self.rows[row]) for place in self.rows[row] if place.page == page)

    def visible(self, top: float, bottom: float) -> list[Place]:
        """The pages whose rows meet the band from ``top`` to ``bottom`` of the content."""
        found = []
        index = max(0, bisect_right(self._tops, top) - 1)
        while index < len(self.rows) and self._tops[index] < bottom:
            row = self.rows[index]
            found += [self._centred(place, row) for place in row if place.y + place.height > top and place.y < bottom]
            index += 1
        return found

    def at_row(self, y: float) -> int:
        """The first page of the row at content height ``y``."""
        if not self.rows:
            return 0
        return self.rows[max(0, bisect_right(self._tops, y) - 1)][0].page

    def _centred(self, place: Place, row: list[Place]) -> Place:
        row_width = row[-1].x + row[-1].width
        left = round((self.width - row_width) / 2 * self.ratio) / self.ratio
        return Place(place.page, place.x + left, place.y, place.width, place.height, place.turn)
