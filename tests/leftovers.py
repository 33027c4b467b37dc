"""What a test may leave behind: nothing. Threads, children, open windows and warnings in the log are counted here."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import psutil

from voffice_desktop.pdf.children import Children

_GRACE_SECONDS = 5.0
"""How long a thread or child that is already ending may take to be gone."""

_SHARED_THREADS = ("AnyIO worker thread", "asyncio_", "uvloop_", "pytest_timeout", "QThread", "Dummy-")
"""Pools that belong to a server of a wider fixture and grow when asked, and threads that Qt owns."""

POOLS: list[Children] = []
"""PDF children of servers that wider fixtures run: they come and go with what the server is asked."""

_SHARED_CHILDREN = ("multiprocessing.resource_tracker", "multiprocessing.forkserver", "voffice-seaweed-")
"""Helpers that the standard library keeps for the life of the process, and the session's S3 server."""


@dataclass(frozen=True)
class Leftovers:
    """What stands at one moment."""

    threads: frozenset[threading.Thread]
    children: frozenset[int]
    windows: frozenset[int]

    @classmethod
    def now(cls) -> Leftovers:
        """Everything that stands now."""
        return cls(
            threads=frozenset(threading.enumerate()),
            children=frozenset(child.pid for child in psutil.Process().children()),
            windows=frozenset(id(window) for window in _open_windows()),
        )

    def what_came_and_stayed(self) -> list[str]:
        """What stands now, did not stand before and does not go within the grace, in words. Windows are closed."""
        said = []
        for window in [w for w in _open_windows() if id(w) not in self.windows]:
            said.append(f"window {type(window).__name__} {window.windowTitle()!r}")
            window.close()
            window.deleteLater()
        for thread in set(threading.enumerate()) - self.threads:
            if thread.name.startswith(_SHARED_THREADS):
                continue
            with suppress(RuntimeError):  # listed, but not quite started
                thread.join(_GRACE_SECONDS)
            if thread.is_alive():
                said.append(f"thread {thread.name}")
        new = [child for child in psutil.Process().children() if child.pid not in self.children]
        if new:
            _gone, alive = psutil.wait_procs([child for child in new if not _shared(child)], timeout=_GRACE_SECONDS)
            said += [f"child {child.pid} {_command(child)!r}" for child in alive]
        return said


@dataclass
class Warnings(logging.Handler):
    """The records of WARNING and above that were logged while listening."""

    expected: bool = False
    records: list[logging.LogRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(level=logging.WARNING)

    __hash__ = logging.Handler.__hash__

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        self.records.append(record)

    def lines(self) -> list[str]:
        """One line a record: level, logger, message."""
        return [f"{record.levelname} {record.name}: {record.getMessage()}" for record in self.records]

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear the root logger meanwhile."""
        root = logging.getLogger()
        root.addHandler(self)
        try:
            yield
        finally:
            root.removeHandler(self)


def _open_windows() -> list[Any]:
    # Asking must not be what loads Qt: most tests run without it.
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]


def _command(child: psutil.Process) -> str:
    try:
        return " ".join(child.cmdline())[:120]
    except psutil.Error:
        return "already gone"


def _shared(child: psutil.Process) -> bool:
    pooled = any(child.pid in pool.pids() for pool in POOLS)
    return pooled or any(word in _command(child) for word in _SHARED_CHILDREN)
