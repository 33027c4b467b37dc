"""The whole life of a slip: five accounts on one real server, through real windows, each offline until it syncs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import cast

from pytestqt.qtbot import QtBot

from tests.journeys.seats import Seat, Seats, in_dialog, sample_pdf, until
from tests.ministry import Ministry
from voffice_desktop.ids import new_id
from voffice_desktop.services.slip_history import SlipHistory
from voffice_desktop.services.slip_queue import SlipQueue
from voffice_desktop.services.values import ListQuery
from voffice_desktop.ui.act_forms import ActDialog
from voffice_desktop.ui.dialogs import ConfirmDialog, Sheet
from voffice_desktop.ui.slips.approve import ApproveDialog
from voffice_desktop.ui.slips.changes import ChangesDialog
from voffice_desktop.ui.slips.editor import SlipEditor
from voffice_desktop.ui.slips.leader_desk import LeaderDesk
from voffice_desktop.ui.slips.secretary_desk import SecretaryDesk


def editor_of(seat: Seat) -> SlipEditor:
    assert seat.window is not None
    return cast("SlipEditor", seat.window.pages.currentWidget())


def can(seat: Seat, slip_id: str, act: str) -> bool:
    """Whether the window shows this slip with that act to be pressed."""
    detail = seat.window.detail if seat.window is not None else None
    if detail is None or detail.record.id != slip_id:
        return False
    return any(each.name == act and each.enabled for each in detail.actions)


def press(qtbot: QtBot, seat: Seat, slip_id: str, act: str, text: str = "") -> None:
    """Open a slip in the seat's window and do an act with a text in its dialog."""
    window = seat.window or seat.open_window(qtbot)
    window.open_record("slip", slip_id)
    until(qtbot, lambda: can(seat, slip_id, act))
    before = len(seat.detail("slip", slip_id).timeline)

    def fill(dialog: ActDialog) -> None:
        dialog.restore(text)
        dialog.send.click()

    in_dialog(ActDialog, fill)
    assert window.action_bar.ask(act)
    until(qtbot, lambda: len(seat.detail("slip", slip_id).timeline) > before)


def resubmit_ready(slip: object, revision: int) -> bool:
    return getattr(slip, "revision", 0) == revision


