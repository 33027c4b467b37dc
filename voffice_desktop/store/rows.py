"""Reading the lists: keyset pages, ids of a whole view, rows by id, counts. Every offered order has its index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from voffice_desktop.domain.text import fold
from voffice_desktop.store.engine import Connection

_READ = """
SELECT s.n, s.kind, s.id, s.symbol, s.party, s.title, s.at, s.urgency, s.due, s.status, s.finished, s.unread,
    s.pending, s.blocked, s.attachments,
    EXISTS (SELECT 1 FROM records f JOIN records a ON a.parent = f.id AND a.kind = 'annotation'
            WHERE f.parent = s.id AND f.kind = 'file') AS has_ink,
    (SELECT count(*) FROM records f WHERE f.parent = s.id AND f.kind = 'file') AS files,
    (SELECT count(*) FROM records f JOIN blobs b ON b.file_id = f.id AND b.version = f.version AND b.complete = 1
            WHERE f.parent = s.id AND f.kind = 'file') AS cached_files
FROM shown s
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """What to list. ``statuses`` empty: any. ``where`` are (column, value) pairs of ``COLUMNS``."""

    kind: str
    statuses: tuple[str, ...] = ()
    todo: bool = False
    unread: bool = False
    open: bool = False
    overdue_before: str = ""
    text: str = ""
    where: tuple[tuple[str, str], ...] = ()
    party: str = ""
    symbol: str = ""
    signer: str = ""
    """Parts of a party, symbol or signer's name; compared folded."""
    number: str = ""
    due_from: str = ""
    due_to: str = ""
    """First and last day of the deadline, ``YYYY-MM-DD``."""
    at_from: str = ""
    at_before: str = ""
    """Bounds of the row's time, RFC 3339 UTC."""
    sort: str = "newest"
    or_touched: bool = False
    """Also give every row that waiting acts touch, whatever ``where`` says of it: the mirror does not know them."""


COLUMNS = frozenset({"id", "symbol", "party", "title", "urgency", "due", "status", "party_id"})
"""Columns of a list row that a filter may name directly; other fields are read out of the record."""

_ORDERS = {
    "newest": ("s.at DESC, s.n DESC", "(s.at, s.n) < (?, ?)"),
    "due": ("s.due, s.n", "(s.due, s.n) > (?, ?)"),
    "symbol": ("s.symbol_key, s.n", "(s.symbol_key, s.n) > (?, ?)"),
}
_KEYS = {"newest": "at", "due": "due", "symbol": "symbol_key"}


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row as the store gives it."""

    n: int
    kind: str
    id: str
    symbol: str
    party: str
    title: str
    at: str
    urgency: str
    due: str | None
    status: str
    finished: bool
    unread: bool
    pending: bool
    blocked: bool
    attachments: int
    has_ink: bool
    cached: bool


def _made(row: Sequence[object]) -> ListRow:
    n, kind, record_id, symbol, party, title, at, urgency, due, status, finished, unread, *rest = row
    pending, blocked, attachments, has_ink, files, cached = rest
    return ListRow(
        n=int(str(n)),
        kind=str(kind),
        id=str(record_id),
        symbol=str(symbol),
        party=str(party),
        title=str(title),
        at=str(at),
        urgency=str(urgency),
        due=None if due is None else str(due),
        status=str(status),
        finished=bool(finished),
        unread=bool(unread),
        pending=bool(pending),
        blocked=bool(blocked),
        attachments=int(str(attachments)),
        has_ink=bool(has_ink),
        cached=bool(files) and files == cached,
    )


def page(connection: Connection, wanted: Selection, after_id: str | None, limit: int) -> list[ListRow]:
    """At most ``limit`` rows after the row ``after_id``, in the selection's order."""
    condition, values = _condition(wanted)
    order, beyond = _ORDERS[wanted.sort]
    if after_id is not None:
        key = connection.execute(f"SELECT {_KEYS[wanted.sort]}, n FROM shown WHERE id = ?", (after_id,)).fetchone()
        if key is None:
            return []
        condition += f" AND {beyond}"
        values += list(key)
    found = connection.execute(f"{_READ} WHERE {condition} ORDER BY {order} LIMIT ?", (*values, limit))
    return [_made(row) for row in found]


