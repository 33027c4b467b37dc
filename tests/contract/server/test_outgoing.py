"""*Outgoing documents* and *Signing*: number, signatures, dispatch, taking back, replacing."""

from __future__ import annotations

import base64
from typing import Any

import pymupdf
import pytest

from tests.contract.server import signers
from tests.contract.server.office import Office, draft_pdf, good, refused
from tests.ministry import Person
from tests.unit.pdf.samples import texts
from voffice_desktop.ids import new_id
from voffice_desktop.signing.certification import field_of
from voffice_desktop.signing.fields import find_field


@pytest.fixture(scope="module")
def clerk(office: Office) -> Person:
    return office.person("vanthu.kcb")


@pytest.fixture
def approved(office: Office) -> dict[str, Any]:
    return office.approved(type_code="CV")


def arrived_from(office: Office, document: dict[str, Any], clerk: str) -> dict[str, Any]:
    items = good(office.person(clerk).get("/incoming-documents?status=arrived&limit=5000"), 200)["items"]
    return next(one for one in items if (one["exchange"] or {}).get("outgoing_document_id") == document["id"])


def status_of(document: dict[str, Any], recipient: str) -> str | None:
    return next((one["status"] for one in document["recipients"] if one["recipient_id"] == recipient), None)


def test_numbering(office: Office, clerk: Person, approved: dict[str, Any]) -> None:
    path, book = f"/outgoing-documents/{approved['id']}", office.book("KCB", "outgoing")
    refused(office.person("cuctruong.kcb").post(path + "/number", {"book_id": book}), 403, "forbidden")
    refused(office.person("vanthu.qld").post(path + "/number", {"book_id": book}), 404, "not_found")
    for bad in (
        {},
        {"book_id": new_id()},
        {"book_id": office.book("KCB", "incoming")},
        {"book_id": office.book("QLD", "outgoing")},
        {"book_id": 5},
        {"book_id": book, "issued_on": "20/11/2026"},
        {"book_id": book, "issued_on": 5},
    ):
        refused(clerk.post(path + "/number", bad), 422, "invalid")
    first = good(clerk.post(path + "/number", {"book_id": book, "issued_on": "2026-11-25"}), 200)
    assert (first["status"], first["issued_on"], first["book_id"]) == ("numbered", "2026-11-25", book)
    assert first["symbol"].startswith(f"{first['number']:02d}/")
    refused(clerk.post(path + "/number", {"book_id": book}), 409, "wrong_state")
    second = signers.numbered(office, office.approved())
    assert second["number"] == first["number"] + 1
    shown = " ".join(texts(clerk.get(f"/files/{first['file_ids'][0]}/reading-copy").content)[0].split())
    assert f"{first['number']:02d}" in shown
    next_year = [
        good(
            clerk.post(f"/outgoing-documents/{office.approved()['id']}/number", {"book_id": book, "issued_on": day}),
            200,
        )["number"]
        for day in ("2027-01-04", "2027-01-05")
    ]
    assert next_year == [1, 2]


