"""The slip table: every action for every person in every state, then what each act makes of a slip."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.people import (
    ADMIN,
    CLERK,
    DRAFTER,
    EVERYONE,
    HEAD,
    LEADER,
    NOW,
    OTHER_SECRETARY,
    REVIEWER,
    SECOND_SECRETARY,
    SECRETARY,
    STRANGER,
    UNIT,
    ids,
)
from voffice_desktop.domain import slips
from voffice_desktop.domain.records import Actor, Consultation, RouteStep, Slip
from voffice_desktop.domain.slips import SlipContext
from voffice_desktop.domain.visibility import keys_of, slip_audience

READY = SlipContext(leader_has_secretaries=True, pdf_roles={"draft": 1, "attachment": 2})
ALONE = SlipContext(leader_has_secretaries=False, pdf_roles={"draft": 1})
GOOD: dict[str, dict[str, Any]] = {
    "edit": {"title": "Xin ý kiến về dự thảo"},
    "arrange": {"order": 2, "group": "Họp giao ban", "today": True},
    "return": {"comment": "Bổ sung căn cứ"},
    "approve": {"revision": 1, "comment": "Đồng ý"},
    "consult": {"user_id": "stranger", "question": "Ý kiến của đơn vị?"},
    "answer": {"consultation_id": "asked", "text": "Nhất trí"},
    "comment": {"text": "Đã xem"},
}


def slip(**changes: Any) -> Slip:
    base = Slip(
        id="s1",
        title="Dự thảo kế hoạch",
        drafter_id=DRAFTER.id,
        unit_id=UNIT,
        leader_id=LEADER.id,
        route=[RouteStep(position=1, user_id=REVIEWER.id), RouteStep(position=2, user_id=HEAD.id)],
        file_ids=["f1"],
    )
    return replace(base, **changes)


def act(one: Slip, name: str, who: Actor, context: SlipContext = READY, **args: Any) -> Slip:
    """Does one act that must be allowed."""
    given_args = {**GOOD.get(name, {}), **args}
    assert slips.check(one, name, who, given_args, context) is None
    return slips.move(one, name, who, given_args, context, NOW, ids()).slip


def code(one: Slip, name: str, who: Actor, context: SlipContext = READY, **args: Any) -> str | None:
    refusal = slips.check(one, name, who, {**GOOD.get(name, {}), **args}, context)
    assert refusal is None or refusal.reason.endswith(".")
    return refusal and refusal.code


def in_state(state: str) -> Slip:
    """A slip brought to ``state`` by acts alone, with one question open to STRANGER."""
    one = slip(consultations=[Consultation(id="asked", by="head", user_id=STRANGER.id, question="?")])
    if state == "draft":
        return one
    one = act(one, "submit", DRAFTER)
    if state == "in_review":
        return one
    if state == "returned":
        return act(one, "return", REVIEWER)
    if state == "cancelled":
        return act(one, "cancel", DRAFTER)
    one = act(act(one, "endorse", REVIEWER), "endorse", HEAD)
    if state == "with_secretary":
        return one
    one = act(act(one, "receive", SECRETARY), "forward", SECRETARY)
    return one if state == "with_leader" else act(one, "approve", LEADER)


STATES = ("draft", "in_review", "with_secretary", "with_leader", "approved", "returned", "cancelled")

MAY: dict[str, dict[str, set[str]]] = {
    # action: state -> who may
    "edit": {"draft": {"drafter"}, "returned": {"drafter"}},
    "submit": {"draft": {"drafter"}, "returned": {"drafter"}},
    "withdraw": {"in_review": {"drafter"}},
    "cancel": {state: {"drafter"} for state in ("draft", "returned", "in_review", "with_secretary")},
    "endorse": {"in_review": {"reviewer"}},
    "receive": {"with_secretary": {"secretary", "secretary-2"}},
    "forward": {},
    "return": {
        "in_review": {"reviewer"},
        "with_secretary": {"secretary", "secretary-2", "leader"},
        "with_leader": {"leader"},
    },
    "to-secretary": {"with_leader": {"leader"}},
    "approve": {"with_secretary": {"leader"}, "with_leader": {"leader"}},
    "arrange": {state: {"secretary", "secretary-2", "leader"} for state in ("with_secretary", "with_leader")},
    "take-back": {
        "in_review": {"drafter"},
        "with_secretary": {"head"},
        "with_leader": {"secretary"},
        "returned": {"reviewer"},
    },
    "consult": {
        "in_review": {"reviewer"},
        "with_secretary": {"secretary", "secretary-2", "leader"},
        "with_leader": {"leader"},
        "returned": {"drafter"},
    },
    "answer": {state: {"stranger"} for state in ("in_review", "with_secretary", "with_leader", "returned")},
    "comment": {state: {who.id for who in EVERYONE} for state in STATES if state != "draft"},
}
"""The contract's table, written a second time by hand."""


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", slips.ACTIONS)
def test_table(action: str, state: str) -> None:
    one = in_state(state)
    assert one.state == state
    allowed = {who.id for who in EVERYONE if code(one, action, who) is None}
    assert allowed == MAY[action].get(state, set())


