"""The answer stands on both records on the screen, and each leads to the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.clerk_desk import clerk_desk
from tests.ministry import Ministry
from voffice_desktop.domain.records import IncomingDocument, OutgoingDocument
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ListQuery
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button
from voffice_desktop.ui.intake.answer_dialog import AnswerDialog
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.theme.engine import ThemeEngine


@pytest.fixture
def desk(ministry: Ministry, tmp_path: Path) -> Iterator[Desk]:
    with clerk_desk(ministry, tmp_path / "profile") as opened:
        yield opened


@pytest.fixture
def window(desk: Desk, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    theme, tasks, bridge = ThemeEngine(qapp), Tasks(), Bridge()
    bridge.listen(desk)
    made = MainWindow(Context(desk, theme, tasks, bridge, Preferences(None)))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    bridge.close()
    tasks.close()


def links(window: MainWindow) -> dict[str, Button]:
    return {each.text(): each for each in window.properties.findChildren(Button) if ": " in each.text()}


def test_link_and_follow(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    incoming = next(row for row in desk.lists.rows(ListQuery("incoming_document")) if row.status == "registered")
    answer = next(row for row in desk.lists.rows(ListQuery("outgoing_document")) if row.symbol)
    window.go("incoming_document", "all")
    window.open_record("incoming_document", incoming.id)

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, AnswerDialog):
            QTimer.singleShot(50, choose)
            return
        assert not dialog.take.isEnabled() or dialog.list.count()
        QTest.keyClicks(dialog.words, answer.symbol)
        qtbot.waitUntil(
            lambda: dialog.list.count() > 0 and dialog.list.item(0).data(Qt.ItemDataRole.UserRole) == answer.id,
            timeout=10_000,
        )
        QTest.keyClick(dialog.words, Qt.Key.Key_Return)

    QTimer.singleShot(50, choose)
    window.action_bar.ask("link-answer")
    desk.sync.run()

    def linked() -> bool:
        detail = desk.details.get("outgoing_document", answer.id)
        return detail is not None and isinstance(detail.record, OutgoingDocument) and bool(detail.record.answers)

    def synced() -> bool:
        desk.sync.run()
        return linked()

    qtbot.waitUntil(synced, timeout=20_000)
    qtbot.waitUntil(lambda: any(text.startswith("Văn bản trả lời") for text in links(window)), timeout=10_000)
    next(each for text, each in links(window).items() if text.startswith("Văn bản trả lời")).click()
    assert window.detail is not None and window.detail.record.id == answer.id
    back = next(each for text, each in links(window).items() if text.startswith("Trả lời văn bản"))
    back.click()
    assert isinstance(window.detail.record, IncomingDocument) and window.detail.record.id == incoming.id
