"""One gesture to the next slip: sideways over the head of what is read, by finger, pen or mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from voffice_desktop.ui.slips.swipe import Swipe


def drawn(over: QWidget, start: QPoint, end: QPoint) -> None:
    """Press, move and let go."""
    QTest.mousePress(over, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(over, end)
    QTest.mouseRelease(over, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def test_a_stroke_sideways_steps_and_nothing_else_does(qtbot: QtBot) -> None:
    head = QWidget()
    qtbot.addWidget(head)
    words = QLabel("Phiếu trình mẫu")
    QVBoxLayout(head).addWidget(words)
    head.resize(400, 80)
    head.show()
    steps: list[int] = []
    Swipe(head, steps.append)
    drawn(head, QPoint(300, 40), QPoint(120, 45))
    drawn(head, QPoint(60, 40), QPoint(240, 30))
    # Beginning on the words counts as well; a tap, a short stroke and one up or down do not.
    drawn(words, QPoint(250, 10), QPoint(90, 12))
    drawn(head, QPoint(200, 40), QPoint(200, 40))
    drawn(head, QPoint(200, 40), QPoint(160, 40))
    drawn(head, QPoint(200, 10), QPoint(120, 75))
    assert steps == [1, -1, 1]
