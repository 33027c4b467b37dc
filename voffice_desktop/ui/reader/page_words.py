"""The words of the pages as they are known so far: selection, hits of a search, and links. No widgets here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QPointF, QRectF

from voffice_desktop.pdf.render import FAR
from voffice_desktop.pdf.render_answers import Link, Links, Word, Words
from voffice_desktop.qt.page_images import Shown
from voffice_desktop.ui.reader.find import Hit, find_in_page

Marked = Literal["hit", "current", "selected"]
Spot = tuple[int, QPointF]
"""A page (from 0) and a point of it."""


class PageWords:
    """Asks for words when they are needed (``ask(page, priority, done)``) and keeps them."""

    def __init__(self, ask: Callable[[int, int, Callable[[Shown], None]], None]) -> None:
        self._ask = ask
        self._words: dict[int, tuple[Word, ...]] = {}
        self._links: dict[int, tuple[Link, ...]] = {}
        self._asked: set[int] = set()
        self._from: tuple[int, int] | None = None
        self._to: tuple[int, int] | None = None
        self.query = ""
        self.exact_marks = False
        self.hits: list[Hit] = []
        self.current = -1
        self._searched: set[int] = set()
        self.listeners: list[Callable[[int], None]] = []
        """Called with a page when its words came."""

    def clear(self) -> None:
        """Forget all; the document changed."""
        self._words.clear()
        self._links.clear()
        self._asked.clear()
        self.clear_selection()
        self.stop_search()

    def need(self, page: int, priority: int = FAR) -> None:
        """Have the words of a page brought."""
        if page not in self._asked:
            self._asked.add(page)
            self._ask(page, priority, self._take)

    def of(self, page: int) -> tuple[Word, ...] | None:
        """The words of a page, None while unknown."""
        return self._words.get(page)

    def _take(self, answer: Shown) -> None:
        if not isinstance(answer, Words):
            return
        self._words[answer.page] = answer.words
        self._search_page(answer.page)
        for listener in list(self.listeners):
            listener(answer.page)

    # Links ------------------------------------------------------------------------------------------------------

    def take_links(self, answer: Shown) -> None:
        """Keep the links of a page."""
        if isinstance(answer, Links):
            self._links[answer.page] = answer.links

    def link_at(self, page: int, at: QPointF) -> Link | None:
        """The link under a point."""
        for link in self._links.get(page, ()):
            x0, y0, x1, y1 = link.rect
            if x0 <= at.x() <= x1 and y0 <= at.y() <= y1:
                return link
        return None

    # Selection --------------------------------------------------------------------------------------------------

    def clear_selection(self) -> None:
        """Select nothing."""
        self._from = self._to = None

    def start_selection(self, spot: Spot | None) -> None:
        """Begin at the word nearest to a point; nothing is selected yet."""
        self._from, self._to = self._nearest(spot), None

    def extend_selection(self, spot: Spot | None) -> None:
        """Select up to the word nearest to a point."""
        self._to = self._nearest(spot) or self._to

    def select_word(self, spot: Spot | None) -> None:
        """Select the one word under a point."""
        self._from = self._to = self._nearest(spot)

    def select_page(self, page: int) -> None:
        """Select all words of a page."""
        words = self._words.get(page)
        if words:
            self._from, self._to = (page, 0), (page, len(words) - 1)

    def selected_text(self) -> str:
        """The selected words, one line of the page to a line of text."""
        lines: list[str] = []
        before: tuple[int, int] | None = None
        for page, index in self._selected():
            word = self._words[page][index]
            if before == (page, word.line):
                lines[-1] += " " + word.text
            else:
                lines.append(word.text)
            before = (page, word.line)
        return "\n".join(lines)

    def selected_quads(self) -> dict[int, list[QRectF]]:
        """By page, one rectangle for each selected line."""
        found: dict[int, dict[int, QRectF]] = {}
        for page, index in self._selected():
            word = self._words[page][index]
            lines = found.setdefault(page, {})
            lines[word.line] = lines.get(word.line, QRectF()).united(_rect(word))
        return {page: list(lines.values()) for page, lines in found.items()}

    def quads_to_mark(self) -> dict[int, list[QRectF]]:
        """What a key marks: the selection, else the hit of the search that is shown."""
        found = self.selected_quads()
        if not found and 0 <= self.current < len(self.hits):
            hit = self.hits[self.current]
            found = {hit.page: [QRectF(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in hit.boxes]}
        return found

    def line_rects(self, page: int, start: QPointF, end: QPointF) -> list[QRectF]:
        """Rectangles of the words between two points of a page: what a highlighter snaps to."""
        first, last = self._nearest((page, start), reach=14), self._nearest((page, end), reach=14)
        if first is None or last is None:
            return []
        low, high = sorted((first[1], last[1]))
        lines: dict[int, QRectF] = {}
        for word in self._words[page][low : high + 1]:
            lines[word.line] = lines.get(word.line, QRectF()).united(_rect(word))
        return list(lines.values())

    def _selected(self) -> list[tuple[int, int]]:
        if self._from is None or self._to is None:
            return []
        low, high = sorted((self._from, self._to))
        found = []
        for page in range(low[0], high[0] + 1):
            count = len(self._words.get(page, ()))
            first = low[1] if page == low[0] else 0
            last = high[1] if page == high[0] else count - 1
            found += [(page, index) for index in range(first, min(last, count - 1) + 1)]
        return found

    def _nearest(self, spot: Spot | None, reach: float = 1e9) -> tuple[int, int] | None:
        if spot is None:
            return None
        page, at = spot
        words = self._words.get(page)
        if not words:
            return None

        def distance(index: int) -> float:
            word = words[index]
            dx = max(word.x0 - at.x(), 0.0, at.x() - word.x1)
            dy = max(word.y0 - at.y(), 0.0, at.y() - word.y1)
            return dx + dy * 4

        best = min(range(len(words)), key=distance)
        return (page, best) if distance(best) <= reach else None

    # Search -----------------------------------------------------------------------------------------------------

    def search(self, query: str, exact_marks: bool, pages: int) -> None:
        """Search all pages; pages whose words are not here yet are asked for and join when they come."""
        self.stop_search()
        self.query, self.exact_marks = query, exact_marks
        if not query.strip():
            return
        for page in range(pages):
            if page in self._words:
                self._search_page(page)
            else:
                self.need(page)

    def stop_search(self) -> None:
        """Forget the hits."""
        self.query, self.hits, self.current = "", [], -1
        self._searched.clear()

    def searched(self) -> int:
        """How many pages have been searched."""
        return len(self._searched)

    def _search_page(self, page: int) -> None:
        if not self.query or page in self._searched:
            return
        self._searched.add(page)
        found = find_in_page(page, self._words[page], self.query, exact_marks=self.exact_marks)
        if not found:
            return
        kept = self.hits[self.current] if 0 <= self.current < len(self.hits) else None
        self.hits = sorted([*self.hits, *found], key=lambda hit: (hit.page, hit.first))
        if kept is not None:
            self.current = self.hits.index(kept)

    @property
    def marks_anything(self) -> bool:
        """Whether there is a hit or a selection at all: a pen repaints 240 times a second."""
        return bool(self.hits) or (self._from is not None and self._to is not None)

    def marked(self, page: int) -> list[tuple[QRectF, Marked]]:
        """Rectangles of a page to be marked, in points."""
        marks: list[tuple[QRectF, Marked]] = []
        for number, hit in enumerate(self.hits):
            if hit.page == page:
                what: Marked = "current" if number == self.current else "hit"
                marks += [(QRectF(x0, y0, x1 - x0, y1 - y0), what) for x0, y0, x1, y1 in hit.boxes]
        marks += [(rect, "selected") for rect in self.selected_quads().get(page, [])]
        return marks


def _rect(word: Word) -> QRectF:
    return QRectF(word.x0, word.y0, word.x1 - word.x0, word.y1 - word.y0)
