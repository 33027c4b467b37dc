"""*Change feed*: pages, cursors, lost access, the digest, the stream, and what bad questions get.

Two accounts' mirrors are compared whole by default; with VOFFICE_LONG=1 all are.
"""

from __future__ import annotations

import os
import queue
import random
import threading
from typing import Any

import pytest
import requests

from tests.contract.server.office import Office, announce, draft_pdf, good, refused, send
from tests.ministry import ACCOUNTS, Person
from voffice_desktop.ids import new_id
from voffice_desktop.protocol.routes import COLLECTIONS, digest_term

KINDS = set(COLLECTIONS)


def mirror_sum(mirror: dict[str, dict[str, Any]]) -> dict[str, Any]:
    total = 0
    for change in mirror.values():
        total ^= digest_term(change["kind"], change["id"], change["version"])
    return {"count": len(mirror), "sum": f"{total:016x}"}


def applied(person: Person, mirror: dict[str, dict[str, Any]], cursor: str | None, limit: int = 1000) -> str:
    """Pages in order until there is no more, as a client applies them; the cursor after them."""
    while True:
        query = f"?limit={limit}" + (f"&cursor={cursor}" if cursor else "")
        page = good(person.get(f"/changes{query}"), 200)
        assert len(page["changes"]) <= limit
        for change in page["changes"]:
            assert change["kind"] in KINDS
            if change["op"] == "remove":
                assert change["data"] is None
                mirror.pop(change["id"], None)
            else:
                assert change["op"] == "upsert"
                assert change["data"]["id"] == change["id"]
                assert change["data"]["version"] == change["version"]
                mirror[change["id"]] = change
        cursor = page["cursor"]
        assert isinstance(cursor, str)
        if not page["has_more"]:
            return cursor


@pytest.mark.parametrize("account", ACCOUNTS if os.environ.get("VOFFICE_LONG") else ("vanthu.qld", "thuky.tt1"))
def test_the_pages_make_exactly_what_the_digest_says(office: Office, account: str) -> None:
    person = office.person(account)
    mirror: dict[str, dict[str, Any]] = {}
    cursor = applied(person, mirror, None)
    assert good(person.get("/changes/digest"), 200) == mirror_sum(mirror)
    assert good(person.get(f"/changes?cursor={cursor}"), 200) == {"changes": [], "cursor": cursor, "has_more": False}
    for kind in ("incoming_document", "outgoing_document", "slip", "task", "file", "event", "user", "unit", "book"):
        listed: dict[str, int] = {}
        next_page: str | None = ""
        while next_page is not None:
            page = good(person.get(f"/{COLLECTIONS[kind]}?limit=2000{next_page}"), 200)
            listed |= {item["id"]: item["version"] for item in page["items"]}
            next_page = f"&cursor={page['cursor']}" if page["cursor"] else None
        assert listed == {c["id"]: c["version"] for c in mirror.values() if c["kind"] == kind}, kind


def test_small_pages_come_to_the_same(office: Office) -> None:
    person = office.person("thuky.tt2")
    large: dict[str, dict[str, Any]] = {}
    small: dict[str, dict[str, Any]] = {}
    applied(person, large, None, 5000)
    applied(person, small, None, 61)
    assert small == large


def test_acts_of_all_kinds_reach_each_mirror(office: Office) -> None:
    """Random acts between rounds; after each round every mirror is what its person may see."""
    drafter, clerk = office.person("chuyenvien.kcb"), office.person("vanthu.kcb")
    accounts = ("chuyenvien.kcb", "truongphong.kcb", "thuky.tt1", "thuky.tt2", "thutruong1", "vanthu.kcb")
    mirrors: dict[str, dict[str, Any]] = {account: {} for account in accounts}
    cursors: dict[str, str | None] = dict.fromkeys(accounts)
    dice = random.Random(7)
    slip = office.slip(drafter, "thutruong1", "truongphong.kcb")
    document = office.incoming(clerk)

    def assign(account: str) -> None:
        part = {"assignee_kind": "user", "assignee_id": office.id_of(account), "role": "lead"}
        good(
            office.person("cuctruong.kcb").post(
                f"/incoming-documents/{document['id']}/assign", {"assignments": [part]}
            ),
            200,
        )

    acts = [
        lambda: office.act(drafter, slip, "submit"),
        lambda: office.act("truongphong.kcb", slip, "endorse", comment="Nhất trí"),
        lambda: assign("chuyenvien.kcb"),
        lambda: office.act("thuky.tt1", slip, "receive"),
        lambda: office.act("thuky.tt1", slip, "return", comment="Sửa lại"),
        lambda: assign("truongphong.kcb"),
        lambda: good(drafter.patch(f"/slips/{slip['id']}", {"leader_id": office.id_of("thutruong2")}), 200),
        lambda: office.act(drafter, slip, "submit"),
        lambda: office.act("truongphong.kcb", slip, "endorse"),
        lambda: assign("chuyenvien.kcb"),
    ]
    for act in acts:
        act()
        for account in accounts:
            if dice.random() < 0.7:
                cursors[account] = applied(office.person(account), mirrors[account], cursors[account], 300)
    for account in accounts:
        person = office.person(account)
        applied(person, mirrors[account], cursors[account], 3)
        assert good(person.get("/changes/digest"), 200) == mirror_sum(mirrors[account]), account
    assert slip["id"] in mirrors["thuky.tt2"]
    assert slip["id"] not in mirrors["thuky.tt1"]
    assert slip["id"] not in mirrors["thutruong1"]
    assert not [c for c in mirrors["thuky.tt1"].values() if c["data"].get("owner_id") == slip["id"]]
    assert not [c for c in mirrors["thuky.tt1"].values() if c["data"].get("subject_id") == slip["id"]]
    assert document["id"] not in mirrors["truongphong.kcb"]


