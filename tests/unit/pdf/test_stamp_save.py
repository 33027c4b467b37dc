"""The ``save`` copy: pictures of pages, marks that survive, text that can still be searched and read aloud."""

from __future__ import annotations

import io
import unicodedata
from typing import Any

import pikepdf
import pymupdf
import pytest
import zxingcpp

from tests.unit.pdf.losses import shot
from tests.unit.pdf.samples import changed, texts, written
from tests.unit.pdf.test_stamp_view import NOTES, WANTED, WHO
from voffice_desktop.errors import Bug
from voffice_desktop.pdf import marks
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.stamp import reading_copy

KEY = b"k" * 32


def _save(children: Children, data: bytes, notes: list[dict[str, Any]] | None = None) -> bytes:
    return reading_copy(data, WHO, "save", notes, key=KEY, children=children)


def test_pages_are_pictures_and_nothing_can_be_lifted_off(children: Children) -> None:
    copy = _save(children, written("Quyết định", pages=2))
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages"}
        for page in pdf.pages:
            assert set(page.obj.keys()) <= {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}
            (picture,) = page.obj.Resources.XObject.values()
            assert picture.Subtype == "/Image"
            body = page.obj.Contents.read_bytes()
            assert body.count(b" Do") == 1
            assert body.count(b"Tr") == 1
            assert b"BT 3 Tr" in body


def test_the_text_is_kept_unseen_with_the_identity(children: Children) -> None:
    for text in texts(_save(children, written("Căn cứ Luật Khám bệnh, chữa bệnh", pages=2))):
        flat = " ".join(text.split())
        assert unicodedata.is_normalized("NFC", flat)
        assert "Căn cứ Luật Khám bệnh, chữa bệnh" in flat
        assert all(part in flat for part in WANTED)


def test_the_unseen_text_lies_over_the_words(children: Children) -> None:
    data = written("Kính gửi", at=(200, 300))
    with pymupdf.open(stream=data, filetype="pdf") as old, pymupdf.open(stream=_save(children, data)) as new:
        before, after = old[0].search_for("Kính gửi")[0], new[0].search_for("Kính gửi")[0]
        assert abs(before.x0 - after.x0) < 2
        assert abs(before.x1 - after.x1) < 3
        assert abs(before.y1 - after.y1) < 6


@pytest.mark.parametrize("rotation", [0, 90])
def test_the_qr_holds_the_copy_id(children: Children, rotation: int) -> None:
    copy = _save(children, changed(written("x"), lambda pdf: pdf.pages[0].rotate(rotation, relative=False)))
    (code,) = zxingcpp.read_barcodes(shot(copy))
    assert marks.from_qr_text(code.text) == WHO.copy_id
    with pymupdf.open(stream=copy) as document:
        assert (document[0].rect.width > document[0].rect.height) == (rotation == 90)


def test_pen_marks_are_drawn_in(children: Children) -> None:
    copy = _save(children, written("x", pages=2), NOTES)
    with pymupdf.open(stream=copy) as document:
        assert not any(list(page.annots()) for page in document)
        red, green, blue = document[0].get_pixmap().pixel(200, 100)
        assert red > 150
        assert max(green, blue) < 110


def test_a_page_too_large_for_its_resolution_is_made_coarser(children: Children) -> None:
    copy = _save(children, written("x", size=(6000, 9000)))
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        (picture,) = pdf.pages[0].obj.Resources.XObject.values()
        assert int(picture.Width) * int(picture.Height) <= 40_100_000


def test_without_a_key_there_is_no_copy() -> None:
    with pytest.raises(Bug):
        reading_copy(written("x"), WHO, "save")


def test_ids_and_payloads_are_what_they_say() -> None:
    hidden = marks.hidden_id(WHO.copy_id)
    assert 0 <= hidden < 1 << 40
    assert marks.hidden_id(WHO.copy_id.upper()) == hidden
    bits = marks.payload(hidden, KEY)
    assert marks.from_payload(bits, KEY) == hidden
    assert marks.from_payload(bits, b"other") is None
    for flipped in range(64):
        wrong = [bit ^ (index == flipped) for index, bit in enumerate(bits)]
        assert marks.from_payload(wrong, KEY) is None
    assert marks.from_qr_text(marks.qr_text(WHO.copy_id)) == WHO.copy_id
    assert marks.from_qr_text("VO:123") is None
    with pytest.raises(ValueError, match="UUID"):
        marks.hidden_id("x")
