"""The server's core on SQLite and on PostgreSQL: the same acts, the same answers."""

from __future__ import annotations

import concurrent.futures
import contextlib
import hashlib
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.ministry import ACCOUNTS, Ministry, Person, running
from tests.small_ministry import MINISTRY, Places, command
from voffice_desktop.pdf.typeset.sheet import A4_HEIGHT
from voffice_desktop.server import seeding, upkeep
from voffice_desktop.server.blobstore import open_blob_store
from voffice_desktop.server.database import Database
from voffice_desktop.server.demo import plan as demo

_LETTER: dict[str, Any] = {
    "issuer_name": "Sở Y tế Hà Nội",
    "symbol": "12/SYT-NV",
    "issued_on": "2026-11-02",
    "type_code": "CV",
    "summary": "Về việc báo cáo công tác khám bệnh",
}


def small_pdf(words: str = "Dự thảo") -> bytes:
    """A page of PDF that passes the gate."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, A4_HEIGHT), invariant=True)
    canvas.drawString(72, 700, words.encode("ascii", "replace").decode())
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def letter(number: int, **more: Any) -> dict[str, Any]:
    """Fields of one incoming letter, told from others by its symbol."""
    return {**_LETTER, "symbol": f"{number}/SYT-NV", **more}


def _slip(drafter: Person, file_id: str) -> dict[str, Any]:
    body = {
        "title": "Trình ký công văn",
        "content": "Nội dung trình",
        "proposal": "Kính trình ký",
        "type_code": "CV",
        "leader_id": MINISTRY.user_id("thutruong1"),
        "route": [{"position": 1, "user_id": MINISTRY.user_id("truongphong.kcb"), "role": "reviewer"}],
        "files": [{"id": file_id, "role": "draft"}],
    }
    made = drafter.post("/slips", body)
    assert made.status_code == 201, made.text
    return made.json()


def test_register_assign_and_feed(office: Ministry) -> None:
    clerk, other, head = office.person("vanthu.kcb"), office.person("vanthu.qld"), office.person("cuctruong.kcb")
    _, start = head.all_changes()
    _, far = other.all_changes()
    made = clerk.post("/incoming-documents", letter(1))
    assert made.status_code == 201, made.text
    document = made.json()
    assert document["arrival_number"] == 1
    assert clerk.post("/incoming-documents", letter(1)).json()["code"] == "duplicate"
    changes, _ = head.all_changes(start)
    assert changes[document["id"]]["op"] == "upsert"
    assert document["id"] not in other.all_changes(far)[0]
    wanted = {
        "assignments": [
            {"assignee_kind": "user", "assignee_id": MINISTRY.user_id("chuyenvien.kcb"), "role": "lead"},
            {"assignee_kind": "unit", "assignee_id": MINISTRY.unit_id("QLD"), "role": "inform"},
        ]
    }
    assert head.post(f"/incoming-documents/{document['id']}/assign", wanted).status_code == 200
    assert other.all_changes(far)[0][document["id"]]["op"] == "upsert"
    counted = other.get("/changes/digest").json()
    assert counted["count"] == sum(change["op"] == "upsert" for change in other.all_changes()[0].values())


def test_a_slip_lives_from_draft_to_approval(office: Ministry) -> None:
    drafter, reviewer = office.person("chuyenvien.kcb"), office.person("truongphong.kcb")
    secretary, leader = office.person("thuky.tt1"), office.person("thutruong1")
    slip = _slip(drafter, drafter.upload(small_pdf()))
    path = f"/slips/{slip['id']}"
    assert secretary.get(path).status_code == 404
    assert drafter.post(f"{path}/submit").status_code == 200
    assert leader.post(f"{path}/approve", {"revision": 1}).json()["code"] == "wrong_state"
    for person, act, body in (
        (reviewer, "endorse", {"comment": "Nhất trí"}),
        (secretary, "receive", {}),
        (secretary, "return", {"comment": "Bổ sung số liệu"}),
        (drafter, "submit", {}),
        (reviewer, "endorse", {}),
        (secretary, "receive", {}),
        (secretary, "forward", {"comment": "Kính trình"}),
    ):
        answer = person.post(f"{path}/{act}", body)
        assert answer.status_code == 200, (act, answer.text)
    assert leader.post(f"{path}/approve", {"revision": 1}).json()["code"] == "revision_changed"
    approved = leader.post(f"{path}/approve", {"revision": 2, "comment": "Đồng ý"})
    assert approved.status_code == 200, approved.text
    document_id = approved.json()["outgoing_document_id"]
    clerk = office.person("vanthu.kcb")
    numbered = clerk.post(
        f"/outgoing-documents/{document_id}/number",
        {"book_id": MINISTRY.book_id("KCB", "outgoing"), "issued_on": "2026-11-20"},
    )
    assert numbered.status_code == 200, numbered.text
    assert (numbered.json()["number"], numbered.json()["status"]) == (1, "numbered")
    assert drafter.get(f"{path}/revisions/1").json()["revision"] == 1


def test_repeated_requests_and_versions(office: Ministry) -> None:
    clerk = office.person("vanthu.kcb")
    key = {"Idempotency-Key": "0190a0a0-0000-7000-8000-000000000001"}
    first = clerk.post("/incoming-documents", letter(1), headers=key)
    again = clerk.post("/incoming-documents", letter(1), headers=key)
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert clerk.post("/incoming-documents", letter(2), headers=key).json()["code"] == "idempotency_key_reused"
    path = f"/incoming-documents/{first.json()['id']}"
    stale = clerk.patch(path, {"note": "x"}, headers={"If-Match": '"99"'})
    assert stale.status_code == 412
    assert stale.json()["current"]["id"] == first.json()["id"]
    assert clerk.patch(path, {"note": "x"}, headers={"If-Match": first.headers["ETag"]}).status_code == 200


def test_the_same_key_twenty_times_at_once_registers_once(office: Ministry) -> None:
    clerk = office.person("vanthu.kcb")
    headers = {"Authorization": f"Bearer {clerk.token}", "Idempotency-Key": "0190a0a0-0000-7000-8000-000000000002"}

    def send(_: int) -> requests.Response:
        return requests.post(f"{office.api}/incoming-documents", json=letter(7), headers=headers, timeout=60)

    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert clerk.post("/incoming-documents", letter(8)).json()["arrival_number"] == 2


def test_an_upload_in_parts(office: Ministry) -> None:
    person = office.person("chuyenvien.kcb")
    data = small_pdf()
    body = {
        "name": "du-thao.pdf",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "media_type": "application/pdf",
    }
    path = f"/uploads/{person.post('/uploads', body).json()['id']}"

    def send(start: int, end: int) -> requests.Response:
        headers = {"Upload-Offset": str(start), "Content-Type": "application/octet-stream"}
        return person.ask("PATCH", path, data=data[start:end], headers=headers)

    assert send(0, 300).json()["offset"] == 300
    wrong = send(0, 300)
    assert (wrong.status_code, wrong.headers["Upload-Offset"]) == (409, "300")
    assert person.ask("HEAD", path).headers["Upload-Offset"] == "300"
    assert office.person("vanthu.kcb").ask("HEAD", path).status_code == 404
    assert send(300, len(data)).status_code == 200
    assert person.ask("HEAD", path).headers["Upload-Offset"] == str(len(data))
    file_id = path.rsplit("/", 1)[1]
    copy = person.get(f"/files/{file_id}/reading-copy")
    assert copy.content.startswith(b"%PDF")
    assert person.get(f"/files/{file_id}/original").content == data


def test_a_refused_upload_leaves_nothing(office: Ministry, places: Places) -> None:
    person = office.person("chuyenvien.kcb")
    data = small_pdf()
    body = {"name": "a.pdf", "size": len(data), "sha256": "0" * 64, "media_type": "application/pdf"}
    upload_id = person.post("/uploads", body).json()["id"]
    headers = {"Upload-Offset": "0", "Content-Type": "application/octet-stream"}
    assert person.ask("PATCH", f"/uploads/{upload_id}", data=data, headers=headers).json()["code"] == "hash_mismatch"
    assert person.ask("HEAD", f"/uploads/{upload_id}").status_code == 404
    blobs = open_blob_store(places.blobs_url)
    assert list(blobs.hashes()) == []
    assert blobs.get_named(f"uploads/{upload_id}/0") is None


def test_many_at_once_do_not_wait_for_each_other_for_ever(office: Ministry) -> None:
    """Acts with transactions of their own (sign-in, upload) hold no connection while they ask for another."""
    accounts = [f"vanthu.byt.{number:03d}" for number in range(1, 11)] * 5
    data = small_pdf()
    digest = hashlib.sha256(data).hexdigest()

    def work(account: str) -> int:
        person = office.sign_in(account)
        body = {"name": "a.pdf", "size": len(data), "sha256": digest, "media_type": "application/pdf"}
        path = f"/uploads/{person.post('/uploads', body).json()['id']}"
        headers = {"Upload-Offset": "0", "Content-Type": "application/octet-stream"}
        code = person.ask("PATCH", path, data=data[:100], headers=headers).status_code
        person.session.close()
        return code

    with concurrent.futures.ThreadPoolExecutor(50) as pool:
        assert set(pool.map(work, accounts)) == {200}


def test_hostile_names_are_refused_and_never_a_fault(office: Ministry) -> None:
    person = office.person("admin")
    for path in ("/slips/%00", "/files/%00/reading-copy", "/incoming-documents/" + "x" * 3000):
        assert person.get(path).status_code == 404, path
    for path in ("/slips?state=%00", "/audit?action=%00", "/changes?cursor=%00"):
        assert person.get(path).status_code in (410, 422), path
    long = {"account": "a" * 5000, "password": "b", "device": {"id": "d"}}
    assert requests.post(f"{office.api}/sessions", json=long, timeout=30).status_code in (401, 422)


def test_health_tells_of_a_lost_blob_folder(office: Ministry, places: Places) -> None:
    health = requests.get(f"{office.api}/health", timeout=30)
    assert health.json()["database"] == ("sqlite" if places.is_sqlite else "postgresql")
    folder = Path(places.blobs_url.removeprefix("file://"))
    folder.rename(folder.with_name("elsewhere"))
    gone = requests.get(f"{office.api}/health", timeout=30)
    assert (gone.status_code, gone.json()["code"]) == (503, "unavailable")
    folder.with_name("elsewhere").rename(folder)
    assert requests.get(f"{office.api}/health", timeout=30).status_code == 200


def test_verify_is_content_with_all_this(office: Ministry, places: Places) -> None:
    clerk = office.person("vanthu.kcb")
    for number in range(3):
        assert clerk.post("/incoming-documents", letter(number)).status_code == 201
    assert office.person("chuyenvien.kcb").post("/incoming-documents", letter(9)).status_code == 403
    result = office.person("admin").get("/audit/verify").json()
    assert result["ok"], result
    assert result["rows"] >= 6
    said = command("verify", *places.words)
    assert '"ok": true' in said.stdout


def test_the_demo_ministry_is_seeded_on_postgresql(
    postgres_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every record of the demo, with one page of PDF in place of each file (making them takes half a minute)."""
    empty_places = Places(postgres_database, (tmp_path / "blobs").as_uri())
    made = seeding._Made(small_pdf(), 1, ())
    monkeypatch.setattr(seeding, "_in_parallel", lambda jobs: contextlib.nullcontext(made for _ in jobs))
    database = Database(empty_places.database_url)
    database.migrate()
    with empty_places.services() as services:
        counts = seeding.seed(services, credentials=tmp_path / "keys")
        plan = demo.demo_plan()
        assert counts["files"] == len(plan.files)
        result = upkeep.verify(services.database, services.blobs)
        assert result["ok"], result["findings"][:3]
    database.close()
    with running(empty_places.database_url, empty_places.blobs_url, tmp_path) as served:
        for account in ACCOUNTS[:4]:
            person = served.person(account)
            changes, _ = person.all_changes(limit=700)
            assert {change["op"] for change in changes.values()} == {"upsert"}
            assert person.get("/changes/digest").json()["count"] == len(changes)
