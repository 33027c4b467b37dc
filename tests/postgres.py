"""A private PostgreSQL cluster made from the system's own packages: no container, nothing shared touched."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

import psycopg
from psycopg import sql

_WAIT_SECONDS = "60"


def programs() -> Path | None:
    """The folder of the newest installed server's programs."""
    versions = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if versions:
        return max(versions, key=lambda folder: int(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def why_not() -> str:
    """Why no cluster can be made here, as a sentence; empty when one can."""
    if programs() is None:
        return "PostgreSQL is not installed (apt-get install postgresql): the tests on it did not run"
    if os.geteuid() == 0:
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            return "PostgreSQL refuses to run as root and there is no user postgres: the tests on it did not run"
    return ""


class PrivatePostgres:
    """A cluster in a temporary folder, started on entering and removed on leaving."""

    def __init__(self) -> None:
        found = programs()
        if found is None:
            raise RuntimeError(why_not())
        self._programs = found
        # Not pytest's folder: that one is closed to the user under which the server must run.
        self._folder = Path(tempfile.mkdtemp(prefix="voffice-postgres-"))
        self._user = "postgres" if os.geteuid() == 0 else None
        self._password = secrets.token_urlsafe(16)
        self._port = _free_port()
        self._databases = 0

    def __enter__(self) -> PrivatePostgres:
        try:
            self._make()
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.stop()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def new_database(self, copy_of: str = "template1") -> str:
        """Make one more database, empty or like the one at the URL ``copy_of``; its ``postgresql://`` URL."""
        self._databases += 1
        name, like = f"voffice_{self._databases}", copy_of.rpartition("/")[2]
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like))
            )
        return self._url(name)

    def stop(self) -> None:
        """Stop the server as a power cut would; ``start`` brings it back on the same port."""
        self._run("pg_ctl", "--pgdata", self._data, "--mode", "immediate", "--wait", "stop")

    def start(self) -> None:
        """Start the server."""
        # A test's cluster need not survive a power cut, so it does not wait for the disk.
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={self._port} -c unix_socket_directories='' "
            "-c fsync=off -c full_page_writes=off -c shared_buffers=64MB"
        )
        log = str(self._folder / "log")
        self._run(
            *("pg_ctl", "--pgdata", self._data, "--log", log, "--options", options),
            *("--wait", "--timeout", _WAIT_SECONDS, "start"),
        )

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _url(self, database: str) -> str:
        return f"postgresql://voffice:{self._password}@127.0.0.1:{self._port}/{database}"

    def _make(self) -> None:
        password = self._folder / "password"
        password.write_text(self._password, encoding="ascii")
        if self._user:
            shutil.chown(self._folder, self._user)
            shutil.chown(password, self._user)
        self._run(
            *("initdb", "--pgdata", self._data, "--username", "voffice", "--pwfile", str(password)),
            *("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
        )
        self.start()

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [str(self._programs / program), *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self._folder,
            user=self._user,
            group=self._user,
            extra_groups=[] if self._user else None,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed ({done.returncode}): {done.stdout[-2000:]}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
