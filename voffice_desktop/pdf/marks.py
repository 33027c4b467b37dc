"""How the id of a copy is carried: in full as text and QR, as 40 bits in the micro-dots (security.md §8)."""

from __future__ import annotations

import hashlib
import hmac
import re
import uuid

HIDDEN_BITS = 40
CHECK_BITS = 24
_QR_PREFIX = "VO:"
_QR = re.compile(r"VO:([0-9A-F]{32})")


def hidden_id(copy_id: str) -> int:
    """The 40 bits that stand for a copy in the micro-dots. Raises ValueError if ``copy_id`` is no UUID.

    A digest, so that it is spread evenly whatever the id's time part is. Two copies may share it (about one chance in
    two among a million copies): whoever stores copies keeps it beside the id and takes a fresh id on a clash.
    """
    digest = hashlib.sha256(b"voffice copy " + uuid.UUID(copy_id).bytes).digest()
    return int.from_bytes(digest[: HIDDEN_BITS // 8], "big")


def payload(hidden: int, key: bytes) -> list[int]:
    """The 64 bits written as dots: the 40 of the id, then 24 that only the holder of ``key`` can make."""
    body = hidden.to_bytes(HIDDEN_BITS // 8, "big")
    whole = body + _check(body, key)
    return [(whole[bit // 8] >> (7 - bit % 8)) & 1 for bit in range(HIDDEN_BITS + CHECK_BITS)]


def from_payload(bits: list[int], key: bytes) -> int | None:
    """The hidden id, if the 64 ``bits`` carry the right check; else None (a wrong id passes once in 2**24)."""
    whole = bytes(int("".join(map(str, bits[at : at + 8])), 2) for at in range(0, len(bits), 8))
    body, check = whole[: HIDDEN_BITS // 8], whole[HIDDEN_BITS // 8 :]
    return int.from_bytes(body, "big") if hmac.compare_digest(_check(body, key), check) else None


def qr_text(copy_id: str) -> str:
    """What the QR on each page of a ``save`` copy says: capitals and digits only, which keeps it small."""
    return _QR_PREFIX + uuid.UUID(copy_id).hex.upper()


def from_qr_text(text: str) -> str | None:
    """The copy id of a QR text, or None if it is not one of ours."""
    found = _QR.fullmatch(text.strip())
    return str(uuid.UUID(found.group(1))) if found else None


def _check(body: bytes, key: bytes) -> bytes:
    return hmac.new(key, b"voffice dots " + body, hashlib.sha256).digest()[: CHECK_BITS // 8]
