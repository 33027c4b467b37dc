"""Fields made before anyone signs; a number filled in after the leader signed keeps that signature valid."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature

from tests.unit.signing.material import Room, letter, shown
from voffice_desktop.errors import DocumentFault
from voffice_desktop.signing import fields
from voffice_desktop.signing.geometry import PageGeometry


def test_preparing_adds_the_fields_and_keeps_the_bytes() -> None:
    base = letter()
    made = fields.prepare_fields(base)
    assert made.startswith(base)
    reader = PdfFileReader(io.BytesIO(made), strict=True)
    form = reader.root["/AcroForm"]
    assert int(form["/SigFlags"]) == 3
    names = {str(ref.get_object()["/T"]) for ref in form["/Fields"]}
    assert names == {fields.NUMBER, fields.DATE, fields.PERSONAL, fields.AGENCY}


def test_the_agency_lies_over_the_left_third_of_the_personal_signature() -> None:
    made = fields.prepare_fields(letter())
    personal, agency = fields.find_field(made, fields.PERSONAL), fields.find_field(made, fields.AGENCY)
    assert personal is not None and agency is not None
    assert personal.page == agency.page == 1
    third = personal.box[0] + (personal.box[2] - personal.box[0]) / 3
    assert agency.box[0] < personal.box[0] < agency.box[2]
    assert agency.box[2] == pytest.approx(third, abs=0.1)


def test_number_and_date_filled_after_the_leader_signed(room: Room, prepared_letter: bytes) -> None:
    signed = room.personal(prepared_letter)
    numbered = fields.fill_number(signed, "1234", date(2026, 2, 5))
    assert numbered.startswith(signed)
    (signature,) = PdfFileReader(io.BytesIO(numbered), strict=True).embedded_signatures
    status = validate_pdf_signature(signature, room.trust.context(room.now))
    assert status.bottom_line
    assert status.modification_level == ModificationLevel.FORM_FILLING
    assert shown(numbered, fields.NUMBER) == "1234"
    assert shown(numbered, fields.DATE) == "ngày 05 tháng 02 năm 2026"


def test_single_blanks_for_day_and_month() -> None:
    places = fields.Places(
        number=fields.Place(0, (100, 80, 150, 100), covers=True),
        day=fields.Place(0, (350, 80, 380, 100)),
        month=fields.Place(0, (420, 80, 450, 100)),
        personal=fields.Place(1, (300, 600, 480, 660)),
    )
    filled = fields.fill_number(fields.prepare_fields(letter(), places), "7", date(2026, 11, 3))
    assert [shown(filled, name) for name in (fields.NUMBER, fields.DAY, fields.MONTH)] == ["7", "03", "11"]


def test_a_field_outside_the_page_is_refused() -> None:
    with pytest.raises(DocumentFault, match="field_off_page"):
        fields.prepare_fields(letter(), fields.Places(number=fields.Place(0, (580, 10, 700, 30))))
    with pytest.raises(DocumentFault, match="field_off_page"):
        fields.prepare_fields(letter(), fields.Places(number=fields.Place(9, (10, 10, 70, 30))))


def test_fields_are_made_once(prepared_letter: bytes) -> None:
    with pytest.raises(DocumentFault, match="fields_already_there"):
        fields.prepare_fields(prepared_letter)


def test_a_number_needs_its_field() -> None:
    with pytest.raises(DocumentFault, match="number_field_missing"):
        fields.fill_number(fields.prepare_fields(letter(), fields.Places()), "1", date(2026, 1, 1))


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7", b"no pdf at all", letter()[:300]])
def test_what_is_no_pdf_is_refused(broken: bytes) -> None:
    with pytest.raises(DocumentFault, match="unreadable_pdf"):
        fields.prepare_fields(broken)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([0, 90, 180, 270]),
    st.tuples(st.floats(-500, 500), st.floats(-500, 500)),
    st.tuples(st.floats(0, 100), st.floats(0, 100), st.floats(1, 100), st.floats(1, 100)),
)
def test_displayed_and_user_space_are_inverse(
    rotation: int, origin: tuple[float, float], at: tuple[float, float, float, float]
) -> None:
    page = PageGeometry((origin[0], origin[1], origin[0] + 400, origin[1] + 600), rotation)
    box = (at[0], at[1], at[0] + at[2], at[1] + at[3])
    assert page.to_displayed(page.to_user_space(box)) == pytest.approx(box, abs=1e-6)
