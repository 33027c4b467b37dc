"""Words for the values of records: statuses, kinds and acts as the office says them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from voffice_desktop.domain.records import Kind
from voffice_desktop.ui.marks import QT_TRANSLATE_NOOP

_KINDS: dict[str, str] = {
    "incoming_document": QT_TRANSLATE_NOOP("captions", "Văn bản đến"),
    "outgoing_document": QT_TRANSLATE_NOOP("captions", "Văn bản đi"),
    "slip": QT_TRANSLATE_NOOP("captions", "Phiếu trình"),
    "task": QT_TRANSLATE_NOOP("captions", "Nhiệm vụ"),
}

_SHORT_KINDS: dict[str, str] = {
    "incoming_document": QT_TRANSLATE_NOOP("captions", "Đến"),
    "outgoing_document": QT_TRANSLATE_NOOP("captions", "Đi"),
}

_STATUSES: dict[str, str] = {
    "arrived": QT_TRANSLATE_NOOP("captions", "Chờ vào sổ"),
    "registered": QT_TRANSLATE_NOOP("captions", "Đã vào sổ"),
    "assigned": QT_TRANSLATE_NOOP("captions", "Đã giao"),
    "processing": QT_TRANSLATE_NOOP("captions", "Đang xử lý"),
    "completed": QT_TRANSLATE_NOOP("captions", "Hoàn thành"),
    "refused": QT_TRANSLATE_NOOP("captions", "Đã từ chối"),
    "recalled": QT_TRANSLATE_NOOP("captions", "Đã thu hồi"),
    "draft": QT_TRANSLATE_NOOP("captions", "Dự thảo"),
    "approved": QT_TRANSLATE_NOOP("captions", "Đã duyệt"),
    "numbered": QT_TRANSLATE_NOOP("captions", "Đã cấp số"),
    "signed": QT_TRANSLATE_NOOP("captions", "Đã ký số"),
    "dispatched": QT_TRANSLATE_NOOP("captions", "Đã phát hành"),
    "replaced": QT_TRANSLATE_NOOP("captions", "Đã thay thế"),
    "in_review": QT_TRANSLATE_NOOP("captions", "Đang trình"),
    "with_secretary": QT_TRANSLATE_NOOP("captions", "Ở thư ký"),
    "with_leader": QT_TRANSLATE_NOOP("captions", "Ở lãnh đạo"),
    "returned": QT_TRANSLATE_NOOP("captions", "Bị trả lại"),
    "cancelled": QT_TRANSLATE_NOOP("captions", "Đã hủy"),
    "new": QT_TRANSLATE_NOOP("captions", "Mới giao"),
    "received": QT_TRANSLATE_NOOP("captions", "Đã nhận"),
    "in_progress": QT_TRANSLATE_NOOP("captions", "Đang thực hiện"),
    "reported": QT_TRANSLATE_NOOP("captions", "Đã báo cáo"),
    "wrong_unit": QT_TRANSLATE_NOOP("captions", "Không đúng đơn vị"),
}

_ROLES: dict[str, str] = {
    "main": QT_TRANSLATE_NOOP("captions", "Văn bản chính"),
    "slip": QT_TRANSLATE_NOOP("captions", "Phiếu trình"),
    "draft": QT_TRANSLATE_NOOP("captions", "Dự thảo"),
    "attachment": QT_TRANSLATE_NOOP("captions", "Kèm theo"),
    "scan": QT_TRANSLATE_NOOP("captions", "Bản quét"),
}


def kind_caption(kind: Kind | str) -> str:
    """The name of a list."""
    text = _KINDS.get(kind)
    return QCoreApplication.translate("captions", text) if text else str(kind)


def kind_short(kind: Kind | str) -> str:
    """The name under an icon of the rail."""
    text = _SHORT_KINDS.get(kind)
    return QCoreApplication.translate("captions", text) if text else kind_caption(kind)


def status_caption(status: str) -> str:
    """A state in the words of the office; an unknown one as it came."""
    text = _STATUSES.get(status)
    return QCoreApplication.translate("captions", text) if text else status


def role_caption(role: str) -> str:
    """What a file is in its dossier."""
    text = _ROLES.get(role)
    return QCoreApplication.translate("captions", text) if text else role


def desk_text(text: str) -> str:
    """A caption that came from the services (tabs, acts, field labels), in the chosen language if it is known."""
    return QCoreApplication.translate("desk", text) if text else text
