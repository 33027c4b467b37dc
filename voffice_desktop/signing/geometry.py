"""Where a place lies on a page: between what a reader sees and the page's own user space.

*Displayed* coordinates are points from the top left corner of the page as shown (CropBox and /Rotate
applied), y downwards. *User space* is what a /Rect of an annotation holds (ISO 32000-1, 8.3.2.3): its
origin may lie anywhere and y points up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points, x0 < x1 and y0 < y1."""


@dataclass(frozen=True)
class PageGeometry:
    """The visible box of one page in user space, and its clockwise rotation on display (0, 90, 180, 270)."""

    box: Box
    rotation: int = 0

    @property
    def width(self) -> float:
        """Displayed width."""
        x0, y0, x1, y1 = self.box
        return y1 - y0 if self.rotation in (90, 270) else x1 - x0

    @property
    def height(self) -> float:
        """Displayed height."""
        x0, y0, x1, y1 = self.box
        return x1 - x0 if self.rotation in (90, 270) else y1 - y0

    def to_user_space(self, displayed: Box) -> Box:
        """The user space box of a displayed one."""
        corners = [self._user(displayed[0], displayed[1]), self._user(displayed[2], displayed[3])]
        return _ordered(*corners[0], *corners[1])

    def to_displayed(self, user: Box) -> Box:
        """The displayed box of one in user space."""
        corners = [self._shown(user[0], user[1]), self._shown(user[2], user[3])]
        return _ordered(*corners[0], *corners[1])

    def bottom_left(self, width: float, height: float, *, margin: float, right: float = 0.0, up: float = 0.0) -> Box:
        """User space box at the displayed bottom left, ``margin`` from both edges, moved ``right`` and ``up``."""
        left, bottom = margin + right, self.height - margin - up
        return self.to_user_space((left, bottom - height, left + width, bottom))

    def top_right(self, width: float, height: float, *, margin: float) -> Box:
        """User space box at the displayed top right (annexes and copies, NĐ 30/2020 annex I, II.7d)."""
        right = self.width - margin
        return self.to_user_space((right - width, margin, right, margin + height))

    def _user(self, x: float, y: float) -> tuple[float, float]:
        x0, y0, x1, y1 = self.box
        if self.rotation == 90:
            return x0 + y, y0 + x
        if self.rotation == 180:
            return x1 - x, y0 + y
        if self.rotation == 270:
            return x1 - y, y1 - x
        return x0 + x, y1 - y

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        x0, y0, x1, y1 = self.box
        if self.rotation == 90:
            return y - y0, x - x0
        if self.rotation == 180:
            return x1 - x, y - y0
        if self.rotation == 270:
            return y1 - y, x1 - x
        return x - x0, y1 - y


def geometry_of(page: Any) -> PageGeometry:
    """Geometry of a page dictionary; CropBox, MediaBox and Rotate may be inherited (ISO 32000-1, 7.7.3.4)."""
    media = _inherited(page, "/MediaBox") or (0, 0, 612, 792)
    whole = _ordered(*(float(value) for value in media))
    crop = _inherited(page, "/CropBox")
    box = whole
    if crop is not None:
        x0, y0, x1, y1 = _ordered(*(float(value) for value in crop))
        cut = (max(x0, whole[0]), max(y0, whole[1]), min(x1, whole[2]), min(y1, whole[3]))
        box = cut if cut[0] < cut[2] and cut[1] < cut[3] else whole
    rotation = int(_inherited(page, "/Rotate") or 0) % 360
    return PageGeometry(box, rotation if rotation % 90 == 0 else 0)


def _inherited(page: Any, key: str) -> Any:
    node = page
    for _ in range(64):  # a page tree that points at itself must not hold us
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def _ordered(x0: float, y0: float, x1: float, y1: float) -> Box:
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
