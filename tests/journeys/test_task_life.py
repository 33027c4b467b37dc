"""Every act of a task done through the window's own forms: what they send is what the server takes."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QDateEdit, QListWidget, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from tests.journeys.seats import Seat, Seats
from voffice_desktop.domain import tasks
from voffice_desktop.ids import new_id
from voffice_desktop.ui.act_forms import ActDialog, milestones_of
from voffice_desktop.ui.special_acts import SPECIAL_ACTS
from voffice_desktop.ui.tasks.giving import TaskDialog


def through_form(qtbot: QtBot, seat: Seat, task_id: str, act: str, text: str = "", choice: int | None = None) -> None:
    """Fill the act's own form and queue what it says."""
    state = seat.actions("task", task_id)[act]
    assert state.enabled, state.reason
    dialog = ActDialog(seat.context(), state, seat.detail("task", task_id))
    qtbot.addWidget(dialog)
    for edit in dialog.findChildren(QPlainTextEdit):
        if not edit.placeholderText():
            edit.setPlainText(text)
        else:
            edit.setPlainText("05/12 Xong dự thảo\nXin ý kiến")
    for spin in dialog.findChildren(QSpinBox):
        if not isinstance(spin, QDateEdit):
            spin.setValue(100 if choice is None else choice)
    for box in dialog.findChildren(QListWidget):
        for at in range(box.count()):
            if box.item(at).data(256) == seats_id["specialist"]:
                box.item(at).setCheckState(box.item(at).checkState().Checked)
    for combo in dialog.findChildren(QComboBox):
        if combo.accessibleName() and choice is not None:
            combo.setCurrentIndex(choice)
    seat.act(f"/tasks/{task_id}/{act}", dialog.body())
    seat.sync()


seats_id: dict[str, str] = {}


def test_a_task_goes_through_every_act(qtbot: QtBot, seats: Seats) -> None:
    leader, boss, specialist = seats("thutruong1"), seats("cuctruong.kcb"), seats("chuyenvien.kcb")
    seats_id["specialist"] = specialist.desk.user.id
    dialog = TaskDialog(leader.context(), None)
    qtbot.addWidget(dialog)
    dialog.title.setPlainText("Rà soát danh mục mẫu")
    dialog.send.click()
    assert "đơn vị" in dialog._error.text().lower()
    dialog.unit.choose(boss.desk.user.unit_id)
    dialog.due.set_value("2027-03-01")
    task_id = new_id()
    leader.desk.acts.act("POST", "/tasks", {"id": task_id} | dialog.body())
    leader.sync()
    boss.sync()
    through_form(qtbot, boss, task_id, "receive")
    through_form(qtbot, boss, task_id, "assign", "Khẩn trương.")
    assert boss.task(task_id).executor_ids == [specialist.desk.user.id]
    specialist.sync()
    through_form(qtbot, specialist, task_id, "plan", "Làm trong ba bước.")
    assert [step.text for step in specialist.task(task_id).milestones] == ["Xong dự thảo", "Xin ý kiến"]
    through_form(qtbot, specialist, task_id, "report", "Mới bắt đầu.", 0)
    state = specialist.actions("task", task_id)["ask-extension"]
    ask = ActDialog(specialist.context(), state, specialist.detail("task", task_id))
    qtbot.addWidget(ask)
    ask.findChildren(QDateEdit)[0].setDate(ask.findChildren(QDateEdit)[0].date().addYears(1))
    ask.restore("Chờ số liệu của các địa phương.")
    specialist.act(f"/tasks/{task_id}/ask-extension", ask.body())
    specialist.sync()
    leader.sync()
    through_form(qtbot, leader, task_id, "answer-extension", choice=0)
    assert leader.task(task_id).due == ask.body()["due"]
    specialist.sync()
    through_form(qtbot, specialist, task_id, "report", "Đã xong.")
    leader.sync()
    through_form(qtbot, leader, task_id, "return", "Bổ sung phụ lục.")
    specialist.sync()
    through_form(qtbot, specialist, task_id, "report", "Đã bổ sung phụ lục.")
    leader.sync()
    through_form(qtbot, leader, task_id, "accept", "Đạt.")
    assert leader.task(task_id).state == "completed"
    assert not leader.desk.attention.items()
    assert ("task", "edit") in SPECIAL_ACTS
    known = {"receive", "refuse", "assign", "plan", "report", "accept", "return", "cancel", "edit"}
    assert set(tasks.ACTIONS) == known | {"ask-extension", "answer-extension"}


def test_milestones_are_lines_with_a_day_where_one_stands_first() -> None:
    today = date(2026, 11, 20)
    assert milestones_of("05/12 Xong\n- 10/01/2027: Trình\nKhông ngày", today) == [
        {"text": "Xong", "due": "2026-12-05"},
        {"text": "Trình", "due": "2027-01-10"},
        {"text": "Không ngày"},
    ]
