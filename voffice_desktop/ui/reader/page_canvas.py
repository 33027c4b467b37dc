"""One file's pages on a scrolling canvas: layout, zoom about a point, painting with the identity over every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from voffice_desktop.pdf.render import AHEAD, COARSE, NEAR, VISIBLE
from voffice_desktop.pdf.render_answers import Opened, PageSize, Sizes
from voffice_desktop.qt.page_images import Ahead, PageImages, Shown, TileKey
from voffice_desktop.ui.reader import overlays, tiles
from voffice_desktop.ui.reader.identity import IdentityMark
from voffice_desktop.ui.reader.layout import (
    ACTUAL,
    LARGEST,
    MARGIN,
    SMALLEST,
    Fit,
    Mode,
    PageLayout,
    Place,
    fitting_scale,
)
from voffice_desktop.ui.reader.page_words import PageWords
from voffice_desktop.ui.reader.surface import Surface
from voffice_desktop.ui.theme.tokens import DARK

_SETTLE_MS: Final = 120
_BLUR_MS: Final = 16
"""A coarse picture is painted only if the sharp one is not there by then: enlarging it costs milliseconds."""
_BEHIND_MS: Final = 25
"""Words, links and sizes are asked for when the view has rested so long: pixels first."""
_SIZES: Final = 250
"""Pages whose sizes are asked for at once: some milliseconds of the child's time."""
_LETTERS: Final = 250_000
_SCANNED: Final = 60_000
"""Bytes a page, besides those of its letters' shapes, from which a file is taken for scanned and slow to draw."""
_PAPER: Final = QColor("white")


