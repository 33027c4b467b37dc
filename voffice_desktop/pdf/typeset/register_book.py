"""A register book on A4 across: the cover of Phụ lục IV, then the table with its head on every page."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from voffice_desktop.domain.register_book import BookTable
from voffice_desktop.pdf.typeset.fonts import Face, width_of

_WIDTH, _HEIGHT = landscape(A4)
_LEFT, _TOP, _BOTTOM = 42.0, 40.0, 42.0
_SIZE, _LEADING, _PAD = 9.0, 11.2, 3.0


def print_book(book: BookTable) -> bytes:
    """The PDF. Equal books give equal bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(_WIDTH, _HEIGHT), pdfVersion=(1, 7), invariant=1, pageCompression=1, lang="vi")
    canvas.setTitle(f"{book.title} {book.year}")
    canvas.setCreator("voffice-desktop")
    _cover(canvas, book)
    _Pages(canvas, book).fill()
    canvas.save()
    return out.getvalue()


def _centred(canvas: Canvas, text: str, y: float, face: Face, size: float) -> None:
    for at, line in enumerate(_wrapped(text, face, size, _WIDTH - 160)):
        canvas.setFont(face.pdf_name, size)
        canvas.drawCentredString(_WIDTH / 2, y - at * size * 1.3, line)


def _cover(canvas: Canvas, book: BookTable) -> None:
    canvas.rect(_LEFT, _BOTTOM, _WIDTH - 2 * _LEFT, _HEIGHT - _TOP - _BOTTOM)
    canvas.rect(_LEFT + 4, _BOTTOM + 4, _WIDTH - 2 * _LEFT - 8, _HEIGHT - _TOP - _BOTTOM - 8)
    if book.agency and book.agency != book.unit:
        _centred(canvas, book.agency.upper(), 500, Face.REGULAR, 14)
    _centred(canvas, book.unit.upper(), 478, Face.BOLD, 14)
    _centred(canvas, book.title, 350, Face.BOLD, 24)
    _centred(canvas, book.book, 312, Face.ITALIC, 14)
    _centred(canvas, f"Năm: {book.year}", 270, Face.REGULAR, 15)
    _centred(canvas, f"Từ ngày {book.first_day or '……'} đến ngày {book.last_day or '……'}", 230, Face.REGULAR, 14)
    numbers = "Từ số …… đến số ……"
    if book.first_number is not None and book.last_number is not None:
        numbers = f"Từ số {book.first_number:02d} đến số {book.last_number:02d}"
    _centred(canvas, numbers, 206, Face.REGULAR, 14)
    _centred(canvas, f"Quyển số: {book.volume}", 150, Face.REGULAR, 14)
    canvas.showPage()


class _Pages:
    def __init__(self, canvas: Canvas, book: BookTable) -> None:
        self._canvas = canvas
        self._book = book
        shares = sum(column.share for column in book.columns)
        room = _WIDTH - 2 * _LEFT
        self._widths = [column.share / shares * room for column in book.columns]
        self._page = 0
        self._y = 0.0

    def fill(self) -> None:
        self._begin()
        for row in self._book.rows:
            cells = [
                _wrapped(text, Face.REGULAR, _SIZE, width - 2 * _PAD)
                for text, width in zip(row, self._widths, strict=True)
            ]
            high = max(len(lines) for lines in cells) * _LEADING + 2 * _PAD
            if self._y - high < _BOTTOM + 14:
                self._end()
                self._begin()
            self._row(cells, high, Face.REGULAR, centred=False)
        if not self._book.rows:
            self._canvas.setFont(Face.ITALIC.pdf_name, 11)
            self._canvas.drawString(_LEFT, self._y - 20, "Không có văn bản nào trong khoảng đã chọn.")
        self._end()

    def _begin(self) -> None:
        self._page += 1
        self._y = _HEIGHT - _TOP
        cells = [
            _wrapped(column.header, Face.BOLD, _SIZE, width - 2 * _PAD)
            for column, width in zip(self._book.columns, self._widths, strict=True)
        ]
        self._row(cells, max(len(lines) for lines in cells) * _LEADING + 2 * _PAD, Face.BOLD, centred=True)
        numbers = [[f"({at})"] for at in range(1, len(cells) + 1)]
        self._row(numbers, _LEADING + 2 * _PAD, Face.ITALIC, centred=True)

    def _row(self, cells: list[list[str]], high: float, face: Face, *, centred: bool) -> None:
        canvas, x = self._canvas, _LEFT
        canvas.setLineWidth(0.5)
        canvas.setFont(face.pdf_name, _SIZE)
        for lines, width in zip(cells, self._widths, strict=True):
            canvas.rect(x, self._y - high, width, high)
            for at, line in enumerate(lines):
                y = self._y - _PAD - _SIZE - at * _LEADING + 1
                if centred:
                    canvas.drawCentredString(x + width / 2, y, line)
                else:
                    canvas.drawString(x + _PAD, y, line)
            x += width
        self._y -= high

    def _end(self) -> None:
        self._canvas.setFont(Face.REGULAR.pdf_name, 10)
        self._canvas.drawCentredString(_WIDTH / 2, _BOTTOM - 18, str(self._page))
        self._canvas.showPage()


def _wrapped(text: str, face: Face, size: float, width: float) -> list[str]:
    rows, row = [], ""
    for word in text.split():
        for piece in _pieces(word, face, size, width):
            longer = f"{row} {piece}" if row else piece
            if row and width_of(longer, face, size) > width:
                rows.append(row)
                row = piece
            else:
                row = longer
    rows.append(row)
    return rows


def _pieces(word: str, face: Face, size: float, width: float) -> list[str]:
    """A word too wide for its column is broken, behind a sign where it has one."""
    pieces = []
    while width_of(word, face, size) > width and len(word) > 1:
        cut = len(word)
        while cut > 1 and width_of(word[:cut], face, size) > width:
            cut -= 1
        sign = max(word.rfind(mark, 0, cut) for mark in "-/.,")
        cut = sign + 1 if sign > 0 else cut
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]
