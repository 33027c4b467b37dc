"""The seeded demo ministry on PostgreSQL: its tables filled once a session from the seeded file, then copied by the
database itself for whoever asks."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, create_engine, insert, select
from sqlalchemy.engine import make_url

from tests.postgres import PrivatePostgres
from voffice_desktop.server import schema
from voffice_desktop.server.database import Database

_FILLED: WeakKeyDictionary[PrivatePostgres, str] = WeakKeyDictionary()
"""The filled database of each cluster."""


def seeded_database(cluster: PrivatePostgres, template: Path) -> str:
    """``postgresql://…`` of a new copy of the demo ministry in ``template`` (see ``tests.ministry``)."""
    filled = _FILLED.get(cluster)
    if filled is None:
        filled = _FILLED[cluster] = cluster.new_database()
        _fill(filled, template / "voffice.db")
    return cluster.new_database(copy_of=filled)


@contextmanager
def tables(database_url: str) -> Iterator[Connection]:
    """A test's own look at a server's tables, on either database; what it writes is committed."""
    url = make_url(database_url)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _fill(url: str, source: Path) -> None:
    database = Database(url)
    with tempfile.TemporaryDirectory(prefix="voffice-filling-") as folder:
        # Opening the template itself would put a log beside it, which comes and goes while others copy the folder.
        own = shutil.copy2(source, folder)
        try:
            _copy_rows(database, Path(own))
        finally:
            database.close()


def _copy_rows(database: Database, source: Path) -> None:
    database.migrate()
    with tables(f"sqlite:///{source}") as old, database.write() as new:
        for table in reversed(schema.metadata.sorted_tables):
            new.execute(table.delete())
        for table in schema.metadata.sorted_tables:
            rows = [dict(row) for row in old.execute(select(table)).mappings()]
            if rows:
                new.execute(insert(table), rows)
