"""File bytes: content-addressed and immutable, on a folder (fsynced) or an S3-compatible store (obstore).

A blob's name is its SHA-256; what is there is never written again. A few named objects (audit key and end) live
beside them under ``system/``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import timedelta
from mmap import mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError
from obstore.store import S3Store

from voffice_desktop import paths
from voffice_desktop.errors import MachineFault

if TYPE_CHECKING:
    from obstore.store import RetryConfig

_HASH = re.compile(r"[0-9a-f]{64}")
_PIECE = 1 << 20
_TORN = re.compile(r"\..+\.[0-9a-f]{12}")
"""Names of files that are being written, see ``FolderStore._write``."""


Held = bytes | mmap
"""Bytes in memory, or mapped from a file."""
Content = Held | BinaryIO
"""Bytes, or a file that is read from where it stands."""


class BlobStore(Protocol):
    """What the server asks of a store of bytes. Every method may raise ``MachineFault('blob_store_unusable')``."""

    def put(self, data: Held) -> str:
        """Keep ``data`` and return its SHA-256 (64 hex digits); keeping the same bytes twice is no error."""

    def get(self, sha256: str) -> bytes:
        """The bytes of that hash. Raises ``MachineFault('blob_missing')``, or ``'blob_damaged'`` if they changed."""

    def hashes(self) -> Iterator[str]:
        """Every hash that is kept."""

    def put_named(self, name: str, data: Content, *, create_only: bool = False) -> None:
        """Keep a named object; with ``create_only`` an existing one stays as it is."""

    def get_named(self, name: str) -> bytes | None:
        """A named object, or None."""

    def copy_named(self, name: str, out: BinaryIO) -> int | None:
        """Write a named object into ``out``, piece by piece; how many bytes it has, or None."""

    def size_named(self, name: str) -> int | None:
        """How many bytes a named object has, or None."""

    def delete_named(self, name: str) -> None:
        """Forget a named object; none of that name is no error."""

    def forget_torn(self, before: float) -> int:
        """Remove what writes left that were killed before that moment (seconds since 1970); how many there were."""

    def answers(self) -> bool:
        """Whether the store can be read now."""


def open_blob_store(url: str) -> BlobStore:
    """The store at ``file:///ABSOLUTE/PATH`` or ``s3://BUCKET/PREFIX?endpoint=…`` (keys from AWS_*)."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return FolderStore(Path(unquote(parts.path)))
    if parts.scheme == "s3":
        query = parse_qs(parts.query)
        return ObjectStore(parts.netloc, parts.path.strip("/"), next(iter(query.get("endpoint", [])), None))
    raise MachineFault("blob_store_unusable", url=url)


def secret(blobs: BlobStore, name: str) -> bytes:
    """The 32 random bytes kept under ``name``, made at first use."""
    known = blobs.get_named(name)
    if known is None:
        blobs.put_named(name, secrets.token_bytes(32), create_only=True)
        known = blobs.get_named(name)
    if known is None:
        raise MachineFault("blob_store_unusable")
    return known


def _checked(sha256: str, data: bytes) -> bytes:
    if hashlib.sha256(data).hexdigest() != sha256:
        raise MachineFault("blob_damaged", sha256=sha256)
    return data


class FolderStore:
    """Files under one folder: ``ab/cd…``. Written as temp, fsync, rename, fsync of the folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            paths.private_folder(root)
        except OSError as error:
            raise MachineFault("blob_store_unusable", detail=str(error)) from error

    def put(self, data: Held) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if not path.exists():
            self._write(path, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        try:
            return _checked(sha256, self._path(sha256).read_bytes())
        except FileNotFoundError as error:
            raise MachineFault("blob_missing", sha256=sha256) from error
        except OSError as error:
            raise MachineFault("blob_store_unusable", detail=str(error)) from error

    def hashes(self) -> Iterator[str]:
        for folder in sorted(self.root.iterdir()):
            if len(folder.name) == 2 and folder.is_dir():
                for path in sorted(folder.iterdir()):
                    if _HASH.fullmatch(folder.name + path.name):
                        yield folder.name + path.name

    def put_named(self, name: str, data: Content, *, create_only: bool = False) -> None:
        path = self.root / name
        if not (create_only and path.exists()):
            self._write(path, data, create_only=create_only)

    def get_named(self, name: str) -> bytes | None:
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise MachineFault("blob_store_unusable", detail=str(error)) from error

    def copy_named(self, name: str, out: BinaryIO) -> int | None:
        try:
            with (self.root / name).open("rb") as stream:
                shutil.copyfileobj(stream, out, _PIECE)
                return stream.tell()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise MachineFault("blob_store_unusable", detail=str(error)) from error

    def size_named(self, name: str) -> int | None:
        try:
            return (self.root / name).stat().st_size
        except FileNotFoundError:
            return None
        except OSError as error:
            raise MachineFault("blob_store_unusable", detail=str(error)) from error

    def delete_named(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            (self.root / name).unlink()

    def forget_torn(self, before: float) -> int:
        count = 0
        for path in self.root.rglob(".*"):
            with contextlib.suppress(FileNotFoundError):  # a write that ends meanwhile
                if _TORN.fullmatch(path.name) and path.is_file() and path.stat().st_mtime < before:
                    path.unlink()
                    count += 1
        return count

    def answers(self) -> bool:
        return (self.root / "system").is_dir() and os.access(self.root, os.W_OK)

    def _path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:]

    def _write(self, path: Path, data: Content, *, create_only: bool = False) -> None:
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        try:
            self._make_folder(path.parent)
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                if isinstance(data, bytes | mmap):
                    stream.write(data)
                else:
                    shutil.copyfileobj(data, stream, _PIECE)
                stream.flush()
                os.fsync(stream.fileno())
            if create_only:
                _name_if_free(temporary, path)
            else:
                temporary.replace(path)
            _sync_folder(path.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise MachineFault("blob_store_full", detail=str(error)) from error

    def _make_folder(self, folder: Path) -> None:
        """Make it and every folder above it that is missing, each entry on disk before anything is put below it."""
        if folder.is_dir():
            return
        if folder == self.root:
            # Made once, when the store was opened: now it is a disk that is no longer mounted.
            raise FileNotFoundError(folder)
        self._make_folder(folder.parent)
        paths.private_folder(folder)
        _sync_folder(folder.parent)


def _name_if_free(temporary: Path, path: Path) -> None:
    """Give the file its name unless another has it: of two who make a key at once, both use the first one's."""
    with contextlib.suppress(FileExistsError):
        if os.name == "nt":
            temporary.rename(path)
            return
        os.link(temporary, path)
    temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_PATIENT = (timedelta(seconds=120), timedelta(seconds=20), 4)
