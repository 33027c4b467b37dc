"""*Sổ đăng ký văn bản đi* (NĐ 30/2020 Phụ lục IV): its ten columns, for the screen, for print and for Excel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from voffice_desktop.domain.document_types import by_code
from voffice_desktop.domain.numbering import number_text
from voffice_desktop.domain.records import Book, OutgoingDocument, Unit
from voffice_desktop.domain.register_book import BookTable, Column
from voffice_desktop.errors import MachineFault, VofficeError
from voffice_desktop.pdf.typeset.register_book import print_book
from voffice_desktop.protocol import codec
from voffice_desktop.remote.calls import Remote
from voffice_desktop.services.directory import StoredDirectory
from voffice_desktop.services.register_sheet import workbook_of
from voffice_desktop.signing.appearance import VIETNAM
from voffice_desktop.store.account import Store

COLUMNS: tuple[Column, ...] = (
    Column("Số, ký hiệu văn bản", 11),
    Column("Ngày tháng văn bản", 9.5),
    Column("Tên loại và trích yếu nội dung văn bản", 29),
    Column("Người ký", 12),
    Column("Nơi nhận văn bản", 21),
    Column("Đơn vị, người nhận bản lưu", 12),
    Column("Số lượng bản", 6),
    Column("Ngày chuyển", 9.5),
    Column("Ký nhận", 8),
    Column("Ghi chú", 12),
)
"""The columns that the decree prescribes at least."""


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One line of the book. ``record_id`` is empty for a number that no document bears."""

    number: int
    record_id: str
    cells: tuple[str, ...]
    state: str = "used"
    """``used``, ``reserved`` or ``cancelled``."""


@dataclass(frozen=True, slots=True)
class BookPages:
    """A book between two days. ``complete`` is false when reserved numbers could not be asked of the server."""

    book: Book
    unit: str
    first: date
    last: date
    entries: tuple[BookEntry, ...]
    complete: bool


class OutgoingBooks(Protocol):
    """Register books of outgoing documents."""

    def books(self) -> list[Book]:
        """The outgoing books of this user's unit."""

    def pages(self, book_id: str, first: date, last: date) -> BookPages:
        """What was entered between two days, by number. Reads much: call it off the main thread."""

    def save_pdf(self, pages: BookPages, target: Path) -> None:
        """Write the book for print, or nothing."""

    def save_excel(self, pages: BookPages, target: Path) -> None:
        """Write the book as a workbook, or nothing."""


class NoOutgoingBooks:
    """A desk without register books: tests of other screens, plugins' desks."""

    def books(self) -> list[Book]:
        """None."""
        return []

    def pages(self, book_id: str, first: date, last: date) -> BookPages:
        """There is none."""
        raise VofficeError("not_found")

    def save_pdf(self, pages: BookPages, target: Path) -> None:
        """Nothing to write."""

    def save_excel(self, pages: BookPages, target: Path) -> None:
        """Nothing to write."""


