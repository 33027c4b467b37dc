"""Approving a slip: revision, title and signer in sight, then a hold of 0.6 s or Enter; several at once as well."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from voffice_desktop.domain import slips
from voffice_desktop.domain.records import Slip
from voffice_desktop.services.values import Detail
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.slips.hold_button import HoldButton
from voffice_desktop.ui.words import unbroken


def _for_whom(context: Context, detail: Detail) -> str:
    """The name of the leader for whom the user would approve, or an empty text."""
    slip = detail.record
    assert isinstance(slip, Slip)
    return context.desk.directory.name(slips.acting_for(slip, "approve", context.desk.actor()))


class ApproveDialog(Sheet):
    """Facts, an opinion if wanted, and the button to be held."""

    def __init__(
        self, context: Context, details: list[Detail], text: str = "", parent: QWidget | None = None
    ) -> None:
        count = len(details)
        title = self.tr("Phê duyệt phiếu trình?") if count == 1 else self.tr("Phê duyệt {count} phiếu trình?")
        super().__init__(context.theme, title.format(count=count), parent)
        for detail in details[:8]:
            slip = detail.record
            assert isinstance(slip, Slip)
            meta = self.tr("{code} · Bản trình lần {count}").format(code=slip.code, count=slip.revision)
            self.content.addWidget(label(meta, "meta"))
            self.content.addWidget(label(unbroken(slip.title), "strong", wrap=True))
            draft = next((entry.file.name for entry in detail.files if entry.file.role == "draft"), "")
            if draft:
                self.content.addWidget(label(self.tr("Dự thảo: {name}").format(name=draft), "second", wrap=True))
        if count > 8:
            self.content.addWidget(label(self.tr("và {count} phiếu khác").format(count=count - 8), "second"))
        user = context.desk.user
        signer = f"{user.title} {user.full_name}".strip()
        self.content.addWidget(label(self.tr("Người phê duyệt: {name}").format(name=signer), "body", wrap=True))
        behalf = sorted({_for_whom(context, detail) for detail in details} - {""})
        if behalf:
            said = self.tr("Thay mặt: {name}").format(name=", ".join(behalf))
            self.content.addWidget(label(said, "strong", wrap=True))
        caption = label(self.tr("Ý kiến"), "meta")
        self.edit = QPlainTextEdit(text)
        self.edit.setAccessibleName(self.tr("Ý kiến"))
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(context.theme.px(76))
        caption.setBuddy(self.edit)
        self.content.addWidget(caption)
        self.content.addWidget(self.edit)
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        self.hold = HoldButton(context.theme, self.tr("Giữ để phê duyệt"))
        self.hold.setToolTip(self.tr("Giữ 0,6 giây, hoặc bấm Enter"))
        self._buttons.addWidget(self.hold)
        self.hold.held.connect(self.accept)
        self.hold.setFocus()

    def comment(self) -> str:
        """What was written beside the approval."""
        return self.edit.toPlainText().strip()
