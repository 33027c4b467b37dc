"""The part of a record that a list shows, read out of its JSON in a fifth of the time that the whole record takes.

The projection of a first synchronisation reads every record once; fields that no list needs are skipped unmade.
Names and defaults are those of ``domain.records``; a test holds the two against each other.
"""

from __future__ import annotations

import msgspec


class Part(msgspec.Struct, frozen=True, gc=False):
    """One assignee's part in an incoming document."""

    assignee_kind: str
    assignee_id: str
    due: str | None = None
    status: str = "assigned"
    by: str | None = None


class IncomingFace(msgspec.Struct, frozen=True, gc=False):
    """Of an incoming document."""

    id: str
    unit_id: str
    arrival_number: int | None = None
    arrival_date: str | None = None
    issuer_name: str = ""
    issuer_code: str = ""
    symbol: str = ""
    issued_on: str | None = None
    summary: str = ""
    urgency: str = "normal"
    signer_name: str = ""
    reply_due: str | None = None
    note: str = ""
    status: str = "registered"
    due: str | None = None
    assignments: tuple[Part, ...] = ()
    file_ids: tuple[str, ...] = ()


class Target(msgspec.Struct, frozen=True, gc=False):
    """One recipient of an outgoing document."""

    recipient_id: str
    name: str = ""


class OutgoingFace(msgspec.Struct, frozen=True, gc=False):
    """Of an outgoing document."""

    id: str
    unit_id: str
    number: int | None = None
    symbol: str = ""
    summary: str = ""
    issued_on: str | None = None
    urgency: str = "normal"
    signer_name: str = ""
    status: str = "draft"
    recipients: tuple[Target, ...] = ()
    file_ids: tuple[str, ...] = ()


class Turn(msgspec.Struct, frozen=True, gc=False):
    """One reviewer of a slip."""

    user_id: str
    state: str = "pending"


class SlipFace(msgspec.Struct, frozen=True, gc=False):
    """Of a slip."""

    id: str
    title: str
    drafter_id: str
    unit_id: str
    leader_id: str
    code: str = ""
    content: str = ""
    proposal: str = ""
    urgency: str = "normal"
    due: str | None = None
    route: tuple[Turn, ...] = ()
    state: str = "draft"
    received_at: str | None = None
    file_ids: tuple[str, ...] = ()


class TaskFace(msgspec.Struct, frozen=True, gc=False):
    """Of a task."""

    id: str
    title: str
    assigned_by: str
    unit_id: str
    source: str = "unit"
    content: str = ""
    executor_ids: tuple[str, ...] = ()
    due: str | None = None
    state: str = "new"


Face = IncomingFace | OutgoingFace | SlipFace | TaskFace

FACES: dict[str, type[Face]] = {
    "incoming_document": IncomingFace,
    "outgoing_document": OutgoingFace,
    "slip": SlipFace,
    "task": TaskFace,
}
