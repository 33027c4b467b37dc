"""Giao xử lý, and a clerk's Trình: one lead, any helpers and readers, each with what they have in hand; due in
working days. By keyboard: name, Tab, name, Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from voffice_desktop.domain.calendar import VIETNAM, add_working_days
from voffice_desktop.domain.records import IncomingDocument, Unit, User
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.loads import Load, loads
from voffice_desktop.services.registering import Registering
from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.services.working_days import holidays
from voffice_desktop.ui.captions import desk_text
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.pick_field import PickField
from voffice_desktop.ui.reader.ink_summary import InkStrip, own_ink, typed_words

if TYPE_CHECKING:
    from voffice_desktop.ui.act_flow import ActFlow

Who = tuple[str, str]
"""(``user`` or ``unit``, id)."""
_DAYS = 7
_DIRECTING = frozenset({"unit_head", "department_head", "leader"})


class AssignDialog(Sheet):
    """``body()`` is the act's body once the dialog was accepted."""

    def __init__(self, context: Context, act: ActionState, detail: Detail, parent: QWidget | None = None) -> None:
        self._context = context
        self._record = detail.record
        me = context.desk.user
        self._hands_up = not _DIRECTING & set(me.roles)
        title = self.tr_title(desk_text(act.caption))
        super().__init__(context.theme, title, parent)
        self.setMaximumWidth(max(640, context.theme.px(640)))
        about = " · ".join(part for part in (detail.row.symbol, detail.row.party) if part)
        self.content.addWidget(label(about, "meta", wrap=True))
        self.content.addWidget(label(detail.row.title, "strong", wrap=True))
        self._loads: dict[str, Load] = {}
        self._helpers = _Many(context, self.tr("Phối hợp"), self._fresh)
        self._readers = _Many(context, self.tr("Nhận để biết"), self._fresh)
        self.lead = PickField(self.tr("Chủ trì (bắt buộc)"))
        self.lead.setPlaceholderText(self.tr("Gõ tên, có dấu hoặc không dấu"))
        self._field(self.tr("Trình") if self._hands_up else self.tr("Chủ trì (bắt buộc)"), self.lead)
        for many in (self._helpers, self._readers):
            self._field(many.name, many)
        self._days = QSpinBox()
        self._days.setRange(0, 250)
        self._days.setValue(_DAYS)
        self._days.setAccessibleName(self.tr("Hạn, số ngày làm việc"))
        self._days.setSpecialValueText(self.tr("không đặt hạn"))
        self._due = label("", "second")
        self._days.valueChanged.connect(self._show_due)
        row = QHBoxLayout()
        row.addWidget(self._days)
        row.addWidget(self._due, 1)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._field(self.tr("Hạn, số ngày làm việc"), holder)
        self.opinion = QPlainTextEdit()
        self.opinion.setTabChangesFocus(True)
        self.opinion.setFixedHeight(context.theme.px(76))
        self.opinion.setAccessibleName(self.tr("Ý kiến chỉ đạo"))
        self._ink = [] if self._hands_up else own_ink(detail, me.id)
        if self._ink:  # handwriting is asked for in letters too
            self.content.addWidget(InkStrip(self._ink))
            self.opinion.setPlainText(typed_words(self._ink))
        wanted = self.tr("Ý kiến chỉ đạo (bắt buộc)") if self._ink else self.tr("Ý kiến chỉ đạo")
        self._field(self.tr("Ý kiến") if self._hands_up else wanted, self.opinion)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        self.content.addWidget(self._error)
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        self.send = self.add_button(title, "primary", "arrow_forward")
        self.send.setToolTip("Ctrl+Enter")
        self.send.clicked.connect(self._submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._submit)
        self._show_due()
        self._fill()
        self._read_loads()
        self.lead.setFocus()
        self.lead.selectAll()

    def tr_title(self, verb: str) -> str:
        """The clerk hands up, others direct."""
        return QCoreApplication.translate("AssignDialog", "Trình") if self._hands_up else verb

    def body(self) -> dict[str, Any]:
        """The act's body as the contract wants it."""
        due = self._due_day()
        parts: list[dict[str, Any]] = []
        lead = self.lead.value()
        for who, role in (
            *([(lead, "lead")] if isinstance(lead, tuple) else []),
            *((one, "coordinate") for one in self._helpers.chosen),
            *((one, "inform") for one in self._readers.chosen),
        ):
            if any(part["assignee_id"] == who[1] for part in parts):
                continue
            part = {"assignee_kind": who[0], "assignee_id": who[1], "role": role}
            if due is not None and role != "inform":
                part["due"] = due.isoformat()
            parts.append(part)
        body: dict[str, Any] = {"assignments": parts}
        if self.opinion.toPlainText().strip():
            body["opinion"] = self.opinion.toPlainText().strip()
        return body

    # inside

    def _field(self, name: str, field: QWidget) -> None:
        caption = label(name, "meta")
        caption.setBuddy(field)
        self.content.addWidget(caption)
        self.content.addWidget(field)

    def _due_day(self) -> date | None:
        days = self._days.value()
        today = self._context.clock().astimezone(VIETNAM).date()
        return add_working_days(today, days, holidays(self._context.desk)) if days else None

    def _show_due(self) -> None:
        due = self._due_day()
        self._due.setText(self.tr("đến {day}").format(day=due.strftime("%d/%m/%Y")) if due is not None else "")

    def _people(self) -> list[tuple[Who, str]]:
        desk = self._context.desk
        me = desk.user
        users = [each for each in desk.directory.all("user") if isinstance(each, User) and not each.disabled]
        if self._hands_up:
            users = [each for each in users if _DIRECTING & set(each.roles)]
        near = sorted(users, key=lambda each: each.unit_id != me.unit_id)
        found: list[tuple[Who, str]] = [
            (("user", each.id), f"{each.full_name} · {each.title}" if each.title else each.full_name)
            for each in near
            if each.id != me.id
        ]
        units = [each for each in desk.directory.all("unit") if isinstance(each, Unit) and each.id != me.unit_id]
        return found + [(("unit", each.id), each.name) for each in units]

    def _fill(self) -> None:
        chosen = self.lead.value()
        choices: list[tuple[str, object]] = []
        for who, name in self._people():
            load = self._loads.get(who[1])
            if load is None:
                choices.append((name, who))
            else:
                text = self.tr("{name} · {open} đang làm, {late} quá hạn")
                choices.append((text.format(name=name, open=load.open, late=load.late), who))
        self.lead.set_choices(choices)
        for many in (self._helpers, self._readers):
            many.set_choices(choices)
        if chosen is not None:
            self.lead.choose(chosen)
        elif self._hands_up and not self.lead.text():
            head = next((who for who, _ in self._people() if self._is_head(who)), None)
            if head is not None:
                self.lead.choose(head)

    def _is_head(self, who: Who) -> bool:
        user = self._context.desk.directory.get("user", who[1]) if who[0] == "user" else None
        own = isinstance(user, User) and user.unit_id == self._context.desk.user.unit_id
        return own and isinstance(user, User) and bool({"unit_head", "leader"} & set(user.roles))

    def _read_loads(self) -> None:
        desk, today = self._context.desk, self._context.clock().astimezone(VIETNAM).date()

        def done(found: dict[str, Load]) -> None:
            self._loads = found
            self._fill()

        def failed(_: VofficeError) -> None:
            """Loads are a help, not a need."""

        self._context.tasks.run("read", lambda: loads(desk, today), done, failed, owner=self)

    def _fresh(self, who: Who) -> bool:
        return who != self.lead.value()

    def _submit(self) -> None:
        if not isinstance(self.lead.value(), tuple):
            found = self.lead.proposals(self.lead.text()) if self.lead.text().strip() else []
            if len(found) != 1:
                self._error.setText(self.tr("Cần chọn đúng một người hoặc đơn vị chủ trì trong danh sách."))
                self._error.show()
                self.lead.setFocus()
                return
            self.lead.setText(found[0])
        for many in (self._helpers, self._readers):
            many.take()
        if self._ink and not self.opinion.toPlainText().strip():
            self._error.setText(self.tr("Cần ghi tóm tắt bút phê bằng chữ."))
            self._error.show()
            self.opinion.setFocus()
            return
        self.accept()


