"""Ủy quyền on the server, on both databases: who sees and acts while a delegation lasts, who no longer does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pymupdf
import pytest
from sqlalchemy import create_engine, text

from tests.ministry import Ministry, Person
from tests.unit.pdf.samples import written
from voffice_desktop import ids
from voffice_desktop.clock import utc_now


def stamp(**span: float) -> str:
    """The present moved by a span, as the wire carries it."""
    return (utc_now() + timedelta(**span)).strftime("%Y-%m-%dT%H:%M:%SZ")


def good(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def refused(answer: Any, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


@dataclass
class Desk:
    """A ministry with a leader who goes away and a deputy who stays."""

    office: Ministry
    leader: Person
    deputy: Person
    drafter: Person
    database_url: str

    def slip(self, drafter: Person | None = None) -> dict[str, Any]:
        """A slip that waits for the leader (no reviewer; the leader's secretary has it first)."""
        drafter = drafter or self.drafter
        data = written("Dự thảo công văn")
        facts = {"name": "a.pdf", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        upload = good(drafter.post("/uploads", facts | {"media_type": "application/pdf"}), 201)
        headers = {"Upload-Offset": "0", "Content-Type": "application/octet-stream"}
        assert drafter.ask("PATCH", f"/uploads/{upload['id']}", data=data, headers=headers).status_code == 200
        files = [{"id": upload["id"], "role": "draft"}]
        body = {"title": "Trình ký công văn", "leader_id": self.leader.user["id"], "files": files}
        made = good(drafter.post("/slips", body), 201)
        return good(drafter.post(f"/slips/{made['id']}/submit"))

    def hand_over(self, person: Person | None = None, **more: Any) -> dict[str, Any]:
        """The leader (or ``person`` for the leader) hands the desk to the deputy, from a minute ago."""
        body = {
            "substitute_id": self.deputy.user["id"],
            "principal_id": self.leader.user["id"],
            "since": stamp(minutes=-1),
            "until": stamp(days=1),
        } | more
        return good((person or self.leader).post("/delegations", body), 201)

    def wind(self, delegation: dict[str, Any], **times: str) -> None:
        """Move a delegation's stored times: the clock of a test cannot wait for a week."""
        engine = create_engine(self.database_url)
        with engine.begin() as connection:
            where = {"id": self.deputy.user["id"]}
            data = connection.execute(text("SELECT data FROM records WHERE id = :id"), where).scalar_one()
            for name, moment in times.items():
                data = data.replace(f'"{name}":"{delegation[name]}"', f'"{name}":"{moment}"')
                delegation = delegation | {name: moment}
            connection.execute(text("UPDATE records SET data = :data WHERE id = :id"), where | {"data": data})
        engine.dispose()

    def sees(self, slip: dict[str, Any]) -> bool:
        return self.deputy.get(f"/slips/{slip['id']}").status_code == 200

    def told(self, cursor: str | None) -> tuple[dict[str, dict[str, Any]], str]:
        """What the deputy's feed says after a cursor."""
        return self.deputy.all_changes(cursor)


@pytest.fixture
def desk(office: Ministry) -> Desk:
    people = [office.person(name) for name in ("thutruong1", "thutruong2", "chuyenvien.kcb")]
    return Desk(office, *people, office.database_url)


def test_the_substitute_has_the_desk_for_the_time_and_no_longer(desk: Desk) -> None:
    slip = desk.slip()
    _, cursor = desk.told(None)
    assert not desk.sees(slip)
    refused(desk.deputy.post(f"/slips/{slip['id']}/approve", {"revision": 1}), 404, "not_found")
    delegation = desk.hand_over()
    assert delegation["state"] == "in_force"
    found, cursor = desk.told(cursor)
    assert found[slip["id"]]["op"] == "upsert"
    assert desk.sees(slip)
    file_id = good(desk.deputy.get(f"/slips/{slip['id']}"))["file_ids"][0]
    assert desk.deputy.get(f"/files/{file_id}/reading-copy").status_code == 200
    # What the leader drafts is not on the desk.
    own = good(desk.leader.post("/slips", {"title": "Riêng", "leader_id": desk.deputy.user["id"]}), 201)
    assert desk.deputy.get(f"/slips/{own['id']}").status_code == 404
    mark = {"page": 1, "kind": "text", "geometry": {"rect": [60, 60, 260, 90]}, "text": "Đồng ý"}
    inked = good(desk.deputy.post(f"/files/{file_id}/annotations", {"add": [mark | {"on_behalf_of": None}]}))["added"]
    assert (inked[0]["author_id"], inked[0]["on_behalf_of"]) == (desk.deputy.user["id"], desk.leader.user["id"])
    own_words = mark | {"on_behalf_of": desk.deputy.user["id"]}  # nobody says so themself
    lied = good(desk.leader.post(f"/files/{file_id}/annotations", {"add": [own_words]}))["added"]
    assert lied[0].get("on_behalf_of") is None
    copy = desk.leader.get(f"/files/{file_id}/reading-copy?annotations=true").content
    names = {note.info["title"] for page in pymupdf.open("pdf", copy) for note in page.annots()}
    deputy, leader = desk.deputy.user["full_name"], desk.leader.user["full_name"]
    assert names == {leader, f"{deputy} (thay mặt {leader})"}
    rows = good(desk.office.person("admin").get("/audit?action=file.annotate"))["items"]
    assert {f"on behalf of {desk.leader.user['id']}", ""} == {row["note"] or "" for row in rows}
    approved = good(desk.deputy.post(f"/slips/{slip['id']}/approve", {"revision": 1, "comment": "Đồng ý"}))
    assert approved["state"] == "approved"
    lines = good(desk.leader.get(f"/events?subject_id={slip['id']}&limit=100"))["items"]
    line = next(each for each in lines if each["action"] == "approved")
    assert (line["actor_id"], line["on_behalf_of"]) == (desk.deputy.user["id"], desk.leader.user["id"])
    rows = good(desk.office.person("admin").get("/audit?action=slip.approve"))["items"]
    assert [desk.leader.user["id"] in row["note"] for row in rows if row["outcome"] == "ok"] == [True]
    document = approved["outgoing_document_id"]
    refused(desk.deputy.get(f"/outgoing-documents/{document}/to-sign"), 403, "forbidden")
    # The agreed end passes: what was seen goes, told by the feed and refused by every door.
    desk.wind(delegation, until=stamp(seconds=-1))
    assert not desk.sees(slip)
    assert desk.deputy.get(f"/files/{file_id}/reading-copy").status_code == 404
    gone, cursor = desk.told(cursor)
    assert gone[slip["id"]]["op"] == "remove"
    held = desk.deputy.get("/changes/digest").json()
    full, _ = desk.told(None)
    assert held["count"] == len(full)


def test_wrong_people_are_refused(desk: Desk) -> None:
    secretary = desk.office.person("thuky.tt1")
    base = {"since": stamp(minutes=-1), "until": stamp(days=1)}
    body = {**base, "substitute_id": secretary.user["id"]}
    refused(desk.leader.post("/delegations", body), 422, "invalid")
    body = {**base, "substitute_id": desk.deputy.user["id"], "principal_id": desk.leader.user["id"]}
    for person in (desk.deputy, secretary, desk.drafter):
        refused(person.post("/delegations", body), 403, "forbidden")
    refused(desk.drafter.post("/delegations", {**base, "substitute_id": desk.deputy.user["id"]}), 403, "forbidden")
    made = desk.hand_over(desk.office.person("admin"))
    assert made["made_by"] == desk.office.person("admin").user["id"]
    refused(desk.leader.post("/delegations", body), 409, "wrong_state")
    refused(desk.deputy.ask("DELETE", f"/delegations/{made['id']}"), 403, "forbidden")
    slip = desk.slip()
    other = desk.office.person("cuctruong.kcb")
    refused(other.post(f"/slips/{slip['id']}/approve", {"revision": 1}), 404, "not_found")
    days = {"since": "2030-01-01", "until": "2030-01-05", "substitute_id": desk.deputy.user["id"]}
    later = good(desk.leader.post("/delegations", days), 201)
    assert (later["since"], later["until"]) == ("2029-12-31T17:00:00Z", "2030-01-05T17:00:00Z")
    assert later["state"] == "waiting"
    refused(desk.leader.post("/delegations", {**days, "until": "hôm nào"}), 422, "invalid")
    listed = good(desk.drafter.get(f"/delegations?principal_id={desk.leader.user['id']}"))["items"]
    assert [each["id"] for each in listed] == [later["id"], made["id"]]


def test_a_revoked_delegation_ends_at_once_also_for_what_was_done_offline(desk: Desk) -> None:
    slip, second = desk.slip(), desk.slip()
    made = desk.hand_over()
    assert desk.sees(slip)
    ended = good(desk.leader.ask("DELETE", f"/delegations/{made['id']}"))
    assert (ended["state"], ended["revoked_by"]) == ("revoked", desk.leader.user["id"])
    refused(desk.leader.ask("DELETE", f"/delegations/{made['id']}"), 409, "wrong_state")
    assert not desk.sees(slip)
    late = {"Made-At": stamp(seconds=-30)}
    answer = desk.deputy.ask("POST", f"/slips/{second['id']}/approve", {"revision": 1}, headers=late)
    refused(answer, 404, "not_found")
    again = desk.hand_over(since=stamp(seconds=-5))
    assert again["state"] == "in_force"


def test_an_act_made_in_time_may_arrive_late(desk: Desk) -> None:
    slip, second, third = desk.slip(), desk.slip(), desk.slip()
    made = desk.hand_over()
    desk.wind(made, since=stamp(days=-3), until=stamp(hours=-1))
    path = f"/slips/{slip['id']}/approve"
    refused(desk.deputy.post(path, {"revision": 1}), 404, "not_found")
    for moment in (stamp(minutes=-30), stamp(days=-4), stamp(days=2), "hôm qua"):
        answer = desk.deputy.ask("POST", path, {"revision": 1}, headers={"Made-At": moment})
        refused(answer, 404, "not_found")
    headers = {"Made-At": stamp(hours=-5), "Idempotency-Key": ids.new_id()}
    approved = good(desk.deputy.ask("POST", path, {"revision": 1}, headers=headers))
    assert approved["state"] == "approved"
    assert good(desk.deputy.ask("POST", path, {"revision": 1}, headers=headers)) == approved
    # Even so nobody approves a revision they did not see, and what others did first stands.
    headers.pop("Idempotency-Key")
    answer = desk.deputy.ask("POST", f"/slips/{second['id']}/approve", {"revision": 2}, headers=headers)
    refused(answer, 409, "revision_changed")
    good(desk.leader.post(f"/slips/{third['id']}/return", {"comment": "Bổ sung"}))
    answer = desk.deputy.ask("POST", f"/slips/{third['id']}/approve", {"revision": 1}, headers=headers)
    refused(answer, 409, "wrong_state")


def test_nobody_approves_their_own_submission_for_another(desk: Desk) -> None:
    desk.hand_over()
    slip = desk.slip(desk.deputy)
    answer = desk.deputy.post(f"/slips/{slip['id']}/approve", {"revision": 1})
    refused(answer, 403, "forbidden")
    assert "chính bạn trình" in answer.json()["detail"]


def test_the_desk_moves_with_the_principals_roles(desk: Desk) -> None:
    slip = desk.slip()
    desk.hand_over()
    assert desk.sees(slip)
    admin = desk.office.person("admin")
    good(admin.patch(f"/users/{desk.leader.user['id']}", {"disabled": True}))
    assert not desk.sees(slip)
