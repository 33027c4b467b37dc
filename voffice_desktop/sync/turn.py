"""One synchronisation at a time for an account, also when two programs (window and command line) have it open."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from voffice_desktop.clock import monotonic
from voffice_desktop.errors import Transient

_POLL = 0.1


@contextlib.contextmanager
def taken(path: Path, patience: float, stopped: threading.Event) -> Iterator[None]:
    """Hold the lock file at ``path``. Raises ``Transient('busy')`` after ``patience`` seconds or when ``stopped``."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        until = monotonic() + patience
        while not _lock(handle):
            if monotonic() >= until or stopped.wait(_POLL):
                raise Transient("busy", retry_after=2.0)
        yield
    finally:
        # Closing gives the lock back, also when the process dies.
        os.close(handle)


def _lock(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
