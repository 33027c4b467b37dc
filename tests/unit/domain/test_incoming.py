"""The table of incoming documents: who may do what when, and the tree of directions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.people import (
    CLERK,
    EVERYONE,
    HEAD,
    LEADER,
    NOW,
    OTHER_CLERK,
    OTHER_HEAD,
    OTHER_UNIT,
    REVIEWER,
    SPECIALIST,
    STRANGER,
    UNIT,
    ids,
)
from voffice_desktop.domain import incoming
from voffice_desktop.domain.incoming import IncomingContext
from voffice_desktop.domain.records import Actor, Assignment, IncomingDocument
from voffice_desktop.domain.visibility import incoming_audience, keys_of

CONTEXT = IncomingContext(directors=frozenset({HEAD.id, LEADER.id}), books=frozenset({"book"}), next_number=7)


def to(who: str, role: str = "lead", kind: str = "user", **more: Any) -> dict[str, Any]:
    return {"assignee_kind": kind, "assignee_id": who, "role": role, **more}


def document(**changes: Any) -> IncomingDocument:
    return replace(IncomingDocument(id="d1", unit_id=UNIT, summary="Về việc mẫu", file_ids=["f1"]), **changes)


def act(
    one: IncomingDocument, name: str, who: Actor, context: IncomingContext = CONTEXT, **args: Any
) -> IncomingDocument:
    assert incoming.check(one, name, who, args, context) is None
    return incoming.move(one, name, who, args, context, NOW, NEW_ID).record


NEW_ID = ids("part")


def code(one: IncomingDocument, name: str, who: Actor, context: IncomingContext = CONTEXT, **args: Any) -> str | None:
    refusal = incoming.check(one, name, who, args, context)
    return refusal and refusal.code


def in_status(status: str) -> IncomingDocument:
    """A document of one SPECIALIST who leads and one STRANGER who is only informed, in that status."""
    parts = [
        Assignment(id="p1", assignee_kind="user", assignee_id=SPECIALIST.id, role="lead", by=HEAD.id),
        Assignment(id="p2", assignee_kind="user", assignee_id=STRANGER.id, role="inform", by=HEAD.id),
    ]
    asked = {"recall": {"accepted": None, "reason": "nhầm", "asked_at": NOW}}
    given_out = status in {"assigned", "processing", "completed", "recalled"}
    one = document(status=status, assignments=parts if given_out else [], exchange=asked)
    if status in {"processing", "completed"}:
        done = "processing" if status == "processing" else "completed"
        return replace(one, assignments=[replace(parts[0], status=done), parts[1]])
    return one


STATUSES = ("arrived", "registered", "assigned", "processing", "completed", "refused", "recalled")
ARGS: dict[str, dict[str, Any]] = {
    "register": {"book_id": "book"},
    "refuse": {"reason": "Sai nơi nhận"},
    "edit": {"summary": "Sửa"},
    "assign": {"assignments": [to(HEAD.id)]},
    "complete": {"result": "Đã trả lời"},
    "link-answer": {"outgoing_document_id": "answer"},
    "comment": {"text": "Đã xem"},
    "recall-answer": {"accept": False, "reason": "Đã xử lý"},
}
DIRECTORS = {"clerk", "head", "head-x", "leader", "reviewer"}
MAY: dict[str, dict[str, set[str]]] = {
    "register": {"arrived": {"clerk"}},
    "refuse": {"arrived": {"clerk"}},
    "edit": {status: {"clerk"} for status in ("arrived", "registered", "assigned", "processing")},
    "assign": dict.fromkeys(("registered", "assigned", "processing"), DIRECTORS),
    "start": {"assigned": {"specialist"}},
    "complete": {"assigned": {"specialist"}, "processing": {"specialist"}},
    "link-answer": {
        "registered": {"clerk"},
        **{status: {"clerk", "specialist"} for status in ("assigned", "processing", "completed")},
    },
    "comment": {status: {who.id for who in EVERYONE} for status in STATUSES},
    "recall-answer": {
        status: {"clerk"} for status in ("arrived", "registered", "assigned", "processing", "completed")
    },
}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("action", incoming.ACTIONS)
def test_table(action: str, status: str) -> None:
    one = in_status(status)
    args = ARGS.get(action, {})
    allowed = {who.id for who in EVERYONE if code(one, action, who, **args) is None}
    assert allowed == MAY[action].get(status, set())
    buttons = {who.id for who in EVERYONE if dict(incoming.actions(one, who, CONTEXT))[action] is None}
    assert buttons == allowed


@pytest.mark.parametrize("action", ["register", "refuse", "edit", "recall-answer"])
@pytest.mark.parametrize("status", STATUSES)
def test_only_the_units_own_clerk(action: str, status: str) -> None:
    for who in EVERYONE:
        if who is not CLERK:
            assert code(in_status(status), action, who, **ARGS[action]) == "forbidden"


def test_register_takes_number_and_vietnam_date() -> None:
    one = document(status="arrived", summary="Cũ")
    done = incoming.move(one, "register", CLERK, {"summary": " Mới "}, CONTEXT, "2026-12-31T17:30:00Z", ids()).record
    assert (done.status, done.arrival_number, done.arrival_date, done.summary) == (
        "registered",
        7,
        "2027-01-01",
        "Mới",
    )


def test_duplicates_wait_for_a_decision() -> None:
    known = replace(CONTEXT, duplicate_of="d0")
    one = document(status="arrived")
    assert code(one, "register", CLERK, known) == "duplicate"
    assert code(one, "register", CLERK, known, confirm_duplicate=True) is None
    new = {"summary": "Về việc"}
    refusal = incoming.check_create(new, CLERK, known)
    assert refusal is not None
    assert refusal.code == "duplicate"
    assert incoming.check_create({**new, "confirm_duplicate": True}, CLERK, known) is None


def test_secrets_are_refused() -> None:
    for args, context in (
        ({"summary": "x", "secrecy": "secret"}, CONTEXT),
        ({"summary": "x", "secrecy": "top_secret"}, CONTEXT),
        ({"summary": "x", "secrecy": "none"}, replace(CONTEXT, secret_mark=True)),
    ):
        refusal = incoming.check_create(args, CLERK, context)
        assert refusal is not None
        assert refusal.code == "secret_not_allowed"
    assert code(document(), "edit", CLERK, secrecy="secret") == "secret_not_allowed"


@pytest.mark.parametrize(
    ("args", "field"),
    [
        ({"summary": ""}, "summary"),
        ({"summary": "x", "page_count": -1}, "page_count"),
        ({"summary": "x", "page_count": True}, "page_count"),
        ({"summary": "x", "issued_on": "22/11/2026"}, "issued_on"),
        ({"summary": "x", "urgency": "now"}, "urgency"),
        ({"summary": "x", "book_id": "other"}, "book_id"),
        ({"summary": "x", "symbol": 5}, "symbol"),
    ],
)
def test_create_refuses_by_field(args: dict[str, Any], field: str) -> None:
    refusal = incoming.check_create(args, CLERK, CONTEXT)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("invalid", field)
    refusal = incoming.check_create(args, HEAD, CONTEXT)
    assert refusal is not None
    assert refusal.code == "forbidden"


@pytest.mark.parametrize(
    "assignments",
    [
        None, [], "x", [5], [to("a", "inform")], [to("a"), to("b")], [to("a"), to("a", "inform")], [to("")],
        [to("a", kind="team")], [to("a", "boss")], [to("a", due="soon")], [to("a", note=5)],
    ],
)  # fmt: skip
def test_assign_refuses_what_is_no_direction(assignments: object) -> None:
    refusal = incoming.check(document(), "assign", HEAD, {"assignments": assignments}, CONTEXT)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("invalid", "assignments")


def test_assignees_must_exist() -> None:
    known = replace(CONTEXT, assignees=frozenset({SPECIALIST.id}))
    assert code(document(), "assign", HEAD, known, assignments=[to("ghost")]) == "invalid"
    assert code(document(), "assign", HEAD, known, assignments=[to(SPECIALIST.id)]) is None


def test_clerks_put_it_to_those_who_direct() -> None:
    assert code(document(), "assign", CLERK, assignments=[to(SPECIALIST.id)]) == "forbidden"
    assert code(document(), "assign", CLERK, assignments=[to(LEADER.id), to(SPECIALIST.id, "inform")]) is None
    assert code(document(), "assign", CLERK, assignments=[to(OTHER_UNIT, kind="unit")]) is None
    assert code(document(), "assign", OTHER_CLERK, assignments=[to(HEAD.id)]) == "forbidden"


def test_second_direction_replaces_what_is_below_only() -> None:
    one = act(document(), "assign", CLERK, assignments=[to(HEAD.id)])
    one = act(one, "assign", HEAD, assignments=[to(REVIEWER.id, due="2026-12-01"), to(STRANGER.id, "coordinate")])
    one = act(one, "assign", REVIEWER, assignments=[to(SPECIALIST.id)])
    assert [part.assignee_id for part in one.assignments] == ["head", "reviewer", "stranger", "specialist"]
    assert one.due == "2026-12-01"
    again = act(one, "assign", REVIEWER, assignments=[to("drafter")])
    assert [part.assignee_id for part in again.assignments] == ["head", "reviewer", "stranger", "drafter"]
    over = act(again, "assign", HEAD, assignments=[to(STRANGER.id)])
    assert [part.assignee_id for part in over.assignments] == ["head", "stranger"]
    assert not incoming_audience(over) & keys_of(REVIEWER)  # lost sight: neither assigned nor directing any more
    anew = act(over, "assign", CLERK, assignments=[to(LEADER.id)])
    assert [part.assignee_id for part in anew.assignments] == ["leader"]


def test_unit_part_is_done_by_its_head_or_clerk() -> None:
    one = act(document(), "assign", CLERK, assignments=[to(OTHER_UNIT, kind="unit")])
    assert code(one, "start", STRANGER) == "forbidden"
    assert act(one, "start", OTHER_CLERK).status == "processing"
    below = act(one, "assign", OTHER_HEAD, assignments=[to(STRANGER.id)])
    assert below.assignments[1].parent_id == below.assignments[0].id


def test_only_the_leading_part_completes_the_document() -> None:
    one = act(document(), "assign", HEAD, assignments=[to(SPECIALIST.id), to(REVIEWER.id, "coordinate")])
    helped = act(one, "complete", REVIEWER)
    assert helped.status == "processing"
    assert code(helped, "complete", REVIEWER) == "wrong_state"
    deeper = act(one, "assign", REVIEWER, assignments=[to(STRANGER.id)])
    assert act(deeper, "complete", STRANGER).status == "processing"  # leads a part that only coordinates
    done = act(helped, "complete", SPECIALIST, result="Đã trả lời")
    assert done.status == "completed"
    assert {part.status for part in done.assignments} == {"completed"}


def test_completing_below_completes_the_chain() -> None:
    one = act(document(), "assign", CLERK, assignments=[to(HEAD.id)])
    one = act(one, "assign", HEAD, assignments=[to(SPECIALIST.id)])
    done = act(act(one, "start", SPECIALIST), "complete", SPECIALIST)
    assert (done.status, [part.status for part in done.assignments]) == ("completed", ["completed", "completed"])


def test_answers_are_linked_once_each_the_last_one_last() -> None:
    one = act(document(), "link-answer", CLERK, outgoing_document_id="a")
    two = act(
        act(one, "link-answer", CLERK, outgoing_document_id="b"), "link-answer", CLERK, outgoing_document_id="a"
    )
    assert two.answered_by == ["b", "a"]
    assert code(two, "link-answer", CLERK, outgoing_document_id=" ") == "invalid"


def test_status_never_runs_backward_on_a_new_direction() -> None:
    one = act(document(), "assign", HEAD, assignments=[to(SPECIALIST.id)])
    one = act(one, "start", SPECIALIST)
    assert act(one, "assign", HEAD, assignments=[to(REVIEWER.id)]).status == "processing"


def test_recall_answers() -> None:
    plain = document()
    assert code(plain, "recall-answer", CLERK, accept=True) == "wrong_state"
    asked = incoming.ask_recall(plain, "Gửi nhầm", NOW)
    assert code(asked, "recall-answer", CLERK, accept="yes") == "invalid"
    moved = incoming.move(asked, "recall-answer", CLERK, {"accept": True, "reason": "ok"}, CONTEXT, NOW, ids())
    assert moved.removes_content
    assert (moved.record.status, moved.record.file_ids, moved.record.summary) == ("recalled", [], plain.summary)
    kept = act(asked, "recall-answer", CLERK, accept=False)
    assert (kept.status, kept.file_ids) == ("registered", ["f1"])
    assert code(kept, "recall-answer", CLERK, accept=True) == "wrong_state"


LEGAL = {
    ("arrived", "registered"), ("arrived", "refused"), ("registered", "assigned"), ("assigned", "processing"),
    ("assigned", "completed"), ("processing", "completed"),
    *((status, "recalled") for status in STATUSES if status not in {"refused", "recalled"}),
}  # fmt: skip
_parts = st.lists(
    st.builds(
        to,
        st.sampled_from([who.id for who in EVERYONE]),
        st.sampled_from(["lead", "coordinate", "inform"]),
        st.just("user"),
    ),
    max_size=3,
)


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(["arrived", "registered"]),
    st.lists(
        st.tuples(
            st.sampled_from(incoming.ACTIONS),
            st.sampled_from(EVERYONE),
            st.fixed_dictionaries(
                {"assignments": _parts},
                optional={"accept": st.booleans(), "reason": st.just("lý do"), "text": st.just("ý kiến")},
            ),
        ),
        max_size=30,
    ),
)
def test_random_acts_never_reach_an_illegal_status(
    status: str, acts: list[tuple[str, Actor, dict[str, Any]]]
) -> None:
    one, new_id = incoming.ask_recall(document(status=status), "nhầm", NOW), ids()
    for name, who, args in acts:
        if incoming.check(one, name, who, args, CONTEXT) is None:
            after = incoming.move(one, name, who, args, CONTEXT, NOW, new_id).record
            assert after.status == one.status or (one.status, after.status) in LEGAL
            known = {part.id for part in after.assignments}
            assert len(known) == len(after.assignments)
            assert all(part.parent_id is None or part.parent_id in known for part in after.assignments)
            one = after
