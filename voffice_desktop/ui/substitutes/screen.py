"""*Ủy quyền / Vắng mặt*: hand one's desk over from a day to a day, see what was given and received, end it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from voffice_desktop.domain import substitution
from voffice_desktop.domain.records import Actor
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.substitutes import Handover, Substitutes
from voffice_desktop.services.values import Changed
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.narrow_column import narrow_column
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.slips.choosing import ChoiceBox, person_text
from voffice_desktop.ui.slips.day_field import DayField

KEY = "substitutes"


def allowed(who: Actor) -> bool:
    """Whoever has a desk that can be handed over, or arranges it for others, or may be asked to stand in."""
    return bool({*substitution.PRINCIPALS, "admin", "specialist"} & who.roles)


class SubstitutesScreen(Screen):
    """The form on top, what stands below. Giving and ending need the server; the rest is read from here."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.substitutes = Substitutes(context.desk, context.clock)
        column = narrow_column(self, context.theme, width=820)
        column.addWidget(label(self.tr("Ủy quyền, vắng mặt"), "h1"))
        said = self.tr(
            "Người được ủy quyền thấy bàn việc và xử lý thay trong thời hạn; mọi bước đều ghi rõ thay mặt ai. "
            "Ký số bằng khóa cá nhân không bao giờ ủy quyền được."
        )
        column.addWidget(label(said, "second", wrap=True))
        self.form = frame("card")
        self._fill_form()
        column.addWidget(self.form)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        column.addLayout(self._lines)
        column.addStretch(1)
        context.bridge.changed.connect(self._on_changed)

    def _fill_form(self) -> None:
        theme, clock = self._context.theme, self._context.clock
        box = QVBoxLayout(self.form)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(8)
        box.addWidget(label(self.tr("Lập ủy quyền"), "h2"))
        self.principal = ChoiceBox(self.tr("Người vắng mặt"), self.tr("Gõ tên để tìm"))
        self.principal.picked.connect(lambda _id: self._offer())
        self.substitute = ChoiceBox(self.tr("Người được ủy quyền"), self.tr("Gõ tên để tìm"))
        self.substitute.picked.connect(lambda _id: self._judge())
        self.first = DayField(theme, self.tr("Từ ngày"), clock)
        self.last = DayField(theme, self.tr("Đến hết ngày"), clock)
        self.first.changed.connect(self._judge)
        self.last.changed.connect(self._judge)
        self.note = QLineEdit()
        self.note.setMaxLength(500)
        self.note.setAccessibleName(self.tr("Lý do"))
        self.note.setPlaceholderText(self.tr("Công tác, nghỉ phép… (không bắt buộc)"))
        rows = QFormLayout()
        rows.setSpacing(8)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._whose = label(self.tr("Người vắng mặt"), "body")
        rows.addRow(self._whose, self.principal)
        rows.addRow(self.tr("Người được ủy quyền"), self.substitute)
        days = QHBoxLayout()
        days.addWidget(self.first, 1)
        days.addWidget(label(self.tr("đến hết"), "body"))
        days.addWidget(self.last, 1)
        rows.addRow(self.tr("Từ ngày"), days)
        rows.addRow(self.tr("Lý do"), self.note)
        box.addLayout(rows)
        self.wrong = label("", "warn", wrap=True)
        self.wrong.hide()
        box.addWidget(self.wrong)
        self.give = Button(theme, self.tr("Ủy quyền"), "people_team", "primary")
        self.give.clicked.connect(self._give)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.give)
        box.addLayout(row)

    # reading

    def refresh(self) -> None:
        """Read people and delegations again; what is being typed stays."""
        people = self.substitutes.principals()
        self.form.setVisible(bool(people))
        chosen = self.principal.value() or (people[0].id if len(people) == 1 else "")
        self.principal.set_choices([(person_text(each), each.id) for each in people], chosen)
        for widget in (self.principal, self._whose):
            widget.setVisible(len(people) > 1)
        self._offer()
        self._show_lines(self.substitutes.all())

    def _offer(self) -> None:
        """Those who may stand in for the chosen person."""
        found = self.substitutes.candidates(self.principal.value())
        known = {each.id for each in found}
        chosen = self.substitute.value()
        self.substitute.set_choices(
            [(person_text(each), each.id) for each in found], chosen if chosen in known else ""
        )
        self._judge()

    def _judge(self) -> None:
        """Whether it can be given, by the server's own rule, and if not, why."""
        days = self._days()
        if not self.principal.value() or not self.substitute.value() or days is None:
            self.give.explain(self.tr("Chọn người được ủy quyền và thời hạn."))
            self.wrong.hide()
            return
        refusal = self.substitutes.refusal(self.principal.value(), self.substitute.value(), *days)
        self.give.explain("" if refusal is None else refusal.reason)
        self.wrong.setText("" if refusal is None else refusal.reason)
        self.wrong.setVisible(refusal is not None)

    def _days(self) -> tuple[date, date] | None:
        first, last = self.first.value(), self.last.value()
        if not first or not last:
            return None
        return date.fromisoformat(first[:10]), date.fromisoformat(last[:10])

    def _show_lines(self, found: list[Handover]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not found:
            self._lines.addWidget(label(self.tr("Chưa có ủy quyền nào."), "second"))
        for each in found:
            self._lines.addWidget(self._line(each))

    def _line(self, each: Handover) -> QWidget:
        card = frame("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 10, 12, 10)
        words = QVBoxLayout()
        words.setSpacing(2)
        said = self.tr("{substitute} thay mặt {principal}")
        names = said.format(substitute=each.substitute, principal=each.principal)
        words.addWidget(label(names, "strong", wrap=True))
        states = {
            "waiting": self.tr("Chưa đến hạn"),
            "in_force": self.tr("Đang hiệu lực"),
            "ended": self.tr("Đã hết hạn"),
            "revoked": self.tr("Đã thu hồi"),
        }
        parts = [each.period, states[each.state], each.entry.note]
        words.addWidget(label(" · ".join(part for part in parts if part), "meta", wrap=True))
        row.addLayout(words, 1)
        if each.may_revoke:
            end = Button(self._context.theme, self.tr("Thu hồi"), "dismiss", "danger")
            end.setAccessibleName(self.tr("Thu hồi ủy quyền: {name}").format(name=names))
            end.clicked.connect(lambda _=False, entry=each.entry.id: self._revoke(entry))
            row.addWidget(end)
        return card

    # acting

    def _give(self) -> None:
        days = self._days()
        if days is None:
            return
        found, principal, substitute = self.substitutes, self.principal.value(), self.substitute.value()
        note = " ".join(self.note.text().split())

        def done(_none: None) -> None:
            self.said.emit(self.tr("Đã lập ủy quyền."))
            self.substitute.choose("")
            self.first.set_value(None)
            self.last.set_value(None)
            self.note.clear()
            self._judge()

        self._run(lambda: found.give(principal, substitute, *days, note), done)

    def _revoke(self, delegation_id: str) -> None:
        found = self.substitutes
        self._run(lambda: found.revoke(delegation_id), lambda _none: self.said.emit(self.tr("Đã thu hồi ủy quyền.")))

    def _run(self, work: Callable[[], None], done: Callable[[None], None]) -> None:
        self.give.setEnabled(False)

        def failed(error: VofficeError) -> None:
            self._judge()
            self.failed.emit(error)

        self._context.tasks.run("net", work, done, failed, owner=self)

    def _on_changed(self, change: Changed) -> None:
        if change.kind == "user" and self.isVisible():
            self.refresh()
