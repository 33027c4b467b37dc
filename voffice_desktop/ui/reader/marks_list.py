"""The jump list: every mark and note with a small picture, and whose layers are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from voffice_desktop.domain.records import Annotation
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.ink_paint import InkPainter
from voffice_desktop.ui.reader.mark_author import mark_author

_PICTURE: Final = QSize(72, 44)
_MOST: Final = 500
_DOT: Final = 14


class MarksList(QWidget):
    """Shows the marks of one book."""

    chosen = Signal(object)
    """An ``Annotation`` to go to."""

    def __init__(self, painter: InkPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._painter = painter
        self._book: InkBook | None = None
        self.name_of: Callable[[str], str] = lambda author_id: author_id
        """Gives the name of an author by id."""
        self.authors = QWidget(self)
        self._author_column = QVBoxLayout(self.authors)
        self._author_column.setContentsMargins(8, 4, 8, 4)
        self.list = QListWidget(self)
        self.list.setIconSize(_PICTURE)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Bút phê và ghi chú"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.authors)
        self.empty = QLabel(self.tr("Chưa có bút phê nào trên tệp này."), self)
        self.empty.setWordWrap(True)
        self.empty.setProperty("type", "second")
        self.empty.setContentsMargins(10, 12, 10, 12)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self.list.itemClicked.connect(self._clicked)
        self.list.itemActivated.connect(self._clicked)

    def show_book(self, book: InkBook | None) -> None:
        """List the marks of a book anew."""
        self._book = book
        self.list.clear()
        while self._author_column.count():
            item = self._author_column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        empty = book is None or not book.all()
        self.empty.setVisible(empty)
        self.list.setVisible(not empty)
        if book is None:
            return
        for author in book.authors():
            box = QCheckBox(self.name_of(author), self.authors)
            box.setChecked(author not in book.hidden)
            box.setIcon(QIcon(_dot(book.colour_of(author))))
            box.setToolTip(self.tr("Hiện hoặc ẩn bút phê của người này"))
            box.toggled.connect(lambda shown, author=author: book.show_author(author, shown))
            self._author_column.addWidget(box)
        for mark in book.all()[:_MOST]:
            item_text = self.tr("Trang {0} · {1}").format(mark.page, mark_author(mark, self.name_of))
            if mark.file_revision is not None and mark.file_revision != book.revision:
                item_text += " · " + self.tr("lần trình {0}, đã khóa").format(mark.file_revision)
            if mark.text:
                item_text += f"\n{mark.text[:80]}"
            row = QListWidgetItem(QIcon(self.picture(mark)), item_text)
            row.setData(Qt.ItemDataRole.UserRole, mark)
            self.list.addItem(row)

    def picture(self, mark: Annotation) -> QPixmap:
        """The mark alone on white, scaled to fit."""
        return picture_of(self._painter, mark, _PICTURE)

    def _clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def picture_of(looks: InkPainter, mark: Annotation, size: QSize) -> QPixmap:
    """A mark alone on white, scaled to fit, sharp on dense screens."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.white)
    box = looks.box(mark)
    scale = min(size.width() / max(1.0, box.width()), size.height() / max(1.0, box.height()), 1.5)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(size.width() / 2, size.height() / 2)
    painter.scale(scale, scale)
    painter.translate(-box.center())
    looks.draw(painter, mark)
    painter.end()
    return pixmap


def _dot(colour: str) -> QPixmap:
    pixmap = QPixmap(_DOT, _DOT)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(1, 1, _DOT - 2, _DOT - 2)
    painter.end()
    return pixmap
