"""The entry form: what the book wants of a document, each field proposed, sure or doubtful, and shown on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from voffice_desktop.domain.agency_codes import new_code
from voffice_desktop.domain.document_types import NORMATIVE, TYPES
from voffice_desktop.domain.field_reading import Proposal
from voffice_desktop.domain.records import Book, IncomingDocument
from voffice_desktop.services.agency_choices import AgencyChoice, agency_choices
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label, restyle
from voffice_desktop.ui.pick_field import PickField

SURE, DOUBTFUL = 0.85, 0.6
"""From ``SURE`` on a proposal is taken as read; below ``DOUBTFUL`` it is only a hint."""
KEY_FIELDS = ("issuer_name", "symbol", "issued_on", "summary")
"""What must be right for the book; batch entry asks all of them to be sure."""
_ORDER = (
    "issuer_name", "symbol", "issued_on", "type_code", "urgency", "summary", "signer_name", "signer_title",
    "book_id", "reply_due", "page_count", "note",
)  # fmt: skip
_WIDE = frozenset({"issuer_name", "summary", "note", "book_id"})


class EntryForm(QWidget):
    """Fields in the order in which the eye goes over the paper."""

    looked_at = Signal(str)
    """Name of the field that has the focus now."""
    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._fields: dict[str, QWidget] = {}
        self._marks: dict[str, QLabel] = {}
        self._proposals: dict[str, Proposal] = {}
        self._codes: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 8)
        box.setSpacing(6)
        box.addLayout(self._grid)
        box.addWidget(self._error)
        box.addStretch()
        self._build()
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def _build(self) -> None:
        names = {
            "issuer_name": self.tr("Cơ quan ban hành"),
            "symbol": self.tr("Số, ký hiệu"),
            "issued_on": self.tr("Ngày văn bản"),
            "type_code": self.tr("Loại văn bản"),
            "urgency": self.tr("Độ khẩn"),
            "summary": self.tr("Trích yếu"),
            "signer_name": self.tr("Người ký"),
            "signer_title": self.tr("Chức vụ"),
            "book_id": self.tr("Sổ văn bản đến"),
            "reply_due": self.tr("Hạn trả lời"),
            "page_count": self.tr("Số trang"),
            "note": self.tr("Ghi chú"),
        }
        row = column = 0
        for key in _ORDER:
            wide = key in _WIDE
            if wide and column:
                row, column = row + 2, 0
            caption = label(names[key], "meta")
            mark = label("", "meta")
            head = QGridLayout()
            head.addWidget(caption, 0, 0)
            head.addWidget(mark, 0, 1, Qt.AlignmentFlag.AlignRight)
            field = self._field(key, names[key])
            caption.setBuddy(field)
            self._grid.addLayout(head, row, column, 1, 2 if wide else 1)
            self._grid.addWidget(field, row + 1, column, 1, 2 if wide else 1)
            self._fields[key], self._marks[key] = field, mark
            field.setMinimumWidth(80)
            if isinstance(field, QComboBox):
                field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                field.setMinimumContentsLength(6)
            field.installEventFilter(self)
            if wide or column:
                row, column = row + 2, 0
            else:
                column = 1

    def _field(self, key: str, name: str) -> QWidget:
        if key == "issuer_name":
            picker = PickField(name)
            picker.set_choices(self._agencies())
            picker.textChanged.connect(lambda _: self._typed(key))
            return picker
        if key in ("type_code", "urgency", "book_id"):
            box = QComboBox()
            for text, value in self._options(key):
                box.addItem(text, value)
            box.setAccessibleName(name)
            box.activated.connect(lambda _: self._typed(key))
            return box
        if key == "summary":
            area = QPlainTextEdit()
            area.setTabChangesFocus(True)
            area.setFixedHeight(self._context.theme.px(84))
            area.setAccessibleName(name)
            area.textChanged.connect(lambda: self._typed(key))
            return area
        edit = QLineEdit()
        edit.setAccessibleName(name)
        if key in ("issued_on", "reply_due"):
            edit.setPlaceholderText("dd/MM/yyyy")
        edit.textEdited.connect(lambda _: self._typed(key))
        return edit

    def _agencies(self) -> list[tuple[str, object]]:
        directory = self._context.desk.directory
        found = agency_choices([*directory.all("recipient"), *directory.all("unit")])
        self._codes = {one.name: one.code for one in found}
        self._texts = {one.name: self._agency_text(one) for one in found}
        return [(self._texts[one.name], one.name) for one in found]

    def _agency_text(self, one: AgencyChoice) -> str:
        if not one.code:
            return one.name
        if not one.old:
            return f"{one.name} · {one.code}"
        return f"{one.name} · {one.code} " + self.tr("(mã cũ {code})").format(code=one.old)

    def _options(self, key: str) -> list[tuple[str, str]]:
        if key == "type_code":
            return [(kind.name, kind.code) for kind in (*TYPES, *NORMATIVE)]
        if key == "urgency":
            return [
                (self.tr("Thường"), "normal"),
                (self.tr("Khẩn"), "urgent"),
                (self.tr("Thượng khẩn"), "very_urgent"),
                (self.tr("Hỏa tốc"), "express"),
            ]
        me = self._context.desk.user.unit_id
        books = [each for each in self._context.desk.directory.all("book") if isinstance(each, Book)]
        return [(each.name, each.id) for each in books if each.direction == "incoming" and each.unit_id == me]

    # filling --------------------------------------------------------------------------------------------------

    def propose(self, proposals: Mapping[str, Proposal], kept: Mapping[str, str] | None = None) -> None:
        """Fill the form from proposals; ``kept`` holds values carried over or remembered, by field."""
        self._error.hide()
        self._proposals = dict(proposals)
        for key in _ORDER:
            given = (kept or {}).get(key)
            found = self._proposals.get(key)
            if key == "book_id":
                self._set(key, given or "")
            elif given:
                self._set(key, given)
                self._proposals.pop(key, None)
            else:
                self._set(key, found.value if found is not None else "")
            self._show_mark(key)
        self.changed.emit()

    def improve(self, proposals: Mapping[str, Proposal]) -> None:
        """Take proposals that came later into fields that nobody has touched and that were empty or the same."""
        for key, found in proposals.items():
            if key in self._fields and key not in self._proposals and not self.text(key):
                self._proposals[key] = found
                self._set(key, found.value)
                self._show_mark(key)
        self.changed.emit()

    def show_record(self, record: IncomingDocument, kept: Mapping[str, str] | None = None) -> None:
        """Fill the form from a record that came over the exchange."""
        values: dict[str, Proposal] = {}
        for key in _ORDER:
            value = getattr(record, key, None)
            if value not in (None, ""):
                values[key] = Proposal(str(value), 1.0)
        self.propose(values, kept)

    def place(self, key: str) -> Proposal | None:
        """Where the value of a field was read."""
        found = self._proposals.get(key)
        return found if found is not None and found.rect is not None else None

    def values(self) -> dict[str, Any]:
        """The body's fields as the contract wants them; dates that are none stay as typed, for the rule to refuse."""
        found: dict[str, Any] = {key: self.text(key) for key in _ORDER}
        name, _, code = found["issuer_name"].partition(" · ")
        found["issuer_name"] = name.strip()
        # A code of one's own may be an old one; the record holds the new form, so that both find it.
        found["issuer_code"] = self._codes.get(found["issuer_name"], new_code(code.partition("(")[0].strip()))
        for key in ("issued_on", "reply_due"):
            found[key] = iso_day(found[key]) or None
        found["page_count"] = int(found["page_count"]) if found["page_count"].isdigit() else None
        return found

    def text(self, key: str) -> str:
        """What stands in a field."""
        field = self._fields[key]
        if isinstance(field, QPlainTextEdit):
            return " ".join(field.toPlainText().split())
        if isinstance(field, QComboBox):
            return str(field.currentData() or "")
        return field.text().strip() if isinstance(field, QLineEdit) else ""

    def set_text(self, key: str, text: str) -> None:
        """Write into a field as a person would."""
        self._set(key, text)
        self._typed(key)

    def doubtful(self) -> list[str]:
        """Fields that want a look before the entry, in order."""
        wrong = [key for key in KEY_FIELDS if not self.text(key)]
        unsure = [key for key in _ORDER if (p := self._proposals.get(key)) is not None and p.confidence < SURE]
        return [key for key in _ORDER if key in wrong or key in unsure]

    def focus(self, key: str = "") -> None:
        """Put the focus on a field: the one named, else the first doubtful one, else the first."""
        doubtful = self.doubtful()
        field = self._fields[key or (doubtful[0] if doubtful else _ORDER[0])]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()

    def complain(self, key: str, sentence: str) -> None:
        """Say what is wrong with a field and go there."""
        self._error.setText(sentence)
        self._error.show()
        for name, field in self._fields.items():
            field.setProperty("wrong", name == key)
            restyle(field)
        if key in self._fields:
            self.focus(key)

    def wrong_day(self) -> str:
        """The first date field that holds no date, or an empty text."""
        typed = {key: self.text(key) for key in ("issued_on", "reply_due")}
        return next((key for key, text in typed.items() if text and iso_day(text) == text), "")

    def first_empty(self) -> str:
        """The first needed field that is empty, or an empty text."""
        return next((key for key in ("issuer_name", "symbol", "summary") if not self.text(key)), "")

    # inside ---------------------------------------------------------------------------------------------------

    def _set(self, key: str, value: str) -> None:
        field = self._fields[key]
        field.blockSignals(True)
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(value)
        elif isinstance(field, QComboBox):
            fallback = {"urgency": "normal", "type_code": "CV"}.get(key, "")
            at = field.findData(value or fallback)
            field.setCurrentIndex(max(at, 0))
        elif isinstance(field, QLineEdit):
            if key in ("issued_on", "reply_due") and len(value) >= 10 and value[4:5] == "-":
                value = f"{value[8:10]}/{value[5:7]}/{value[:4]}"
            elif key == "issuer_name" and self._codes.get(value):
                value = self._texts[value]
            field.setText(value)
            field.setCursorPosition(0)
        field.blockSignals(False)

    def _typed(self, key: str) -> None:
        # A person's own word needs no mark of doubt any more.
        self._proposals.pop(key, None)
        self._show_mark(key)
        self.changed.emit()

    def _show_mark(self, key: str) -> None:
        mark = self._marks[key]
        found = self._proposals.get(key)
        if found is None or key in ("page_count", "book_id"):
            mark.setText("")
            return
        percent = round(found.confidence * 100)
        if found.confidence >= SURE:
            mark.setText(f"{percent} %")
            mark.setToolTip(self.tr("Đọc từ văn bản, chắc {percent} %").format(percent=percent))
            mark.setProperty("type", "meta")
        else:
            mark.setText(self.tr("Xem lại · {percent} %").format(percent=percent))
            mark.setToolTip(self.tr("Đọc chưa chắc, hãy đối chiếu với trang"))
            mark.setProperty("type", "warn")
        restyle(mark)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            key = next((name for name, field in self._fields.items() if field is watched), "")
            if key:
                self.looked_at.emit(key)
        return False


def iso_day(text: str) -> str:
    """``dd/MM/yyyy`` (also d-M-yy) as ``YYYY-MM-DD``; anything else as it stands."""
    found = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})", text.strip())
    if found is None:
        return text.strip()
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return text.strip()
