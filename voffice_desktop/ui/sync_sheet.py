"""The sync sheet: what the chip means, what waits, and *Đồng bộ ngay*."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from voffice_desktop.errors import Transient, VofficeError
from voffice_desktop.services.values import SyncStatus
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.messages import clock_words
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.top_bar import status_chip
from voffice_desktop.ui.words import moment, number

_SAID_OTHERWISE = frozenset({"resync_shrinks", "server_unreachable", "busy"})


class SyncSheet(QFrame):
    """A popup below the chip; Esc or a click beside it closes it."""

    attention_asked = Signal()
    trip_asked = Signal()
    said = Signal(str)

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
        self._accept = Button(theme, self.tr("Nhận bản của máy chủ"), "", "danger")
        self._accept.clicked.connect(self._accept_shrink)
        self._trip = Button(theme, self.tr("Đi công tác"), "airplane")
        self._trip.clicked.connect(self._to_trip)
        self._question = label("", "danger", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._trip)
        row.addStretch()
        row.addWidget(self._attention)
        row.addWidget(self._now)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        box.addWidget(self._title)
        box.addWidget(self._bar)
        box.addWidget(self._lines)
        box.addWidget(self._question)
        box.addWidget(self._accept)
        box.addLayout(row)
        self.setMinimumWidth(theme.px(440))

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
        if status.trouble == "not_our_server":
            lines.append(
                self.tr(
                    "Mạng này trả lời thay cho máy chủ, thường là trang đăng nhập Wi-Fi. Mở trình duyệt để đăng nhập"
                    " mạng; thay đổi chờ gửi sẽ tự gửi sau đó."
                )
            )
        elif status.trouble and status.trouble not in _SAID_OTHERWISE:
            lines.append(sentence(Transient(status.trouble)).text)
        if status.pending:
            count = number(status.pending)
            lines.append(self.tr("{count} thay đổi chờ gửi; sẽ tự gửi khi có mạng.").format(count=count))
        if status.blocked:
            count = number(status.blocked)
            lines.append(self.tr("{count} việc máy chủ chưa nhận, cần xem lại.").format(count=count))
        if status.clock_off:
            lines.append(clock_words(status.clock_off))
        self._lines.setText("\n".join(lines) or self.tr("Mọi thay đổi đã được gửi."))
        self._attention.setVisible(bool(status.blocked))
        shrinks = status.shrinks
        self._question.setVisible(shrinks is not None)
        self._accept.setVisible(shrinks is not None)
        if shrinks is not None:
            text = self.tr(
                "Máy chủ chỉ còn {left} trong {have} mục đang có trên máy này. Dữ liệu trên máy giữ nguyên cho đến"
                " khi bạn đồng ý; hãy hỏi quản trị nếu không rõ vì sao."
            )
            self._question.setText(text.format(have=number(shrinks[0]), left=number(shrinks[1])))

    def _accept_shrink(self) -> None:
        self._accept.set_busy(True)

        def done(_: object) -> None:
            self._accept.set_busy(False)
            self.said.emit(self.tr("Đã nhận bản của máy chủ."))

        def failed(error: VofficeError) -> None:
            self._accept.set_busy(False)
            self.said.emit(sentence(error).text)

        self._context.tasks.run("net", self._context.desk.sync.accept_shrink, done, failed, owner=self)

    def _to_trip(self) -> None:
        self.close()
        self.trip_asked.emit()

    def _to_attention(self) -> None:
        self.close()
        self.attention_asked.emit()