def test_the_clerks_draft_and_its_approval(office: Office, clerk: Person) -> None:
    body = {
        "summary": "Văn bản không qua phiếu trình",
        "type_code": "CV",
        "signer_id": office.id_of("cuctruong.kcb"),
        "recipient_ids": [office.recipient("QLD")],
        "files": [{"id": clerk.upload(draft_pdf()), "role": "main"}],
    }
    refused(office.person("chuyenvien.kcb").post("/outgoing-documents", body), 403, "forbidden")
    refused(clerk.post("/outgoing-documents", {"summary": ""}), 422, "invalid")
    refused(clerk.post("/outgoing-documents", {**body, "recipient_ids": [new_id()]}), 422, "invalid")
    refused(clerk.post("/outgoing-documents", {**body, "signer_id": new_id()}), 422, "invalid")
    draft = good(clerk.post("/outgoing-documents", body), 201)
    path = f"/outgoing-documents/{draft['id']}"
    assert (draft["status"], draft["unit_id"], draft["slip_id"]) == ("draft", office.unit("KCB"), None)
    refused(clerk.post(path + "/number", {"book_id": office.book("KCB", "outgoing")}), 409, "wrong_state")
    refused(clerk.get(path + "/to-sign"), 409, "wrong_state")
    edited = good(clerk.patch(path, {"summary": "Đã sửa", "urgency": "express"}), 200)
    assert (edited["summary"], edited["urgency"], edited["recipients"]) == (
        "Đã sửa",
        "express",
        draft["recipients"],
    )
    refused(office.person("chuyenvien.kcb").patch(path, {"summary": "x"}), 404, "not_found")
    refused(office.person("cuctruong.kcb").patch(path, {"summary": "x"}), 403, "forbidden")
    refused(clerk.post(path + "/approve"), 403, "forbidden")
    approved = good(office.person("cuctruong.kcb").post(path + "/approve"), 200)
    assert approved["status"] == "approved"
    # What the leader approved is not the clerk's to change: neither the bytes nor who signs.
    other = clerk.patch(path, {"files": [{"id": clerk.upload(draft_pdf()), "role": "main"}]})
    refused(other, 409, "wrong_state")
    refused(clerk.patch(path, {"signer_id": office.id_of("thutruong1")}), 409, "wrong_state")
    numbered = signers.numbered(office, approved)
    refused(clerk.patch(path, {"summary": "x"}), 409, "wrong_state")
    assert good(clerk.patch(path, {"recipient_ids": [office.recipient("BYT")]}), 200)["number"] == numbered["number"]


def test_both_signatures_in_two_steps(office: Office, clerk: Person, approved: dict[str, Any]) -> None:
    path, leader = f"/outgoing-documents/{approved['id']}", office.person("cuctruong.kcb")
    refused(clerk.get(path + "/to-sign"), 409, "wrong_state")
    refused(office.person("chuyenvien.kcb").get(path + "/to-sign"), 403, "forbidden")
    refused(office.person("thutruong1").get(path + "/to-sign"), 404, "not_found")
    signed = good(signers.personal(office, approved), 200)
    assert signed["status"] == "approved"
    refused(leader.get(path + "/to-sign"), 409, "wrong_state")
    (file,) = [good(clerk.get(f"/files/{one}"), 200) for one in signed["file_ids"]]
    assert [(one["kind"], one["verdict"]) for one in file["signatures"]] == [("personal", "valid")]
    numbered = signers.numbered(office, approved)
    refused(leader.get(path + "/to-sign"), 409, "wrong_state")
    refused(office.person("vanthu.byt").get(path + "/to-sign"), 404, "not_found")
    base = clerk.get(path + "/to-sign").content
    refused(signers.begin(clerk, path + "/signing", signers.key(office, "KCB-revoked")), 422, "certificate_revoked")
    refused(signers.begin(clerk, path + "/signing", signers.key(office, "KCB-expired")), 422, "certificate_expired")
    refused(signers.begin(clerk, path + "/signing", signers.key(office, "stranger")), 422, "untrusted_certificate")
    refused(signers.begin(clerk, path + "/signing", signers.key(office, "QLD")), 422, "wrong_unit")
    refused(signers.begin(clerk, path + "/signing", signers.key(office, "cuctruong.kcb")), 422, "wrong_unit")
    for bad in ({}, {"certificate": "###"}, {"certificate": ""}, {"certificate": "AAAA"}, {"certificate": 5}):
        refused(clerk.post(path + "/signing", bad), 422, "invalid")
    refused(leader.post(path + "/signing", {}), 409, "wrong_state")
    begun = good(signers.begin(clerk, path + "/signing", signers.key(office, "KCB")), 201)
    second = f"{path}/signing/{begun['signing_id']}"
    refused(leader.get(second + "/prepared"), 409, "wrong_state")
    refused(clerk.get(f"{path}/signing/{new_id()}/prepared"), 404, "not_found")
    refused(clerk.post(second + "/complete", {"cms": "###"}), 422, "invalid")
    refused(clerk.post(second + "/complete", {}), 422, "invalid")
    junk = base64.b64encode(b"no signature at all").decode()
    refused(clerk.post(second + "/complete", {"cms": junk}), 422, "signature_invalid")
    assert clerk.get(path + "/to-sign").content == base
    done = good(signers.agency(office, numbered), 200)
    assert done["status"] == "signed"
    refused(clerk.get(path + "/to-sign"), 409, "wrong_state")
    refused(clerk.post(second + "/complete", {"cms": junk}), 409, "wrong_state")
    (file,) = [good(clerk.get(f"/files/{one}"), 200) for one in done["file_ids"]]
    assert [one["kind"] for one in file["signatures"]] == ["personal", "agency"]
    assert {one["verdict"] for one in file["signatures"]} == {"valid"}
    assert file["signatures"][1]["unit_id"] == office.unit("KCB")


