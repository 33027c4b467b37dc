"""Pen strokes: width, outline, eraser, lasso."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voffice_desktop.domain import ink

LINE = ink.flat((float(x), 10.0, 0.5) for x in range(0, 101, 5))
_coordinate = st.floats(0, 600, width=32)
_stroke = st.lists(st.tuples(_coordinate, _coordinate, st.floats(0, 1, width=32)), min_size=1, max_size=25).map(
    ink.flat
)


def area(polygon: list[ink.Point]) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*polygon, polygon[0]]))) / 2


def test_width_follows_pressure_and_lags_three_samples() -> None:
    widths = ink.widths([0, 0, 0, 1, 0, 0, 2, 0, 1, 3, 0, 1, 4, 0, 1], 2.0)
    assert widths[0] == pytest.approx(1.2)
    assert widths[2] == pytest.approx((1.2 + 1.2 + 2.8) / 3)
    assert widths[4] == pytest.approx(2.8)


def test_simplify_keeps_the_ends() -> None:
    crowded = ink.flat((x * 0.1, 0.0, 0.5) for x in range(11))
    thin = ink.points(ink.simplify(crowded))
    assert (thin[0][0], thin[-1][0]) == (0.0, 1.0)
    assert all(b[0] - a[0] >= 0.3 - 1e-9 for a, b in pairwise(thin))
    assert ink.simplify([1, 2, 0.5]) == [1, 2, 0.5]


def test_outline_of_a_straight_line_has_its_area() -> None:
    width = 2.0 * (0.6 + 0.8 * 0.5)
    expected = 100 * width + math.pi * (width / 2) ** 2
    assert area(ink.outline(LINE, 2.0)) == pytest.approx(expected, rel=0.01)


def test_outline_of_a_dot_is_round() -> None:
    dot = ink.outline([5, 5, 1.0], 4.0)
    assert all(math.hypot(x - 5, y - 5) == pytest.approx(2.8) for x, y in dot)
    assert ink.outline([5, 5, 1.0, 5, 5, 1.0], 4.0)
    assert ink.outline([], 4.0) == []


@settings(max_examples=200, deadline=None)
@given(_stroke)
def test_outline_is_finite_and_within_the_box(stroke: list[float]) -> None:
    left, top, right, bottom = ink.bounds(stroke, 2.0)
    polygon = ink.outline(stroke, 2.0)
    assert len(polygon) >= 4
    for x, y in polygon:
        assert left - 1e-6 <= x <= right + 1e-6
        assert top - 1e-6 <= y <= bottom + 1e-6


def test_curves_are_smooth_and_pass_the_ends() -> None:
    corner = [0, 0, 0.5, 50, 0, 0.5, 50, 50, 0.5]
    curve = ink.smoothed(corner, 2.0)
    assert curve[0][:2] == (0, 0)
    assert curve[-1][:2] == (50, 50)
    turns = [
        abs(math.remainder(math.atan2(c[1] - b[1], c[0] - b[0]) - math.atan2(b[1] - a[1], b[0] - a[0]), math.tau))
        for a, b, c in zip(curve, curve[1:], curve[2:], strict=False)
    ]
    assert max(turns) < math.radians(30)  # the corner itself turned by 90


def test_hits() -> None:
    assert ink.hits(LINE, 2.0, 50, 12, 2)
    assert not ink.hits(LINE, 2.0, 50, 14, 2)
    assert not ink.hits(LINE, 2.0, 110, 10, 2)
    assert ink.hits([5, 5, 1.0], 2.0, 6, 5, 0.5)
    assert not ink.hits([5, 5, 1.0], 2.0, 9, 5, 0.5)


def test_lasso_takes_what_lies_mostly_in_it() -> None:
    left_half = [(-1.0, 0.0), (60.0, 0.0), (60.0, 20.0), (-1.0, 20.0)]
    assert ink.lassoed(LINE, left_half)
    assert not ink.lassoed(LINE, left_half, share=1.0)
    assert not ink.lassoed(LINE, left_half[:2])
    assert not ink.lassoed(ink.moved(LINE, 0, 100), left_half)


def test_eraser_cuts_exactly_at_its_edge() -> None:
    left, right = ink.erase(LINE, [(50.0, 0.0), (50.0, 20.0)], 4.0)
    assert (left[0], right[-3]) == (0, 100)
    assert left[-3] == pytest.approx(46.0, abs=0.2)
    assert right[0] == pytest.approx(54.0, abs=0.2)
    assert left[-1] == pytest.approx(0.5)


def test_eraser_within_one_segment_at_the_ends_and_over_everything() -> None:
    long = [0, 0, 0.2, 100, 0, 0.8]
    left, right = ink.erase(long, [(50.0, 0.0)], 5.0)
    assert (left[-3], right[0]) == (pytest.approx(45), pytest.approx(55))
    assert left[-1] == pytest.approx(0.2 + 0.6 * 0.45)
    assert [piece[0] for piece in ink.erase(long, [(0.0, 0.0)], 5.0)] == [pytest.approx(5)]
    assert ink.erase(LINE, [(0.0, 10.0), (100.0, 10.0)], 5.0) == []
    assert ink.erase([5, 5, 1.0], [(5.0, 6.0)], 2.0) == []
    assert ink.erase([5, 5, 1.0], [(5.0, 9.0)], 2.0) == [[5, 5, 1.0]]


def test_eraser_that_misses_changes_nothing() -> None:
    assert ink.erase(LINE, [(50.0, 50.0)], 5.0) == [LINE]
    assert ink.erase(LINE, [], 5.0) == [LINE]


@settings(max_examples=200, deadline=None)
@given(_stroke, st.lists(st.tuples(_coordinate, _coordinate), min_size=1, max_size=4), st.floats(1, 60))
def test_nothing_left_lies_under_the_eraser(stroke: list[float], path: list[ink.Point], radius: float) -> None:
    for piece in ink.erase(stroke, path, radius):
        assert len(piece) % 3 == 0
        assert all(math.hypot(x - cx, y - cy) >= radius - 0.01 for x, y, _ in ink.points(piece) for cx, cy in path)
        assert all(0 <= pressure <= 1 for pressure in piece[2::3])


def test_move_and_scale() -> None:
    assert ink.moved([1, 2, 0.5], 3, 4) == [4, 6, 0.5]
    assert ink.scaled([1, 2, 0.5, 3, 4, 1], (1, 2), 2, 3) == [1, 2, 0.5, 5, 8, 1]
    assert ink.meet((0, 0, 2, 2), (2, 2, 3, 3))
    assert not ink.meet((0, 0, 2, 2), (2.1, 0, 3, 3))
