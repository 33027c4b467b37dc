"""The filter above a list: words and urgency."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

_REST = 150


class FilterBar(QWidget):
    """Tells of a change after a moment without typing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLineEdit()
        self._text.setClearButtonEnabled(True)
        self._urgency = QComboBox()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._urgency)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self.changed)
        self.retranslate()
        self._text.textChanged.connect(lambda: self._timer.start())
        self._urgency.currentIndexChanged.connect(self.changed)

    def text(self) -> str:
        """The words, without blanks around."""
        return self._text.text().strip()

    def filters(self) -> tuple[tuple[str, str], ...]:
        """(field, value) pairs of the record."""
        urgency = self._urgency.currentData()
        return (("urgency", str(urgency)),) if urgency else ()

    def clear(self) -> None:
        """Filter nothing; tells of it at once if that is a change."""
        before = (self.text(), self.filters())
        self.blockSignals(True)
        self._text.clear()
        self._urgency.setCurrentIndex(0)
        self._timer.stop()
        self.blockSignals(False)
        if before != ("", ()):
            self.changed.emit()

    def focus_text(self) -> None:
        """Put the cursor into the words."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        self._text.setPlaceholderText(self.tr("Lọc theo số, trích yếu, nơi gửi"))
        self._text.setAccessibleName(self.tr("Lọc danh sách"))
        self._urgency.setAccessibleName(self.tr("Độ khẩn"))
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
