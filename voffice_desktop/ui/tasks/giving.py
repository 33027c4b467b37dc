"""Giving a task, from the list or out of a document, and changing one that was given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from voffice_desktop.domain import tasks
from voffice_desktop.domain.records import Actor, IncomingDocument, OutgoingDocument, Task, Unit
from voffice_desktop.domain.tasks import TaskContext
from voffice_desktop.ids import new_id
from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.marks import QT_TRANSLATE_NOOP
from voffice_desktop.ui.slips.choosing import ChoiceBox, ManyDialog
from voffice_desktop.ui.slips.day_field import DayField

if TYPE_CHECKING:
    from voffice_desktop.ui.act_flow import ActFlow

_SOURCES = {
    "unit": QT_TRANSLATE_NOOP("tasks", "Đơn vị"),
    "minister": QT_TRANSLATE_NOOP("tasks", "Bộ trưởng"),
    "prime_minister": QT_TRANSLATE_NOOP("tasks", "Thủ tướng Chính phủ"),
    "government": QT_TRANSLATE_NOOP("tasks", "Chính phủ"),
}


class TaskDialog(Sheet):
    """Unit, title, content, due: what the rule table wants; what it refuses is said under the fields."""

    def __init__(
        self,
        context: Context,
        task: Task | None,
        source: Detail | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = self._text("Giao nhiệm vụ") if task is None else self._text("Sửa nhiệm vụ")
        super().__init__(context.theme, title, parent)
        self._context = context
        self._task = task
        self._others: list[str] = list(task.coordinating_unit_ids) if task is not None else []
        self._source_id = task.source_document_id if task is not None else None
        units = [each for each in context.desk.directory.all("unit") if isinstance(each, Unit)]
        if source is not None:
            self._source_id = source.record.id
            about = " · ".join(part for part in (source.row.symbol, source.row.party) if part)
            self.content.addWidget(label(about, "meta", wrap=True))
        self.title = QPlainTextEdit(_title_of(task, source))
        self.title.setFixedHeight(context.theme.px(64))
        self.body_text = QPlainTextEdit(task.content if task is not None else "")
        self.body_text.setFixedHeight(context.theme.px(96))
        self.unit = ChoiceBox(self.tr("Đơn vị thực hiện (bắt buộc)"), self.tr("Gõ tên đơn vị"))
        self.unit.set_choices([(each.name, each.id) for each in units], task.unit_id if task is not None else "")
        self._units = [(each.name, each.id) for each in units]
        self.others = Button(context.theme, self.tr("Chọn đơn vị phối hợp"), "people")
        self.others.clicked.connect(self._choose_others)
        self.due = DayField(context.theme, self.tr("Hạn hoàn thành"), context.clock)
        self.due.set_value(task.due if task is not None else (source.row.due if source is not None else None))
        self.source = QComboBox()
        for key, text in _SOURCES.items():
            self.source.addItem(QCoreApplication.translate("tasks", text), key)
        if task is not None:
            self.source.setCurrentIndex(max(0, self.source.findData(task.source)))
        for caption, field in (
            (self.tr("Nhiệm vụ (bắt buộc)"), self.title),
            (self.tr("Nội dung, yêu cầu sản phẩm"), self.body_text),
            (self.tr("Đơn vị thực hiện (bắt buộc)"), self.unit),
            (self.tr("Phối hợp"), self.others),
            (self.tr("Hạn hoàn thành"), self.due),
            (self.tr("Nguồn giao"), self.source),
        ):
            if isinstance(field, QPlainTextEdit):
                field.setTabChangesFocus(True)
            if not isinstance(field, Button | DayField):
                field.setAccessibleName(caption)
            named = label(caption, "meta")
            named.setBuddy(field)
            self.content.addWidget(named)
            self.content.addWidget(field)
        self._say_others()
        self._error = label("", "error", wrap=True)
        self._error.hide()
        self.content.addWidget(self._error)
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        self.send = self.add_button(title, "primary", "send")
        self.send.clicked.connect(self._submit)
        self.title.setFocus()

    @staticmethod
    def _text(text: str) -> str:
        return QCoreApplication.translate("desk", text)

    def body(self) -> dict[str, Any]:
        """The contract's body; an edit names only what changed."""
        fields: dict[str, Any] = {
            "title": " ".join(self.title.toPlainText().split()),
            "content": self.body_text.toPlainText().strip(),
            "unit_id": self.unit.value(),
            "coordinating_unit_ids": list(self._others),
            "due": self.due.value() or None,
            "source": self.source.currentData(),
            "source_document_id": self._source_id,
        }
        if self._task is None:
            return {name: value for name, value in fields.items() if value not in (None, "", [])}
        return {name: value for name, value in fields.items() if getattr(self._task, name) != value}

    def _refusal(self) -> str:
        if self.due.is_wrong():
            return self.tr("Ngày nhập chưa đúng, cần dạng ngày/tháng/năm.")
        me = Actor.of(self._context.desk.user)
        units = [each for each in self._context.desk.directory.all("unit") if isinstance(each, Unit)]
        around = TaskContext(ministry_id=next((each.id for each in units if each.parent_id is None), None))
        if self._task is None:
            refusal = tasks.check_create(self.body(), me, around)
        else:
            refusal = tasks.check(self._task, "edit", me, self.body(), around)
        return refusal.reason if refusal is not None else ""

    def _submit(self) -> None:
        said = self._refusal()
        self._error.setText(said)
        self._error.setVisible(bool(said))
        if not said:
            self.accept()

    def _choose_others(self) -> None:
        choices = [choice for choice in self._units if choice[1] != self.unit.value()]
        dialog = ManyDialog(self.theme, self.tr("Đơn vị phối hợp"), [("", choices)], self._others, self)
        if dialog.exec():
            self._others = dialog.chosen()
            self._say_others()

    def _say_others(self) -> None:
        name = self._context.desk.directory.name
        text = "; ".join(name(each) for each in self._others)
        short = self.tr("{count} đơn vị phối hợp").format(count=len(self._others))
        self.others.setText(short if self._others else self.tr("Chọn đơn vị phối hợp"))
        self.others.setToolTip(text)


def _title_of(task: Task | None, source: Detail | None) -> str:
    if task is not None:
        return task.title
    record = source.record if source is not None else None
    return record.summary if isinstance(record, IncomingDocument | OutgoingDocument) else ""


def begin(flow: ActFlow, source: Detail | None = None) -> None:
    """Ask for a new task and queue it."""
    dialog = TaskDialog(flow.context, None, source, flow.window)
    if dialog.exec():
        task_id = new_id()
        body = {"id": task_id} | dialog.body()
        _queue(flow, lambda: flow.context.desk.acts.act("POST", "/tasks", body))


def give(flow: ActFlow, _act: ActionState, detail: Detail) -> None:
    """Give a task out of a document."""
    begin(flow, detail)


def edit(flow: ActFlow, _act: ActionState, detail: Detail) -> None:
    """Change a task that was given."""
    task = detail.record
    assert isinstance(task, Task)
    dialog = TaskDialog(flow.context, task, None, flow.window)
    if dialog.exec() and dialog.body():
        body = dialog.body()
        _queue(flow, lambda: flow.context.desk.acts.act("PATCH", f"/tasks/{task.id}", body))


def _queue(flow: ActFlow, work: Callable[[], object]) -> None:
    said = QCoreApplication.translate("tasks", "Nhiệm vụ: đã ghi, sẽ gửi ngay khi có mạng.")
    flow.context.tasks.run("act", work, lambda _: flow.said.emit(said), flow.failed.emit, owner=flow)
