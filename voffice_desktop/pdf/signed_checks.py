"""What the renderer makes of signed files, asked of a child. `signing` gets these as functions, never imports them.

Coordinates are displayed ones: points from the top left of the page as shown. `DocumentFault` as of `Children.run`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from voffice_desktop.pdf.children import Children, borrowed

Box = tuple[float, float, float, float]


class Eyes:
    """Looks at signed files through ``children`` (or through a child of its own for each question)."""

    def __init__(self, children: Children | None = None) -> None:
        self._children = children

    def look_at_update(self, base: bytes, signed: bytes, page: int, box: Box) -> dict[str, Any]:
        """Before and after an update: ``{"repaired", "changed_pages", "text_before", "text_after"}``.

        Pages whose pixels changed outside ``box`` (-1: their number changed), and the text inside it.
        """
        return self._ask("gate", "look_at_update", {"page": page, "box": list(box)}, base, signed)

    def free_room(self, data: bytes, width: float, height: float, margin: float) -> Box:
        """The room without ink nearest to the bottom left of page 1; the least inked one if none is empty."""
        found = self._ask("work", "free_room", {"width": width, "height": height, "margin": margin}, data)
        x0, y0, x1, y1 = (float(value) for value in found["box"])
        return x0, y0, x1, y1

    def ink_under(self, data: bytes, page: int, box: Box) -> float:
        """The share of ``box`` on a page (from 0) that holds ink, 0 to 1."""
        return self.ink_under_all(data, [(page, box)])[0]

    def ink_under_all(self, data: bytes, boxes: Sequence[tuple[int, Box]]) -> list[float]:
        """As `ink_under` for many places in one go."""
        asked = [[page, *box] for page, box in boxes]
        return [float(one) for one in self._ask("work", "ink_under", {"boxes": asked}, data)["shares"]]

    def find_blanks(self, data: bytes, signer: str) -> dict[str, Any]:
        """``number``, ``day``, ``month``, ``year``, ``personal`` as ``{"page", "box", "covers"}``, where found."""
        return self._ask("work", "find_blanks", {"signer": signer}, data)

    def _ask(self, profile: str, job: str, params: dict[str, Any], *blobs: bytes) -> dict[str, Any]:
        with borrowed(self._children) as pool:
            answer, _ = pool.run(profile, job, params, blobs)
        return answer
