"""Family names get their marks back; nothing else of a name is touched."""

from __future__ import annotations

import pytest

from voffice_desktop.domain.person_names import mended_name


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("Đồ Minh Mẫu", "Đỗ Minh Mẫu"),
        ("Nguyen Thu Ví Dụ", "Nguyễn Thu Ví Dụ"),
        ("Nguyên Thi Mẫu", "Nguyễn Thị Mẫu"),
        ("Hỗ Quang Thử", "Hồ Quang Thử"),
        ("Trần Van Mẫu", "Trần Văn Mẫu"),
        ("Y Ban Mẫu", "Y Ban Mẫu"),
        ("Thị Mẫu", "Thị Mẫu"),
        ("Mẫu", "Mẫu"),
    ],
)
def test_marks_of_family_names(read: str, written: str) -> None:
    assert mended_name(read) == written
