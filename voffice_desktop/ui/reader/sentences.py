"""What the reader says when a file or a page cannot be shown: what is wrong, and one thing to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def fault_sentence(code: str) -> tuple[str, str]:
    """(what is wrong, what to do) in the user's language for a fault's code; never an empty word."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("ReaderFault", text)

    known = {
        "pdf_encrypted": (tr("Tệp được bảo vệ bằng mật khẩu."), tr("Nhập mật khẩu do người gửi cung cấp.")),
        "pdf_wrong_password": (tr("Mật khẩu không đúng."), tr("Nhập lại mật khẩu do người gửi cung cấp.")),
        "pdf_not_pdf": (tr("Tệp này không phải là PDF."), tr("Đề nghị nơi gửi gửi lại bản PDF.")),
        "pdf_damaged": (tr("Tệp bị hỏng, không mở được."), tr("Tải lại tệp hoặc đề nghị nơi gửi gửi lại.")),
        "pdf_too_large": (tr("Tệp có quá nhiều trang để mở an toàn."), tr("Đề nghị nơi gửi tách thành nhiều tệp.")),
        "pdf_too_heavy": (tr("Trang này cần quá nhiều bộ nhớ để hiển thị."), tr("Thu nhỏ trang rồi thử lại.")),
        "pdf_page_damaged": (tr("Trang này bị hỏng, không hiển thị được."), tr("Xem các trang khác hoặc thử lại.")),
        "render_died": (
            tr("Trang này làm dừng bộ hiển thị; các trang khác không bị ảnh hưởng."),
            tr("Xem các trang khác hoặc thử lại."),
        ),
        "render_timeout": (
            tr("Trang này hiển thị quá lâu nên đã được dừng lại."),
            tr("Xem trang khác hoặc thử lại."),
        ),
        "render_unavailable": (tr("Bộ hiển thị trang không khởi động được."), tr("Khởi động lại chương trình.")),
        "unsupported_media_type": (
            tr("Tệp này chưa có bản PDF để đọc."),
            tr("Đề nghị nơi gửi gửi bản PDF, hoặc báo quản trị."),
        ),
        "not_cached": (tr("Tệp chưa có trên máy này."), tr("Kết nối mạng rồi mở lại.")),
    }
    return known.get(
        code, (tr("Không đọc được tệp này."), tr("Thử lại; nếu vẫn lỗi, báo quản trị mã {0}.").format(code))
    )
