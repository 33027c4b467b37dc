"""Finding in a page's words: case, composition, marks, across words and lines."""

from __future__ import annotations

import unicodedata

import pytest

from voffice_desktop.pdf.render_answers import Word
from voffice_desktop.ui.reader.find import find_in_page, fold


def words(text: str) -> list[Word]:
    return [Word(i * 50.0, 10, i * 50.0 + 40, 20, word, 0) for i, word in enumerate(text.split())]


@pytest.mark.parametrize("query", ["độc lập", "ĐỘC LẬP", "doc lap", unicodedata.normalize("NFD", "độc lập"), "ộc lậ"])
def test_found_however_it_is_typed(query: str) -> None:
    (hit,) = find_in_page(4, words("Nước ĐỘC LẬP tự do"), query)
    assert hit.page == 4 and hit.first == 1 and len(hit.boxes) == 2


def test_marks_count_when_asked() -> None:
    page = words("Định đình dinh")
    assert len(find_in_page(0, page, "dinh")) == 3
    assert len(find_in_page(0, page, "dinh", exact_marks=True)) == 1
    assert len(find_in_page(0, page, "định", exact_marks=True)) == 1


def test_a_part_of_a_word_is_boxed_in_part() -> None:
    (hit,) = find_in_page(0, words("nghiệp"), "hiệp")
    ((x0, _, x1, _),) = hit.boxes
    assert x0 == pytest.approx(40 / 6 * 2) and x1 == pytest.approx(40)


def test_nothing_is_found_of_nothing() -> None:
    assert find_in_page(0, words("một hai"), "   ") == []
    assert find_in_page(0, [], "một") == []


def test_folding_keeps_the_length_of_vietnamese_words() -> None:
    assert fold("Đường Nguyễn Ẵ", exact_marks=False) == "duong nguyen a"
