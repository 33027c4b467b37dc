"""Folding, matching and order of Vietnamese text."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voffice_desktop.domain import text

VIETNAMESE = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyzàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_any_vietnamese = st.text(
    st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + " 0123456789/-.ðÐ₫") | st.characters(max_codepoint=0x24F),
    max_size=60,
)


def reference(value: str) -> str:
    """Folding as it is defined, slowly."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFD", value).casefold())
    return "".join({"đ": "d", "ð": "d", "₫": "d"}.get(c, c) for c in apart if unicodedata.category(c) != "Mn")


@settings(max_examples=400, deadline=None)
@given(_any_vietnamese)
def test_fold_equals_its_definition_in_both_normal_forms(value: str) -> None:
    assert text.fold(value) == reference(value)
    assert text.fold(unicodedata.normalize("NFD", value)) == text.fold(unicodedata.normalize("NFC", value))
    assert text.fold(text.fold(value)) == text.fold(value)


def test_every_vietnamese_letter_folds_to_ascii() -> None:
    assert all(text.fold(letter).isascii() for letter in VIETNAMESE + VIETNAMESE.upper() + "ðÐ₫")


@pytest.mark.parametrize(
    ("query", "title", "found"),
    [
        ("cong van", "Công văn về phòng dịch", True),
        ("dinh", "Nghị định", True),
        ("dang", "ĐẶNG Thị Mẫu", True),
        ("1234", "1234/BYT-KCB", True),
        ("1234/byt", "1234/BYT-KCB", True),
        ("1234 BYT KCB", "1234/BYT-KCB", True),
        ("1234 qd", "1234/QĐ-BTC", True),
        ("234", "1234/BYT-KCB", False),
        ("công văn", "Cong van", True),
        ("", "gì cũng được", True),
        ("văn công thư", "Công văn", False),
    ],
)
def test_matches(query: str, title: str, found: bool) -> None:
    assert text.matches(query, title) is found
    assert text.matches(unicodedata.normalize("NFD", query), unicodedata.normalize("NFD", title)) is found


def test_words_with_the_same_marks_come_first() -> None:
    titles = ["Bản định mức", "Gia đình", "Định mức bản mẫu", "Nội dung khác"]
    ranks = {title: text.match_rank("định mức", title) for title in titles}
    assert ranks == {"Bản định mức": 0, "Gia đình": None, "Định mức bản mẫu": 0, "Nội dung khác": None}
    assert text.match_rank("mức định", "định và mức") == 1
    assert text.match_rank("dinh muc", "định mức") == 2
    assert text.match_rank("đình", "định mức") == 2


def test_tone_placement_old_and_new_are_one() -> None:
    assert text.exact("HOÀ, thuỷ, khoẻ") == "hòa, thủy, khỏe"
    assert text.exact("Quý hoàn toàn") == "quý hoàn toàn"
    assert text.match_rank("hoà bình", "Tỉnh Hòa Bình") == 0


def test_has_marks() -> None:
    assert text.has_marks("định")
    assert text.has_marks("đi")
    assert not text.has_marks("DINH 12")


def test_abbreviations_are_written_out_and_back() -> None:
    assert any(text.matches(query, "Ủy ban nhân dân tỉnh Mẫu") for query in text.alternatives("UBND tỉnh"))
    assert any(text.matches(query, "12/UBND-VX") for query in text.alternatives("Uỷ ban nhân dân"))
    assert text.alternatives("kế hoạch") == ["kế hoạch"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spans_point_into_the_text_itself(form: str) -> None:
    body = unicodedata.normalize(form, "Độc lập - Tự do. ĐỘC LẬP, doc lap")
    found = [unicodedata.normalize("NFC", body[a:b]) for a, b in text.spans(body, "độc lập")]
    assert found == ["Độc lập", "ĐỘC LẬP", "doc lap"]
    marked = [unicodedata.normalize("NFC", body[a:b]) for a, b in text.spans(body, "độc lập", with_marks=True)]
    assert marked == ["Độc lập", "ĐỘC LẬP"]
    assert text.spans(body, "") == []
    assert text.spans(body, "khác") == []


ORDERED = [
    ["an", "ăn", "ân"],
    ["ma", "mà", "mả", "mã", "má", "mạ"],
    ["da", "đa", "ea", "êa"],
    ["oa", "ôa", "ơa", "pa"],
    ["ua", "ưa", "va"],
    ["Quận 2", "Quận 10", "Quận Mẫu"],
    ["TT 9/2020", "TT 10/2020"],
    ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Gia Lai"],
    ["Hà Nội", "Hà Tĩnh", "Hải Phòng", "Huế", "Hưng Yên"],
    ["Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng"],
    ["anh", "Anh", "ánh"],
    ["ma má", "má ma"],
    ["", "a", "a b", "ab"],
]


@pytest.mark.parametrize("names", ORDERED)
def test_vietnamese_order(names: list[str]) -> None:
    mixed = names[:]
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=text.sort_key) == names
    as_bytes = sorted(mixed, key=lambda name: text.sort_key(name).encode())
    assert as_bytes == names  # the order of SQLite BINARY and of PostgreSQL C


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_sort_key_takes_any_text(value: str) -> None:
    key = text.sort_key(value)
    assert text.sort_key(unicodedata.normalize("NFD", value)) == text.sort_key(unicodedata.normalize("NFC", value))
    key.encode("utf-8")


def test_people_by_given_name() -> None:
    people = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Văn Ân", "Đỗ Thị An"]
    assert sorted(people, key=text.person_sort_key) == ["Đỗ Thị An", "Nguyễn Văn An", "Lê Văn Ân", "Trần Thị Bình"]