class PageCanvas(QAbstractScrollArea):
    """Lays out and paints the pages of one document. No canvas is made without an identity."""

    page_changed = Signal(int)
    zoom_changed = Signal()

    def __init__(self, images: PageImages, mark: IdentityMark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerPages")
        self.setAccessibleName(self.tr("Trang văn bản"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.images, self.mark = images, mark
        self.document = ""
        self.sizes: list[PageSize] = []
        self._kinds: dict[PageSize, PageSize] = {}
        """Pages of one size share one object: that is how the layout knows them quickly."""
        self.night = False
        self.mode: Mode = "continuous"
        self.turn = 0
        self.fit: Fit = "width"
        self.scale = ACTUAL
        self.page = 0
        self.faults: dict[int, str] = {}
        self.layout_ = PageLayout([], "continuous", 0, 1.0, 1.0)
        self.words = PageWords(self._ask_words)
        self.surfaces: list[Surface] = []
        """What draws over the pages and may take pen and mouse: the ink."""
        self._frame: list[tuple[Place, QRectF, list[TileKey]]] | None = None
        self._direction = 1
        self._links_asked: set[int] = set()
        self._sized = self._asked = 0
        """Pages whose sizes are known, and asked for."""
        self._words_later = QTimer(self, singleShot=True, interval=_BEHIND_MS)
        self._words_later.timeout.connect(self._ask_behind)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.request)
        self._blurred = QTimer(self, singleShot=True, interval=_BLUR_MS)
        self._blurred.timeout.connect(self.viewport().update)
        viewport = self.viewport()
        viewport.setMouseTracking(True)
        viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setTabletTracking(True)
        images.tile_ready.connect(self._tile_ready)
        images.page_failed.connect(self._page_failed)
        self._minute = QTimer(self, interval=5_000)
        self._minute.timeout.connect(self._renew_mark)
        self._minute.start()
        self._shown_line = mark.line()

    # Document ---------------------------------------------------------------------------------------------------

    def show_document(self, document: str, pages: int, sizes: tuple[PageSize, ...]) -> None:
        """Lay out an open document; sizes of later pages are asked for and put in when they come."""
        self.document = document
        self._kinds = {size: size for size in sizes}
        self.sizes = [*(self._kinds[size] for size in sizes), *([sizes[-1]] * (pages - len(sizes)))]
        self.faults.clear()
        self.words.clear()
        self._links_asked.clear()
        self.page, self.turn = 0, 0
        self._sized, self._asked = len(sizes), 0
        self.relayout()
        self.horizontalScrollBar().setValue(0)
        self.go_to(0)

    def first_pieces(self, document: str, page: int, room: QSize) -> Ahead:
        """What ``show_document`` will want of ``page`` first, told before the file is open (see ``PageImages.open``).

        ``room`` is what the view will have. A file that is heavy for its pages is a scan: its coarse picture comes
        first.
        """
        mode, fit, scale, ratio = self.mode, self.fit, self.scale, self.devicePixelRatioF()
        bar = self.verticalScrollBar().sizeHint().width()

        def pieces(opened: Opened, weight: int) -> list[TileKey]:
            fitted = fitting_scale(opened.sizes[0], 0, mode, fit, room, bar, scale)
            size = opened.sizes[min(page, len(opened.sizes) - 1)]
            sharp = tiles.whole(document, page, size, fitted, ratio)
            heavy = weight > _LETTERS + _SCANNED * opened.pages
            if page >= opened.pages:
                return []
            return [tiles.coarse(document, page, size, 0), *sharp] if heavy else sharp

        return pieces

    def clear(self) -> None:
        """Show no document. The scroll bars stay as they are: another one mostly comes at once."""
        self.document, self.sizes = "", []
        self.faults.clear()
        self.words.clear()
        self._words_later.stop()
        self._settle.stop()
        self.layout_ = PageLayout([], self.mode, 0, self.scale, self.devicePixelRatioF())
        self._frame = None
        for surface in self.surfaces:
            surface.relaid()
        self.viewport().update()

    def _ask_sizes(self) -> None:
        """The sizes of the pages that are not known, some at a time, after everything that is seen."""
        first, last = self._sized, min(len(self.sizes), self._sized + _SIZES)
        if self._asked < last:
            self._asked = last
            self.images.ask(self.document, "sizes", {"first": first, "last": last}, AHEAD, self._more_sizes)

    def _more_sizes(self, answer: Shown) -> None:
        if isinstance(answer, Sizes) and answer.sizes:
            self._sized = answer.first + len(answer.sizes)
            self._ask_sizes()
            page, inside = self.anchor()
            come = [self._kinds.setdefault(size, size) for size in answer.sizes]
            there = slice(answer.first, self._sized)
            guessed, self.sizes[there] = self.sizes[there], come
            if guessed != come:
                self.relayout()
                self.go_to(page, inside)

    def _ask_words(self, page: int, priority: int, done: Callable[[Shown], None]) -> None:
        if self.document:
            self.images.ask(self.document, "words", {"page": page}, priority, done, "words")

    # Layout and zoom --------------------------------------------------------------------------------------------

    def relayout(self) -> None:
        """Work out all places anew, keep fit modes, and ask for what is seen."""
        ratio = self.devicePixelRatioF()
        if self.fit != "none" and self.sizes:
            self.scale = self._fitting_scale()
        self.layout_ = PageLayout(self.sizes, self.mode, self.turn, self.scale, ratio, self.page)
        self._frame = None
        view = self.viewport().size()
        for bar, content, seen in (
            (self.horizontalScrollBar(), self.layout_.width, view.width()),
            (self.verticalScrollBar(), self.layout_.height, view.height()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(48)
            bar.setRange(0, max(0, round(content) - seen))
        self._frame = None  # setting the ranges may have scrolled
        for surface in self.surfaces:
            surface.relaid()
        self.viewport().update()
        self._settle.start()

    def _fitting_scale(self) -> float:
        size = self.sizes[min(self.page, len(self.sizes) - 1)]
        bar = self.verticalScrollBar().sizeHint().width()
        return fitting_scale(size, self.turn, self.mode, self.fit, self.maximumViewportSize(), bar, self.scale)

    @property
    def percent(self) -> int:
        """The zoom in percent."""
        return round(self.scale / ACTUAL * 100)

    def set_fit(self, fit: Fit) -> None:
        """Follow the width or the page from now on."""
        page, inside = self.anchor()
        self.fit = fit
        self.relayout()
        self.go_to(page, inside if fit == "width" else 0.0)
        self.request()
        self.zoom_changed.emit()

    def set_percent(self, percent: float, about: QPointF | None = None) -> None:
        """Zoom to ``percent`` (25 to 800) and keep what is at ``about`` (viewport pixels) where it is."""
        self.zoom_to(percent / 100 * ACTUAL, about)

    def zoom_to(self, scale: float, about: QPointF | None = None) -> None:
        """Zoom to ``scale`` logical pixels a point about a point of the viewport."""
        scale = max(SMALLEST * ACTUAL, min(LARGEST * ACTUAL, scale))
        centre = about if about is not None else QPointF(self.viewport().rect().center())
        place = self.nearest_place(centre)
        under = self.to_viewport(place).inverted()[0].map(centre) if place else QPointF()
        self.fit, self.scale = "none", scale
        self.relayout()
        if place is not None:
            moved = self.layout_.place(place.page)
            if moved is not None:
                away = self.to_viewport(moved).map(under) - centre
                self.scroll_by(round(away.x()), round(away.y()))
        self.zoom_changed.emit()

    def set_mode(self, mode: Mode) -> None:
        """Continuous, single or two pages."""
        page, _ = self.anchor()
        self.mode, self.page = mode, page
        self.relayout()
        self.go_to(page)

    def turn_by(self, degrees: int) -> None:
        """Turn the view (not the file) by a multiple of 90 degrees."""
        page, _ = self.anchor()
        self.turn = (self.turn + degrees) % 360
        self.relayout()
        self.go_to(page)

    def set_night(self, on: bool) -> None:
        """Dark paper under light words, pictures as they are; print stays white."""
        if on != self.night:
            self.night = on
            dark = [int(DARK.surface[1:], 16), int(DARK.text[1:], 16)]
            self.images.set_look({"dark": dark} if on else {})
            for surface in self.surfaces:
                surface.relaid()
            self.request()
            self.viewport().update()

    @property
    def paper(self) -> QColor:
        """What lies under a page."""
        return QColor(DARK.surface) if self.night else _PAPER

    # Places -----------------------------------------------------------------------------------------------------

    def origin(self) -> QPointF:
        """The content's corner in viewport pixels: scrolled, and centred when the content is narrower."""
        view = self.viewport().size()
        ratio = self.layout_.ratio
        spare_x = max(0.0, (view.width() - self.layout_.width) / 2)
        spare_y = max(0.0, (view.height() - self.layout_.height) / 2) if self.mode == "single" else 0.0
        return QPointF(
            round(spare_x * ratio) / ratio - self.horizontalScrollBar().value(),
            round(spare_y * ratio) / ratio - self.verticalScrollBar().value(),
        )

    def rect_of(self, place: Place) -> QRectF:
        """The page's rectangle in viewport pixels."""
        origin = self.origin()
        return QRectF(place.x + origin.x(), place.y + origin.y(), place.width, place.height)

    def to_viewport(self, place: Place) -> QTransform:
        """From points of the unrotated page to viewport pixels."""
        rect, size = self.rect_of(place), self.sizes[place.page]
        return tiles.page_transform(size, place.turn, rect)

    def visible_places(self) -> list[Place]:
        """The pages that are seen now, even partly."""
        top = -self.origin().y()
        return self.layout_.visible(top, top + self.viewport().height())

    def place_at(self, at: QPointF) -> Place | None:
        """The page under a point of the viewport."""
        return next((place for place in self.visible_places() if self.rect_of(place).contains(at)), None)

    def nearest_place(self, at: QPointF) -> Place | None:
        """The visible page nearest to a point of the viewport."""

        def distance(place: Place) -> float:
            rect = self.rect_of(place)
            dx = max(rect.left() - at.x(), 0.0, at.x() - rect.right())
            dy = max(rect.top() - at.y(), 0.0, at.y() - rect.bottom())
            return dx * dx + dy * dy

        return min(self.visible_places(), key=distance, default=None)

    def anchor(self) -> tuple[int, float]:
        """The current page, and how far the top of the view is inside it (0 to 1)."""
        place = self.layout_.place(self.page)
        if place is None or not place.height:
            return self.page, 0.0
        return self.page, max(0.0, min(1.0, (-self.origin().y() - place.y + MARGIN) / place.height))

    def go_to(self, page: int, inside: float = 0.0) -> None:
        """Show ``page`` (from 0) with ``inside`` of its height above the view."""
        if not self.sizes:
            return
        page = max(0, min(len(self.sizes) - 1, page))
        if self.mode == "single" and self.layout_.place(page) is None:
            self.page = page
            self.relayout()
        place = self.layout_.place(page)
        if place is not None:
            self.verticalScrollBar().setValue(round(place.y - MARGIN + inside * place.height))
        self._set_page(page)
        self.request()

    def show_rect(self, page: int, rect: QRectF) -> None:
        """Bring a rectangle of a page (points) into view."""
        if self.layout_.place(page) is None:
            self.go_to(page)
        place = self.layout_.place(page)
        if place is None:
            return
        box = self.to_viewport(place).mapRect(rect)
        view = QRectF(self.viewport().rect()).adjusted(24, 40, -24, -40)
        if not view.contains(box):
            away = box.center() - view.center()
            self.scroll_by(round(away.x()), round(away.y()))
        self._set_page(page)

    def scroll_by(self, dx: int, dy: int) -> None:
        """Move the view over the content."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + dx)
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + dy)

    def _set_page(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self.page_changed.emit(page)

    # Asking for pixels ------------------------------------------------------------------------------------------

    def request(self) -> None:
        """Tell the child what is seen, coarse before sharp, then what lies ahead."""
        self._settle.stop()
        if not self.document:
            return
        wishes: list[tuple[TileKey, int]] = []
        seen = self.visible_places()
        for place in seen:
            if place.page in self.faults:
                continue
            keys = self.tiles(place)
            coming = all(self.images.comes(key) for key in keys)
            if not coming and not self.images.cache.whole_pages(self.document, place.page, self.turn):
                wishes.append((self.coarse_key(place.page), COARSE))
            wishes += [(key, VISIBLE) for key in keys]
        if seen:
            ahead = [seen[-1].page + n if self._direction > 0 else seen[0].page - n for n in (1, 2, 3)]
            for page in ahead:
                there = self.layout_.place(page) if 0 <= page < len(self.sizes) else None
                if there is not None and page not in self.faults:
                    keys = self.tiles(there)
                    if len(keys) == 1:
                        wishes.append((keys[0], AHEAD))
        self.images.want(self.document, wishes)
        self._words_later.start()

    def _ask_behind(self) -> None:
        """Words, links and sizes, behind the pixels: their reading costs the main thread its lock, too."""
        if self.document:
            for place in self.visible_places():
                if place.page not in self.faults:
                    self._ask_links(place.page)
            self._ask_sizes()

    def coarse_key(self, page: int) -> TileKey:
        """The small picture of a page: for the first moment and for thumbnails."""
        return tiles.coarse(self.document, page, self.sizes[page], self.turn)

    def tiles(self, place: Place) -> list[TileKey]:
        """The pieces of pixels that show what is seen of a page at the present scale."""
        rect = self.rect_of(place)
        return tiles.needed(self.document, place, self.layout_, rect, QRectF(self.viewport().rect()))

    def _ask_links(self, page: int) -> None:
        if page not in self._links_asked:
            self._links_asked.add(page)
            self.words.need(page, NEAR)
            self.images.ask(self.document, "links", {"page": page}, NEAR, self.words.take_links)

    def _tile_ready(self, key: TileKey) -> None:
        place = self.layout_.place(key.page) if key.document == self.document else None
        if place is None:
            return
        if key == self.coarse_key(key.page):
            if not self._blurred.isActive():
                self._blurred.start()
        else:
            self.viewport().update(self.rect_of(place).toAlignedRect())

    def _page_failed(self, document: str, page: int, code: str) -> None:
        if document == self.document:
            self.faults[page] = code
            self.viewport().update()

    def retry(self, page: int) -> None:
        """The user asks to try a failed page again."""
        self.faults.pop(page, None)
        self.images.try_again(self.document)
        self.request()
        self.viewport().update()

    # Painting ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        exposed = QRectF(event.rect())
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Mid))
        for place, rect, keys in self.frame_now():
            if rect.intersects(exposed):
                self.paint_page(painter, place, rect, keys, exposed)
        painter.end()

    def frame_now(self) -> list[tuple[Place, QRectF, list[TileKey]]]:
        """What is in view, worked out once between two moves: a pen repaints 240 times a second."""
        if self._frame is None:
            self._frame = [(place, self.rect_of(place), self.tiles(place)) for place in self.visible_places()]
        return self._frame

    def paint_page(self, painter: QPainter, place: Place, rect: QRectF, keys: list[TileKey], exposed: QRectF) -> None:
        """One page and all that lies on it; the identity comes last."""
        self.paint_paper(painter, place, rect, keys, exposed)
        for surface in self.surfaces:
            surface.paint(painter, place, rect, exposed)
        self.mark.paint(painter, rect, self.scale, exposed, turn=self.turn, night=self.night)

    def paint_paper(
        self, painter: QPainter, place: Place, rect: QRectF, keys: list[TileKey], exposed: QRectF
    ) -> None:
        """One page without what lies over it."""
        painter.fillRect(rect.intersected(exposed), self.paper)
        if place.page in self.faults:
            overlays.paint_fault(painter, rect, self.faults[place.page], self.font())
        else:
            tiles.paint(painter, self.images.cache, keys, place.page, rect, exposed, self.layout_)
            if self.words.marks_anything:
                overlays.paint_words(
                    painter, self.words.marked(place.page), self.to_viewport(place), night=self.night
                )

    def _renew_mark(self) -> None:
        line = self.mark.line()
        if line != self._shown_line:
            self._shown_line = line
            self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._frame = None
        if dy:
            self._direction = 1 if dy < 0 else -1
        for surface in self.surfaces:
            surface.scrolled(dx, dy)
        self.viewport().scroll(dx, dy)
        if self.mode != "single" and self.sizes:
            middle = -self.origin().y() + self.viewport().height() * 0.4
            self._set_page(self.layout_.at_row(middle))
        self.request()

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.layout_.place(self.page)
        above = (-self.origin().y() - place.y + MARGIN) / place.height if place is not None and place.height else 0.0
        self.relayout()
        self.go_to(self.page, above)  # not clipped to the page: a scroll bar that comes while zooming moves nothing

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.relayout()
