"""Rounds over a link that misbehaves: every act takes effect once, nothing a user made is lost, mirrors converge."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.keychain import MemoryKeychain
from tests.fakes.office import ME, PASSWORD, UNIT, Office, serving
from tests.fakes.scripted_server import ScriptedServer
from voffice_desktop.domain.records import IncomingDocument
from voffice_desktop.errors import Rejected, Transient
from voffice_desktop.services import accounts, everything
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import Changed, ListQuery, SyncStatus
from voffice_desktop.store import shown

FILE = "0190cccc-0000-7000-8000-000000000001"


def doc(n: int) -> str:
    return f"0190bbbb-0000-7000-8000-{n:012}"


@pytest.fixture
def office() -> Office:
    made = Office()
    made.put("unit", UNIT, code="MAU", name="Cục Mẫu")
    for n in range(30):
        made.document(doc(n))
    made.put(
        "file", FILE, name="a.pdf", media_type="application/pdf", size=1, sha256="0" * 64,
        owner_kind="incoming_document", owner_id=doc(1),
    )  # fmt: skip
    return made


@pytest.fixture
def server(office: Office) -> Iterator[ScriptedServer]:
    with serving(office) as running:
        yield running


@pytest.fixture
def desk(server: ScriptedServer, tmp_path: Path) -> Iterator[Desk]:
    made = accounts.sign_in(
        tmp_path, server.url, ME["account"], PASSWORD, progress=lambda *_: None, keychain=MemoryKeychain(broken=True)
    )
    yield made
    made.close()


def mirror(desk: Desk) -> dict[str, int]:
    with desk.sync.store.databases.cache() as cache:  # type: ignore[attr-defined]  # the stored part
        return dict(cache.execute("SELECT id, version FROM records").fetchall())


def check_whole(desk: Desk, office: Office) -> None:
    """The mirror is what the server shows, and the search index agrees with the rows."""
    assert mirror(desk) == {record_id: one["version"] for (_kind, record_id), one in office.records.items()}
    desk.sync.store.databases.write_cache(shown.check_words)  # type: ignore[attr-defined]  # the stored part


def waiting(desk: Desk) -> list[dict[str, Any]]:
    return everything.waiting(desk)


def comment(desk: Desk, n: int, text: str) -> str:
    return desk.acts.act("POST", f"/incoming-documents/{doc(n)}/comment", {"text": text})


def test_a_delta_brings_changes_and_removals(desk: Desk, office: Office) -> None:
    office.document(doc(2), summary="Đổi nội dung")
    office.drop("incoming_document", doc(3))
    heard: list[Changed | SyncStatus] = []
    end = desk.sync.subscribe(heard.append)
    report = desk.sync.run()
    end()
    assert (report.received, report.removed, report.online) == (1, 1, True)
    changed = {record_id for item in heard if isinstance(item, Changed) for record_id in item.ids}
    assert {doc(2), doc(3)} <= changed
    check_whole(desk, office)


@pytest.mark.parametrize("fault", ["lost_request", "html", "cut", "error", "lost_answer"])
def test_a_broken_link_is_offline_and_loses_nothing(desk: Desk, office: Office, fault: str) -> None:
    comment(desk, 1, "một")
    desk.acts.act("POST", f"/incoming-documents/{doc(1)}/start", {})
    for at in range(5):
        office.faults.clear()
        office.faults.extend(["ok"] * at + [fault])
        assert desk.sync.run().blocked == 0
    office.faults.clear()
    for _again in range(2):
        assert desk.sync.run().online
    assert waiting(desk) == []
    assert [path.rsplit("/", 1)[1] for _key, _method, path in office.effects] == ["comment", "start"]
    check_whole(desk, office)


def test_an_edit_is_merged_where_it_does_not_touch(desk: Desk, office: Office) -> None:
    desk.acts.act("PATCH", f"/incoming-documents/{doc(1)}", {"note": "của tôi"})
    desk.acts.act("PATCH", f"/incoming-documents/{doc(1)}", {"note": "của tôi, lần hai", "retention": "10 năm"})
    office.document(doc(1), summary="Của người khác")
    report = desk.sync.run()
    assert (report.sent, report.blocked) == (2, 0)
    record = office.records["incoming_document", doc(1)]
    kept = (record["summary"], record["note"], record["retention"])
    assert kept == ("Của người khác", "của tôi, lần hai", "10 năm")
    assert waiting(desk) == []


def test_an_edit_that_touches_is_blocked_with_its_text(desk: Desk, office: Office) -> None:
    desk.acts.act("PATCH", f"/incoming-documents/{doc(1)}", {"summary": "Của tôi"})
    office.document(doc(1), summary="Của người khác")
    assert desk.sync.run().blocked == 1
    (item,) = desk.attention.items()
    assert (item.code, item.text) == ("version_conflict", "Của tôi")
    assert office.records["incoming_document", doc(1)]["summary"] == "Của người khác"
    row = desk.lists.rows_by_id("incoming_document", [doc(1)])[0]
    assert (row.blocked, row.pending, row.title) == (True, False, "Của người khác")
    desk.attention.rewrite(item.command_id, {"summary": "Cả hai"})
    assert desk.sync.run().sent == 1
    assert office.records["incoming_document", doc(1)]["summary"] == "Cả hai"
    assert desk.attention.items() == []


def test_a_refused_act_holds_its_own_record_only(desk: Desk, office: Office) -> None:
    office.refuse[f"/incoming-documents/{doc(1)}/start"] = (409, "wrong_state")
    first = desk.acts.act("POST", f"/incoming-documents/{doc(1)}/start", {})
    comment(desk, 1, "sau")
    comment(desk, 2, "khác")
    report = desk.sync.run()
    assert (report.sent, report.blocked) == (1, 1)
    assert [one["state"] for one in waiting(desk)] == ["blocked", "queued"]
    assert desk.sync.run().blocked == 0
    del office.refuse[f"/incoming-documents/{doc(1)}/start"]
    desk.attention.retry(first)
    assert desk.sync.run().sent == 2
    assert [path.rsplit("/", 1)[1] for _key, _method, path in office.effects] == ["comment", "start", "comment"]


def test_losing_sight_keeps_the_payload(desk: Desk, office: Office) -> None:
    desk.files.fetch(FILE)
    assert desk.files.read(FILE) == office.pdf
    comment(desk, 1, "đừng mất")
    office.drop("file", FILE)
    office.drop("incoming_document", doc(1))
    assert desk.sync.run().blocked == 1
    (item,) = desk.attention.items()
    assert item.text == "đừng mất"
    assert desk.details.get("incoming_document", doc(1)) is None
    assert not desk.files.is_cached(FILE)
    check_whole(desk, office)
    desk.attention.discard(item.command_id)
    assert desk.attention.items() == []


def test_what_was_made_offline_shows_at_once_and_keeps_its_id(desk: Desk, office: Office) -> None:
    new = doc(900)
    desk.acts.act("POST", "/incoming-documents", {"id": new, "summary": "Mới vào sổ"})
    desk.acts.act("PATCH", f"/incoming-documents/{new}", {"note": "ghi thêm"})
    row = desk.lists.rows_by_id("incoming_document", [new])[0]
    assert (row.title, row.pending) == ("Mới vào sổ", True)
    detail = desk.details.get("incoming_document", new)
    assert detail is not None
    assert isinstance(detail.record, IncomingDocument)
    assert detail.record.note == "ghi thêm"
    assert [hit.id for hit in desk.search.find("moi vao so")] == [new]
    assert desk.sync.run().sent == 2
    assert not desk.lists.rows_by_id("incoming_document", [new])[0].pending
    check_whole(desk, office)


def test_an_answer_of_another_shape_hinders_nothing(desk: Desk, office: Office) -> None:
    """The fake answers and feeds a slip that is none: done is done, the next act goes, the other rows come."""
    slip = "0190ffff-0000-7000-8000-000000000001"
    desk.acts.act("POST", "/slips", {"id": slip, "title": "Phiếu mẫu"})
    desk.acts.act("POST", f"/incoming-documents/{doc(1)}/comment", {"text": "sau phiếu"})
    report = desk.sync.run()
    assert (report.online, report.sent, report.blocked) == (True, 2, 0)
    assert desk.lists.rows(ListQuery("incoming_document"), None, 5)


def test_an_expired_cursor_keeps_outbox_and_drafts(desk: Desk, office: Office) -> None:
    comment(desk, 1, "giữ")
    desk.drafts.save("ink:x", b"strokes")
    office.epoch += 1
    office.drop("incoming_document", doc(29))
    assert desk.sync.run().sent == 1
    assert desk.drafts.load("ink:x") == b"strokes"
    assert desk.drafts.keys("ink:") == ["ink:x"]
    check_whole(desk, office)


def test_a_server_that_lost_its_data_does_not_empty_the_cache(desk: Desk, office: Office) -> None:
    whole = dict(mirror(desk))
    office.epoch += 1
    office.records = {key: one for key, one in office.records.items() if key[0] == "unit"}
    office.log = [(1, "unit", UNIT, True)]
    with pytest.raises(Rejected, match="resync_shrinks"):
        desk.sync.run()
    assert mirror(desk) == whole
    assert everything.synchronise(desk, accept_shrink=True).online
    check_whole(desk, office)


def test_a_mirror_that_differs_is_fetched_anew(desk: Desk, office: Office) -> None:
    desk.sync.store.databases.write_cache(  # type: ignore[attr-defined]  # the stored part
        lambda cache: cache.execute("UPDATE records SET version = 77 WHERE id = ?", (doc(4),))
    )
    desk.sync.run()
    check_whole(desk, office)


def test_pages_split_otherwise_give_the_same_mirror(office: Office, server: ScriptedServer, tmp_path: Path) -> None:
    office.page = 3
    small = accounts.sign_in(
        tmp_path, server.url, ME["account"], PASSWORD, progress=lambda *_: None, keychain=MemoryKeychain()
    )
    check_whole(small, office)
    small.close()


def test_a_download_that_is_cut_goes_on(desk: Desk, office: Office) -> None:
    office.pdf = b"%PDF-1.7\n" + bytes(range(256)) * 12_000
    office.faults.extend(["cut"])
    with pytest.raises(Transient):
        desk.files.fetch(FILE)
    with pytest.raises(Transient, match="not_cached"):
        desk.files.read(FILE)
    progress: list[tuple[int, int]] = []
    desk.files.fetch(FILE, lambda done, total: progress.append((done, total)))
    assert progress[0][0] > 1 << 20
    assert desk.files.read(FILE) == office.pdf


def test_html_instead_of_a_file_is_never_cached(desk: Desk, office: Office, tmp_path: Path) -> None:
    office.faults.extend(["html"])
    with pytest.raises(Transient):
        desk.files.fetch(FILE)
    office.pdf = b"not a pdf at all"
    with pytest.raises(Transient, match="not_our_server"):
        desk.files.fetch(FILE)
    target = tmp_path / "saved.pdf"
    office.faults.extend(["cut"])
    with pytest.raises(Transient):
        desk.files.save_copy(FILE, target)
    assert not target.exists()
    assert [path for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_views_are_delivered_once(desk: Desk, office: Office) -> None:
    desk.acts.viewed(FILE, "view", [1, 2])
    office.faults.extend(["ok", "lost_answer"])
    for _round in range(3):
        desk.sync.run()
    assert [path for _key, _method, path in office.effects] == ["/audit/views"]


def test_it_synchronises_by_itself_and_notices_the_servers_return(desk: Desk, office: Office) -> None:
    came, back, offline = threading.Event(), threading.Event(), threading.Event()

    def hear(item: Changed | SyncStatus) -> None:
        if isinstance(item, Changed) and doc(5) in item.ids:
            came.set()
        if isinstance(item, SyncStatus) and item.state == "offline":
            offline.set()
        if isinstance(item, SyncStatus) and item.state == "synced" and offline.is_set():
            back.set()

    end = desk.sync.subscribe(hear)
    office.document(doc(5), summary="Tự đến")
    desk.sync.start()
    assert came.wait(20)
    office.faults.extend(["lost_request"] * 4)
    desk.sync.now()
    assert offline.wait(20)
    assert back.wait(30)
    end()


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("POST", "/outgoing-documents/x/number", "online_only"),
        ("POST", "/outgoing-documents/x/dispatch", "online_only"),
        ("POST", "/files/x/certification", "online_only"),
        ("GET", "/slips", "invalid"),
        ("POST", "slips", "invalid"),
        ("POST", "/slips/../x", "invalid"),
        ("POST", "http://x/slips", "invalid"),
    ],
)
def test_what_is_no_offline_act_is_refused(desk: Desk, method: str, path: str, code: str) -> None:
    with pytest.raises(Rejected, match=code):
        desk.acts.act(method, path, {})
    assert waiting(desk) == []
