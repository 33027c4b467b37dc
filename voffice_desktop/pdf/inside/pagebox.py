"""The visible part of a page, whatever its boxes, rotation and unit say."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary

_DEFAULT = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True, slots=True)
class PageBox:
    """The visible rectangle in the page's own units, the clockwise rotation on display, points a unit."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    unit: float

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height on display, in points."""
        width, height = (self.right - self.left) * self.unit, (self.top - self.bottom) * self.unit
        return (height, width) if self.rotation % 180 else (width, height)

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """From points on display, origin at the bottom left, to the page's own space."""
        scale = 1 / self.unit
        turned = {
            0: (scale, 0, 0, scale, self.left, self.bottom),
            90: (0, scale, -scale, 0, self.right, self.bottom),
            180: (-scale, 0, 0, -scale, self.right, self.top),
            270: (0, -scale, scale, 0, self.left, self.top),
        }
        return turned[self.rotation]

    @property
    def array(self) -> pikepdf.Array:
        return Array([_number(value) for value in (self.left, self.bottom, self.right, self.top)])


def page_box(page: pikepdf.Object) -> PageBox:
    """Read the boxes of a page dictionary, inherited ones too; nonsense becomes what MuPDF makes of it."""
    media = _box(inherited(page, "/MediaBox")) or _DEFAULT
    crop = _box(inherited(page, "/CropBox")) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = media
    rotation = _float(inherited(page, "/Rotate"), 0.0)
    unit = _float(page.get("/UserUnit"), 1.0)
    return PageBox(left, bottom, right, top, (round(rotation / 90) % 4) * 90, unit if 0 < unit <= 75_000 else 1.0)


def inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    """A page attribute, from the page or the nearest node above it."""
    node: pikepdf.Object | None = page
    for _ in range(64):
        if not isinstance(node, Dictionary):
            return None
        value = node.get(key)
        if value is not None:
            return value
        node = node.get("/Parent")
    return None


def _box(value: pikepdf.Object | None) -> tuple[float, float, float, float] | None:
    if not isinstance(value, Array) or len(value) != 4:
        return None
    try:
        x0, y0, x1, y1 = (float(item) for item in value)
    except (TypeError, ValueError):
        return None
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return box if box[2] - box[0] >= 1 and box[3] - box[1] >= 1 else None


def _float(value: object, default: float) -> float:
    try:
        return float(value)  # type: ignore[arg-type]  # whatever a hostile file put there
    except (TypeError, ValueError, OverflowError):
        return default


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 4)
