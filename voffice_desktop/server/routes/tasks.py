"""Tasks: given, received, assigned, planned, reported, accepted; and what they add up to."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from voffice_desktop import ids
from voffice_desktop.domain import calendar, tasks
from voffice_desktop.domain.records import File, Task, Unit, User
from voffice_desktop.domain.tasks import TaskContext
from voffice_desktop.server import attaching
from voffice_desktop.server.acting import act, checked_new_id, ensure
from voffice_desktop.server.endpoints import Answer, Call, Endpoints, Handler, record_answer
from voffice_desktop.server.problems import invalid, refuse
from voffice_desktop.server.routes.incoming import RequiredReason
from voffice_desktop.server.work import Work

endpoints = Endpoints("tasks")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskBody:
    """Writable fields of a task."""

    id: str | None = None
    source: str | None = None
    source_document_id: str | None = None
    title: str | None = None
    content: str | None = None
    unit_id: str | None = None
    coordinating_unit_ids: list[str] | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssign:
    """Who does it."""

    executor_ids: list[str]
    due: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPlan:
    """How it will be done."""

    text: str
    milestones: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReportBody:
    """How far it is, 0 to 100 percent."""

    percent: int
    text: str
    file_ids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReturn:
    """Why a report is sent back."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionBody:
    """A later due date and why."""

    due: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAnswer:
    """Yes or no."""

    accept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCounts:
    """The four groups of tasks of one unit."""

    unit_id: str
    name: str
    done_on_time: int = 0
    done_late: int = 0
    running_in_time: int = 0
    running_late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSummary:
    """Answer of ``GET /tasks/summary``."""

    items: list[TaskCounts]


@endpoints.add(
    "GET",
    "/tasks/summary",
    "Counts per unit",
    gives=TaskSummary,
    query={"unit_id": str, "from": str, "to": str},
)
def summary(call: Call) -> Answer:
    """Of the tasks that the caller sees, by due date between ``from`` and ``to``."""
    work = call.work
    bounds = {name: call.query[name] for name in ("from", "to") if name in call.query}
    for name, value in bounds.items():
        try:
            calendar.day(value)
        except ValueError as error:
            raise invalid(name, "Ngày không đúng; viết theo dạng năm-tháng-ngày.") from error
    today = calendar.vietnam_date(work.now)
    ministry = next((unit for unit in work.all(Unit) if unit.parent_id is None), None)
    off = calendar.PUBLIC_HOLIDAYS if ministry is None else calendar.agency_days_off(ministry.settings)
    counts: dict[str, dict[str, int]] = {}
    for task in work.all_visible(Task):
        if "unit_id" in call.query and task.unit_id != call.query["unit_id"]:
            continue
        due = (task.due or "")[:10]
        if bounds and not bounds.get("from", "0") <= due <= bounds.get("to", "9"):
            continue
        group = tasks.reporting_group(task, today, off)
        if group is not None:
            unit = counts.setdefault(task.unit_id, {})
            unit[group] = unit.get(group, 0) + 1
    items = []
    for unit_id, groups in sorted(counts.items()):
        found = work.find(Unit, unit_id)
        items.append(TaskCounts(unit_id=unit_id, name=found.name if found else "", **groups))
    return Answer(TaskSummary(items=items))


@endpoints.add(
    "POST",
    "/tasks",
    "Give a task",
    takes=TaskBody,
    gives=Task,
    status=201,
    audit="task.create",
    problems=("forbidden", "id_taken"),
)
def create(call: Call) -> Answer:
    """Leaders, unit heads and the ministry's clerk."""
    work = call.work
    body = call.plain_or_empty()
    refusal = tasks.check_create(body, work.actor, _context(work))
    if refusal is not None:
        raise refuse(refusal)
    body = call.plain()
    moved = tasks.created(body, work.actor, checked_new_id(call, body))
    task = work.create(moved.record)
    work.event(task, moved.event_action, moved.note)
    return record_answer(task, 201)


@endpoints.add(
    "PATCH",
    "/tasks/{id}",
    "Correct a task",
    takes=TaskBody,
    gives=Task,
    audit="task.edit",
    problems=("forbidden", "wrong_state"),
)
def edit(call: Call) -> Answer:
    """The giver, until it is done."""
    work = call.work
    task = work.get(Task, call.path["id"])
    body = call.plain_or_empty()
    context = _context(work)
    ensure(call, task, tasks.check(task, "edit", work.actor, body, context))
    moved = tasks.move(task, "edit", work.actor, call.plain(), context, work.now, ids.new_id)
    saved = work.save(moved.record)
    work.event(saved, moved.event_action, moved.note)
    return record_answer(saved)


def _action(name: str) -> Handler:
    def run(call: Call) -> Answer:
        work = call.work
        task = work.get(Task, call.path["id"])
        saved, _ = act(call, task, name, tasks.check, tasks.move, _context(work))
        if name == "report":
            saved = _with_evidence(call, saved)
        return record_answer(saved)

    return run


def _with_evidence(call: Call, task: Task) -> Task:
    """Attach the files of the newest report, beside those of earlier ones."""
    newest = task.reports[-1]
    if newest.file_ids:
        kept = [(file.id, file.role) for file in call.work.all(File, root_id=task.id)]
        added = [(file_id, "attachment") for file_id in newest.file_ids]
        attaching.attach(call, task, [*kept, *added])  # type: ignore[list-item]  # "attachment" is a FileRole
        return call.work.save(dataclasses.replace(task))
    return task


for _name, _body in (
    ("receive", None),
    ("refuse", RequiredReason),
    ("assign", TaskAssign),
    ("plan", TaskPlan),
    ("report", TaskReportBody),
    ("accept", None),
    ("return", TaskReturn),
    ("ask-extension", ExtensionBody),
    ("answer-extension", ExtensionAnswer),
    ("cancel", RequiredReason),
    ("comment", None),
):
    if _name in tasks.ACTIONS:
        endpoints.add(
            "POST",
            f"/tasks/{{id}}/{_name}",
            f"{_name} a task",
            takes=_body,
            gives=Task,
            audit=f"task.{_name}",
            problems=("forbidden", "wrong_state"),
        )(_action(_name))


def _context(work: Work) -> TaskContext:
    units = work.all(Unit)
    return TaskContext(
        people=frozenset(user.id for user in work.all(User) if not user.disabled),
        units=frozenset(unit.id for unit in units),
        ministry_id=next((unit.id for unit in units if unit.parent_id is None), None),
    )
