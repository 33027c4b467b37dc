"""An earlier revision of the file beside the present one: its pages and its frozen ink, to read and not to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from voffice_desktop.pdf.render_answers import Fault, Opened
from voffice_desktop.qt.page_images import PageImages
from voffice_desktop.services.values import FileEntry
from voffice_desktop.ui.reader.buttons import IconButton
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.ink_layer import InkLayer
from voffice_desktop.ui.reader.page_view import PageView
from voffice_desktop.ui.reader.sentences import fault_sentence

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader


class Beside(QWidget):
    """A second view in the reader; it follows the page that is read."""

    closed = Signal()

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self.images = PageImages(reader.renderer, self)
        self.view = PageView(self.images, reader.view.mark, self)
        self.view.setAccessibleName(self.tr("Bản trình trước, chỉ xem"))
        self.layer = InkLayer(self.view)
        self._reader = reader
        self._entry: FileEntry | None = None
        header = QFrame(self)
        header.setProperty("look", "banner-info")
        row = QHBoxLayout(header)
        row.setContentsMargins(12, 0, 2, 0)
        self.caption = QLabel(header)
        self.caption.setProperty("type", "label")
        close = IconButton(reader.icons, "dismiss", self.tr("Đóng bản trình trước"), text="×", parent=header)
        close.clicked.connect(self.close_file)
        row.addWidget(self.caption, 1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.view, 1)
        reader.view.page_changed.connect(self._follow)
        self.hide()

    @property
    def document(self) -> str:
        """Id of the file that is shown."""
        return self.view.document

    def show_file(self, entry: FileEntry, loader: Callable[[], bytes], book: InkBook | None) -> None:
        """Open an earlier file; ``book`` belongs to nobody here, so nothing in it can be changed."""
        self.close_file()
        self._entry = entry
        self.view.mark = self._reader.view.mark
        said = self.tr("Lần trình {0} · chỉ xem").format(entry.file.revision or 1)
        self.caption.setText(said)
        self.caption.setToolTip(entry.file.name)
        self.show()

        def opened(answer: Opened | Fault) -> None:
            if isinstance(answer, Fault):
                self.caption.setText(fault_sentence(answer.code)[0])
                return
            self.view.show_document(entry.file.id, answer.pages, answer.sizes)
            self.layer.show(book)
            self._follow(self._reader.view.page)

        self.images.open(entry.file.id, loader, opened)

    def close_file(self) -> None:
        """Put the earlier revision away."""
        if self._entry is None:
            return
        self.layer.show(None)
        self.view.clear()
        self.images.close_document(self._entry.file.id)
        self._entry = None
        self.hide()
        self.closed.emit()

    def _follow(self, page: int) -> None:
        if self.view.document and page < len(self.view.sizes):
            self.view.go_to(page)
