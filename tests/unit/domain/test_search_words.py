"""Operators of a search, as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voffice_desktop.domain.search_words import day_span, due_span, parse

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "words", "terms"),
    [
        ("viện phí", "viện phí", []),
        ("từ:Bộ Y tế hạn:quá viện phí", "viện phí", [("party", "Bộ Y tế"), ("due", "quá")]),
        ("tu: bo y te", "", [("party", "bo y te")]),
        ('từ:"Sở Y tế" khẩn', "khẩn", [("party", "Sở Y tế")]),
        ("số:12 KÝ HIỆU:UBND-VX xe", "xe", [("number", "12"), ("symbol", "UBND-VX")]),
        ("hạn:hôm nay họp", "họp", [("due", "hôm nay")]),
        ("ngày:01/11/2026-15/11/2026", "", [("day", "01/11/2026-15/11/2026")]),
        ("người ký:Trần Thị Mẫu", "", [("signer", "Trần Thị Mẫu")]),
        ("số:mười", "số:mười", []),
        ("hạn:mai", "hạn:mai", []),
        ("giờ từ:", "giờ từ:", []),
        ("motừ:x", "motừ:x", []),
    ],
)
def test_operators_are_read(text: str, words: str, terms: list[tuple[str, str]]) -> None:
    found = parse(text)
    assert found.words == words
    assert [(term.field, term.value) for term in found.terms] == terms


def test_one_operator_is_taken_out_and_the_rest_stays() -> None:
    found = parse("từ:Bộ Y tế hạn:quá viện phí")
    assert found.without(found.terms[0]) == "hạn:quá viện phí"
    assert found.without(found.terms[1]) == "từ:Bộ Y tế viện phí"


def test_spans() -> None:
    assert due_span("quá", TODAY) == (None, date(2026, 11, 21))
    assert due_span("hom nay", TODAY) == (TODAY, TODAY)
    assert due_span("05/12", TODAY) == (date(2026, 12, 5), date(2026, 12, 5))
    assert day_span("31/02/2026", TODAY) is None
    assert day_span("15/11/2026-01/11/2026", TODAY) is None


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = parse(text)
    for term in found.terms:
        assert 0 <= term.start < term.end <= len(found.text)
        found.without(term)
