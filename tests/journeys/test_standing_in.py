"""Ủy quyền through real windows: a leader goes away, a deputy decides in the leader's name, the leader comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.journeys.seats import Seat, Seats, in_dialog, until
from voffice_desktop.clock import utc_now
from voffice_desktop.domain.calendar import VIETNAM
from voffice_desktop.services.slip_writing import SlipWriting
from voffice_desktop.services.substitutes import Substitutes
from voffice_desktop.services.values import ListQuery
from voffice_desktop.ui.slips.approve import ApproveDialog
from voffice_desktop.ui.slips.leader_desk import LeaderDesk
from voffice_desktop.ui.substitutes.screen import KEY, SubstitutesScreen


@pytest.fixture(scope="module")
def deputy_seat(staff: Seats) -> Seat:
    """Another leader, who stands in."""
    return staff("thutruong2")


def screen(seat: Seat) -> Any:
    assert seat.window is not None
    return seat.window.pages.currentWidget()


def hand_over(qtbot: QtBot, leader: Seat, deputy: Seat) -> None:
    """The leader fills the form: today and three days more."""
    window = leader.open_window(qtbot)
    window.go(KEY)
    form = cast("SubstitutesScreen", screen(leader))
    until(qtbot, lambda: form.substitute.count() > 0)
    assert not form.give.isEnabled()
    secretaries = {each.id for each in form.substitutes.users() if "secretary" in each.roles}
    offered = {str(form.substitute.itemData(at)) for at in range(form.substitute.count())}
    assert deputy.desk.user.id in offered
    assert not secretaries & offered
    assert leader.desk.user.id not in offered
    form.substitute.choose(deputy.desk.user.id)
    today = utc_now().astimezone(VIETNAM).date()
    form.first.set_value(today.isoformat())
    form.last.set_value((today + timedelta(days=-2)).isoformat())
    form.last.changed.emit()
    assert not form.give.isEnabled()
    assert form.give.toolTip()
    form.last.set_value((today + timedelta(days=3)).isoformat())
    form.last.changed.emit()
    assert form.give.isEnabled()
    form.note.setText("Đi công tác")
    form.give.click()
    leaders = Substitutes(leader.desk, utc_now)
    until(qtbot, lambda: _synced(leader) and bool(leaders.away()))


def _synced(seat: Seat) -> bool:
    seat.sync()
    return True


def test_a_deputy_decides_for_a_leader_and_no_longer(qtbot: QtBot, deputy_seat: Seat, seats: Seats) -> None:
    leader, deputy = seats("thutruong1"), deputy_seat
    waiting = [
        row.id
        for row in leader.desk.lists.rows(ListQuery("slip", "todo"))
        if (found := leader.slip(row.id)) is not None and found.state == "with_leader"
    ]
    assert waiting
    slip_id = waiting[0]
    assert deputy.slip(slip_id) is None
    hand_over(qtbot, leader, deputy)
    assert leader.window is not None
    until(qtbot, lambda: "thay mặt bạn" in leader.window.standing.text())
    leader.close_window()
    drafter = seats("chuyenvien.kcb")
    drafter.sync()
    writing = SlipWriting(drafter.desk, utc_now)
    form = replace(writing.begin(), leader_id=leader.desk.user.id)
    said = [each.sentence for each in writing.check(form) if "đang vắng mặt" in each.sentence]
    assert len(said) == 1
    assert deputy.desk.user.full_name in said[0]

    deputy.sync()
    assert [each.id for each in deputy.desk.actor().acting_for] == [leader.desk.user.id]
    assert slip_id in {row.id for row in deputy.desk.lists.rows(ListQuery("slip", "todo"), None, 500)}
    window = deputy.open_window(qtbot)
    until(qtbot, lambda: "Đang thay mặt" in window.standing.text())
    window.go("leader_desk")
    desk = cast("LeaderDesk", screen(deputy))
    assert desk.desks.count() == 2
    desk.choose_desk(leader.desk.user.id)
    until(qtbot, lambda: slip_id in {item.row.id for item in desk.list.items()})
    desk.open(slip_id)
    until(qtbot, lambda: desk.detail is not None and desk.detail.record.id == slip_id)
    slip = deputy.slip(slip_id)
    assert slip is not None
    desk.queue.remember_opened(slip)

    def approve(dialog: ApproveDialog) -> None:
        words = " ".join(each.text() for each in dialog.findChildren(QLabel))
        assert f"Thay mặt: {leader.desk.user.full_name}" in words
        dialog.accept()

    in_dialog(ApproveDialog, approve)
    desk.ask("approve")
    until(qtbot, lambda: cast("Any", deputy.slip(slip_id)).state == "approved")
    line = deputy.detail("slip", slip_id).timeline[-1]
    assert (line.pending, line.actor_name, line.on_behalf) == (
        True,
        deputy.desk.user.full_name,
        leader.desk.user.full_name,
    )
    deputy.close_window()
    deputy.sync()
    leader.sync()
    line = next(each for each in leader.detail("slip", slip_id).timeline if each.event.action == "approved")
    assert (line.actor_name, line.on_behalf) == (deputy.desk.user.full_name, leader.desk.user.full_name)

    # The leader is back before the time: the other desk is empty at once, what was done stands.
    back = Substitutes(leader.desk, utc_now)
    back.revoke(back.away()[0].entry.id)
    deputy.sync()
    assert deputy.desk.actor().acting_for == ()
    assert deputy.slip(slip_id) is None
    leader.sync()
    final = leader.slip(slip_id)
    assert final is not None
    assert final.state == "approved"


def test_the_reading_desk_comes_and_goes_with_a_delegation(qtbot: QtBot, staff: Seats) -> None:
    """A specialist's window stays open while a head of department hands over the desk and takes it back."""
    head, specialist = staff("truongphong.kcb"), staff("chuyenvien.kcb")
    specialist.sync()
    window = specialist.open_window(qtbot)
    assert not window.screens.has("leader_desk")
    day = utc_now().astimezone(VIETNAM).date()
    giving = Substitutes(head.desk, utc_now)
    giving.give(head.desk.user.id, specialist.desk.user.id, day, day, "Họp cả ngày")
    until(qtbot, lambda: _synced(specialist) and window.screens.has("leader_desk"))
    assert window.navigation.has("leader_desk")
    window.go("leader_desk")
    assert isinstance(screen(specialist), LeaderDesk)
    until(qtbot, lambda: _synced(head) and bool(giving.away()))
    giving.revoke(giving.away()[0].entry.id)
    until(qtbot, lambda: _synced(specialist) and not window.screens.has("leader_desk"))
    assert window.pages.currentWidget() is window.home
    assert not window.navigation.has("leader_desk")
    specialist.close_window()
