"""The agency's working days: fixed public holidays, and those that the root unit's settings name for each year."""

from __future__ import annotations

from voffice_desktop.domain.calendar import PUBLIC_HOLIDAYS, DaysOff, agency_days_off
from voffice_desktop.domain.records import Unit
from voffice_desktop.services.desk import Desk


def holidays(desk: Desk) -> DaysOff:
    """Days off, by the settings of the unit at the root (:func:`voffice_desktop.domain.calendar.agency_days_off`)."""
    root = next((each for each in desk.directory.all("unit") if isinstance(each, Unit) and not each.parent_id), None)
    return PUBLIC_HOLIDAYS if root is None else agency_days_off(root.settings)
