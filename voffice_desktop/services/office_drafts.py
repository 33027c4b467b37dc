"""Office drafts in the user's own program: opened from a private folder of their own, every save a new version.

The folder lies in the profile (0700), holds one file with a name that tells nothing, and is removed when the form is
closed. What a crash left there is looked through at the next start before it goes: a save nobody heard of becomes a
version of the kept form, so that nothing a person wrote is lost.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voffice_desktop.clock import utc_now
from voffice_desktop.errors import MachineFault, VofficeError
from voffice_desktop.ids import new_id
from voffice_desktop.paths import private_folder
from voffice_desktop.protocol import codec
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.slip_writing import FormFile, SlipWriting
from voffice_desktop.watch.saves import SaveWatcher, whole_bytes

Saved = Callable[[str, bytes], None]
"""Gets (the file's id, the bytes) of each save, on a watcher's thread."""
_KEY = "office:"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """What is remembered of an open folder, so that a crash loses no save."""

    slip_id: str
    file_id: str
    sha256: str


@dataclass(slots=True)
class _Watch:
    token: str
    path: Path
    watcher: SaveWatcher
    file_id: str


class OfficeDrafts:
    """The files of one editor that are open outside. Thread-safe."""

    def __init__(self, desk: Desk, saved: Saved) -> None:
        self._desk = desk
        self._saved = saved
        self._watches: dict[str, _Watch] = {}
        self._guard = threading.Lock()

    def watched(self) -> frozenset[str]:
        """Ids of the files that are open now."""
        with self._guard:
            return frozenset(each.file_id for each in self._watches.values())

    def open(self, file: FormFile, slip_id: str = "") -> Path:
        """Put the file where its program can open it and begin to watch; the path. May ask the server for bytes."""
        with self._guard:
            known = next((each for each in self._watches.values() if each.file_id == file.id), None)
        if known is not None:
            return known.path
        data = self._desk.files.original(file.id)
        token = new_id()
        place = private_folder(self._desk.files.workplace() / token)
        path = place / f"van-ban{Path(file.name).suffix.lower()}"
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(data)
        except OSError as error:
            shutil.rmtree(place, ignore_errors=True)
            raise MachineFault("disk_full" if error.errno == 28 else "unreadable", reason=error.strerror) from error
        self._remember(token, slip_id, file.id, data)
        watch = _Watch(token, path, SaveWatcher(path, lambda saved: self._heard(token, saved)), file.id)
        with self._guard:
            self._watches[token] = watch
        return path

    def rename(self, old_id: str, new_id_: str) -> None:
        """A save became a file of its own: the next one is a version of that."""
        with self._guard:
            for each in self._watches.values():
                if each.file_id == old_id:
                    each.file_id = new_id_

    def stop(self, file_id: str) -> None:
        """Watch one file no longer and remove its folder; a save not yet told is told first."""
        with self._guard:
            found = [token for token, each in self._watches.items() if each.file_id == file_id]
        for token in found:
            self._end(token)

    def close(self) -> None:
        """End all watches and remove every folder of this editor."""
        with self._guard:
            tokens = list(self._watches)
        for token in tokens:
            self._end(token)

    def sweep(self) -> int:
        """At start: look through what a crash left, keep unheard saves as versions, remove the folders."""
        place = self._desk.files.workplace()
        kept = 0
        with self._guard:
            mine = set(self._watches)
        for folder in sorted(place.iterdir()) if place.is_dir() else []:
            if folder.name in mine:
                continue
            if self._recovered(folder):
                kept += 1
            shutil.rmtree(folder, ignore_errors=True)
        for key in self._desk.drafts.keys(_KEY):
            if key.removeprefix(_KEY) not in mine:
                self._desk.drafts.delete(key)
        return kept

    def _recovered(self, folder: Path) -> bool:
        raw = self._desk.drafts.load(_KEY + folder.name)
        files = [path for path in folder.iterdir() if path.stem == "van-ban"] if folder.is_dir() else []
        if raw is None or not files or (data := whole_bytes(files[0])) is None:
            return False
        try:
            opened = codec.decode(raw, _Opened)
            if not opened.slip_id or hashlib.sha256(data).hexdigest() == opened.sha256:
                return False
            writing = SlipWriting(self._desk, utc_now)
            writing.keep(writing.with_version(writing.form_of(opened.slip_id), opened.file_id, data))
        except VofficeError:
            # The slip is gone or can no longer be written: there is nothing that this could be a version of.
            return False
        return True

    def _heard(self, token: str, data: bytes) -> None:
        with self._guard:
            watch = self._watches.get(token)
            file_id = watch.file_id if watch is not None else ""
        if file_id:
            self._saved(file_id, data)

    def _remember(self, token: str, slip_id: str, file_id: str, data: bytes) -> None:
        opened = _Opened(slip_id=slip_id, file_id=file_id, sha256=hashlib.sha256(data).hexdigest())
        self._desk.drafts.save(_KEY + token, codec.encode(opened))

    def noted(self, old_id: str, file_id: str, slip_id: str, data_sha256: str) -> None:
        """The save is kept as ``file_id``: what a crash would have to recover begins after it."""
        with self._guard:
            token = next((each.token for each in self._watches.values() if each.file_id in (old_id, file_id)), "")
        if token:
            opened = _Opened(slip_id=slip_id, file_id=file_id, sha256=data_sha256)
            self._desk.drafts.save(_KEY + token, codec.encode(opened))

    def _end(self, token: str) -> None:
        with self._guard:
            watch = self._watches.get(token)
        if watch is None:
            return
        watch.watcher.close()
        with self._guard:
            self._watches.pop(token, None)
        shutil.rmtree(watch.path.parent, ignore_errors=True)
        self._desk.drafts.delete(_KEY + token)
