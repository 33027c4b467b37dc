"""What each act makes of a submission slip, once the rule table has let it pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from voffice_desktop.domain.arguments import text_of
from voffice_desktop.domain.records import Actor, Arranged, Consultation, Returned, RouteStep, Slip, SlipStep
from voffice_desktop.domain.slip_edits import edited


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipContext:
    """What the rules need beside the slip.

    ``pdf_roles`` counts the slip's finished PDFs by role (an office draft with its rendition counts as one);
    ``people`` are the ids of active users, ``leaders`` of those a slip may be put to, ``units`` and ``recipients`` of
    what it may name; None where unknown. ``office_without_pdf`` counts office drafts of which no PDF could be made.
    """

    leader_has_secretaries: bool = False
    pdf_roles: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    people: frozenset[str] | None = None
    leaders: frozenset[str] | None = None
    units: frozenset[str] | None = None
    recipients: frozenset[str] | None = None
    office_without_pdf: int = 0


@dataclass(frozen=True, slots=True)
class SlipMoved:
    """What an act made of a slip. ``changed`` is False for an idempotent repeat: no version, no event.

    ``freezes_dossier``: the server keeps this revision's files by hash and makes the slip's own PDF.
    ``creates_outgoing``: the server makes the outgoing document (:func:`voffice_desktop.domain.outgoing.from_slip`).
    """

    slip: Slip
    event_action: str
    note: str = ""
    changed: bool = True
    freezes_dossier: bool = False
    creates_outgoing: bool = False
    on_behalf_of: str | None = None
    """For whom the one who acted stood in."""
    quiet: bool = False
    """No line in the timeline: laying papers in order is no step."""

    @property
    def record(self) -> Slip:
        """The same slip, by the name that all tables share."""
        return self.slip


@dataclass(frozen=True, slots=True)
class Act:
    """One act about to happen. ``now`` is RFC 3339 UTC text."""

    slip: Slip
    actor: Actor
    args: Mapping[str, Any]
    context: SlipContext
    now: str
    new_id: Callable[[], str]


def turn(slip: Slip) -> RouteStep | None:
    """The reviewer whose turn it is, while the slip is in review."""
    if slip.state != "in_review":
        return None
    return next((step for step in slip.route if step.state == "pending"), None)


def _before(act: Act, action: str) -> SlipStep:
    """What take-back needs to put this step back."""
    slip = act.slip
    return SlipStep(
        actor_id=act.actor.id,
        action=action,
        at=act.now,
        state=slip.state,
        route_states=[step.state for step in slip.route],
        received_by=slip.received_by,
        received_at=slip.received_at,
        returned=slip.returned,
        last_actor_id=slip.last_actor_id,
    )


def _stepped(act: Act, action: str, **changes: Any) -> Slip:
    history = [*act.slip.history, _before(act, action)]
    return replace(act.slip, **changes, history=history, last_actor_id=act.actor.id, last_action=action)


def _towards_leader(context: SlipContext) -> dict[str, Any]:
    """The fields of a slip that has passed its reviewers."""
    if context.leader_has_secretaries:
        return {"state": "with_secretary", "reached_secretary": True}
    return {"state": "with_leader"}


def _pending(slip: Slip) -> list[RouteStep]:
    return [replace(step, state="pending") for step in slip.route]


def _marked(slip: Slip, state: Literal["endorsed", "returned"]) -> list[RouteStep]:
    """The route with the present reviewer's step marked."""
    present = turn(slip)
    return [replace(step, state=state) if step is present else step for step in slip.route]


def submit(act: Act) -> SlipMoved:
    """Freeze this revision and send it on its way."""
    # A frozen revision is never overwritten: someone may have read it. It counts up after a return (the contract),
    # and also when a withdrawn slip was edited, since a late approval would otherwise hit text nobody showed.
    slip = act.slip
    frozen_and_changed = slip.frozen_revision == slip.revision and slip.edited_since_frozen
    revision = slip.revision + 1 if slip.state == "returned" or frozen_and_changed else slip.revision
    onward: dict[str, Any] = {"state": "in_review"} if slip.route else _towards_leader(act.context)
    moved = replace(
        slip,
        **onward,
        revision=revision,
        route=_pending(slip),
        received_by=None,
        received_at=None,
        returned=None,
        frozen_revision=revision,
        edited_since_frozen=False,
        arranged=None,
        history=[_before(act, "submit")],
        last_actor_id=act.actor.id,
        last_action="submit",
    )
    return SlipMoved(moved, "submitted", freezes_dossier=True)


def _to_draft(act: Act, action: str) -> Slip:
    return replace(
        act.slip,
        state="draft",
        route=_pending(act.slip),
        received_by=None,
        received_at=None,
        history=[],
        last_actor_id=act.actor.id,
        last_action=action,
    )


