"""Read the words of pages with their places and fonts, for proposing fields; legacy fonts read right."""

from __future__ import annotations

import json
from typing import Any

import pymupdf

from voffice_desktop.domain import legacy_text

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_PRESERVE_LIGATURES
_ENOUGH = 24
"""Letters from which a page counts as having text of its own."""
_BOLD, _ITALIC = 1 << 4, 1 << 1


def job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{pages: most}`` and the file → ``{count, pictures}`` and one blob of JSON pages:
    ``[[number, width, height, [[text, x0, y0, x1, y1, size, style], …]], …]``; ``pictures`` are pages without text.
    """
    with pymupdf.open(stream=blobs[0], filetype="pdf") as document:
        count = document.page_count
        pages: list[list[Any]] = []
        pictures: list[int] = []
        for number in wanted_pages(count, int(params["pages"])):
            page = document[number - 1]
            words = _words(page)
            if sum(len(word[0]) for word in words) < _ENOUGH:
                pictures.append(number)
                words = []
            pages.append([number, page.rect.width, page.rect.height, words])
    return {"count": count, "pictures": pictures}, [json.dumps(pages).encode()]


def wanted_pages(count: int, most: int) -> list[int]:
    """The first pages and the last one: the head stands on the first, the signature where the body ends."""
    if count <= most:
        return list(range(1, count + 1))
    return [*range(1, most), count]


def _words(page: pymupdf.Page) -> list[list[Any]]:
    found: list[list[Any]] = []
    turned = page.rotation_matrix if page.rotation else None
    for block in page.get_text("rawdict", flags=_FLAGS)["blocks"]:
        for line in block.get("lines", ()):
            if abs(line["dir"][1]) > 0.2:
                continue  # slanted marks over a copy are no part of the document
            for span in line["spans"]:
                found += _of_span(span, turned)
    text = " ".join(word[0] for word in found)
    kind = legacy_text.detect(text)
    if kind != "unicode":
        for word in found:
            word[0] = legacy_text.decode(word[0]) if kind == "mojibake" else _as(kind, word[0])
    return found


def _as(kind: str, text: str) -> str:
    return legacy_text.from_tcvn3(text) if kind == "tcvn3" else legacy_text.from_vni(text)


def _of_span(span: dict[str, Any], turned: Any) -> list[list[Any]]:
    style = (1 if span["flags"] & _BOLD or "bold" in span["font"].lower() else 0) + (
        2 if span["flags"] & _ITALIC or "italic" in span["font"].lower() else 0
    )
    found: list[list[Any]] = []
    letters: list[str] = []
    box: Any = None

    def close() -> None:
        nonlocal box
        if letters and box is not None:
            text = legacy_text.decode_font("".join(letters), span["font"])
            place = box * turned if turned is not None else box
            found.append([text, *(round(v, 1) for v in place), round(span["size"], 1), style])
        letters.clear()
        box = None

    for each in span["chars"]:
        if each["c"].isspace() or each["c"] == "\u200b":
            close()
            continue
        place = pymupdf.Rect(each["bbox"])
        if box is not None and place.x0 - box.x1 > span["size"] * 0.6:
            close()
        box = place if box is None else box | place
        letters.append(each["c"])
    close()
    return found
