"""Tasks of the demo in every state, some late, some with an extension asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from voffice_desktop.domain.records import Extension, Milestone, Task, TaskReport, TaskSource, TaskState
from voffice_desktop.server.demo import wording
from voffice_desktop.server.demo.fixed import NOW, TODAY, dice, fixed_id, utc, vietnam_date
from voffice_desktop.server.demo.ledger import Ledger
from voffice_desktop.server.demo.ministry import HEADS, OFFICERS

_STATES: tuple[TaskState, ...] = (
    "new", "received", "assigned", "in_progress", "in_progress", "reported", "completed", "completed", "wrong_unit",
    "cancelled",
)  # fmt: skip
_UNITS = ("KCB", "QLD", "KCB", "VPB", "QLD", "KCB", "TTRB")
_SOURCES: tuple[TaskSource, ...] = ("government", "prime_minister", "minister", "unit")
_PRODUCTS = ("Báo cáo", "Tờ trình kèm dự thảo Quyết định", "Kế hoạch triển khai", "Đề án", "Công văn hướng dẫn")
COUNT = 70


@dataclass(frozen=True, slots=True)
class _Steps:
    """How far a task has come."""

    received: bool
    assigned: bool
    planned: bool
    reports: int


_REACHED: dict[TaskState, _Steps] = {
    "new": _Steps(False, False, False, 0),
    "wrong_unit": _Steps(False, False, False, 0),
    "received": _Steps(True, False, False, 0),
    "assigned": _Steps(True, True, False, 0),
    "in_progress": _Steps(True, True, True, 2),
    "cancelled": _Steps(True, True, True, 0),
    "reported": _Steps(True, True, True, 3),
    "completed": _Steps(True, True, True, 3),
}


def make_tasks(ledger: Ledger) -> None:
    """Lay down the tasks; every state comes at every seventh unit."""
    for index in range(COUNT):
        state = _STATES[index % len(_STATES)]
        make_task(
            ledger, f"task/{index}", state, _UNITS[index % len(_UNITS)], NOW - timedelta(days=6 + index * 3 // 2)
        )


def make_task(
    ledger: Ledger, name: str, state: TaskState, unit: str, start: datetime, *, brief: bool = False
) -> None:
    """One task given at ``start``, led to ``state``; ``brief`` leaves out its timeline and reports."""
    chance, steps = dice(name), _REACHED[state]
    source = chance.choice(_SOURCES)
    giver = HEADS[unit] if source == "unit" else chance.choice(("botruong", "thutruong1", "thutruong2"))
    giver_id, head_id = ledger.user(giver), ledger.user(HEADS[unit])
    officers = [ledger.user(account) for account in OFFICERS[unit]]
    executors = officers[: chance.randint(1, len(officers))] if steps.assigned else []
    topic = chance.choice(wording.TOPICS[unit])
    record_id = fixed_id(name, start)
    due = vietnam_date(start) + timedelta(days=chance.choice((10, 14, 20, 30, 60, 90)))
    at, reports = start + timedelta(hours=20), []
    progress = 0
    for number in range(0 if brief else steps.reports):
        at += timedelta(hours=chance.randint(12, 20))
        final = state != "in_progress" and number == steps.reports - 1
        progress = 100 if final else min(90, progress + chance.randint(15, 35))
        text = wording.REPORTS[-1] if final else chance.choice(wording.REPORTS[:-1])
        reports.append(
            TaskReport(
                id=fixed_id(f"{name}/report/{number}", at), at=utc(at), by=executors[0], percent=progress, text=text
            )
        )
    if brief and state == "completed":
        progress = 100
    accepted = at + timedelta(hours=20)
    milestones = [
        Milestone(text="Hoàn thành dự thảo, lấy ý kiến", due=(due - timedelta(days=6)).isoformat()),
        Milestone(text="Trình lãnh đạo xem xét", due=(due - timedelta(days=2)).isoformat()),
    ]
    extensions = []
    if state == "in_progress" and chance.random() < 0.5 and not brief:
        answered = chance.choice((None, True, False))
        extensions.append(
            Extension(
                id=fixed_id(f"{name}/extension", at),
                by=executors[0],
                at=utc(at),
                due=(due + timedelta(days=10)).isoformat(),
                reason="Chờ ý kiến của một số bộ, ngành.",
                accepted=answered,
                answered_by=None if answered is None else giver_id,
                answered_at=None if answered is None else utc(at + timedelta(hours=5)),
            )
        )
        if answered:
            due += timedelta(days=10)
    task = Task(
        id=record_id,
        version=1 + sum((steps.received, steps.assigned, steps.planned, steps.reports, state == "completed")),
        source=source,
        title=f"{chance.choice(_PRODUCTS)} về {topic}",
        content=f"{chance.choice(wording.DIRECTIONS)} Sản phẩm gửi về Văn phòng Bộ để tổng hợp, báo cáo lãnh đạo.",
        assigned_by=giver_id,
        unit_id=ledger.unit(unit),
        coordinating_unit_ids=[ledger.unit(chance.choice([code for code in OFFICERS if code != unit]))]
        if chance.random() < 0.5
        else [],
        executor_ids=executors,
        due=due.isoformat() if chance.random() < 0.93 else None,
        plan="Nghiên cứu, xây dựng dự thảo; lấy ý kiến; hoàn thiện, trình ký." if steps.planned else "",
        milestones=milestones if steps.planned else [],
        progress=progress,
        result=chance.choice(wording.RESULTS) if state == "completed" else "",
        state=state,
        reports=reports,
        extensions=extensions,
        completed_on=min(vietnam_date(accepted), TODAY).isoformat() if state == "completed" else None,
    )
    ledger.put(task, giver_id)
    if brief:
        return

    def event(actor: str, when: datetime, action: str, note: str = "") -> None:
        ledger.event("task", record_id, actor, when, action, note)

    event(giver_id, start, "created")
    if state == "wrong_unit":
        event(head_id, start + timedelta(hours=4), "refused", "Nội dung không thuộc chức năng của đơn vị.")
    if steps.received:
        event(head_id, start + timedelta(hours=4), "received")
    if steps.assigned:
        event(head_id, start + timedelta(hours=6), "assigned", chance.choice(wording.DIRECTIONS))
    if steps.planned:
        event(executors[0], start + timedelta(hours=18), "planned")
    for report in reports:
        event(report.by, datetime.fromisoformat(report.at), "reported", f"{report.percent}%: {report.text}")
    for asked in extensions:
        event(asked.by, datetime.fromisoformat(asked.at), "extension_asked", asked.reason)
        if asked.answered_at is not None:
            action = "extension_granted" if asked.accepted else "extension_refused"
            event(giver_id, datetime.fromisoformat(asked.answered_at), action)
    if state == "completed":
        event(giver_id, accepted, "accepted")
    if state == "cancelled":
        event(giver_id, at + timedelta(hours=30), "cancelled", "Nhiệm vụ được gộp vào chương trình khác.")
