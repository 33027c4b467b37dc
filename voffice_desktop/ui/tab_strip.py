"""Tabs above a pane; those for which there is no room stand in a menu at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QWidget

from voffice_desktop.ui.controls import Button, IconButton
from voffice_desktop.ui.theme.engine import ThemeEngine


class TabStrip(QWidget):
    """One row of tabs; exactly one is chosen."""

    chosen = Signal(str)
    """The key of the tab that the user chose."""

    def __init__(self, theme: ThemeEngine, more_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tabs: list[tuple[str, Button]] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._more = IconButton(theme, "chevron_down", more_name, parent=self)
        self._more.clicked.connect(self._show_menu)
        self._hidden: list[tuple[str, Button]] = []
        theme.changed.connect(self._relay)

    def set_tabs(self, tabs: Sequence[tuple[str, str]], key: str) -> None:
        """Show tabs given as (key, caption) with ``key`` chosen; buttons of the same keys are kept."""
        if [each for each, _ in tabs] == [each for each, _ in self._tabs]:
            for (_, button), (_, caption) in zip(self._tabs, tabs, strict=True):
                button.setText(caption)
        else:
            for _, button in self._tabs:
                self._group.removeButton(button)
                button.hide()
                button.deleteLater()
            self._tabs = []
            for each, caption in tabs:
                button = Button(self._theme, caption, look="tab", parent=self)
                button.setCheckable(True)
                button.clicked.connect(lambda _=False, name=each: self.chosen.emit(name))
                self._group.addButton(button)
                self._tabs.append((each, button))
        for each, button in self._tabs:
            button.setChecked(each == key)
        self._relay()

    def current(self) -> str:
        """The chosen key."""
        return next((key for key, button in self._tabs if button.isChecked()), "")

    def sizeHint(self) -> QSize:
        height = max((button.sizeHint().height() for _, button in self._tabs), default=self._theme.sizes.control)
        return QSize(200, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._relay()

    def _relay(self) -> None:
        self.updateGeometry()
        widths = [button.sizeHint().width() for _, button in self._tabs]
        room = self.width()
        fits = sum(widths) + 4 * max(0, len(widths) - 1) <= room
        more = self._more.sizeHint().width()
        left = 0
        self._hidden = []
        ordered = sorted(self._tabs, key=lambda tab: not tab[1].isChecked()) if not fits else self._tabs
        keep: set[str] = set()
        used = 0 if fits else more
        for key, button in ordered:
            used += button.sizeHint().width() + 4
            if fits or used <= room + 4 or not keep:
                keep.add(key)
        for key, button in self._tabs:
            button.setVisible(key in keep)
            if key not in keep:
                self._hidden.append((key, button))
                continue
            hint = button.sizeHint()
            button.setGeometry(left, 0, min(hint.width(), room), hint.height())
            left += hint.width() + 4
        self._more.setVisible(not fits)
        self._more.setGeometry(max(left, room - more), 0, more, self._more.sizeHint().height())

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, button in self._hidden:
            menu.addAction(button.text()).triggered.connect(lambda _=False, name=key: self.chosen.emit(name))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
