"""What an error says to a person: one sentence, one thing to do, by its stable code."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from voffice_desktop.errors import Rejected, SignInNeeded, Transient, VofficeError
from voffice_desktop.ui.marks import QT_TRANSLATE_NOOP
from voffice_desktop.ui.signing.sentences import TABLE as SIGNING


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, and the way on."""

    code: str
    what: str
    next: str

    @property
    def text(self) -> str:
        """Both in one line."""
        return f"{self.what} {self.next}".strip()


_TABLE: dict[str, tuple[str, str]] = {
    "intake_unknown_kind": (
        QT_TRANSLATE_NOOP("sentences", "Đây không phải tệp PDF, ảnh quét hay thư."),
        QT_TRANSLATE_NOOP("sentences", "Chọn tệp PDF, TIFF, PNG, JPEG hoặc .eml."),
    ),
    "mail_without_files": (
        QT_TRANSLATE_NOOP("sentences", "Thư này không có tệp nào vào sổ được."),
        QT_TRANSLATE_NOOP("sentences", "Mở thư và lưu riêng tệp cần vào sổ."),
    ),
    "mail_unreadable": (
        QT_TRANSLATE_NOOP("sentences", "Không đọc được thư này."),
        QT_TRANSLATE_NOOP("sentences", "Lưu lại thư từ chương trình thư rồi thả vào."),
    ),
    "ocr_unavailable": (
        QT_TRANSLATE_NOOP("sentences", "Máy này chưa nhận dạng được chữ tiếng Việt."),
        QT_TRANSLATE_NOOP("sentences", "Nhờ quản trị cài tesseract với dữ liệu tiếng Việt."),
    ),
    "ocr_failed": (
        QT_TRANSLATE_NOOP("sentences", "Chưa nhận dạng được chữ trên bản quét."),
        QT_TRANSLATE_NOOP("sentences", "Nhập tay, hoặc quét lại rõ hơn."),
    ),
    "reason_needed": (
        QT_TRANSLATE_NOOP("sentences", "Cần ghi lý do."),
        QT_TRANSLATE_NOOP("sentences", "Ghi lý do rồi làm lại."),
    ),
    "signed_file_unchanged": (
        QT_TRANSLATE_NOOP("sentences", "Tệp đã ký số phải giữ nguyên từng byte."),
        QT_TRANSLATE_NOOP("sentences", "Vào sổ tệp gốc; không tách, ghép hay xoay."),
    ),
    "cannot_write": (
        QT_TRANSLATE_NOOP("sentences", "Không ghi được tệp ra nơi đã chọn."),
        QT_TRANSLATE_NOOP("sentences", "Chọn thư mục khác hoặc giải phóng chỗ trống."),
    ),
    "bad_credentials": (
        QT_TRANSLATE_NOOP("sentences", "Tài khoản hoặc mật khẩu chưa đúng."),
        QT_TRANSLATE_NOOP("sentences", "Kiểm tra bộ gõ, phím Caps Lock rồi nhập lại."),
    ),
    "wrong_password": (
        QT_TRANSLATE_NOOP("sentences", "Mật khẩu không mở được dữ liệu trên máy này."),
        QT_TRANSLATE_NOOP(
            "sentences", "Nhập lại mật khẩu của lần đăng nhập gần nhất, hoặc kết nối mạng để đăng nhập."
        ),
    ),
    "password_needed": (
        QT_TRANSLATE_NOOP("sentences", "Cần mật khẩu để mở dữ liệu trên máy này."),
        QT_TRANSLATE_NOOP("sentences", "Nhập mật khẩu của tài khoản."),
    ),
    "old_password_needed": (
        QT_TRANSLATE_NOOP("sentences", "Mật khẩu đã đổi ở nơi khác; việc chưa gửi còn khóa bằng mật khẩu cũ."),
        QT_TRANSLATE_NOOP("sentences", "Mở dữ liệu trên máy bằng mật khẩu cũ để gửi nốt việc, rồi đăng nhập lại."),
    ),
    "unknown_account": (
        QT_TRANSLATE_NOOP("sentences", "Tài khoản này chưa từng đăng nhập trên máy."),
        QT_TRANSLATE_NOOP("sentences", "Kết nối mạng và đăng nhập lần đầu."),
    ),
    "invalid_server": (
        QT_TRANSLATE_NOOP("sentences", "Địa chỉ máy chủ chưa đúng."),
        QT_TRANSLATE_NOOP("sentences", "Nhập như https://voffice.coquan.gov.vn."),
    ),
    "otp_required": (
        QT_TRANSLATE_NOOP("sentences", "Tài khoản này cần thêm mã dùng một lần."),
        QT_TRANSLATE_NOOP("sentences", "Nhập mã 6 số của ứng dụng xác thực."),
    ),
    "too_many_requests": (
        QT_TRANSLATE_NOOP("sentences", "Đã thử sai quá nhiều lần."),
        QT_TRANSLATE_NOOP("sentences", "Đợi 15 phút rồi thử lại, hoặc nhờ quản trị đặt lại mật khẩu."),
    ),
    "device_wiped": (
        QT_TRANSLATE_NOOP("sentences", "Quản trị đã xóa dữ liệu của thiết bị này."),
        QT_TRANSLATE_NOOP("sentences", "Liên hệ quản trị trước khi đăng nhập lại."),
    ),
    "not_signed_in": (
        QT_TRANSLATE_NOOP("sentences", "Phiên làm việc đã hết hạn."),
        QT_TRANSLATE_NOOP("sentences", "Đăng nhập lại; việc chưa gửi vẫn còn trên máy."),
    ),
    "server_unreachable": (
        QT_TRANSLATE_NOOP("sentences", "Không kết nối được máy chủ."),
        QT_TRANSLATE_NOOP("sentences", "Kiểm tra mạng và địa chỉ máy chủ rồi thử lại."),
    ),
    "not_our_server": (
        QT_TRANSLATE_NOOP("sentences", "Địa chỉ này không phải máy chủ voffice."),
        QT_TRANSLATE_NOOP("sentences", "Xem lại địa chỉ, hoặc trang đăng nhập mạng đang chặn đường."),
    ),
    "bad_certificate": (
        QT_TRANSLATE_NOOP("sentences", "Chứng thư của máy chủ không được tin cậy."),
        QT_TRANSLATE_NOOP("sentences", "Không đăng nhập; báo quản trị kiểm tra chứng thư."),
    ),
    "tls_refused": (
        QT_TRANSLATE_NOOP("sentences", "Chứng thư của máy chủ không được tin cậy."),
        QT_TRANSLATE_NOOP("sentences", "Không đăng nhập; báo quản trị kiểm tra chứng thư."),
    ),
    "trust_damaged": (
        QT_TRANSLATE_NOOP("sentences", "Không đọc được thiết lập chứng thư tin cậy của máy này."),
        QT_TRANSLATE_NOOP("sentences", "Nhờ quản trị đặt lại tệp trust.json trong hồ sơ."),
    ),
    "insecure_server": (
        QT_TRANSLATE_NOOP("sentences", "Địa chỉ này không mã hóa đường truyền."),
        QT_TRANSLATE_NOOP("sentences", "Dùng địa chỉ bắt đầu bằng https://."),
    ),
    "cut_short": (
        QT_TRANSLATE_NOOP("sentences", "Kết nối bị ngắt giữa chừng."),
        QT_TRANSLATE_NOOP("sentences", "Thử lại; chưa có gì bị mất."),
    ),
    "server_error": (
        QT_TRANSLATE_NOOP("sentences", "Máy chủ đang gặp lỗi."),
        QT_TRANSLATE_NOOP("sentences", "Đợi vài phút rồi thử lại; nếu vẫn vậy, báo quản trị."),
    ),
    "disk_error": (
        QT_TRANSLATE_NOOP("sentences", "Không đọc ghi được ổ đĩa."),
        QT_TRANSLATE_NOOP("sentences", "Kiểm tra ổ đĩa và quyền của thư mục hồ sơ rồi thử lại."),
    ),
    "outbox_damaged": (
        QT_TRANSLATE_NOOP("sentences", "Hàng chờ gửi trên máy bị hỏng."),
        QT_TRANSLATE_NOOP("sentences", "Đăng nhập khi có mạng để làm việc tiếp; phần hỏng được giữ riêng."),
    ),
    "pdf_unreadable": (
        QT_TRANSLATE_NOOP("sentences", "Tệp này không đọc được như PDF hay ảnh."),
        QT_TRANSLATE_NOOP("sentences", "Xem tệp gốc, hoặc đề nghị nơi gửi gửi lại."),
    ),
    "pdf_too_heavy": (
        QT_TRANSLATE_NOOP("sentences", "Tệp quá nặng để mở an toàn trên máy này."),
        QT_TRANSLATE_NOOP("sentences", "Đề nghị nơi gửi gửi bản nhẹ hơn."),
    ),
    "busy": (
        QT_TRANSLATE_NOOP("sentences", "Một chương trình khác đang đồng bộ hồ sơ này."),
        QT_TRANSLATE_NOOP("sentences", "Đợi rồi thử lại."),
    ),
    "database_busy": (
        QT_TRANSLATE_NOOP("sentences", "Dữ liệu trên máy đang bận."),
        QT_TRANSLATE_NOOP("sentences", "Đợi rồi thử lại."),
    ),
    "proxy_failed": (
        QT_TRANSLATE_NOOP("sentences", "Máy chủ trung gian (proxy) không cho đi qua."),
        QT_TRANSLATE_NOOP("sentences", "Kiểm tra thiết lập proxy của máy."),
    ),
    "bad_address": (
        QT_TRANSLATE_NOOP("sentences", "Địa chỉ máy chủ chưa đúng."),
        QT_TRANSLATE_NOOP("sentences", "Nhập như https://voffice.coquan.gov.vn."),
    ),
    "clock_wrong": (
        QT_TRANSLATE_NOOP("sentences", "Đồng hồ của máy lệch so với máy chủ."),
        QT_TRANSLATE_NOOP("sentences", "Chỉnh lại ngày giờ của máy rồi thử lại."),
    ),
    "lease_expired": (
        QT_TRANSLATE_NOOP("sentences", "Đã quá số ngày được dùng ngoại tuyến."),
        QT_TRANSLATE_NOOP("sentences", "Kết nối mạng và đăng nhập lại; việc chưa gửi vẫn còn."),
    ),
    "session_closed": (
        QT_TRANSLATE_NOOP("sentences", "Tài khoản này đã bị khóa; dữ liệu trên máy đã được xóa."),
        QT_TRANSLATE_NOOP("sentences", "Hỏi quản trị; việc chưa gửi vẫn còn nguyên cho đến khi mở lại tài khoản."),
    ),
    "disk_full": (
        QT_TRANSLATE_NOOP("sentences", "Ổ đĩa đã đầy, chưa lưu thêm được."),
        QT_TRANSLATE_NOOP("sentences", "Giải phóng dung lượng rồi thử lại; dữ liệu đang có không mất."),
    ),
    "cache_damaged": (
        QT_TRANSLATE_NOOP("sentences", "Dữ liệu lưu trên máy bị hỏng."),
        QT_TRANSLATE_NOOP("sentences", "Đăng nhập khi có mạng để tải lại; việc chưa gửi được giữ nguyên."),
    ),
    "cache_newer": (
        QT_TRANSLATE_NOOP("sentences", "Dữ liệu trên máy thuộc phiên bản voffice mới hơn."),
        QT_TRANSLATE_NOOP("sentences", "Cập nhật chương trình rồi mở lại."),
    ),
    "server_too_old": (
        QT_TRANSLATE_NOOP("sentences", "Máy chủ cũ hơn chương trình này."),
        QT_TRANSLATE_NOOP("sentences", "Báo quản trị cập nhật máy chủ; vẫn đọc được dữ liệu trên máy."),
    ),
    "server_too_new": (
        QT_TRANSLATE_NOOP("sentences", "Chương trình cũ hơn máy chủ."),
        QT_TRANSLATE_NOOP("sentences", "Cập nhật chương trình rồi mở lại."),
    ),
    "no_keyring": (
        QT_TRANSLATE_NOOP("sentences", "Không mở được kho khóa của hệ thống."),
        QT_TRANSLATE_NOOP("sentences", "Mở kho khóa rồi thử lại, hoặc đăng nhập khi có mạng; việc chưa gửi vẫn còn."),
    ),
    "profile_in_use": (
        QT_TRANSLATE_NOOP("sentences", "voffice đang mở với hồ sơ này."),
        QT_TRANSLATE_NOOP("sentences", "Chuyển sang cửa sổ đang mở."),
    ),
    "online_only": (
        QT_TRANSLATE_NOOP("sentences", "Việc này chỉ làm được khi có mạng."),
        QT_TRANSLATE_NOOP("sentences", "Kết nối lại rồi thực hiện."),
    ),
    "forbidden": (
        QT_TRANSLATE_NOOP("sentences", "Tài khoản này không có quyền làm việc đó."),
        QT_TRANSLATE_NOOP("sentences", "Chuyển cho người có thẩm quyền."),
    ),
    "wrong_state": (
        QT_TRANSLATE_NOOP("sentences", "Hồ sơ đã sang bước khác."),
        QT_TRANSLATE_NOOP("sentences", "Xem lại trạng thái mới rồi quyết định."),
    ),
    "version_conflict": (
        QT_TRANSLATE_NOOP("sentences", "Hồ sơ đã được người khác thay đổi."),
        QT_TRANSLATE_NOOP("sentences", "Xem bản mới rồi quyết lại; nội dung đã nhập vẫn còn."),
    ),
    "not_found": (
        QT_TRANSLATE_NOOP("sentences", "Hồ sơ không còn, hoặc không còn quyền xem."),
        QT_TRANSLATE_NOOP("sentences", "Quay lại danh sách."),
    ),
    "invalid": (
        QT_TRANSLATE_NOOP("sentences", "Có nội dung nhập chưa đúng."),
        QT_TRANSLATE_NOOP("sentences", "Sửa ô được đánh dấu rồi gửi lại."),
    ),
    "not_cached": (
        QT_TRANSLATE_NOOP("sentences", "Tệp chưa được tải về máy này."),
        QT_TRANSLATE_NOOP("sentences", "Kết nối mạng để tải; tệp sẽ tự mở."),
    ),
    "not_sent_yet": (
        QT_TRANSLATE_NOOP("sentences", "Tệp này chưa gửi lên máy chủ nên chưa có bản PDF để đọc."),
        QT_TRANSLATE_NOOP("sentences", "Sẽ đọc được sau khi đồng bộ."),
    ),
    "clerk_only": (
        QT_TRANSLATE_NOOP("sentences", "Chỉ văn thư tải được bản chứng thực."),
        QT_TRANSLATE_NOOP("sentences", "Đề nghị văn thư của đơn vị."),
    ),
    "not_certified": (
        QT_TRANSLATE_NOOP("sentences", "Đơn vị chưa ký chứng thực tệp này."),
        QT_TRANSLATE_NOOP("sentences", "Ký chứng thực trước khi tải."),
    ),
    "unreadable": (
        QT_TRANSLATE_NOOP("sentences", "Tệp hỏng, không mở được."),
        QT_TRANSLATE_NOOP("sentences", "Tải lại, hoặc báo văn thư."),
    ),
    "too_large": (
        QT_TRANSLATE_NOOP("sentences", "Tệp lớn hơn mức cho phép."),
        QT_TRANSLATE_NOOP("sentences", "Chia nhỏ hoặc nén lại tệp."),
    ),
    "hash_mismatch": (
        QT_TRANSLATE_NOOP("sentences", "Tệp bị thay đổi trên đường truyền."),
        QT_TRANSLATE_NOOP("sentences", "Tải lại; bản sai không được giữ."),
    ),
    "blob_damaged": (
        QT_TRANSLATE_NOOP("sentences", "Bản lưu của tệp trên máy này đã hỏng."),
        QT_TRANSLATE_NOOP("sentences", "Tải lại tệp khi có mạng; bản trên máy chủ không ảnh hưởng."),
    ),
    "blob_missing": (
        QT_TRANSLATE_NOOP("sentences", "Bản lưu của tệp không còn trên máy này."),
        QT_TRANSLATE_NOOP("sentences", "Kết nối mạng để tải lại."),
    ),
    "file_changed": (
        QT_TRANSLATE_NOOP("sentences", "Tệp vừa được thay trên máy chủ trong lúc tải."),
        QT_TRANSLATE_NOOP("sentences", "Bản mới sẽ tự tải về."),
    ),
    "file_unreadable": (
        QT_TRANSLATE_NOOP("sentences", "Không đọc được tệp này trên máy."),
        QT_TRANSLATE_NOOP("sentences", "Kiểm tra quyền đọc, hoặc chép tệp sang thư mục khác."),
    ),
    "interrupted": (
        QT_TRANSLATE_NOOP("sentences", "Việc này vừa được dừng."),
        QT_TRANSLATE_NOOP("sentences", "Làm lại khi cần."),
    ),
    "no_text": (
        QT_TRANSLATE_NOOP("sentences", "Tệp này không có chữ để tìm hay so sánh."),
        QT_TRANSLATE_NOOP("sentences", "Nhận dạng chữ của bản quét trước."),
    ),
    "pdf_child_unavailable": (
        QT_TRANSLATE_NOOP("sentences", "Không mở được phần đọc PDF trên máy này."),
        QT_TRANSLATE_NOOP("sentences", "Khởi động lại chương trình; nếu vẫn vậy, mở Chi tiết để báo quản trị."),
    ),
    "pdf_reader_died": (
        QT_TRANSLATE_NOOP("sentences", "Tệp này làm hỏng phần đọc PDF nên bị đóng lại."),
        QT_TRANSLATE_NOOP("sentences", "Tải lại tệp, hoặc đề nghị nơi gửi gửi lại."),
    ),
    "not_your_mark": (
        QT_TRANSLATE_NOOP("sentences", "Nét bút của người khác chỉ xem được, không sửa được."),
        QT_TRANSLATE_NOOP("sentences", "Viết ý kiến của mình bên cạnh."),
    ),
    "scanner_unavailable": (
        QT_TRANSLATE_NOOP("sentences", "Không gọi được máy quét trên máy này."),
        QT_TRANSLATE_NOOP("sentences", "Nhờ quản trị cài gói sane-utils."),
    ),
    "scanner_gone": (
        QT_TRANSLATE_NOOP("sentences", "Máy quét không trả lời."),
        QT_TRANSLATE_NOOP("sentences", "Kiểm tra nguồn điện và dây nối, rồi tìm lại."),
    ),
    "scanner_busy": (
        QT_TRANSLATE_NOOP("sentences", "Máy quét đang bận."),
        QT_TRANSLATE_NOOP("sentences", "Chờ việc quét khác xong rồi quét lại."),
    ),
    "scanner_jammed": (
        QT_TRANSLATE_NOOP("sentences", "Máy quét bị kẹt giấy."),
        QT_TRANSLATE_NOOP("sentences", "Gỡ giấy kẹt rồi quét tiếp các trang còn lại."),
    ),
    "scanner_empty": (
        QT_TRANSLATE_NOOP("sentences", "Khay nạp của máy quét không có giấy."),
        QT_TRANSLATE_NOOP("sentences", "Đặt giấy vào khay rồi quét lại."),
    ),
    "scanner_open": (
        QT_TRANSLATE_NOOP("sentences", "Nắp máy quét đang mở."),
        QT_TRANSLATE_NOOP("sentences", "Đóng nắp rồi quét lại."),
    ),
    "scanner_failed": (
        QT_TRANSLATE_NOOP("sentences", "Máy quét dừng giữa chừng."),
        QT_TRANSLATE_NOOP("sentences", "Quét lại; nếu vẫn vậy, khởi động lại máy quét."),
    ),
    "demo_failed": (
        QT_TRANSLATE_NOOP("sentences", "Không mở được văn phòng mẫu trên máy này."),
        QT_TRANSLATE_NOOP("sentences", "Chạy lại với --reset; nếu vẫn vậy, xem nhật ký."),
    ),
    "unexpected": (
        QT_TRANSLATE_NOOP("sentences", "Chương trình gặp lỗi của chính nó."),
        QT_TRANSLATE_NOOP("sentences", "Việc đang làm vẫn còn. Mở Chi tiết để gửi nhật ký cho quản trị."),
    ),
}

