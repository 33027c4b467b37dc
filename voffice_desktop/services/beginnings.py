"""What can be begun from a record: an answer to an incoming document, a task out of any document."""

from __future__ import annotations

from voffice_desktop.domain import permissions
from voffice_desktop.domain.records import Actor, IncomingDocument, Kind, OutgoingDocument, Record, Refusal, Slip
from voffice_desktop.services import captions
from voffice_desktop.services.values import ActionState

_BEGUN: tuple[tuple[str, Kind, tuple[type, ...]], ...] = (
    ("draft-slip", "slip", (IncomingDocument,)),
    ("give-task", "task", (IncomingDocument, OutgoingDocument)),
)
_CLOSED = frozenset({"arrived", "refused", "recalled"})


def begun_here(record: Record, actor: Actor) -> list[ActionState]:
    """The beginnings that this record offers, each with the reason why it cannot be done now."""
    states = [ActionState("changes", captions.ACTIONS["changes"], True)] if _changed(record) else []
    for name, kind, sources in _BEGUN:
        if not isinstance(record, sources):
            continue
        if permissions.create(actor, kind) is not None:
            # A role that never begins such a record is not offered it at all.
            continue
        closed = getattr(record, "status", "") in _CLOSED
        reason = "Văn bản chưa vào sổ hoặc không còn hiệu lực xử lý." if closed else ""
        states.append(ActionState(name, captions.ACTIONS[name], not reason, reason))
    return states


def stamp_here(record: Record, edit: Refusal | None) -> list[ActionState]:
    """Laying the ĐẾN stamp elsewhere, for who may edit the document (``edit`` is that rule's word)."""
    if not isinstance(record, IncomingDocument) or (edit is not None and edit.code in ("forbidden", "clerk_only")):
        return []
    reason = edit.reason if edit is not None else ""
    if record.arrival_number is None:
        reason = "Văn bản chưa vào sổ nên chưa có dấu đến."
    return [ActionState("stamp", captions.ACTIONS["stamp"], not reason, reason)]


def _changed(record: Record) -> bool:
    """Whether there is an earlier revision of a slip to compare the present one with."""
    if not isinstance(record, Slip) or record.frozen_revision == 0:
        return False
    return record.revision > 1 or record.edited_since_frozen
