"""The names of a record's fields as a person reads them beside each other."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from voffice_desktop.ui.marks import QT_TRANSLATE_NOOP

_FIELDS: dict[str, str] = {
    "revision": QT_TRANSLATE_NOOP("fields", "Lần trình"),
    "title": QT_TRANSLATE_NOOP("fields", "Tiêu đề"),
    "summary": QT_TRANSLATE_NOOP("fields", "Trích yếu"),
    "symbol": QT_TRANSLATE_NOOP("fields", "Số, ký hiệu"),
    "content": QT_TRANSLATE_NOOP("fields", "Nội dung"),
    "proposal": QT_TRANSLATE_NOOP("fields", "Kiến nghị"),
    "urgency": QT_TRANSLATE_NOOP("fields", "Độ khẩn"),
    "due": QT_TRANSLATE_NOOP("fields", "Hạn"),
    "issued_on": QT_TRANSLATE_NOOP("fields", "Ngày văn bản"),
    "issuer_name": QT_TRANSLATE_NOOP("fields", "Cơ quan ban hành"),
    "signer_name": QT_TRANSLATE_NOOP("fields", "Người ký"),
    "signer_title": QT_TRANSLATE_NOOP("fields", "Chức vụ người ký"),
    "reply_due": QT_TRANSLATE_NOOP("fields", "Hạn trả lời"),
    "note": QT_TRANSLATE_NOOP("fields", "Ghi chú"),
    "leader_id": QT_TRANSLATE_NOOP("fields", "Lãnh đạo"),
    "plan": QT_TRANSLATE_NOOP("fields", "Kế hoạch"),
    "progress": QT_TRANSLATE_NOOP("fields", "Tiến độ"),
    "result": QT_TRANSLATE_NOOP("fields", "Kết quả"),
    "executor_ids": QT_TRANSLATE_NOOP("fields", "Người thực hiện"),
    "assignments": QT_TRANSLATE_NOOP("fields", "Phân công"),
    "file_ids": QT_TRANSLATE_NOOP("fields", "Tệp"),
    "recipient_ids": QT_TRANSLATE_NOOP("fields", "Nơi nhận"),
    "received_by": QT_TRANSLATE_NOOP("fields", "Người tiếp nhận"),
}

DATES = frozenset({"due", "issued_on", "reply_due"})
"""Fields that hold a day."""


def field_caption(name: str) -> str:
    """The caption of a field; one that is not known as it came."""
    text = _FIELDS.get(name)
    return QCoreApplication.translate("fields", text) if text else name
