"""Waiting acts over the mirror, and joining edits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.unit.domain.people import CLERK, DRAFTER, HEAD, LEADER, NOW, REVIEWER, SECRETARY, SPECIALIST, UNIT
from voffice_desktop.domain.projection import Contexts, Pending, created, merge_fields, project, replay
from voffice_desktop.domain.records import Actor, IncomingDocument, OutgoingDocument, RouteStep, Slip, Task, Unit
from voffice_desktop.domain.slips import SlipContext

SLIP = Slip(
    id="s", version=4, title="Dự thảo", drafter_id=DRAFTER.id, unit_id=UNIT, leader_id=LEADER.id,
    route=[RouteStep(position=1, user_id=REVIEWER.id)],
)  # fmt: skip
SECRETARIES = Contexts(slip=SlipContext(leader_has_secretaries=True, pdf_roles={"draft": 1}))


def wait(action: str, who: Actor, **args: Any) -> Pending:
    return Pending(action, args, who, NOW, command_id="c1")


def test_acts_run_in_order_over_the_mirror() -> None:
    after = project(SLIP, [wait("edit", DRAFTER, title="Mới"), wait("submit", DRAFTER)], SECRETARIES)
    assert (after.title, after.state, after.version) == ("Mới", "in_review", 4)
    assert project(after, [wait("endorse", REVIEWER)], SECRETARIES).state == "with_secretary"
    assert project(after, [wait("endorse", REVIEWER)]).state == "with_leader"


def test_what_the_tables_refuse_is_left_out_and_named() -> None:
    submitted = project(SLIP, [wait("submit", DRAFTER)], SECRETARIES)
    acts = [wait("receive", SECRETARY), wait("comment", DRAFTER, text="Gấp"), wait("withdraw", DRAFTER)]
    result = replay(submitted, acts, SECRETARIES)
    assert result.done == 2
    assert [(act.action, refusal.code) for act, refusal in result.refused] == [("receive", "wrong_state")]
    assert isinstance(result.record, Slip)
    assert result.record.state == "draft"


def test_same_acts_give_the_same_ids() -> None:
    task = Task(
        id="t", title="x", assigned_by=LEADER.id, unit_id=UNIT, executor_ids=[SPECIALIST.id], state="in_progress"
    )
    acts = [wait("report", SPECIALIST, percent=10, text="a"), wait("report", SPECIALIST, percent=20, text="b")]
    once, twice = project(task, acts), project(task, acts)
    assert once == twice
    assert len({report.id for report in once.reports}) == 2


def test_numbers_are_never_projected() -> None:
    document = OutgoingDocument(id="o", unit_id=UNIT, status="approved")
    result = replay(document, [wait("number", CLERK, book_id="b")])
    assert result.record == document
    assert result.refused[0][1].code == "online_only"


def test_incoming_directions_are_shown() -> None:
    parts = [{"assignee_kind": "user", "assignee_id": SPECIALIST.id, "role": "lead"}]
    after = project(IncomingDocument(id="i", unit_id=UNIT), [wait("assign", HEAD, assignments=parts)])
    assert (after.status, after.assignments[0].assignee_id) == ("assigned", SPECIALIST.id)


def test_other_kinds_have_no_acts() -> None:
    unit = Unit(id="u", code="KCB", name="Cục mẫu")
    assert replay(unit, [wait("edit", HEAD, name="x")]).record == unit


def test_waiting_creations() -> None:
    slip = created("slip", "s1", {"title": "Mới", "leader_id": LEADER.id}, DRAFTER, NOW)
    assert isinstance(slip, Slip)
    assert (slip.id, slip.state, slip.drafter_id) == ("s1", "draft", DRAFTER.id)
    document = created("incoming_document", "i1", {"summary": "Về việc"}, CLERK, NOW)
    assert isinstance(document, IncomingDocument)
    assert (document.arrival_number, document.arrival_date) == (None, "2026-11-22")
    assert created("incoming_document", "i1", {"summary": "Về việc"}, HEAD, NOW) is None
    assert isinstance(created("task", "t1", {"title": "x", "unit_id": UNIT}, LEADER, NOW), Task)
    assert isinstance(created("outgoing_document", "o1", {"summary": "x"}, CLERK, NOW), OutgoingDocument)
    assert created("slip", "s1", {"title": 5}, DRAFTER, NOW) is None
    assert created("book", "b1", {}, CLERK, NOW) is None


def test_edits_that_do_not_touch_are_joined() -> None:
    base = {"title": "A", "content": "B", "due": None}
    merged = merge_fields(base, {"title": "A2"}, {**base, "content": "B2"})
    assert (merged.fields, merged.conflicts) == ({"title": "A2"}, ())
    merged = merge_fields(base, {"title": "A2", "due": "2026-12-01"}, {**base, "title": "A3"})
    assert (merged.fields, merged.conflicts) == ({"due": "2026-12-01"}, ("title",))
    assert merge_fields(base, {"title": "A2"}, {**base, "title": "A2"}).fields == {}
    assert merge_fields(base, {"title": "A"}, {**base, "title": "A3"}).conflicts == ()


def test_a_refused_act_changes_nothing() -> None:
    assert project(SLIP, [wait("approve", LEADER, revision=1)]) == SLIP
    assert project(replace(SLIP, state="with_leader"), [wait("approve", LEADER, revision=9)]).state == "with_leader"
