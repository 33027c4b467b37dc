"""The one door to SQLite: SQLCipher's build of it, also under sqlite-utils, with the pragmas this product measured.

sqlite-utils looks for ``pysqlite3`` before ``sqlite3``; giving it SQLCipher under that name *before* its first import
makes its exception classes and ours agree. No other module may import a DB-API module.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

import sqlite_utils  # noqa: E402 - only after the two lines above does it take SQLCipher

from voffice_desktop.domain.text import fold  # noqa: E402 - as above
from voffice_desktop.errors import MachineFault, Transient, VofficeError  # noqa: E402 - as above

sqlite = sqlcipher3.dbapi2
Connection = Any
"""A ``sqlcipher3`` connection (the library carries no types)."""

_PRAGMAS = (
    "journal_mode=WAL",
    "cache_size=-65536",
    "temp_store=MEMORY",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "secure_delete=ON",
    # 40 MB: a page that several pages of the feed write is then copied into the database once.
    "wal_autocheckpoint=10000",
)
_KEY_BYTES = 32


def connect(path: Path, key: bytes, *, read_only: bool = False, durable: bool = False) -> Connection:
    """Open the sealed database at ``path`` with the raw 32-byte ``key``; it is made (0600) when absent.

    ``durable``: every commit reaches the disk before it returns (the outbox); otherwise a power loss may cost the
    last commits, never consistency (the cache). Raises ``MachineFault`` with ``cache_damaged``, ``disk_full`` or
    ``disk_error``.
    """
    if len(key) != _KEY_BYTES:
        raise ValueError("a raw SQLCipher key has 32 bytes")
    with translated(path):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise sqlite.OperationalError(f"unable to open database file: {error.strerror}") from error
        connection = sqlite.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.create_function("folded", 1, lambda text: fold(str(text or "")))
            connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            if read_only:
                connection.execute("PRAGMA query_only=ON")
        except BaseException:
            connection.close()
            raise
    return connection


def toolbox(connection: Connection) -> sqlite_utils.Database:
    """sqlite-utils on an open connection: for schema, migrations and tools, never on the hot path."""
    return sqlite_utils.Database(connection)


@contextlib.contextmanager
def translated(path: Path | None = None) -> Iterator[None]:
    """Turn SQLite's errors into ours, here and nowhere else."""
    try:
        yield
    except sqlite.Error as error:
        raise fault(error, path) from error


def fault(error: Exception, path: Path | None = None) -> VofficeError:
    """Our error for one of SQLite's: who must act?"""
    text = str(error)
    if "interrupted" in text:
        return Transient("interrupted")
    if "locked" in text or "busy" in text:
        return Transient("database_busy", retry_after=1.0)
    if "disk is full" in text or (_is_io(text) and _is_full(path)):
        return MachineFault("disk_full")
    if _is_io(text):
        return MachineFault("disk_error", detail=text)
    return MachineFault("cache_damaged", detail=text)


def _is_io(text: str) -> bool:
    return any(word in text for word in ("disk I/O", "unable to open", "readonly"))


def _is_full(path: Path | None) -> bool:
    """Whether the folder's disk has no room left, or the process may not write larger files."""
    if path is None:
        return False
    try:
        return shutil.disk_usage(path.parent).free < 1 << 20 or _may_not_grow()
    except OSError:
        return False


def _may_not_grow() -> bool:
    """Whether the system limits the size of files that this process may write (POSIX)."""
    if sys.platform == "win32":
        return False
    import resource

    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY


@contextlib.contextmanager
def transaction(connection: Connection, path: Path | None = None) -> Iterator[Connection]:
    """One write transaction: committed when the block ends, undone when it raises."""
    with translated(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite.Error):
                # SQLite has undone some failures (a full disk) by itself; a second ROLLBACK then has nothing to do.
                connection.execute("ROLLBACK")
            raise


def verify_pages(connection: Connection) -> None:
    """Read every page and check its seal. Raises ``MachineFault('cache_damaged')``. Seconds for a large cache."""
    with translated():
        found = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    if found:
        raise MachineFault("cache_damaged", detail=str(found[0][0]))
