"""Every screen: names for all that takes the focus, targets large enough, words that fit their buttons."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener
from voffice_desktop.errors import SignInNeeded
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.ui.dialogs import KeysDialog
from voffice_desktop.ui.languages import Languages
from voffice_desktop.ui.sign_in import SignInWindow
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.tour import NoDoor
from voffice_desktop.ui.welcome import RolePicker

PLACES = ("incoming_document", "slip", "task", "home", "attention", "settings")


def inside_another(widget: QWidget) -> bool:
    """Whether a widget is a working part of a larger control, which has the name itself."""
    parent = widget.parentWidget()
    return isinstance(parent, QLineEdit | QComboBox | QAbstractItemView | QScrollBar)


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__}"
        for each in root.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not inside_another(each)
        and not name_of(each)
    ]


def small(root: QWidget, least: int = 44) -> list[str]:
    return [
        f"{name_of(each)!r} {each.width()}x{each.height()}"
        for each in root.findChildren(QWidget)
        if each.isVisible()
        and isinstance(each, QAbstractButton | QLineEdit | QComboBox)
        and not inside_another(each)
        and not isinstance(each, QSplitterHandle)
        and (each.width() < least or each.height() < least)
    ]


def clipped(root: QWidget) -> list[str]:
    """Buttons whose words need more than they have: measured without the style's own least widths."""
    found = []
    for each in root.findChildren(QPushButton):
        if each.isVisible() and each.text():
            icon = each.iconSize().width() + 4 if not each.icon().isNull() else 0
            needed = each.fontMetrics().horizontalAdvance(each.text()) + icon + 4
            if needed > each.width() or each.fontMetrics().height() > each.height():
                found.append(f"{each.text()!r} needs {needed}, has {each.width()}")
    return found


def first_screens(theme: ThemeEngine, tasks: Tasks, folder: Path) -> list[QWidget]:
    sign_in = SignInWindow(theme, tasks, NoDoor(), folder, server="https://voffice.mau.example")
    sign_in.show_error(SignInNeeded("otp_required"))
    return [sign_in, RolePicker(theme), KeysDialog(theme)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", [1366, 1080, 900])
def test_everything_that_takes_the_focus_has_a_name(open_window: Opener, place: str, width: int) -> None:
    window = open_window(width=width)
    window.go(place)
    assert nameless(window) == []


@pytest.mark.parametrize("place", PLACES)
def test_no_target_is_under_44_in_touch_layout(open_window: Opener, theme: ThemeEngine, place: str) -> None:
    theme.set_looks(touch=True)
    window = open_window(width=1080, height=720)
    window.go(place)
    assert small(window) == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("place", PLACES)
def test_no_word_of_a_button_is_cut(
    open_window: Opener, theme: ThemeEngine, languages: Languages, place: str, language: str, percent: int
) -> None:
    languages.choose(language)
    theme.set_looks(percent=percent)
    window = open_window()
    window.go(place)
    assert clipped(window) == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("percent", [100, 150])
def test_the_first_screens_hold_the_same_promises(
    qtbot: QtBot,
    theme: ThemeEngine,
    tasks: Tasks,
    languages: Languages,
    tmp_path: Path,
    language: str,
    percent: int,
) -> None:
    languages.choose(language)
    theme.set_looks(percent=percent, touch=True)
    for screen in first_screens(theme, tasks, tmp_path):
        qtbot.addWidget(screen)
        screen.resize(1366, 768)
        screen.show()
        assert nameless(screen) == []
        assert small(screen) == []
        assert clipped(screen) == []


def test_f6_goes_round_all_panes(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: window.list.model.rowCount() > 0)
    window.list.go_to(0)
    qtbot.waitUntil(window.action_bar.isVisible)
    seen = []
    for _ in range(6):
        window.cycle_panes(1)
        focus = window.focusWidget()
        assert focus is not None
        owners = (window.top, window.navigation, window.list, window.reader, window.properties, window.action_bar)
        seen.append(next((type(owner).__name__ for owner in owners if owner.isAncestorOf(focus)), "?"))
    assert len(set(seen)) == 6


def test_scroll_areas_do_not_swallow_the_tab_key(open_window: Opener) -> None:
    window = open_window()
    for area in window.findChildren(QAbstractScrollArea):
        if isinstance(area, QAbstractItemView) and area.isVisible():
            assert not area.tabKeyNavigation()