def test_table_is_complete() -> None:
    assert set(MAY) == set(slips.ACTIONS)


@pytest.mark.parametrize(
    ("action", "who"),
    [
        ("approve", SECRETARY),
        ("approve", DRAFTER),
        ("approve", HEAD),
        ("receive", OTHER_SECRETARY),
        ("receive", LEADER),
        ("forward", OTHER_SECRETARY),
        ("return", DRAFTER),
        ("return", OTHER_SECRETARY),
        ("to-secretary", SECRETARY),
        ("submit", HEAD),
        ("withdraw", SECRETARY),
        ("cancel", LEADER),
        ("edit", LEADER),
        ("endorse", ADMIN),
        ("take-back", CLERK),
        ("answer", LEADER),
        ("consult", ADMIN),
    ],
)
@pytest.mark.parametrize("state", STATES)
def test_wrong_actor_is_forbidden_at_every_moment(action: str, who: Actor, state: str) -> None:
    assert code(in_state(state), action, who) == "forbidden"


@pytest.mark.parametrize(
    ("action", "who", "state"),
    [
        ("approve", LEADER, "in_review"),
        ("approve", LEADER, "approved"),
        ("receive", SECRETARY, "with_leader"),
        ("forward", SECRETARY, "with_secretary"),
        ("endorse", REVIEWER, "with_secretary"),
        ("endorse", HEAD, "with_leader"),
        ("return", SECRETARY, "with_leader"),
        ("return", LEADER, "approved"),
        ("return", LEADER, "in_review"),
        ("submit", DRAFTER, "in_review"),
        ("withdraw", DRAFTER, "with_leader"),
        ("cancel", DRAFTER, "with_leader"),
        ("edit", DRAFTER, "in_review"),
        ("take-back", DRAFTER, "with_secretary"),
        ("take-back", LEADER, "approved"),
        ("to-secretary", LEADER, "with_secretary"),
    ],
)
def test_wrong_moment(action: str, who: Actor, state: str) -> None:
    # Wrong moment comes before wrong argument: the comment is missing as well.
    refusal = slips.check(in_state(state), action, who, {}, READY)
    assert refusal is not None
    assert refusal.code == "wrong_state"


def test_only_the_reviewer_in_turn_endorses() -> None:
    one = in_state("in_review")
    assert code(one, "endorse", HEAD) == "forbidden"
    one = act(one, "endorse", REVIEWER)
    assert one.state == "in_review"
    assert code(one, "endorse", REVIEWER) == "forbidden"
    assert act(one, "endorse", HEAD).state == "with_secretary"


@pytest.mark.parametrize("comment", [None, "", "   \n", 7, ["x"]])
def test_return_needs_a_comment(comment: object) -> None:
    refusal = slips.check(in_state("with_leader"), "return", LEADER, {"comment": comment}, READY)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("invalid", "comment")


