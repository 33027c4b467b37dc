"""Buttons of the reader: an icon in the palette's colours where an icon source is given, else a short caption."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QToolButton, QWidget


class IconSource(Protocol):
    """What paints icons by name: ``ui.theme.icons.Icons``."""

    def icon(self, name: str, colour: str, size: int = 20, *, filled: bool = False, disabled: str = "") -> QIcon:
        """An icon in a colour ``#rrggbb``."""
        ...


class IconButton(QToolButton):
    """44 × 44 by default; its accessible name equals its tooltip without the shortcut."""

    def __init__(
        self,
        icons: IconSource | None,
        name: str,
        caption: str,
        *,
        text: str = "",
        keys: str = "",
        side: int = 44,
        icon_side: int = 20,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons, self._name, self._icon_side = icons, name, icon_side
        self.setAutoRaise(True)
        self.setMinimumSize(side, side)
        self.setIconSize(QSize(icon_side, icon_side))
        self.setToolTip(f"{caption} ({keys})" if keys else caption)
        self.setAccessibleName(caption)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fallback = text or caption[:1]
        self.toggled.connect(self._paint_icon)
        self._paint_icon()

    def _paint_icon(self) -> None:
        if self._icons is None:
            self.setText(self._fallback)
            return
        palette = self.palette()
        checked = self.isCheckable() and self.isChecked()
        role = QPalette.ColorRole.Accent if checked else QPalette.ColorRole.ButtonText
        disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
        colour = palette.color(QPalette.ColorGroup.Active, role).name()
        self.setIcon(self._icons.icon(self._name, colour, self._icon_side, filled=checked, disabled=disabled))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_name"):
            self._paint_icon()


def shortcut(owner: QWidget, keys: str | QKeySequence.StandardKey) -> QShortcut:
    """A shortcut that works while ``owner`` or something in it has the focus."""
    made = QShortcut(QKeySequence(keys), owner)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return made
