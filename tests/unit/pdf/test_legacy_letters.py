"""Letters set in the fonts of before Unicode: their fields are read as Vietnamese, whatever the bytes were."""

from __future__ import annotations

import io
import unicodedata

import pikepdf
import pymupdf
import pytest

from voffice_desktop.domain import legacy_text
from voffice_desktop.domain.agency_names import Agency
from voffice_desktop.domain.field_reading import Knowledge, read_fields
from voffice_desktop.pdf import fields
from voffice_desktop.pdf.children import Children

_LINES = (
    (90, 60, "SỞ Y TẾ TỈNH HÀ TĨNH", True), (330, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True),
    (100, 90, "Số: 215/SYT-NVY", False), (360, 90, "Hà Tĩnh, ngày 15 tháng 3 năm 2004", False),
    (80, 115, "V/v hướng dẫn phòng chống dịch", False), (90, 128, "ở các trường học năm 2004", False),
    (90, 180, "Kính gửi: Các đơn vị trực thuộc", False),
    (90, 210, "Để chủ động phòng, chống dịch bệnh, Sở Y tế đề nghị các đơn vị thực hiện nghiêm túc", False),
)  # fmt: skip


def _tcvn3(text: str) -> str:
    back = {letter: chr(code) for code, letter in legacy_text._TCVN3.items()}
    return "".join(back.get(each, back.get(each.lower(), each)) for each in text)


def _vni(text: str) -> str:
    marks = {mark: letter for letter, mark in legacy_text._VNI_MARKS.items()}
    letters = {shown: letter for letter, shown in legacy_text._VNI_LETTERS.items()}
    out = ""
    for each in text:
        if each in letters:
            out += letters[each]
            continue
        apart = unicodedata.normalize("NFD", each)
        base, tone = apart[:1], apart[1:]
        if base + tone[:1] in ("o\u031b", "u\u031b", "O\u031b", "U\u031b"):
            base, tone = letters[{"o": "ơ", "u": "ư", "O": "Ơ", "U": "Ư"}[base]], tone[1:]
        # A mark for vowel and tone together is one letter; below it the tone stands before the hat.
        tone = "".join(sorted(tone, key="\u0302\u0306\u0301\u0300\u0309\u0303\u0323".index))
        mark = marks.get(tone, "")
        out += base + (mark.upper() if each.isupper() else mark)
    return out


def _letter(encoding: str) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    for x, y, text, capitals in _LINES:
        font = "hebo" if capitals else "helv"
        page.insert_text((x, y), _tcvn3(text) if encoding == "tcvn3" else _vni(text), fontname=font, fontsize=10)
    names = {
        "tcvn3": {"Helvetica-Bold": "/.VnTimeH", "Helvetica": "/.VnTime"},
        "vni": {"Helvetica-Bold": "/VNI-Times-Bold", "Helvetica": "/VNI-Times"},
    }[encoding]
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document.tobytes())) as made:
        for each in made.objects:
            if isinstance(each, pikepdf.Dictionary) and str(each.get("/Type", "")) == "/Font":
                each["/BaseFont"] = pikepdf.Name(names[str(each["/BaseFont"])[1:]])
        made.save(out)
    document.close()
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_fields_of_a_letter_in_an_old_font(encoding: str) -> None:
    with Children(1, spares=False) as pool:
        reading = fields.read_words(_letter(encoding), children=pool)
    found = read_fields(reading.pages, reading.count, Knowledge((Agency("Sở Y tế tỉnh Hà Tĩnh", "H22.07"),)))
    said = {name: proposal.value for name, proposal in found.items()}
    assert said["symbol"] == "215/SYT-NVY"
    assert said["issued_on"] == "2004-03-15"
    assert said["issuer_name"] == "Sở Y tế tỉnh Hà Tĩnh"
    assert said["type_code"] == "CV"
    assert said["summary"] == "hướng dẫn phòng chống dịch ở các trường học năm 2004"
