"""Read pages that are pictures: a run of the recogniser a page, words with places and its own confidence."""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from itertools import pairwise
from typing import Any

import numpy as np
import pymupdf
from numpy.typing import NDArray

from voffice_desktop.domain.text import fold, nfc
from voffice_desktop.errors import DocumentFault

DPI = 300
_MOST_PIXELS = 40_000_000
_SECONDS = 120
_LINE, _WORD = "4", "5"
"""Levels of the recogniser's table."""
_SURE = 40.0
_SURE_ALONE = 60.0
"""From this confidence on a word is taken that one reading of several has."""
Found = list[Any]
"""``[text, x0, y0, x1, y1, confidence]``, in points of the shown page; confidence 0 to 100."""


def job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{tesseract, pages}`` and the file → ``{}`` and one blob of JSON pages as in :mod:`wording`, each word with
    its confidence (0 to 100) in place of size and style."""
    pages = []
    with pymupdf.open(stream=blobs[0], filetype="pdf") as document:
        for number in params["pages"]:
            page = document[int(number) - 1]
            pages.append([number, page.rect.width, page.rect.height, recognised(page, params["tesseract"])])
    return {}, [json.dumps(pages).encode()]


def recognised(page: pymupdf.Page, program: str) -> list[Found]:
    """The words of a page's picture; the place of the signature is read a second time by itself."""
    zoom = DPI / 72
    while page.rect.width * page.rect.height * zoom * zoom > _MOST_PIXELS:
        zoom /= 1.5
    picture = _without_ink(page, zoom)
    words = _read(program, picture, zoom, "3")
    foot = _foot(words, page.rect.width)
    if foot is not None:
        # Seal and signature make the layout analysis take the signer's name for a picture.
        left, top = page.rect.width * 0.47, max(0.0, foot[2] - 16)
        bottom = min(page.rect.height, top + 200)
        part = np.ascontiguousarray(picture[round(top * zoom) : round(bottom * zoom), round(left * zoom) :])
        again = _merged(_read(program, _darkest(part), zoom, "6"), _read(program, part, zoom, "11"))
        again = [[w[0], w[1] + left, w[2] + top, w[3] + left, w[4] + top, w[5]] for w in again]
        there = [word for word in words if word[1] > left and top < word[2] < bottom]
        words = [word for word in words if word not in there] + _filled(again, there)
    return [[word[0], *(round(value, 1) for value in word[1:5]), round(word[5])] for word in words]


def _foot(words: list[Found], width: float) -> Found | None:
    """The word *nhận:* of *Nơi nhận:* in the left half."""
    for before, word in pairwise(words):
        if fold(before[0]).endswith("noi") and fold(word[0]).startswith("nhan") and word[1] < width / 2:
            return before
    return None


def _darkest(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Only the darkest strokes: a printer's black is darker than a stamp pressed or a name written over it."""
    dark = picture[picture < 128]
    if not dark.size:
        return picture
    black, paper = float(np.percentile(dark, 2)), float(np.median(picture))
    limit = black + 0.25 * max(40.0, paper - black)
    return np.where(picture > limit, 255, picture).astype(np.uint8)


def _merged(first: list[Found], second: list[Found]) -> list[Found]:
    """The words of ``first``, each replaced by one of ``second`` in the same place that is surer; noise left out."""
    out: list[Found] = []
    for word in first:
        if word[5] < _SURE and not word[0].isalpha():
            continue
        same = [
            other for other in second
            if other[5] > word[5] and abs(other[1] - word[1]) < 6 and abs(other[3] - word[3]) < 6
            and abs(other[2] - word[2]) < 8 and other[0][:1].isupper() == word[0][:1].isupper()
        ]  # fmt: skip
        out.append(max(same, key=lambda other: float(other[5])) if same else word)
    return _filled(out, second)


def _filled(words: list[Found], others: list[Found]) -> list[Found]:
    """The words, and in the gaps of their lines what another reading is sure of: ink makes each miss another word."""
    out = list(words)
    for other in others:
        if other[5] < _SURE_ALONE or not other[0].isalpha():
            continue
        tall = other[4] - other[2]
        beside = [word for word in words if min(word[4], other[4]) - max(word[2], other[2]) > 0.6 * tall]
        near = [word for word in beside if word[1] - other[3] < 4 * tall and other[1] - word[3] < 4 * tall]
        if near and not any(word[1] < other[3] - 1 and other[1] < word[3] - 1 for word in out if word in beside):
            out.append(other)
    return out


def _without_ink(page: pymupdf.Page, zoom: float) -> NDArray[np.uint8]:
    """Grey pixels in which coloured ink (a red seal, a blue signature) is nearly paper: print alone stays dark."""
    shot = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
    if shot.n == 1:
        return np.frombuffer(shot.samples, np.uint8).reshape(shot.height, shot.width)
    pixels = np.frombuffer(shot.samples, np.uint8).reshape(shot.height, shot.width, shot.n)[..., :3]
    grey: NDArray[np.uint8] = pixels.max(axis=2)
    return np.ascontiguousarray(grey)


def _read(program: str, picture: NDArray[np.uint8], zoom: float, layout: str) -> list[Found]:
    height, width = picture.shape
    if not height or not width:
        return []
    sent = b"P5\n%d %d\n255\n" % (width, height) + picture.tobytes()
    began = time.monotonic()
    # It gets one picture's pixels and nothing else, and inherits the child's limits.
    ran = subprocess.run(
        [program, "stdin", "stdout", "-l", "vie", "--dpi", str(round(zoom * 72)), "--psm", layout,
         "-c", "tessedit_create_tsv=1", "-c", "tessedit_do_invert=0"],
        input=sent, capture_output=True, timeout=_SECONDS, check=False,
        env={"OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8"},
    )  # fmt: skip
    if ran.returncode != 0 or time.monotonic() - began > _SECONDS:
        raise DocumentFault("ocr_failed")
    return _table(ran.stdout.decode("utf-8", "replace"), zoom)


def _table(text: str, zoom: float) -> list[Found]:
    lines: dict[tuple[str, ...], list[Found]] = {}
    for row in text.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != _WORD or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) / zoom for cell in cells[6:10])
        confidence = float(cells[10])
        if height > 60 or width < 1 or confidence < 15:
            continue
        word = [nfc(cells[11].strip()), left, top, left + width, top + height, confidence]
        lines.setdefault(tuple(cells[1:5]), []).append(word)
    found: list[Found] = []
    for words in lines.values():
        found += _on_one_line(words)
    return found


def _on_one_line(words: list[Found]) -> list[Found]:
    """The words with tops and bottoms of one even line: letters with and without tails differ, the line does not."""
    if len(words) < 3:
        return words
    middles = [(word[1] + word[3]) / 2 for word in words]
    feet = [word[4] for word in words]
    slope, start = (
        np.polyfit(middles, feet, 1) if max(middles) - min(middles) > 40 else (0.0, statistics.median(feet))
    )
    if abs(slope) > 0.1:
        return words
    tall = statistics.median(word[4] - word[2] for word in words)
    for word, middle in zip(words, middles, strict=True):
        foot = float(start + slope * middle)
        if abs(foot - word[4]) < tall:
            word[2], word[4] = foot - tall, foot
    return words
