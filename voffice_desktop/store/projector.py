"""The projection: what a list shows of a record, with the acts that wait in the outbox already done.

Lives in the write lane. Knows the names of people and units, which records were read, and the pending commands;
``overlay`` (given by the services, from the domain's rule tables) turns a record and its commands into the record
as it will be.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from voffice_desktop.domain.records import (
    Actor,
    IncomingDocument,
    Kind,
    OutgoingDocument,
    Record,
    Slip,
    Task,
)
from voffice_desktop.domain.text import fold
from voffice_desktop.errors import Transient
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.faces import FACES, Face, IncomingFace, OutgoingFace, SlipFace, TaskFace
from voffice_desktop.protocol.messages import Change
from voffice_desktop.protocol.peeks import Identified, Named, RawJson
from voffice_desktop.store import commands as outbox
from voffice_desktop.store.commands import Command
from voffice_desktop.store.engine import Connection
from voffice_desktop.store.schema import SMALL_KINDS
from voffice_desktop.store.shown import Shown

LIST_KINDS: frozenset[str] = frozenset({"incoming_document", "outgoing_document", "slip", "task"})
NAMED_KINDS: frozenset[str] = frozenset({"user", "unit", "recipient"})

Overlay = Callable[[Kind, "Record | None", Sequence[Command], Actor], "Record | None"]
"""The record after ``commands``; ``None`` when there is nothing to show."""

_FINISHED = {
    "incoming_document": frozenset({"completed", "refused", "recalled"}),
    "outgoing_document": frozenset({"dispatched", "recalled", "replaced"}),
    "slip": frozenset({"approved", "cancelled"}),
    "task": frozenset({"completed", "wrong_unit", "cancelled"}),
}
_SOURCES = {
    "government": "Chính phủ",
    "prime_minister": "Thủ tướng Chính phủ",
    "minister": "Bộ trưởng",
    "unit": "Đơn vị",
}
_log = logging.getLogger(__name__)
_DIGITS = re.compile(r"\d+")


@dataclass
class Renamed:
    """What new names mean for the lists: rows that had waited for one, and names that other rows may still bear."""

    rows: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)


class Projector:
    """Rows of the lists for one user. Not thread-safe: it belongs to the write lane."""

    def __init__(self, actor: Actor, overlay: Overlay) -> None:
        self.actor = actor
        self._overlay = overlay
        self._names: dict[str, str] = {}
        self._read: set[str] = set()
        self._commands: dict[str, list[Command]] = {}
        self._computing = ""
        self._nameless: dict[str, set[str]] | None = {}
        """Person, unit or recipient whose name was asked for in vain → the records whose rows lack it. ``None``:
        rows stand from before this was noted."""
        self.local: set[str] = set()
        """Ids of records that so far exist on this machine alone."""

    def load(self, cache: Connection, box: Connection) -> None:
        """Read names, read marks and commands anew."""
        self._names = {}
        for (data,) in cache.execute(f"SELECT data FROM records WHERE {SMALL_KINDS} AND kind <> 'book'"):
            self._learn(data)
        self._read = {row[0] for row in box.execute("SELECT id FROM read_marks")}
        self._commands = {}
        for command in outbox.every(box):
            if command.actor == self.actor.id:
                self._commands.setdefault(command.entity_id, []).append(command)
        self.local = {row[0] for row in cache.execute("SELECT id FROM shown WHERE n < 0")}
        empty = cache.execute("SELECT NOT EXISTS (SELECT 1 FROM shown)").fetchone()[0]
        self._nameless = {} if empty else None

    def reload(self, box: Connection, entity_id: str) -> None:
        """Read the commands of one record anew."""
        found = [command for command in outbox.of_entity(box, entity_id) if command.actor == self.actor.id]
        if found:
            self._commands[entity_id] = found
        else:
            self._commands.pop(entity_id, None)

    def entities(self) -> list[str]:
        """The records that have commands."""
        return list(self._commands)

    def kind_made(self, record_id: str) -> str | None:
        """The list kind of a record that a waiting command makes, if one does."""
        for command in self._commands.get(record_id, []):
            if command.action == "create" and command.kind in LIST_KINDS:
                return command.kind
        return None

    def mark_read(self, record_id: str, read: bool) -> None:
        """Remember a read mark that the outbox already holds."""
        if read:
            self._read.add(record_id)
        else:
            self._read.discard(record_id)

    def learn_names(self, changes: Iterable[Change]) -> Renamed:
        """Take in names of people, units and recipients; returns whose rows that changes."""
        found = Renamed()
        for change in changes:
            before = self._names.get(change.id)
            self._learn(change.data)
            if self._names.get(change.id) == before:
                continue
            if before is None and self._nameless is not None:
                found.rows |= self._nameless.pop(change.id, set())
            else:
                found.ids.add(change.id)
        return found

    def _learn(self, data: RawJson) -> None:
        named = codec.decode(bytes(data), Named)
        self._names[named.id] = named.full_name or named.name

    def name(self, any_id: str | None) -> str:
        """The name of a person, unit or recipient, or an empty text."""
        if not any_id:
            return ""
        name = self._names.get(any_id)
        if name is None and self._nameless is not None:
            self._nameless.setdefault(any_id, set()).add(self._computing)
        return name or ""

    def overlaid(self, kind: Kind, record_id: str, data: RawJson | None) -> Record | None:
        """The record with its waiting commands done; ``data`` is the mirror's row, if there is one."""
        record = None if data is None else codec.decode_record(kind, bytes(data))
        commands = self._commands.get(record_id, [])
        if data is not None:
            commands = [command for command in commands if command.state != "blocked"]
        return self._overlay(kind, record, commands, self.actor) if commands else record

    def row(
        self,
        connection: Connection,
        kind: str,
        n: int,
        data: RawJson | None,
        *,
        look_up: bool,
        record_id: str | None = None,
    ) -> Shown | None:
        """The list row of a record. ``look_up``: its events may be in the mirror and date it."""
        if record_id is None:
            assert data is not None
            record_id = _id_of(data)
        self._computing = record_id
        waiting = self._commands.get(record_id, [])
        record: Record | Face | None
        try:
            if waiting or data is None:
                record = self.overlaid(_list_kind(kind), record_id, data)
            else:
                record = codec.decode(data, FACES[kind])
        except Transient:
            # Of a shape that this version does not know: kept in the mirror, not listed, fatal to nobody.
            _log.info("a %s of an unknown shape is not listed", kind)
            return None
        if record is None:
            return None
        at = _dated(record)
        if look_up:
            newest = connection.execute(
                "SELECT max(data ->> '$.at') FROM records WHERE parent = ? AND kind = 'event'", (record_id,)
            ).fetchone()[0]
            at = max(at, newest or "")
        return self._shown(n, kind, record, at, waiting)

    def _shown(self, n: int, kind: str, record: Record | Face, at: str, waiting: list[Command]) -> Shown:
        symbol, party_id, party, title, status, due, more = self._parts(record)
        finished = status in _FINISHED[kind]
        todo = not finished and (
            self._waits_for(self.actor, record)
            or any(self._waits_for(each, record) for each in self.actor.acting_for)
        )
        folded_symbol = fold(symbol)
        unread = not finished and record.id not in self._read and not self._made_by_me(record)
        pending = blocked = 0
        if waiting:
            pending = int(any(command.state not in ("blocked", "acked") for command in waiting))
            blocked = int(any(command.state == "blocked" for command in waiting))
        # By place, not by name: half the time, and this runs for every record of a first synchronisation.
        return Shown(
            n, kind, record.id, symbol, _DIGITS.sub(_wide, folded_symbol), party_id, party, title, at,
            getattr(record, "urgency", "normal"), due, status, int(finished), int(todo), int(unread), pending,
            blocked, len(getattr(record, "file_ids", ())), f"{folded_symbol} {fold(f'{title} {party} {more}')}",
        )  # fmt: skip

    def _parts(self, record: Record | Face) -> tuple[str, str | None, str, str, str, str | None, str]:
        """(symbol, party's id, party, title, status, due, further words to be found by)."""
        match record:
            case IncomingDocument() | IncomingFace():
                mine = [part for part in record.assignments if part.assignee_id == self.actor.id and part.due]
                due = record.due or (mine[0].due if mine else None) or record.reply_due
                number = f"đến số {record.arrival_number}" if record.arrival_number else ""
                more = f"{number} {record.issuer_code} {record.signer_name} {record.note}"
                return record.symbol, None, record.issuer_name, record.summary, record.status, due, more
            case OutgoingDocument() | OutgoingFace():
                first = record.recipients[0] if record.recipients else None
                party_id = first.recipient_id if first else record.unit_id
                party = (first.name if first else "") or self.name(party_id)
                names = " ".join(target.name for target in record.recipients[:20])
                symbol = record.symbol if record.number is None else _numbered(record.number, record.symbol)
                more = f"{record.signer_name} {names}"
                return symbol, party_id, party, record.summary, record.status, None, more
            case Slip() | SlipFace():
                party = self.name(record.unit_id)
                more = f"{self.name(record.drafter_id)} {record.content[:2000]} {record.proposal[:2000]}"
                return record.code, record.unit_id, party, record.title, record.state, record.due, more
            case Task() | TaskFace():
                party = self.name(record.assigned_by)
                symbol = _SOURCES.get(record.source, record.source)
                more = f"{self.name(record.unit_id)} {record.content[:2000]}"
                return symbol, record.assigned_by, party, record.title, record.state, record.due, more
        raise TypeError(f"{type(record).__name__} has no list")

    def _waits_for(self, me: Actor, record: Record | Face) -> bool:
        """Whether a record waits for this user, or for one for whom the user stands in."""
        if (
            me is not self.actor
            and isinstance(record, Slip | SlipFace)
            and record.drafter_id in (me.id, self.actor.id)
        ):
            # What is a drafter's own is no substitute's; what the substitute drafted is not theirs to decide.
            return False
        match record:
            case IncomingDocument(status="arrived") | IncomingFace(status="arrived"):
                return me.is_clerk_of(record.unit_id)
            case IncomingDocument() | IncomingFace():
                for part in record.assignments:
                    if part.status == "completed":
                        continue
                    if part.assignee_id == me.id or (
                        part.assignee_kind == "unit" and me.is_head_of(part.assignee_id)
                    ):
                        return not any(other.by == me.id for other in record.assignments)
                return record.status == "registered" and (
                    me.is_clerk_of(record.unit_id) or me.is_head_of(record.unit_id)
                )
            case OutgoingDocument() | OutgoingFace():
                return me.is_clerk_of(record.unit_id) and record.status in ("approved", "numbered", "signed")
            case Slip(state="in_review") | SlipFace(state="in_review"):
                turn = next((step for step in record.route if step.state == "pending"), None)
                return turn is not None and turn.user_id == me.id
            case Slip(state="with_secretary") | SlipFace(state="with_secretary"):
                return me.serves(record.leader_id)
            case Slip(state="with_leader") | SlipFace(state="with_leader"):
                return record.leader_id == me.id
            case Slip() | SlipFace():
                return record.drafter_id == me.id and record.state in ("draft", "returned")
            case Task(state="new" | "received") | TaskFace(state="new" | "received"):
                return me.is_head_of(record.unit_id)
            case Task(state="assigned" | "in_progress") | TaskFace(state="assigned" | "in_progress"):
                return me.id in record.executor_ids
            case Task(state="reported") | TaskFace(state="reported"):
                return record.assigned_by == me.id
        return False

    def _made_by_me(self, record: Record | Face) -> bool:
        match record:
            case Slip() | SlipFace():
                return record.drafter_id == self.actor.id and record.state != "returned"
            case Task() | TaskFace():
                return record.assigned_by == self.actor.id
        return False


