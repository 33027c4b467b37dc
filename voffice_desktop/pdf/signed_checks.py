"""Child-side: what the renderer makes of signed files. Bytes and plain values in, plain values out.

Coordinates are displayed ones: points from the top left of the page as shown, rotation and CropBox applied.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import pymupdf

_DPI = 40
Box = tuple[float, float, float, float]


def look_at_update(base: bytes, signed: bytes, page: int, box: Box) -> dict[str, Any]:
    """Compare a file before and after an update: repaired or not, pages changed outside ``box``, text inside it."""
    with pymupdf.open(stream=base, filetype="pdf") as before, pymupdf.open(stream=signed, filetype="pdf") as after:
        changed = [] if before.page_count == after.page_count else [-1]
        for number in range(min(before.page_count, after.page_count)):
            blank = box if number == page else None
            if _pixels(before[number], blank) != _pixels(after[number], blank):
                changed.append(number)
        return {
            # a base that is broken already is no fault of its signer
            "repaired": bool(after.is_repaired and not before.is_repaired),
            "changed_pages": changed,
            "text_before": _text(before[page], box) if page < before.page_count else "",
            "text_after": _text(after[page], box) if page < after.page_count else "",
        }


def was_repaired(data: bytes) -> bool:
    """Did the renderer have to repair the file, so that other viewers may show something else?"""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return bool(document.is_repaired)


def _pixels(page: pymupdf.Page, blank: Box | None) -> tuple[int, int, bytes]:
    picture = page.get_pixmap(dpi=_DPI, colorspace=pymupdf.csGRAY, annots=True)
    if blank is not None:
        x0, y0, x1, y1 = (value * _DPI / 72 for value in blank)
        picture.set_rect(pymupdf.IRect(int(x0) - 2, int(y0) - 2, int(x1) + 3, int(y1) + 3), (255,))
    return picture.width, picture.height, bytes(picture.samples)


def _text(page: pymupdf.Page, box: Box) -> str:
    clip = pymupdf.Rect(box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1) * page.derotation_matrix
    return unicodedata.normalize("NFC", page.get_text(clip=clip))
