"""The text of pages for the search index."""

from __future__ import annotations

import unicodedata

import pytest

from tests.unit.pdf.samples import written
from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.text import page_texts


def test_texts_come_by_page_and_composed(children: Children) -> None:
    texts = page_texts(
        written("Quyết định số {page}", unicodedata.normalize("NFC", "Nguyễn"), pages=3), children=children
    )
    assert [text.split("\n")[0] for text in texts] == ["Quyết định số 1", "Quyết định số 2", "Quyết định số 3"]
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)


def test_an_unreadable_file_is_a_fault(children: Children) -> None:
    with pytest.raises(DocumentFault):
        page_texts(b"nothing", children=children)
