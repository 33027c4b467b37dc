"""Vietnam's calendar: local dates and times, working days, due dates.

Everything is stored in UTC; regulations and screens speak of Asia/Ho_Chi_Minh, which is UTC+7 without summer time.
Holidays are data that the agency configures each year; :data:`PUBLIC_HOLIDAYS` is what needs no decision.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

from voffice_desktop.domain.lunar import solar

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

YEARS = range(2024, 2041)
"""The years whose public holidays stand in the table."""


class DaysOff(frozenset[date]):
    """An agency's holidays. ``worked``: days off that are worked in exchange for others (làm bù)."""

    worked: frozenset[date]

    def __new__(cls, off: Collection[date] = (), worked: Collection[date] = ()) -> DaysOff:
        """``off`` are holidays; what is in ``worked`` is a working day whatever else is said of it."""
        made = super().__new__(cls, off)
        made.worked = frozenset(worked)
        return made


def public_holidays(year: int) -> dict[date, str]:
    """The public holidays of a year by name (Bộ luật Lao động 45/2019/QH14 art. 112).

    The law gives five days of Tết and two of Quốc khánh and leaves their choice to each year's decision: taken here
    are the last day of the old lunar year with the first four of the new one, and the working day beside 02/09.
    """
    tet = solar(year, 1, 1)
    found = {date(year, 1, 1): "Tết Dương lịch"}
    found |= {tet + timedelta(days=n): "Tết Nguyên đán" for n in range(-1, 4)}
    found |= {solar(year, 3, 10): "Giỗ Tổ Hùng Vương", date(year, 4, 30): "Ngày Chiến thắng"}
    found |= {date(year, 5, 1): "Quốc tế Lao động", date(year, 9, 2): "Quốc khánh"}
    beside = date(year, 9, 1)
    found[beside if beside.weekday() < 5 else date(year, 9, 3)] = "Quốc khánh"
    return found


PUBLIC_HOLIDAYS = DaysOff({on for year in YEARS for on in public_holidays(year)})
"""What holds where the agency has decided nothing else; :func:`agency_days_off` puts its decisions on top."""


def agency_days_off(settings: Mapping[str, object]) -> DaysOff:
    """The days off of an agency by its root unit's settings, each a list of ``YYYY-MM-DD``: ``holidays`` are off
    besides the public ones, ``not_holidays`` are public ones that this year's decision moved, ``working_days`` are
    Saturdays and Sundays worked in exchange. What cannot be read is no day."""
    off = (PUBLIC_HOLIDAYS - _named(settings, "not_holidays")) | _named(settings, "holidays")
    return DaysOff(off, _named(settings, "working_days"))


def _named(settings: Mapping[str, object], name: str) -> frozenset[date]:
    listed = settings.get(name)
    found = set()
    for text in listed if isinstance(listed, list) else []:
        with contextlib.suppress(ValueError):
            found.add(date.fromisoformat(str(text)))
    return frozenset(found)


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
    return _days_off(frozenset(holidays), _worked(holidays))


def _worked(holidays: Collection[date]) -> frozenset[date]:
    return holidays.worked if isinstance(holidays, DaysOff) else frozenset()


@lru_cache(maxsize=8)
def _days_off(holidays: frozenset[date], worked: frozenset[date]) -> frozenset[date]:
    off = set(holidays)
    for holiday in sorted(holidays):
        if holiday.weekday() >= 5:
            instead = holiday + timedelta(days=1)
            while instead.weekday() >= 5 or instead in off:
                instead += timedelta(days=1)
            off.add(instead)
    return frozenset(off - worked)


def is_working_day(on: date, holidays: Collection[date] = PUBLIC_HOLIDAYS) -> bool:
    """Monday to Friday, unless a holiday or a day given for one; and a day off that is worked in exchange."""
    return on in _worked(holidays) or (on.weekday() < 5 and on not in days_off(holidays))


def working_day_from(on: date, holidays: Collection[date] = PUBLIC_HOLIDAYS) -> date:
    """The day itself, or the first working day after it: a term that ends on a day off ends then (Bộ luật Dân sự
    91/2015/QH13 art. 148.5)."""
    while not is_working_day(on, holidays):
        on += timedelta(days=1)
    return on


def working_days_between(start: date, end: date, holidays: Collection[date] = PUBLIC_HOLIDAYS) -> int:
    """Working days after ``start`` up to and with ``end``; 0 when ``end`` is not later."""
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, 7)
    count = weeks * 5 + sum((start + timedelta(days=weeks * 7 + n)).weekday() < 5 for n in range(1, rest + 1))
    count += sum(start < day <= end and day.weekday() >= 5 for day in _worked(holidays))
    return count - sum(start < off <= end and off.weekday() < 5 for off in days_off(holidays))


def add_working_days(start: date, count: int, holidays: Collection[date] = PUBLIC_HOLIDAYS) -> date:
    """The day ``count`` working days after ``start`` (``start`` itself for 0)."""
    on = start
    while count > 0:
        on += timedelta(days=1)
        count -= is_working_day(on, holidays)
    return on


def overdue_before(today: date, holidays: Collection[date] = PUBLIC_HOLIDAYS) -> date:
    """What was due before this day is overdue today: the day after the last working day that has passed."""
    before = today - timedelta(days=1)
    while not is_working_day(before, holidays):
        before -= timedelta(days=1)
    return before + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DueState:
    """How a deadline stands: working days late, or working days left."""

    kind: Literal["none", "overdue", "today", "soon", "later"]
    days: int = 0


SOON_DAYS = 3
"""Working days left from which a deadline counts as near."""


def due_state(
    due: str | None, today: date, holidays: Collection[date] = PUBLIC_HOLIDAYS, *, soon: int = SOON_DAYS
) -> DueState:
    """How ``due`` (date or moment text) stands on ``today`` in Vietnam. Computed, never stored.

    Only working days count: what is due on a day off is due on the next working day.
    """
    if not due:
        return DueState("none")
    on = working_day_from(day(due), holidays)
    if day(due) == today:
        return DueState("today")
    if on < today:
        return DueState("overdue", max(1, working_days_between(on, today, holidays)))
    left = working_days_between(today, on, holidays)
    if on == today or left == 0:
        return DueState("today")
    return DueState("soon" if left <= soon else "later", left)
