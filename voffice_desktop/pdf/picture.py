"""One page as a picture, for a dialog that shows a single page beside its own things."""

from __future__ import annotations

from dataclasses import dataclass

from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.children import Children, borrowed


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A PNG, and the page's displayed size in points."""

    png: bytes
    width: float
    height: float
    pages: int


def page_picture(data: bytes, page: int, width: int, *, children: Children | None = None) -> PagePicture:
    """Page ``page`` (from 0) at ``width`` pixels. DocumentFault as of ``Children.run``, or ``page_missing``."""
    with borrowed(children) as pool:
        size, blobs = pool.run("work", "picture", {"page": page, "width": width}, (data,))
    if len(blobs) != 1:
        raise DocumentFault("pdf_unreadable")
    return PagePicture(blobs[0], float(size["width"]), float(size["height"]), int(size["pages"]))
