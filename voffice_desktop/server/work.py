"""One request's unit of work: loads what the caller may see, collects what changed, and writes it all at the end.

Order at the end of a write, the same for every request: records, their events, then the head row is locked and the
change numbers are given, then the audit row; the commit follows at once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from voffice_desktop import ids
from voffice_desktop.domain import substitution, visibility
from voffice_desktop.domain.records import (
    RECORD_TYPES,
    Actor,
    Annotation,
    Event,
    File,
    IncomingDocument,
    Kind,
    OutgoingDocument,
    Record,
    Slip,
    Task,
    User,
)
from voffice_desktop.protocol import codec
from voffice_desktop.server import feed, schema
from voffice_desktop.server.audit import AuditLog
from voffice_desktop.server.problems import ProblemError

R = TypeVar("R", bound=Record)

_KIND_OF: dict[type, Kind] = {record_type: kind for kind, record_type in RECORD_TYPES.items()}


def kind_of(record: Record) -> Kind:
    """The feed's name of a record's type."""
    return _KIND_OF[type(record)]


@dataclasses.dataclass
class _Entry:
    record: Record
    stored_version: int
    """0: not in the database yet."""
    root_id: str | None
    created_by: str | None
    dirty: bool = False
    removed: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, on which session and device, from where."""

    user: User
    session_id: str
    device_id: str
    address: str

    @property
    def actor(self) -> Actor:
        """The caller as the rules see them."""
        return Actor.of(self.user)


