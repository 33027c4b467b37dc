"""Official documents: every cell where NĐ 30/2020 wants it, every letter readable, the same bytes always."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.pdf.typeset_samples import (
    ALPHABET,
    DECISION,
    DISPATCH,
    DRAFT,
    LONG,
    area_of,
    text_of,
)
from voffice_desktop.pdf.typeset.content import Letter, Text
from voffice_desktop.pdf.typeset.flow import break_lines
from voffice_desktop.pdf.typeset.fonts import Face
from voffice_desktop.pdf.typeset.letter import set_letter, typeset_letter
from voffice_desktop.pdf.typeset.sheet import A4_HEIGHT, MM, Place, Words


@pytest.mark.parametrize("face", list(Face))
def test_every_vietnamese_letter_can_be_read_back(face: Face, tmp_path: Path) -> None:
    letters = " ".join(ALPHABET) + " " + " ".join(ALPHABET.upper())
    letter = replace(DISPATCH, body=(Text(letters),)) if face is Face.REGULAR else replace(DISPATCH, subject=letters)
    if face in (Face.BOLD, Face.BOLD_ITALIC):
        letter = replace(DECISION, subject=letters)
    read = text_of(typeset_letter(letter).data, tmp_path)
    missing = [sign for sign in ALPHABET + ALPHABET.upper() if sign not in read]
    assert missing == []
    assert unicodedata.is_normalized("NFC", read)


def test_loose_marks_come_out_as_whole_letters(tmp_path: Path) -> None:
    loose = unicodedata.normalize("NFD", "Điều trị người bệnh nặng ở tuyến huyện")
    read = text_of(typeset_letter(replace(DISPATCH, body=(Text(loose),))).data, tmp_path)
    assert "Điều trị người bệnh nặng ở tuyến huyện./." in read


@pytest.mark.parametrize("letter", [DECISION, DISPATCH, DRAFT, LONG])
def test_the_same_letter_gives_the_same_bytes(letter: Letter) -> None:
    assert typeset_letter(letter) == typeset_letter(letter)


def test_a_decision_reads_as_the_decree_prints_it(tmp_path: Path) -> None:
    read = text_of(typeset_letter(DECISION).data, tmp_path, layout=True)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 15/QĐ-BYT",
        "Hà Nội, ngày 05 tháng 02 năm 2026",
        "Căn cứ Luật Khám bệnh, chữa bệnh;",
        "Theo đề nghị của Cục trưởng.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.",
        "- Như Điều 2;",
        "- Lưu: VT, KCB (05b).",
    ):
        assert words in read
    same_line = [line for line in read.splitlines() if "Nơi nhận:" in line]
    assert "KT. BỘ TRƯỞNG" in same_line[0]
    assert read.index("KT. BỘ TRƯỞNG") < read.index("THỨ TRƯỞNG") < read.index("Trần Thị Mẫu")


def test_a_dispatch_has_its_subject_under_a_zero_padded_number(tmp_path: Path) -> None:
    read = text_of(typeset_letter(DISPATCH).data, tmp_path, layout=True)
    assert "Số: 05/KCB-NV" in read
    assert "ngày 12 tháng 9 năm 2026" in read
    assert read.index("Số: 05/KCB-NV") < read.index("V/v tăng cường điều trị") < read.index("Kính gửi:")
    assert "HỎA TỐC" in read
    assert "- Sở Y tế các tỉnh;" in read
    assert "- Các bệnh viện." in read


def _area(place: Place) -> tuple[float, float, float, float]:
    return place.x0, A4_HEIGHT - place.y1, place.x1 - place.x0 - 1, place.y1 - place.y0


def test_a_draft_leaves_number_day_and_month_blank_and_says_where(tmp_path: Path) -> None:
    made = typeset_letter(DRAFT)
    read = text_of(made.data, tmp_path, layout=True)
    assert "Số: 15" not in read
    assert "/QĐ-BYT" in read
    for place in (made.places.number, made.places.day, made.places.month):
        assert place is not None
        assert area_of(made.data, tmp_path, _area(place)).strip() == ""
        assert place.x1 - place.x0 >= 20
    assert made.places.year is not None
    assert area_of(made.data, tmp_path, _area(made.places.year)).strip() == "2026"


def test_printed_number_and_date_stand_in_their_places(tmp_path: Path) -> None:
    made = typeset_letter(DECISION)
    wanted = {"number": "15", "day": "05", "month": "02", "year": "2026"}
    for name, value in wanted.items():
        place = getattr(made.places, name)
        assert area_of(made.data, tmp_path, _area(place)).strip() == value


def test_the_seal_covers_the_left_third_of_the_signature() -> None:
    places = typeset_letter(DECISION).places
    personal, agency = places.personal, places.agency
    assert personal is not None
    assert agency is not None
    width = personal.x1 - personal.x0
    assert agency.x1 - personal.x0 == pytest.approx(width / 3)
    assert agency.x1 - agency.x0 == pytest.approx(36 * MM)
    assert agency.x0 < personal.x0
    assert agency.page == personal.page == 1


def test_signature_place_lies_between_position_and_name() -> None:
    made = set_letter(DECISION)
    words = {mark.text: mark.y for mark in made.sheets[0].marks if isinstance(mark, Words)}
    personal = made.places.personal
    assert personal is not None
    assert words["THỨ TRƯỞNG"] > personal.y1 > personal.y0 > words["Trần Thị Mẫu"]


def test_pages_from_the_second_carry_their_number_and_tables_repeat_their_head(tmp_path: Path) -> None:
    made = typeset_letter(LONG)
    assert made.pages > 4
    for page in range(2, made.pages + 1):
        lines = [line.strip() for line in text_of(made.data, tmp_path, page=page, layout=True).splitlines()]
        filled = [line for line in lines if line]
        assert filled[0] == str(page)
        assert any(line.startswith("TT") and line.endswith("Nội dung") for line in filled)
    assert text_of(made.data, tmp_path, page=1, layout=True).strip()[0] != "1"


def test_nothing_stands_outside_the_margins() -> None:
    for sheet in set_letter(LONG).sheets:
        for mark in sheet.marks:
            if isinstance(mark, Words):
                assert mark.x >= 24 * MM
                assert mark.x + mark.width <= 210 * MM - 14 * MM
                assert 20 * MM <= mark.y + 4 <= A4_HEIGHT - 10 * MM


def test_a_word_wider_than_the_line_is_cut_not_lost() -> None:
    word = "Ư" * 300
    lines = break_lines([(word, Face.REGULAR)], 13, 200)
    assert "".join(piece for line in lines for piece, _ in line.words) == word
    assert all(line.width <= 200 for line in lines)
