"""Cần chú ý: what I did beside what stands now, my words to the new version, and nothing dropped for good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.keychain import MemoryKeychain
from tests.fakes.office import ME, PASSWORD, UNIT, Office, serving
from voffice_desktop.clock import utc_now
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk
from voffice_desktop.store import commands as outbox
from voffice_desktop.store import engine, schema

DOCUMENT = "0190bbbb-0000-7000-8000-000000000001"
FILE = "0190cccc-0000-7000-8000-000000000001"
NOTE = {
    "id": "0190eeee-0000-7000-8000-000000000001",
    "page": 2,
    "kind": "ink",
    "geometry": {"strokes": [[1, 1, 0.5, 2, 2, 0.5], [3, 3, 0.5, 4, 4, 0.5]]},
}
START = f"/incoming-documents/{DOCUMENT}/start"


@pytest.fixture
def office() -> Office:
    made = Office()
    made.put("unit", UNIT, code="MAU", name="Cục Mẫu")
    made.put("user", "0190aaaa-0000-7000-8000-000000000009", account="khac", full_name="Trần Thị Mẫu", unit_id=UNIT)
    made.document(DOCUMENT, note="cũ", retention="5 năm")
    made.put("file", FILE, name="a.pdf", media_type="application/pdf", size=1, sha256="0" * 64,
             owner_kind="incoming_document", owner_id=DOCUMENT)  # fmt: skip
    made.put("event", "0190dddd-0000-7000-8000-000000000001", subject_kind="incoming_document",
             subject_id=DOCUMENT, actor_id="0190aaaa-0000-7000-8000-000000000009", at="2026-11-01T00:00:00Z",
             action="assign", note="")  # fmt: skip
    return made


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> Iterator[Desk]:
    with serving(office) as server:
        made = accounts.sign_in(
            tmp_path, server.url, ME["account"], PASSWORD, progress=lambda *_: None,
            keychain=MemoryKeychain(broken=True),
        )  # fmt: skip
        yield made
        made.close()


def refused_edit(desk: Desk, office: Office) -> str:
    desk.acts.act("PATCH", f"/incoming-documents/{DOCUMENT}", {"note": "của tôi"})
    office.document(DOCUMENT, note="của người khác", status="assigned")
    assert desk.sync.run().blocked == 1
    return desk.attention.items()[0].command_id


def test_mine_beside_theirs(desk: Desk, office: Office) -> None:
    command_id = refused_edit(desk, office)
    (item,) = desk.attention.items()
    assert (item.state_now, item.changed_by, item.can_comment) == ("assigned", "Trần Thị Mẫu", True)
    assert item.did_at
    found = {one.name: (one.mine, one.theirs, one.clash) for one in desk.attention.compare(command_id).differences}
    assert found == {"status": ("registered", "assigned", False), "note": ("của tôi", "của người khác", True)}


def test_my_edit_goes_to_the_new_version(desk: Desk, office: Office) -> None:
    desk.attention.send_text(refused_edit(desk, office))
    assert desk.sync.run().sent == 1
    assert office.records["incoming_document", DOCUMENT]["note"] == "của tôi"
    assert desk.attention.items() == []


def test_my_words_go_as_an_opinion_where_the_act_itself_has_passed(desk: Desk, office: Office) -> None:
    office.refuse[f"/incoming-documents/{DOCUMENT}/complete"] = (409, "wrong_state")
    desk.acts.act("POST", f"/incoming-documents/{DOCUMENT}/complete", {"result": "kết quả của tôi"})
    assert desk.sync.run().blocked == 1
    desk.attention.send_text(desk.attention.items()[0].command_id)
    (waiting,) = desk.sync.store.commands()  # type: ignore[attr-defined]  # the stored part
    assert waiting.path == f"/incoming-documents/{DOCUMENT}/comment"
    assert waiting.plain_body() == {"text": "kết quả của tôi"}
    assert desk.sync.run().sent == 1


def test_another_text_in_the_same_act(desk: Desk, office: Office) -> None:
    desk.attention.retype(refused_edit(desk, office), "viết lại")
    assert desk.sync.run().sent == 1
    assert office.records["incoming_document", DOCUMENT]["note"] == "viết lại"


def test_ink_is_about_its_record_and_is_compared_by_page(desk: Desk, office: Office) -> None:
    office.refuse[f"/files/{FILE}/annotations"] = (409, "wrong_state")
    desk.acts.act("POST", f"/files/{FILE}/annotations", {"add": [NOTE], "remove": []})
    assert desk.sync.run().blocked == 1
    (item,) = desk.attention.items()
    assert (item.kind, item.entity_id, item.strokes) == ("incoming_document", DOCUMENT, 2)
    compared = desk.attention.compare(item.command_id)
    assert [note.page for note in compared.my_ink] == [2]
    del office.refuse[f"/files/{FILE}/annotations"]
    desk.attention.send_text(item.command_id)
    assert desk.sync.run().sent == 1


def test_what_is_dropped_can_be_taken_back_for_30_days(desk: Desk, office: Office) -> None:
    command_id = refused_edit(desk, office)
    desk.attention.discard(command_id)
    assert desk.attention.items() == []
    (dropped,) = desk.attention.discarded()
    assert dropped.title == "Văn bản mẫu 0001"
    assert (dropped.text, dropped.kind) == ("của tôi", "incoming_document")
    desk.attention.restore(dropped.command_id)
    assert desk.attention.discarded() == []
    (item,) = desk.attention.items()
    assert (item.text, item.code) == ("của tôi", "restored")
    desk.attention.retry(item.command_id)
    assert desk.sync.run().sent == 1
    desk.acts.act("POST", START, {})
    store: Any = desk.sync.store  # type: ignore[attr-defined]  # the stored part
    month = (utc_now() - timedelta(days=31)).isoformat()
    store.databases.write_outbox(lambda box: outbox.discard(box, store.commands()[-1].id, month))
    assert len(desk.attention.discarded()) == 1
    # Contacts are noted, and old things let go, once a minute.
    store.set_fact("last_contact", (utc_now() - timedelta(minutes=2)).isoformat())
    desk.sync.run()
    assert desk.attention.discarded() == []


def test_an_outbox_of_the_first_release_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    old = engine.connect(path, b"k" * 32, durable=True)
    schema.migrate(old, schema.OUTBOX_STEPS[:1], path, keep_copy=True)
    with engine.transaction(old, path):
        old.execute("INSERT INTO discarded (id, method, path, body, at) VALUES ('a', 'POST', '/slips', '{}', '2026')")
    assert schema.migrate(old, schema.OUTBOX_STEPS, path, keep_copy=True) == 1
    assert old.execute("SELECT id, actor FROM discarded").fetchall() == [("a", "")]
    old.close()
    assert path.with_suffix(".before-2").exists()
