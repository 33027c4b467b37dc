"""How the program and its render child talk: frames on two pipes, pixels in one piece of shared memory.

A frame is two big-endian 32-bit lengths, a JSON object, and raw bytes. JSON and not pickle: the child reads hostile
files, so nothing that it says may run anything here, and what it says is checked before it is used.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any, Final

_LENGTHS = struct.Struct(">II")
MAX_HEADER: Final = 64 << 20
"""Bytes; the words of a very full page stay far below."""
MAX_BLOB: Final = 1 << 30
SLOT_BYTES: Final = 64 << 20
"""Shared memory for one answer's pixels: 16 megapixels of 4 bytes."""
MAX_PIXELS: Final = SLOT_BYTES // 4
MAX_PAGES: Final = 20_000

Message = dict[str, Any]


def send(pipe: IO[bytes], message: Message, blob: bytes = b"") -> None:
    """Write one frame. Raises OSError when the other side is gone."""
    header = json.dumps(message, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
    pipe.write(_LENGTHS.pack(len(header), len(blob)))
    pipe.write(header)
    if blob:
        pipe.write(blob)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[Message, bytes]:
    """Read one frame. Raises EOFError at the end of the pipe and ValueError for what is not a frame."""
    header_length, blob_length = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    if header_length > MAX_HEADER or blob_length > MAX_BLOB:
        raise ValueError("frame too large")
    message = json.loads(_exactly(pipe, header_length))
    if not isinstance(message, dict):
        raise ValueError("frame is not an object")
    return message, _exactly(pipe, blob_length)


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    data = pipe.read(count) if count else b""
    if len(data) < count:
        raise EOFError
    return data
