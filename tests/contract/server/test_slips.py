"""*Submission slips*: every row of the action table, revisions, the frozen dossier, consultations, taking back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.server.office import Office, draft_pdf, good, refused
from tests.ministry import Person
from tests.unit.pdf.samples import texts
from voffice_desktop.ids import new_id

ROUTE = ("truongphong.kcb", "cuctruong.kcb")
INK = {
    "page": 1,
    "kind": "ink",
    "geometry": {"strokes": [[100, 100, 0.5, 140, 120, 0.7, 180, 90, 0.4]]},
    "style": {"color": "#1d4ed8", "width": 1.6, "opacity": 1.0},
}


@pytest.fixture(scope="module")
def drafter(office: Office) -> Person:
    return office.person("chuyenvien.kcb")


@pytest.fixture
def draft(office: Office, drafter: Person) -> dict[str, Any]:
    return office.slip(drafter, "thutruong1", *ROUTE)


def now(office: Office, slip: dict[str, Any], account: str = "chuyenvien.kcb") -> dict[str, Any]:
    return good(office.person(account).get(f"/slips/{slip['id']}"), 200)


def to_secretary(office: Office, slip: dict[str, Any]) -> dict[str, Any]:
    office.act("chuyenvien.kcb", slip, "submit")
    for account in ROUTE:
        slip = office.act(account, slip, "endorse", comment="Nhất trí")
    assert slip["state"] == "with_secretary"
    return slip


def events(office: Office, slip: dict[str, Any], account: str = "chuyenvien.kcb") -> list[dict[str, Any]]:
    return list(good(office.person(account).get(f"/events?subject_id={slip['id']}&limit=500"), 200)["items"])


def test_a_draft_is_its_drafters_alone(office: Office, draft: dict[str, Any]) -> None:
    assert (draft["state"], draft["revision"], draft["code"] != "") == ("draft", 1, True)
    assert draft["drafter_id"] == office.id_of("chuyenvien.kcb")
    assert [step["position"] for step in draft["route"]] == [1, 2]
    assert {step["role"] for step in draft["route"]} == {"reviewer"}
    for account in (*ROUTE, "thutruong1", "thuky.tt1", "vanthu.kcb", "admin"):
        person = office.person(account)
        refused(person.get(f"/slips/{draft['id']}"), 404, "not_found")
        refused(person.post(f"/slips/{draft['id']}/comment", {"text": "x"}), 404, "not_found")
        refused(person.patch(f"/slips/{draft['id']}", {"title": "x"}), 404, "not_found")
        refused(person.get(f"/files/{draft['file_ids'][0]}"), 404, "not_found")
        refused(person.get(f"/files/{draft['file_ids'][0]}/reading-copy"), 404, "not_found")
    refused(office.person("chuyenvien.kcb").post(f"/slips/{draft['id']}/comment", {"text": "x"}), 409, "wrong_state")


def test_the_whole_way_to_approval(office: Office, draft: dict[str, Any]) -> None:
    slip = office.act("chuyenvien.kcb", draft, "submit")
    assert (slip["state"], slip["revision"]) == ("in_review", 1)
    refused(office.person("thuky.tt1").get(f"/slips/{slip['id']}"), 404, "not_found")
    refused(office.person(ROUTE[1]).post(f"/slips/{slip['id']}/endorse", {}), 403, "forbidden")
    refused(office.person("thutruong1").post(f"/slips/{slip['id']}/approve", {"revision": 1}), 409, "wrong_state")
    slip = office.act(ROUTE[0], slip, "endorse", comment="Đồng ý trình")
    assert [step["state"] for step in slip["route"]] == ["endorsed", "pending"]
    assert slip["state"] == "in_review"
    refused(office.person(ROUTE[0]).post(f"/slips/{slip['id']}/endorse", {}), 403, "forbidden")
    slip = office.act(ROUTE[1], slip, "endorse")
    assert slip["state"] == "with_secretary"
    refused(office.person("thuky.tt2").get(f"/slips/{slip['id']}"), 404, "not_found")
    secretary = office.person("thuky.tt1")
    refused(secretary.post(f"/slips/{slip['id']}/forward", {}), 409, "wrong_state")
    received = office.act("thuky.tt1", slip, "receive")
    assert received["received_by"] == office.id_of("thuky.tt1")
    assert received["received_at"]
    assert office.act("thuky.tt1", slip, "receive") == received
    refused(secretary.post(f"/slips/{slip['id']}/approve", {"revision": 1}), 403, "forbidden")
    slip = office.act("thuky.tt1", slip, "forward", comment="Kính chuyển")
    assert slip["state"] == "with_leader"
    slip = office.act("thutruong1", slip, "to-secretary", comment="Làm rõ thêm")
    assert slip["state"] == "with_secretary"
    slip = office.act("thuky.tt1", slip, "forward")
    leader = office.person("thutruong1")
    for wrong in (0, 2):
        refused(leader.post(f"/slips/{slip['id']}/approve", {"revision": wrong}), 409, "revision_changed")
    for bad in ({}, {"revision": "1"}, {"revision": None}, {"revision": True}):
        refused(leader.post(f"/slips/{slip['id']}/approve", bad), 422, "invalid")
    slip = office.act("thutruong1", slip, "approve", revision=1, comment="Đồng ý ban hành")
    assert slip["state"] == "approved"
    document = good(leader.get(f"/outgoing-documents/{slip['outgoing_document_id']}"), 200)
    assert (document["status"], document["slip_id"], document["number"]) == ("approved", slip["id"], None)
    assert document["unit_id"] == office.unit("KCB")
    assert document["summary"] == slip["title"]
    assert document["signer_id"] == office.id_of("thutruong1")
    files = [good(leader.get(f"/files/{one}"), 200) for one in document["file_ids"]]
    assert [file["role"] for file in files] == ["main"]
    notes = [event["note"] for event in events(office, slip)]
    for said in ("Đồng ý trình", "Kính chuyển", "Làm rõ thêm", "Đồng ý ban hành"):
        assert said in notes
    for account in ("chuyenvien.kcb", *ROUTE, "thuky.tt1", "vanthu.kcb"):
        assert office.person(account).get(f"/outgoing-documents/{document['id']}").status_code == 200
    refused(office.person("vanthu.qld").get(f"/outgoing-documents/{document['id']}"), 404, "not_found")
    for action in ("cancel", "submit", "withdraw"):
        refused(office.person("chuyenvien.kcb").post(f"/slips/{slip['id']}/{action}", {}), 409, "wrong_state")
    refused(office.person("chuyenvien.kcb").patch(f"/slips/{slip['id']}", {"title": "x"}), 409, "wrong_state")
    good(office.person(ROUTE[0]).post(f"/slips/{slip['id']}/comment", {"text": "Đã rõ"}), 200)


def test_a_route_without_reviewers_and_a_leader_without_secretary(office: Office, drafter: Person) -> None:
    straight = office.act(drafter, office.slip(drafter, "thutruong1"), "submit")
    assert straight["state"] == "with_secretary"
    head = office.act(drafter, office.slip(drafter, "cuctruong.kcb"), "submit")
    assert head["state"] == "with_leader"
    refused(office.person("cuctruong.kcb").post(f"/slips/{head['id']}/to-secretary", {}), 409, "wrong_state")
    one = office.slip(drafter, "cuctruong.kcb", "truongphong.kcb")
    office.act(drafter, one, "submit")
    assert office.act("truongphong.kcb", one, "endorse")["state"] == "with_leader"


def test_the_leader_may_decide_before_the_secretary_forwards(office: Office, draft: dict[str, Any]) -> None:
    slip = to_secretary(office, draft)
    assert office.act("thutruong1", slip, "approve", revision=1)["state"] == "approved"


@pytest.mark.parametrize("who", ["reviewer", "secretary", "leader"])
def test_a_returned_slip_keeps_everything(office: Office, drafter: Person, draft: dict[str, Any], who: str) -> None:
    slip = office.act(drafter, draft, "submit")
    account = "truongphong.kcb"
    if who != "reviewer":
        for one in ROUTE:
            office.act(one, slip, "endorse", comment=f"Ý kiến của {one}")
        account = "thuky.tt1" if who == "secretary" else "thutruong1"
    person = office.person(account)
    sheet = now(office, slip)["file_ids"][0]
    ink = good(person.post(f"/files/{sheet}/annotations", {"add": [INK]}), 200)["added"][0]
    for empty in ({}, {"comment": ""}, {"comment": "   "}, {"comment": None}, {"comment": 5}):
        refused(person.post(f"/slips/{slip['id']}/return", empty), 422, "invalid")
    if who == "secretary":
        refused(office.person("thuky.tt2").post(f"/slips/{slip['id']}/return", {"comment": "x"}), 404, "not_found")
    back = office.act(account, slip, "return", comment="Bổ sung căn cứ")
    assert back["state"] == "returned"
    assert (back["returned"]["by"], back["returned"]["comment"]) == (office.id_of(account), "Bổ sung căn cứ")
    for name in ("title", "content", "proposal", "leader_id"):
        assert back[name] == draft[name]
    assert [step["user_id"] for step in back["route"]] == [step["user_id"] for step in draft["route"]]
    assert set(draft["file_ids"]) <= set(back["file_ids"])
    edited = good(drafter.patch(f"/slips/{slip['id']}", {"content": "Đã bổ sung căn cứ"}), 200)
    assert (edited["state"], edited["title"], edited["content"]) == ("returned", draft["title"], "Đã bổ sung căn cứ")
    again = office.act(drafter, slip, "submit")
    assert (again["state"], again["revision"], again["returned"]) == ("in_review", 2, None)
    assert {step["state"] for step in again["route"]} == {"pending"}
    first = good(drafter.get(f"/slips/{slip['id']}/revisions/1"), 200)
    assert first["slip"]["content"] == draft["content"]
    assert ink["id"] in [mark["id"] for mark in first["annotations"]]
    second = good(drafter.get(f"/slips/{slip['id']}/revisions/2"), 200)
    assert second["slip"]["content"] == "Đã bổ sung căn cứ"
    assert ink["id"] not in [mark["id"] for mark in second["annotations"]]
    for n in ("0", "3", "x", "-1", "9" * 30):
        refused(drafter.get(f"/slips/{slip['id']}/revisions/{n}"), 404, "not_found")


def test_each_submission_freezes_its_dossier(office: Office, drafter: Person, draft: dict[str, Any]) -> None:
    slip = office.act(drafter, draft, "submit")
    frozen = good(drafter.get(f"/slips/{slip['id']}/revisions/1"), 200)
    roles = {file["role"]: file for file in frozen["files"]}
    assert set(roles) == {"slip", "draft"}
    for file in frozen["files"]:
        assert len(file["sha256"]) == 64
        assert file["revision"] == 1
    copy = drafter.get(f"/files/{roles['slip']['id']}/reading-copy")
    assert copy.status_code == 200
    shown = " ".join(texts(copy.content)[0].split())
    for word in ("PHIẾU TRÌNH", draft["title"], draft["proposal"]):
        assert word in shown, shown
    office.act("truongphong.kcb", slip, "return", comment="Thay dự thảo")
    fresh = drafter.upload(draft_pdf("Dự thảo mới"))
    files = [{"id": fresh, "role": "draft"}]
    edited = good(drafter.patch(f"/slips/{slip['id']}", {"files": files}), 200)
    assert fresh in edited["file_ids"]
    slip = office.act(drafter, slip, "submit")
    second = good(drafter.get(f"/slips/{slip['id']}/revisions/2"), 200)
    assert {file["role"] for file in second["files"]} == {"slip", "draft"}
    assert fresh in {file["id"] for file in second["files"]}
    again = good(drafter.get(f"/slips/{slip['id']}/revisions/1"), 200)
    assert again == frozen
    for account in ("chuyenvien.kcb", "truongphong.kcb"):
        old = office.person(account).get(f"/files/{roles['draft']['id']}/reading-copy")
        assert old.status_code == 200, old.text
    assert roles["slip"]["id"] not in slip["file_ids"]


def test_withdrawing_and_its_moments(office: Office, drafter: Person) -> None:
    for leader, route in (("thutruong1", ROUTE), ("thutruong1", ())):
        slip = office.act(drafter, office.slip(drafter, leader, *route), "submit")
        back = office.act(drafter, slip, "withdraw")
        assert (back["state"], back["revision"]) == ("draft", 1)
        refused(office.person("truongphong.kcb").get(f"/slips/{slip['id']}"), 404, "not_found")
        refused(office.person("thuky.tt1").get(f"/slips/{slip['id']}"), 404, "not_found")
        refused(drafter.post(f"/slips/{slip['id']}/withdraw"), 409, "wrong_state")
        assert office.act(drafter, slip, "submit")["revision"] == 1
    acted = office.act(drafter, office.slip(drafter, "thutruong1", *ROUTE), "submit")
    office.act(ROUTE[0], acted, "endorse")
    refused(drafter.post(f"/slips/{acted['id']}/withdraw"), 409, "wrong_state")
    held = office.act(drafter, office.slip(drafter, "thutruong1"), "submit")
    office.act("thuky.tt1", held, "receive")
    refused(drafter.post(f"/slips/{held['id']}/withdraw"), 409, "wrong_state")
    refused(office.person("thuky.tt1").post(f"/slips/{held['id']}/withdraw"), 403, "forbidden")


def test_cancelling_and_its_moments(office: Office, drafter: Person, draft: dict[str, Any]) -> None:
    slip = to_secretary(office, draft)
    refused(office.person(ROUTE[0]).post(f"/slips/{slip['id']}/cancel", {"reason": "x"}), 403, "forbidden")
    office.act("thuky.tt1", slip, "receive")
    assert office.act(drafter, slip, "cancel", reason="Không còn cần")["state"] == "cancelled"
    assert "Không còn cần" in [event["note"] for event in events(office, slip)]
    other = office.act(drafter, office.slip(drafter, "cuctruong.kcb"), "submit")
    refused(drafter.post(f"/slips/{other['id']}/cancel", {"reason": "x"}), 409, "wrong_state")


def test_taking_back_one_step(office: Office, drafter: Person, draft: dict[str, Any]) -> None:
    slip = office.act(drafter, draft, "submit")
    office.act(ROUTE[0], slip, "endorse")
    refused(office.person(ROUTE[1]).post(f"/slips/{slip['id']}/take-back"), 403, "forbidden")
    refused(drafter.post(f"/slips/{slip['id']}/take-back"), 409, "wrong_state")
    back = office.act(ROUTE[0], slip, "take-back")
    assert [step["state"] for step in back["route"]] == ["pending", "pending"]
    for account in ROUTE:
        office.act(account, slip, "endorse")
    now(office, slip, "thuky.tt1")
    office.act(ROUTE[1], slip, "take-back")
    refused(office.person("thuky.tt1").get(f"/slips/{slip['id']}"), 404, "not_found")
    office.act(ROUTE[1], slip, "endorse")
    office.act("thuky.tt1", slip, "receive")
    refused(office.person(ROUTE[1]).post(f"/slips/{slip['id']}/take-back"), 409, "wrong_state")
    office.act("thuky.tt1", slip, "forward")
    assert office.act("thuky.tt1", slip, "take-back")["state"] == "with_secretary"
    office.act("thuky.tt1", slip, "return", comment="Sửa")
    assert office.act("thuky.tt1", slip, "take-back")["state"] == "with_secretary"
    office.act("thuky.tt1", slip, "forward")
    office.act("thutruong1", slip, "return", comment="Sửa")
    good(drafter.patch(f"/slips/{slip['id']}", {"content": "Đang sửa"}), 200)
    refused(office.person("thutruong1").post(f"/slips/{slip['id']}/take-back"), 409, "wrong_state")


def test_a_consultation_beside_the_route(office: Office, drafter: Person, draft: dict[str, Any]) -> None:
    slip = office.act(drafter, draft, "submit")
    asked = office.id_of("chuyenvien.qld")
    question = {"user_id": asked, "question": "Quản lý dược có ý kiến gì?", "due": "2026-12-31"}
    refused(drafter.post(f"/slips/{slip['id']}/consult", question), 403, "forbidden")
    refused(office.person("chuyenvien.qld").get(f"/slips/{slip['id']}"), 404, "not_found")
    for bad in ({"user_id": new_id(), "question": "x"}, {"user_id": asked}, {"question": "x"}):
        refused(office.person(ROUTE[0]).post(f"/slips/{slip['id']}/consult", bad), 422, "invalid")
    slip = office.act(ROUTE[0], slip, "consult", **question)
    (line,) = slip["consultations"]
    assert (line["user_id"], line["question"], line["answer"]) == (asked, question["question"], None)
    assert slip["state"] == "in_review"
    answer = {"consultation_id": line["id"], "text": "Nhất trí"}
    refused(office.person(ROUTE[0]).post(f"/slips/{slip['id']}/answer", answer), 403, "forbidden")
    office.act(ROUTE[0], slip, "endorse")
    slip = office.act("chuyenvien.qld", slip, "answer", **answer)
    assert slip["consultations"][0]["answer"] == "Nhất trí"
    refused(office.person("chuyenvien.qld").post(f"/slips/{slip['id']}/answer", answer), 409, "wrong_state")
    refused(office.person("chuyenvien.qld").post(f"/slips/{slip['id']}/endorse", {}), 403, "forbidden")


def test_what_a_slip_needs_before_it_goes(office: Office, drafter: Person) -> None:
    bare = good(drafter.post("/slips", {"title": "Thiếu", "leader_id": office.id_of("thutruong1")}), 201)
    refused(drafter.post(f"/slips/{bare['id']}/submit"), 422, "invalid")
    two = [{"id": drafter.upload(draft_pdf()), "role": "draft"} for _ in range(2)]
    good(drafter.patch(f"/slips/{bare['id']}", {"files": two}), 200)
    refused(drafter.post(f"/slips/{bare['id']}/submit"), 422, "invalid")
    good(drafter.patch(f"/slips/{bare['id']}", {"files": two[:1]}), 200)
    assert office.act(drafter, bare, "submit")["state"] == "with_secretary"
    nobody = good(drafter.post("/slips", {"title": "Không ai", "files": [{"id": drafter.upload(draft_pdf())}]}), 201)
    refused(drafter.post(f"/slips/{nobody['id']}/submit"), 422, "invalid")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"route": [{"position": 1, "user_id": new_id()}]}, "route"),
        ({"route": [{"position": 1}]}, "route"),
        ({"route": "truongphong.kcb"}, "route"),
        ({"recipient_ids": [new_id()]}, "recipient_ids"),
        ({"issuing_unit_id": new_id()}, "issuing_unit_id"),
        ({"leader_id": new_id()}, "leader_id"),
        ({"title": "x" * 501}, "title"),
        ({"urgency": "hoả tốc"}, "urgency"),
        ({"due": "31/12/2026"}, "due"),
        ({"files": [{"id": new_id(), "role": "draft"}]}, "files"),
    ],
)
def test_a_field_that_cannot_stand_is_named(
    office: Office, drafter: Person, draft: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    problem = refused(drafter.patch(f"/slips/{draft['id']}", change), 422, "invalid")
    assert problem["errors"][0]["field"] == field
    assert now(office, draft) == draft
    made = drafter.post("/slips", {"title": "Mới", **change})
    assert refused(made, 422, "invalid")["errors"][0]["field"] == field


def test_only_open_slips_are_edited_and_only_by_their_drafter(office: Office, draft: dict[str, Any]) -> None:
    slip = office.act("chuyenvien.kcb", draft, "submit")
    refused(office.person("truongphong.kcb").patch(f"/slips/{slip['id']}", {"title": "x"}), 403, "forbidden")
    refused(office.person("chuyenvien.kcb").patch(f"/slips/{slip['id']}", {"title": "x"}), 409, "wrong_state")
    refused(office.person("chuyenvien.kcb").post(f"/slips/{slip['id']}/submit"), 409, "wrong_state")


def test_fields_that_are_not_the_drafters_stay(office: Office, drafter: Person, draft: dict[str, Any]) -> None:
    sly = {
        "state": "approved",
        "revision": 7,
        "drafter_id": office.id_of("thutruong1"),
        "unit_id": office.unit("QLD"),
        "received_by": office.id_of("thuky.tt1"),
        "outgoing_document_id": new_id(),
        "version": 90,
    }
    answer = drafter.patch(f"/slips/{draft['id']}", {**sly, "content": "Thật"})
    after = now(office, draft)
    assert {name: after[name] for name in sly if name != "version"} == {
        name: draft[name] for name in sly if name != "version"
    }
    assert answer.status_code in (200, 422)


def test_copied_on_approval(office: Office, drafter: Person) -> None:
    recipients = [office.recipient("QLD"), office.recipient("BYT")]
    attachment = {"id": drafter.upload(draft_pdf("Kèm theo")), "role": "attachment"}
    main = {"id": drafter.upload(draft_pdf()), "role": "draft"}
    slip = office.slip(
        drafter,
        "cuctruong.kcb",
        type_code="QĐ",
        recipient_ids=recipients,
        files=[attachment, main],
        urgency="urgent",
        issuing_unit_id=office.unit("KCB"),
    )
    slip = office.act(drafter, slip, "submit")
    slip = office.act("cuctruong.kcb", slip, "approve", revision=1)
    document = good(office.person("vanthu.kcb").get(f"/outgoing-documents/{slip['outgoing_document_id']}"), 200)
    assert document["type_code"] == "QĐ"
    assert document["urgency"] == "urgent"
    assert [one["recipient_id"] for one in document["recipients"]] == recipients
    assert all(one["name"] for one in document["recipients"])
    roles = {good(drafter.get(f"/files/{one}"), 200)["role"] for one in document["file_ids"]}
    assert roles == {"main", "attachment"}


def test_the_secretary_lays_the_desk_in_order(office: Office, draft: dict[str, Any]) -> None:
    slip = to_secretary(office, draft)
    before = len(events(office, slip))
    path = f"/slips/{slip['id']}/arrange"
    laid = good(office.person("thuky.tt1").post(path, {"order": 3, "group": "Họp giao ban", "today": True}), 200)
    assert {name: laid["arranged"][name] for name in ("order", "group", "today")} == {
        "order": 3,
        "group": "Họp giao ban",
        "today": True,
    }
    seen = now(office, slip, "thutruong1")
    assert seen["arranged"] == laid["arranged"]
    assert (seen["state"], seen["last_action"]) == ("with_secretary", "endorse")
    # Named parts alone change; laying papers in order is no step of the slip's life.
    again = good(office.person("thutruong1").post(path, {"order": 0}), 200)
    assert (again["arranged"]["order"], again["arranged"]["group"]) == (0, "Họp giao ban")
    assert len(events(office, slip)) == before
    for account in ("chuyenvien.kcb", *ROUTE):
        refused(office.person(account).post(path, {"order": 1}), 403, "forbidden")
    refused(office.person("thuky.tt2").post(path, {"order": 1}), 404, "not_found")
    refused(office.person("thuky.tt1").post(path, {"order": -1}), 422, "invalid")
    returned = office.act("thuky.tt1", slip, "return", comment="Bổ sung")
    refused(office.person("thuky.tt1").post(path, {"order": 1}), 409, "wrong_state")
    assert office.act("chuyenvien.kcb", returned, "submit")["arranged"] is None
