"""The two databases' schemas, as numbered steps. A step once released is never edited: a change is a new step.

``cache.db`` can be dropped and fetched again; ``outbox.db`` holds what only this machine has, so it is copied aside
before a migration. A database of a newer program is refused, unchanged. Some indexes of the lists may be absent at
any start (:mod:`voffice_desktop.store.late_indexes`): a step that renews one drops
it ``IF EXISTS``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from voffice_desktop.errors import VersionMismatch
from voffice_desktop.store.engine import Connection, transaction, translated

SMALL: frozenset[str] = frozenset({"unit", "user", "book", "recipient"})
"""Kinds that stay few however much a ministry writes; they have an index of their own."""
SMALL_KINDS = "kind IN ('unit', 'user', 'book', 'recipient')"
"""Stands word for word in a statement that is to use that index: SQLite does not conclude it from ``kind = ?``."""

CACHE_STEPS: tuple[str, ...] = (
    """
    CREATE TABLE records (
        n INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        parent TEXT,
        data BLOB NOT NULL,
        UNIQUE (id, kind)
    );
    CREATE INDEX records_parent ON records (parent) WHERE parent IS NOT NULL;
    CREATE INDEX records_small ON records (kind) WHERE kind IN ('unit', 'user', 'book', 'recipient');
    CREATE TABLE shadow (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        version INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (id, kind)
    );
    CREATE TABLE sync_state (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE TABLE shown (
        n INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        symbol TEXT NOT NULL,
        symbol_key TEXT NOT NULL,
        party_id TEXT,
        party TEXT NOT NULL,
        title TEXT NOT NULL,
        at TEXT NOT NULL,
        urgency TEXT NOT NULL,
        due TEXT,
        status TEXT NOT NULL,
        finished INTEGER NOT NULL,
        todo INTEGER NOT NULL,
        unread INTEGER NOT NULL,
        pending INTEGER NOT NULL,
        blocked INTEGER NOT NULL,
        attachments INTEGER NOT NULL,
        fold TEXT NOT NULL
    );
    CREATE UNIQUE INDEX shown_id ON shown (id);
    CREATE INDEX shown_newest ON shown (kind, at DESC, n DESC);
    CREATE INDEX shown_status ON shown (kind, status, at DESC, n DESC);
    CREATE INDEX shown_todo ON shown (kind, at DESC, n DESC) WHERE todo = 1;
    CREATE INDEX shown_unread ON shown (kind, at DESC, n DESC) WHERE unread = 1;
    CREATE INDEX shown_due ON shown (kind, due, n) WHERE due IS NOT NULL;
    CREATE INDEX shown_symbol ON shown (kind, symbol_key, n);
    CREATE INDEX shown_touched ON shown (kind) WHERE pending = 1 OR blocked = 1;
    CREATE VIRTUAL TABLE words USING fts5 (
        fold, content='shown', content_rowid='n',
        tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 4', detail=none
    );
    CREATE TABLE pages (
        n INTEGER PRIMARY KEY,
        file_id TEXT NOT NULL,
        page INTEGER NOT NULL,
        text TEXT NOT NULL,
        fold TEXT NOT NULL,
        UNIQUE (file_id, page)
    );
    CREATE VIRTUAL TABLE page_words USING fts5 (
        fold, content='pages', content_rowid='n',
        tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 4', detail=none
    );
    CREATE TABLE blobs (
        file_id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        name TEXT NOT NULL,
        key BLOB NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        etag TEXT NOT NULL,
        complete INTEGER NOT NULL,
        used_at TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    # What is late is counted at every start: from the index alone, not row by row.
    """
    DROP INDEX shown_due;
    CREATE INDEX shown_due ON shown (kind, due, n, finished) WHERE due IS NOT NULL;
    """,
)

OUTBOX_STEPS: tuple[str, ...] = (
    """
    CREATE TABLE commands (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        actor TEXT NOT NULL,
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        kind TEXT,
        entity_id TEXT NOT NULL,
        body BLOB NOT NULL,
        base_version INTEGER,
        base BLOB,
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'waiting', 'blocked', 'acked')),
        attempts INTEGER NOT NULL DEFAULT 0,
        next_attempt_at TEXT,
        code TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        snapshot BLOB,
        answer BLOB,
        created_at TEXT NOT NULL
    );
    CREATE INDEX commands_entity ON commands (entity_id, seq);
    CREATE TABLE discarded (
        id TEXT PRIMARY KEY, method TEXT NOT NULL, path TEXT NOT NULL, body BLOB NOT NULL, at TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE drafts (key TEXT PRIMARY KEY, data BLOB NOT NULL, at TEXT NOT NULL);
    CREATE TABLE read_marks (id TEXT PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE pins (id TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE views (
        n INTEGER PRIMARY KEY, batch TEXT, file_id TEXT NOT NULL, at TEXT NOT NULL, action TEXT NOT NULL,
        pages BLOB NOT NULL
    );
    CREATE TABLE uploads (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
        sha256 TEXT NOT NULL, blob TEXT NOT NULL, key BLOB NOT NULL, sent INTEGER NOT NULL DEFAULT 0,
        server_id TEXT, at TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    """,
    """
    ALTER TABLE discarded ADD COLUMN actor TEXT NOT NULL DEFAULT '';
    ALTER TABLE discarded ADD COLUMN kind TEXT;
    ALTER TABLE discarded ADD COLUMN entity_id TEXT NOT NULL DEFAULT '';
    ALTER TABLE discarded ADD COLUMN created_at TEXT NOT NULL DEFAULT '';
    """,
)


def version_of(connection: Connection) -> int:
    """The number of steps that made this database; 0 for an empty one."""
    with translated():
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def migrate(connection: Connection, steps: tuple[str, ...], path: Path, *, keep_copy: bool) -> int:
    """Bring the database to the newest version and return the one it had.

    With ``keep_copy`` an older database is first copied beside itself. Raises ``VersionMismatch('cache_newer')``.
    """
    had = version_of(connection)
    if had > len(steps):
        raise VersionMismatch("cache_newer", found=had, known=len(steps))
    if 0 < had < len(steps) and keep_copy:
        with translated(path):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        shutil.copy2(path, path.with_suffix(f".before-{had + 1}"))
    for number in range(had, len(steps)):
        with transaction(connection, path):
            for statement in _statements(steps[number]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={number + 1}")
    return had


def _statements(script: str) -> list[str]:
    """The statements of a step; ``executescript`` would commit the transaction that must hold them together."""
    return [part.strip() for part in script.split(";") if part.strip()]
