"""The ink over the pages: two pixmaps the size of the view, live drawing into them, and the tools' events.

Committed marks live in pixmaps (highlighter multiplies, ink covers); a new segment is drawn into its pixmap and the
dirty rectangle repainted before the event returns. Scrolling moves the pixmaps; zooming redraws in slices of 8 ms.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QInputDevice, QMouseEvent, QPainter, QPen, QPixmap, QPointingDevice, QTabletEvent

from voffice_desktop.clock import monotonic
from voffice_desktop.domain.records import Annotation
from voffice_desktop.ui.reader.ink_book import InkBook, hit
from voffice_desktop.ui.reader.ink_geometry import FULL
from voffice_desktop.ui.reader.ink_paint import InkPainter, is_under
from voffice_desktop.ui.reader.layout import Place
from voffice_desktop.ui.reader.live_frame import LiveFrame
from voffice_desktop.ui.reader.mark_author import mark_author
from voffice_desktop.ui.reader.mark_grid import MarkGrid
from voffice_desktop.ui.reader.surface import Surface, Touching
from voffice_desktop.ui.words import moment

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.page_view import PageView
    from voffice_desktop.ui.reader.tools.tool import Tool

_SLICE: Final = 0.008
_SHOW: Final = 0.2
"""Seconds between two looks at ink that is still coming."""
_PEN_MOVES: Final = QEvent.Type.TabletMove
_SMOOTH: Final = QPainter.RenderHint.Antialiasing
Reach = tuple[float, float, float, float]
"""Left, top, right, bottom in viewport pixels."""
_TOUCHED: Final = 4.0
"""Logical pixels after which a finger draws; less is a tap, or the first of two fingers."""


class InkLayer(Surface):
    """Belongs to one view. ``tool`` is what the pen does; without a ``book`` nothing can be drawn."""

    def __init__(self, view: PageView) -> None:
        self.view = view
        self.book: InkBook | None = None
        self.painter = InkPainter()
        self.tool: Tool | None = None
        self.eraser: Tool | None = None
        self.mouse_draws = False
        """Whether mouse events go to the tool (the Bút tool is chosen)."""
        self.finger_draws = False
        """Whether one finger goes to the tool too."""
        self.tilt = 0.0
        """Degrees by which the pen leans, of the last event; 0 where the pen does not say."""
        self.leftover: tuple[int, QRectF] = (0, QRectF())
        """Page (from 1) and box in points of a live line that the next change of the book wipes away."""
        self.name_of: Callable[[str], str] = lambda author_id: ""
        self._finger_from: QPointF | None = None
        self._over = QPixmap()
        self._under = QPixmap()
        self._active: Tool | None = None
        self._place: Place | None = None
        self._shown_at = 0.0
        self._stale = False
        self._see_through = False
        self._pending: list[tuple[Place, Annotation]] = []
        self._grid = MarkGrid(self.painter.box)
        self._slice = QTimer(view, interval=0)
        self._slice.timeout.connect(self._draw_slice)
        self.drawn: Callable[[], None] = lambda: None
        """Called when a pen or mouse gesture ended."""
        view.surfaces.append(self)
        self._live = LiveFrame(self)
        view.quick_paint = self._live.paint

    # The book ---------------------------------------------------------------------------------------------------

    def show(self, book: InkBook | None) -> None:
        """Show the marks of another file, or none."""
        self.complete()
        self._active = None
        self.book = book
        self.painter.clear()
        self._grid.clear()
        self.relaid()

    def marks_changed(self, gone: list[Annotation], come: list[Annotation]) -> None:
        """These marks went and came; both empty: everything may look different."""
        if not gone and not come:
            self._grid.clear()
            self.relaid()
            return
        boxes: dict[int, QRectF] = {}
        for mark in gone:
            self._grid.remove(mark)
        for mark in come:
            self._grid.add(mark)
        page, leftover = self.leftover
        if page:
            boxes[page], self.leftover = leftover, (0, QRectF())
        for mark in (*gone, *come):
            boxes[mark.page] = boxes.get(mark.page, QRectF()).united(self.painter.box(mark))
        for place in self.view.visible_places():
            if place.page + 1 in boxes:
                self.redraw_points(place, boxes[place.page + 1])

    def redraw_points(self, place: Place, box: QRectF) -> None:
        """Redraw what meets a box of a page (points)."""
        self.redraw(self.view.to_viewport(place).mapRect(box).adjusted(-2, -2, 2, 2))

    def near(self, page: int, box: QRectF) -> list[Annotation]:
        """The shown marks of a page (from 1) whose boxes meet ``box`` (points), oldest first."""
        if self.book is None:
            return []
        return self._grid.near(page, box, self.book.on_page)

    # Painting ---------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, place: Place, rect: QRectF, exposed: QRectF) -> None:
        if self.book is None:
            return
        if self._stale:
            self._freshen()
        part = rect.intersected(exposed)
        if part.isEmpty():
            return
        self.paint_under(painter, part)
        painter.drawPixmap(part, self._over, self._source(part))
        if self.tool is not None:
            self.tool.paint_over(painter, place)

    def paint_under(self, painter: QPainter, part: QRectF) -> None:
        """Highlights and see-through ink, into a part of the viewport that lies on one page."""
        if not self._under.isNull():
            if not self.view.night:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.drawPixmap(part, self._under, self._source(part))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def paint_tail(self, painter: QPainter) -> None:
        """What the tool in use shows beside the ink, on the page that it draws on."""
        if self._active is not None and self._place is not None:
            self._active.paint_over(painter, self._place)

    @property
    def over(self) -> QPixmap:
        """The ink, as large as the viewport."""
        return self._over

    def _source(self, part: QRectF) -> QRectF:
        ratio = self._over.devicePixelRatio()
        return QRectF(part.left() * ratio, part.top() * ratio, part.width() * ratio, part.height() * ratio)

    def print_page(self, painter: QPainter, place: Place, rect: QRectF) -> None:
        if self.book is None:
            return
        from voffice_desktop.ui.reader.tiles import page_transform

        painter.save()
        painter.setTransform(page_transform(self.view.sizes[place.page], place.turn, rect), True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        night, self.painter.night = self.painter.night, False  # paper is white
        for mark in self.book.on_page(place.page + 1):
            self.painter.draw(painter, mark)
        self.painter.night = night
        painter.restore()

    def relaid(self) -> None:
        """Everything is drawn anew before the next painting; many marks come back in slices.

        A zoom lays out, scrolls and scrolls again: only the last of these is worth drawing.
        """
        self._stale = True
        self._live.end()
        if self.book is None:
            self._freshen()
        else:
            self._slice.start()
            self.view.viewport().update()

    def _freshen(self) -> None:
        """Fresh pixmaps of the view's size, and the first of the marks."""
        self._stale = False
        self.painter.night = self.view.night
        size, ratio = self.view.viewport().size(), self.view.devicePixelRatioF()
        wanted = size * ratio
        if self.book is None:
            self._over = self._under = QPixmap()
            self._pending.clear()
            self._slice.stop()
            return
        if self._over.size() != wanted:
            self._over = _clear_pixmap(wanted.width(), wanted.height(), ratio)
        else:
            self._over.fill(Qt.GlobalColor.transparent)
        self._under = QPixmap()
        self._pending = [
            (place, mark)
            for place in self.view.visible_places()
            for mark in self.near(place.page + 1, self._seen(place))
        ]
        self._draw_slice()

    def scrolled(self, dx: int, dy: int) -> None:
        """Move what is drawn and draw the strips that came into view."""
        if self._active is not None:
            self._active.pages_moved(dx, dy)
        if self.book is None or self._over.isNull():
            return
        self._live.end()
        if self._pending or self._stale:
            self.relaid()
            return
        ratio = self._over.devicePixelRatio()
        width, height = self.view.viewport().width(), self.view.viewport().height()
        moved_x, moved_y = dx * ratio, dy * ratio
        if abs(dx) >= width or abs(dy) >= height or moved_x != int(moved_x) or moved_y != int(moved_y):
            self.relaid()
            return
        self._over.scroll(int(moved_x), int(moved_y), self._over.rect())
        if not self._under.isNull():
            self._under.scroll(int(moved_x), int(moved_y), self._under.rect())
        if dy:
            self.redraw(QRectF(0, height + dy if dy < 0 else 0, width, abs(dy)), update=False)
        if dx:
            self.redraw(QRectF(width + dx if dx < 0 else 0, 0, abs(dx), height), update=False)

    def redraw(self, box: QRectF, *, update: bool = True) -> None:
        """Draw anew the marks that meet ``box`` (viewport pixels)."""
        if self.book is None or self._over.isNull() or self._stale:
            return
        box = QRectF(box.intersected(QRectF(self.view.viewport().rect())).toAlignedRect())
        if box.isEmpty():
            return
        self._live.forget(box.toRect())
        for pixmap in (self._over, self._under):
            if not pixmap.isNull():
                painter = QPainter(pixmap)
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
                painter.fillRect(box, Qt.GlobalColor.transparent)
                painter.end()
        for place in self.view.visible_places():
            if self.view.rect_of(place).intersects(box):
                inside = self.view.to_viewport(place).inverted()[0].mapRect(box)
                self._draw(place, self.near(place.page + 1, inside), box)
        if update:
            self.view.viewport().update(box.toRect())

    @property
    def pending(self) -> bool:
        """Whether marks are still being drawn in slices."""
        return self._stale or bool(self._pending)

    def _seen(self, place: Place) -> QRectF:
        return self.view.to_viewport(place).inverted()[0].mapRect(QRectF(self.view.viewport().rect()))

    def _draw(self, place: Place, marks: list[Annotation], clip: QRectF | None = None) -> None:
        for under in (True, False):
            chosen = [mark for mark in marks if is_under(mark) is under and not self._lifted(mark)]
            if not chosen:
                continue
            painter = QPainter(self.under_pixmap() if under else self._over)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if clip is not None:
                painter.setClipRect(clip)
            if under:  # overlapping highlights do not darken
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.setTransform(self.view.to_viewport(place))
            for mark in chosen:
                self.painter.draw(painter, mark)
            painter.end()

    def _lifted(self, mark: Annotation) -> bool:
        return self.tool is not None and mark.id in self.tool.lifted

    def _draw_slice(self) -> None:
        if self._stale:
            self._freshen()
            return
        until = monotonic() + _SLICE
        while self._pending and monotonic() < until:
            place = self._pending[0][0]
            batch = [mark for at, mark in self._pending[:120] if at.page == place.page]
            del self._pending[: len(batch)]
            self._draw(place, batch)
        if not self._pending or monotonic() - self._shown_at > _SHOW:
            self._shown_at = monotonic()
            self.view.viewport().update()
        if not self._pending:
            self._slice.stop()
        elif not self._slice.isActive():
            self._slice.start()

    def under_pixmap(self) -> QPixmap:
        """The layer of highlights, made when first needed."""
        if self._under.isNull():
            self._under = _clear_pixmap(self._over.width(), self._over.height(), self._over.devicePixelRatio())
        return self._under

    # Live drawing -----------------------------------------------------------------------------------------------

    def live_line(self, line: list[QPointF], reach: Reach, pen: QPen) -> None:
        """A piece of line (viewport pixels), on the screen before this returns, with all of ``reach``."""
        see_through = self._see_through
        painter = QPainter(self.under_pixmap() if see_through else self._over)
        painter.setRenderHint(_SMOOTH)
        if see_through:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.setPen(pen)
        if len(line) == 2:
            painter.drawLine(line[0], line[1])
        else:
            painter.drawPolyline(line)
        painter.end()
        left, top, right, bottom = reach
        box = math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)
        if see_through:
            self.view.viewport().repaint(box[0], box[1], box[2] - box[0], box[3] - box[1])
        else:
            self._live.repaint(*box)

    def begin_live(self, place: Place, colour: QColor) -> None:
        """A line of this colour will be drawn on a page."""
        self._see_through = colour.alpha() < 255
        self._live.begin(place)

    def end_live(self) -> None:
        """The line is done."""
        self._live.end()

    # Events -----------------------------------------------------------------------------------------------------

    def tablet(self, event: QTabletEvent) -> bool:
        kind = event.type()
        active = self._active
        if active is not None and kind is _PEN_MOVES:  # the short way: 240 times a second
            self.view.touch.pen_writes()
            pressure = event.pressure()
            if pressure > 0:
                if active.leans:
                    self.tilt = math.hypot(event.xTilt(), event.yTilt())
                active.move(event.position(), pressure)
            return True
        self.view.touch.pen_seen(kind != QEvent.Type.TabletRelease and bool(event.buttons()))
        if self.book is None:
            return False
        self.tilt = math.hypot(event.xTilt(), event.yTilt())
        if kind == QEvent.Type.TabletPress:
            device = event.device()
            flipped = (
                isinstance(device, QPointingDevice) and device.pointerType() == QPointingDevice.PointerType.Eraser
            )
            barrel = bool(event.buttons() & (Qt.MouseButton.RightButton | Qt.MouseButton.MiddleButton))
            self._press(self.eraser if flipped or barrel else self.tool, event.position(), event.pressure())
            return self._active is not None
        if kind == QEvent.Type.TabletMove:
            return False
        return self._release()

    def mouse(self, event: QMouseEvent) -> bool:
        device = event.device()
        if device.type() in (
            QInputDevice.DeviceType.Stylus,
            QInputDevice.DeviceType.TouchScreen,
        ):
            return self._active is not None
        if not self.mouse_draws or self.book is None:
            return False
        kind = event.type()
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            if event.button() != Qt.MouseButton.LeftButton:
                return False
            self._press(self.tool, event.position(), FULL)
            return self._active is not None
        if self._active is None:
            return False
        if kind == QEvent.Type.MouseMove:
            self._move(event.position(), FULL)
            return True
        return self._release()

    def finger(self, what: Touching, at: QPointF) -> bool:
        if what == "press":
            ready = self.book is not None and self.book.writable and self._active is None
            able = self.finger_draws and self.mouse_draws and ready
            self._finger_from = at if able and self.view.place_at(at) is not None else None
            return self._finger_from is not None
        if what == "cancel":
            self._finger_from = None
            if self._active is not None:
                active, self._active = self._active, None
                active.cancel()
            return True
        start = self._finger_from
        if start is not None and (what == "release" or (at - start).manhattanLength() > _TOUCHED):
            self._finger_from = None
            self.tilt = 0.0
            self._press(self.tool, start, FULL)
        if what == "move":
            self._move(at, FULL)
        else:
            self._release()
        return True

    def tip(self, at: QPointF) -> str:
        """Whose mark is under a point, from when, and what it says."""
        place = self.view.place_at(at)
        if place is None or self._active is not None or self.book is None:
            return ""
        point = self.view.to_viewport(place).inverted()[0].map(at)
        reach = 4 / self.view.scale
        around = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        for mark in reversed(self.near(place.page + 1, around)):
            if hit(mark, point.x(), point.y(), reach):
                author = mark_author(mark, self.name_of)
                said = " · ".join(part for part in (author, moment(mark.created_at)) if part)
                return f"{said}\n{mark.text}" if mark.text else said
        return ""

    @property
    def busy(self) -> bool:
        """Whether the pen or the mouse is in the middle of a gesture."""
        return self._active is not None

    def complete(self) -> None:
        """End a running gesture as if the pen were lifted: what was drawn is kept."""
        if self._active is not None and self.book is not None:
            self._release()

    def _press(self, tool: Tool | None, at: QPointF, pressure: float) -> None:
        place = self.view.place_at(at)
        if tool is None or place is None or self._active is not None or self.book is None or not self.book.writable:
            return
        if self._stale:
            self._freshen()
        self._active, self._place = tool, place
        tool.press(place, at, pressure)

    def _move(self, at: QPointF, pressure: float) -> None:
        if self._active is not None:
            self._active.move(at, pressure)

    def _release(self) -> bool:
        if self._active is None:
            return False
        active, self._active = self._active, None
        active.release()
        self.drawn()
        return True


def _clear_pixmap(width: int, height: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(max(1, width), max(1, height))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
