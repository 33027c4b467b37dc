"""The check before a trip: whether the files are here, and whether access and certificates last until the return."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from voffice_desktop.services.trips import TripCheck, Trips
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.trip_card import TripCard, day_edit, day_of
from voffice_desktop.ui.words import VIETNAM, day, number

_WEEK = 7


class TripCheckCard(TripCard):
    """Asks for the day of return and says, line by line, what is ready and what is not."""

    def __init__(self, context: Context, trips: Trips) -> None:
        super().__init__(QCoreApplication.translate("TripCheckCard", "Kiểm tra trước chuyến đi"))
        self._context = context
        self._trips = trips
        today = context.clock().astimezone(VIETNAM).date()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self.tr("Ngày về"), "meta"))
        self._return = day_edit(self.tr("Ngày về"), today + timedelta(days=_WEEK))
        row.addWidget(self._return)
        self._ask = Button(context.theme, self.tr("Kiểm tra"), "checkmark_circle")
        self._ask.clicked.connect(self._check)
        row.addWidget(self._ask)
        row.addStretch(1)
        self.box.addLayout(row)
        self._verdict = QVBoxLayout()
        self._verdict.setSpacing(4)
        self.box.addLayout(self._verdict)

    @property
    def back(self) -> date:
        """The day of return."""
        return day_of(self._return)

    def _check(self) -> None:
        back = self.back
        self._context.tasks.run(
            "read", lambda: self._trips.check(back), self._show_check, self.failed.emit, owner=self
        )

    def _show_check(self, check: TripCheck) -> None:
        while (old := self._verdict.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        for good, text in self._lines(check):
            self._verdict.addWidget(self._line(good, text))

    def _line(self, good: bool, text: str) -> QWidget:
        """One finding: its sign says it too, not the colour alone."""
        theme = self._context.theme
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        sign = QLabel()
        ink = theme.colours.ok_text if good else theme.colours.warn_text
        sign.setPixmap(theme.icon("checkmark_circle" if good else "warning", ink, 16, filled=True))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, "ok" if good else "warn", wrap=True), 1)
        return line

    def _lines(self, check: TripCheck) -> list[tuple[bool, str]]:
        lines = []
        if check.files_missing:
            missing = self.tr("Còn thiếu {count} tệp: chờ tải xong trước khi đi.")
            lines.append((False, missing.format(count=number(check.files_missing))))
        else:
            lines.append((True, self.tr("Mọi tệp của chuyến đi đã có trên máy.")))
        lease = day(check.lease_until)
        if check.lease_lasts:
            lines.append((True, self.tr("Dữ liệu trên máy mở được đến hết {day}.").format(day=lease)))
        else:
            text = self.tr("Dữ liệu trên máy chỉ mở được đến {day}: đồng bộ ngay trước khi đi, hoặc về sớm hơn.")
            lines.append((False, text.format(day=lease or "-")))
        session = day(check.session_until)
        if not check.session_lasts:
            text = self.tr("Phiên đăng nhập hết hạn {day}: khi có mạng lại sẽ hỏi mật khẩu.")
            lines.append((False, text.format(day=session)))
        elif session:
            lines.append((True, self.tr("Phiên đăng nhập còn hạn đến {day}.").format(day=session)))
        if check.password_needed:
            lines.append((True, self.tr("Mở chương trình khi không có mạng sẽ hỏi mật khẩu: hãy nhớ mang theo.")))
        else:
            lines.append((True, self.tr("Mở chương trình khi không có mạng không cần mật khẩu.")))
        for one in check.certificates:
            if one.lasts:
                text = self.tr("Chứng thư ký của {name} còn hạn đến {day}.")
            else:
                text = self.tr("Chứng thư ký của {name} hết hạn {day}, trước ngày về: gia hạn trước khi đi.")
            lines.append((one.lasts, text.format(name=one.name, day=day(one.until))))
        if check.blocked:
            text = self.tr("{count} việc cần xem lại trong Cần chú ý.")
            lines.append((False, text.format(count=number(check.blocked))))
        if check.pending:
            text = self.tr("{count} thay đổi chưa gửi: đồng bộ trước khi đi thì hơn.")
            lines.append((False, text.format(count=number(check.pending))))
        if check.over_budget:
            lines.append((False, self.tr("Tệp của chuyến đi lớn hơn dung lượng dành cho tệp; vẫn được giữ đủ.")))
        if check.ready:
            lines.append((True, self.tr("Sẵn sàng lên đường.")))
        return lines
