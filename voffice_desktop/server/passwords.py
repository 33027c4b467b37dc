"""Passwords: Argon2id at RFC 9106's second choice (64 MiB, 3 passes), two at a time: a flood cannot eat RAM."""

from __future__ import annotations

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
_slots = threading.BoundedSemaphore(2)
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$X+cbg/5B+9c2NOfltFZCQA$2o+e6QRVmxED6sum5IO35rdRsOUnZkvqVI7ObOEty+E"
"""Of a random password that nobody knows: what an unknown account is compared with, at the same cost."""

MIN_LENGTH = 12
"""For new passwords; the demo ministry's own are older than the rule."""


def hash_password(password: str) -> str:
    """The Argon2id text of a password, NFC first: input methods compose letters differently."""
    with _slots:
        return _hasher.hash(unicodedata.normalize("NFC", password))


def verify(stored: str | None, password: str) -> bool:
    """Whether the password fits. ``stored`` None (unknown account) costs the same time and is never right."""
    with _slots:
        try:
            _hasher.verify(stored or _NOBODY, unicodedata.normalize("NFC", password))
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None
