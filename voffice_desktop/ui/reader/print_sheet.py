"""Before printing: every sheet as it will come out, which pages, how many, with or without ink; then progress."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeySequence, QPageLayout, QPageSize, QShortcut
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from voffice_desktop.ui.controls import label
from voffice_desktop.ui.reader.buttons import IconButton
from voffice_desktop.ui.reader.page_range import pages_of
from voffice_desktop.ui.reader.print_preview import PreviewPane
from voffice_desktop.ui.reader.printing import PrintRun

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader

_MOST_COPIES: Final = 99


class PrintSheet(QDialog):
    """Belongs to the file that is shown; it ends with the file."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._reader = reader
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Xem trước và in"))
        self.setModal(True)
        self.run: PrintRun | None = None
        self._wanted = 0
        self.choose: Callable[[QPrinter], bool] = self._ask_printer
        """Lets the user choose a printer; the platform's own dialog."""
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self.preview = PreviewPane(reader, QPageLayout(self._printer.pageLayout()), self)
        self._count = len(reader.view.sizes)
        self._build()
        self._look()
        QShortcut(QKeySequence("Ctrl+Return"), self, self.print_now)
        room = reader.window().size()
        self.resize(min(860, max(640, room.width() - 40)), min(680, max(460, room.height() - 40)))

    # Building ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        icons = self._reader.icons
        self.before = IconButton(icons, "chevron_left", self.tr("Trang trước"), text="‹", parent=self)
        self.after = IconButton(icons, "chevron_right", self.tr("Trang sau"), text="›", parent=self)
        self.place = label("", "label")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.before.clicked.connect(lambda: self.preview.turn_to(self.preview.at - 1))
        self.after.clicked.connect(lambda: self.preview.turn_to(self.preview.at + 1))
        self.preview.turned.connect(self._turned)
        steps = QHBoxLayout()
        for part, stretch in ((self.before, 0), (self.place, 1), (self.after, 0)):
            steps.addWidget(part, stretch)
        left = QVBoxLayout()
        left.addWidget(self.preview, 1)
        left.addLayout(steps)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(20)
        whole.addLayout(left, 1)
        whole.addLayout(self._choices())

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label(self.tr("In văn bản"), "h2", wrap=True))
        self.which = QComboBox()
        self.which.addItem(self.tr("Tất cả {0} trang").format(self._count), "all")
        self.which.addItem(self.tr("Trang đang xem ({0})").format(self._reader.view.page + 1), "current")
        self.which.addItem(self.tr("Chọn trang"), "some")
        self.which.currentIndexChanged.connect(self._look)
        self.some = QLineEdit()
        self.some.setPlaceholderText(self.tr("Ví dụ: 1-3, 5"))
        self.some.textChanged.connect(self._look)
        self.copies = QLineEdit("1")
        self.copies.setValidator(QIntValidator(1, _MOST_COPIES, self))
        self._named(column, self.tr("Trang"), self.which)
        self._named(column, self.tr("Các trang"), self.some)
        less = IconButton(None, "", self.tr("Bớt một bản"), text="−", parent=self)
        more = IconButton(None, "", self.tr("Thêm một bản"), text="+", parent=self)
        less.clicked.connect(lambda: self._add_copies(-1))
        more.clicked.connect(lambda: self._add_copies(1))
        self._named(column, self.tr("Số bản"), self.copies, less, more)
        self.duplex = QCheckBox(self.tr("In hai mặt"))
        self.ink = QCheckBox(self.tr("Kèm bút phê"))
        book = self._reader.pen.book
        marked = book is not None and bool(book.all())
        self.ink.setEnabled(marked)
        self.ink.setChecked(marked)
        if not marked:
            self.ink.setText(self.tr("Kèm bút phê (tệp chưa có)"))
        self.ink.toggled.connect(self.preview.show_ink)
        column.addWidget(self.duplex)
        column.addWidget(self.ink)
        self.problem = label("", "error", wrap=True)
        column.addWidget(self.problem)
        column.addStretch(1)
        said = self.tr("Mỗi trang in mang dấu nhận diện {0}. Lần in này được ghi lại.")
        column.addWidget(label(said.format(self._reader.view.mark.line()), "second", wrap=True))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Tiến độ in"))
        self.bar.setTextVisible(False)
        self.progress = label("", "label")
        for part in (self.progress, self.bar):
            part.hide()
            column.addWidget(part)
        self.close_button = QPushButton(self.tr("Đóng"))
        self.print_button = QPushButton(self.tr("In…"))
        self.print_button.setProperty("look", "primary")
        self.print_button.setDefault(True)
        self.close_button.clicked.connect(self.reject)
        self.print_button.clicked.connect(self.print_now)
        row = QHBoxLayout()
        row.addWidget(self.close_button)
        row.addWidget(self.print_button, 1)
        column.addLayout(row)
        return column

    def _named(self, column: QVBoxLayout, name: str, field: QWidget, *beside: QWidget) -> None:
        caption = label(name, "meta")
        caption.setBuddy(field)
        field.setAccessibleName(name)
        field.setProperty("caption", caption)
        column.addWidget(caption)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(field, 1)
        for each in beside:
            row.addWidget(each)
        if not beside:
            field.setMinimumWidth(240)
        column.addLayout(row)

    def _copies(self) -> int:
        return max(1, min(_MOST_COPIES, int(self.copies.text() or 1)))

    def _add_copies(self, more: int) -> None:
        self.copies.setText(str(max(1, min(_MOST_COPIES, self._copies() + more))))

    # The choice -------------------------------------------------------------------------------------------------

    def pages(self) -> list[int] | None:
        """The pages (from 0) that are wanted; None when what was typed names none."""
        which = self.which.currentData()
        if which == "all":
            return list(range(self._count))
        if which == "current":
            return [self._reader.view.page]
        return pages_of(self.some.text(), self._count)

    def _look(self) -> None:
        some = self.which.currentData() == "some"
        self.some.setVisible(some)
        caption = self.some.property("caption")
        if isinstance(caption, QWidget):
            caption.setVisible(some)
        pages = self.pages()
        wrong = pages is None and bool(self.some.text().strip())
        self.problem.setText(self.tr("Ghi số trang từ 1 đến {0}, ví dụ 1-3, 5.").format(self._count) if wrong else "")
        self.print_button.setEnabled(pages is not None)
        self.print_button.setToolTip("" if pages is not None else self.tr("Chưa chọn trang nào."))
        self.preview.show_pages(pages or [])

    def _turned(self, at: int, count: int) -> None:
        self.place.setText(f"{at} / {count}" if count else "–")
        self.before.setEnabled(at > 1)
        self.after.setEnabled(at < count)

    # Printing ---------------------------------------------------------------------------------------------------

    def print_now(self) -> None:
        """Ask for a printer and send the pages to it."""
        pages = self.pages()
        if pages is None or self.run is not None:
            return
        printer = self._printer
        printer.setDocName(self._reader.entry.file.name if self._reader.entry is not None else "voffice")
        printer.setCopyCount(self._copies())
        long_side, none = QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone
        printer.setDuplex(long_side if self.duplex.isChecked() else none)
        if not self.choose(printer):
            return
        if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
            # The platform's dialog asks for pages too: what is said there narrows what was chosen here.
            pages = [page for page in pages if printer.fromPage() <= page + 1 <= printer.toPage()]
        self.run = run = PrintRun(self._reader, printer, pages, ink=self.ink.isChecked())
        run.progressed.connect(self._progressed)
        run.ended.connect(self._ended)
        if not run.start():
            self.run = None
            refused = self.tr("Máy in không nhận lệnh in. Kiểm tra máy in rồi thử lại.")
            self.problem.setText(refused if pages else self.tr("Không có trang nào để in."))
            return
        self._wanted = len(set(pages))
        self.bar.setRange(0, len(pages))
        self.bar.setValue(0)
        for part in (self.progress, self.bar):
            part.show()
        for choice in (self.which, self.some, self.copies, self.duplex, self.ink, self.print_button):
            choice.setEnabled(False)
        self.close_button.setText(self.tr("Hủy in"))

    def _ask_printer(self, printer: QPrinter) -> bool:
        no_file = bool(self._reader.policy.save)
        if no_file and not QPrinterInfo.availablePrinterNames():
            self.problem.setText(self.tr("Máy này chưa cài máy in."))
            return False
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self._count)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=not no_file)
        return bool(dialog.exec())

    def _progressed(self, done: int, count: int) -> None:
        self.bar.setMaximum(count)
        self.bar.setValue(done)
        self.progress.setText(self.tr("Trang {0} / {1}").format(done, count))

    def _ended(self, out: list[int]) -> None:
        self.run = None
        if len(out) == self._wanted:
            said = self.tr("Đã gửi {0} trang tới máy in.").format(len(out))
        else:
            said = self.tr("Đã hủy in sau {0} trang.").format(len(out))
        self._reader.snack.say(said)
        self.done(0)

    def reject(self) -> None:
        """Cancel what is being printed, else close."""
        if self.run is not None:
            self.run.cancel()
        else:
            super().reject()
