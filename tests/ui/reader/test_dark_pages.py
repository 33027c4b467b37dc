"""Dark pages: light words on dark paper, pictures as they are, the identity as plain as before; print stays white."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pymupdf
from PIL import Image
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import print_out, wait_sharp
from voffice_desktop.ui.reader.reader import Reader
from voffice_desktop.ui.theme.tokens import DARK

Shown = Callable[..., Reader]


def with_picture(box: pymupdf.Rect) -> bytes:
    """A page with one orange picture."""
    stream = io.BytesIO()
    Image.new("RGB", (60, 60), (240, 120, 20)).save(stream, "PNG")
    file = pymupdf.open()
    page = file.new_page(width=595, height=842)
    page.insert_image(box, stream=stream.getvalue(), keep_proportion=False)
    return bytes(file.tobytes())


def colour_at(reader: Reader, x: float, y: float) -> QColor:
    place = reader.view.layout_.place(0)
    assert place is not None
    at = reader.view.to_viewport(place).map(QPointF(x, y)).toPoint()
    return reader.view.viewport().grab().toImage().pixelColor(at)


def dark(shown: Shown, qtbot: QtBot, data: bytes) -> Reader:
    reader = shown(data)
    reader.view.set_fit("page")
    reader.set_night(True)
    wait_sharp(reader, qtbot)
    return reader


def test_paper_darkens_and_a_picture_stays(shown: Shown, qtbot: QtBot) -> None:
    reader = dark(shown, qtbot, with_picture(pymupdf.Rect(40, 40, 140, 140)))
    assert abs(colour_at(reader, 500, 60).lightness() - QColor(DARK.surface).lightness()) <= 5
    assert colour_at(reader, 90, 90).name() == "#f07814"
    reader.set_night(False)
    wait_sharp(reader, qtbot)
    assert colour_at(reader, 500, 60).name() == "#ffffff"


def test_a_scan_darkens_whole(shown: Shown, qtbot: QtBot) -> None:
    reader = dark(shown, qtbot, with_picture(pymupdf.Rect(0, 0, 595, 842)))
    assert colour_at(reader, 90, 300).name() != "#f07814"


def test_the_identity_is_seen_on_dark_paper_too(shown: Shown, qtbot: QtBot) -> None:
    reader = dark(shown, qtbot, with_picture(pymupdf.Rect(40, 40, 140, 140)))
    place = reader.view.layout_.place(0)
    assert place is not None
    foot = reader.view.to_viewport(place).mapRect(QRectF(300, 800, 290, 40)).toRect()
    image = reader.view.viewport().grab(foot).toImage()
    lit = sum(image.pixelColor(x, y).lightness() > 150 for x in range(image.width()) for y in range(image.height()))
    assert lit > 60


def test_inks_are_light_enough_on_it(shown: Shown, qtbot: QtBot) -> None:
    reader = dark(shown, qtbot, with_picture(pymupdf.Rect(40, 40, 140, 140)))
    painter = reader.pen.layer.painter
    painter.night = True
    assert all(painter.shown(name).lightnessF() >= 0.59 for name in ("#1d4ed8", "#c62828", "#111827", "#15803d"))


def test_paper_prints_white(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    reader = dark(shown, qtbot, with_picture(pymupdf.Rect(40, 40, 140, 140)))
    print_out(reader, qtbot, tmp_path / "in.pdf")
    with pymupdf.open(tmp_path / "in.pdf") as file:
        pixels = file[0].get_pixmap(dpi=30)
        assert pixels.pixel(pixels.width * 3 // 4, pixels.height // 12) == (255, 255, 255)
