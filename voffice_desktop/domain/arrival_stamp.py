"""The ĐẾN stamp of an incoming document: what it says, how large it is, and where a page has room for it.

Source: NĐ 30/2020/NĐ-CP Phụ lục IV, part V (rectangle of 35 × 50 mm). It lies over reading copies and print; the
stored bytes never carry it. Points, origin at the top left of the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from voffice_desktop.domain.calendar import show_date
from voffice_desktop.domain.page_words import Rect
from voffice_desktop.domain.records import IncomingDocument

MM = 72 / 25.4
WIDTH, HEIGHT = 50 * MM, 35 * MM
_MARGIN = 20.0
_STEP = 6.0
_AIR = 3.0
_CELL = 12.0
_PAPER = 150
"""Lighter than this in every colour is paper (of 255): grey shadows and yellowed sheets are."""


@dataclass(frozen=True, slots=True)
class StampLine:
    """One line: its text, size and baseline (points below the stamp's top)."""

    text: str
    size: float
    baseline: float
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class ArrivalStamp:
    """The stamp's lines in a box of ``size`` points."""

    lines: tuple[StampLine, ...]
    size: tuple[float, float] = (WIDTH, HEIGHT)


def stamp_of(document: IncomingDocument, agency: str, handed_to: str = "") -> ArrivalStamp | None:
    """The stamp of a registered document; None while it has no number."""
    if document.arrival_number is None:
        return None
    day = show_date(document.arrival_date) if document.arrival_date else ""
    return arrival_stamp(agency, f"{document.arrival_number:02d}", day, handed_to)


def arrival_stamp(agency: str, number: str, day: str, handed_to: str = "") -> ArrivalStamp:
    """The stamp with these words; dots stand where a word is still to come."""
    name = agency.upper()
    small = 7.5 if len(name) <= 28 else 5.6
    return ArrivalStamp(
        (
            StampLine(name, small, 14, bold=True, centred=True),
            StampLine("ĐẾN", 14, 33, bold=True, centred=True),
            StampLine(f"Số: {number or '………………'}", 9, 50),
            StampLine(f"Ngày: {day or '………………'}", 9, 63),
            StampLine(f"Chuyển: {handed_to or '………………………'}", 9, 76),
            StampLine("Số và ký hiệu HS: ……………", 9, 89),
        )
    )


def free_place(width: float, height: float, taken: Iterable[Rect], below: float = 0.0) -> tuple[float, float]:
    """The corner of a free place for the stamp: on the left under the number and subject (``below``), else the
    first free place further down or to the right, else where it covers the least (it must stand somewhere)."""
    boxes: Collection[Rect] = [_aired(box) for box in taken]
    tops = [max(below, _MARGIN) + _STEP * n for n in range(int(max(0.0, height - HEIGHT - below) / _STEP))]
    lefts = [_MARGIN + _STEP * n for n in range(int(max(0.0, width - WIDTH - 2 * _MARGIN) / _STEP))]
    for limit in (height * 0.42, height * 0.95):
        for top in tops:
            if top > limit:
                break
            for left in lefts:
                if _free((left, top, left + WIDTH, top + HEIGHT), boxes):
                    return left, top
    # Nowhere free: where it lies over the least, as on paper, where print shows through a stamp.
    places = [(left, top) for top in tops for left in lefts] or [(_MARGIN, max(_MARGIN, below))]
    return min(places, key=lambda at: _covered((at[0], at[1], at[0] + WIDTH, at[1] + HEIGHT), boxes))


def ink_boxes(pixels: bytes, width: int, height: int, points: tuple[float, float]) -> list[Rect]:
    """Where a picture of a page (RGB rows, ``points`` its size) is darker than paper: runs of small cells, in points.

    For pages without words, such as scans that were not recognised: a stamp goes where nothing is printed.
    """
    cells = max(1, round(points[0] / _CELL)), max(1, round(points[1] / _CELL))
    wide, tall = points[0] / cells[0], points[1] / cells[1]
    found: list[Rect] = []
    for row in range(cells[1]):
        begin: int | None = None
        lines = range(row * height // cells[1], max(row * height // cells[1] + 1, (row + 1) * height // cells[1]))
        for column in range(cells[0] + 1):
            left, right = column * width // cells[0], (column + 1) * width // cells[0]
            dark = column < cells[0] and any(
                min(pixels[(line * width + left) * 3 : (line * width + right) * 3], default=255) < _PAPER
                for line in lines
            )
            if dark and begin is None:
                begin = column
            elif not dark and begin is not None:
                found.append((begin * wide, row * tall, column * wide, (row + 1) * tall))
                begin = None
    return found


def _covered(place: Rect, boxes: Collection[Rect]) -> float:
    wide = [
        (min(place[2], box[2]) - max(place[0], box[0]), min(place[3], box[3]) - max(place[1], box[1]))
        for box in boxes
    ]
    return sum(x * y for x, y in wide if x > 0 and y > 0)


def _aired(box: Rect) -> Rect:
    return box[0] - _AIR, box[1] - _AIR, box[2] + _AIR, box[3] + _AIR


def _free(place: Rect, boxes: Collection[Rect]) -> bool:
    return not any(
        place[0] < box[2] and box[0] < place[2] and place[1] < box[3] and box[1] < place[3] for box in boxes
    )


def place_of(plain: object) -> tuple[int, float, float] | None:
    """(page from 1, x, y) kept in a record's ``stamp_place``, or None for what is no place."""
    if not isinstance(plain, dict):
        return None
    try:
        page, x, y = int(plain["page"]), float(plain["x"]), float(plain["y"])
    except (KeyError, TypeError, ValueError):
        return None
    return (page, x, y) if page >= 1 and 0 <= x <= 5000 and 0 <= y <= 5000 else None
