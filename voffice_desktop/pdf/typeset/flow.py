"""Running text over sheets: justified paragraphs of mixed faces, tables with repeated heads, page breaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from voffice_desktop.pdf.typeset.fonts import Face, width_of
from voffice_desktop.pdf.typeset.sheet import A4_HEIGHT, A4_WIDTH, MM, Sheet, Words

Align = Literal["left", "justified", "centred"]
Runs = Sequence[tuple[str, Face]]


@dataclass(frozen=True, slots=True)
class Margins:
    """Points. NĐ 30/2020: top and bottom 20 to 25 mm, left 30 to 35 mm, right 15 to 20 mm."""

    top: float = 20 * MM
    bottom: float = 20 * MM
    left: float = 30 * MM
    right: float = 17 * MM


@dataclass(frozen=True, slots=True)
class Line:
    """One broken line: words with their face, its natural width, and whether the paragraph ends with it."""

    words: tuple[tuple[str, Face], ...]
    width: float
    last: bool


def nfc(text: str) -> str:
    """``text`` in NFC; fonts have a glyph for each whole Vietnamese letter, not for loose marks."""
    return unicodedata.normalize("NFC", text)


def break_lines(runs: Runs, size: float, width: float, first_indent: float = 0.0) -> list[Line]:
    """Break ``runs`` greedily into lines of at most ``width`` points. A word wider than a line is cut."""
    words = [(word, face) for text, face in runs for word in nfc(text).split()]
    lines: list[Line] = []
    held: list[tuple[str, Face]] = []
    held_width = 0.0
    room = width - first_indent
    for word, face in (piece for pair in words for piece in _fitting(*pair, size, width)):
        word_width = width_of(word, face, size)
        space = width_of(" ", face, size) if held else 0.0
        if held and held_width + space + word_width > room:
            lines.append(Line(tuple(held), held_width, last=False))
            held, held_width, space, room = [], 0.0, 0.0, width
        held.append((word, face))
        held_width += space + word_width
    lines.append(Line(tuple(held), held_width, last=True))
    return lines


def balanced_lines(runs: Runs, size: float, width: float) -> list[Line]:
    """As few lines as ``break_lines`` needs, but of like length: for heads and titles."""
    lines = break_lines(runs, size, width)
    count, narrow = len(lines), width
    while count > 1 and narrow > width / 2:
        narrow -= size / 2
        tried = break_lines(runs, size, narrow)
        if len(tried) > count:
            break
        lines = tried
    return lines


def _fitting(word: str, face: Face, size: float, width: float) -> Iterable[tuple[str, Face]]:
    while len(word) > 1 and width_of(word, face, size) > width:
        cut = len(word) - 1
        while cut > 1 and width_of(word[:cut], face, size) > width:
            cut -= 1
        yield word[:cut], face
        word = word[cut:]
    yield word, face


def put_line(sheet: Sheet, line: Line, x: float, y: float, size: float, stretch: float, colour: str) -> None:
    """Draw one line from ``x``: neighbouring words of one face become one run."""
    position = 0
    while position < len(line.words):
        face = line.words[position][1]
        end = position
        while end < len(line.words) and line.words[end][1] is face:
            end += 1
        text = " ".join(word for word, _ in line.words[position:end])
        if end < len(line.words):
            text += " "
        run = Words(x, y, text, face, size, stretch, colour)
        sheet.marks.append(run)
        x += run.width
        position = end


class Flow:
    """A growing pile of sheets and the height still free on the last one (``y``, from the bottom)."""

    def __init__(self, margins: Margins | None = None, number_pages: bool = True) -> None:
        self.margins = margins or Margins()
        self.sheets: list[Sheet] = []
        self._number_pages = number_pages
        self.new_page()

    @property
    def sheet(self) -> Sheet:
        """The sheet being filled."""
        return self.sheets[-1]

    @property
    def page(self) -> int:
        """Its page number, from 1."""
        return len(self.sheets)

    @property
    def left(self) -> float:
        """The left edge of the text."""
        return self.margins.left

    @property
    def right(self) -> float:
        """The right edge of the text."""
        return A4_WIDTH - self.margins.right

    @property
    def width(self) -> float:
        """The width of the text."""
        return self.right - self.left

    def new_page(self) -> None:
        """Begin a page; from the second on its number stands centred in the top margin."""
        self.sheets.append(Sheet())
        self.y = A4_HEIGHT - self.margins.top
        if self._number_pages and self.page > 1:
            middle = (self.left + self.right) / 2
            self.sheet.centred(middle, A4_HEIGHT - self.margins.top + 14, str(self.page), Face.REGULAR, 13)

    def need(self, height: float) -> None:
        """Go to a new page unless ``height`` points are free on this one."""
        if self.y - height < self.margins.bottom:
            self.new_page()

    def gap(self, height: float) -> None:
        """Leave ``height`` points free."""
        self.y -= height

    def paragraph(
        self,
        runs: Runs | str,
        *,
        size: float = 13,
        leading: float = 1.28,
        align: Align = "justified",
        first_indent: float = 10 * MM,
        indent: float = 0.0,
        after: float = 6.0,
        keep_with_next: float = 0.0,
        colour: str = "#000000",
    ) -> None:
        """Set one paragraph. No lone first or last line is left on a page (paragraphs of four lines and more)."""
        parts: Runs = [(runs, Face.REGULAR)] if isinstance(runs, str) else runs
        if align == "centred":
            first_indent = 0.0
        width = self.width - indent
        lines = (
            balanced_lines(parts, size, width)
            if align == "centred"
            else break_lines(parts, size, width, first_indent)
        )
        step = size * leading
        keep = len(lines) if len(lines) < 4 else 2
        self.need(step * keep + keep_with_next)
        for number, line in enumerate(lines):
            rest = len(lines) - number
            if rest == 2 and len(lines) >= 4:
                self.need(step * 2)
            else:
                self.need(step)
            room = width - (first_indent if number == 0 else 0.0)
            x = self.left + indent + (first_indent if number == 0 else 0.0)
            stretch = 0.0
            if align == "centred":
                x += (room - line.width) / 2
            elif align == "justified" and not line.last and len(line.words) > 1:
                stretch = (room - line.width) / (len(line.words) - 1)
            put_line(self.sheet, line, x, self.y - size, size, stretch, colour)
            self.y -= step
        self.y -= after

    def table(
        self,
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        *,
        size: float = 12,
        head: int = 1,
        centred_columns: Iterable[int] = (0,),
        after: float = 8.0,
    ) -> None:
        """A ruled table over the text width. ``shares`` are the columns' relative widths; the first ``head`` rows are
        bold, centred, and repeated on every page that the table reaches."""
        total = sum(shares)
        widths = [self.width * share / total for share in shares]
        centred = frozenset(centred_columns)
        heads = [_row(row, widths, size, Face.BOLD) for row in rows[:head]]
        for cells in heads:
            self._table_row(cells, widths, size, centred=frozenset(range(len(widths))))
        for row in rows[head:]:
            cells = _row(row, widths, size, Face.REGULAR)
            page = self.page
            self.need(_row_height(cells, size))
            if self.page != page:
                for head_cells in heads:
                    self._table_row(head_cells, widths, size, centred=frozenset(range(len(widths))))
            self._table_row(cells, widths, size, centred=centred)
        self.y -= after

    def _table_row(
        self, cells: list[list[Line]], widths: Sequence[float], size: float, centred: frozenset[int]
    ) -> None:
        height = _row_height(cells, size)
        self.need(height)
        x, step = self.left, size * 1.2
        for column, (lines, width) in enumerate(zip(cells, widths, strict=True)):
            self.sheet.box(x, self.y - height, x + width, self.y)
            y = self.y - 3 - size
            if column in centred:
                y -= (height - 8 - step * len(lines)) / 2
            for line in lines:
                start = x + (width - line.width) / 2 if column in centred else x + 4
                put_line(self.sheet, line, start, y, size, 0.0, "#000000")
                y -= step
            x += width
        self.y -= height


def _row(row: Sequence[str], widths: Sequence[float], size: float, face: Face) -> list[list[Line]]:
    return [
        [line for part in cell.split("\n") for line in break_lines([(part, face)], size, width - 8)]
        for cell, width in zip(row, widths, strict=True)
    ]


def _row_height(cells: list[list[Line]], size: float) -> float:
    return max(len(lines) for lines in cells) * size * 1.2 + 8
