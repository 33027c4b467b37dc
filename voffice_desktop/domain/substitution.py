"""Ủy quyền: who may stand in for whom, from when to when, and with which acts.

A delegation is kept with the substitute (:class:`voffice_desktop.domain.records.ActingFor`). While it lasts the
substitute's :class:`Actor` carries the principal's; the rule tables ask :func:`capacity` in whose name it is done.
Never delegable: signing with a personal key, numbering, dispatch, and everything that belongs to the drafter of a
slip. Nobody acts for somebody else on their own submission, and rights do not pass on from a substitute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType

from voffice_desktop.domain.arguments import forbidden, invalid, wrong_state
from voffice_desktop.domain.calendar import moment, show_time, vietnam_time
from voffice_desktop.domain.records import ActingFor, Actor, Refusal, User

LATE_DAYS = 7
"""An act made while the delegation lasted may reach the server so many days after its end."""
LONGEST_DAYS = 366

_LEADER, _HEAD, _DEPARTMENT, _SECRETARY = "leader", "unit_head", "department_head", "secretary"
PRINCIPALS: tuple[str, ...] = (_LEADER, _HEAD, _DEPARTMENT, _SECRETARY)
"""Roles whose desk can be handed over."""

_FITTING: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        _LEADER: frozenset({_LEADER, _HEAD}),
        _HEAD: frozenset({_HEAD, _DEPARTMENT, _LEADER}),
        _DEPARTMENT: frozenset({_DEPARTMENT, _HEAD, "specialist"}),
        _SECRETARY: frozenset({_SECRETARY}),
    }
)
"""The roles of which a substitute needs one, by the principal's."""

DELEGABLE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "slip": frozenset(
            {
                "approve",
                "return",
                "endorse",
                "to-secretary",
                "consult",
                "answer",
                "comment",
                "receive",
                "forward",
                "take-back",
                "arrange",
            }
        ),
        "incoming_document": frozenset({"assign"}),
        "task": frozenset({"receive", "refuse", "assign"}),
    }
)
"""The acts that a substitute may do, by kind of record. No act on outgoing documents: they are numbers and keys."""


def may_delegate(principal: User) -> Refusal | None:
    """Whether this person's desk can be handed over at all."""
    if principal.disabled or not set(PRINCIPALS) & set(principal.roles):
        return forbidden("Chỉ lãnh đạo, thủ trưởng đơn vị, trưởng phòng và thư ký mới ủy quyền được.")
    return None


def may_receive(principal: User, substitute: User) -> Refusal | None:
    """Whether ``substitute`` may ever stand in for ``principal``."""
    if principal.id == substitute.id:
        return invalid("substitute_id", "Không thể ủy quyền cho chính mình.")
    if substitute.disabled:
        return invalid("substitute_id", "Tài khoản của người được ủy quyền đã ngừng hoạt động.")
    own, theirs = set(principal.roles), set(substitute.roles)
    if _SECRETARY in theirs and own & {_LEADER, _HEAD}:
        return invalid("substitute_id", "Thư ký không được nhận ủy quyền phê duyệt của lãnh đạo.")
    role = next((each for each in PRINCIPALS if each in own), "")
    if not _FITTING.get(role, frozenset()) & theirs:
        return invalid("substitute_id", "Người này không có chức vụ phù hợp để nhận ủy quyền.")
    if role in (_HEAD, _DEPARTMENT) and principal.unit_id != substitute.unit_id and _LEADER not in theirs:
        return invalid("substitute_id", "Chỉ ủy quyền được cho người trong cùng đơn vị hoặc lãnh đạo cấp trên.")
    return None


def check(
    author: Actor,
    principal: User,
    substitute: User,
    since: str,
    until: str,
    now: str,
    users: Iterable[User],
) -> Refusal | None:
    """Why this delegation cannot be made, or None. ``since`` (with it) and ``until`` (without it) are moments."""
    if author.id != principal.id and "admin" not in author.roles:
        return forbidden("Chỉ chính người vắng mặt hoặc quản trị viên mới lập ủy quyền được.")
    refusal = may_delegate(principal) or may_receive(principal, substitute)
    if refusal is not None:
        return refusal
    if moment(until) <= moment(since):
        return invalid("until", "Ngày kết thúc phải sau ngày bắt đầu.")
    if moment(until) <= moment(now):
        return invalid("until", "Thời hạn ủy quyền đã qua.")
    if moment(until) - moment(since) > timedelta(days=LONGEST_DAYS):
        return invalid("until", "Ủy quyền không quá một năm.")
    for user in users:
        for entry in user.acting_for:
            if entry.revoked_at is not None or not _overlap(entry, since, until):
                continue
            if entry.principal_id == principal.id:
                return wrong_state("Trong thời gian này đã có người khác được ủy quyền; hãy thu hồi trước.")
            if entry.principal_id == substitute.id:
                return invalid(
                    "substitute_id", "Người này vắng mặt và đã ủy quyền cho người khác trong thời gian ấy."
                )
            if user.id == principal.id:
                return invalid("since", "Bạn đang nhận ủy quyền của người khác trong thời gian ấy.")
    return None


