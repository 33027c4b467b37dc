"""The window: records open, acts are queued with what was typed, states are said, nothing is lost on refusal."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener
from tests.ui.sample_desk import OFFLINE, SampleActs, SampleLists, SampleSync, sample_desk
from voffice_desktop.errors import MachineFault, Rejected
from voffice_desktop.services.values import Changed
from voffice_desktop.ui.act_forms import ActDialog
from voffice_desktop.ui.main_window import MainWindow


def in_dialog(text: str, *, send: bool) -> None:
    """Type into the dialog that is about to open, then send or close it."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ActDialog)
        dialog.restore(text)
        if send:
            dialog.send.click()
        else:
            dialog.reject()

    QTimer.singleShot(50, act)


def comment(window: MainWindow) -> None:
    assert window.action_bar.ask("comment")


def test_the_first_row_opens_beside_the_list(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window.detail is not None)
    assert window.detail is not None
    assert window.detail.record.id == "incoming_document-000"


def test_an_act_is_queued_with_its_text(qtbot: QtBot, open_window: Opener) -> None:
    desk = sample_desk()
    acts = cast("SampleActs", desk.acts)
    window = open_window(desk)
    qtbot.waitUntil(lambda: window.detail is not None)
    in_dialog("Đề nghị làm rõ kinh phí.", send=True)
    comment(window)
    qtbot.waitUntil(acts.happened.is_set)
    assert acts.done == [
        ("POST", "/incoming-documents/incoming_document-000/comment", {"text": "Đề nghị làm rõ kinh phí."})
    ]


def test_a_closed_dialog_and_a_refusal_keep_the_text(qtbot: QtBot, open_window: Opener) -> None:
    desk = sample_desk()
    key = "text:comment:incoming_document-000"
    window = open_window(desk)
    qtbot.waitUntil(lambda: window.detail is not None)
    in_dialog("Chưa xong", send=False)
    comment(window)
    qtbot.waitUntil(lambda: desk.drafts.load(key) == "Chưa xong".encode())
    cast("SampleActs", desk.acts).refuse = Rejected("forbidden")
    in_dialog("Đã xong", send=True)
    comment(window)
    qtbot.waitUntil(lambda: desk.drafts.load(key) == "Đã xong".encode())
    assert window.action_bar.isEnabled()


def test_a_change_reaches_list_and_properties(qtbot: QtBot, open_window: Opener) -> None:
    desk = sample_desk()
    rows = cast("SampleLists", desk.lists).data["incoming_document"]
    window = open_window(desk)
    qtbot.waitUntil(lambda: window.detail is not None)
    rows[0] = replace(rows[0], title="Trích yếu đã sửa")
    cast("SampleSync", desk.sync).tell(Changed("incoming_document", frozenset({rows[0].id})))
    qtbot.waitUntil(lambda: window.detail is not None and window.detail.row.title == "Trích yếu đã sửa")


def test_offline_is_said_and_work_goes_on(qtbot: QtBot, open_window: Opener) -> None:
    desk = sample_desk()
    window = open_window(desk)
    cast("SampleSync", desk.sync).tell(OFFLINE)
    qtbot.waitUntil(window.banner.isVisible)
    assert window.top.sync.text() == "Ngoại tuyến · 3 thay đổi chờ gửi"
    assert window.list.isEnabled()


def test_a_damaged_cache_is_a_sentence_and_not_an_empty_list(qtbot: QtBot, open_window: Opener) -> None:
    desk = sample_desk()
    window = open_window(desk)
    cast("SampleLists", desk.lists).broken = MachineFault("cache_damaged")
    window.go("slip")
    assert "bị hỏng" in window.list.notice_text()


def test_an_empty_list_says_so(open_window: Opener) -> None:
    window = open_window(sample_desk(empty=True))
    assert window.list.notice_text() == "Không còn việc nào ở đây."


def test_reading_for_a_while_marks_as_read(qtbot: QtBot, open_window: Opener) -> None:
    desk = sample_desk()
    rows = cast("SampleLists", desk.lists).data["incoming_document"]
    assert rows[0].unread
    open_window(desk)
    qtbot.waitUntil(lambda: not rows[0].unread, timeout=4000)
