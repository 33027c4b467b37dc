"""Vietnam time, working days, deadlines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voffice_desktop.domain import calendar, lunar


def test_vietnam_time_and_dates() -> None:
    assert calendar.vietnam_date("2026-12-31T17:00:00Z") == date(2027, 1, 1)
    assert calendar.show_time("2026-11-22T01:02:03Z") == "22/11/2026 08:02"
    assert calendar.show_date("2026-11-22") == "22/11/2026"
    assert calendar.utc_text(calendar.vietnam_time("2026-11-22T08:02:03+07:00")) == "2026-11-22T01:02:03Z"
    with pytest.raises(ValueError, match="no time zone"):
        calendar.moment("2026-11-22T08:02:03")


def test_date_line_of_a_document() -> None:
    assert calendar.document_date("Hà Nội", date(2020, 1, 5)) == "Hà Nội, ngày 05 tháng 01 năm 2020"
    assert calendar.document_date("Hà Nội", date(2020, 3, 15)) == "Hà Nội, ngày 15 tháng 3 năm 2020"


def test_holidays_and_days_given_for_them() -> None:
    assert not calendar.is_working_day(date(2026, 4, 30))
    assert not calendar.is_working_day(date(2027, 5, 3))  # 01/05/2027 is a Saturday
    assert calendar.is_working_day(date(2027, 5, 4))
    tet = frozenset(date(2026, 2, 16) + timedelta(days=n) for n in range(5))
    assert calendar.add_working_days(date(2026, 2, 13), 1, tet) == date(2026, 2, 23)
    assert calendar.working_days_between(date(2026, 2, 13), date(2026, 2, 23), tet) == 1


@settings(max_examples=150, deadline=None)
@given(st.dates(date(2025, 1, 1), date(2027, 6, 1)), st.integers(0, 200))
def test_counting_days_one_by_one_agrees(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    slow = sum(calendar.is_working_day(start + timedelta(days=n)) for n in range(1, length + 1))
    assert calendar.working_days_between(start, end) == slow
    assert calendar.working_days_between(start, calendar.add_working_days(start, length % 40)) == length % 40


@pytest.mark.parametrize(
    ("due", "kind", "days"),
    [
        (None, "none", 0),
        ("", "none", 0),
        ("2026-11-20", "overdue", 1),
        ("2026-11-22", "today", 0),
        ("2026-11-21T17:30:00Z", "today", 0),
        ("2026-11-24", "soon", 2),
        ("2026-12-01", "later", 7),
    ],
)
def test_due_state(due: str | None, kind: str, days: int) -> None:
    assert calendar.due_state(due, date(2026, 11, 22)) == calendar.DueState(kind, days)


@pytest.mark.parametrize(
    ("year", "tet", "gio_to"),
    [
        (2007, date(2007, 2, 17), date(2007, 4, 26)),  # China: 18 February
        (2023, date(2023, 1, 22), date(2023, 4, 29)),  # a second month came twice
        (2025, date(2025, 1, 29), date(2025, 4, 7)),
        (2026, date(2026, 2, 17), date(2026, 4, 26)),
        (2027, date(2027, 2, 6), date(2027, 4, 16)),
        (2028, date(2028, 1, 26), date(2028, 4, 4)),
        (2030, date(2030, 2, 2), date(2030, 4, 12)),  # China: 3 February
    ],
)
def test_tet_and_the_kings_day_by_the_lunar_calendar(year: int, tet: date, gio_to: date) -> None:
    assert lunar.solar(year, 1, 1) == tet
    assert lunar.solar(year, 3, 10) == gio_to
    assert len(calendar.public_holidays(year)) == 11
    if year in calendar.YEARS:
        assert not any(calendar.is_working_day(tet + timedelta(days=n)) for n in range(-1, 4))


def test_a_year_decides_otherwise() -> None:
    settings = {
        "holidays": ["2027-02-11", "không phải ngày"],
        "not_holidays": ["2027-02-05"],
        "working_days": ["2027-02-13"],
    }
    off = calendar.agency_days_off(settings)
    assert calendar.is_working_day(date(2027, 2, 5), off)
    assert not calendar.is_working_day(date(2027, 2, 11), off)
    assert calendar.is_working_day(date(2027, 2, 13), off)  # a Saturday
    assert not calendar.is_working_day(date(2027, 2, 13))
    assert calendar.working_days_between(date(2027, 2, 12), date(2027, 2, 15), off) == 2
    assert calendar.add_working_days(date(2027, 2, 12), 1, off) == date(2027, 2, 13)
    assert calendar.agency_days_off({"holidays": 5}) == calendar.PUBLIC_HOLIDAYS


def test_over_tet_nothing_becomes_late() -> None:
    """Due on the eve of Tết 2027 (Friday 5 February): late after the next working day alone."""
    eve, back = "2027-02-05", date(2027, 2, 12)
    assert calendar.due_state(eve, date(2027, 2, 9)).kind == "soon"
    assert calendar.due_state(eve, back).kind == "today"
    assert calendar.due_state(eve, back + timedelta(days=1)) == calendar.DueState("overdue", 1)
    assert calendar.overdue_before(back) == date(2027, 2, 5)
    assert calendar.overdue_before(back + timedelta(days=1)) == back + timedelta(days=1)
