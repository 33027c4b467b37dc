"""Tells reminders in the window: the morning's digest, and what is due within a working hour."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from voffice_desktop.services.reminding import Reminders, Reminding
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.words import due_day

_EVERY = 60_000
_FIRST = 20_000
Say = Callable[[str, str, Callable[[], None]], None]
"""(sentence, what a button says, what it does)."""


class ReminderBell(QObject):
    """Looks once a minute; nothing is looked up twice at the same time."""

    def __init__(
        self, context: Context, say: Say, open_record: Callable[[str, str], None], go_home: Callable[[], None]
    ) -> None:
        super().__init__()
        self._context = context
        self._say = say
        self._open = open_record
        self._home = go_home
        self._reminding = Reminding(context.desk, context.clock)
        self._timer = QTimer(self)
        self._timer.setInterval(_FIRST)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Ask what is to be told now."""
        self._timer.setInterval(_EVERY)
        self._context.tasks.run("read", self._reminding.now, self.tell, owner=self)

    def tell(self, found: Reminders) -> None:
        """Say it; what presses comes before the digest."""
        if found.digest is not None:
            said = self.tr("Hôm nay có {count} việc đến hạn, {number} việc đã quá hạn.")
            text = said.format(count=found.digest.today, number=found.digest.late)
            self._say(text, self.tr("Xem"), self._home)
        for each in found.pressing:
            hour = due_day(each.due)[1] or "17:30"
            text = self.tr("Sắp đến hạn {time}: {name}").format(time=hour, name=each.title)
            self._say(text, self.tr("Mở"), partial(self._open, each.kind, each.id))
