"""The pages under the reader's hands: mouse, wheel, keys, fingers; what lies over the pages is asked first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from voffice_desktop.qt.page_images import PageImages
from voffice_desktop.ui.reader.identity import IdentityMark
from voffice_desktop.ui.reader.page_canvas import PageCanvas
from voffice_desktop.ui.reader.surface import Surface, Touching
from voffice_desktop.ui.reader.touch import Touch


class PageView(PageCanvas):
    """A canvas that scrolls, zooms, selects and follows links."""

    link_activated = Signal(str)
    """An address outside the file was clicked; whoever listens asks the user."""
    selection_changed = Signal()
    undo_asked = Signal()
    menu_asked = Signal(QPoint)
    """The menu of the page is wanted at a place of the screen."""
    swiped = Signal(int)
    """A finger swept across a page that fits: 1 asks for the next file, -1 for the one before."""

    def __init__(self, images: PageImages, mark: IdentityMark, parent: QWidget | None = None) -> None:
        super().__init__(images, mark, parent)
        self._press: QPointF | None = None
        self._pan_from: QPoint | None = None
        self.quick_paint: Callable[[QPaintEvent], bool] = lambda event: False
        """Paints what a pen in use needs on the screen; False leaves it to ``paintEvent``."""
        self.touch = Touch(self)

    def step(self, rows: int) -> None:
        """One screen or, in single-page mode at an end, one page forward or back."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + rows * max(48, bar.pageStep() - 48))
        if bar.value() == before and self.mode == "single":
            self.go_to(self.page + rows, 0.0 if rows > 0 else 1.0)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QTabletEvent):  # first: it comes 240 times a second, and a painting after it
            for surface in self.surfaces:
                if surface.tablet(event):
                    event.accept()
                    return True
            return False
        if isinstance(event, QPaintEvent):
            if not self.quick_paint(event):
                self.paintEvent(event)
            return True
        kind = event.type()
        if kind in (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd):
            return self.touch.handle(event)
        if kind == QEvent.Type.TouchCancel:
            self.touch.cancel()
            return True
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tip(event)
            return True
        return bool(super().viewportEvent(event))

    def offer_finger(self, what: Touching, at: QPointF) -> bool:
        """Offer one finger to what lies over the pages."""
        return self._give(lambda surface: surface.finger(what, at))

    def _tip(self, event: QHelpEvent) -> None:
        at = QPointF(event.pos())
        said = next((tip for surface in self.surfaces if (tip := surface.tip(at))), "")
        if said:
            QToolTip.showText(event.globalPos(), said, self)
        else:
            QToolTip.hideText()

    def _give(self, offer: Callable[[Surface], bool]) -> bool:
        return any(offer(surface) for surface in self.surfaces)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self.scale * 1.0015 ** event.angleDelta().y(), event.position())
            event.accept()
            return
        if self.mode == "single" and event.angleDelta().y():
            bar = self.verticalScrollBar()
            down = event.angleDelta().y() < 0
            if bar.value() == (bar.maximum() if down else bar.minimum()):
                self.go_to(self.page + (1 if down else -1), 0.0 if down else 1.0)
                return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._give(lambda surface: surface.mouse(event)):
            return
        at = event.position()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pan_from = event.position().toPoint()
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = self.place_at(at)
        if place is not None and place.page in self.faults:
            self.retry(place.page)
            return
        self._press = at
        self.words.start_selection(self._spot(at))
        self._selection_moved()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._give(lambda surface: surface.mouse(event)):
            return
        if self._pan_from is not None:
            now = event.position().toPoint()
            self.scroll_by(self._pan_from.x() - now.x(), self._pan_from.y() - now.y())
            self._pan_from = now
            return
        if self._press is not None:
            self.words.extend_selection(self._spot(event.position()))
            self._selection_moved()
            return
        spot = self._spot(event.position())
        over_link = spot is not None and self.words.link_at(*spot) is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if over_link else Qt.CursorShape.IBeamCursor if spot else
            Qt.CursorShape.ArrowCursor
        )  # fmt: skip

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._give(lambda surface: surface.mouse(event)):
            return
        self._pan_from = None
        pressed, self._press = self._press, None
        if pressed is None or (event.position() - pressed).manhattanLength() > 4:
            return
        spot = self._spot(event.position())
        link = self.words.link_at(*spot) if spot else None
        if link is None:
            return
        if link.uri is not None:
            self.link_activated.emit(link.uri)
        elif link.target is not None and 0 <= link.target < len(self.sizes):
            height = self.sizes[link.target].height
            self.go_to(link.target, max(0.0, min(1.0, link.y / height)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._give(lambda surface: surface.mouse(event)):
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self.words.select_word(self._spot(event.position()))
            self._selection_moved()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), len(self.sizes) - 1
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_PageDown: lambda: self.step(1),
            Qt.Key.Key_PageUp: lambda: self.step(-1),
            Qt.Key.Key_Space: lambda: self.step(1),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(last, 1.0),
            Qt.Key.Key_Down: lambda: self.scroll_by(0, 64),
            Qt.Key.Key_Up: lambda: self.scroll_by(0, -64),
            Qt.Key.Key_Left: lambda: self.scroll_by(-64, 0),
            Qt.Key.Key_Right: lambda: self.scroll_by(64, 0),
        }
        if key in moves and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            moves[key]()
            return
        super().keyPressEvent(event)

    def _spot(self, at: QPointF) -> tuple[int, QPointF] | None:
        place = self.place_at(at) or self.nearest_place(at)
        if place is None:
            return None
        inside = self.to_viewport(place).inverted()[0].map(at)
        return place.page, inside

    def _selection_moved(self) -> None:
        self.viewport().update()
        self.selection_changed.emit()
