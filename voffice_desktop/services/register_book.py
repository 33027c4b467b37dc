"""Register books of the clerk's unit from the mirror: what is asked for, made into a table, printed or written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from voffice_desktop.domain.calendar import vietnam_date
from voffice_desktop.domain.records import Book, Event, IncomingDocument, OutgoingDocument, Unit
from voffice_desktop.domain.register_book import (
    BookTable,
    BookWishes,
    follow_up_register,
    incoming_register,
)
from voffice_desktop.errors import MachineFault
from voffice_desktop.pdf.typeset.register_book import print_book
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.register_sheet import workbook_of
from voffice_desktop.services.values import ListQuery
from voffice_desktop.services.working_days import holidays

BookKind = Literal["register", "follow_up"]


class RegisterBooks:
    """Books of one desk. Reads every document of the unit: call it off the main thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def wishes(
        self,
        book: Book | None,
        year: int,
        first_day: date | None = None,
        last_day: date | None = None,
        first_number: int | None = None,
        last_number: int | None = None,
    ) -> BookWishes:
        """The wishes with the names that the cover shows."""
        unit = self._desk.directory.get("unit", self._desk.user.unit_id)
        parent = self._desk.directory.name(unit.parent_id) if isinstance(unit, Unit) else ""
        name = self._desk.directory.name(self._desk.user.unit_id)
        shown = book.name if book is not None else ""
        return BookWishes(parent, name, shown, year, first_day, last_day, first_number, last_number)

    def incoming(self, kind: BookKind, wishes: BookWishes, book_id: str, now: str) -> BookTable:
        """The register or the follow-up register of one incoming book."""
        documents = self._documents(book_id)
        name = self._desk.directory.name
        if kind == "register":
            return incoming_register(documents, wishes, name, self._handed_on)
        return follow_up_register(documents, wishes, name, self._answer, vietnam_date(now), holidays(self._desk))

    def _documents(self, book_id: str) -> list[IncomingDocument]:
        found = []
        for record_id in self._desk.lists.ids(ListQuery("incoming_document")):
            record = self._desk.directory.get("incoming_document", record_id)
            own = isinstance(record, IncomingDocument) and record.unit_id == self._desk.user.unit_id
            if own and isinstance(record, IncomingDocument) and book_id in ("", record.book_id):
                found.append(record)
        return found

    def _events(self, record_id: str) -> list[Event]:
        detail = self._desk.details.get("incoming_document", record_id)
        return [entry.event for entry in detail.timeline if not entry.pending] if detail is not None else []

    def _handed_on(self, record_id: str) -> str:
        at = min((event.at for event in self._events(record_id) if event.action == "assigned"), default="")
        return vietnam_date(at).isoformat() if at else ""

    def _answer(self, record_id: str) -> str:
        """Number and symbol of what answers it, as linked; those that do not lie here are left out."""
        record = self._desk.directory.get("incoming_document", record_id)
        answers = record.answered_by if isinstance(record, IncomingDocument) else []
        found = (self._desk.directory.get("outgoing_document", each) for each in answers)
        return "; ".join(one.symbol for one in found if isinstance(one, OutgoingDocument) and one.symbol)


def save_pdf(book: BookTable, target: Path) -> None:
    """Print the book into a file, or leave no file."""
    _write(target, print_book(book))


def save_sheet(book: BookTable, target: Path) -> None:
    """Write the book as a workbook, or leave no file."""
    _write(target, workbook_of(book))


def _write(target: Path, data: bytes) -> None:
    fresh = target.with_name(f".{target.name}.new")
    try:
        fresh.write_bytes(data)
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise MachineFault("cannot_write", cause=error.strerror or "") from error
