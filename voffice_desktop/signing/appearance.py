"""What a signature or a filled field looks like: Vietnamese text in Tinos, a picture behind, upright as displayed.

pyHanko 0.38 spaces text rightly only for fonts of 1000 units per em and drops missing glyphs silently:
Tinos is rescaled once a process, and a character that it lacks is an error, never a gap.
Looks: NĐ 30/2020/NĐ-CP annex I, II.7d, II.8 (personal blue, agency red, time to the second with its zone).
"""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from PIL import Image
from pyhanko.pdf_utils import generic, layout
from pyhanko.pdf_utils.content import AppearanceContent, ResourceType
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.stamp.base import BaseStampStyle

from voffice_desktop import paths
from voffice_desktop.errors import DocumentFault

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
RED = (0.75, 0.0, 0.0)
BLUE = (0.0, 0.15, 0.6)
BLACK = (0.0, 0.0, 0.0)

_REPERTOIRE = (
    *range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x1EA0, 0x1EFA), *range(0x2010, 0x2030), 0x20AB, 0x2116,
)  # fmt: skip
_LEADING = 1.15
_ASCENT = 0.89
_PADDING = 3.0
_SMALLEST = 4.0
TEXT_STRIP = 22.0
"""Points kept below a picture for the signer's name and the time: two small lines, or three for a long name."""


@dataclass(frozen=True)
class StampText:
    """What stands in a field: lines of text, and a picture (PNG bytes) behind them.

    ``size`` is the largest size in points; long lines wrap, and all shrinks until it fits the box. ``strip``: so many
    points at the bottom are the text's where there is a picture, the picture is centred in the rest.
    """

    lines: tuple[str, ...]
    size: float = 9.0
    colour: tuple[float, float, float] = BLACK
    border: float = 0.0
    centred: bool = False
    vertical: Literal["top", "middle", "bottom"] = "middle"
    opaque: bool = False
    picture: bytes | None = field(default=None, repr=False)
    strip: float = 0.0


def signing_time(moment: datetime) -> str:
    """``dd/MM/yyyy HH:mm:ss +07:00``, the time as Vietnam reads it."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S +07:00")


def agency_stamp(agency: str, at: datetime, *, seal: bytes | None = None) -> StampText:
    """The agency's look: its name and the time, red; its seal picture behind where one is configured."""
    return StampText(
        (f"Ký bởi: {agency}", f"Thời gian ký: {signing_time(at)}"),
        size=7.0 if seal else 9.0, colour=RED, border=0.0 if seal else 0.8, vertical="bottom" if seal else "top",
        centred=bool(seal), picture=seal, strip=TEXT_STRIP if seal else 0.0,
    )  # fmt: skip


def personal_stamp(name: str, at: datetime, *, picture: bytes | None = None) -> StampText:
    """A leader's look: the blue picture of the hand signature where there is one, name and time small below it."""
    return StampText(
        (f"Ký bởi: {name}", f"Thời gian ký: {signing_time(at)}"),
        size=7.0 if picture else 8.0, colour=BLUE, centred=True, vertical="bottom", picture=picture,
        strip=TEXT_STRIP if picture else 0.0,
    )  # fmt: skip


def annex_stamp(symbol: str, at: datetime) -> StampText:
    """An annex in a file of its own (annex I, II.8): the document's number and symbol, ISO 8601 time, black."""
    time = at.astimezone(VIETNAM).isoformat(timespec="seconds")
    return StampText((f"Kèm theo văn bản số {symbol}", f"Thời gian ký: {time}"), size=10.0, vertical="top")


def certification_stamp(unit: str, at: datetime) -> StampText:
    """The look of a unit's certified file, bottom left of the first page."""
    return StampText((f"Ký số bởi: {unit}", f"Thời gian ký: {signing_time(at)}"), colour=RED, border=0.6)


@lru_cache(maxsize=1)
def stamp_font() -> bytes:
    """Tinos cut to the letters Vietnamese documents use, at 1000 units per em."""
    source = paths.resources() / "fonts" / "tinos" / "Tinos-Regular.ttf"
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = ["*"]
    with TTFont(source, lazy=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=_REPERTOIRE)
        cutter.subset(font)
        scale_upem(font, 1000)
        made = io.BytesIO()
        font.save(made)
    return made.getvalue()


@lru_cache(maxsize=1)
def _advances() -> dict[str, float]:
    with TTFont(io.BytesIO(stamp_font())) as font:
        widths = font["hmtx"]
        return {chr(code): widths[name][0] / 1000 for code, name in font.getBestCmap().items()}


def printable(text: str) -> str:
    """``text`` in NFC, blanks as one space. DocumentFault ``character_not_in_font`` names what cannot be drawn."""
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    missing = sorted({letter for letter in clean if letter not in _advances()})
    if missing:
        raise DocumentFault("character_not_in_font", characters="".join(missing))
    return clean


def text_width(text: str, size: float) -> float:
    """Width of one line in points."""
    advances = _advances()
    return sum(advances[letter] for letter in text) * size


