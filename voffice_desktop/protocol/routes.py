"""Paths of the contract: where each kind of record lives, and what the digest is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from voffice_desktop.domain.records import Kind

PREFIX = "/api/v1"

COLLECTIONS: dict[Kind, str] = {
    "incoming_document": "incoming-documents",
    "outgoing_document": "outgoing-documents",
    "slip": "slips",
    "task": "tasks",
    "file": "files",
    "unit": "units",
    "user": "users",
    "recipient": "recipients",
    "book": "books",
    "event": "events",
    "annotation": "annotations",
}
"""The path's word for each kind. ``annotations`` stand under their file (``/files/{id}/annotations``)."""

KIND_OF: dict[str, Kind] = {word: kind for kind, word in COLLECTIONS.items()}


def kind_named(word: str) -> Kind | None:
    """The kind that ``word`` names, by the feed's name (``slip``) or the path's word (``slips``)."""
    return KIND_OF.get(word) or next((kind for kind in COLLECTIONS if kind == word), None)


def digest_term(kind: str, record_id: str, version: int) -> int:
    """One record's part of ``digest.sum``: the first 8 bytes of SHA-256(``kind:id:version``), to be XORed."""
    return int.from_bytes(hashlib.sha256(f"{kind}:{record_id}:{version}".encode()).digest()[:8], "big")


def digest_sum(terms: Sequence[bytes]) -> int:
    """The XOR of the parts of many records, each given as ``kind:id:version``: twice as fast as one by one."""
    sha256, count = hashlib.sha256, len(terms)
    total = int.from_bytes(b"".join([sha256(term).digest()[:8] for term in terms]), "big")
    while count > 1:
        # The row of 64-bit numbers is folded in two until one is left.
        count, bits = count - count // 2, 64 * (count - count // 2)
        total = (total >> bits) ^ (total & ((1 << bits) - 1))
    return total