class _Many(QWidget):
    """A field that gathers people; each stands below it with a button that takes it away."""

    def __init__(self, context: Context, name: str, allowed: Callable[[Who], bool]) -> None:
        super().__init__()
        self._context = context
        self._allowed = allowed
        self.name = name
        self.chosen: list[Who] = []
        self._names: dict[Who, str] = {}
        self.field = PickField(name)
        self.field.setPlaceholderText(self.tr("Gõ tên rồi Enter"))
        self.field.picked.connect(self.take)
        self.field.returnPressed.connect(self.take)
        self._below = QVBoxLayout()
        self._below.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.field)
        box.addLayout(self._below)
        self.setFocusProxy(self.field)

    def set_choices(self, choices: list[tuple[str, object]]) -> None:
        """(text, who) to choose from."""
        self.field.set_choices(choices)
        self._names = {who: text for text, who in choices if isinstance(who, tuple)}

    def take(self) -> None:
        """What the field names joins those below."""
        who = self.field.value()
        if isinstance(who, tuple) and who not in self.chosen and self._allowed(who):
            self.chosen.append(who)
            self._show(who)
        if isinstance(who, tuple):
            self.field.clear()

    def _show(self, who: Who) -> None:
        name = self._names.get(who, "").split(" · ")[0]
        button = Button(self._context.theme, name, "dismiss", "link")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setAccessibleName(self.tr("Bỏ {name}").format(name=name))

        def drop() -> None:
            self.chosen.remove(who)
            button.deleteLater()

        button.clicked.connect(drop)
        self._below.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def assign(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """The act's own flow: ask, queue it, and remember whom this sender's papers go to."""
    dialog = AssignDialog(flow.context, act, detail, flow.window)
    if not dialog.exec():
        return
    body, record = dialog.body(), detail.record
    desk = flow.context.desk

    def work() -> None:
        desk.acts.act("POST", f"/incoming-documents/{record.id}/assign", body)
        if isinstance(record, IncomingDocument) and desk.intake is not None:
            lead = next(part for part in body["assignments"] if part["role"] == "lead")
            if lead["assignee_kind"] == "user":
                Registering(desk).remember(
                    record.issuer_code, record.issuer_name, head_id=lead["assignee_id"],
                    opinion=str(body.get("opinion", "")),
                )  # fmt: skip

    def done(_: object) -> None:
        flow.busy.emit(False)
        flow.said.emit(
            QCoreApplication.translate("ActFlow", "{act}: đã ghi, sẽ gửi ngay khi có mạng.").format(
                act=desk_text(act.caption)
            )
        )

    def failed(error: VofficeError) -> None:
        flow.busy.emit(False)
        flow.failed.emit(error)

    flow.busy.emit(True)
    flow.context.tasks.run("act", work, done, failed, owner=flow)


def register(flow: ActFlow, _act: ActionState, detail: Detail) -> None:
    """*Vào sổ* of one that arrived: its entry form."""
    flow.screen_asked.emit("intake", detail.record.id)
