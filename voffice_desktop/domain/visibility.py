"""Who may see what, as audience keys.

A record has a set of audience keys, a person has a set of keys; a record is seen by everyone who holds one of
its keys. Both ends use this: the server to filter its feed and its answers, the client never needs to ask.
"""

from __future__ import annotations

from dataclasses import replace

from voffice_desktop.domain.records import (
    Actor,
    IncomingDocument,
    OutgoingDocument,
    Slip,
    Task,
)

EVERYBODY = "all"


def user_key(user_id: str) -> str:
    """The key of a person's desk: held by that person, and by a substitute while a delegation lasts."""
    return f"user:{user_id}"


def own_key(user_id: str) -> str:
    """The key of what is a person's alone (drafts, what they submitted, uploads): no substitute gets it."""
    return f"own:{user_id}"


def clerk_key(unit_id: str) -> str:
    """The key of a unit's clerks (văn thư)."""
    return f"clerk:{unit_id}"


def head_key(unit_id: str) -> str:
    """The key of a unit's head (thủ trưởng đơn vị)."""
    return f"head:{unit_id}"


def secretary_key(leader_id: str) -> str:
    """The key of a leader's secretaries."""
    return f"secretary:{leader_id}"


def keys_of(actor: Actor) -> frozenset[str]:
    """The keys that ``actor`` holds by person, role, unit and the leaders served; standing in gives the desk of
    the principal, not what is the principal's own or a clerk's."""
    keys = {EVERYBODY, own_key(actor.id)}
    if "clerk" in actor.roles:
        keys.add(clerk_key(actor.unit_id))
    for each in (actor, *actor.acting_for):
        keys.add(user_key(each.id))
        if "unit_head" in each.roles:
            keys.add(head_key(each.unit_id))
        if "secretary" in each.roles:
            keys.update(secretary_key(leader) for leader in each.secretary_of)
    return frozenset(keys)


def sees_alone(actor: Actor, audience: frozenset[str]) -> bool:
    """Whether a person is in an audience by themself, not by standing in for somebody."""
    return bool(audience & keys_of(replace(actor, acting_for=())))


def incoming_audience(document: IncomingDocument) -> frozenset[str]:
    """The unit's clerks and head, the assignees (a unit: its clerks and head), and whoever directed them."""
    keys = {clerk_key(document.unit_id), head_key(document.unit_id)}
    for part in document.assignments:
        if part.assignee_kind == "user":
            keys.add(user_key(part.assignee_id))
        else:
            keys.update((clerk_key(part.assignee_id), head_key(part.assignee_id)))
        if part.by is not None:
            keys.add(user_key(part.by))
    return frozenset(keys)


def slip_audience(slip: Slip) -> frozenset[str]:
    """A draft, also one cancelled unsent: its drafter alone. Later: the route, those consulted, the leader; the
    leader's secretaries from the moment it first reaches them."""
    keys = {own_key(slip.drafter_id)}
    if slip.state == "draft" or (slip.state == "cancelled" and slip.frozen_revision == 0):
        return frozenset(keys)
    keys.add(user_key(slip.leader_id))
    keys.update(user_key(step.user_id) for step in slip.route)
    keys.update(user_key(asked.user_id) for asked in slip.consultations)
    if slip.reached_secretary:
        keys.add(secretary_key(slip.leader_id))
    return frozenset(keys)


def outgoing_audience(document: OutgoingDocument, slip: Slip | None) -> frozenset[str]:
    """The issuing unit's clerks and head, and the readers of the slip that it came from."""
    keys = {clerk_key(document.unit_id), head_key(document.unit_id)}
    if document.signer_id is not None:
        keys.add(user_key(document.signer_id))
    if slip is not None:
        keys |= slip_audience(slip)
    return frozenset(keys)


def task_audience(task: Task) -> frozenset[str]:
    """The giver, the head and clerks of the unit and of the coordinating units, and the executors."""
    keys = {user_key(task.assigned_by), head_key(task.unit_id), clerk_key(task.unit_id)}
    keys.update(head_key(unit) for unit in task.coordinating_unit_ids)
    keys.update(user_key(person) for person in task.executor_ids)
    return frozenset(keys)
