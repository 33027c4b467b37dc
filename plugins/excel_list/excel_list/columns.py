"""Which columns a list has in Excel, in the words of the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voffice_desktop.plugin_api import Row

Form = Literal["text", "time", "due"]


@dataclass(frozen=True)
class Column:
    """One column: its header, the field of the row, how it is written, and its width in characters."""

    header: str
    field: str
    form: Form = "text"
    width: int = 18


@dataclass(frozen=True)
class ListForm:
    """One kind of list: the name of its sheet and file, and its columns."""

    name: str
    columns: tuple[Column, ...]


_URGENCY = Column("Độ khẩn", "urgency", width=12)
_STATUS = Column("Trạng thái", "status", width=18)
_DUE = Column("Hạn xử lý", "due", "due", 18)
_AT = Column("Cập nhật", "at", "time", 18)

LISTS: dict[str, ListForm] = {
    "incoming_document": ListForm(
        "Văn bản đến",
        (
            Column("Số, ký hiệu", "symbol", width=20),
            Column("Cơ quan ban hành", "party", width=34),
            Column("Trích yếu", "title", width=70),
            _AT,
            _URGENCY,
            _DUE,
            _STATUS,
        ),
    ),
    "outgoing_document": ListForm(
        "Văn bản đi",
        (
            Column("Số, ký hiệu", "symbol", width=20),
            Column("Nơi nhận", "party", width=34),
            Column("Trích yếu", "title", width=70),
            _AT,
            _URGENCY,
            _STATUS,
        ),
    ),
    "slip": ListForm(
        "Phiếu trình",
        (
            Column("Mã phiếu", "symbol", width=20),
            Column("Đơn vị trình", "party", width=34),
            Column("Vấn đề trình", "title", width=70),
            _AT,
            _URGENCY,
            _DUE,
            _STATUS,
        ),
    ),
    "task": ListForm(
        "Nhiệm vụ",
        (
            Column("Nguồn giao", "symbol", width=20),
            Column("Người giao", "party", width=34),
            Column("Nội dung", "title", width=70),
            _AT,
            _URGENCY,
            _DUE,
            _STATUS,
        ),
    ),
}

_WORDS = {
    "urgency": {"normal": "Thường", "urgent": "Khẩn", "very_urgent": "Thượng khẩn", "express": "Hỏa tốc"},
    "status": {
        "arrived": "Chờ vào sổ",
        "registered": "Đã vào sổ",
        "assigned": "Đã giao",
        "processing": "Đang xử lý",
        "completed": "Hoàn thành",
        "refused": "Từ chối",
        "recalled": "Đã thu hồi",
        "draft": "Dự thảo",
        "approved": "Đã phê duyệt",
        "numbered": "Đã cấp số",
        "signed": "Đã ký số",
        "dispatched": "Đã phát hành",
        "replaced": "Đã thay thế",
        "in_review": "Đang xin ý kiến",
        "with_secretary": "Chờ thư ký",
        "with_leader": "Trình lãnh đạo",
        "returned": "Bị trả lại",
        "cancelled": "Đã hủy",
        "new": "Mới",
        "received": "Đã nhận",
        "in_progress": "Đang thực hiện",
        "reported": "Đã báo cáo",
        "wrong_unit": "Sai đơn vị",
    },
}


def text_of(row: Row, column: Column) -> str:
    """What stands in a text cell; codes in words, a status that waits to be sent marked as such."""
    value = str(getattr(row, column.field) or "")
    words = _WORDS.get(column.field, {}).get(value, value)
    if column.field == "status" and row.pending:
        return f"{words} (chờ gửi)"
    return words
