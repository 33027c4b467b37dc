"""A register book as an Excel workbook: the cover's facts above, the decree's columns below. The one module of the
program itself that writes spreadsheets."""

from __future__ import annotations

import io
import re
from datetime import datetime

import xlsxwriter

from voffice_desktop.domain.register_book import BookTable

_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_MOST_CHARACTERS = 32_767


def workbook_of(book: BookTable) -> bytes:
    """The .xlsx. Numbers are numbers, dates are dates, and a text never becomes a formula or a link."""
    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    workbook = xlsxwriter.Workbook(out, options)
    title = workbook.add_format({"bold": True, "font_size": 14})
    head = workbook.add_format(
        {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#E4EFFA"}
    )
    plain = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    whole = workbook.add_format({"border": 1, "valign": "top", "num_format": "00"})
    day = workbook.add_format({"border": 1, "valign": "top", "num_format": "dd/mm/yyyy"})
    sheet = workbook.add_worksheet("Sổ")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, book.unit.upper())
    sheet.write_string(1, 0, f"{book.title} NĂM {book.year}", title)
    numbers = f"Từ số {book.first_number or ''} đến số {book.last_number or ''}"
    sheet.write_string(2, 0, f"{book.book} · Từ ngày {book.first_day} đến ngày {book.last_day} · {numbers}")
    shares = sum(column.share for column in book.columns)
    for at, column in enumerate(book.columns):
        sheet.set_column(at, at, max(7, column.share / shares * 150))
        sheet.write_string(4, at, column.header, head)
    number_columns = {at for at, column in enumerate(book.columns) if column.header in ("Số đến", "Số lượng bản")}
    for row, cells in enumerate(book.rows, 5):
        for at, text in enumerate(cells):
            found = _DAY.fullmatch(text)
            if found is not None:
                moment = datetime(int(found[3]), int(found[2]), int(found[1]))  # noqa: DTZ001 - Excel knows no zone
                sheet.write_datetime(row, at, moment, day)
            elif at in number_columns and text.isdigit():
                sheet.write_number(row, at, int(text), whole)
            else:
                sheet.write_string(row, at, text[:_MOST_CHARACTERS], plain)
    sheet.freeze_panes(5, 0)
    sheet.repeat_rows(4)
    workbook.close()
    return out.getvalue()
