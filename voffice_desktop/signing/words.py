"""The sentences that say how a signed file stands. Honest: amber and "not valid" are never softened."""

from __future__ import annotations

STATES = {
    "valid": "Chữ ký hợp lệ: tài liệu còn nguyên vẹn kể từ khi ký.",
    "amber": "Chữ ký còn nguyên vẹn, nhưng tài liệu có thay đổi sau một chữ ký trước đó mà chương trình không giải "
    "thích được hết. Hãy xem từng chữ ký trước khi dùng.",
    "not_valid": "Chữ ký không hợp lệ: không được coi tài liệu này là bản đã ký.",
    "unsigned": "Tài liệu không có chữ ký số.",
}

REASONS = {
    "signature_unreadable": "Có dấu vết chữ ký nhưng không đọc được.",
    "file_unreadable": "Không đọc được tệp.",
    "file_repaired": "Tệp bị hỏng cấu trúc, phần mềm khác có thể hiển thị nội dung khác.",
    "same_signature_twice": "Một chữ ký được dùng cho nhiều ô ký.",
    "signature_broken": "Nội dung đã ký bị sửa hoặc chữ ký bị hỏng.",
    "signature_partial": "Chữ ký không bao trùm nội dung của tệp.",
    "bytes_after_signature": "Tệp bị thêm nội dung sau chữ ký cuối cùng.",
    "several_signers": "Chữ ký có cấu trúc không hợp chuẩn.",
    "weak_digest": "Chữ ký dùng thuật toán băm đã lỗi thời.",
    "changes_not_explained": "Có thay đổi sau chữ ký này mà chương trình không giải thích được hết.",
    "took_too_long": "Kiểm tra chữ ký quá lâu nên đã dừng.",
}

TRUST = {
    "trusted": "Chứng thư số được tin cậy.",
    "certificate_expired": "Chứng thư số hết hạn hoặc chưa có hiệu lực khi ký.",
    "certificate_revoked": "Chứng thư số đã bị thu hồi.",
    "untrusted_certificate": "Chưa xác minh được nơi cấp chứng thư số.",
    "unknown": "Chưa kiểm tra nơi cấp chứng thư số.",
}

CHANGES = {
    "none": "Không có thay đổi nào sau chữ ký.",
    "validation_data": "Sau chữ ký chỉ có thêm dữ liệu xác thực lâu dài.",
    "form_filling": "Sau chữ ký chỉ có ký thêm hoặc điền ô đã chuẩn bị.",
    "not_explained": "Sau chữ ký có thay đổi mà chương trình không giải thích được hết.",
}


def sentence_of(state: str, reason: str = "") -> str:
    """The sentence of a state, with the reason where there is one."""
    said = STATES[state]
    return f"{said} {REASONS[reason]}" if reason in REASONS else said
