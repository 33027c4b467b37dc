"""Fingers on the pages: one pans with momentum, two zoom about their middle, and a palm does nothing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QTimer
from PySide6.QtGui import QEventPoint, QTouchEvent

from voffice_desktop.clock import monotonic

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.page_view import PageView

PEN_REST: Final = 0.5
"""Seconds after the pen's last event during which a touch is taken for the hand that holds it."""
PALM_MM: Final = 20.0
_TAP: Final = 0.3
_DOUBLE: Final = 0.35
_FRICTION: Final = 0.94
_SWEEP: Final = 0.5
_SWEEP_PX: Final = 140
"""Logical pixels."""


class Touch:
    """Turns touch events of the view into panning and zooming."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self.pen_down = False
        self._pen_at = -math.inf
        self._ignored = False
        self._fingers = 0
        self._draws = False
        self._start = QPointF()
        self._last: QPointF | None = None
        self._apart = 0.0
        self._began = 0.0
        self._moved = False
        self._tapped = -math.inf
        self._speed = QPointF()
        self._moved_at = 0.0
        self._coast = QTimer(view, interval=16)
        self._coast.timeout.connect(self._glide)

    def pen_seen(self, down: bool) -> None:
        """The pen spoke (also hovering): touches are the palm's until it has been silent for a while."""
        self.pen_down, self._pen_at = down, monotonic()
        self._coast.stop()

    def pen_guards(self) -> bool:
        """Whether touches are ignored because of the pen."""
        return self.pen_down or monotonic() - self._pen_at < PEN_REST

    def cancel(self) -> None:
        """The system took the touch away."""
        if self._draws:
            self._draws = False
            self._view.offer_finger("cancel", self._start)
        self._last, self._fingers, self._ignored = None, 0, False

    def handle(self, event: QEvent) -> bool:
        """One touch event; always taken, so that Qt makes no mouse events of it."""
        if not isinstance(event, QTouchEvent):
            return False
        event.accept()
        points = [point for point in event.points() if point.state() != QEventPoint.State.Released]
        if event.type() == QEvent.Type.TouchBegin:
            self._begin(event.points()[0].position())
        if self.pen_guards() or any(self._is_palm(point) for point in event.points()):
            self._ignored = True
        if self._ignored:
            if self._draws or event.type() == QEvent.Type.TouchEnd:
                self.cancel()
            self._ignored = event.type() != QEvent.Type.TouchEnd
            return True
        self._fingers = max(self._fingers, len(event.points()))
        if self._finger(event.type(), event.points()[0].position(), len(points)):
            return True
        if event.type() == QEvent.Type.TouchEnd:
            self._end(event.points()[0].position())
        elif len(points) >= 2:
            self._pinch(points[0].position(), points[1].position())
        elif points:
            self._pan(points[0].position())
        return True

    def _finger(self, kind: QEvent.Type, at: QPointF, down: int) -> bool:
        """Offer one finger to what may draw with it; a second finger takes the stroke back and zooms instead."""
        offer = self._view.offer_finger
        if kind == QEvent.Type.TouchBegin and down == 1:
            self._draws = offer("press", at)
            return self._draws
        if self._draws and down > 1:
            self._draws = False
            offer("cancel", at)
            return False
        if self._draws:
            offer("release" if kind == QEvent.Type.TouchEnd else "move", at)
            self._draws = kind != QEvent.Type.TouchEnd
            return True
        return False

    def _begin(self, at: QPointF) -> None:
        self._coast.stop()
        self._start = at
        self._last, self._apart, self._fingers, self._moved, self._ignored = None, 0.0, 0, False, False
        self._began = monotonic()
        self._speed = QPointF()

    def _is_palm(self, point: QEventPoint) -> bool:
        size = point.ellipseDiameters()
        per_mm = max(0.1, self._view.physicalDpiX() / 25.4)
        return max(size.width(), size.height()) / per_mm > PALM_MM

    def _pan(self, at: QPointF) -> None:
        now = monotonic()
        if self._last is not None and self._apart == 0.0:
            away = self._last - at
            if away.manhattanLength() > 1:
                self._moved = True
            self._view.scroll_by(round(away.x()), round(away.y()))
            took = max(0.004, now - self._moved_at)
            self._speed = self._speed * 0.4 + away / took * 0.6 * 0.016
        self._last, self._apart, self._moved_at = at, 0.0, now

    def _pinch(self, one: QPointF, two: QPointF) -> None:
        middle, apart = (one + two) / 2, math.hypot(one.x() - two.x(), one.y() - two.y())
        if self._apart > 0 and self._last is not None:
            if abs(apart - self._apart) > 1 or (middle - self._last).manhattanLength() > 2:
                self._moved = True
            away = self._last - middle
            self._view.scroll_by(round(away.x()), round(away.y()))
            if apart > 8:
                self._view.zoom_to(self._view.scale * apart / self._apart, middle)
        self._last, self._apart = middle, max(apart, 1.0)
        self._speed = QPointF()

    def _end(self, at: QPointF) -> None:
        now = monotonic()
        if not self._moved and now - self._began < _TAP:
            if self._fingers == 2:
                self._view.undo_asked.emit()
            elif now - self._tapped < _DOUBLE:
                self._double_tap(at)
                now = -math.inf
            self._tapped = now
        elif self._fingers == 1 and self._swept(at, now):
            self._view.swiped.emit(1 if at.x() < self._start.x() else -1)
        elif self._fingers == 1 and now - self._moved_at < 0.08 and self._speed.manhattanLength() > 2:
            self._coast.start()
        self._last = None

    def _swept(self, at: QPointF, now: float) -> bool:
        """Fast, level, and nothing to scroll that way: not a pan."""
        away = at - self._start
        fits = self._view.horizontalScrollBar().maximum() == 0
        return fits and now - self._began < _SWEEP and abs(away.x()) > _SWEEP_PX and abs(away.x()) > 3 * abs(away.y())

    def _double_tap(self, at: QPointF) -> None:
        if self._view.fit == "width":
            self._view.set_percent(100, at)
        else:
            self._view.set_fit("width")

    def _glide(self) -> None:
        self._view.scroll_by(round(self._speed.x()), round(self._speed.y()))
        self._speed *= _FRICTION
        if self._speed.manhattanLength() < 1.0:
            self._coast.stop()
