"""One file in a private folder, watched while another program edits it.

Office programs save in several ways: they write in place, or write beside it and rename, keep a backup for a moment,
put lock files next to it. All of these end with a whole file under the same name and then silence; that is waited for
and told once. A file that is half written (a zip without its end) is not told until it is whole.
"""

from __future__ import annotations

import hashlib
import io
import logging
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET = 0.35
"""Seconds of silence after the last change before the file is read."""
_PATIENCE = 40
"""How many such silences a half-written or absent file is waited for; a later change begins anew."""
_ZIPPED = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")

Told = Callable[[bytes], None]
"""Gets the bytes of each finished save, on the watcher's own thread."""


def _no_farewell(record: logging.LogRecord) -> bool:
    """Not an error: the watcher was stopped while an event was under way (watchdog says so at level ERROR)."""
    return "called when the thread is inactive" not in record.getMessage()


logging.getLogger("watchdog.observers.inotify").addFilter(_no_farewell)


class SaveWatcher:
    """Watches from its making until ``close``. ``told`` never gets the same bytes twice in a row."""

    def __init__(self, path: Path, told: Told, quiet: float = QUIET) -> None:
        self._path = path
        self._told = told
        self._quiet = quiet
        self._last = _digest(path)
        self._touched = threading.Event()
        self._closed = threading.Event()
        self._observer = Observer()
        self._observer.daemon = True
        self._observer.schedule(_Events(path.name, self._touched.set), str(path.parent), recursive=False)
        self._observer.start()
        self._thread = threading.Thread(target=self._work, name="watch-saves", daemon=True)
        self._thread.start()

    def close(self, *, take_last: bool = True) -> None:
        """End it; with ``take_last`` a whole save that nobody was told of yet is told now, on this thread."""
        self._closed.set()
        self._touched.set()
        self._observer.stop()
        self._observer.join(5)
        if self._thread is not threading.current_thread():
            self._thread.join(5)
        if take_last:
            self._tell()

    def _work(self) -> None:
        while not self._closed.is_set():
            self._touched.wait()
            for _silence in range(_PATIENCE):
                while self._touched.is_set() and not self._closed.is_set():
                    self._touched.clear()
                    self._closed.wait(self._quiet)
                if self._closed.is_set() or self._tell():
                    break
                # Half written or renamed away: the next change, or the next silence, looks again.
                self._touched.wait(self._quiet)

    def _tell(self) -> bool:
        """Whether the file is whole; its bytes are told unless they are those told last."""
        data = whole_bytes(self._path)
        if data is None:
            return False
        digest = hashlib.sha256(data).digest()
        if digest != self._last:
            self._last = digest
            self._told(data)
        return True


class _Events(FileSystemEventHandler):
    """Hears what happens to one name; lock files and temporary ones beside it are others' names."""

    def __init__(self, name: str, touched: Callable[[], None]) -> None:
        super().__init__()
        self._name = name
        self._touched = touched

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write"):
            return
        for named in (event.src_path, event.dest_path):
            text = named.decode("utf-8", "replace") if isinstance(named, bytes) else str(named)
            if text and Path(text).name == self._name:
                self._touched()
                return


def whole_bytes(path: Path) -> bytes | None:
    """The bytes of a finished file; ``None`` while it is absent, empty, locked or half written."""
    try:
        before = path.stat()
        data = path.read_bytes()
        after = path.stat()
    except OSError:
        # Renamed away for a moment, or held by its program: the next look finds it.
        return None
    if not data or (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        return None
    if path.suffix.lower() in _ZIPPED and not zipfile.is_zipfile(io.BytesIO(data)):
        return None
    return data


def _digest(path: Path) -> bytes:
    data = whole_bytes(path)
    return hashlib.sha256(data).digest() if data is not None else b""
