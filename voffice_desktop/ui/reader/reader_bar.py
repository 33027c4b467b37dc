"""The bar over the pages: drawer, pages, zoom, find, full screen, and the rest in a menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from voffice_desktop.ui.reader.buttons import IconButton, IconSource


class ReaderBar(QFrame):
    """Holds the buttons; the reader says what they do."""

    def __init__(self, icons: IconSource | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerBar")
        self.setProperty("look", "header")
        self.setFixedHeight(56)
        self.drawer_button = IconButton(icons, "panel_left", self.tr("Trang thu nhỏ và mục lục"), text="☰")
        self.drawer_button.setCheckable(True)
        self.back_button = IconButton(icons, "chevron_left", self.tr("Trang trước"), keys="PgUp", text="‹")
        self.page_button = QToolButton(self)
        self.page_button.setAutoRaise(True)
        self.page_button.setMinimumSize(64, 44)
        self.page_button.setToolTip(self.tr("Đến trang") + " (Ctrl+G)")
        self.page_button.setAccessibleName(self.tr("Đến trang"))
        self.forward_button = IconButton(icons, "chevron_right", self.tr("Trang sau"), keys="PgDn", text="›")
        self.zoom_button = QToolButton(self)
        self.zoom_button.setAutoRaise(True)
        self.zoom_button.setMinimumSize(84, 44)
        self.zoom_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.zoom_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom_button.setAccessibleName(self.tr("Thu phóng"))
        self.zoom_button.setToolTip(self.tr("Thu phóng"))
        self.find_button = IconButton(icons, "search", self.tr("Tìm trong văn bản"), keys="Ctrl+F", text="⌕")
        self.full_button = IconButton(icons, "full_screen_maximize", self.tr("Toàn màn hình"), keys="F11", text="⛶")
        self.more_button = IconButton(icons, "more_horizontal", self.tr("Việc khác"), text="⋯")
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 6, 8, 6)
        self.row.setSpacing(2)
        for widget in (self.drawer_button, self.back_button, self.page_button, self.forward_button, self.zoom_button):
            self.row.addWidget(widget)
        self.row.addStretch(1)
        for widget in (self.find_button, self.full_button, self.more_button):
            self.row.addWidget(widget)
        self.spare: list[QWidget] = [self.full_button, self.forward_button, self.back_button]
        """What gives way in a narrow bar, in this order; all of it stands in the menu or has a key."""

    def host(self, left: QWidget, right: QWidget) -> None:
        """Take in the buttons of whoever shows the reader: one bar over the pages, not two."""
        self.row.insertWidget(0, left)
        self.row.addWidget(right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Hide what is spare until nothing is squeezed."""
        margins = self.row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        widgets = [item.widget() for at in range(self.row.count()) if (item := self.row.itemAt(at)) is not None]
        wide = {id(each): max(each.minimumWidth(), each.sizeHint().width()) for each in widgets if each is not None}
        needed = sum(
            wide[id(each)] + self.row.spacing()
            for each in widgets
            if each is not None and (each in self.spare or not each.isHidden())
        )
        for each in self.spare:
            fits = needed <= room
            each.setVisible(fits)
            needed -= 0 if fits else wide[id(each)] + self.row.spacing()

    def enable(self, shown: bool) -> None:
        """Whether there is a document to act on."""
        for button in (self.page_button, self.zoom_button, self.find_button, self.full_button, self.drawer_button):
            button.setEnabled(shown)
