"""Seals, hand signatures, annexes: where they stand and what is left of them in a reading copy."""

from __future__ import annotations

import dataclasses
import io

import pikepdf
import pymupdf
import pytest
from PIL import Image, ImageDraw

from tests.unit.signing.material import LEADER, UNIT, Room, letter
from voffice_desktop.domain.signature_settings import AgencyPlace, SignatureSettings, check_settings, settings_of
from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.inside.marring import marred_pictures
from voffice_desktop.pdf.inside.signed_checks import ink_job, look_at_update
from voffice_desktop.server.signature_pictures import inked
from voffice_desktop.signing import appearance, fields, two_step
from voffice_desktop.signing.certification import certification_base, certification_look, field_of
from voffice_desktop.signing.verify_upload import Expectation, check_upload

MM = 72 / 25.4


def scan(size: tuple[int, int] = (800, 800)) -> bytes:
    picture = Image.new("RGB", size, (250, 250, 245))
    ImageDraw.Draw(picture).ellipse((40, 40, size[0] - 40, size[1] - 40), outline=(30, 30, 40), width=40)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_the_ink_of_a_scan_becomes_one_colour_on_nothing() -> None:
    with Image.open(io.BytesIO(inked(scan(), appearance.RED))) as made:
        assert made.mode == "RGBA" and max(made.size) == 700
        colours = {pixel[:3] for _, pixel in made.getcolors(1 << 20) if pixel[3]}
        assert colours == {(191, 0, 0)}
        assert made.getpixel((350, 350))[3] == 0  # the paper is gone
    for broken in (b"", b"GIF89a", scan()[:200]):
        with pytest.raises(DocumentFault, match="bad_picture"):
            inked(broken, appearance.BLUE)


@pytest.mark.parametrize(
    ("place", "page"),
    [
        ("over_personal", 1),
        ("left_of_personal", 1),
        ("right_of_personal", 1),
        ("last_page_left", 1),
        ("first_page_right", 0),
    ],
)
def test_the_agency_signs_where_its_unit_wishes(place: AgencyPlace, page: int) -> None:
    pages = fields.page_geometries(letter())
    personal = fields.Place(1, (300.0, 600.0, 460.0, 670.0))
    found = fields.agency_place(personal, pages, SignatureSettings(agency_place=place), seal=True)
    x0, y0, x1, y1 = found.box
    assert found.page == page and 0 <= x0 < x1 <= 595 and 0 <= y0 < y1 <= 842
    assert y1 - y0 == pytest.approx(36 * MM + appearance.TEXT_STRIP)
    over = min(x1, personal.box[2]) - max(x0, personal.box[0])
    if place == "over_personal":
        assert over == pytest.approx(160 / 3)
    elif page == 1:
        assert over <= 0
    shifted = SignatureSettings(agency_place=place, right_mm=-3, down_mm=4)
    moved = fields.agency_place(personal, pages, shifted, seal=True).box
    assert moved[0] == pytest.approx(x0 - 3 * MM) and moved[1] == pytest.approx(y0 + 4 * MM)


def test_settings_that_make_no_sense_are_refused_and_never_used() -> None:
    assert settings_of({}) == SignatureSettings()
    assert check_settings({"signing": {"seal_mm": 30}}) is None
    for wrong in ("x", {"agency_place": "sky"}, {"seal_mm": 5}, {"right_mm": "1"}, {"down_mm": True}):
        assert check_settings({"signing": wrong}) is not None, wrong
        assert settings_of({"signing": wrong}) == SignatureSettings()


def test_signatures_with_pictures_are_accepted_and_spoilt_in_copies(room: Room) -> None:
    pages = fields.page_geometries(letter())
    places = fields.default_places(pages)
    assert places.personal is not None
    seal, hand = inked(scan(), appearance.RED), inked(scan((900, 300)), appearance.BLUE)
    agency = fields.agency_place(places.personal, pages, SignatureSettings(), seal=True)
    base = fields.prepare_fields(letter(), dataclasses.replace(places, agency=agency))
    blue = appearance.personal_stamp(LEADER, room.now, picture=hand)
    red = appearance.agency_stamp(UNIT, room.now, seal=seal)
    looks = (
        ("personal", fields.PERSONAL, "cuctruong.kcb", blue, LEADER),
        ("agency", fields.AGENCY, "KCB", red, UNIT),
    )
    for kind, field, name, look, owner in looks:
        signed = two_step.sign_here(base, field, room.key(name), look, at=room.now)
        prints = frozenset({room.print_of(name)})
        expected = Expectation(kind, field, prints, room.trust, room.now, names=(owner,))  # type: ignore[arg-type]  # two of the three
        assert check_upload(base, signed, expected, look_at_update).level == "B-B"
        base = signed
    with pikepdf.open(io.BytesIO(base)) as pdf:
        assert marred_pictures(pdf, [page.obj for page in pdf.pages]) == 2
        out = io.BytesIO()
        pdf.save(out)
    with (
        pymupdf.open(stream=base, filetype="pdf") as before,
        pymupdf.open(stream=out.getvalue(), filetype="pdf") as after,
    ):
        box = pymupdf.Rect(agency.box)
        clean, cut = (page.get_pixmap(clip=box, dpi=150) for page in (before[1], after[1]))
        seen = [sum(p[0] > p[2] + 60 for p in pixels(one)) for one in (clean, cut)]
        assert 0.3 * seen[0] < seen[1] < 0.95 * seen[0]  # still seen, but no longer whole


def pixels(picture: pymupdf.Pixmap) -> list[bytes]:
    samples, width = picture.samples, picture.n
    return [samples[at : at + 3] for at in range(0, len(samples), width)]


def ink(data: bytes, page: int, box: tuple[float, float, float, float]) -> float:
    answer, _ = ink_job({"boxes": [[page, *box]]}, [data])
    return float(answer["shares"][0])


def test_an_empty_field_is_no_content_and_text_is() -> None:
    base = fields.prepare_fields(letter())
    place = fields.find_field(base, fields.AGENCY)
    assert place is not None
    assert ink(base, place.page, place.geometry.to_displayed(place.box)) == 0
    assert ink(base, 0, (95.0, 330.0, 180.0, 345.0)) > 0.02


@pytest.mark.parametrize(("rotation", "content"), [(0, False), (90, False), (0, True)])
def test_a_certification_says_what_is_in_its_way(rotation: int, content: bool) -> None:
    from tests.unit.signing.test_certification import free_room

    original = letter(pages=1, rotation=rotation)
    if content:
        with pymupdf.open(stream=original, filetype="pdf") as file:
            file[0].draw_rect(pymupdf.Rect(10, 700, 585, 835), fill=(0, 0, 0))
            original = file.tobytes()
    base = certification_base(original, "KCB", free_room)
    look = certification_look(base, field_of("KCB"), ink)
    assert (look.rotation, look.over_content, look.earlier_signatures) == (rotation, content, 0)
    if not content:
        assert not look.moved and look.left == pytest.approx(18, abs=1) and look.bottom == pytest.approx(18, abs=1)
