"""Engine and transactions for both databases: SQLite (one file, WAL) and PostgreSQL.

Write transactions take the write lock at once (``BEGIN IMMEDIATE`` on SQLite), so two clerks can never both read
the old counter; on PostgreSQL the counter and head rows are locked by their ``UPDATE``.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine, event, insert, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from voffice_desktop import ids, paths
from voffice_desktop.errors import Bug, MachineFault, Transient, VersionMismatch
from voffice_desktop.server import schema
from voffice_desktop.server.standing import StandingQuestion

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"

_POSTGRES_POOL, _POSTGRES_MORE = 8, 10
"""Connections of one worker process, and how many more under load: with those of ``standing``, four workers stay
below PostgreSQL's usual 100."""
_POSTGRES_CONNECT = {
    "connect_timeout": 5,
    "application_name": "voffice-server",
    "keepalives_idle": 30,
    # A worker that hangs must not keep the head row's lock, and with it everybody else, for ever.
    "options": "-c lock_timeout=30s -c idle_in_transaction_session_timeout=300s",
}


class Database:
    """One database by URL: ``sqlite:////absolute/path`` or ``postgresql://…``."""

    def __init__(self, url: str) -> None:
        parsed = _parsed(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self._write_lock = threading.Lock()
        self._here = threading.local()
        self._epoch: str | None = None
        if self.is_sqlite:
            if parsed.database:
                _private_file(Path(parsed.database))
            self.engine = create_engine(
                parsed, connect_args={"timeout": 60, "check_same_thread": False}, pool_size=8, max_overflow=56
            )
            event.listen(self.engine, "connect", _prepare_sqlite)
        else:
            parsed = parsed.set(drivername="postgresql+psycopg")
            # No ping before use: a connection that died gives Transient, and every request is tried again.
            self.engine = create_engine(
                parsed, pool_size=_POSTGRES_POOL, max_overflow=_POSTGRES_MORE, connect_args=_POSTGRES_CONNECT
            )
            self._reading = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self.url = parsed
        self.standing = StandingQuestion(parsed, {} if self.is_sqlite else _POSTGRES_CONNECT)

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment and writes nothing. ``release`` may end it early."""
        with (
            self._guarded(),
            self._once(),
            (self.engine if self.is_sqlite else self._reading).connect() as connection,
        ):
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                self.release(connection)

    def release(self, connection: Connection) -> None:
        """Give a reading connection back before slow work or a write: nobody holds one and waits for another."""
        if not connection.closed:
            connection.rollback()
            if self.is_sqlite:
                _end_sqlite(connection)
            connection.close()
        self._here.busy = False

    @contextlib.contextmanager
    def _once(self) -> Iterator[None]:
        """One transaction a thread: two would lock each other out, or empty the pool, each waiting for more."""
        if getattr(self._here, "busy", False):
            raise Bug("nested_transaction")
        self._here.busy = True
        try:
            yield
        finally:
            self._here.busy = False

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in a write transaction: committed on leaving, rolled back on any error."""
        # The lock keeps threads of this process in a queue instead of polling SQLite's own lock.
        guard: contextlib.AbstractContextManager[Any] = (
            self._write_lock if self.is_sqlite else contextlib.nullcontext()
        )
        with self._guarded(), self._once(), guard, self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                _roll_back(connection, self.is_sqlite)
                raise
            if self.is_sqlite:
                connection.exec_driver_sql("COMMIT")
            connection.commit()

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            raise Transient("database_unavailable", detail=str(error.orig)) from error
        except PoolTimeout as error:
            raise Transient("database_busy", detail=str(error)) from error
        except DatabaseError as error:
            if type(error) is DatabaseError:  # its subclasses say what the caller did wrong
                raise MachineFault("database_damaged", detail=str(error.orig)) from error
            raise

    def migrate(self) -> None:
        """Bring the schema up to this version; a database of a newer program is refused."""
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        try:
            with self.engine.connect() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                connection.commit()
        except SQLAlchemyError as error:
            raise MachineFault("database_unusable", detail=str(error)) from error
        except CommandError as error:
            raise VersionMismatch("database_newer", detail=str(error)) from error
        with self.write() as connection:
            if connection.execute(select(schema.head.c.seq)).first() is None:
                connection.execute(insert(schema.head).values(id=1, seq=0))
                connection.execute(insert(schema.audit_head).values(id=1, seq=0, hash="0" * 64))
                connection.execute(insert(schema.meta).values(key="epoch", value=ids.new_id()))

    @property
    def known_epoch(self) -> str | None:
        """The epoch, once ``epoch`` has read it."""
        return self._epoch

    def epoch(self, connection: Connection) -> str:
        """The id that this database was born with; a cursor of another epoch is worthless."""
        if self._epoch is None:
            found = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "epoch"))
            self._epoch = found.scalar_one()
        return self._epoch

    def head(self) -> int:
        """The last change number that is committed."""
        with self.read() as connection:
            return int(connection.execute(select(schema.head.c.seq)).scalar_one())

    def answers(self) -> bool:
        """Whether the database answers at all."""
        try:
            with self.read() as connection:
                connection.execute(text("SELECT 1"))
        except (Transient, SQLAlchemyError):
            return False
        return True

    def close(self) -> None:
        """Give back every connection."""
        self.standing.close()
        self.engine.dispose()


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise MachineFault("database_url_unreadable", url=url) from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise MachineFault("database_url_unreadable", url=parsed.render_as_string(hide_password=True))
    return parsed


def _private_file(path: Path) -> None:
    """Make the database's file for its owner alone, and its folder too where there is none: one that stands is
    perhaps shared with others (``/tmp``), and not ours to close."""
    if not path.parent.exists():
        paths.private_folder(path.parent)
    path.touch(0o600)


def is_missing(url: str) -> bool:
    """Whether this names a database file that is not there (a typing error, before anything is checked)."""
    parsed = _parsed(url)
    return parsed.get_backend_name() == "sqlite" and bool(parsed.database) and not Path(str(parsed.database)).exists()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Transactions are begun by hand: the driver's own mode would begin deferred ones at the first write.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        # A number that a clerk was told must not be forgotten by a power cut and given again.
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-65536",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _end_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    if driver is not None and driver.in_transaction:
        driver.rollback()


def _roll_back(connection: Connection, is_sqlite: bool) -> None:
    if is_sqlite:
        _end_sqlite(connection)
    connection.rollback()
