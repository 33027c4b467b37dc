"""Vietnam's calendar: local dates and times, working days, due dates.

Everything is stored in UTC; regulations and screens speak of Asia/Ho_Chi_Minh, which is UTC+7 without summer time.
Holidays are data that the agency configures each year; :data:`FIXED_HOLIDAYS` is what needs no decision.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

FIXED_HOLIDAYS: frozenset[date] = frozenset(
    {
        *(date(year, month, day) for year in (2025, 2026, 2027) for month, day in ((1, 1), (4, 30), (5, 1), (9, 2))),
        # Quốc khánh is two days: 02/09 and one day beside it, named for each year.
        date(2025, 9, 1),
        date(2026, 9, 1),
        date(2027, 9, 3),
    }
)
"""Public holidays of fixed date (Bộ luật Lao động 45/2019/QH14 art. 112). Tết and Giỗ Tổ follow the lunar calendar
and are configuration."""


def moment(text: str) -> datetime:
    """The aware UTC datetime of RFC 3339 text. ValueError when it is none or names no zone."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"no time zone in {text!r}")
    return at.astimezone(UTC)


def utc_text(at: datetime) -> str:
    """RFC 3339 UTC text with whole seconds, as records hold it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def vietnam_time(text: str) -> datetime:
    """The Vietnam time of RFC 3339 text."""
    return moment(text).astimezone(VIETNAM)


def vietnam_date(text: str) -> date:
    """The day in Vietnam at that moment: 17:00 UTC on 31/12 is already New Year."""
    return vietnam_time(text).date()


def book_year(text: str) -> int:
    """The year of a register book for a moment (RFC 3339) or a date (``YYYY-MM-DD``)."""
    return day(text).year


def day(text: str) -> date:
    """The day that a due date names: a date as it stands, a moment in Vietnam time."""
    return date.fromisoformat(text) if len(text) == 10 else vietnam_date(text)


def show_date(text: str) -> str:
    """``dd/MM/yyyy`` of a date or a moment."""
    return day(text).strftime("%d/%m/%Y")


def show_time(text: str) -> str:
    """``dd/MM/yyyy HH:mm`` in Vietnam time."""
    return vietnam_time(text).strftime("%d/%m/%Y %H:%M")


def document_date(place: str, on: date) -> str:
    """The date line of a document: ``Hà Nội, ngày 05 tháng 01 năm 2020``.

    Days below 10 and the months 1 and 2 carry a zero (NĐ 30/2020 Phụ lục I part I, section II.4).
    """
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"{place}, ngày {on.day:02d} tháng {month} năm {on.year}"


def days_off(holidays: Collection[date]) -> frozenset[date]:
    """The holidays and the days given for those that fall on a weekend (the next working day, art. 111.3)."""
    off = set(holidays)
    for holiday in sorted(holidays):
        if holiday.weekday() >= 5:
            instead = holiday + timedelta(days=1)
            while instead.weekday() >= 5 or instead in off:
                instead += timedelta(days=1)
            off.add(instead)
    return frozenset(off)


def is_working_day(on: date, holidays: Collection[date] = FIXED_HOLIDAYS) -> bool:
    """Monday to Friday, unless a holiday or a day given for one."""
    return on.weekday() < 5 and on not in days_off(holidays)


def working_days_between(start: date, end: date, holidays: Collection[date] = FIXED_HOLIDAYS) -> int:
    """Working days after ``start`` up to and with ``end``; 0 when ``end`` is not later."""
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, 7)
    count = weeks * 5 + sum((start + timedelta(days=weeks * 7 + n)).weekday() < 5 for n in range(1, rest + 1))
    return count - sum(start < off <= end and off.weekday() < 5 for off in days_off(holidays))


def add_working_days(start: date, count: int, holidays: Collection[date] = FIXED_HOLIDAYS) -> date:
    """The day ``count`` working days after ``start`` (``start`` itself for 0)."""
    off, on = days_off(holidays), start
    while count > 0:
        on += timedelta(days=1)
        count -= on.weekday() < 5 and on not in off
    return on


@dataclass(frozen=True, slots=True)
class DueState:
    """How a deadline stands: calendar days late, or working days left."""

    kind: Literal["none", "overdue", "today", "soon", "later"]
    days: int = 0


SOON_DAYS = 3
"""Working days left from which a deadline counts as near."""


def due_state(
    due: str | None, today: date, holidays: Collection[date] = FIXED_HOLIDAYS, *, soon: int = SOON_DAYS
) -> DueState:
    """How ``due`` (date or moment text) stands on ``today`` in Vietnam. Computed, never stored."""
    if not due:
        return DueState("none")
    on = day(due)
    if on < today:
        return DueState("overdue", (today - on).days)
    if on == today:
        return DueState("today")
    left = working_days_between(today, on, holidays)
    return DueState("soon" if left <= soon else "later", left)
