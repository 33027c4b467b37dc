"""What is kept on this machine: the room that files take, and how the network is counted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from voffice_desktop.services.keeping import Kept
from voffice_desktop.services.trips import Trips
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.trip_card import TripCard
from voffice_desktop.ui.words import number, size

_BUDGETS = (500_000_000, 1_000_000_000, 2_000_000_000, 5_000_000_000, 20_000_000_000)


class KeptCard(TripCard):
    """The room used and allowed, and the two choices about it."""

    def __init__(self, context: Context, trips: Trips) -> None:
        super().__init__(QCoreApplication.translate("KeptCard", "Trên máy này"))
        self._context = context
        self._trips = trips
        self._used = label("", "second", wrap=True)
        self._pause = Button(context.theme, self.tr("Tạm dừng"))
        self._pause.clicked.connect(lambda: self._set(lambda: self._trips.pause(not self._paused)))
        self._paused = False
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._used, 1)
        top.addWidget(self._pause)
        self.box.addLayout(top)
        self._budget = QComboBox()
        for amount in _BUDGETS:
            self._budget.addItem(size(amount), amount)
        self._metered = QComboBox()
        for key, text in (
            ("auto", self.tr("Theo hệ thống")),
            ("yes", self.tr("Tính theo dung lượng")),
            ("no", self.tr("Không giới hạn")),
        ):
            self._metered.addItem(text, key)
        for caption, combo in (
            (self.tr("Dung lượng dành cho tệp"), self._budget),
            (self.tr("Kết nối mạng"), self._metered),
        ):
            combo.setAccessibleName(caption)
            combo.setMinimumWidth(context.theme.px(200))
            row = QHBoxLayout()
            row.addWidget(label(caption, "body"), 1)
            row.addWidget(combo)
            self.box.addLayout(row)
        self._budget.activated.connect(
            lambda _: self._set(lambda: self._trips.set_budget(self._budget.currentData()))
        )
        self._metered.activated.connect(
            lambda _: self._set(lambda: self._trips.set_metered(self._metered.currentData()))
        )
        note = self.tr("Khi mạng tính theo dung lượng, chỉ tải tệp bạn mở và tệp của chuyến đi.")
        self.box.addWidget(label(note, "meta", wrap=True))

    def _set(self, act: Callable[[], None]) -> None:
        self._context.tasks.run("act", act, lambda _: self.refresh(), self.failed.emit, owner=self)

    def refresh(self) -> None:
        """Read what the files take and what they may take."""
        self._context.tasks.run("read", self._trips.kept, self._show_kept, self.failed.emit, owner=self)

    def _show_kept(self, kept: Kept) -> None:
        self._paused = kept.paused
        self._pause.setText(self.tr("Tải tiếp") if kept.paused else self.tr("Tạm dừng"))
        self._pause.setVisible(kept.paused or kept.waiting > 0)
        text = self.tr("Tệp đang chiếm {used} trên {budget}.")
        words = [text.format(used=size(kept.used), budget=size(kept.budget))]
        if kept.waiting:
            waiting = (
                self.tr("Đang tạm dừng; còn {count} tệp.") if kept.paused else self.tr("Còn {count} tệp sẽ tải.")
            )
            words.append(waiting.format(count=number(kept.waiting)))
        if kept.metered_now:
            words.append(self.tr("Mạng đang tính theo dung lượng."))
        self._used.setText(" ".join(words))
        at = self._budget.findData(kept.budget)
        if at < 0:
            self._budget.addItem(size(kept.budget), kept.budget)
            at = self._budget.count() - 1
        self._budget.setCurrentIndex(at)
        self._metered.setCurrentIndex(max(0, self._metered.findData(kept.metered)))
