"""The find bar: what to look for, how many hits there are, back and forth."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from voffice_desktop.ui.reader.buttons import IconButton, IconSource
from voffice_desktop.ui.reader.page_view import PageView


class FindBar(QWidget):
    """Drives the search of a page view."""

    closed = Signal()

    def __init__(self, view: PageView, icons: IconSource | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._jump = True
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Tìm trong văn bản"))
        self.field.setAccessibleName(self.tr("Tìm trong văn bản"))
        self.field.setMinimumHeight(44)
        self.marks = QCheckBox(self.tr("Đúng dấu"), self)
        self.count = QLabel(self)
        self.count.setMinimumWidth(70)
        before = IconButton(icons, "chevron_left", self.tr("Chỗ trước"), keys="Shift+Enter", text="<")
        after = IconButton(icons, "chevron_right", self.tr("Chỗ sau"), keys="Enter", text=">")
        close = IconButton(icons, "dismiss", self.tr("Đóng tìm kiếm"), keys="Esc", text="×")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.field, 1)
        for widget in (self.count, self.marks, before, after, close):
            row.addWidget(widget)
        self._typed = QTimer(self, singleShot=True, interval=120)
        self._typed.timeout.connect(self.search)
        self.field.textChanged.connect(self._typed.start)
        self.marks.toggled.connect(self.search)
        before.clicked.connect(self.previous)
        after.clicked.connect(self.next)
        close.clicked.connect(self.close_bar)
        self.field.installEventFilter(self)
        view.words.listeners.append(self._page_came)

    def open_bar(self) -> None:
        """Show and take the focus; a selection of one line becomes the query."""
        chosen = self._view.words.selected_text()
        if chosen and "\n" not in chosen:
            self.field.setText(chosen)
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hide and unmark the hits."""
        self._view.words.stop_search()
        self._view.viewport().update()
        self.hide()
        self.closed.emit()

    def search(self) -> None:
        """Search for what is typed now, from the page that is shown."""
        self._typed.stop()
        self._jump = True
        self._view.words.search(self.field.text(), self.marks.isChecked(), len(self._view.sizes))
        self._hits_changed()

    def next(self) -> None:
        """The next hit, around the end."""
        self._go(1)

    def previous(self) -> None:
        """The hit before, around the start."""
        self._go(-1)

    def _go(self, step: int) -> None:
        if self._typed.isActive():
            self.search()
            return
        words = self._view.words
        if words.hits:
            words.current = (words.current + step) % len(words.hits)
            self._show_current()

    def _page_came(self, page: int) -> None:
        if self._view.words.query:
            self._hits_changed()

    def _hits_changed(self) -> None:
        words = self._view.words
        if self._jump and words.hits:
            after = [number for number, hit in enumerate(words.hits) if hit.page >= self._view.page]
            if after or words.searched() == len(self._view.sizes):
                words.current = after[0] if after else 0
                self._jump = False
                self._show_current()
        self._tell()
        self._view.viewport().update()

    def _show_current(self) -> None:
        words = self._view.words
        hit = words.hits[words.current]
        x0, y0, x1, y1 = hit.boxes[0]
        self._view.show_rect(hit.page, QRectF(x0, y0, x1 - x0, y1 - y0))
        self._view.viewport().update()
        self._tell()

    def _tell(self) -> None:
        words = self._view.words
        if not words.query:
            self.count.setText("")
        elif words.hits:
            self.count.setText(f"{words.current + 1}/{len(words.hits)}")
        elif words.searched() < len(self._view.sizes):
            self.count.setText(self.tr("Đang tìm…"))
        else:
            self.count.setText(self.tr("Không thấy"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in enter:
            return bool(super().eventFilter(watched, event))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.previous()
        else:
            self.next()
        return True