def _wide(digits: re.Match[str]) -> str:
    """A number in nine digits, so that texts order by it."""
    return digits.group().zfill(9)


def _id_of(data: RawJson) -> str:
    return codec.decode(bytes(data), Identified).id


def _list_kind(kind: str) -> Kind:
    match kind:
        case "incoming_document" | "outgoing_document" | "slip" | "task":
            return kind
    raise ValueError(f"{kind} has no list")


def _numbered(number: int, symbol: str) -> str:
    return symbol if symbol[:1].isdigit() else f"{number}/{symbol}" if symbol else str(number)


def _dated(record: Record | Face) -> str:
    """When a record came to be, as far as it says so itself: its date, or the time inside its UUIDv7."""
    dates: tuple[str | None, ...] = ()
    match record:
        case IncomingDocument() | IncomingFace():
            dates = (record.arrival_date, record.issued_on)
        case OutgoingDocument() | OutgoingFace():
            dates = (record.issued_on,)
        case Slip() | SlipFace():
            dates = (record.received_at,)
    for day in dates:
        if day:
            return day if "T" in day else f"{day}T00:00:00Z"
    return time_inside(record.id)


def time_inside(record_id: str) -> str:
    """The UTC time that a UUIDv7 carries (RFC 9562 §5.7), or an empty text for any other id."""
    try:
        found = UUID(record_id)
    except ValueError:
        return ""
    if found.version != 7:
        return ""
    return _utc_text(found.int >> 80)


def _utc_text(milliseconds: int) -> str:
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, OSError, ValueError):
        return ""
