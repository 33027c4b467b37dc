"""Make the ``view`` copy, and the normal form of a document for approval.

The page's content becomes a form of its own, so that nothing it does (clipping, scaling, unbalanced ``q``) reaches
the mark. Catalog, page tree and pages are built anew from what a page needs; everything else is left behind
unreachable and is not written.
"""

from __future__ import annotations

import contextlib
import io
import unicodedata
from typing import Any

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name

from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.inside import navigation, notes
from voffice_desktop.pdf.inside.arrival import with_arrival
from voffice_desktop.pdf.inside.layers import bake_layers
from voffice_desktop.pdf.inside.mark import MarkText, mark_form
from voffice_desktop.pdf.inside.marring import marred_pictures
from voffice_desktop.pdf.inside.pagebox import Attributes, PageBox, page_box
from voffice_desktop.pdf.inside.stampfont import StampFont, stamp_font

_SAVED = {
    "object_stream_mode": pikepdf.ObjectStreamMode.generate,
    "compress_streams": True,
    "stream_decode_level": pikepdf.StreamDecodeLevel.none,  # what is packed stays as it is
}
# Only object streams and the mark are packed anew, and they are small: speed matters more than size here.
pikepdf.settings.set_flate_compression_level(1)
_HIDDEN = 2 | 32  # annotation flags Hidden, NoView
_ACTIVE_KEYS = frozenset({"/Metadata", "/PieceInfo", "/AF", "/A", "/AA", "/OC", "/Alternates", "/OPI"})


def job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{identity, annotations, statement}`` and the file → ``{verified, pages}`` and the copy."""
    data, pages = marked(params, blobs[0])
    return {"verified": True, "pages": pages}, [data]


def normalise_job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{allow_signed}`` and the file → ``{pages}`` and the file in normal form."""
    with _opened(blobs[0]) as pdf:
        if not params.get("allow_signed") and _signed(pdf):
            raise DocumentFault("already_signed")
    with _flat(blobs[0]) as pdf:
        pages = _rebuild(pdf)
        for page in pages:
            page.dictionary.Resources = Dictionary(XObject=Dictionary(Page=page.form))
            page.dictionary.Contents = pdf.make_stream(b"/Page Do")
        data = _written(pdf, "")
    _nothing_covered(data)
    _same_look(blobs[0], data)
    return {"pages": len(pages)}, [data]


def mark_text(params: dict[str, Any], font: StampFont) -> MarkText:
    identity = params["identity"]
    return MarkText(
        account=font.clean(identity["account"]),
        full_name=font.clean(identity["full_name"]),
        time=font.clean(identity["time_text"]),
        record=font.clean(identity["record_number"]),
        copy_id=font.clean(identity["copy_id"]),
        statement=font.clean(params["statement"]),
    )


def marked(params: dict[str, Any], data: bytes, qr: str | None = None) -> tuple[bytes, int]:
    """The file with the mark and the annotations on it, checked; and its number of pages."""
    try:
        return _marked(params, data, qr)
    except pikepdf.PdfError:
        # MuPDF reads on where qpdf gives up, in damaged streams above all; what it keeps is what a reader sees.
        return _marked(params, _through_mupdf(data, bake=False, clean=True), qr)


