"""Choosing people and agencies by typing a few letters, with or without Vietnamese marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from voffice_desktop.domain.records import User
from voffice_desktop.domain.text import fold
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.theme.engine import ThemeEngine

Choice = tuple[str, str]
"""(what a person reads, the id)."""
_FOLDED = int(Qt.ItemDataRole.UserRole) + 7


def person_text(user: User) -> str:
    """Name and title of a person."""
    return f"{user.full_name} · {user.title}" if user.title else user.full_name


class _FoldedMatches(QSortFilterProxyModel):
    """Rows whose text holds the typed words, marks and case aside."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: list[str] = []

    def look_for(self, text: str) -> None:
        self.beginResetModel()
        self._words = fold(text).split()
        self.endResetModel()

    def filterAcceptsRow(self, row: int, parent: object) -> bool:
        found = self.sourceModel().index(row, 0).data(_FOLDED) or ""
        return all(word in found for word in self._words)


class ChoiceBox(QComboBox):
    """One of many, found by typing. What is typed and matches nothing chooses nothing."""

    picked = Signal(str)
    """The id that the user chose."""

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setPlaceholderText(placeholder)
        edit = self.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(placeholder)
        edit.setAccessibleName(name)
        self._source = QStandardItemModel(self)
        self._matches = _FoldedMatches(self)
        self._matches.setSourceModel(self._source)
        completer = QCompleter(self._matches, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        self.setCompleter(completer)
        self.setModel(self._source)
        edit.textEdited.connect(self._matches.look_for)
        completer.activated.connect(self._completed)
        self.activated.connect(lambda at: self._chosen(at))
        edit.editingFinished.connect(self._settle)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self._id = ""

    def set_choices(self, choices: Sequence[Choice], chosen: str = "") -> None:
        """Offer these; ``chosen`` is one of their ids or empty."""
        self._source.clear()
        for text, value in choices:
            item = QStandardItem(text)
            item.setData(value, int(Qt.ItemDataRole.UserRole))
            item.setData(fold(text), _FOLDED)
            self._source.appendRow(item)
        self._matches.look_for("")
        self.choose(chosen)

    def choose(self, value: str) -> None:
        """Choose by id; an unknown one chooses nothing. Tells nobody."""
        at = self.findData(value) if value else -1
        self.setCurrentIndex(at)
        if at < 0:
            self.setEditText("")
        self._id = value if at >= 0 else ""

    def value(self) -> str:
        """The chosen id, or an empty text."""
        return self._id

    def _completed(self, text: str) -> None:
        self._chosen(self.findText(str(text)))

    def _chosen(self, at: int) -> None:
        value = self.itemData(at) if at >= 0 else ""
        self.setCurrentIndex(at)
        self._matches.look_for("")
        self._id = str(value or "")
        self.picked.emit(self._id)

    def _settle(self) -> None:
        """Leaving the field: the typed text chooses what it names exactly, else the former choice stands again."""
        typed = self.currentText()
        if not typed:
            if self._id:
                self._id = ""
                self.picked.emit("")
            return
        at = self.findText(typed)
        if at < 0 and self._matches.rowCount() == 1:
            at = self._matches.mapToSource(self._matches.index(0, 0)).row()
        if at >= 0 and self.itemData(at) != self._id:
            self._chosen(at)
        else:
            self.choose(self._id)


class ManyDialog(Sheet):
    """Any number of many, in the groups and the order given, with a line to find them by."""

    def __init__(
        self,
        theme: ThemeEngine,
        title: str,
        groups: Sequence[tuple[str, Sequence[Choice]]],
        chosen: Sequence[str],
        parent: QWidget | None = None,
        *,
        told: Callable[[int], str] | None = None,
    ) -> None:
        super().__init__(theme, title, parent)
        self._told = told
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Gõ tên để tìm, có dấu hoặc không dấu"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.rows = QListWidget()
        self.rows.setAccessibleName(title)
        self.rows.setMinimumHeight(theme.px(320))
        self._count = label("", "meta")
        picked = set(chosen)
        for group, choices in groups:
            if not choices:
                continue
            if group:
                head = QListWidgetItem(group, self.rows)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            for text, value in choices:
                item = QListWidgetItem(text, self.rows)
                item.setData(int(Qt.ItemDataRole.UserRole), value)
                item.setData(_FOLDED, fold(f"{text} {group}"))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if value in picked else Qt.CheckState.Unchecked)
        self.content.addWidget(self.search)
        self.content.addWidget(self.rows, 1)
        self.content.addWidget(self._count)
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        done = self.add_button(self.tr("Chọn"), "primary")
        done.clicked.connect(self.accept)
        self.search.textChanged.connect(self._look_for)
        self.rows.itemChanged.connect(lambda _item: self._say_count())
        self._say_count()
        self.search.setFocus()

    def chosen(self) -> list[str]:
        """The ids in the order of the list, each once."""
        found = [self.rows.item(at) for at in range(self.rows.count())]
        return list(
            dict.fromkeys(
                str(item.data(int(Qt.ItemDataRole.UserRole)))
                for item in found
                if item.flags() & Qt.ItemFlag.ItemIsUserCheckable and item.checkState() == Qt.CheckState.Checked
            )
        )

    def _look_for(self, text: str) -> None:
        words = fold(text).split()
        for at in range(self.rows.count()):
            item = self.rows.item(at)
            known = item.data(_FOLDED)
            item.setHidden(bool(words) and (known is None or not all(word in known for word in words)))

    def _say_count(self) -> None:
        count = len(self.chosen())
        self._count.setText(self._told(count) if self._told else self.tr("{count} đã chọn").format(count=count))
