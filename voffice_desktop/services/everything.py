"""Whole answers for the command line and exports: records as plain data, the outbox, a health check."""

from __future__ import annotations

from typing import Any, cast

from voffice_desktop.domain.records import Kind
from voffice_desktop.errors import Bug
from voffice_desktop.protocol import codec
from voffice_desktop.services import captions
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.details import StoredDetails
from voffice_desktop.services.syncing import StoredSyncing
from voffice_desktop.services.values import SyncReport
from voffice_desktop.store import engine, rows
from voffice_desktop.store.rows import Selection
from voffice_desktop.sync.fetching import Fetcher


def synchronise(desk: Desk, *, accept_shrink: bool) -> SyncReport:
    """One round, waited for."""
    return _syncing(desk).round(accept_shrink=accept_shrink)


def _syncing(desk: Desk) -> StoredSyncing:
    if not isinstance(desk.sync, StoredSyncing):
        raise Bug("a desk without a store")
    return desk.sync


def items(desk: Desk, kind: Kind, where: tuple[tuple[str, str], ...], limit: int | None) -> list[dict[str, Any]]:
    """Records of ``kind`` as they will be, each with ``pending`` and ``blocked``; in list order, or by id."""
    found = _listed(desk, kind, where) if captions.list_kind(kind) else _others(desk, kind)
    chosen = [item for item in found if all(_matches(item, field, value) for field, value in where)]
    return chosen if limit is None else chosen[:limit]


def _listed(desk: Desk, kind: Kind, where: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    store = _syncing(desk).store
    known = tuple(("status", value) if field in ("state", "status") else (field, value) for field, value in where)
    # The index narrows by plain texts alone; lists, flags and numbers are compared below.
    narrow = tuple(pair for pair in known if pair[0] in ("status", "id"))
    with store.databases.cache() as cache:
        ids = rows.ids(cache, Selection(kind, where=narrow, or_touched=True))
    with store.databases.outbox() as box:
        touched: dict[str, set[str]] = {}
        for entity_id, state in box.execute("SELECT entity_id, state FROM commands"):
            touched.setdefault(entity_id, set()).add(state)
    found: list[dict[str, Any]] = []
    for record_id in ids:
        states = touched.get(record_id, set())
        raw = store.record(kind, record_id)
        if states:
            record = _details(desk).overlaid(kind, record_id)
            if record is None:
                continue
            plain = codec.to_plain(record)
        elif raw is not None:
            plain = codec.decode(raw, dict)
        else:
            continue
        found.append(_marked(plain, states))
    return found


def _others(desk: Desk, kind: Kind) -> list[dict[str, Any]]:
    store = _syncing(desk).store
    with store.databases.cache() as cache:
        found = cache.execute("SELECT data FROM records WHERE kind = ? ORDER BY n", (kind,)).fetchall()
    plain = [codec.decode(bytes(row[0]), dict) for row in found]
    waiting: set[str] = set()
    if kind == "annotation":
        plain, waiting = _notes(desk, plain)
    return [_marked(one, {"queued"} if one.get("id") in waiting else set()) for one in plain]


def _notes(desk: Desk, standing: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], set[str]]:
    """Notes with the waiting ones done, and the ids of those."""
    files = {
        command.entity_id
        for command in _syncing(desk).store.commands()
        if command.action == "annotations" and command.state != "blocked"
    }
    known = {note["id"] for note in standing}
    plain = [note for note in standing if note.get("file_id") not in files]
    for file_id in sorted(files):
        plain += [codec.to_plain(note) for note in desk.details.annotations(file_id)]
    return plain, {note["id"] for note in plain} - known


def _marked(plain: dict[str, Any], states: set[str]) -> dict[str, Any]:
    return plain | {"pending": bool(states & {"queued", "sending", "waiting"}), "blocked": "blocked" in states}


def _details(desk: Desk) -> StoredDetails:
    if not isinstance(desk.details, StoredDetails):
        raise Bug("a desk without a store")
    return desk.details


def _matches(item: dict[str, Any], field: str, value: str) -> bool:
    found: Any = item
    for part in field.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    if isinstance(found, list):
        return any(_text(one) == value for one in found)
    return _text(found) == value


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def waiting(desk: Desk) -> list[dict[str, Any]]:
    """Commands that are queued, sending, waiting or blocked."""
    return [
        {
            "id": command.id,
            "method": command.method,
            "path": command.path,
            "state": command.state,
            "reason": command.reason or command.code or None,
            "created_at": command.created_at,
            "body": codec.decode(command.body, dict),
        }
        for command in _syncing(desk).store.commands()
        if command.state != "acked" and command.actor == desk.user.id
    ]


def examined(desk: Desk) -> dict[str, Any]:
    """Facts for ``doctor``: every page's seal is checked. Raises ``MachineFault``."""
    store = _syncing(desk).store
    store.databases.verify()
    fetcher: Fetcher = _syncing(desk).fetcher
    with store.databases.cache() as cache:
        counted = dict(cache.execute("SELECT kind, count(*) FROM records GROUP BY kind").fetchall())
        copies = int(cache.execute("SELECT count(*) FROM blobs WHERE complete = 1").fetchone()[0])
    status = desk.sync.status()
    return {
        "records": cast(dict[str, int], counted),
        "files": copies,
        "file_names": len(fetcher.blob_names()),
        "pending": status.pending,
        "blocked": status.blocked,
        "synced_at": status.at,
        "online": _syncing(desk).remote.health(),
        "sqlite": str(engine.sqlite.sqlite_version),
    }
