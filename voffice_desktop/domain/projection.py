"""What a record will be once the acts that wait in the outbox are done: the same tables, run over the mirror.

The client shows it as "chờ đồng bộ". An act that the tables refuse is left out here and reported; whether it is
refused for good is the server's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from voffice_desktop.domain import incoming, outgoing, slips, tasks
from voffice_desktop.domain.incoming import IncomingContext
from voffice_desktop.domain.outgoing_fields import OutgoingContext
from voffice_desktop.domain.records import (
    Actor,
    IncomingDocument,
    Kind,
    OutgoingDocument,
    Record,
    Refusal,
    Slip,
    Task,
)
from voffice_desktop.domain.slip_edits import check_edit
from voffice_desktop.domain.slip_edits import edited as slip_edited
from voffice_desktop.domain.slips import SlipContext
from voffice_desktop.domain.tasks import TaskContext

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Pending:
    """One act that waits: the path's last word (``edit`` for PATCH), its body, who and when (RFC 3339 UTC)."""

    action: str
    args: Mapping[str, Any]
    actor: Actor
    created_at: str
    command_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contexts:
    """What the client knows beside the record. The default takes a dossier to be complete."""

    slip: SlipContext = field(default_factory=lambda: SlipContext(pdf_roles={"draft": 1}))
    incoming: IncomingContext = field(default_factory=IncomingContext)
    outgoing: OutgoingContext = field(default_factory=OutgoingContext)
    task: TaskContext = field(default_factory=TaskContext)


@dataclass(frozen=True, slots=True)
class Projected:
    """The record as it will be, how many acts were done on it, and those that the tables refuse now."""

    record: Record
    done: int
    refused: tuple[tuple[Pending, Refusal], ...] = ()


def _step(record: Record, act: Pending, contexts: Contexts, place: int) -> tuple[Record, Refusal | None]:
    made = 0

    def new_id() -> str:
        nonlocal made
        made += 1
        return f"{act.command_id or 'pending'}:{place}:{made}"

    given = (act.action, act.actor, act.args)
    refusal: Refusal | None
    if isinstance(record, Slip):
        refusal = slips.check(record, *given, contexts.slip)
        if refusal is None:
            return slips.move(record, *given, contexts.slip, act.created_at, new_id).record, None
    elif isinstance(record, IncomingDocument):
        refusal = incoming.check(record, *given, contexts.incoming)
        if refusal is None:
            return incoming.move(record, *given, contexts.incoming, act.created_at, new_id).record, None
    elif isinstance(record, OutgoingDocument):
        if act.action in outgoing.ONLINE_ONLY:
            return record, Refusal("online_only", "Việc này chỉ làm được khi có mạng.")
        refusal = outgoing.check(record, *given, contexts.outgoing)
        if refusal is None:
            return outgoing.move(record, *given, contexts.outgoing, act.created_at, new_id).record, None
    elif isinstance(record, Task):
        refusal = tasks.check(record, *given, contexts.task)
        if refusal is None:
            return tasks.move(record, *given, contexts.task, act.created_at, new_id).record, None
    else:
        refusal = Refusal("forbidden", "Mục này không có thao tác nào.")
    return record, refusal


def replay(record: Record, pending: Iterable[Pending], contexts: Contexts | None = None) -> Projected:
    """``record`` after the pending acts in their order, with those left out. The version stays the mirror's."""
    known, done = contexts or Contexts(), 0
    refused: list[tuple[Pending, Refusal]] = []
    for place, act in enumerate(pending):
        record, refusal = _step(record, act, known, place)
        if refusal is None:
            done += 1
        else:
            refused.append((act, refusal))
    return Projected(record, done, tuple(refused))


def project(record: R, pending: Iterable[Pending], contexts: Contexts | None = None) -> R:
    """``record`` as it will be when the pending acts are done."""
    return replay(record, pending, contexts).record  # type: ignore[return-value]  # a table keeps its record's kind


def created(
    kind: Kind, record_id: str, args: Mapping[str, Any], actor: Actor, now: str, contexts: Contexts | None = None
) -> Record | None:
    """The record that a waiting POST will make, or None where its kind or fields do not allow it."""
    known = contexts or Contexts()
    if kind == "slip":
        if check_edit(args, SlipContext()) is not None:
            return None
        blank = Slip(id=record_id, title="", drafter_id=actor.id, unit_id=actor.unit_id, leader_id="")
        return slip_edited(blank, args)
    if kind == "incoming_document" and incoming.check_create(args, actor, known.incoming) is None:
        return incoming.created(args, actor, known.incoming, now, record_id).record
    if kind == "outgoing_document" and outgoing.check_create(args, actor, known.outgoing) is None:
        return outgoing.created(args, actor, known.outgoing, record_id).record
    if kind == "task":
        # Which unit is the ministry is the server's to know; a clerk's task is shown as it was given.
        if tasks.check_create(args, actor, replace(known.task, ministry_id=actor.unit_id)) is not None:
            return None
        return tasks.created(args, actor, record_id).record
    return None


@dataclass(frozen=True, slots=True)
class Merged:
    """``fields`` to send again against the newer version, and the names that both sides changed differently."""

    fields: Mapping[str, Any]
    conflicts: tuple[str, ...] = ()


def merge_fields(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Join an edit (``mine``: the fields it names) made on ``base`` with the record as it is now (``theirs``).

    A field that they left alone is mine; one that both set to the same value needs nothing; anything else is a
    conflict for a person to decide and is not in ``fields``.
    """
    fields: dict[str, Any] = {}
    conflicts: list[str] = []
    for name, value in mine.items():
        before, now = base.get(name), theirs.get(name)
        if now == value:
            continue
        if now == before:
            fields[name] = value
        elif value != before:
            conflicts.append(name)
    return Merged(fields, tuple(conflicts))
