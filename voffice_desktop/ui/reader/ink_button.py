"""A favourite ink of the pen bar: a dot of its colour and width, others by long press."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from voffice_desktop.ui.theme.tokens import INKS as TOKEN_INKS

INKS: Final = tuple(colour.lower() for colour in TOKEN_INKS)
WIDTHS: Final = (0.5, 1.0, 1.6, 2.5, 4.0)
"""Points."""
LONG_MS: Final = 450


class InkButton(QToolButton):
    """A dot of ink; a long press or the context menu offers other colours and widths for this favourite."""

    favourite_changed = Signal()

    def __init__(self, color: str, width: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.color, self.width_points = color, width
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setMinimumSize(44, 44)
        self._long = QTimer(self, singleShot=True, interval=LONG_MS)
        self._long.timeout.connect(self.offer)
        self._name()

    def _name(self) -> None:
        names = {
            INKS[0]: self.tr("Mực xanh"),
            INKS[1]: self.tr("Mực đỏ"),
            INKS[2]: self.tr("Mực đen"),
            INKS[3]: self.tr("Mực lục"),
        }
        width = f"{self.width_points:g}".replace(".", ",")
        name = self.tr("{0}, nét {1} pt").format(names.get(self.color, self.tr("Mực khác")), width)
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
        self.show_ink(color, width)
        self.setChecked(True)
        self.favourite_changed.emit()

    def show_ink(self, color: str, width: float) -> None:
        """Take a remembered favourite, without a signal."""
        self.color, self.width_points = color, width
        self._name()
        self.update()

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
