"""The same number stands in the book already: both side by side, and the clerk says which it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from voffice_desktop.domain.calendar import show_date
from voffice_desktop.domain.records import IncomingDocument
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.dialogs import Sheet


class DuplicateDialog(Sheet):
    """``exec()`` is true for *Vẫn vào sổ*; ``same`` tells that the clerk said that they are one."""

    def __init__(
        self, context: Context, known: IncomingDocument, fields: Mapping[str, Any], parent: QWidget | None = None
    ) -> None:
        super().__init__(context.theme, "", parent)
        title = self.tr("Số, ký hiệu này đã có trong sổ")
        self.setWindowTitle(title)
        self.content.addWidget(label(title, "h2", wrap=True))
        self.same = False
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for at, text in enumerate(("", self.tr("Đã vào sổ"), self.tr("Đang nhập"))):
            grid.addWidget(label(text, "label"), 0, at)
        rows = [
            (self.tr("Số đến"), str(known.arrival_number or ""), ""),
            (self.tr("Ngày đến"), _day(known.arrival_date), ""),
            (self.tr("Số, ký hiệu"), known.symbol, str(fields.get("symbol") or "")),
            (self.tr("Cơ quan ban hành"), known.issuer_name, str(fields.get("issuer_name") or "")),
            (self.tr("Ngày văn bản"), _day(known.issued_on), _day(str(fields.get("issued_on") or ""))),
            (self.tr("Trích yếu"), known.summary, str(fields.get("summary") or "")),
            (self.tr("Người ký"), known.signer_name, str(fields.get("signer_name") or "")),
        ]
        for row, (name, old, new) in enumerate(rows, 1):
            grid.addWidget(label(name, "meta"), row, 0)
            kind = "strong" if old != new and old and new else "body"
            grid.addWidget(label(old, kind, wrap=True), row, 1)
            grid.addWidget(label(new, kind, wrap=True), row, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.content.addLayout(grid)
        back = self.add_button(self.tr("Xem lại"))
        back.clicked.connect(self.reject)
        one = self.add_button(self.tr("Đây là một"))
        one.clicked.connect(self._is_one)
        go = self.add_button(self.tr("Vẫn vào sổ"), "primary")
        go.clicked.connect(self.accept)
        back.setFocus()

    def _is_one(self) -> None:
        self.same = True
        self.reject()


def _day(text: str | None) -> str:
    try:
        return show_date(text) if text else ""
    except ValueError:
        return text or ""
