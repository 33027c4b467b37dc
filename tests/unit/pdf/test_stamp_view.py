"""The ``view`` copy: marked on every page, nothing of the clean file left, the page looks as before."""

from __future__ import annotations

import io
import os
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.unit.pdf.samples import changed, texts, written
from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.gate import inspect
from voffice_desktop.pdf.stamp import STATEMENT, CopyIdentity, reading_copy

WHO = CopyIdentity(
    account="chuyenvien.kcb",
    full_name="Nguyễn Hữu Phước Mẫu",
    time_text="21/11/2026 10:31",
    record_number="123/BYT-KCB",
    copy_id="019ab3c4-5d6e-7f80-9123-456789abcdef",
)
WANTED = (WHO.account, WHO.full_name, WHO.time_text, WHO.copy_id, WHO.record_number, STATEMENT)


def _view(children: Children, data: bytes, notes: list[dict[str, Any]] | None = None) -> bytes:
    return reading_copy(data, WHO, "view", notes, children=children)


def _says_who(text: str) -> bool:
    flat = " ".join(text.split())
    return unicodedata.is_normalized("NFC", flat) and all(part in flat for part in WANTED)


def _poppler(data: bytes) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def test_every_page_says_who_in_two_readers(children: Children) -> None:
    copy = _view(children, written("Kính gửi: Bộ Y tế", "Trang {page}", pages=3))
    for read in (texts(copy), _poppler(copy)):
        assert len(read) == 3
        for number, text in enumerate(read, 1):
            assert _says_who(text)
            assert "Kính gửi: Bộ Y tế" in text
            assert f"Trang {number}" in text


@pytest.mark.parametrize("size", [(595, 842), (842, 595), (40, 40), (200, 2000), (2384, 3370), (14_000, 300)])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_any_size_and_rotation(children: Children, size: tuple[float, float], rotation: int) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = rotation

    copy = _view(children, changed(written("Nội dung", size=size, at=(4, 20)), turn))
    assert all(_says_who(text) for text in texts(copy))
    with pymupdf.open(stream=copy) as document:
        page = document[0]
        shown = page.rect
        assert (round(shown.width), round(shown.height)) == (size if rotation % 180 == 0 else size[::-1])
        foot = page.search_for(STATEMENT) or page.search_for(STATEMENT[:12])
        assert foot
        box = foot[0] * page.rotation_matrix
        assert box.x0 > shown.width * 0.4, "the foot line stays out of the bottom left"
        assert box.y0 > shown.height * 0.6


def test_crop_and_unit_are_honoured(children: Children) -> None:
    def crop(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.MediaBox = [-100, -50, 700, 900]
        page.CropBox = [100, 100, 500, 600]
        page.UserUnit = 2

    copy = _view(children, changed(written("Nội dung", at=(150, 300)), crop))
    with pymupdf.open(stream=copy) as document:
        assert _says_who(document[0].get_text())
        assert (document[0].rect.width, document[0].rect.height) in ((400, 500), (800, 1000))


def test_unbalanced_content_cannot_push_the_mark_away(children: Children) -> None:
    def hostile(pdf: pikepdf.Pdf) -> None:
        body = b"Q Q q q 0.001 0 0 0.001 9000 9000 cm 0 0 1 1 re W n BT /F1 12 Tf 3 Tr"
        pdf.pages[0].obj.Contents = pdf.make_stream(body)

    copy = _view(children, changed(written("x"), hostile))
    with pymupdf.open(stream=copy) as document:
        assert _says_who(document[0].get_text())
        dark = [value for value in document[0].get_pixmap(colorspace=pymupdf.csGRAY).samples if value < 200]
        assert len(dark) > 100, "the foot line is really painted"


def test_the_mark_is_legible_on_a_dark_page(children: Children) -> None:
    def night(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"0 g 0 0 595 842 re f")

    copy = _view(children, changed(written("x"), night))
    with pymupdf.open(stream=copy) as document:
        page = document[0]
        foot = page.search_for(STATEMENT)[0]
        assert max(page.get_pixmap(clip=foot, dpi=144, colorspace=pymupdf.csGRAY).samples) > 150
        middle = pymupdf.Rect(100, 200, 500, 640)
        assert max(page.get_pixmap(clip=middle, dpi=144, colorspace=pymupdf.csGRAY).samples) > 15


_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="canary-xmp"/></rdf:RDF></x:xmpmeta>'
)


def _load(pdf: pikepdf.Pdf) -> None:
    """Everything a reading copy must not carry on."""
    page = pdf.pages[0].obj
    stream = pdf.make_stream(b"0 0.6 0 rg 0 0 80 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 80, 20])
    signature = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=[0, 1, 2, 3], Contents=b"canary-sig"
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String("canary-field"),
            Rect=[300, 300, 380, 320],
            F=4,
            V=pdf.make_indirect(signature),
            AP=Dictionary(N=stream),
        )
    )
    link = pdf.make_indirect(
        Dictionary(
            Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI=String("javascript:canary-uri"))
        )
    )
    page.Annots = Array([field, link])
    page.PieceInfo = Dictionary(Canary=String("canary-piece"))
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("canary-js")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("canary-open"))
    pdf.attachments["canary.txt"] = b"canary-attached"
    pdf.docinfo["/Author"] = "canary-author"
    pdf.Root.Metadata = pdf.make_stream(_XMP, Type=Name.Metadata, Subtype=Name.XML)


