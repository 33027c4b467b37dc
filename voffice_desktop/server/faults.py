"""What is wrong with a file, in words: the gate's reasons, and what stands in the way of approving and signing."""

from __future__ import annotations

from voffice_desktop.pdf import reasons
from voffice_desktop.signing.words import FAULTS

_APPROVING = {
    "already_signed": "Dự thảo đã có chữ ký số; chuẩn hóa sẽ làm hỏng chữ ký đó. Hãy trình bản chưa ký.",
    "hidden_content": "Tệp có nội dung bị che dưới hình, sau này có thể bị làm lộ ra. Hãy in ra PDF mới rồi trình.",
    "normal_form_differs": "Bỏ nội dung ẩn làm trang hiển thị khác đi. Hãy in ra PDF mới rồi trình.",
    "page_missing": "Tệp không có trang này. Hãy tải lại văn bản.",
}


def sentence(code: str) -> str:
    """One sentence with one thing to do."""
    if code in reasons.REASON_CODES:
        return reasons.sentence(code)
    return _APPROVING.get(code) or FAULTS.get(code) or reasons.sentence(code)
