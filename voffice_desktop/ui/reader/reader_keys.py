"""The reader's keys, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from voffice_desktop.ui.reader.buttons import shortcut

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader


def bind(reader: Reader) -> None:
    """Make the keys work while the focus is in the reader."""
    for keys, act in (
        (QKeySequence.StandardKey.Find, reader.find_bar.open_bar),
        (QKeySequence.StandardKey.Copy, reader.copy),
        (QKeySequence.StandardKey.Print, reader.taking.print),
        ("Ctrl+A", reader.select_page),
        ("Ctrl+G", reader.ask_page),
        ("F3", reader.find_bar.next),
        ("Shift+F3", reader.find_bar.previous),
        ("F9", lambda: reader.show_in_drawer(0)),
        ("F4", lambda: reader.show_in_drawer(1)),
        ("Ctrl+W", reader.tabs.close_current),
        ("Ctrl+Shift+T", reader.tabs.reopen),
        ("Ctrl+Tab", lambda: reader.tabs.cycle(1)),
        ("Ctrl+Shift+Tab", lambda: reader.tabs.cycle(-1)),
        ("Ctrl+Shift+PgUp", lambda: reader.tabs.move_current(-1)),
        ("Ctrl+Shift+PgDown", lambda: reader.tabs.move_current(1)),
        ("F11", reader.toggle_full_screen),
        ("Esc", lambda: step_back(reader)),
        ("Ctrl+0", lambda: reader.view.set_fit("width")),
        ("Ctrl++", lambda: reader.view.set_percent(reader.view.percent * 1.25)),
        ("Ctrl+=", lambda: reader.view.set_percent(reader.view.percent * 1.25)),
        ("Ctrl+-", lambda: reader.view.set_percent(reader.view.percent / 1.25)),
        ("Ctrl+Shift+Right", lambda: reader.turn(90)),
        ("Ctrl+Shift+Left", lambda: reader.turn(-90)),
        ("Alt+Down", reader.next_record.emit),
        ("Alt+Up", reader.previous_record.emit),
    ):
        shortcut(reader, keys).activated.connect(act)


def step_back(reader: Reader) -> None:
    """One step back at a time: what is chosen, the search, the whole screen."""
    if reader.pen.lasso.chosen:
        reader.pen.lasso.chosen = []
        reader.view.viewport().update()
    elif reader.find_bar.isVisible():
        reader.find_bar.close_bar()
    else:
        reader.leave_full_screen()
