"""A synthetic pen: QTabletEvents through the QWindow, as a driver would deliver them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QWidget

_T, _B = QEvent.Type, Qt.MouseButton


def device(pointer: QPointingDevice.PointerType = QPointingDevice.PointerType.Pen) -> QPointingDevice:
    """A stylus that knows position and pressure."""
    known = QInputDevice.Capability
    able = known.Position | known.Pressure | known.XTilt | known.YTilt
    return QPointingDevice("sample pen", 4711, QInputDevice.DeviceType.Stylus, pointer, able, 1, 3)


class Pen:
    """Draws on a widget's window."""

    def __init__(
        self,
        widget: QWidget,
        pointer: QPointingDevice.PointerType = QPointingDevice.PointerType.Pen,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        tilt: float = 0.0,
    ) -> None:
        self._widget, self._device, self._button, self._tilt = widget, device(pointer), button, tilt

    def send(self, kind: QEvent.Type, at: QPointF, pressure: float) -> bool:
        """One event at a position of the widget; whether somebody took it."""
        event = self.made(kind, at, pressure)
        QApplication.sendEvent(self._widget.window().windowHandle(), event)
        return event.isAccepted()

    def made(self, kind: QEvent.Type, at: QPointF, pressure: float) -> QTabletEvent:
        """The event alone, to be sent to the window's handle."""
        window = self._widget.window()
        inside = QPointF(self._widget.mapTo(window, at.toPoint())) + (at - QPointF(at.toPoint()))
        outside = QPointF(window.mapToGlobal(inside.toPoint()))
        moved, lifted = kind == _T.TabletMove, kind == _T.TabletRelease
        return QTabletEvent(
            kind, self._device, inside, outside, pressure, self._tilt, 0.0, 0.0, 0.0, 0.0,
            Qt.KeyboardModifier.NoModifier, _B.NoButton if moved else self._button,
            _B.NoButton if lifted else self._button,
        )  # fmt: skip

    def stroke(self, points: Iterable[tuple[float, float, float]]) -> None:
        """Press, move through the points, lift."""
        track = list(points)
        self.send(_T.TabletPress, QPointF(*track[0][:2]), track[0][2])
        for x, y, pressure in track[1:]:
            self.send(_T.TabletMove, QPointF(x, y), pressure)
        self.send(_T.TabletRelease, QPointF(*track[-1][:2]), 0.0)
