"""Dialogs: a reason or an answer that an act needs, a confirmation, an error with its details, the table of keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.ui.controls import Button, label, line, restyle
from voffice_desktop.ui.sentences import Sentence
from voffice_desktop.ui.shortcuts import SHORTCUTS, scope_caption
from voffice_desktop.ui.theme.engine import ThemeEngine


class Sheet(QDialog):
    """A dialog of at most 560: title, content, buttons with verbs; Esc is the safe choice."""

    def __init__(self, theme: ThemeEngine, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(min(theme.px(420), 560))
        self.setMaximumWidth(max(560, theme.px(560)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(12)
        if title:
            outer.addWidget(label(title, "h2", wrap=True))
        self.content = QVBoxLayout()
        self.content.setSpacing(8)
        outer.addLayout(self.content, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        outer.addSpacing(4)
        outer.addLayout(self._buttons)

    def add_button(self, text: str, look: str = "secondary", icon: str = "") -> Button:
        """Add a button at the right of those that are there."""
        made = Button(self.theme, text, icon, look)
        self._buttons.addWidget(made)
        return made


class TextDialog(Sheet):
    """Asks for a text: the reason of a return, a comment. What was typed is offered to ``draft`` when closed."""

    def __init__(
        self,
        theme: ThemeEngine,
        title: str,
        about: str,
        field: str,
        verb: str,
        *,
        required: bool,
        danger: bool = False,
        text: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, title, parent)
        self._required = required
        if about:
            self.content.addWidget(label(about, "second", wrap=True))
        name = f"{field} ({self.tr('bắt buộc')})" if required else field
        caption = label(name, "meta")
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlainText(text)
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(theme.px(110))
        caption.setBuddy(self.edit)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        self.content.addWidget(caption)
        self.content.addWidget(self.edit)
        self.content.addWidget(self._error)
        cancel = self.add_button(self.tr("Đóng"))
        cancel.clicked.connect(self.reject)
        self.send = self.add_button(verb, "danger-solid" if danger else "primary", icon)
        self.send.clicked.connect(self._submit)
        self.send.setToolTip("Ctrl+Enter")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._submit)
        self.edit.setFocus()

    @property
    def text(self) -> str:
        """What was typed, without blanks around."""
        return self.edit.toPlainText().strip()

    def _submit(self) -> None:
        if self._required and not self.text:
            self._error.setText(self.tr("Cần ghi nội dung trước khi gửi."))
            self._error.show()
            self.edit.setProperty("wrong", True)
            restyle(self.edit)
            self.edit.setFocus()
            return
        self.accept()


class ConfirmDialog(Sheet):
    """Shows the facts and names the act on its button."""

    def __init__(
        self,
        theme: ThemeEngine,
        title: str,
        facts: list[tuple[str, str]],
        verb: str,
        *,
        danger: bool = False,
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, title, parent)
        for name, text in facts:
            if text:
                self.content.addWidget(label(name, "meta"))
                self.content.addWidget(label(text, "body", wrap=True))
        if note:
            self.content.addWidget(label(note, "second", wrap=True))
        cancel = self.add_button(self.tr("Đóng"))
        cancel.clicked.connect(self.reject)
        go = self.add_button(verb, "danger-solid" if danger else "primary")
        go.clicked.connect(self.accept)
        (cancel if danger else go).setFocus()


class ErrorSheet(Sheet):
    """What happened, the way on, and details to copy; no traceback on the screen itself."""

    def __init__(self, theme: ThemeEngine, words: Sentence, details: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, words.what, parent)
        self.content.addWidget(label(words.next, "second", wrap=True))
        self.content.addWidget(label(self.tr("Mã lỗi: {code}").format(code=words.code), "meta"))
        copy = self.add_button(self.tr("Chép chi tiết"), "secondary", "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        close = self.add_button(self.tr("Tiếp tục làm việc"), "primary")
        close.clicked.connect(self.accept)
        close.setFocus()


class KeysDialog(Sheet):
    """The table of keys."""

    def __init__(self, theme: ThemeEngine, parent: QWidget | None = None) -> None:
        super().__init__(theme, QCoreApplication.translate("KeysDialog", "Bảng phím tắt"), parent)
        self.setMinimumHeight(theme.px(420))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        row = 0
        scope = None
        for each in SHORTCUTS:
            if each.scope != scope:
                scope = each.scope
                grid.addWidget(label(scope_caption(scope), "strong"), row, 0, 1, 2)
                row += 1
            shown = " / ".join(keys.replace("Return", "Enter").replace(", ", " → ") for keys in each.keys)
            grid.addWidget(label(shown, "label"), row, 0)
            grid.addWidget(label(each.text, "body", wrap=True), row, 1)
            row += 1
        grid.setColumnStretch(1, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setAccessibleName(self.tr("Bảng phím tắt"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content.addWidget(line())
        self.content.addWidget(scroll, 1)
        close = self.add_button(self.tr("Đóng"), "primary")
        close.clicked.connect(self.accept)
        close.setFocus()