_TABLE |= SIGNING

CODES: tuple[str, ...] = tuple(_TABLE)
"""Every code that has a sentence of its own."""


def sentence(error: VofficeError) -> Sentence:
    """The sentence of an error: by its code, else what the server itself said, else by who must act."""
    translate = QCoreApplication.translate
    if isinstance(error, Rejected) and not error.status and error.params.get("reason"):
        # A rule of this machine's own table refused it and says why in the words of the office.
        return Sentence(error.code, str(error.params["reason"]), "")
    found = _TABLE.get(f"{error.code}:{error.params.get('tries', '')}") or _TABLE.get(error.code)
    if isinstance(error, Rejected) and error.code == "wrong_state" and error.problem.get("detail") and found:
        # the rule table's own sentence says which step is meant
        return Sentence(error.code, str(error.problem["detail"]), translate("sentences", found[1]))
    if found is not None:
        return Sentence(error.code, translate("sentences", found[0]), translate("sentences", found[1]))
    if isinstance(error, Rejected) and error.code == "unsafe_file":
        why = [str(one.get("message")) for one in error.problem.get("errors") or [] if isinstance(one, dict)]
        if why:  # what is wrong with the file, and what to do, in the server's words
            return Sentence(error.code, " ".join(why), "")
    if isinstance(error, Rejected) and error.problem:
        said = str(error.problem.get("detail") or error.problem.get("title") or "")
        if said:
            return Sentence(error.code, said, "")
    if isinstance(error, Transient):
        return Sentence(
            error.code,
            translate("sentences", "Chưa gửi được vì mất kết nối."),
            translate("sentences", "Sẽ tự gửi lại khi có mạng."),
        )
    if isinstance(error, SignInNeeded):
        return sentence(SignInNeeded("not_signed_in"))
    if isinstance(error, Rejected):
        return Sentence(
            error.code,
            translate("sentences", "Máy chủ không nhận việc này ({code}).").format(code=error.code),
            translate("sentences", "Xem lại trong Cần chú ý."),
        )
    return Sentence(
        error.code,
        translate("sentences", "Chưa làm được ({code}).").format(code=error.code),
        translate("sentences", "Thử lại; nếu vẫn vậy, mở Chi tiết để báo quản trị."),
    )
