"""How long to wait after failures: doubling, bounded, spread, and never less than the server asked for."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

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