def test_nothing_of_the_clean_file_is_left(children: Children) -> None:
    copy = _view(children, changed(written("Nội dung"), _load))
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages", "/Lang"}
        for page in pdf.pages:
            assert set(page.obj.keys()) <= {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources", "/Group"}
        out = io.BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
    assert b"canary" not in out.getvalue()
    assert b"/JavaScript" not in out.getvalue()
    assert copy.count(b"%%EOF") == 1
    with pymupdf.open(stream=copy) as document:
        assert document[0].get_pixmap().pixel(340, 842 - 310) == (0, 153, 0), "the signature's picture stays visible"
        assert not list(document[0].widgets())


def test_earlier_revisions_are_gone(children: Children) -> None:
    first = written("Bản nháp đầu tiên")
    with pymupdf.open(stream=first, filetype="pdf") as document:
        document[0].insert_text((72, 300), "Added later")
        revised = document.tobytes()
    out = io.BytesIO(revised)
    copy = _view(children, out.getvalue())
    assert copy.count(b"startxref") == 1
    assert "Added later" in texts(copy)[0]


def test_hidden_layers_go_and_shown_ones_stay(children: Children) -> None:
    def layered(pdf: pikepdf.Pdf) -> None:
        on = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("on")))
        off = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("off")))
        pdf.Root.OCProperties = Dictionary(OCGs=[on, off], D=Dictionary(OFF=[off]))
        page = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(On=on, Off=off)
        page.Contents = pdf.make_stream(
            b"/OC /On BDC 1 0 0 rg 100 100 50 50 re f EMC /OC /Off BDC 0 0 1 rg 300 400 50 50 re f EMC "
            b"200 400 9 9 re f"
        )

    copy = _view(children, changed(written("x"), layered))
    with pymupdf.open(stream=copy) as document:
        look = document[0].get_pixmap()
        assert look.pixel(120, 842 - 120) == (255, 0, 0)
        assert look.pixel(320, 842 - 420)[2] > 200
        assert look.pixel(320, 842 - 420)[0] > 200, "what was off stays unseen"
        assert look.pixel(204, 842 - 404) == (0, 0, 255), "the colour set inside the layer still holds after it"
        assert document.get_ocgs() == {}


def test_pages_that_share_a_stream_keep_their_own_fonts(children: Children) -> None:
    def shared(pdf: pikepdf.Pdf) -> None:
        body = pdf.make_stream(b"/C gs /P Do")
        for index, page in enumerate(pdf.pages):
            box = pdf.make_stream(b"%d 0 0 rg 100 500 50 50 re f" % index, Subtype=Name.Form, BBox=[0, 0, 900, 900])
            page.obj.Resources = Dictionary(XObject=Dictionary(P=box), ExtGState=Dictionary(C=Dictionary(ca=1)))
            page.obj.Contents = body

    copy = _view(children, changed(written("x", pages=2), shared))
    with pymupdf.open(stream=copy) as document:
        assert document[0].get_pixmap().pixel(120, 842 - 520) == (0, 0, 0)
        assert document[1].get_pixmap().pixel(120, 842 - 520) == (255, 0, 0)


def test_notes_without_a_look_are_drawn_or_left_out(children: Children) -> None:
    def noted(pdf: pikepdf.Pdf) -> None:
        bright = Dictionary(
            Subtype=Name.Highlight,
            Rect=[100, 500, 200, 520],
            F=4,
            C=[1, 1, 0],
            QuadPoints=[100, 520, 200, 520, 100, 500, 200, 500],
        )
        void = Dictionary(Subtype=Name.Line, Rect=[0, 0, 0, 0], F=4, L=[0, 0, 0, 0])
        pdf.pages[0].obj.Annots = Array([bright, void])

    with pymupdf.open(stream=_view(children, changed(written("x"), noted))) as document:
        red, green, blue = document[0].get_pixmap().pixel(150, 842 - 510)
        assert min(red, green) > 200
        assert blue < 80


NOTES: list[dict[str, Any]] = [
    {
        "id": "a1",
        "page": 1,
        "kind": "ink",
        "geometry": {"strokes": [[100, 100, 0.1, 190, 100, 1.0, 195, 100, 1.0, 205, 100, 1.0, 300, 100, 0.1]]},
        "style": {"color": "#c62828", "width": 10, "opacity": 1},
    },
    {
        "id": "a2",
        "page": 1,
        "kind": "highlight",
        "geometry": {"quads": [[100, 200, 200, 200, 100, 220, 200, 220]]},
        "style": {"color": "#ffff00"},
    },
    {
        "id": "a3",
        "page": 2,
        "kind": "text",
        "text": "Đồng ý, giao Vụ thực hiện trước ngày 30",
        "geometry": {"rect": [100, 300, 220, 360]},
        "style": {"color": "#1d4ed8"},
    },
    {"id": "a4", "page": 2, "kind": "stamp", "text": "ĐÃ XEM", "geometry": {"rect": [300, 300, 420, 340]}},
]


