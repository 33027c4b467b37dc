"""Death between any two statements: what lay on the disk at that moment is what the next start finds.

A device that dies is not told to tidy up: its folder is copied at the chosen statement, every later statement of the
dead process fails, and the next start opens the copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from voffice_desktop.store import engine


class Crash(BaseException):
    """The process is gone. No handler of the product catches it."""


class Injector:
    """Counts the statements of one device and kills it at the chosen one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connections: list[Any] = []
        self.statements = 0
        self.dead = False
        self.remains = folder.with_name(f"{folder.name}-remains")
        self._left: int | None = None

    def arm(self, statements: int | None) -> None:
        """Die at the so-manyth statement from now; ``None``: live."""
        self._left = statements

    def tick(self) -> None:
        """One statement is about to run."""
        if self.dead:
            raise Crash
        self.statements += 1
        if self._left is None:
            return
        self._left -= 1
        if self._left <= 0:
            self._left = None
            self.dead = True
            if self.folder.exists():
                shutil.copytree(self.folder, self.remains, ignore=shutil.ignore_patterns("*-shm"))
            raise Crash

    def bury(self) -> bool:
        """Let go of the dead process's files; whether it left any (a wiped device leaves none)."""
        for connection in self.connections:
            connection.close()
        if not self.remains.exists():
            return False
        shutil.rmtree(self.folder)
        self.remains.rename(self.folder)
        return True


class Watched:
    """A connection whose statements are counted."""

    def __init__(self, connection: Any, injector: Injector) -> None:
        self._connection = connection
        self._injector = injector

    def execute(self, *words: Any) -> Any:
        """One statement."""
        self._injector.tick()
        return self._connection.execute(*words)

    def executemany(self, *words: Any) -> Any:
        """Statements that the database runs without coming back."""
        self._injector.tick()
        return self._connection.executemany(*words)

    def close(self) -> None:
        """Closing is what the operating system does for a dead process too."""
        self._connection.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


_watched: dict[Path, Injector] = {}


def watch(folder: Path) -> Injector:
    """Watch every connection that is opened in ``folder`` from now on."""
    injector = _watched[folder] = Injector(folder)
    return injector


@contextmanager
def watching() -> Iterator[None]:
    """While this holds, connections in watched folders are counted."""
    real = engine.connect

    def connect(path: Path, key: bytes, **options: Any) -> Any:
        connection = real(path, key, **options)
        injector = _watched.get(path.parent)
        if injector is None:
            return connection
        injector.connections.append(connection)
        return Watched(connection, injector)

    engine.connect = connect  # the one seam at which every statement passes
    try:
        yield
    finally:
        engine.connect = real
        _watched.clear()