def test_a_file_signed_outside(office: Office, clerk: Person, approved: dict[str, Any]) -> None:
    document = signers.numbered(office, approved)
    path = f"/outgoing-documents/{document['id']}"
    base = clerk.get(path + "/to-sign").content
    before = good(clerk.get(path), 200), good(clerk.get(f"/files/{document['file_ids'][0]}"), 200)

    def put(data: bytes, person: Person = clerk) -> Any:
        return person.ask("PUT", path + "/signed", data=data, headers={"Content-Type": "application/pdf"})

    whole = signers.outside_agency(office, base)
    refused(put(whole, office.person("chuyenvien.kcb")), 403, "forbidden")
    refused(put(b"%PDF-1.4 something else"), 422, "not_the_approved_file")
    refused(put(b""), 422, "not_the_approved_file")
    refused(put(base), 422, "signature_invalid")
    refused(put(signers.outside_agency(office, base, "QLD")), 422, "wrong_unit")
    refused(put(signers.outside_agency(office, base, "stranger")), 422, "untrusted_certificate")
    refused(put(base + b"\n% more"), 422, "signature_invalid")
    refused(put(whole + b"\n1 0 obj\n<<>>\nendobj\n%%EOF"), 422, "signature_invalid")
    broken = bytearray(whole)
    at = whole.rindex(b"/Contents <") + 200
    broken[at : at + 4] = b"dead"
    assert put(bytes(broken)).status_code == 422
    assert (good(clerk.get(path), 200), good(clerk.get(f"/files/{document['file_ids'][0]}"), 200)) == before
    assert good(put(whole), 200)["status"] == "signed"


def test_dispatch_and_what_becomes_of_it(office: Office, clerk: Person) -> None:
    qld, byt = office.recipient("QLD"), office.recipient("BYT")
    groups = good(clerk.get("/recipients"), 200)["groups"]
    outside = next(one["id"] for one in groups[3]["items"])
    document = signers.numbered(office, office.approved())
    path = f"/outgoing-documents/{document['id']}"
    refused(clerk.post(path + "/dispatch", {"recipient_ids": [qld]}), 409, "wrong_state")
    document = good(signers.agency(office, document), 200)
    refused(office.person("cuctruong.kcb").post(path + "/dispatch", {"recipient_ids": [qld]}), 403, "forbidden")
    for bad in ({}, {"recipient_ids": []}, {"recipient_ids": [new_id()]}, {"recipient_ids": "x"}):
        refused(clerk.post(path + "/dispatch", bad), 422, "invalid")
    document = good(clerk.post(path + "/dispatch", {"recipient_ids": [qld, byt, outside]}), 200)
    assert document["status"] == "dispatched"
    assert [status_of(document, one) for one in (qld, byt, outside)] == ["01", "01", None]
    refused(clerk.post(path + "/dispatch", {"recipient_ids": [qld]}), 409, "wrong_state")
    arrived = arrived_from(office, document, "vanthu.qld")
    assert (arrived["unit_id"], arrived["symbol"], arrived["summary"]) == (
        office.unit("QLD"),
        document["symbol"],
        document["summary"],
    )
    assert arrived["issuer_name"] == "Cục Quản lý Khám, chữa bệnh"
    receiver = office.person("vanthu.qld")
    assert receiver.get(f"/files/{arrived['file_ids'][0]}/reading-copy").status_code == 200
    refused(receiver.get(path), 404, "not_found")

    def shown(recipient: str = qld) -> str | None:
        return status_of(good(clerk.get(path), 200), recipient)

    incoming = f"/incoming-documents/{arrived['id']}"
    good(receiver.post(incoming + "/register", {}), 200)
    assert shown() == "03"
    head = office.person("cuctruong.qld")
    part = {"assignee_kind": "user", "assignee_id": office.id_of("chuyenvien.qld"), "role": "lead"}
    good(head.post(incoming + "/assign", {"assignments": [part]}), 200)
    assert shown() == "04"
    good(office.person("chuyenvien.qld").post(incoming + "/start"), 200)
    assert shown() == "05"
    good(office.person("chuyenvien.qld").post(incoming + "/complete", {"result": "Xong"}), 200)
    assert shown() == "06"
    other = arrived_from(office, document, "vanthu.byt")
    good(office.person("vanthu.byt").post(f"/incoming-documents/{other['id']}/refuse", {"reason": "Nhầm"}), 200)
    assert shown(byt) == "02"


