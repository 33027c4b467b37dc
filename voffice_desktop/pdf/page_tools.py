"""Work on the pages of unsigned files before they are sent: pictures to pages, split and join, turn, look, layer.

Everything happens in a child; what comes back is new bytes or pixels.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from voffice_desktop.domain.page_words import PageWords
from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.children import Children, borrowed

SEPARATOR = "VOFFICE:TACH-VAN-BAN"
"""What the QR code of a separator sheet says."""


@dataclass(frozen=True, slots=True)
class PageLooks:
    """Numbers (from 1) of pages with nothing on them, and of separator sheets."""

    count: int
    blank: tuple[int, ...]
    separators: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """RGB pixels of a page, and its size in points."""

    width: int
    height: int
    pixels: bytes
    points: tuple[float, float]


def pictures_to_pdf(data: bytes, *, children: Children | None = None) -> bytes:
    """A picture file (TIFF with all its pages, PNG, JPEG) as a PDF. `DocumentFault` ``intake_unknown_kind``."""
    with borrowed(children) as pool:
        try:
            _, blobs = pool.run("work", "pictures", {}, (data,))
        except DocumentFault as fault:
            raise DocumentFault("intake_unknown_kind") from fault
    return _pdf(blobs)


def assemble(
    blobs: Sequence[bytes], pages: Sequence[tuple[int, int, int]], *, children: Children | None = None
) -> bytes:
    """A new PDF of the pages (file, page from 1, turn in degrees) in this order."""
    with borrowed(children) as pool:
        _, made = pool.run("work", "assemble", {"pages": [list(page) for page in pages]}, tuple(blobs))
    return _pdf(made)


def look(data: bytes, *, children: Children | None = None) -> PageLooks:
    """Which pages are blank or separator sheets."""
    with borrowed(children) as pool:
        found, _ = pool.run("work", "look", {"separator": SEPARATOR}, (data,))
    try:
        return PageLooks(int(found["count"]), tuple(map(int, found["blank"])), tuple(map(int, found["separators"])))
    except (KeyError, TypeError, ValueError) as error:
        raise DocumentFault("pdf_unreadable") from error


def picture(data: bytes, page: int, dpi: int, *, children: Children | None = None) -> PagePicture:
    """One page (from 1) as pixels."""
    with borrowed(children) as pool:
        found, blobs = pool.run("work", "pixels", {"page": page, "dpi": dpi}, (data,))
    width, height = int(found["width"]), int(found["height"])
    if len(blobs) != 1 or len(blobs[0]) != width * height * 3:
        raise DocumentFault("pdf_unreadable")
    return PagePicture(width, height, blobs[0], (float(found["points"][0]), float(found["points"][1])))


def with_text_layer(data: bytes, pages: Sequence[PageWords], *, children: Children | None = None) -> bytes:
    """The scan with the recognised words written invisibly where they stand."""
    plain = [
        [page.number, [[word.text, *word.rect] for word in page.words if word.confidence >= 0.3]] for page in pages
    ]
    with borrowed(children) as pool:
        _, made = pool.run("work", "layer", {}, (data, json.dumps(plain).encode()))
    return _pdf(made)


def _pdf(blobs: Sequence[bytes]) -> bytes:
    if len(blobs) != 1 or not blobs[0].startswith(b"%PDF-"):
        raise DocumentFault("pdf_unreadable")
    return blobs[0]
