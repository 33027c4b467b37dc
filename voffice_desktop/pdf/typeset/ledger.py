"""A register book for print: landscape A4, the head of the table on every page, rows that are never cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voffice_desktop.domain.text import nfc
from voffice_desktop.pdf.typeset.fonts import Face, width_of
from voffice_desktop.pdf.typeset.press import print_pdf
from voffice_desktop.pdf.typeset.sheet import A4_HEIGHT, A4_WIDTH, MM, Sheet, Words

_WIDE, _TALL = A4_HEIGHT, A4_WIDTH
_LEFT, _RIGHT, _TOP, _BOTTOM = 15 * MM, 10 * MM, 14 * MM, 14 * MM
_SIZE, _LINE, _PAD = 9.5, 11.6, 3.0


@dataclass(frozen=True, slots=True)
class Column:
    """Its heading, and its share of the width."""

    heading: str
    share: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is printed. ``above`` stands at the left over the title (agency), ``below`` under it (period, book)."""

    title: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = "Không có văn bản nào trong kỳ."


def typeset_ledger(ledger: Ledger) -> tuple[bytes, int]:
    """The PDF and its number of pages. The same ledger gives the same bytes."""
    setting = _Setting(ledger)
    setting.begin(first=True)
    for row in ledger.rows:
        setting.row([_wrapped(text, width, Face.REGULAR) for text, width in zip(row, setting.widths, strict=True)])
    if not ledger.rows:
        setting.sheet.centred(_WIDE / 2, setting.y - 2 * _LINE, nfc(ledger.empty), Face.ITALIC, 11)
    pages = len(setting.sheets)
    for number, sheet in enumerate(setting.sheets, 1):
        sheet.centred(_WIDE / 2, _BOTTOM / 2, f"Trang {number}/{pages}", Face.REGULAR, 9)
    return print_pdf(setting.sheets, nfc(ledger.title), landscape=True), pages


class _Setting:
    """The pages so far, and how far down the last one is filled."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.sheets: list[Sheet] = []
        room = _WIDE - _LEFT - _RIGHT
        shares = sum(column.share for column in ledger.columns)
        self.widths = [room * column.share / shares for column in ledger.columns]
        self.y = 0.0

    @property
    def sheet(self) -> Sheet:
        """The page that is being filled."""
        return self.sheets[-1]

    def begin(self, *, first: bool = False) -> None:
        """A new page with the table's head; the first one has the title above it."""
        self.sheets.append(Sheet())
        self.y = _TALL - _TOP
        if first:
            for text in self.ledger.above:
                self.y -= 14
                self.sheet.marks.append(Words(_LEFT, self.y, nfc(text), Face.BOLD, 11))
            self.y -= 24
            self.sheet.centred(_WIDE / 2, self.y, nfc(self.ledger.title), Face.BOLD, 15)
            for text in self.ledger.below:
                self.y -= 16
                self.sheet.centred(_WIDE / 2, self.y, nfc(text), Face.ITALIC, 11)
            self.y -= 14
        heads = [
            _wrapped(column.heading, width, Face.BOLD)
            for column, width in zip(self.ledger.columns, self.widths, strict=True)
        ]
        self._cells(heads, Face.BOLD, centred=True)
        numbers = [[f"({number})"] for number in range(1, len(self.widths) + 1)]
        self._cells(numbers, Face.ITALIC, centred=True)

    def row(self, cells: Sequence[list[str]]) -> None:
        """One entry; on a new page when this one has no room for all of it."""
        tall = max(len(lines) for lines in cells) * _LINE + 2 * _PAD
        if self.y - tall < _BOTTOM:
            self.begin()
        self._cells(cells, Face.REGULAR, centred=False)

    def _cells(self, cells: Sequence[list[str]], face: Face, *, centred: bool) -> None:
        most = int((_TALL - _TOP - _BOTTOM) / _LINE) - 6  # an entry longer than a page is cut, visibly
        cells = [lines if len(lines) <= most else [*lines[: most - 1], "…"] for lines in cells]
        tall = max(len(lines) for lines in cells) * _LINE + 2 * _PAD
        x = _LEFT
        for column, width, lines in zip(self.ledger.columns, self.widths, cells, strict=True):
            self.sheet.box(x, self.y - tall, x + width, self.y, 0.5)
            base = self.y - _PAD - _SIZE
            for line in lines:
                if centred or column.centred:
                    self.sheet.centred(x + width / 2, base, line, face, _SIZE)
                else:
                    self.sheet.marks.append(Words(x + _PAD, base, line, face, _SIZE))
                base -= _LINE
            x += width
        self.y -= tall


def _wrapped(text: str, width: float, face: Face) -> list[str]:
    """``text`` in lines that fit; a word wider than its column is broken where it must."""
    room = width - 2 * _PAD
    lines = [""]
    for word in nfc(text).split():
        while width_of(word, face, _SIZE) > room:
            cut = next(at for at in range(len(word), 0, -1) if at == 1 or width_of(word[:at], face, _SIZE) <= room)
            if lines[-1]:
                lines.append("")
            lines[-1], word = word[:cut], word[cut:]
            lines.append("")
        joined = f"{lines[-1]} {word}".strip()
        if width_of(joined, face, _SIZE) <= room or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]
