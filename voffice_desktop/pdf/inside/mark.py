"""The visible mark: foot lines at the bottom right, light diagonal lines, for ``save`` a QR. One form a page size.

Each text stands on a thin light halo, so that it can be read on dark pages too. The bottom left stays free of the
foot lines: a unit signs there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pikepdf
import segno
from pikepdf import Array, Dictionary, Name

from voffice_desktop.pdf.inside.pagebox import PageBox
from voffice_desktop.pdf.inside.stampfont import StampFont

_A4_WIDTH = 595.0
_ROW = 127.6  # 4.5 cm between diagonal lines on A4
_ANGLE = math.radians(35)
_QR_SIDE = 45.4  # 16 mm


@dataclass(frozen=True)
class MarkText:
    """What the mark says. All strings hold only characters of the font."""

    account: str
    full_name: str
    time: str
    record: str
    copy_id: str
    statement: str

    @property
    def foot(self) -> list[str]:
        number = f"Số {self.record} · " if self.record else ""
        return [
            f"{self.account} · {self.full_name} · {self.time}",
            f"{number}Bản {self.copy_id}",
            self.statement,
        ]

    @property
    def diagonal(self) -> str:
        return f"{self.account} · {self.full_name} · {self.time}"

    @property
    def wanted(self) -> tuple[str, ...]:
        """What must be found in the text of a marked page."""
        return (self.account, self.full_name, self.time, self.copy_id, self.statement)


def mark_form(
    pdf: pikepdf.Pdf, box: PageBox, text: MarkText, font: StampFont, embedded: pikepdf.Object, qr: str | None
) -> pikepdf.Object:
    """The form that, drawn in the page's own space, marks a page of ``box``; ``qr`` for ``save`` copies."""
    width, height = box.shown
    body = b"".join(
        [
            b"/Artifact <</Type/Pagination/Subtype/Watermark>> BDC\n",
            _diagonals(width, height, text.diagonal, font, everywhere=qr is not None),
            _qr(width, height, qr) if qr else b"",
            _foot(width, height, text.foot, font, beside_qr=qr is not None),
            b"EMC\n",
        ]
    )
    faint = 0.2 if qr else 0.12
    states = Dictionary(
        Faint=Dictionary(CA=faint, ca=faint, BM=Name.Normal, SMask=Name("/None")),
        Clear=Dictionary(CA=0.85, ca=0.85, BM=Name.Normal, SMask=Name("/None")),
    )
    return pdf.make_stream(
        body,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(width, 4), round(height, 4)]),
        Matrix=Array([round(value, 6) for value in box.matrix]),
        Resources=Dictionary(Font=Dictionary(M=embedded), ExtGState=states),
    )


def _foot(width: float, height: float, lines: list[str], font: StampFont, *, beside_qr: bool) -> bytes:
    scale = max(1.0, min(width, height) / _A4_WIDTH)
    edge = min(12.0 * scale, width * 0.03, height * 0.03)
    right = width - edge - (_qr_side(width, height) + edge if beside_qr else 0)
    size = 7.0 * scale
    room = min(width * 0.58, right - edge)
    longest = max(font.width(line, 1.0) for line in lines)
    size = min(size, room / longest, height * 0.3 / (1.25 * len(lines)))
    out = [b"q /Clear gs 0.15 g 1 G 1 j "]
    for index, line in enumerate(reversed(lines)):
        x = right - font.width(line, size)
        y = edge + index * size * 1.2 + size * 0.25
        out.append(_haloed(line, font, size, (1, 0, 0, 1, x, y), halo=0.22))
    out.append(b"Q\n")
    return b"".join(out)


def _diagonals(width: float, height: float, line: str, font: StampFont, *, everywhere: bool) -> bytes:
    """Three lines about the middle, or as many as cover the page: always on ``save``, and on very long pages."""
    short, long = sorted((width, height))
    scale = short / _A4_WIDTH
    size, row = 12.0 * scale, _ROW * scale
    cos, sin = math.cos(_ANGLE), math.sin(_ANGLE)
    reach = (width * sin + height * cos) / 2
    rows = min(60, math.ceil(reach / row)) if everywhere or long > 1.6 * short else 1
    if rows == 60:
        row = reach / 60
    half = (width * cos + height * sin) / 2
    unit = line + " · "
    step = font.width(unit, size)
    times = min(40, max(1, math.ceil(2 * half / step) + 1))
    out = [b"q /Faint gs 0 g 1 G 1 j "]
    for index in range(-rows, rows + 1):
        away = index * row
        # Lines start at different places, so that no vertical strip of the page stays clean.
        along = -half - (index % 3) * step / 3
        x = width / 2 + along * cos - away * sin
        y = height / 2 + along * sin + away * cos
        out.append(_haloed(unit * times, font, size, (cos, sin, -sin, cos, x, y), halo=0.12))
    out.append(b"Q\n")
    return b"".join(out)


def _haloed(
    line: str, font: StampFont, size: float, matrix: tuple[float, float, float, float, float, float], halo: float
) -> bytes:
    place = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in matrix).encode()
    shown = font.hexed(line)
    return b"%.3f w BT /M %.4f Tf %b Tm 1 Tr %b Tj %b Tm 0 Tr %b Tj ET\n" % (
        size * halo,
        size,
        place,
        shown,
        place,
        shown,
    )


def _qr_side(width: float, height: float) -> float:
    return min(_QR_SIDE * max(1.0, min(width, height) / _A4_WIDTH), min(width, height) * 0.25)


def _qr(width: float, height: float, text: str) -> bytes:
    """Black modules on a white ground in the bottom right corner, where the official layout has its margin."""
    rows = [bytes(row) for row in segno.make_qr(text, error="q", boost_error=False).matrix]
    quiet = 2
    side = _qr_side(width, height)
    module = side / (len(rows) + 2 * quiet)
    edge = min(6.0, width * 0.01, height * 0.01)
    left, bottom = width - edge - side, edge
    out = [b"q 1 g %.3f %.3f %.3f %.3f re f 0 g\n" % (left, bottom, side, side)]
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = 0
            while x + run < len(row) and row[x + run]:
                run += 1
            if run:
                at = (left + (x + quiet) * module, bottom + side - (y + quiet + 1) * module)
                out.append(b"%.3f %.3f %.3f %.3f re " % (*at, run * module, module))
            x += run or 1
    out.append(b"f Q\n")
    return b"".join(out)
