"""From sheets to a vector PDF (reportlab), byte for byte the same each time."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from voffice_desktop.pdf.typeset.sheet import A4_HEIGHT, A4_WIDTH, Pen, Ring, Sheet, Words


def print_pdf(sheets: Sequence[Sheet], title: str, *, landscape: bool = False) -> bytes:
    """A PDF 1.7 of ``sheets``. Its dates and id are fixed, so that equal sheets give equal bytes."""
    out = io.BytesIO()
    size = (A4_HEIGHT, A4_WIDTH) if landscape else (A4_WIDTH, A4_HEIGHT)
    canvas = Canvas(out, pagesize=size, pdfVersion=(1, 7), invariant=1, pageCompression=1, lang="vi")
    canvas.setTitle(title)
    canvas.setCreator("voffice-desktop")
    canvas.setProducer("voffice-desktop")
    canvas.setAuthor("")
    canvas.setSubject("")
    for sheet in sheets:
        for mark in sheet.marks:
            if isinstance(mark, Words):
                _words(canvas, mark)
            elif isinstance(mark, Pen):
                _pen(canvas, mark)
            else:
                _ring(canvas, mark)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _words(canvas: Canvas, mark: Words) -> None:
    text = canvas.beginText(mark.x, mark.y)
    text.setFont(mark.face.pdf_name, mark.size)
    text.setFillColor(HexColor(mark.colour))
    # Every font subset keeps its space at code 32, so that PDF word spacing stretches it (PDF 32000-1, 9.3.3).
    text.setWordSpace(mark.stretch)
    text.textOut(mark.text)
    canvas.drawText(text)


def _pen(canvas: Canvas, mark: Pen) -> None:
    canvas.setStrokeColor(HexColor(mark.colour))
    canvas.setLineWidth(mark.width)
    canvas.setLineCap(1)
    canvas.setLineJoin(0 if mark.closed else 1)
    path = canvas.beginPath()
    path.moveTo(*mark.points[0])
    for point in mark.points[1:]:
        path.lineTo(*point)
    if mark.closed:
        path.close()
    canvas.drawPath(path)


def _ring(canvas: Canvas, mark: Ring) -> None:
    canvas.setStrokeColor(HexColor(mark.colour))
    canvas.setLineWidth(mark.width)
    canvas.circle(mark.x, mark.y, mark.radius)