def withdraw(act: Act) -> SlipMoved:
    """Back to the drafter, as nobody has acted."""
    return SlipMoved(_to_draft(act, "withdraw"), "withdrawn")


def cancel(act: Act) -> SlipMoved:
    """The end of a slip that was not decided."""
    return SlipMoved(_stepped(act, "cancel", state="cancelled"), "cancelled", text_of(act.args, "reason"))


def endorse(act: Act) -> SlipMoved:
    """On to the next reviewer, or past the last one."""
    route = _marked(act.slip, "endorsed")
    changes: dict[str, Any] = {"route": route}
    if all(step.state == "endorsed" for step in route):
        changes |= _towards_leader(act.context)
    return SlipMoved(_stepped(act, "endorse", **changes), "endorsed", text_of(act.args, "comment"))


def receive(act: Act) -> SlipMoved:
    """Marked as held by this secretary; a repeat changes nothing and names who holds it."""
    if act.slip.received_by is not None:
        return SlipMoved(act.slip, "received", changed=False)
    return SlipMoved(_stepped(act, "receive", received_by=act.actor.id, received_at=act.now), "received")


def forward(act: Act) -> SlipMoved:
    """From the secretary to the leader."""
    return SlipMoved(_stepped(act, "forward", state="with_leader"), "forwarded", text_of(act.args, "comment"))


def send_back(act: Act) -> SlipMoved:
    """Back to the drafter with a reason; content, route and files stay as they are."""
    comment = text_of(act.args, "comment")
    returned = Returned(by=act.actor.id, at=act.now, comment=comment)
    moved = _stepped(act, "return", state="returned", route=_marked(act.slip, "returned"), returned=returned)
    return SlipMoved(moved, "returned", comment)


def to_secretary(act: Act) -> SlipMoved:
    """From the leader to the secretaries; whoever had received it still holds it."""
    moved = _stepped(act, "to-secretary", state="with_secretary", reached_secretary=True)
    return SlipMoved(moved, "sent_to_secretary", text_of(act.args, "comment"))


def approve(act: Act) -> SlipMoved:
    """The leader's decision."""
    moved = _stepped(act, "approve", state="approved")
    return SlipMoved(moved, "approved", text_of(act.args, "comment"), creates_outgoing=True)


def take_back(act: Act) -> SlipMoved:
    """One step back; taking back a submission is withdrawing it."""
    slip = act.slip
    *earlier, last = slip.history
    if last.action == "submit":
        return SlipMoved(_to_draft(act, "take-back"), "taken_back")
    # Taken back before any secretary had held a submission of it: it has not reached them after all.
    first_arrival = slip.revision <= 1 and (last.state, slip.state) == ("in_review", "with_secretary")
    back = replace(
        slip,
        state=last.state,
        reached_secretary=slip.reached_secretary and not first_arrival,
        route=[replace(step, state=state) for step, state in zip(slip.route, last.route_states, strict=True)],
        received_by=last.received_by,
        received_at=last.received_at,
        returned=last.returned,
        history=earlier,
        last_actor_id=act.actor.id,
        last_action="take-back",
    )
    return SlipMoved(back, "taken_back")


def consult(act: Act) -> SlipMoved:
    """A question to one person, beside the route."""
    asked = Consultation(
        id=act.new_id(),
        by=act.actor.id,
        user_id=act.args["user_id"],
        question=text_of(act.args, "question"),
        due=act.args.get("due"),
        asked_at=act.now,
    )
    moved = replace(act.slip, consultations=[*act.slip.consultations, asked])
    return SlipMoved(moved, "consulted", asked.question)


def answer(act: Act) -> SlipMoved:
    """The answer of the one asked."""
    text = text_of(act.args, "text")
    consultations = [
        replace(asked, answer=text, answered_at=act.now) if asked.id == act.args["consultation_id"] else asked
        for asked in act.slip.consultations
    ]
    return SlipMoved(replace(act.slip, consultations=consultations), "answered", text)


def comment(act: Act) -> SlipMoved:
    """An opinion in the timeline; the slip itself stays as it is."""
    return SlipMoved(act.slip, "commented", text_of(act.args, "text"))


def arrange(act: Act) -> SlipMoved:
    """The named parts of how it lies on the leader's desk; nothing else moves."""
    known = act.slip.arranged or Arranged()
    named = {name: act.args[name] for name in ("order", "group", "today") if name in act.args}
    if "group" in named:
        named["group"] = text_of(act.args, "group")
    made = replace(known, **named, by=act.actor.id)
    changed = replace(made, by="") != replace(known, by="")
    return SlipMoved(replace(act.slip, arranged=made), "arranged", changed=changed, quiet=True)


def edit(act: Act) -> SlipMoved:
    """The drafter writes; from then on the step before cannot be taken back."""
    moved = replace(
        edited(act.slip, act.args), edited_since_frozen=True, last_actor_id=act.actor.id, last_action="edit"
    )
    return SlipMoved(moved, "edited")
