"""How long to wait after failures: doubling, bounded, spread, and never less than the server asked for."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from voffice_desktop.errors import VofficeError
from voffice_desktop.protocol import codec

FIRST = 5.0
MOST = 300.0


def wait(attempts: int, retry_after: float | None = None, *, spread: float | None = None) -> float:
    """Seconds to wait after so many failed tries. ``spread`` (0 to 1) stands for the random part."""
    base = min(MOST, FIRST * 2.0 ** max(0, min(attempts - 1, 16)))
    part = random.random() if spread is None else spread
    spread_out = base * (0.8 + 0.4 * part)
    return max(spread_out, retry_after or 0.0)


def due(now: datetime, seconds: float) -> str:
    """The UTC text of ``seconds`` from now."""
    return (now + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


LONGEST = timedelta(hours=1, minutes=5)
"""No wait is longer (Retry-After is capped at an hour); a time farther off means that a clock was moved."""


def still_waiting(now: datetime, until: str | None) -> bool:
    """Whether ``until`` (UTC text) is ahead. One that is absurdly far ahead counts not: the clock was set back."""
    return until is not None and due(now, 0) < until <= due(now, LONGEST.total_seconds())


@dataclass(frozen=True, slots=True)
class Patience:
    """How often rounds failed in a row and until when (UTC text) to wait; kept over restarts as JSON."""

    failures: int = 0
    until: str = ""

    @classmethod
    def read(cls, text: str | None) -> Patience:
        """What was kept; nothing or nonsense is a fresh start."""
        if not text:
            return cls()
        try:
            return codec.decode(text, cls)
        except VofficeError:
            return cls()

    def text(self) -> str:
        """To be kept."""
        return codec.encode(self).decode()

    def after_failure(self, now: datetime, retry_after: float | None) -> Patience:
        """One more failure."""
        failures = self.failures + 1
        return Patience(failures, due(now, wait(failures, retry_after)))

    def seconds(self, now: datetime) -> float:
        """Seconds still to wait."""
        if not still_waiting(now, self.until or None):
            return 0.0
        return max(0.0, (datetime.fromisoformat(self.until) - now).total_seconds())