def test_recall_until_everybody_agreed(office: Office, clerk: Person) -> None:
    document = signers.dispatched(office, "QLD", "BYT")
    path = f"/outgoing-documents/{document['id']}"
    one, two = arrived_from(office, document, "vanthu.qld"), arrived_from(office, document, "vanthu.byt")
    good(office.person("vanthu.qld").post(f"/incoming-documents/{one['id']}/register", {}), 200)
    refused(office.person("cuctruong.kcb").post(path + "/recall", {"reason": "x"}), 403, "forbidden")
    for bad in ({}, {"reason": " "}):
        refused(clerk.post(path + "/recall", bad), 422, "invalid")
    asked = good(clerk.post(path + "/recall", {"reason": "Sai thẩm quyền"}), 200)
    assert asked["status"] == "dispatched"
    assert {line["status"] for line in asked["recipients"]} == {"13"}
    refused(clerk.post(path + "/recall", {"reason": "x"}), 409, "wrong_state")
    answers = f"/incoming-documents/{one['id']}/recall-answer", f"/incoming-documents/{two['id']}/recall-answer"
    refused(office.person("cuctruong.qld").post(answers[0], {"accept": True}), 403, "forbidden")
    for wrong in ({}, {"accept": "yes"}):
        refused(office.person("vanthu.qld").post(answers[0], wrong), 422, "invalid")
    file_id = one["file_ids"][0]
    taken = good(office.person("vanthu.qld").post(answers[0], {"accept": True, "reason": "Đồng ý"}), 200)
    assert (taken["status"], taken["file_ids"], taken["symbol"]) == ("recalled", [], document["symbol"])
    refused(office.person("vanthu.qld").get(f"/files/{file_id}"), 404, "not_found")
    refused(office.person("vanthu.qld").get(f"/files/{file_id}/reading-copy"), 404, "not_found")
    refused(office.person("vanthu.qld").post(answers[0], {"accept": False}), 409, "wrong_state")
    frozen = f"/incoming-documents/{one['id']}"
    refused(office.person("vanthu.qld").patch(frozen, {"summary": "x"}), 409, "wrong_state")
    assert good(clerk.get(path), 200)["status"] == "dispatched"
    good(office.person("vanthu.byt").post(answers[1], {"accept": True}), 200)
    ended = good(clerk.get(path), 200)
    assert ended["status"] == "recalled"
    assert {line["status"] for line in ended["recipients"]} == {"15"}


def test_a_recall_that_is_refused(office: Office, clerk: Person) -> None:
    document = signers.dispatched(office, "QLD")
    arrived = arrived_from(office, document, "vanthu.qld")
    good(clerk.post(f"/outgoing-documents/{document['id']}/recall", {"reason": "Sai"}), 200)
    path = f"/incoming-documents/{arrived['id']}"
    kept = good(
        office.person("vanthu.qld").post(path + "/recall-answer", {"accept": False, "reason": "Đã thi hành"}), 200
    )
    assert kept["status"] == "arrived"
    assert kept["file_ids"]
    (line,) = good(clerk.get(f"/outgoing-documents/{document['id']}"), 200)["recipients"]
    assert (line["status"], line["note"]) == ("16", "Đã thi hành")
    good(office.person("vanthu.qld").post(path + "/register", {}), 200)


