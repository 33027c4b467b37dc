"""What the render child's answers mean, checked before anybody uses them (the child reads hostile files)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from voffice_desktop.pdf.render_wire import MAX_PAGES, MAX_PIXELS, Message


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something cannot be shown; ``code`` is stable, such as ``pdf_encrypted`` or ``render_timeout``."""

    code: str


@dataclass(frozen=True, slots=True)
class PageSize:
    """The unrotated page in points, and the rotation in degrees that the file asks for."""

    width: float
    height: float
    rotation: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A file is open: how many pages, and the sizes of the first ones."""

    pages: int
    sizes: tuple[PageSize, ...]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the pages from ``first`` (counted from 0) on."""

    first: int
    sizes: tuple[PageSize, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A piece of a page at ``scale`` device pixels a point, turned by ``turn`` degrees: RGB without padding.

    ``pixels`` looks into the shared memory and is valid only inside the callback that gets the tile.
    """

    page: int
    scale: float
    turn: int
    x: int
    y: int
    width: int
    height: int
    pixels: memoryview


@dataclass(frozen=True, slots=True)
class Word:
    """One word in points of the unrotated page; words of one line share ``line``."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page in the order of its content."""

    page: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link's rectangle and where it goes: a page (from 0) and height in it, or an address outside."""

    rect: tuple[float, float, float, float]
    target: int | None = None
    y: float = 0.0
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a page."""

    page: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One bookmark: level from 1, title, page from 0 (-1: nowhere)."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The bookmarks of a file, in order."""

    entries: tuple[OutlineEntry, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """A file is closed."""


Answer = Fault | Opened | Sizes | Tile | Words | Links | Outline | Closed


def read(operation: str, request: Message, answer: Message, pixels: Callable[[int], memoryview]) -> Answer:
    """The checked meaning of ``answer``. ``pixels(n)`` shows the first n bytes of the shared memory.

    Raises ValueError, KeyError or TypeError for an answer that does not fit its request.
    """
    if "fault" in answer:
        return Fault(str(answer["fault"])[:60])
    return _READERS[operation](request, answer, pixels)


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("not finite")
    return number


def _size(row: Any) -> PageSize:
    width, height, rotation = (_number(value) for value in row)
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000):
        raise ValueError("page size")
    return PageSize(width, height, int(rotation) % 360)


def _opened(request: Message, answer: Message, pixels: Callable[[int], memoryview]) -> Answer:
    pages = int(answer["pages"])
    if not 1 <= pages <= MAX_PAGES:
        raise ValueError("page count")
    return Opened(pages, tuple(_size(row) for row in answer["sizes"][:pages]))


def _sizes(request: Message, answer: Message, pixels: Callable[[int], memoryview]) -> Answer:
    return Sizes(int(request["first"]), tuple(_size(row) for row in answer["sizes"]))


def _tile(request: Message, answer: Message, pixels: Callable[[int], memoryview]) -> Answer:
    x, y, width, height = (int(answer[name]) for name in ("x", "y", "w", "h"))
    if min(x, y) < 0 or min(width, height) < 1 or width * height > MAX_PIXELS:
        raise ValueError("tile size")
    data = pixels(width * height * 3)
    return Tile(int(request["page"]), float(request["scale"]), int(request["turn"]), x, y, width, height, data)


def _words(request: Message, answer: Message, pixels: Callable[[int], memoryview]) -> Answer:
    words = tuple(
        Word(_number(r[0]), _number(r[1]), _number(r[2]), _number(r[3]), str(r[4]), int(r[5]))
        for r in answer["words"]
    )
    return Words(int(request["page"]), words)


def _links(request: Message, answer: Message, pixels: Callable[[int], memoryview]) -> Answer:
    links = []
    for row in answer["links"]:
        x0, y0, x1, y1 = (_number(value) for value in row["rect"])
        if "uri" in row:
            links.append(Link((x0, y0, x1, y1), uri=str(row["uri"])))
        else:
            links.append(Link((x0, y0, x1, y1), target=int(row["page"]), y=_number(row["y"])))
    return Links(int(request["page"]), tuple(links))


def _outline(request: Message, answer: Message, pixels: Callable[[int], memoryview]) -> Answer:
    return Outline(tuple(OutlineEntry(int(level), str(title), int(page)) for level, title, page in answer["outline"]))


def _closed(request: Message, answer: Message, pixels: Callable[[int], memoryview]) -> Answer:
    return Closed()


_READERS: dict[str, Callable[[Message, Message, Callable[[int], memoryview]], Answer]] = {
    "open": _opened,
    "sizes": _sizes,
    "tile": _tile,
    "words": _words,
    "links": _links,
    "outline": _outline,
    "close": _closed,
}