def fit(lines: tuple[str, ...], width: float, height: float, largest: float) -> tuple[list[str], float]:
    """The lines wrapped at words, and the size at which they fit ``width`` x ``height`` (never below 4 points)."""
    whole = max((text_width(line, 1.0) for line in lines), default=0.0)
    unbroken = min(largest, width / whole) if whole else largest
    size = unbroken if unbroken >= 0.75 * largest else largest  # a little smaller reads better than a broken time
    while True:
        wrapped = [piece for line in lines for piece in _wrap(line, width, size)]
        tall = len(wrapped) * size * _LEADING
        if (
            tall <= height and all(text_width(piece, size) <= width + 0.01 for piece in wrapped)
        ) or size <= _SMALLEST:
            return wrapped, size
        size = max(_SMALLEST, size - 0.5)


def _wrap(line: str, width: float, size: float) -> list[str]:
    made: list[str] = []
    for word in line.split(" "):
        if made and text_width(f"{made[-1]} {word}", size) <= width + 0.01:
            made[-1] = f"{made[-1]} {word}"
        else:
            made.append(word)
    return made


@dataclass(frozen=True)
class Look(BaseStampStyle):
    """pyHanko's hook: draws a :class:`StampText`, turned against the page's rotation."""

    stamp: StampText = field(default_factory=lambda: StampText(()))
    rotation: int = 0

    def create_stamp(self, writer: Any, box: layout.BoxConstraints, text_params: dict[str, Any]) -> Any:
        """A drawing for this box; pyHanko only ever asks it to apply itself to the widget."""
        return Drawing(writer, self.stamp, box.width, box.height, self.rotation)


class Drawing(AppearanceContent):
    """One appearance stream for a widget of ``width`` x ``height`` points in user space."""

    def __init__(self, writer: Any, stamp: StampText, width: float, height: float, rotation: int = 0) -> None:
        if rotation in (90, 270):
            width, height = height, width
        super().__init__(writer, layout.BoxConstraints(width=width, height=height))
        self._stamp = stamp
        self._size = (float(width), float(height))
        self._rotation = rotation

    def as_form_xobject(self) -> generic.StreamObject:
        form = super().as_form_xobject()
        if self._rotation:
            turn = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}[self._rotation]
            form["/Matrix"] = generic.ArrayObject([_number(value) for value in (*turn, 0, 0)])
        return form

    def render(self) -> bytes:
        stamp, (width, height) = self._stamp, self._size
        drawn = [b"q"]
        if stamp.opaque:
            drawn.append(b"1 1 1 rg 0 0 %g %g re f" % (width, height))
        if stamp.picture is not None:
            drawn.append(self._picture(stamp.picture))
        if stamp.border:
            half = stamp.border / 2
            drawn.append(b"%g %g %g RG %g w" % (*stamp.colour, stamp.border))
            drawn.append(b"%g %g %g %g re S" % (half, half, width - stamp.border, height - stamp.border))
        if stamp.lines:
            drawn.append(self._text())
        drawn.append(b"Q")
        return b"\n".join(drawn)

    def _picture(self, png: bytes) -> bytes:
        width, height = self._size
        strip = min(self._stamp.strip, height / 2)
        image = PdfImage(open_picture(png), writer=self.writer)
        scale = min(width / image.image.width, (height - strip) / image.image.height)
        wide, tall = image.image.width * scale, image.image.height * scale
        commands: bytes = image.render()
        self.import_resources(image.resources)
        left, bottom = (width - wide) / 2, strip + (height - strip - tall) / 2
        return b"q %g 0 0 %g %g %g cm %s Q" % (scale, scale, left, bottom, commands)

    def _text(self) -> bytes:
        stamp, (width, height) = self._stamp, self._size
        padding = min(_PADDING, width / 8, height / 8)
        edge = padding / 2 if stamp.strip else padding
        room = min(stamp.strip, height / 2) if stamp.strip else height
        lines, size = fit(
            tuple(printable(line) for line in stamp.lines), width - 2 * padding, room - 2 * edge, stamp.size
        )
        engine = GlyphAccumulator(self._ensure_writer, io.BytesIO(stamp_font()), font_size=size)
        tall = len(lines) * size * _LEADING
        top = {"top": height - padding, "middle": (height + tall) / 2, "bottom": edge + tall}[stamp.vertical]
        drawn = [b"BT %g %g %g rg /F1 %g Tf" % (*stamp.colour, size)]
        for number, line in enumerate(lines):
            left = (width - text_width(line, size)) / 2 if stamp.centred else padding
            base = top - number * size * _LEADING - size * _ASCENT
            drawn.append(b"1 0 0 1 %g %g Tm %s" % (left, base, engine.shape(line).graphics_ops))
        drawn.append(b"ET")
        self.set_resource(ResourceType.FONT, generic.pdf_name("/F1"), engine.as_resource())
        return b"\n".join(drawn)


def open_picture(png: bytes) -> Image.Image:
    """A seal or hand signature. DocumentFault ``bad_picture``: not a PNG, or larger than 4 megapixels."""
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            if picture.width * picture.height > 4_000_000:
                raise DocumentFault("bad_picture")
            return picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as broken:
        raise DocumentFault("bad_picture") from broken


def _number(value: int) -> Any:
    return generic.NumberObject(value)
