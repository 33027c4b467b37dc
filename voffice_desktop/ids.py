"""Identifiers: UUIDv7 text (RFC 9562 §5.7), time-ordered, so that records and commands sort by their making."""

from __future__ import annotations

import uuid

import uuid_utils


def new_id() -> str:
    """A fresh UUIDv7 as lower-case text of 36 characters."""
    return str(uuid_utils.uuid7())


def is_id(text: str) -> bool:
    """Whether ``text`` is a UUID in its canonical 36-character form (any version: clients may choose ids)."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except (ValueError, AttributeError, TypeError):
        return False