def test_from_the_first_word_to_the_approval(qtbot: QtBot, seats: Seats, tmp_path: Path) -> None:
    specialist, head, boss = seats("chuyenvien.kcb"), seats("truongphong.kcb"), seats("cuctruong.kcb")
    secretary, leader = seats("thuky.tt1"), seats("thutruong1")
    window = specialist.open_window(qtbot)
    window.screens.begin()
    editor = editor_of(specialist)
    until(qtbot, lambda: editor.form is not None)
    assert editor.form is not None
    slip_id = editor.form.id
    page = editor.page
    assert page.route.route() == [head.desk.user.id, boss.desk.user.id]
    page.title.set_text("Trình ký công văn mẫu về tập huấn")
    page.summary.set_text("Tóm tắt mẫu.")
    page.grounds.set_text("Kế hoạch công tác mẫu.")
    page.proposal.set_text("Kính trình xem xét.")
    page.leader.choose(leader.desk.user.id)
    page.type.choose("CV")
    paper = tmp_path / "Dự thảo công văn.pdf"
    paper.write_bytes(sample_pdf("Du thao mot"))
    page.files.paths_brought.emit([paper])
    until(qtbot, lambda: bool(editor.form and editor.form.files))
    assert editor.form.files[0].role == "draft"
    assert page.route.route() == [head.desk.user.id, boss.desk.user.id]
    in_dialog(ConfirmDialog, lambda dialog: dialog.accept())
    editor.submit()
    # Nothing has left the machine yet, and the list shows the slip on its way.
    until(qtbot, lambda: getattr(specialist.slip(slip_id), "state", "") == "in_review")
    assert specialist.detail("slip", slip_id).row.pending
    assert [entry.file.name for entry in specialist.detail("slip", slip_id).files] == ["Dự thảo công văn.pdf"]
    specialist.sync()
    assert specialist.slip(slip_id) is not None
    assert not specialist.detail("slip", slip_id).row.pending

    head.sync()
    press(qtbot, head, slip_id, "endorse", "Đồng ý trình, nội dung đủ.")
    head.sync()
    boss.sync()
    press(qtbot, boss, slip_id, "return", "Bổ sung số liệu.")
    boss.sync()

    specialist.sync()
    assert specialist.detail("slip", slip_id).row.status == "returned"
    window.open_record("slip", slip_id)
    until(qtbot, lambda: can(specialist, slip_id, "edit"))
    assert window.action_bar.ask("edit")
    until(qtbot, lambda: editor.form is not None and editor.form.id == slip_id)
    assert page.title.text() == "Trình ký công văn mẫu về tập huấn"
    assert page.grounds.text() == "Kế hoạch công tác mẫu."
    assert editor.form.returned is not None
    assert editor.form.returned.comment == "Bổ sung số liệu."
    assert [each.name for each in editor.form.files] == ["Dự thảo công văn.pdf"]
    page.proposal.set_text("Kính trình xem xét, kèm số liệu đã bổ sung.")
    in_dialog(ConfirmDialog, lambda dialog: dialog.accept())
    editor.submit()
    until(qtbot, lambda: resubmit_ready(specialist.slip(slip_id), 2))
    specialist.sync()

    head.sync()
    dialog = ChangesDialog(head.context(), head.detail("slip", slip_id))
    qtbot.addWidget(dialog)
    until(qtbot, dialog.seen.isEnabled)
    assert "đã bổ sung" in dialog.view.toPlainText()
    for seat in (head, boss):
        seat.sync()
        press(qtbot, seat, slip_id, "endorse", "Đồng ý.")
        seat.sync()

    secretary.sync()
    window = secretary.open_window(qtbot)
    window.go("secretary_desk")
    desk = cast("SecretaryDesk", window.pages.currentWidget())
    until(qtbot, lambda: slip_id in [item.row.id for item in desk.list.items()])
    assert "approve" not in desk.buttons()
    desk.open(slip_id)
    until(qtbot, lambda: desk.detail is not None and desk.detail.record.id == slip_id)
    desk.ask("receive")
    until(qtbot, lambda: getattr(secretary.slip(slip_id), "received_by", None) == secretary.desk.user.id)
    desk.read(slip_id)
    desk.toggle_today()
    until(qtbot, lambda: any(item.today for item in desk.list.items() if item.row.id == slip_id))

    def note(form: ActDialog) -> None:
        form.restore("Đã kiểm tra thể thức.")
        form.send.click()

    in_dialog(ActDialog, note)
    desk.ask("forward")
    until(qtbot, lambda: getattr(secretary.slip(slip_id), "state", "") == "with_leader")
    secretary.sync()

    leader.sync()
    window = leader.open_window(qtbot)
    window.go("leader_desk")
    reading = cast("LeaderDesk", window.pages.currentWidget())
    until(qtbot, lambda: slip_id in [item.row.id for item in reading.list.items()])
    reading.open(slip_id)
    item = next(item for item in reading.list.items() if item.row.id == slip_id)
    assert item.today
    assert item.note == "Đã kiểm tra thể thức."
    until(qtbot, lambda: reading.queue.seen(slip_id) == 2)
    in_dialog(ApproveDialog, lambda dialog: dialog.hold.held.emit())
    reading.press_main()
    until(qtbot, lambda: getattr(leader.slip(slip_id), "state", "") == "approved")
    until(qtbot, lambda: slip_id not in [item.row.id for item in reading.list.items()])
    leader.sync()
    for seat in (specialist, head, boss, secretary, leader):
        seat.sync()
        slip = seat.slip(slip_id)
        assert slip is not None
        assert (slip.state, slip.revision) == ("approved", 2)
        assert slip.outgoing_document_id


