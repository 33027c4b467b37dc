"""*Sửa* of an outgoing document: all of it before it has a number, its recipients alone from then until dispatch."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from voffice_desktop.domain.records import OutgoingDocument
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.captions import URGENCIES
from voffice_desktop.services.values import Detail
from voffice_desktop.ui.captions import desk_text
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.facts import facts
from voffice_desktop.ui.outgoing.recipient_picker import RecipientPicker
from voffice_desktop.ui.sentences import sentence

_WIDE, _HIGH = 820, 600


class EditSheet(Sheet):
    """Only what was changed is sent; it may wait in the outbox."""

    saved = Signal()

    def __init__(self, context: Context, detail: Detail, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Sửa văn bản đi"), parent)
        document = detail.record
        assert isinstance(document, OutgoingDocument)
        self._context = context
        self._document = document
        wide = context.theme.px(_WIDE)
        self.setMaximumWidth(max(wide, _WIDE))
        self.setMinimumSize(min(wide, _WIDE), min(context.theme.px(_HIGH), 640))
        self._summary: QPlainTextEdit | None = None
        self._urgency: QComboBox | None = None
        if document.status in ("draft", "approved"):
            self._fields()
        else:
            said = self.tr("Văn bản đã có số; chỉ còn sửa được nơi nhận trước khi phát hành.")
            self.content.addWidget(facts([(document.symbol, document.summary)]))
            self.content.addWidget(label(said, "second", wrap=True))
        self.picker = RecipientPicker(context, [one.recipient_id for one in document.recipients])
        self.content.addWidget(self.picker, 1)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        self.content.addWidget(self._error)
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        self.go = self.add_button(self.tr("Lưu"), "primary")
        self.go.clicked.connect(self._save)

    def _fields(self) -> None:
        self._summary = QPlainTextEdit(self._document.summary)
        self._summary.setAccessibleName(self.tr("Trích yếu"))
        self._summary.setTabChangesFocus(True)
        self._summary.setFixedHeight(self.theme.px(76))
        self._urgency = QComboBox()
        self._urgency.setAccessibleName(self.tr("Độ khẩn"))
        for key, text in URGENCIES.items():
            self._urgency.addItem(desk_text(text), key)
        self._urgency.setCurrentIndex(max(0, self._urgency.findData(self._document.urgency)))
        for name, widget in ((self.tr("Trích yếu"), self._summary), (self.tr("Độ khẩn"), self._urgency)):
            self.content.addWidget(label(name, "meta"))
            self.content.addWidget(widget)

    def body(self) -> dict[str, Any]:
        """The fields that differ from the record."""
        document = self._document
        found: dict[str, Any] = {}
        if self._summary is not None and self._summary.toPlainText().strip() != document.summary:
            found["summary"] = self._summary.toPlainText().strip()
        if self._urgency is not None and self._urgency.currentData() != document.urgency:
            found["urgency"] = self._urgency.currentData()
        ids = [one.id for one in self.picker.chosen()]
        if ids != [one.recipient_id for one in document.recipients]:
            found["recipient_ids"] = ids
        return found

    def _save(self) -> None:
        body, acts = self.body(), self._context.desk.acts
        if not body:
            self.reject()
            return
        path = f"/outgoing-documents/{self._document.id}"
        self.go.set_busy(True)
        self._context.tasks.run("act", lambda: acts.act("PATCH", path, body), self._done, self._failed, owner=self)

    def _done(self, _: object) -> None:
        self.saved.emit()
        self.accept()

    def _failed(self, error: VofficeError) -> None:
        self.go.set_busy(False)
        self._error.setText(sentence(error).text)
        self._error.show()
