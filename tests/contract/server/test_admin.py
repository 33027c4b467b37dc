"""*Audit and administration*, and the collections: who may, what stands, what is listed and filtered."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.contract.server import signers
from tests.contract.server.office import NEW_PASSWORD, Office, good, refused
from tests.ministry import PASSWORD
from voffice_desktop.ids import new_id


def test_only_admins_administer(office: Office) -> None:
    person = office.person("cuctruong.kcb")
    user, unit, book = office.id_of("chuyenvien.kcb"), office.unit("KCB"), office.book("KCB", "incoming")
    recipient = office.recipient("QLD")
    for path in ("/users", "/units", "/books", "/recipients", "/certificates", "/users/import", "/units/import"):
        refused(person.post(path, {}), 403, "forbidden")
    for path in (f"/users/{user}", f"/units/{unit}", f"/books/{book}", f"/recipients/{recipient}"):
        refused(person.patch(path, {"name": "x"}), 403, "forbidden")
    for path in ("/audit", "/audit/verify", "/certificates", f"/devices?user_id={user}"):
        refused(person.get(path), 403, "forbidden")


def test_a_person_is_made_changed_and_closed(office: Office) -> None:
    admin, account = office.person("admin"), f"moi.{new_id()[-8:]}"
    body = {
        "account": account.upper(),
        "full_name": "Người Thị Mẫu",
        "title": "Chuyên viên",
        "unit_id": office.unit("KCB"),
        "roles": ["specialist"],
        "password": NEW_PASSWORD,
    }
    user = good(admin.post("/users", body), 201)
    assert (user["account"], user["roles"], user["disabled"]) == (account, ["specialist"], False)
    assert "password" not in user
    refused(admin.post("/users", body), 409, "account_taken")
    for change in (
        {"roles": ["king"]},
        {"unit_id": new_id()},
        {"secretary_of": [new_id()]},
        {"password": "ngan"},
        {"full_name": ""},
        {"account": ""},
        {"account": "a b"},
        {"roles": "clerk"},
        {"disabled": "yes"},
    ):
        refused(admin.post("/users", {**body, "account": f"x{new_id()[-6:]}", **change}), 422, "invalid")
    person = office.ministry.sign_in(account, NEW_PASSWORD)
    path = f"/users/{user['id']}"
    changed = {"roles": ["secretary"], "secretary_of": [office.id_of("thutruong2")], "unit_id": office.unit("VPB")}
    after = good(admin.patch(path, changed), 200)
    assert {name: after[name] for name in changed} == changed
    assert after["version"] == 2
    assert good(person.get("/me"), 200)["user"]["roles"] == ["secretary"]
    slips = good(person.get("/slips?limit=5000"), 200)["items"]
    assert slips
    assert {slip["leader_id"] for slip in slips} == {office.id_of("thutruong2")}
    refused(admin.patch(path, {"roles": ["king"]}), 422, "invalid")
    refused(admin.patch(f"/users/{new_id()}", {}), 404, "not_found")
    refused(admin.patch(path, {"title": "x"}, headers={"If-Match": '"1"'}), 412, "version_conflict")
    good(admin.patch(path, {"disabled": True}), 200)
    refused(person.get("/me"), 401, "not_signed_in")
    assert good(admin.patch(path, {"disabled": False}), 200)["disabled"] is False
    refused(person.get("/me"), 401, "not_signed_in")
    office.ministry.sign_in(account, NEW_PASSWORD)


def test_units_books_and_recipients(office: Office) -> None:
    admin, code = office.person("admin"), f"U{new_id()[-6:]}".upper()
    unit = good(admin.post("/units", {"code": code, "name": "Vụ Mẫu", "parent_id": office.unit("BYT")}), 201)
    refused(admin.post("/units", {"code": code, "name": "Trùng mã"}), 422, "invalid")
    refused(admin.post("/units", {"code": "Y" + code, "name": "x", "parent_id": new_id()}), 422, "invalid")
    refused(admin.post("/units", {"name": "x"}), 422, "invalid")
    refused(admin.patch(f"/units/{unit['id']}", {"parent_id": unit["id"]}), 422, "invalid")
    refused(admin.patch(f"/units/{unit['id']}", {"code": "KCB"}), 422, "invalid")
    assert good(admin.patch(f"/units/{unit['id']}", {"settings": {"place": "Huế"}}), 200)["settings"] == {
        "place": "Huế"
    }
    book = good(admin.post("/books", {"unit_id": unit["id"], "direction": "incoming", "name": "Sổ đến"}), 201)
    refused(admin.post("/books", {"unit_id": new_id(), "direction": "incoming", "name": "x"}), 422, "invalid")
    refused(admin.post("/books", {"unit_id": unit["id"], "direction": "up", "name": "x"}), 422, "invalid")
    assert good(admin.patch(f"/books/{book['id']}", {"name": "Sổ đến 2"}), 200)["name"] == "Sổ đến 2"
    body = {"name": "Cơ quan Mẫu", "code": "Z99.99", "group": "other", "unit_id": unit["id"]}
    recipient = good(admin.post("/recipients", body), 201)
    assert {name: recipient[name] for name in body} == body
    assert good(admin.patch(f"/recipients/{recipient['id']}", {"unit_id": None}), 200)["unit_id"] is None
    groups = good(admin.get("/recipients"), 200)["groups"]
    assert recipient["id"] in [one["id"] for one in groups[-1]["items"]]


def test_certificates(office: Office) -> None:
    admin, unit = office.person("admin"), office.unit("VPB")
    lines = good(admin.get("/certificates"), 200)["items"]
    assert len(lines) >= 9
    assert {"id", "sha256", "subject", "unit_id", "user_id", "active", "not_after"} <= set(lines[0])
    known = signers.key(office, "KCB").certificate_der
    text = base64.b64encode(known).decode()
    refused(admin.post("/certificates", {"certificate": text, "unit_id": unit}), 409, "id_taken")
    stranger = base64.b64encode(signers.key(office, "stranger").certificate_der).decode()
    for bad in (
        {},
        {"certificate": "???", "unit_id": unit},
        {"certificate": stranger},
        {"certificate": stranger, "unit_id": new_id()},
        {"certificate": stranger, "unit_id": unit, "user_id": office.id_of("thutruong1")},
    ):
        refused(admin.post("/certificates", bad), 422, "invalid")
    line = good(admin.post("/certificates", {"certificate": stranger, "unit_id": unit}), 201)
    assert (line["unit_id"], line["active"]) == (unit, True)
    assert good(admin.patch(f"/certificates/{line['id']}", {"active": False}), 200)["active"] is False
    refused(admin.patch(f"/certificates/{new_id()}", {"active": False}), 404, "not_found")


def test_a_csv_says_first_what_it_would_do(office: Office) -> None:
    admin, tail = office.person("admin"), new_id()[-6:]
    units = f"code,name,parent\nA{tail},Vụ A,BYT\nB{tail},Phòng B,A{tail}\n"
    would = good(admin.post("/units/import", {"csv": units}), 200)
    assert (would["created"], would["applied"]) == ([f"A{tail}", f"B{tail}"], False)
    assert not good(admin.get(f"/units?code=A{tail}"), 200)["items"]
    done = good(admin.post("/units/import", {"csv": units, "apply": True}), 200)
    assert done["applied"] is True
    (unit,) = good(admin.get(f"/units?code=B{tail}"), 200)["items"]
    people = (
        "account,full_name,unit,roles,secretary_of,password\n"
        f"a.{tail},Người Văn Mẫu,A{tail},clerk;specialist,,{NEW_PASSWORD}\n"
        f"b.{tail},Người Thị Mẫu,B{tail},secretary,thutruong1,{NEW_PASSWORD}\n"
    )
    good(admin.post("/users/import", {"csv": people, "apply": True}), 200)
    (user,) = good(admin.get(f"/users?account=b.{tail}"), 200)["items"]
    assert (user["unit_id"], user["secretary_of"]) == (unit["id"], [office.id_of("thutruong1")])
    office.ministry.sign_in(f"a.{tail}", NEW_PASSWORD)
    bad = f"account,full_name,unit,password\nc.{tail},Tốt,BYT,{NEW_PASSWORD}\nd.{tail},Hỏng,KHONG-CO,{NEW_PASSWORD}\n"
    report = good(admin.post("/users/import", {"csv": bad, "apply": True}), 200)
    assert report["applied"] is False
    assert [(line["line"], line["field"]) for line in report["errors"]] == [(3, "unit")]
    assert not good(admin.get(f"/users?account=c.{tail}"), 200)["items"]
    for body in ({}, {"csv": 5}, {"csv": "nonsense"}, {"csv": "account,what\n1,2"}, {"csv": 'a,"b\nc'}):
        refused(admin.post("/users/import", body), 422, "invalid")


COLLECTIONS = (
    "incoming-documents",
    "outgoing-documents",
    "slips",
    "tasks",
    "files",
    "units",
    "users",
    "books",
    "events",
)


@pytest.mark.parametrize("word", COLLECTIONS)
def test_every_collection_is_paged_filtered_and_read_one_by_one(office: Office, word: str) -> None:
    person = office.person("vanthu.kcb") if word not in ("slips", "tasks") else office.person("cuctruong.kcb")
    page = good(person.get(f"/{word}?limit=2"), 200)
    assert len(page["items"]) == 2
    assert page["cursor"]
    following = good(person.get(f"/{word}", params={"limit": 2, "cursor": page["cursor"]}), 200)
    assert not {one["id"] for one in page["items"]} & {one["id"] for one in following["items"]}
    for one in page["items"]:
        alone = person.get(f"/{word}/{one['id']}")
        assert good(alone, 200) == one
        assert alone.headers["ETag"] == f'"{one["version"]}"'
        for name, value in one.items():
            if not isinstance(value, str | int | bool) or value == "":
                continue
            text = str(value).lower() if isinstance(value, bool) else str(value)
            found = good(person.get(f"/{word}", params={name: text, "limit": 5000}), 200)["items"]
            assert one["id"] in [item["id"] for item in found], (name, value)
            assert all(item[name] == value for item in found), name
    refused(person.get(f"/{word}?nichts=1"), 422, "invalid")
    refused(person.get(f"/{word}/{new_id()}"), 404, "not_found")


def test_filters_of_several_fields_meet(office: Office) -> None:
    clerk = office.person("vanthu.kcb")
    all_of_them = good(clerk.get("/incoming-documents?limit=5000"), 200)["items"]
    urgent = [one["id"] for one in all_of_them if one["urgency"] == "urgent" and one["status"] == "registered"]
    found = good(clerk.get("/incoming-documents?urgency=urgent&status=registered&limit=5000"), 200)["items"]
    assert [one["id"] for one in found] == urgent
    assert good(clerk.get("/incoming-documents?symbol=khong-co"), 200) == {"items": [], "cursor": None}
    refused(clerk.get("/incoming-documents?arrival_number=x"), 422, "invalid")
    clerks = good(clerk.get("/users?roles=clerk"), 200)["items"]
    assert clerks
    assert all("clerk" in one["roles"] for one in clerks)


def test_the_audit_log_tells_of_everything(office: Office) -> None:
    admin = office.person("admin")
    person = office.new_person("KCB", "clerk")
    document = office.incoming(person)
    refused(person.post(f"/incoming-documents/{document['id']}/refuse", {"reason": "x"}), 409, "wrong_state")
    office.anonymous(
        "POST",
        "/sessions",
        json={"account": person.account, "password": PASSWORD + "x", "device": {"id": "d", "name": ""}},
    )
    rows = good(admin.get(f"/audit?actor_id={person.user['id']}&limit=5000"), 200)["items"]
    told = [(row["action"], row["outcome"]) for row in rows]
    assert told == [("session.open", "ok"), ("incoming.register", "ok"), ("incoming.refuse", "wrong_state")]
    expected: set[str] = {"seq", "at", "actor_id", "session_id", "action", "subject_kind", "subject_id"}
    assert expected | {"file_id", "copy_id", "outcome", "note", "hash"} == set(rows[0])
    assert rows[1]["subject_id"] == document["id"]
    failed = good(admin.get("/audit?outcome=bad_credentials&limit=5000"), 200)["items"]
    assert person.account in [row["note"] for row in failed]
    page: dict[str, Any] = good(admin.get("/audit?limit=3"), 200)
    assert [row["seq"] for row in page["items"]] == [1, 2, 3]
    following = good(admin.get("/audit", params={"limit": 3, "cursor": page["cursor"]}), 200)["items"]
    assert [row["seq"] for row in following] == [4, 5, 6]
    seen = good(admin.get("/audit?subject_id=" + document["id"]), 200)["items"]
    assert len(seen) == 2
    verdict = good(admin.get("/audit/verify"), 200)
    assert verdict["ok"] is True
    assert verdict["findings"] == []
    assert verdict["rows"] >= 6
