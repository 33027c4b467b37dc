"""The ĐẾN stamp: its words and size, a place that covers nothing where there is one, hostile places."""

from __future__ import annotations

import pytest

from voffice_desktop.domain.arrival_stamp import HEIGHT, WIDTH, free_place, ink_boxes, place_of, stamp_of
from voffice_desktop.domain.records import IncomingDocument


def test_is_fifty_by_thirty_five_millimetres_and_says_what_the_decree_asks() -> None:
    document = IncomingDocument(id="d", unit_id="u", arrival_number=7, arrival_date="2026-11-05")
    made = stamp_of(document, "Cục Quản lý Khám, chữa bệnh", "Cục trưởng")
    assert made is not None
    assert (round(WIDTH / 72 * 25.4), round(HEIGHT / 72 * 25.4)) == (50, 35)
    words = [line.text for line in made.lines]
    assert words[:4] == ["CỤC QUẢN LÝ KHÁM, CHỮA BỆNH", "ĐẾN", "Số: 07", "Ngày: 05/11/2026"]
    assert words[4] == "Chuyển: Cục trưởng" and words[5].startswith("Số và ký hiệu HS:")
    assert all(0 < line.baseline < HEIGHT for line in made.lines)


def test_nothing_without_a_number() -> None:
    assert stamp_of(IncomingDocument(id="d", unit_id="u"), "Cục") is None


def test_takes_free_room_below_the_number() -> None:
    text = [(60.0, 40.0, 560.0, 110.0), (60.0, 330.0, 560.0, 780.0)]
    left, top = free_place(595, 842, text, below=112)
    assert top >= 112 and top + HEIGHT <= 330 and left >= 0


def test_covers_the_least_where_nothing_is_free() -> None:
    full = [(0.0, float(y), 595.0, float(y) + 12) for y in range(0, 842, 14)]
    left, top = free_place(595, 842, full, below=100)
    assert 0 <= left <= 595 - WIDTH and 0 <= top <= 842 - HEIGHT


@pytest.mark.parametrize(
    "plain", [None, [], {}, {"page": 0, "x": 1, "y": 1}, {"page": 1, "x": -1, "y": 1}, {"page": 1, "x": "a", "y": 1},
              {"page": 1, "x": float("nan"), "y": 1}],
)  # fmt: skip
def test_refuses_what_is_no_place(plain: object) -> None:
    assert place_of(plain) is None


def test_ink_of_a_page_without_words_keeps_the_stamp_away() -> None:
    wide, tall = 298, 421  # A4 at 36 dpi, a yellowed sheet with a black letterhead and a body
    paper = bytearray(bytes((240, 230, 200)) * (wide * tall))
    for top, bottom in ((20, 60), (110, 330)):
        for line in range(top, bottom):
            paper[(line * wide + 30) * 3 : (line * wide + 270) * 3] = bytes(240 * 3)
    ink = ink_boxes(bytes(paper), wide, tall, (595.0, 842.0))
    assert ink and all(0 <= x0 < x1 <= 595 and 0 <= y0 < y1 <= 842 for x0, y0, x1, y1 in ink)
    _left, highest = free_place(595, 842, ink, below=842 * 0.14)
    assert highest + HEIGHT <= 842 and highest >= 2 * 330 - 12, "under the body, on neither block"
    assert ink_boxes(bytes(paper[:0]), 0, 0, (595.0, 842.0)) == []
