"""Read the text of every page."""

from __future__ import annotations

import unicodedata
from typing import Any

import pymupdf

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP


def job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """The file → ``{lengths}`` and one blob: the UTF-8 texts of the pages, one after another."""
    with pymupdf.open(stream=blobs[0], filetype="pdf") as document:
        texts = [_text(page) for page in document]
    return {"lengths": [len(text) for text in texts]}, [b"".join(texts)]


def _text(page: pymupdf.Page) -> bytes:
    return unicodedata.normalize("NFC", page.get_text("text", flags=_FLAGS)).encode("utf-8", "replace")
