"""What is told outside the window: new reasons of the bell's records, by the user's switches and quiet hours.

Never a word of a document: a locked screen shows these, so they count and name kinds only.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal

from voffice_desktop.domain.reminders import quiet
from voffice_desktop.ui.bell_panel import Notice
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.words import number

REASONS = ("refused", "urgent", "returned", "assigned", "soon")
"""Kinds of news, each with a switch ``announce_REASON``; what is late already was told before."""
QUIET_FROM, QUIET_TO = "18:00", "07:00"


class QuietHours:
    """The user's quiet hours, in Vietnam time; off until chosen."""

    def __init__(self, preferences: Preferences) -> None:
        self._kept = preferences

    @property
    def on(self) -> bool:
        """Whether they were chosen."""
        return self._kept.flag("quiet_hours")

    @property
    def begin(self) -> str:
        """``HH:MM``."""
        return self._kept.text("quiet_from", QUIET_FROM)

    @property
    def end(self) -> str:
        """``HH:MM``; before ``begin`` it is that of the next day."""
        return self._kept.text("quiet_to", QUIET_TO)


class Announcements(QObject):
    """Compares each look of the bell with the one before and says what is new, once."""

    announced = Signal(str, object)
    """A sentence, and the notices that it speaks of."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._hours = QuietHours(context.preferences)
        self._known: set[tuple[str, str]] | None = None

    def look(self, notices: Sequence[Notice]) -> None:
        """Take what the bell shows now. The first look tells nothing: the window itself has just shown it."""
        present = {(each.id, reason) for each in notices for reason in each.reasons}
        if self._known is None:
            self._known = present
            return
        if self._hours.on and quiet(self._context.clock(), self._hours.begin, self._hours.end):
            self._known &= present  # what comes meanwhile is told when the quiet hours end
            return
        wanted = {each for each in REASONS if self._context.preferences.flag(f"announce_{each}", True)}
        fresh = [
            (each, next(reason for reason in each.reasons if reason in wanted))
            for each in notices
            if any(reason in wanted and (each.id, reason) not in self._known for reason in each.reasons)
        ]
        self._known = present
        if fresh:
            self.announced.emit(self._sentence([reason for _, reason in fresh]), [each for each, _ in fresh])

    def _sentence(self, reasons: Sequence[str]) -> str:
        words = reason_words()
        parts = [f"{number(reasons.count(each))} {words[each]}" for each in REASONS if each in reasons]
        return self.tr("Có {what}.").format(what=", ".join(parts))


def reason_words() -> dict[str, str]:
    """Each kind of news as it follows a count."""

    def worded(text: str) -> str:
        return QCoreApplication.translate("announcements", text)

    return {
        "refused": worded("việc máy chủ chưa nhận"),
        "urgent": worded("văn bản khẩn chưa đọc"),
        "returned": worded("phiếu bị trả lại"),
        "assigned": worded("việc mới giao"),
        "soon": worded("việc sắp đến hạn"),
    }
