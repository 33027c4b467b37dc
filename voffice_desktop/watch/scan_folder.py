"""A folder into which a scanner or a colleague puts files: each is handed on once it is whole, then moved aside.

The system's own news (watchdog) only wakes the look; the look itself is what counts, and comes by itself every few
seconds, so that a network share that sends no news works the same. A file is whole when neither its size nor its
time changed between two looks, it can be opened, and its end stands in it (:mod:`voffice_desktop.watch.endings`); a
scanner that rests between two pages is waited for, and what grows on after it was taken is taken anew.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from voffice_desktop.errors import DocumentFault, VofficeError
from voffice_desktop.watch.endings import patience

_log = logging.getLogger(__name__)

# Its emitter may be asked once more in the moment in which it was told to stop, and calls that an error.
logging.getLogger("watchdog.observers.inotify").setLevel(logging.CRITICAL)

DONE_FOLDER = "Đã nhận"
FAILED_FOLDER = "Không nhận được"
SUFFIXES = frozenset({".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg", ".eml"})
_UNFINISHED = ("~", ".", "$")
_MOST = 512 << 20
"""Larger files are left where they are: the server takes none."""
_REMEMBERED = 600.0
"""Seconds for which a file that was taken is looked at again: a slow writer may still hold it."""

Take = Callable[[Path], None]
"""Keeps a whole file durably. ``DocumentFault``: this file will never do. Other errors: try again later."""
Seen = tuple[int, int]


class ScanFolder:
    """Watches one folder in a thread of its own. ``interval`` seconds lie between two looks; ``ticks`` gives seconds
    that only go up."""

    def __init__(
        self,
        folder: Path,
        take: Take,
        *,
        interval: float = 2.0,
        news: bool = True,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._take = take
        self._interval = interval
        self._news = news
        self._ticks = ticks
        self._seen: dict[Path, Seen] = {}
        self._since: dict[Path, float] = {}
        self._taken: dict[Path, tuple[Seen, float]] = {}
        self._refused: dict[Path, Seen] = {}
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._lane = threading.Lock()
        self.problem = ""
        """``missing`` while the folder cannot be read."""
        self.apart = 0
        """How many files lie aside because they cannot be taken."""

    def start(self) -> None:
        """Begin; what lies there already is taken too."""
        self._thread = threading.Thread(target=self._run, name="scan-folder", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End within moments; a file that is being kept is finished first."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(10)

    def _run(self) -> None:
        observer = None
        if self._news:
            observer = Observer()
            with contextlib.suppress(OSError):  # no news from there: the clock alone then
                observer.schedule(_Waker(self._wake), str(self._folder), recursive=False)
                observer.start()
        try:
            while not self._stopping.is_set():
                unfinished = self.look()
                self._wake.clear()
                self._wake.wait(min(self._interval, 0.4) if unfinished else self._interval)
                if self._stopping.wait(0.05):
                    break
        finally:
            if observer is not None and observer.is_alive():
                observer.stop()
                observer.join(5)

    def look(self) -> bool:
        """One look: hand on what is whole. True while something there is still growing."""
        with self._lane:
            try:
                found = {path: seen for path in sorted(self._folder.iterdir()) if (seen := _seen(path)) is not None}
            except OSError:
                self.problem = "missing"
                return False
            self.problem = ""
            self.apart = _count(self._folder / FAILED_FOLDER)
            now = self._ticks()
            found |= self._grown_on(now)
            growing = False
            for path, seen in found.items():
                if self._refused.get(path) == seen or self._stopping.is_set():
                    continue
                if self._seen.get(path) != seen:
                    self._since[path] = now
                    growing = True
                elif seen[0] == 0 or not _opens(path) or now - self._since.get(path, now) < patience(path):
                    growing = True
                else:
                    growing = self._hand_on(path, seen) or growing
            self._seen = found
            self._since = {path: since for path, since in self._since.items() if path in found}
            return growing

    def _grown_on(self, now: float) -> dict[Path, Seen]:
        """What was taken lately and changed since: its writer was not done."""
        self._taken = {path: kept for path, kept in self._taken.items() if now - kept[1] < _REMEMBERED}
        changed = {path: _seen(path) for path in self._taken}
        return {path: seen for path, seen in changed.items() if seen is not None and seen != self._taken[path][0]}

    def _hand_on(self, path: Path, seen: Seen) -> bool:
        """Keep a file and move it aside; true when it changed meanwhile and is to be taken once more."""
        try:
            self._take(path)
        except DocumentFault as fault:
            _log.info("a scanned file is not taken: %s", fault.code)
            self._move(path, FAILED_FOLDER, seen)
        except (VofficeError, OSError) as error:
            # Disk full or the share is gone: it stays where it is and is tried again.
            _log.info("a scanned file waits: %s", error)
        else:
            if _seen(path) not in (seen, None):
                return True
            self._move(path, DONE_FOLDER, seen)
        return False

    def _move(self, path: Path, name: str, seen: Seen) -> None:
        aside = self._folder / name
        if path.parent == aside:
            self._taken[path] = (seen, self._ticks())
            return
        try:
            aside.mkdir(exist_ok=True)
            target = aside / path.name
            number = 1
            while target.exists():
                number += 1
                target = aside / f"{path.stem} ({number}){path.suffix}"
            path.rename(target)
            self._taken[target] = (seen, self._ticks())
        except OSError as error:
            # A share that may only be read: remembered for this run, and the same bytes are known at the next.
            _log.info("a scanned file stays in its folder: %s", error.strerror)
            self._refused[path] = seen


class _Waker(FileSystemEventHandler):
    def __init__(self, wake: threading.Event) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._wake.set()


def _count(folder: Path) -> int:
    try:
        return sum(1 for path in folder.iterdir() if _seen(path) is not None)
    except OSError:
        return 0


def _seen(path: Path) -> Seen | None:
    if path.suffix.lower() not in SUFFIXES or path.name.startswith(_UNFINISHED):
        return None
    try:
        if path.is_symlink() or not path.is_file():
            return None
        told = path.stat()
    except OSError:
        return None
    return (told.st_size, told.st_mtime_ns) if told.st_size <= _MOST else None


def _opens(path: Path) -> bool:
    """Whether nobody holds it for writing alone (Windows says so); elsewhere whether it can be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    os.close(descriptor)
    return True
