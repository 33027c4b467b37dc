"""A book as PDF and as a workbook: every line is there, head on each page, no formula smuggled in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pymupdf
import pytest

from voffice_desktop.domain.register_book import INCOMING_COLUMNS, BookTable
from voffice_desktop.errors import MachineFault
from voffice_desktop.pdf.typeset.register_book import print_book
from voffice_desktop.services.register_book import save_pdf
from voffice_desktop.services.register_sheet import workbook_of


def _book(count: int = 60) -> BookTable:
    rows = tuple(
        ("02/03/2026", f"{n:02d}", "Sở Y tế tỉnh Lào Cai", f"{n}/SYT-NVY", "01/03/2026",
         "Công văn: =HYPERLINK(1) về việc triển khai hồ sơ bệnh án điện tử năm 2026", "Trần Thị Mẫu", "02/03/2026",
         "",
         "KHCNMT&VLXD-KHONGNGATDUOCTRONGMOTO")
        for n in range(1, count + 1)
    )  # fmt: skip
    return BookTable("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "Bộ Y tế", "Cục Quản lý Khám, chữa bệnh", "Sổ chung", 2026,
                     "02/03/2026", "31/03/2026", 1, count, INCOMING_COLUMNS, rows)  # fmt: skip


def test_the_print_has_cover_heads_and_every_number() -> None:
    with pymupdf.open(stream=print_book(_book()), filetype="pdf") as document:
        texts = [" ".join(page.get_text().split()) for page in document]
        assert all(page.rect.width > page.rect.height for page in document)
    assert "Từ số 01 đến số 60" in texts[0] and "Năm: 2026" in texts[0] and "Quyển số: 01" in texts[0]
    assert all("Tên loại và trích yếu" in text for text in texts[1:]) and len(texts) > 3
    body = " ".join(texts[1:])
    assert all(f"{n}/SYT-NVY" in body for n in range(1, 61))
    assert print_book(_book()) == print_book(_book())


def test_the_workbook_holds_numbers_dates_and_no_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_of(_book(3)))) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
        texts = packed.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet and "=HYPERLINK(1)" in texts and "Ghi chú" in texts
    assert sheet.count("<row ") == 7


def test_a_place_that_cannot_be_written_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "khong-co" / "so.pdf"
    with pytest.raises(MachineFault, match="cannot_write"):
        save_pdf(_book(1), target)
    assert not list(tmp_path.iterdir())
