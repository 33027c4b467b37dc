"""Running one act of a rule table inside a request: may it happen, what becomes of the record, what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from voffice_desktop import ids
from voffice_desktop.domain.records import Actor, IncomingDocument, OutgoingDocument, Refusal, Slip, Task
from voffice_desktop.server.endpoints import Call
from voffice_desktop.server.problems import ProblemError, refuse

R = TypeVar("R", IncomingDocument, OutgoingDocument, Slip, Task)

_BEFORE_MATCH = frozenset({"forbidden", "clerk_only", "wrong_state"})
"""Wrong person and wrong moment come before a stale version; wrong input comes after it."""


class Moved(Protocol):
    """What every table's ``move`` gives."""

    @property
    def record(self) -> Any:
        """The record as it now is."""

    @property
    def event_action(self) -> str:
        """The timeline's word for it."""

    @property
    def note(self) -> str:
        """The comment or reason that goes with it."""

    @property
    def changed(self) -> bool:
        """False for an idempotent repeat."""

    @property
    def on_behalf_of(self) -> str | None:
        """For whom the caller stood in."""


Check = Callable[[Any, str, Actor, Mapping[str, Any], Any], Refusal | None]
Move = Callable[[Any, str, Actor, Mapping[str, Any], Any, str, Callable[[], str]], Any]


def state_of(record: Any) -> str:
    """The word for where a record stands."""
    return str(getattr(record, "state", None) or getattr(record, "status", ""))


def ensure(call: Call, record: R, refusal: Refusal | None) -> None:
    """Raise what the table said, with If-Match in its place: 403, 409, then 412, then 422."""
    if refusal is not None and refusal.code in _BEFORE_MATCH:
        members = {"state": state_of(record)} if refusal.code == "wrong_state" else {}
        raise refuse(refusal, **members)
    call.check_match(record)
    if refusal is not None:
        if refusal.code == "revision_changed":
            raise refuse(refusal, revision=getattr(record, "revision", None))
        raise refuse(refusal)


def act(
    call: Call, record: R, action: str, check: Check, move: Move, context: Any, args: Mapping[str, Any] | None = None
) -> tuple[R, Any]:
    """Check and make one act on a record the caller sees. Returns the saved record and what the table said of it."""
    body = call.plain_or_empty() if args is None else args
    work = call.work
    refusal = check(record, action, work.actor, body, context)
    ensure(call, record, refusal)
    call.plain()  # a body that is no JSON object is refused, but only after person and moment
    moved = move(record, action, work.actor, body, context, work.now, ids.new_id)
    if not moved.changed:
        return record, moved
    saved = work.save(moved.record)
    if not getattr(moved, "quiet", False):
        work.event(saved, moved.event_action, moved.note, on_behalf_of=moved.on_behalf_of)
    return saved, moved


def checked_new_id(call: Call, body: Mapping[str, Any]) -> str:
    """The id for what this request creates: the client's own choice or a fresh one."""
    wanted = body.get("id")
    if wanted is not None and not isinstance(wanted, str):
        raise ProblemError("invalid", errors=[{"field": "id", "message": "Mã phải là UUID.", "code": "invalid"}])
    return call.work.id_for_new(wanted)
