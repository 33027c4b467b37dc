"""The one rule table of tasks (nhiệm vụ). Source: the contract's *Tasks* and *Details settled*.

Overdue and due-soon are computed (:func:`voffice_desktop.domain.calendar.due_state`), never stored.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from voffice_desktop.domain.arguments import (
    LONG_TEXT,
    TITLE_LENGTH,
    first,
    forbidden,
    id_list,
    invalid,
    is_date,
    is_moment,
    optional_day,
    optional_text,
    required_flag,
    required_text,
    text_of,
    wrong_state,
)
from voffice_desktop.domain.calendar import PUBLIC_HOLIDAYS, day, vietnam_date, working_day_from
from voffice_desktop.domain.records import (
    Actor,
    Extension,
    Milestone,
    Refusal,
    Task,
    TaskReport,
    TaskSource,
    TaskState,
)
from voffice_desktop.domain.rules import Act, Moved, Rule, Table
from voffice_desktop.domain.visibility import task_audience


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskContext:
    """What the rules need beside the task. ``people`` and ``units`` are ids of active ones, None where unknown;
    ``ministry_id`` is the unit at the root of the tree, whose clerk may give tasks."""

    people: frozenset[str] | None = None
    units: frozenset[str] | None = None
    ministry_id: str | None = None


TaskMoved = Moved[Task]
_Act = Act[Task, TaskContext]
_RUNNING = frozenset({"received", "assigned", "in_progress"})


def _is_head(act: _Act) -> bool:
    return act.actor.is_head_of(act.record.unit_id)


def _is_executor(act: _Act) -> bool:
    return act.actor.id in act.record.executor_ids


def _is_giver(act: _Act) -> bool:
    return act.actor.id == act.record.assigned_by


def _asks(act: _Act) -> bool:
    return _is_executor(act) or _is_head(act)


def _in(states: set[TaskState], sentence: str) -> Any:
    def when(act: _Act) -> Refusal | None:
        return None if act.record.state in states else wrong_state(sentence)

    return when


def open_extension(task: Task) -> Extension | None:
    """The wish for a later date that waits for its answer."""
    return next((wish for wish in task.extensions if wish.accepted is None), None)


def reporting_group(
    task: Task, today: date, off: Collection[date] = PUBLIC_HOLIDAYS
) -> Literal["done_on_time", "done_late", "running_in_time", "running_late"] | None:
    """Which of the four reporting groups a task is in; ended without a result: none. What is due on a day off is due
    on the next working day (Bộ luật Dân sự 91/2015/QH13 art. 148.5). ``off``: the agency's days off."""
    if task.state in ("cancelled", "wrong_unit"):
        return None
    due = working_day_from(day(task.due), off) if task.due else None
    if task.state == "completed":
        late = due is not None and task.completed_on is not None and day(task.completed_on) > due
        return "done_late" if late else "done_on_time"
    return "running_late" if due is not None and today > due else "running_in_time"


def _extension_when(act: _Act) -> Refusal | None:
    if act.record.state not in _RUNNING:
        return wrong_state("Chỉ xin gia hạn được nhiệm vụ đang thực hiện.")
    if open_extension(act.record) is not None:
        return wrong_state("Đang có một đề nghị gia hạn chờ trả lời.")
    return None


def _answer_when(act: _Act) -> Refusal | None:
    if act.record.state in {"completed", "wrong_unit", "cancelled"} or open_extension(act.record) is None:
        return wrong_state("Không có đề nghị gia hạn nào chờ trả lời.")
    return None


# --- arguments -----------------------------------------------------------------------------------------------------


def _reason(sentence: str) -> Any:
    return lambda act: required_text(act.args, "reason", sentence)


def _executors_refusal(args: Mapping[str, Any], context: TaskContext) -> Refusal | None:
    chosen = id_list(args.get("executor_ids"))
    if not chosen:
        return invalid("executor_ids", "Cần chọn ít nhất một người thực hiện.")
    if context.people is not None and not set(chosen) <= context.people:
        return invalid("executor_ids", "Người thực hiện không có hoặc đã ngừng hoạt động.")
    return None


def _assign_valid(act: _Act) -> Refusal | None:
    found = _executors_refusal(act.args, act.context) or optional_text(act.args, "note")
    found = found or optional_day(act.args, "due", moment=True)
    due = act.args.get("due")
    if found is None and due and act.record.due and day(due) > day(act.record.due):
        return invalid("due", "Hạn giao không được sau hạn của nhiệm vụ.")
    return found


def _edit_valid(act: _Act) -> Refusal | None:
    if act.record.state != "new" and act.args.get("unit_id", act.record.unit_id) != act.record.unit_id:
        return invalid("unit_id", "Đơn vị đã tiếp nhận nên không đổi đơn vị được; hãy hủy và giao lại.")
    return check_fields(act.args, act.context)


