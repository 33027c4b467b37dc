"""What stands on a page: words, rules, boxes and pen lines at places. Points, origin at the bottom left of A4."""

from __future__ import annotations

from dataclasses import dataclass, field

from voffice_desktop.pdf.typeset.fonts import Face, width_of

A4_WIDTH = 595.2756
A4_HEIGHT = 841.8898
MM = 2.834646

BLACK = "#000000"
RED = "#d3222a"
BLUE = "#1f3f9e"


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on page ``page`` (from 1), in points of PDF user space: origin at the bottom left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    def from_top(self) -> tuple[int, tuple[float, float, float, float]]:
        """Page counted from 0 and the box with its origin at the top left: as the page is shown."""
        return self.page - 1, (self.x0, A4_HEIGHT - self.y1, self.x1, A4_HEIGHT - self.y0)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the signing room makes its fields. None where the layout has no such place.

    ``number``, ``day``, ``month`` and ``year`` hold the printed value, or the blank left for it;
    ``date_line`` is the whole line of place and date. Text in them is ``text_size`` points with its baseline
    ``BASELINE`` of the place's height above its lower edge. ``personal`` lies between position and name;
    ``agency`` is the seal's square, over the left third of ``personal`` (NĐ 30/2020 Phụ lục I, II.8).
    """

    number: Place | None = None
    day: Place | None = None
    month: Place | None = None
    year: Place | None = None
    date_line: Place | None = None
    personal: Place | None = None
    agency: Place | None = None
    leader_opinion: Place | None = None
    """The free box for the leader's opinion on a submission slip."""
    text_size: float = 13.0


BASELINE = 0.31
"""Share of a text place's height that lies below the baseline."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A made PDF: its bytes, where its fields belong, and its number of pages."""

    data: bytes
    places: Places
    pages: int


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text from ``x`` on the baseline ``y``; ``stretch`` points are added to every space."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    stretch: float = 0.0
    colour: str = BLACK

    @property
    def width(self) -> float:
        """The printed width in points."""
        return width_of(self.text, self.face, self.size) + self.stretch * self.text.count(" ")


@dataclass(frozen=True, slots=True)
class Pen:
    """A polyline of (x, y) points; closed it is a frame."""

    points: tuple[tuple[float, float], ...]
    width: float = 0.6
    colour: str = BLACK
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle."""

    x: float
    y: float
    radius: float
    width: float
    colour: str = RED


Mark = Words | Pen | Ring


@dataclass(slots=True)
class Sheet:
    """One A4 page and its marks in the order of drawing."""

    marks: list[Mark] = field(default_factory=list)

    def rule(self, x0: float, x1: float, y: float, width: float = 0.7) -> None:
        """A horizontal line."""
        self.marks.append(Pen(((x0, y), (x1, y)), width))

    def box(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.6, colour: str = BLACK) -> None:
        """A frame."""
        self.marks.append(Pen(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), width, colour, closed=True))

    def centred(
        self, x: float, y: float, text: str, face: Face, size: float, colour: str = BLACK
    ) -> tuple[float, float]:
        """``text`` centred on ``x``; answers its left and right ends."""
        width = width_of(text, face, size)
        self.marks.append(Words(x - width / 2, y, text, face, size, colour=colour))
        return x - width / 2, x + width / 2
