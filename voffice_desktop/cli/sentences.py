"""What the command line says of an error, in one Vietnamese sentence with a way on."""

from __future__ import annotations

from voffice_desktop.errors import Rejected, VofficeError

SENTENCES = {
    "bad_credentials": "Sai tài khoản hoặc mật khẩu; hãy kiểm tra bộ gõ rồi nhập lại.",
    "wrong_password": "Mật khẩu không mở được bản lưu; hãy nhập mật khẩu của lần đăng nhập gần nhất.",
    "password_needed": "Cần mật khẩu: thêm --password-stdin.",
    "old_password_needed": "Mật khẩu đã đổi; hãy chạy sync với mật khẩu cũ để gửi nốt rồi login lại.",
    "not_signed_in": "Phiên làm việc đã hết; hãy đăng nhập lại.",
    "unknown_account": "Chưa có tài khoản nào đăng nhập trong hồ sơ này; hãy chạy login.",
    "device_wiped": "Máy này đã bị yêu cầu xóa dữ liệu, bản lưu đã được hủy; hãy liên hệ quản trị.",
    "clock_wrong": "Đồng hồ của máy bị lùi; hãy chỉnh giờ rồi đăng nhập lại.",
    "lease_expired": "Đã quá hạn làm việc ngoại tuyến; hãy kết nối và đồng bộ.",
    "no_keyring": "Không mở được kho khóa của hệ thống; hãy đăng nhập lại khi có mạng.",
    "cache_damaged": "Bản lưu trên máy bị hỏng; hãy chạy sync hoặc login để tải lại.",
    "outbox_damaged": "Hàng chờ gửi trên máy bị hỏng; hãy chạy login, phần hỏng được giữ riêng.",
    "cache_newer": "Bản lưu do phiên bản mới hơn tạo ra; hãy cập nhật chương trình.",
    "disk_full": "Ổ đĩa đã đầy; hãy giải phóng dung lượng rồi thử lại.",
    "disk_error": "Không đọc ghi được ổ đĩa; hãy kiểm tra ổ đĩa và quyền của thư mục hồ sơ.",
    "server_unreachable": "Không kết nối được máy chủ; hãy kiểm tra mạng và địa chỉ rồi thử lại.",
    "not_our_server": "Địa chỉ này không trả lời như máy chủ voffice; hãy xem lại địa chỉ hoặc đăng nhập mạng.",
    "cut_short": "Kết nối bị ngắt giữa chừng; hãy thử lại.",
    "server_error": "Máy chủ đang gặp lỗi; hãy đợi vài phút rồi thử lại.",
    "too_many_requests": "Đã thử quá nhiều lần; hãy đợi 15 phút rồi thử lại.",
    "otp_required": "Tài khoản này cần mã dùng một lần; hãy thêm --otp.",
    "trust_damaged": "Không đọc được trust.json của hồ sơ; hãy nhờ quản trị đặt lại.",
    "tls_refused": "Không tin được chứng chỉ của máy chủ; hãy báo quản trị kiểm tra.",
    "not_cached": "Tệp chưa được lưu trên máy; hãy chạy fetch khi có mạng.",
    "not_found": "Không tìm thấy.",
    "forbidden": "Không có quyền làm việc này.",
    "clerk_only": "Chỉ văn thư đơn vị tải được bản chứng thực.",
    "not_certified": "Đơn vị chưa ký chứng thực tệp này.",
    "online_only": "Việc này phải làm khi có kết nối, không xếp hàng được.",
    "invalid": "Yêu cầu không đúng.",
    "invalid_json": "Nội dung --body không phải là một đối tượng JSON.",
    "invalid_server": "Địa chỉ máy chủ không đúng; hãy nhập như https://voffice.coquan.gov.vn.",
    "insecure_server": "Địa chỉ này không mã hóa đường truyền; hãy dùng https.",
    "unknown_kind": "Không có loại này.",
    "resync_shrinks": "Máy chủ trả về ít hơn nhiều so với bản lưu; kiểm tra rồi chạy sync --accept-shrink.",
    "busy": "Một chương trình khác đang đồng bộ hồ sơ này; hãy đợi rồi thử lại.",
    "no_window": "Bản cài này không có giao diện.",
}


def sentence(error: VofficeError) -> str:
    """The Vietnamese sentence for an error: the server's own where it sent one."""
    if isinstance(error, Rejected):
        said = error.problem.get("detail") or error.problem.get("title")
        if said:
            return str(said)
    return SENTENCES.get(error.code, "Có lỗi; xem nhật ký để biết chi tiết.")
