"""What each act asks before it is sent: a table of fields by the act's name, and the dialog made from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication, QDate, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from voffice_desktop.domain.records import Book, Recipient, Unit, User
from voffice_desktop.ids import new_id
from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.captions import desk_text
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label, restyle
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.marks import QT_TRANSLATE_NOOP
from voffice_desktop.ui.reader.ink_summary import SUMMARISED, InkStrip, own_ink, typed_words
from voffice_desktop.ui.slips.day_field import DayField, day_typed
from voffice_desktop.ui.words import VIETNAM

FieldKind = Literal[
    "text",
    "person",
    "assignee",
    "people",
    "date",
    "percent",
    "book",
    "recipients",
    "executors",
    "milestones",
    "yesno",
]


@dataclass(frozen=True, slots=True)
class Ask:
    """One field: the key in the act's body, what it holds, its caption, whether it may stay empty."""

    key: str
    kind: FieldKind
    caption: str
    required: bool = False


_COMMENT = QT_TRANSLATE_NOOP("acts", "Ý kiến")
_REASON = QT_TRANSLATE_NOOP("acts", "Lý do")

ASKS: dict[str, tuple[Ask, ...]] = {
    "comment": (Ask("text", "text", _COMMENT, True),),
    "answer": (Ask("text", "text", QT_TRANSLATE_NOOP("acts", "Trả lời"), True),),
    "return": (Ask("comment", "text", QT_TRANSLATE_NOOP("acts", "Lý do trả lại"), True),),
    "refuse": (Ask("reason", "text", QT_TRANSLATE_NOOP("acts", "Lý do từ chối"), True),),
    "cancel": (Ask("reason", "text", _REASON, True),),
    "recall": (Ask("reason", "text", QT_TRANSLATE_NOOP("acts", "Lý do thu hồi"), True),),
    "wrong-unit": (Ask("reason", "text", _REASON, True),),
    "endorse": (Ask("comment", "text", _COMMENT),),
    "forward": (Ask("comment", "text", _COMMENT),),
    "to-secretary": (Ask("comment", "text", _COMMENT),),
    "approve": (Ask("comment", "text", _COMMENT),),
    "complete": (Ask("result", "text", QT_TRANSLATE_NOOP("acts", "Kết quả"), True),),
    "assign": (
        Ask("lead", "assignee", QT_TRANSLATE_NOOP("acts", "Chủ trì"), True),
        Ask("coordinate", "people", QT_TRANSLATE_NOOP("acts", "Phối hợp")),
        Ask("due", "date", QT_TRANSLATE_NOOP("acts", "Hạn xử lý")),
        Ask("opinion", "text", QT_TRANSLATE_NOOP("acts", "Ý kiến chỉ đạo")),
    ),
    "consult": (
        Ask("user_id", "person", QT_TRANSLATE_NOOP("acts", "Xin ý kiến của"), True),
        Ask("question", "text", QT_TRANSLATE_NOOP("acts", "Nội dung xin ý kiến"), True),
        Ask("due", "date", QT_TRANSLATE_NOOP("acts", "Hạn trả lời")),
    ),
    "number": (Ask("book_id", "book", QT_TRANSLATE_NOOP("acts", "Sổ đăng ký"), True),),
    "dispatch": (Ask("recipient_ids", "recipients", QT_TRANSLATE_NOOP("acts", "Nơi nhận"), True),),
    "report": (
        Ask("percent", "percent", QT_TRANSLATE_NOOP("acts", "Mức hoàn thành (%)"), True),
        Ask("text", "text", QT_TRANSLATE_NOOP("acts", "Nội dung báo cáo"), True),
    ),
    "ask-extension": (
        Ask("due", "date", QT_TRANSLATE_NOOP("acts", "Hạn mới"), True),
        Ask("reason", "text", _REASON, True),
    ),
    "answer-extension": (Ask("accept", "yesno", QT_TRANSLATE_NOOP("acts", "Trả lời đề nghị gia hạn"), True),),
    "accept": (Ask("comment", "text", _COMMENT),),
    "plan": (
        Ask("text", "text", QT_TRANSLATE_NOOP("acts", "Kế hoạch thực hiện"), True),
        Ask("milestones", "milestones", QT_TRANSLATE_NOOP("acts", "Các mốc, mỗi dòng một mốc: 05/12 Tên mốc")),
    ),
}
"""Acts that are not here ask nothing but a confirmation where they have legal effect."""

KIND_ASKS: dict[tuple[str, str], tuple[Ask, ...]] = {
    ("task", "assign"): (
        Ask("executor_ids", "executors", QT_TRANSLATE_NOOP("acts", "Người thực hiện"), True),
        Ask("due", "date", QT_TRANSLATE_NOOP("acts", "Hạn xử lý")),
        Ask("note", "text", _COMMENT),
    ),
}
"""Acts that ask something else of one kind of record than of the others."""

