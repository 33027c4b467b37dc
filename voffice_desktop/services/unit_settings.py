"""Units with their settings as they stand; a change of them is sent whole, with the version that was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from voffice_desktop.domain.records import Unit
from voffice_desktop.errors import Rejected
from voffice_desktop.services.desk import Desk


class UnitSettings:
    """Over one desk. What the server made of a change is remembered until the mirror has it, so that two changes may
    follow each other; a change of somebody else's in between is refused (``version_conflict``)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._saved: dict[str, Unit] = {}

    def units(self) -> list[Unit]:
        """All units, the root first, then by code."""
        found = [self._newest(each) for each in self._desk.directory.all("unit") if isinstance(each, Unit)]
        return sorted(found, key=lambda unit: (unit.parent_id is not None, unit.code))

    def root(self) -> Unit | None:
        """The unit at the root, whose settings hold for the whole agency."""
        return next((unit for unit in self.units() if not unit.parent_id), None)

    def unit(self, unit_id: str) -> Unit:
        """One unit. Raises ``Rejected('not_found')``."""
        found = self._desk.directory.get("unit", unit_id)
        if not isinstance(found, Unit):
            raise Rejected("not_found", status=404)
        return self._newest(found)

    def save(self, unit: Unit, settings: Mapping[str, Any]) -> None:
        """Put these settings in place of the unit's. Online; for administrators; blocks."""
        whole = dict(settings)
        answer = self._desk.acts.now("PATCH", f"/units/{unit.id}", {"settings": whole}, version=unit.version)
        if isinstance(answer, dict) and isinstance(answer.get("version"), int):
            self._saved[unit.id] = replace(unit, settings=whole, version=answer["version"])
        self._desk.sync.now()

    def _newest(self, unit: Unit) -> Unit:
        saved = self._saved.get(unit.id)
        return saved if saved is not None and saved.version > unit.version else unit
