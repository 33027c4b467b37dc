"""The tokens keep their promises of legibility."""

from __future__ import annotations

import pytest

from voffice_desktop.ui.theme.tokens import SHAPE_PAIRS, TEXT_PAIRS, THEMES, TYPE, ThemeName, contrast


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_every_text_pair_is_legible(name: ThemeName, pair: tuple[str, str]) -> None:
    colours = THEMES[name].as_dict()
    assert contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", SHAPE_PAIRS, ids="-on-".join)
def test_outlines_that_carry_meaning_stand_out(name: ThemeName, pair: tuple[str, str]) -> None:
    colours = THEMES[name].as_dict()
    assert contrast(colours[pair[0]], colours[pair[1]]) >= 3.0


def test_line_boxes_leave_room_for_stacked_marks() -> None:
    for role, kind in TYPE.items():
        assert kind.line >= kind.size * 1.25, role


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == pytest.approx(1.0)
