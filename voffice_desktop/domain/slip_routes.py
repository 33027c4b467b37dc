"""The route that a new slip is proposed: who reviews it before it goes to the leader.

Configuration of the drafter's unit (``settings["slip_route"]``) names roles or user ids in order; without it the
heads of department come first, then the head of the unit. Whoever drafts changes the proposal as they like.
"""

from __future__ import annotations

from collections.abc import Iterable

from voffice_desktop.domain.records import Unit, User

DEFAULT_STEPS: tuple[str, ...] = ("department_head", "unit_head")


def proposed_route(drafter: User, leader_id: str, users: Iterable[User], units: Iterable[Unit]) -> list[str]:
    """User ids in order. Neither the drafter nor the leader reviews the slip; disabled people do not either."""
    people = [user for user in users if not user.disabled]
    own = next((unit for unit in units if unit.id == drafter.unit_id), None)
    wanted = own.settings.get("slip_route") if own is not None else None
    steps = [step for step in wanted if isinstance(step, str)] if isinstance(wanted, list) else list(DEFAULT_STEPS)
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