def _marked(params: dict[str, Any], data: bytes, qr: str | None) -> tuple[bytes, int]:
    font = stamp_font()
    text = mark_text(params, font)
    ways = navigation.Navigation()
    with _flat(data, ways) as pdf:
        pages = _rebuild(pdf)
        navigation.write(pdf, [page.dictionary for page in pages], ways)
        embedded = font.embed(pdf)
        marks: dict[PageBox, tuple[str, pikepdf.Object, pikepdf.Object]] = {}
        salt = text.copy_id.replace("-", "")[-8:] or "0"
        by_page: dict[int, list[dict[str, Any]]] = {}
        for note in params["annotations"]:
            by_page.setdefault(int(note.get("page", 0)), []).append(note)
        for number, page in enumerate(pages, 1):
            known = marks.get(page.box)
            if known is None:
                name = f"/M{len(marks)}x{salt}"
                form = pdf.make_indirect(mark_form(pdf, page.box, text, font, embedded, qr))
                known = marks[page.box] = (name, form, pdf.make_stream(f"/Page Do {name} Do".encode()))
            name, form, contents = known
            body = page.form
            arrival = params.get("arrival")
            if arrival is not None and int(arrival["page"]) == number:
                # Below the mark: who took the copy stays legible over everything.
                body = with_arrival(pdf, page.form, page.box, arrival, font, embedded)
            drawn = Dictionary({"/Page": body, name: form})
            page.dictionary["/Resources"] = Dictionary({"/XObject": drawn})
            page.dictionary["/Contents"] = contents
            if number in by_page:
                drawn_notes = notes.drawn(pdf, page.box, by_page[number], font, embedded)
                page.dictionary["/Annots"] = Array([*_list(page.dictionary.get("/Annots")), *drawn_notes])
        out = _written(pdf, text.statement)
    _verify(out, text, len(pages), len(marks))
    return out, len(pages)


class _Page:
    __slots__ = ("box", "dictionary", "form")

    def __init__(self, dictionary: pikepdf.Object, form: pikepdf.Object, box: PageBox) -> None:
        self.dictionary = dictionary
        self.form = form
        self.box = box


def _opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data), suppress_warnings=True)


def _flat(data: bytes, ways: navigation.Navigation | None = None) -> pikepdf.Pdf:
    """Open the file with all its annotations, fields and layers turned into page content.

    ``ways`` takes its links and its outline, which are gone from the file afterwards.
    """
    try:
        pdf = _opened(data)
        noted = _noted(pdf)
        lacking = bool(noted) and _lacks_appearance(pdf, noted)
    except pikepdf.PasswordError as error:
        raise DocumentFault("encrypted") from error
    except pikepdf.PdfError:
        pdf, lacking = _opened(_through_mupdf(data, bake=False)), False
        noted = _noted(pdf)
    if pdf.is_encrypted:
        raise DocumentFault("encrypted")
    if lacking:
        for page in noted:  # MuPDF draws only what is an object of its own
            page["/Annots"] = Array(
                [note if note.is_indirect else pdf.make_indirect(note) for note in _list(page.get("/Annots"))]
            )
        drawn = io.BytesIO()
        pdf.save(drawn)
        pdf.close()
        pdf = _opened(_through_mupdf(drawn.getvalue(), bake=True))
        noted = _noted(pdf)
    if ways is not None:
        found = navigation.read(pdf)
        ways.links, ways.outline = found.links, found.outline
    marred_pictures(pdf, noted)
    hidden = bake_layers(pdf, noted)
    for page in noted:
        _drop_links(page, hidden)
    if any("/Annots" in page for page in noted):
        pdf.flatten_annotations("screen")
    return pdf


