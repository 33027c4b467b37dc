"""A large body on its way in: kept on disk, not in memory, and refused as soon as it is longer than it may be."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import BinaryIO

import anyio.to_thread

from voffice_desktop.server.problems import ProblemError

_PIECE = 1 << 20
"""Bytes held before they are written: nobody waits for the disk at every packet, and nobody holds more."""


@dataclass(frozen=True, slots=True)
class Spooled:
    """A body on disk, from its beginning; the file has no name and is gone once it is closed."""

    file: BinaryIO
    size: int
    sha256: str


async def spool(chunks: AsyncIterator[bytes], limit: int) -> Spooled:
    """Take in a body. 413 ``too_large`` beyond ``limit`` bytes; 503 ``unavailable`` when the disk is full."""
    held, size, digest = bytearray(), 0, hashlib.sha256()
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the request is answered
    try:
        async for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise ProblemError("too_large", headers={"Connection": "close"})
            digest.update(chunk)
            held += chunk
            if len(held) >= _PIECE:
                await anyio.to_thread.run_sync(file.write, bytes(held))
                held.clear()
        await anyio.to_thread.run_sync(file.write, bytes(held))
        file.seek(0)
    except BaseException as error:
        file.close()
        if isinstance(error, OSError):
            raise ProblemError("unavailable", headers={"Retry-After": "30", "Connection": "close"}) from error
        raise
    return Spooled(file, size, digest.hexdigest())
