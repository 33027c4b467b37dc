"""A sheet of paper as it would come out of the printer, painted when it is looked at: a file may have 5,000 pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPageLayout,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from voffice_desktop.pdf.render import VISIBLE
from voffice_desktop.qt.page_images import Picture, Shown
from voffice_desktop.ui.reader.printing import orientation_of, page_rect, paint_over, picture_request

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader

_EDGE: Final = 16
_POINTS: Final = QPageLayout.Unit.Point


class PreviewPane(QWidget):
    """One sheet at a time; ``show_pages`` says which pages (from 0) there are."""

    turned = Signal(int, int)
    """Which sheet is shown (from 1) and how many there are."""

    def __init__(self, reader: Reader, layout: QPageLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader, self._layout = reader, layout
        self._pages: list[int] = []
        self.at = 0
        self.ink = True
        self._picture: QImage | None = None
        self._shown: tuple[int, int] | None = None
        self.setMinimumSize(300, 380)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(QCoreApplication.translate("PrintSheet", "Trang như khi in"))

    def show_pages(self, pages: list[int]) -> None:
        """The pages that would be printed."""
        self._pages = pages
        self.turn_to(min(self.at, len(pages) - 1))

    def turn_to(self, at: int) -> None:
        """Show a sheet (from 0)."""
        self.at = max(0, min(at, len(self._pages) - 1))
        self._shown = None
        self.update()
        self.turned.emit(self.at + 1 if self._pages else 0, len(self._pages))

    def show_ink(self, ink: bool) -> None:
        """With or without what was written by hand."""
        self.ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 560)

    def _sheet(self, page: int) -> tuple[QRectF, QRectF]:
        """The sheet of paper and its printable part, in pixels of this widget."""
        layout = QPageLayout(self._layout)
        layout.setOrientation(orientation_of(self._reader.view.sizes[page]))
        whole, inside = layout.fullRect(_POINTS), layout.paintRect(_POINTS)
        scale = min((self.width() - 2 * _EDGE) / whole.width(), (self.height() - 2 * _EDGE) / whole.height())
        paper = QRectF(0, 0, whole.width() * scale, whole.height() * scale)
        paper.moveCenter(QRectF(self.rect()).center())
        area = QRectF(inside.left() * scale, inside.top() * scale, inside.width() * scale, inside.height() * scale)
        return paper, area.translated(paper.topLeft())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Mid))
        reader = self._reader
        if self._pages and reader.view.document and self._pages[self.at] < len(reader.view.sizes):
            page = self._pages[self.at]
            paper, area = self._sheet(page)
            painter.fillRect(paper, Qt.GlobalColor.white)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark), 1))
            painter.drawRect(paper)
            width = reader.view.sizes[page]
            rect = page_rect(width, area, paper.width() / self._paper_points(page))
            if self._shown is not None and self._shown[0] == page and self._picture is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(rect, self._picture, QRectF(self._picture.rect()))
            paint_over(reader, painter, page, rect, ink=self.ink)
            self._ask(page, rect)
        painter.end()

    def _paper_points(self, page: int) -> float:
        layout = QPageLayout(self._layout)
        layout.setOrientation(orientation_of(self._reader.view.sizes[page]))
        return layout.fullRect(_POINTS).width()

    def _ask(self, page: int, rect: QRectF) -> None:
        reader = self._reader
        wanted = page, round(rect.width())
        if self._shown == wanted:
            return
        if self._shown is None or self._shown[0] != page:
            self._picture = None
        self._shown = wanted
        size = reader.view.sizes[page]
        wide = size.height if size.rotation % 180 else size.width

        def came(answer: Shown) -> None:
            if self._shown == wanted and isinstance(answer, Picture):
                self._picture = answer.image
                self.update()

        params = picture_request(size, page, rect.width() / wide * self.devicePixelRatioF())
        reader.images.ask(reader.view.document, "tile", params, VISIBLE, came, "preview")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn_to(self.at + (1 if event.angleDelta().y() < 0 else -1))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_PageDown: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.turn_to(self.at + step)
        elif event.key() == Qt.Key.Key_Home:
            self.turn_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.turn_to(len(self._pages) - 1)
        else:
            super().keyPressEvent(event)