_IMPATIENT = (timedelta(seconds=3), timedelta(seconds=3), 0)
"""Of one request, of all tries together, and how many tries: for bytes, and for the question of health."""


def _s3(bucket: str, endpoint: str | None, patience: tuple[timedelta, timedelta, int]) -> S3Store:
    request, tries, times = patience
    client: Any = {"timeout": request, "connect_timeout": timedelta(seconds=3)}
    retries: RetryConfig = {"max_retries": times, "retry_timeout": tries}
    if endpoint is None:
        return S3Store(bucket, client_options=client, retry_config=retries)
    client["allow_http"] = endpoint.startswith("http://")
    return S3Store(
        bucket, endpoint=endpoint, virtual_hosted_style_request=False, client_options=client, retry_config=retries
    )


class ObjectStore:
    """The same on S3."""

    def __init__(self, bucket: str, prefix: str, endpoint: str | None) -> None:
        self._prefix = f"{prefix}/" if prefix else ""
        self._store = _s3(bucket, endpoint, _PATIENT)
        self._asking = _s3(bucket, endpoint, _IMPATIENT)

    def put(self, data: Held) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self.put_named(f"{sha256[:2]}/{sha256[2:]}", data, create_only=True)
        return sha256

    def get(self, sha256: str) -> bytes:
        data = self.get_named(f"{sha256[:2]}/{sha256[2:]}")
        if data is None:
            raise MachineFault("blob_missing", sha256=sha256)
        return _checked(sha256, data)

    def hashes(self) -> Iterator[str]:
        try:
            for chunk in obstore.list(self._store, prefix=self._prefix or None):
                for item in chunk:
                    name = str(item["path"]).removeprefix(self._prefix).replace("/", "")
                    if _HASH.fullmatch(name):
                        yield name
        except BaseError as error:
            raise MachineFault("blob_store_unusable", detail=str(error)) from error

    def put_named(self, name: str, data: Content, *, create_only: bool = False) -> None:
        try:
            obstore.put(self._store, self._prefix + name, data, mode="create" if create_only else "overwrite")
        except AlreadyExistsError:
            return
        except BaseError as error:
            raise MachineFault("blob_store_unusable", detail=str(error)) from error

    def get_named(self, name: str) -> bytes | None:
        try:
            return bytes(obstore.get(self._store, self._prefix + name).bytes())
        except (NotFoundError, FileNotFoundError):
            return None
        except BaseError as error:
            raise MachineFault("blob_store_unusable", detail=str(error)) from error

    def copy_named(self, name: str, out: BinaryIO) -> int | None:
        count = 0
        try:
            for piece in obstore.get(self._store, self._prefix + name).stream(min_chunk_size=_PIECE):
                count += out.write(piece)
        except (NotFoundError, FileNotFoundError):
            return None
        except BaseError as error:
            raise MachineFault("blob_store_unusable", detail=str(error)) from error
        return count

    def size_named(self, name: str) -> int | None:
        try:
            return int(obstore.head(self._store, self._prefix + name)["size"])
        except (NotFoundError, FileNotFoundError):
            return None
        except BaseError as error:
            raise MachineFault("blob_store_unusable", detail=str(error)) from error

    def delete_named(self, name: str) -> None:
        try:
            obstore.delete(self._store, self._prefix + name)
        except (NotFoundError, FileNotFoundError):
            return
        except BaseError as error:
            raise MachineFault("blob_store_unusable", detail=str(error)) from error

    def forget_torn(self, before: float) -> int:
        return 0  # an object is there whole or not at all

    def answers(self) -> bool:
        try:
            obstore.list(self._asking, prefix=f"{self._prefix}system/", chunk_size=1).collect()
        except BaseError:
            return False
        return True
