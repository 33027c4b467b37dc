"""*Cấp số*: book and date, the number that will be given, and then the number itself, big."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QVBoxLayout, QWidget

from voffice_desktop.domain.numbering import next_letter, number_text
from voffice_desktop.domain.records import Book, OutgoingDocument
from voffice_desktop.errors import VofficeError
from voffice_desktop.ids import new_id
from voffice_desktop.services.values import Detail
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.facts import facts
from voffice_desktop.ui.messages import announce
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.words import VIETNAM

_INSERT = "insert"


class NumberSheet(Sheet):
    """Asks for book and date, gives the number online, shows it. A number that was given cannot be taken back."""

    numbered = Signal(str)
    """Number and symbol as printed."""
    sign_asked = Signal()

    def __init__(self, context: Context, detail: Detail, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Cấp số văn bản"), parent)
        document = detail.record
        assert isinstance(document, OutgoingDocument)
        self._context = context
        self._document = document
        self._key = new_id()
        self._sent = ""
        self._next: int | None = None
        self._taken: list[tuple[int, str]] = []
        self._over = False
        self.content.addWidget(
            facts(
                [
                    (self.tr("Trích yếu"), document.summary),
                    (self.tr("Người ký"), " · ".join(t for t in (document.signer_title, document.signer_name) if t)),
                ]
            )
        )
        self._form = QWidget()
        self._book = self._books()
        self._date = self._day()
        self._reserved = QComboBox()
        self._reserved.setAccessibleName(self.tr("Số sẽ cấp"))
        for name, widget in (
            (self.tr("Sổ đăng ký văn bản đi"), self._book),
            (self.tr("Ngày ban hành"), self._date),
            (self.tr("Số sẽ cấp"), self._reserved),
        ):
            caption = label(name, "meta")
            caption.setBuddy(widget)
            widget.setAccessibleName(name)
            self.content.addWidget(caption)
            self.content.addWidget(widget)
        self._insert = self._inserting()
        self.content.addWidget(self._insert)
        self._figure = label("", "display")
        self._figure.setAccessibleName(self.tr("Số văn bản"))
        self._note = label("", "second", wrap=True)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        for each in (self._figure, self._note, self._error):
            self.content.addWidget(each)
        self.content.addStretch(1)
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        self.go = self.add_button(self.tr("Cấp số"), "primary", "number_symbol")
        self.go.clicked.connect(self._pressed)
        self._book.currentIndexChanged.connect(self._ask_next)
        self._date.dateChanged.connect(self._ask_next)
        self._reserved.currentIndexChanged.connect(self._show_next)
        self._ask_next()

    def _inserting(self) -> QWidget:
        """The fields of a back-dated number with a letter, shown when that is chosen."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._after = QLineEdit()
        self._after.setAccessibleName(self.tr("Chèn sau số"))
        self._after.textChanged.connect(self._show_next)
        self._why = QLineEdit()
        self._why.setAccessibleName(self.tr("Lý do chèn số (bắt buộc)"))
        self._why.textChanged.connect(self._show_next)
        for name, widget in ((self.tr("Chèn sau số"), self._after), (self._why.accessibleName(), self._why)):
            column.addWidget(label(name, "meta"))
            column.addWidget(widget)
        box.hide()
        return box

    def _inserts(self) -> bool:
        return bool(self._reserved.currentData() == _INSERT)

    def _letter(self) -> str:
        """The letter that the server will give, as far as is known here."""
        return next_letter(letter for number, letter in self._taken if number == self._behind()) or ""

    def _behind(self) -> int | None:
        """The number behind which one is inserted; None while what is typed is none that was given."""
        typed = self._after.text().strip()
        number = int(typed) if typed.isascii() and typed.isdigit() else 0
        return number if self._next is not None and 0 < number < self._next else None

    def _books(self) -> QComboBox:
        box = QComboBox()
        for each in self._context.desk.directory.all("book"):
            fits = isinstance(each, Book) and each.direction == "outgoing" and each.unit_id == self._document.unit_id
            if (
                fits
                and isinstance(each, Book)
                and (not each.type_codes or self._document.type_code in each.type_codes)
            ):
                box.addItem(each.name, each.id)
        return box

    def _day(self) -> QDateEdit:
        edit = QDateEdit()
        edit.setDisplayFormat("dd/MM/yyyy")
        edit.setCalendarPopup(True)
        today = self._context.clock().astimezone(VIETNAM).date()
        edit.setDate(QDate(today.year, today.month, today.day))
        edit.setMinimumDate(QDate(today.year - 1, 12, 1))
        edit.setMaximumDate(QDate(today.year + 1, 1, 31))
        return edit

    def _chosen_date(self) -> date:
        chosen = self._date.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _ask_next(self) -> None:
        book = self._book.currentData()
        self._next = None
        self._show_next()
        if book is None:
            self._note.setText(self.tr("Đơn vị chưa có sổ cho loại văn bản này. Nhờ quản trị mở sổ."))
            return
        path = f"/books/{book}/numbers?year={self._chosen_date().year}"
        acts = self._context.desk.acts
        self._context.tasks.run("net", lambda: acts.now("GET", path), self._got_next, self._failed, owner=self)

    def _got_next(self, found: dict[str, Any]) -> None:
        if found.get("book_id") != self._book.currentData() or found.get("year") != self._chosen_date().year:
            return
        self._next = int(found["next"])
        self._reserved.blockSignals(True)
        self._reserved.clear()
        self._reserved.addItem(self.tr("Số tiếp theo: {number}").format(number=number_text(self._next)), None)
        for kept in found.get("items", []):
            if kept["state"] == "reserved":
                words = self.tr("Số đang giữ: {number} ({reason})")
                self._reserved.addItem(
                    words.format(number=number_text(kept["number"]), reason=kept["reason"]), kept["number"]
                )
        self._taken = [(int(one["number"]), str(one["suffix"])) for one in found.get("inserted", [])]
        if self._context.desk.policy.inserted_numbers and self._next > 1:
            self._reserved.addItem(self.tr("Số chèn lùi ngày (ví dụ 123a)"), _INSERT)
            self._after.setText(str(self._next - 1))
        self._reserved.blockSignals(False)
        self._show_next()

    def _number(self) -> int | None:
        kept = self._reserved.currentData()
        if self._inserts():
            return self._behind()
        return kept if isinstance(kept, int) else self._next

    def _show_next(self) -> None:
        if self._over:
            return
        number = self._number()
        self._insert.setVisible(self._inserts())
        if number is None:
            self._figure.setText("")
            self.go.setText(self.tr("Cấp số"))
            asking = self.tr("Đang hỏi máy chủ số tiếp theo của sổ.")
            self.go.explain(self.tr("Nhập một số đã cấp trong năm.") if self._inserts() else asking)
            return
        text = number_text(number, self._letter() if self._inserts() else "")
        symbol = self._document.symbol
        self._figure.setText(f"{text}/{symbol}" if symbol else text)
        self._note.setText(self.tr("Số đã cấp không lấy lại được. Số và ngày được điền vào đúng chỗ trên văn bản."))
        self.go.setText(self.tr("Cấp số {number}").format(number=text))
        missing = self._inserts() and not self._why.text().strip()
        self.go.explain(self.tr("Ghi lý do chèn số; lý do đứng trong sổ.") if missing else "")

    def _pressed(self) -> None:
        if self._over:
            self.accept()
            self.sign_asked.emit()
            return
        body: dict[str, Any] = {"book_id": self._book.currentData(), "issued_on": self._chosen_date().isoformat()}
        kept = self._reserved.currentData()
        if self._inserts():
            body |= {"after": self._behind(), "reason": self._why.text().strip()}
        elif isinstance(kept, int):
            body["reserved_number"] = kept
        if repr(body) != self._sent:  # another wish; the same one again is the same act
            self._key, self._sent = new_id(), repr(body)
        key, acts, path = self._key, self._context.desk.acts, f"/outgoing-documents/{self._document.id}/number"
        self._error.hide()
        self.go.set_busy(True)
        self._context.tasks.run(
            "net", lambda: acts.now("POST", path, body, key), self._done, self._failed, owner=self
        )

    def _failed(self, error: VofficeError) -> None:
        self.go.set_busy(False)
        self._show_next()
        self._error.setText(sentence(error).text)
        self._error.show()

    def _done(self, record: dict[str, Any]) -> None:
        self._over = True
        symbol = str(record.get("symbol") or record.get("number"))
        for each in (self._book, self._date, self._reserved, self._insert):
            each.setEnabled(False)
        self._figure.setText(symbol)
        self._note.setText(self.tr("Đã cấp số. Văn bản chờ ký số cơ quan."))
        self.go.set_busy(False)
        self.go.setText(self.tr("Ký số cơ quan"))
        self.go.set_icon("signature")
        announce(self, f"{self._note.text()} {symbol}")
        self.numbered.emit(symbol)
