"""Waiting after failures: doubling with jitter, kept over restarts, and never fooled by a clock that was moved."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from voffice_desktop.sync import backoff
from voffice_desktop.sync.backoff import Patience

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def test_waits_double_are_bounded_and_differ() -> None:
    waits = [backoff.wait(n, spread=0.5) for n in range(1, 12)]
    assert waits[0] == backoff.FIRST
    assert all(later == min(backoff.MOST, 2 * earlier) for earlier, later in itertools.pairwise(waits))
    assert len({backoff.wait(4) for _ in range(20)}) > 10
    assert backoff.wait(1, retry_after=90.0) == 90.0


def test_patience_is_kept_as_text_and_survives_nonsense() -> None:
    once = Patience().after_failure(NOW, None)
    twice = Patience.read(once.text()).after_failure(NOW, None)
    assert twice.failures == 2
    assert 0 < once.seconds(NOW) <= 1.2 * backoff.FIRST
    assert once.seconds(NOW + timedelta(minutes=10)) == 0
    for text in (None, "", "{", "[]", '{"failures": "x"}'):
        assert Patience.read(text) == Patience()


@pytest.mark.parametrize("days", [-400, -20, -1, 1, 20, 400])
def test_a_clock_that_was_moved_makes_nobody_wait_for_days(days: int) -> None:
    kept = Patience().after_failure(NOW + timedelta(days=days), None)
    assert kept.seconds(NOW) <= backoff.LONGEST.total_seconds()
    assert not backoff.still_waiting(NOW, backoff.due(NOW + timedelta(days=abs(days)), 5))
