"""Where the ĐẾN stamp has room on a file: by its words and fields, or by the ink of a page that has no words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from voffice_desktop.domain import arrival_stamp
from voffice_desktop.domain.field_reading import Proposal
from voffice_desktop.domain.page_words import PageWords
from voffice_desktop.pdf import fields, page_tools
from voffice_desktop.pdf.children import Children

_INK_DPI = 36
_HEAD = 0.14
"""Share of a page that its letterhead takes: the stamp goes below it."""


def place_on(data: bytes, children: Children) -> tuple[float, float] | None:
    """A free place (points) on the first page of a PDF whose fields were not read."""
    reading = fields.read_words(data, most=1, children=children)
    if any(page.words for page in reading.pages if page.number == 1):
        return stamp_place(reading.pages, {})
    shot = page_tools.picture(data, 1, _INK_DPI, children=children)
    ink = arrival_stamp.ink_boxes(shot.pixels, shot.width, shot.height, shot.points)
    return arrival_stamp.free_place(*shot.points, ink, shot.points[1] * _HEAD)


def stamp_place(pages: Sequence[PageWords], found: Mapping[str, Proposal]) -> tuple[float, float] | None:
    """A free place on the first page, below the number and (for a letter) the subject."""
    if not pages:
        return None
    page = pages[0]
    letter = "type_code" in found and found["type_code"].value == "CV"
    marks = [found[name].rect for name in (("symbol", "summary") if letter else ("symbol",)) if name in found]
    below = max((rect[3] for rect in marks if rect is not None), default=0.0) + 4
    taken = [word.rect for word in page.words]
    signed = [found[name] for name in ("signer_title", "signer_name") if name in found and found[name].page == 1]
    boxes = [one.rect for one in signed if one.rect is not None]
    if boxes:
        # Seal and signature lie about the signer, a hand's breadth to the left and between position and name.
        around = (min(b[0] for b in boxes) - 110, min(b[1] for b in boxes), page.width, max(b[3] for b in boxes) + 30)
        taken.append(around)
    return arrival_stamp.free_place(page.width, page.height, taken, below)
