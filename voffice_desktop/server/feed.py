"""The change feed: what one person may see, in the order of change numbers.

A person's keys (``user_keys``) meet the records' keys (``visible``). A record takes effect for a person at the
later of the two numbers: when the record changed, or when the person gained or lost the key. Numbers are given
under the head row's lock, which is held to commit, so whoever reads number N has everything up to N.

What a person lost is told to whoever may still hold it: what was lost before a first synchronisation began, or
was only ever under a key while the person did not have it, is not mentioned, not even by its id.
"""

from __future__ import annotations

import heapq
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from voffice_desktop.protocol.routes import digest_term
from voffice_desktop.server import cursors, schema
from voffice_desktop.server.problems import ProblemError

MAX_LIMIT = 5000
MAX_PAGE_BYTES = 4_000_000
_HEAD = select(schema.head.c.seq)
_HELD = select(schema.user_keys).where(schema.user_keys.c.user_id == bindparam("user_id"))
_LAST = "~"
"""Sorts after every id: the cursor stands behind all records of its number."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in one person's feed: after record ``record_id`` of change number ``seq``."""

    seq: int
    record_id: str = _LAST
    start: int = 0
    """While a first synchronisation is under way: the number at which it began."""

    def encode(self, epoch: str, user_id: str) -> str:
        """Opaque text that only this person on this database can use."""
        return cursors.seal(json.dumps([self.seq, self.record_id, self.start]), epoch, user_id)

    def stands_at(self, head: int) -> bool:
        """Whether nothing can be behind it while the head stands there."""
        return self.seq == head and self.record_id == _LAST

    @classmethod
    def decode(cls, text: str, epoch: str, user_id: str) -> Cursor:
        """Raises ``cursor_expired`` for anything that ``encode`` did not make for this person and database."""
        seq, record_id, *rest = json.loads(cursors.unseal(text, epoch, user_id))
        return cls(int(seq), str(record_id), int(rest[0]) if rest else 0)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One page: JSON text of each change, and where the next page starts."""

    changes: list[str]
    cursor: Cursor
    has_more: bool


@dataclass(frozen=True, slots=True)
class _Key:
    """A key that a person holds or held: gained first at ``since``, last lost at ``lost``, last moved at ``seq``."""

    key: str
    seq: int
    alive: bool
    since: int
    lost: int | None


def keys_of(connection: Connection, user_id: str) -> list[str]:
    """The audience keys that a person holds now."""
    held = schema.user_keys
    return list(connection.execute(select(held.c.key).where(held.c.user_id == user_id, held.c.alive)).scalars())


def read_page(connection: Connection, user_id: str, cursor: Cursor | None, limit: int) -> FeedPage:
    """The changes after ``cursor`` (None: all that is alive), at most ``limit`` records or 4 MB."""
    head = int(connection.execute(_HEAD).scalar_one())
    if cursor is not None and cursor.seq > head:
        raise ProblemError("cursor_expired")
    if cursor is not None and cursor.stands_at(head):
        return FeedPage([], cursor, False)
    keys = [
        _Key(row.key, row.seq, row.alive, row.since, row.lost)
        for row in connection.execute(_HELD, {"user_id": user_id})
    ]
    streams = [_effects(connection, key, cursor, limit + 1) for key in keys]
    places: dict[str, int] = {}
    for seq, record_id in heapq.merge(*streams):
        places.pop(record_id, None)
        places[record_id] = seq
        if len(places) > limit:
            break
    ordered = list(itertools.islice(places.items(), limit))
    has_more = len(places) > limit
    changes, taken = _render(connection, [key.key for key in keys if key.alive], ordered, fresh=cursor is None)
    if taken < len(ordered):
        has_more = True
    if not has_more:
        return FeedPage(changes, Cursor(head), False)
    record_id, seq = ordered[taken - 1]
    return FeedPage(changes, Cursor(seq, record_id, head if cursor is None else cursor.start), True)


def _effects(connection: Connection, key: _Key, cursor: Cursor | None, limit: int) -> Iterator[tuple[int, str]]:
    """(effective number, record id) of one key after ``cursor``, in order, at most ``limit`` of each part."""
    if cursor is None:
        if key.alive:
            yield from _granted(connection, key, Cursor(-1, ""), limit)
            yield from _changed(connection, key, Cursor(-1, ""), limit, fresh=True)
    elif key.alive:
        yield from _forgotten(connection, key, cursor, limit)
        yield from _granted(connection, key, cursor, limit)
        yield from _changed(connection, key, cursor, limit)
    elif key.seq > cursor.start:
        yield from _forgotten(connection, key, cursor, limit)
        yield from _granted(connection, key, cursor, limit)


def _granted(connection: Connection, key: _Key, after: Cursor, limit: int) -> Iterator[tuple[int, str]]:
    """What stood under the key when it was gained or lost: it takes effect at the key's own number."""
    if key.seq < after.seq or (key.seq == after.seq and after.record_id == _LAST):
        return
    seen = schema.visible
    rows = select(seen.c.record_id).where(seen.c.key == key.key)
    if key.alive:
        rows = rows.where(seen.c.seq <= key.seq, seen.c.alive)
    else:
        # What changed since the loss counts too, if the key's former holder had it before.
        rows = rows.where(seen.c.since <= key.seq, or_(seen.c.alive, seen.c.seq > key.seq))
    if key.seq == after.seq:
        rows = rows.where(seen.c.record_id > after.record_id)
    for record_id in connection.execute(rows.order_by(seen.c.record_id).limit(limit)).scalars():
        yield key.seq, record_id


