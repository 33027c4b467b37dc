"""Who directs an incoming document to whom: a tree of parts, each made under the part of whoever directed it.

One lead (chủ trì) at each level; a second direction replaces what stands below the caller's own part.
Source: the contract's *Incoming documents* and NĐ 30/2020 art. 23.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from voffice_desktop.domain.arguments import first, forbidden, invalid, optional_day, optional_text, text_of
from voffice_desktop.domain.records import Actor, Assignment, IncomingDocument, Refusal

_ROLES = ("lead", "coordinate", "inform")
MOST = 200
"""Most parts of one direction."""


def own_parts(document: IncomingDocument, actor: Actor) -> list[Assignment]:
    """The parts given to this person, or to the unit whose clerk or head this person is."""
    unit = actor.unit_id if {"clerk", "unit_head"} & actor.roles else None
    return [
        part
        for part in document.assignments
        if part.assignee_id == (actor.id if part.assignee_kind == "user" else unit)
    ]


def direct_refusal(
    document: IncomingDocument, actor: Actor, args: Mapping[str, Any], directors: Collection[str] | None
) -> Refusal | None:
    """Heads, leaders and department heads who see it direct it; clerks put it to those who direct, or to units."""
    if {"unit_head", "department_head", "leader"} & actor.roles:
        return None
    if "clerk" not in actor.roles or not (actor.is_clerk_of(document.unit_id) or own_parts(document, actor)):
        return forbidden("Bạn không được giao xử lý văn bản này.")
    wanted = args.get("assignments")
    if directors is None or not isinstance(wanted, (list, tuple)):
        return None
    for part in wanted:
        if not isinstance(part, Mapping) or part.get("role") != "lead" or part.get("assignee_kind") != "user":
            continue
        who = part.get("assignee_id")
        if isinstance(who, str) and who not in directors:
            return forbidden("Văn thư chỉ trình thủ trưởng hoặc chuyển đơn vị.")
    return None


def check_assignments(args: Mapping[str, Any], known: Collection[str] | None) -> Refusal | None:
    """Refuses anything but a list of whole parts with exactly one lead and nobody named twice."""
    wanted = args.get("assignments")
    if not isinstance(wanted, (list, tuple)) or not wanted or len(wanted) > MOST:
        return invalid("assignments", "Cần chọn người hoặc đơn vị xử lý.")
    seen: set[tuple[str, str]] = set()
    for part in wanted:
        if not isinstance(part, Mapping):
            return invalid("assignments", "Phần giao xử lý không đúng.")
        kind, who, role = part.get("assignee_kind"), part.get("assignee_id"), part.get("role")
        if kind not in ("user", "unit") or not isinstance(who, str) or not who or role not in _ROLES:
            return invalid(
                "assignments", "Mỗi phần giao cần người hoặc đơn vị và vai trò chủ trì, phối hợp, để biết."
            )
        if known is not None and who not in known:
            return invalid("assignments", "Người hoặc đơn vị được giao không có hoặc đã ngừng hoạt động.")
        if (kind, who) in seen:
            return invalid("assignments", "Một người hoặc đơn vị chỉ được giao một lần.")
        seen.add((kind, who))
        found = first((optional_day(part, "due", moment=True), optional_text(part, "note", 2000)))
        if found is not None:
            return invalid("assignments", found.reason)
    if sum(part.get("role") == "lead" for part in wanted) != 1:
        return invalid("assignments", "Cần đúng một người hoặc đơn vị chủ trì.")
    return None


def below(parts: Collection[Assignment], roots: Collection[str]) -> set[str]:
    """Ids of all parts made under ``roots``, at any depth, without the roots themselves."""
    found: set[str] = set()
    level = set(roots)
    while level:
        level = {part.id for part in parts if part.parent_id in level} - found
        found |= level
    return found


def directed(
    document: IncomingDocument, actor: Actor, args: Mapping[str, Any], new_id: Callable[[], str]
) -> IncomingDocument:
    """The document with a new direction by ``actor``, which replaces what stood below the actor's own part."""
    parts, own = document.assignments, own_parts(document, actor)
    if own:
        # Parts that this person directed without a parent come from records made before parents were kept.
        former = {part.id for part in parts if part.by == actor.id and part.parent_id is None and part not in own}
        gone = former | below(parts, {part.id for part in own} | former)
    elif actor.is_clerk_of(document.unit_id) or actor.is_head_of(document.unit_id):
        gone = {part.id for part in parts}
    else:
        mine = {part.id for part in parts if part.by == actor.id}
        gone = mine | below(parts, mine)
    leading = sorted(own, key=lambda part: _ROLES.index(part.role))
    parent = leading[0].id if leading else None
    new = [
        Assignment(
            id=new_id(),
            assignee_kind=part["assignee_kind"],
            assignee_id=part["assignee_id"],
            role=part["role"],
            due=part.get("due"),
            note=text_of(part, "note"),
            by=actor.id,
            parent_id=parent,
        )
        for part in args["assignments"]
    ]
    lead_due = next((part.due for part in new if part.role == "lead"), None)
    decides = document.due is None or actor.is_head_of(document.unit_id)
    due = lead_due if lead_due is not None and decides else document.due
    return replace(document, due=due, assignments=[*(part for part in parts if part.id not in gone), *new])


def leading_chain(document: IncomingDocument, part: Assignment) -> list[Assignment] | None:
    """This part and those it was made under, when all of them lead; None when the part only helps."""
    by_id = {one.id: one for one in document.assignments}
    chain: list[Assignment] = []
    at: Assignment | None = part
    while at is not None:
        if at.role != "lead" or at in chain:
            return None
        chain.append(at)
        at = by_id.get(at.parent_id) if at.parent_id is not None else None
    return chain


def with_lead_done(document: IncomingDocument, actor: Actor) -> IncomingDocument:
    """Completed as a whole when ``actor`` leads it; else on its way, with only the actor's own part completed."""
    for part in own_parts(document, actor):
        chain = leading_chain(document, part)
        if chain is not None:
            done = {one.id for one in chain}
            parts = [replace(one, status="completed") if one.id in done else one for one in document.assignments]
            return replace(document, status="completed", assignments=parts)
    return replace(document, status="processing")
