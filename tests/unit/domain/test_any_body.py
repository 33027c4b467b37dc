"""Whatever JSON a body holds, the tables judge it without an error, and what passes can be done."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.people import CLERK, DRAFTER, EVERYONE, HEAD, LEADER, NOW, SPECIALIST, STRANGER, UNIT, ids
from voffice_desktop.domain import incoming, outgoing, slips, tasks
from voffice_desktop.domain.outgoing_fields import OutgoingContext
from voffice_desktop.domain.projection import created
from voffice_desktop.domain.records import (
    Actor,
    Assignment,
    Consultation,
    IncomingDocument,
    OutgoingDocument,
    Slip,
    Task,
)

NAMES = (
    "title", "content", "comment", "text", "reason", "opinion", "revision", "user_id", "question", "due", "urgency",
    "consultation_id", "route", "files", "file_ids", "recipient_ids", "recipients", "assignments", "accept", "result",
    "secrecy", "confirm_duplicate", "book_id", "issued_on", "with_id", "executor_ids", "milestones", "percent",
    "unit_id", "source", "coordinating_unit_ids", "page_count", "summary", "leader_id", "arrival_date",
)  # fmt: skip
KNOWN = frozenset(who.id for who in EVERYONE)
_leaf = (
    st.none() | st.booleans() | st.integers(-5, 200) | st.floats() | st.sampled_from(["", "x", UNIT, "2026-12-01"])
)
_leaf |= st.sampled_from([who.id for who in EVERYONE]) | st.just(10**400)
_keys = st.sampled_from(
    ["id", "user_id", "position", "role", "assignee_kind", "assignee_id", "text", "due", "note", "x"]
)
_json = st.recursive(
    _leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4), max_leaves=6
)
_body = st.dictionaries(st.sampled_from(NAMES), _json, max_size=6)

SLIPS = [
    Slip(
        id="s", title="x", drafter_id=DRAFTER.id, unit_id=UNIT, leader_id=LEADER.id, state=state,
        received_by="secretary",
        consultations=[Consultation(id="c", by="head", user_id=STRANGER.id, question="?")],
    )
    for state in ("draft", "in_review", "with_secretary", "with_leader", "returned", "approved")
]  # fmt: skip
PART = Assignment(id="p", assignee_kind="user", assignee_id=SPECIALIST.id, role="lead", by=HEAD.id)
INCOMING = [
    incoming.ask_recall(IncomingDocument(id="i", unit_id=UNIT, status=status, assignments=[PART]), "x", NOW)
    for status in ("arrived", "registered", "assigned", "processing")
]
OUTGOING = [
    OutgoingDocument(id="o", unit_id=UNIT, signer_id=LEADER.id, status=status)
    for status in ("draft", "approved", "numbered", "signed", "dispatched")
]
TASKS = [
    Task(id="t", title="x", assigned_by=LEADER.id, unit_id=UNIT, executor_ids=[SPECIALIST.id], state=state)
    for state in ("new", "received", "assigned", "in_progress", "reported")
]
CASES: list[tuple[Any, list[Any], Any]] = [
    (slips, SLIPS, slips.SlipContext(people=KNOWN, leaders=KNOWN, pdf_roles={"draft": 1})),
    (incoming, INCOMING, incoming.IncomingContext(assignees=KNOWN, directors=KNOWN, books=frozenset({"x"}))),
    (outgoing, OUTGOING, OutgoingContext(recipients={"x": "Mẫu"}, next_number=1)),
    (tasks, TASKS, tasks.TaskContext(people=KNOWN, units=frozenset({UNIT}))),
]


@pytest.mark.parametrize(("table", "records", "context"), CASES, ids=["slips", "incoming", "outgoing", "tasks"])
@settings(max_examples=300, deadline=None)
@given(body=_body, who=st.sampled_from([DRAFTER, CLERK, HEAD, LEADER, SPECIALIST, STRANGER]))
def test_any_body(table: Any, records: list[Any], context: Any, body: dict[str, Any], who: Actor) -> None:
    for record in records:
        for action in table.ACTIONS:
            if table.check(record, action, who, body, context) is None:
                table.move(record, action, who, body, context, NOW, ids())


@settings(max_examples=30, deadline=None)
@given(_body)
def test_any_creation(body: dict[str, Any]) -> None:
    for kind in ("slip", "incoming_document", "outgoing_document", "task"):
        for who in (CLERK, LEADER):
            created(kind, "new", body, who, NOW)  # type: ignore[arg-type]  # literal kinds of the loop
    for who in (CLERK, LEADER):
        tasks.check_create(body, who, CASES[3][2])
        incoming.check_create(body, who, CASES[1][2])
        outgoing.check_create(body, who, CASES[2][2])