def ids(connection: Connection, wanted: Selection) -> list[str]:
    """The ids of the whole view, in order."""
    condition, values = _condition(wanted)
    order, _beyond = _ORDERS[wanted.sort]
    return [
        row[0] for row in connection.execute(f"SELECT s.id FROM shown s WHERE {condition} ORDER BY {order}", values)
    ]


def by_ids(connection: Connection, wanted: Sequence[str]) -> list[ListRow]:
    """The rows of ``wanted``, in that order; what is gone is left out."""
    found = connection.execute(f"{_READ} WHERE s.id IN (SELECT value FROM json_each(?))", (json.dumps(list(wanted)),))
    rows = {row.id: row for row in map(_made, found)}
    return [rows[record_id] for record_id in wanted if record_id in rows]


def count(connection: Connection, wanted: Selection) -> int:
    """How many rows the selection holds."""
    condition, values = _condition(wanted)
    return int(connection.execute(f"SELECT count(*) FROM shown s WHERE {condition}", values).fetchone()[0])


def _condition(wanted: Selection) -> tuple[str, list[object]]:
    parts: list[str] = ["s.kind = ?"]
    values: list[object] = [wanted.kind]
    if wanted.statuses:
        parts.append(f"s.status IN ({', '.join('?' * len(wanted.statuses))})")
        values += wanted.statuses
    if wanted.todo:
        parts.append("s.todo = 1")
    if wanted.unread:
        parts.append("s.unread = 1")
    if wanted.open:
        parts.append("s.finished = 0")
    if wanted.sort == "due":
        parts.append("s.due IS NOT NULL")
    if wanted.overdue_before:
        parts.append("s.due IS NOT NULL AND s.due < ? AND s.finished = 0")
        values.append(wanted.overdue_before)
    _add_operators(wanted, parts, values)
    query = match_text(f"{wanted.text} {wanted.party} {wanted.symbol} {wanted.signer} {wanted.number}")
    if query:
        parts.append("s.n IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(query)
    fixed, parts = parts, []
    for field, value in wanted.where:
        if field in COLUMNS:
            parts.append(f"s.{field} = ?")
            values.append(value)
        else:
            # A field that only the record knows: compared as text, booleans and numbers as JSON writes them.
            parts.append(
                "EXISTS (SELECT 1 FROM records r WHERE r.id = s.id AND r.kind = s.kind"
                " AND CAST(json_extract(r.data, ?) AS TEXT) = ?)"
            )
            values += [f'$."{field.replace(chr(34), "")}"', value]
    narrowed = " AND ".join(parts)
    if narrowed and wanted.or_touched:
        narrowed = f"({narrowed} OR s.pending = 1)"
    return " AND ".join([*fixed, *([narrowed] if narrowed else [])]), values


_FIELD = "(SELECT json_extract(r.data, '$.{}') FROM records r WHERE r.id = s.id AND r.kind = s.kind)"


def _add_operators(wanted: Selection, parts: list[str], values: list[object]) -> None:
    """Conditions that look into single fields. The words index has narrowed the rows before they are asked."""
    for expression, value in (
        ("s.party", wanted.party),
        ("s.symbol", wanted.symbol),
        (_FIELD.format("signer_name"), wanted.signer),
    ):
        if value:
            parts.append(f"instr(folded({expression}), ?) > 0")
            values.append(fold(value))
    if wanted.number:
        parts.append(
            f"? IN ({_FIELD.format('arrival_number')}, {_FIELD.format('number')})"
            if wanted.kind in ("incoming_document", "outgoing_document")
            else "s.symbol = ?"
        )
        values.append(int(wanted.number) if wanted.kind.endswith("_document") else wanted.number)
    for expression, value in (
        ("s.due >= ?", wanted.due_from),
        ("s.due < ?", f"{wanted.due_to}~" if wanted.due_to else ""),
        ("s.at >= ?", wanted.at_from),
        ("s.at < ?", wanted.at_before),
    ):
        if value:
            parts.append(expression)
            values.append(value)


def match_text(query: str) -> str:
    """An FTS5 query that finds every word of ``query`` by its beginning, in any order; empty for no words."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(query)).split()
    return " ".join(f'"{word}" *' for word in words)