def underway(ministry: Ministry, stage: str) -> str:
    """A slip brought to a stage by its people through the contract alone."""
    drafter, head, boss = (ministry.person(f"{name}.kcb") for name in ("chuyenvien", "truongphong", "cuctruong"))
    leader = ministry.person("thutruong1")
    file_id = drafter.upload(sample_pdf("Du thao"))
    slip_id = new_id()
    body = {
        "id": slip_id,
        "title": "Phiếu trình mẫu để tranh chấp",
        "leader_id": leader.user["id"],
        "route": [] if stage == "with_secretary" else [{"user_id": boss.user["id"]}],
        "files": [{"id": file_id, "role": "draft"}],
    }
    assert drafter.post("/slips", body).status_code == 201
    assert drafter.post(f"/slips/{slip_id}/submit").status_code == 200
    if stage == "returned":
        answer = boss.post(f"/slips/{slip_id}/return", {"comment": "Trả lại mẫu."})
        assert answer.status_code == 200
    assert head.user
    return slip_id


CLASHES = {
    "return-approve": (
        "with_secretary",
        ("thuky.tt1", [("return", "Thiếu ý kiến phối hợp.")]),
        ("thutruong1", [("approve", "Đồng ý ban hành.")]),
        {"thuky.tt1": "returned", "thutruong1": "approved"},
    ),
    "forward-withdraw": (
        "with_secretary",
        ("thuky.tt1", [("receive", ""), ("forward", "Kính trình.")]),
        ("chuyenvien.kcb", [("withdraw", "")]),
        {"thuky.tt1": "with_leader", "chuyenvien.kcb": "draft"},
    ),
    "edit-take-back": (
        "returned",
        ("chuyenvien.kcb", [("edit", "Đề xuất đã sửa khi ngoại tuyến.")]),
        ("cuctruong.kcb", [("take-back", "")]),
        {"chuyenvien.kcb": "returned", "cuctruong.kcb": "in_review"},
    ),
}
"""The stage, each side's acts with what is typed, and the state that stands when that side comes first."""


def click(qtbot: QtBot, seat: Seat, slip_id: str, act: str, text: str) -> None:
    """Do an act on the slip that the window shows, by its button and whatever it then asks."""
    window = seat.window
    assert window is not None
    until(qtbot, partial(can, seat, slip_id, act))
    before = len(seat.detail("slip", slip_id).timeline)

    def answer(dialog: Sheet) -> None:
        if isinstance(dialog, ApproveDialog):
            dialog.edit.setPlainText(text)
            dialog.hold.held.emit()
        elif isinstance(dialog, ActDialog):
            dialog.restore(text)
            dialog.send.click()
        else:
            dialog.accept()

    if act == "edit":
        assert window.action_bar.ask(act)
        editor = editor_of(seat)
        until(qtbot, lambda: editor.form is not None and editor.form.id == slip_id)
        editor.page.proposal.set_text(text)
        editor.page._save.click()
        until(qtbot, lambda: len(seat.detail("slip", slip_id).timeline) > before)
        window.open_record("slip", slip_id)
        return
    if act == "approve":  # what was not opened on the reading desk cannot be approved
        window.go("leader_desk")
        reading = cast("LeaderDesk", window.pages.currentWidget())
        until(qtbot, lambda: slip_id in [item.row.id for item in reading.list.items()])
        reading.open(slip_id)
        until(qtbot, lambda: reading.queue.seen(slip_id) == 1)
        in_dialog(Sheet, answer)
        reading.press_main()
        until(qtbot, lambda: len(seat.detail("slip", slip_id).timeline) > before)
        window.open_record("slip", slip_id)
        return
    if act != "receive":
        in_dialog(Sheet, answer)
    assert window.action_bar.ask(act)
    until(qtbot, lambda: len(seat.detail("slip", slip_id).timeline) > before)


def test_clashing_acts_have_one_outcome_on_all_screens_and_lose_nothing(
    qtbot: QtBot, seats: Seats, ministry: Ministry
) -> None:
    """Each pair of the issue in both orders, clicked in the windows that both people have open on the slip."""
    for account in ("thuky.tt1", "thutruong1", "chuyenvien.kcb", "cuctruong.kcb"):
        seats(account).open_window(qtbot)
    for clash in CLASHES:
        for order in ((0, 1), (1, 0)):
            clashing(qtbot, seats, ministry, clash, order)


def shows(seat: Seat, slip_id: str) -> str:
    """The state in which a window shows a slip; empty when it does not show it."""
    detail = seat.window.detail if seat.window is not None else None
    return str(getattr(detail.record, "state", "")) if detail is not None and detail.record.id == slip_id else ""


