"""The left drawer of the reader: small pages with the identity over them, and the file's outline."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QTabWidget, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from voffice_desktop.pdf.render import FAR, NEAR
from voffice_desktop.pdf.render_answers import Outline
from voffice_desktop.qt.page_images import Shown, TileKey
from voffice_desktop.ui.reader.buttons import IconSource
from voffice_desktop.ui.reader.layout import shown_size
from voffice_desktop.ui.reader.page_view import PageView
from voffice_desktop.ui.reader.signature_panel import SignaturePanel

WIDTH: Final = 200
_PICTURE: Final = 132
_LINE: Final = 24


class Thumbnails(QAbstractScrollArea):
    """Small pictures of the pages; only those in sight are rendered."""

    chosen = Signal(int)

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._tops: list[int] = []
        self._wanted: tuple[dict[str, object], list[TileKey]] = {}, []
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Trang thu nhỏ"))
        view.images.tile_ready.connect(self._tile_ready)
        view.page_changed.connect(self._page_changed)

    def reload(self) -> None:
        """The document or its sizes changed."""
        self._tops, self._wanted, y = [], ({}, []), 12
        for page in range(len(self._view.sizes)):
            self._tops.append(y)
            y += self._height(page) + _LINE + 8
        self.verticalScrollBar().setRange(0, max(0, y - self.viewport().height()))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(40)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.reload()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 400)

    def picture_rect(self, page: int) -> QRectF:
        """Where a page's picture stands, in viewport pixels."""
        left = (self.viewport().width() - _PICTURE) / 2
        return QRectF(left, self._tops[page] - self.verticalScrollBar().value(), _PICTURE, self._height(page))

    def _height(self, page: int) -> int:
        width, height = shown_size(self._view.sizes[page], self._view.turn)
        return max(20, min(400, round(_PICTURE * height / width)))

    def _tile_ready(self, key: TileKey) -> None:
        if self.isVisible() and key.document == self._view.document:
            self.viewport().update()

    def _page_changed(self, page: int) -> None:
        if page < len(self._tops):
            rect = self.picture_rect(page)
            if rect.top() < 0 or rect.bottom() + _LINE > self.viewport().height():
                self.verticalScrollBar().setValue(self._tops[page] - self.viewport().height() // 3)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        palette = self.palette()
        painter.fillRect(event.rect(), palette.color(QPalette.ColorRole.AlternateBase))
        view = self._view
        missing: list[int] = []
        for page in self._in_sight():
            rect = self.picture_rect(page)
            painter.fillRect(rect, view.paper)
            known = view.images.cache.whole_pages(view.document, page, view.turn)
            if known:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                best = min(known, key=lambda item: abs(item[1].width() - 320))[1]
                painter.drawPixmap(rect, best, QRectF(best.rect()))
            elif page not in view.faults:
                missing.append(page)
            width, _ = shown_size(view.sizes[page], view.turn)
            view.mark.paint(painter, rect, _PICTURE / width, turn=view.turn, night=view.night)
            current = page == view.page
            role = QPalette.ColorRole.Highlight if current else QPalette.ColorRole.Dark
            painter.setPen(QPen(palette.color(role), 2 if current else 1))
            painter.drawRect(rect)
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            label = QRectF(0, rect.bottom() + 2, self.viewport().width(), _LINE)
            painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), str(page + 1))
        painter.end()
        self._want(missing)

    def _in_sight(self) -> range:
        """The pages whose pictures are seen, even partly: a file may have thousands."""
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, top + self.viewport().height())
        return range(first, min(last, len(self._view.sizes)))

    def _want(self, missing: list[int]) -> None:
        """Have the pictures in sight rendered; what was scrolled past is not waited for."""
        view = self._view
        keys = [view.coarse_key(page) for page in missing]
        if (view.images.look, keys) != self._wanted:
            self._wanted = view.images.look, keys
            view.images.want(view.document, [(key, FAR) for key in keys], "thumbnails")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        page = self.page_at(event.position().toPoint())
        if page is not None:
            self.chosen.emit(page)

    def page_at(self, at: QPoint) -> int | None:
        """The page under a point of the viewport."""
        for page in self._in_sight():
            rect = self.picture_rect(page)
            if rect.top() <= at.y() <= rect.bottom() + _LINE:
                return page
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from page to page, as everywhere else in lists."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._view.sizes) - 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.chosen.emit(max(0, min(len(self._view.sizes) - 1, self._view.page + steps[key])))
        elif key in ends:
            self.chosen.emit(ends[key])
        else:
            super().keyPressEvent(event)


