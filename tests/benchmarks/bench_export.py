"""Ink in an exported copy: how alike four engines draw it, its weight, and its cost beside the bare outlines."""

from __future__ import annotations

import os
import random
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import math

from PySide6.QtWidgets import QApplication

from tests.benchmarks.figures import Figure, compare
from tests.golden import exported
from tests.golden.test_exported_marks import BLUE, WHO, paper, writing
from voffice_desktop.domain import ink
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.stamp import reading_copy


def _many(count: int) -> list[dict[str, Any]]:
    rng = random.Random(7)
    marks = writing(1) * count
    for number, mark in enumerate(marks):
        x, y = rng.uniform(30, 400), rng.uniform(30, 450)
        stroke: list[float] = []
        for step in range(40):
            stroke += [round(x + step, 2), round(y + 5 * math.sin(step / 4), 2), 0.3 + 0.4 * abs(math.sin(step / 9))]
        marks[number] = {**mark, "id": f"m{number}", "geometry": {"strokes": [stroke]}}
    return marks


def measure() -> list[Figure]:
    """Overlap with the screen in each engine, bytes a stroke, time against computing the same outlines alone."""
    app = QApplication.instance() or QApplication([])
    assert app is not None
    figures = []
    thousand = _many(1000)
    with Children(1, spares=False) as children:
        marks = writing()
        copy = reading_copy(paper(), WHO, "view", marks, children=children)
        shown = exported.inked(exported.screen(marks, 450, 500), BLUE)
        for name, draw in exported.ENGINES.items():
            share = exported.overlap(shown, exported.inked(draw(copy), BLUE))
            figures.append(Figure(f"export: overlap with the screen in {name}", 0, 0, share, 0.95, at_least=True))
        bare, full = (len(reading_copy(paper(), WHO, "view", marks, children=children)) for marks in ([], thousand))
        figures.append(Figure("export: bytes a stroke", 0, 0, (full - bare) / 1000, 1600))

        def outlines() -> None:
            for mark in thousand:
                for stroke in mark["geometry"]["strokes"]:
                    ink.outline(stroke, 1.6)

        figures.append(
            compare(
                "export: copy with 1,000 strokes, against their outlines alone",
                lambda: reading_copy(paper(), WHO, "view", thousand, children=children),
                outlines,
                goal=None,
                repeats=3,
            )
        )
    return figures
