"""Times as the wire carries them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def stamp(moment: datetime) -> str:
    """RFC 3339 UTC to the second: ``2026-11-22T01:02:03Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse(text: str) -> datetime:
    """The aware moment of an RFC 3339 text. Raises ``ValueError``."""
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment


def later(moment_text: str, **span: float) -> str:
    """``moment_text`` plus a span given as ``timedelta`` arguments."""
    return stamp(parse(moment_text) + timedelta(**span))
