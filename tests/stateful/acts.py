"""What people do in the office: bodies for every act that may wait in an outbox, each with a marker in its text."""

from __future__ import annotations

from typing import Any

from voffice_desktop.domain.records import Record, Slip
from voffice_desktop.ids import new_id

_TEXT = {
    "comment": "text",
    "return": "comment",
    "endorse": "comment",
    "forward": "comment",
    "to-secretary": "comment",
    "cancel": "reason",
    "refuse": "reason",
    "complete": "result",
    "plan": "text",
    "accept": "comment",
}
_BARE = ("submit", "withdraw", "receive", "take-back", "start")
_EDITED = {"slip": "content", "incoming_document": "note", "task": "content"}
PATH = {
    "slip": "slips",
    "incoming_document": "incoming-documents",
    "outgoing_document": "outgoing-documents",
    "task": "tasks",
}


def body_of(kind: str, record: Record, action: str, marker: str, people: list[str]) -> dict[str, Any] | None:
    """The body of an act, or ``None`` for acts that this office does not try."""
    if action in _TEXT:
        return {_TEXT[action]: marker}
    if action in _BARE:
        return {}
    if action == "edit" and kind in _EDITED:
        return {_EDITED[kind]: marker}
    if action == "approve" and isinstance(record, Slip):
        return {"comment": marker, "revision": record.revision}
    if action == "consult":
        return {"user_id": people[0], "question": marker, "due": "2026-12-30"}
    if action == "answer" and isinstance(record, Slip):
        asked = next((one for one in record.consultations if one.answer is None), None)
        return None if asked is None else {"consultation_id": asked.id, "text": marker}
    if action == "assign" and kind == "incoming_document":
        lead = {"assignee_kind": "user", "assignee_id": people[-1], "role": "lead", "due": "2026-12-30", "note": ""}
        return {"assignments": [lead], "opinion": marker}
    if action == "assign" and kind == "task":
        return {"executor_ids": [people[-1]], "due": "2026-12-30", "note": marker}
    if action == "report":
        return {"percent": 50, "text": marker, "file_ids": []}
    return None


def new_slip(marker: str, leader_id: str, reviewer_id: str) -> dict[str, Any]:
    """A slip drafted offline."""
    return {
        "id": new_id(),
        "title": marker,
        "content": "Nội dung mẫu",
        "proposal": "Kiến nghị mẫu",
        "leader_id": leader_id,
        "route": [{"position": 1, "user_id": reviewer_id, "role": "reviewer"}],
    }


def pen_note(marker: str, page: int = 1) -> dict[str, Any]:
    """Ink and a typed note on a page."""
    stroke = [10.0, 10.0, 0.5, 20.0, 20.0, 0.7, 30.0, 15.0, 0.4]
    style = {"color": "#1d4ed8", "width": 1.6, "opacity": 1.0}
    ink = {"id": new_id(), "page": page, "kind": "ink", "geometry": {"strokes": [stroke]}, "style": style}
    rect = [50.0, 50.0, 150.0, 90.0]
    text = {"id": new_id(), "page": page, "kind": "text", "geometry": {"rect": rect}, "style": style, "text": marker}
    return {"add": [ink, text], "remove": []}
