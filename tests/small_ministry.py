"""A ministry of units, people and books alone, planted in milliseconds on either database: for tests of the server's
own ground (numbers, feed, audit, storage) that need no documents to begin with."""

from __future__ import annotations

import io
import logging
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from json import loads
from pathlib import Path

from argon2 import PasswordHasher
from sqlalchemy import insert

from tests.ministry import PASSWORD
from voffice_desktop.domain.records import Recipient, User
from voffice_desktop.server import cli, schema
from voffice_desktop.server.app import make_services
from voffice_desktop.server.audit import AuditLog
from voffice_desktop.server.blobstore import open_blob_store
from voffice_desktop.server.bulk import BulkWriter, Planted
from voffice_desktop.server.database import Database
from voffice_desktop.server.demo.fixed import fixed_id
from voffice_desktop.server.demo.ministry import FOUNDED, Ministry, make_ministry
from voffice_desktop.server.serving import Services

MINISTRY: Ministry = make_ministry()
_CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
"""The demo password hashed cheaply: tests sign in often; what a real hash costs is measured elsewhere."""


@dataclass(frozen=True)
class Places:
    """Where one server keeps its data."""

    database_url: str
    blobs_url: str

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file."""
        return self.database_url.startswith("sqlite")

    @property
    def words(self) -> list[str]:
        """The options that name the two places to every command."""
        return ["--database", self.database_url, "--blobs", self.blobs_url]

    @contextmanager
    def services(self) -> Iterator[Services]:
        """The parts of a server on these places, without serving."""
        database = Database(self.database_url)
        services = make_services(database, self.blobs_url)
        try:
            yield services
        finally:
            services.children.close()
            database.close()


def extra_clerks(count: int, unit: str = "BYT") -> list[User]:
    """More clerks of one unit, ``vanthu.001`` and so on."""
    return [
        User(
            id=fixed_id(f"user/extra/{unit}/{number}", FOUNDED),
            account=f"vanthu.{unit.lower()}.{number:03d}",
            full_name=f"Trần Văn Mẫu {number}",
            title="Văn thư",
            unit_id=MINISTRY.unit_id(unit),
            roles=["clerk"],
        )
        for number in range(1, count + 1)
    ]


def plant(places: Places, more: Sequence[User] = ()) -> None:
    """Units, people (all with the demo password), books and a recipient, on an empty database."""
    database = Database(places.database_url)
    database.migrate()
    users = [*MINISTRY.users, *more]
    recipients = [
        Recipient(
            id=fixed_id(f"recipient/{unit.code}", FOUNDED),
            name=unit.name,
            code=unit.code,
            group="other",
            unit_id=unit.id,
        )
        for unit in MINISTRY.units
    ]
    with database.write() as connection:
        BulkWriter(connection).add_all(Planted(r) for r in [*MINISTRY.units, *users, *MINISTRY.books, *recipients])
        connection.execute(
            insert(schema.credentials),
            [{"user_id": user.id, "account": user.account, "password_hash": _CHEAP} for user in users],
        )
        audit = AuditLog(open_blob_store(places.blobs_url))
        audit.append(connection, at="2026-01-01T00:00:00Z", action="seed", outcome="ok")
    with database.read() as connection:
        audit.checkpoint(connection)
    database.close()


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    stdout: str
    stderr: str


def command(*words: str, stdin: str = "", expect: int | None = 0) -> Said:
    """Run ``voffice-server`` as its own ``main`` in this process: a process of its own would only cost its start."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    out, err = io.StringIO(), io.StringIO()
    before, sys.stdin = sys.stdin, io.StringIO(stdin)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = cli.main(words)
    finally:
        sys.stdin = before
        root.handlers = handlers
        root.setLevel(level)
        logging.captureWarnings(False)
    said = Said(code, out.getvalue(), err.getvalue())
    assert expect is None or code == expect, f"{words}: {said}"
    return said


@contextmanager
def serving(places: Places, *words: str, log: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """``voffice-server serve`` as a process of its own on a free port: (URL of the contract's paths, process)."""
    with log.open("a", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "voffice_desktop.server.cli", "serve", "--port", "0", *places.words, *words],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert line, log.read_text(encoding="utf-8")
            yield loads(line)["url"] + "/api/v1", process
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(30)
            process.stdout.close()


def free_port() -> int:
    """A loopback port that nobody listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
