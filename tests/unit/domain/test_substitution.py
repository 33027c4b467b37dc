"""Ủy quyền: who may stand in for whom, when, and with which acts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.domain.people import ADMIN, DRAFTER, HEAD, LEADER, REVIEWER, SECRETARY, UNIT, ids
from voffice_desktop.domain import incoming, permissions, slips, substitution, visibility
from voffice_desktop.domain.incoming import IncomingContext
from voffice_desktop.domain.records import ActingFor, Actor, Assignment, IncomingDocument, RouteStep, Slip, User
from voffice_desktop.domain.slips import SlipContext

CONTEXT = SlipContext(leader_has_secretaries=True, pdf_roles={"draft": 1})
SINCE, UNTIL = "2026-11-23T17:00:00Z", "2026-11-27T17:00:00Z"
BEFORE, WITHIN, AFTER = "2026-11-23T16:59:59Z", "2026-11-25T03:00:00Z", "2026-11-27T17:00:00Z"


def user(name: str, *roles: str, unit: str = UNIT, **more: Any) -> User:
    return User(id=name, account=name, full_name=f"{name} Văn Mẫu", unit_id=unit, roles=list(roles), **more)  # type: ignore[arg-type]


LEADER_USER = user("leader", "leader", unit="unit-byt")
DEPUTY = user("deputy", "leader", unit="unit-byt")
HEAD_USER = user("head", "unit_head")
DEPARTMENT = user("reviewer", "department_head")
CLERK_SECRETARY = user("secretary", "secretary", unit="unit-byt", secretary_of=["leader"])
SPECIALIST = user("specialist", "specialist")


def entry(principal: str = "leader", **more: Any) -> ActingFor:
    return ActingFor(**({"id": "d1", "principal_id": principal, "since": SINCE, "until": UNTIL} | more))


def standing(substitute: User, principal: User, at: str = WITHIN, made_at: str | None = None, **more: Any) -> Actor:
    """The actor that a substitute is at a moment."""
    holder = replace(substitute, acting_for=[entry(principal.id, **more)])
    return substitution.actor_at(holder, {principal.id: principal}.get, at, made_at)


def slip(**changes: Any) -> Slip:
    base = Slip(
        id="s1",
        title="Dự thảo kế hoạch",
        drafter_id=DRAFTER.id,
        unit_id=UNIT,
        leader_id=LEADER.id,
        route=[RouteStep(position=1, user_id=REVIEWER.id), RouteStep(position=2, user_id=HEAD.id)],
        state="with_leader",
        frozen_revision=1,
        reached_secretary=True,
    )
    return replace(base, **changes)


def refused(principal: User, substitute: User, author: Actor | None = None, **more: Any) -> str:
    users = more.pop("users", [principal, substitute])
    given = {"since": SINCE, "until": UNTIL, "now": BEFORE} | more
    found = substitution.check(author or Actor.of(principal), principal, substitute, **given, users=users)
    return "" if found is None else f"{found.code}:{found.field or ''}"


@pytest.mark.parametrize(
    ("principal", "substitute", "answer"),
    [
        (LEADER_USER, DEPUTY, ""),
        (LEADER_USER, HEAD_USER, ""),
        (HEAD_USER, DEPARTMENT, ""),
        (DEPARTMENT, SPECIALIST, ""),
        (CLERK_SECRETARY, user("secretary-2", "secretary", unit="unit-byt"), ""),
        (LEADER_USER, CLERK_SECRETARY, "invalid:substitute_id"),
        (LEADER_USER, user("both", "leader", "secretary"), "invalid:substitute_id"),
        (HEAD_USER, CLERK_SECRETARY, "invalid:substitute_id"),
        (LEADER_USER, SPECIALIST, "invalid:substitute_id"),
        (LEADER_USER, LEADER_USER, "invalid:substitute_id"),
        (LEADER_USER, replace(DEPUTY, disabled=True), "invalid:substitute_id"),
        (HEAD_USER, user("far", "department_head", unit="unit-qld"), "invalid:substitute_id"),
        (SPECIALIST, DEPARTMENT, "forbidden:"),
        (user("admin", "admin"), DEPUTY, "forbidden:"),
    ],
)
def test_who_may_stand_in_for_whom(principal: User, substitute: User, answer: str) -> None:
    assert refused(principal, substitute) == answer


def test_only_the_absent_person_or_an_admin_makes_it() -> None:
    assert refused(LEADER_USER, DEPUTY, SECRETARY) == "forbidden:"
    assert refused(LEADER_USER, DEPUTY, Actor.of(DEPUTY)) == "forbidden:"
    assert refused(LEADER_USER, DEPUTY, ADMIN) == ""


def test_times_that_cannot_be() -> None:
    assert refused(LEADER_USER, DEPUTY, until=SINCE) == "invalid:until"
    assert refused(LEADER_USER, DEPUTY, now=AFTER) == "invalid:until"
    assert refused(LEADER_USER, DEPUTY, until="2028-01-01T00:00:00Z") == "invalid:until"


def test_one_desk_has_one_substitute_and_whoever_is_away_stands_in_for_nobody() -> None:
    taken = replace(HEAD_USER, acting_for=[entry()])
    assert refused(LEADER_USER, DEPUTY, users=[LEADER_USER, DEPUTY, taken]) == "wrong_state:"
    ended = replace(HEAD_USER, acting_for=[entry(revoked_at=BEFORE)])
    assert refused(LEADER_USER, DEPUTY, users=[LEADER_USER, DEPUTY, ended]) == ""
    beside = replace(HEAD_USER, acting_for=[entry(until=SINCE, since="2026-11-20T17:00:00Z")])
    assert refused(LEADER_USER, DEPUTY, users=[LEADER_USER, DEPUTY, beside]) == ""
    away = replace(HEAD_USER, acting_for=[entry("deputy")])
    assert refused(LEADER_USER, DEPUTY, users=[LEADER_USER, DEPUTY, away]) == "invalid:substitute_id"
    busy = replace(LEADER_USER, acting_for=[entry("deputy")])
    assert refused(LEADER_USER, HEAD_USER, users=[busy, DEPUTY, HEAD_USER]) == "invalid:since"


@pytest.mark.parametrize(
    ("at", "made_at", "more", "holds"),
    [
        (BEFORE, None, {}, False),
        (SINCE, None, {}, True),
        (WITHIN, None, {}, True),
        (AFTER, None, {}, False),
        (AFTER, WITHIN, {}, True),
        (AFTER, AFTER, {}, False),
        (AFTER, BEFORE, {}, False),
        (WITHIN, AFTER, {}, True),
        ("2026-12-04T17:00:00Z", WITHIN, {}, True),
        ("2026-12-04T17:00:01Z", WITHIN, {}, False),
        (BEFORE, WITHIN, {}, False),
        (WITHIN, None, {"revoked_at": "2026-11-24T00:00:00Z"}, False),
        (WITHIN, "2026-11-23T20:00:00Z", {"revoked_at": "2026-11-24T00:00:00Z"}, False),
        (WITHIN, None, {"revoked_at": AFTER}, True),
    ],
)
def test_when_a_substitutes_act_counts(at: str, made_at: str | None, more: dict[str, Any], holds: bool) -> None:
    actor = standing(DEPUTY, LEADER_USER, at, made_at, **more)
    refusal = slips.check(slip(), "approve", actor, {"revision": 1}, CONTEXT)
    assert (refusal is None) == holds
    if not holds:
        assert refusal is not None
        assert refusal.code == "forbidden"


def test_an_approval_is_the_leaders_and_names_the_substitute() -> None:
    actor = standing(DEPUTY, LEADER_USER)
    moved = slips.move(slip(), "approve", actor, {"revision": 1}, CONTEXT, WITHIN, ids())
    assert moved.on_behalf_of == "leader"
    assert moved.slip.history[-1].actor_id == "leader"
    assert moved.slip.history[-1].substitute_id == "deputy"
    returned = slips.move(slip(), "return", actor, {"comment": "Bổ sung"}, CONTEXT, WITHIN, ids()).slip
    assert returned.returned is not None
    assert (returned.returned.by, returned.returned.substitute_id) == ("leader", "deputy")


def test_take_back_is_for_the_substitute_who_did_it_and_for_the_leader() -> None:
    actor = standing(DEPUTY, LEADER_USER)
    returned = slips.move(slip(), "return", actor, {"comment": "Bổ sung"}, CONTEXT, WITHIN, ids()).slip
    assert slips.check(returned, "take-back", actor, {}, CONTEXT) is None
    assert slips.check(returned, "take-back", LEADER, {}, CONTEXT) is None
    own = slips.move(slip(), "return", LEADER, {"comment": "Bổ sung"}, CONTEXT, WITHIN, ids()).slip
    refusal = slips.check(own, "take-back", actor, {}, CONTEXT)
    assert refusal is not None
    assert refusal.code == "forbidden"


def test_nobody_acts_for_somebody_else_on_their_own_submission() -> None:
    mine = slip(drafter_id="deputy")
    refusal = slips.check(mine, "approve", standing(DEPUTY, LEADER_USER), {"revision": 1}, CONTEXT)
    assert refusal is not None
    assert refusal.code == "forbidden"
    assert "chính bạn trình" in refusal.reason
    assert permissions.annotate(standing(DEPUTY, LEADER_USER), mine) is not None
    assert permissions.annotate(standing(DEPUTY, LEADER_USER), slip()) is None


def test_what_is_the_drafters_or_a_keys_is_never_delegated() -> None:
    drafts = user("drafter", "department_head")
    actor = standing(SPECIALIST, drafts)
    for action in ("edit", "submit", "withdraw", "cancel"):
        state = "draft" if action in ("edit", "submit") else "in_review"
        refusal = slips.check(slip(state=state), action, actor, {"title": "x"}, CONTEXT)
        assert refusal is not None
        assert refusal.code == "forbidden"
    assert "outgoing_document" not in substitution.DELEGABLE
    assert not {"sign", "number", "dispatch"} & set().union(*substitution.DELEGABLE.values())


def test_both_a_reviewer_and_the_leaders_substitute_acts_as_the_one_whose_moment_it_is() -> None:
    head = standing(HEAD_USER, LEADER_USER)
    done = slip(route=[RouteStep(position=1, user_id="head", state="endorsed")])
    assert slips.check(done, "return", head, {"comment": "Bổ sung"}, CONTEXT) is None
    assert slips.acting_for(done, "return", head) == "leader"
    turn = slip(state="in_review", route=[RouteStep(position=1, user_id="head")])
    assert slips.acting_for(turn, "endorse", head) is None


def test_a_head_hands_over_endorsing_and_assigning() -> None:
    actor = standing(DEPARTMENT, HEAD_USER)
    turn = slip(state="in_review", route=[RouteStep(position=1, user_id="head")])
    moved = slips.move(turn, "endorse", actor, {}, CONTEXT, WITHIN, ids())
    assert moved.slip.state == "with_secretary"
    assert moved.on_behalf_of == "head"
    letter = IncomingDocument(id="i1", unit_id=UNIT, summary="Về việc báo cáo")
    lead = [{"assignee_kind": "user", "assignee_id": "specialist", "role": "lead"}]
    assert incoming.check(letter, "assign", actor, {"assignments": lead}, IncomingContext()) is None
    given = incoming.move(letter, "assign", actor, {"assignments": lead}, IncomingContext(), WITHIN, ids())
    assert given.on_behalf_of == "head"
    assert given.record.assignments[0].by == "head"
    assert incoming.check(letter, "register", actor, {}, IncomingContext()) is not None


def test_the_substitute_has_the_desk_and_not_what_is_the_principals_own() -> None:
    keys = visibility.keys_of(standing(DEPUTY, LEADER_USER))
    assert {"user:deputy", "own:deputy", "user:leader"} <= keys
    assert "own:leader" not in keys
    assert "head:unit-kcb" in visibility.keys_of(standing(DEPARTMENT, HEAD_USER))
    assert "user:leader" not in visibility.keys_of(standing(DEPUTY, LEADER_USER, AFTER))
    drafts = slip(drafter_id="leader", leader_id="other", state="draft")
    assert not visibility.slip_audience(drafts) & keys
    assert visibility.slip_audience(slip()) & keys


def test_an_opinion_of_somebody_here_only_as_a_substitute_is_on_behalf() -> None:
    actor = standing(DEPUTY, LEADER_USER)
    said = slips.move(slip(), "comment", actor, {"text": "Đã xem"}, CONTEXT, WITHIN, ids())
    assert said.on_behalf_of == "leader"
    asked = slip(route=[RouteStep(position=1, user_id="deputy", state="endorsed")])
    assert slips.move(asked, "comment", actor, {"text": "Đã xem"}, CONTEXT, WITHIN, ids()).on_behalf_of is None


def test_marks_are_made_in_the_name_in_which_the_desk_is_held() -> None:
    deputy, head = standing(DEPUTY, LEADER_USER), standing(SPECIALIST, HEAD_USER)
    assert permissions.annotates_for(deputy, slip()) == "leader"
    assert permissions.annotates_for(LEADER, slip()) is None
    assert permissions.annotates_for(deputy, slip(drafter_id="deputy")) is None
    # A reviewer in their own right: their turn is their own, what lies on the leader's desk is the leader's.
    reviewed = {"route": [RouteStep(position=1, user_id="deputy", state="pending")]}
    assert permissions.annotates_for(deputy, slip(state="in_review", **reviewed)) is None
    assert permissions.annotates_for(deputy, slip(state="with_leader", **reviewed)) == "leader"
    assert permissions.annotates_for(deputy, slip(state="approved", **reviewed)) is None
    assert permissions.annotates_for(deputy, slip(state="draft")) is None
    letter = IncomingDocument(id="i1", unit_id=UNIT, summary="Về việc báo cáo")
    assert permissions.annotate(head, letter) is None
    assert permissions.annotates_for(head, letter) == "head"
    assert permissions.annotate(Actor.of(SPECIALIST), letter) is not None
    assert permissions.annotates_for(standing(DEPARTMENT, HEAD_USER), letter) == "head"
    shared = replace(
        letter, assignments=[Assignment(id="a1", assignee_kind="user", assignee_id="reviewer", role="lead")]
    )
    assert permissions.annotates_for(standing(DEPARTMENT, HEAD_USER), shared) is None
    assert permissions.annotates_for(standing(SPECIALIST, HEAD_USER, AFTER), letter) is None


def test_rights_do_not_pass_on_and_end_with_the_principals_account() -> None:
    second = replace(DEPUTY, acting_for=[entry()])
    third = replace(HEAD_USER, acting_for=[entry("deputy")])
    people = {"leader": LEADER_USER, "deputy": second}
    actor = substitution.actor_at(third, people.get, WITHIN)
    assert [each.id for each in actor.acting_for] == ["deputy"]
    assert slips.check(slip(), "approve", actor, {"revision": 1}, CONTEXT) is not None
    gone = standing(DEPUTY, replace(LEADER_USER, disabled=True))
    assert gone.acting_for == ()
    off = standing(replace(DEPUTY, disabled=True), LEADER_USER)
    assert off.acting_for == ()


def test_whole_days_are_shown_as_days() -> None:
    assert substitution.shown(entry()) == "24/11/2026 – 27/11/2026"
    assert substitution.shown(entry(until="2026-11-27T07:30:00Z")) == "24/11/2026 – 27/11/2026 14:30"