class Drawer(QWidget):
    """Thumbnails, outline, and room for more tabs (the marks)."""

    page_chosen = Signal(int)

    def __init__(self, view: PageView, icons: IconSource | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._icons = view, icons
        self._names: list[str] = []
        self.thumbnails = Thumbnails(view, self)
        self.outline = QTreeWidget(self)
        self.outline.setHeaderHidden(True)
        self.outline.setAccessibleName(self.tr("Mục lục"))
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setIconSize(QSize(20, 20))
        if icons is not None:
            self.tabs.tabBar().setProperty("look", "icons")
        self.signatures = SignaturePanel(self)
        self.add_tab(self.thumbnails, "document_multiple", self.tr("Trang thu nhỏ") + " (F9)")
        self.add_tab(self.outline, "text_bullet_list", self.tr("Mục lục") + " (F4)")
        self.add_tab(self.signatures, "shield_checkmark", self.tr("Chữ ký số"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.setFixedWidth(WIDTH)
        self.thumbnails.chosen.connect(self.page_chosen)
        self.outline.itemActivated.connect(self._outline_chosen)
        self.outline.itemClicked.connect(self._outline_chosen)

    def add_tab(self, page: QWidget, icon: str, caption: str) -> None:
        """One more tab: an icon where icons are known, else its caption."""
        self._names.append(icon)
        at = self.tabs.addTab(page, "" if self._icons is not None else caption.split(" (")[0])
        self.tabs.setTabToolTip(at, caption)
        self.tabs.tabBar().setAccessibleTabName(at, caption.split(" (")[0])
        self._paint_icons()

    def _paint_icons(self) -> None:
        if self._icons is None:
            return
        colour = self.palette().color(QPalette.ColorRole.ButtonText).name()
        for at, name in enumerate(self._names):
            self.tabs.setTabIcon(at, self._icons.icon(name, colour, 20))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_names"):
            self._paint_icons()

    def reload(self) -> None:
        """Another document is shown."""
        self.thumbnails.reload()
        self.outline.clear()
        self.tabs.setTabEnabled(1, False)
        if self.tabs.currentIndex() == 1:  # nothing but an empty column would be seen there
            self.tabs.setCurrentIndex(0)
        if self._view.document:
            self._view.images.ask(self._view.document, "outline", {}, NEAR, self._take_outline)

    def _take_outline(self, answer: Shown) -> None:
        if not isinstance(answer, Outline) or not answer.entries:
            return
        parents: dict[int, QTreeWidgetItem] = {}
        for entry in answer.entries:
            item = QTreeWidgetItem([entry.title])
            item.setData(0, Qt.ItemDataRole.UserRole, entry.page)
            item.setToolTip(0, entry.title)
            above = parents.get(entry.level - 1)
            if above is None:
                self.outline.addTopLevelItem(item)
            else:
                above.addChild(item)
            parents[entry.level] = item
        self.outline.expandToDepth(0)
        self.tabs.setTabEnabled(1, True)

    def _outline_chosen(self, item: QTreeWidgetItem) -> None:
        page = item.data(0, Qt.ItemDataRole.UserRole)
        if isinstance(page, int) and page >= 0:
            self.page_chosen.emit(page)
