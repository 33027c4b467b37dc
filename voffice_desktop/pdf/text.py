"""The text of a PDF's pages, for the search index."""

from __future__ import annotations

import unicodedata

from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.children import Children, borrowed


def page_texts(data: bytes, *, children: Children | None = None) -> list[str]:
    """NFC text of each page, in reading order as MuPDF finds it. Raises `DocumentFault` for an unreadable file."""
    with borrowed(children) as pool:
        result, blobs = pool.run("work", "texts", {}, (data,))
    sizes = result.get("lengths")
    if not isinstance(sizes, list) or len(blobs) != 1 or sum(sizes) != len(blobs[0]):
        raise DocumentFault("pdf_unreadable")
    texts = []
    at = 0
    for size in sizes:
        texts.append(unicodedata.normalize("NFC", blobs[0][at : at + size].decode("utf-8", "replace")))
        at += size
    return texts
