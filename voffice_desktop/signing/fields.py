"""The places of an outgoing document, made before anyone signs, and the number filled into them later.

Signing then only fills a field: everything else that changes is a finding. The number and the date are text
fields, filled by incremental update, which a validator accepts after the leader's personal signature
(form filling, ISO 32000-1, 12.8.2.2). Places: NĐ 30/2020/NĐ-CP annex I, II.7 and II.8.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

from voffice_desktop.domain.signature_settings import SignatureSettings
from voffice_desktop.errors import DocumentFault
from voffice_desktop.signing.appearance import TEXT_STRIP, Drawing, StampText, printable
from voffice_desktop.signing.geometry import Box, PageGeometry, geometry_of

NUMBER = "SoVanBan"
DATE = "NgayThangNam"
DAY, MONTH, YEAR = "Ngay", "Thang", "Nam"
PERSONAL = "ChuKyCaNhan"
AGENCY = "ChuKyCoQuan"
CERTIFICATION = "ChungThuc"
ANNEX = "ChuKyPhuLuc"
"""The agency's field on an annex in a file of its own: top right of its first page (annex I, II.8)."""

_TEXT_SIZE = 13.0
_AGENCY_SIZE = (160.0, 84.0)
_ANNEX_SIZE = (190.0, 42.0)
_ANNEX_MARGIN = 18.0
_MM = 72 / 25.4
_EDGE = 8.0


@dataclass(frozen=True)
class Place:
    """A box on a page (counted from 0), in points: displayed coordinates, origin at the top left as shown.

    ``covers`` paints the box white first: where dots or underscores hold the place on the page.
    """

    page: int
    box: Box
    covers: bool = False


@dataclass(frozen=True)
class Places:
    """Where number, date and signatures go; ``None`` leaves a field out (``agency``: beside the personal one).

    Either one ``date`` ("ngày 05 tháng 01 năm 2026" whole) or the blanks ``day``, ``month``, ``year``.
    """

    number: Place | None = None
    date: Place | None = None
    day: Place | None = None
    month: Place | None = None
    year: Place | None = None
    personal: Place | None = None
    agency: Place | None = None


@dataclass(frozen=True)
class FieldPlace:
    """Where a field stands: page counted from 0, box in user space, the page's geometry, signed or filled."""

    name: str
    page: int
    box: Box
    geometry: PageGeometry
    filled: bool


def default_places(pages: list[PageGeometry]) -> Places:
    """Places where nothing was found on the pages: NĐ 30/2020 annex I, cells 3, 4, 7c and 8, of A4."""
    first, last = pages[0], pages[-1]
    wide, tall = first.width, first.height
    personal = (last.width * 0.55, last.height - 190.0, last.width * 0.55 + 190.0, last.height - 120.0)
    end = len(pages) - 1
    return Places(
        number=Place(0, (wide * 0.2, tall * 0.105, wide * 0.2 + 60, tall * 0.105 + 20)),
        date=Place(0, (wide * 0.5, tall * 0.105, wide - 40, tall * 0.105 + 20)),
        personal=Place(end, personal),
        agency=Place(end, over_left_third(personal, last)),
    )


def places_from(blanks: dict[str, Any], pages: list[PageGeometry]) -> Places:
    """Places of the blanks that the renderer found (`pdf.signed_checks.Eyes.find_blanks`), defaults for the rest."""
    default = default_places(pages)
    found = {
        name: Place(
            int(one["page"]), (one["box"][0], one["box"][1], one["box"][2], one["box"][3]), bool(one["covers"])
        )
        for name, one in blanks.items()
        if name in ("number", "day", "month", "year", "personal")
    }
    personal = found.get("personal", default.personal)
    assert personal is not None
    dated = "day" in found or "month" in found
    return Places(
        number=found.get("number", default.number),
        date=None if dated else default.date,
        day=found.get("day"),
        month=found.get("month"),
        year=found.get("year"),
        personal=personal,
        agency=Place(personal.page, over_left_third(personal.box, _page(pages, personal.page))),
    )


