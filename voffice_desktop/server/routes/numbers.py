"""The numbers of a register book beside those that documents bear: the next one, reserved ones, cancelled ones.

Beyond the contract. A reserved number is a row of the register like any other, so that the series stays free of gaps;
it is later given to a document (``number`` with ``reserved_number``) or cancelled with a reason, never given back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import insert, select, update

from voffice_desktop.domain import calendar, numbering
from voffice_desktop.domain.records import Book
from voffice_desktop.server import schema
from voffice_desktop.server.endpoints import Answer, Call, Endpoints
from voffice_desktop.server.problems import ProblemError, invalid, refuse
from voffice_desktop.server.work import Work

endpoints = Endpoints("numbers")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptNumber:
    """A number that no document bears: still reserved, or cancelled for good."""

    number: int
    state: Literal["reserved", "cancelled"]
    reason: str
    by: str | None
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InsertedNumber:
    """A back-dated number with a letter, borne by a document: ``123a``."""

    number: int
    suffix: str
    reason: str
    by: str
    at: str
    record_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookNumbers:
    """Answer of the calls on a book's numbers. ``next`` is what the next document gets if nobody is quicker."""

    book_id: str
    year: int
    next: int
    items: list[KeptNumber] = field(default_factory=list)
    inserted: list[InsertedNumber] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveBody:
    """Why a number is kept free (required), and of which year (this year's without it)."""

    reason: str
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelBody:
    """Which reserved number will never be used, and why (required); without ``number``: the next one, spoilt on
    paper before anything bore it."""

    reason: str
    number: int | None = None
    year: int | None = None


def _book(call: Call) -> Book:
    book = call.work.get(Book, call.path["id"])
    refusal = numbering.may_keep(call.work.actor, book)
    if refusal is not None:
        raise refuse(refusal)
    return book


def _year(call: Call, wanted: object = None) -> int:
    this = calendar.vietnam_date(call.work.now).year
    if wanted is None:
        return this
    if not isinstance(wanted, int) or isinstance(wanted, bool) or not 1900 <= wanted <= this + 1:
        raise invalid("year", "Năm của sổ không đúng.")
    return wanted


@endpoints.add(
    "GET",
    "/books/{id}/numbers",
    "The next number, and those that no document bears",
    gives=BookNumbers,
    query={"year": int},
    problems=("forbidden",),
)
def show(call: Call) -> Answer:
    """For the clerks of the book's unit and admins."""
    book = _book(call)
    return Answer(_numbers(call.work, book, call.number("year", _year(call), low=1900, high=9999)))


@endpoints.add(
    "POST",
    "/books/{id}/numbers/reserve",
    "Keep the next number free",
    takes=ReserveBody,
    gives=BookNumbers,
    status=201,
    audit="number.reserve",
    problems=("forbidden",),
)
def reserve(call: Call) -> Answer:
    """Takes the next number of the year out of the series for a document that is still to come."""
    book = _book(call)
    body = call.body(ReserveBody)
    refusal = numbering.check_reason(body.reason)
    if refusal is not None:
        raise refuse(refusal)
    work, year = call.work, _year(call, body.year)
    number = work.next_code(book.id, year)
    work.connection.execute(
        insert(schema.numbers).values(
            book_id=book.id, year=year, number=number, record_id=None, given_at=work.now, cancelled_reason=None
        )
    )
    note = {"reason": body.reason.strip(), "by": work.user.id}
    work.connection.execute(
        insert(schema.settings).values(key=_key(book.id, year, number), value=json.dumps(note, ensure_ascii=False))
    )
    return Answer(_numbers(work, book, year), 201)


@endpoints.add(
    "POST",
    "/books/{id}/numbers/cancel",
    "Take a number out of use",
    takes=CancelBody,
    gives=BookNumbers,
    audit="number.cancel",
    problems=("forbidden", "wrong_state"),
)
def cancel(call: Call) -> Answer:
    """It stays in the register with its reason and is never used."""
    book = _book(call)
    body = call.body(CancelBody)
    refusal = numbering.check_reason(body.reason)
    if refusal is not None:
        raise refuse(refusal)
    work, year = call.work, _year(call, body.year)
    if body.number is None:
        number = work.cancel_number(book.id, year, body.reason.strip())
        work.audit("number.cancel", note=f"{number}/{year}")
    elif not _take(work, book.id, year, body.number, cancelled_reason=body.reason.strip()):
        raise ProblemError("wrong_state", "Chỉ hủy được số đang giữ.", state="used")
    return Answer(_numbers(work, book, year))


