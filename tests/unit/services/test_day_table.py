"""Lịch làm việc: a year's table, and an administrator's decisions as they go to the server."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from voffice_desktop.domain.records import Unit
from voffice_desktop.services.day_table import DayTable
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.working_days import holidays


def desk(settings: dict[str, Any], sent: list[Any]) -> Desk:
    """As much of a desk as the table asks for."""
    root = Unit(id="root", code="BYT", name="Bộ Mẫu", settings=settings)
    below = Unit(id="below", code="KCB", name="Cục Mẫu", parent_id="root", settings={"holidays": ["2027-03-01"]})

    def now(method: str, path: str, body: Any, version: int) -> dict[str, Any]:
        sent.append((method, path, body, version))
        return {"version": version + 1}

    found = SimpleNamespace(
        directory=SimpleNamespace(all=lambda _kind: [below, root]),
        acts=SimpleNamespace(now=now),
        sync=SimpleNamespace(now=lambda: None),
    )
    return cast("Desk", found)


def test_the_year_with_tet_and_what_was_decided() -> None:
    made = DayTable(desk({"holidays": ["2027-02-11"], "working_days": ["2027-02-13"]}, []))
    lines = {line.on: line for line in made.lines(2027)}
    assert lines[date(2027, 2, 6)].name == "Tết Nguyên đán"
    assert lines[date(2027, 4, 16)].name == "Giỗ Tổ Hùng Vương"
    assert lines[date(2027, 2, 11)].decision == "holidays"
    assert lines[date(2027, 2, 13)].decision == "working_days"
    assert lines[date(2027, 5, 3)].given  # 01/05/2027 is a Saturday
    assert [line.on for line in made.lines(2027)] == sorted(lines)


def test_a_decision_goes_with_everything_else_that_was_set() -> None:
    sent: list[Any] = []
    here = desk({"place": "Hà Nội", "holidays": ["2027-02-11", "hôm nào"]}, sent)
    table = DayTable(here)
    table.put(date(2027, 2, 5), "not_holidays")
    table.drop(date(2027, 2, 11))  # before the mirror has the first
    assert [(method, path, version) for method, path, _, version in sent] == [
        ("PATCH", "/units/root", 1),
        ("PATCH", "/units/root", 2),
    ]
    assert sent[0][2]["settings"] == {
        "place": "Hà Nội",
        "holidays": ["2027-02-11"],
        "not_holidays": ["2027-02-05"],
        "working_days": [],
    }
    assert sent[1][2]["settings"]["holidays"] == []
    assert sent[1][2]["settings"]["not_holidays"] == ["2027-02-05"]


def test_the_agency_decides_for_all_its_units() -> None:
    off = holidays(desk({"holidays": ["2027-02-12"]}, []))
    assert date(2027, 2, 12) in off
    assert date(2027, 3, 1) not in off
