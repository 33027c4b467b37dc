"""The agency's working days: fixed public holidays, and those that the root unit's settings name for each year."""

from __future__ import annotations

from datetime import date

from voffice_desktop.domain.calendar import FIXED_HOLIDAYS
from voffice_desktop.domain.records import Unit
from voffice_desktop.services.desk import Desk


def holidays(desk: Desk) -> frozenset[date]:
    """Days off. ``settings["holidays"]`` of the unit at the root is a list of ``YYYY-MM-DD`` (Tết, Giỗ Tổ, …)."""
    root = next((each for each in desk.directory.all("unit") if isinstance(each, Unit) and not each.parent_id), None)
    named = root.settings.get("holidays") if root is not None else None
    days = set(FIXED_HOLIDAYS)
    for text in named if isinstance(named, list) else []:
        try:
            days.add(date.fromisoformat(str(text)))
        except ValueError:
            # A day that cannot be read is no day off; the administrator's screen is where it is mended.
            continue
    return frozenset(days)
