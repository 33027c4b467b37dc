"""The part of Cài đặt about news outside the window: the tray, kinds of news, quiet hours, start with the system."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSystemTrayIcon, QTimeEdit, QVBoxLayout, QWidget

from voffice_desktop.errors import VofficeError
from voffice_desktop.services import autostart
from voffice_desktop.ui.announcements import REASONS, QuietHours
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import frame, label
from voffice_desktop.ui.sentences import sentence


class NoticeCard(QWidget):
    """Each switch takes effect at once; what cannot be had here says why."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = context.preferences
        self._hours = QuietHours(self._kept)
        card = frame("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self._box = QVBoxLayout(card)
        self._box.setContentsMargins(16, 14, 16, 14)
        self._box.setSpacing(8)
        self._box.addWidget(label(self.tr("Thông báo"), "h2"))
        possible = QSystemTrayIcon.isSystemTrayAvailable()
        stay = self._switch(self.tr("Đóng cửa sổ thì chạy tiếp ở khay hệ thống"), "stay_in_tray", True)
        names = {
            "refused": self.tr("Báo việc máy chủ chưa nhận"),
            "urgent": self.tr("Báo văn bản khẩn mới đến"),
            "returned": self.tr("Báo phiếu bị trả lại"),
            "assigned": self.tr("Báo việc mới giao"),
            "soon": self.tr("Báo việc sắp đến hạn"),
        }
        switches = [stay, *(self._switch(names[each], f"announce_{each}", True) for each in REASONS)]
        if not possible:
            why = self.tr("Hệ thống này không có khay: thông báo chỉ hiện trong cửa sổ.")
            for each in switches:
                each.setEnabled(False)
                each.setToolTip(why)
                each.setAccessibleDescription(why)
            self._box.insertWidget(1, label(why, "second", wrap=True))
        self._add_quiet(possible)
        self._box.addWidget(
            label(self.tr("Thông báo chỉ nêu số lượng, không nêu nội dung văn bản."), "second", wrap=True)
        )
        self._start = QCheckBox(self.tr("Mở voffice khi đăng nhập vào máy"))
        self._start.setChecked(autostart.enabled())
        self._start.toggled.connect(self._choose_start)
        self._trouble = label("", "warn", wrap=True)
        self._trouble.setObjectName("start_trouble")
        self._trouble.hide()
        self._box.addWidget(self._start)
        self._box.addWidget(self._trouble)

    def _switch(self, text: str, name: str, default: bool) -> QCheckBox:
        made = QCheckBox(text)
        made.setChecked(self._kept.flag(name, default))
        made.toggled.connect(lambda on: self._kept.put(name, on))
        self._box.addWidget(made)
        return made

    def _add_quiet(self, possible: bool) -> None:
        row = QHBoxLayout()
        on = QCheckBox(self.tr("Giờ yên lặng, từ"))
        on.setChecked(self._hours.on)
        row.addWidget(on)
        times = []
        for name, text, value in (
            ("quiet_from", self.tr("Giờ yên lặng bắt đầu"), self._hours.begin),
            ("quiet_to", self.tr("Giờ yên lặng kết thúc"), self._hours.end),
        ):
            edit = QTimeEdit(QTime.fromString(value, "HH:mm"))
            edit.setDisplayFormat("HH:mm")
            edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
            edit.setAccessibleName(text)
            edit.lineEdit().setAccessibleName(text)
            edit.setEnabled(possible and self._hours.on)
            edit.timeChanged.connect(lambda at, name=name: self._kept.put(name, at.toString("HH:mm")))
            times.append(edit)
        row.addWidget(times[0])
        row.addWidget(label(self.tr("đến"), "body"))
        row.addWidget(times[1])
        row.addStretch(1)

        def choose(quiet: bool) -> None:
            self._kept.put("quiet_hours", quiet)
            for edit in times:
                edit.setEnabled(quiet)

        on.toggled.connect(choose)
        on.setEnabled(possible)
        self._box.addLayout(row)

    def _choose_start(self, on: bool) -> None:
        try:
            autostart.set_enabled(on)
            self._trouble.hide()
        except VofficeError as error:
            self._trouble.setText(sentence(error).text)
            self._trouble.show()
            self._start.blockSignals(True)
            self._start.setChecked(autostart.enabled())
            self._start.blockSignals(False)
