"""The filter above a list: words and operators, urgency, and keeping it as a saved filter."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from voffice_desktop.services.values import ListQuery
from voffice_desktop.ui.controls import Button, IconButton, popup_menu
from voffice_desktop.ui.operator_chips import OperatorChips, fill_menu
from voffice_desktop.ui.theme.engine import ThemeEngine

_REST = 150


class FilterBar(QWidget):
    """Tells of a change after a moment without typing."""

    changed = Signal()
    save_asked = Signal()

    def __init__(self, theme: ThemeEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter-bar")
        self._text = QLineEdit()
        self._text.setClearButtonEnabled(True)
        self._urgency = QComboBox()
        self._add = IconButton(theme, "add", self.tr("Thêm điều kiện"))
        self._add.clicked.connect(self._offer)
        self._save = Button(theme, self.tr("Lưu bộ lọc"), "bookmark", "link")
        self._save.clicked.connect(self.save_asked)
        self._chips = OperatorChips(theme)
        self._chips.text_changed.connect(self._text.setText)
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self._text, 1)
        first.addWidget(self._add)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._urgency)
        second.addWidget(self._save)
        second.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 8)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self._chips)
        column.addLayout(second)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self._settled)
        self.retranslate()
        self._text.textChanged.connect(lambda: self._timer.start())
        self._urgency.currentIndexChanged.connect(self._settled)
        self._settled()

    def text(self) -> str:
        """The words and operators, without blanks around."""
        return self._text.text().strip()

    def filters(self) -> tuple[tuple[str, str], ...]:
        """(field, value) pairs of the record."""
        urgency = self._urgency.currentData()
        return (("urgency", str(urgency)),) if urgency else ()

    def show_query(self, query: ListQuery) -> None:
        """Put a query into the fields; nobody is told."""
        with QSignalBlocker(self), QSignalBlocker(self._urgency):
            self._text.setText(query.text)
            wanted = dict(query.filters).get("urgency", "")
            self._urgency.setCurrentIndex(max(0, self._urgency.findData(wanted)))
            self._timer.stop()
            self._settled()

    def clear(self) -> None:
        """Filter nothing; tells of it at once if that is a change."""
        before = (self.text(), self.filters())
        self.show_query(ListQuery("incoming_document"))
        if before != ("", ()):
            self.changed.emit()

    def focus_text(self) -> None:
        """Put the cursor into the words."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_operator(self, typed: str) -> None:
        """Write an operator after what stands there and go on behind it."""
        self._text.setText(f"{self.text()} {typed}".strip())
        self.focus_text()
        self._text.end(False)

    def retranslate(self) -> None:
        """Say everything again."""
        self._text.setPlaceholderText(self.tr("Lọc theo số, trích yếu, nơi gửi"))
        self._text.setAccessibleName(self.tr("Lọc danh sách"))
        self._urgency.setAccessibleName(self.tr("Độ khẩn"))
        self._add.set_name(self.tr("Thêm điều kiện"))
        self._save.setText(self.tr("Lưu bộ lọc"))
        at = max(0, self._urgency.currentIndex())
        blocked = self._urgency.blockSignals(True)
        self._urgency.clear()
        for key, text in (
            ("", self.tr("Mọi độ khẩn")),
            ("express", self.tr("Hỏa tốc")),
            ("very_urgent", self.tr("Thượng khẩn")),
            ("urgent", self.tr("Khẩn")),
        ):
            self._urgency.addItem(text, key)
        self._urgency.setCurrentIndex(at)
        self._urgency.blockSignals(blocked)

    def _offer(self) -> None:
        menu = popup_menu(self)
        fill_menu(menu, self.add_operator)
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _settled(self) -> None:
        self._chips.show_text(self.text())
        self._save.setVisible(bool(self.text() or self.filters()))
        self.changed.emit()
