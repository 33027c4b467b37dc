"""The frames that a parent and its PDF child exchange: a JSON header, then raw blobs.

``>I`` length of the header, the header (UTF-8 JSON with ``sizes``), then the blobs one after another.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import IO, Any

_LENGTH = struct.Struct(">I")
_HEADER_LIMIT = 64 << 20


class BrokenFrame(Exception):
    """The other side ended, or sent what is no frame."""


def send(pipe: IO[bytes], header: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Write one frame and flush it."""
    text = json.dumps(header | {"sizes": [len(blob) for blob in blobs]}, ensure_ascii=False).encode()
    pipe.write(_LENGTH.pack(len(text)))
    pipe.write(text)
    for blob in blobs:
        pipe.write(blob)
    pipe.flush()


def receive(pipe: IO[bytes], limit: int) -> tuple[dict[str, Any], list[bytes]]:
    """Read one frame of at most ``limit`` bytes of blobs. Raises `BrokenFrame` at the end of the pipe."""
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > _HEADER_LIMIT:
        raise BrokenFrame("header too long")
    try:
        header = json.loads(_exactly(pipe, length))
        sizes = [int(size) for size in header.pop("sizes")]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenFrame("header unreadable") from error
    if any(size < 0 for size in sizes) or sum(sizes) > limit:
        raise BrokenFrame("blobs too long")
    return header, [_exactly(pipe, size) for size in sizes]


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    data = pipe.read(count) if count else b""
    if len(data) != count:
        raise BrokenFrame("pipe ended")
    return data