def check_revoke(author: Actor, entry: ActingFor) -> Refusal | None:
    """Why this person may not end a delegation, or None."""
    if author.id != entry.principal_id and "admin" not in author.roles:
        return forbidden("Chỉ người ủy quyền hoặc quản trị viên mới thu hồi được ủy quyền.")
    return wrong_state("Ủy quyền này đã được thu hồi.") if entry.revoked_at is not None else None


def _overlap(entry: ActingFor, since: str, until: str) -> bool:
    return moment(entry.since) < moment(until) and moment(since) < moment(entry.until)


def in_force(entry: ActingFor, at: str) -> bool:
    """Whether the delegation holds at a moment (RFC 3339)."""
    ends = entry.until if entry.revoked_at is None else min(entry.until, entry.revoked_at)
    return moment(entry.since) <= moment(at) < moment(ends)


def covers_late(entry: ActingFor, made_at: str, now: str) -> bool:
    """Whether an act made at ``made_at`` without a network may still be delivered ``now``.

    It holds for a delegation that came to its agreed end. One that was revoked ended because somebody willed it:
    what reaches the server afterwards is not done in its name.
    """
    if entry.revoked_at is not None or moment(made_at) > moment(now):
        return False
    if not moment(entry.since) <= moment(made_at) < moment(entry.until):
        return False
    return moment(now) <= moment(entry.until) + timedelta(days=LATE_DAYS)


def entries(user: User, now: str, made_at: str | None = None) -> list[ActingFor]:
    """The delegations under which an act that ``user`` made at ``made_at`` and that is judged ``now`` may be done."""
    if user.disabled:
        return []
    return [
        entry
        for entry in user.acting_for
        if in_force(entry, now) or (made_at is not None and covers_late(entry, made_at, now))
    ]


def actor_at(user: User, find: Callable[[str], User | None], now: str, made_at: str | None = None) -> Actor:
    """The actor that ``user`` is at a moment, with those for whom the user stands in. ``find`` gives a user by id."""
    own = Actor.of(user)
    if not user.acting_for:
        return own
    found = [find(entry.principal_id) for entry in entries(user, now, made_at)]
    principals = {each.id: Actor.of(each) for each in found if each is not None and not each.disabled}
    return Actor(
        id=own.id,
        unit_id=own.unit_id,
        roles=own.roles,
        secretary_of=own.secretary_of,
        acting_for=tuple(principals.values()),
    )


def capacity(
    kind: str, action: str, actor: Actor, allowed: Callable[[Actor], bool], ready: Callable[[Actor], bool]
) -> Actor | None:
    """In whose name an act may be done: the person's own before that of one for whom they stand in.

    ``allowed``: it is for this person to do; ``ready``: and now is the moment. Where both a person and a principal
    are allowed, the one whose moment it is counts. None when it is for none of them.
    """
    others = actor.acting_for if action in DELEGABLE.get(kind, frozenset()) else ()
    may = [each for each in (actor, *others) if allowed(each)]
    return next((each for each in may if ready(each)), may[0] if may else None)


def shown_end(entry: ActingFor) -> str:
    """The last day (``dd/MM/yyyy``) of a delegation that ends with a day in Vietnam; else its last minute."""
    return _day_or_time(entry.until, before=1)


def shown(entry: ActingFor) -> str:
    """From when to when in Vietnam time: whole days as days."""
    return f"{_day_or_time(entry.since)} – {shown_end(entry)}"


def _day_or_time(text: str, before: int = 0) -> str:
    at = vietnam_time(text)
    if (at.hour, at.minute) != (0, 0):
        return show_time(text)
    return (at - timedelta(days=before)).strftime("%d/%m/%Y")
