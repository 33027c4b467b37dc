"""A button for an act with legal effect: it must be held for 0.6 s, or confirmed by a second key."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from voffice_desktop.ui.controls import Button
from voffice_desktop.ui.theme.engine import ThemeEngine

HOLD_MS = 600
_FRAME = 30


class HoldButton(Button):
    """Tells ``held`` once after a whole hold; letting go earlier does nothing. Enter on it does it too."""

    held = Signal()

    def __init__(self, theme: ThemeEngine, text: str, icon: str = "checkmark_circle") -> None:
        super().__init__(theme, text, icon, "primary")
        self._colours = theme
        self._since = QElapsedTimer()
        self._down = False
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME)
        self._frames.timeout.connect(self._step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self._down = True
            self._since.start()
            self._frames.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.held.emit()
            return
        super().keyPressEvent(event)

    def _step(self) -> None:
        if self._down and self._since.elapsed() >= HOLD_MS:
            self._stop()
            self.held.emit()
        self.update()

    def _stop(self) -> None:
        self._down = False
        self._frames.stop()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._down:
            return
        part = min(1.0, self._since.elapsed() / HOLD_MS)
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.colours.on_primary))
        painter.drawRect(QRectF(2, self.height() - 6, (self.width() - 4) * part, 4))
        painter.end()