class Work:
    """A transaction with its caller. ``caller`` is None only for programs (seed, command line)."""

    def __init__(self, connection: Connection, *, now: str, caller: Caller | None, audit: AuditLog) -> None:
        self.connection = connection
        self.now = now
        self._caller = caller
        self._audit = audit
        self._entries: dict[str, _Entry] = {}
        self._audit_rows: list[dict[str, Any]] = []
        self.is_postgres = connection.dialect.name == "postgresql"
        self._keys: frozenset[str] | None = None
        self.writing = False
        self.subject: tuple[Kind, str] | None = None
        """What this request is about, for the audit row."""
        self.made_at: str | None = None
        """When the act was made where the client says so (UTC): it counts for acts of a substitute alone."""
        self._actor: Actor | None = None
        self._on_behalf_of: str | None = None
        self.hidden: tuple[Kind, str] | None = None
        """A record that one asked for who may not see it: 404 for them, a row in the audit log."""

    # Who asks

    @property
    def caller(self) -> Caller:
        """The signed-in caller."""
        if self._caller is None:
            raise ProblemError("not_signed_in")
        return self._caller

    @property
    def user(self) -> User:
        """The caller's own record."""
        return self.caller.user

    @property
    def actor(self) -> Actor:
        """The caller as the rules see them, with those for whom the caller stands in now."""
        if self._actor is None:
            self._actor = self._acting(self.user, self.made_at)
        return self._actor

    def _acting(self, user: User, made_at: str | None = None) -> Actor:
        return substitution.actor_at(user, self._person, self.now, made_at)

    def _person(self, user_id: str) -> User | None:
        """A user as stored, without a lock: one whom nobody changes here."""
        entry, kept = self._entries.get(user_id), schema.records
        if entry is not None:
            return entry.record if isinstance(entry.record, User) else None
        query = select(kept.c.data).where(kept.c.id == user_id, kept.c.kind == "user", kept.c.removed.is_(False))
        data = self.connection.execute(query).scalar()
        return None if data is None else codec.decode(data, User)

    def keys(self) -> frozenset[str]:
        """The caller's audience keys. A substitute's are judged by the present moment, whatever is stored."""
        if self._keys is None:
            if self.user.acting_for:
                self._keys = visibility.keys_of(self.actor)
            else:
                self._keys = frozenset(feed.keys_of(self.connection, self.caller.user.id))
        return self._keys

    def keys_have_moved(self) -> bool:
        """Whether a delegation began or ended for the caller since the stored keys were written."""
        if not self.user.acting_for:
            return False
        now = visibility.keys_of(self._acting(self.user))
        return now != frozenset(feed.keys_of(self.connection, self.user.id))

    def another(self, connection: Connection) -> Work:
        """The same caller at the same time in a write transaction of its own: for handlers that manage several."""
        work = Work(connection, now=self.now, caller=self._caller, audit=self._audit)
        work.writing = True
        work.subject = self.subject
        work.made_at = self.made_at
        return work

    # Loading

    def get(self, record_type: type[R], record_id: str) -> R:
        """The record, if the caller may see it; else 404. In a write, its row stays locked until the end."""
        record = self.find(record_type, record_id)
        if record is None or not self.sees(record_id):
            if record is not None:
                self.hidden = (_KIND_OF[record_type], record_id)
            raise ProblemError("not_found")
        self.subject = self.subject or (_KIND_OF[record_type], record_id)
        return record

    def find(self, record_type: type[R], record_id: str | None) -> R | None:
        """The record whoever may see it, or None: for rules that need what the caller need not see."""
        if record_id is None:
            return None
        entry = self._entries.get(record_id)
        if entry is None:
            kept = schema.records
            query = select(kept).where(kept.c.id == record_id, kept.c.removed.is_(False))
            if self.writing and self.is_postgres:
                query = query.with_for_update()
            row = self.connection.execute(query).first()
            if row is None:
                return None
            entry = _Entry(codec.decode_record(row.kind, row.data), row.version, row.root_id, row.created_by)
            self._entries[record_id] = entry
        if entry.removed or not isinstance(entry.record, record_type):
            return None
        return entry.record

    def sees(self, record_id: str) -> bool:
        """Whether the caller holds one of the record's keys, or made it in this very request."""
        entry = self._entries.get(record_id)
        if entry is not None and entry.stored_version == 0:
            return True
        seen = schema.visible
        found = self.connection.execute(
            select(seen.c.key)
            .where(seen.c.record_id == record_id, seen.c.alive, seen.c.key.in_(self.keys()))
            .limit(1)
        ).first()
        return found is not None

    def all(self, record_type: type[R], **where: str) -> list[R]:
        """All records of a type, by columns ``root_id``, ``unit_id`` or ``state``; whoever may see them."""
        kept = schema.records
        query = select(kept).where(kept.c.kind == _KIND_OF[record_type], kept.c.removed.is_(False))
        for column, value in where.items():
            query = query.where(kept.c[column] == value)
        found = []
        for row in self.connection.execute(query.order_by(kept.c.id)):
            entry = self._entries.get(row.id)
            if entry is None:
                entry = _Entry(codec.decode_record(row.kind, row.data), row.version, row.root_id, row.created_by)
                self._entries[row.id] = entry
            if not entry.removed:
                found.append(cast(R, entry.record))
        found.extend(
            cast(R, entry.record)
            for record_id, entry in self._entries.items()
            if entry.stored_version == 0
            and isinstance(entry.record, record_type)
            and not entry.removed
            and all(columns(entry.record, entry.root_id).get(name) == value for name, value in where.items())
        )
        return found

    def all_visible(self, record_type: type[R]) -> list[R]:
        """All records of a type that the caller sees."""
        kept, seen = schema.records, schema.visible
        query = (
            select(kept.c.data)
            .where(kept.c.kind == _KIND_OF[record_type], kept.c.removed.is_(False))
            .where(
                select(seen.c.key)
                .where(seen.c.record_id == kept.c.id, seen.c.alive, seen.c.key.in_(self.keys()))
                .exists()
            )
            .order_by(kept.c.id)
        )
        return [codec.decode(data, record_type) for data in self.connection.execute(query).scalars()]

    def made_by(self, record_id: str) -> str | None:
        """Who created a record (uploader of a file, author of a draft)."""
        entry = self._entries.get(record_id)
        return entry.created_by if entry else None

    def id_for_new(self, wanted: str | None) -> str:
        """The id that the client chose, if it is free; 409 ``id_taken`` otherwise. A fresh one if none was chosen."""
        if wanted is None:
            return ids.new_id()
        if not ids.is_id(wanted):
            raise ProblemError("invalid", errors=[{"field": "id", "message": "Mã phải là UUID.", "code": "invalid"}])
        chosen, kept = wanted.lower(), schema.records
        if chosen in self._entries or self.connection.execute(select(kept.c.id).where(kept.c.id == chosen)).first():
            raise ProblemError("id_taken")
        return chosen

    # Changing

    def create(self, record: R, *, root_id: str | None = None) -> R:
        """Add a new record (version 1). ``root_id``: the record whose audience a file, mark or event shares."""
        made_by = self._caller.user.id if self._caller else None
        self._entries[record.id] = _Entry(record, 0, root_id, made_by, dirty=True)
        self.subject = self.subject or (kind_of(record), record.id)
        return record

    def save(self, record: R) -> R:
        """Keep a changed record; its version is one more than the stored one, however often it is saved."""
        entry = self._entries[record.id]
        raised: Any = dataclasses.replace(record, version=entry.stored_version + 1)
        entry.record, entry.dirty = raised, True
        return cast(R, raised)

    def attach(self, file_id: str, record_id: str) -> None:
        """Let a file share another record's audience from now on."""
        self._entries[file_id].root_id = record_id
        self._entries[file_id].dirty = True

    def remove(self, record: Record) -> None:
        """Take a record away; everyone who saw it is told."""
        entry = self._entries[record.id]
        entry.removed = entry.dirty = True
        raised: Any = dataclasses.replace(record, version=entry.stored_version + 1)
        entry.record = raised

    def event(self, record: Record, action: str, note: str = "", *, on_behalf_of: str | None = None) -> Event:
        """Add a line to the record's visible timeline. ``on_behalf_of``: for whom the caller stood in; it holds for
        everything else that the same request does."""
        self.stands_in_for(on_behalf_of)
        made = Event(
            id=ids.new_id(),
            subject_kind=kind_of(record),
            subject_id=record.id,
            actor_id=self.user.id,
            at=self.now,
            action=action,
            note=note,
            on_behalf_of=self._on_behalf_of,
        )
        return self.create(made, root_id=record.id)

    def stands_in_for(self, principal_id: str | None) -> None:
        """Let the rest of this request, its audit rows too, say for whom the caller stood in; None: as it was."""
        self._on_behalf_of = principal_id or self._on_behalf_of

    def audit(self, action: str, *, outcome: str = "ok", **fields: str | None) -> None:
        """Add an audit row at the end (see ``AuditLog.append`` for the fields)."""
        caller = self._caller
        base: dict[str, str | None] = {
            "actor_id": caller.user.id if caller else None,
            "session_id": caller.session_id if caller else None,
        }
        if self.subject is not None:
            base["subject_kind"], base["subject_id"] = self.subject
            if self.subject[0] == "file":
                base["file_id"] = self.subject[1]
        if self._on_behalf_of is not None:
            base["note"] = f"on behalf of {self._on_behalf_of}" + (f", made {self.made_at}" if self.made_at else "")
        base.update(fields)
        # Written last, after the head row: one order of locks for every request.
        self._audit_rows.append({"at": self.now, "action": action, "outcome": outcome, **base})

    def next_number(self, book_id: str, year: int, record_id: str) -> int:
        """The next number of a book's year: 1, 2, 3 … without gaps, unique under any number of clerks.

        The counter's row is locked by its own update until the transaction ends; a rolled-back request gives its
        number back. Source: NĐ 30/2020/NĐ-CP article 15.
        """
        number = self.next_code(book_id, year)
        self.connection.execute(
            insert(schema.numbers).values(
                book_id=book_id, year=year, number=number, record_id=record_id, given_at=self.now
            )
        )
        return number

    def next_code(self, series: str, year: int) -> int:
        """The next number of a series that enters no register (slips): unique, counted by year."""
        counter = schema.counters
        insertion = self._insert(counter).values(book_id=series, year=year, last=1)
        return int(
            self.connection.execute(
                insertion.on_conflict_do_update(
                    index_elements=["book_id", "year"], set_={"last": counter.c.last + 1}
                ).returning(counter.c.last)
            ).scalar_one()
        )

    # The end

    def finish(self, default_audit: str | None = None) -> bool:
        """Write everything that changed. Returns whether any record changed."""
        self._follow_audiences()
        dirty = [entry for entry in self._entries.values() if entry.dirty]
        for entry in dirty:
            self._write_record(entry)
        changes: list[tuple[str, frozenset[str]]] = [(e.record.id, self._audience(e)) for e in dirty]
        changed_ids = {record_id for record_id, _ in changes}
        for entry in dirty:
            changes.extend(self._inheriting(entry, changed_ids))
        key_changes = [
            (entry.record, gained, lost)
            for entry in dirty
            if isinstance(entry.record, User)
            for gained, lost in [self._key_changes(entry.record)]
            if gained or lost
        ]
        if changes or key_changes:
            self._number(changes, key_changes)
        if default_audit is not None and not self._audit_rows:
            self.audit(default_audit)
        for row in self._audit_rows:
            self._audit.append(self.connection, **row)
        return bool(changes or key_changes)

    def _follow_audiences(self) -> None:
        # The readers of a slip also read the outgoing document that came from it.
        for entry in list(self._entries.values()):
            if entry.dirty and isinstance(entry.record, Slip) and entry.record.outgoing_document_id:
                self.find(OutgoingDocument, entry.record.outgoing_document_id)
        # Whoever stands in for a person has that person's desk: it moves with the person's roles and unit.
        moved = {one.record.id for one in self._entries.values() if one.dirty and isinstance(one.record, User)}
        if moved:
            for user in self.all(User):
                if user.id not in moved and any(each.principal_id in moved for each in user.acting_for):
                    self.save(user)

    def _write_record(self, entry: _Entry) -> None:
        kept, record = schema.records, entry.record
        values = {
            "kind": kind_of(record),
            "version": record.version,
            "data": codec.encode(record).decode(),
            "removed": entry.removed,
            "root_id": entry.root_id,
            **{name: value for name, value in columns(record, entry.root_id).items() if name != "root_id"},
        }
        if entry.stored_version == 0:
            self.connection.execute(insert(kept).values(id=record.id, seq=0, created_by=entry.created_by, **values))
        else:
            self.connection.execute(update(kept).where(kept.c.id == record.id).values(**values))

    def _audience(self, entry: _Entry) -> frozenset[str]:
        if entry.removed:
            return frozenset()
        record = entry.record
        match record:
            case IncomingDocument():
                return visibility.incoming_audience(record)
            case OutgoingDocument():
                return visibility.outgoing_audience(record, self.find(Slip, record.slip_id))
            case Slip():
                return visibility.slip_audience(record)
            case Task():
                return visibility.task_audience(record)
            case File() if entry.root_id is None:
                # An upload is its uploader's until it is attached.
                return frozenset({visibility.own_key(entry.created_by)} if entry.created_by else ())
            case File() | Annotation() | Event():
                return self._inherited(entry.root_id)
            case _:
                return frozenset({visibility.EVERYBODY})

    def _inherited(self, root_id: str | None) -> frozenset[str]:
        root = self._entries.get(root_id) if root_id else None
        if root is None and root_id is not None:
            row = self.connection.execute(select(schema.records.c.kind).where(schema.records.c.id == root_id)).first()
            if row is not None:
                self.find(RECORD_TYPES[row.kind], root_id)
                root = self._entries.get(root_id)
        return self._audience(root) if root is not None else frozenset()

    def _inheriting(self, entry: _Entry, changed_ids: set[str]) -> Iterable[tuple[str, frozenset[str]]]:
        """Files, marks and events (and a slip's outgoing document) whose audience changes with this record's."""
        if isinstance(entry.record, File | Annotation | Event) or entry.stored_version == 0:
            return
        audience = self._audience(entry)
        dependants: list[tuple[str, frozenset[str]]] = []
        if audience != self._audience_before(entry.record.id):
            kept = schema.records
            children = self.connection.execute(
                select(kept.c.id).where(kept.c.root_id == entry.record.id, kept.c.removed.is_(False))
            ).scalars()
            dependants.extend((child, audience) for child in children)
        if isinstance(entry.record, Slip) and entry.record.outgoing_document_id:
            document = self.find(OutgoingDocument, entry.record.outgoing_document_id)
            if document is not None:
                outgoing = visibility.outgoing_audience(document, entry.record)
                if outgoing != self._audience_before(document.id):
                    dependants.append((document.id, outgoing))
                    kept = schema.records
                    children = self.connection.execute(
                        select(kept.c.id).where(kept.c.root_id == document.id, kept.c.removed.is_(False))
                    ).scalars()
                    dependants.extend((child, outgoing) for child in children)
        for record_id, keys in dependants:
            if record_id not in changed_ids:
                changed_ids.add(record_id)
                yield record_id, keys

    def _audience_before(self, record_id: str) -> frozenset[str]:
        seen = schema.visible
        return frozenset(
            self.connection.execute(select(seen.c.key).where(seen.c.record_id == record_id, seen.c.alive)).scalars()
        )

    def _key_changes(self, user: User) -> tuple[frozenset[str], frozenset[str]]:
        now = visibility.keys_of(self._acting(user)) if not user.disabled else frozenset()
        before = frozenset(feed.keys_of(self.connection, user.id))
        return now - before, before - now

    def _number(
        self,
        changes: Sequence[tuple[str, frozenset[str]]],
        key_changes: Sequence[tuple[User, frozenset[str], frozenset[str]]],
    ) -> None:
        """Take the head row's lock, give one number to every changed record and person, write who sees what."""
        seen = schema.visible
        count = len(changes) + len(key_changes)
        last = self._take_numbers(count)
        seq = last - count
        rows: list[dict[str, Any]] = []
        for record_id, audience in changes:
            seq += 1
            rows.extend(
                {"record_id": record_id, "key": key, "seq": seq, "alive": True, "since": seq} for key in audience
            )
            rows.extend(
                {"record_id": record_id, "key": key, "seq": seq, "alive": False, "since": seq}
                for key in self._audience_before(record_id) - audience
            )
            self.connection.execute(update(schema.records).where(schema.records.c.id == record_id).values(seq=seq))
        if rows:
            insertion = self._insert(seen)
            self.connection.execute(
                insertion.on_conflict_do_update(
                    index_elements=["record_id", "key"],
                    set_={"seq": insertion.excluded.seq, "alive": insertion.excluded.alive},
                ),
                rows,
            )
        for user, gained, lost in key_changes:
            seq += 1
            person: dict[str, Any] = {"user_id": user.id, "seq": seq, "since": seq}
            held = [{**person, "key": key, "alive": True, "lost": None} for key in gained]
            held += [{**person, "key": key, "alive": False, "lost": seq} for key in lost]
            insertion = self._insert(schema.user_keys)
            new, old = insertion.excluded, schema.user_keys.c
            self.connection.execute(
                insertion.on_conflict_do_update(
                    index_elements=["user_id", "key"],
                    set_={"seq": new.seq, "alive": new.alive, "lost": func.coalesce(new.lost, old.lost)},
                ),
                held,
            )

    def one_at_a_time(self, name: str) -> None:
        """Wait until no other write that asked for ``name`` is under way: for checks that no row's lock covers."""
        if self.is_postgres:
            self.connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))

    def _take_numbers(self, count: int) -> int:
        """The last of ``count`` new change numbers. The head row stays locked until the commit: a number that
        somebody can read has none below it that somebody will commit later."""
        head = schema.head
        return int(
            self.connection.execute(
                update(head).where(head.c.id == 1).values(seq=head.c.seq + count).returning(head.c.seq)
            ).scalar_one()
        )

    def cancel_number(self, book_id: str, year: int, reason: str) -> int:
        """Take the next number out of use for good, with the reason: the register shows it and has no gap."""
        number = self.next_code(book_id, year)
        self.connection.execute(
            insert(schema.numbers).values(
                book_id=book_id, year=year, number=number, given_at=self.now, cancelled_reason=reason
            )
        )
        return number

    def _insert(self, table: Any) -> Any:
        return postgres_insert(table) if self.is_postgres else sqlite_insert(table)

    def end_sessions(self, user_id: str, *, keep: str | None = None) -> None:
        """Sign a person out everywhere, except the session ``keep``."""
        rows = schema.sessions
        query = update(rows).where(rows.c.user_id == user_id).values(revoked=True)
        if keep is not None:
            query = query.where(rows.c.id != keep)
        self.connection.execute(query)


def columns(record: Record, root_id: str | None) -> dict[str, str | None]:
    """What is copied out of a record's JSON to be searched by."""
    state = getattr(record, "status", None) or getattr(record, "state", None)
    unit_id = getattr(record, "unit_id", None)
    return {"root_id": root_id, "unit_id": unit_id, "state": state}
