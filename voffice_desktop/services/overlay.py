"""A record with the acts that wait in the outbox already done, by the same rule tables that the server runs.

What a table does not allow (the moment has passed, or this machine knows too little) leaves the record as it is: the
row then shows the act as waiting, and the server decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from voffice_desktop.clock import Clock
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
    User,
)
from voffice_desktop.domain.signature_settings import LeaderSignature
from voffice_desktop.domain.slips import SlipContext
from voffice_desktop.domain.tasks import TaskContext
from voffice_desktop.errors import Transient
from voffice_desktop.ids import new_id
from voffice_desktop.protocol import codec
from voffice_desktop.store.commands import Command

PdfRoles = Callable[[Slip], Mapping[str, int]]


class Rules:
    """The rule tables with what this machine knows of people and files around them."""

    def __init__(
        self,
        clock: Clock,
        users: Callable[[], list[User]],
        pdf_roles: PdfRoles,
        leaders_sign: Callable[[str], LeaderSignature] = lambda _unit_id: "optional",
    ) -> None:
        self._clock = clock
        self._users = users
        self._pdf_roles = pdf_roles
        self._leaders_sign = leaders_sign

    def slip_context(self, slip: Slip) -> SlipContext:
        """What the slip rules need: the leader's secretaries, the slip's PDFs."""
        served = any(slip.leader_id in user.secretary_of and not user.disabled for user in self._users())
        return SlipContext(leader_has_secretaries=served, pdf_roles=self._pdf_roles(slip))

    def actions(
        self, record: Record, actor: Actor, *, personally_signed: bool = False
    ) -> list[tuple[str, Refusal | None]]:
        """Every action on the record with why it cannot be done now, or ``None``.

        ``personally_signed``: an outgoing document's main file bears the leader's signature.
        """
        match record:
            case Slip():
                return slips.actions(record, actor, self.slip_context(record))
            case IncomingDocument():
                return incoming.actions(record, actor, IncomingContext())
            case OutgoingDocument():
                leaders = self._leaders_sign(record.unit_id)
                known = OutgoingContext(leader_signature=leaders, personally_signed=personally_signed)
                return outgoing.actions(record, actor, known)
            case Task():
                return tasks.actions(record, actor, TaskContext())
        return []

    def overlay(self, kind: Kind, record: Record | None, commands: Sequence[Command], actor: Actor) -> Record | None:
        """The record after ``commands``, in order."""
        for command in commands:
            if command.state == "acked":
                record = _newer(kind, record, command.answer)
            elif command.action == "create":
                record = record or self._created(kind, command, actor)
            elif record is not None:
                record = self._moved(record, command, actor)
        return record

    def _moved(self, record: Record, command: Command, actor: Actor) -> Record:
        args, action = command.plain_body(), command.action
        now = command.created_at
        match record:
            case Slip():
                context = self.slip_context(record)
                if slips.check(record, action, actor, args, context) is None:
                    return slips.move(record, action, actor, args, context, now, new_id).record
            case IncomingDocument():
                known = IncomingContext()
                if incoming.check(record, action, actor, args, known) is None:
                    return incoming.move(record, action, actor, args, known, now, new_id).record
            case OutgoingDocument():
                given = OutgoingContext()
                if action == "edit" and outgoing.check(record, action, actor, args, given) is None:
                    return outgoing.move(record, action, actor, args, given, now, new_id).record
            case Task():
                around = TaskContext()
                if tasks.check(record, action, actor, args, around) is None:
                    return tasks.move(record, action, actor, args, around, now, new_id).record
        return record

    def _created(self, kind: Kind, command: Command, actor: Actor) -> Record | None:
        """A record that so far exists here alone, with what its form holds."""
        body = command.plain_body()
        own: dict[str, Any] = {
            "incoming_document": {"status": "registered", "arrival_date": command.created_at[:10]},
            "outgoing_document": {"status": "draft"},
            "slip": {"title": "", "drafter_id": actor.id, "leader_id": ""},
            "task": {"title": "", "assigned_by": actor.id},
        }.get(kind, {})
        files = [one.get("id") for one in body.get("files") or [] if isinstance(one, dict)]
        fields = {"unit_id": actor.unit_id, "file_ids": files} | own | body | {"id": command.entity_id, "version": 0}
        if kind == "slip":
            fields["route"] = []
        fields = {name: value for name, value in fields.items() if value is not None}
        try:
            made = codec.decode_record(kind, codec.encode(fields))
        except Transient:
            return None
        if isinstance(made, Slip):
            drawn = {name: body[name] for name in ("route",) if name in body}
            if drawn and slips.check(made, "edit", actor, drawn, SlipContext()) is None:
                made = slips.move(made, "edit", actor, drawn, SlipContext(), command.created_at, new_id).record
            made = replace(made, version=0)
        return made


def _newer(kind: Kind, record: Record | None, answer: bytes | None) -> Record | None:
    """The server's answer where the mirror has not caught up with it yet."""
    if answer is None:
        return record
    try:
        answered = codec.decode_record(kind, answer)
    except Transient:
        # It was done; an answer of another shape (a newer server's) must not keep the lists from being shown.
        return record
    if record is None or cast(Any, record).version < cast(Any, answered).version:
        return answered
    return record
