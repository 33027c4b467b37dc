"""Pen marks and notes as PDF annotations, each with an appearance of its own, so that every viewer draws them alike.

Ink is the outline of its strokes: a viewer's own drawing of /InkList knows one width only. Coordinates of records are
points from the top left of the visible part of the unrotated page (protocol.md, *Files*).
"""

from __future__ import annotations

import math
import zlib
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from voffice_desktop.domain import ink, mark_look
from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.inside.pagebox import PageBox
from voffice_desktop.pdf.inside.stampfont import StampFont

_PRINT_LOCKED = 4 | 64 | 128
_MOST_POINTS = 400_000


def drawn(
    pdf: pikepdf.Pdf, box: PageBox, records: list[dict[str, Any]], font: StampFont, embedded: pikepdf.Object
) -> pikepdf.Array:
    """The /Annots of one page. Raises `DocumentFault` ``bad_annotation`` for a record that cannot be drawn."""
    made = Array()
    for record in records:
        try:
            made.append(pdf.make_indirect(_annotation(pdf, box, record, font, embedded)))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise DocumentFault("bad_annotation", id=str(record.get("id", ""))) from error
    return made


def _annotation(
    pdf: pikepdf.Pdf, box: PageBox, record: dict[str, Any], font: StampFont, embedded: pikepdf.Object
) -> pikepdf.Object:
    kind = record["kind"]
    style = record.get("style") or {}
    colour = _colour(style.get("color", "#1d4ed8"))
    opacity = min(1.0, max(0.0, float(style.get("opacity", 1.0))))
    width = min(200.0, max(0.1, float(style.get("width", 1.6))))
    geometry = record["geometry"]
    entries = Dictionary(
        Type=Name.Annot,
        F=_PRINT_LOCKED,
        C=Array([round(part, 3) for part in colour]),
        NM=str(record.get("id", "")),
        T=str(record.get("author") or record.get("author_id") or ""),
        CA=opacity,
    )
    if record.get("text"):
        entries["/Contents"] = str(record["text"])
    resources = Dictionary()
    blend = "Normal"
    if kind == "ink":
        strokes = [_stroke(stroke) for stroke in geometry["strokes"]]
        body, rect = _ink(strokes, width, colour, box, whole=opacity < 1)
        entries["/Subtype"] = Name.Ink
        entries["/InkList"] = Array([_centre_line(stroke, box) for stroke in strokes])
        entries["/BS"] = Dictionary(W=round(width, 2))
    elif kind in ("highlight", "underline", "strikeout"):
        quads = [_quad(quad, box) for quad in geometry["quads"]]
        body, rect = _lines(kind, quads, width, colour)
        entries["/Subtype"] = {"highlight": Name.Highlight, "underline": Name.Underline, "strikeout": Name.StrikeOut}[
            kind
        ]
        entries["/QuadPoints"] = Array([_two(v) for quad in quads for point in quad for v in point])
        blend = "Multiply" if kind == "highlight" else "Normal"
    elif kind in ("text", "stamp"):
        body, rect = _words(kind, geometry, box, str(record.get("text") or ""), colour, font)
        entries["/Subtype"] = Name.FreeText if kind == "text" else Name.Stamp
        if kind == "text":
            entries["/DA"] = f"0 g /M {mark_look.letters(kind, geometry):g} Tf"
        resources["/Font"] = Dictionary(M=embedded)
    else:
        raise ValueError(kind)
    resources["/ExtGState"] = Dictionary(G=Dictionary(CA=opacity, ca=opacity, BM=Name("/" + blend)))
    look = pdf.make_stream(
        zlib.compress(b"/G gs " + body, 6),
        Filter=Name.FlateDecode,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=rect,
        Resources=resources,
    )
    entries["/Rect"] = rect
    entries["/AP"] = Dictionary(N=look)
    return entries


def _two(value: float) -> Decimal:
    """Two decimals: a binary fraction would be written out with fifteen."""
    return Decimal(f"{value:.2f}")


def _centre_line(stroke: list[float], box: PageBox) -> Array:
    kept = ink.simplify(stroke)
    pairs = zip(kept[0::3], kept[1::3], strict=True)
    return Array([_two(value) for x, y in pairs for value in (box.left + x, box.top - y)])


def _stroke(flat: list[float]) -> list[float]:
    """A stroke as it came, checked: finite, pressure within 0 and 1."""
    if len(flat) % 3 or not flat or len(flat) > 3 * _MOST_POINTS:
        raise ValueError("stroke")
    return [
        min(1.0, max(0.0, _finite(value))) if place % 3 == 2 else _finite(value) for place, value in enumerate(flat)
    ]


def _ink(
    strokes: list[list[float]], width: float, colour: tuple[float, ...], box: PageBox, *, whole: bool
) -> tuple[bytes, Array]:
    """The outlines of the strokes, filled. ``whole``: in one go, so that see-through ink does not darken itself."""
    out = [_rgb(colour)]
    bounds = _Bounds()
    for stroke in strokes:
        ring = [(box.left + x, box.top - y) for x, y in ink.outline(stroke, width)]
        for x, y in ring:
            bounds.add(x, y, 0)
        out.append(f"{_at(ring[0])} m " + " ".join(_at(point) + " l" for point in ring[1:]) + " h")
        if not whole:
            out.append("f")
    if whole:
        out.append("f")
    return "\n".join(out).encode(), bounds.array()


