"""*Phát hành*: choose recipients, see the summary, send once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QStackedWidget, QVBoxLayout, QWidget

from voffice_desktop.domain.records import OutgoingDocument, Recipient
from voffice_desktop.errors import VofficeError
from voffice_desktop.ids import new_id
from voffice_desktop.services.values import Detail
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.facts import facts
from voffice_desktop.ui.outgoing.recipient_picker import RecipientPicker
from voffice_desktop.ui.sentences import sentence

_WIDE, _HIGH = 820, 560


class DispatchSheet(Sheet):
    """Two steps in one dialog. One wish has one key: a second press, or a lost answer, sends nothing twice."""

    dispatched = Signal(int)
    """To how many it went."""

    def __init__(self, context: Context, detail: Detail, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Phát hành văn bản"), parent)
        document = detail.record
        assert isinstance(document, OutgoingDocument)
        self._context = context
        self._document = document
        self._key = ""
        self._sent: list[str] = []
        wide = context.theme.px(_WIDE)
        self.setMaximumWidth(max(wide, _WIDE))
        self.setMinimumSize(min(wide, _WIDE), min(context.theme.px(_HIGH), 640))
        self.content.addWidget(facts([(document.symbol, document.summary)]))
        self.picker = RecipientPicker(context, [one.recipient_id for one in document.recipients])
        self.picker.changed.connect(self._show)
        self._summary = QWidget()
        column = QVBoxLayout(self._summary)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._counts = label("", "strong", wrap=True)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Nơi nhận"))
        column.addWidget(self._counts)
        column.addWidget(self._list, 1)
        column.addWidget(label(self.tr("Phát hành có hiệu lực ngay và không hoàn tác được."), "second", wrap=True))
        self._steps = QStackedWidget()
        self._steps.addWidget(self.picker)
        self._steps.addWidget(self._summary)
        self.content.addWidget(self._steps, 1)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        self.content.addWidget(self._error)
        self._back = self.add_button(self.tr("Đóng"))
        self._back.clicked.connect(self._go_back)
        self.go = self.add_button("", "primary", "send")
        self.go.clicked.connect(self.forward)
        self._show()

    def forward(self) -> None:
        """To the summary, then send."""
        if self._steps.currentWidget() is self.picker:
            self._steps.setCurrentWidget(self._summary)
            self._show()
            self.go.setFocus()
        else:
            self._send()

    def reject(self) -> None:
        """Esc steps back from the summary before it closes."""
        if self._steps.currentWidget() is self._summary:
            self._go_back()
        else:
            super().reject()

    def _go_back(self) -> None:
        if self._steps.currentWidget() is self.picker:
            super().reject()
            return
        self._steps.setCurrentWidget(self.picker)
        self._show()

    def _show(self) -> None:
        chosen = self.picker.chosen()
        first = self._steps.currentWidget() is self.picker
        self._back.setText(self.tr("Đóng") if first else self.tr("Quay lại"))
        if first:
            self.go.setText(self.tr("Tiếp tục"))
        else:
            self.go.setText(self.tr("Phát hành đến {count} nơi").format(count=len(chosen)))
            self._summarise(chosen)
        self.go.explain("" if chosen else self.tr("Chọn ít nhất một nơi nhận."))

    def _summarise(self, chosen: list[Recipient]) -> None:
        inside = sum(one.unit_id is not None for one in chosen)
        words = self.tr(
            "{all} nơi nhận: {inside} đơn vị trong hệ thống nhận ngay, {outside} cơ quan qua trục liên thông."
        )
        self._counts.setText(words.format(all=len(chosen), inside=inside, outside=len(chosen) - inside))
        self._list.clear()
        self._list.addItems([one.name for one in chosen])

    def _send(self) -> None:
        ids = [one.id for one in self.picker.chosen()]
        if self._sent != ids:
            self._key, self._sent = new_id(), ids
        key, acts = self._key, self._context.desk.acts
        path = f"/outgoing-documents/{self._document.id}/dispatch"
        self._error.hide()
        self.go.set_busy(True)
        self._back.setEnabled(False)

        def work() -> Any:
            answer = acts.now("POST", path, {"recipient_ids": ids}, key)
            self.picker.lists.used(ids)
            return answer

        self._context.tasks.run("net", work, self._done, self._failed, owner=self)

    def _failed(self, error: VofficeError) -> None:
        self.go.set_busy(False)
        self._back.setEnabled(True)
        self._error.setText(sentence(error).text)
        self._error.show()

    def _done(self, _: Any) -> None:
        self.dispatched.emit(len(self._sent))
        self.accept()
