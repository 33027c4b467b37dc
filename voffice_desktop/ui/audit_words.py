"""The words of the office for what the audit log names."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from voffice_desktop.ui.marks import QT_TRANSLATE_NOOP

AUDIT_ACTS: dict[str, str] = {
    "session.open": QT_TRANSLATE_NOOP("audit", "Đăng nhập"),
    "session.close": QT_TRANSLATE_NOOP("audit", "Đăng xuất"),
    "device.wipe": QT_TRANSLATE_NOOP("audit", "Xóa dữ liệu thiết bị"),
    "password.change": QT_TRANSLATE_NOOP("audit", "Đổi mật khẩu"),
    "file.view": QT_TRANSLATE_NOOP("audit", "Xem"),
    "file.print": QT_TRANSLATE_NOOP("audit", "In"),
    "file.export": QT_TRANSLATE_NOOP("audit", "Chép nội dung"),
    "file.download": QT_TRANSLATE_NOOP("audit", "Lưu bản sao"),
    "file.upload": QT_TRANSLATE_NOOP("audit", "Tải tệp lên"),
    "file.original": QT_TRANSLATE_NOOP("audit", "Tải bản gốc"),
    "file.certified": QT_TRANSLATE_NOOP("audit", "Tải bản chứng thực"),
    "file.certify": QT_TRANSLATE_NOOP("audit", "Ký chứng thực"),
    "file.annotate": QT_TRANSLATE_NOOP("audit", "Bút phê"),
    "incoming.register": QT_TRANSLATE_NOOP("audit", "Vào sổ văn bản đến"),
    "outgoing.number": QT_TRANSLATE_NOOP("audit", "Cấp số"),
    "outgoing.signed": QT_TRANSLATE_NOOP("audit", "Ký số văn bản đi"),
    "outgoing.dispatch": QT_TRANSLATE_NOOP("audit", "Phát hành"),
    "policy.change": QT_TRANSLATE_NOOP("audit", "Đổi chính sách"),
    "user.create": QT_TRANSLATE_NOOP("audit", "Thêm người dùng"),
    "user.change": QT_TRANSLATE_NOOP("audit", "Đổi người dùng"),
    "user.import": QT_TRANSLATE_NOOP("audit", "Nhập danh sách người dùng"),
    "certificate.add": QT_TRANSLATE_NOOP("audit", "Thêm chứng thư số"),
    "certificate.revocations": QT_TRANSLATE_NOOP("audit", "Nạp danh sách thu hồi"),
}
"""By the log's name; an act that is not here shows as it is named."""


def audit_caption(action: str) -> str:
    """The words for an act in the chosen language; ``view`` and ``file.view`` are the same."""
    found = AUDIT_ACTS.get(action) or AUDIT_ACTS.get(f"file.{action}")
    return QCoreApplication.translate("audit", found) if found else action
