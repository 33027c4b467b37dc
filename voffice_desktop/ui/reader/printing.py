"""Printing and its preview: pages rendered by the child, ink on them, and the identity over each, on any printer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QRectF, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication

from voffice_desktop.pdf.render import VISIBLE
from voffice_desktop.pdf.render_wire import MAX_PIXELS
from voffice_desktop.qt.page_images import Picture, Shown
from voffice_desktop.ui.reader.layout import Place, shown_size

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader

_DPI = 200
_WAIT_MS = 15_000


def ask_and_print(reader: Reader) -> None:
    """The platform's print dialog, then the pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, reader)
    dialog.setMinMax(1, len(reader.view.sizes))
    if dialog.exec():
        paint_pages(reader, printer)


def preview(reader: Reader) -> None:
    """The pages as they would be printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintPreviewDialog(printer, reader)
    dialog.setWindowTitle(QCoreApplication.translate("Reader", "Xem trước khi in"))
    dialog.paintRequested.connect(lambda target: paint_pages(reader, target, told=False))
    dialog.exec()


def paint_pages(reader: Reader, printer: QPrinter, *, told: bool = True) -> int:
    """Paint the printer's page range; how many pages went out. A page that cannot be rendered says so on paper."""
    view = reader.view
    first = max(1, printer.fromPage() or 1)
    last = min(len(view.sizes), printer.toPage() or len(view.sizes))
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    try:
        for page in range(first - 1, last):
            if page >= first:
                printer.newPage()
            _paint_page(reader, printer, painter, page)
    finally:
        painter.end()
    if told and reader.entry is not None:
        reader.printed.emit(reader.entry.file.id, first, last)
    return last - first + 1


def _paint_page(reader: Reader, printer: QPrinter, painter: QPainter, page: int) -> None:
    view = reader.view
    width, height = shown_size(view.sizes[page], 0)
    paper = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
    paper.moveTo(0, 0)
    scale = min(paper.width() / width, paper.height() / height)
    rect = QRectF(0, 0, width * scale, height * scale)
    rect.moveCenter(paper.center())
    pixmap = _rendered(reader, page, width, height)
    if pixmap is None:
        painter.drawText(rect, QCoreApplication.translate("Reader", "Trang {0} không in được.").format(page + 1))
    else:
        painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))
    place = Place(page, rect.left(), rect.top(), rect.width(), rect.height(), view.sizes[page].rotation)
    for surface in view.surfaces:
        surface.print_page(painter, place, rect)
    view.mark.paint(painter, rect, scale)


def _rendered(reader: Reader, page: int, width: float, height: float) -> QPixmap | None:
    scale = min(_DPI / 72, math.sqrt(MAX_PIXELS / (width * height)) * 0.99)
    box = [0, 0, math.ceil(width * scale), math.ceil(height * scale)]
    found: list[QPixmap] = []
    loop = QEventLoop()

    def came(answer: Shown) -> None:
        if isinstance(answer, Picture):
            found.append(QPixmap.fromImage(answer.image))
        loop.quit()

    params = {"page": page, "scale": scale, "turn": 0, "clip": box}
    reader.images.ask(reader.view.document, "tile", params, VISIBLE, came, "print")
    QTimer.singleShot(_WAIT_MS, loop, loop.quit)
    QApplication.setOverrideCursor(reader.cursor())
    try:
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    finally:
        QApplication.restoreOverrideCursor()
    return found[0] if found else None
