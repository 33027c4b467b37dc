"""Read pages that are pictures: one run of the recogniser a page, words with places and its own confidence."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pymupdf

from voffice_desktop.domain.text import nfc
from voffice_desktop.errors import DocumentFault

DPI = 300
_MOST_PIXELS = 40_000_000
_SECONDS = 120
_WORD = "5"
"""Level of a word in the recogniser's table."""


def job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{tesseract, pages}`` and the file → ``{}`` and one blob of JSON pages as in :mod:`wording`, each word with
    its confidence (0 to 100) in place of size and style."""
    pages = []
    with pymupdf.open(stream=blobs[0], filetype="pdf") as document:
        for number in params["pages"]:
            page = document[int(number) - 1]
            pages.append([number, page.rect.width, page.rect.height, recognised(page, params["tesseract"])])
    return {}, [json.dumps(pages).encode()]


def recognised(page: pymupdf.Page, program: str) -> list[list[Any]]:
    """The words of a page's picture: ``[text, x0, y0, x1, y1, confidence]`` in points of the shown page."""
    zoom = DPI / 72
    while page.rect.width * page.rect.height * zoom * zoom > _MOST_PIXELS:
        zoom /= 1.5
    picture = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False)
    sent = b"P5\n%d %d\n255\n" % (picture.width, picture.height) + bytes(picture.samples)
    # It gets one page's pixels and nothing else, and inherits the child's limits.
    ran = subprocess.run(
        [program, "stdin", "stdout", "-l", "vie", "--dpi", str(round(zoom * 72)), "--psm", "3",
         "-c", "tessedit_create_tsv=1", "-c", "tessedit_do_invert=0"],
        input=sent, capture_output=True, timeout=_SECONDS, check=False, env={"OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8"},
    )  # fmt: skip
    if ran.returncode != 0:
        raise DocumentFault("ocr_failed")
    return _table(ran.stdout.decode("utf-8", "replace"), zoom)


def _table(text: str, zoom: float) -> list[list[Any]]:
    found: list[list[Any]] = []
    for line in text.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) < 12 or cells[0] != _WORD or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) / zoom for cell in cells[6:10])
        confidence = float(cells[10])
        if height > 60 or width < 1 or confidence < 5:
            continue
        box = [round(value, 1) for value in (left, top, left + width, top + height)]
        found.append([nfc(cells[11].strip()), *box, round(confidence)])
    return found
