"""The task table: every action for every person in every state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
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
    OTHER_HEAD,
    SPECIALIST,
    STRANGER,
    UNIT,
    ids,
)
from voffice_desktop.domain import tasks
from voffice_desktop.domain.records import Actor, Extension, Task
from voffice_desktop.domain.tasks import TaskContext

CONTEXT = TaskContext(people=frozenset(who.id for who in EVERYONE), ministry_id="unit-byt")
ARGS: dict[str, dict[str, Any]] = {
    "edit": {"title": "Nhiệm vụ"},
    "refuse": {"reason": "Không thuộc chức năng"},
    "assign": {"executor_ids": [SPECIALIST.id]},
    "plan": {"text": "Ba bước", "milestones": [{"text": "Bước 1", "due": "2026-12-01"}, "Bước 2"]},
    "report": {"percent": 100, "text": "Xong"},
    "return": {"comment": "Chưa đủ"},
    "ask-extension": {"due": "2027-01-15", "reason": "Chờ số liệu"},
    "answer-extension": {"accept": True},
    "cancel": {"reason": "Không còn cần"},
}
STATES = ("new", "received", "assigned", "in_progress", "reported", "completed", "wrong_unit", "cancelled")
LIVE = STATES[:4]
MAY: dict[str, dict[str, set[str]]] = {
    "edit": {state: {"leader"} for state in LIVE},
    "receive": {"new": {"head"}},
    "refuse": {"new": {"head"}, "received": {"head"}},
    "assign": {state: {"head"} for state in ("received", "assigned", "in_progress")},
    "plan": {state: {"specialist"} for state in ("assigned", "in_progress")},
    "report": {"in_progress": {"specialist"}},
    "accept": {"reported": {"leader"}},
    "return": {"reported": {"leader"}},
    "ask-extension": {state: {"specialist", "head"} for state in ("received", "assigned", "in_progress")},
    "answer-extension": {},
    "cancel": {state: {"leader"} for state in (*LIVE, "reported")},
}


def task(state: str = "new", **changes: Any) -> Task:
    base = Task(id="t1", title="Việc mẫu", assigned_by=LEADER.id, unit_id=UNIT, due="2026-12-31")
    return replace(base, state=state, executor_ids=[SPECIALIST.id], **changes)


def code(one: Task, name: str, who: Actor, **args: Any) -> str | None:
    refusal = tasks.check(one, name, who, args, CONTEXT)
    return refusal and refusal.code


def act(one: Task, name: str, who: Actor, **args: Any) -> Task:
    assert tasks.check(one, name, who, args, CONTEXT) is None
    return tasks.move(one, name, who, args, CONTEXT, NOW, ids()).record


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", tasks.ACTIONS)
def test_table(action: str, state: str) -> None:
    one, args = task(state), ARGS.get(action, {})
    answers = {who.id: code(one, action, who, **args) for who in EVERYONE}
    assert {who for who, answer in answers.items() if answer is None} == MAY[action].get(state, set())
    people = {"leader"} if action == "answer-extension" else set().union(*MAY[action].values())
    assert all((answer == "forbidden") == (who not in people) for who, answer in answers.items())


def test_life_of_a_task() -> None:
    one = act(task(), "receive", HEAD)
    one = act(one, "assign", HEAD, executor_ids=[SPECIALIST.id, STRANGER.id], due="2026-12-20", note="Gấp")
    assert (one.state, one.due) == ("assigned", "2026-12-20")
    one = act(one, "plan", SPECIALIST, **ARGS["plan"])
    assert (one.state, [step.text for step in one.milestones]) == ("in_progress", ["Bước 1", "Bước 2"])
    one = act(one, "report", STRANGER, percent=40, text="Đang làm", file_ids=["f"])
    assert (one.state, one.progress, one.reports[0].file_ids) == ("in_progress", 40, ["f"])
    one = act(one, "report", SPECIALIST, percent=100, text="Đã xong")
    assert one.state == "reported"
    one = act(one, "return", LEADER, comment="Bổ sung")
    assert one.state == "in_progress"
    one = act(act(one, "report", SPECIALIST, percent=100, text="Đủ"), "accept", LEADER)
    assert (one.state, one.result, one.completed_on) == ("completed", "Đủ", "2026-11-22")


def test_extension_is_asked_once_and_answered() -> None:
    asked = act(task("in_progress"), "ask-extension", SPECIALIST, **ARGS["ask-extension"])
    assert (asked.state, asked.due) == ("in_progress", "2026-12-31")
    assert code(asked, "ask-extension", HEAD, **ARGS["ask-extension"]) == "wrong_state"
    assert act(asked, "answer-extension", LEADER, accept=True).due == "2027-01-15"
    refused = act(asked, "answer-extension", LEADER, accept=False)
    assert refused.due == "2026-12-31"
    assert code(refused, "answer-extension", LEADER, accept=True) == "wrong_state"
    assert code(asked, "answer-extension", HEAD, accept=True) == "forbidden"


@pytest.mark.parametrize(
    ("action", "state", "who", "args", "field"),
    [
        ("report", "in_progress", SPECIALIST, {"percent": 101, "text": "x"}, "percent"),
        ("report", "in_progress", SPECIALIST, {"percent": True, "text": "x"}, "percent"),
        ("report", "in_progress", SPECIALIST, {"percent": "9", "text": "x"}, "percent"),
        ("report", "in_progress", SPECIALIST, {"percent": 9, "text": " "}, "text"),
        ("assign", "received", HEAD, {"executor_ids": []}, "executor_ids"),
        ("assign", "received", HEAD, {"executor_ids": ["ghost"]}, "executor_ids"),
        ("assign", "received", HEAD, {"executor_ids": ["specialist"], "due": "2027-06-01"}, "due"),
        ("refuse", "new", HEAD, {}, "reason"),
        ("return", "reported", LEADER, {"comment": ""}, "comment"),
        ("plan", "assigned", SPECIALIST, {}, "text"),
        ("plan", "assigned", SPECIALIST, {"text": "x", "milestones": [{}]}, "milestones"),
        ("ask-extension", "assigned", SPECIALIST, {"due": "2026-12-30", "reason": "x"}, "due"),
        ("ask-extension", "assigned", SPECIALIST, {"due": "2027-01-30"}, "reason"),
        ("edit", "received", LEADER, {"unit_id": "unit-x"}, "unit_id"),
        ("edit", "new", LEADER, {"source": "friend"}, "source"),
        ("edit", "new", LEADER, {"title": ""}, "title"),
        ("edit", "new", LEADER, {"unit_id": ""}, "unit_id"),
    ],
)
def test_arguments(action: str, state: str, who: Actor, args: dict[str, Any], field: str) -> None:
    refusal = tasks.check(task(state), action, who, args, CONTEXT)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("invalid", field)


def test_who_gives_tasks() -> None:
    ministry_clerk = Actor(id="vt", unit_id="unit-byt", roles=frozenset({"clerk"}))
    givers = {
        who.id
        for who in (*EVERYONE, ministry_clerk)
        if tasks.check_create({"title": "x", "unit_id": UNIT}, who, CONTEXT) is None
    }
    assert givers == {LEADER.id, HEAD.id, OTHER_HEAD.id, "vt"}
    for args in ({"unit_id": UNIT}, {"title": "x"}, {"title": "x", "unit_id": 5}):
        refusal = tasks.check_create(args, LEADER, CONTEXT)
        assert refusal is not None
        assert refusal.code == "invalid"
    made = tasks.created({"title": " Việc ", "unit_id": UNIT, "source": "minister"}, LEADER, "t9").record
    assert (made.title, made.state, made.assigned_by, made.source) == ("Việc", "new", LEADER.id, "minister")


NEXT = {
    "new": {"received", "wrong_unit", "cancelled"},
    "received": {"assigned", "wrong_unit", "cancelled"},
    "assigned": {"in_progress", "cancelled"},
    "in_progress": {"reported", "cancelled"},
    "reported": {"completed", "in_progress", "cancelled"},
}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(tasks.ACTIONS), st.sampled_from([HEAD, LEADER, SPECIALIST, CLERK]), st.integers(90, 101)
        ),
        max_size=40,
    )
)
def test_random_acts_never_reach_an_illegal_state(acts: list[tuple[str, Actor, int]]) -> None:
    one, new_id = task(), ids()
    for name, who, percent in acts:
        args = {**ARGS.get(name, {}), "percent": percent}
        if tasks.check(one, name, who, args, CONTEXT) is None:
            after = tasks.move(one, name, who, args, CONTEXT, NOW, new_id).record
            assert after.state == one.state or after.state in NEXT[one.state]
            waiting: list[Extension] = [wish for wish in after.extensions if wish.accepted is None]
            assert len(waiting) <= 1
            assert (after.completed_on is not None) == (after.state == "completed")
            one = after


@pytest.mark.parametrize(
    ("due", "today", "group"),
    [
        ("2026-11-27", "2026-11-27", "running_in_time"),
        ("2026-11-27", "2026-11-28", "running_late"),
        ("2026-11-28", "2026-11-30", "running_in_time"),  # a Saturday: due on Monday
        ("2026-11-28", "2026-12-01", "running_late"),
        ("2026-11-27T17:30:00Z", "2026-11-30", "running_in_time"),  # already Saturday in Vietnam
        ("2026-12-07", "2026-12-08", "running_in_time"),  # a day that the agency has off
        (None, "2099-01-01", "running_in_time"),
    ],
)
def test_the_four_groups_of_a_report_count_working_days(due: str | None, today: str, group: str) -> None:
    off = {date(2026, 12, 7)}
    running = replace(Task(id="t", title="Mẫu", unit_id="u", assigned_by="a"), due=due, state="in_progress")
    assert tasks.reporting_group(running, date.fromisoformat(today), off) == group
    done = replace(running, state="completed", completed_on=today)
    expected = "done_late" if group == "running_late" else "done_on_time"
    assert tasks.reporting_group(done, date(2099, 1, 1), off) == expected
    assert tasks.reporting_group(replace(running, state="cancelled"), date(2099, 1, 1), off) is None