@pytest.mark.parametrize(
    ("changes", "context", "field"),
    [
        ({"title": "  "}, READY, "title"),
        ({"leader_id": ""}, READY, "leader_id"),
        ({}, SlipContext(pdf_roles={}), "files"),
        ({}, SlipContext(pdf_roles={"attachment": 3}), "files"),
        ({}, SlipContext(pdf_roles={"draft": 2}), "files"),
        ({}, SlipContext(pdf_roles={"draft": 1}, leaders=frozenset({"leader-x"})), "leader_id"),
    ],
)
def test_submit_wants_a_complete_slip(changes: dict[str, Any], context: SlipContext, field: str) -> None:
    one = slip(**changes)
    refusal = slips.check(one, "submit", DRAFTER, {}, context)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("invalid", field)
    assert dict(slips.actions(one, DRAFTER, context))["submit"] == refusal


@pytest.mark.parametrize(
    ("route", "context", "state"),
    [
        ([RouteStep(position=1, user_id="reviewer")], READY, "in_review"),
        ([], READY, "with_secretary"),
        ([], ALONE, "with_leader"),
    ],
)
def test_submit_goes_where_the_route_begins(route: list[RouteStep], context: SlipContext, state: str) -> None:
    one = act(slip(route=route), "submit", DRAFTER, context)
    assert one.state == state
    assert one.revision == 1
    assert one.reached_secretary is (state == "with_secretary")


def test_last_endorsement_skips_missing_secretaries() -> None:
    one = act(act(slip(), "submit", DRAFTER, ALONE), "endorse", REVIEWER, ALONE)
    assert act(one, "endorse", HEAD, ALONE).state == "with_leader"
    assert code(in_state("with_leader"), "to-secretary", LEADER, ALONE) == "wrong_state"


def test_return_keeps_everything_and_resubmission_counts_up() -> None:
    before = in_state("with_leader")
    back = act(before, "return", LEADER, comment="  Làm rõ kinh phí ")
    assert back.returned is not None
    assert (back.returned.by, back.returned.comment) == (LEADER.id, "Làm rõ kinh phí")
    kept = ("title", "content", "proposal", "file_ids", "leader_id", "consultations", "recipient_ids")
    assert all(getattr(back, name) == getattr(before, name) for name in kept)
    assert [step.user_id for step in back.route] == [step.user_id for step in before.route]
    again = act(act(back, "edit", DRAFTER, content="Mới"), "submit", DRAFTER)
    assert (again.revision, again.state, again.returned) == (2, "in_review", None)
    assert {step.state for step in again.route} == {"pending"}


def test_approval_needs_the_revision_that_was_seen() -> None:
    one = replace(in_state("with_leader"), revision=3)
    assert code(one, "approve", LEADER, revision=2) == "revision_changed"
    for unseen in (None, "3", True, 3.0):
        assert code(one, "approve", LEADER, revision=unseen) == "invalid"
    moved = slips.move(one, "approve", LEADER, {"revision": 3}, READY, NOW, ids())
    assert moved.creates_outgoing
    assert moved.slip.state == "approved"


def test_leader_may_approve_before_the_secretary_forwards() -> None:
    assert act(in_state("with_secretary"), "approve", LEADER).state == "approved"


def test_receive_is_idempotent_and_names_the_first() -> None:
    one = act(in_state("with_secretary"), "receive", SECRETARY)
    assert one.received_by == SECRETARY.id
    for who in (SECRETARY, SECOND_SECRETARY):
        again = slips.move(one, "receive", who, {}, READY, "2027-01-01T00:00:00Z", ids())
        assert not again.changed
        assert again.slip == one
    assert dict(slips.actions(one, SECOND_SECRETARY, READY))["receive"] is not None
    assert act(one, "forward", SECOND_SECRETARY).state == "with_leader"


def test_withdraw_only_before_anyone_acted() -> None:
    direct = act(slip(route=[]), "submit", DRAFTER)
    assert act(direct, "withdraw", DRAFTER).state == "draft"
    assert code(act(direct, "receive", SECRETARY), "withdraw", DRAFTER) == "wrong_state"
    reviewed = act(in_state("in_review"), "endorse", REVIEWER)
    assert code(reviewed, "withdraw", DRAFTER) == "wrong_state"
    undone = act(reviewed, "take-back", REVIEWER)
    assert act(undone, "withdraw", DRAFTER).state == "draft"


