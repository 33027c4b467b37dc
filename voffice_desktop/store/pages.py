"""The mirror: pages of the change feed become rows, each run of pages in one transaction together with its cursor.

A row that comes again in the version that stands here costs next to nothing. Deletion is an explicit ``remove``;
with a record go its files, events and notes, their search words and the keys of their cached bytes.
Kinds that this version does not know are kept aside in the same table, never shown, never fatal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from voffice_desktop.errors import Rejected
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.messages import Change
from voffice_desktop.protocol.peeks import Parents, stored
from voffice_desktop.protocol.routes import digest_sum
from voffice_desktop.store import shown
from voffice_desktop.store.engine import Connection
from voffice_desktop.store.projector import LIST_KINDS, NAMED_KINDS, Projector

SHRINK_LIMIT = 0.20
"""A resync that would drop more than this share of the rows is stopped and asked about."""
PURGE = "purge"
"""Set with every removal: words of rows that went still lie in the search index until ``purge``."""
_SHRINK_FLOOR = 25
"""Below so many rows a share says nothing."""
_SUMMED_AT_ONCE = 10_000
_LISTED = "('incoming_document', 'outgoing_document', 'slip', 'task')"
_LOOKED_FOR = 20
"""So many changed names are looked for in the records; for more of them every row is computed anew."""


@dataclass
class Applied:
    """What one page did: for the report, for whoever repaints, and the blobs whose keys are gone."""

    received: int = 0
    removed: int = 0
    touched: dict[str, set[str]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    """Ids of list records that may no longer be seen."""
    blobs: list[str] = field(default_factory=list)
    count: int = 0
    sum: int = 0
    """By how much the mirror's digest changed: the number of its rows, and what is to be XORed."""

    def touch(self, kind: str, record_id: str) -> None:
        """Note that a record may look different now."""
        self.touched.setdefault(kind, set()).add(record_id)

    def digest(self, terms: list[bytes], count: int) -> None:
        """Rows (``kind:id:version``) that came, went or were replaced; ``count`` more rows stand there."""
        self.count += count
        if terms:
            self.sum ^= digest_sum(terms)


_PARENT_FIELD = {"file": "owner_id", "annotation": "file_id", "event": "subject_id"}


def apply(
    connection: Connection,
    changes: Sequence[Change],
    projector: Projector,
    *,
    cursor: str | None,
    force: bool = False,
) -> Applied:
    """Write one page and its cursor. ``force`` rewrites rows of an equal version too (a resync)."""
    applied = Applied()
    last = {(change.id, change.kind): change for change in changes}
    standing = _standing(connection, last)
    removes = [key for key, change in last.items() if change.op == "remove" and key in standing]
    _remove(connection, [(standing[key][0], *key, standing[key][1]) for key in removes], applied)
    applied.removed += len(removes)
    fresh: list[tuple[Change, int]] = []
    changed: list[tuple[Change, int]] = []
    terms: list[bytes] = []
    number = int(connection.execute("SELECT coalesce(max(n), 0) FROM records").fetchone()[0])
    for key, change in last.items():
        if change.op == "remove":
            continue
        applied.received += 1
        found = standing.get(key)
        if found is None:
            number += 1
            fresh.append((change, number))
            terms.append(_term(change.kind, change.id, change.version))
        elif force or found[1] < change.version:
            # An older state that comes late (a page sent twice) puts nothing back.
            changed.append((change, found[0]))
            terms += [_term(change.kind, change.id, version) for version in (found[1], change.version)]
    applied.digest(terms, len(fresh))
    _write(connection, fresh, changed, applied)
    _show(connection, fresh, changed, projector, applied)
    if cursor is not None:
        set_state(connection, "cursor", cursor)
    return applied


def _term(kind: str, record_id: str, version: int) -> bytes:
    return f"{kind}:{record_id}:{version}".encode()


