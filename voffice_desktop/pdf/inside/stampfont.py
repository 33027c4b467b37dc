"""The font of marks and notes: Tinos, cut down to what Vietnamese needs, and a font that draws nothing."""

from __future__ import annotations

import functools
import io
import unicodedata
import zlib
from dataclasses import dataclass
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from voffice_desktop import paths

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"


def letters() -> frozenset[str]:
    """Every character the marks can show: ASCII, all Vietnamese letters, common signs."""
    plain = {chr(code) for code in range(0x20, 0x7F)}
    toned = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES}
    return frozenset(plain | toned | set("đĐ·–—…“”‘’№°§"))


@dataclass(frozen=True)
class StampFont:
    """The subset, ready to embed. Widths are thousandths of the size."""

    file: bytes
    glyphs: dict[str, int]
    widths: list[int]
    ascent: int
    descent: int

    @functools.cached_property
    def packed(self) -> bytes:
        return zlib.compress(self.file, 9)

    def clean(self, text: str) -> str:
        """NFC, with a question mark for what the font cannot show (and for control characters)."""
        return "".join(c if c in self.glyphs else "?" for c in unicodedata.normalize("NFC", text))

    def width(self, text: str, size: float) -> float:
        """Points that ``text`` takes at ``size``."""
        return sum(self.widths[self.glyphs[c]] for c in text) * size / 1000

    def hexed(self, text: str) -> bytes:
        """``text`` as a hexadecimal string for Tj."""
        return b"<" + "".join(f"{self.glyphs[c]:04X}" for c in text).encode() + b">"

    def embed(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The font as an object of ``pdf``."""
        program = pdf.make_stream(self.packed, Filter=Name.FlateDecode, Length1=len(self.file))
        pairs = sorted((glyph, char) for char, glyph in self.glyphs.items())
        return _type0(
            pdf,
            "VOFFIC+Tinos-Mark",
            program,
            [f"<{glyph:04X}> <{char.encode('utf-16-be').hex().upper()}>" for glyph, char in pairs],
            "bfchar",
            {"W": Array([0, Array(self.widths)]), "CIDToGIDMap": Name.Identity},
            (self.ascent, self.descent),
        )


@functools.cache
def stamp_font() -> StampFont:
    """The subset of Tinos Regular, made once a process."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = []
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "gasp", "kern", "OS/2", "name", "post"]
    with TTFont(paths.resources() / "fonts" / "tinos" / "Tinos-Regular.ttf") as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(letters()))
        subsetter.subset(font)
        out = io.BytesIO()
        font.save(out)
        scale = 1000 / font["head"].unitsPerEm
        cmap = font.getBestCmap()
        order = font.getGlyphOrder()
        numbers = {name: number for number, name in enumerate(order)}
        return StampFont(
            file=out.getvalue(),
            glyphs={chr(code): numbers[name] for code, name in cmap.items()},
            widths=[round(font["hmtx"][name][0] * scale) for name in order],
            ascent=round(font["hhea"].ascent * scale),
            descent=round(font["hhea"].descent * scale),
        )


@functools.cache
def _silent_program() -> bytes:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def embed_silent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A font for invisible text: codes are UTF-16, every glyph is empty and half an em wide."""
    program = pdf.make_stream(_silent_program(), Length1=len(_silent_program()))
    # One range a high byte: a range must not run over the last byte of its code (ISO 32000-1, 9.10.3).
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    # All 65,536 codes lead to glyph 0; compressed, the map is a few hundred bytes.
    to_glyph = pdf.make_stream(zlib.compress(bytes(2 * 65_536), 9), Filter=Name.FlateDecode)
    return _type0(pdf, "VOFFIC+Silent", program, ranges, "bfrange", {"DW": 500, "CIDToGIDMap": to_glyph}, (800, -200))


def _type0(
    pdf: pikepdf.Pdf,
    name: str,
    program: pikepdf.Object,
    mapping: list[str],
    operator: str,
    extra: dict[str, Any],
    heights: tuple[int, int],
) -> pikepdf.Object:
    lines = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap"]
    lines.append("/CMapName /VOffice def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange")
    for at in range(0, len(mapping), 100):
        part = mapping[at : at + 100]
        lines += [f"{len(part)} begin{operator}", *part, f"end{operator}"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    to_unicode = pdf.make_stream(zlib.compress("\n".join(lines).encode(), 9), Filter=Name.FlateDecode)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + name),
        Flags=4,
        FontBBox=Array([-200, heights[1], 1200, heights[0]]),
        ItalicAngle=0,
        Ascent=heights[0],
        Descent=heights[1],
        CapHeight=660,
        StemV=80,
        FontFile2=program,
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/" + name),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    for key, value in extra.items():
        descendant["/" + key] = value
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + name),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=to_unicode,
        )
    )
