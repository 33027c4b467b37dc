"""The line above every page that says for whom this user acts now, or that somebody acts for them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from voffice_desktop.domain.substitution import shown_end
from voffice_desktop.services.substitutes import Handover, Substitutes
from voffice_desktop.services.values import Changed
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label

_LONGEST = 60 * 60 * 1000
"""Milliseconds: a longer wait is cut, so that a clock that is set right is noticed."""


class StandingBanner(QFrame):
    """Hidden while nobody stands in for anybody. It wakes at the moment at which a delegation begins or ends."""

    def __init__(self, context: Context, show_screen: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._substitutes = Substitutes(context.desk, context.clock)
        self.setProperty("look", "banner-info")
        self._text = label("", "body", wrap=True)
        self._more = Button(context.theme, self.tr("Xem"), "people_team")
        self._more.clicked.connect(show_screen)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)
        self.hide()
        context.bridge.changed.connect(self._on_changed)
        self.look()

    def text(self) -> str:
        """What is said."""
        return self._text.text() if not self.isHidden() else ""

    def look(self) -> None:
        """Read who stands in for whom."""
        found = self._substitutes

        def read() -> tuple[list[Handover], list[Handover], float | None]:
            return found.standing_for(), found.away(), found.next_turn()

        self._context.tasks.run("read", read, self._show, owner=self)

    def retranslate(self) -> None:
        """Say it again in the language that was just loaded."""
        self._more.setText(self.tr("Xem"))
        self.look()

    def _show(self, found: tuple[list[Handover], list[Handover], float | None]) -> None:
        standing, away, seconds = found
        lines = [
            self.tr("Đang thay mặt {name} đến hết {time}.").format(name=each.principal, time=shown_end(each.entry))
            for each in standing
        ]
        lines += [
            self.tr("{name} đang thay mặt bạn đến hết {time}.").format(
                name=each.substitute, time=shown_end(each.entry)
            )
            for each in away
        ]
        self._text.setText("\n".join(lines))
        self.setVisible(bool(lines))
        self._timer.stop()
        if seconds is not None:
            # One second later: the moment itself has then passed on both sides.
            self._timer.start(min(_LONGEST, int(seconds * 1000) + 1000))

    def _turn(self) -> None:
        """A delegation begins or ends now: acts and rows follow, and the server is asked for the rest."""
        desk = self._context.desk
        if desk.stand_now is not None:
            self._context.tasks.run("act", desk.stand_now, lambda _none: self.look(), owner=self)
        desk.sync.now()

    def _on_changed(self, change: Changed) -> None:
        if change.kind == "user":
            self.look()