def _milestones(value: object) -> list[Milestone] | None:
    if value is None:
        return []
    if not isinstance(value, (list, tuple)) or len(value) > 100:
        return None
    steps: list[Milestone] = []
    for item in value:
        fields = {"text": item} if isinstance(item, str) else item
        if not isinstance(fields, Mapping) or not text_of(fields, "text") or optional_day(fields, "due", moment=True):
            return None
        steps.append(Milestone(text=text_of(fields, "text"), due=fields.get("due")))
    return steps


def _plan_valid(act: _Act) -> Refusal | None:
    if _milestones(act.args.get("milestones")) is None:
        return invalid("milestones", "Các mốc của kế hoạch không đúng.")
    return required_text(act.args, "text", "Cần ghi kế hoạch thực hiện.")


def _report_valid(act: _Act) -> Refusal | None:
    percent = act.args.get("percent")
    if not isinstance(percent, int) or isinstance(percent, bool) or not 0 <= percent <= 100:
        return invalid("percent", "Tỷ lệ hoàn thành phải là số nguyên từ 0 đến 100.")
    if act.args.get("file_ids") is not None and id_list(act.args["file_ids"]) is None:
        return invalid("file_ids", "Danh sách tệp không đúng.")
    return required_text(act.args, "text", "Cần ghi kết quả thực hiện.")


def _extension_valid(act: _Act) -> Refusal | None:
    due = act.args.get("due")
    if not is_date(due) and not is_moment(due):
        return invalid("due", "Cần chọn hạn mới.")
    if act.record.due and day(str(due)) <= day(act.record.due):
        return invalid("due", "Hạn mới phải sau hạn hiện tại.")
    return required_text(act.args, "reason", "Cần ghi lý do xin gia hạn.")


def check_fields(args: Mapping[str, Any], context: TaskContext) -> Refusal | None:
    """Refuses the first field of a new or edited task that cannot stand."""
    found = first(
        (
            optional_text(args, "title", TITLE_LENGTH),
            optional_text(args, "content", LONG_TEXT),
            optional_text(args, "source_document_id", 100),
            optional_day(args, "due", moment=True),
        )
    )
    if found is not None:
        return found
    if "title" in args and not text_of(args, "title"):
        return invalid("title", "Cần ghi tên nhiệm vụ.")
    if args.get("source", "unit") not in get_args(TaskSource):
        return invalid("source", "Nguồn giao nhiệm vụ không đúng.")
    if "unit_id" in args:
        unit = args["unit_id"]
        if not isinstance(unit, str) or not unit or (context.units is not None and unit not in context.units):
            return invalid("unit_id", "Không có đơn vị này.")
    others = id_list(args.get("coordinating_unit_ids", []))
    if others is None or (context.units is not None and not set(others) <= context.units):
        return invalid("coordinating_unit_ids", "Đơn vị phối hợp không đúng.")
    return None


# --- effects -------------------------------------------------------------------------------------------------------

_FIELDS = ("title", "content", "source", "source_document_id", "unit_id", "coordinating_unit_ids", "due")


def _edited(task: Task, args: Mapping[str, Any]) -> Task:
    changes: dict[str, Any] = {name: args[name] for name in _FIELDS if name in args}
    changes |= {name: text_of(args, name) for name in ("title", "content") if name in args}
    return replace(task, **changes)


def _assign(act: _Act) -> TaskMoved:
    state: TaskState = "in_progress" if act.record.state == "in_progress" else "assigned"
    task = replace(
        act.record,
        state=state,
        executor_ids=id_list(act.args["executor_ids"]) or [],
        due=act.args.get("due") or act.record.due,
    )
    return Moved(task, "assigned", text_of(act.args, "note"))


def _plan(act: _Act) -> TaskMoved:
    text = text_of(act.args, "text")
    steps = _milestones(act.args.get("milestones")) or []
    return Moved(replace(act.record, state="in_progress", plan=text, milestones=steps), "planned", text)


def _report(act: _Act) -> TaskMoved:
    report = TaskReport(
        id=act.new_id(),
        at=act.now,
        by=act.actor.id,
        percent=act.args["percent"],
        text=text_of(act.args, "text"),
        file_ids=id_list(act.args.get("file_ids") or []) or [],
    )
    state: TaskState = "reported" if report.percent == 100 else "in_progress"
    task = replace(act.record, state=state, progress=report.percent, reports=[*act.record.reports, report])
    return Moved(task, "reported", report.text)


def _accept(act: _Act) -> TaskMoved:
    result = act.record.reports[-1].text if act.record.reports else act.record.result
    done_on = vietnam_date(act.now).isoformat()
    task = replace(act.record, state="completed", progress=100, result=result, completed_on=done_on)
    return Moved(task, "accepted", text_of(act.args, "comment"))


def _ask_extension(act: _Act) -> TaskMoved:
    reason = text_of(act.args, "reason")
    wish = Extension(id=act.new_id(), by=act.actor.id, at=act.now, due=act.args["due"], reason=reason)
    return Moved(replace(act.record, extensions=[*act.record.extensions, wish]), "extension_asked", reason)


