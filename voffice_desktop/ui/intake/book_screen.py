"""Sổ văn bản đến: the book on screen as it will be printed, by days or numbers; to PDF and to Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from voffice_desktop.domain.calendar import VIETNAM, utc_text
from voffice_desktop.domain.records import Book
from voffice_desktop.domain.register_book import BookTable
from voffice_desktop.services.register_book import BookKind, RegisterBooks, save_pdf, save_sheet
from voffice_desktop.services.registering import Registering
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.intake.entry_form import iso_day
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen

KEY = "incoming_book"
_MOST_SHOWN = 400


def book_place() -> Place:
    """Its place in the navigation."""
    translate = QCoreApplication.translate
    return Place(KEY, translate("places", "Sổ văn bản đến"), translate("places", "Sổ đến"), "bookmark",
                 translate("places", "VĂN THƯ"))  # fmt: skip


class BookScreen(Screen):
    """Reads the book anew whenever a choice changes."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._books = RegisterBooks(context.desk)
        self._table: BookTable | None = None
        self._asked = 0
        theme = context.theme
        self._title = label(self.tr("Sổ văn bản đến"), "h1")
        self._facts = label("", "second", wrap=True)
        self._book = self._combo(self.tr("Sổ"), [(each.name, each.id) for each in Registering(context.desk).books()])
        kinds = [(self.tr("Sổ đăng ký"), "register"), (self.tr("Sổ theo dõi giải quyết"), "follow_up")]
        self._kind = self._combo(self.tr("Loại sổ"), kinds)
        year = context.clock().astimezone(VIETNAM).year
        self._year = self._combo(self.tr("Năm"), [(str(each), each) for each in range(year, year - 6, -1)])
        self._from = self._edit(self.tr("Từ ngày"), "dd/MM/yyyy")
        self._to = self._edit(self.tr("Đến ngày"), "dd/MM/yyyy")
        self._first = self._edit(self.tr("Từ số"), "1")
        self._last = self._edit(self.tr("Đến số"), "…")
        self._pdf = Button(theme, self.tr("Lưu PDF để in"), "document_pdf", "primary")
        self._pdf.clicked.connect(lambda: self._save("pdf", save_pdf))
        self._sheet = Button(theme, self.tr("Xuất Excel"), "arrow_download")
        self._sheet.clicked.connect(lambda: self._save("xlsx", save_sheet))
        head = frame("header")
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 10, 16, 10)
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(self._title)
        words.addWidget(self._facts)
        top.addLayout(words, 1)
        top.addWidget(self._sheet)
        top.addWidget(self._pdf)
        column.addLayout(top)
        wishes = QHBoxLayout()
        wishes.setSpacing(8)
        for name, field, stretch in (
            (self.tr("Sổ"), self._book, 2), (self.tr("Loại sổ"), self._kind, 1), (self.tr("Năm"), self._year, 1),
            (self.tr("Từ ngày"), self._from, 1), (self.tr("Đến ngày"), self._to, 1),
            (self.tr("Từ số"), self._first, 1), (self.tr("Đến số"), self._last, 1),
        ):  # fmt: skip
            box = QVBoxLayout()
            box.setSpacing(2)
            box.addWidget(label(name, "meta"))
            box.addWidget(field)
            wishes.addLayout(box, stretch)
        column.addLayout(wishes)
        self.table = QTableWidget()
        self.table.setAccessibleName(self.tr("Nội dung sổ"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(2 * theme.line("body") + 10)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.table, 1)

    def _combo(self, name: str, options: Sequence[tuple[str, object]]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setMinimumContentsLength(6)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for text, value in options:
            made.addItem(text, value)
        made.activated.connect(lambda _: self.refresh())
        return made

    def _edit(self, name: str, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        made.setMinimumWidth(made.fontMetrics().horizontalAdvance(hint) + self._context.theme.px(36))
        made.editingFinished.connect(self.refresh)
        return made

    def refresh(self) -> None:
        self._asked += 1
        asked = self._asked
        book_id = str(self._book.currentData() or "")
        kind: BookKind = "follow_up" if self._kind.currentData() == "follow_up" else "register"
        found = self._context.desk.directory.get("book", book_id) if book_id else None
        wishes = self._books.wishes(
            found if isinstance(found, Book) else None, int(self._year.currentData()), _day(self._from),
            _day(self._to), _number(self._first), _number(self._last),
        )  # fmt: skip
        now, books = utc_text(self._context.clock()), self._books

        def done(table: BookTable) -> None:
            if asked == self._asked:
                self._show(table)

        self._context.tasks.run(
            "read", lambda: books.incoming(kind, wishes, book_id, now), done, self.failed.emit, owner=self
        )

    def _show(self, table: BookTable) -> None:
        if table == self._table:
            return
        self._table = table
        shown = table.rows[-_MOST_SHOWN:]
        self.table.clear()
        self.table.setColumnCount(len(table.columns))
        self.table.setRowCount(len(shown))
        self.table.setHorizontalHeaderLabels([column.header for column in table.columns])
        for row, cells in enumerate(shown):
            for at, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, at, item)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        shares = sum(column.share for column in table.columns)
        for at, column in enumerate(table.columns):
            self.table.setColumnWidth(
                at, max(self._context.theme.px(112), round(column.share / shares * max(self.table.width(), 900)))
            )
        facts = self.tr("{count} văn bản, từ số {first} đến số {last}").format(
            count=len(table.rows) - len(table.missing), first=table.first_number or "–", last=table.last_number or "–"
        )
        if table.missing:
            facts += ". " + self.tr("{count} số không có văn bản, ghi rõ trong sổ").format(count=len(table.missing))
        if len(table.rows) > len(shown):
            facts += ". " + self.tr("Màn hình hiện {count} dòng cuối").format(count=len(shown))
        self._facts.setText(facts)
        if shown:
            self.table.scrollToBottom()
        reason = "" if table.rows else self.tr("Không có văn bản nào trong khoảng đã chọn.")
        self._pdf.explain(reason)
        self._sheet.explain(reason)

    def _save(self, ending: str, write: Callable[[BookTable, Path], None]) -> None:
        table = self._table
        if table is None:
            return
        name = f"{self._kind.currentText()} {table.year}.{ending}"
        target, _ = QFileDialog.getSaveFileName(self, self.tr("Lưu sổ"), name, f"*.{ending}")
        if target:
            self.save_to(Path(target), table, write)

    def save_to(self, target: Path, table: BookTable, write: Callable[[BookTable, Path], None]) -> None:
        """Write the book there, in a worker."""
        self._context.tasks.run(
            "net",
            lambda: write(table, target),
            lambda _: self.said.emit(self.tr("Đã lưu {name}.").format(name=target.name)),
            self.failed.emit,
            owner=self,
        )

    def shown(self) -> BookTable | None:
        """What the screen shows now."""
        return self._table

    def first_field(self) -> QWidget:
        """The first thing to choose."""
        return self._book


def _day(edit: QLineEdit) -> date | None:
    try:
        return date.fromisoformat(iso_day(edit.text()))
    except ValueError:
        return None


def _number(edit: QLineEdit) -> int | None:
    return int(edit.text()) if edit.text().strip().isdigit() else None
