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


_COLUMNS = ", ".join(Shown._fields)
_INSERT = f"INSERT INTO shown ({_COLUMNS}) VALUES ({', '.join('?' * len(Shown._fields))})"
_FOLD = Shown._fields.index("fold")


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
    found = connection.execute(f"SELECT {', '.join(f's.{name}' for name in Shown._fields)}"
                               " FROM page_rows p JOIN shown s ON s.n = p.n")  # fmt: skip
    standing = {row[0]: row for row in found}
    _note(connection, (row.n for row in rows if _says_otherwise(row, standing.get(row.n))))
    _words_out(connection)
    _write(connection, rows, standing)
    connection.execute(
        "INSERT INTO words (rowid, fold) SELECT s.n, s.fold FROM page_rows p JOIN shown s ON s.n = p.n"
    )


def _says_otherwise(row: Shown, old: tuple[object, ...] | None) -> bool:
    return old is None or old[_FOLD] != row.fold


def _write(connection: Connection, rows: list[Shown], standing: dict[int, tuple[object, ...]]) -> None:
    """Write only the columns that differ: SQLite renews every index of a column that is set, even to the same value,
    and each page so touched is sealed and logged."""
    fresh: list[Shown] = []
    changed: dict[tuple[int, ...], list[tuple[object, ...]]] = {}
    for row in rows:
        old = standing.get(row.n)
        if old is None:
            fresh.append(row)
            continue
        differ = tuple(at for at, value in enumerate(row) if value != old[at])
        if differ:
            changed.setdefault(differ, []).append((*(row[at] for at in differ), row.n))
    connection.executemany(_INSERT, fresh)
    for differ, values in changed.items():
        wanted = ", ".join(f"{Shown._fields[at]} = ?" for at in differ)
        connection.executemany(f"UPDATE shown SET {wanted} WHERE n = ?", values)


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
