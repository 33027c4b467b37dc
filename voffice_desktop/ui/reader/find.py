"""Finding text in a page's words: after NFC and case folding, and without Vietnamese marks unless they are asked for.

PyMuPDF's own search misses *ĐỘC LẬP* for *độc lập* and decomposed input, so the extracted words are searched here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from voffice_desktop.pdf.render_answers import Word

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the text stands: page from 0, index of its first word, boxes in points."""

    page: int
    first: int
    boxes: tuple[Box, ...]


def fold(text: str, *, exact_marks: bool) -> str:
    """The text as compared: NFC, case folded, and (unless ``exact_marks``) without marks, đ as d."""
    folded = unicodedata.normalize("NFC", text).casefold()
    if exact_marks:
        return unicodedata.normalize("NFC", folded)
    bare = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def find_in_page(page: int, words: Sequence[Word], query: str, *, exact_marks: bool = False) -> list[Hit]:
    """All hits of ``query`` in the words of one page, across words and lines; parts of words count too."""
    wanted = " ".join(fold(query, exact_marks=exact_marks).split())
    if not wanted:
        return []
    text, starts = [], []
    length = 0
    for word in words:
        folded = fold(word.text, exact_marks=exact_marks)
        starts.append((length, folded))
        text.append(folded)
        length += len(folded) + 1
    joined = " ".join(text)
    hits, at, first = [], joined.find(wanted), 0
    while at >= 0:
        end = at + len(wanted)
        while first + 1 < len(starts) and starts[first + 1][0] <= at:
            first += 1
        boxes, index = [], first
        while index < len(starts) and starts[index][0] < end:
            boxes.append(_part(words[index], starts[index], at, end))
            index += 1
        hits.append(Hit(page, first, tuple(boxes)))
        at = joined.find(wanted, at + 1)
    return hits


def _part(word: Word, start: tuple[int, str], at: int, end: int) -> Box:
    begin, folded = start
    width = (word.x1 - word.x0) / max(1, len(folded))
    low, high = max(0, at - begin), min(len(folded), end - begin)
    return word.x0 + low * width, word.y0, word.x0 + high * width, word.y1