def test_pen_marks_are_annotations_with_their_own_look(children: Children) -> None:
    copy = _view(children, written("x", pages=2), NOTES)
    with pymupdf.open(stream=copy) as document:
        kinds = [[note.type[1] for note in page.annots()] for page in document]
        assert kinds == [["Ink", "Highlight"], ["FreeText", "Stamp"]]
        look = document[0].get_pixmap(dpi=144)
        column = [look.pixel(400, y)[1] < 128 for y in range(150, 250)]
        start = [look.pixel(210, y)[1] < 128 for y in range(150, 250)]
        assert 24 <= sum(column) <= 32, "full pressure: 1.4 times the pen"
        assert 12 <= sum(start) < 17, "light pressure is thinner"
        assert look.pixel(300, 420) == (255, 255, 0)
        said = " ".join(" ".join(note.get_text() for note in document[1].annots()).split())
        assert "Đồng ý, giao Vụ thực hiện trước ngày 30" in said
        assert "ĐÃ XEM" in said


def test_a_note_that_cannot_be_drawn_means_no_copy(children: Children) -> None:
    for geometry in ({"strokes": [[1, 2]]}, {"strokes": [[1, float("nan"), 0.5]]}, {}, {"strokes": []}):
        note = {"id": "a", "page": 1, "kind": "ink", "geometry": geometry}
        with pytest.raises(DocumentFault) as caught:
            _view(children, written("x"), [note])
        assert caught.value.code == "bad_annotation"


def test_what_cannot_be_read_gives_no_copy(children: Children) -> None:
    for data in (b"", b"%PDF-1.7 nothing", b"x" * 100):
        with pytest.raises(DocumentFault):
            _view(children, data)


def test_a_name_with_foreign_signs_is_still_marked(children: Children) -> None:
    who = CopyIdentity(account="a", full_name="An 😀\n漢", time_text="1", record_number="", copy_id=WHO.copy_id)
    assert "An ???" in texts(reading_copy(written("x"), who, children=children))[0]


def test_copies_of_a_thousand_pages_stay_small(children: Children) -> None:
    data = written("Trang {page}", pages=200)
    copy = _view(children, data)
    assert len(copy) - len(data) <= 200 * 150 + 30_000


@pytest.mark.corpus
def test_real_documents_are_marked_and_look_the_same(children: Children, corpus: Path) -> None:
    """One of three files (all corpora with VOFFICE_FULL_CORPUS=1): the upper part of first and last page barely
    changes. A page without sound boxes is passed over: readers differ on what they show of it."""
    folder = corpus if os.environ.get("VOFFICE_FULL_CORPUS") else corpus / "real"
    tried, wrong = 0, []
    for path in sorted(folder.rglob("*.pdf"))[:: 1 if folder is corpus else 3]:
        data = path.read_bytes()
        if len(data) > 3_000_000 or not inspect(data, children=children).accepted:
            continue
        tried += 1
        wrong += [f"{path.name}: {what}" for what in _differences(data, _view(children, data))]
    assert tried
    assert wrong == []


def _differences(before: bytes, after: bytes) -> list[str]:
    found = []
    with pymupdf.open(stream=before, filetype="pdf") as old, pymupdf.open(stream=after) as new:
        if len(old) != len(new):
            return ["another number of pages"]
        for number in {0, len(old) - 1}:
            if not _says_who(unicodedata.normalize("NFC", new[number].get_text())):
                found.append("no identity")
            absent = old.xref_get_key(old.page_xref(number), "MediaBox")[0] == "null" and b"/MediaBox" not in before
            if absent or not _has_sound_boxes(before, number):
                continue
            first, second = (document[number].get_pixmap(dpi=40) for document in (old, new))
            if (first.width, first.height) != (second.width, second.height):
                found.append("another size")
                continue
            upper = first.stride * (first.height * 2 // 3)
            pairs = zip(first.samples[:upper], second.samples[:upper], strict=True)
            if sum(abs(a - b) > 90 for a, b in pairs) > upper * 0.02:
                found.append("another look")
    return found


def _has_sound_boxes(data: bytes, number: int) -> bool:
    """A MediaBox, and a CropBox (if any) that shows some of it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[number]
        node, media = page.obj, None
        for _ in range(64):
            media = media or node.get("/MediaBox")
            node = node.get("/Parent")
            if media is not None or node is None:
                break
        if media is None:
            return False
        x0, y0, x1, y1 = (float(value) for value in media)
        crop = page.obj.get("/CropBox", media)
        left, bottom, right, top = (float(value) for value in crop)
        return min(x1, right) - max(x0, left) >= 1 and min(y1, top) - max(y0, bottom) >= 1
