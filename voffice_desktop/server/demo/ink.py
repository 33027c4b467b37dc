"""Marks of the demo's readers: strokes that look like handwriting, highlights over real lines, short notes."""

from __future__ import annotations

import math
from datetime import datetime
from random import Random
from typing import Any

from voffice_desktop.domain.records import Annotation, AnnotationStyle
from voffice_desktop.pdf.typeset.letter import set_letter
from voffice_desktop.pdf.typeset.sheet import A4_HEIGHT, Place, Words
from voffice_desktop.server.demo.files import FilePlan, LetterRecipe
from voffice_desktop.server.demo.fixed import dice, fixed_id, utc

_BLUE, _RED, _YELLOW = "#1d4ed8", "#c81e1e", "#facc15"


def handwriting(chance: Random, x: float, y: float, width: float, lines: int) -> list[list[float]]:
    """Strokes of ``lines`` lines of scribbled words from (x, y), origin at the top left: [x, y, pressure, …]."""
    strokes: list[list[float]] = []
    for line in range(lines):
        at, base = x + chance.uniform(0, 12), y + line * 21 + chance.uniform(-1.5, 1.5)
        end = x + width * (1.0 if line < lines - 1 else chance.uniform(0.4, 0.8))
        while at < end - 14:
            letters = chance.randint(2, 5)
            strokes.append(_word(chance, at, base, letters))
            if chance.random() < 0.5:
                # A tone mark or the bar of a đ above the word.
                mark = at + letters * chance.uniform(2.0, 5.0)
                strokes.append(
                    [v for p in ((mark, base - 11.5, 0.5), (mark + 3.2, base - 13.6, 0.65)) for v in map(_round, p)]
                )
            at += letters * 7 + chance.uniform(5, 9)
    return strokes


def _round(value: float) -> float:
    return round(value, 2)


def _word(chance: Random, x: float, base: float, letters: int) -> list[float]:
    stroke: list[float] = []
    slant, height = chance.uniform(0.15, 0.4), chance.uniform(4.2, 5.6)
    for letter in range(letters):
        tall = height * (1.9 if chance.random() < 0.25 else 1.0)
        low = -height * 1.3 if chance.random() < 0.15 else 0.0
        loop = chance.uniform(1.6, 3.0)
        for step in range(10):
            angle = step / 10 * 2 * math.pi
            up = (1 - math.cos(angle)) / 2 * (tall - low) + low
            dx = letter * 7 + step * 0.7 + loop * math.sin(angle) * 0.55 + up * slant
            pressure = 0.45 + 0.35 * math.sin(angle + 0.8) + chance.uniform(-0.04, 0.04)
            stroke += [_round(x + dx), _round(base - up), _round(min(0.95, max(0.12, pressure)))]
    return stroke


def ink(file: FilePlan, author_id: str, at: datetime, place: Place, lines: int, *, red: bool = False) -> Annotation:
    """Handwriting inside ``place`` of the file's page."""
    name = f"ink/{file.id}/{author_id}/{place.page}/{red}"
    strokes = handwriting(dice(name), place.x0 + 6, A4_HEIGHT - place.y1 + 18, place.x1 - place.x0 - 24, lines)
    return Annotation(
        id=fixed_id(name, at),
        file_id=file.id,
        file_revision=file.revision,
        page=place.page,
        author_id=author_id,
        kind="ink",
        geometry={"strokes": strokes},
        style=AnnotationStyle(color=_RED if red else _BLUE, width=1.6),
        created_at=utc(at),
    )


def highlight(file: FilePlan, recipe: LetterRecipe, author_id: str, at: datetime) -> Annotation | None:
    """A highlight over two neighbouring lines of the first page's body; None where there are none."""
    sheet = set_letter(recipe.letter()).sheets[0]
    lines = [
        mark
        for mark in sheet.marks
        if isinstance(mark, Words) and mark.stretch > 0 and mark.width > 250 and mark.y < A4_HEIGHT * 0.7
    ]
    if len(lines) < 3:
        return None
    first = dice(file.id).randrange(len(lines) - 1)
    quads: list[list[float]] = []
    for mark in lines[first : first + 2]:
        top, bottom = A4_HEIGHT - mark.y - mark.size * 0.85, A4_HEIGHT - mark.y + mark.size * 0.25
        corners = (mark.x, top, mark.x + mark.width, top, mark.x, bottom, mark.x + mark.width, bottom)
        quads.append([round(value, 2) for value in corners])
    return Annotation(
        id=fixed_id(f"highlight/{file.id}/{author_id}", at),
        file_id=file.id,
        file_revision=file.revision,
        page=1,
        author_id=author_id,
        kind="highlight",
        geometry={"quads": quads},
        style=AnnotationStyle(color=_YELLOW, width=1.0, opacity=0.4),
        created_at=utc(at),
    )


def note(file: FilePlan, author_id: str, at: datetime, text: str) -> Annotation:
    """A typed note in the right margin of page 1."""
    geometry: dict[str, Any] = {"rect": [430.0, 250.0, 575.0, 300.0]}
    return Annotation(
        id=fixed_id(f"note/{file.id}/{author_id}", at),
        file_id=file.id,
        file_revision=file.revision,
        page=1,
        author_id=author_id,
        kind="text",
        geometry=geometry,
        style=AnnotationStyle(color=_RED, width=1.0),
        text=text,
        created_at=utc(at),
    )
