"""Printing: pages rendered by the child one after another, ink on them, and the identity over each, on any printer.

``paint_over`` is the one way in which ink and identity reach paper; the preview of the print sheet calls it too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from voffice_desktop.pdf.render import VISIBLE
from voffice_desktop.pdf.render_answers import PageSize
from voffice_desktop.pdf.render_wire import MAX_PIXELS
from voffice_desktop.qt.page_images import Picture, Shown
from voffice_desktop.ui.reader.layout import Place, shown_size

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader

DPI: Final = 200
"""Dots an inch of the page's picture on paper; ink and identity are drawn as lines."""
_WORDS: Final = 14.0
"""Points of the letters that say why a page is missing."""


def tr(text: str) -> str:
    """A text on paper or about it in the user's language."""
    return QCoreApplication.translate("Printing", text)


def orientation_of(size: PageSize) -> QPageLayout.Orientation:
    """How paper lies under a page: wide pages lie."""
    width, height = shown_size(size, 0)
    return QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait


def page_rect(size: PageSize, area: QRectF, unit: float) -> QRectF:
    """Where a page stands in the printable ``area``: centred, shrunk to fit, never enlarged.

    ``unit`` is how many of the area's units a point of the page has at its true size.
    """
    width, height = shown_size(size, 0)
    scale = min(area.width() / width, area.height() / height, unit)
    rect = QRectF(0, 0, width * scale, height * scale)
    rect.moveCenter(area.center())
    return rect


def picture_request(size: PageSize, page: int, scale: float) -> dict[str, object]:
    """What the child is asked for: the whole page on white, at ``scale`` dots a point."""
    width, height = shown_size(size, 0)
    scale = min(scale, math.sqrt(MAX_PIXELS / (width * height)) * 0.99)
    return {
        "page": page,
        "scale": scale,
        "turn": 0,
        "clip": [0, 0, math.ceil(width * scale), math.ceil(height * scale)],
    }


def paint_over(reader: Reader, painter: QPainter, page: int, rect: QRectF, *, ink: bool) -> None:
    """What lies over the picture of a page on paper: the ink if wanted, and always the identity, which is last."""
    view = reader.view
    size = view.sizes[page]
    if ink:
        place = Place(page, rect.left(), rect.top(), rect.width(), rect.height(), size.rotation)
        for surface in view.surfaces:
            surface.print_page(painter, place, rect)
    view.mark.paint(painter, rect, rect.width() / shown_size(size, 0)[0])


def paint_missing(reader: Reader, painter: QPainter, page: int, rect: QRectF) -> None:
    """Say on paper that a page could not be rendered: a missing page must not look like an empty one."""
    font = QFont(reader.font())
    font.setPixelSize(max(1, round(_WORDS * rect.width() / shown_size(reader.view.sizes[page], 0)[0])))
    painter.setFont(font)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), tr("Trang {0} không in được.").format(page + 1))


class PrintRun(QObject):
    """Sends pages (from 0) to a printer without holding up the window; the next is rendered while one is painted."""

    progressed = Signal(int, int)
    """Sheets that went out, and how many there are in all."""
    ended = Signal(object)
    """The pages (from 1) that went out, each once; fewer than were wanted when the run was cancelled."""

    def __init__(self, reader: Reader, printer: QPrinter, pages: Sequence[int], *, ink: bool = True) -> None:
        super().__init__(reader)
        self._reader, self._printer, self._ink = reader, printer, ink
        copies = 1 if printer.supportsMultipleCopies() or _to_file(printer) else max(1, printer.copyCount())
        self._pages = list(pages) * copies
        self._painter = QPainter()
        self._done = 0
        self._came: dict[int, QImage | None] = {}
        self.running = False
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._paint)

    def start(self) -> bool:
        """Begin; False when the printer does not take anything."""
        if not self._pages or not self._reader.view.document:
            return False
        self._printer.setPageOrientation(orientation_of(self._reader.view.sizes[self._pages[0]]))
        if not self._painter.begin(self._printer):
            return False
        self.running = True
        self._ask(0)
        return True

    def cancel(self) -> None:
        """Stop after the sheet under way; what a printer already has may still come out."""
        if self.running:
            self._printer.abort()
            self._end()

    def _ask(self, at: int) -> None:
        if at >= len(self._pages):
            return
        reader, page = self._reader, self._pages[at]

        def came(answer: Shown) -> None:
            self._came[at] = answer.image if isinstance(answer, Picture) else None
            if self.running and at == self._done:
                self._next.start()

        params = picture_request(reader.view.sizes[page], page, DPI / 72)
        reader.images.ask(reader.view.document, "tile", params, VISIBLE, came, "print")

    def _paint(self) -> None:
        if not self.running:
            return
        at, printer, reader, painter = self._done, self._printer, self._reader, self._painter
        self._ask(at + 1)
        page, picture = self._pages[at], self._came.pop(at)
        size = reader.view.sizes[page]
        if at:
            printer.setPageOrientation(orientation_of(size))
            printer.newPage()
        area = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
        area.moveTo(0, 0)
        rect = page_rect(size, area, printer.resolution() / 72)
        if picture is None:
            paint_missing(reader, painter, page, rect)
        else:
            # One picture, not pieces: viewers and printers round the edges of each to their own pixels, and lines of
            # text are cut. Packing it takes some 50 to 100 ms, in which nothing else runs whatever thread does it.
            painter.drawImage(rect, picture, QRectF(picture.rect()))
        paint_over(reader, painter, page, rect, ink=self._ink)
        self._done += 1
        self.progressed.emit(self._done, len(self._pages))
        if self._done == len(self._pages):
            self._end()
        elif self._done in self._came:
            self._next.start()

    def _end(self) -> None:
        self.running = False
        self._next.stop()
        self._painter.end()
        out = sorted({page + 1 for page in self._pages[: self._done]})
        reader = self._reader
        if out and reader.entry is not None:
            reader.printed.emit(reader.entry.file.id, out)
        self.ended.emit(out)


def _to_file(printer: QPrinter) -> bool:
    return printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
