"""Words for the values of records: statuses, kinds and acts as the office says them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from voffice_desktop.domain import timeline
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
    "slip": QT_TRANSLATE_NOOP("captions", "Phiếu"),
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


_ACTS: dict[str, str] = {
    "edit": "Sửa",
    "create": "Tạo mới",
    "created": "Tạo mới",
    "submit": "Trình",
    "withdraw": "Rút lại",
    "cancel": "Hủy",
    "endorse": "Đồng ý trình",
    "receive": "Tiếp nhận",
    "forward": "Chuyển lãnh đạo",
    "return": "Trả lại",
    "to-secretary": "Chuyển thư ký",
    "approve": "Phê duyệt",
    "take-back": "Thu hồi bước",
    "consult": "Xin ý kiến",
    "answer": "Trả lời ý kiến",
    "comment": "Ý kiến",
    "register": "Vào sổ",
    "refuse": "Từ chối",
    "assign": "Giao xử lý",
    "start": "Nhận xử lý",
    "complete": "Hoàn thành",
    "link-answer": "Gắn văn bản trả lời",
    "answer-linked": "Gắn văn bản trả lời",
    "recall-answer": "Trả lời thu hồi",
    "number": "Cấp số",
    "signed": "Ký số",
    "signing": "Ký số",
    "sign": "Ký số",
    "dispatch": "Phát hành",
    "recall": "Thu hồi",
    "replace": "Thay thế",
    "correct": "Đính chính",
    "resend": "Gửi lại",
    "plan": "Lập kế hoạch",
    "report": "Báo cáo",
    "accept": "Chấp nhận kết quả",
    "ask-extension": "Xin gia hạn",
    "answer-extension": "Trả lời gia hạn",
    "annotations": "Bút phê",
    "certify": "Chứng thực",
}
"""Acts as the timeline names them; their words are marked below."""

DESK_TEXTS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("desk", "Cần xử lý"),
    QT_TRANSLATE_NOOP("desk", "Chờ vào sổ"),
    QT_TRANSLATE_NOOP("desk", "Quá hạn"),
    QT_TRANSLATE_NOOP("desk", "Đã xử lý"),
    QT_TRANSLATE_NOOP("desk", "Tất cả"),
    QT_TRANSLATE_NOOP("desk", "Chờ cấp số"),
    QT_TRANSLATE_NOOP("desk", "Chờ ký số"),
    QT_TRANSLATE_NOOP("desk", "Chờ phát hành"),
    QT_TRANSLATE_NOOP("desk", "Đã phát hành"),
    QT_TRANSLATE_NOOP("desk", "Chờ tôi"),
    QT_TRANSLATE_NOOP("desk", "Đang trình"),
    QT_TRANSLATE_NOOP("desk", "Bị trả lại"),
    QT_TRANSLATE_NOOP("desk", "Đã kết thúc"),
    QT_TRANSLATE_NOOP("desk", "Cần làm"),
    QT_TRANSLATE_NOOP("desk", "Đang thực hiện"),
    QT_TRANSLATE_NOOP("desk", "Đang xử lý"),
    QT_TRANSLATE_NOOP("desk", "Số đến"),
    QT_TRANSLATE_NOOP("desk", "Ngày đến"),
    QT_TRANSLATE_NOOP("desk", "Số, ký hiệu"),
    QT_TRANSLATE_NOOP("desk", "Ngày văn bản"),
    QT_TRANSLATE_NOOP("desk", "Cơ quan ban hành"),
    QT_TRANSLATE_NOOP("desk", "Người ký"),
    QT_TRANSLATE_NOOP("desk", "Độ khẩn"),
    QT_TRANSLATE_NOOP("desk", "Hạn xử lý"),
    QT_TRANSLATE_NOOP("desk", "Hạn trả lời"),
    QT_TRANSLATE_NOOP("desk", "Đơn vị"),
    QT_TRANSLATE_NOOP("desk", "Ghi chú"),
    QT_TRANSLATE_NOOP("desk", "Số"),
    QT_TRANSLATE_NOOP("desk", "Ký hiệu"),
    QT_TRANSLATE_NOOP("desk", "Ngày ban hành"),
    QT_TRANSLATE_NOOP("desk", "Nơi nhận"),
    QT_TRANSLATE_NOOP("desk", "Mã phiếu"),
    QT_TRANSLATE_NOOP("desk", "Người trình"),
    QT_TRANSLATE_NOOP("desk", "Lãnh đạo"),
    QT_TRANSLATE_NOOP("desk", "Hạn"),
    QT_TRANSLATE_NOOP("desk", "Lần trình"),
    QT_TRANSLATE_NOOP("desk", "Nội dung"),
    QT_TRANSLATE_NOOP("desk", "Kiến nghị"),
    QT_TRANSLATE_NOOP("desk", "Lý do trả lại"),
    QT_TRANSLATE_NOOP("desk", "Người giao"),
    QT_TRANSLATE_NOOP("desk", "Phối hợp"),
    QT_TRANSLATE_NOOP("desk", "Người thực hiện"),
    QT_TRANSLATE_NOOP("desk", "Tiến độ"),
    QT_TRANSLATE_NOOP("desk", "Kế hoạch"),
    QT_TRANSLATE_NOOP("desk", "Kết quả"),
    QT_TRANSLATE_NOOP("desk", "Trạng thái"),
    QT_TRANSLATE_NOOP("desk", "Trích yếu"),
    QT_TRANSLATE_NOOP("desk", "Cơ quan"),
    QT_TRANSLATE_NOOP("desk", "Việc này cần kết nối với máy chủ."),
    QT_TRANSLATE_NOOP("desk", "Sửa"),
    QT_TRANSLATE_NOOP("desk", "Tạo mới"),
    QT_TRANSLATE_NOOP("desk", "Trình"),
    QT_TRANSLATE_NOOP("desk", "Rút lại"),
    QT_TRANSLATE_NOOP("desk", "Hủy"),
    QT_TRANSLATE_NOOP("desk", "Đồng ý trình"),
    QT_TRANSLATE_NOOP("desk", "Tiếp nhận"),
    QT_TRANSLATE_NOOP("desk", "Chuyển lãnh đạo"),
    QT_TRANSLATE_NOOP("desk", "Trả lại"),
    QT_TRANSLATE_NOOP("desk", "Chuyển thư ký"),
    QT_TRANSLATE_NOOP("desk", "Phê duyệt"),
    QT_TRANSLATE_NOOP("desk", "Thu hồi bước"),
    QT_TRANSLATE_NOOP("desk", "Xin ý kiến"),
    QT_TRANSLATE_NOOP("desk", "Trả lời ý kiến"),
    QT_TRANSLATE_NOOP("desk", "Ý kiến"),
    QT_TRANSLATE_NOOP("desk", "Vào sổ"),
    QT_TRANSLATE_NOOP("desk", "Từ chối"),
    QT_TRANSLATE_NOOP("desk", "Giao xử lý"),
    QT_TRANSLATE_NOOP("desk", "Nhận xử lý"),
    QT_TRANSLATE_NOOP("desk", "Hoàn thành"),
    QT_TRANSLATE_NOOP("desk", "Gắn văn bản trả lời"),
    QT_TRANSLATE_NOOP("desk", "Văn bản trả lời"),
    QT_TRANSLATE_NOOP("desk", "Trả lời văn bản"),
    QT_TRANSLATE_NOOP("desk", "Trả lời thu hồi"),
    QT_TRANSLATE_NOOP("desk", "Cấp số"),
    QT_TRANSLATE_NOOP("desk", "Ký số"),
    QT_TRANSLATE_NOOP("desk", "Phát hành"),
    QT_TRANSLATE_NOOP("desk", "Thu hồi"),
    QT_TRANSLATE_NOOP("desk", "Thay thế"),
    QT_TRANSLATE_NOOP("desk", "Lập kế hoạch"),
    QT_TRANSLATE_NOOP("desk", "Báo cáo"),
    QT_TRANSLATE_NOOP("desk", "Chấp nhận kết quả"),
    QT_TRANSLATE_NOOP("desk", "Xin gia hạn"),
    QT_TRANSLATE_NOOP("desk", "Trả lời gia hạn"),
    QT_TRANSLATE_NOOP("desk", "Bút phê"),
    QT_TRANSLATE_NOOP("desk", "Chứng thực"),
    QT_TRANSLATE_NOOP("desk", "Chứng thực & tải"),
    QT_TRANSLATE_NOOP("desk", "Đính chính"),
    QT_TRANSLATE_NOOP("desk", "Gửi lại"),
    QT_TRANSLATE_NOOP("desk", "Vị trí số, ngày, chữ ký"),
    QT_TRANSLATE_NOOP("desk", "Vị trí dấu đến"),
)
"""The words of the services that the screens know in other languages too."""


def act_caption(action: str) -> str:
    """An act of the timeline by the last word of its name; one that is not known as it came."""
    return desk_text(_ACTS.get(action.rsplit(".", 1)[-1].replace("_", "-")) or timeline.caption(action))


def desk_text(text: str) -> str:
    """A caption that came from the services (tabs, acts, field labels), in the chosen language if it is known."""
    return QCoreApplication.translate("desk", text) if text else text
