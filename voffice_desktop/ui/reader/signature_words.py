"""A signature in plain words: who, what for, when, what it covers, what came after, and whether to rely on it.

Four states, never softened: valid, amber (intact, but not everything is explained), not valid, and no signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from voffice_desktop.domain.records import SignatureSummary
from voffice_desktop.ui.marks import QT_TRANSLATE_NOOP
from voffice_desktop.ui.words import moment

Tone = Literal["ok", "warn", "danger", "second"]


@dataclass(frozen=True, slots=True)
class SignatureWords:
    """What a panel shows of one signature, top to bottom."""

    tone: Tone
    state: str
    signer: str
    lines: tuple[str, ...]


def tr(text: str) -> str:
    """A text of the panel in the user's language."""
    return QCoreApplication.translate("SignatureWords", text)


def state_of(signatures: Sequence[SignatureSummary]) -> tuple[Tone, str]:
    """The file as a whole: its worst signature decides."""
    verdicts = {one.verdict for one in signatures}
    if not verdicts:
        return "second", tr("Tài liệu không có chữ ký số.")
    if "not_valid" in verdicts:
        return "danger", tr("Chữ ký không hợp lệ: không được coi tài liệu này là bản đã ký.")
    if "amber" in verdicts:
        return "warn", tr("Chữ ký còn nguyên vẹn, nhưng có thay đổi chưa giải thích được hết. Hãy xem từng chữ ký.")
    return "ok", tr("Chữ ký hợp lệ: tài liệu còn nguyên vẹn kể từ khi ký.")


def words_of(signature: SignatureSummary) -> SignatureWords:
    """One signature."""
    tones: dict[str, tuple[Tone, str]] = {
        "valid": ("ok", tr("Hợp lệ")),
        "amber": ("warn", tr("Cần xem kỹ")),
        "not_valid": ("danger", tr("Không hợp lệ")),
    }
    tone, state = tones[signature.verdict]
    kinds = {
        "personal": tr("Chữ ký cá nhân của người có thẩm quyền"),
        "agency": tr("Chữ ký cơ quan"),
        "certification": tr("Chữ ký chứng thực của đơn vị"),
    }
    lines = [tr("Chữ ký số") if signature.outside else kinds[signature.kind], _when(signature)]
    lines += [_COVERAGE.get(signature.coverage, ""), _CHANGES.get(signature.changes, "")]
    lines += [_TRUST.get(signature.trust, ""), _REASONS.get(signature.reason, "")]
    if signature.issuer:
        lines.append(tr("Chứng thư do {0} cấp.").format(signature.issuer))
    said = tuple(tr(line) for line in lines if line)
    return SignatureWords(tone, state, signature.signer or tr("Không rõ người ký"), said)


def short_of(signature: SignatureSummary) -> str:
    """One line for the properties pane."""
    found = words_of(signature)
    parts = [found.signer, moment(signature.signed_at) if signature.signed_at else ""]
    return f"{found.state}: " + " · ".join(part for part in parts if part)


def _when(signature: SignatureSummary) -> str:
    if not signature.signed_at:
        return tr("Không rõ thời điểm ký.")
    at = moment(signature.signed_at)
    if signature.timestamped:
        return tr("Ký lúc {0}, có dấu thời gian.").format(at)
    return tr("Ký lúc {0}, theo đồng hồ của máy ký.").format(at)


_COVERAGE = {
    "file": QT_TRANSLATE_NOOP("SignatureWords", "Bao trùm toàn bộ tệp."),
    "revision": QT_TRANSLATE_NOOP("SignatureWords", "Bao trùm tệp như lúc ký; sau đó tệp được bổ sung."),
}
_CHANGES = {
    "none": QT_TRANSLATE_NOOP("SignatureWords", "Không có thay đổi nào sau chữ ký."),
    "validation_data": QT_TRANSLATE_NOOP("SignatureWords", "Sau chữ ký chỉ thêm dữ liệu xác thực lâu dài."),
    "form_filling": QT_TRANSLATE_NOOP("SignatureWords", "Sau chữ ký chỉ ký thêm hoặc điền ô đã chuẩn bị."),
    "not_explained": QT_TRANSLATE_NOOP("SignatureWords", "Sau chữ ký có thay đổi chưa giải thích được hết."),
}
_TRUST = {
    "trusted": QT_TRANSLATE_NOOP("SignatureWords", "Chứng thư số được tin cậy."),
    "certificate_expired": QT_TRANSLATE_NOOP("SignatureWords", "Chứng thư số hết hạn hoặc chưa có hiệu lực khi ký."),
    "certificate_revoked": QT_TRANSLATE_NOOP("SignatureWords", "Chứng thư số đã bị thu hồi."),
    "untrusted_certificate": QT_TRANSLATE_NOOP("SignatureWords", "Chưa xác minh được nơi cấp chứng thư số."),
    "unknown": QT_TRANSLATE_NOOP("SignatureWords", "Chưa kiểm tra nơi cấp chứng thư số."),
}
_REASONS = {
    "signature_unreadable": QT_TRANSLATE_NOOP("SignatureWords", "Có dấu vết chữ ký nhưng không đọc được."),
    "file_unreadable": QT_TRANSLATE_NOOP("SignatureWords", "Không đọc được tệp."),
    "file_repaired": QT_TRANSLATE_NOOP("SignatureWords", "Tệp hỏng cấu trúc; phần mềm khác có thể hiển thị khác."),
    "same_signature_twice": QT_TRANSLATE_NOOP("SignatureWords", "Một chữ ký được dùng cho nhiều ô ký."),
    "signature_broken": QT_TRANSLATE_NOOP("SignatureWords", "Nội dung đã ký bị sửa hoặc chữ ký bị hỏng."),
    "signature_partial": QT_TRANSLATE_NOOP("SignatureWords", "Chữ ký không bao trùm nội dung của tệp."),
    "bytes_after_signature": QT_TRANSLATE_NOOP("SignatureWords", "Tệp bị thêm nội dung sau chữ ký cuối cùng."),
    "several_signers": QT_TRANSLATE_NOOP("SignatureWords", "Chữ ký có cấu trúc không hợp chuẩn."),
    "weak_digest": QT_TRANSLATE_NOOP("SignatureWords", "Chữ ký dùng thuật toán băm đã lỗi thời."),
    "took_too_long": QT_TRANSLATE_NOOP("SignatureWords", "Kiểm tra chữ ký quá lâu nên đã dừng."),
    "not_checked": QT_TRANSLATE_NOOP("SignatureWords", "Máy chủ chưa kiểm tra được chữ ký này."),
}
