"""Inside the child: pictures to pages, pages put together anew, blank pages and separators, pixels, text layers."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pymupdf
import zxingcpp
from PIL import Image

from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.inside import stampfont

_LOOK_DPI = 60
_SEARCH_DPI = 110
_INK = 0.0012
"""Share of dark pixels up to which a page counts as blank: dust and the shadow of the paper's edge."""
_MOST_PIXELS = 40_000_000
Result = tuple[dict[str, Any], list[bytes]]


def pictures_job(params: dict[str, Any], blobs: list[bytes]) -> Result:
    """A picture file → one PDF with a page for each frame."""
    Image.MAX_IMAGE_PIXELS = 400_000_000
    with Image.open(io.BytesIO(blobs[0]), formats=("PNG", "JPEG", "TIFF")) as source:
        made = pymupdf.open()
        for frame in range(getattr(source, "n_frames", 1)):
            source.seek(frame)
            given = source.info.get("dpi") or (200, 200)
            dpi = float(given[0]) if 50 <= float(given[0] or 0) <= 1200 else 200.0
            out = io.BytesIO()
            flat = source.convert("L" if source.mode in ("1", "L", "I;16") else "RGB")
            flat.save(out, "JPEG", quality=88) if source.format == "JPEG" else flat.save(out, "PNG")
            width, height = flat.width * 72 / dpi, flat.height * 72 / dpi
            page = made.new_page(width=width, height=height)
            page.insert_image(page.rect, stream=out.getvalue())
    return {}, [made.tobytes(garbage=3, deflate=True)]


def assemble_job(params: dict[str, Any], blobs: list[bytes]) -> Result:
    """``{pages: [[file, page, turn], …]}`` and the files → one PDF."""
    sources = [pymupdf.open(stream=blob, filetype="pdf") for blob in blobs]
    made = pymupdf.open()
    for file, page, turn in params["pages"]:
        made.insert_pdf(sources[file], from_page=page - 1, to_page=page - 1, annots=True, links=False)
        last = made[-1]
        last.set_rotation((last.rotation + int(turn)) % 360)
    if not made.page_count:
        raise DocumentFault("no_pages")
    return {}, [made.tobytes(garbage=3, deflate=True)]


def look_job(params: dict[str, Any], blobs: list[bytes]) -> Result:
    """``{separator}`` and the file → ``{count, blank, separators}``."""
    blank, separators = [], []
    with pymupdf.open(stream=blobs[0], filetype="pdf") as document:
        for number, page in enumerate(document, 1):
            if page.get_text().strip():
                if _says(page, params["separator"]):
                    separators.append(number)
                continue
            shot = _grey(page, _LOOK_DPI)
            if _is_blank(shot):
                blank.append(number)
            elif _says(page, params["separator"]):
                separators.append(number)
        return {"count": document.page_count, "blank": blank, "separators": separators}, []


def picture_job(params: dict[str, Any], blobs: list[bytes]) -> Result:
    """``{page, dpi}`` and the file → ``{width, height, points}`` and RGB pixels."""
    with pymupdf.open(stream=blobs[0], filetype="pdf") as document:
        page = document[int(params["page"]) - 1]
        zoom = min(float(params["dpi"]), 400.0) / 72
        while page.rect.width * page.rect.height * zoom * zoom > _MOST_PIXELS:
            zoom /= 1.5
        shot = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csRGB, alpha=False)
        size = {"width": shot.width, "height": shot.height, "points": [page.rect.width, page.rect.height]}
        return size, [bytes(shot.samples)]


def layer_job(params: dict[str, Any], blobs: list[bytes]) -> Result:
    """The scan and ``[[page, [[text, x0, y0, x1, y1], …]], …]`` → the scan with the words written invisibly."""
    document = pymupdf.open(stream=blobs[0], filetype="pdf")
    stamp = stampfont.stamp_font()
    font = pymupdf.Font(fontbuffer=stamp.file)
    for number, words in json.loads(blobs[1]):
        page = document[number - 1]
        writer = pymupdf.TextWriter(page.rect)
        for text, x0, y0, x1, y1 in words:
            text = stamp.clean(str(text))
            natural = font.text_length(text, 1.0) or 1.0
            size = max(3.0, min((x1 - x0) / natural, (y1 - y0) * 1.3, 60.0))
            writer.append((x0, y1 - (y1 - y0) * 0.2), text + " ", font=font, fontsize=size)
        writer.write_text(page, render_mode=3, overlay=True)
    document.subset_fonts()
    return {}, [document.tobytes(garbage=3, deflate=True)]


def _grey(page: pymupdf.Page, dpi: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    zoom = dpi / 72
    shot = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False)
    return np.frombuffer(shot.samples, np.uint8).reshape(shot.height, shot.width)


def _is_blank(shot: np.ndarray[Any, np.dtype[np.uint8]]) -> bool:
    """Whether hardly anything is darker than the paper, a margin of 4 % left out on every side."""
    height, width = shot.shape
    inner = shot[height // 25 : height - height // 25, width // 25 : width - width // 25]
    if not inner.size:
        return True
    paper = float(np.median(inner))
    return paper > 90 and float((inner < paper - 60).mean()) < _INK


def _says(page: pymupdf.Page, text: str) -> bool:
    shot = np.ascontiguousarray(_grey(page, _SEARCH_DPI))
    return any(code.text == text for code in zxingcpp.read_barcodes(shot))
