"""Captions in an order: each can be worded, moved, and, where the form allows it, left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from voffice_desktop.domain.slip_template import LONGEST_CAPTION
from voffice_desktop.ui.controls import IconButton
from voffice_desktop.ui.theme.engine import ThemeEngine


class _CaptionRow(QWidget):
    """One line: used or not, its words, up and down."""

    def __init__(self, theme: ThemeEngine, key: str, usual: str, why_needed: str) -> None:
        super().__init__()
        self.key = key
        self.used = QCheckBox()
        self.used.setAccessibleName(self.tr("In mục «{name}»").format(name=usual))
        self.used.setToolTip(why_needed or self.used.accessibleName())
        self.used.setEnabled(not why_needed)
        self.used.setMinimumWidth(theme.sizes.control)
        self.edit = QLineEdit()
        self.edit.setMaxLength(LONGEST_CAPTION)
        self.edit.setPlaceholderText(usual)
        self.edit.setAccessibleName(self.tr("Tên in của mục «{name}»").format(name=usual))
        self.up = IconButton(theme, "arrow_up", self.tr("Đưa lên trước: {name}").format(name=usual))
        self.down = IconButton(theme, "arrow_down", self.tr("Đưa xuống sau: {name}").format(name=usual))
        self.used.toggled.connect(self.edit.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.used)
        row.addWidget(self.edit, 1)
        row.addWidget(self.up)
        row.addWidget(self.down)

    def caption(self) -> str:
        """The words to print: the usual ones where nothing is typed."""
        return self.edit.text().strip() or self.edit.placeholderText()


class CaptionList(QWidget):
    """``usual``: every key with its usual words; ``needed``: keys that cannot be left out."""

    changed = Signal()

    def __init__(
        self, theme: ThemeEngine, usual: Sequence[tuple[str, str]], needed: Sequence[str], why_needed: str
    ) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.rows: list[_CaptionRow] = []
        for key, words in usual:
            row = _CaptionRow(theme, key, words, why_needed if key in needed else "")
            row.used.toggled.connect(self.changed)
            row.edit.textEdited.connect(self.changed)
            row.up.clicked.connect(lambda _=False, row=row: self.move_row(row, -1))
            row.down.clicked.connect(lambda _=False, row=row: self.move_row(row, 1))
            self.rows.append(row)
        self._lay()

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these in their order; the others stand below them, not used."""
        order = {key: at for at, (key, _words) in enumerate(lines)}
        words = dict(lines)
        self.rows.sort(key=lambda row: order.get(row.key, len(order)))
        for row in self.rows:
            row.used.blockSignals(True)
            row.used.setChecked(row.key in order)
            row.used.blockSignals(False)
            row.edit.setEnabled(row.key in order)
            row.edit.setText(words.get(row.key, row.edit.placeholderText()))
        self._lay()

    def lines(self) -> list[tuple[str, str]]:
        """The used ones with their words, in order."""
        return [(row.key, row.caption()) for row in self.rows if row.used.isChecked()]

    def move_row(self, row: _CaptionRow, by: int) -> None:
        """Move a line by one place; the focus stays on its button."""
        at = self.rows.index(row)
        to = at + by
        if not 0 <= to < len(self.rows):
            return
        self.rows.insert(to, self.rows.pop(at))
        self._lay()
        (row.up if by < 0 else row.down).setFocus()
        self.changed.emit()

    def _lay(self) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
        for at, row in enumerate(self.rows):
            self._column.addWidget(row)
            row.up.setEnabled(at > 0)
            row.down.setEnabled(at < len(self.rows) - 1)
        for before, after in zip(self.rows, self.rows[1:], strict=False):
            QWidget.setTabOrder(before.down, after.used)
