"""*Incoming documents*: into the book, refused, directed in levels, worked on, given back."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.contract.server.office import Office, announce, draft_pdf, good, refused, symbol
from tests.ministry import Person
from voffice_desktop.clock import utc_now
from voffice_desktop.domain.calendar import VIETNAM
from voffice_desktop.ids import new_id


@pytest.fixture(scope="module")
def clerk(office: Office) -> Person:
    return office.person("vanthu.kcb")


def part(office: Office, account: str, role: str = "lead", **more: Any) -> dict[str, Any]:
    return {"assignee_kind": "user", "assignee_id": office.id_of(account), "role": role, **more}


def unit_part(office: Office, code: str, role: str = "lead") -> dict[str, Any]:
    return {"assignee_kind": "unit", "assignee_id": office.unit(code), "role": role}


def assign(office: Office, account: str, document: dict[str, Any], *parts: dict[str, Any]) -> dict[str, Any]:
    path = f"/incoming-documents/{document['id']}/assign"
    return good(
        office.person(account).post(path, {"assignments": list(parts), "opinion": "Xử lý theo quy định"}), 200
    )


def sees(office: Office, account: str, document: dict[str, Any]) -> bool:
    answer = office.person(account).get(f"/incoming-documents/{document['id']}")
    assert answer.status_code in (200, 404)
    return answer.status_code == 200


def test_registering_gives_the_next_number_of_the_year(office: Office, clerk: Person) -> None:
    file_id = clerk.upload(draft_pdf())
    body = {
        "symbol": symbol(),
        "issuer_name": "Sở Y tế Hà Nội",
        "issuer_code": "H26.15",
        "summary": "Báo cáo công tác khám, chữa bệnh",
        "issued_on": "2026-11-20",
        "type_code": "BC",
        "urgency": "urgent",
        "due": "2026-12-05",
        "page_count": 3,
        "signer_name": "Người Ký Mẫu",
        "files": [{"id": file_id, "role": "main"}],
    }
    first = office.incoming(clerk, **body)
    assert first["status"] == "registered"
    assert first["unit_id"] == office.unit("KCB")
    assert first["book_id"] == office.book("KCB", "incoming")
    assert first["arrival_date"] == utc_now().astimezone(VIETNAM).date().isoformat()
    for name, value in body.items():
        if name != "files":
            assert first[name] == value
    assert first["file_ids"] == [file_id]
    file = good(clerk.get(f"/files/{file_id}"), 200)
    assert (file["role"], file["owner_kind"], file["owner_id"]) == ("main", "incoming_document", first["id"])
    second = office.incoming(clerk)
    assert second["arrival_number"] == first["arrival_number"] + 1
    other = office.incoming(office.person("vanthu.qld"))
    assert other["book_id"] == office.book("QLD", "incoming")
    refused(office.person("chuyenvien.kcb").post("/incoming-documents", {"summary": "x"}), 403, "forbidden")
    refused(office.person("cuctruong.kcb").post("/incoming-documents", {}), 403, "forbidden")
    refused(clerk.post("/incoming-documents", {}), 422, "invalid")
    assert office.incoming(clerk)["arrival_number"] == second["arrival_number"] + 1


def test_a_new_year_starts_at_one(office: Office, clerk: Person) -> None:
    numbers = [
        office.incoming(clerk, arrival_date=day)["arrival_number"]
        for day in ("2027-01-01", "2027-01-02", "2027-12-31")
    ]
    assert numbers == [1, 2, 3]


def test_a_duplicate_is_named_and_can_be_confirmed(office: Office, clerk: Person) -> None:
    body = {"symbol": "77/UBND-VX", "issuer_code": "H37", "summary": "Một", "issued_on": "2026-03-01"}
    first = office.incoming(clerk, **body)
    again = clerk.post("/incoming-documents", {**body, "symbol": " 077 / UBND-VX", "summary": "Hai"})
    assert refused(again, 409, "duplicate")["existing_id"] == first["id"]
    office.incoming(clerk, **{**body, "issued_on": "2025-03-01"})
    office.incoming(clerk, **{**body, "issuer_code": "H38"})
    office.incoming(office.person("vanthu.qld"), **body)
    second = office.incoming(clerk, **body, confirm_duplicate=True)
    assert second["id"] != first["id"]


@pytest.mark.parametrize("secrecy", ["secret", "top_secret", "mat", 1, True])
def test_of_what_is_secret_nothing_is_kept(office: Office, clerk: Person, secrecy: Any) -> None:
    last = office.incoming(clerk)["arrival_number"]
    data = draft_pdf()
    sha256 = hashlib.sha256(data).hexdigest()
    file_id = clerk.upload(data)
    body = {
        "symbol": symbol(),
        "issuer_name": "Bộ",
        "summary": "Không được lưu",
        "secrecy": secrecy,
        "files": [{"id": file_id, "role": "main"}],
    }
    count = good(clerk.get("/changes/digest"), 200)["count"]
    refused(clerk.post("/incoming-documents", body), 422, "secret_not_allowed")
    refused(clerk.get(f"/files/{file_id}"), 404, "not_found")
    refused(clerk.get(f"/files/{file_id}/original"), 404, "not_found")
    blobs = Path(office.ministry.blobs_url.removeprefix("file://"))
    assert not (blobs / sha256[:2] / sha256[2:]).exists()
    assert good(clerk.get("/changes/digest"), 200)["count"] == count - 1
    rest = {**body, "secrecy": "none", "files": []}
    assert good(clerk.post("/incoming-documents", rest), 201)["arrival_number"] == last + 1


def test_correcting_is_the_clerks_before_completion(office: Office, clerk: Person) -> None:
    document = office.incoming(clerk)
    path = f"/incoming-documents/{document['id']}"
    edited = good(clerk.patch(path, {"summary": "Đã sửa", "due": "2026-12-31"}), 200)
    assert (edited["summary"], edited["due"], edited["symbol"]) == ("Đã sửa", "2026-12-31", document["symbol"])
    refused(office.person("cuctruong.kcb").patch(path, {"summary": "x"}), 403, "forbidden")
    refused(office.person("vanthu.qld").patch(path, {"summary": "x"}), 404, "not_found")
    # The number was given in this book and this year: it cannot wander.
    for bad in (
        {"urgency": "fast"},
        {"due": "mai"},
        {"page_count": -1},
        {"summary": 5},
        {"summary": ""},
        {"book_id": office.book("QLD", "incoming")},
        {"book_id": None},
        {"arrival_date": None},
        {"arrival_date": "2025-05-05"},
        {"secrecy": 5, "summary": []},
    ):
        answer = clerk.patch(path, bad)
        assert answer.status_code == 422, (bad, answer.text)
    assert good(clerk.get(path), 200) == edited
    kept = good(clerk.patch(path, {"status": "completed", "arrival_number": 1, "unit_id": office.unit("QLD")}), 200)
    assert (kept["status"], kept["arrival_number"], kept["unit_id"]) == (
        "registered",
        document["arrival_number"],
        document["unit_id"],
    )
    assign(office, "cuctruong.kcb", document, part(office, "chuyenvien.kcb"))
    good(office.person("chuyenvien.kcb").post(path + "/complete", {"result": "Xong"}), 200)
    refused(clerk.patch(path, {"summary": "x"}), 409, "wrong_state")


def test_directing_in_levels(office: Office, clerk: Person) -> None:
    document = office.incoming(clerk)
    path = f"/incoming-documents/{document['id']}"
    assert not sees(office, "chuyenvien.kcb", document)
    refused(clerk.post(path + "/assign", {"assignments": [part(office, "chuyenvien.kcb")]}), 403, "forbidden")
    document = assign(office, "vanthu.kcb", document, part(office, "cuctruong.kcb"))
    assert document["status"] == "assigned"
    head_part = document["assignments"][0]
    assert (head_part["assignee_id"], head_part["role"]) == (office.id_of("cuctruong.kcb"), "lead")
    document = assign(
        office,
        "cuctruong.kcb",
        document,
        part(office, "truongphong.kcb", due="2026-12-10", note="Chủ trì"),
        unit_part(office, "QLD", "coordinate"),
        part(office, "thutruong2", "inform"),
    )
    assert document["due"] == "2026-12-10"
    for account in ("truongphong.kcb", "vanthu.qld", "cuctruong.qld", "thutruong2"):
        assert sees(office, account, document), account
    assert not sees(office, "chuyenvien.qld", document)
    document = assign(office, "truongphong.kcb", document, part(office, "chuyenvien.kcb"))
    assert head_part["id"] in [one["id"] for one in document["assignments"]]
    # The head directs again: what stood below his own part is replaced, to any depth; his own part stays.
    document = assign(office, "cuctruong.kcb", document, part(office, "chuyenvien.qld"))
    assert {one["assignee_id"] for one in document["assignments"]} == {
        office.id_of("cuctruong.kcb"),
        office.id_of("chuyenvien.qld"),
    }
    for account in ("chuyenvien.kcb", "thutruong2", "vanthu.qld", "truongphong.kcb"):
        assert not sees(office, account, document), account
    assert sees(office, "chuyenvien.qld", document)


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"assignments": []},
        {"assignments": "x"},
        {"assignments": [{}]},
        {"assignments": [{"assignee_kind": "user", "role": "lead"}]},
        {"assignments": [{"assignee_kind": "user", "assignee_id": new_id(), "role": "lead"}]},
        {"assignments": [{"assignee_kind": "person", "assignee_id": "x", "role": "lead"}]},
    ],
)
def test_a_direction_that_is_none(office: Office, clerk: Person, bad: dict[str, Any]) -> None:
    document = office.incoming(clerk)
    head = office.person("cuctruong.kcb")
    refused(head.post(f"/incoming-documents/{document['id']}/assign", bad), 422, "invalid")


def test_exactly_one_lead(office: Office, clerk: Person) -> None:
    document = office.incoming(clerk)
    path = f"/incoming-documents/{document['id']}/assign"
    head = office.person("cuctruong.kcb")
    for parts in (
        [part(office, "chuyenvien.kcb"), part(office, "truongphong.kcb")],
        [part(office, "chuyenvien.kcb", "coordinate")],
        [part(office, "chuyenvien.kcb"), part(office, "chuyenvien.kcb", "inform")],
    ):
        refused(head.post(path, {"assignments": parts}), 422, "invalid")
    refused(office.person("thutruong1").post(path, {"assignments": [part(office, "thutruong1")]}), 404, "not_found")


def test_working_on_it(office: Office, clerk: Person) -> None:
    document = office.incoming(clerk)
    path = f"/incoming-documents/{document['id']}"
    specialist, helper = office.person("chuyenvien.kcb"), office.person("truongphong.kcb")
    assign(
        office,
        "cuctruong.kcb",
        document,
        part(office, "chuyenvien.kcb"),
        part(office, "truongphong.kcb", "coordinate"),
        part(office, "thutruong1", "inform"),
    )
    refused(clerk.post(path + "/start"), 403, "forbidden")
    refused(office.person("thutruong1").post(path + "/start"), 403, "forbidden")
    started = good(specialist.post(path + "/start"), 200)
    assert started["status"] == "processing"
    refused(specialist.post(path + "/start"), 409, "wrong_state")
    half = good(helper.post(path + "/complete", {"result": "Phần phối hợp"}), 200)
    assert half["status"] == "processing"
    refused(helper.post(path + "/complete", {}), 409, "wrong_state")
    for person in (clerk, helper, office.person("thutruong1")):
        good(person.post(path + "/comment", {"text": "Đã đọc"}), 200)
    refused(helper.post(path + "/comment", {"text": " "}), 422, "invalid")
    refused(office.person("chuyenvien.qld").post(path + "/comment", {"text": "x"}), 404, "not_found")
    done = good(specialist.post(path + "/complete", {"result": "Đã có văn bản trả lời"}), 200)
    assert done["status"] == "completed"
    refused(specialist.post(path + "/complete", {}), 409, "wrong_state")
    refused(office.person("cuctruong.kcb").post(path + "/assign", {"assignments": []}), 409, "wrong_state")
    notes = [one["note"] for one in good(clerk.get(f"/events?subject_id={document['id']}"), 200)["items"]]
    assert "Đã có văn bản trả lời" in notes
    assert notes.count("Đã đọc") == 3


def test_the_answer_is_linked_from_both_sides(office: Office, clerk: Person) -> None:
    """Only what the one who links it may see, and only while the document is dealt with or was."""
    document = office.incoming(clerk)
    path = f"/incoming-documents/{document['id']}"
    answer = good(clerk.get("/outgoing-documents?limit=1"), 200)["items"][0]
    assign(office, "cuctruong.kcb", document, part(office, "chuyenvien.kcb"))
    refused(clerk.post(path + "/link-answer", {}), 422, "invalid")
    refused(clerk.post(path + "/link-answer", {"outgoing_document_id": document["id"]}), 404, "not_found")
    refused(
        office.person("truongphong.kcb").post(path + "/link-answer", {"outgoing_document_id": answer["id"]}),
        404,
        "not_found",
    )
    linked = good(clerk.post(path + "/link-answer", {"outgoing_document_id": answer["id"]}), 200)
    assert linked["answered_by"] == [answer["id"]]
    again = good(clerk.post(path + "/link-answer", {"outgoing_document_id": answer["id"]}), 200)
    assert again["answered_by"] == [answer["id"]]
    told = good(clerk.get(f"/outgoing-documents/{answer['id']}"), 200)
    assert told["answers"] == [document["id"]]
    assert told["version"] == answer["version"] + 1


def test_an_arrived_document_is_registered_or_refused(office: Office) -> None:
    clerk = office.person("vanthu.qld")
    arrived = good(clerk.get("/incoming-documents?status=arrived&limit=5000"), 200)["items"]
    assert len(arrived) >= 2
    first, second = arrived[:2]
    assert first["arrival_number"] is None
    assert sees(office, "cuctruong.qld", first)
    assert not sees(office, "vanthu.kcb", first) or first["unit_id"] == office.unit("KCB")
    path = f"/incoming-documents/{first['id']}"
    refused(office.person("cuctruong.qld").post(path + "/register", {}), 403, "forbidden")
    refused(office.person("cuctruong.qld").post(path + "/assign", {"assignments": []}), 409, "wrong_state")
    registered = good(clerk.post(path + "/register", {"due": "2026-12-20"}), 200)
    assert (registered["status"], registered["due"]) == ("registered", "2026-12-20")
    assert registered["arrival_number"] == office.incoming(clerk)["arrival_number"] - 1
    refused(clerk.post(path + "/register", {}), 409, "wrong_state")
    refused(clerk.post(path + "/refuse", {"reason": "x"}), 409, "wrong_state")
    other = f"/incoming-documents/{second['id']}"
    refused(clerk.post(other + "/refuse", {}), 422, "invalid")
    assert good(clerk.post(other + "/refuse", {"reason": "Gửi nhầm đơn vị"}), 200)["status"] == "refused"
    refused(clerk.post(other + "/register", {}), 409, "wrong_state")
    refused(clerk.post(other + "/recall-answer", {"accept": True}), 409, "wrong_state")


def test_files_stay_named_with_the_record(office: Office, clerk: Person) -> None:
    first, second = clerk.upload(draft_pdf()), clerk.upload(draft_pdf())
    document = office.incoming(clerk, file_ids=[first])
    assert good(clerk.get(f"/files/{first}"), 200)["role"] == "main"
    path = f"/incoming-documents/{document['id']}"
    both = good(clerk.patch(path, {"file_ids": [first, second]}), 200)
    assert both["file_ids"] == [first, second]
    assert good(clerk.get(f"/files/{second}"), 200)["role"] == "attachment"
    one = good(clerk.patch(path, {"files": [{"id": second, "role": "main"}]}), 200)
    assert one["file_ids"] == [second]
    refused(clerk.get(f"/files/{first}"), 404, "not_found")
    stolen = clerk.patch(path, {"files": [{"id": office.person("vanthu.qld").upload(draft_pdf()), "role": "main"}]})
    refused(stolen, 422, "invalid")
    taken = clerk.post("/incoming-documents", {"summary": "x", "symbol": symbol(), "files": [{"id": second}]})
    refused(taken, 422, "invalid")
    refused(
        clerk.post("/incoming-documents", {"summary": "x", "symbol": symbol(), "files": [{"id": 5}]}), 422, "invalid"
    )
    unfinished = good(clerk.post("/uploads", announce(draft_pdf())), 201)["id"]
    refused(clerk.patch(path, {"files": [{"id": unfinished, "role": "main"}]}), 422, "invalid")
