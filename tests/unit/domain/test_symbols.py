"""Number and symbol, document types, numbering."""

from __future__ import annotations

import pytest

from voffice_desktop.domain import document_types, numbering, symbols


@pytest.mark.parametrize(
    ("printed", "number", "suffix", "year", "notation", "kind", "agency"),
    [
        ("15/QĐ-BNV", 15, "", None, "QĐ-BNV", "QĐ", "BNV"),
        ("Số: 1234 / BYT – KCB", 1234, "", None, "BYT-KCB", None, "BYT"),
        ("88/BYT-KH-TC", 88, "", None, "BYT-KH-TC", None, "BYT"),
        ("45/CV-SYT", 45, "", None, "CV-SYT", "CV", "SYT"),
        ("30/2020/NĐ-CP", 30, "", 2020, "NĐ-CP", "NĐ", "CP"),
        ("117/2025/QH15", 117, "", 2025, "QH15", None, "QH15"),
        ("12/SY-BYT", 12, "", None, "SY-BYT", "SY", "BYT"),
        ("07/QyĐ-SYT", 7, "", None, "QyĐ-SYT", "QyĐ", "SYT"),
        ("123a/TTr-BYT", 123, "a", None, "TTr-BYT", "TTr", "BYT"),
        ("9/K2ĐT-VP", 9, "", None, "K2ĐT-VP", None, "K2ĐT"),
        ("05-HD/VPTW", 5, "", None, "HD/VPTW", "HD", "VPTW"),
        ("Số:      /QĐ-BYT", None, "", None, "QĐ-BYT", "QĐ", "BYT"),
    ],
)
def test_parse(
    printed: str, number: int | None, suffix: str, year: int | None, notation: str, kind: str | None, agency: str
) -> None:
    found = symbols.parse(printed)
    assert found is not None
    assert (found.number, found.suffix, found.year, found.notation) == (number, suffix, year, notation)
    assert (found.type.code if found.type else None, found.agency) == (kind, agency)


@pytest.mark.parametrize("text", ["", "/", "công văn hỏa tốc", "12", "12/", "1/2020/ABC", "1234567/QĐ-BYT", "12//QĐ"])
def test_not_a_symbol(text: str) -> None:
    assert symbols.parse(text) is None


def test_duplicates_are_one_number_symbol_issuer_and_year() -> None:
    key = symbols.duplicate_key("05/QĐ-BYT", "G18", 2026)
    assert symbols.duplicate_key(" Số: 5 / QĐ – BYT", "g18", 2026) == key
    assert symbols.duplicate_key("05/QĐ-BYT", "G18", 2025) != key
    assert symbols.duplicate_key("05/QĐ-BYT", "G12", 2026) != key
    assert symbols.duplicate_key("06/QĐ-BYT", "G18", 2026) != key
    assert symbols.duplicate_key("05a/QĐ-BYT", "G18", 2026) != key
    assert symbols.duplicate_key("30/2020/NĐ-CP", "CP", None) == symbols.duplicate_key("30/2020/NĐ-CP", "CP", 2020)
    assert symbols.duplicate_key("giấy tờ khác", "A", 2026) == symbols.duplicate_key("GIẤY  TỜ KHÁC", "a", 2026)


def test_twenty_nine_kinds_of_which_two_have_no_abbreviation() -> None:
    assert len(document_types.TYPES) == 29
    assert [kind.name for kind in document_types.TYPES if not kind.abbreviation] == ["Công văn", "Thư công"]
    assert len(
        {kind.code for kind in (*document_types.TYPES, *document_types.NORMATIVE, *document_types.COPIES)}
    ) == (29 + len(document_types.NORMATIVE) + 3)


def test_types_by_what_stands_on_paper() -> None:
    assert document_types.by_name("QUYẾT ĐỊNH (cá biệt)") is document_types.by_code("QĐ")
    assert document_types.by_abbreviation("GN") is document_types.by_code("BGN")
    assert document_types.by_abbreviation("QYĐ") is document_types.by_code("QyĐ")
    assert document_types.by_abbreviation("BYT") is None
    assert document_types.by_name("Phiếu trình") is None  # an internal slip, not one of the kinds


@pytest.mark.parametrize(
    ("number", "type_code", "unit", "printed"),
    [
        (5, "QĐ", "KCB", "05/QĐ-BYT"),
        (9, "CV", "KCB", "09/BYT-KCB"),
        (10, "CV", "", "10/BYT"),
        (512, "TTr", "", "512/TTr-BYT"),
    ],
)
def test_numbers_as_printed(number: int, type_code: str, unit: str, printed: str) -> None:
    assert numbering.printed(number, numbering.notation(type_code, "BYT", unit)) == printed
    assert numbering.printed(number, printed) == printed  # not numbered twice
    assert numbering.printed(None, "QĐ-BYT") == "QĐ-BYT"


def test_year_of_a_book_turns_at_seventeen_utc() -> None:
    assert numbering.year_of("2026-12-31T16:59:59Z") == 2026
    assert numbering.year_of("2026-12-31T17:00:00Z") == 2027
    assert numbering.year_of("2026-12-31") == 2026


def test_gaps() -> None:
    assert numbering.gaps([]) == []
    assert numbering.gaps([1, 2, 3]) == []
    assert numbering.gaps([5, 2]) == [1, 3, 4]
