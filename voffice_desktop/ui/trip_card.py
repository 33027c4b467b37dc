"""One card of the trip screen: its title, the column below it, and the day fields of the cards."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QFrame, QVBoxLayout

from voffice_desktop.ui.controls import label


class TripCard(QFrame):
    """A titled card; what it holds goes into ``box``."""

    failed = Signal(object)
    """A ``VofficeError``."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 14, 16, 14)
        self.box.setSpacing(8)
        self.box.addWidget(label(title, "h2"))


def day_edit(name: str, value: date) -> QDateEdit:
    """A field for a day, with a calendar; ``name`` is what a screen reader says."""
    edit = QDateEdit(QDate(value.year, value.month, value.day))
    edit.setDisplayFormat("dd/MM/yyyy")
    edit.setCalendarPopup(True)
    edit.setAccessibleName(name)
    return edit


def day_of(edit: QDateEdit) -> date:
    """The day that a field holds."""
    found = edit.date()
    return date(found.year(), found.month(), found.day())