def _answer_extension(act: _Act) -> TaskMoved:
    accepted, waiting = bool(act.args["accept"]), open_extension(act.record)
    extensions = [
        replace(wish, accepted=accepted, answered_by=act.actor.id, answered_at=act.now) if wish is waiting else wish
        for wish in act.record.extensions
    ]
    due = waiting.due if accepted and waiting is not None else act.record.due
    action = "extension_granted" if accepted else "extension_refused"
    return Moved(replace(act.record, extensions=extensions, due=due), action, text_of(act.args, "comment"))


def _to(state: TaskState, event: str, note: str) -> Any:
    return lambda act: Moved(replace(act.record, state=state), event, text_of(act.args, note))


_HEAD = "Chỉ thủ trưởng đơn vị được giao mới làm được việc này."
_EXECUTOR = "Chỉ người thực hiện nhiệm vụ mới làm được việc này."
_GIVER = "Chỉ người giao nhiệm vụ mới làm được việc này."


def _no_arguments(_act: _Act) -> Refusal | None:
    return None


TABLE: Table[Task, TaskContext] = Table(
    {
        "edit": Rule(
            _is_giver,
            _GIVER,
            _in({"new", "received", "assigned", "in_progress"}, "Nhiệm vụ đã kết thúc hoặc đã báo cáo."),
            _edit_valid,
            lambda act: Moved(_edited(act.record, act.args), "edited"),
        ),
        "receive": Rule(
            _is_head,
            _HEAD,
            _in({"new"}, "Nhiệm vụ đã được tiếp nhận."),
            _no_arguments,
            _to("received", "received", ""),
        ),
        "refuse": Rule(
            _is_head,
            _HEAD,
            _in({"new", "received"}, "Chỉ trả lại được nhiệm vụ chưa giao thực hiện."),
            _reason("Cần ghi lý do trả lại nhiệm vụ."),
            _to("wrong_unit", "refused", "reason"),
        ),
        "assign": Rule(
            _is_head,
            _HEAD,
            _in({"received", "assigned", "in_progress"}, "Cần tiếp nhận nhiệm vụ trước khi giao thực hiện."),
            _assign_valid,
            _assign,
        ),
        "plan": Rule(
            _is_executor,
            _EXECUTOR,
            _in({"assigned", "in_progress"}, "Chỉ lập kế hoạch được cho nhiệm vụ đã giao và chưa báo cáo xong."),
            _plan_valid,
            _plan,
        ),
        "report": Rule(
            _is_executor,
            _EXECUTOR,
            _in({"in_progress"}, "Cần lập kế hoạch trước khi báo cáo; nhiệm vụ đã báo cáo xong thì chờ người giao."),
            _report_valid,
            _report,
        ),
        "accept": Rule(
            _is_giver,
            _GIVER,
            _in({"reported"}, "Chỉ chấp nhận được nhiệm vụ đã báo cáo hoàn thành."),
            lambda act: optional_text(act.args, "comment"),
            _accept,
        ),
        "return": Rule(
            _is_giver,
            _GIVER,
            _in({"reported"}, "Chỉ trả lại được báo cáo hoàn thành."),
            lambda act: required_text(act.args, "comment", "Cần ghi lý do trả lại báo cáo."),
            _to("in_progress", "returned", "comment"),
        ),
        "ask-extension": Rule(
            _asks,
            "Chỉ người thực hiện hoặc thủ trưởng đơn vị mới xin gia hạn được.",
            _extension_when,
            _extension_valid,
            _ask_extension,
        ),
        "answer-extension": Rule(
            _is_giver,
            _GIVER,
            _answer_when,
            lambda act: required_flag(act.args, "accept", "Cần chọn đồng ý hay từ chối gia hạn."),
            _answer_extension,
        ),
        "cancel": Rule(
            _is_giver,
            _GIVER,
            _in({"new", "received", "assigned", "in_progress", "reported"}, "Nhiệm vụ đã kết thúc."),
            _reason("Cần ghi lý do hủy nhiệm vụ."),
            _to("cancelled", "cancelled", "reason"),
        ),
    },
    "task",
    task_audience,
)

ACTIONS: tuple[str, ...] = tuple(TABLE.rules)
check = TABLE.check
move = TABLE.move
actions = TABLE.actions


def check_create(args: Mapping[str, Any], actor: Actor, context: TaskContext) -> Refusal | None:
    """Leaders, heads of units and the ministry's clerk give tasks, with a title and a unit."""
    of_ministry = "clerk" in actor.roles and actor.unit_id == context.ministry_id
    if not {"leader", "unit_head"} & actor.roles and not of_ministry:
        return forbidden("Chỉ lãnh đạo, thủ trưởng đơn vị và văn thư bộ mới giao nhiệm vụ.")
    if not text_of(args, "unit_id"):
        return invalid("unit_id", "Cần chọn đơn vị thực hiện.")
    return required_text(args, "title", "Cần ghi tên nhiệm vụ.", TITLE_LENGTH) or check_fields(args, context)


def created(args: Mapping[str, Any], actor: Actor, task_id: str) -> TaskMoved:
    """A new task that :func:`check_create` let pass."""
    blank = Task(id=task_id, title="", assigned_by=actor.id, unit_id=args["unit_id"])
    return Moved(_edited(blank, args), "created")
