"""Certified files: each unit its own, at the bottom left as displayed, earlier verdicts untouched."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.validation import validate_pdf_signature
from reportlab.pdfgen import canvas

from tests.unit.signing.forging import CHANGES, Forge, update
from tests.unit.signing.material import Room, letter, shown
from tests.unit.signing.test_verify_upload import code
from voffice_desktop.errors import DocumentFault, Rejected
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.inside.signed_checks import free_room, look_at_update
from voffice_desktop.pdf.signed_checks import Eyes
from voffice_desktop.signing import appearance, authority, certification, fields, two_step
from voffice_desktop.signing.verify_upload import Expectation, check_upload


def certify(room: Room, base: bytes, unit: str) -> bytes:
    look = appearance.certification_stamp(authority.UNITS[unit], room.now)
    return two_step.sign_here(base, certification.field_of(unit), room.key(unit), look, at=room.now)


def expectation(room: Room, unit: str) -> Expectation:
    return Expectation(
        "certification", certification.field_of(unit), frozenset({room.print_of(unit)}), room.trust, room.now,
        (authority.UNITS[unit],),
    )  # fmt: skip


def openssl_says(data: bytes, folder: Path, root: Path) -> list[int]:
    codes = []
    for match in re.finditer(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", data):
        first, length, second, rest = (int(value) for value in match.groups())
        cms = bytes.fromhex(data[first + length + 1 : second - 1].decode())
        (folder / "cms").write_bytes(cms[: 4 + int.from_bytes(cms[2:4], "big")])
        (folder / "content").write_bytes(data[first : first + length] + data[second : second + rest])
        done = subprocess.run(
            [
                *("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", folder / "cms"),
                *("-content", folder / "content", "-CAfile", root, "-purpose", "any", "-out", folder / "out"),
            ],
            capture_output=True,
            check=False,
        )
        codes.append(done.returncode)
    return codes


def test_all_signatures_of_a_certified_file_hold_for_every_validator(
    room: Room, issued: bytes, tmp_path: Path
) -> None:
    for unit in ("QLD", "BYT"):
        base = certification.certification_base(issued, unit, free_room)
        assert base.startswith(issued)
        certified = certify(room, base, unit)
        accepted = check_upload(base, certified, expectation(room, unit), look_at_update)
        assert accepted.signer == authority.UNITS[unit]
        signatures = PdfFileReader(io.BytesIO(certified), strict=True).embedded_signatures
        assert [one.field_name for one in signatures] == [
            fields.PERSONAL, fields.AGENCY, certification.field_of(unit),
        ]  # fmt: skip
        for one in signatures:
            assert validate_pdf_signature(one, room.trust.context(room.now)).bottom_line, one.field_name
        assert openssl_says(certified, tmp_path, room.folder / "root.cert.pem") == [0, 0, 0]
        (tmp_path / "file.pdf").write_bytes(certified)
        said = subprocess.run(["pdfsig", tmp_path / "file.pdf"], capture_output=True, text=True, check=False).stdout
        assert said.count("Signature is Valid") == 3
        assert said.count("Total document signed") == 1


def test_a_file_certified_twice_in_a_row_keeps_all_verdicts(room: Room, issued: bytes) -> None:
    first = certify(room, certification.certification_base(issued, "QLD", free_room), "QLD")
    second = certify(room, certification.certification_base(first, "BYT", free_room), "BYT")
    reader = PdfFileReader(io.BytesIO(second), strict=True)
    for one in reader.embedded_signatures:
        assert validate_pdf_signature(one, room.trust.context(room.now)).bottom_line, one.field_name
    places = [fields.find_field(second, certification.field_of(unit)) for unit in ("QLD", "BYT")]
    boxes = [place.box for place in places if place is not None]
    assert len(boxes) == 2
    assert boxes[0][3] <= boxes[1][1] or boxes[0][2] <= boxes[1][0]  # the second found other room


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (-40, -30, 500, 700)])
def test_the_place_is_bottom_left_as_displayed(
    room: Room, rotation: int, crop: tuple[int, int, int, int] | None
) -> None:
    with pikepdf.open(io.BytesIO(letter(pages=1, rotation=rotation))) as document:
        if crop is not None:
            document.pages[0].MediaBox = pikepdf.Array([-100, -80, 600, 800])
            document.pages[0].CropBox = pikepdf.Array(list(crop))
        out = io.BytesIO()
        document.save(out)
    base = certification.certification_base(out.getvalue(), "KCB", free_room)
    place = fields.find_field(base, certification.field_of("KCB"))
    assert place is not None
    x0, _, x1, y1 = place.geometry.to_displayed(place.box)
    assert (x0, place.geometry.height - y1) == pytest.approx((18, 18), abs=0.1)
    assert x1 - x0 == pytest.approx(210, abs=0.1)
    signed = certify(room, base, "KCB")
    assert "Thời gian ký" in shown(signed, certification.field_of("KCB"))
    assert check_upload(base, signed, expectation(room, "KCB"), look_at_update).kind == "certification"


def test_content_at_the_bottom_left_is_given_way() -> None:
    out = io.BytesIO()
    drawing = canvas.Canvas(out, pagesize=(595, 842))
    drawing.rect(0, 0, 120, 70, fill=1)
    drawing.save()
    base = certification.certification_base(out.getvalue(), "KCB", free_room)
    place = fields.find_field(base, certification.field_of("KCB"))
    assert place is not None
    assert place.box[1] >= 70 or place.box[0] >= 120


@pytest.mark.parametrize("change", CHANGES)
def test_a_forged_certified_file_is_refused(room: Room, issued: bytes, change: Forge) -> None:
    base = certification.certification_base(issued, "QLD", free_room)
    wanted = expectation(room, "QLD")
    assert code(base, update(certify(room, base, "QLD"), change), wanted) == "modified_after_approval"
    assert code(base, certify(room, update(base, change), "QLD"), wanted) == "modified_after_approval"
    assert code(base, certify(room, certification.certification_base(issued, "BYT", free_room), "BYT"), wanted) == (
        "not_the_approved_file"
    )


def test_another_units_certificate_cannot_certify(room: Room, issued: bytes) -> None:
    base = certification.certification_base(issued, "QLD", free_room)
    look = appearance.certification_stamp(authority.UNITS["QLD"], room.now)
    forged = two_step.sign_here(base, certification.field_of("QLD"), room.key("KCB"), look, at=room.now)
    assert code(base, forged, expectation(room, "QLD")) == "wrong_unit"


@pytest.mark.corpus
def test_office_programs_hybrid_files_can_be_certified(corpus: Path, room: Room) -> None:
    path = min((corpus / "real" / "vn-court-precedents").glob("*.pdf"), key=lambda one: one.stat().st_size)
    base = certification.certification_base(path.read_bytes(), "KCB", free_room)
    assert code(base, certify(room, base, "KCB"), expectation(room, "KCB")) == "accepted"


def author_certified(room: Room, permission: MDPPerm) -> bytes:
    signer = SimpleSigner.load_pkcs12(str(room.folder / "BYT.p12"), passphrase=authority.PASSWORD.encode())
    meta = PdfSignatureMetadata(field_name="TacGia", certify=True, docmdp_permissions=permission)
    made = sign_pdf(IncrementalPdfFileWriter(io.BytesIO(letter())), meta, signer)
    return bytes(made.getvalue())


@pytest.mark.parametrize("permission", [MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS])
def test_an_author_who_forbids_it_is_obeyed(room: Room, permission: MDPPerm) -> None:
    with pytest.raises(Rejected, match="signing_forbidden_by_author"):
        certification.certification_base(author_certified(room, permission), "KCB", free_room)


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7\n", b"\x00" * 100])
def test_what_is_no_pdf_is_refused(broken: bytes) -> None:
    with pytest.raises(DocumentFault, match="unreadable_pdf"):
        certification.certification_base(broken, "KCB", free_room)


def test_blanks_of_an_official_letter_are_found_and_filled(room: Room) -> None:
    out = io.BytesIO()
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        font = str(Path(__file__).parents[3] / "resources" / "fonts" / "tinos" / "Tinos-Regular.ttf")
        page.insert_font("F0", fontfile=font)
        for at, text in (
            ((100, 110), "Số:"), ((175, 110), "/KCB-NV"), ((300, 110), "Hà Nội, ngày"), ((405, 110), "tháng"),
            ((465, 110), "năm 2026"), ((400, 600), "CỤC TRƯỞNG"), ((395, 690), "Phạm Thị Mẫu"),
        ):  # fmt: skip
            page.insert_text(at, text, fontname="F0", fontsize=13)
        document.save(out)
    data = out.getvalue()
    with Children(1, spares=False) as children:
        eyes = Eyes(children)
        found = eyes.find_blanks(data, "Phạm Thị Mẫu")
        places = fields.places_from(found, fields.page_geometries(data))
        signed = room.agency(room.numbered(room.personal(base := fields.prepare_fields(data, places))))
        seen = eyes.look_at_update(base, base, 0, (0, 0, 595, 842))
    assert set(found) == {"number", "day", "month", "personal"}
    assert (shown(signed, fields.NUMBER), shown(signed, fields.DAY), shown(signed, fields.MONTH)) == (
        "123",
        "05",
        "02",
    )
    assert places.personal is not None
    assert 600 < places.personal.box[1] < places.personal.box[3] < 690
    assert seen["changed_pages"] == [] and not seen["repaired"]