def test_withdrawn_and_edited_slip_gets_a_new_revision() -> None:
    # A leader who read revision 1 with the secretary must not approve what was written after a withdrawal.
    sent = act(slip(route=[]), "submit", DRAFTER)
    withdrawn = act(sent, "withdraw", DRAFTER)
    assert act(withdrawn, "submit", DRAFTER).revision == 1
    changed = act(act(withdrawn, "edit", DRAFTER, content="Khác hẳn"), "submit", DRAFTER)
    assert changed.revision == 2
    assert code(changed, "approve", LEADER, revision=1) == "revision_changed"


@pytest.mark.parametrize(
    ("before", "action", "who"),
    [
        ("in_review", "endorse", REVIEWER),
        ("in_review", "return", REVIEWER),
        ("with_secretary", "receive", SECRETARY),
        ("with_secretary", "return", SECRETARY),
        ("with_leader", "return", LEADER),
        ("with_leader", "to-secretary", LEADER),
    ],
)
def test_take_back_restores_what_stood_before(before: str, action: str, who: Actor) -> None:
    start = in_state(before)
    back = act(act(start, action, who), "take-back", who)
    ignored = {"last_actor_id": None, "last_action": None}
    assert replace(back, **ignored) == replace(start, **ignored)
    assert code(back, "take-back", who) == "wrong_state"  # one step only


def test_take_back_ends_when_the_next_has_acted() -> None:
    endorsed = act(act(in_state("in_review"), "endorse", REVIEWER), "endorse", HEAD)
    assert code(act(endorsed, "receive", SECRETARY), "take-back", HEAD) == "wrong_state"
    returned = act(endorsed, "return", SECRETARY)
    assert code(act(returned, "edit", DRAFTER), "take-back", SECRETARY) == "wrong_state"


def test_consultation_is_beside_the_route() -> None:
    one = act(in_state("with_leader"), "consult", LEADER, user_id=CLERK.id, due="2026-12-01")
    assert one.state == "with_leader"
    asked = one.consultations[-1]
    assert (asked.user_id, asked.asked_at, asked.due) == (CLERK.id, NOW, "2026-12-01")
    assert slip_audience(one) & keys_of(CLERK)
    assert code(one, "answer", DRAFTER, consultation_id=asked.id) == "forbidden"
    answered = act(one, "answer", CLERK, consultation_id=asked.id, text="Nhất trí")
    assert answered.consultations[-1].answer == "Nhất trí"
    assert code(answered, "answer", CLERK, consultation_id=asked.id) == "wrong_state"
    assert code(one, "consult", LEADER, user_id="") == "invalid"
    known = replace(READY, people=frozenset({"head"}))
    assert slips.check(one, "consult", LEADER, {"user_id": "nobody", "question": "?"}, known) is not None


@pytest.mark.parametrize(
    ("args", "field"),
    [
        ({"urgency": "soon"}, "urgency"),
        ({"due": "22/11/2026"}, "due"),
        ({"due": "2026-02-30"}, "due"),
        ({"title": 5}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"title": None}, "title"),
        ({"route": "head"}, "route"),
        ({"route": [{"user_id": ""}]}, "route"),
        ({"route": [{"user_id": "a", "role": "leader"}]}, "route"),
        ({"recipient_ids": [1]}, "recipient_ids"),
    ],
)
def test_edit_refuses_what_cannot_stand(args: dict[str, Any], field: str) -> None:
    refusal = slips.check(slip(), "edit", DRAFTER, args, READY)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("invalid", field)


