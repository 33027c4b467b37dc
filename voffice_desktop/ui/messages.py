"""Words that come and go: the snack bar over the reader, and banners above a pane."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from voffice_desktop.services.values import SyncStatus
from voffice_desktop.ui.controls import Button, label, restyle
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.words import moment, number


def announce(source: QObject, text: str) -> None:
    """Let a screen reader say a change politely."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, text))


def say_in(where: QLabel, tone: str, text: str) -> None:
    """Say what came of something in a label beside it; ``tone``: ``ok``, ``danger`` or another type of the sheet."""
    where.setProperty("type", tone)
    where.setText(text)
    where.show()
    restyle(where)
    announce(where, text)


class SnackBar(QFrame):
    """One sentence at the bottom, 6 seconds, 10 with an undo; it stays while hovered or focused."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("look", "snack")
        self._text = label("", wrap=True)
        self._button = QPushButton()
        self._button.clicked.connect(self._pressed)
        self._act: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 4, 4)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def stand_in(self, host: QWidget) -> None:
        """Lie over another part of the window: the one that is seen."""
        if host is self._host:
            return
        self._host.removeEventFilter(self)
        self._host = host
        self.setParent(host)
        host.installEventFilter(self)

    def say(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show a sentence, with one thing to do if given."""
        self._text.setText(text)
        self._act = act
        self._button.setText(action)
        self._button.setVisible(bool(action and act))
        self._place()
        self.show()
        self.raise_()
        self._timer.start(10_000 if act else 6_000)
        announce(self, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if not self._button.hasFocus():
            self._timer.start(3_000)

    def _place(self) -> None:
        host = self._host
        wide = min(520, host.width() - 32)
        self.setFixedWidth(max(160, wide))
        self.adjustSize()
        self.move((host.width() - self.width()) // 2, host.height() - self.height() - 16)

    def _pressed(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()


class Banner(QFrame):
    """A sentence above a pane that stays until its cause is gone."""

    def __init__(self, theme: ThemeEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel()
        self._text = label("", "label", wrap=True)
        self._button = Button(theme, "", look="link")
        self._button.clicked.connect(lambda: self._act and self._act())
        self._act: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 8, 2)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.setMinimumHeight(44)
        self.hide()

    def say(self, tone: str, icon: str, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show a sentence; ``tone`` is warn, danger or info."""
        self.setProperty("look", f"banner-{tone}")
        self._text.setProperty("type", tone)
        restyle(self)
        restyle(self._text)
        colours = self._theme.colours.as_dict()
        ink = {"warn": "warn_text", "danger": "danger_text", "info": "primary_text"}[tone]
        self._icon.setPixmap(self._theme.icon(icon, colours[ink], 20, filled=True))
        if self._text.text() != text or not self.isVisible():
            announce(self, text)
        self._text.setText(text)
        self._act = act
        self._button.setText(action)
        self._button.setVisible(bool(action and act))
        self.setVisible(True)

    def say_status(self, status: SyncStatus, sign_in: Callable[[], None], decide: Callable[[], None]) -> None:
        """Say what a state of synchronisation means for work; nothing while all is well."""
        if status.shrinks is not None:
            have, left = (number(count) for count in status.shrinks)
            text = self.tr(
                "Máy chủ chỉ còn {left} trong {have} mục. Dữ liệu trên máy giữ nguyên, chờ bạn quyết định."
            )
            self.say("danger", "warning", text.format(left=left, have=have), self.tr("Xem"), decide)
        elif status.state == "signed_out":
            text = self.tr("Phiên làm việc đã hết. Vẫn đọc và xử lý được trên máy; đăng nhập lại để gửi.")
            self.say("warn", "lock_closed", text, self.tr("Đăng nhập"), sign_in)
        elif status.state == "offline" and status.trouble == "not_our_server":
            text = self.tr(
                "Mạng này trả lời thay cho máy chủ, thường là trang đăng nhập Wi-Fi. Mở trình duyệt để đăng nhập"
                " mạng; thay đổi sẽ tự gửi sau đó."
            )
            self.say("warn", "cloud_off", text, self.tr("Xem"), decide)
        elif status.state == "offline" and status.offline_since:
            text = self.tr("Ngoại tuyến từ {time}. Vẫn đọc và xử lý được; thay đổi sẽ tự gửi khi có mạng.")
            self.say("warn", "cloud_off", text.format(time=moment(status.offline_since)))
        elif status.clock_off:
            self.say("warn", "clock", f"{clock_words(status.clock_off)} {self.tr('Ký số tạm bị chặn.')}")
        else:
            self.hide()


def clock_words(ahead: int) -> str:
    """That this machine's clock stands so many seconds ahead of the server's, or behind it, and what to do."""
    translate = QCoreApplication.translate
    minutes = abs(ahead) // 60
    if minutes >= 2 * 24 * 60:
        much = translate("clock", "{count} ngày").format(count=number(round(minutes / (24 * 60))))
    elif minutes >= 120:
        much = translate("clock", "{count} giờ").format(count=number(round(minutes / 60)))
    else:
        much = translate("clock", "{count} phút").format(count=number(minutes))
    text = (
        translate("clock", "Đồng hồ máy này nhanh {much} so với máy chủ; chỉnh lại ngày giờ của máy.")
        if ahead > 0
        else translate("clock", "Đồng hồ máy này chậm {much} so với máy chủ; chỉnh lại ngày giờ của máy.")
    )
    return text.format(much=much)