def _changed(
    connection: Connection, key: _Key, after: Cursor, limit: int, *, fresh: bool = False
) -> Iterator[tuple[int, str]]:
    """What came, changed or went under the key since it was gained."""
    seen = schema.visible
    rows = _behind(after, key.seq).where(seen.c.key == key.key)
    if fresh:
        rows = rows.where(seen.c.alive)
    elif after.start > after.seq:
        rows = rows.where(or_(seen.c.alive, seen.c.seq > after.start))
    yield from _in_order(connection, rows, limit)


def _forgotten(connection: Connection, key: _Key, after: Cursor, limit: int) -> Iterator[tuple[int, str]]:
    """What went while an earlier tenure of the key lasted, which ended before the client asked."""
    if key.seq < after.seq or (key.alive and key.lost is None):
        return
    seen = schema.visible
    rows = _behind(after, max(key.since, after.start)).where(
        seen.c.key == key.key, seen.c.seq <= key.seq, seen.c.alive.is_(False)
    )
    if key.lost is not None:
        rows = rows.where(seen.c.since <= key.lost)
    yield from _in_order(connection, rows, limit)


def _behind(after: Cursor, floor: int) -> Any:
    """Rows behind ``after`` and above ``floor``, with one lower bound, so that the index walk begins there."""
    seen = schema.visible
    rows = select(seen.c.seq, seen.c.record_id)
    if after.seq <= floor:
        return rows.where(seen.c.seq > floor)
    if after.record_id == _LAST:
        return rows.where(seen.c.seq > after.seq)
    return rows.where(seen.c.seq >= after.seq, or_(seen.c.seq > after.seq, seen.c.record_id > after.record_id))


def _in_order(connection: Connection, rows: Any, limit: int) -> Iterator[tuple[int, str]]:
    seen = schema.visible
    for row in connection.execute(rows.order_by(seen.c.seq, seen.c.record_id).limit(limit)):
        yield row.seq, row.record_id


def _render(
    connection: Connection, keys: Sequence[str], ordered: Sequence[tuple[str, int]], *, fresh: bool
) -> tuple[list[str], int]:
    """The changes as JSON text, and how many of ``ordered`` fitted into a page."""
    if not ordered:
        return [], 0
    seen, kept = schema.visible, schema.records
    wanted = [record_id for record_id, _ in ordered]
    rows: dict[str, Any] = {}
    alive: set[str] = set()
    for part in _chunks(wanted, 500):
        alive.update(
            connection.execute(
                select(seen.c.record_id)
                .where(seen.c.record_id.in_(part), seen.c.alive, seen.c.key.in_(keys))
                .distinct()
            ).scalars()
        )
        for row in connection.execute(
            select(kept.c.id, kept.c.kind, kept.c.version, kept.c.data).where(kept.c.id.in_(part))
        ):
            rows[row.id] = row
    changes: list[str] = []
    size = 0
    for taken, record_id in enumerate(wanted):
        row = rows[record_id]
        if record_id in alive:
            text = f'{{"kind":"{row.kind}","id":"{row.id}","version":{row.version},"op":"upsert","data":{row.data}}}'
        elif fresh:
            continue
        else:
            text = f'{{"kind":"{row.kind}","id":"{row.id}","version":{row.version},"op":"remove","data":null}}'
        size += len(text.encode())
        if size > MAX_PAGE_BYTES and changes:
            return changes, taken
        changes.append(text)
    return changes, len(wanted)


def _chunks(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def digest(connection: Connection, user_id: str) -> tuple[int, str]:
    """(count, sum) over everything that a person sees: the client's own check of its mirror."""
    seen, kept = schema.visible, schema.records
    rows = connection.execute(
        select(kept.c.kind, kept.c.id, kept.c.version)
        .join(seen, seen.c.record_id == kept.c.id)
        .where(seen.c.key.in_(keys_of(connection, user_id)), seen.c.alive)
        .distinct()
    )
    count, total = 0, 0
    for row in rows:
        count += 1
        total ^= digest_term(row.kind, row.id, row.version)
    return count, f"{total:016x}"
