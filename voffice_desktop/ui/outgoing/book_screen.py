"""*Sổ văn bản đi*: the register between two days, printed and exported; numbers kept free and cancelled."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from voffice_desktop.domain.numbering import number_text
from voffice_desktop.domain.records import Actor
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.outgoing_book import COLUMNS, BookEntry, BookPages
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.dialogs import TextDialog
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.states import LoadingRows, Notice
from voffice_desktop.ui.words import VIETNAM, number

_ENTRY = Qt.ItemDataRole.UserRole


def place() -> Place:
    """Where it stands in the navigation."""
    translate = QCoreApplication.translate
    name, section = translate("places", "Sổ văn bản đi"), translate("places", "VĂN THƯ")
    return Place("outgoing-book", name, translate("places", "Sổ đi"), "text_bullet_list_square", section)


def allowed(who: Actor) -> bool:
    """Clerks keep the book."""
    return "clerk" in who.roles


class OutgoingBookScreen(Screen):
    """Choose book and days; the table shows the ten columns of the decree."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pages: BookPages | None = None
        theme = context.theme
        self._book = QComboBox()
        self._book.setAccessibleName(self.tr("Sổ đăng ký văn bản đi"))
        today = context.clock().astimezone(VIETNAM).date()
        self._first = self._day(date(today.year, 1, 1), self.tr("Từ ngày"))
        self._last = self._day(today, self.tr("Đến ngày"))
        self._pdf = Button(theme, self.tr("In, lưu PDF"), "print")
        self._excel = Button(theme, self.tr("Lưu Excel"), "table")
        self._reserve = Button(theme, self.tr("Giữ số"), "number_symbol")
        self._cancel = Button(theme, self.tr("Hủy số đang giữ"), "dismiss", "danger")
        self._pdf.clicked.connect(lambda: self._save("pdf"))
        self._excel.clicked.connect(lambda: self._save("xlsx"))
        self._reserve.clicked.connect(self._ask_reserve)
        self._cancel.clicked.connect(self._ask_cancel)
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setAccessibleName(self.tr("Sổ đăng ký văn bản đi"))
        self.table.setHorizontalHeaderLabels([column.header for column in COLUMNS])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        header.setFixedHeight(theme.px(52))
        header.setStretchLastSection(True)
        for at, wide in enumerate((132, 116, 300, 150, 210, 150, 76, 116, 116, 200)):
            self.table.setColumnWidth(at, theme.px(wide))
        self.table.itemSelectionChanged.connect(self._allow)
        self.table.itemActivated.connect(self._open)
        self._notice = Notice(theme)
        self._loading = LoadingRows(theme, lambda: theme.px(44))
        self._stack = QStackedWidget()
        for page in (self._loading, self.table, self._notice):
            self._stack.addWidget(page)
        self._count = label("", "second", wrap=True)
        self._lay()
        for book in context.desk.outgoing_books.books():
            self._book.addItem(book.name, book.id)
        self._book.currentIndexChanged.connect(self.refresh)
        self._first.dateChanged.connect(self.refresh)
        self._last.dateChanged.connect(self.refresh)
        self._allow()

    def _lay(self) -> None:
        head, choose, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(label(self.tr("Sổ đăng ký văn bản đi"), "h1"), 1)
        for button in (self._excel, self._pdf):
            head.addWidget(button)
        choose.setSpacing(8)
        choose.addWidget(self._book, 1)
        for name, field in ((self.tr("Từ ngày"), self._first), (self.tr("Đến ngày"), self._last)):
            choose.addWidget(label(name, "meta"))
            choose.addWidget(field)
        foot.setSpacing(8)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._reserve)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(choose)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _day(self, day: date, name: str) -> QDateEdit:
        edit = QDateEdit(QDate(day.year, day.month, day.day))
        edit.setDisplayFormat("dd/MM/yyyy")
        edit.setCalendarPopup(True)
        edit.setAccessibleName(name)
        return edit

    def refresh(self) -> None:
        """Read the book again."""
        book = self._book.currentData()
        if book is None:
            self._notice.say("document", self.tr("Đơn vị chưa có sổ văn bản đi. Nhờ quản trị mở sổ."))
            self._stack.setCurrentWidget(self._notice)
            return
        first, last = _date(self._first), _date(self._last)
        if self._pages is None:
            self._stack.setCurrentWidget(self._loading)
        books = self._context.desk.outgoing_books
        self._context.tasks.run("net", lambda: books.pages(book, first, last), self._show, self._failed, owner=self)

    def _show(self, pages: BookPages) -> None:
        if (pages.book.id, pages.first, pages.last) != (
            self._book.currentData(), _date(self._first), _date(self._last),
        ):  # fmt: skip
            return
        if pages != self._pages:
            self._pages = pages
            self._fill(pages.entries)
        if pages.entries:
            self._stack.setCurrentWidget(self.table)
        else:
            self._notice.say("document", self.tr("Không có văn bản nào trong kỳ này."))
            self._stack.setCurrentWidget(self._notice)
        said = self.tr("{count} dòng").format(count=number(len(pages.entries)))
        if not pages.complete:
            said += " · " + self.tr("chưa hỏi được máy chủ các số đang giữ và số hủy")
        self._count.setText(said)
        self._allow()

    def _fill(self, entries: tuple[BookEntry, ...]) -> None:
        self.table.setRowCount(len(entries))
        for line, entry in enumerate(entries):
            for place, text in enumerate(entry.cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(_ENTRY, entry)
                self.table.setItem(line, place, item)
        if entries:
            self.table.scrollToBottom()

    def _failed(self, error: VofficeError) -> None:
        self._notice.say_error(error, self.refresh)
        self._stack.setCurrentWidget(self._notice)

    def _chosen(self) -> BookEntry | None:
        items = self.table.selectedItems()
        return items[0].data(_ENTRY) if items else None

    def _open(self, item: QTableWidgetItem) -> None:
        entry = item.data(_ENTRY)
        if entry.record_id:
            self.record_asked.emit("outgoing_document", entry.record_id)

    def _allow(self) -> None:
        entry = self._chosen()
        reserved = entry is not None and entry.state == "reserved"
        self._cancel.explain("" if reserved else self.tr("Chọn một số đang giữ trong sổ."))
        there = self._pages is not None and bool(self._pages.entries)
        for button in (self._pdf, self._excel):
            button.explain("" if there else self.tr("Sổ không có dòng nào trong kỳ."))
        self._reserve.explain("" if self._book.count() else self.tr("Đơn vị chưa có sổ văn bản đi."))

    def _save(self, kind: str) -> None:
        pages = self._pages
        if pages is None:
            return
        name = f"So van ban di {pages.first:%d-%m-%Y} {pages.last:%d-%m-%Y}.{kind}"
        target, _ = QFileDialog.getSaveFileName(self, self.tr("Lưu sổ văn bản đi"), name, f"*.{kind}")
        if not target:
            return
        path = Path(target if target.lower().endswith(f".{kind}") else f"{target}.{kind}")
        books = self._context.desk.outgoing_books
        save = books.save_pdf if kind == "pdf" else books.save_excel
        said = self.tr("Đã lưu {name}.").format(name=path.name)
        self._context.tasks.run(
            "act", lambda: save(pages, path), lambda _: self.said.emit(said), self.failed.emit, owner=self
        )

    def _ask_reserve(self) -> None:
        about = self.tr("Số tiếp theo của sổ được giữ lại cho một văn bản ban hành sau; lý do được ghi vào sổ.")
        dialog = TextDialog(
            self._context.theme, self.tr("Giữ số"), about, self.tr("Lý do"), self.tr("Giữ số"), required=True,
            parent=self.window(),
        )  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._send("reserve", {"reason": dialog.text}))
        dialog.open()

    def _ask_cancel(self) -> None:
        entry = self._chosen()
        if entry is None:
            return
        about = self.tr("Số {number} sẽ không bao giờ được dùng; lý do được ghi vào sổ.")
        dialog = TextDialog(
            self._context.theme, self.tr("Hủy số"), about.format(number=number_text(entry.number)), self.tr("Lý do"),
            self.tr("Hủy số"), required=True, danger=True, parent=self.window(),
        )  # fmt: skip
        year = int(entry.cells[1][-4:])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self._send("cancel", {"number": entry.number, "reason": dialog.text, "year": year})
        )
        dialog.open()

    def _send(self, action: str, body: dict[str, Any]) -> None:
        acts, path = self._context.desk.acts, f"/books/{self._book.currentData()}/numbers/{action}"
        said = self.tr("Đã giữ số.") if action == "reserve" else self.tr("Đã hủy số.")

        def done(_: object) -> None:
            self.said.emit(said)
            self.refresh()

        self._context.tasks.run("net", lambda: acts.now("POST", path, body), done, self.failed.emit, owner=self)


def _date(edit: QDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())
