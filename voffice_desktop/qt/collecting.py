"""Collects garbage in the main thread alone.

Windows are full of reference cycles (a button's slot holds the window that holds the button). Python's collector runs
in whatever thread happens to allocate, and a widget that is destroyed in a worker ends the process. So the automatic
collector is switched off while there is a window, and a timer of the main thread does its work.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1_000
"""Milliseconds between two looks."""


class MainThreadCollector(QObject):
    """Takes over from the automatic collector until ``close``. Make it in the main thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the youngest generations that are due; the oldest only when Python itself would think of it."""
        young, middle, old = gc.get_count()
        if young <= self._thresholds[0]:
            return
        if middle <= self._thresholds[1]:
            gc.collect(0)
        elif old <= self._thresholds[2]:
            gc.collect(1)
        else:
            gc.collect()

    def close(self) -> None:
        """Give the work back."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
