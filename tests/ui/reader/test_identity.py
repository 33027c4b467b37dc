"""The identity lies over every page, wherever a page is painted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import MINUTE, VIEWER, make_pdf, print_out
from voffice_desktop.ui.reader.identity import IdentityMark, ViewerIdentity, identity_line
from voffice_desktop.ui.reader.reader import Reader

Shown = Callable[..., Reader]


def blank() -> bytes:
    file = pymupdf.open()
    file.new_page(width=595, height=842)
    return bytes(file.tobytes())


def not_white(image: QImage, box: QRectF) -> int:
    part = image.copy(box.toAlignedRect()).convertToFormat(QImage.Format.Format_Grayscale8)
    data = bytes(part.constBits())
    rows = (data[y * part.bytesPerLine() : y * part.bytesPerLine() + part.width()] for y in range(part.height()))
    return sum(value < 252 for row in rows for value in row)


def painted(mark: IdentityMark, width: int = 595, height: int = 842, scale: float = 1.0) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    mark.paint(painter, QRectF(0, 0, width, height), scale)
    painter.end()
    return image


def test_the_line_names_account_person_and_vietnam_time() -> None:
    assert identity_line(VIEWER, MINUTE) == "nguyenvanmau.snv · Nguyễn Văn Mẫu · 08:46 22/11/2026"


def test_nobody_is_no_viewer() -> None:
    with pytest.raises(ValueError, match="name"):
        ViewerIdentity("", "Nguyễn Văn Mẫu")


def test_the_signature_at_the_bottom_left_stays_free(qtbot: QtBot) -> None:
    image = painted(IdentityMark(VIEWER, lambda: MINUTE))
    assert not_white(image, QRectF(0, 842 - 110, 270, 110)) == 0
    assert not_white(image, QRectF(300, 842 - 40, 295, 40)) > 100
    assert not_white(image, QRectF(0, 0, 595, 500)) > 500


@pytest.mark.parametrize(("width", "height"), [(60, 60), (200, 1200), (1684, 1191), (3000, 400)])
def test_every_size_of_page_is_marked(qtbot: QtBot, width: int, height: int) -> None:
    assert not_white(painted(IdentityMark(VIEWER, lambda: MINUTE), width, height), QRectF(0, 0, width, height)) > 20


def test_the_minute_goes_on(qtbot: QtBot) -> None:
    now = [MINUTE]
    mark = IdentityMark(VIEWER, lambda: now[0])
    before = painted(mark)
    now[0] += timedelta(minutes=1)
    assert mark.line().endswith("08:47 22/11/2026")
    assert painted(mark) != before


def test_an_exposed_piece_is_painted_as_in_the_whole(qtbot: QtBot) -> None:
    mark = IdentityMark(VIEWER, lambda: MINUTE)
    whole = painted(mark)
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    piece = QRectF(200, 300, 120, 90)
    painter.setClipRect(piece)
    mark.paint(painter, QRectF(0, 0, 595, 842), 1.0, piece)
    painter.end()
    assert image.copy(piece.toRect()) == whole.copy(piece.toRect())


def test_pages_thumbnails_and_full_screen_carry_it(shown: Shown, qtbot: QtBot) -> None:
    reader = shown(blank())
    view = reader.view
    view.set_fit("page")
    place = view.layout_.place(0)
    assert place is not None
    assert not_white(view.viewport().grab().toImage(), view.rect_of(place)) > 500
    reader.toggle_full_screen()
    place = view.layout_.place(0)
    assert place is not None
    assert not_white(view.viewport().grab().toImage(), view.rect_of(place).adjusted(2, 2, -2, -2)) > 500
    reader.leave_full_screen()
    reader.bar.drawer_button.setChecked(True)
    thumbnails = reader.drawer.thumbnails
    rect = thumbnails.picture_rect(0).adjusted(3, 3, -3, -3)
    assert not_white(thumbnails.viewport().grab().toImage(), rect) > 20


def test_a_turned_page_carries_it_and_keeps_the_signature_free(shown: Shown, qtbot: QtBot) -> None:
    view = shown(blank()).view
    view.set_fit("page")
    view.turn_by(90)
    place = view.layout_.place(0)
    assert place is not None
    rect = view.rect_of(place)
    image = view.viewport().grab().toImage()
    assert not_white(image, rect.adjusted(2, 2, -2, -2)) > 500
    corner = QRectF(rect.left() + 2, rect.top() + 2, rect.width() * 0.1, rect.height() * 0.4)
    assert not_white(image, corner) == 0


def test_printed_pages_carry_it(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    reader = shown(make_pdf(2))
    told: list[tuple[str, list[int]]] = []
    reader.printed.connect(lambda *what: told.append(what))
    assert print_out(reader, qtbot, tmp_path / "in.pdf") == [1, 2]
    assert told == [("f1", [1, 2])]
    with pymupdf.open(tmp_path / "in.pdf") as file:
        assert file.page_count == 2
        for page in file:
            assert "nguyenvanmau.snv · Nguyễn Văn Mẫu · 08:46 22/11/2026" in page.get_text()
