"""The ĐẾN stamp as a form laid over a copy's page, upright as the page is shown."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from voffice_desktop.pdf.inside.pagebox import PageBox
from voffice_desktop.pdf.inside.stampfont import StampFont

_RED = "0.69 0.13 0.13"


def with_arrival(
    pdf: pikepdf.Pdf,
    page: pikepdf.Object,
    box: PageBox,
    arrival: dict[str, Any],
    font: StampFont,
    embedded: pikepdf.Object,
) -> pikepdf.Object:
    """The page's form with the stamp over it, as one form."""
    stamp = pdf.make_indirect(arrival_form(pdf, box, arrival, font, embedded))
    return pdf.make_indirect(
        pdf.make_stream(
            b"/Page Do /Den Do",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([float(value) for value in (-20000, -20000, 20000, 20000)]),
            Resources=Dictionary(XObject=Dictionary({"/Page": page, "/Den": stamp})),
        )
    )


def arrival_form(
    pdf: pikepdf.Pdf, box: PageBox, arrival: dict[str, Any], font: StampFont, embedded: pikepdf.Object
) -> pikepdf.Object:
    """A form in the page's own space; ``x`` and ``y`` count from the top left of the visible, unrotated page."""
    wide, high = (float(value) for value in arrival["size"])
    left, top = box.left + float(arrival["x"]), box.top - float(arrival["y"])
    out = [
        f"q {_RED} RG {_RED} rg 1 w".encode(),
        b"%.2f %.2f %.2f %.2f re S" % (left + 0.5, top - high + 0.5, wide - 1, high - 1),
    ]
    for line in arrival["lines"]:
        size, text = float(line["size"]), font.clean(str(line["text"]))
        while size > 3 and font.width(text, size) > wide - 8:
            size -= 0.25
        x = left + ((wide - font.width(text, size)) / 2 if line["centred"] else 6)
        drawn = b"2 Tr 0.3 w" if line["bold"] else b"0 Tr"
        y = top - float(line["baseline"])
        out.append(b"BT %b /M %.2f Tf %.2f %.2f Td %b Tj ET" % (drawn, size, x, y, font.hexed(text)))
    out.append(b"Q")
    bounds = Array([round(value, 2) for value in (left, top - high, left + wide, top)])
    return pdf.make_stream(
        zlib.compress(b"\n".join(out), 6),
        Filter=Name.FlateDecode,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=bounds,
        Resources=Dictionary(Font=Dictionary(M=embedded)),
    )
