"""A text field that proposes from a list while one types, with or without Vietnamese marks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from voffice_desktop.domain.text import fold, match_rank

_SHOWN = 12


class PickField(QLineEdit):
    """Holds a text; ``value`` is what the list has for it. Enter or Tab takes the first proposal."""

    picked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._choices: list[tuple[str, object]] = []
        self._folded: list[str] = []
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(8)
        self.setCompleter(completer)
        self._completer = completer
        self._popup = QListView()
        completer.setPopup(self._popup)
        completer.activated.connect(lambda _: self.picked.emit())
        self.textEdited.connect(self._propose)

    def set_choices(self, choices: Sequence[tuple[str, object]]) -> None:
        """(text, value) in the order in which equal matches are proposed."""
        self._choices = list(choices)
        self._folded = [fold(text) for text, _ in choices]

    def value(self) -> object | None:
        """The value of the choice that the text names, or None for a text of one's own."""
        text = fold(self.text()).strip()
        return next((value for (_, value), key in zip(self._choices, self._folded, strict=True) if key == text), None)

    def choose(self, value: object) -> None:
        """Show the text of ``value``; unknown values leave the field empty."""
        self.setText(next((text for text, each in self._choices if each == value), ""))

    def proposals(self, typed: str) -> list[str]:
        """What is proposed for a text: phrases with their marks first."""
        ranked = [
            (rank, at) for at, (text, _) in enumerate(self._choices) if (rank := match_rank(typed, text)) is not None
        ]
        return [self._choices[at][0] for _, at in sorted(ranked)[:_SHOWN]]

    def _propose(self, typed: str) -> None:
        found = self.proposals(typed) if len(typed.strip()) >= 1 else []
        self._model.setStringList(found)
        if found:
            self._completer.complete()
        else:
            self._popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Tab and self._take():
            self.picked.emit()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason) and self._take():
            self.picked.emit()
        super().focusOutEvent(event)

    def _take(self) -> bool:
        """A part of a name that only one choice can mean, or the one marked in the list, becomes that choice."""
        if not self._choices or not self.text().strip() or self.value() is not None:
            return False
        popup = self._popup
        marked = popup.currentIndex() if popup.isVisible() else None
        found = self.proposals(self.text())
        if marked is not None and marked.isValid():
            self.setText(str(marked.data()))
        elif popup.isVisible() and found:
            self.setText(found[0])
        else:
            return False
        popup.hide()
        return True
