"""Strokes as the tools make them: tidied, boxed, and the shapes that are ink. Points of the page; no Qt.

Outlines, hits and cuts are ``domain.ink``'s, so that the screen and an exported PDF look alike.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Final

from voffice_desktop.domain import ink

Stroke = list[float]

FULL: Final = 0.5
"""The pressure of a mouse or finger, which have none: the base width exactly."""


def tidy(stroke: Sequence[float]) -> Stroke:
    """What is kept of a drawn stroke: no near points, coordinates of two decimals, pressure of three."""
    kept = ink.points(ink.simplify(stroke))
    return ink.flat((round(x, 2), round(y, 2), round(pressure, 3)) for x, y, pressure in kept)


def box_of(strokes: Iterable[Sequence[float]], base: float) -> ink.Box:
    """The smallest box that holds the strokes with their width."""
    boxes = [ink.bounds(stroke, base) for stroke in strokes if stroke]
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left) - 0.5, min(top) - 0.5, max(right) + 0.5, max(bottom) + 0.5


def rectangle(x0: float, y0: float, x1: float, y1: float) -> list[Stroke]:
    """Four sides, each a stroke, so that corners stay sharp."""
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
    return [[*a, FULL, *b, FULL] for a, b in itertools.pairwise(corners)]


def ellipse(x0: float, y0: float, x1: float, y1: float) -> list[Stroke]:
    """One closed stroke of 48 steps."""
    cx, cy, rx, ry = (x0 + x1) / 2, (y0 + y1) / 2, abs(x1 - x0) / 2, abs(y1 - y0) / 2
    stroke: Stroke = []
    for step in range(49):
        angle = step / 48 * math.tau
        stroke += [round(cx + rx * math.cos(angle), 2), round(cy + ry * math.sin(angle), 2), FULL]
    return [stroke]


def arrow(x0: float, y0: float, x1: float, y1: float) -> list[Stroke]:
    """A line and two barbs at its end."""
    angle = math.atan2(y1 - y0, x1 - x0)
    size = min(14.0, math.hypot(x1 - x0, y1 - y0) / 2)
    strokes: list[Stroke] = [[x0, y0, FULL, x1, y1, FULL]]
    for turn in (2.6, -2.6):
        barb = (x1 + size * math.cos(angle + turn), y1 + size * math.sin(angle + turn))
        strokes.append([x1, y1, FULL, round(barb[0], 2), round(barb[1], 2), FULL])
    return strokes


def tick(x: float, y: float, size: float = 18.0) -> list[Stroke]:
    """A tick around a point: ink and not a letter, so that every viewer draws it alike."""
    return [
        [x - size / 2, y, 0.4, x - size / 6, y + size / 2.4, 0.6],
        [x - size / 6, y + size / 2.4, 0.6, x + size / 2, y - size / 2, 0.9],
    ]


def cross(x: float, y: float, size: float = 16.0) -> list[Stroke]:
    """A cross around a point."""
    half = size / 2
    return [
        [x - half, y - half, 0.6, x + half, y + half, 0.6],
        [x + half, y - half, 0.6, x - half, y + half, 0.6],
    ]
