"""How far a dispatched document has come with each recipient: colour and words, time, and what was answered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from voffice_desktop.domain.records import ExchangeStatus, OutgoingDocument
from voffice_desktop.ui.chips import Chip, ChipStrip, Tone
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.words import moment

_LOOKS: dict[ExchangeStatus | None, tuple[Tone, str]] = {
    None: ("warn", "send"),
    "01": ("neutral", "mail_inbox"),
    "02": ("danger", "arrow_reply"),
    "03": ("info", "mail_inbox_checkmark"),
    "04": ("info", "people"),
    "05": ("info", "hourglass"),
    "06": ("ok", "checkmark_circle"),
    "13": ("warn", "arrow_undo"),
    "15": ("neutral", "checkmark"),
    "16": ("danger", "dismiss"),
}


def state_words(status: ExchangeStatus | None) -> str:
    """A state of QĐ 28/2018 in words; nothing reported yet means that it is on its way."""
    translate = QCoreApplication.translate
    return {
        None: translate("recipients", "Đang gửi"),
        "01": translate("recipients", "Đã đến"),
        "02": translate("recipients", "Từ chối tiếp nhận"),
        "03": translate("recipients", "Đã tiếp nhận"),
        "04": translate("recipients", "Phân công xử lý"),
        "05": translate("recipients", "Đang xử lý"),
        "06": translate("recipients", "Hoàn thành"),
        "13": translate("recipients", "Đã yêu cầu thu hồi"),
        "15": translate("recipients", "Đồng ý thu hồi"),
        "16": translate("recipients", "Từ chối thu hồi"),
    }[status]


def is_shown(document: object) -> bool:
    """Whether there are states to show: once it was dispatched."""
    return isinstance(document, OutgoingDocument) and document.status in ("dispatched", "recalled", "replaced")


class RecipientStates(QWidget):
    """One line a recipient; those who refused or answered with a note say why."""

    def __init__(self, theme: ThemeEngine, document: OutgoingDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        title = QCoreApplication.translate("recipients", "Nơi nhận ({count})")
        column.addWidget(label(title.format(count=len(document.recipients)), "strong"))
        for one in document.recipients:
            tone, icon = _LOOKS[one.status]
            strip = ChipStrip(theme)
            strip.set_chips([Chip(state_words(one.status), tone, icon)])
            box = QVBoxLayout()
            box.setSpacing(2)
            box.addWidget(label(one.name, "label", wrap=True))
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(strip)
            row.addWidget(label(moment(one.status_at) if one.status_at else "", "meta"))
            row.addStretch()
            box.addLayout(row)
            if one.note:
                box.addWidget(label(one.note, "meta", wrap=True))
            column.addLayout(box)
