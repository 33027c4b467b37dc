"""The typed summary of what a person wrote by hand, asked for where an act needs text that others search and read.

Any dialog may use it: ``own_ink`` finds the marks, ``typed_words`` proposes a text, ``InkStrip`` shows the writing
above the field.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from voffice_desktop.domain.records import Annotation
from voffice_desktop.services.values import Detail
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.reader.ink_paint import InkPainter
from voffice_desktop.ui.reader.marks_list import picture_of

SUMMARISED: Final = frozenset({"assign", "return"})
"""Acts whose text must say in letters what the ink says."""
_MOST: Final = 3
_PICTURE: Final = QSize(150, 72)


def own_ink(detail: Detail, user_id: str) -> list[Annotation]:
    """What the person wrote on the present files of the record: ink, notes and stamps, oldest first."""
    revisions = {entry.file.id: entry.file.revision for entry in detail.files}
    return [
        mark
        for mark in detail.annotations
        if mark.author_id == user_id
        and mark.kind in ("ink", "text", "stamp")
        and mark.file_revision in (None, revisions.get(mark.file_id))
    ]


def typed_words(marks: Iterable[Annotation]) -> str:
    """The words among the marks that are letters already: a start for the summary."""
    words = (mark.text.strip().rstrip(".") for mark in marks if mark.text and mark.text.strip())
    return ". ".join(dict.fromkeys(words))


class InkStrip(QWidget):
    """A sentence on why letters are asked for, and the handwriting to copy from."""

    def __init__(self, marks: list[Annotation], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        said = self.tr("Có bút phê viết tay. Ghi tóm tắt bằng chữ để người nhận tìm và đọc được.")
        column.addWidget(label(said, "info", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        painter = InkPainter()
        for mark in sorted(marks, key=lambda each: _size(painter, each), reverse=True)[:_MOST]:
            shown = QLabel()
            shown.setPixmap(picture_of(painter, mark, _PICTURE))
            shown.setAccessibleName(self.tr("Bút phê trang {0}").format(mark.page))
            row.addWidget(shown)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _size(painter: InkPainter, mark: Annotation) -> float:
    box = painter.box(mark)
    return box.width() * box.height()
