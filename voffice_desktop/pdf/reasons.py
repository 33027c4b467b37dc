"""Why the gate refused a PDF, in Vietnamese: one sentence a reason, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

_REASONS = {
    "action_hidden": "Tệp chứa lệnh tự chạy khi mở. Hãy xuất lại thành PDF thường rồi tải lên.",
    "annotation_media": "Tệp chứa âm thanh, phim, mô hình 3D hoặc tệp gắn kèm trên trang. Hãy bỏ chúng rồi tải lên.",
    "decompression_bomb": "Nội dung nén của tệp phình to bất thường. Hãy xuất lại tệp từ chương trình soạn thảo.",
    "embedded_file": "Tệp PDF có tệp khác gắn kèm bên trong. Hãy tải các tệp đó lên riêng.",
    "encrypted": "Tệp được đặt mật khẩu hoặc hạn chế quyền. Hãy bỏ mật khẩu rồi tải lên.",
    "file_too_big": "Tệp quá lớn. Hãy chia nhỏ hoặc giảm độ phân giải bản quét.",
    "form_bomb": "Hình vẽ trong tệp lồng nhau quá nhiều lần. Hãy xuất lại tệp từ chương trình soạn thảo.",
    "go_to_embedded": "Tệp có liên kết tới tệp gắn kèm. Hãy bỏ liên kết rồi tải lên.",
    "image_too_large": "Tệp có ảnh quá lớn. Hãy giảm độ phân giải ảnh.",
    "import_data": "Tệp có lệnh nhập dữ liệu từ bên ngoài. Hãy bỏ lệnh đó rồi tải lên.",
    "javascript": "Tệp chứa mã JavaScript. Hãy in ra PDF mới rồi tải lên.",
    "launch": "Tệp có lệnh chạy chương trình. Hãy in ra PDF mới rồi tải lên.",
    "nested_filters": "Nội dung tệp bị nén chồng nhiều lớp. Hãy xuất lại tệp từ chương trình soạn thảo.",
    "no_pages": "Tệp không có trang nào. Hãy kiểm tra và xuất lại tệp.",
    "not_pdf": "Đây không phải là tệp PDF. Hãy chọn đúng tệp.",
    "page_too_large": "Tệp có trang lớn quá mức cho phép. Hãy xuất lại với khổ giấy thường dùng.",
    "page_tree": "Cấu trúc trang của tệp bị hỏng. Hãy xuất lại tệp từ chương trình soạn thảo.",
    "parsers_disagree": "Mỗi phần mềm đọc tệp này ra một nội dung khác nhau. Hãy in ra PDF mới rồi tải lên.",
    "pdf_reader_died": "Tệp làm hỏng trình đọc. Hãy in ra PDF mới rồi tải lên.",
    "pdf_too_heavy": "Tệp cần quá nhiều bộ nhớ hoặc thời gian để đọc. Hãy giảm dung lượng rồi tải lên.",
    "portfolio": "Tệp là tập hợp nhiều tệp (portfolio). Hãy tải từng tệp lên riêng.",
    "render_failed": "Có trang không hiển thị được. Hãy xuất lại tệp từ chương trình soạn thảo.",
    "submit_form": "Tệp có lệnh gửi dữ liệu ra ngoài. Hãy in ra PDF mới rồi tải lên.",
    "too_many_objects": "Tệp có quá nhiều thành phần. Hãy chia nhỏ tệp.",
    "too_many_pages": "Tệp có quá nhiều trang. Hãy chia nhỏ tệp.",
    "unreadable": "Không đọc được tệp. Hãy mở thử và xuất lại tệp từ chương trình soạn thảo.",
    "xfa": "Tệp là biểu mẫu XFA không hiển thị được. Hãy in ra PDF mới rồi tải lên.",
}

REASON_CODES = frozenset(_REASONS)
"""Every code that a `GateVerdict` may hold."""


def sentence(code: str) -> str:
    """The Vietnamese sentence for one reason: what is wrong and what to do."""
    return _REASONS.get(code, _REASONS["unreadable"])


def sentences(codes: Iterable[str]) -> str:
    """The sentences of several reasons, one after another."""
    return " ".join(sentence(code) for code in codes)
