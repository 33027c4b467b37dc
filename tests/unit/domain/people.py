"""The people of the tests: one of each role around one slip, document or task."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from voffice_desktop.domain.records import Actor

UNIT = "unit-kcb"
OTHER_UNIT = "unit-qld"
NOW = "2026-11-22T01:02:03Z"

DRAFTER = Actor(id="drafter", unit_id=UNIT, roles=frozenset({"specialist"}))
REVIEWER = Actor(id="reviewer", unit_id=UNIT, roles=frozenset({"department_head"}))
HEAD = Actor(id="head", unit_id=UNIT, roles=frozenset({"unit_head"}))
CLERK = Actor(id="clerk", unit_id=UNIT, roles=frozenset({"clerk"}))
LEADER = Actor(id="leader", unit_id="unit-byt", roles=frozenset({"leader"}))
SECRETARY = Actor(
    id="secretary", unit_id="unit-byt", roles=frozenset({"secretary"}), secretary_of=frozenset({"leader"})
)
SECOND_SECRETARY = Actor(
    id="secretary-2", unit_id="unit-byt", roles=frozenset({"secretary"}), secretary_of=frozenset({"leader"})
)
OTHER_SECRETARY = Actor(
    id="secretary-x", unit_id="unit-byt", roles=frozenset({"secretary"}), secretary_of=frozenset({"leader-x"})
)
OTHER_CLERK = Actor(id="clerk-x", unit_id=OTHER_UNIT, roles=frozenset({"clerk"}))
OTHER_HEAD = Actor(id="head-x", unit_id=OTHER_UNIT, roles=frozenset({"unit_head"}))
SPECIALIST = Actor(id="specialist", unit_id=UNIT, roles=frozenset({"specialist"}))
STRANGER = Actor(id="stranger", unit_id=OTHER_UNIT, roles=frozenset({"specialist"}))
ADMIN = Actor(id="admin", unit_id="unit-byt", roles=frozenset({"admin"}))

EVERYONE = (
    DRAFTER,
    REVIEWER,
    HEAD,
    CLERK,
    LEADER,
    SECRETARY,
    SECOND_SECRETARY,
    OTHER_SECRETARY,
    OTHER_CLERK,
    OTHER_HEAD,
    SPECIALIST,
    STRANGER,
    ADMIN,
)


def ids(prefix: str = "id") -> Callable[[], str]:
    """A source of predictable ids."""
    numbers = count(1)
    return lambda: f"{prefix}-{next(numbers)}"
