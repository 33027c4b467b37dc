"""What may lie over the pages of the view: draws on them and may take pen and mouse before the view does."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QMouseEvent, QPainter, QTabletEvent

from voffice_desktop.ui.reader.layout import Place

Touching = Literal["press", "move", "release", "cancel"]


class Surface:
    """A layer that does nothing; the ink overrides what it needs."""

    def paint(self, painter: QPainter, place: Place, rect: QRectF, exposed: QRectF) -> None:
        """Draw what lies on one page; ``rect`` is the page and ``exposed`` what must be drawn, in viewport pixels."""

    def print_page(self, painter: QPainter, place: Place, rect: QRectF) -> None:
        """Draw what lies on one page into ``rect`` of a printer, whatever is in view now."""

    def relaid(self) -> None:
        """Zoom, mode, turn, size or document changed."""

    def scrolled(self, dx: int, dy: int) -> None:
        """The content moved by so many viewport pixels."""

    def tablet(self, event: QTabletEvent) -> bool:
        """A pen event; True takes it."""
        return False

    def mouse(self, event: QMouseEvent) -> bool:
        """A mouse event; True takes it."""
        return False

    def finger(self, what: Touching, at: QPointF) -> bool:
        """One finger, where fingers may draw; True takes it."""
        return False

    def tip(self, at: QPointF) -> str:
        """What is to be said of the thing under a point of the viewport."""
        return ""
