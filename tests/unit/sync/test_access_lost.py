"""After sight of a record is lost nothing of it is left: no row, no word in an index, no key, no byte in a file.

The databases of these tests are unsealed twins (the same code, no key), so that their raw bytes can be searched. What
the user wrote about the record stays, for its author alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.keychain import MemoryKeychain
from tests.fakes.office import ME, PASSWORD, UNIT, Office, serving
from voffice_desktop.errors import VofficeError
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ListQuery
from voffice_desktop.store import engine

DOCUMENT = "0190bbbb-0000-7000-8000-000000000001"
OTHER = "0190bbbb-0000-7000-8000-000000000002"
FILE = "0190cccc-0000-7000-8000-000000000001"
MARKS = ("Dấumốctuyệtmật", "dấumốctuyệtmật", "daumoctuyetmat")
"""As written, in small letters, and as the index folds it."""


class _Unsealed:
    """A connection that never hears of a key."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, statement: str, *values: Any) -> Any:
        if statement.startswith(("PRAGMA key", "PRAGMA cipher")):
            return self._connection.execute("SELECT 1 WHERE 0")
        return self._connection.execute(statement, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@pytest.fixture
def unsealed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = engine.sqlite.connect
    monkeypatch.setattr(engine.sqlite, "connect", lambda *given, **named: _Unsealed(real(*given, **named)))


@pytest.fixture
def office() -> Office:
    made = Office()
    made.put("unit", UNIT, code="MAU", name="Cục Mẫu")
    made.document(DOCUMENT, summary=f"Văn bản {MARKS[0]}", symbol="12/MAU")
    made.document(OTHER)
    made.put(
        "file", FILE, name=f"{MARKS[0]}.pdf", media_type="application/pdf", size=1, sha256="0" * 64,
        owner_kind="incoming_document", owner_id=DOCUMENT,
    )  # fmt: skip
    made.put("event", "0190dddd-0000-7000-8000-000000000001", subject_id=DOCUMENT, at="2026-11-01T00:00:00Z",
             action="comment", note=MARKS[0])  # fmt: skip
    return made


@pytest.fixture
def desk(office: Office, tmp_path: Path, unsealed: None) -> Iterator[Desk]:
    with serving(office) as server:
        made = accounts.sign_in(
            tmp_path, server.url, ME["account"], PASSWORD, progress=lambda *_: None,
            keychain=MemoryKeychain(broken=True), page_texts=lambda _data: [f"trang một {MARKS[0]}"],
        )  # fmt: skip
        yield made
        made.close()


def _holding(folder: Path) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(mark.encode() in path.read_bytes() for mark in MARKS)
    ]


def test_no_byte_of_a_lost_record_stays(desk: Desk, office: Office, tmp_path: Path) -> None:
    desk.files.fetch(FILE)
    # The record is rewritten once before: the index then holds words of two versions.
    office.document(DOCUMENT, summary=f"Văn bản sửa {MARKS[0]}")
    desk.sync.run()
    assert {hit.why for hit in desk.search.find(MARKS[2])} >= {"Trích yếu"}
    office.faults.extend(["error"] * 2)
    desk.acts.act("POST", f"/incoming-documents/{DOCUMENT}/comment", {"text": "lời của tôi về văn bản này"})
    assert _holding(tmp_path) != []
    blobs = {path.name for path in tmp_path.rglob("blobs/*")}
    assert len(blobs) == 1
    for kind, record_id in (("incoming_document", DOCUMENT), ("file", FILE)):
        office.drop(kind, record_id)
    del office.records["event", "0190dddd-0000-7000-8000-000000000001"]
    for _round in range(3):
        desk.sync.run()
    assert desk.search.find(MARKS[2]) == []
    assert desk.details.get("incoming_document", DOCUMENT) is None
    assert {path.name for path in tmp_path.rglob("blobs/*")} == set()
    assert _holding(tmp_path) == []
    (item,) = desk.attention.items()
    assert (item.text, item.title) == ("lời của tôi về văn bản này", "12/MAU")
    assert desk.lists.rows_by_id("incoming_document", [OTHER])


