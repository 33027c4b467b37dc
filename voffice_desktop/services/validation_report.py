"""The validation report that is saved beside a certified file: what was judged, when, and what was found."""

from __future__ import annotations

import hashlib
from datetime import datetime

from voffice_desktop.signing.appearance import signing_time
from voffice_desktop.signing.verify_received import ReceivedSignature, Verdict
from voffice_desktop.signing.words import CHANGES, REASONS, TRUST

_KINDS = {
    "personal": "Chữ ký cá nhân",
    "agency": "Chữ ký số cơ quan",
    "certification": "Chữ ký chứng thực của đơn vị",
    "timestamp": "Dấu thời gian của tài liệu",
    "other": "Chữ ký số",
}
_STATES = {"valid": "hợp lệ", "amber": "cần xem xét", "not_valid": "KHÔNG hợp lệ", "unsigned": "không có chữ ký"}


def report_text(name: str, data: bytes, verdict: Verdict, now: datetime) -> str:
    """The report as plain text (Vietnamese, NFC): the file, its hash, the verdict, every signature in order."""
    lines = [
        "BÁO CÁO KIỂM TRA CHỮ KÝ SỐ",
        "",
        f"Tệp: {name}",
        f"Kích thước: {len(data)} byte",
        f"SHA-256: {hashlib.sha256(data).hexdigest()}",
        f"Thời điểm kiểm tra: {signing_time(now)}",
        f"Kết luận: {_STATES[verdict.state]}. {verdict.sentence}",
        f"Số chữ ký: {len(verdict.signatures)}",
    ]
    for number, one in enumerate(verdict.signatures, 1):
        lines += ["", *_about(number, one)]
    return "\n".join([*lines, ""])


def _about(number: int, one: ReceivedSignature) -> list[str]:
    when = signing_time(one.signed_at) if one.signed_at else "không ghi"
    proof = "có dấu thời gian" if one.timestamped else "theo đồng hồ người ký"
    found = [
        f"{number}. {_KINDS.get(one.kind, _KINDS['other'])}: {_STATES[one.state]}",
        f"   Người ký: {one.signer}",
        f"   Nơi cấp chứng thư: {one.issuer}",
        f"   Dấu vân tay chứng thư (SHA-256): {one.certificate_sha256}",
        f"   Thời gian ký: {when} ({proof})",
        f"   Phạm vi: {'toàn bộ tệp' if one.coverage == 'file' else 'phiên bản đến lúc ký'}",
        f"   Thay đổi sau khi ký: {CHANGES.get(one.changes, one.changes)}",
        f"   Tin cậy: {TRUST.get(one.trust, one.trust)}",
    ]
    if one.page:
        found.append(f"   Hiển thị ở trang {one.page}")
    if one.reason in REASONS:
        found.append(f"   Lý do: {REASONS[one.reason]}")
    return found