def over_left_third(personal: Box, page: PageGeometry, size: tuple[float, float] = _AGENCY_SIZE) -> Box:
    """The agency's box over the left third of the personal one (annex I, II.8), kept on the page. Displayed."""
    width, height = size
    x0, y0, x1, y1 = personal
    return _on_page(x0 + (x1 - x0) / 3 - width, (y0 + y1 - height) / 2, size, page)


def agency_place(personal: Place, pages: list[PageGeometry], wishes: SignatureSettings, *, seal: bool) -> Place:
    """Where the agency signs by its unit's settings; with a ``seal`` picture the box has room for it in real size."""
    across = wishes.seal_mm * _MM
    size = (max(across, 118.0), across + TEXT_STRIP) if seal else _AGENCY_SIZE
    page = _page(pages, personal.page)
    x0, y0, x1, y1 = personal.box
    top = (y0 + y1 - size[1]) / 2
    number, box = personal.page, over_left_third(personal.box, page, size)
    if wishes.agency_place == "left_of_personal":
        box = (x0 - size[0] - 4, top, x0 - 4, top + size[1])
    elif wishes.agency_place == "right_of_personal":
        box = (x1 + 4, top, x1 + 4 + size[0], top + size[1])
    elif wishes.agency_place == "last_page_left":
        box = (_ANNEX_MARGIN, top, _ANNEX_MARGIN + size[0], top + size[1])
    elif wishes.agency_place == "first_page_right":
        number, page = 0, pages[0]
        right = page.width - _ANNEX_MARGIN
        box = (right - size[0], _ANNEX_MARGIN, right, _ANNEX_MARGIN + size[1])
    left, top = box[0] + wishes.right_mm * _MM, box[1] + wishes.down_mm * _MM
    return Place(number, _on_page(left, top, size, page))


def _on_page(left: float, top: float, size: tuple[float, float], page: PageGeometry) -> Box:
    left = min(max(_EDGE, left), page.width - size[0] - _EDGE)
    top = min(max(_EDGE, top), page.height - size[1] - _EDGE)
    return (left, top, left + size[0], top + size[1])


def prepare_annex(data: bytes) -> bytes:
    """An annex with the agency's empty field at the top right of page 1. DocumentFault as `prepare_fields`."""
    page = page_geometries(data)[0]
    width, height = min(_ANNEX_SIZE[0], page.width - 36), min(_ANNEX_SIZE[1], page.height - 36)
    if width < 60 or height < 16:
        raise DocumentFault("page_too_small")
    a, b, c, d = (round(value, 2) for value in page.top_right(width, height, margin=_ANNEX_MARGIN))
    try:
        return add_signature_field(data, ANNEX, 0, (a, b, c, d))
    except DocumentFault:
        raise
    except Exception as broken:  # hostile bytes met while writing
        raise DocumentFault("unreadable_pdf") from broken


def page_geometries(data: bytes) -> list[PageGeometry]:
    """Every page's visible box and rotation. DocumentFault ``unreadable_pdf``."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        return [geometry_of(reader.find_page_for_modification(n)[0].get_object()) for n in range(_pages(reader))]
    except Exception as broken:  # a boundary to hostile bytes: pyHanko raises a dozen kinds
        raise DocumentFault("unreadable_pdf") from broken


class _Undated(IncrementalPdfFileWriter):
    """Leaves the document's information as it is, the time of its last change too."""

    def _update_meta(self) -> None:
        return


