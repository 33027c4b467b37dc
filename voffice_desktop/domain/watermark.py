"""The words of the identity watermark: whose copy this is, and that it proves nothing.

Burned into reading copies by the server and laid over every page by the reader. Source: the contract's *Files*;
account, full name, time and copy id must each be found in the text of every page.
"""

from __future__ import annotations

from dataclasses import dataclass

from voffice_desktop.domain.calendar import show_time
from voffice_desktop.domain.text import nfc

NOT_AUTHENTIC = "Bản xem, không có giá trị xác thực"
SEPARATOR = " · "


def time_text(now: str) -> str:
    """``dd/MM/yyyy HH:mm`` in Vietnam time of RFC 3339 text."""
    return show_time(now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whose copy, when (RFC 3339 UTC), under which copy id (empty on screen), of which record."""

    account: str
    full_name: str
    at: str
    copy_id: str = ""
    record_number: str = ""


def line(identity: Identity) -> str:
    """``account · full name · dd/MM/yyyy HH:mm · copy id``."""
    parts = (identity.account, identity.full_name, time_text(identity.at), identity.copy_id)
    return SEPARATOR.join(nfc(part) for part in parts if part)


def lines(identity: Identity) -> tuple[str, ...]:
    """The foot of a page from top to bottom: the identity, then that the copy proves nothing (and of what it is)."""
    of = (identity.record_number, NOT_AUTHENTIC)
    return line(identity), SEPARATOR.join(nfc(part) for part in of if part)
