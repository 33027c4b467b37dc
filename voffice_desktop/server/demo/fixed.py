"""What never changes from run to run: the clock, the ids, the dice, and working days."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
"""The plan's present: 20/11/2026, 10:00 in Vietnam. Nothing in the plan happened later."""

TODAY = date(2026, 11, 20)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def fixed_id(name: str, at: datetime = NOW) -> str:
    """A UUIDv7-shaped id: the milliseconds of ``at``, then bits drawn from ``name`` (RFC 9562 §5.7)."""
    stamp = int((at - _EPOCH).total_seconds() * 1000)
    bits = int.from_bytes(blake2b(name.encode(), digest_size=10).digest(), "big")
    value = (stamp & 0xFFFFFFFFFFFF) << 80 | 0x7000 << 64 | ((bits >> 62) & 0xFFF) << 64
    value |= 0x2 << 62 | bits & 0x3FFFFFFFFFFFFFFF
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def id_source(name: str, at: datetime) -> Callable[[], str]:
    """Fresh fixed ids, one a call, for the parts of the record ``name``."""
    made = 0

    def take() -> str:
        nonlocal made
        made += 1
        return fixed_id(f"{name}#{made}", at)

    return take


def dice(name: str) -> random.Random:
    """Dice that fall the same for the same ``name``, whatever was thrown before."""
    return random.Random(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big"))


def utc(moment: datetime) -> str:
    """RFC 3339 UTC text in whole seconds."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def vietnam_date(moment: datetime) -> date:
    """The date in Vietnam at ``moment``."""
    return (moment + timedelta(hours=7)).date()


def office_time(day: date, minute: int) -> datetime:
    """A moment of the working day: ``minute`` minutes after 08:00 in Vietnam (01:00 UTC)."""
    return datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC) + timedelta(minutes=minute)


def working_day(day: date) -> date:
    """``day``, or the Friday before it at a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def add_working_days(day: date, count: int) -> date:
    """The date ``count`` working days (Monday to Friday) after ``day``."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day
