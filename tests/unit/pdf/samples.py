"""Small PDFs made for one test each."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
import pymupdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from voffice_desktop import paths

A4 = (595.0, 842.0)


def written(
    *lines: str, pages: int = 1, size: tuple[float, float] = A4, at: tuple[float, float] = (72, 100)
) -> bytes:
    """A document whose pages all hold ``lines``, in Vietnamese letters, from ``at`` (points from top left)."""
    if "Tinos" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Tinos", paths.resources() / "fonts" / "tinos" / "Tinos-Regular.ttf"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    for number in range(1, pages + 1):
        canvas.setFont("Tinos", 13)
        for row, line in enumerate(lines):
            canvas.drawString(at[0], size[1] - at[1] - 18 * row, line.replace("{page}", str(number)))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """``data`` after ``change`` was done to it with pikepdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def bomb(size: int) -> bytes:
    """A page whose content stream decodes to ``size`` spaces."""
    squeezer = zlib.compressobj(9)
    body = b"".join(squeezer.compress(b" " * (1 << 20)) for _ in range(size >> 20)) + squeezer.flush()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, body, Filter=pikepdf.Name.FlateDecode)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    """The text of every page as MuPDF reads it."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return [page.get_text() for page in document]
