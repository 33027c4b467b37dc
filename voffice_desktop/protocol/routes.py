"""Paths of the contract: where each kind of record lives, and what the digest is made of."""

from __future__ import annotations

import hashlib

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
