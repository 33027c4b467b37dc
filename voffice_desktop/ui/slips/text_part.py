"""One part of a slip's text: a caption and a field that grows with what is written and carries lists on."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from voffice_desktop.ui.controls import IconButton, label, restyle
from voffice_desktop.ui.theme.engine import ThemeEngine

_ITEM = re.compile(r"(\s*)(-|\d{1,3}\.)\s")
_MOST_LINES = 16


class GrowingText(QPlainTextEdit):
    """Plain text that grows to its lines; Enter carries a list on, Enter on an empty item ends it.

    Pictures and files that are pasted or dropped are not text: they are handed on.
    """

    brought = Signal(object)
    """The ``QMimeData`` of something pasted or dropped that is no text."""

    def __init__(self, theme: ThemeEngine, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        theme.changed.connect(self._grow)
        self._grow()

    def toggle_list(self, numbered: bool) -> None:
        """Make items of the chosen lines, or plain lines of items."""
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart()).blockNumber()
        last = self.document().findBlock(cursor.selectionEnd()).blockNumber()
        blocks = [self.document().findBlockByNumber(at) for at in range(first, last + 1)]
        listed = all(_ITEM.match(block.text()) for block in blocks if block.text().strip())
        listed = listed and any(block.text().strip() for block in blocks)
        cursor.beginEditBlock()
        for number, block in enumerate(blocks, 1):
            place = QTextCursor(block)
            found = _ITEM.match(block.text())
            if found is not None:
                length = found.end()
                place.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, length)
                place.removeSelectedText()
            if not listed:
                place.insertText(f"{number}. " if numbered else "- ")
        cursor.endEditBlock()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self._carry_on():
            return
        super().keyPressEvent(event)

    def _carry_on(self) -> bool:
        cursor = self.textCursor()
        text = cursor.block().text()
        found = _ITEM.match(text)
        if found is None or cursor.hasSelection():
            return False
        if not text[found.end() :].strip():
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            cursor.removeSelectedText()
            return True
        mark = found.group(2)
        following = mark if mark == "-" else f"{int(mark[:-1]) + 1}."
        cursor.insertText(f"\n{found.group(1)}{following} ")
        self.ensureCursorVisible()
        return True

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasImage() or any(url.isLocalFile() for url in source.urls()):
            self.brought.emit(source)
        else:
            super().insertFromMimeData(source)

    def _grow(self) -> None:
        tall = self.fontMetrics().lineSpacing()
        lines = max(self._lines, min(_MOST_LINES, int(self.document().size().height())))
        self.setFixedHeight(max(self._theme.sizes.control, lines * tall + 26))

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())


class TextPart(QWidget):
    """Caption, list buttons where lists make sense, and the field; an error stands under it."""

    changed = Signal()
    brought = Signal(object)

    def __init__(
        self, theme: ThemeEngine, caption: str, *, lines: int = 4, lists: bool = True, required: bool = False
    ) -> None:
        super().__init__()
        self.edit = GrowingText(theme, lines)
        shown = f"{caption} ({self.tr('bắt buộc')})" if required else caption
        self.edit.setAccessibleName(shown)
        self.edit.textChanged.connect(self.changed)
        self.edit.brought.connect(self.brought)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        named = label(shown, "meta")
        named.setBuddy(self.edit)
        head.addWidget(named, 1)
        if lists:
            for icon, name, numbered in (
                ("text_bullet_list", self.tr("Gạch đầu dòng"), False),
                ("text_number_list_ltr", self.tr("Đánh số"), True),
            ):
                button = IconButton(theme, icon, f"{name}: {caption}")
                button.setToolTip(name)
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.clicked.connect(lambda _=False, kind=numbered: self.edit.toggle_list(kind))
                head.addWidget(button)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 if lists else 4)
        box.addLayout(head)
        box.addWidget(self.edit)
        box.addWidget(self._error)

    def text(self) -> str:
        """What was written."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Another text, unless it is the one that stands: the cursor is kept then."""
        if text != self.edit.toPlainText():
            self.edit.setPlainText(text)

    def set_error(self, sentence: str) -> None:
        """Say what is wrong with it; an empty text takes that away."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.edit.setProperty("wrong", bool(sentence))
        restyle(self.edit)
