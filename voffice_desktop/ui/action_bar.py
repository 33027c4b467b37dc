"""The action bar: what this user may do with the record, the main act at the right, reasons where it may not be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.captions import desk_text
from voffice_desktop.ui.chips import ChipStrip, chips_of
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, IconButton
from voffice_desktop.ui.theme.tokens import ACTION_BAR

ACT_ICONS: dict[str, str] = {
    "approve": "checkmark_circle",
    "to-secretary": "arrow_forward",
    "return": "arrow_reply",
    "refuse": "arrow_reply",
    "forward": "arrow_forward",
    "assign": "arrow_forward",
    "send": "send",
    "submit": "send",
    "comment": "comment",
    "notes": "comment",
    "receive": "mail_inbox_checkmark",
    "register": "number_symbol",
    "number": "number_symbol",
    "sign": "signature",
    "signed": "signature",
    "resend": "send",
    "dispatch": "send",
    "complete": "checkmark",
    "accept": "checkmark",
    "report": "data_bar_vertical",
    "edit": "edit",
    "delete": "delete",
    "consult": "people",
    "endorse": "checkmark",
    "withdraw": "arrow_undo",
    "take-back": "arrow_undo",
    "certify": "ribbon",
}
_LATE = {"recall", "replace", "correct"}
"""Seldom done and never in haste: they stand in the menu before they take a button."""
_DESTRUCTIVE = {"return", "refuse", "delete", "cancel", "recall", "wrong-unit"}


class ActionBar(QFrame):
    """At most two or three buttons, the rest in a menu."""

    asked = Signal(object)
    """The ``ActionState`` that the user pressed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._theme = context.theme
        self._wide = False
        self._detail: Detail | None = None
        self._buttons: list[Button] = []
        self.setProperty("look", "actions")
        self._chips = ChipStrip(self._theme)
        self._more = IconButton(self._theme, "more_horizontal", self.tr("Thao tác khác"))
        self._more.clicked.connect(self._show_more)
        self._rest: list[ActionState] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 11, 16, 11)
        self._row.setSpacing(8)
        self._row.addWidget(self._chips, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._more)
        self.setMinimumHeight(ACTION_BAR)
        self.show_detail(None)

    def set_wide(self, wide: bool) -> None:
        """Below the reader (chips at the left, three buttons) or at the foot of the properties (two buttons)."""
        if wide != self._wide:
            self._wide = wide
            self.show_detail(self._detail)

    def show_detail(self, detail: Detail | None) -> None:
        """Show the acts of a record."""
        self._detail = detail
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        acts = (
            sorted(detail.actions, key=lambda act: (not act.primary, not act.enabled, act.name in _LATE))
            if detail
            else []
        )
        first = next((act for act in acts if act.primary), acts[0] if acts else None)
        others = [act for act in acts if act is not first]
        room = self._room_for(first, others)
        shown, self._rest = others[:room], others[room:]
        self._chips.setVisible(self._wide)
        if self._wide:
            deadline = chips_of(detail.row, self._context.clock())[-1:] if detail else []
            self._chips.set_chips(deadline)
            self._chips.setVisible(True)
        self._more.setVisible(bool(self._rest))
        self._more.set_name(self.tr("Thao tác khác"))
        for act in [*shown, *([first] if first else [])]:
            button = self._button(act, main=act is first)
            self._buttons.append(button)
            self._row.addWidget(button, 0 if self._wide else (3 if act is first else 2))
        self.setVisible(bool(acts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.show_detail(self._detail)

    def _room_for(self, first: ActionState | None, others: list[ActionState]) -> int:
        """How many acts beside the main one have room for their full words; the rest goes into the menu."""
        most = 2 if self._wide else 1
        metrics = QFontMetricsF(self._theme.font("body", 600))

        def width(act: ActionState) -> float:
            return metrics.horizontalAdvance(desk_text(act.caption)) + 32 + (30 if act.name in ACT_ICONS else 4) + 8

        room = self.width() - 32 - (width(first) if first else 0) - (self._theme.px(130) if self._wide else 0)
        for count in range(min(most, len(others)), 0, -1):
            more = 52 if len(others) > count else 0
            if sum(width(act) for act in others[:count]) + more <= room:
                return count
        return 0

    def press(self, primary: bool) -> bool:
        """Press the main act, or the first other one; returns whether there was one that can be pressed."""
        found = self._buttons[-1] if primary and self._buttons else None
        if not primary and len(self._buttons) > 1:
            found = self._buttons[0]
        if found is None or not found.isEnabled():
            return False
        found.click()
        return True

    def ask(self, *names: str) -> bool:
        """Ask for the first enabled act with one of these names."""
        for act in self._detail.actions if self._detail else ():
            if act.name in names and act.enabled:
                self.asked.emit(act)
                return True
        return False

    def focus_first(self) -> None:
        """Put the focus on the main act."""
        if self._buttons:
            self._buttons[-1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _button(self, act: ActionState, *, main: bool) -> Button:
        look = "danger" if act.name in _DESTRUCTIVE else "secondary"
        made = Button(self._theme, desk_text(act.caption), ACT_ICONS.get(act.name, ""), "primary" if main else look)
        made.explain("" if act.enabled else act.reason or self.tr("Chưa làm được lúc này."))
        made.clicked.connect(lambda: self.asked.emit(act))
        return made

    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for act in self._rest:
            text = desk_text(act.caption)
            shown = text if act.enabled or not act.reason else f"{text} — {act.reason}"
            action = menu.addAction(shown.replace("&", "&&"))
            action.setEnabled(act.enabled)
            action.setToolTip(act.reason)
            action.triggered.connect(lambda _=False, each=act: self.asked.emit(each))
        menu.popup(self._more.mapToGlobal(self._more.rect().topLeft()))
