"""The normal form keeps what is seen and drops the rest, or refuses."""

from __future__ import annotations

import io
import re

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.unit.pdf.samples import changed, texts, written
from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.normalise import normalise


def _field(pdf: pikepdf.Pdf, *, flags: int = 4, signature: bool = False) -> None:
    look = pdf.make_stream(b"0 0 1 rg 0 0 80 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 80, 20])
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("o"), Rect=[300, 300, 380, 320], F=flags
    )
    field.AP = Dictionary(N=look)
    if signature:
        field.FT = Name.Sig
        field.V = pdf.make_indirect(Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"x"))
    held = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([held])
    pdf.Root.AcroForm = Dictionary(Fields=Array([held]))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("canary"))


def test_visible_fields_become_content_and_scripts_go(children: Children) -> None:
    data = normalise(changed(written("Dự thảo"), _field), children=children)
    assert "Dự thảo" in texts(data)[0]
    assert b"canary" not in data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages", "/Lang"}
        assert "/Annots" not in pdf.pages[0].obj
    with pymupdf.open(stream=data) as document:
        assert document[0].get_pixmap().pixel(340, 842 - 310) == (0, 0, 255)


def test_hidden_fields_are_dropped(children: Children) -> None:
    data = normalise(changed(written("x"), lambda pdf: _field(pdf, flags=2)), children=children)
    with pymupdf.open(stream=data) as document:
        assert document[0].get_pixmap().pixel(340, 842 - 310) == (255, 255, 255)


def test_overlapping_fields_and_layers_become_one_picture_that_nothing_can_switch(children: Children) -> None:
    """Shadow attacks lie in wait as a second field or a layer that a later update shows."""

    def shadowed(pdf: pikepdf.Pdf) -> None:
        _field(pdf)
        first = pdf.Root.AcroForm.Fields[0]
        under = pdf.make_indirect(Dictionary(first))
        under.T = String("under")
        pdf.pages[0].obj.Annots = Array([under, first])
        pdf.Root.AcroForm.Fields = Array([under, first])
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
        page = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(L0=group)
        hidden = b"/OC /L0 BDC 1 0 0 rg 100 100 200 200 re f EMC"
        page.Contents = Array([page.Contents, pdf.make_stream(hidden)])

    data = normalise(changed(written("Dự thảo"), shadowed), children=children)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages", "/Lang"}
        assert not any(isinstance(one, Dictionary) and one.get("/FT") is not None for one in pdf.objects)
        drawn = b"".join(one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream))
        assert re.search(rb"100 100 200 200 re\s+f", drawn) is None  # what was off paints nothing, shown or not
    with pymupdf.open(stream=data) as document:
        assert document[0].get_pixmap().pixel(200, 842 - 200) == (255, 255, 255)
        assert document[0].get_pixmap().pixel(340, 842 - 310) == (0, 0, 255)


def test_a_signed_document_is_refused_unless_wanted(children: Children) -> None:
    signed = changed(written("x"), lambda pdf: _field(pdf, signature=True))
    with pytest.raises(DocumentFault) as caught:
        normalise(signed, children=children)
    assert caught.value.code == "already_signed"
    assert b"/ByteRange" not in normalise(signed, allow_signed=True, children=children)


def test_text_under_a_picture_is_refused(children: Children) -> None:
    with pymupdf.open(stream=written("Chi 10.000 đồng"), filetype="pdf") as document:
        cover = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 50, 10))
        cover.clear_with(255)
        document[0].insert_image(pymupdf.Rect(60, 60, 400, 110), pixmap=cover, keep_proportion=False)
        data = document.tobytes()
    with pytest.raises(DocumentFault) as caught:
        normalise(data, children=children)
    assert caught.value.code == "hidden_content"


def test_unused_objects_and_earlier_revisions_go(children: Children) -> None:
    def litter(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.PieceInfo = Dictionary(Old=pdf.make_stream(b"canary-old"))
        del pdf.pages[1]

    data = normalise(changed(written("Trang {page}", pages=2), litter), children=children)
    assert b"canary" not in data
    assert data.count(b"startxref") == 1
    assert normalise(data, children=children), "the normal form can be normalised again"
