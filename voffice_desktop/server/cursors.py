"""Page cursors: opaque text that only the person who got it can use, on the list and the database it was made for."""

from __future__ import annotations

import base64
import binascii
import hashlib

from voffice_desktop.server.problems import ProblemError

_CHECK_BYTES = 8


def seal(place: str, *scope: str) -> str:
    """The cursor of a place. ``scope``: the database's epoch, the person, the list."""
    body = place.encode()
    return base64.urlsafe_b64encode(_check(body, scope) + body).decode().rstrip("=")


def unseal(cursor: str, *scope: str) -> str:
    """The place; 410 ``cursor_expired`` for anything that ``seal`` did not make for this very scope."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        body = raw[_CHECK_BYTES:]
        if raw[:_CHECK_BYTES] != _check(body, scope) or seal(body.decode(), *scope) != cursor:
            raise ProblemError("cursor_expired")
        return body.decode()
    except (binascii.Error, ValueError) as error:
        raise ProblemError("cursor_expired") from error


def _check(body: bytes, scope: tuple[str, ...]) -> bytes:
    return hashlib.sha256(":".join(scope).encode() + b":" + body).digest()[:_CHECK_BYTES]