def test_a_role_given_and_taken_shows_and_hides(office: Office) -> None:
    admin = office.person("admin")
    person = office.new_person("QLD")
    mirror: dict[str, dict[str, Any]] = {}
    cursor = applied(person, mirror, None)
    assert "incoming_document" not in {c["kind"] for c in mirror.values()}
    good(admin.patch(f"/users/{person.user['id']}", {"roles": ["clerk"]}), 200)
    cursor = applied(person, mirror, cursor, 50)
    assert good(person.get("/changes/digest"), 200) == mirror_sum(mirror)
    documents = [c["id"] for c in mirror.values() if c["kind"] == "incoming_document"]
    assert documents
    good(admin.patch(f"/users/{person.user['id']}", {"unit_id": office.unit("KCB")}), 200)
    cursor = applied(person, mirror, cursor, 50)
    assert good(person.get("/changes/digest"), 200) == mirror_sum(mirror)
    lost = sorted(set(documents) - set(mirror))
    assert len(lost) > len(documents) // 2
    refused(person.get(f"/incoming-documents/{lost[0]}"), 404, "not_found")
    good(admin.patch(f"/users/{person.user['id']}", {"roles": []}), 200)
    applied(person, mirror, cursor, 50)
    assert "incoming_document" not in {c["kind"] for c in mirror.values()}
    assert good(person.get("/changes/digest"), 200) == mirror_sum(mirror)


def test_an_upload_is_its_uploaders_until_it_is_attached(office: Office) -> None:
    drafter, other = office.person("chuyenvien.kcb"), office.person("truongphong.kcb")
    data = draft_pdf()
    upload = good(drafter.post("/uploads", announce(data)), 201)["id"]
    refused(drafter.get(f"/files/{upload}"), 404, "not_found")
    good(send(drafter, upload, data), 200)
    assert good(drafter.get(f"/files/{upload}"), 200)["owner_id"] is None
    assert drafter.get(f"/files/{upload}/original").content == data
    refused(other.get(f"/files/{upload}"), 404, "not_found")
    mirror: dict[str, dict[str, Any]] = {}
    applied(drafter, mirror, None, 5000)
    assert mirror[upload]["data"]["sha256"] == announce(data)["sha256"]


@pytest.mark.parametrize(
    "query", ["limit=5001", "limit=0", "limit=-1", "limit=x", "limit=1e3", "limit=" + "9" * 5000]
)
def test_a_limit_out_of_bounds_is_422(office: Office, query: str) -> None:
    person = office.person("vanthu.kcb")
    for path in ("/changes", "/slips", "/audit", "/incoming-documents"):
        who = office.person("admin") if path == "/audit" else person
        refused(who.get(f"{path}?{query}"), 422, "invalid")


def test_a_foreign_or_garbled_cursor_is_410(office: Office) -> None:
    clerk, other = office.person("vanthu.kcb"), office.person("vanthu.qld")
    feed = good(clerk.get("/changes?limit=5"), 200)["cursor"]
    page = good(clerk.get("/incoming-documents?limit=5"), 200)["cursor"]
    audit = good(office.person("admin").get("/audit?limit=1"), 200)["cursor"]
    assert good(clerk.get("/incoming-documents", params={"cursor": page, "limit": 5}), 200)["items"]
    assert good(office.person("admin").get("/audit", params={"cursor": audit}), 200)["items"]
    for garbled in ("x", "%00", "....", "a" * 3000, feed[:-2], "1", "-1", "ĐẾN", feed + "A", page[:-3] + "xyz"):
        refused(clerk.get("/changes", params={"cursor": garbled}), 410, "cursor_expired")
        refused(clerk.get("/incoming-documents", params={"cursor": garbled}), 410, "cursor_expired")
        refused(office.person("admin").get("/audit", params={"cursor": garbled}), 410, "cursor_expired")
    refused(other.get("/changes", params={"cursor": feed}), 410, "cursor_expired")
    refused(other.get("/incoming-documents", params={"cursor": page}), 410, "cursor_expired")
    refused(clerk.get("/files", params={"cursor": page}), 410, "cursor_expired")


def test_the_stream_nudges_those_concerned(office: Office) -> None:
    drafter = office.person("chuyenvien.qld")
    stranger = office.person("thuky.tt2")
    heard: dict[str, queue.Queue[str]] = {}
    lines: list[tuple[requests.Response, threading.Thread]] = []
    for person in (drafter, stranger):
        answer = requests.get(
            f"{office.api}/changes/stream",
            headers={"Authorization": f"Bearer {person.token}"},
            stream=True,
            timeout=(10, 40),
        )
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        mine = heard[person.account] = queue.Queue()

        def listen(answer: requests.Response = answer, mine: queue.Queue[str] = mine) -> None:
            try:
                for line in answer.iter_lines(chunk_size=1, decode_unicode=True):
                    mine.put(line)
            except (requests.RequestException, AttributeError, ValueError):
                return

        thread = threading.Thread(target=listen)
        thread.start()
        lines.append((answer, thread))
    try:
        assert heard[drafter.account].get(timeout=10).startswith(":")
        good(drafter.post("/slips", {"title": f"Nhắc {new_id()}"}), 201)
        while (line := heard[drafter.account].get(timeout=5)) != "event: changed":
            assert not line.startswith("event")
        assert not [line for line in list(heard[stranger.account].queue) if line.startswith("event")]
    finally:
        for answer, _ in lines:
            answer.raw._fp.fp.raw._sock.shutdown(2)  # type: ignore[union-attr]  # ends the reading thread
            answer.close()
        for _, thread in lines:
            thread.join(10)
