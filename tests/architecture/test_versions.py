"""Versions that matter: what is installed keeps the promises for which it was chosen."""

from __future__ import annotations

import sys

import PySide6
from PySide6.QtWidgets import QApplication, QWidget


def test_a_void_qt_call_leaves_none_alone(qapp: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference of None at every void call and aborts in the end."""
    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    lost = before - sys.getrefcount(None)
    widget.deleteLater()
    assert lost < 100


def test_the_qt_binding_is_of_the_line_that_was_tried() -> None:
    assert PySide6.__version_info__[:2] == (6, 11)
