"""The drawer's tab of signatures: the file's state, then a card for each signature in the order of signing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from voffice_desktop.domain.records import File
from voffice_desktop.ui.reader.signature_words import state_of, words_of


class SignaturePanel(QScrollArea):
    """Shows what the file's record tells; the reading copy itself carries no signature."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Chữ ký số của tệp"))
        self._file: File | None = None
        self.show_file(None)

    def show_file(self, file: File | None) -> None:
        """Say how a file stands."""
        self._file = file
        inner = QWidget()
        inner.setProperty("look", "surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 12, 10, 12)
        column.setSpacing(10)
        signatures = file.signatures if file is not None else []
        tone, said = state_of(signatures)
        column.addWidget(_text(said, tone))
        for each in signatures:
            words = words_of(each)
            card = QFrame()
            card.setProperty("look", "inset")
            box = QVBoxLayout(card)
            box.setContentsMargins(10, 8, 10, 8)
            box.setSpacing(4)
            box.addWidget(_text(words.state, words.tone))
            box.addWidget(_text(words.signer, "strong"))
            for line in words.lines:
                box.addWidget(_text(line, "meta"))
            card.setAccessibleName(". ".join((words.signer, words.state, *words.lines)))
            column.addWidget(card)
        if signatures:
            column.addWidget(
                _text(self.tr("Bản đọc trên máy không mang chữ ký; bản gốc có chữ ký ở máy chủ."), "meta")
            )
        column.addStretch(1)
        self.setWidget(inner)


def _text(said: str, kind: str) -> QLabel:
    made = QLabel(said)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("type", kind)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made
