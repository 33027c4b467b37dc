"""Make the ``save`` copy: each page a picture that holds the marks, and its text once more, unseen, for search and
screen readers.
"""

from __future__ import annotations

import io
import math
import unicodedata
import zlib
from typing import Any

import numpy as np
import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.inside import dots
from voffice_desktop.pdf.inside.stampfont import embed_silent, stamp_font
from voffice_desktop.pdf.inside.viewing import mark_text, marked

DPI = 200
_QUALITY = 75
_MOST_PIXELS = 40_000_000
_TEXT = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP


def job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{identity, annotations, statement, qr, bits, key}`` and the file → ``{verified, pages}`` and the copy."""
    source, pages = marked(params, blobs[0], params["qr"])
    blobs.clear()
    out = io.BytesIO()
    with pikepdf.new() as pdf, pymupdf.open(stream=source, filetype="pdf") as document:
        silent = embed_silent(pdf)
        for page in document:
            _add(pdf, page, silent, params["bits"], bytes.fromhex(params["key"]))
            pymupdf.TOOLS.store_shrink(100)
        pdf.docinfo["/Title"] = params["statement"]
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    data = out.getvalue()
    _verify(data, params, pages)
    return {"verified": True, "pages": pages}, [data]


def _add(pdf: pikepdf.Pdf, page: pymupdf.Page, silent: pikepdf.Object, bits: list[int], key: bytes) -> None:
    width, height = page.rect.width, page.rect.height
    scale = min(DPI / 72, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
    shot = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
    pixels = np.frombuffer(shot.samples, np.uint8).reshape(shot.height, shot.width, 3)
    if np.array_equal(pixels[:, :, 0], pixels[:, :, 1]) and np.array_equal(pixels[:, :, 1], pixels[:, :, 2]):
        pixels = pixels[:, :, :1]
    pixels = pixels.copy()
    dots.darken(pixels, scale * 72, bits, key)
    grey = pixels.shape[2] == 1
    jpeg = io.BytesIO()
    Image.fromarray(pixels[:, :, 0] if grey else pixels).save(jpeg, "JPEG", quality=_QUALITY)
    picture = pdf.make_stream(
        jpeg.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=shot.width,
        Height=shot.height,
        ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    # A picture is whole pixels wide; it is laid out at its true size, so that nothing is stretched.
    body = b"q %.4f 0 0 %.4f 0 %.4f cm /P Do Q\n" % (
        shot.width / scale,
        shot.height / scale,
        height - shot.height / scale,
    )
    pdf.pages.append(
        pikepdf.Page(
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Page,
                    MediaBox=Array([0, 0, round(width, 4), round(height, 4)]),
                    Resources=Dictionary(XObject=Dictionary(P=picture), Font=Dictionary(T=silent)),
                    Contents=pdf.make_stream(zlib.compress(body + _unseen(page, height), 6), Filter=Name.FlateDecode),
                )
            )
        )
    )


def _unseen(page: pymupdf.Page, height: float) -> bytes:
    """The words of the page where they stand, in render mode 3 (neither filled nor stroked)."""
    out = [b"BT 3 Tr"]
    for block in page.get_text("dict", flags=_TEXT)["blocks"]:
        for line in block.get("lines", ()):
            cos, sin = line["dir"]
            for span in line["spans"]:
                text = unicodedata.normalize("NFC", span["text"])
                if not text.strip():
                    continue
                codes = text.encode("utf-16-be", "replace")
                size = max(0.5, min(500.0, span["size"]))
                stretch = 100 * _length(span["bbox"], size, cos, sin) / max(0.01, len(codes) / 2 * size * 0.5)
                x, y = span["origin"]
                out.append(
                    b"/T %.2f Tf %.1f Tz %.4f %.4f %.4f %.4f %.2f %.2f Tm <%b> Tj"
                    % (size, max(1.0, min(2000.0, stretch)), cos, -sin, sin, cos, x, height - y, codes.hex().encode())
                )
    out.append(b"ET")
    return b"\n".join(out)


def _length(box: tuple[float, float, float, float], size: float, cos: float, sin: float) -> float:
    """How long a span is along its own direction, from its upright box."""
    width, height = box[2] - box[0], box[3] - box[1]
    c, s = abs(cos), abs(sin)
    return (width - size * s) / c if c >= s else (height - size * c) / s


def _verify(data: bytes, params: dict[str, Any], pages: int) -> None:
    """Read the copy as a stranger would. Raises `DocumentFault` ``stamp_failed``."""
    text = mark_text(params, stamp_font())
    with pymupdf.open(stream=data, filetype="pdf") as document:
        if document.page_count != pages or document.is_repaired:
            raise DocumentFault("stamp_failed", cause="pages")
        for page in document:
            if len(page.get_images()) != 1 or list(page.annots() or ()) or page.get_drawings():
                raise DocumentFault("stamp_failed", cause="content", page=page.number + 1)
        for number in {0, pages - 1}:
            found = " ".join(unicodedata.normalize("NFC", document[number].get_text()).split())
            if not all(" ".join(wanted.split()) in found for wanted in text.wanted):
                raise DocumentFault("stamp_failed", cause="text", page=number + 1)
