"""Who looked at this record: for those whose record it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from voffice_desktop.errors import VofficeError
from voffice_desktop.services import auditing
from voffice_desktop.services.auditing import Look
from voffice_desktop.services.values import Detail
from voffice_desktop.ui.audit_words import audit_caption
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.words import moment


class LooksDialog(Sheet):
    """A list of looks, the newest first, asked from the server when it opens."""

    def __init__(self, context: Context, detail: Detail, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, QCoreApplication.translate("LooksDialog", "Ai đã xem"), parent)
        self.content.addWidget(label(detail.row.title, "strong", wrap=True))
        self._state = label(self.tr("Đang hỏi máy chủ…"), "second", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Ai đã xem"))
        self.list.setMinimumHeight(context.theme.px(280))
        self.list.setWordWrap(True)
        self.content.addWidget(self._state)
        self.content.addWidget(self.list, 1)
        close = self.add_button(self.tr("Đóng"), "primary")
        close.clicked.connect(self.accept)
        desk, record_id = context.desk, detail.record.id
        context.tasks.run("net", lambda: auditing.looks(desk, record_id), self._came, self._failed, owner=self)

    def _came(self, found: list[Look]) -> None:
        self._state.setText(self.tr("Chưa ai mở hồ sơ này.") if not found else self.tr("Mới nhất ở trên."))
        for each in found:
            parts = (moment(each.at), each.who, audit_caption(each.action), each.note)
            QListWidgetItem(" · ".join(part for part in parts if part), self.list)

    def _failed(self, error: VofficeError) -> None:
        self._state.setText(sentence(error).text)
