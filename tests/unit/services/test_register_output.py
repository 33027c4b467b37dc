"""The register in print and as a workbook: all columns, all rows, on every page; no formula, no half file."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pymupdf
import pytest

from voffice_desktop.domain.records import Book, Unit
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


class Units:
    """A directory of one unit."""

    def get(self, _kind: str, record_id: str) -> Unit:
        """The unit."""
        return Unit(id=record_id, code="MAU", name="Cục Mẫu")

    def name(self, _record_id: str | None) -> str:
        """The agency above it."""
        return "Bộ Mẫu"


@pytest.fixture
def books() -> StoredOutgoingBooks:
    return StoredOutgoingBooks(None, Units(), None, "u")  # type: ignore[arg-type]  # writing needs no more


def test_the_printed_book_has_every_row_once_and_its_head_on_every_page(
    books: StoredOutgoingBooks, tmp_path: Path
) -> None:
    target = tmp_path / "so.pdf"
    books.save_pdf(pages(120), target)
    with pymupdf.open(target) as document:
        assert document.page_count > 4
        assert document[1].rect.width > document[1].rect.height
        words = [" ".join(page.get_text().split()) for page in document]
    cover, *sheets = words
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in cover and "CỤC MẪU" in cover.upper() and "120" in cover
    assert all(" ".join(COLUMNS[2].header.split()[:3]) in page for page in sheets)
    assert all(" ".join(sheets).count(f" {n:02d}/TB-KCB") == 1 for n in range(1, 121))


def test_the_workbook_is_sound_and_holds_texts_alone(books: StoredOutgoingBooks, tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    books.save_excel(pages(3), target)
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            ElementTree.fromstring(packed.read(name))
        texts = " ".join(packed.read(name).decode() for name in packed.namelist())
    assert "<f>" not in texts and "=HYPERLINK(1)" in texts
    assert all(f"{n:02d}/TB-KCB" in texts for n in (1, 2, 3))
    assert all(column.header in texts for column in COLUMNS)


def test_a_place_that_cannot_be_written_leaves_no_file(books: StoredOutgoingBooks, tmp_path: Path) -> None:
    for save in (books.save_pdf, books.save_excel):
        with pytest.raises(MachineFault, match="disk_error"):
            save(pages(1), tmp_path / "khong-co" / "so")
    assert list(tmp_path.iterdir()) == []
