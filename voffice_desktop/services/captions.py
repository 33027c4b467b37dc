"""The words of the office for what lists, details and actions show. Vietnamese is the product's own language."""

from __future__ import annotations

from voffice_desktop.domain.records import Kind, Slip, Task

KIND_NAMES: dict[str, str] = {
    "incoming_document": "Văn bản đến",
    "outgoing_document": "Văn bản đi",
    "slip": "Phiếu trình",
    "task": "Nhiệm vụ",
    "file": "Tệp",
}

STATUSES: dict[str, dict[str, str]] = {
    "incoming_document": {
        "arrived": "Chờ vào sổ",
        "registered": "Đã vào sổ",
        "assigned": "Đã giao",
        "processing": "Đang xử lý",
        "completed": "Đã xử lý",
        "refused": "Đã từ chối",
        "recalled": "Đã thu hồi",
    },
    "outgoing_document": {
        "draft": "Dự thảo",
        "approved": "Chờ cấp số",
        "numbered": "Chờ ký số",
        "signed": "Chờ phát hành",
        "dispatched": "Đã phát hành",
        "recalled": "Đã thu hồi",
        "replaced": "Đã thay thế",
    },
    "slip": {
        "draft": "Đang soạn",
        "in_review": "Đang xét",
        "with_secretary": "Ở thư ký",
        "with_leader": "Ở lãnh đạo",
        "approved": "Đã phê duyệt",
        "returned": "Bị trả lại",
        "cancelled": "Đã hủy",
    },
    "task": {
        "new": "Mới giao",
        "received": "Đã nhận",
        "assigned": "Đã phân công",
        "in_progress": "Đang thực hiện",
        "reported": "Đã báo cáo",
        "completed": "Hoàn thành",
        "wrong_unit": "Không đúng đơn vị",
        "cancelled": "Đã hủy",
    },
}

ACTIONS: dict[str, str] = {
    "edit": "Sửa",
    "create": "Tạo mới",
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
    "recall-answer": "Trả lời thu hồi",
    "number": "Cấp số",
    "signed": "Ký số",
    "signing": "Ký số",
    "certify": "Chứng thực & tải",
    "dispatch": "Phát hành",
    "recall": "Thu hồi",
    "replace": "Thay thế",
    "correct": "Đính chính",
    "places": "Vị trí số, ngày, chữ ký",
    "resend": "Gửi lại",
    "plan": "Lập kế hoạch",
    "report": "Báo cáo",
    "accept": "Chấp nhận kết quả",
    "ask-extension": "Xin gia hạn",
    "answer-extension": "Trả lời gia hạn",
    "annotations": "Bút phê",
    "draft-slip": "Soạn phiếu trình trả lời",
    "give-task": "Giao nhiệm vụ",
    "changes": "Xem thay đổi",
    "arrange": "Sắp xếp",
    "stamp": "Vị trí dấu đến",
}

ONLINE_ONLY = frozenset(
    {
        "number",
        "signing",
        "signed",
        "prepared",
        "complete-signing",
        "to-sign",
        "dispatch",
        "recall",
        "replace",
        "correct",
        "places",
        "resend",
        "certification",
    }
)
"""Last words of paths that make legal effect: never queued (the contract: numbering, signing and dispatch)."""

_TASK_ACTIONS = {
    "assign": "Phân công",
    "refuse": "Không đúng đơn vị",
    "return": "Trả lại báo cáo",
    "cancel": "Hủy nhiệm vụ",
    "edit": "Sửa nhiệm vụ",
}
"""Acts that are called otherwise on a task than on a document."""

NO_BUTTON = frozenset({"to-sign", "arrange"})
"""Rights of the tables that are part of another act (reading the bytes belongs to signing), or of a desk's own
buttons (laying the queue in order)."""

NEEDS_TEXT = frozenset({"return", "refuse", "comment", "consult", "answer", "cancel", "recall", "ask-extension"})

PRIMARY: dict[str, tuple[str, ...]] = {
    "incoming_document": ("register", "assign", "start", "complete"),
    "outgoing_document": ("number", "signed", "dispatch"),
    "slip": ("approve", "forward", "receive", "endorse", "answer", "edit"),
    "task": ("receive", "accept", "answer-extension", "report", "plan", "assign"),
}
"""The one main action of a screen: the first of these that can be done now."""

OFFLINE_REASON = "Việc này cần kết nối với máy chủ."

TABS: dict[str, tuple[tuple[str, str], ...]] = {
    "incoming_document": (
        ("all", "Tất cả"),
        ("todo", "Cần xử lý"),
        ("arrived", "Chờ vào sổ"),
        ("processing", "Đang xử lý"),
        ("overdue", "Quá hạn"),
        ("done", "Đã xử lý"),
    ),
    "outgoing_document": (
        ("all", "Tất cả"),
        ("approved", "Chờ cấp số"),
        ("numbered", "Chờ ký số"),
        ("signed", "Chờ phát hành"),
        ("dispatched", "Đã phát hành"),
    ),
    "slip": (
        ("all", "Tất cả"),
        ("todo", "Chờ tôi"),
        ("underway", "Đang trình"),
        ("returned", "Bị trả lại"),
        ("done", "Đã kết thúc"),
    ),
    "task": (
        ("all", "Tất cả"),
        ("todo", "Cần làm"),
        ("underway", "Đang thực hiện"),
        ("overdue", "Quá hạn"),
        ("done", "Đã kết thúc"),
    ),
}

TAB_STATUSES: dict[tuple[str, str], tuple[str, ...]] = {
    ("incoming_document", "arrived"): ("arrived",),
    ("incoming_document", "processing"): ("assigned", "processing"),
    ("incoming_document", "done"): ("completed", "refused", "recalled"),
    ("outgoing_document", "approved"): ("approved",),
    ("outgoing_document", "numbered"): ("numbered",),
    ("outgoing_document", "signed"): ("signed",),
    ("outgoing_document", "dispatched"): ("dispatched",),
    ("slip", "underway"): ("in_review", "with_secretary", "with_leader"),
    ("slip", "returned"): ("returned",),
    ("slip", "done"): ("approved", "cancelled"),
    ("task", "underway"): ("received", "assigned", "in_progress", "reported"),
    ("task", "done"): ("completed", "wrong_unit", "cancelled"),
}

URGENCIES = {"normal": "Thường", "urgent": "Khẩn", "very_urgent": "Thượng khẩn", "express": "Hỏa tốc"}

WHERE = {"symbol": "Số, ký hiệu", "title": "Trích yếu", "party": "Cơ quan", "text": "Nội dung"}


def action_caption(record: object, name: str) -> str:
    """The caption of an act on this record: a returned slip is corrected, tasks are given, not routed."""
    if name == "edit" and isinstance(record, Slip) and record.state == "returned":
        return "Hiệu chỉnh"
    if name == "submit" and isinstance(record, Slip) and record.state == "returned":
        return "Trình lại"
    if isinstance(record, Task):
        return _TASK_ACTIONS.get(name, ACTIONS.get(name, name))
    return ACTIONS.get(name, name)


def list_kind(kind: Kind) -> bool:
    """Whether ``kind`` has a list of its own."""
    return kind in TABS
