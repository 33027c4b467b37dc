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


FAULTS = {
    "wrong_pin": "Mã PIN hoặc mật khẩu không đúng. Hãy nhập lại; thiết bị sẽ tự khoá sau vài lần sai.",
    "token_locked": "Thiết bị ký đã bị khoá. Hãy mở khoá bằng phần mềm của nhà cung cấp.",
    "token_unplugged": "Chưa cắm thiết bị ký hoặc thiết bị vừa bị rút. Hãy cắm lại rồi thử.",
    "token_driver_missing": "Không nạp được trình điều khiển của thiết bị ký. Hãy chọn lại tệp thư viện PKCS#11.",
    "token_failed": "Thiết bị ký báo lỗi. Hãy rút ra, cắm lại rồi thử.",
    "no_certificate": "Không có chứng thư số dùng để ký. Hãy kiểm tra thiết bị hoặc chọn chứng thư khác.",
    "bad_key_file": "Tệp chứng thư số không đọc được. Hãy chọn đúng tệp .p12 hoặc .pfx.",
    "bad_certificate": "Chứng thư số không đọc được. Hãy chọn chứng thư khác.",
    "key_does_not_match": "Khoá bí mật không khớp với chứng thư số. Hãy liên hệ nơi cấp.",
    "character_not_in_font": "Chữ ký hiển thị có ký tự không in được. Hãy sửa tên trong cấu hình.",
    "bad_picture": "Ảnh chữ ký hoặc con dấu không dùng được. Hãy chọn ảnh PNG khác.",
    "already_signed": "Ô ký này đã có chữ ký. Hãy tải lại văn bản.",
    "signature_field_missing": "Văn bản không có ô ký. Hãy yêu cầu chuẩn bị lại bản trình ký.",
    "number_field_missing": "Văn bản không có ô số, ký hiệu. Hãy yêu cầu chuẩn bị lại bản trình ký.",
    "field_off_page": "Vị trí nằm ngoài trang. Hãy kéo ô vào trong trang.",
    "fields_already_there": "Văn bản đã có các ô ký. Không cần chuẩn bị lại.",
    "page_too_small": "Trang đầu quá nhỏ để đặt chữ ký. Không tạo được bản chứng thực của tệp này.",
    "unreadable_pdf": "Không đọc được tệp PDF. Hãy xin lại bản khác.",
    "encrypted_pdf": "Tệp PDF bị đặt mật khẩu. Hãy xin bản không có mật khẩu.",
    "time_stamp_failed": "Dịch vụ dấu thời gian chưa trả lời đúng. Chưa có gì được ký; hãy thử lại.",
}
"""Troubles of keys and files, each with one thing to do; codes of `errors`."""
