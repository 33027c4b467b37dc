"""Sealed files in one folder: random names, written whole or resumed, verified before they are used.

The names tell nothing; name, key, size and SHA-256 stand in the sealed database. A file under its final name is
complete and was on the disk (fsync) before it got that name; ``NAME.part`` is a download that can go on.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from voffice_desktop.blobs import sealed
from voffice_desktop.errors import MachineFault
from voffice_desktop.paths import private_folder

_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished file: what the sealed database must remember to open it again."""

    name: str
    key: bytes
    size: int
    sha256: str


def new_name() -> str:
    """A fresh random name."""
    return secrets.token_hex(16)


def new_key() -> bytes:
    """A fresh key for one file."""
    return secrets.token_bytes(32)


class BlobFolder:
    """The folder of one account's sealed files."""

    def __init__(self, folder: Path) -> None:
        self._folder = private_folder(folder)

    def put(self, data: bytes) -> Kept:
        """Seal ``data`` under a fresh name and key."""
        name, key = new_name(), new_key()
        writing = Writing(self, name, key)
        try:
            writing.feed(data)
            size, digest = writing.finish()
        except BaseException:
            writing.abandon()
            raise
        return Kept(name, key, size, digest)

    def read(self, name: str, key: bytes, sha256: str) -> bytes:
        """The bytes, only if their hash is ``sha256``. Raises ``MachineFault('blob_missing' | 'blob_damaged')``."""
        try:
            raw = self._path(name).read_bytes()
        except FileNotFoundError as error:
            raise MachineFault("blob_missing") from error
        except OSError as error:
            raise disk_fault(error) from error
        data = b"".join(sealed.open_all(key, raw))
        if hashlib.sha256(data).hexdigest() != sha256:
            raise MachineFault("blob_damaged")
        return data

    def resume(self, name: str, key: bytes) -> Writing:
        """Go on with an interrupted file; what is not whole and sealed is dropped."""
        return Writing(self, name, key)

    def delete(self, names: Iterable[str]) -> None:
        """Delete files (and their parts); what is not there is no error."""
        for name in names:
            for path in (self._path(name), self._part(name)):
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)

    def sweep(self, known: set[str]) -> int:
        """Delete every file whose name no database row holds (its key is gone); returns how many."""
        swept = 0
        for path in self._folder.iterdir():
            if path.name.removesuffix(".part") not in known:
                with contextlib.suppress(OSError):
                    path.unlink()
                    swept += 1
        return swept

    def exists(self, name: str) -> bool:
        """Whether the finished file is there."""
        return self._path(name).is_file()

    def size(self) -> int:
        """Bytes that the folder takes."""
        return sum(path.stat().st_size for path in self._folder.iterdir() if path.is_file())

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise MachineFault("blob_damaged")
        return self._folder / name

    def _part(self, name: str) -> Path:
        return self._path(name).with_name(f"{name}.part")


class Writing:
    """One file being written. ``offset`` plain bytes are already safe; feed what follows, then finish."""

    def __init__(self, folder: BlobFolder, name: str, key: bytes) -> None:
        self._final = folder._path(name)
        self._part = folder._part(name)
        self._key = key
        self._hash = hashlib.sha256()
        self._rest = bytearray()
        self._index = 0
        try:
            handle = os.open(self._part, os.O_RDWR | os.O_CREAT, 0o600)
            self._file = os.fdopen(handle, "r+b")
            self._take_up()
        except OSError as error:
            raise disk_fault(error) from error

    @property
    def offset(self) -> int:
        """Plain bytes that are sealed on disk."""
        return self._index * sealed.CHUNK

    def _take_up(self) -> None:
        raw = self._file.read(sealed.HEADER)
        if len(raw) < sealed.HEADER:
            self._begin()
            return
        self._header = raw
        while len(chunk := self._file.read(sealed.SEALED_CHUNK)) == sealed.SEALED_CHUNK:
            try:
                self._hash.update(sealed.opened(self._key, self._header, self._index, chunk, last=False))
            except MachineFault:
                break
            self._index += 1
        self._cut()

    def _begin(self) -> None:
        self._header = sealed.new_header()
        self._file.seek(0)
        self._file.write(self._header)
        self._cut()

    def _cut(self) -> None:
        self._file.seek(sealed.HEADER + self._index * sealed.SEALED_CHUNK)
        self._file.truncate()

    def start_over(self) -> None:
        """Forget what is there: the source has changed."""
        self._hash = hashlib.sha256()
        self._rest.clear()
        self._index = 0
        try:
            self._begin()
        except OSError as error:
            raise disk_fault(error) from error

    def feed(self, data: bytes) -> None:
        """Add bytes. Raises ``MachineFault('disk_full' | 'disk_error')``; what is whole on disk then stays."""
        self._rest += data
        try:
            while len(self._rest) > sealed.CHUNK:
                self._out(bytes(self._rest[: sealed.CHUNK]), last=False)
                del self._rest[: sealed.CHUNK]
        except OSError as error:
            raise disk_fault(error) from error

    def _out(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(sealed.seal(self._key, self._header, self._index, chunk, last=last))
        self._hash.update(chunk)
        self._index += 1

    def finish(self, expected: str | None = None) -> tuple[int, str]:
        """Seal the last chunk and give the file its name: (size, SHA-256 in hex).

        With ``expected`` another hash raises ``MachineFault('blob_damaged')`` and nothing is kept.
        """
        size = self.offset + len(self._rest)
        try:
            self._out(bytes(self._rest), last=True)
            digest = self._hash.hexdigest()
            if expected is not None and digest != expected:
                self.abandon()
                raise MachineFault("blob_damaged")
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._part.replace(self._final)
            _sync_folder(self._final.parent)
        except OSError as error:
            raise disk_fault(error) from error
        return size, digest

    def pause(self) -> None:
        """Leave what is whole on disk for another time."""
        with contextlib.suppress(OSError):
            if not self._file.closed:
                self._file.flush()
                os.fsync(self._file.fileno())
        self._close()

    def abandon(self) -> None:
        """Drop the unfinished file."""
        self._close()
        with contextlib.suppress(OSError):
            self._part.unlink(missing_ok=True)

    def _close(self) -> None:
        with contextlib.suppress(OSError):
            # A full disk shows again when buffered bytes are flushed on closing; the first report was enough.
            self._file.close()


def disk_fault(error: OSError) -> MachineFault:
    """Our error for the operating system's."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return MachineFault("disk_full" if full else "disk_error", detail=error.strerror or "")


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
