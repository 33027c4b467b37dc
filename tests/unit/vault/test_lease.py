"""How long a cache may be read without the server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from voffice_desktop.errors import SignInNeeded
from voffice_desktop.vault import lease

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def test_within_the_lease_and_the_slack_it_opens() -> None:
    lease.check(NOW, NOW + timedelta(minutes=4), NOW - timedelta(days=29), 30)
    lease.check(NOW, None, None, 30)


def test_a_clock_set_back_locks() -> None:
    with pytest.raises(SignInNeeded, match="clock_wrong"):
        lease.check(NOW, NOW + timedelta(days=1), NOW, 30)


def test_one_second_past_the_lease_locks() -> None:
    with pytest.raises(SignInNeeded, match="lease_expired"):
        lease.check(NOW, NOW, NOW - timedelta(days=30, seconds=1), 30)
