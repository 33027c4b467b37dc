"""Rows into one worksheet: real dates, a filter, a header that stays, and never a formula that came with the data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import xlsxwriter
import xlsxwriter.exceptions

from voffice_desktop.plugin_api import Row

from .columns import LISTS, text_of

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_MOST_ROWS = 1_048_575
"""What one worksheet holds below its header."""
_MOST_CHARACTERS = 32_767
"""What one cell holds."""


def write_list(path: Path, kind: str, rows: Iterable[Row]) -> int:
    """Write ``rows`` as a workbook to ``path``; how many were written. Raises ``OSError`` when it cannot be."""
    form = LISTS.get(kind, LISTS["slip"])
    # constant_memory: a list of 100,000 rows is written row by row. Links and formulas in texts stay texts.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }
    workbook = xlsxwriter.Workbook(str(path), options)
    try:
        head = workbook.add_format({"bold": True, "bg_color": "#E4EFFA", "border": 1, "text_wrap": True})
        plain = workbook.add_format({"valign": "top"})
        wrapped = workbook.add_format({"valign": "top", "text_wrap": True})
        day = workbook.add_format({"valign": "top", "num_format": "dd/mm/yyyy"})
        minute = workbook.add_format({"valign": "top", "num_format": "dd/mm/yyyy hh:mm"})
        sheet = workbook.add_worksheet(form.name)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        for place, column in enumerate(form.columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.header, head)
        count = 0
        for count, row in enumerate(rows, 1):
            if count > _MOST_ROWS:
                count = _MOST_ROWS
                break
            for place, column in enumerate(form.columns):
                moment = None if column.form == "text" else moment_of(str(getattr(row, column.field) or ""))
                if moment is not None:
                    sheet.write_datetime(count, place, moment, minute if isinstance(moment, datetime) else day)
                else:
                    text = text_of(row, column)[:_MOST_CHARACTERS]
                    sheet.write_string(count, place, text, wrapped if column.field == "title" else plain)
        sheet.autofilter(0, 0, count, len(form.columns) - 1)
    finally:
        try:
            workbook.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(str(error)) from error
    return count


def moment_of(text: str) -> datetime | date | None:
    """A date as it is, a UTC time as Vietnam's wall clock without a zone (Excel knows none); else ``None``."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return moment.astimezone(_VIETNAM).replace(tzinfo=None, second=0, microsecond=0)
