"""Ủy quyền: who stands in for whom and when; made and ended by the absent person or an administrator."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import Connection

from voffice_desktop.domain import calendar, substitution
from voffice_desktop.domain.arguments import is_date
from voffice_desktop.domain.records import ActingFor, User
from voffice_desktop.server.acting import checked_new_id
from voffice_desktop.server.endpoints import Answer, Call, Endpoints
from voffice_desktop.server.problems import ProblemError, invalid, refuse
from voffice_desktop.server.work import Work

endpoints = Endpoints("delegations")

_NOTE = 500
_KEPT = 50
"""So many delegations of the past stay on a substitute's record; the audit log keeps all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationBody:
    """``since`` and ``until`` are moments, or days in Vietnam (the last one counts whole). Without ``principal_id``
    it is the caller who will be away."""

    id: str | None = None
    principal_id: str | None = None
    substitute_id: str
    since: str
    until: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """One delegation. It also stands in ``acting_for`` of the substitute's user record."""

    id: str
    principal_id: str
    substitute_id: str
    since: str
    until: str
    note: str
    made_by: str
    made_at: str
    revoked_at: str | None
    revoked_by: str | None
    state: Literal["waiting", "in_force", "ended", "revoked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationList:
    """Answer of ``GET /delegations``, those that begin last first."""

    items: list[Delegation] = field(default_factory=list)
    cursor: str | None = None


def _shown(entry: ActingFor, substitute: User, now: str) -> Delegation:
    state: Literal["waiting", "in_force", "ended", "revoked"]
    if entry.revoked_at is not None:
        state = "revoked"
    elif substitution.in_force(entry, now):
        state = "in_force"
    else:
        state = "waiting" if calendar.moment(now) < calendar.moment(entry.since) else "ended"
    return Delegation(**dataclasses.asdict(entry), substitute_id=substitute.id, state=state)


@endpoints.add(
    "GET",
    "/delegations",
    "Who stands in for whom",
    gives=DelegationList,
    query={"principal_id": str, "substitute_id": str},
)
def list_delegations(call: Call) -> Answer:
    """Everybody may know who is away and who acts instead."""
    wanted, by = call.query.get("principal_id"), call.query.get("substitute_id")
    found = [
        _shown(entry, user, call.work.now)
        for user in call.work.all(User)
        if by in (None, user.id)
        for entry in user.acting_for
        if wanted in (None, entry.principal_id)
    ]
    return Answer(DelegationList(items=sorted(found, key=lambda each: (each.since, each.id), reverse=True)))


@endpoints.add("GET", "/delegations/{id}", "A delegation", gives=Delegation, problems=("not_found",))
def read_delegation(call: Call) -> Answer:
    """One delegation."""
    user, entry = _named(call.work, call.path["id"])
    return Answer(_shown(entry, user, call.work.now))


@endpoints.add(
    "POST",
    "/delegations",
    "Hand a desk over for a time",
    takes=DelegationBody,
    gives=Delegation,
    status=201,
    audit="delegation.create",
    problems=("forbidden", "wrong_state", "id_taken"),
)
def create_delegation(call: Call) -> Answer:
    """The absent person for themself, an administrator for anybody; one substitute at a time."""
    work = call.work
    plain = call.plain_or_empty()
    principal = _user(work, plain.get("principal_id", work.user.id), "principal_id")
    if work.user.id != principal.id and "admin" not in work.actor.roles:
        raise ProblemError("forbidden", "Chỉ chính người vắng mặt hoặc quản trị viên mới lập ủy quyền được.")
    if (refusal := substitution.may_delegate(principal)) is not None:
        raise refuse(refusal)
    body = call.body(DelegationBody)
    # Two delegations of one desk must not pass the check beside each other.
    work.one_at_a_time("delegations")
    substitute = _user(work, body.substitute_id, "substitute_id")
    since, until = _moment(body.since, "since", last=False), _moment(body.until, "until", last=True)
    if len(body.note) > _NOTE:
        raise invalid("note", f"Ghi chú dài quá {_NOTE} ký tự.")
    users = work.all(User)
    refusal = substitution.check(work.actor, principal, substitute, since, until, work.now, users)
    if refusal is not None:
        raise refuse(refusal)
    entry = ActingFor(
        id=checked_new_id(call, plain),
        principal_id=principal.id,
        since=since,
        until=until,
        note=body.note.strip(),
        made_by=work.user.id,
        made_at=work.now,
    )
    if any(entry.id == each.id for user in users for each in user.acting_for):
        raise ProblemError("id_taken")
    saved = work.save(dataclasses.replace(substitute, acting_for=[*substitute.acting_for[-_KEPT:], entry]))
    work.subject = ("user", principal.id)
    work.audit("delegation.create", note=f"{entry.id}: {substitute.account}, {since} to {until}")
    return Answer(_shown(entry, saved, work.now), 201)


@endpoints.add(
    "DELETE",
    "/delegations/{id}",
    "End a delegation now",
    gives=Delegation,
    audit="delegation.revoke",
    problems=("forbidden", "wrong_state", "not_found"),
)
def revoke_delegation(call: Call) -> Answer:
    """At once: acts that reach the server afterwards are refused, also those made before without a network."""
    work = call.work
    user, entry = _named(work, call.path["id"])
    refusal = substitution.check_revoke(work.actor, entry)
    if refusal is not None:
        raise refuse(refusal)
    ended = dataclasses.replace(entry, revoked_at=work.now, revoked_by=work.user.id)
    entries = [ended if each.id == entry.id else each for each in user.acting_for]
    saved = work.save(dataclasses.replace(user, acting_for=entries))
    work.subject = ("user", entry.principal_id)
    work.audit("delegation.revoke", note=f"{entry.id}: {user.account}")
    return Answer(_shown(ended, saved, work.now))


def _named(work: Work, delegation_id: str) -> tuple[User, ActingFor]:
    for user in work.all(User):
        for entry in user.acting_for:
            if entry.id == delegation_id:
                return user, entry
    raise ProblemError("not_found")


def _user(work: Work, user_id: Any, name: str) -> User:
    found = work.find(User, user_id) if isinstance(user_id, str) else None
    if found is None:
        raise invalid(name, "Không có người này.")
    return found


def _moment(text: str, name: str, *, last: bool) -> str:
    """The moment that a day or a moment names; the last day counts to its end in Vietnam."""
    try:
        if is_date(text):
            midnight = datetime.combine(calendar.day(text), time(0, 0), calendar.VIETNAM)
            return calendar.utc_text(midnight + timedelta(days=1 if last else 0))
        return calendar.utc_text(calendar.moment(text))
    except (ValueError, OverflowError) as error:
        raise invalid(name, "Thời điểm không đúng: cần ngày (YYYY-MM-DD) hoặc thời điểm có múi giờ.") from error


@contextmanager
def settled(call: Call) -> Iterator[Connection]:
    """A reading connection in which the caller's stored keys stand where the delegations do now: the feed tells by
    them what was gained and lost. Delegations begin and end by the clock; nobody need be awake for it."""
    if not call.work.keys_have_moved():
        yield call.work.connection
        return
    call.release()
    services = call.services
    with services.database.write() as connection:
        writing = call.work.another(connection)
        user = writing.find(User, call.work.user.id)
        if user is not None:
            writing.save(user)
        writing.finish()
    services.watcher.poke()
    with services.database.read() as connection:
        yield connection
