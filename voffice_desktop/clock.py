"""The one source of the time of day. UTC inside; Vietnam time only where a regulation or a screen asks for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""A function that gives the present as an aware UTC datetime; tests pass their own."""


def utc_now() -> datetime:
    """The present, aware, in UTC, with whole microseconds."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds that never go back; for durations and back-off, never for dates."""
    return time.monotonic()
