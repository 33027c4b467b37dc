"""Keys wrapped by keys: Argon2id (RFC 9106) for passwords, HKDF (RFC 5869) for parts, AES-256-GCM for wrapping."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from voffice_desktop.errors import SignInNeeded

KEY_BYTES = 32
_NONCE_BYTES = 12
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Stretching:
    """Argon2id's cost. The default is RFC 9106's second choice; the bounds keep a thief from weakening a header
    and a vandal from demanding a terabyte."""

    passes: int = 3
    kibibytes: int = 64 * 1024
    lanes: int = 4

    def within_bounds(self) -> bool:
        """Whether these parameters may be obeyed when read from a file."""
        return 2 <= self.passes <= 10 and 19 * 1024 <= self.kibibytes <= 1024 * 1024 and 1 <= self.lanes <= 16


def stretched(password: str, salt: bytes, cost: Stretching) -> bytes:
    """The key that a password gives. NFC first: Vietnamese input methods differ in how they compose letters."""
    secret = unicodedata.normalize("NFC", password).encode()
    return hash_secret_raw(secret, salt, cost.passes, cost.kibibytes, cost.lanes, KEY_BYTES, Type.ID)


def derived(secret: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """A 32-byte key for one purpose."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt, b"voffice/" + purpose.encode()).derive(secret)


def wrap(key: bytes, by: bytes, bound_to: bytes) -> str:
    """``key`` sealed by the key ``by``, as hex; ``bound_to`` must be the same when it is unwrapped."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return (nonce + AESGCM(by).encrypt(nonce, key, bound_to)).hex()


def unwrap(wrapped: str, by: bytes, bound_to: bytes) -> bytes:
    """The key inside. Raises ``SignInNeeded('wrong_password')`` for a wrong key or a changed header alike."""
    try:
        raw = bytes.fromhex(wrapped)
        return AESGCM(by).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError) as error:
        raise SignInNeeded("wrong_password") from error


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """16 random bytes."""
    return secrets.token_bytes(_SALT_BYTES)
