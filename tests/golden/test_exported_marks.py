"""Marks of an exported copy: what the screen shows is what poppler, cairo, pdfium and MuPDF draw."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pymupdf
import pytest
from PySide6.QtWidgets import QApplication

from tests.golden import exported
from tests.golden.exported import ENGINES, Pixels
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.stamp import CopyIdentity, reading_copy

WHO = CopyIdentity(
    account="lanhdao.mau",
    full_name="Trần Thị Mẫu",
    time_text="21/11/2026 10:31",
    record_number="1/MAU",
    copy_id="019ab3c4-5d6e-7f80-9123-456789abcdef",
)
BLUE = "#1d4ed8"


@pytest.fixture
def children() -> Iterator[Children]:
    with Children(1, spares=False) as pool:
        yield pool


def writing(strokes: int = 60, colour: str = BLUE, opacity: float = 1.0) -> list[dict[str, Any]]:
    """Strokes of 40 points as a hand makes them: turning, with changing pressure."""
    rng = random.Random(11)
    marks = []
    for number in range(strokes):
        x, y, angle = rng.uniform(60, 380), rng.uniform(60, 420), rng.uniform(0, 6.28)
        flat: list[float] = []
        for step in range(40):
            angle += rng.uniform(-0.45, 0.45)
            x, y = x + 2 * math.cos(angle), y + 2 * math.sin(angle)
            flat += [round(x, 2), round(y, 2), round(0.15 + 0.8 * abs(math.sin(step / 9)), 3)]
        marks.append(_mark(number, "ink", {"strokes": [flat]}, colour, rng.choice((1.0, 1.6, 2.5, 4.0)), opacity))
    return marks


def _mark(
    number: int, kind: str, geometry: dict[str, Any], colour: str, width: float = 1.6, opacity: float = 1.0,
    text: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "id": f"m{number}", "file_id": "f", "page": 1, "author_id": "u", "kind": kind, "geometry": geometry,
        "style": {"color": colour, "width": width, "opacity": opacity}, "text": text, "created_at": "",
    }  # fmt: skip


def paper(rotation: int = 0) -> bytes:
    """One empty page of 450 × 500 points."""
    with pymupdf.open() as document:
        document.new_page(width=450, height=500).set_rotation(rotation)
        return bytes(document.tobytes())


def export(marks: list[dict[str, Any]], children: Children, data: bytes | None = None) -> bytes:
    return reading_copy(data or paper(), WHO, "view", marks, children=children)


def test_ink_looks_alike_in_four_engines(qapp: QApplication, children: Children) -> None:
    marks = writing()
    copy = export(marks, children)
    shown = exported.inked(exported.screen(marks, 450, 500), BLUE)
    assert shown.mean() > 0.01
    for name, draw in ENGINES.items():
        share = exported.overlap(shown, exported.inked(draw(copy), BLUE))
        assert share >= 0.95, f"{name}: {share:.3f}"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_ink_lies_where_it_was_written_on_turned_pages(qapp: QApplication, children: Children, rotation: int) -> None:
    marks = writing(20)
    shown = exported.inked(exported.screen(marks, 450, 500), BLUE)
    copy = export(marks, children, paper(rotation))
    for name, draw in ENGINES.items():
        upright = np.rot90(exported.inked(draw(copy), BLUE), rotation // 90)
        # Splash rounds to whole pixels along its own axes: half a pixel off is still the right place.
        assert exported.overlap(shown, upright) >= 0.9, name


def test_every_kind_of_mark_looks_alike(qapp: QApplication, children: Children) -> None:
    kinds = {
        "underline": _mark(1, "underline", {"quads": [[60, 60, 260, 60, 60, 76, 260, 76]]}, BLUE, 4.0),
        "strikeout": _mark(2, "strikeout", {"quads": [[60, 60, 260, 60, 60, 76, 260, 76]]}, BLUE, 4.0),
        "highlight": _mark(3, "highlight", {"quads": [[60, 60, 260, 60, 60, 76, 260, 76]]}, BLUE, opacity=0.9),
        "pencil": writing(1, opacity=0.9)[0],
    }
    for kind, mark in kinds.items():
        copy = export([mark], children)
        shown = exported.inked(exported.screen([mark], 450, 500), BLUE)
        for name, draw in ENGINES.items():
            share = exported.overlap(shown, exported.inked(draw(copy), BLUE))
            least = 0.9 if kind == "pencil" else 0.95  # one line of a point's width: an edge pixel weighs much
            assert share >= least, f"{kind} in {name}: {share:.3f}"


def test_crossing_see_through_strokes_do_not_darken_themselves(qapp: QApplication, children: Children) -> None:
    strokes = [[100.0, 250.0, 0.5, 350.0, 250.0, 0.5], [225.0, 150.0, 0.5, 225.0, 350.0, 0.5]]
    copy = export([_mark(1, "ink", {"strokes": strokes}, "#000000", 20.0, 0.4)], children)
    for name, draw in ENGINES.items():
        pixels = draw(copy).astype(int)
        crossing, arm = pixels[500, 450], pixels[500, 300]
        assert abs(int(crossing[0]) - int(arm[0])) <= 3, name


def test_a_stamp_and_a_note_have_frame_and_words_in_every_engine(qapp: QApplication, children: Children) -> None:
    marks = [
        _mark(1, "stamp", {"rect": [60, 60, 180, 86]}, "#c62828", text="Đồng ý"),
        _mark(2, "text", {"rect": [60, 120, 260, 170]}, BLUE, text="Chuyển Vụ Pháp chế xử lý trước ngày 30/11."),
    ]
    large = [_mark(3, "stamp", {"rect": [60, 60, 300, 112], "size": 24.0}, "#c62828", text="Đồng ý")]
    grown = export(large, children)
    for name, draw in ENGINES.items():  # words alone: inside the frame
        letters = exported.inked(draw(grown), "#c62828")[128:216, 128:592].sum()
        usual = exported.inked(draw(export(marks[:1], children)), "#c62828")[128:164, 128:352].sum()
        assert 2.5 < letters / usual < 6, f"{name}: a stamp made twice as large has letters twice as large"
    copy = export(marks, children)
    masks: list[list[Pixels]] = []
    for draw in ENGINES.values():
        pixels = draw(copy)
        red, blue = exported.inked(pixels, "#c62828"), exported.inked(pixels, BLUE)
        assert red[120:172, 120:360].sum() > 900 and blue[240:340, 120:520].sum() > 1500
        assert red[130:162, 140:340].sum() > 200, "the words inside the frame"
        masks.append([red, blue])
    for red, blue in masks[1:]:
        assert exported.overlap(masks[0][0], red) > 0.6 and exported.overlap(masks[0][1], blue) > 0.5


def test_the_original_is_never_touched(children: Children) -> None:
    data = paper()
    before = hashlib.sha256(data).hexdigest()
    copy = export(writing(3), children, data)
    assert hashlib.sha256(data).hexdigest() == before and copy != data


def test_a_stroke_costs_less_than_1600_bytes(children: Children) -> None:
    few, many = len(export(writing(10), children)), len(export(writing(210), children))
    assert (many - few) / 200 <= 1600
