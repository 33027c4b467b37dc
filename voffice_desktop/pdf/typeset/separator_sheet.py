"""Separator sheets (tờ phân cách): laid between papers before a pile is scanned, they part the scan by themselves.

The code in the middle is what the machine reads; the words are for people. Any number of equal sheets on A4.
"""

from __future__ import annotations

import io

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from voffice_desktop.pdf.page_tools import SEPARATOR
from voffice_desktop.pdf.typeset.fonts import Face, width_of

_WIDTH, _HEIGHT = A4
_CODE = 240.0
"""Side of the code (points): read on a slant and after three photocopies."""


def separator_sheets(count: int = 1) -> bytes:
    """A PDF of ``count`` sheets (at least one)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pdfVersion=(1, 7), invariant=1, pageCompression=1, lang="vi")
    canvas.setTitle("Tờ phân cách")
    canvas.setCreator("voffice-desktop")
    for _ in range(max(1, count)):
        _one(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _one(canvas: Canvas) -> None:
    code = QrCodeWidget(SEPARATOR, barLevel="H", barWidth=_CODE, barHeight=_CODE, barBorder=4)
    drawing = Drawing(_CODE, _CODE)
    drawing.add(code)
    renderPDF.draw(drawing, canvas, (_WIDTH - _CODE) / 2, (_HEIGHT - _CODE) / 2)
    _centred(canvas, "TỜ PHÂN CÁCH", 640, Face.BOLD, 40)
    _centred(canvas, "Đặt giữa hai văn bản trước khi quét cả tập; mặt có mã hướng lên như các trang khác.", 606)
    _centred(canvas, "Tờ này được bỏ đi khi tách, dùng lại được nhiều lần.", 236)
    _centred(canvas, "Trong khay: Trang quét > Tách theo tờ phân cách.", 214)


def _centred(canvas: Canvas, text: str, y: float, face: Face = Face.REGULAR, size: float = 13) -> None:
    canvas.setFont(face.pdf_name, size)
    canvas.drawString((_WIDTH - width_of(text, face, size)) / 2, y, text)