def prepare_fields(data: bytes, places: Places | None = None, *, dated: bool = True) -> bytes:
    """``data`` with the fields added by one incremental update; the result is what gets approved and signed.
    Without ``dated`` the same fields on the same bytes give the same file, whatever the time.

    DocumentFault ``unreadable_pdf``, ``encrypted_pdf``, ``field_off_page``, ``fields_already_there``.
    """
    writer = _writer(data, IncrementalPdfFileWriter if dated else _Undated)
    pages = page_geometries(data)
    wanted = places or default_places(pages)
    if wanted.personal is not None and wanted.agency is None:
        page = wanted.personal.page
        around = over_left_third(wanted.personal.box, _page(pages, page))
        wanted = Places(**{**wanted.__dict__, "agency": Place(page, around)})
    try:
        _clean_form(writer)
        for name, place in (
            (NUMBER, wanted.number), (DATE, wanted.date), (DAY, wanted.day),
            (MONTH, wanted.month), (YEAR, wanted.year),
        ):  # fmt: skip
            if place is not None:
                _add_text_field(writer, name, place, _page(pages, place.page))
        for name, place in ((PERSONAL, wanted.personal), (AGENCY, wanted.agency)):
            if place is not None:
                _add_signature_field(writer, name, place.page, _user_box(place, _page(pages, place.page)))
        _flag_form(writer)
        # The library names each update by chance.
        writer._document_id[1] = generic.ByteStringObject(hashlib.sha256(data).digest()[:16])
        return _written(writer)
    except DocumentFault:
        raise
    except Exception as broken:  # hostile bytes again, now met while writing
        raise DocumentFault("unreadable_pdf") from broken


def fill_number(data: bytes, number: str, issued_on: date) -> bytes:
    """Fill the pre-made number and date fields by one incremental update; earlier signatures stay valid.

    ``number`` is what stands in the blank before the symbol. DocumentFault ``number_field_missing``.
    """
    day, month = f"{issued_on.day:02d}", f"{issued_on.month:02d}" if issued_on.month < 3 else str(issued_on.month)
    texts = {
        NUMBER: number, DAY: day, MONTH: month, YEAR: str(issued_on.year),
        DATE: f"ngày {day} tháng {month} năm {issued_on.year}",
    }  # fmt: skip
    writer = _writer(data)
    try:
        found = False
        for field in list(_fields(writer)):
            text = texts.get(_name(field))
            if text is None or field["/FT"] != "/Tx":
                continue
            found = found or str(field["/T"]) == NUMBER
            rotation = geometry_of(field["/P"]).rotation
            _fill(writer, field, printable(text), rotation)
        if not found:
            raise DocumentFault("number_field_missing")
        return _written(writer)
    except DocumentFault:
        raise
    except Exception as broken:  # hostile bytes met while writing
        raise DocumentFault("unreadable_pdf") from broken


def find_field(data: bytes, name: str) -> FieldPlace | None:
    """Where the signature field ``name`` stands, if there is one. DocumentFault ``unreadable_pdf``."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        for found, value, ref in enumerate_sig_fields(reader):
            if found == name:
                return place_of(reader, name, ref.get_object(), filled=value is not None)
        return None
    except Exception as broken:  # a boundary to hostile bytes
        raise DocumentFault("unreadable_pdf") from broken


def place_of(handler: Any, name: str, field: Any, *, filled: bool) -> FieldPlace | None:
    """The page and box of a field's first widget, found by walking the pages' own annotation lists."""
    widget = field if "/Rect" in field else field["/Kids"][0]
    wanted = getattr(widget.container_ref, "reference", None) or widget.container_ref
    for number in range(_pages(handler)):
        page = handler.find_page_for_modification(number)[0].get_object()
        if "/Annots" not in page:
            continue
        for annotation in page["/Annots"]:
            if annotation.get_object().container_ref == wanted:
                x0, y0, x1, y1 = (float(value) for value in widget["/Rect"])
                box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                return FieldPlace(name, number, box, geometry_of(page), filled)
    return None


def add_signature_field(data: bytes, name: str, page: int, box: Box) -> bytes:
    """``data`` plus one incremental update that holds an empty signature field (box in user space)."""
    writer = _writer(data)
    _clean_form(writer)
    _add_signature_field(writer, name, page, box)
    _flag_form(writer)
    return _written(writer)


def _writer(data: bytes, kind: type[IncrementalPdfFileWriter] = IncrementalPdfFileWriter) -> IncrementalPdfFileWriter:
    try:
        writer = kind(io.BytesIO(data), strict=False)
        encrypted = writer.prev.encrypted
    except Exception as broken:  # a boundary to hostile bytes
        raise DocumentFault("unreadable_pdf") from broken
    if encrypted:
        raise DocumentFault("encrypted_pdf")
    return writer


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _pages(handler: Any) -> int:
    return int(handler.root["/Pages"]["/Count"])


def _page(pages: list[PageGeometry], number: int) -> PageGeometry:
    if not 0 <= number < len(pages):
        raise DocumentFault("field_off_page")
    return pages[number]


def _user_box(place: Place, page: PageGeometry) -> Box:
    x0, y0, x1, y1 = place.box
    if not (-1 <= x0 < x1 <= page.width + 1 and -1 <= y0 < y1 <= page.height + 1):
        raise DocumentFault("field_off_page")
    a, b, c, d = (round(value, 2) for value in page.to_user_space(place.box))
    return (a, b, c, d)


def _clean_form(writer: IncrementalPdfFileWriter) -> None:
    """Keep a form's fields, but never let a viewer redraw what was signed."""
    form = _form(writer)
    if form is not None and "/NeedAppearances" in form:
        del form["/NeedAppearances"]
        writer.update_container(form)


