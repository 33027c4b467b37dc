"""Does the first page carry a secrecy mark? MẬT, TỐI MẬT or TUYỆT MẬT, boxed or alone on its line, upper left."""

from __future__ import annotations

import re
import unicodedata

import pymupdf

_MARKS = {"MẬT", "TỐIMẬT", "TUYỆTMẬT"}
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def has_secret_mark(page: pymupdf.Page) -> bool:
    """Whether a line of its own in the upper left quarter says so. The word inside a sentence does not count.

    NĐ 30/2020/NĐ-CP, Appendix I, cell 10a: the secrecy stamp stands on the left, below the number and symbol.
    """
    width, height = page.rect.width, page.rect.height
    lines = [
        (line["bbox"], _folded("".join(span["text"] for span in line["spans"])))
        for block in page.get_text("dict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]
        for line in block.get("lines", ())
    ]
    lines += _annotation_lines(page)
    for index, (box, text) in enumerate(lines):
        if (box[0] + box[2]) / 2 > width * 0.5 or box[1] > height * 0.5:
            continue
        if text in _MARKS:
            return True
        # The mark may stand on two lines: TỐI above MẬT.
        if text in ("TỐI", "TUYỆT") and index + 1 < len(lines) and lines[index + 1][1] == "MẬT":
            return True
    return False


def _annotation_lines(page: pymupdf.Page) -> list[tuple[tuple[float, float, float, float], str]]:
    """Stamps and notes put on the page by a viewer."""
    return [
        (tuple(annotation.rect), _folded(text))
        for annotation in page.annots() or ()
        for text in (annotation.info.get("content", ""), annotation.get_text())
        if text
    ]


def _folded(text: str) -> str:
    """NFC without spaces and frame characters. Case is kept: a mark is set in capitals."""
    joined = re.sub(r"\s+", "", unicodedata.normalize("NFC", text))
    return _EDGES.sub("", joined)
