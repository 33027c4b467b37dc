"""The stamp's letters: every Vietnamese one is drawn, evenly spaced, upright on every rotation."""

from __future__ import annotations

import io
import unicodedata
from datetime import UTC, datetime

import pymupdf
import pytest
from PIL import Image

from tests.unit.signing.material import Room, letter, shown
from voffice_desktop.errors import DocumentFault
from voffice_desktop.signing import appearance, fields, two_step

VIETNAMESE = (
    "".join(
        sorted(
            {
                unicodedata.normalize("NFC", base + tone)
                for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
                for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
            }
        )
    )
    + "đĐ"
)


def test_every_vietnamese_letter_has_a_glyph() -> None:
    assert appearance.printable(VIETNAMESE) == VIETNAMESE
    assert all(appearance.text_width(letter_, 10) > 0 for letter_ in VIETNAMESE)


def test_a_letter_that_cannot_be_drawn_is_named() -> None:
    with pytest.raises(DocumentFault, match="character_not_in_font") as refused:
        appearance.printable("Bộ Y tế 漢")
    assert refused.value.params == {"characters": "漢"}


def test_decomposed_text_is_drawn_composed() -> None:
    assert appearance.printable(unicodedata.normalize("NFD", "Cục  Quản lý")) == "Cục Quản lý"


def test_the_printed_time_is_vietnams() -> None:
    assert appearance.signing_time(datetime(2026, 12, 31, 18, 0, 5, tzinfo=UTC)) == "01/01/2027 01:00:05 +07:00"


def test_long_names_shrink_until_they_fit() -> None:
    lines, size = appearance.fit(("Trung tâm " * 30,), 100, 40, 9.0)
    assert size < 9.0
    assert len(lines) * size <= 60


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_stamp_reads_upright_as_displayed(room: Room, rotation: int) -> None:
    base = fields.prepare_fields(letter(rotation=rotation))
    signed = room.agency(base)
    assert "Cục Quản lý Khám, chữa bệnh" in shown(signed, fields.AGENCY)
    with pymupdf.open(stream=signed, filetype="pdf") as document:
        page = document[-1]
        origin = pymupdf.Point(0, 0) * page.rotation_matrix
        turned = {
            tuple(round(part) for part in pymupdf.Point(line["dir"]) * page.rotation_matrix - origin)
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            if "Ký bởi" in "".join(span["text"] for span in line["spans"])
        }
    assert turned == {(1, 0)}


def test_a_seal_picture_lies_behind_the_text(room: Room, prepared_letter: bytes) -> None:
    seal = io.BytesIO()
    Image.new("RGBA", (60, 60), (255, 0, 0, 255)).save(seal, "PNG")
    look = appearance.agency_stamp("Cục mẫu", room.now, seal=seal.getvalue())
    signed = two_step.sign_here(prepared_letter, fields.AGENCY, room.key("KCB"), look, at=room.now)
    assert "Cục mẫu" in shown(signed, fields.AGENCY)
    place = fields.find_field(signed, fields.AGENCY)
    assert place is not None
    box = place.geometry.to_displayed(place.box)
    with pymupdf.open(stream=signed, filetype="pdf") as document:
        picture = document[-1].get_pixmap()
    assert picture.pixel(int((box[0] + box[2]) / 2), int(box[1] + 20)) == (255, 0, 0)


def test_a_picture_that_is_none_is_refused(room: Room, prepared_letter: bytes) -> None:
    look = appearance.agency_stamp("Cục mẫu", room.now, seal=b"GIF89a")
    with pytest.raises(DocumentFault, match="bad_picture"):
        two_step.sign_here(prepared_letter, fields.AGENCY, room.key("KCB"), look, at=room.now)