class StoredOutgoingBooks:
    """See :class:`OutgoingBooks`."""

    def __init__(self, store: Store, directory: StoredDirectory, remote: Remote, unit_id: str) -> None:
        self._store = store
        self._directory = directory
        self._remote = remote
        self._unit_id = unit_id

    def books(self) -> list[Book]:
        """The outgoing books of this user's unit."""
        return [
            one
            for one in self._directory.all("book")
            if isinstance(one, Book) and one.direction == "outgoing" and one.unit_id == self._unit_id
        ]

    def pages(self, book_id: str, first: date, last: date) -> BookPages:
        """What was entered between two days, by number."""
        book = self._directory.get("book", book_id)
        assert isinstance(book, Book)
        entries = [
            self._entry(document)
            for document in (codec.decode(raw, OutgoingDocument) for raw in self._store.of_kind("outgoing_document"))
            if document.book_id == book_id
            and document.number is not None
            and first.isoformat() <= (document.issued_on or "") <= last.isoformat()
        ]
        complete = True
        for year in range(first.year, last.year + 1):
            try:
                entries += self._kept(book_id, year, first, last, entries)
            except VofficeError:
                complete = False
        # behind 123 come 123a and 123b: the sign behind the number sorts before a letter
        entries.sort(key=lambda one: (one.cells[1][-4:], one.number, one.cells[0]))
        return BookPages(book, self._directory.name(book.unit_id), first, last, tuple(entries), complete)

    def save_pdf(self, pages: BookPages, target: Path) -> None:
        """Write the book for print, or nothing."""
        _write(target, lambda part: part.write_bytes(print_book(self._table(pages))))

    def save_excel(self, pages: BookPages, target: Path) -> None:
        """Write the book as a workbook, or nothing."""
        _write(target, lambda part: part.write_bytes(workbook_of(self._table(pages))))

    def _table(self, pages: BookPages) -> BookTable:
        unit = self._directory.get("unit", pages.book.unit_id)
        numbers = [one.number for one in pages.entries]
        return BookTable(
            title="SỔ ĐĂNG KÝ VĂN BẢN ĐI",
            agency=self._directory.name(unit.parent_id) if isinstance(unit, Unit) else "",
            unit=pages.unit,
            book=pages.book.name,
            year=pages.first.year,
            first_day=f"{pages.first:%d/%m/%Y}",
            last_day=f"{pages.last:%d/%m/%Y}",
            first_number=min(numbers, default=None),
            last_number=max(numbers, default=None),
            columns=COLUMNS,
            rows=tuple(one.cells for one in pages.entries),
        )

    def _entry(self, document: OutgoingDocument) -> BookEntry:
        kind = by_code(document.type_code)
        name = kind.name if kind is not None and document.type_code else ""
        sent = [one.status_at for one in document.recipients if one.status_at]
        issued = document.status in ("dispatched", "recalled", "replaced")
        notes = {"recalled": "Đã thu hồi", "replaced": "Đã thay thế", "numbered": "Chưa ký số"}
        number = document.number or 0
        cells = (
            document.symbol or number_text(number),
            _day(document.issued_on),
            ": ".join(text for text in (name, document.summary) if text),
            ", ".join(text for text in (document.signer_title, document.signer_name) if text),
            "; ".join(one.name for one in document.recipients),
            f"Văn thư, {self._directory.name(document.unit_id)}",
            str(len(document.recipients)) if document.recipients else "",
            _moment(min(sent)) if sent and issued else "",
            "Trên hệ thống" if issued else "",
            notes.get(document.status, ""),
        )
        return BookEntry(number, document.id, cells)

    def _kept(self, book_id: str, year: int, first: date, last: date, used: list[BookEntry]) -> list[BookEntry]:
        """Numbers that no document bears; in ``used`` inserted ones get the reason for which they were inserted."""
        found = self._remote.exchange.ask("GET", f"/books/{book_id}/numbers?year={year}").plain()
        entries = []
        known = found if isinstance(found, dict) else {}
        inserted = {str(one["record_id"]): str(one["reason"]) for one in known.get("inserted", [])}
        for at, entry in enumerate(used):
            if entry.record_id in inserted:
                note = "; ".join(text for text in (f"Số chèn: {inserted[entry.record_id]}", entry.cells[-1]) if text)
                used[at] = replace(entry, cells=(*entry.cells[:-1], note))
        for one in known.get("items", []):
            day = datetime.fromisoformat(str(one["at"])).astimezone(VIETNAM).date()
            if not first <= day <= last:
                continue
            state, number = str(one["state"]), int(one["number"])
            word = "Số đang giữ" if state == "reserved" else "Số đã hủy"
            cells = (number_text(number), f"{day:%d/%m/%Y}", "", "", "", "", "", "", "", f"{word}: {one['reason']}")
            entries.append(BookEntry(number, "", cells, state))
        return entries


def _write(target: Path, make: Callable[[Path], object]) -> None:
    """All of the file or nothing: it is made beside its place first."""
    part = target.with_name(f".{target.name}.part")
    try:
        make(part)
        part.replace(target)
    except OSError as error:
        raise MachineFault("disk_error", detail=type(error).__name__) from error
    finally:
        part.unlink(missing_ok=True)


def _day(text: str | None) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else ""


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(VIETNAM):%d/%m/%Y}"
