"""The program in the system's tray: state and count, news without a word of any document, and the way back.

Only where the system has a tray; without one, closing the window ends the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from voffice_desktop.services.values import SyncStatus
from voffice_desktop.ui.announcements import Announcements
from voffice_desktop.ui.bell_panel import Notice
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.places import LISTED
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.top_bar import paint_mark
from voffice_desktop.ui.words import number

_SIDE = 64


class Tray(QObject):
    """One window's icon in the tray. Make it only where ``possible()``."""

    ended = Signal()
    """The user asked for the end of the program."""

    def __init__(self, context: Context, window: MainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._count = 0
        self._spoken_of: Sequence[Notice] = ()
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu()
        self._open = self.menu.addAction("")
        self._open.triggered.connect(self.bring_back)
        self._sync = self.menu.addAction("")
        self._sync.triggered.connect(window.synchronise)
        self.menu.addSeparator()
        self._end = self.menu.addAction("")
        self._end.triggered.connect(self.ended)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self._open_news)
        self._news = Announcements(context, self)
        self._news.announced.connect(self._tell)
        window.bell_panel.looked.connect(self._news.look)
        window.bell_panel.counted.connect(self._set_count)
        context.bridge.status.connect(self._say_status)
        window.keeps_running = self._hide
        self.retranslate()
        self.icon.show()

    @staticmethod
    def possible() -> bool:
        """Whether this system has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def retranslate(self) -> None:
        """Say everything again."""
        self._open.setText(self.tr("Mở voffice"))
        self._sync.setText(self.tr("Đồng bộ ngay"))
        self._end.setText(self.tr("Thoát"))
        self._show()

    def bring_back(self) -> None:
        """Show the window where it was."""
        cast("QApplication", QApplication.instance()).setQuitOnLastWindowClosed(True)
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def close(self) -> None:
        """Take the icon away; the window ends with its cross again."""
        cast("QApplication", QApplication.instance()).setQuitOnLastWindowClosed(True)
        self._window.keeps_running = None
        self.icon.hide()
        self.menu.deleteLater()

    def _hide(self) -> bool:
        """What the window's cross does: hide, unless the user chose otherwise. The first time it is explained."""
        kept = self._context.preferences
        if not (kept.flag("stay_in_tray", True) and self.icon.isVisible() and self.possible()):
            return False
        # A dialog that closes later must not end the program just because no other window is seen.
        cast("QApplication", QApplication.instance()).setQuitOnLastWindowClosed(False)
        self._window.hide()
        if not kept.flag("tray_explained"):
            kept.put("tray_explained", True)
            self.icon.showMessage(
                "voffice",
                self.tr(
                    "voffice vẫn chạy ở khay hệ thống để nhận văn bản mới. Bấm biểu tượng để mở lại, hoặc chọn Thoát."
                ),
                self.icon.icon(),
            )
        return True

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.bring_back()

    def _tell(self, text: str, notices: Sequence[Notice]) -> None:
        self._spoken_of = notices
        self.icon.showMessage("voffice", text, self.icon.icon())

    def _open_news(self) -> None:
        """A click on the message: its one record, or the bell where it spoke of several."""
        self.bring_back()
        notices, self._spoken_of = self._spoken_of, ()
        if len(notices) == 1 and notices[0].kind in LISTED:
            self._window.open_record(notices[0].kind, notices[0].id)
        elif notices and not self._window.bell_panel.isVisible():
            self._window.bell_panel.open_below(self._window.top.bell)

    def _set_count(self, count: int) -> None:
        self._count = count
        self._show()

    def _say_status(self, _status: SyncStatus) -> None:
        self._show()

    def _show(self) -> None:
        self.icon.setIcon(tray_icon(self._context.theme, self._count))
        state = self._window.top.sync.text()
        count = self.tr("{count} hồ sơ cần xem").format(count=number(self._count)) if self._count else ""
        self.icon.setToolTip("\n".join(each for each in ("voffice", state, count) if each))


def tray_icon(theme: ThemeEngine, count: int) -> QIcon:
    """The mark, with a red badge that counts up to 99."""
    pixmap = QPixmap(_SIDE, _SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_mark(painter, theme, _SIDE)
    if count:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours.danger))
        badge = QRectF(_SIDE * 0.4, 0, _SIDE * 0.6, _SIDE * 0.5)
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        font = painter.font()
        font.setBold(True)
        font.setPixelSize(int(_SIDE * 0.4))
        painter.setFont(font)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(min(count, 99)))
    painter.end()
    return QIcon(pixmap)