def use_reserved(work: Work, book_id: str, year: int, number: object, record_id: str) -> int:
    """Give a reserved number to a document. 422 when it is not reserved in that year."""
    valid = isinstance(number, int) and not isinstance(number, bool) and number > 0
    if not valid or not _take(work, book_id, year, number, record_id=record_id):
        raise invalid("reserved_number", "Số này không còn được giữ trong sổ của năm đó.")
    return int(str(number))


def _take(work: Work, book_id: str, year: int, number: Any, **values: Any) -> bool:
    rows = schema.numbers
    taken = work.connection.execute(
        update(rows)
        .where(
            rows.c.book_id == book_id,
            rows.c.year == year,
            rows.c.number == number,
            rows.c.record_id.is_(None),
            rows.c.cancelled_reason.is_(None),
        )
        .values(**values)
    )
    return taken.rowcount == 1


def insert_after(work: Work, book_id: str, year: int, after: int, reason: str, record_id: str) -> tuple[int, str]:
    """Give a back-dated number with a letter (123a) to a document. 422 when ``after`` was never given that year.

    The counter's row is taken first, so that two clerks never get the same letter.
    """
    counters, notes = schema.counters, schema.settings
    here = (counters.c.book_id == book_id, counters.c.year == year)
    work.connection.execute(update(counters).where(*here).values(last=counters.c.last))
    last = work.connection.execute(select(counters.c.last).where(*here)).scalar()
    if after > int(last or 0):
        raise invalid("after", "Sổ của năm đó chưa có số này để chèn sau.")
    letter = numbering.next_letter(one.suffix for one in _inserted(work, book_id, year) if one.number == after)
    if letter is None:
        raise invalid("after", "Không còn chữ cái nào để chèn sau số này.")
    note = {"reason": reason, "by": work.user.id, "record_id": record_id, "at": work.now}
    key = f"inserted:{book_id}:{year}:{after}{letter}"
    work.connection.execute(insert(notes).values(key=key, value=json.dumps(note, ensure_ascii=False)))
    return after, letter


def _inserted(work: Work, book_id: str, year: int) -> list[InsertedNumber]:
    notes, prefix = schema.settings, f"inserted:{book_id}:{year}:"
    found = work.connection.execute(select(notes.c.key, notes.c.value).where(notes.c.key.startswith(prefix)))
    items = []
    for row in found:
        name, note = row.key.removeprefix(prefix), json.loads(row.value)
        items.append(
            InsertedNumber(
                number=int(name[:-1]), suffix=name[-1], reason=note["reason"], by=note["by"], at=note["at"],
                record_id=note["record_id"],
            )
        )  # fmt: skip
    return sorted(items, key=lambda one: (one.number, one.suffix))


def _numbers(work: Work, book: Book, year: int) -> BookNumbers:
    rows, counters, notes = schema.numbers, schema.counters, schema.settings
    last = work.connection.execute(
        select(counters.c.last).where(counters.c.book_id == book.id, counters.c.year == year)
    ).scalar()
    free = work.connection.execute(
        select(rows.c.number, rows.c.given_at, rows.c.cancelled_reason)
        .where(rows.c.book_id == book.id, rows.c.year == year, rows.c.record_id.is_(None))
        .order_by(rows.c.number)
    ).all()
    prefix = _key(book.id, year, "")
    kept = {
        row.key.removeprefix(prefix): json.loads(row.value)
        for row in work.connection.execute(select(notes.c.key, notes.c.value).where(notes.c.key.startswith(prefix)))
    }
    items = [
        KeptNumber(
            number=row.number,
            state="reserved" if row.cancelled_reason is None else "cancelled",
            reason=row.cancelled_reason or str(kept.get(str(row.number), {}).get("reason", "")),
            by=kept.get(str(row.number), {}).get("by"),
            at=row.given_at,
        )
        for row in free
    ]
    return BookNumbers(
        book_id=book.id, year=year, next=int(last or 0) + 1, items=items, inserted=_inserted(work, book.id, year)
    )


def _key(book_id: str, year: int, number: int | str) -> str:
    return f"reserved:{book_id}:{year}:{number}"
