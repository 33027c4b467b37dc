"""The morning's digest and the hour before, by working hours and days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from voffice_desktop.domain.calendar import VIETNAM
from voffice_desktop.domain.reminders import Deadline, Digest, digest, due_moment, hour_before, pressing, quiet


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM).astimezone(UTC)


LATE = Deadline("slip", "a", "Một", "2026-11-18")
TODAY = Deadline("task", "b", "Hai", "2026-11-20")
TIMED = Deadline("slip", "c", "Ba", "2026-11-20T07:00:00Z")
"""Due at 14:00 in Vietnam."""


def test_the_digest_comes_at_eight_on_working_days_alone() -> None:
    everything = [LATE, TODAY, TIMED]
    assert digest(everything, at("2026-11-20 07:59")) is None
    assert digest(everything, at("2026-11-20 08:00")) == Digest(date(2026, 11, 20), 1, 2)
    assert digest(everything, at("2026-11-21 09:00")) is None
    assert digest(everything, at("2026-11-20 09:00"), {date(2026, 11, 20)}) is None
    assert not Digest(date(2026, 11, 20), 0, 0)


@pytest.mark.parametrize(
    ("due", "reminded"),
    [("2026-11-20 17:30", "16:30"), ("2026-11-20 14:00", "11:30"), ("2026-11-20 11:00", "10:00")],
)
def test_an_hour_of_work_leaves_the_noon_break_out(due: str, reminded: str) -> None:
    assert hour_before(at(due).astimezone(VIETNAM)).strftime("%H:%M") == reminded


def test_what_presses_is_due_within_the_hour_and_not_late() -> None:
    assert due_moment(TODAY.due).strftime("%H:%M") == "17:30"
    assert pressing([LATE, TODAY, TIMED], at("2026-11-20 11:29")) == []
    assert pressing([LATE, TODAY, TIMED], at("2026-11-20 13:00")) == [TIMED]
    assert pressing([LATE, TODAY, TIMED], at("2026-11-20 14:00")) == []
    assert pressing([LATE, TODAY, TIMED], at("2026-11-20 16:45")) == [TODAY]


@pytest.mark.parametrize(
    ("moment", "begin", "end", "expected"),
    [
        ("2026-11-20 17:59", "18:00", "07:00", False),
        ("2026-11-20 18:00", "18:00", "07:00", True),
        ("2026-11-21 06:59", "18:00", "07:00", True),
        ("2026-11-21 07:00", "18:00", "07:00", False),
        ("2026-11-21 12:30", "12:00", "13:30", True),
        ("2026-11-21 13:30", "12:00", "13:30", False),
        ("2026-11-21 12:00", "12:00", "12:00", False),
    ],
)
def test_quiet_hours_by_vietnam_time_over_midnight_too(moment: str, begin: str, end: str, expected: bool) -> None:
    assert quiet(at(moment), begin, end) is expected
