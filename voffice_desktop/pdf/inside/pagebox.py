"""The visible part of a page, whatever its boxes, rotation and unit say."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary

_DEFAULT = (0.0, 0.0, 612.0, 792.0)
_INHERITED = frozenset({"/Resources", "/MediaBox", "/CropBox", "/Rotate"})


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


def page_box(page: pikepdf.Object, known: dict[str, pikepdf.Object]) -> PageBox:
    """The box of a page with these `attributes`; nonsense becomes what MuPDF makes of it."""
    media = _box(known.get("/MediaBox")) or _DEFAULT
    crop = _box(known.get("/CropBox")) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = media
    rotation = _float(known.get("/Rotate"), 0.0)
    unit = _float(page["/UserUnit"], 1.0) if "/UserUnit" in page else 1.0
    return PageBox(left, bottom, right, top, (round(rotation / 90) % 4) * 90, unit if 0 < unit <= 75_000 else 1.0)


class Attributes:
    """What pages have of their own or from the nodes above them. What a node gives is looked up once."""

    def __init__(self) -> None:
        self._above: dict[tuple[int, int], dict[str, pikepdf.Object]] = {}

    def of(self, page: pikepdf.Object) -> dict[str, pikepdf.Object]:
        """Resources, boxes and rotation that hold for ``page``."""
        return self._own(page, 0)

    def _own(self, node: pikepdf.Object, depth: int) -> dict[str, pikepdf.Object]:
        keys = node.keys()
        found = {key: node[key] for key in _INHERITED.intersection(keys)}
        if len(found) == len(_INHERITED) or "/Parent" not in keys or depth > 64:
            return found
        parent = node["/Parent"]
        if not isinstance(parent, Dictionary):
            return found
        given = self._above.get(parent.objgen) if parent.is_indirect else None
        if given is None:
            given = self._own(parent, depth + 1)
            if parent.is_indirect:
                self._above[parent.objgen] = given
        return given | found


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
