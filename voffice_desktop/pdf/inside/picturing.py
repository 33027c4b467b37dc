"""In the child: one page as a PNG, as it is shown."""

from __future__ import annotations

from typing import Any

import pymupdf

from voffice_desktop.errors import DocumentFault

_WIDEST = 4000


def job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{page, width}`` (page from 0, width in pixels) and the file → the page's size in points, and its PNG."""
    with pymupdf.open(stream=blobs[0], filetype="pdf") as document:
        if not 0 <= params["page"] < document.page_count:
            raise DocumentFault("page_missing")
        page = document[params["page"]]
        scale = min(_WIDEST, params["width"]) / page.rect.width
        picture = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), annots=True)
        size = {"width": page.rect.width, "height": page.rect.height, "pages": document.page_count}
        return size, [picture.tobytes("png")]
