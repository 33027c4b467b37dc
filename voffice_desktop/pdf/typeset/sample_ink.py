"""Drawn sample marks: a scrawl in blue and a seal that says MẪU, so that sample papers look issued."""

from __future__ import annotations

import math
import random

from voffice_desktop.pdf.typeset.fonts import Face
from voffice_desktop.pdf.typeset.sheet import BLUE, MM, RED, Pen, Place, Ring, Sheet


def scrawl(sheet: Sheet, place: Place, seed: int) -> None:
    """A hand signature inside ``place``, always the same for ``seed``."""
    chance = random.Random(seed)
    width, height = place.x1 - place.x0, place.y1 - place.y0
    x, middle = place.x0 + width * 0.12, (place.y0 + place.y1) / 2
    points: list[tuple[float, float]] = []
    turns = chance.randint(4, 7)
    advance = width * 0.7 / (turns * 24)
    phase = chance.uniform(0, math.pi)
    for step in range(turns * 24):
        share = step / (turns * 24)
        angle = step / 24 * 2 * math.pi + phase
        swing = height * (0.42 - 0.3 * share) * (0.75 + 0.25 * math.sin(angle * 0.37 + seed))
        points.append((x + 7 * math.cos(angle), middle + swing * math.sin(angle) + 6 * share))
        x += advance
    sheet.marks.append(Pen(tuple(points), 1.1, BLUE))
    tail = tuple(
        (place.x0 + width * (0.1 + 0.85 * t / 20), middle - height * (0.3 - 0.12 * math.sin(t / 20 * math.pi)))
        for t in range(21)
    )
    sheet.marks.append(Pen(tail, 0.9, BLUE))


def seal(sheet: Sheet, place: Place) -> None:
    """A round sample seal of 36 mm that calls itself one."""
    x, y = (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2
    for radius, width in ((18 * MM, 1.6), (16.6 * MM, 0.6), (10.5 * MM, 0.6)):
        sheet.marks.append(Ring(x, y, radius, width))
    star = []
    for corner in range(10):
        radius = (6.5 if corner % 2 == 0 else 2.6) * MM
        angle = math.pi / 2 + corner * math.pi / 5
        star.append((x + radius * math.cos(angle), y + 1.5 * MM + radius * math.sin(angle)))
    sheet.marks.append(Pen(tuple(star), 0.8, RED, closed=True))
    sheet.centred(x, y - 9 * MM, "MẪU", Face.BOLD, 9, RED)
    sheet.centred(x, y + 12.2 * MM, "DẤU MẪU", Face.BOLD, 8, RED)
    sheet.centred(x, y - 15 * MM, "KHÔNG CÓ GIÁ TRỊ", Face.REGULAR, 5.5, RED)
