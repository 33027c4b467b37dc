"""The tray at the left: its list, the scan folder that feeds it, files brought by hand, and the batch button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from voffice_desktop.errors import DocumentFault, VofficeError
from voffice_desktop.services.intake_items import IntakeItem
from voffice_desktop.services.registering import Registering
from voffice_desktop.services.scanning import Scanning
from voffice_desktop.services.separators import save_separators
from voffice_desktop.services.values import Row
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, IconButton, label, popup_menu
from voffice_desktop.ui.intake.batch import batch_ready
from voffice_desktop.ui.intake.scan_sheet import ScanSheet
from voffice_desktop.ui.intake.tray_list import TrayList
from voffice_desktop.ui.sentences import sentence


class TrayPane(QFrame):
    """What waits, and the ways for more to come in."""

    batch_asked = Signal()
    said = Signal(str)
    failed = Signal(object)
    """A ``VofficeError``."""
    tray_changed = Signal()
    """The tray is to be read again."""

    def __init__(self, context: Context, work: Registering) -> None:
        super().__init__()
        self.setProperty("look", "pane-left")
        self._context = context
        self._work = work
        theme = context.theme
        self.list = TrayList(theme)
        self._add = IconButton(theme, "add", self.tr("Thêm tệp vào khay"))
        self._add.clicked.connect(self.choose_files)
        self._more = IconButton(theme, "more_horizontal", self.tr("Thao tác khác"))
        self._more.clicked.connect(self._show_more)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 8, 6)
        head.addWidget(label(self.tr("Chờ vào sổ"), "h1"), 1)
        head.addWidget(self._add)
        head.addWidget(self._more)
        self._folder_note = label("", "meta", wrap=True)
        self._folder_note.setContentsMargins(16, 0, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._folder_note)
        column.addWidget(self.list, 1)
        self._batch = Button(theme, self.tr("Vào sổ các mục đã rõ"), "checkmark_circle")
        self._batch.clicked.connect(self.batch_asked)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.addWidget(self._batch)
        column.addLayout(foot)

    def show_entries(self, items: list[IntakeItem], rows: list[Row]) -> None:
        """The files and the documents that wait."""
        self.list.show_entries(items, rows)

    def show_folder(self, folder: str, problem: str, apart: int = 0) -> None:
        """Which folder is watched, whether it can be read, and how many of its files were put apart."""
        if problem:
            text = self.tr("Không đọc được thư mục quét {folder}. Kiểm tra kết nối tới thư mục.")
            self._folder_note.setText(text.format(folder=folder))
        elif folder:
            text = self.tr("Đang theo dõi {folder}").format(folder=folder)
            if apart:
                note = self.tr("{count} tệp không nhận được nằm trong thư mục con “Không nhận được”.")
                text = f"{text}. {note.format(count=apart)}"
            self._folder_note.setText(text)
        else:
            self._folder_note.setText(self.tr("Kéo thả tệp PDF, ảnh quét hoặc thư (.eml) vào đây."))

    def show_ready(self, items: list[IntakeItem]) -> None:
        """Offer the batch where more than one entry was read surely."""
        ready = [item for item in items if batch_ready(item)]
        self._batch.setText(self.tr("Vào sổ {count} mục đã rõ").format(count=len(ready)))
        self._batch.setVisible(len(ready) > 1)

    # bringing files

    def _show_more(self) -> None:
        menu = popup_menu(self)
        menu.addAction(self.tr("Quét từ máy quét…"), self.scan)
        menu.addAction(self.tr("In tờ phân cách…"), self.print_separators)
        menu.addAction(self.tr("Chọn thư mục quét"), self.choose_folder)
        if self._work.intake.folder():
            menu.addAction(self.tr("Thôi theo dõi thư mục"), lambda: self._watch(""))
        menu.addAction(self.tr("Thêm tệp vào khay"), self.choose_files)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def scan(self) -> None:
        """Open the sheet of the scanner; what it scans lies in the tray at once."""
        sheet = ScanSheet(self._context, Scanning(self._work.intake, self._context.clock), self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.scanned.connect(lambda _: self.tray_changed.emit())
        sheet.open()

    def print_separators(self) -> None:
        """Ask where the separator sheets go, to be printed from there."""
        name = self.tr("Tờ phân cách.pdf")
        target, _ = QFileDialog.getSaveFileName(self, self.tr("In tờ phân cách…"), name, "*.pdf")
        if target:
            self.save_separators(Path(target))

    def save_separators(self, target: Path, show: Callable[[QUrl], object] = QDesktopServices.openUrl) -> None:
        """Write the sheets there and ``show`` them in the system's own reader, which prints them."""

        def done(_: object) -> None:
            self.said.emit(self.tr("Đã lưu {name}; in ra rồi đặt giữa các văn bản.").format(name=target.name))
            show(QUrl.fromLocalFile(str(target)))

        self._context.tasks.run("net", lambda: save_separators(target), done, self.failed.emit, owner=self)

    def choose_folder(self) -> None:
        """Ask which folder the scanner writes to."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Chọn thư mục quét"))
        if chosen:
            self._watch(chosen)

    def _watch(self, folder: str) -> None:
        intake = self._work.intake
        self._context.tasks.run("act", lambda: intake.watch(folder), lambda _: self.tray_changed.emit(), owner=self)

    def choose_files(self) -> None:
        """Ask which files to take."""
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Thêm tệp vào khay"), "",
            self.tr("Văn bản và bản quét (*.pdf *.tif *.tiff *.png *.jpg *.jpeg *.eml)"),
        )  # fmt: skip
        self.take([Path(name) for name in names])

    def paste(self) -> None:
        """Take the files of the clipboard."""
        self.take(files_of(QGuiApplication.clipboard().mimeData()))

    def take(self, paths: list[Path]) -> None:
        """Keep files in the tray; those that cannot be taken are named, the others are taken all the same."""
        if not paths:
            return
        intake = self._work.intake

        def go() -> list[tuple[str, VofficeError]]:
            wrong: list[tuple[str, VofficeError]] = []
            for path in paths:
                try:
                    intake.add(path.name, path.read_bytes(), "drop", str(path.parent))
                except VofficeError as error:
                    wrong.append((path.name, error))
                except OSError:
                    wrong.append((path.name, DocumentFault("file_unreadable")))
            return wrong

        def done(wrong: list[tuple[str, VofficeError]]) -> None:
            if wrong:
                name, error = wrong[0]
                self.said.emit(self.tr("Không nhận được {name}: {why}").format(name=name, why=sentence(error).what))
            self.tray_changed.emit()

        self._context.tasks.run("net", go, done, self.failed.emit, owner=self)


def files_of(mime: QMimeData) -> list[Path]:
    """The files of this machine that were dropped or copied."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
