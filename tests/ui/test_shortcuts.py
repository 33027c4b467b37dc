"""The one table of keys has no clash, and plain letters rest while somebody types."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener
from voffice_desktop.ui.shortcuts import SHORTCUTS
from voffice_desktop.ui.window_keys import is_plain


def test_ids_are_unique_and_every_key_is_known_to_qt() -> None:
    assert len({each.id for each in SHORTCUTS}) == len(SHORTCUTS)
    for each in SHORTCUTS:
        for keys in each.keys:
            assert not QKeySequence(keys).isEmpty(), each.id


def test_no_two_acts_share_a_key_where_both_hold() -> None:
    together = Counter(
        QKeySequence(keys).toString() for each in SHORTCUTS if each.scope != "form" for keys in each.keys
    )
    assert [keys for keys, count in together.items() if count > 1] == []


def test_plain_letters_hold_in_lists_reader_and_pen_alone() -> None:
    loose = [each.id for each in SHORTCUTS for keys in each.keys if is_plain(keys) and each.scope == "window"]
    assert loose == ["help"]


def test_letters_move_in_the_list_and_type_in_a_field(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.list.focus_view()
    qtbot.waitUntil(window.list.list.hasFocus)
    before = window.list.current_row()
    qtbot.keyClick(window.list.list, Qt.Key.Key_J)
    after = window.list.current_row()
    assert before is not None
    assert after is not None
    assert before.id != after.id
    window.list.focus_filter()
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_J)
    assert field.text() == "j"
