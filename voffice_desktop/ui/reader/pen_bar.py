"""The pen bar: tools, two inks at hand, more by long press. It stands in a gutter of its own, never over the page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QMenu, QToolButton, QWidget

from voffice_desktop.ui.reader.buttons import IconButton, IconSource
from voffice_desktop.ui.reader.ink_button import INKS, LONG_MS, InkButton

GUTTER: Final = 76
WIDTH: Final = 58
_STEP: Final = 46


class PenBar(QFrame):
    """Chooses a tool by name: select, pen, pencil, highlight, underline, …"""

    tool_chosen = Signal(str)
    ink_chosen = Signal(str, float)
    favourites_changed = Signal()
    opinion_chosen = Signal(str)
    left_handed_chosen = Signal(bool)
    finger_chosen = Signal(bool)
    opinions_edited = Signal()

    def __init__(self, icons: IconSource | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("penBar")
        self.setProperty("look", "penbar")
        self.setAccessibleName(self.tr("Thanh bút"))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, IconButton] = {}
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._column.setContentsMargins(6, 6, 6, 6)
        self._column.setSpacing(2)
        for name, icon, caption, keys in (
            ("select", "cursor", self.tr("Chọn"), "V"),
            ("pen", "pen", self.tr("Bút"), "B"),
            ("highlight", "highlight", self.tr("Tô sáng"), "H"),
            ("eraser", "eraser", self.tr("Tẩy"), "E"),
            ("lasso", "lasso", self.tr("Chọn vùng"), "L"),
            ("note", "text_t", self.tr("Ghi chú chữ"), "T"),
            ("stamp", "signature", self.tr("Mẫu bút phê"), "S"),
        ):
            button = IconButton(icons, icon, caption, keys=keys, icon_side=24, parent=self)
            button.setCheckable(True)
            self._group.addButton(button)
            self.buttons[name] = button
            button.clicked.connect(lambda _=False, name=name: self.tool_chosen.emit(name))
            self._column.addWidget(button)
        self._more(icons)
        self._line = QFrame(self)
        self._line.setProperty("look", "line")
        self._column.addWidget(self._line)
        self.inks = [InkButton(INKS[0], 1.6, self), InkButton(INKS[1], 1.6, self)]
        inks = QButtonGroup(self)
        for ink in self.inks:
            inks.addButton(ink)
            self._column.addWidget(ink)
            ink.clicked.connect(lambda _=False, ink=ink: self.ink_chosen.emit(ink.color, ink.width_points))
            ink.favourite_changed.connect(lambda ink=ink: self._favourite(ink))
        self.inks[0].setChecked(True)
        self._held = QTimer(self, singleShot=True, interval=LONG_MS)
        self._held.timeout.connect(self.offer_erasers)
        self.buttons["stamp"].installEventFilter(self)
        self.buttons["eraser"].installEventFilter(self)
        self.opinions: tuple[str, ...] = ()
        self.set_upright(True)

    def _more(self, icons: IconSource | None) -> None:
        more = IconButton(icons, "more_horizontal", self.tr("Công cụ khác"), icon_side=24, text="⋯", parent=self)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        self._hidden_tools: dict[str, QAction] = {}
        for name in ("select", "highlight", "lasso", "note", "stamp"):
            action = menu.addAction(self.buttons[name].accessibleName())
            action.triggered.connect(lambda _=False, name=name: self._chosen(name))
            self._hidden_tools[name] = action
        for name, caption in (
            ("pencil", self.tr("Bút chì")),
            ("underline", self.tr("Gạch chân chữ")),
            ("strikeout", self.tr("Gạch bỏ chữ")),
            ("arrow", self.tr("Mũi tên")),
            ("rectangle", self.tr("Hình chữ nhật")),
            ("ellipse", self.tr("Hình elip")),
            ("tick", self.tr("Dấu tích")),
            ("cross", self.tr("Dấu chéo")),
            ("area_eraser", self.tr("Tẩy một phần nét")),
        ):
            menu.addAction(caption).triggered.connect(lambda _=False, name=name: self.tool_chosen.emit(name))
        menu.addSeparator()
        self.finger = menu.addAction(self.tr("Vẽ bằng ngón tay"))
        self.left_handed = menu.addAction(self.tr("Thuận tay trái"))
        for action, told in ((self.finger, self.finger_chosen), (self.left_handed, self.left_handed_chosen)):
            action.setCheckable(True)
            action.toggled.connect(told)
        menu.aboutToShow.connect(self._look)
        more.setMenu(menu)
        self.more = more
        self._column.addWidget(more)

    def _look(self) -> None:
        for name, action in self._hidden_tools.items():
            action.setVisible(self.buttons[name].isHidden())

    def _chosen(self, name: str) -> None:
        self.tool_chosen.emit(name)
        if name == "stamp" and self.opinions:
            self.offer_opinions()

    def set_upright(self, upright: bool) -> None:
        """Stand beside the page, or lie under it."""
        way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        self._column.setDirection(way)
        size = self._line
        size.setMinimumSize(0 if upright else 1, 1 if upright else 0)
        size.setMaximumSize(*((16777215, 1) if upright else (1, 16777215)))
        if upright:
            self.setFixedWidth(WIDTH)
            self.setMaximumHeight(16777215)
            self.setMinimumHeight(0)
        else:
            self.setFixedHeight(WIDTH)
            self.setMaximumWidth(16777215)
            self.setMinimumWidth(0)

    def make_room(self, length: int) -> None:
        """Hide tools into the menu until the bar is no longer than ``length`` logical pixels."""
        spare = ("note", "lasso", "stamp", "highlight", "select")
        needed = (len(self.buttons) + 1 + len(self.inks)) * _STEP + 17
        for name in spare:
            hide = needed > length
            self.buttons[name].setHidden(hide)
            needed -= _STEP if hide else 0

    def show_tool(self, name: str) -> None:
        """Check the button of a tool; tools of the menu check the button that opens it."""
        self._group.setExclusive(False)
        for other, button in self.buttons.items():
            button.setChecked(other == ("eraser" if name == "area_eraser" else name))
        self._group.setExclusive(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.buttons["stamp"] and kind == QEvent.Type.MouseButtonRelease and self.opinions:
            self.offer_opinions()
        if watched is self.buttons["eraser"]:
            if kind == QEvent.Type.MouseButtonPress:
                self._held.start()
            elif kind == QEvent.Type.MouseButtonRelease:
                self._held.stop()
            elif kind == QEvent.Type.ContextMenu:
                self.offer_erasers()
        return bool(super().eventFilter(watched, event))

    def offer_erasers(self) -> None:
        """Whole strokes, or what the eraser covers."""
        self._held.stop()
        self.buttons["eraser"].setDown(False)
        menu = self._popup()
        menu.addAction(self.tr("Tẩy cả nét"), lambda: self.tool_chosen.emit("eraser"))
        menu.addAction(self.tr("Tẩy một phần nét") + "\tShift", lambda: self.tool_chosen.emit("area_eraser"))
        menu.popup(self.buttons["eraser"].mapToGlobal(self.buttons["eraser"].rect().bottomLeft()))

    def offer_opinions(self) -> None:
        """Let the user pick a standard opinion."""
        menu = self._popup()
        for words in self.opinions:
            menu.addAction(words).triggered.connect(lambda _=False, words=words: self.opinion_chosen.emit(words))
        menu.addSeparator()
        menu.addAction(self.tr("Soạn mẫu của tôi…"), self.opinions_edited.emit)
        place = self.buttons["stamp"] if self.buttons["stamp"].isVisible() else self.more
        menu.popup(place.mapToGlobal(place.rect().bottomLeft()))

    def favourites(self) -> list[tuple[str, float]]:
        """Colour and width of each ink button, to be remembered."""
        return [(ink.color, ink.width_points) for ink in self.inks]

    def set_favourites(self, favourites: list[tuple[str, float]]) -> None:
        """Put remembered inks back."""
        for ink, (color, width) in zip(self.inks, favourites, strict=False):
            ink.show_ink(color, width)

    def _favourite(self, ink: InkButton) -> None:
        self.favourites_changed.emit()
        self.ink_chosen.emit(ink.color, ink.width_points)

    def _popup(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
