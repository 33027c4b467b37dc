"""One page of a paper beside the form: its picture, the place a field was read from, the ĐẾN stamp, the viewer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from voffice_desktop.domain.arrival_stamp import ArrivalStamp
from voffice_desktop.domain.page_words import Rect
from voffice_desktop.pdf.page_tools import PagePicture
from voffice_desktop.ui.reader.identity import IdentityMark
from voffice_desktop.ui.theme.engine import ThemeEngine

_RED = QColor(176, 32, 32)


class PageSheet(QScrollArea):
    """Shows one page fitted to the width."""

    stamp_moved = Signal(float, float)
    """The stamp's upper left corner in points, after it was dragged."""

    def __init__(self, theme: ThemeEngine, identity: IdentityMark, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "canvas")
        self.setAccessibleName(name)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page = _Page(theme, identity, self)
        self._page.stamp_moved.connect(self.stamp_moved)
        self.setWidget(self._page)

    def show_picture(self, picture: PagePicture | None) -> None:
        """Show a page, or nothing."""
        self._page.set_picture(picture)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def show_region(self, rect: Rect | None) -> None:
        """Mark a place (points) and bring it into view."""
        self._page.region = rect
        if rect is not None:
            at = self._page.to_pixels(QRectF(rect[0], rect[1], rect[2] - rect[0], rect[3] - rect[1]))
            self.ensureVisible(round(at.center().x()), round(at.center().y()), 40, 120)
        self._page.update()

    def show_stamp(self, stamp: ArrivalStamp | None, at: tuple[float, float] | None) -> None:
        """Lay the ĐẾN stamp over the page with its corner at ``at`` (points)."""
        self._page.stamp, self._page.stamp_at = stamp, at
        self._page.update()

    def see_stamp(self) -> None:
        """Bring the stamp into view."""
        if self._page.stamp is not None and self._page.stamp_at is not None:
            at = self._page.to_pixels(QRectF(*self._page.stamp_at, *self._page.stamp.size))
            self.ensureVisible(round(at.center().x()), round(at.center().y()), 40, round(at.height() / 2) + 24)

    def page_points(self) -> tuple[float, float]:
        """Width and height of the page that is shown."""
        return self._page.points

    def region(self) -> Rect | None:
        """The place that is marked now."""
        return self._page.region

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width() - 24
        self._page.resize(self._page.size_for(max(200, room)))


class _Page(QWidget):
    stamp_moved = Signal(float, float)

    def __init__(self, theme: ThemeEngine, identity: IdentityMark, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._identity = identity
        self._pixmap: QPixmap | None = None
        self._points = (595.0, 842.0)
        self.region: Rect | None = None
        self.stamp: ArrivalStamp | None = None
        self.stamp_at: tuple[float, float] | None = None
        self._held: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def points(self) -> tuple[float, float]:
        return self._points

    def set_picture(self, picture: PagePicture | None) -> None:
        self.region = None
        if picture is None:
            self._pixmap = None
        else:
            image = QImage(
                picture.pixels, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888
            )
            self._pixmap = QPixmap.fromImage(image.convertToFormat(QImage.Format.Format_RGB32))
            self._points = picture.points
        self.update()

    def size_for(self, room: int) -> QSize:
        width, height = self._points
        return QSize(room, round(room * height / width) + 24)

    @property
    def scale(self) -> float:
        return self.width() / self._points[0]

    def to_pixels(self, rect: QRectF) -> QRectF:
        return QRectF(
            rect.x() * self.scale, rect.y() * self.scale + 12, rect.width() * self.scale, rect.height() * self.scale
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pixmap is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = QRectF(0, 12, self.width(), self._points[1] * self.scale)
        painter.drawPixmap(page, self._pixmap, QRectF(self._pixmap.rect()))
        if self.region is not None:
            x0, y0, x1, y1 = self.region
            box = self.to_pixels(QRectF(x0, y0, x1 - x0, y1 - y0)).adjusted(-4, -3, 4, 3)
            painter.setPen(QPen(QColor(self._theme.colours.focus), 2))
            painter.setBrush(QColor(255, 213, 79, 90))
            painter.drawRoundedRect(box, 4, 4)
        if self.stamp is not None and self.stamp_at is not None:
            self._paint_stamp(painter)
        self._identity.paint(painter, page, self.scale)
        painter.end()

    def _stamp_box(self) -> QRectF:
        assert self.stamp is not None and self.stamp_at is not None
        return self.to_pixels(QRectF(*self.stamp_at, *self.stamp.size))

    def _paint_stamp(self, painter: QPainter) -> None:
        assert self.stamp is not None and self.stamp_at is not None
        box = self._stamp_box()
        painter.setPen(QPen(_RED, max(1.0, self.scale)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        for line in self.stamp.lines:
            font = self._theme.font("body", 700 if line.bold else 400)
            font.setPixelSize(max(5, round(line.size * self.scale)))
            painter.setFont(font)
            painter.setPen(_RED)
            at = QRectF(
                box.x() + 2, box.y() + (line.baseline - line.size) * self.scale, box.width() - 4,
                line.size * 1.4 * self.scale,
            )  # fmt: skip
            how = Qt.AlignmentFlag.AlignHCenter if line.centred else Qt.AlignmentFlag.AlignLeft
            metrics = painter.fontMetrics()
            text = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, round(at.width()))
            painter.drawText(
                at.adjusted(0 if line.centred else 4, 0, 0, 0), how | Qt.AlignmentFlag.AlignVCenter, text
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.stamp is not None and self.stamp_at is not None and self._stamp_box().contains(event.position()):
            self._held = event.position() - self._stamp_box().topLeft()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None or self.stamp is None:
            return
        corner = event.position() - self._held
        wide, tall = self.stamp.size
        x = min(max(corner.x() / self.scale, 0.0), self._points[0] - wide)
        y = min(max((corner.y() - 12) / self.scale, 0.0), self._points[1] - tall)
        self.stamp_at = (x, y)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and self.stamp_at is not None:
            self._held = None
            self.unsetCursor()
            self.stamp_moved.emit(*self.stamp_at)
