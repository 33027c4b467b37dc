"""Moving the places of an approved document that nobody has signed yet: number, date, signatures.

The fields stay the same objects in one more incremental update; what was filled or signed is never moved.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from voffice_desktop.errors import DocumentFault
from voffice_desktop.signing import fields
from voffice_desktop.signing.appearance import Drawing, StampText
from voffice_desktop.signing.fields import Place
from voffice_desktop.signing.geometry import Box

MOVABLE = (
    fields.NUMBER, fields.DATE, fields.DAY, fields.MONTH, fields.YEAR, fields.PERSONAL, fields.AGENCY,
)  # fmt: skip
_SMALLEST = 10.0


def places_of(data: bytes) -> dict[str, Place]:
    """Every movable place by its field's name, displayed. DocumentFault ``unreadable_pdf``."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        found = {}
        for name, field in _own_fields(reader):
            place = fields.place_of(reader, name, field, filled=False)
            if place is not None:
                x0, y0, x1, y1 = (round(value, 2) for value in place.geometry.to_displayed(place.box))
                found[name] = Place(place.page, (x0, y0, x1, y1), _covers(field))
        return found
    except Exception as broken:  # a boundary to hostile bytes
        raise DocumentFault("unreadable_pdf") from broken


def move_places(data: bytes, boxes: Mapping[str, Box]) -> bytes:
    """``data`` with the named fields at other boxes (displayed points) of their own pages.

    DocumentFault ``already_signed`` (a signature or a number is there), ``number_field_missing`` (no such field),
    ``field_off_page``, ``unreadable_pdf``.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    try:
        if any("/V" in field and str(field["/V"]) for _, field in _own_fields(writer)):
            raise DocumentFault("already_signed")
        known = dict(_own_fields(writer))
        for name, box in boxes.items():
            if name not in known:
                raise DocumentFault("number_field_missing")
            place = fields.place_of(writer, name, known[name], filled=False)
            x0, y0, x1, y1 = box
            if place is None or x1 - x0 < _SMALLEST or y1 - y0 < _SMALLEST:
                raise DocumentFault("field_off_page")
            page = place.geometry
            if not (x0 >= 0 and x1 <= page.width and y0 >= 0 and y1 <= page.height):
                raise DocumentFault("field_off_page")
            _move(writer, known[name], page.to_user_space(box), page.rotation)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()
    except DocumentFault:
        raise
    except Exception as broken:  # hostile bytes met while writing
        raise DocumentFault("unreadable_pdf") from broken


def _move(writer: IncrementalPdfFileWriter, field: Any, box: Box, rotation: int) -> None:
    covers = _covers(field)
    field["/Rect"] = generic.ArrayObject([generic.FloatObject(round(value, 2)) for value in box])
    if field["/FT"] == "/Tx":
        look = StampText((), opaque=covers)
        Drawing(writer, look, box[2] - box[0], box[3] - box[1], rotation).apply_appearance(field)
    elif "/AP" in field:
        del field["/AP"]
    writer.update_container(field)


def _covers(field: Any) -> bool:
    return bool(field["/FT"] == "/Tx" and "/AP" in field and b"1 1 1 rg" in field["/AP"]["/N"].data)


def _own_fields(handler: Any) -> list[tuple[str, Any]]:
    root = handler.root
    if "/AcroForm" not in root or "/Fields" not in root["/AcroForm"]:
        return []
    every = [ref.get_object() for ref in root["/AcroForm"]["/Fields"]]
    return [(str(one["/T"]), one) for one in every if pdf_name("/T") in one and str(one["/T"]) in MOVABLE]
