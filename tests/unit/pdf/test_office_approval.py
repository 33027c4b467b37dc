"""From an office draft to a file that is ready to be numbered: LibreOffice, the normal form, the places on the page.

Skips loudly where LibreOffice is not installed.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date

import pytest

from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.normalise import normalise
from voffice_desktop.pdf.office import Renditions
from voffice_desktop.pdf.signed_checks import Eyes
from voffice_desktop.signing import fields

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
SIGNER = "Nguyễn Văn Mẫu Một"
LINES = (
    "BỘ Y TẾ            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số:          /BYT-KCB          Hà Nội, ngày ..... tháng ..... năm 2026",
    "Kính gửi: Sở Y tế các tỉnh",
    "Đề nghị báo cáo kết quả thực hiện.",
    "THỨ TRƯỞNG", "", "", SIGNER,
)  # fmt: skip


def docx(lines: tuple[str, ...]) -> bytes:
    """The smallest office document with these lines."""
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()


def test_an_office_draft_becomes_a_file_with_its_places() -> None:
    if shutil.which("soffice") is None and shutil.which("libreoffice") is None:
        pytest.skip("LibreOffice is not installed: approving an office draft was not tried")
    with Children(1, spares=False) as children:
        rendition = Renditions(children).make(docx(LINES), f"{_WORD}.document")
        assert rendition is not None and rendition.pages == 1
        clean = normalise(rendition.data, children=children)
        found = Eyes(children).find_blanks(clean, SIGNER)
        assert {"number", "day", "month", "personal"} <= set(found) and "year" not in found
        places = fields.places_from(found, fields.page_geometries(clean))
        ready = fields.prepare_fields(clean, places)
        numbered = fields.fill_number(ready, "512", date(2026, 11, 28))
    assert numbered.startswith(ready) and ready.startswith(clean)
    assert fields.find_field(numbered, fields.AGENCY) is not None
