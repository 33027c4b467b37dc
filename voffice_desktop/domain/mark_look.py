"""How marks look, said once: the screen, the printer and an exported PDF all draw from these numbers.

Coordinates are PDF points of the unrotated page, origin at the top left of the CropBox (the contract's *Files*).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

Corner = tuple[float, float]

NOTE_PAPER = "#fff8dc"
"""Behind a typed note."""
NOTE_SIZE, STAMP_SIZE = 10.0, 12.0
"""Points of the letters of a typed note and of a standard opinion."""
NOTE_FRAME, STAMP_FRAME = 0.6, 1.2
"""Points of the line around them."""
PADDING = 4.0
SMALLEST_LETTERS, LARGEST_LETTERS = 4.0, 96.0


def letters(kind: str, geometry: Mapping[str, Any]) -> float:
    """Points of the letters of a note or stamp: ``size`` of its geometry where it was made larger or smaller."""
    size = geometry.get("size") or (STAMP_SIZE if kind == "stamp" else NOTE_SIZE)
    return min(LARGEST_LETTERS, max(SMALLEST_LETTERS, float(size)))


def corners(quad: Sequence[float]) -> tuple[Corner, Corner, Corner, Corner]:
    """Upper left, upper right, lower left, lower right of a quad as viewers read ``QuadPoints``."""
    x0, y0, x1, y1, x2, y2, x3, y3 = quad
    return (x0, y0), (x1, y1), (x2, y2), (x3, y3)


def rule_of(kind: Literal["underline", "strikeout"], quad: Sequence[float]) -> tuple[Corner, Corner]:
    """The two ends of the line under or through the words of a quad, along the words whatever their turn."""
    upper_left, upper_right, lower_left, lower_right = corners(quad)
    if kind == "underline":
        return _towards(lower_left, upper_left, 0.6), _towards(lower_right, upper_right, 0.6)
    return _middle(upper_left, lower_left), _middle(upper_right, lower_right)


def rule_width(width: float) -> float:
    """Points of that line for a pen of ``width``."""
    return max(0.8, width * 0.7)


def _middle(a: Corner, b: Corner) -> Corner:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _towards(a: Corner, b: Corner, distance: float) -> Corner:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return a[0] + dx / length * distance, a[1] + dy / length * distance
