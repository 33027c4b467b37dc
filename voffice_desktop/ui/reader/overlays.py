"""What is painted on a page besides its pixels and its ink: hits, selection, and why a page cannot be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTransform

from voffice_desktop.ui.reader.page_words import Marked
from voffice_desktop.ui.reader.sentences import fault_sentence

_COLOURS: Final[dict[Marked, QColor]] = {
    "hit": QColor(255, 213, 79, 120),
    "current": QColor(255, 143, 0, 150),
    "selected": QColor(66, 133, 244, 80),
}
_WORDS: Final = QColor("#4B5866")


def paint_words(
    painter: QPainter, marks: Sequence[tuple[QRectF, Marked]], transform: QTransform, *, night: bool = False
) -> None:
    """Colour rectangles (points) like a text marker."""
    if not marks:
        return
    if not night:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for rect, what in marks:
        painter.fillRect(transform.mapRect(rect), _COLOURS[what])
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def paint_fault(painter: QPainter, rect: QRectF, code: str, font: QFont) -> None:
    """Say on the page itself why it is empty."""
    what, todo = fault_sentence(code)
    painter.setPen(_WORDS)
    painter.setFont(font)
    again = QCoreApplication.translate("ReaderFault", "Bấm vào trang để thử lại.")
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    painter.drawText(rect.adjusted(24, 24, -24, -24), flags, f"{what}\n{todo}\n\n{again}")
