"""The words of a PDF's pages for proposing fields: from its text layer, or recognised from its pictures."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from voffice_desktop.domain.page_words import PageWords, Word
from voffice_desktop.domain.text import nfc
from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.children import Children, borrowed

MOST_PAGES = 12
"""Pages whose words are read: the first eleven and the last."""

Recogniser = Literal["ready", "no_program", "no_vietnamese"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Pages with their words, how many pages the file has, and the numbers of pages that are only pictures."""

    pages: tuple[PageWords, ...]
    count: int
    pictures: tuple[int, ...] = ()


@lru_cache(maxsize=1)
def recogniser() -> tuple[Recogniser, str]:
    """Whether pictures of text can be read here, and the program that does it."""
    program = shutil.which("tesseract")
    if program is None:
        return "no_program", ""
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "no_program", ""
    languages = (told.stdout + told.stderr).decode("utf-8", "replace").split()
    return ("ready" if "vie" in languages else "no_vietnamese"), program


def read_words(data: bytes, *, most: int = MOST_PAGES, children: Children | None = None) -> Reading:
    """The words that the text layer gives. Raises `DocumentFault` for an unreadable file."""
    with borrowed(children) as pool:
        result, blobs = pool.run("work", "words", {"pages": most}, (data,))
    try:
        pages = [_page(raw) for raw in json.loads(blobs[0])]
        pictures = tuple(int(number) for number in result["pictures"])
        return Reading(tuple(pages), int(result["count"]), pictures)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise DocumentFault("pdf_unreadable") from error


def recognise(data: bytes, pages: Sequence[int], *, children: Children | None = None) -> tuple[PageWords, ...]:
    """The words of pages that are pictures. Raises `DocumentFault`: ``ocr_unavailable`` with ``state`` where there
    is no recogniser for Vietnamese, ``ocr_failed`` when it failed."""
    state, program = recogniser()
    if state != "ready":
        raise DocumentFault("ocr_unavailable", state=state)
    with borrowed(children) as pool:
        _, blobs = pool.run("ocr", "recognise", {"pages": list(pages), "tesseract": program}, (data,))
    try:
        return tuple(_page(raw, recognised=True) for raw in json.loads(blobs[0]))
    except (ValueError, TypeError, IndexError) as error:
        raise DocumentFault("pdf_unreadable") from error


def with_recognised(reading: Reading, pages: Sequence[PageWords]) -> Reading:
    """The reading with the pictures' words in their places."""
    fresh = {page.number: page for page in pages}
    together = tuple(fresh.get(page.number, page) for page in reading.pages)
    return Reading(together, reading.count, tuple(n for n in reading.pictures if n not in fresh))


def _page(raw: Any, *, recognised: bool = False) -> PageWords:
    number, width, height, words = raw
    return PageWords(
        int(number),
        float(width),
        float(height),
        tuple(_word(each, recognised) for each in words[:20_000]),
        recognised,
    )


def _word(raw: Any, recognised: bool) -> Word:
    text, x0, y0, x1, y1, *rest = raw
    rect = (float(x0), float(y0), float(x1), float(y1))
    text = nfc(str(text))[:200]
    if recognised:
        return Word(text, rect, rect[3] - rect[1], confidence=min(1.0, max(0.0, float(rest[0]) / 100)))
    style = int(rest[1])
    return Word(text, rect, float(rest[0]), bool(style & 1), bool(style & 2))
