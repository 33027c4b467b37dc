"""Paper: its size and direction, the marks on it, which pages, cancelling, a page that cannot be rendered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import MINUTE, VIEWER, entry, make_pdf, pdf_printer, print_out, wait_sharp
from voffice_desktop.domain.records import Annotation, AnnotationStyle
from voffice_desktop.ui.reader.buttons import IconButton
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.page_range import pages_of
from voffice_desktop.ui.reader.print_sheet import PrintSheet
from voffice_desktop.ui.reader.printing import PrintRun
from voffice_desktop.ui.reader.reader import Reader

Shown = Callable[..., Reader]
STROKE = Annotation(
    id="0190-own",
    file_id="f1",
    page=1,
    author_id=VIEWER.user_id,
    kind="ink",
    geometry={"strokes": [[300.0, 700.0, 1.0, 500.0, 700.0, 1.0]]},
    style=AnnotationStyle(color="#c62828", width=8.0),
    created_at="2026-11-20T01:00:00Z",
)


def mixed() -> bytes:
    """Upright A4, lying A4 (turned by the file), a wide drawing, A5: as dossiers have them."""
    file = pymupdf.open()
    for width, height, turn in ((595, 842, 0), (595, 842, 90), (1190, 842, 0), (420, 595, 0)):
        page = file.new_page(width=width, height=height)
        page.insert_text((60, 80), f"{width} x {height}")
        page.set_rotation(turn)
    return bytes(file.tobytes())


def with_stroke(reader: Reader, qtbot: QtBot, data: bytes) -> Reader:
    """The file with a red stroke across (400, 700) of its first page."""
    book = InkBook("f1", None, VIEWER.user_id, [STROKE], clock=lambda: MINUTE)
    reader.open_file(entry(), lambda: data, VIEWER, books=lambda _: book)
    qtbot.waitUntil(lambda: reader.view.document == "f1", timeout=10_000)
    wait_sharp(reader, qtbot)
    return reader


def red_at(page: pymupdf.Page, x: float, y: float) -> bool:
    pixels = page.get_pixmap(dpi=72)
    red, green, blue = pixels.pixel(round(x), round(y))[:3]
    return bool(red > 150 and green < 100 and blue < 100)


def sheet_of(reader: Reader) -> PrintSheet:
    reader.taking.print()
    (sheet,) = reader.findChildren(PrintSheet)
    return sheet


def test_paper_is_a4_and_lies_where_the_page_lies(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    reader = shown(mixed())
    qtbot.waitUntil(lambda: len({(size.width, size.rotation) for size in reader.view.sizes}) == 4)
    assert print_out(reader, qtbot, tmp_path / "in.pdf") == [1, 2, 3, 4]
    with pymupdf.open(tmp_path / "in.pdf") as file:
        sizes = [(round(page.rect.width), round(page.rect.height)) for page in file]
        assert sizes == [(595, 842), (842, 595), (842, 595), (595, 842)]
        small = file[3].get_image_info()[0]["bbox"]
        assert small[2] - small[0] == pytest.approx(420, abs=2), "a small page is not blown up"
        assert all(VIEWER.account in page.get_text() for page in file)


def test_ink_goes_to_paper_where_it_was_written_or_not_at_all(reader: Reader, qtbot: QtBot, tmp_path: Path) -> None:
    with_stroke(reader, qtbot, make_pdf(1))
    print_out(reader, qtbot, tmp_path / "with.pdf")
    print_out(reader, qtbot, tmp_path / "without.pdf", ink=False)
    with pymupdf.open(tmp_path / "with.pdf") as file:
        left, top, right, _ = file[0].get_image_info()[0]["bbox"]
        scale = (right - left) / 595
        at = left + 400 * scale, top + 700 * scale
        assert red_at(file[0], *at)
    with pymupdf.open(tmp_path / "without.pdf") as file:
        assert not red_at(file[0], *at)


def test_a_cancelled_run_tells_what_went_out(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    reader = shown(make_pdf(40))
    told: list[tuple[str, list[int]]] = []
    reader.printed.connect(lambda *what: told.append(what))
    run = PrintRun(reader, pdf_printer(tmp_path / "in.pdf"), range(40))
    run.progressed.connect(lambda done, count: run.cancel() if done == 3 else None)
    with qtbot.waitSignal(run.ended, timeout=20_000) as ended:
        assert run.start()
    assert ended.args == [[1, 2, 3]] and not run.running
    assert told == [("f1", [1, 2, 3])], "the audit gets what may have been seen on paper, not what was wanted"


def test_the_window_lives_while_pages_go_out(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    """Between two sheets the event loop runs: a timer of the window ticks on."""
    reader = shown(make_pdf(12))
    ticks: list[int] = []
    run = PrintRun(reader, pdf_printer(tmp_path / "in.pdf"), range(12))
    run.progressed.connect(lambda done, count: reader.view.page_changed.emit(done))
    reader.view.page_changed.connect(ticks.append)
    with qtbot.waitSignal(run.ended, timeout=20_000):
        assert run.start()
        assert not ticks, "starting does not print everything before it returns"
    assert ticks == list(range(1, 13))


def test_the_sheet_prints_what_is_chosen(reader: Reader, qtbot: QtBot, tmp_path: Path) -> None:
    with_stroke(reader, qtbot, make_pdf(6))
    sheet = sheet_of(reader)
    assert sheet.ink.isChecked() and sheet.ink.isEnabled()
    sheet.which.setCurrentIndex(2)
    assert not sheet.print_button.isEnabled() and sheet.print_button.toolTip()
    sheet.some.setText("9")
    assert "6" in sheet.problem.text()
    sheet.some.setText("2-3, 5")
    assert sheet.print_button.isEnabled() and not sheet.problem.text()
    assert sheet.place.text() == "1 / 3"
    (more,) = [each for each in sheet.findChildren(IconButton) if each.accessibleName() == "Thêm một bản"]
    more.click()
    assert sheet.copies.text() == "2"
    chosen: list[int] = []

    def to_file(printer: QPrinter) -> bool:
        chosen.append(printer.copyCount())
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "in.pdf"))
        return True

    sheet.choose = to_file
    with qtbot.waitSignal(reader.printed, timeout=20_000) as printed:
        sheet.print_button.click()
    assert printed.args == ["f1", [2, 3, 5]] and chosen == [2]
    assert "3" in "".join(each.text() for each in reader.snack.findChildren(QLabel))
    with pymupdf.open(tmp_path / "in.pdf") as file:
        assert file.page_count == 3


def test_the_platforms_dialog_may_narrow_the_pages(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    reader = shown(make_pdf(6))
    sheet = sheet_of(reader)

    def to_file(printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "in.pdf"))
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(4, 9)
        return True

    sheet.choose = to_file
    with qtbot.waitSignal(reader.printed, timeout=20_000) as printed:
        sheet.print_now()
    assert printed.args == ["f1", [4, 5, 6]]
    assert "Đã gửi 3 trang" in "".join(each.text() for each in reader.snack.findChildren(QLabel))


def test_leaving_the_file_ends_what_is_on_its_way(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    reader = shown(make_pdf(60))
    sheet = sheet_of(reader)

    def to_file(printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "in.pdf"))
        return True

    sheet.choose = to_file
    sheet.print_now()
    assert sheet.run is not None and sheet.close_button.text() == "Hủy in" and sheet.bar.isVisible()
    with qtbot.waitSignal(sheet.destroyed, timeout=5_000):
        reader.close_file()


def test_the_preview_shows_page_ink_and_identity(reader: Reader, qtbot: QtBot) -> None:
    with_stroke(reader, qtbot, make_pdf(3))
    sheet = sheet_of(reader)
    pane = sheet.preview

    def colours() -> tuple[int, int]:
        image = pane.grab().toImage()
        red = dark = 0
        for x in range(0, image.width(), 2):
            for y in range(0, image.height(), 2):
                colour = QColor(image.pixelColor(x, y))
                red += colour.red() > 150 > 110 > colour.green()
                dark += colour.lightness() < 120
        return red, dark

    qtbot.waitUntil(lambda: colours()[1] > 50, timeout=5_000)
    reds = colours()[0]
    sheet.ink.setChecked(False)
    assert colours()[0] < reds, "without ink the sheet shows none"
    qtbot.keyClick(pane, Qt.Key.Key_End)
    assert sheet.place.text() == "3 / 3" and not sheet.after.isEnabled()
    sheet.close()


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1-3, 5", [0, 1, 2, 4]),
        ("5;2 - 3", [4, 1, 2]),
        ("8-", [7, 8, 9]),
        ("-2", [0, 1]),
        ("3, 3, 3", [2]),
        ("1 2 3", [0, 1, 2]),
        ("0", None),
        ("11", None),
        ("4-2", None),
        ("-", None),
        ("một", None),
        ("", None),
    ],
)
def test_page_ranges_as_people_write_them(text: str, pages: list[int] | None) -> None:
    assert pages_of(text, 10) == pages
