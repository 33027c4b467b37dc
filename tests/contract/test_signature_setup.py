"""How an agency sets its signatures: who signs, where, with which picture; annexes, inserted numbers. Real server."""

from __future__ import annotations

import base64
import io
import shutil
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pymupdf
import pytest
from PIL import Image, ImageDraw

from tests.ministry import Ministry, Person
from tests.unit.pdf.test_office_approval import LINES, docx
from tests.unit.signing.material import letter
from voffice_desktop.server.blobstore import open_blob_store
from voffice_desktop.server.database import Database
from voffice_desktop.server.upkeep import verify
from voffice_desktop.signing import fields, two_step
from voffice_desktop.signing.credentials import Credential, open_pkcs12

PNG = {"Content-Type": "image/png"}


def drawn(colour: str, size: tuple[int, int] = (900, 900)) -> bytes:
    """A ring on white paper, as a scanner gives a seal."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).ellipse((20, 20, size[0] - 20, size[1] - 20), outline=colour, width=60)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def clerk(ministry: Ministry) -> Iterator[Person]:
    yield ministry.person("vanthu.kcb")


@pytest.fixture(scope="module")
def leader(ministry: Ministry) -> Person:
    return ministry.person("cuctruong.kcb")


@pytest.fixture(scope="module")
def admin(ministry: Ministry) -> Person:
    return ministry.person("admin")


@pytest.fixture(scope="module")
def book(clerk: Person) -> str:
    own = (clerk.user["unit_id"], "outgoing")
    books = clerk.get("/books?limit=100").json()["items"]
    return str(next(one["id"] for one in books if (one["unit_id"], one["direction"]) == own))


def key(ministry: Ministry, name: str) -> Credential:
    return open_pkcs12((ministry.credentials / f"{name}.p12").read_bytes(), "Mau@2026")


def approved(clerk: Person, leader: Person, *annexes: bytes) -> dict[str, Any]:
    """A document without a slip, approved by its signer."""
    files = [{"id": clerk.upload(letter("Kinh gui", pages=1)), "role": "main"}]
    files += [{"id": clerk.upload(one, f"phu-luc-{at}.pdf"), "role": "attachment"} for at, one in enumerate(annexes)]
    body = {"summary": "Thử cấu hình ký số", "type_code": "CV", "signer_id": leader.user["id"], "files": files}
    made = clerk.post("/outgoing-documents", body)
    assert made.status_code == 201, made.text
    answer = leader.post(f"/outgoing-documents/{made.json()['id']}/approve")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def signed(person: Person, begin: str, to_sign: str, field: str, held: Credential) -> Any:
    """Both steps of one signature; the answer to the second."""
    base = person.get(to_sign)
    assert base.status_code == 200, base.text
    begun = person.post(begin, {"certificate": base64.b64encode(held.certificate_der).decode()})
    assert begun.status_code == 201, begun.text
    step = f"{begin}/{begun.json()['signing_id']}"
    prepared = person.get(f"{step}/prepared").content
    two_step.check_prepared(base.content, prepared, field)
    cms = two_step.sign_cms(prepared, field, held)
    return person.post(f"{step}/complete", {"cms": base64.b64encode(cms).decode()})


def main_of(person: Person, document: dict[str, Any]) -> dict[str, Any]:
    files = [person.get(f"/files/{one}").json() for one in document["file_ids"]]
    return next(one for one in files if one["role"] == "main")


def test_whether_leaders_sign_is_the_agencys_policy(
    ministry: Ministry, admin: Person, clerk: Person, leader: Person, book: str
) -> None:
    document = approved(clerk, leader)
    path = f"/outgoing-documents/{document['id']}"
    assert clerk.patch("/policy", {"leader_signature": "none"}).status_code == 403
    assert admin.patch("/policy", {"leader_signature": "never"}).status_code == 422
    try:
        assert admin.patch("/policy", {"leader_signature": "none"}).json()["leader_signature"] == "none"
        assert leader.get(f"{path}/to-sign").status_code == 409
        assert admin.patch("/policy", {"leader_signature": "required"}).status_code == 200
        early = clerk.post(f"{path}/number", {"book_id": book})
        assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
        done = signed(leader, f"{path}/signing", f"{path}/to-sign", fields.PERSONAL, key(ministry, "cuctruong.kcb"))
        assert done.status_code == 200, done.text
        assert clerk.post(f"{path}/number", {"book_id": book}).json()["status"] == "numbered"
    finally:
        admin.patch("/policy", {"leader_signature": "optional"})


def test_pictures_go_in_and_are_printed_and_never_come_out(
    ministry: Ministry, admin: Person, clerk: Person, leader: Person, book: str
) -> None:
    unit, seal = f"/signing/pictures/unit/{clerk.user['unit_id']}", drawn("black")
    hand = f"/signing/pictures/user/{leader.user['id']}"
    assert clerk.ask("PUT", unit, data=seal, headers=PNG).status_code == 403
    assert admin.ask("PUT", unit, data=b"GIF89a", headers=PNG).status_code == 422
    assert admin.ask("PUT", unit, data=drawn("white"), headers=PNG).status_code == 422
    for where, data in ((unit, seal), (hand, drawn("black", (900, 400)))):
        kept = admin.ask("PUT", where, data=data, headers=PNG)
        assert kept.status_code == 200, kept.text
    listed = admin.get("/signing/pictures")
    assert {one["owner_kind"] for one in listed.json()["items"]} == {"unit", "user"}
    for answer in (listed, admin.get("/units?limit=100"), clerk.get("/changes?limit=5000")):
        assert b"PNG" not in answer.content and len(base64.b64encode(seal)) > 100
        assert base64.b64encode(seal)[40:100] not in answer.content
    for person in (admin, clerk, leader):
        assert person.get(unit).status_code in (404, 405) and person.get(hand).status_code in (404, 405)

    settings = {"signing": {"agency_place": "left_of_personal", "right_mm": 0, "down_mm": 5, "seal_mm": 30}}
    units = admin.get("/units?limit=100").json()["items"]
    (own,) = [one for one in units if one["id"] == clerk.user["unit_id"]]
    wrong = {"settings": {"signing": {"agency_place": "anywhere"}}}
    assert admin.patch(f"/units/{own['id']}", wrong).status_code == 422
    assert admin.patch(f"/units/{own['id']}", {"settings": {**own["settings"], **settings}}).status_code == 200
    document = approved(clerk, leader)
    path = f"/outgoing-documents/{document['id']}"
    signing, to_sign = f"{path}/signing", f"{path}/to-sign"
    base = leader.get(to_sign).content
    personal, agency = fields.find_field(base, fields.PERSONAL), fields.find_field(base, fields.AGENCY)
    assert personal is not None and agency is not None
    assert agency.box[2] <= personal.box[0]  # beside it, as the unit wishes
    assert (agency.box[3] - agency.box[1]) == pytest.approx(30 * 72 / 25.4 + 22, abs=0.1)

    assert signed(leader, signing, to_sign, fields.PERSONAL, key(ministry, "cuctruong.kcb")).status_code == 200
    clerk.post(f"{path}/number", {"book_id": book})
    whole = clerk.get(to_sign).content
    with pymupdf.open(stream=whole, filetype="pdf") as file:
        page = file[0]
        box = pymupdf.Rect(personal.geometry.to_displayed(personal.box))
        pixels = page.get_pixmap(clip=box, dpi=100)
        points = [pixels.pixel(x, y) for x in range(pixels.width) for y in range(pixels.height)]
        blue = [(r, g, b) for r, g, b in points if b > r + 60]
        assert len(blue) > 500 and not [1 for r, g, b in points if r > b + 60]
    done = signed(clerk, signing, to_sign, fields.AGENCY, key(ministry, "KCB"))
    assert done.status_code == 200, done.text
    copy = clerk.get(f"/files/{main_of(clerk, document)['id']}/reading-copy").content
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        images = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        assert images, "the copy shows the pictures"
        assert all(max(int(one.Width), int(one.Height)) <= 200 for one in images)
    with pymupdf.open(stream=copy, filetype="pdf") as file:
        seal_box = pymupdf.Rect(agency.geometry.to_displayed(agency.box))
        pixels = file[0].get_pixmap(clip=seal_box, dpi=100)
        assert any(r > b + 60 for r, g, b in (pixels.pixel(x, y) for x in range(pixels.width) for y in range(60)))
    for where in (unit, hand):
        assert admin.ask("DELETE", where).status_code == 200
    assert admin.get("/signing/pictures").json()["items"] == []
    admin.patch(f"/units/{own['id']}", {"settings": own["settings"]})


def test_annexes_get_their_field_at_the_top_right_and_are_signed_with_number_and_time(
    ministry: Ministry, clerk: Person, leader: Person, book: str
) -> None:
    document = approved(clerk, leader, letter("Phu luc I", pages=1, rotation=90), b"".join([letter("Phu luc II")]))
    path = f"/outgoing-documents/{document['id']}"
    items = clerk.get(f"{path}/annexes").json()["items"]
    assert [one["state"] for one in items] == ["waiting", "waiting"]
    annex = f"/files/{items[0]['file_id']}/annex"
    assert clerk.get(f"{annex}/to-sign").status_code == 409  # no number yet
    symbol = clerk.post(f"{path}/number", {"book_id": book}).json()["symbol"]
    assert leader.get(f"{annex}/to-sign").status_code == 403
    assert ministry.person("vanthu.qld").get(f"{annex}/to-sign").status_code == 404
    assert clerk.get(f"/files/{main_of(clerk, document)['id']}/annex/to-sign").status_code == 409
    base = clerk.get(f"{annex}/to-sign").content
    place = fields.find_field(base, fields.ANNEX)
    assert place is not None and place.page == 0
    x0, y0, x1, _ = place.geometry.to_displayed(place.box)
    assert y0 == pytest.approx(18, abs=0.1) and x1 == pytest.approx(place.geometry.width - 18, abs=0.1) and x0 > 300
    stranger = clerk.post(annex, {"certificate": base64.b64encode(key(ministry, "QLD").certificate_der).decode()})
    assert (stranger.status_code, stranger.json()["code"]) == (422, "wrong_unit")
    done = signed(clerk, annex, f"{annex}/to-sign", fields.ANNEX, key(ministry, "KCB"))
    assert done.status_code == 200, done.text
    assert [(one["kind"], one["verdict"]) for one in done.json()["signatures"]] == [("agency", "valid")]
    assert [one["state"] for one in clerk.get(f"{path}/annexes").json()["items"]] == ["signed", "waiting"]
    assert clerk.get(f"{annex}/to-sign").status_code == 409
    stamp = fields.find_field(base, fields.ANNEX)
    assert stamp is not None
    copy = clerk.get(f"/files/{items[0]['file_id']}/reading-copy").content
    with pymupdf.open(stream=copy, filetype="pdf") as file:
        said = " ".join(file[0].get_text().split())
    assert symbol in said and "+07:00" in said and "T" in said


def test_a_back_dated_number_gets_a_letter_where_the_agency_has_them(
    ministry: Ministry, admin: Person, clerk: Person, leader: Person, book: str
) -> None:
    first = clerk.post(f"/outgoing-documents/{approved(clerk, leader)['id']}/number", {"book_id": book}).json()
    document = approved(clerk, leader)
    path = f"/outgoing-documents/{document['id']}/number"
    body = {"book_id": book, "issued_on": first["issued_on"], "after": first["number"], "reason": "Vào sổ chậm"}
    assert clerk.post(path, body).status_code == 422  # not the agency's custom
    admin.patch("/policy", {"inserted_numbers": True})
    for wrong in ({"reason": " "}, {"after": 99999}, {"after": True}, {"issued_on": None}, {"reserved_number": 1}):
        assert clerk.post(path, body | wrong).status_code == 422, wrong
    letters = []
    for _ in range(2):
        given = clerk.post(path, body)
        assert given.status_code == 200, given.text
        letters.append(given.json()["symbol"].split("/")[0])
        assert given.json()["number"] == first["number"]
        document = approved(clerk, leader)
        path = f"/outgoing-documents/{document['id']}/number"
    assert letters == [f"{first['number']:02d}a", f"{first['number']:02d}b"]
    numbers = clerk.get(f"/books/{book}/numbers").json()
    assert [(one["suffix"], one["reason"]) for one in numbers["inserted"]] == [
        ("a", "Vào sổ chậm"), ("b", "Vào sổ chậm"),
    ]  # fmt: skip
    assert numbers["next"] == first["number"] + 1
    clerk.post(f"/books/{book}/numbers/reserve", {"reason": "Chờ"})
    database = Database(ministry.database_url)
    findings = [
        one
        for one in verify(database, open_blob_store(ministry.blobs_url))["findings"]
        if one["kind"].startswith("number")
    ]
    database.close()
    assert findings == []
    admin.patch("/policy", {"inserted_numbers": False})


def test_what_lies_under_a_place_is_told_before_anyone_signs(clerk: Person, leader: Person) -> None:
    document = approved(clerk, leader)
    path = f"/outgoing-documents/{document['id']}/places"
    places = clerk.get(path).json()
    assert places["turned_pages"] == [] and not any(one["in_the_way"] for one in places["items"])
    moved = clerk.post(path, {"items": [{"name": fields.PERSONAL, "box": [90.0, 325.0, 200.0, 350.0]}]}).json()
    assert [one["name"] for one in moved["items"] if one["in_the_way"]] == [fields.PERSONAL]


@pytest.mark.skipif(shutil.which("soffice") is not None, reason="LibreOffice is there and makes the PDF")
def test_without_libreoffice_a_drafter_reads_what_to_do(ministry: Ministry) -> None:
    drafter = ministry.person("chuyenvien.kcb")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<document/>")
    draft = {"id": drafter.upload(out.getvalue(), "du-thao.docx", kind), "role": "draft"}
    leader = ministry.person("cuctruong.kcb").user["id"]
    made = drafter.post("/slips", {"title": "Trình dự thảo", "leader_id": leader, "files": [draft]})
    assert made.status_code == 201, made.text
    refused = drafter.post(f"/slips/{made.json()['id']}/submit")
    assert refused.status_code == 422
    assert "LibreOffice" in refused.text and "PDF" in refused.text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: no draft was converted")
def test_with_libreoffice_an_office_draft_is_approved_as_a_pdf_with_its_places(ministry: Ministry) -> None:
    drafter, leader = ministry.person("chuyenvien.kcb"), ministry.person("cuctruong.kcb")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    draft = {"id": drafter.upload(docx(LINES), "du-thao.docx", kind), "role": "draft"}
    body = {"title": "Trình dự thảo", "leader_id": leader.user["id"], "files": [draft]}
    path = f"/slips/{drafter.post('/slips', body).json()['id']}"
    assert drafter.post(f"{path}/submit").status_code == 200
    approved = leader.post(f"{path}/approve", {"comment": "Đồng ý", "revision": 1})
    assert approved.status_code == 200, approved.text
    outgoing = leader.get(f"/outgoing-documents/{approved.json()['outgoing_document_id']}").json()
    files = [leader.get(f"/files/{one}").json() for one in outgoing["file_ids"]]
    (main,) = [one for one in files if one["role"] == "main"]
    assert outgoing["status"] == "approved" and main["media_type"] == "application/pdf"
    clerk = ministry.person("vanthu.kcb")
    book = next(
        one["id"]
        for one in clerk.get("/books?limit=100").json()["items"]
        if (one["unit_id"], one["direction"]) == (clerk.user["unit_id"], "outgoing")
    )
    numbered = clerk.post(f"/outgoing-documents/{outgoing['id']}/number", {"book_id": book})
    assert numbered.status_code == 200, numbered.text
    assert clerk.get(f"/outgoing-documents/{outgoing['id']}/to-sign").content.startswith(b"%PDF-")
