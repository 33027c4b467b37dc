"""Pages of an exported copy as four engines draw them, and what the screen shows."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pymupdf
import pypdfium2
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from voffice_desktop.domain.records import Annotation
from voffice_desktop.protocol import codec
from voffice_desktop.ui.reader.ink_paint import InkPainter

DPI: Final = 144
Pixels = Any
"""A numpy array of height × width × 3 bytes."""


def splash(data: bytes, page: int = 1) -> Pixels:
    """Poppler's own renderer."""
    return _poppler(["pdftoppm"], data, page)


def cairo(data: bytes, page: int = 1) -> Pixels:
    """Poppler through cairo: what Evince and Okular's kin show."""
    return _poppler(["pdftocairo"], data, page)


def pdfium(data: bytes, page: int = 1) -> Pixels:
    """What Chromium shows."""
    with pypdfium2.PdfDocument(data) as document:
        shown = document[page - 1]
        bitmap = shown.render(scale=DPI / 72)
        pixels = bitmap.to_numpy()[:, :, 2::-1].copy()
        bitmap.close()
        shown.close()
    return pixels


def mupdf(data: bytes, page: int = 1) -> Pixels:
    """What this program and MuPDF show."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        shown = document[page - 1].get_pixmap(dpi=DPI)
        return np.frombuffer(shown.samples, np.uint8).reshape(shown.height, shown.width, 3)


ENGINES: Final[dict[str, Callable[..., Pixels]]] = {
    "poppler splash": splash,
    "poppler cairo": cairo,
    "pdfium": pdfium,
    "mupdf": mupdf,
}


def screen(marks: list[dict[str, Any]], width: int, height: int) -> Pixels:
    """The marks alone on white, as the reader paints them; page size in points."""
    scale = DPI / 72
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.white)
    painter, looks = QPainter(image), InkPainter()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    for mark in marks:
        looks.draw(painter, codec.from_plain(mark, Annotation))
    painter.end()
    return pixels_of(image)


def pixels_of(image: QImage) -> Pixels:
    """An image of Qt as an array."""
    kept = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(kept.constBits(), np.uint8).reshape(kept.height(), kept.bytesPerLine())
    return rows[:, : kept.width() * 3].reshape(kept.height(), kept.width(), 3).copy()


def inked(pixels: Pixels, colour: str) -> Pixels:
    """Where the ink covers a pixel by a half or more, seen in the channel in which it stands out from white."""
    ink = QColor(colour)
    channels = (ink.red(), ink.green(), ink.blue())
    channel = channels.index(min(channels))
    return pixels[:, :, channel] < (255 + channels[channel]) / 2


def overlap(a: Pixels, b: Pixels) -> float:
    """Intersection over union of two masks."""
    height, width = min(a.shape[0], b.shape[0]), min(a.shape[1], b.shape[1])
    a, b = a[:height, :width], b[:height, :width]
    return float((a & b).sum() / max(1, (a | b).sum()))


def _poppler(command: list[str], data: bytes, page: int) -> Pixels:
    options = ["-png", "-r", str(DPI), "-f", str(page), "-l", str(page), "-singlefile", "-"]
    if command[0] == "pdftocairo":
        options.append("-")
    done = subprocess.run([*command, *options], input=data, capture_output=True, check=True)
    return np.asarray(Image.open(io.BytesIO(done.stdout)).convert("RGB"))