def test_edit_writes_named_fields_only() -> None:
    one = slip(content="Giữ nguyên")
    route = [{"user_id": "head", "position": 2}, {"user_id": "reviewer", "position": 1}, {"user_id": "head"}]
    new = act(one, "edit", DRAFTER, title="Ti\u00ea\u0301ng", route=route, files=[{"id": "f2", "role": "draft"}])
    assert new.title == "Ti\u1ebfng"  # NFC
    assert [(step.position, step.user_id) for step in new.route] == [(1, "reviewer"), (2, "head")]
    assert new.file_ids == ["f2"]
    assert new.content == "Giữ nguyên"


def test_another_leader_starts_unseen_by_their_secretaries() -> None:
    returned = act(in_state("with_leader"), "return", LEADER)
    moved = act(returned, "edit", DRAFTER, leader_id="leader-x")
    assert not slip_audience(moved) & keys_of(OTHER_SECRETARY)
    assert not slip_audience(moved) & keys_of(SECRETARY)


def test_cancelled_draft_stays_with_its_drafter() -> None:
    assert slip_audience(act(slip(), "cancel", DRAFTER)) == {"own:drafter"}
    assert "user:leader" in slip_audience(in_state("cancelled"))


def test_unknown_action_is_refused() -> None:
    assert code(slip(), "publish", DRAFTER) == "forbidden"


def test_actions_agree_with_check() -> None:
    for state in STATES:
        for who in EVERYONE:
            for name, refusal in slips.actions(in_state(state), who, READY):
                assert (refusal is None) == (who.id in MAY[name].get(state, set()))


_step = st.tuples(
    st.sampled_from([*slips.ACTIONS, "publish"]),
    st.sampled_from(EVERYONE),
    st.fixed_dictionaries(
        {},
        optional={
            "comment": st.sampled_from(["", "Vì sao"]),
            "text": st.just("Ý kiến"),
            "revision": st.integers(1, 3),
            "user_id": st.sampled_from([who.id for who in EVERYONE]),
            "question": st.just("?"),
            "consultation_id": st.sampled_from(["id-1", "id-2"]),
            "route": st.lists(st.sampled_from(["reviewer", "head", "leader"]), max_size=3),
            "title": st.sampled_from(["", "Vấn đề"]),
        },
    ),
    st.booleans(),
)

LEGAL = {
    ("draft", "in_review"), ("draft", "with_secretary"), ("draft", "with_leader"), ("draft", "cancelled"),
    ("in_review", "with_secretary"), ("in_review", "with_leader"), ("in_review", "returned"),
    ("in_review", "draft"), ("in_review", "cancelled"),
    ("with_secretary", "with_leader"), ("with_secretary", "returned"), ("with_secretary", "draft"),
    ("with_secretary", "cancelled"), ("with_secretary", "approved"), ("with_secretary", "in_review"),
    ("with_leader", "approved"), ("with_leader", "returned"), ("with_leader", "with_secretary"),
    ("with_leader", "in_review"), ("with_leader", "draft"),
    ("returned", "in_review"), ("returned", "with_secretary"), ("returned", "with_leader"),
    ("returned", "cancelled"),
}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_step, max_size=40))
def test_random_acts_never_reach_an_illegal_state(acts: list[tuple[str, Actor, dict[str, Any], bool]]) -> None:
    one, new_id = slip(), ids()
    for name, who, args, secretaries in acts:
        context = replace(READY, leader_has_secretaries=secretaries)
        if slips.check(one, name, who, args, context) is not None:
            continue
        moved = slips.move(one, name, who, args, context, NOW, new_id)
        after = moved.slip
        assert after.state == one.state or (one.state, after.state) in LEGAL
        assert after.revision in (one.revision, one.revision + 1)
        assert after.state != "approved" or one.state == "approved" or (name == "approve" and who == LEADER)
        assert after.state != "in_review" or slips.turn(after) is not None  # never nobody's turn
        assert after.state != "returned" or (after.returned is not None and after.returned.comment)
        if name != "edit":
            assert (after.title, after.file_ids, after.leader_id) == (one.title, one.file_ids, one.leader_id)
        if one.frozen_revision and name == "submit" and one.edited_since_frozen:
            assert after.revision > one.frozen_revision  # a frozen dossier is never overwritten by other content
        one = after
