"""What may be written into a slip while it is being drafted, and how a route is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from voffice_desktop.domain.arguments import (
    LONG_TEXT,
    TITLE_LENGTH,
    first,
    id_list,
    invalid,
    optional_day,
    optional_text,
    optional_urgency,
)
from voffice_desktop.domain.records import Refusal, RouteStep, Slip

TEXTS = {"title": TITLE_LENGTH, "content": LONG_TEXT, "proposal": LONG_TEXT, "type_code": 20, "code": 60}
IDS = ("leader_id", "issuing_unit_id")
"""The slip's own unit is its drafter's and nobody's to write."""

WRITABLE = frozenset({*TEXTS, *IDS, "urgency", "due", "route", "recipient_ids", "file_ids", "files"})
"""Names a body of POST or PATCH may carry; others are ignored. ``files`` is ``[{id, role}]`` of finished uploads."""


def route_from(value: object) -> list[RouteStep] | None:
    """Reviewers in order, positions from 1, the same person twice merged; None when it is no route.

    Takes user ids, ``{user_id, position?}`` objects or :class:`RouteStep` values.
    """
    if not isinstance(value, (list, tuple)):
        return None
    people: list[tuple[int, str]] = []
    for index, item in enumerate(value, 1):
        position: object = index
        if isinstance(item, RouteStep):
            person: object = item.user_id
            position = item.position
        elif isinstance(item, Mapping):
            person, position = item.get("user_id"), item.get("position", index)
            if item.get("role", "reviewer") != "reviewer":
                return None
        else:
            person = item
        if not isinstance(person, str) or not person or not isinstance(position, int):
            return None
        people.append((position, person))
    people.sort(key=lambda pair: pair[0])
    return [RouteStep(position=at, user_id=who) for at, who in enumerate(dict.fromkeys(p for _, p in people), 1)]


class Known(Protocol):
    """The ids that a slip may name; None where unknown (the client offline) and then not checked."""

    @property
    def people(self) -> frozenset[str] | None:
        """Active users."""

    @property
    def units(self) -> frozenset[str] | None:
        """Units."""

    @property
    def recipients(self) -> frozenset[str] | None:
        """Recipients."""


def _unknown(args: Mapping[str, Any], known: Known) -> Refusal | None:
    """Refuses what names nobody: a slip must not wait for a reviewer who is not there."""
    steps = route_from(args.get("route")) or []
    if known.people is not None and not {step.user_id for step in steps} <= known.people:
        return invalid("route", "Trong luồng xét có người không có hoặc đã ngừng hoạt động.")
    leader = args.get("leader_id")
    if leader and known.people is not None and leader not in known.people:
        return invalid("leader_id", "Không có lãnh đạo này hoặc tài khoản đã ngừng hoạt động.")
    unit = args.get("issuing_unit_id")
    if unit and known.units is not None and unit not in known.units:
        return invalid("issuing_unit_id", "Không có đơn vị ban hành này.")
    chosen = set(id_list(args.get("recipient_ids", [])) or [])
    if known.recipients is not None and not chosen <= known.recipients:
        return invalid("recipient_ids", "Có nơi nhận không còn trong danh mục.")
    return None


def check_edit(args: Mapping[str, Any], known: Known) -> Refusal | None:
    """Refuses the first field that cannot stand in a slip. A draft may be incomplete; submitting asks for more."""
    found = first(optional_text(args, name, limit) for name, limit in TEXTS.items())
    found = found or first(optional_text(args, name, 100) for name in IDS)
    found = found or optional_urgency(args) or optional_day(args, "due", moment=True)
    if found is not None:
        return found
    for name in ("title", "leader_id"):
        if name in args and args[name] is None:
            return invalid(name, "Giá trị này không được để trống.")
    if "route" in args and route_from(args["route"]) is None:
        return invalid("route", "Luồng xét phải là danh sách người xét theo thứ tự.")
    for name in ("recipient_ids", "file_ids"):
        if name in args and id_list(args[name]) is None:
            return invalid(name, "Danh sách này không đúng.")
    return _unknown(args, known)


def edited(slip: Slip, args: Mapping[str, Any]) -> Slip:
    """The slip with the named fields written. Everything not named stays: a returned slip keeps its content.

    Where ``files`` is given the caller attaches them; their ids become ``file_ids``.
    """
    changes: dict[str, Any] = {}
    for name in (*TEXTS, *IDS):
        if name in args:
            value = args[name]
            changes[name] = unicodedata.normalize("NFC", value) if isinstance(value, str) else value
            if value is None and name in TEXTS:
                changes[name] = ""
    for name in ("urgency", "due"):
        if name in args:
            changes[name] = args[name]
    if "route" in args:
        changes["route"] = route_from(args["route"]) or []
    for name in ("recipient_ids", "file_ids"):
        if name in args:
            changes[name] = id_list(args[name]) or []
    if "files" in args and isinstance(args["files"], (list, tuple)):
        named = [
            item["id"] for item in args["files"] if isinstance(item, Mapping) and isinstance(item.get("id"), str)
        ]
        changes["file_ids"] = list(dict.fromkeys(named))
    if changes.get("leader_id", slip.leader_id) != slip.leader_id:
        # Another leader's secretaries have not been reached yet, and the former ones lose sight of it.
        changes |= {"reached_secretary": False, "received_by": None, "received_at": None}
    return replace(slip, **changes)
