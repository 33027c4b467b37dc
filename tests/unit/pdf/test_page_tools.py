"""Pages put together anew: pictures become pages, blank ones are found, a scan gets words that can be found."""

from __future__ import annotations

import io

import pymupdf
import pytest
import segno
from PIL import Image, ImageDraw

from voffice_desktop.domain.page_words import PageWords, Word
from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf import page_tools
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.text import page_texts


@pytest.fixture
def pool() -> Children:
    with Children(1, spares=False) as made:
        yield made


def _page(text: str = "") -> Image.Image:
    made = Image.new("L", (827, 1169), 247)
    if text:
        ImageDraw.Draw(made).text((100, 200), text * 20, fill=20)
    return made


def _scan(*pages: Image.Image) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], dpi=(100, 100))
    return out.getvalue()


def test_a_scan_of_several_pages(pool: Children) -> None:
    sheet = Image.open(io.BytesIO(_qr()))
    whole = _page()
    whole.paste(sheet.convert("L").resize((400, 400)), (200, 300))
    data = page_tools.pictures_to_pdf(_scan(_page("Trang mot "), _page(), whole, _page("Trang hai ")), children=pool)
    looks = page_tools.look(data, children=pool)
    assert (looks.count, looks.blank, looks.separators) == (4, (2,), (3,))
    made = page_tools.assemble([data], [(0, 4, 0), (0, 1, 90)], children=pool)
    with pymupdf.open(stream=made, filetype="pdf") as document:
        assert [page.rotation for page in document] == [0, 90]
        assert round(document[0].rect.width) == 595


def _qr() -> bytes:
    out = io.BytesIO()
    segno.make(page_tools.SEPARATOR).save(out, kind="png", scale=8)
    return out.getvalue()


def test_recognised_words_can_be_found_and_are_not_seen(pool: Children) -> None:
    data = page_tools.pictures_to_pdf(_scan(_page()), children=pool)
    before = page_tools.picture(data, 1, 50, children=pool)
    words = tuple(Word(text, (80 + 60 * at, 100, 130 + 60 * at, 112), 12, confidence=0.9)
                  for at, text in enumerate(("Quyết", "định", "bổ", "nhiệm")))  # fmt: skip
    layered = page_tools.with_text_layer(data, [PageWords(1, 595, 842, words, True)], children=pool)
    assert "Quyết định bổ nhiệm" in " ".join(page_texts(layered, children=pool)[0].split())
    assert page_tools.picture(layered, 1, 50, children=pool).pixels == before.pixels


def test_refuses_what_is_no_picture(pool: Children) -> None:
    with pytest.raises(DocumentFault, match="intake_unknown_kind"):
        page_tools.pictures_to_pdf(b"GIF89a", children=pool)
