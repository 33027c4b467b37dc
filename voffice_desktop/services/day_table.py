"""Lịch làm việc: the days off of a year by name, and the agency's own decisions, which an administrator writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from voffice_desktop.domain.calendar import agency_days_off, days_off, public_holidays
from voffice_desktop.errors import Rejected
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.unit_settings import UnitSettings

Decision = Literal["holidays", "not_holidays", "working_days"]
"""A day off besides the public ones; a public one that is moved; a Saturday or Sunday worked in exchange."""
DECISIONS: tuple[Decision, ...] = ("holidays", "not_holidays", "working_days")


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the table. ``decision`` is empty for a public holiday or a day given for one."""

    on: date
    name: str
    decision: Decision | Literal[""]
    given: bool = False
    """A day off given for a holiday on a weekend."""


class DayTable:
    """The root unit's working calendar."""

    def __init__(self, desk: Desk) -> None:
        self._units = UnitSettings(desk)

    def lines(self, year: int) -> list[DayLine]:
        """The table of a year in order of days."""
        root = self._units.root()
        settings = root.settings if root is not None else {}
        names = public_holidays(year)
        decided = {kind: _days(settings.get(kind)) for kind in DECISIONS}
        moved = decided["not_holidays"]
        found = [DayLine(on, name, "") for on, name in names.items() if on not in moved]
        known = {line.on for line in found}
        for kind in DECISIONS:
            found += [
                DayLine(on, names.get(on, ""), kind)
                for on in decided[kind]
                if on.year == year and (kind != "holidays" or on not in known)
            ]
        listed = {line.on for line in found}
        given = days_off(agency_days_off(settings))
        found += [DayLine(on, "", "", given=True) for on in given if on.year == year and on not in listed]
        return sorted(found, key=lambda line: line.on)

    def put(self, on: date, decision: Decision) -> None:
        """Decide about a day; an earlier decision about it goes. Online; administrators; blocks."""
        self._write(on, decision)

    def drop(self, on: date) -> None:
        """Take a decision back. Online; administrators; blocks."""
        self._write(on, None)

    def _write(self, on: date, decision: Decision | None) -> None:
        root = self._units.root()
        if root is None:
            raise Rejected("not_found", status=404)
        settings = dict(root.settings)
        for kind in DECISIONS:
            days = _days(settings.get(kind)) - {on} | ({on} if kind == decision else set())
            settings[kind] = sorted(day.isoformat() for day in days)
        self._units.save(root, settings)


def _days(listed: object) -> set[date]:
    found = set()
    for text in listed if isinstance(listed, list) else []:
        try:
            found.add(date.fromisoformat(str(text)))
        except ValueError:
            # What is no day decides nothing, and is gone with the next change.
            continue
    return found