def test_replacing(office: Office, clerk: Person) -> None:
    old, new = signers.dispatched(office, "QLD"), signers.dispatched(office, "QLD")
    path = f"/outgoing-documents/{old['id']}/replace"
    open_one = office.approved()
    for bad in ({}, {"with_id": new_id()}, {"with_id": old["id"]}, {"with_id": open_one["id"]}, {"with_id": 5}):
        refused(clerk.post(path, bad), 422, "invalid")
    refused(office.person("cuctruong.kcb").post(path, {"with_id": new["id"]}), 403, "forbidden")
    assert good(clerk.post(path, {"with_id": new["id"]}), 200)["status"] == "replaced"
    assert good(clerk.get(f"/outgoing-documents/{new['id']}"), 200)["replaces_id"] == old["id"]
    refused(clerk.post(path, {"with_id": new["id"]}), 409, "wrong_state")
    refused(clerk.post(f"/outgoing-documents/{old['id']}/recall", {"reason": "x"}), 409, "wrong_state")


def test_recipients_in_the_ministrys_order(office: Office) -> None:
    groups = good(office.person("chuyenvien.kcb").get("/recipients"), 200)["groups"]
    assert [group["name"] for group in groups][:5] == [
        "Bộ",
        "Cơ quan ngang Bộ",
        "Cơ quan thuộc Chính phủ",
        "Sở Y tế các tỉnh, thành phố",
        "Ủy ban nhân dân các tỉnh, thành phố",
    ]
    assert all(group["items"] for group in groups)
    names = [item["name"] for item in groups[3]["items"]]
    order = ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Đắk Lắk", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai"]
    found = [next(place for place in order if name.endswith(place)) for name in names if name.endswith(tuple(order))]
    assert found == order
    one = groups[0]["items"][0]
    assert good(office.person("chuyenvien.kcb").get(f"/recipients/{one['id']}"), 200) == one
    assert {"id", "version", "name", "code", "group", "unit_id"} <= set(one)


def test_recipients_are_a_collection_too(office: Office, clerk: Person) -> None:
    whole = good(clerk.get("/recipients"), 200)
    flat = [one["id"] for group in whole["groups"] for one in group["items"]]
    assert [one["id"] for one in whole["items"]] == flat
    assert whole["cursor"] is None
    seen: list[str] = []
    query = "?limit=40"
    while query:
        page = good(clerk.get(f"/recipients{query}"), 200)
        seen += [one["id"] for one in page["items"]]
        query = f"?limit=40&cursor={page['cursor']}" if page["cursor"] else ""
    assert seen == flat
    ministries = good(clerk.get("/recipients?group=ministry"), 200)["items"]
    assert {one["group"] for one in ministries} == {"ministry"}
    assert good(clerk.get(f"/recipients/{flat[0]}"), 200)["id"] == flat[0]
    refused(clerk.get("/recipients?nosuch=1"), 422, "invalid")
    refused(clerk.get("/recipients?cursor=abc"), 410, "cursor_expired")


def test_a_units_policy_on_the_leaders_signature(office: Office, clerk: Person, approved: dict[str, Any]) -> None:
    admin, path = office.person("admin"), f"/outgoing-documents/{approved['id']}"
    unit = good(admin.get(f"/units/{approved['unit_id']}"), 200)
    place = f"/units/{unit['id']}"
    body = {"book_id": office.book("KCB", "outgoing")}
    try:
        good(admin.patch(place, {"settings": {**unit["settings"], "leader_signature": "none"}}), 200)
        refused(office.person("cuctruong.kcb").get(f"{path}/to-sign"), 409, "wrong_state")
        good(admin.patch(place, {"settings": {**unit["settings"], "leader_signature": "required"}}), 200)
        refused(clerk.post(f"{path}/number", body), 409, "wrong_state")
    finally:
        good(admin.patch(place, {"settings": unit["settings"]}), 200)
    assert good(clerk.post(f"{path}/number", body), 200)["status"] == "numbered"
    answer = clerk.ask("PUT", f"{path}/signed", data=b"%PDF-1.4", headers={"Content-Type": "text/plain"})
    refused(answer, 415, "unsupported_media_type")


