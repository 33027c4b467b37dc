"""What stands where pages would be: loading, why a file cannot be shown, and the field for its password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from voffice_desktop.ui.reader.sentences import fault_sentence


class Notice(QWidget):
    """One sentence and one thing to do."""

    retried = Signal()
    password_given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = QLabel(self)
        self.todo = QLabel(self)
        for label in (self.what, self.todo):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self.what.font()
        font.setBold(True)
        self.what.setFont(font)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(self.tr("Mật khẩu của tệp"))
        self.password.setMinimumHeight(44)
        self.password.setMaximumWidth(320)
        self.button = QPushButton(self)
        self.button.setMinimumHeight(44)
        self.button.setProperty("look", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.what)
        column.addWidget(self.todo)
        column.addWidget(self.password, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.button.clicked.connect(self._pressed)
        self.password.returnPressed.connect(self._pressed)
        self.say(self.tr("Chưa chọn văn bản nào."))

    def say(self, what: str, todo: str = "") -> None:
        """A plain sentence without anything to press."""
        self.what.setText(what)
        self.todo.setText(todo)
        self.password.hide()
        self.button.hide()

    def say_fault(self, code: str) -> None:
        """Why a file cannot be shown; asks for the password when that is what is missing."""
        self.say(*fault_sentence(code))
        locked = code in ("pdf_encrypted", "pdf_wrong_password")
        self.password.setVisible(locked)
        self.password.clear()
        if locked:
            self.password.setFocus()
        self.button.setText(self.tr("Mở tệp") if locked else self.tr("Thử lại"))
        self.button.setVisible(locked or code not in ("pdf_not_pdf", "pdf_damaged", "pdf_too_large"))

    def _pressed(self) -> None:
        if self.password.isVisible():
            if self.password.text():
                self.password_given.emit(self.password.text())
        else:
            self.retried.emit()
