"""Geometry of pen strokes: how wide, how smooth, what they cover, what an eraser leaves.

A stroke is flat as on the wire: ``[x, y, pressure, x, y, pressure, …]`` in PDF points, pressure 0 to 1. The same
outline is painted on the screen and written into an exported PDF, so that both look alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

Stroke = Sequence[float]
Point = tuple[float, float]
Sample = tuple[float, float, float]
"""x, y and half the width there."""
Box = tuple[float, float, float, float]

NEAREST = 0.3
"""Points: samples nearer than this to the one kept before say nothing new."""
_THINNEST, _BY_PRESSURE = 0.6, 0.8
WIDEST = _THINNEST + _BY_PRESSURE
"""Times the pen's width at full pressure (ui.md, *Pen bar*: 0.6 to 1.4)."""
_CAP_STEPS = 6
_SPACING = 1.5
"""Points between two samples of a smoothed curve."""


def points(stroke: Stroke) -> list[tuple[float, float, float]]:
    """(x, y, pressure) one by one."""
    return list(zip(stroke[0::3], stroke[1::3], stroke[2::3], strict=True))


def flat(samples: Iterable[tuple[float, float, float]]) -> list[float]:
    """The flat form of (x, y, pressure) samples."""
    return [value for sample in samples for value in sample]


def simplify(stroke: Stroke, nearest: float = NEAREST) -> list[float]:
    """The stroke without samples nearer than ``nearest`` to the one before; its two ends stay where they are."""
    samples = points(stroke)
    if len(samples) < 3:
        return list(stroke)
    kept = [samples[0]]
    for sample in samples[1:-1]:
        if math.hypot(sample[0] - kept[-1][0], sample[1] - kept[-1][1]) >= nearest:
            kept.append(sample)
    last = samples[-1]
    if len(kept) > 1 and math.hypot(last[0] - kept[-1][0], last[1] - kept[-1][1]) < nearest:
        kept.pop()
    return flat([*kept, last])


def width_at(base: float, pressure: float) -> float:
    """The width of a pen of width ``base`` at one pressure."""
    return base * (_THINNEST + _BY_PRESSURE * pressure)


def widths(stroke: Stroke, base: float) -> list[float]:
    """The width at each sample: ``base * (0.6 + 0.8 * pressure)``, each averaged with the two before it."""
    raw = [width_at(base, pressure) for pressure in stroke[2::3]]
    return [sum(part) / len(part) for part in (raw[max(0, at - 2) : at + 1] for at in range(len(raw)))]


def bounds(stroke: Stroke, base: float = 0.0) -> Box:
    """The box that holds the stroke with its full width. ValueError on an empty stroke."""
    margin = base * WIDEST / 2
    xs, ys = stroke[0::3], stroke[1::3]
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes share a point."""
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def smoothed(stroke: Stroke, base: float) -> list[Sample]:
    """The centre line as quadratic curves through the midpoints of neighbours, sampled, with half the width."""
    samples = points(stroke)
    halves = [width / 2 for width in widths(stroke, base)]
    nodes: list[Sample] = [(x, y, half) for (x, y, _), half in zip(samples, halves, strict=True)]
    if len(nodes) < 3:
        return nodes
    curve = [nodes[0]]
    start = nodes[0]
    for at in range(1, len(nodes) - 1):
        control = nodes[at]
        end = nodes[at + 1] if at == len(nodes) - 2 else _middle(control, nodes[at + 1])
        length = math.hypot(control[0] - start[0], control[1] - start[1])
        length += math.hypot(end[0] - control[0], end[1] - control[1])
        steps = max(1, min(16, math.ceil(length / _SPACING)))
        curve.extend(_on_curve(start, control, end, step / steps) for step in range(1, steps + 1))
        start = end
    return curve


def _middle(a: Sample, b: Sample) -> Sample:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2


def _on_curve(a: Sample, control: Sample, b: Sample, t: float) -> Sample:
    one, two, three = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return (
        one * a[0] + two * control[0] + three * b[0],
        one * a[1] + two * control[1] + three * b[1],
        one * a[2] + two * control[2] + three * b[2],
    )


def outline(stroke: Stroke, base: float) -> list[Point]:
    """The closed polygon that the stroke fills (non-zero winding), with round ends; a dot for a single place."""
    curve: list[Sample] = []
    for sample in smoothed(simplify(stroke), base):
        if not curve or math.hypot(sample[0] - curve[-1][0], sample[1] - curve[-1][1]) > 1e-6:
            curve.append(sample)
    if not curve:
        return []
    if len(curve) == 1:
        x, y, half = curve[0]
        turns = 2 * _CAP_STEPS
        return [
            (x + half * math.cos(math.pi * turn / _CAP_STEPS), y + half * math.sin(math.pi * turn / _CAP_STEPS))
            for turn in range(turns)
        ]
    left: list[Point] = []
    right: list[Point] = []
    for at, (x, y, half) in enumerate(curve):
        before, after = curve[max(0, at - 1)], curve[min(len(curve) - 1, at + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy)
        if length < 1e-9:  # a turn straight back: take the direction of coming
            dx, dy = x - before[0], y - before[1]
            length = math.hypot(dx, dy)
        nx, ny = -dy / length * half, dx / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return [*left, *_cap(curve[-1], left[-1]), *reversed(right), *_cap(curve[0], right[0])]


def _cap(end: Sample, start: Point) -> list[Point]:
    """Points of a half circle around ``end``, from ``start`` on, without its two ends."""
    x, y, half = end
    angle = math.atan2(start[1] - y, start[0] - x)
    return [
        (
            x + half * math.cos(angle - math.pi * step / _CAP_STEPS),
            y + half * math.sin(angle - math.pi * step / _CAP_STEPS),
        )
        for step in range(1, _CAP_STEPS)
    ]


def hits(stroke: Stroke, base: float, x: float, y: float, radius: float) -> bool:
    """Whether a disc at (x, y) touches the stroke as it is drawn with width ``base``."""
    reach = radius + base * WIDEST / 2
    left, top, right, bottom = bounds(stroke)
    if not (left - reach <= x <= right + reach and top - reach <= y <= bottom + reach):
        return False
    samples = points(stroke)
    half = [width / 2 for width in widths(stroke, base)]
    if len(samples) == 1:
        return math.hypot(samples[0][0] - x, samples[0][1] - y) <= radius + half[0]
    for at in range(len(samples) - 1):
        a, b = samples[at], samples[at + 1]
        if _distance(x, y, (a[0], a[1]), (b[0], b[1])) <= radius + max(half[at], half[at + 1]):
            return True
    return False


def _distance(x: float, y: float, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = 0.0 if square == 0 else max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / square))
    return math.hypot(a[0] + t * dx - x, a[1] + t * dy - y)


def inside(polygon: Sequence[Point], x: float, y: float) -> bool:
    """Whether (x, y) lies in the polygon (even-odd)."""
    within = False
    for (ax, ay), (bx, by) in zip(polygon, [*polygon[1:], *polygon[:1]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            within = not within
    return within


def lassoed(stroke: Stroke, polygon: Sequence[Point], share: float = 0.5) -> bool:
    """Whether at least ``share`` of the stroke's samples lie in the lasso."""
    samples = points(stroke)
    if len(polygon) < 3 or not samples:
        return False
    return sum(inside(polygon, x, y) for x, y, _ in samples) >= share * len(samples)


