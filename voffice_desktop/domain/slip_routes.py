"""The route that a new slip is proposed: who reviews it before it goes to the leader.

Configuration of the drafter's unit (``settings["slip_route"]``) names roles or user ids in order; without it the
heads of department come first, then the head of the unit. Whoever drafts changes the proposal as they like.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from voffice_desktop.domain.arguments import invalid
from voffice_desktop.domain.records import Refusal, Unit, User

KEY = "slip_route"
MOST_STEPS = 20
DEFAULT_STEPS: tuple[str, ...] = ("department_head", "unit_head")


def check_steps(settings: Mapping[str, Any]) -> Refusal | None:
    """Why the route in a unit's settings cannot stand, or None."""
    steps = settings.get(KEY)
    if steps is None or (
        isinstance(steps, list) and len(steps) <= MOST_STEPS and all(isinstance(step, str) for step in steps)
    ):
        return None
    return invalid("settings", f"Luồng xét đề xuất phải là danh sách không quá {MOST_STEPS} bước.")


def steps_of(settings: Mapping[str, Any]) -> list[str] | None:
    """The steps that a unit's settings name (roles or user ids); None when the unit has no route of its own."""
    steps = settings.get(KEY)
    return [step for step in steps if isinstance(step, str)] if isinstance(steps, list) else None


def proposed_route(drafter: User, leader_id: str, users: Iterable[User], units: Iterable[Unit]) -> list[str]:
    """User ids in order. Neither the drafter nor the leader reviews the slip; disabled people do not either."""
    people = [user for user in users if not user.disabled]
    own = next((unit for unit in units if unit.id == drafter.unit_id), None)
    configured = steps_of(own.settings) if own is not None else None
    steps = list(DEFAULT_STEPS) if configured is None else configured
    known = {user.id for user in people}
    route: list[str] = []
    for step in steps:
        if step in known:
            route.append(step)
            continue
        route += [user.id for user in people if step in user.roles and user.unit_id == drafter.unit_id]
    # A head who drafts is not reviewed by those below: the route begins after the drafter's own place.
    if drafter.id in route:
        route = route[route.index(drafter.id) + 1 :]
    return [person for person in dict.fromkeys(route) if person not in (drafter.id, leader_id)]


def proposed_leader(drafter: User, users: Iterable[User]) -> list[User]:
    """Those to whom a slip may be put, the ministry's leaders before heads of units, the own head first of these."""
    people = [user for user in users if not user.disabled and {"leader", "unit_head"} & set(user.roles)]
    return sorted(
        (user for user in people if user.id != drafter.id),
        key=lambda user: ("leader" not in user.roles, user.unit_id != drafter.unit_id),
    )
