"""Places moved before anyone signs: the same fields elsewhere, one update more, nothing once it is signed."""

from __future__ import annotations

import pymupdf
import pytest

from tests.unit.signing.material import Room, letter, shown
from voffice_desktop.errors import DocumentFault
from voffice_desktop.signing import fields
from voffice_desktop.signing.moving import move_places, places_of


def test_every_place_is_found_and_moved_in_one_update(room: Room, prepared_letter: bytes) -> None:
    before = places_of(prepared_letter)
    assert set(before) == {fields.NUMBER, fields.DATE, fields.PERSONAL, fields.AGENCY}
    moved = move_places(
        prepared_letter, {fields.NUMBER: (300.0, 40.0, 360.0, 60.0), fields.AGENCY: (30, 30, 190, 114)}
    )
    assert moved.startswith(prepared_letter)
    after = places_of(moved)
    assert after[fields.NUMBER].box == (300.0, 40.0, 360.0, 60.0)
    assert after[fields.DATE] == before[fields.DATE]
    # and everything that follows works on the moved places
    numbered = room.numbered(moved)
    assert "123" in shown(numbered, fields.NUMBER)
    signed = room.agency(numbered)
    with pymupdf.open(stream=signed, filetype="pdf") as document:
        where = [w.rect for page in document for w in page.widgets() if w.field_name == fields.AGENCY]
    assert [round(edge) for edge in where[0]] == [30, 30, 190, 114]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_moved_on_as_it_is_shown(rotation: int) -> None:
    made = fields.prepare_fields(letter(rotation=rotation))
    box = (50.0, 60.0, 120.0, 90.0)
    assert places_of(move_places(made, {fields.NUMBER: box}))[fields.NUMBER].box == box


def test_what_is_signed_or_numbered_stays_where_it_is(room: Room, prepared_letter: bytes) -> None:
    for fixed in (room.personal(prepared_letter), room.numbered(prepared_letter)):
        with pytest.raises(DocumentFault, match="already_signed"):
            move_places(fixed, {fields.DATE: (10.0, 10.0, 200.0, 30.0)})


@pytest.mark.parametrize("box", [(-5, 10, 50, 30), (10, 10, 15, 30), (560, 10, 700, 30), (10, 830, 100, 900)])
def test_a_place_stays_on_its_page_and_readable(prepared_letter: bytes, box: tuple[float, ...]) -> None:
    with pytest.raises(DocumentFault, match="field_off_page"):
        move_places(prepared_letter, {fields.NUMBER: box})  # type: ignore[dict-item]  # four of them
    with pytest.raises(DocumentFault, match="number_field_missing"):
        move_places(prepared_letter, {"Khac": (10.0, 10.0, 50.0, 30.0)})


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7 junk"])
def test_what_is_no_pdf_is_refused(broken: bytes) -> None:
    with pytest.raises(DocumentFault, match="unreadable_pdf"):
        places_of(broken)