def _noted(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [page.obj for page in pdf.pages if "/Annots" in page.obj]


def _lacks_appearance(pdf: pikepdf.Pdf, pages: list[pikepdf.Object]) -> bool:
    """Whether something visible on a page has no appearance of its own: then MuPDF must draw it first."""
    form = pdf.Root.get("/AcroForm")
    wanted = isinstance(form, Dictionary) and form.get("/NeedAppearances") == True  # noqa: E712  a PDF boolean
    for page in pages:
        for note in _list(page.get("/Annots")):
            if not isinstance(note, Dictionary) or note.get("/Subtype") in (Name.Link, Name.Popup):
                continue
            if int(_integer(note.get("/F"))) & _HIDDEN:
                continue
            if wanted or "/AP" not in note:
                return True
    return False


def _drop_links(page: pikepdf.Object, hidden: set[tuple[int, int]]) -> None:
    kept = [
        note
        for note in _list(page.get("/Annots"))
        if isinstance(note, Dictionary)
        and note.get("/Subtype") not in (Name.Link, Name.Popup)
        and note.get("/OC", Dictionary()).objgen not in hidden
    ]
    if kept:
        page["/Annots"] = Array(kept)
    else:
        del page["/Annots"]


def _rebuild(pdf: pikepdf.Pdf) -> list[_Page]:
    """New catalog, page tree and page dictionaries; each page's content as a form."""
    used: dict[tuple[int, int], tuple[tuple[int, int], pikepdf.Object, PageBox]] = {}
    old = [page.obj for page in pdf.pages]
    language = pdf.Root.get("/Lang")
    _strip(pdf)
    attributes = Attributes()
    frames: dict[PageBox, pikepdf.Object] = {}
    pages = [_page(pdf, page, attributes, used, frames) for page in old]
    tree = pdf.make_indirect(
        Dictionary(Type=Name.Pages, Count=len(pages), Kids=Array([page.dictionary for page in pages]))
    )
    for page in pages:
        page.dictionary["/Parent"] = tree
    catalog = Dictionary(Type=Name.Catalog, Pages=tree)
    if isinstance(language, pikepdf.String):
        catalog["/Lang"] = pikepdf.String(str(language)[:35])
    pdf.trailer["/Root"] = pdf.make_indirect(catalog)
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    pdf.trailer["/Size"] = 1  # qpdf corrects it, but writes none where a broken file had none
    return pages


def _page(
    pdf: pikepdf.Pdf,
    old: pikepdf.Object,
    attributes: Attributes,
    used: dict[tuple[int, int], Any],
    frames: dict[PageBox, pikepdf.Object],
) -> _Page:
    known = attributes.of(old)
    box = page_box(old, known)
    resources = known.get("/Resources")
    if not isinstance(resources, Dictionary):
        resources = Dictionary()
    keys = old.keys()
    contents = old["/Contents"] if "/Contents" in keys else None
    if isinstance(contents, Array):
        parts = [part for part in contents if isinstance(part, pikepdf.Stream)]
        if len(parts) > 1:
            # Parts are joined by white space: a token must not grow together (ISO 32000-1, 7.8.2).
            contents = pdf.make_stream(b"\n".join(part.read_bytes() for part in parts))
        else:
            contents = parts[0] if parts else None
    if not isinstance(contents, pikepdf.Stream):
        contents = pdf.make_stream(b"")
    same = (resources.objgen, box)
    before = used.get(contents.objgen)
    frame = frames.get(box)
    if frame is None:
        frame = frames[box] = pdf.make_indirect(box.array)
    if before != same or not resources.is_indirect:
        if before is not None or "/Subtype" in contents:
            # A stream that serves another page with other fonts or boxes, or is a form already, needs a copy.
            contents = _copy(pdf, contents)
        used[contents.objgen] = same
        contents["/Subtype"] = Name.Form
        contents["/BBox"] = frame
        contents["/Resources"] = resources
    page = Dictionary(Type=Name.Page, MediaBox=frame)
    if box.rotation:
        page["/Rotate"] = box.rotation
    if box.unit != 1:
        page["/UserUnit"] = box.unit
    if "/Group" in keys and isinstance(old["/Group"], Dictionary):
        page["/Group"] = old["/Group"]
    return _Page(pdf.make_indirect(page), contents, box)


def _copy(pdf: pikepdf.Pdf, stream: pikepdf.Stream) -> pikepdf.Stream:
    copy = pdf.make_stream(stream.read_raw_bytes())
    for key in ("/Filter", "/DecodeParms"):
        if key in stream:
            copy[key] = stream[key]
    return copy


def _strip(pdf: pikepdf.Pdf) -> None:
    """Take what is no picture of the page out of every object: metadata, private data, actions, layers."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary | pikepdf.Stream):
            for key in _ACTIVE_KEYS.intersection(thing.keys()):
                del thing[key]


def _written(pdf: pikepdf.Pdf, title: str) -> bytes:
    if title:
        pdf.docinfo["/Title"] = title
    out = io.BytesIO()
    pdf.save(out, **_SAVED)
    return out.getvalue()


def _verify(data: bytes, text: MarkText, pages: int, kinds: int) -> None:
    """Read the copy as a stranger would. Raises `DocumentFault` ``stamp_failed``."""
    with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
        contents = set()
        for page in pdf.Root.Pages.Kids:  # flat: `_rebuild` made it so
            contents.add(page["/Contents"].objgen)
            if len(page["/Resources"]["/XObject"]) != 2:
                raise DocumentFault("stamp_failed", cause="resources")
        bodies = [pdf.get_object(which).read_bytes() for which in contents]
        sound = all(body.startswith(b"/Page Do /M") and body.endswith(b" Do") for body in bodies)
        if len(pdf.pages) != pages or len(contents) != kinds or not sound:
            raise DocumentFault("stamp_failed", cause="pages")
        if any(key in pdf.Root for key in ("/AcroForm", "/OCProperties", "/Names", "/OpenAction", "/AA")):
            raise DocumentFault("stamp_failed", cause="catalog")
    with pymupdf.open(stream=data, filetype="pdf") as document:
        if document.page_count != pages or document.is_repaired:
            raise DocumentFault("stamp_failed", cause="parsers")
        for number in {0, pages - 1}:
            found = " ".join(unicodedata.normalize("NFC", document[number].get_text()).split())
            if not all(" ".join(wanted.split()) in found for wanted in text.wanted):
                raise DocumentFault("stamp_failed", cause="text", page=number + 1)


def _same_look(before: bytes, after: bytes) -> None:
    """Refuse the normal form if a page of it looks otherwise than the page that was approved."""
    with (
        pymupdf.open(stream=before, filetype="pdf") as old,
        pymupdf.open(stream=after, filetype="pdf") as new,
    ):
        if old.page_count != new.page_count:
            raise DocumentFault("normal_form_differs")
        for number in range(old.page_count):
            first, second = old[number].get_pixmap(dpi=30), new[number].get_pixmap(dpi=30)
            if (first.width, first.height) != (second.width, second.height):
                raise DocumentFault("normal_form_differs", page=number + 1)
            if first.samples != second.samples and _apart(first.samples, second.samples) > 0.002:
                raise DocumentFault("normal_form_differs", page=number + 1)


def _nothing_covered(data: bytes) -> None:
    """Refuse text under an opaque picture: lifted later, it would be another document (shadow attacks).

    A picture of nearly the whole page is a scan over its recognised text, which is how scanners write.
    """
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            drawn = page.get_bboxlog()
            area = abs(page.rect.width * page.rect.height)
            texts: list[pymupdf.Rect] = []
            for kind, box in drawn:
                rect = pymupdf.Rect(box) & page.rect
                if kind in ("fill-text", "stroke-text"):
                    texts.append(rect)
                    continue
                small = kind == "fill-image" and abs(rect.width * rect.height) < 0.8 * area
                if small and any(text.width > 2 and text.height > 2 and rect.contains(text) for text in texts):
                    raise DocumentFault("hidden_content", page=page.number + 1)


def _apart(first: bytes, second: bytes) -> float:
    """Share of samples that differ by more than an eighth of the range."""
    return sum(abs(a - b) > 32 for a, b in zip(first, second, strict=True)) / len(first)


def _through_mupdf(data: bytes, *, bake: bool, clean: bool = False) -> bytes:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        if document.needs_pass:
            raise DocumentFault("encrypted")
        if bake:
            for page in document:
                for note in page.annots() or ():
                    if document.xref_get_key(note.xref, "AP")[0] == "null":
                        # Boundary to hostile input: a note that MuPDF cannot draw (no area, no points) is not
                        # seen in any reader either.
                        with contextlib.suppress(ValueError, TypeError, RuntimeError):
                            note.update()
            document.bake()
        result: bytes = document.tobytes(garbage=1, clean=clean)
        return result


def _signed(pdf: pikepdf.Pdf) -> bool:
    return any(isinstance(thing, Dictionary) and "/ByteRange" in thing for thing in pdf.objects)


def _list(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    return list(value) if isinstance(value, Array) else []


def _integer(value: object) -> int:
    return value if isinstance(value, int) else 0
