"""Every error code of the contract with its HTTP status and its sentence in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class ProblemText(NamedTuple):
    """One code's status and titles."""

    status: int
    vi: str
    en: str


PROBLEMS: dict[str, ProblemText] = {
    # Who is asking
    "not_signed_in": ProblemText(401, "Chưa đăng nhập hoặc phiên đã hết hạn.", "Not signed in."),
    "bad_credentials": ProblemText(401, "Sai tài khoản hoặc mật khẩu.", "Wrong account or password."),
    "otp_required": ProblemText(401, "Cần mã xác thực một lần.", "A one-time code is required."),
    "device_wiped": ProblemText(
        401, "Thiết bị này đã bị thu hồi; dữ liệu trên máy phải được xóa.", "This device has been wiped."
    ),
    "too_many_requests": ProblemText(429, "Thử quá nhiều lần. Hãy đợi rồi thử lại.", "Too many requests."),
    # What is asked for
    "forbidden": ProblemText(403, "Bạn không có quyền làm việc này.", "You may not do this."),
    "clerk_only": ProblemText(
        403, "Chỉ văn thư của đơn vị được ký và tải bản chứng thực.", "Only the unit's clerk may do this."
    ),
    "reading_copy_only": ProblemText(
        403, "Bạn chỉ được xem bản đọc của tệp này.", "Only a reading copy is available to you."
    ),
    "not_found": ProblemText(404, "Không tìm thấy.", "Not found."),
    "method_not_allowed": ProblemText(405, "Phương thức không được hỗ trợ.", "Method not allowed."),
    "wrong_state": ProblemText(409, "Trạng thái hiện tại không cho phép việc này.", "Wrong state for this action."),
    "revision_changed": ProblemText(
        409, "Phiếu đã có bản mới hơn bản bạn đang xem.", "The revision has changed since you saw it."
    ),
    "duplicate": ProblemText(409, "Văn bản này đã được đăng ký.", "This document is registered already."),
    "id_taken": ProblemText(409, "Mã này đã được dùng.", "This id is taken."),
    "account_taken": ProblemText(409, "Tài khoản này đã có.", "This account exists already."),
    "not_certified": ProblemText(
        409, "Đơn vị chưa ký chứng thực tệp này.", "The unit has not certified this file yet."
    ),
    "signing_forbidden_by_author": ProblemText(
        409, "Tác giả tệp không cho phép ký thêm (DocMDP).", "The author forbids further signatures."
    ),
    "wrong_offset": ProblemText(409, "Vị trí tải lên không khớp.", "Wrong upload offset."),
    "signing_expired": ProblemText(409, "Phiên ký đã hết hạn.", "The signing session has expired."),
    "cursor_expired": ProblemText(410, "Con trỏ đồng bộ không còn dùng được.", "The cursor has expired."),
    "version_conflict": ProblemText(412, "Hồ sơ đã được người khác thay đổi.", "The record has changed."),
    "too_large": ProblemText(413, "Nội dung quá lớn.", "Too large."),
    "unsupported_media_type": ProblemText(415, "Loại tệp không được hỗ trợ.", "Unsupported media type."),
    "range_not_satisfiable": ProblemText(416, "Khoảng byte không hợp lệ.", "Range not satisfiable."),
    # What was sent
    "invalid": ProblemText(422, "Dữ liệu gửi lên chưa đúng.", "Invalid input."),
    "idempotency_key_reused": ProblemText(
        422, "Khóa chống lặp đã dùng cho yêu cầu khác.", "The idempotency key was used for another request."
    ),
    "hash_mismatch": ProblemText(422, "Tệp nhận được không khớp mã băm.", "The file does not match its hash."),
    "unsafe_file": ProblemText(422, "Tệp không an toàn nên bị từ chối.", "The file is unsafe and was refused."),
    "secret_not_allowed": ProblemText(
        422,
        "Hệ thống không nhận văn bản mật. Không có gì được lưu lại.",
        "Secret documents are not allowed; nothing was kept.",
    ),
    "not_the_approved_file": ProblemText(
        422, "Tệp ký không phải tệp đã được phê duyệt.", "This is not the approved file."
    ),
    "modified_after_approval": ProblemText(
        422, "Tệp đã bị sửa sau khi phê duyệt.", "The file was modified after approval."
    ),
    "signature_invalid": ProblemText(422, "Chữ ký số không hợp lệ.", "The signature is invalid."),
    "untrusted_certificate": ProblemText(
        422, "Chứng thư số không thuộc hệ thống tin cậy.", "The certificate is not trusted."
    ),
    "certificate_revoked": ProblemText(422, "Chứng thư số đã bị thu hồi.", "The certificate was revoked."),
    "certificate_expired": ProblemText(422, "Chứng thư số đã hết hạn.", "The certificate has expired."),
    "wrong_unit": ProblemText(
        422, "Chứng thư số không đăng ký cho đơn vị hoặc người ký này.", "The certificate belongs to another signer."
    ),
    "wrong_place": ProblemText(422, "Hình chữ ký không đúng vị trí.", "The signature stands in the wrong place."),
    # The server itself
    "unavailable": ProblemText(503, "Máy chủ tạm thời không phục vụ được.", "Temporarily unavailable."),
    "internal": ProblemText(500, "Máy chủ gặp lỗi.", "Internal error."),
}

TYPE_BASE = "urn:voffice:problem:"


def language_of(accept_language: str | None) -> str:
    """``en`` if that is preferred over Vietnamese by an Accept-Language header, else ``vi``."""
    best = ("vi", 0.0)
    for part in (accept_language or "").split(","):
        tag, _, parameters = part.strip().partition(";")
        primary = tag.strip().lower().split("-")[0]
        if primary not in ("vi", "en"):
            continue
        try:
            quality = float(parameters.strip().removeprefix("q=")) if parameters else 1.0
        except ValueError:
            continue
        if quality > best[1]:
            best = (primary, quality)
    return best[0]


_FIELD_WORDS = {
    "required": "This field is required.",
    "too_long": "This is too long.",
    "too_short": "This is too short.",
    "too_many": "These are too many.",
    "out_of_range": "This is out of range.",
    "not_json": "The body is not JSON.",
    "not_an_object": "The body must be a JSON object.",
    "not_found": "There is no such thing.",
    "file_in_use": "This file belongs to another record.",
    "bad_credentials": "Wrong password.",
    "unsupported_media_type": "This kind of file is not taken here.",
}
"""What is wrong with one field, by the code of its line in ``errors``."""


def _english(line: Mapping[str, Any]) -> str:
    message = str(line.get("message", ""))
    return message if message.isascii() else _FIELD_WORDS.get(str(line.get("code")), "This value is not accepted.")


def problem_body(
    code: str, *, language: str = "vi", detail: str | None = None, status: int | None = None, **extra: Any
) -> dict[str, Any]:
    """The RFC 9457 body of ``code``. ``extra`` adds members such as ``errors``, ``state`` or ``current``.

    ``detail`` and the messages of ``errors`` come in Vietnamese; whoever prefers English gets what the code says.
    """
    text = PROBLEMS[code]
    title = text.en if language == "en" else text.vi
    if language == "en":
        detail = detail if detail is not None and detail.isascii() else None
        if isinstance(extra.get("errors"), list):
            extra["errors"] = [{**line, "message": _english(line)} for line in extra["errors"]]
    return {
        "type": TYPE_BASE + code,
        "title": title,
        "status": status or text.status,
        "detail": detail or title,
        "code": code,
        **extra,
    }
