"""The words of a page with their places, and the lines they make. Points of the unrotated page, origin top left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from voffice_desktop.domain.text import fold

Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1."""

_GAP = 2.2
"""A gap of so many letter heights ends a line's run: the next word belongs to another column."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word. ``confidence`` is 1 for a text layer, the recogniser's own (0 to 1) for a picture."""

    text: str
    rect: Rect
    size: float = 12.0
    bold: bool = False
    italic: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page; ``number`` counts from 1. ``recognised``: read from a picture, without knowledge of fonts."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    recognised: bool = False


@dataclass(frozen=True)
class Line:
    """Words of one baseline and one column, from left to right."""

    page: int
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words with single spaces; letters set apart are joined (``B Á O  C Á O``)."""
        texts = [word.text for word in self.words]
        if len(texts) >= 4 and all(len(text) == 1 for text in texts):
            return _joined_letters(self.words)
        return " ".join(texts)

    @cached_property
    def folded(self) -> str:
        """For cues: without case and marks."""
        return fold(self.text)

    @cached_property
    def rect(self) -> Rect:
        """The box around the words."""
        return around(word.rect for word in self.words)

    @property
    def middle(self) -> float:
        """x of the middle."""
        return (self.rect[0] + self.rect[2]) / 2

    @cached_property
    def height(self) -> float:
        """Height of the tallest word."""
        return max(word.rect[3] - word.rect[1] for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether more than half of the letters are bold."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.bold) * 2 > letters

    @cached_property
    def capitals(self) -> bool:
        """Whether it is set in capitals (at least three letters, nine in ten of them)."""
        letters = [each for each in self.text if each.isalpha()]
        return len(letters) >= 3 and sum(each.isupper() for each in letters) >= 0.9 * len(letters)

    @cached_property
    def confidence(self) -> float:
        """How sure the reading is, over the letters."""
        letters = sum(len(word.text) for word in self.words) or 1
        return sum(word.confidence * len(word.text) for word in self.words) / letters


def _joined_letters(words: tuple[Word, ...]) -> str:
    gaps = [b.rect[0] - a.rect[2] for a, b in pairwise(words)]
    wide = sorted(gaps)[len(gaps) // 2] * 1.6 + 1
    parts = [words[0].text]
    for word, gap in zip(words[1:], gaps, strict=True):
        parts.append((" " if gap > wide else "") + word.text)
    return "".join(parts)


def around(rects: Iterable[Rect]) -> Rect:
    """The smallest box around all of them."""
    known = list(rects)
    return (min(r[0] for r in known), min(r[1] for r in known), max(r[2] for r in known), max(r[3] for r in known))


def lines_of(page: PageWords) -> list[Line]:
    """The page's lines from top to bottom; what stands side by side in columns is apart."""
    rows: list[list[Word]] = []
    for word in sorted(page.words, key=lambda each: ((each.rect[1] + each.rect[3]) / 2, each.rect[0])):
        if not word.text.strip():
            continue
        row = next((row for row in reversed(rows[-6:]) if _same_row(row, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    lines: list[Line] = []
    for row in rows:
        row.sort(key=lambda word: word.rect[0])
        run = [row[0]]
        for word in row[1:]:
            tall = max(6.0, min(run[-1].rect[3] - run[-1].rect[1], word.rect[3] - word.rect[1]))
            if word.rect[0] - run[-1].rect[2] > _GAP * tall:
                lines.append(Line(page.number, tuple(run)))
                run = []
            run.append(word)
        lines.append(Line(page.number, tuple(run)))
    return sorted(lines, key=lambda line: (line.rect[1], line.rect[0]))


def _same_row(row: list[Word], word: Word) -> bool:
    """Whether the word stands on the row's line at the end nearest to it: a crooked scan rises slowly."""
    near = min(row, key=lambda each: abs(each.rect[0] - word.rect[0]))
    top, bottom = max(near.rect[1], word.rect[1]), min(near.rect[3], word.rect[3])
    small = min(near.rect[3] - near.rect[1], word.rect[3] - word.rect[1])
    return bottom - top > 0.5 * max(small, 1.0)


_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Single spaces, none around."""
    return _SPACES.sub(" ", text).strip()
