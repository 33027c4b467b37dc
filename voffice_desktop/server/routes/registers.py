"""Register books as they are kept: every number with its record, cancelled ones with their reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select

from voffice_desktop.domain import calendar
from voffice_desktop.domain.records import Book
from voffice_desktop.server import feed, schema
from voffice_desktop.server.endpoints import Answer, Call, Endpoints
from voffice_desktop.server.problems import ProblemError

endpoints = Endpoints("books")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One number of a book's year. ``record_id`` is null for a cancelled one, whose reason stands instead."""

    number: int
    year: int
    given_at: str
    record_id: str | None = None
    cancelled_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """Answer of ``GET /books/{id}/register``."""

    items: list[RegisterLine] = field(default_factory=list)
    cursor: str | None = None


@endpoints.add(
    "GET",
    "/books/{id}/register",
    "Numbers given in a book",
    gives=RegisterPage,
    query={"year": int, "limit": int, "cursor": int},
    problems=("forbidden", "not_found"),
)
def numbers(call: Call) -> Answer:
    """In order, without gaps; for the unit's clerks and head and for admins."""
    book = _book(call, "clerk", "unit_head", "admin")
    limit = call.number("limit", 200, low=1, high=feed.MAX_LIMIT)
    year = call.number("year", _this_year(call), low=1900, high=9999)
    rows = schema.numbers
    query = select(rows).where(rows.c.book_id == book.id, rows.c.year == year).order_by(rows.c.number)
    query = query.where(rows.c.number > call.number("cursor", 0, low=0, high=10**9)).limit(limit + 1)
    found = [
        RegisterLine(
            number=row.number,
            year=row.year,
            given_at=row.given_at,
            record_id=row.record_id,
            cancelled_reason=row.cancelled_reason,
        )
        for row in call.work.connection.execute(query)
    ]
    cursor = str(found[limit - 1].number) if len(found) > limit else None
    return Answer(RegisterPage(items=found[:limit], cursor=cursor))


def _book(call: Call, *roles: str) -> Book:
    book = call.work.get(Book, call.path["id"])
    mine = set(roles) & set(call.work.actor.roles)
    if not mine or (book.unit_id != call.work.user.unit_id and "admin" not in mine):
        raise ProblemError("forbidden")
    return book


def _this_year(call: Call) -> int:
    return calendar.vietnam_date(call.work.now).year
