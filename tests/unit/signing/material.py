"""What signing tests are made of: letters, opened keys, and a second pair of eyes on what a page shows."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pymupdf
from reportlab.pdfgen import canvas

from voffice_desktop.signing import appearance, authority, fields, two_step
from voffice_desktop.signing.credentials import Credential, certificate_info, open_pkcs12
from voffice_desktop.signing.trust import Trust

UNIT = authority.UNITS["KCB"]
LEADER = authority.LEADERS["cuctruong.kcb"]


def letter(
    text: str = "Kinh gui", *, pages: int = 2, rotation: int = 0, size: tuple[float, float] = (595, 842)
) -> bytes:
    out = io.BytesIO()
    drawing = canvas.Canvas(out, pagesize=size, invariant=1)
    for number in range(pages):
        drawing.setPageRotation(rotation)
        drawing.drawString(100, 500, f"{text} {number + 1}")
        drawing.showPage()
    drawing.save()
    return out.getvalue()


@dataclass(frozen=True)
class Room:
    """Everything a signing test needs, made once."""

    folder: Path
    trust: Trust
    now: datetime

    def key(self, name: str) -> Credential:
        return open_pkcs12((self.folder / f"{name}.p12").read_bytes(), authority.PASSWORD)

    def print_of(self, name: str) -> str:
        return certificate_info(self.key(name).certificate_der).sha256

    def personal(self, base: bytes, name: str = "cuctruong.kcb") -> bytes:
        look = appearance.personal_stamp(LEADER, self.now)
        return two_step.sign_here(base, fields.PERSONAL, self.key(name), look, at=self.now)

    def numbered(self, base: bytes) -> bytes:
        return fields.fill_number(base, "123", date(2026, 2, 5))

    def agency(self, base: bytes, name: str = "KCB") -> bytes:
        look = appearance.agency_stamp(UNIT, self.now)
        return two_step.sign_here(base, fields.AGENCY, self.key(name), look, at=self.now)


def shown(data: bytes, name: str) -> str:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            for widget in page.widgets():
                if widget.field_name == name:
                    return unicodedata.normalize("NFC", " ".join(page.get_text(clip=widget.rect).split()))
    return ""