def _form(writer: IncrementalPdfFileWriter) -> Any:
    return writer.root["/AcroForm"] if "/AcroForm" in writer.root else None  # noqa: SIM401 - get() leaves references


def _name(field: Any) -> str:
    return str(field["/T"]) if "/T" in field else ""


def _flag_form(writer: IncrementalPdfFileWriter) -> None:
    """Signatures exist, append only: signing would set it, and then the form itself would differ from the base."""
    form = _form(writer)
    if form is not None and int(form.get("/SigFlags", 0)) != 3:
        form["/SigFlags"] = generic.NumberObject(3)
        writer.update_container(form)


def _fields(writer: IncrementalPdfFileWriter) -> list[Any]:
    form = _form(writer)
    return [] if form is None or "/Fields" not in form else [ref.get_object() for ref in form["/Fields"]]


def _add_signature_field(writer: IncrementalPdfFileWriter, name: str, page: int, box: Box) -> None:
    if any(found == name for found, _, _ in enumerate_sig_fields(writer)):
        raise DocumentFault("fields_already_there")
    # pyHanko writes whatever numbers it is given; its annotation says int
    spec = SigFieldSpec(name, on_page=page, box=box)  # type: ignore[arg-type]  # points need not be whole
    append_signature_field(writer, spec)


def _add_text_field(writer: IncrementalPdfFileWriter, name: str, place: Place, page: PageGeometry) -> None:
    if any(_name(field) == name for field in _fields(writer)):
        raise DocumentFault("fields_already_there")
    page_ref = writer.find_page_for_modification(place.page)[0]
    box = _user_box(place, page)
    field = generic.DictionaryObject(
        {
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): pdf_string(name),
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/Rect"): generic.ArrayObject([generic.FloatObject(value) for value in box]),
            pdf_name("/P"): page_ref,
            pdf_name("/F"): generic.NumberObject(4),  # printed
            pdf_name("/Ff"): generic.NumberObject(1),  # read-only in viewers
            pdf_name("/DA"): pdf_string("/F1 13 Tf 0 g"),
            pdf_name("/V"): pdf_string(""),
        }
    )
    _draw(writer, field, StampText((), opaque=place.covers), page.rotation)
    reference = writer.add_object(field)
    form = _form(writer)
    if form is None:
        form = generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject()})
        writer.root["/AcroForm"] = writer.add_object(form)
        writer.update_root()
        form = writer.root["/AcroForm"]
    form["/Fields"].append(reference)
    writer.update_container(form["/Fields"])
    writer.register_annotation(page_ref, reference)


def _fill(writer: IncrementalPdfFileWriter, field: Any, text: str, rotation: int) -> None:
    covers = b"1 1 1 rg" in field["/AP"]["/N"].data
    field["/V"] = pdf_string(text)
    _draw(writer, field, StampText((text,), size=_TEXT_SIZE, centred=True, opaque=covers), rotation)
    writer.update_container(field)


def _draw(writer: IncrementalPdfFileWriter, field: Any, stamp: StampText, rotation: int) -> None:
    x0, y0, x1, y1 = (float(value) for value in field["/Rect"])
    Drawing(writer, stamp, x1 - x0, y1 - y0, rotation).apply_appearance(field)