def erase(stroke: Stroke, path: Sequence[Point], radius: float) -> list[list[float]]:
    """What is left of a stroke after an eraser of ``radius`` went along ``path``: its pieces, in order.

    The centre line is cut exactly where the eraser's edge crosses it. An untouched stroke comes back alone and equal.
    """
    samples = points(stroke)
    discs = _along(path, radius / 2)
    if not samples or not discs:
        return [list(stroke)]
    if len(samples) == 1:
        x, y, _ = samples[0]
        gone = any(math.hypot(cx - x, cy - y) <= radius for cx, cy in discs)
        return [] if gone else [list(stroke)]
    pieces: list[list[tuple[float, float, float]]] = []
    piece: list[tuple[float, float, float]] = []
    touched = False
    for a, b in pairwise(samples):
        kept = _kept(a, b, discs, radius)
        for start, end in kept:
            touched = touched or start > 0 or end < 1
            if start > 0 or not piece:
                if piece:
                    pieces.append(piece)
                piece = [_between(a, b, start)]
            piece.append(_between(a, b, end))
            if end < 1:
                pieces.append(piece)
                piece = []
        if not kept:
            touched = True
            if piece:
                pieces.append(piece)
                piece = []
    if piece:
        pieces.append(piece)
    return [flat(one) for one in pieces] if touched else [list(stroke)]


def _between(a: tuple[float, float, float], b: tuple[float, float, float], t: float) -> tuple[float, float, float]:
    if t <= 0:
        return a
    if t >= 1:
        return b
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t


def _along(path: Sequence[Point], spacing: float) -> list[Point]:
    """The path with points between, never further apart than ``spacing``."""
    dense = list(path[:1])
    for (ax, ay), (bx, by) in pairwise(path):
        steps = max(1, math.ceil(math.hypot(bx - ax, by - ay) / spacing)) if spacing > 0 else 1
        dense.extend((ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps) for step in range(1, steps + 1))
    return dense


def _kept(
    a: tuple[float, float, float], b: tuple[float, float, float], discs: Sequence[Point], radius: float
) -> list[tuple[float, float]]:
    """The parts (from, to in 0..1) of the segment a–b that no disc covers."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    covered: list[tuple[float, float]] = []
    for cx, cy in discs:
        fx, fy = a[0] - cx, a[1] - cy
        beyond = fx * fx + fy * fy - radius * radius
        if square < 1e-18:
            if beyond <= 0:
                return []
            continue
        along = fx * dx + fy * dy
        root = along * along - square * beyond
        if root <= 0:
            continue
        half = math.sqrt(root)
        start, end = (-along - half) / square, (-along + half) / square
        if end > 0 and start < 1:
            covered.append((max(0.0, start), min(1.0, end)))
    kept, at = [], 0.0
    for start, end in sorted(covered):
        if start > at:
            kept.append((at, start))
        at = max(at, end)
    if at < 1:
        kept.append((at, 1.0))
    return kept


def moved(stroke: Stroke, dx: float, dy: float) -> list[float]:
    """The stroke shifted."""
    return flat((x + dx, y + dy, pressure) for x, y, pressure in points(stroke))


def scaled(stroke: Stroke, origin: Point, factor_x: float, factor_y: float) -> list[float]:
    """The stroke stretched away from ``origin``."""
    ox, oy = origin
    return flat((ox + (x - ox) * factor_x, oy + (y - oy) * factor_y, pressure) for x, y, pressure in points(stroke))
