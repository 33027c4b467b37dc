"""*Lịch làm việc*: the year's days off with Tết in its place, and what the agency has decided otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from voffice_desktop.domain.calendar import VIETNAM, YEARS
from voffice_desktop.domain.records import Actor
from voffice_desktop.services.day_table import DayLine, DayTable, Decision
from voffice_desktop.services.values import Changed
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, IconButton, frame, label
from voffice_desktop.ui.narrow_column import narrow_column
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.slips.day_field import DayField

KEY = "working-days"
_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


def place() -> Place:
    """Where it stands in the navigation."""
    name = QCoreApplication.translate("places", "Lịch làm việc")
    return Place(KEY, name, QCoreApplication.translate("places", "Lịch"), "calendar", bottom=True)


def allowed(who: Actor) -> bool:
    """Administrators decide; everybody else sees the outcome in due dates."""
    return "admin" in who.roles


class WorkingDaysScreen(Screen):
    """One year at a time. A change goes to the server at once and from there to every desk."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._table = DayTable(context.desk)
        self._shown: list[DayLine] | None = None
        theme = context.theme
        column = narrow_column(self, theme, spacing=12)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Lịch làm việc"), "h1"), 1)
        self.year = QComboBox()
        self.year.setAccessibleName(self.tr("Năm"))
        for each in YEARS:
            self.year.addItem(str(each), each)
        today = context.clock().astimezone(VIETNAM).date()
        self.year.setCurrentIndex(max(0, self.year.findData(today.year)))
        self.year.activated.connect(lambda _at: self.refresh())
        head.addWidget(self.year)
        column.addLayout(head)
        said = self.tr("Hạn xử lý, quá hạn và nhắc việc tính theo ngày làm việc của lịch này.")
        column.addWidget(label(said, "second", wrap=True))
        column.addWidget(self._form())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        card = frame("card")
        card.setLayout(self._lines)
        column.addWidget(card)
        column.addStretch(1)
        context.bridge.changed.connect(self._on_changed)

    def _form(self) -> QWidget:
        theme = self._context.theme
        card = frame("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 10, 16, 10)
        self.day = DayField(theme, self.tr("Ngày"), self._context.clock)
        self.decision = QComboBox()
        self.decision.setAccessibleName(self.tr("Quyết định"))
        for key, text in self._decisions().items():
            self.decision.addItem(text, key)
        self.add = Button(theme, self.tr("Thêm"), "add", "primary")
        self.add.clicked.connect(self._add)
        self.day.changed.connect(self._judge)
        row.addWidget(self.day, 1)
        row.addWidget(self.decision, 1)
        row.addWidget(self.add)
        self._judge()
        return card

    def _decisions(self) -> dict[Decision, str]:
        return {
            "holidays": self.tr("Nghỉ thêm"),
            "working_days": self.tr("Làm bù"),
            "not_holidays": self.tr("Không nghỉ ngày lễ này"),
        }

    def _judge(self) -> None:
        self.add.explain("" if self.day.value() else self.tr("Ghi ngày trước."))

    def refresh(self) -> None:
        """Show the table of the chosen year."""
        found = self._table.lines(int(self.year.currentData()))
        if found == self._shown:
            return
        self._shown = found
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in found:
            self._lines.addWidget(self._line(each))

    def _line(self, each: DayLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 6, 8, 6)
        weekday = QCoreApplication.translate("weekdays", _WEEKDAYS[each.on.weekday()])
        day = label(each.on.strftime("%d/%m/%Y"), "strong")
        day.setFixedWidth(self._context.theme.px(110))
        row.addWidget(day)
        week = label(weekday, "second")
        week.setFixedWidth(self._context.theme.px(90))
        row.addWidget(week)
        what = self._decisions()[each.decision] if each.decision else (self.tr("Nghỉ bù") if each.given else "")
        name = QCoreApplication.translate("holidays", each.name) if each.name else ""
        row.addWidget(label(" · ".join(part for part in (name, what) if part), "body", wrap=True), 1)
        if each.decision:
            drop = IconButton(self._context.theme, "dismiss", self.tr("Bỏ quyết định"))
            drop.clicked.connect(lambda _=False, on=each.on: self._run(lambda: self._table.drop(on)))
            row.addWidget(drop)
        else:
            holder.setMinimumHeight(self._context.theme.px(44))
        return holder

    def _add(self) -> None:
        on, decision = date.fromisoformat(self.day.value()[:10]), self.decision.currentData()
        self.day.set_value(None)
        self._judge()
        self._run(lambda: self._table.put(on, decision))

    def _run(self, work: Callable[[], None]) -> None:
        self._context.tasks.run(
            "net", work, lambda _none: self.said.emit(self.tr("Đã đổi lịch làm việc.")), self.failed.emit, owner=self
        )

    def _on_changed(self, change: Changed) -> None:
        if change.kind == "unit" and self.isVisible():
            self.refresh()
