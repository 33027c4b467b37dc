"""The agency's policy, and who looked at a record."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, update

from voffice_desktop.domain.records import IncomingDocument, OutgoingDocument, Slip, Task, User
from voffice_desktop.domain.signature_settings import LeaderSignature
from voffice_desktop.domain.taking import TakingRule, see_looks
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.messages import Policy
from voffice_desktop.server import schema, sessions
from voffice_desktop.server.endpoints import Answer, Call, Endpoints, convert
from voffice_desktop.server.problems import ProblemError, invalid, refuse
from voffice_desktop.server.routes.admin import require_admin

endpoints = Endpoints("policy")

_LOOKS = ("file.view", "file.print", "file.export", "file.download", "file.certified", "file.original")
_MOST_LOOKS = 1000
_MOST_RULES = 200
_MOST_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyBody:
    """Fields of the policy to change; what is absent stays."""

    offline_days: int | None = None
    watermark: dict[str, Any] | None = None
    cache_files: bool | None = None
    taking: list[TakingRule] | None = None
    looks_shown: bool | None = None
    leader_signature: LeaderSignature | None = None
    inserted_numbers: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLine:
    """One look at a file of a record."""

    at: str
    actor_id: str
    account: str
    full_name: str
    action: str
    file_id: str
    copy_id: str | None
    note: str
    """For a look without a network: when it happened and at which pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookList:
    """Answer of ``GET /audit/looks``, the newest first, a thousand at most."""

    items: list[LookLine] = field(default_factory=list)
    cursor: str | None = None


@endpoints.add("GET", "/policy", "The agency's policy", gives=Policy, problems=("forbidden",))
def read_policy(call: Call) -> Answer:
    """As administrators set it; everybody's own is in ``GET /me``."""
    require_admin(call.work)
    return Answer(sessions.policy_for(call.work.connection, call.work.user))


@endpoints.add(
    "PATCH",
    "/policy",
    "Change the agency's policy",
    takes=PolicyBody,
    gives=Policy,
    problems=("forbidden",),
    audit="policy.change",
)
def change_policy(call: Call) -> Answer:
    """Named fields only. Clients take it over at their next contact."""
    require_admin(call.work)
    changes = {name: value for name, value in dataclasses.asdict(call.body(PolicyBody)).items() if value is not None}
    if not 0 <= changes.get("offline_days", 0) <= _MOST_DAYS:
        raise invalid("offline_days", f"Số ngày dùng ngoại tuyến phải từ 0 đến {_MOST_DAYS}.")
    if len(changes.get("taking", ())) > _MOST_RULES:
        raise invalid("taking", f"Không quá {_MOST_RULES} dòng chính sách.")
    connection = call.work.connection
    before = codec.to_plain(sessions.policy_for(connection, call.work.user))
    made = convert({**before, **changes}, Policy)
    row, value = schema.settings, codec.encode(made).decode()
    if connection.execute(update(row).where(row.c.key == "policy").values(value=value)).rowcount == 0:
        connection.execute(insert(row).values(key="policy", value=value))
    return Answer(made)


@endpoints.add(
    "GET",
    "/audit/looks",
    "Who looked at a record",
    gives=LookList,
    query={"subject_id": str},
    problems=("forbidden", "not_found"),
)
def looks(call: Call) -> Answer:
    """For those whose record it is, where policy shows it; see ``domain.taking.see_looks``."""
    work = call.work
    subject = call.query.get("subject_id", "")
    found: Any = None
    for kind in (IncomingDocument, OutgoingDocument, Slip, Task):
        found = found or work.find(kind, subject)
    if found is None:
        raise ProblemError("not_found")
    record = found if "admin" in work.actor.roles else work.get(type(found), subject)
    refusal = see_looks(work.actor, record, shown=sessions.policy_for(work.connection, work.user).looks_shown)
    if refusal is not None:
        raise refuse(refusal)
    rows = schema.audit
    query = (
        select(rows)
        .where(rows.c.subject_id == subject, rows.c.action.in_(_LOOKS), rows.c.outcome == "ok")
        .order_by(rows.c.seq.desc())
        .limit(_MOST_LOOKS)
    )
    items = []
    for row in work.connection.execute(query):
        user = work.find(User, row.actor_id)
        items.append(
            LookLine(
                at=row.at,
                actor_id=row.actor_id or "",
                account=user.account if user else "",
                full_name=user.full_name if user else "",
                action=row.action.removeprefix("file."),
                file_id=row.file_id or "",
                copy_id=row.copy_id,
                note=row.note or "",
            )
        )
    return Answer(LookList(items=items))
