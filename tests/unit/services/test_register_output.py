"""The register in print and as a workbook: all columns, all rows, on every page; no formula, no half file."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pymupdf
import pytest

from voffice_desktop.domain.records import Book
from voffice_desktop.errors import MachineFault
from voffice_desktop.services.outgoing_book import COLUMNS, BookEntry, BookPages, StoredOutgoingBooks


def pages(count: int) -> BookPages:
    rows = [
        BookEntry(
            n,
            f"d{n}",
            (f"{n:02d}/TB-KCB", "05/01/2026", f"Thông báo: Về công tác mẫu {n}", "Cục trưởng, Phạm Thị Mẫu",
             "Bộ Công an; Sở Y tế Đà Nẵng", "Văn thư", "2", "05/01/2026", "Trên hệ thống", "=HYPERLINK(1)"),
        )
        for n in range(1, count + 1)
    ]  # fmt: skip
    book = Book(id="b", unit_id="u", direction="outgoing", name="Sổ chung")
    return BookPages(book, "Cục Mẫu", date(2026, 1, 1), date(2026, 12, 31), tuple(rows), complete=True)


@pytest.fixture
def books() -> StoredOutgoingBooks:
    return StoredOutgoingBooks(None, None, None, "u")  # type: ignore[arg-type]  # writing needs none of them


def test_the_printed_book_has_every_row_once_and_its_head_on_every_page(
    books: StoredOutgoingBooks, tmp_path: Path
) -> None:
    target = tmp_path / "so.pdf"
    books.save_pdf(pages(120), target)
    with pymupdf.open(target) as document:
        assert document.page_count > 3
        assert document[0].rect.width > document[0].rect.height
        words = [" ".join(page.get_text().split()) for page in document]
    text = " ".join(words)
    assert all(" ".join(COLUMNS[2].heading.split()[:3]) in page for page in words)
    assert all(text.count(f" {n:02d}/TB-KCB") == 1 for n in range(1, 121))
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in words[0] and "Từ số 01 đến số 120" in words[0]
    first = target.read_bytes()
    books.save_pdf(pages(120), target)
    assert target.read_bytes() == first


def test_the_workbook_is_sound_and_holds_texts_alone(books: StoredOutgoingBooks, tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    books.save_excel(pages(3), target)
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            ElementTree.fromstring(packed.read(name))
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 4
    assert "<f>" not in sheet and "=HYPERLINK(1)" in sheet
    assert sheet.count("<c ") == 4 * len(COLUMNS)


def test_a_place_that_cannot_be_written_leaves_no_file(books: StoredOutgoingBooks, tmp_path: Path) -> None:
    for save in (books.save_pdf, books.save_excel):
        with pytest.raises(MachineFault, match="disk_error"):
            save(pages(1), tmp_path / "khong-co" / "so")
    assert list(tmp_path.iterdir()) == []
