"""The words of a record's timeline: what each event's ``action`` says in Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CAPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "created": "Tạo mới",
        "edited": "Sửa",
        "submitted": "Trình",
        "withdrawn": "Rút lại",
        "cancelled": "Hủy",
        "endorsed": "Đồng ý trình",
        "received": "Tiếp nhận",
        "forwarded": "Chuyển lãnh đạo",
        "returned": "Trả lại",
        "sent_to_secretary": "Chuyển thư ký",
        "approved": "Phê duyệt",
        "taken_back": "Thu hồi bước vừa làm",
        "consulted": "Xin ý kiến",
        "answered": "Trả lời ý kiến",
        "commented": "Ý kiến",
        "arrived": "Đến qua trục liên thông",
        "registered": "Vào sổ",
        "refused": "Từ chối",
        "assigned": "Giao xử lý",
        "started": "Nhận xử lý",
        "completed": "Hoàn thành",
        "answer_linked": "Gắn văn bản trả lời",
        "recall_asked": "Yêu cầu thu hồi",
        "recalled": "Đồng ý thu hồi",
        "recall_refused": "Từ chối thu hồi",
        "numbered": "Cấp số",
        "signed_personally": "Ký số cá nhân",
        "signed": "Ký số cơ quan",
        "annex_signed": "Ký số phụ lục",
        "dispatched": "Phát hành",
        "replaced": "Thay thế",
        "corrected": "Đính chính",
        "sent_again": "Gửi lại",
        "certified": "Chứng thực",
        "planned": "Lập kế hoạch",
        "reported": "Báo cáo",
        "accepted": "Chấp nhận kết quả",
        "extension_asked": "Xin gia hạn",
        "extension_granted": "Đồng ý gia hạn",
        "extension_refused": "Từ chối gia hạn",
    }
)


def caption(action: str) -> str:
    """The caption of an event; an action of a newer server stands as it is."""
    return CAPTIONS.get(action, action)
