"""The top bar: mark and unit, search, state of synchronisation, bell, and who is signed in."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QIcon, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from voffice_desktop.services.values import SyncStatus
from voffice_desktop.ui.chips import Chip, Tone
from voffice_desktop.ui.controls import IconButton, label
from voffice_desktop.ui.shortcuts import shown
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.theme.tokens import TOP_BAR
from voffice_desktop.ui.words import initials, number, when

_TONES: dict[Tone, tuple[str, str]] = {
    "ok": ("ok_soft", "ok_text"),
    "info": ("primary_soft", "primary_text"),
    "warn": ("warn_soft", "warn_text"),
    "danger": ("danger_soft", "danger_text"),
}


def status_chip(status: SyncStatus, now: datetime) -> Chip:
    """What the sync chip says. It is never green while something is unresolved."""
    translate = QCoreApplication.translate
    if status.blocked:
        text = translate("sync", "{count} việc cần xem lại").format(count=number(status.blocked))
        return Chip(text, "danger", "warning")
    if status.shrinks is not None:
        return Chip(translate("sync", "Máy chủ thiếu dữ liệu · cần quyết định"), "danger", "warning")
    if status.state == "signed_out":
        return Chip(translate("sync", "Đã hết phiên · đăng nhập lại"), "warn", "lock_closed")
    if status.state == "offline":
        if status.pending:
            text = translate("sync", "Ngoại tuyến · {count} thay đổi chờ gửi").format(count=number(status.pending))
        else:
            since = when(status.offline_since, now) if status.offline_since else ""
            text = translate("sync", "Ngoại tuyến từ {time}").format(time=since) if since else ""
            text = text or translate("sync", "Ngoại tuyến")
        return Chip(text, "warn", "cloud_off")
    if status.state == "syncing":
        if status.total:
            text = translate("sync", "Đang đồng bộ {done}/{total}").format(
                done=number(status.done), total=number(status.total)
            )
        else:
            text = translate("sync", "Đang đồng bộ")
        return Chip(text, "info", "arrow_sync")
    if status.pending:
        text = translate("sync", "{count} thay đổi chờ gửi").format(count=number(status.pending))
        return Chip(text, "warn", "arrow_sync")
    if status.at:
        text = translate("sync", "Đã đồng bộ {time}").format(time=when(status.at, now))
        return Chip(text, "ok", "checkmark_circle")
    return Chip(translate("sync", "Chưa đồng bộ"), "warn", "arrow_sync")


class Mark(QWidget):
    """The mark: a white sheet with a tick on a blue rounded square."""

    def __init__(self, theme: ThemeEngine, side: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, self._theme, float(self.width()))
        painter.end()


def paint_mark(painter: QPainter, theme: ThemeEngine, side: float) -> None:
    """Paint the mark into a square whose upper left corner is the origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = side / 34
    ground = QLinearGradient(0, 0, 0, side)
    ground.setColorAt(0, QColor("#1F6FD0"))
    ground.setColorAt(1, QColor("#0B4FA8"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(0, 0, side, side), 8 * unit, 8 * unit)
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(QRectF(9 * unit, 7 * unit, 16 * unit, 20 * unit), 2.5 * unit, 2.5 * unit)
    pen = QPen(QColor("#0B5CAB"), 2.6 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = [QPointF(13, 17.5), QPointF(16, 20.5), QPointF(21.5, 14)]
    painter.drawPolyline([QPointF(each.x() * unit, each.y() * unit) for each in points])


class SyncChip(QAbstractButton):
    """The state of synchronisation in words; opens the sync sheet."""

    def __init__(self, theme: ThemeEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chip = Chip("", "info", "arrow_sync")
        self._share = 0.0
        self._narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_status(self, status: SyncStatus, now: datetime) -> None:
        """Say this state."""
        self._chip = status_chip(status, now)
        self._share = status.done / status.total if status.state == "syncing" and status.total else 0.0
        self.setText(self._chip.text)
        self.setAccessibleName(self._chip.text)
        self.setToolTip(self._chip.text)
        self.updateGeometry()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """The icon alone, where there is no room for words."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = 0 if self._narrow else QFontMetricsF(self._theme.font("label")).horizontalAdvance(self._chip.text) + 5
        return QSize(max(44, round(text + 16 + 20)), max(44, self._theme.sizes.control))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours = self._theme, self._theme.colours.as_dict()
        ground, ink = _TONES[self._chip.tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall = max(24, theme.line("label") + 6)
        box = QRectF(0.5, (self.height() - tall) / 2, self.width() - 1, tall)
        painter.setPen(QPen(QColor(colours[ink]), 1) if theme.name == "contrast" else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(colours[ground]))
        painter.drawRoundedRect(box, 6, 6)
        painter.drawPixmap(
            QPointF(8, self.height() / 2 - 8), theme.icon(self._chip.icon, colours[ink], 16, filled=True)
        )
        if not self._narrow:
            painter.setFont(theme.font("label"))
            painter.setPen(QColor(colours[ink]))
            painter.drawText(
                QRectF(28, 0, self.width() - 32, self.height()), Qt.AlignmentFlag.AlignVCenter, self._chip.text
            )
        if self._share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours["primary"]))
            painter.drawRect(QRectF(box.left() + 4, box.bottom() - 2, (box.width() - 8) * min(1.0, self._share), 2))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours["focus"]), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()


class Identity(QAbstractButton):
    """The avatar with name and title; opens the user's menu."""

    def __init__(self, theme: ThemeEngine, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._title = title
        self._narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{name}, {title}" if title else name)
        self.setToolTip(self.accessibleName())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_narrow(self, narrow: bool) -> None:
        """The avatar alone."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._narrow:
            return QSize(44, 44)
        wide = max(
            QFontMetricsF(self._theme.font("label", 600)).horizontalAdvance(self._name),
            QFontMetricsF(self._theme.font("meta")).horizontalAdvance(self._title),
        )
        return QSize(min(48 + round(wide) + 8, self._theme.px(220)), 48)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(4, self.height() / 2 - 18, 36, 36)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.primary))
        painter.drawEllipse(circle)
        painter.setPen(QColor(colours.on_primary))
        painter.setFont(theme.font("meta", 700))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(self._name))
        if not self._narrow:
            room = self.width() - 50
            for font, tone, top, text in (
                (theme.font("label", 600), colours.text, 0.0, self._name),
                (theme.font("meta"), colours.text2, self.height() / 2 - 1, self._title),
            ):
                painter.setFont(font)
                painter.setPen(QColor(tone))
                line = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
                painter.drawText(
                    QRectF(48, top + 3, room + 2, self.height() / 2 - 3), Qt.AlignmentFlag.AlignVCenter, line
                )
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()


class TopBar(QFrame):
    """The bar of 60 at the top of the window."""

    menu_asked = Signal()

    def __init__(self, theme: ThemeEngine, unit: str, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "topbar")
        self.menu = IconButton(theme, "navigation", self.tr("Mở điều hướng"))
        self.menu.clicked.connect(self.menu_asked)
        self.menu.hide()
        self._unit = label(unit, "meta")
        self._names = QWidget()
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        names.addWidget(label("voffice", "title"))
        names.addWidget(self._unit)
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setMinimumWidth(280)
        self.search.setMaximumWidth(374)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._glass = QAction(self)
        self._glass.setEnabled(False)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._keys = label("", "meta", parent=self.search)
        self.search.installEventFilter(self)
        self.sync = SyncChip(theme)
        self.bell = IconButton(theme, "alert", self.tr("Thông báo và việc cần chú ý"), size=24)
        self.identity = Identity(theme, name, title)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(10)
        row.addWidget(self.menu)
        row.addWidget(Mark(theme))
        row.addWidget(self._names)
        self._gap = QWidget()
        row.addWidget(self._gap)
        row.addWidget(self.search, 3)
        row.addStretch(2)
        row.addWidget(self.sync)
        row.addSpacing(8)
        row.addWidget(self.bell)
        row.addSpacing(8)
        row.addWidget(self.identity)
        theme.changed.connect(self._on_theme)
        self.retranslate()
        self._on_theme()

    def retranslate(self) -> None:
        """Say everything again."""
        self.search.setPlaceholderText(self.tr("Tìm số, ký hiệu, trích yếu, nội dung…"))
        self.search.setAccessibleName(self.tr("Tìm kiếm"))
        self._keys.setText(shown("search"))
        self.menu.set_name(self.tr("Mở điều hướng"))
        self.bell.set_name(self.tr("Thông báo và việc cần chú ý"))

    def set_width_class(self, width: int, *, touch: bool) -> None:
        """Give up words where there is little room: names below 1000, words of the chip below 900."""
        self.menu.setVisible(width < 1000 and not touch)
        self._names.setVisible(width >= 760)
        self._gap.setFixedWidth(max(0, 24 if width >= 1280 else 8))
        self.identity.set_narrow(width < 900)
        self.sync.set_narrow(width < 760)
        self.search.setMinimumWidth(280 if width >= 1000 else 160)
        self.search.setMaximumWidth(560 if width >= 1600 else 374)

    def _on_theme(self) -> None:
        self.setFixedHeight(max(TOP_BAR, self._theme.line("label") + self._theme.line("meta") + 14))
        self._glass.setIcon(QIcon(self._theme.icon("search", self._theme.colours.text2, 20)))
        self._place_keys()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() in (
            QEvent.Type.Resize,
            QEvent.Type.FocusIn,
            QEvent.Type.FocusOut,
        ):
            self._place_keys()
        return False

    def _place_keys(self) -> None:
        self._keys.adjustSize()
        self._keys.move(
            self.search.width() - self._keys.width() - 14, (self.search.height() - self._keys.height()) // 2
        )
        self._keys.setVisible(not self.search.hasFocus() and self.search.width() > self._theme.px(330))