def _shows_as(seat: Seat, slip_id: str, state: str) -> bool:
    return shows(seat, slip_id) == state


def clashing(qtbot: QtBot, seats: Seats, ministry: Ministry, clash: str, order: tuple[int, int]) -> None:
    """Both act without the other's knowledge, then go online in an order."""
    stage, one, other, outcome = CLASHES[clash]
    slip_id = underway(ministry, stage)
    sides = [(seats(account), account, acts) for account, acts in (one, other)]
    for seat, _account, _acts in sides:
        seat.sync()
        assert seat.slip(slip_id) is not None
        assert seat.window is not None
        seat.window.open_record("slip", slip_id)
        until(qtbot, partial(_shows_as, seat, slip_id, stage))
    for seat, _account, acts in sides:
        for name, text in acts:
            click(qtbot, seat, slip_id, name, text)
    first, second = sides[order[0]], sides[order[1]]
    first[0].sync()
    second[0].sync()
    for seat, _account, _acts in sides:
        seat.sync()
    expected = outcome[first[1]]
    truth = ministry.person(first[1]).get(f"/slips/{slip_id}").json()
    assert truth["state"] == expected
    waiting = [item for item in second[0].desk.attention.items() if item.entity_id == slip_id]
    assert waiting, "the act that came too late waits for its author"
    assert all(any(text in item.text for item in waiting) for _, text in second[2])
    for seat, _account, _acts in sides:
        shown = seat.slip(slip_id)
        if shown is not None:
            assert shown.state == expected, (clash, order)
        wanted = expected if shown is not None else ""
        until(qtbot, partial(_shows_as, seat, slip_id, wanted))
    for item in waiting:
        second[0].desk.attention.discard(item.command_id)


def test_every_disabled_act_says_why(seats: Seats) -> None:
    for account in ("chuyenvien.kcb", "thuky.tt1", "thutruong1"):
        desk = seats(account).desk
        looked = 0
        for kind in ("slip", "task", "incoming_document", "outgoing_document"):
            for row in desk.lists.rows(ListQuery(kind), None, 25):  # type: ignore[arg-type]  # kinds of lists
                detail = desk.details.get(row.kind, row.id)
                assert detail is not None
                silent = [act.name for act in detail.actions if not act.enabled and not act.reason.strip()]
                assert silent == []
                looked += 1
        assert looked


def test_nobody_approves_a_revision_that_was_not_opened_here(seats: Seats, ministry: Ministry) -> None:
    seat = seats("thutruong1")
    queue, history = SlipQueue(seat.desk, seat.clock), SlipHistory(seat.desk)
    slip_id = underway(ministry, "with_secretary")
    seat.sync()
    first = seat.slip(slip_id)
    assert first is not None
    assert [(each, refusal.code) for each, refusal in queue.approve([slip_id])] == [(slip_id, "not_opened")]
    queue.opened(first)
    assert queue.may_approve(first) is None
    secretary, drafter = ministry.person("thuky.tt1"), ministry.person("chuyenvien.kcb")
    assert secretary.post(f"/slips/{slip_id}/return", {"comment": "Bổ sung."}).status_code == 200
    assert drafter.patch(f"/slips/{slip_id}", {"proposal": "Đề xuất mới."}).status_code == 200
    assert drafter.post(f"/slips/{slip_id}/submit").status_code == 200
    seat.sync()
    second = seat.slip(slip_id)
    assert second is not None
    assert second.revision == 2
    # Opening its pages is not enough: the difference comes first.
    queue.opened(second)
    assert [(each, refusal.code) for each, refusal in queue.approve([slip_id])] == [(slip_id, "revision_changed")]
    before, changes = history.changes(slip_id)
    assert before == 1
    assert [change.name for change in changes.fields] == ["Đề xuất, kiến nghị"]
    assert history.revision(slip_id, 1).slip.proposal == ""
    queue.remember_opened(second)
    assert queue.approve([slip_id], "Đồng ý.") == []
    seat.sync()
    third = seat.slip(slip_id)
    assert third is not None
    assert third.state == "approved"
    assert not seat.desk.attention.items()
