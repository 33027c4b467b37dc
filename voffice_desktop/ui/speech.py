"""What a row says to a screen reader, and what its cells say in the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from voffice_desktop.services.values import Row
from voffice_desktop.ui.captions import status_caption
from voffice_desktop.ui.chips import chips_of
from voffice_desktop.ui.words import day, when

COLUMN_SYMBOL, COLUMN_PARTY, COLUMN_TITLE, COLUMN_DUE, COLUMN_STATUS, COLUMN_AT = range(6)


def headers() -> list[str]:
    """The captions of the table's columns."""
    translate = QCoreApplication.translate
    return [
        translate("table", "Số, ký hiệu"),
        translate("table", "Nơi gửi, người trình"),
        translate("table", "Trích yếu"),
        translate("table", "Hạn"),
        translate("table", "Trạng thái"),
        translate("table", "Cập nhật"),
    ]


def speaker(clock: Callable[[], datetime]) -> Callable[[Row], str]:
    """A function that speaks a row: state, urgency, number, sender, title, deadline, files."""

    def speak(row: Row) -> str:
        translate = QCoreApplication.translate
        chips = [chip.text for chip in chips_of(row, clock())]
        parts = [translate("table", "Chưa đọc") if row.unread else "", *chips]
        parts += [", ".join(part for part in (row.symbol, row.party) if part), row.title]
        if row.attachments:
            parts.append(translate("table", "{count} tệp").format(count=row.attachments))
        return ". ".join(part for part in parts if part) + "."

    return speak


def cell_writer(clock: Callable[[], datetime]) -> Callable[[Row, int], str]:
    """A function that writes one cell of the table."""

    def cell(row: Row, column: int) -> str:
        if column == COLUMN_SYMBOL:
            return row.symbol
        if column == COLUMN_PARTY:
            return row.party
        if column == COLUMN_TITLE:
            return row.title
        if column == COLUMN_DUE:
            return day(row.due)
        if column == COLUMN_STATUS:
            return status_caption(row.status)
        return when(row.at, clock())

    return cell