def _quad(flat: list[float], box: PageBox) -> list[tuple[float, float]]:
    if len(flat) != 8:
        raise ValueError("quad")
    return [(box.left + _finite(flat[at]), box.top - _finite(flat[at + 1])) for at in range(0, 8, 2)]


def _lines(
    kind: str, quads: list[list[tuple[float, float]]], width: float, colour: tuple[float, ...]
) -> tuple[bytes, Array]:
    out = [_rgb(colour)]
    bounds = _Bounds()
    for quad in quads:
        flat = [value for corner in quad for value in corner]
        for x, y in quad:
            bounds.add(x, y, width)
        if kind == "highlight":
            a, b, c, d = quad
            out.append(f"{_at(a)} m {_at(b)} l {_at(d)} l {_at(c)} l h")
        else:
            ends = mark_look.rule_of("underline" if kind == "underline" else "strikeout", flat)
            out.append(_bar(*ends, mark_look.rule_width(width)))
    if kind == "highlight":
        out.append("f")  # in one go: where two quads overlap the colour stays the same
    return "\n".join(out).encode(), bounds.array()


def _bar(a: tuple[float, float], b: tuple[float, float], width: float) -> str:
    """A line as a filled shape: viewers round the width of a stroked one to whole pixels, each in its own way."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    half = width / 2 / (math.hypot(dx, dy) or 1.0)
    nx, ny = -dy * half, dx * half
    around = [(a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny)]
    return f"{_at(around[0])} m " + " ".join(f"{_at(each)} l" for each in around[1:]) + " h f"


def _words(
    kind: str, geometry: dict[str, Any], box: PageBox, text: str, colour: tuple[float, ...], font: StampFont
) -> tuple[bytes, Array]:
    """Text upright on display, wrapped at the width of its rectangle, smaller when it would not fit."""
    rect = geometry["rect"]
    x0, x1 = sorted((box.left + _finite(rect[0]), box.left + _finite(rect[2])))
    y0, y1 = sorted((box.top - _finite(rect[1]), box.top - _finite(rect[3])))
    wide, high = (y1 - y0, x1 - x0) if box.rotation % 180 else (x1 - x0, y1 - y0)
    size = mark_look.letters(kind, geometry)
    pad = mark_look.PADDING
    rows = _wrapped(font, text, size, wide - 2 * pad)
    while size > 4 and len(rows) * size * 1.2 + pad > high:
        size -= 0.5
        rows = _wrapped(font, text, size, wide - 2 * pad)
    turned = {
        0: (1, 0, 0, 1, x0, y0),
        90: (0, 1, -1, 0, x1, y0),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, -1, 1, 0, x0, y1),
    }
    out = ["q " + " ".join(f"{value:.4f}" for value in turned[box.rotation]) + " cm", _rgb(colour)]
    line = mark_look.STAMP_FRAME if kind == "stamp" else mark_look.NOTE_FRAME
    frame = f"{line / 2:.2f} {line / 2:.2f} {wide - line:.2f} {high - line:.2f} re"
    paper = "" if kind == "stamp" else f"q {_rgb(_colour(mark_look.NOTE_PAPER))} {frame} f Q "
    out.append(f"{paper}{_rgb(colour, stroke=True)} {line:.2f} w {frame} S")
    pieces = ["\n".join(out).encode()]
    top = high - pad / 2 if kind == "text" else (high + len(rows) * size * 1.2) / 2
    for index, row in enumerate(rows):
        x = pad if kind == "text" else (wide - font.width(row, size)) / 2
        y = top - size * (0.95 + 1.2 * index)
        pieces.append(b"BT /M %.2f Tf %.2f %.2f Td %b Tj ET" % (size, x, y, font.hexed(row)))
    pieces.append(b"Q")
    return b"\n".join(pieces), Array([_two(value) for value in (x0, y0, x1, y1)])


def _wrapped(font: StampFont, text: str, size: float, width: float) -> list[str]:
    rows: list[str] = []
    for paragraph in text.split("\n"):
        row = ""
        for word in font.clean(paragraph).split():
            longer = f"{row} {word}" if row else word
            if row and font.width(longer, size) > width:
                rows.append(row)
                row = word
            else:
                row = longer
        rows.append(row)
    return rows[:500]


class _Bounds:
    def __init__(self) -> None:
        self._box = [math.inf, math.inf, -math.inf, -math.inf]

    def add(self, x: float, y: float, around: float) -> None:
        left, bottom, right, top = self._box
        self._box = [min(left, x - around), min(bottom, y - around), max(right, x + around), max(top, y + around)]

    def array(self) -> Array:
        if self._box[0] > self._box[2]:
            raise ValueError("empty")
        left, bottom, right, top = self._box
        return Array([_two(value) for value in (left - 1, bottom - 1, right + 1, top + 1)])


def _colour(text: str) -> tuple[float, float, float]:
    if len(text) != 7 or text[0] != "#":
        raise ValueError("colour")
    return int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255


def _rgb(colour: tuple[float, ...], *, stroke: bool = False) -> str:
    return " ".join(f"{part:.3f}" for part in colour) + (" RG" if stroke else " rg")


def _at(point: tuple[float, float]) -> str:
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in point)


def _finite(value: float) -> float:
    number = float(value)
    if not math.isfinite(number) or abs(number) > 1e6:
        raise ValueError("number")
    return number
