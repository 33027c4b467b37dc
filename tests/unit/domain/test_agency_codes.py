"""Codes of agencies, old and new: told from each other, and both lead to the agency in the picker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from voffice_desktop.domain.agency_codes import new_code, old_code, read_pairs
from voffice_desktop.domain.records import Recipient, Record, Unit
from voffice_desktop.services.agency_choices import agency_choices
from voffice_desktop.ui.pick_field import PickField


@pytest.mark.parametrize(
    ("new", "old"), [("G22", "000.00.00.G22"), ("G12.18", "000.00.18.G12"), ("H41.7.3.12", "012.03.07.H41")]
)
def test_regular_codes_follow_from_each_other(new: str, old: str) -> None:
    assert old_code(new) == old and len(old) == 13
    assert new_code(old) == new.replace(".7.", ".07.").replace(".3.", ".03.").replace(".12", ".012")


@pytest.mark.parametrize("code", ["", "H37.DN.001", "SYT-HUE", "G12.1.2.3.4", "G12.123"])
def test_codes_with_no_old_form_have_none(code: str) -> None:
    assert old_code(code) == ""
    assert new_code(code) == code.upper()


def test_pairs_of_the_agency_s_own_table_win() -> None:
    pairs = read_pairs(["# mới,cũ", "", "G12,000.00.00.G14", "không phải dòng"])
    assert pairs == {"G12": "000.00.00.G14"}
    assert old_code("G12", pairs) == "000.00.00.G14" and new_code("000.00.00.G14", pairs) == "G12"


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    old = old_code(text)
    assert old == "" or old_code(new_code(old)) == old


def test_the_picker_finds_an_agency_by_both(qapp: QApplication) -> None:
    records: list[Record] = [
        Recipient(id="1", name="Văn phòng Chính phủ", code="G22", group="ministry"),
        Recipient(id="2", name="Sở Y tế Nghệ An", code="H41.DN", group="health"),
        Unit(id="3", name="Văn phòng Chính phủ", code="VP", agency_code="G99"),
    ]
    found = agency_choices(records)
    assert [(one.name, one.code, one.old) for one in found] == [
        ("Văn phòng Chính phủ", "G22", "000.00.00.G22"),
        ("Sở Y tế Nghệ An", "H41.DN", ""),
    ]
    field = PickField("Cơ quan ban hành")
    field.set_choices([(f"{one.name} · {one.code} (mã cũ {one.old})", one.name) for one in found])
    for typed in ("000.00.00.G22", "g22", "van phong chinh"):
        assert field.proposals(typed)[:1] == ["Văn phòng Chính phủ · G22 (mã cũ 000.00.00.G22)"], typed
