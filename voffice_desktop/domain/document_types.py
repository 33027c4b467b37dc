"""Kinds of documents and their abbreviations.

Source: NĐ 30/2020/NĐ-CP art. 7 (29 kinds) and Phụ lục III (27 abbreviations; công văn and thư công have none),
and the copies of Phụ lục I part II. Normative kinds are met on incoming documents only.
"""

from __future__ import annotations

from dataclasses import dataclass

from voffice_desktop.domain.text import fold, nfc


@dataclass(frozen=True, slots=True)
class DocumentType:
    """``code`` is the record's ``type_code``; ``abbreviation`` stands in the symbol and is empty for công văn."""

    code: str
    name: str
    abbreviation: str
    normative: bool = False
    copy: bool = False


_ADMINISTRATIVE = (
    ("NQ", "Nghị quyết"), ("QĐ", "Quyết định"), ("CT", "Chỉ thị"), ("QC", "Quy chế"), ("QyĐ", "Quy định"),
    ("TC", "Thông cáo"), ("TB", "Thông báo"), ("HD", "Hướng dẫn"), ("CTr", "Chương trình"), ("KH", "Kế hoạch"),
    ("PA", "Phương án"), ("ĐA", "Đề án"), ("DA", "Dự án"), ("BC", "Báo cáo"), ("BB", "Biên bản"),
    ("TTr", "Tờ trình"), ("HĐ", "Hợp đồng"), ("CĐ", "Công điện"), ("BGN", "Bản ghi nhớ"), ("BTT", "Bản thỏa thuận"),
    ("GUQ", "Giấy ủy quyền"), ("GM", "Giấy mời"), ("GGT", "Giấy giới thiệu"), ("GNP", "Giấy nghỉ phép"),
    ("PG", "Phiếu gửi"), ("PC", "Phiếu chuyển"), ("PB", "Phiếu báo"),
)  # fmt: skip

OFFICIAL_LETTER = DocumentType("CV", "Công văn", "")
"""Công văn: its symbol has no type, ``CV`` is only how records name it."""

TYPES: tuple[DocumentType, ...] = (
    *(DocumentType(code, name, code) for code, name in _ADMINISTRATIVE),
    OFFICIAL_LETTER,
    DocumentType("TCg", "Thư công", ""),
)
"""The 29 administrative kinds."""

NORMATIVE: tuple[DocumentType, ...] = tuple(
    DocumentType(code, name, abbreviation, normative=True)
    for code, name, abbreviation in (
        ("Luật", "Luật", "L"),
        ("PL", "Pháp lệnh", "PL"),
        ("NĐ", "Nghị định", "NĐ"),
        ("TT", "Thông tư", "TT"),
        ("TTLT", "Thông tư liên tịch", "TTLT"),
        ("LCT", "Lệnh", "L-CTN"),
    )
)

COPIES: tuple[DocumentType, ...] = (
    DocumentType("SY", "Sao y", "SY", copy=True),
    DocumentType("SL", "Sao lục", "SL", copy=True),
    DocumentType("TrS", "Trích sao", "TrS", copy=True),
)

_ALIASES = {"GN": "BGN", "TTH": "BTT", "TTh": "BTT"}
"""Older abbreviations (TT 01/2011) that still stand on documents."""

_BY_CODE = {kind.code: kind for kind in (*TYPES, *NORMATIVE, *COPIES)}
_BY_ABBREVIATION = {kind.abbreviation: kind for kind in (*TYPES, *NORMATIVE, *COPIES) if kind.abbreviation}
_BY_NAME = {fold(kind.name): kind for kind in (*TYPES, *NORMATIVE, *COPIES)}


def by_code(code: str) -> DocumentType | None:
    """The kind that a record's ``type_code`` names."""
    return _BY_CODE.get(nfc(code))


def by_abbreviation(token: str) -> DocumentType | None:
    """The kind that the first token of a symbol names; ``CV`` is habit and means công văn. Letter case counts,
    except that a token in capitals is tried as such (``QYĐ``)."""
    token = nfc(token)
    if token == "CV":
        return OFFICIAL_LETTER
    token = _ALIASES.get(token, token)
    if token in _BY_ABBREVIATION:
        return _BY_ABBREVIATION[token]
    if token.isupper():
        return next((kind for short, kind in _BY_ABBREVIATION.items() if short.upper() == token), None)
    return None


def by_name(name: str) -> DocumentType | None:
    """The kind of that Vietnamese name, marks and case aside; ``Quyết định (cá biệt)`` counts too."""
    return _BY_NAME.get(fold(name).split("(")[0].strip())
