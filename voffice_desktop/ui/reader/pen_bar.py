"""The pen bar: tools, two inks at hand, more by long press. It stands in a gutter of its own, never over the page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from voffice_desktop.ui.reader.buttons import IconButton, IconSource

GUTTER: Final = 76
WIDTH: Final = 58
INKS: Final = ("#1d4ed8", "#c62828", "#111827", "#15803d")
WIDTHS: Final = (0.5, 1.0, 1.6, 2.5, 4.0)
"""Points."""
_LONG_MS: Final = 450


class InkButton(QToolButton):
    """A dot of ink; a long press or the context menu offers other colours and widths for this favourite."""

    favourite_changed = Signal()

    def __init__(self, color: str, width: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.color, self.width_points = color, width
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setMinimumSize(44, 44)
        self._long = QTimer(self, singleShot=True, interval=_LONG_MS)
        self._long.timeout.connect(self.offer)
        self._name()

    def _name(self) -> None:
        names = {
            INKS[0]: self.tr("Mực xanh"),
            INKS[1]: self.tr("Mực đỏ"),
            INKS[2]: self.tr("Mực đen"),
            INKS[3]: self.tr("Mực lục"),
        }
        name = names.get(self.color, self.tr("Mực khác"))
        self.setAccessibleName(name)
        self.setToolTip(name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._long.start()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._long.stop()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.offer()

    def menu_of_choices(self) -> QMenu:
        """Widths, then colours."""
        menu = QMenu(self)
        for width in WIDTHS:
            action = menu.addAction(self.tr("Nét {0} pt").format(f"{width:g}".replace(".", ",")))
            self._offer(action, self.color, width)
        menu.addSeparator()
        for color, name in zip(INKS, (self.tr("Xanh"), self.tr("Đỏ"), self.tr("Đen"), self.tr("Lục")), strict=True):
            self._offer(menu.addAction(name), color, self.width_points)
        return menu

    def offer(self) -> None:
        """Show the choices."""
        self._long.stop()
        self.setDown(False)
        menu = self.menu_of_choices()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _offer(self, action: QAction, color: str, width: float) -> None:
        action.setCheckable(True)
        action.setChecked((color, width) == (self.color, self.width_points))
        action.triggered.connect(lambda: self.choose(color, width))

    def choose(self, color: str, width: float) -> None:
        """Make this the favourite from now on, and use it."""
        self.color, self.width_points = color, width
        self._name()
        self.update()
        self.setChecked(True)
        self.favourite_changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(44, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = 16 + self.width_points * 2.4
        dot = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.color))
        painter.drawEllipse(dot)
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawEllipse(dot.adjusted(-4, -4, 4, 4))
        painter.end()


class PenBar(QFrame):
    """Chooses a tool by name: select, pen, pencil, highlight, underline, …"""

    tool_chosen = Signal(str)
    ink_chosen = Signal(str, float)
    favourites_changed = Signal()
    opinion_chosen = Signal(str)

    def __init__(self, icons: IconSource | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("penBar")
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Thanh bút"))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, IconButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(2)
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
            column.addWidget(button)
        self._more(icons, column)
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        column.addWidget(line)
        self.inks = [InkButton(INKS[0], 1.6, self), InkButton(INKS[1], 1.6, self)]
        inks = QButtonGroup(self)
        for ink in self.inks:
            inks.addButton(ink)
            column.addWidget(ink)
            ink.clicked.connect(lambda _=False, ink=ink: self.ink_chosen.emit(ink.color, ink.width_points))
            ink.favourite_changed.connect(lambda ink=ink: self._favourite(ink))
        self.inks[0].setChecked(True)
        self.buttons["stamp"].installEventFilter(self)
        self.opinions: tuple[str, ...] = ()

    def _more(self, icons: IconSource | None, column: QVBoxLayout) -> None:
        more = IconButton(icons, "more_horizontal", self.tr("Công cụ khác"), icon_side=24, text="⋯", parent=self)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
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
        more.setMenu(menu)
        self.more = more
        column.addWidget(more)

    def show_tool(self, name: str) -> None:
        """Check the button of a tool; tools of the menu check the button that opens it."""
        self._group.setExclusive(False)
        for other, button in self.buttons.items():
            button.setChecked(other == name)
        self._group.setExclusive(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.buttons["stamp"] and event.type() == QEvent.Type.MouseButtonRelease and self.opinions:
            self.offer_opinions()
        return bool(super().eventFilter(watched, event))

    def offer_opinions(self) -> None:
        """Let the user pick a standard opinion."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words in self.opinions:
            menu.addAction(words).triggered.connect(lambda _=False, words=words: self.opinion_chosen.emit(words))
        menu.popup(self.buttons["stamp"].mapToGlobal(self.buttons["stamp"].rect().bottomLeft()))

    def favourites(self) -> list[tuple[str, float]]:
        """Colour and width of each ink button, to be remembered."""
        return [(ink.color, ink.width_points) for ink in self.inks]

    def set_favourites(self, favourites: list[tuple[str, float]]) -> None:
        """Put remembered inks back."""
        for ink, (color, width) in zip(self.inks, favourites, strict=False):
            ink.color, ink.width_points = color, width
            ink.update()

    def _favourite(self, ink: InkButton) -> None:
        self.favourites_changed.emit()
        self.ink_chosen.emit(ink.color, ink.width_points)