def _standing(connection: Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
    ids = json.dumps([record_id for record_id, _kind in wanted])
    rows = connection.execute(
        "SELECT id, kind, n, version FROM records WHERE id IN (SELECT value FROM json_each(?))", (ids,)
    )
    return {(record_id, kind): (n, version) for record_id, kind, n, version in rows}


def _write(
    connection: Connection,
    fresh: list[tuple[Change, int]],
    changed: list[tuple[Change, int]],
    applied: Applied,
) -> None:
    newest: dict[str, str] = {}
    rows: list[tuple[Any, ...]] = []
    touched: dict[str, list[str]] = {}
    for change, n in (*fresh, *changed):
        kind, record_id, data, parent = change.kind, change.id, bytes(change.data), None
        where = _PARENT_FIELD.get(kind)
        if where is not None:
            child = codec.decode(data, Parents)
            parent = getattr(child, where)
            if parent is not None:
                touched.setdefault("parent", []).append(parent)
                if kind == "event" and child.at:
                    newest[parent] = max(newest.get(parent, ""), child.at)
        touched.setdefault(kind, []).append(record_id)
        rows.append((n, kind, record_id, change.version, parent, data))
    for kind, ids in touched.items():
        applied.touched.setdefault(kind, set()).update(ids)
    connection.executemany(
        "INSERT INTO records (n, kind, id, version, parent, data) VALUES (?, ?, ?, ?, ?, ?)", rows[: len(fresh)]
    )
    # What never has a parent is not told so again: its index would be written for nothing.
    children = [row for row in rows[len(fresh) :] if row[1] in _PARENT_FIELD]
    others = [row for row in rows[len(fresh) :] if row[1] not in _PARENT_FIELD]
    update = "UPDATE records SET version = ?4, {parent}data = ?6 WHERE n = ?1 AND kind = ?2 AND id = ?3"
    connection.executemany(update.format(parent="parent = ?5, "), children)
    connection.executemany(update.format(parent="").replace("?6", "?5"), [(*row[:4], row[5]) for row in others])
    applied_at = [(at, subject, at) for subject, at in newest.items()]
    connection.executemany("UPDATE shown SET at = ? WHERE id = ? AND at < ?", applied_at)


def _show(
    connection: Connection,
    fresh: list[tuple[Change, int]],
    changed: list[tuple[Change, int]],
    projector: Projector,
    applied: Applied,
) -> None:
    renamed = projector.learn_names(change for change, _n in (*fresh, *changed) if change.kind in NAMED_KINDS)
    if projector.local:
        for change, _n in fresh:
            if change.id in projector.local:
                shown.remove_local(connection, change.id)
                projector.local.discard(change.id)
    for part, new in ((fresh, True), (changed, False)):
        listed = [(change, n) for change, n in part if change.kind in LIST_KINDS]
        rows = [
            projector.row(connection, change.kind, n, change.data, look_up=not new, record_id=change.id)
            for change, n in listed
        ]
        shown.put(connection, [row for row in rows if row is not None], new=new)
        if not new and None in rows:
            shown.remove(connection, [n for (_change, n), row in zip(listed, rows, strict=True) if row is None])
    early = [change.id for change, _n in fresh if change.kind in LIST_KINDS]
    if early:
        # A record may follow its own events: its time is then theirs.
        connection.executemany(
            "UPDATE shown SET at = ?2 WHERE id = ?1 AND at < ?2",
            connection.execute(
                "SELECT r.parent, max(r.data ->> '$.at') FROM json_each(?) j"
                " CROSS JOIN records r ON r.parent = j.value WHERE r.kind = 'event' GROUP BY r.parent",
                (json.dumps(early),),
            ).fetchall(),
        )
    stale = renamed.rows | set(_naming(connection, projector, renamed.ids))
    if stale:
        reproject(connection, projector, stale)
        applied.touched.setdefault("parent", set()).update(stale)


def _naming(connection: Connection, projector: Projector, ids: set[str]) -> list[str]:
    """The list records that may show or be found by the name of one of ``ids``: rare, and all are looked through."""
    if not ids or not connection.execute("SELECT EXISTS (SELECT 1 FROM shown)").fetchone()[0]:
        return []
    every = connection.execute(f"SELECT id, data FROM records WHERE kind IN {_LISTED}")
    marks = [one.encode() for one in ids]
    many = len(marks) > _LOOKED_FOR
    found = [record_id for record_id, data in every if many or any(mark in data for mark in marks)]
    return [*found, *projector.local]


def reproject(connection: Connection, projector: Projector, entity_ids: Iterable[str]) -> None:
    """Compute the rows of these records anew, also of those that exist on this machine alone."""
    ids = list(entity_ids)
    standing = {
        record_id: (n, kind, data)
        for record_id, n, kind, data in connection.execute(
            "SELECT id, n, kind, data FROM records WHERE id IN (SELECT value FROM json_each(?))"
            f" AND kind IN {_LISTED}",
            (json.dumps(ids),),
        )
    }
    rows = []
    for record_id in ids:
        if record_id in standing:
            n, kind, data = standing[record_id]
            rows.append(projector.row(connection, kind, n, data, look_up=True))
            continue
        shown.remove_local(connection, record_id)
        projector.local.discard(record_id)
        made = projector.kind_made(record_id)
        if made is None:
            continue
        n = int(connection.execute("SELECT min(coalesce(min(n), 0), 0) - 1 FROM shown").fetchone()[0])
        row = projector.row(connection, made, n, None, look_up=True, record_id=record_id)
        if row is not None:
            shown.put(connection, [row], new=True)
            projector.local.add(record_id)
    shown.put(connection, [row for row in rows if row is not None], new=False)


def _remove(connection: Connection, gone: list[tuple[int, str, str, int]], applied: Applied) -> None:
    """Drop records (n, id, kind, version), what hangs under them, their rows, words and blob keys."""
    if not gone:
        return
    doomed: list[tuple[int, str, str, int]] = []
    layer = gone
    while layer:
        doomed += layer
        parents = json.dumps([record_id for _n, record_id, kind, _v in layer if kind not in ("event", "annotation")])
        layer = connection.execute(
            "SELECT n, id, kind, version FROM records WHERE parent IN (SELECT value FROM json_each(?))", (parents,)
        ).fetchall()
        known = {row[0] for row in doomed}
        layer = [row for row in layer if row[0] not in known]
    applied.digest([_term(kind, record_id, version) for _n, record_id, kind, version in doomed], -len(doomed))
    ids = json.dumps([row[1] for row in doomed])
    for (parent,) in connection.execute(
        "SELECT DISTINCT parent FROM records WHERE parent IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        (ids,),
    ):
        applied.touch("parent", parent)
    for _n, record_id, kind, _v in doomed:
        applied.touch(kind, record_id)
        if kind in LIST_KINDS:
            applied.lost.add(record_id)
    set_state(connection, PURGE, "1")
    shown.remove(connection, [n for n, _id, kind, _v in doomed if kind in LIST_KINDS])
    connection.executemany("DELETE FROM records WHERE n = ?", [(row[0],) for row in doomed])
    files = [record_id for _n, record_id, kind, _v in doomed if kind == "file"]
    if files:
        applied.blobs += forget_blobs(connection, files)


def forget_blobs(connection: Connection, file_ids: Sequence[str]) -> list[str]:
    """Drop the keys and page texts of cached files; returns the names on disk, to be deleted after the commit."""
    wanted = json.dumps(list(file_ids))
    inside = "(SELECT value FROM json_each(?))"
    names = [row[0] for row in connection.execute(f"SELECT name FROM blobs WHERE file_id IN {inside}", (wanted,))]
    connection.execute(f"DELETE FROM blobs WHERE file_id IN {inside}", (wanted,))
    connection.execute(
        "INSERT INTO page_words (page_words, rowid, fold)"
        f" SELECT 'delete', n, fold FROM pages WHERE file_id IN {inside}",
        (wanted,),
    )
    connection.execute(f"DELETE FROM pages WHERE file_id IN {inside}", (wanted,))
    return names


def purge(connection: Connection) -> None:
    """Rewrite the search indexes without the words of rows that went: FTS5 only marks them as gone, and its own
    secure-delete makes every update a hundred times dearer. About 2 µs a row; freed pages are overwritten."""
    for index in ("words", "page_words"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    set_state(connection, PURGE, None)


def begin_shadow(connection: Connection) -> None:
    """Start a resync: pages go beside the mirror, which stays readable meanwhile."""
    connection.execute("DELETE FROM shadow")


def fill_shadow(connection: Connection, changes: Sequence[Change]) -> None:
    """Put one page of a resync beside the mirror."""
    for change in changes:
        if change.op == "remove":
            connection.execute("DELETE FROM shadow WHERE id = ? AND kind = ?", (change.id, change.kind))
        else:
            connection.execute(
                "INSERT OR REPLACE INTO shadow (id, kind, version, data) VALUES (?, ?, ?, ?)",
                (change.id, change.kind, change.version, bytes(change.data)),
            )


def swap_shadow(connection: Connection, projector: Projector, cursor: str, *, accept_shrink: bool) -> Applied:
    """Make the mirror equal to the shadow in this transaction.

    Raises ``Rejected('resync_shrinks', have=…, left=…)`` when more than a fifth of the rows would vanish and nobody
    agreed to it: a server that lost its data must not empty the cache.
    """
    have = int(connection.execute("SELECT count(*) FROM records").fetchone()[0])
    kept = int(
        connection.execute(
            "SELECT count(*) FROM records r WHERE EXISTS"
            " (SELECT 1 FROM shadow s WHERE s.id = r.id AND s.kind = r.kind)"
        ).fetchone()[0]
    )
    if not accept_shrink and have >= _SHRINK_FLOOR and kept < have * (1 - SHRINK_LIMIT):
        raise Rejected("resync_shrinks", have=have, left=kept)
    gone = connection.execute(
        "SELECT r.id, r.kind, r.version FROM records r WHERE NOT EXISTS"
        " (SELECT 1 FROM shadow s WHERE s.id = r.id AND s.kind = r.kind)"
    ).fetchall()
    changes = [Change(kind=kind, id=record_id, version=version, op="remove") for record_id, kind, version in gone]
    different = connection.execute(
        "SELECT s.id, s.kind, s.version, s.data FROM shadow s LEFT JOIN records r ON r.id = s.id AND r.kind = s.kind"
        " WHERE r.n IS NULL OR r.version != s.version OR r.data != s.data ORDER BY s.rowid"
    ).fetchall()
    changes += [stored(kind, record_id, version, data) for record_id, kind, version, data in different]
    applied = apply(connection, changes, projector, cursor=cursor, force=True)
    connection.execute("DELETE FROM shadow")
    return applied


def digest(connection: Connection) -> tuple[int, str]:
    """(count, sum) over the mirror, as ``GET /changes/digest`` gives it."""
    count, total = 0, 0
    found = connection.execute("SELECT CAST(kind || ':' || id || ':' || version AS BLOB) FROM records")
    while some := found.fetchmany(_SUMMED_AT_ONCE):
        count += len(some)
        total ^= digest_sum([row[0] for row in some])
    return count, f"{total:016x}"


def state(connection: Connection, key: str) -> str | None:
    """One value of the synchronisation's memory (``cursor``, ``synced_at``, …)."""
    row = connection.execute("SELECT value FROM sync_state WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]


def set_state(connection: Connection, key: str, value: str | None) -> None:
    """Write (or with ``None`` forget) one such value."""
    if value is None:
        connection.execute("DELETE FROM sync_state WHERE key = ?", (key,))
    else:
        connection.execute("INSERT OR REPLACE INTO sync_state (key, value) VALUES (?, ?)", (key, value))