CONFIRMED = frozenset({"approve", "number", "dispatch", "register", "submit", "withdraw", "take-back", "receive-all"})
DANGEROUS = frozenset({"return", "refuse", "cancel", "recall", "wrong-unit"})
PLAIN = frozenset({"receive", "start", "take-back", "withdraw"})
"""Done at once: another act takes them back, or they change nothing for anybody else."""


def asks_of(act: ActionState, kind: str = "") -> tuple[Ask, ...]:
    """The fields of an act: its row of the table, else a text where the rule wants one."""
    if (kind, act.name) in KIND_ASKS:
        return KIND_ASKS[kind, act.name]
    if act.name in ASKS:
        return ASKS[act.name]
    return (Ask("comment", "text", _COMMENT, True),) if act.needs_text else ()


class ActDialog(Sheet):
    """Title, the record's facts, the fields, and a button that names the act."""

    def __init__(self, context: Context, act: ActionState, detail: Detail, parent: QWidget | None = None) -> None:
        verb = desk_text(act.caption)
        super().__init__(context.theme, verb, parent)
        self._context = context
        self._act = act
        self._detail = detail
        self._fields: list[tuple[Ask, QWidget]] = []
        about = " · ".join(part for part in (detail.row.symbol, detail.row.party) if part)
        if about:
            self.content.addWidget(label(about, "meta", wrap=True))
        self.content.addWidget(label(detail.row.title, "strong", wrap=True))
        marks = own_ink(detail, context.desk.user.id) if act.name in SUMMARISED else []
        for ask in asks_of(act, detail.kind):
            if marks and ask.kind == "text":
                self.content.addWidget(InkStrip(marks))
            self._add(replace(ask, required=True) if marks and ask.kind == "text" else ask)
        self.restore(typed_words(marks))
        self._error = label("", "error", wrap=True)
        self._error.hide()
        self.content.addWidget(self._error)
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        self.send = self.add_button(verb, "danger-solid" if act.name in DANGEROUS else "primary")
        self.send.clicked.connect(self._submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._submit)
        (self._fields[0][1] if self._fields else self.send).setFocus()

    def body(self) -> dict[str, Any]:
        """The act's body as the contract wants it; empty fields are left out."""
        values = {
            ask.key: value
            for ask, widget in self._fields
            if (value := self._value(ask, widget)) or ask.kind == "percent"
        }
        if self._act.name == "answer-extension":
            return {"accept": values["accept"] == "yes"}
        if self._act.name == "assign" and self._detail.kind != "task":
            return self._assignments(values)
        return values

    def typed(self) -> str:
        """The longest text that was typed, kept as a draft when the dialog is closed without sending."""
        texts = [widget.toPlainText() for _, widget in self._fields if isinstance(widget, QPlainTextEdit)]
        return max(texts, key=len, default="").strip()

    def restore(self, text: str) -> None:
        """Put an earlier draft back into the first text field."""
        for _, widget in self._fields:
            if isinstance(widget, QPlainTextEdit):
                widget.setPlainText(text)
                return

    def _assignments(self, values: dict[str, Any]) -> dict[str, Any]:
        due = values.get("due")
        people = [(values["lead"], "lead")] if "lead" in values else []
        people += [(each, "coordinate") for each in values.get("coordinate", [])]
        made = [
            {"id": new_id(), "assignee_kind": kind, "assignee_id": who, "role": role, **({"due": due} if due else {})}
            for (kind, who), role in people
        ]
        body: dict[str, Any] = {"assignments": made}
        if values.get("opinion"):
            body["opinion"] = values["opinion"]
        return body

    def _add(self, ask: Ask) -> None:
        name = QCoreApplication.translate("acts", ask.caption)
        shown = self.tr("{name} (bắt buộc)").format(name=name) if ask.required else name
        widget = self._widget(ask)
        widget.setAccessibleName(shown)
        caption = label(shown, "meta")
        caption.setBuddy(widget)
        self.content.addWidget(caption)
        self.content.addWidget(widget)
        self._fields.append((ask, widget))

    def _widget(self, ask: Ask) -> QWidget:
        if ask.kind in ("text", "milestones"):
            edit = QPlainTextEdit()
            edit.setTabChangesFocus(True)
            edit.setMinimumHeight(self.theme.px(88))
            if ask.kind == "milestones":
                edit.setPlaceholderText("05/12 " + self.tr("Hoàn thành dự thảo"))
            return edit
        if ask.kind == "date":
            return self._date(ask)
        if ask.kind == "percent":
            spin = QSpinBox()
            spin.setRange(0, 100)
            spin.setSingleStep(10)
            spin.setSuffix(" %")
            return spin
        if ask.kind == "yesno":
            box = QComboBox()
            box.addItem(self.tr("Đồng ý gia hạn"), "yes")
            box.addItem(self.tr("Không đồng ý"), "no")
            box.setCurrentIndex(0)
            return box
        if ask.kind in ("people", "recipients", "executors"):
            return self._many(ask)
        return self._one(ask)

    def _date(self, ask: Ask) -> QWidget:
        if not ask.required:
            field = DayField(self.theme, QCoreApplication.translate("acts", ask.caption), self._context.clock)
            due = self._detail.row.due if self._detail.kind == "task" else None
            field.set_value(due)
            return field
        edit = QDateEdit()
        edit.setDisplayFormat("dd/MM/yyyy")
        edit.setCalendarPopup(True)
        today = self._context.clock().astimezone(VIETNAM).date()
        edit.setMinimumDate(QDate(today.year, today.month, today.day))
        later = today + timedelta(days=7)
        edit.setDate(QDate(later.year, later.month, later.day))
        return edit

    def _choices(self, kind: FieldKind) -> list[tuple[str, Any]]:
        directory = self._context.desk.directory
        me = self._context.desk.user
        if kind == "book":
            books = [each for each in directory.all("book") if isinstance(each, Book)]
            return [
                (each.name, each.id) for each in books if each.direction == "outgoing" and each.unit_id == me.unit_id
            ]
        if kind == "recipients":
            return [
                (f"{each.name} · {each.group}", each.id)
                for each in directory.all("recipient")
                if isinstance(each, Recipient)
            ]
        people = [each for each in directory.all("user") if isinstance(each, User) and not each.disabled]
        near = sorted(people, key=lambda each: each.unit_id != me.unit_id)
        if kind == "executors":
            return [(_person(each), each.id) for each in near if each.unit_id == me.unit_id]
        if kind == "person":
            return [(_person(each), each.id) for each in near if each.id != me.id]
        units = [each for each in directory.all("unit") if isinstance(each, Unit)]
        choices: list[tuple[str, Any]] = [(_person(each), ("user", each.id)) for each in near if each.id != me.id]
        return choices + [(each.name, ("unit", each.id)) for each in units]

    def _one(self, ask: Ask) -> QComboBox:
        box = QComboBox()
        for text, value in self._choices(ask.kind):
            box.addItem(text, value)
        if ask.kind != "book":
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = QCompleter(box.model(), box)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            box.setCompleter(completer)
            box.setCurrentIndex(-1)
            box.setPlaceholderText(self.tr("Gõ tên để tìm"))
        return box

    def _many(self, ask: Ask) -> QListWidget:
        kind: FieldKind = "assignee" if ask.kind == "people" else ask.kind
        box = QListWidget()
        box.setMinimumHeight(self.theme.px(120))
        for text, value in self._choices(kind):
            item = QListWidgetItem(text, box)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        return box

    def _value(self, ask: Ask, widget: QWidget) -> Any:
        if isinstance(widget, QPlainTextEdit) and ask.kind == "milestones":
            return milestones_of(widget.toPlainText(), self._context.clock().astimezone(VIETNAM).date())
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText().strip()
        if isinstance(widget, DayField):
            return widget.value()
        if isinstance(widget, QDateEdit):
            chosen = widget.date()
            return date(chosen.year(), chosen.month(), chosen.day()).isoformat()
        if isinstance(widget, QSpinBox):
            return widget.value()
        if isinstance(widget, QListWidget):
            items = [widget.item(at) for at in range(widget.count())]
            return [
                item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
            ]
        if isinstance(widget, QComboBox):
            at = widget.findText(widget.currentText())
            return widget.itemData(at) if at >= 0 and widget.currentText() else None
        return None

    def _submit(self) -> None:
        for ask, widget in self._fields:
            wrong = ask.required and self._value(ask, widget) in (None, "", [])
            widget.setProperty("wrong", wrong)
            restyle(widget)
            if wrong:
                name = QCoreApplication.translate("acts", ask.caption)
                self._error.setText(self.tr("Cần điền: {name}.").format(name=name))
                self._error.show()
                widget.setFocus()
                return
        self.accept()


def milestones_of(text: str, today: date) -> list[dict[str, str]]:
    """One milestone a line; a day at its beginning is its due date."""
    found = []
    for line in text.splitlines():
        words = line.strip().removeprefix("-").strip()
        if not words:
            continue
        head, _, rest = words.partition(" ")
        on = day_typed(head.rstrip(":"), today)
        name = rest.strip(" :-–")
        found.append({"text": name, "due": on.isoformat()} if on is not None and name else {"text": words})
    return found


def _person(user: User) -> str:
    return f"{user.full_name} · {user.title}" if user.title else user.full_name
