"""The sync sheet: what the chip means, what waits, and *Đồng bộ ngay*."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from voffice_desktop.services.values import SyncStatus
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.top_bar import status_chip
from voffice_desktop.ui.words import moment, number


class SyncSheet(QFrame):
    """A popup below the chip; Esc or a click beside it closes it."""

    attention_asked = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._context = context
        self.setProperty("look", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = context.theme
        self._title = label("", "h2", wrap=True)
        self._lines = label("", "second", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Tiến độ đồng bộ"))
        self._attention = Button(theme, self.tr("Xem lại"), "warning", "danger")
        self._attention.clicked.connect(self._to_attention)
        self._now = Button(theme, self.tr("Đồng bộ ngay"), "arrow_sync", "primary")
        self._now.clicked.connect(context.desk.sync.now)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self._attention)
        row.addWidget(self._now)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        box.addWidget(self._title)
        box.addWidget(self._bar)
        box.addWidget(self._lines)
        box.addLayout(row)
        self.setMinimumWidth(theme.px(340))

    def show_status(self, status: SyncStatus) -> None:
        """Say this state at length."""
        self._title.setText(status_chip(status, self._context.clock()).text)
        self._bar.setVisible(status.state == "syncing")
        self._bar.setRange(0, status.total)
        self._bar.setValue(status.done)
        lines = []
        if status.at:
            lines.append(self.tr("Lần đồng bộ gần nhất: {time}.").format(time=moment(status.at)))
        if status.offline_since:
            since = moment(status.offline_since)
            lines.append(self.tr("Không thấy máy chủ từ {time}. Vẫn đọc và xử lý được.").format(time=since))
        if status.pending:
            count = number(status.pending)
            lines.append(self.tr("{count} thay đổi chờ gửi; sẽ tự gửi khi có mạng.").format(count=count))
        if status.blocked:
            count = number(status.blocked)
            lines.append(self.tr("{count} việc máy chủ chưa nhận, cần xem lại.").format(count=count))
        self._lines.setText("\n".join(lines) or self.tr("Mọi thay đổi đã được gửi."))
        self._attention.setVisible(bool(status.blocked))

    def _to_attention(self) -> None:
        self.close()
        self.attention_asked.emit()
