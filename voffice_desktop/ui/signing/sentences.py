"""Troubles of keys, tokens and signed files: what happened, and one thing to do. Codes of `signing` and the server.

A code may have variants by the tries that a token has left (``wrong_pin:last_try``).
"""

from __future__ import annotations

from voffice_desktop.ui.marks import QT_TRANSLATE_NOOP

TABLE: dict[str, tuple[str, str]] = {
    "wrong_pin": (
        QT_TRANSLATE_NOOP("sentences", "Mã PIN hoặc mật khẩu chưa đúng."),
        QT_TRANSLATE_NOOP("sentences", "Nhập lại; thiết bị ký tự khóa sau vài lần sai."),
    ),
    "wrong_pin:few_tries": (
        QT_TRANSLATE_NOOP("sentences", "Mã PIN chưa đúng, chỉ còn ít lần thử."),
        QT_TRANSLATE_NOOP("sentences", "Nhập lại thật cẩn thận, hoặc dừng và hỏi người giữ thiết bị."),
    ),
    "wrong_pin:last_try": (
        QT_TRANSLATE_NOOP("sentences", "Mã PIN chưa đúng, chỉ còn một lần thử."),
        QT_TRANSLATE_NOOP("sentences", "Sai lần nữa thiết bị sẽ bị khóa; dừng lại nếu không chắc."),
    ),
    "token_locked": (
        QT_TRANSLATE_NOOP("sentences", "Thiết bị ký đã bị khóa vì nhập sai PIN nhiều lần."),
        QT_TRANSLATE_NOOP("sentences", "Mở khóa bằng phần mềm của nhà cung cấp thiết bị."),
    ),
    "token_unplugged": (
        QT_TRANSLATE_NOOP("sentences", "Chưa cắm thiết bị ký, hoặc thiết bị vừa bị rút."),
        QT_TRANSLATE_NOOP("sentences", "Cắm lại rồi ký tiếp; văn bản vẫn chờ ký như cũ."),
    ),
    "token_driver_missing": (
        QT_TRANSLATE_NOOP("sentences", "Không nạp được trình điều khiển của thiết bị ký."),
        QT_TRANSLATE_NOOP("sentences", "Chọn lại tệp thư viện PKCS#11 trong Cài đặt ký số."),
    ),
    "token_failed": (
        QT_TRANSLATE_NOOP("sentences", "Thiết bị ký báo lỗi."),
        QT_TRANSLATE_NOOP("sentences", "Rút ra, cắm lại rồi thử; văn bản vẫn chờ ký như cũ."),
    ),
    "bad_picture": (
        QT_TRANSLATE_NOOP("sentences", "Ảnh chữ ký hoặc con dấu không dùng được."),
        QT_TRANSLATE_NOOP("sentences", "Chọn ảnh PNG rõ nét, dưới 2 MB, nền trong suốt hoặc trắng."),
    ),
    "no_certificate": (
        QT_TRANSLATE_NOOP("sentences", "Không có chứng thư số dùng để ký."),
        QT_TRANSLATE_NOOP("sentences", "Kiểm tra thiết bị hoặc chọn chứng thư khác."),
    ),
    "bad_key_file": (
        QT_TRANSLATE_NOOP("sentences", "Tệp chứng thư số không đọc được."),
        QT_TRANSLATE_NOOP("sentences", "Chọn đúng tệp .p12 hoặc .pfx."),
    ),
    "key_file_missing": (
        QT_TRANSLATE_NOOP("sentences", "Không thấy tệp chứng thư số ở chỗ cũ."),
        QT_TRANSLATE_NOOP("sentences", "Cắm lại ổ đĩa chứa tệp, hoặc chọn lại tệp."),
    ),
    "key_does_not_match": (
        QT_TRANSLATE_NOOP("sentences", "Khóa bí mật không khớp với chứng thư số."),
        QT_TRANSLATE_NOOP("sentences", "Chọn lại tệp, hoặc liên hệ nơi cấp."),
    ),
    "certificate_expired": (
        QT_TRANSLATE_NOOP("sentences", "Chứng thư số đã hết hạn."),
        QT_TRANSLATE_NOOP("sentences", "Dùng chứng thư còn hạn, hoặc gia hạn với nơi cấp."),
    ),
    "certificate_not_yet_valid": (
        QT_TRANSLATE_NOOP("sentences", "Chứng thư số chưa đến ngày có hiệu lực."),
        QT_TRANSLATE_NOOP("sentences", "Kiểm tra ngày giờ của máy, hoặc dùng chứng thư khác."),
    ),
    "certificate_revoked": (
        QT_TRANSLATE_NOOP("sentences", "Chứng thư số đã bị thu hồi."),
        QT_TRANSLATE_NOOP("sentences", "Dùng chứng thư khác và báo quản trị."),
    ),
    "untrusted_certificate": (
        QT_TRANSLATE_NOOP("sentences", "Nơi cấp chứng thư số này không được cơ quan tin cậy."),
        QT_TRANSLATE_NOOP("sentences", "Dùng chứng thư chuyên dùng công vụ đã đăng ký."),
    ),
    "wrong_unit": (
        QT_TRANSLATE_NOOP("sentences", "Chứng thư số này không phải của đơn vị ký."),
        QT_TRANSLATE_NOOP("sentences", "Chọn chứng thư đã đăng ký cho đơn vị, hoặc nhờ quản trị đăng ký."),
    ),
    "wrong_place": (
        QT_TRANSLATE_NOOP("sentences", "Hình chữ ký không nằm đúng chỗ hoặc thiếu tên, giờ ký."),
        QT_TRANSLATE_NOOP("sentences", "Chưa có gì được ký; báo quản trị kiểm tra mẫu chữ ký của đơn vị."),
    ),
    "not_the_approved_file": (
        QT_TRANSLATE_NOOP("sentences", "Tệp gửi đến để ký không phải bản đã duyệt."),
        QT_TRANSLATE_NOOP("sentences", "Không ký; tải lại văn bản, nếu vẫn vậy thì báo quản trị."),
    ),
    "modified_after_approval": (
        QT_TRANSLATE_NOOP("sentences", "Tệp có thay đổi ngoài ô ký so với bản đã duyệt."),
        QT_TRANSLATE_NOOP("sentences", "Không ký; tải lại văn bản, nếu vẫn vậy thì báo quản trị."),
    ),
    "signature_invalid": (
        QT_TRANSLATE_NOOP("sentences", "Chữ ký vừa tạo không kiểm tra được nên không được nhận."),
        QT_TRANSLATE_NOOP("sentences", "Thử ký lại; nếu vẫn vậy, kiểm tra thiết bị ký."),
    ),
    "signing_expired": (
        QT_TRANSLATE_NOOP("sentences", "Lần ký này để quá lâu nên đã hết hạn."),
        QT_TRANSLATE_NOOP("sentences", "Ký lại; văn bản vẫn chờ ký như cũ."),
    ),
    "signing_forbidden_by_author": (
        QT_TRANSLATE_NOOP("sentences", "Người ký trước đã cấm ký thêm vào tệp này (DocMDP)."),
        QT_TRANSLATE_NOOP("sentences", "Không chứng thực được tệp này; đề nghị nơi gửi cấp bản cho phép ký thêm."),
    ),
    "clock_blocks_signing": (
        QT_TRANSLATE_NOOP("sentences", "Đồng hồ của máy lệch máy chủ hơn 5 phút nên không ký được."),
        QT_TRANSLATE_NOOP("sentences", "Chỉnh lại ngày giờ của máy rồi ký lại."),
    ),
    "unreadable_pdf": (
        QT_TRANSLATE_NOOP("sentences", "Không đọc được tệp PDF để ký."),
        QT_TRANSLATE_NOOP("sentences", "Xin lại bản khác của tệp."),
    ),
    "encrypted_pdf": (
        QT_TRANSLATE_NOOP("sentences", "Tệp PDF bị đặt mật khẩu nên không ký được."),
        QT_TRANSLATE_NOOP("sentences", "Xin lại bản không có mật khẩu."),
    ),
}
