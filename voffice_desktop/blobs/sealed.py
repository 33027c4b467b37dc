"""The form of a cached file on disk: AES-256-GCM in the STREAM construction, 1 MiB a chunk, a key per file.

Header: magic, version, 7 random bytes. Chunk i is sealed with nonce = prefix ‖ i (4 bytes) ‖ last flag (1 byte) and
bound to the header, so that no chunk can be moved, dropped, doubled, swapped with another file's or cut unseen.
Every whole chunk on disk is a point from which a download can go on.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from voffice_desktop.errors import MachineFault

CHUNK = 1 << 20
_TAG = 16
_MAGIC = b"VOB\x01"
_PREFIX = 7
HEADER = len(_MAGIC) + _PREFIX
SEALED_CHUNK = CHUNK + _TAG


def new_header() -> bytes:
    """The first bytes of a new file."""
    return _MAGIC + secrets.token_bytes(_PREFIX)


def seal(key: bytes, header: bytes, index: int, chunk: bytes, *, last: bool) -> bytes:
    """One sealed chunk. Every chunk but the last holds exactly ``CHUNK`` bytes."""
    return AESGCM(key).encrypt(_nonce(header, index, last), chunk, header)


def opened(key: bytes, header: bytes, index: int, sealed: bytes, *, last: bool) -> bytes:
    """The bytes of one chunk. Raises ``MachineFault('blob_damaged')``."""
    try:
        return AESGCM(key).decrypt(_nonce(header, index, last), sealed, header)
    except (InvalidTag, ValueError, OverflowError) as error:
        raise MachineFault("blob_damaged") from error


def open_all(key: bytes, raw: bytes) -> Iterator[bytes]:
    """Every chunk of a complete file, in order. Raises ``MachineFault('blob_damaged')``."""
    header, body = raw[:HEADER], raw[HEADER:]
    if not header.startswith(_MAGIC) or len(header) < HEADER or not body:
        raise MachineFault("blob_damaged")
    view = memoryview(body)
    for index, start in enumerate(range(0, len(body), SEALED_CHUNK)):
        last = start + SEALED_CHUNK >= len(body)
        yield opened(key, header, index, bytes(view[start : start + SEALED_CHUNK]), last=last)


def _nonce(header: bytes, index: int, last: bool) -> bytes:
    return header[len(_MAGIC) :] + index.to_bytes(4, "big") + (b"\1" if last else b"\0")
