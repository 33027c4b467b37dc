"""What a pane shows instead of its content: empty, loading, error."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from voffice_desktop.errors import VofficeError
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.theme.engine import ThemeEngine


class Notice(QWidget):
    """A large icon, one sentence, a second one if needed, and at most two buttons."""

    def __init__(self, theme: ThemeEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = ""
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._what = label("", "h2", wrap=True)
        self._why = label("", "second", wrap=True)
        for each in (self._what, self._why):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._main = Button(theme, "", look="primary")
        self._more = Button(theme, "")
        self._main.clicked.connect(lambda: self._act and self._act())
        self._more.clicked.connect(lambda: self._other and self._other())
        self._act: Callable[[], None] | None = None
        self._other: Callable[[], None] | None = None
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self._more)
        buttons.addWidget(self._main)
        buttons.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(12)
        box.addStretch()
        box.addWidget(self._picture)
        box.addWidget(self._what)
        box.addWidget(self._why)
        box.addLayout(buttons)
        box.addStretch()
        theme.changed.connect(self._paint_icon)

    def say(
        self,
        icon: str,
        what: str,
        why: str = "",
        action: str = "",
        act: Callable[[], None] | None = None,
        other: str = "",
        do_other: Callable[[], None] | None = None,
    ) -> None:
        """Show these words; a button appears where both its caption and its act are given."""
        self._icon = icon
        self._what.setText(what)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._act, self._other = act, do_other
        self._main.setText(action)
        self._main.setVisible(bool(action and act))
        self._more.setText(other)
        self._more.setVisible(bool(other and do_other))
        self._paint_icon()

    def text(self) -> str:
        """The sentence that is shown."""
        return self._what.text()

    def say_error(self, error: VofficeError, retry: Callable[[], None] | None = None) -> None:
        """Show an error's sentence, with *Thử lại* and the details to copy."""
        words = sentence(error)
        self.say(
            "error_circle",
            words.what,
            words.next,
            self.tr("Thử lại"),
            retry,
            self.tr("Chép chi tiết"),
            lambda: QGuiApplication.clipboard().setText(str(error)),
        )

    def _paint_icon(self) -> None:
        if self._icon:
            self._picture.setPixmap(self._theme.icon(self._icon, self._theme.colours.text3, 48))


class LoadingRows(QWidget):
    """Six grey rows of real height; no spinner."""

    def __init__(self, theme: ThemeEngine, height: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self.setAccessibleName(self.tr("Đang tải danh sách"))

    def sizeHint(self) -> QSize:
        return QSize(200, 6 * self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.neutral_soft))
        tall = self._height()
        wide = self.width() - 52
        for row in range(6):
            top = row * tall + 12
            for offset, part, thick in ((0, 0.4, 10), (20, 0.95, 12), (40, 0.7, 12), (64, 0.3, 18)):
                painter.drawRoundedRect(QRectF(26, top + offset * tall / 106, wide * part, thick), 4, 4)
        painter.end()
