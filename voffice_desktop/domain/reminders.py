"""When to remind of a deadline: a digest at 08:00 of a working day, and one working hour before a due time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from voffice_desktop.domain.calendar import (
    PUBLIC_HOLIDAYS,
    VIETNAM,
    day,
    due_state,
    is_working_day,
    vietnam_time,
    working_day_from,
)

DIGEST = time(8, 0)
START, NOON, AFTERNOON, END = time(8, 0), time(12, 0), time(13, 30), time(17, 30)
"""The working day: a due date without a time ends with it."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is due: kind and id of the record, its title, the due date or moment."""

    kind: str
    id: str
    title: str
    due: str


@dataclass(frozen=True, slots=True)
class Digest:
    """How much is late and how much is due on a day."""

    on: date
    late: int
    today: int

    def __bool__(self) -> bool:
        return bool(self.late or self.today)


def due_moment(due: str, holidays: Collection[date] = PUBLIC_HOLIDAYS) -> datetime:
    """The moment in Vietnam time at which something is late: the time given, else the end of the working day. A day
    off counts to the end of the working day after it."""
    on = day(due)
    if len(due) > 10 and is_working_day(on, holidays):
        return vietnam_time(due)
    return datetime.combine(working_day_from(on, holidays), END, VIETNAM)


def hour_before(due: datetime) -> datetime:
    """One working hour before a moment: the noon break and the night do not count."""
    left = timedelta(hours=1)
    moment = due
    parts = ((AFTERNOON, END), (START, NOON))
    for begin, end in parts:
        opens, closes = (datetime.combine(due.date(), each, VIETNAM) for each in (begin, end))
        if moment <= opens:
            continue
        moment = min(moment, closes)
        if moment - opens >= left:
            return moment - left
        left -= moment - opens
        moment = opens
    return moment


def digest(
    deadlines: Iterable[Deadline], now: datetime, holidays: Collection[date] = PUBLIC_HOLIDAYS
) -> Digest | None:
    """What to say in the morning; ``None`` before 08:00 and on days off."""
    present = now.astimezone(VIETNAM)
    if present.time() < DIGEST or not is_working_day(present.date(), holidays):
        return None
    kinds = [due_state(each.due, present.date(), holidays).kind for each in deadlines]
    return Digest(present.date(), kinds.count("overdue"), kinds.count("today"))


def pressing(
    deadlines: Iterable[Deadline], now: datetime, holidays: Collection[date] = PUBLIC_HOLIDAYS
) -> list[Deadline]:
    """What is due within a working hour and not late yet."""
    present = now.astimezone(VIETNAM)
    found = []
    for each in deadlines:
        due = due_moment(each.due, holidays)
        if hour_before(due) <= present < due:
            found.append(each)
    return found


def quiet(now: datetime, begin: str, end: str) -> bool:
    """Whether a moment lies in the quiet hours from ``begin`` to ``end`` (``HH:MM``, Vietnam time).

    They go over midnight where ``end`` is the smaller; equal hours are none. ValueError for what is no time.
    """
    opens, closes = time.fromisoformat(begin), time.fromisoformat(end)
    present = now.astimezone(VIETNAM).time()
    if opens <= closes:
        return opens <= present < closes
    return present >= opens or present < closes
