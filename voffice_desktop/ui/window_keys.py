"""The keys of the window, taken from the one table, and the round of F6."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QTextEdit, QWidget

from voffice_desktop.ui.places import LISTED
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.shortcuts import SHORTCUTS

if TYPE_CHECKING:
    from voffice_desktop.ui.main_window import MainWindow

_TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox)


class WindowKeys(QObject):
    """Joins keys to acts. Plain letters rest while a text field has the focus, or for good if the user says so."""

    def __init__(
        self, window: QWidget, rows: QWidget, preferences: Preferences, acts: dict[str, Callable[[], object]]
    ) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._acts = acts
        self._singles: list[QShortcut] = []
        for each in SHORTCUTS:
            act = acts.get(each.id)
            if act is not None and each.scope != "list":
                for sequence in each.keys:
                    made = QShortcut(QKeySequence(sequence), window, act)
                    if is_plain(sequence):
                        self._singles.append(made)
        self.hold_in(rows)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._focus_changed)

    def hold_in(self, pane: QWidget) -> None:
        """Let the keys of lists work in ``pane`` too: the pages may have a window of their own."""
        self._singles = [each for each in self._singles if shiboken6.isValid(each)]
        for each in SHORTCUTS:
            act = self._acts.get(each.id)
            if act is None or each.scope != "list":
                continue
            for sequence in each.keys:
                made = QShortcut(QKeySequence(sequence), pane, act)
                made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                if is_plain(sequence):
                    self._singles.append(made)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        allowed = self._preferences.flag("single_keys", True) and not isinstance(new, _TEXT_FIELDS)
        for each in self._singles:
            if shiboken6.isValid(each):  # the focus wanders once more while a window is taken apart
                each.setEnabled(allowed)


def acts_by_key(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the window does for each id of the table of keys."""
    return {
        "search": window.focus_search,
        "filter": window.list.focus_filter,
        "sync": window.synchronise,
        "begin": window.screens.begin,
        "next_pane": lambda: window.cycle_panes(1),
        "previous_pane": lambda: window.cycle_panes(-1),
        "properties": window.toggle_properties,
        "attention": lambda: window.go("attention"),
        "rows_view": lambda: window.list.set_table(False),
        "table_view": lambda: window.list.set_table(True),
        "help": window.show_keys,
        "quit": window.close,
        "go_home": lambda: window.go("home"),
        **{f"go_{kind}": partial(window.go, kind) for kind in LISTED},
        "next_row": lambda: window.list.step(1),
        "previous_row": lambda: window.list.step(-1),
        "unread": window.toggle_read,
        "comment": lambda: window.action_bar.ask("comment"),
        "forward": lambda: window.action_bar.ask("assign", "forward"),
        "primary": lambda: window.action_bar.press(primary=True),
    }


def is_plain(sequence: str) -> bool:
    """Whether a key sequence begins with a key that also types a character."""
    return len(sequence.split(", ")[0]) == 1


def next_pane(panes: list[tuple[QWidget, Callable[[], None]]], by: int) -> None:
    """Put the focus into the next visible pane after the one that has it."""
    shown = [pane for pane in panes if pane[0].isVisible()]
    # A window that is not the active one still knows which of its widgets has the focus.
    now = QApplication.focusWidget() or panes[0][0].window().focusWidget()
    at = next((at for at, (pane, _) in enumerate(shown) if pane is now or pane.isAncestorOf(now)), -1)
    shown[(at + by) % len(shown)][1]()


def focus_first_in(page: QWidget | None) -> None:
    """Put the focus on the first widget of a page that takes it by Tab."""
    each = page.nextInFocusChain() if page is not None else None
    while each is not None and page is not None and page.isAncestorOf(each):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible():
            each.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        each = each.nextInFocusChain()
