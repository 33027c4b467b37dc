"""How long a cache may be read without the server, and what a clock that was set back means.

Times are of this machine's clock alone, so that a server whose clock differs by days does no harm. ``last_seen`` is
the latest time this cache ever saw; a clock that stands before it by more than five minutes extends nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from voffice_desktop.errors import SignInNeeded

SLACK = timedelta(minutes=5)
CLOSED = "1970-01-01T00:00:00+00:00"
"""The last contact of an account that the server shut out: its lease has ended, whatever the policy says."""


def check(now: datetime, last_seen: datetime | None, last_contact: datetime | None, offline_days: int) -> None:
    """Raises ``SignInNeeded('clock_wrong' | 'lease_expired')`` when the cache must stay shut until it goes online."""
    if last_seen is not None and now < last_seen - SLACK:
        raise SignInNeeded("clock_wrong", last_seen=last_seen.isoformat())
    if last_contact is not None and now > last_contact + timedelta(days=max(0, offline_days)):
        raise SignInNeeded("lease_expired", days=offline_days)
