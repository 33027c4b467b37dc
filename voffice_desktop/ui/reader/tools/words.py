"""Words on a page: a typed note, and the office's standard opinions as stamps."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from voffice_desktop.domain import mark_look
from voffice_desktop.ui.reader.ink_layer import InkLayer
from voffice_desktop.ui.reader.ink_paint import font_of
from voffice_desktop.ui.reader.layout import Place
from voffice_desktop.ui.reader.tools.tool import PenSettings, Tool

AskText = Callable[[], str]
"""Asks the user for the words of a note; empty when they change their mind."""


class NoteTool(Tool):
    """A typed note where the pen was lifted."""

    def __init__(self, layer: InkLayer, settings: PenSettings, ask: AskText) -> None:
        super().__init__(layer, settings)
        self._ask = ask
        self._at = QPointF()

    def press(self, place: Place, at: QPointF, pressure: float) -> None:
        super().press(place, at, pressure)
        self._at = self.points_of(at)

    def release(self) -> None:
        text = unicodedata.normalize("NFC", self._ask().strip())
        if text:
            add_words(self.layer, self.place, self._at, "text", text, self.settings)

    def cancel(self) -> None:
        """Nothing was written yet."""


class StampTool(Tool):
    """One standard opinion, set where the pen touches."""

    def __init__(self, layer: InkLayer, settings: PenSettings, text: str = "") -> None:
        super().__init__(layer, settings)
        self.text = text

    def press(self, place: Place, at: QPointF, pressure: float) -> None:
        super().press(place, at, pressure)
        if self.text:
            add_words(self.layer, place, self.points_of(at), "stamp", self.text, self.settings)


def add_words(layer: InkLayer, place: Place | None, at: QPointF, kind: str, text: str, settings: PenSettings) -> None:
    """Put a note or stamp on the page, its box large enough for the words and inside the page."""
    book = layer.book
    if book is None or place is None:
        return
    metrics = QFontMetricsF(font_of(kind, mark_look.letters(kind, {})))
    box = metrics.boundingRect(QRectF(0, 0, 220, 2000), 0x1000, text)  # Qt.TextWordWrap
    width, height = box.width() + 14, max(metrics.height(), box.height()) + 10
    size = layer.view.sizes[place.page]
    x = max(2.0, min(at.x(), size.width - width - 2))
    y = max(2.0, min(at.y(), size.height - height - 2))
    rect = [round(value, 2) for value in (x, y, x + width, y + height)]
    named = "stamp" if kind == "stamp" else "text"
    mark = book.new_mark(place.page + 1, named, {"rect": rect}, settings.style(), text)  # type: ignore[arg-type] # two literals
    book.change(add=[mark])
