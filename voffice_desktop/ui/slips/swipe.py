"""One gesture to the next slip: a finger or the pen drawn sideways over the head of what is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

_FAR = 60
"""Logical pixels sideways; half as many up or down end it."""
_SOON = 800
"""Milliseconds in which it must be done."""


class Swipe(QObject):
    """Watches a widget. ``step`` gets 1 for a stroke to the left (the next one), -1 for one to the right."""

    def __init__(self, over: QWidget, step: Callable[[int], None]) -> None:
        super().__init__(over)
        self._step = step
        self._start: QPointF | None = None
        self._since = QElapsedTimer()
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._start = event.globalPosition()
            self._since.start()
        elif event.type() == QEvent.Type.MouseButtonRelease and self._start is not None:
            way = event.globalPosition() - self._start
            self._start = None
            if abs(way.x()) >= _FAR and abs(way.y()) < abs(way.x()) / 2 and self._since.elapsed() <= _SOON:
                self._step(1 if way.x() < 0 else -1)
                return True
        return False
