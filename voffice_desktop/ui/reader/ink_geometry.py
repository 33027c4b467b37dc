"""The arithmetic of ink: smoothing, outlines, hits, cuts and shapes. Points of the unrotated page; no Qt.

A stroke is a flat list ``[x, y, pressure, x, y, pressure, …]``, as the protocol sends it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Final

Stroke = list[float]
Box = tuple[float, float, float, float]
Corner = tuple[float, float]

NEAR: Final = 0.12
"""Points nearer than this to the one before are dropped (0.3 pixels at 200 %)."""
FULL: Final = 0.5
"""The pressure of a mouse or finger, which have none: the base width exactly."""


def width_at(base: float, pressure: float) -> float:
    """Width in points: 0.6 to 1.4 times the base over the range of pressure (ui.md §6)."""
    return base * (0.6 + 0.8 * max(0.0, min(1.0, pressure)))


def points(stroke: Sequence[float]) -> list[tuple[float, float, float]]:
    """The stroke's (x, y, pressure)."""
    return list(zip(stroke[0::3], stroke[1::3], stroke[2::3], strict=True))


def tidy(stroke: Sequence[float]) -> Stroke:
    """Near points dropped, pressure low-passed over three samples, two decimals."""
    kept: list[tuple[float, float, float]] = []
    for point in points(stroke):
        if not kept or math.hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= NEAR:
            kept.append(point)
    smoothed: Stroke = []
    for index, (x, y, _) in enumerate(kept):
        around = kept[max(0, index - 1) : index + 2]
        pressure = sum(each[2] for each in around) / len(around)
        smoothed += [round(x, 2), round(y, 2), round(pressure, 3)]
    return smoothed


def curve(stroke: Sequence[float]) -> list[tuple[float, float, float]]:
    """The smooth centre line: quadratic pieces from midpoint to midpoint, each in four steps."""
    raw = points(stroke)
    if len(raw) < 3:
        return raw
    line = [raw[0]]
    start = raw[0]
    for here, after in itertools.pairwise(raw[1:]):
        end = ((here[0] + after[0]) / 2, (here[1] + after[1]) / 2, (here[2] + after[2]) / 2)
        steps = 2 if math.hypot(end[0] - start[0], end[1] - start[1]) < 2.0 else 4
        for step in range(1, steps + 1):
            t = step / steps
            u = 1 - t
            line.append(
                (
                    u * u * start[0] + 2 * u * t * here[0] + t * t * end[0],
                    u * u * start[1] + 2 * u * t * here[1] + t * t * end[1],
                    u * u * start[2] + 2 * u * t * here[2] + t * t * end[2],
                )
            )
        start = end
    line.append(raw[-1])
    return line


def outline(stroke: Sequence[float], base: float) -> list[Corner]:
    """The closed outline of a stroke of varying width: left side out, right side back. Ends are round elsewhere."""
    line = curve(stroke)
    left: list[Corner] = []
    right: list[Corner] = []
    last = len(line) - 1
    for index, (x, y, pressure) in enumerate(line):
        before, after = line[max(0, index - 1)], line[min(last, index + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        half = width_at(base, pressure) / 2
        ox, oy = -dy / length * half, dx / length * half
        left.append((x + ox, y + oy))
        right.append((x - ox, y - oy))
    return left + right[::-1]


def box_of(strokes: Iterable[Sequence[float]], base: float) -> Box:
    """The smallest box that holds the strokes with their width."""
    xs = [x for stroke in strokes for x in stroke[0::3]]
    ys = [y for stroke in strokes for y in stroke[1::3]]
    if not xs:
        return 0.0, 0.0, 0.0, 0.0
    margin = base * 0.7 + 0.5
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def meets(stroke: Sequence[float], x: float, y: float, reach: float) -> bool:
    """Whether the stroke comes within ``reach`` of a point."""
    raw = points(stroke)
    if len(raw) == 1:
        return math.hypot(raw[0][0] - x, raw[0][1] - y) <= reach
    return any(_distance(a, b, x, y) <= reach for a, b in itertools.pairwise(raw))


def cut(stroke: Sequence[float], x: float, y: float, reach: float) -> list[Stroke]:
    """What is left of a stroke when a round eraser of ``reach`` points takes what it covers."""
    pieces: list[Stroke] = [[]]
    for point in _dense(points(stroke), reach / 2):
        if math.hypot(point[0] - x, point[1] - y) <= reach:
            if pieces[-1]:
                pieces.append([])
        else:
            pieces[-1] += point
    return [piece for piece in pieces if len(piece) >= 6]


def inside(polygon: Sequence[Corner], x: float, y: float) -> bool:
    """Whether a point lies in a polygon (even-odd rule)."""
    found = False
    for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            found = not found
    return found


def moved(stroke: Sequence[float], dx: float, dy: float, scale: float, about: Corner) -> Stroke:
    """The stroke scaled about a point, then moved."""
    result: Stroke = []
    for x, y, pressure in points(stroke):
        moved_x = about[0] + (x - about[0]) * scale + dx
        moved_y = about[1] + (y - about[1]) * scale + dy
        result += [round(moved_x, 2), round(moved_y, 2), pressure]
    return result


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


def _distance(a: Sequence[float], b: Sequence[float], x: float, y: float) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    along = 0.0 if square == 0 else max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / square))
    return math.hypot(a[0] + along * dx - x, a[1] + along * dy - y)


def _dense(raw: list[tuple[float, float, float]], step: float) -> list[tuple[float, float, float]]:
    """Points no further apart than ``step``, so that a cut through a long straight line is seen."""
    found = raw[:1]
    for a, b in itertools.pairwise(raw):
        parts = max(1, math.ceil(math.hypot(b[0] - a[0], b[1] - a[1]) / max(0.5, step)))
        for part in range(1, parts + 1):
            t = part / parts
            found.append(
                (
                    round(a[0] + (b[0] - a[0]) * t, 2),
                    round(a[1] + (b[1] - a[1]) * t, 2),
                    round(a[2] + (b[2] - a[2]) * t, 3),
                )
            )
    return found
