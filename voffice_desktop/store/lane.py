"""The one write lane: a single thread that owns the only writing connections, and readers of their own."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from voffice_desktop.errors import MachineFault
from voffice_desktop.store import engine
from voffice_desktop.store.engine import Connection
from voffice_desktop.store.schema import CACHE_STEPS, OUTBOX_STEPS, migrate, version_of

T = TypeVar("T")


class Databases:
    """Cache and outbox of one account: where they lie, their key, the write lane and the readers.

    ``create`` makes what is absent; without it an absent or empty database is damage, never an empty list.
    """

    def __init__(self, folder: Path, cache_key: bytes, outbox_key: bytes, *, create: bool) -> None:
        self.cache_path = folder / "cache.db"
        self.outbox_path = folder / "outbox.db"
        self._keys = {self.cache_path: cache_key, self.outbox_path: outbox_key}
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._local = threading.local()
        self._readers: list[Connection] = []
        self._guard = threading.Lock()
        self._lane_thread = 0
        self._closed = False
        try:
            self._executor.submit(self._open, create).result()
        except BaseException:
            self._executor.shutdown()
            raise

    def _open(self, create: bool) -> None:
        self._lane_thread = threading.get_ident()
        self._outbox = self._opened(self.outbox_path, OUTBOX_STEPS, create=create, durable=True)
        try:
            self._cache = self._opened(self.cache_path, CACHE_STEPS, create=create, durable=False)
        except BaseException:
            self._outbox.close()
            raise

    def _opened(self, path: Path, steps: tuple[str, ...], *, create: bool, durable: bool) -> Connection:
        what = "outbox_damaged" if durable else "cache_damaged"
        if not create and (not path.exists() or path.stat().st_size == 0):
            raise MachineFault(what, detail="missing")
        try:
            connection = engine.connect(path, self._keys[path], durable=durable)
        except MachineFault as error:
            raise _renamed(error, what) from error
        try:
            if not create and version_of(connection) == 0:
                raise MachineFault(what, detail="empty")
            migrate(connection, steps, path, keep_copy=durable)
        except BaseException:
            connection.close()
            raise
        return connection

    def write_cache(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in one transaction of the cache, in the write lane, and return what it returns."""
        return self._run(lambda: self._in_transaction(self._cache, self.cache_path, work))

    def write_outbox(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in one durable transaction of the outbox, in the write lane."""
        return self._run(lambda: self._in_transaction(self._outbox, self.outbox_path, work))

    def _in_transaction(self, connection: Connection, path: Path, work: Callable[[Connection], T]) -> T:
        with engine.transaction(connection, path):
            return work(connection)

    def _run(self, work: Callable[[], T]) -> T:
        if threading.get_ident() == self._lane_thread:
            return work()
        return self._executor.submit(work).result()

    @contextlib.contextmanager
    def cache(self) -> Iterator[Connection]:
        """This thread's read-only connection to the cache, its errors translated."""
        with engine.translated(self.cache_path):
            yield self._reader(self.cache_path)

    @contextlib.contextmanager
    def outbox(self) -> Iterator[Connection]:
        """This thread's read-only connection to the outbox, its errors translated."""
        with engine.translated(self.outbox_path):
            yield self._reader(self.outbox_path)

    def _reader(self, path: Path) -> Connection:
        held: dict[Path, Connection] | None = getattr(self._local, "held", None)
        if held is None:
            held = self._local.held = {}
        connection = held.get(path)
        if connection is None:
            connection = held[path] = engine.connect(path, self._keys[path], read_only=True)
            with self._guard:
                self._readers.append(connection)
        return connection

    def verify(self) -> None:
        """Check the seal of every page of both databases. Raises ``MachineFault``."""
        with self.cache() as connection:
            engine.verify_pages(connection)
        with self.outbox() as connection:
            try:
                engine.verify_pages(connection)
            except MachineFault as error:
                raise _renamed(error, "outbox_damaged") from error

    def checkpoint(self) -> None:
        """Fold the write-ahead logs into the databases and empty them, so that no older page stays: after a purge."""

        def fold() -> None:
            for connection, path in ((self._cache, self.cache_path), (self._outbox, self.outbox_path)):
                with engine.translated(path):
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

        self._run(fold)

    def close(self) -> None:
        """Close every connection. Nothing may be asked afterwards."""
        if self._closed:
            return
        self._closed = True
        with self._guard:
            for connection in self._readers:
                connection.close()
            self._readers.clear()
        self._executor.submit(self._close_writers).result()
        self._executor.shutdown()

    def _close_writers(self) -> None:
        for connection in (self._cache, self._outbox):
            with contextlib.suppress(engine.sqlite.Error):
                # Only the planner's statistics: a full disk must not stop the program from closing.
                connection.execute("PRAGMA optimize").fetchall()
            connection.close()


def _renamed(error: MachineFault, code: str) -> MachineFault:
    return MachineFault(code, **error.params) if error.code == "cache_damaged" else error