def test_certified_files_are_each_units_own(office: Office, clerk: Person) -> None:
    document = signers.dispatched(office, "QLD")
    mine = document["file_ids"][0]
    sealed = signers.key(office, "KCB")
    assert sealed.certificate_der
    refused(clerk.get(f"/files/{mine}/certified"), 409, "not_certified")
    for account in ("cuctruong.kcb", "chuyenvien.kcb"):
        for word in ("certified", "certification/to-sign"):
            refused(office.person(account).get(f"/files/{mine}/{word}"), 403, "clerk_only")
        refused(office.person(account).post(f"/files/{mine}/certification", {}), 403, "clerk_only")
    base = clerk.get(f"/files/{mine}/certification/to-sign").content
    file = good(signers.certification(office, mine, "vanthu.kcb", "KCB"), 200)
    assert file["certified_for"] == [office.unit("KCB")]
    certified = clerk.get(f"/files/{mine}/certified")
    assert certified.status_code == 200
    assert certified.content.startswith(base)
    assert clerk.get(f"/files/{mine}/certified").content == certified.content
    part = clerk.get(f"/files/{mine}/certified", headers={"Range": "bytes=0-9"})
    assert part.content in (certified.content, certified.content[:10])
    place = find_field(certified.content, field_of("KCB"))
    assert place is not None
    assert place.filled
    assert place.page == 0
    with pymupdf.open(stream=certified.content, filetype="pdf") as opened:
        right, top = place.box[2:]
        assert right < opened[0].rect.width / 2, place
        assert top < opened[0].rect.height / 2, place
    for account in ("cuctruong.kcb", "chuyenvien.kcb"):
        refused(office.person(account).get(f"/files/{mine}/certified"), 403, "clerk_only")
    refused(office.person("admin").get(f"/files/{mine}/certified"), 404, "not_found")
    refused(office.person("vanthu.qld").get(f"/files/{mine}/certified"), 404, "not_found")
    # The receiving unit certifies its own copy, once it is registered.
    arrived = arrived_from(office, document, "vanthu.qld")
    theirs, receiver = arrived["file_ids"][0], office.person("vanthu.qld")
    refused(receiver.get(f"/files/{theirs}/certification/to-sign"), 409, "wrong_state")
    good(receiver.post(f"/incoming-documents/{arrived['id']}/register", {}), 200)
    refused(receiver.get(f"/files/{theirs}/certified"), 409, "not_certified")
    wrong = signers.begin(receiver, f"/files/{theirs}/certification", signers.key(office, "KCB"))
    refused(wrong, 422, "wrong_unit")
    got = good(signers.certification(office, theirs, "vanthu.qld", "QLD"), 200)
    assert got["certified_for"] == [office.unit("QLD")]
    assert receiver.get(f"/files/{theirs}/certified").status_code == 200
    assert clerk.get(f"/files/{mine}/certified").content == certified.content
    rows = good(office.person("admin").get(f"/audit?file_id={mine}&limit=5000"), 200)["items"]
    assert {"file.certify", "file.certified"} <= {row["action"] for row in rows if row["outcome"] == "ok"}


def test_only_what_is_issued_can_be_certified(office: Office, clerk: Person, approved: dict[str, Any]) -> None:
    file_id = approved["file_ids"][0]
    refused(clerk.get(f"/files/{file_id}/certification/to-sign"), 409, "wrong_state")
    refused(clerk.post(f"/files/{file_id}/certification", {}), 409, "wrong_state")
    answer = clerk.ask(
        "PUT", f"/files/{file_id}/certification", data=b"x", headers={"Content-Type": "application/pdf"}
    )
    refused(answer, 409, "wrong_state")