def test_sight_that_is_lost_while_a_file_comes_leaves_nothing_of_it(
    desk: Desk, office: Office, tmp_path: Path
) -> None:
    def lose(_done: int, _of: int) -> None:
        if ("file", FILE) in office.records:
            for kind, record_id in (("incoming_document", DOCUMENT), ("file", FILE)):
                office.drop(kind, record_id)
            del office.records["event", "0190dddd-0000-7000-8000-000000000001"]
            desk.sync.run()

    with pytest.raises(VofficeError):
        desk.files.fetch(FILE, lose)
    assert not desk.files.is_cached(FILE)
    for _round in range(2):
        desk.sync.run()
    assert [path for path in tmp_path.rglob("blobs/*") if path.is_file()] == []
    assert _holding(tmp_path) == []


def test_a_purge_that_a_crash_put_off_is_made_up_for(desk: Desk, office: Office, tmp_path: Path) -> None:
    office.drop("incoming_document", DOCUMENT)
    store: Any = desk.sync.store  # type: ignore[attr-defined]  # the stored part
    store.purge = lambda: False
    desk.sync.run()
    assert store.state("purge") == "1"
    del store.purge
    office.document(OTHER, summary="khác")
    desk.sync.run()
    assert store.state("purge") is None


def test_accounts_of_one_profile_see_nothing_of_each_other(office: Office, tmp_path: Path) -> None:
    """Two people on one machine: own cache, own outbox, own files; the other's keys open none of them."""
    with serving(office) as server:
        first = accounts.sign_in(
            tmp_path, server.url, ME["account"], PASSWORD, progress=lambda *_: None,
            keychain=MemoryKeychain(broken=True),
        )  # fmt: skip
        first.acts.act("POST", f"/incoming-documents/{OTHER}/comment", {"text": "của người thứ nhất"})
        first.files.fetch(FILE)
        first.drafts.save("ink:x", b"strokes")
        first.close()
        office.person = {
            "id": "0190aaaa-0000-7000-8000-000000000002",
            "account": "khac.mau",
            "full_name": "Người Khác",
        }
        office.effects.clear()
        second = accounts.sign_in(
            tmp_path, server.url, "khac.mau", PASSWORD, progress=lambda *_: None,
            keychain=MemoryKeychain(broken=True),
        )  # fmt: skip
        assert office.effects == []
        assert second.sync.status().pending == 0
        assert not second.files.is_cached(FILE)
        assert second.drafts.keys() == []
        assert second.lists.counts()["attention"] == 0
        second.close()
    folders = [path.parent for path in tmp_path.rglob("outbox.db")]
    assert len(folders) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for folder in folders for path in (folder, *folder.rglob("*")))


def test_the_same_name_on_another_server_is_another_person(office: Office, tmp_path: Path) -> None:
    """One folder, one outbox; what the one wrote is neither seen nor sent by the other, and waits for its author."""

    def signed_in(url: str) -> Desk:
        return accounts.sign_in(
            tmp_path, url, ME["account"], PASSWORD, progress=lambda *_: None, keychain=MemoryKeychain(broken=True)
        )

    own = "0190ffff-0000-7000-8000-000000000001"
    other = Office()
    other.person = {**ME, "id": "0190aaaa-0000-7000-8000-000000000002", "full_name": "Người Khác"}
    with serving(office) as here, serving(other) as there:
        first = signed_in(here.url)
        first.acts.act("POST", "/incoming-documents", {"id": own, "unit_id": UNIT, "summary": "của người thứ nhất"})
        first.acts.act("POST", f"/incoming-documents/{OTHER}/comment", {"text": "của người thứ nhất"})
        assert first.sync.status().pending == 2
        first.close()
        second = signed_in(there.url)
        second.sync.run()
        assert (second.sync.status().pending, second.sync.status().blocked) == (0, 0)
        assert second.lists.rows(ListQuery("incoming_document"), None, 5) == []
        assert second.attention.items() == []
        assert second.lists.counts()["attention"] == 0
        second.close()
        assert other.effects == []
        assert office.effects == []
        again = signed_in(here.url)
        assert again.sync.status().blocked == 0
        again.close()
    assert len(office.effects) == 2
