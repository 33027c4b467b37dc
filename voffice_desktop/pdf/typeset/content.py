"""What an official document says, apart from how it looks (the 14 cells of NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voffice_desktop.domain.records import Urgency


@dataclass(frozen=True, slots=True)
class Basis:
    """One "Căn cứ …" without its end sign: the layout puts ";" and, after the last, "."."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of the body."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A bold line such as "I. MỤC ĐÍCH, YÊU CẦU"; ``level`` 2 is bold in running size, 3 bold italic."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Article:
    """ "Điều N." in bold, its text after it. ``head`` without the full stop."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A dash item; the text carries its own end sign."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first row is its head and repeated on every page."""

    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    caption: str = ""


Block = Basis | Text | Heading | Article | Item | Grid


@dataclass(frozen=True, slots=True)
class Annex:
    """A phụ lục on pages of its own: head, title, the "(Kèm theo …)" line, body."""

    head: str
    title: str
    origin: str
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An official document. Text is Vietnamese in any normal form; the layout sets NFC."""

    parent: str = ""
    """Parent agency, plain capitals (cell 2)."""
    issuer: str
    """Issuing agency, bold capitals (cell 2)."""
    number: int | None
    """None leaves the place blank."""
    notation: str
    """Symbol after the slash: ``QĐ-BYT``, ``BYT-KCB``."""
    place: str
    """Địa danh."""
    issued_on: date | None
    """None leaves day and month blank."""
    year: int | None = None
    """Printed year where ``issued_on`` is None; None leaves it blank too."""
    type_name: str = ""
    """Type in capitals (cell 5a); empty for a công văn, whose subject stands under the number (5b)."""
    subject: str
    to: tuple[str, ...] = ()
    """Kính gửi (9a)."""
    body: tuple[Block, ...]
    capacity: tuple[str, ...]
    """Lines of capacity and position (7a), such as ``KT. BỘ TRƯỞNG``, ``THỨ TRƯỞNG``."""
    signer_name: str
    recipients: tuple[str, ...] = ()
    """Nơi nhận (9b) without dash and end sign."""
    archive: str = "VT"
    """What follows "Lưu:"."""
    urgency: Urgency = "normal"
    circulation: str = ""
    """Cell 11, such as LƯU HÀNH NỘI BỘ."""
    annexes: tuple[Annex, ...] = ()
    inked: int | None = None
    """A seed for a drawn sample signature and sample seal, for papers that came from outside; None draws none."""


_URGENCY_MARKS: dict[Urgency, tuple[str, float]] = {
    "urgent": ("KHẨN", 20),
    "very_urgent": ("THƯỢNG KHẨN", 40),
    "express": ("HỎA TỐC", 30),
}


def urgency_mark(urgency: Urgency) -> tuple[str, float] | None:
    """The word of an urgency frame and the frame's width in mm (8 mm high); None for ordinary ones."""
    return _URGENCY_MARKS.get(urgency)


def day_text(day: date) -> tuple[str, str, str]:
    """Day, month, year as a document prints them: days under 10 and months 1 and 2 carry a zero (II.4)."""
    return f"{day.day:02d}", f"{day.month:02d}" if day.month < 3 else str(day.month), str(day.year)


def number_text(number: int) -> str:
    """A number as printed: a zero before numbers under 10 (II.3)."""
    return f"{number:02d}"
