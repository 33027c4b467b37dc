"""Names of persons as a recogniser misreads them: the family names are few and known, their marks are put right."""

from __future__ import annotations

from voffice_desktop.domain.text import fold

_FAMILY_NAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    "Lý", "Đinh", "Đoàn", "Lương", "Trịnh", "Mai", "Đào", "Cao", "Hà", "Tạ", "Tô", "Vương", "Lưu", "Trương", "Phùng",
    "Châu", "Quách", "Thái", "Chu", "Kiều", "Triệu", "Lâm", "Hứa", "Nông", "Tống", "Tăng", "Từ", "Nghiêm", "Khuất",
    "Bạch", "Doãn", "Thạch", "Tôn", "Phí", "Mạc", "Giang", "Ninh", "Thân", "Viên", "Đàm", "Trà", "Lục", "Khổng",
)  # fmt: skip
_BY_FOLDED = {fold(name): name for name in _FAMILY_NAMES}
_MIDDLE = {"van": "Văn", "thi": "Thị"}


def mended_name(text: str) -> str:
    """The name with the marks of its family name, and of *Văn* and *Thị*, as they are written: ``Nguyen Thi Mẫu``
    gives ``Nguyễn Thị Mẫu``. A family name that is not known stays as it was read."""
    words = text.split()
    if len(words) < 2:
        return text
    words[0] = _BY_FOLDED.get(fold(words[0]), words[0])
    if len(words) > 2:
        words[1] = _MIDDLE.get(fold(words[1]), words[1])
    return " ".join(words)
