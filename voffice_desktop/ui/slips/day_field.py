"""A day that may stay empty: typed as ``dd/MM/yyyy`` (also ``5/12``) or picked from a calendar, Monday first."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from voffice_desktop.ui.controls import IconButton, restyle
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.words import VIETNAM, day

_TYPED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?")
_PLUS = re.compile(r"\+(\d{1,3})")


def day_typed(text: str, today: date) -> date | None:
    """The day that a person typed; without a year the next such day, ``+3`` three days on. None: no day."""
    bare = text.strip()
    plus = _PLUS.fullmatch(bare)
    if plus is not None:
        return today + timedelta(days=int(plus.group(1)))
    found = _TYPED.fullmatch(bare)
    if found is None:
        return None
    numbers = int(found.group(1)), int(found.group(2))
    try:
        if found.group(3):
            year = int(found.group(3))
            return date(year + 2000 if year < 100 else year, numbers[1], numbers[0])
        near = date(today.year, numbers[1], numbers[0])
        return near if near >= today else date(today.year + 1, numbers[1], numbers[0])
    except ValueError:
        return None


class DayField(QWidget):
    """The field with its calendar button. ``value`` is ``YYYY-MM-DD`` or empty."""

    changed = Signal()

    def __init__(self, theme: ThemeEngine, name: str, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("dd/mm/yyyy")
        self.edit.setAccessibleName(name)
        self._button = IconButton(theme, "calendar", f"{self.tr('Chọn ngày')}: {name}")
        self._button.clicked.connect(self._show_calendar)
        self._kept = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.edit, 1)
        row.addWidget(self._button)
        self.edit.editingFinished.connect(self._settle)
        self.setFocusProxy(self.edit)

    def value(self) -> str:
        """The day, or an empty text for none or for what is no day."""
        found = day_typed(self.edit.text(), self._today())
        if found is None:
            return ""
        # A due time inside the day is kept while the day itself was not touched.
        return self._kept if self._kept and day(self._kept) == found.strftime("%d/%m/%Y") else found.isoformat()

    def set_value(self, text: str | None) -> None:
        """Show a day or moment as the records hold it."""
        self._kept = text or ""
        self.edit.setText(day(text))
        self._mark(False)

    def is_wrong(self) -> bool:
        """Whether something stands there that is no day."""
        return bool(self.edit.text().strip()) and not self.value()

    def _today(self) -> date:
        return self._clock().astimezone(VIETNAM).date()

    def _settle(self) -> None:
        found = day_typed(self.edit.text(), self._today())
        if found is not None:
            self.edit.setText(found.strftime("%d/%m/%Y"))
        self._mark(self.is_wrong())
        self.changed.emit()

    def _mark(self, wrong: bool) -> None:
        self.edit.setProperty("wrong", wrong)
        restyle(self.edit)

    def _show_calendar(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale("vi_VN"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        now = day_typed(self.edit.text(), self._today()) or self._today()
        calendar.setSelectedDate(QDate(now.year, now.month, now.day))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)

        def take(chosen: QDate) -> None:
            self.edit.setText(date(chosen.year(), chosen.month(), chosen.day()).strftime("%d/%m/%Y"))
            menu.close()
            self._settle()

        calendar.clicked.connect(take)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
