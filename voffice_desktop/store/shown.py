"""Rows of the lists (``shown``) and their search words: written together, so that neither can run ahead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from voffice_desktop.store.engine import Connection


class Shown(NamedTuple):
    """One row of ``shown``, in the order of its columns. Flags are 0 or 1."""

    n: int
    kind: str
    id: str
    symbol: str
    symbol_key: str
    party_id: str | None
    party: str
    title: str
    at: str
    urgency: str
    due: str | None
    status: str
    finished: int
    todo: int
    unread: int
    pending: int
    blocked: int
    attachments: int
    fold: str


_INSERT = f"INSERT INTO shown ({', '.join(Shown._fields)}) VALUES ({', '.join('?' * len(Shown._fields))})"
_UPSERT = f"{_INSERT} ON CONFLICT (n) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in Shown._fields[3:]
)


def put(connection: Connection, rows: list[Shown], *, new: bool) -> None:
    """Write rows and their words by bulk statements. ``new``: none of them stands there yet."""
    if not rows:
        return
    first = min(row.n for row in rows)
    if new and _none_from(connection, first):
        # The rows of a page of fresh records: all that stands at the end of the table, in order.
        connection.executemany(_INSERT, rows)
        connection.execute("INSERT INTO words (rowid, fold) SELECT n, fold FROM shown WHERE n >= ?", (first,))
        return
    _note(connection, (row.n for row in rows))
    if not new:
        _words_out(connection)
    connection.executemany(_UPSERT, rows)
    connection.execute(
        "INSERT INTO words (rowid, fold) SELECT s.n, s.fold FROM page_rows p JOIN shown s ON s.n = p.n"
    )


def _none_from(connection: Connection, first: int) -> bool:
    """Whether no row stands at ``first`` or after it."""
    found = connection.execute("SELECT EXISTS (SELECT 1 FROM shown WHERE n >= ?)", (first,)).fetchone()
    return not found[0]


def remove(connection: Connection, numbers: Iterable[int]) -> None:
    """Take rows and their words away."""
    _note(connection, numbers)
    _words_out(connection)
    connection.execute("DELETE FROM shown WHERE n IN (SELECT n FROM page_rows)")


def remove_local(connection: Connection, record_id: str) -> None:
    """Take away the row of a record that so far existed on this machine alone."""
    rows = connection.execute("SELECT n FROM shown WHERE id = ? AND n < 0", (record_id,)).fetchall()
    remove(connection, [row[0] for row in rows])


def _note(connection: Connection, numbers: Iterable[int]) -> None:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS page_rows (n INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM page_rows")
    connection.executemany("INSERT OR IGNORE INTO page_rows VALUES (?)", [(number,) for number in numbers])


def _words_out(connection: Connection) -> None:
    connection.execute(
        "INSERT INTO words (words, rowid, fold)"
        " SELECT 'delete', s.n, s.fold FROM page_rows p JOIN shown s ON s.n = p.n"
    )


def check_words(connection: Connection) -> None:
    """FTS5's own check that index and rows agree; raises the library's error when they do not."""
    connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")


def rebuild_words(connection: Connection) -> None:
    """Make the search index anew from the rows (about 5 s for a million)."""
    connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
