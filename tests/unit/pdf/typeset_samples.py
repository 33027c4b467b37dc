"""Sample letters of the layout tests, and text as poppler reads it back."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

from voffice_desktop.pdf.typeset.content import Annex, Article, Basis, Grid, Heading, Item, Letter, Text

ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"

DECISION = Letter(
    issuer="BỘ Y TẾ",
    number=15,
    notation="QĐ-BYT",
    place="Hà Nội",
    issued_on=date(2026, 2, 5),
    type_name="QUYẾT ĐỊNH",
    subject="Về việc ban hành Kế hoạch phòng, chống dịch năm 2026",
    body=(
        Heading("BỘ TRƯỞNG BỘ Y TẾ", 0),
        Basis("Căn cứ Luật Khám bệnh, chữa bệnh"),
        Basis("Theo đề nghị của Cục trưởng"),
        Heading("QUYẾT ĐỊNH:", 0),
        Article("Điều 1", "Ban hành Kế hoạch."),
        Article("Điều 2", "Quyết định này có hiệu lực kể từ ngày ký."),
    ),
    capacity=("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    signer_name="Trần Thị Mẫu",
    recipients=("Như Điều 2", "Bộ trưởng (để báo cáo)"),
    archive="VT, KCB (05b)",
)

DISPATCH = Letter(
    parent="BỘ Y TẾ",
    issuer="CỤC QUẢN LÝ KHÁM, CHỮA BỆNH",
    number=5,
    notation="KCB-NV",
    place="Hà Nội",
    issued_on=date(2026, 9, 12),
    subject="tăng cường điều trị",
    to=("Sở Y tế các tỉnh", "Các bệnh viện"),
    body=(Text("Đề nghị các đơn vị thực hiện."), Item("Rà soát;"), Text("Trân trọng cảm ơn.")),
    capacity=("CỤC TRƯỞNG",),
    signer_name="Lê Văn Mẫu",
    urgency="express",
)

DRAFT = replace(DECISION, number=None, issued_on=None, year=2026)

LONG = replace(
    DECISION,
    annexes=(
        Annex(
            "PHỤ LỤC",
            "Danh mục",
            "Ban hành kèm theo Quyết định",
            (
                Grid(
                    (("TT", "Nội dung"), *((str(n), f"Dòng thứ {n} của bảng " * 6) for n in range(1, 120))),
                    (1, 9),
                ),
            ),
        ),
    ),
)


def text_of(data: bytes, folder: Path, *, page: int | None = None, layout: bool = False) -> str:
    """The PDF's text by poppler's pdftotext, as it stands in the file."""
    source = folder / "sample.pdf"
    source.write_bytes(data)
    choice = [] if page is None else ["-f", str(page), "-l", str(page)]
    command = ["pdftotext", "-enc", "UTF-8", *(["-layout"] if layout else []), *choice, str(source), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def area_of(data: bytes, folder: Path, box: tuple[float, float, float, float]) -> str:
    """The text of page 1 inside ``box`` (left, top, width, height in points from the top left)."""
    source = folder / "sample.pdf"
    source.write_bytes(data)
    left, top, width, height = (str(round(value)) for value in box)
    command = ["pdftotext", "-enc", "UTF-8", "-l", "1", "-x", left, "-y", top, "-W", width, "-H", height]
    return subprocess.run([*command, str(source), "-"], check=True, capture_output=True).stdout.decode()
