"""The submission slip's form: configurable captions, one box a level, room for the leader's pen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.unit.pdf.typeset_samples import text_of
from voffice_desktop.domain.records import Slip
from voffice_desktop.domain.slip_template import SlipTemplate
from voffice_desktop.pdf.typeset.slip import (
    Opinion,
    SlipNames,
    paragraphs_of,
    split_content,
    typeset_slip,
)

SLIP = Slip(
    id="01",
    code="KCB-2026-0012",
    title="Ban hành Kế hoạch phòng, chống dịch năm 2026",
    content="Dịch diễn biến phức tạp.\nCăn cứ:\nLuật số 15.\nÝ kiến của các đơn vị liên quan: Đã thống nhất.",
    proposal="Kính trình Thứ trưởng phê duyệt.",
    urgency="urgent",
    due="2026-11-25",
    drafter_id="a",
    unit_id="b",
    leader_id="c",
)
NAMES = SlipNames(
    parent="Bộ Y tế",
    unit="Cục Quản lý Khám, chữa bệnh",
    drafter="Nguyễn Văn Mẫu, chuyên viên",
    leader="Thứ trưởng Trần Thị Mẫu",
    files=("Dự thảo Quyết định.pdf",),
)
ON = date(2026, 11, 20)


def test_the_form_says_all_that_the_slip_says(tmp_path: Path) -> None:
    opinion = Opinion(
        level="reviewer", name="Lê Văn Thử", title="Trưởng phòng", at="2026-11-20T20:30:00Z", text="Đồng ý trình."
    )
    made = typeset_slip(SLIP, NAMES, ON, [opinion])
    read = " ".join(text_of(made.data, tmp_path).split())
    for words in (
        "PHIẾU TRÌNH",
        "Kính gửi: Thứ trưởng Trần Thị Mẫu",
        "Mã phiếu: KCB-2026-0012",
        "KHẨN",
        "25/11/2026",
        "Dịch diễn biến phức tạp.",
        "Luật số 15.",
        "Đã thống nhất.",
        "Kính trình Thứ trưởng phê duyệt.",
        "1. Dự thảo Quyết định.pdf",
        "Đồng ý trình. Trưởng phòng Lê Văn Thử, 21/11/2026 03:30",
    ):
        assert words in read
    place = made.places.leader_opinion
    assert place is not None
    assert place.y1 - place.y0 > 60
    assert place.page <= made.pages


def test_the_same_slip_gives_the_same_bytes() -> None:
    assert typeset_slip(SLIP, NAMES, ON) == typeset_slip(SLIP, NAMES, ON)


def test_another_template_changes_words_and_order(tmp_path: Path) -> None:
    form = SlipTemplate(title="TỜ TRÌNH NỘI BỘ", sections=(("proposal", "Kiến nghị"), ("summary", "Nội dung")))
    read = text_of(typeset_slip(SLIP, NAMES, ON, template=form).data, tmp_path)
    assert "TỜ TRÌNH NỘI BỘ" in read
    assert read.index("1. Kiến nghị") < read.index("2. Nội dung")
    assert "Ý kiến các cấp" not in read


def test_a_form_with_other_captions_leaves_nothing_unsaid(tmp_path: Path) -> None:
    """The content keeps its own captions; what the form has no section for stands before dossier and opinions."""
    form = SlipTemplate(
        sections=(("summary", "Nội dung"), ("proposal", "Kiến nghị"), ("opinions", "Ý kiến")),
        levels=(("leader", "LÃNH ĐẠO BỘ"),),
    )
    made = typeset_slip(SLIP, NAMES, ON, template=form)
    read = " ".join(text_of(made.data, tmp_path).split())
    order = [
        "1. Nội dung",
        "2. Kiến nghị",
        "3. Căn cứ Luật số 15.",
        "4. Ý kiến của các đơn vị liên quan",
        "5. Ý kiến",
    ]
    assert [read.index(words) for words in order] == sorted(read.index(words) for words in order)
    assert "LÃNH ĐẠO BỘ" in read
    assert made.places.leader_opinion is not None
    renamed = SlipTemplate(sections=(("grounds", "Cơ sở pháp lý"), ("proposal", "Kiến nghị"), ("opinions", "Ý kiến")))
    read = " ".join(text_of(typeset_slip(SLIP, NAMES, ON, template=renamed).data, tmp_path).split())
    assert "1. Cơ sở pháp lý Luật số 15." in read


def test_who_acts_for_another_is_named(tmp_path: Path) -> None:
    opinion = Opinion(level="leader", name="Phạm Văn Thử", text="Đồng ý.", acting_for="Trần Thị Mẫu")
    read = text_of(typeset_slip(SLIP, NAMES, ON, [opinion]).data, tmp_path)
    assert "Phạm Văn Thử (thay mặt Trần Thị Mẫu)" in " ".join(read.split())


def test_a_very_long_slip_runs_over_pages_and_keeps_the_leaders_box(tmp_path: Path) -> None:
    long = replace(SLIP, content="Một đoạn dài về công tác y tế dự phòng. " * 900)
    opinions = [Opinion(level="reviewer", name=f"Người thứ {n}", text="Ý kiến rất dài. " * 60) for n in range(1, 12)]
    made = typeset_slip(long, NAMES, ON, opinions)
    assert made.pages > 10
    assert made.places.leader_opinion is not None
    assert "Người thứ 11" in text_of(made.data, tmp_path)


def test_rich_text_and_captions_are_understood() -> None:
    rich = "<html><head><style>p {x}</style></head><body><p>Một &amp; hai</p><ul><li>Ba</li></ul></body></html>"
    assert paragraphs_of(rich) == ["Một & hai", "- Ba"]
    assert paragraphs_of("a < b\n\nc") == ["a < b", "c"]
    assert split_content("x\nCăn cứ: y\nz") == {"summary": ["x"], "grounds": ["y", "z"], "consulted": []}
