"""Mine beside theirs: what a refused act said and saw, against the record as it stands on the server now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from voffice_desktop.domain.records import Annotation
from voffice_desktop.errors import Transient
from voffice_desktop.ids import is_id
from voffice_desktop.protocol import codec
from voffice_desktop.services.values import Comparison, Difference
from voffice_desktop.store.commands import Command

FIELDS = (
    "state", "status", "revision", "title", "summary", "symbol", "content", "proposal", "urgency", "due", "issued_on",
    "issuer_name", "signer_name", "signer_title", "reply_due", "note", "leader_id", "plan", "progress", "result",
    "executor_ids", "assignments", "file_ids", "recipient_ids", "received_by",
)  # fmt: skip
"""The fields of a record that a person can compare, in the order in which they are shown."""

Name = Callable[[str], str]


def compared(
    command: Command,
    current: Mapping[str, Any] | None,
    name: Name,
    notes: list[Annotation],
) -> Comparison:
    """What differs. ``current``: the record now (None: out of sight); ``notes``: the server's notes on the file."""
    body = command.plain_body()
    base: dict[str, Any] = codec.decode(command.base, dict) if command.base is not None else {}
    now = dict(current or {})
    edits = body if command.method == "PATCH" else {}
    found: list[Difference] = []
    for field in (*FIELDS, *(each for each in edits if each not in FIELDS)):
        if field not in now and field not in edits:
            continue
        seen, theirs = base.get(field), now.get(field)
        mine = edits.get(field, seen)
        if mine == theirs or (not base and field not in edits):
            continue
        clash = field in edits and seen != theirs
        found.append(Difference(field, _text(mine, name), _text(theirs, name), clash))
    removed = set(body.get("remove") or []) if command.action == "annotations" else set()
    return Comparison(
        differences=tuple(found),
        revision_then=_number(base.get("revision", body.get("revision"))),
        revision_now=_number(now.get("revision")),
        my_ink=tuple(my_notes(command)),
        their_ink=tuple(note for note in notes if note.id not in removed),
    )


def my_notes(command: Command) -> list[Annotation]:
    """The notes that a pen act adds; what is no note is left out."""
    notes: list[Annotation] = []
    for added in command.plain_body().get("add") or [] if command.action == "annotations" else []:
        own = {"file_id": command.entity_id, "author_id": command.actor, "created_at": command.created_at}
        try:
            notes.append(codec.decode(codec.encode({"id": command.id} | added | own), Annotation))
        except (Transient, TypeError):
            continue
    return notes


def strokes(command: Command) -> int:
    """How many strokes of ink an act holds."""
    return sum(len((note.geometry or {}).get("strokes", ())) for note in my_notes(command) if note.kind == "ink")


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object, name: Name) -> str:
    if value is None or value == [] or value == "":
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(each, name) for each in value)))
    if isinstance(value, dict):
        return _text(value.get("assignee_id") or value.get("name") or value.get("id"), name)
    text = str(value)
    return (name(text) or text) if is_id(text) else text
