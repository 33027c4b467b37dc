"""How much each person and unit has in hand, as far as this account sees: open documents, late ones among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from voffice_desktop.domain.calendar import due_state
from voffice_desktop.domain.records import IncomingDocument
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ListQuery
from voffice_desktop.services.working_days import holidays

_MOST = 2000


@dataclass(frozen=True, slots=True)
class Load:
    """Documents that somebody works on or has to begin with."""

    open: int = 0
    late: int = 0


def loads(desk: Desk, today: date) -> dict[str, Load]:
    """The load by id of person or unit. Reads many records: call it off the main thread."""
    found: dict[str, Load] = {}
    off = holidays(desk)
    for row in desk.lists.rows(ListQuery("incoming_document", tab="processing"), None, _MOST):
        record = desk.directory.get("incoming_document", row.id)
        if not isinstance(record, IncomingDocument):
            continue
        for part in record.assignments:
            if part.role == "inform" or part.status == "completed":
                continue
            late = due_state(part.due or record.due, today, off).kind == "overdue"
            before = found.get(part.assignee_id, Load())
            found[part.assignee_id] = Load(before.open + 1, before.late + late)
    return found
