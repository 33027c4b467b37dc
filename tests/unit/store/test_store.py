"""The store: pages, projection, outbox and search stay true whatever comes in which order."""

from __future__ import annotations

import itertools
import json
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
import sqlcipher3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voffice_desktop.domain.records import Actor, Kind, Record, Slip
from voffice_desktop.domain.text import tokens
from voffice_desktop.errors import MachineFault, Rejected, VersionMismatch
from voffice_desktop.protocol.messages import Change
from voffice_desktop.protocol.peeks import stored
from voffice_desktop.protocol.routes import digest_term
from voffice_desktop.store import commands as outbox
from voffice_desktop.store import engine, finding, pages, rows, shown
from voffice_desktop.store.account import Store
from voffice_desktop.store.commands import Command
from voffice_desktop.store.lane import Databases
from voffice_desktop.store.rows import Selection

ME = Actor(id="me", unit_id="u1", roles=frozenset({"clerk"}))
KEYS = (b"c" * 32, b"o" * 32)


def no_overlay(_kind: Kind, record: Record | None, _commands: Sequence[Command], _actor: Actor) -> Record | None:
    return record


def opened(folder: Path, *, create: bool = True) -> Store:
    return Store(Databases(folder, *KEYS, create=create), ME, no_overlay)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = opened(tmp_path)
    yield made
    made.close()


def change(kind: str, record_id: str, version: int = 1, **fields: Any) -> Change:
    return stored(kind, record_id, version, json.dumps({"id": record_id, "version": version} | fields).encode())


def gone(kind: str, record_id: str) -> Change:
    return Change(kind=kind, id=record_id, version=9, op="remove")


def incoming(record_id: str, version: int = 1, **fields: Any) -> Change:
    base = {"unit_id": "u1", "summary": "Về việc điều chỉnh kế hoạch", "issuer_name": "UBND tỉnh Mẫu"}
    return change("incoming_document", record_id, version, **(base | {"arrival_date": "2026-11-20"} | fields))


def check_words(store: Store) -> None:
    store.databases.write_cache(shown.check_words)


def find(store: Store, query: str) -> list[str]:
    with store.databases.cache() as cache:
        return [hit.id for hit in finding.records(cache, query, 50)]


def test_sqlite_utils_runs_on_the_sealed_engine(store: Store) -> None:
    assert engine.sqlite_utils.db.sqlite3 is sqlcipher3
    with store.databases.cache() as cache:
        assert "records" in engine.toolbox(cache).table_names()


def test_page_and_cursor_move_together(store: Store) -> None:
    applied = store.apply_page([incoming("a"), incoming("b"), change("unknown_kind", "x", colour="red")], "c1")
    assert (applied.received, applied.removed) == (3, 0)
    assert store.state("cursor") == "c1"
    with pytest.raises(MachineFault):
        # A row that the schema refuses undoes the whole page.
        store.apply_page([incoming("c"), Change(kind="slip", id=None, version=1, op="upsert")], "c2")  # type: ignore[arg-type]  # a hostile page
    assert store.state("cursor") == "c1"
    assert find(store, "ke hoach") == ["b", "a"]
    check_words(store)


def test_a_page_knows_what_it_does_to_the_digest(store: Store) -> None:
    """Rows that come, are replaced, or go with what hangs under them: the sums of the pages are the mirror's own."""
    hung = [
        change("file", "f", owner_kind="incoming_document", owner_id="a"),
        change("event", "e", subject_id="a", at="2026-11-20T00:00:00Z"),
    ]
    pages_of = [
        [incoming("a"), incoming("b"), *hung],
        [incoming("a", 2), incoming("b")],
        [gone("incoming_document", "a")],
    ]
    count, total = 0, 0
    for number, page in enumerate(pages_of):
        applied = store.apply_page(page, str(number))
        count, total = count + applied.count, total ^ applied.sum
        assert store.databases.write_cache(pages.digest) == (count, f"{total:016x}")
    assert count == 1


def test_a_record_of_an_unknown_shape_is_kept_aside(store: Store) -> None:
    """A later server may say more than this version can read: nothing else suffers, nothing old is shown of it."""
    store.apply_page([incoming("a"), incoming("b"), change("slip", "odd", title=7, route="none")], "c1")
    store.apply_page([incoming("a", 2, summary={"vi": "đổi kiểu"})], "c2")
    assert store.state("cursor") == "c2"
    assert store.record("slip", "odd") is not None
    assert find(store, "ke hoach") == ["b"]
    check_words(store)
    store.apply_page([incoming("a", 3)], "c3")
    assert find(store, "ke hoach") == ["b", "a"]


def test_an_older_state_that_comes_late_puts_nothing_back(store: Store) -> None:
    store.apply_page([incoming("a", 3, summary="bản thứ ba")], "c1")
    store.apply_page([incoming("a", 2, summary="bản thứ hai")], "c2")
    assert json.loads(store.record("incoming_document", "a") or b"")["version"] == 3
    assert (find(store, "thu ba"), find(store, "thu hai")) == (["a"], [])


_TITLES = st.lists(
    st.text("aăâeêioôơuưyđbcdghklmnpqrstvxAĂÂĐ0123456789\u0301\u0323\u0300", min_size=1, max_size=7),
    min_size=1, max_size=8,
).map(" ".join)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(_TITLES, min_size=1, max_size=4), st.sampled_from(("NFC", "NFD")), st.data())
def test_every_document_is_found_by_each_prefix_of_its_words(
    store: Store, titles: list[str], form: Literal["NFC", "NFD"], data: st.DataObject
) -> None:
    """However it is typed: with or without marks, composed or not, whole or as far as it goes."""
    versions = itertools.count(1)
    store.apply_page([incoming(f"d{n}", summary=title) for n, title in enumerate(titles)], str(next(versions)))
    try:
        for n, title in enumerate(titles):
            words = tokens(title)
            if not words:
                continue
            word = data.draw(st.sampled_from(words))
            typed = unicodedata.normalize(form, word[: data.draw(st.integers(1, len(word)))])
            assert f"d{n}" in find(store, typed), (typed, title)
        check_words(store)
    finally:
        store.forget_mirror()


def test_the_same_page_again_changes_nothing(store: Store) -> None:
    page = [incoming("a"), incoming("b", 2)]
    store.apply_page(page, "c1")
    again = store.apply_page(page, "c1")
    assert again.touched == {}
    assert store.databases.write_cache(pages.digest) == (
        2,
        f"{digest_term('incoming_document', 'a', 1) ^ digest_term('incoming_document', 'b', 2):016x}",
    )


def test_a_change_replaces_its_words(store: Store) -> None:
    store.apply_page([incoming("a")], "c1")
    store.apply_page([incoming("a", 2, summary="Phòng chống dịch")], "c2")
    assert find(store, "dich") == ["a"]
    assert find(store, "dieu chinh") == []
    check_words(store)


def test_removal_takes_files_events_words_and_keys(store: Store) -> None:
    store.apply_page(
        [
            incoming("a", file_ids=["f"]),
            change("file", "f", owner_kind="incoming_document", owner_id="a", name="x.pdf"),
            change("annotation", "n", file_id="f", page=1),
            change("event", "e", subject_kind="incoming_document", subject_id="a", at="2026-11-21T00:00:00Z"),
            incoming("b"),
        ],
        "c1",
    )
    name = "0" * 32

    def cached(cache: engine.Connection) -> None:
        cache.execute(
            "INSERT INTO blobs VALUES ('f', 1, ?, ?, 3, 'hash', 'etag', 1, '2026-11-21T00:00:00Z')", (name, b"k")
        )
        finding.put_pages(cache, "f", ["Nội dung trang"], ["noi dung trang"])

    store.databases.write_cache(cached)
    with store.databases.cache() as cache:
        assert [(hit.id, hit.page) for hit in finding.in_pages(cache, "nội dung", 10)] == [("a", 1)]
        row = rows.by_ids(cache, ["a"])[0]
    assert (row.has_ink, row.cached, row.at) == (True, True, "2026-11-21T00:00:00Z")
    applied = store.apply_page([gone("incoming_document", "a")], "c2")
    assert applied.blobs == [name]
    assert applied.lost == {"a"}
    with store.databases.cache() as cache:
        assert cache.execute("SELECT id FROM records").fetchall() == [("b",)]
        assert finding.in_pages(cache, "nội dung", 10) == []
        cache.execute("SELECT * FROM page_words").fetchall()
    assert find(store, "ke hoach") == ["b"]
    check_words(store)


def test_names_that_come_late_reach_the_rows(store: Store) -> None:
    store.apply_page([change("slip", "s", title="Phiếu", drafter_id="me", unit_id="u1", leader_id="l")], "c1")
    store.apply_page([change("unit", "u1", code="KCB", name="Cục Mẫu")], "c2")
    with store.databases.cache() as cache:
        assert rows.by_ids(cache, ["s"])[0].party == "Cục Mẫu"


def test_a_new_name_reaches_every_row_and_its_words(store: Store) -> None:
    """Whoever is renamed is found by the new name and no more by the old one, also where no column shows it."""
    people = [change("unit", "u1", name="Cục Mẫu"), change("user", "d", full_name="Lê Thị Cũ")]
    slip = {"title": "Phiếu", "drafter_id": "d", "unit_id": "u1", "leader_id": "l"}
    store.apply_page([*people, change("slip", "s", **slip), incoming("a")], "1")
    assert (find(store, "le thi cu"), find(store, "cuc mau")) == (["s"], ["s"])
    store.apply_page([change("user", "d", 2, full_name="Lê Thị Mới"), change("unit", "u1", 2, name="Vụ Mẫu")], "2")
    assert (find(store, "le thi cu"), find(store, "le thi moi"), find(store, "vu mau")) == ([], ["s"], ["s"])
    with store.databases.cache() as cache:
        assert rows.by_ids(cache, ["s"])[0].party == "Vụ Mẫu"
    check_words(store)


def test_a_forgotten_mirror_leaves_what_was_made_here_alone(tmp_path: Path) -> None:
    """One's own unsent record stays in sight, its names go and come again; a restart changes nothing."""

    def made_here(_kind: Kind, record: Record | None, waiting: Sequence[Command], _actor: Actor) -> Record | None:
        return record or Slip(id=waiting[0].entity_id, version=0, title="Của tôi", drafter_id="me", leader_id="",
                              unit_id="u1")  # fmt: skip

    store = Store(Databases(tmp_path, *KEYS, create=True), ME, made_here)
    try:
        people = [change("unit", "u1", name="Cục Mẫu"), change("user", "me", full_name="Lê Thị Mẫu")]
        store.apply_page([*people, incoming("a")], "1")
        store.act(command_id="c1", method="POST", path="/slips", kind="slip", entity_id="own", body=b"{}", at="t")
        store.act(command_id="c2", method="POST", path="/incoming-documents/a/comment", kind="incoming_document",
                  entity_id="a", body=b"{}", at="t")  # fmt: skip
        whole = _rows(store)
        store.shut_out("closed")
        assert {(one.state, one.code, one.base) for one in store.commands()} == {
            ("blocked", "account_disabled", None)
        }
        store.forget_mirror()
        left = _rows(store)
        assert [(one.id, one.party, one.blocked) for one in left] == [("own", "", 1)]
        store.refresh(force=True)
        assert _rows(store) == left
        check_words(store)
        store.apply_page([incoming("a")], "1")
        store.apply_page(people, "2")
        check_words(store)
        for command in ("c1", "c2"):
            store.databases.write_outbox(lambda box, name=command: outbox.retry(box, name, name, None, None))
        store.refresh(force=True)
        assert {one[2:] for one in _rows(store)} == {one[2:] for one in whole}
    finally:
        store.close()


def _rows(store: Store) -> list[shown.Shown]:
    with store.databases.cache() as cache:
        found = cache.execute(f"SELECT {', '.join(shown.Shown._fields)} FROM shown ORDER BY id").fetchall()
    return [shown.Shown(*one) for one in found]


def test_lists_page_by_key_in_every_order(store: Store) -> None:
    numbers = [
        incoming(
            f"d{n:03}", symbol=f"{n}/CV", due=f"2026-12-{n % 28 + 1:02}", arrival_date=f"2026-10-{n % 30 + 1:02}"
        )
        for n in range(100)
    ]
    store.apply_page(numbers, "c")
    for sort in ("newest", "due", "symbol"):
        wanted = Selection("incoming_document", sort=sort)
        with store.databases.cache() as cache:
            whole = rows.ids(cache, wanted)
            walked: list[str] = []
            while page := rows.page(cache, wanted, walked[-1] if walked else None, 7):
                walked += [row.id for row in page]
            plan = cache.execute(
                f"EXPLAIN QUERY PLAN SELECT s.id FROM shown s WHERE s.kind = 'slip'"
                f"{' AND s.due IS NOT NULL' if sort == 'due' else ''} ORDER BY {rows._ORDERS[sort][0]} LIMIT 5"
            ).fetchall()
        assert walked == whole
        assert len(whole) == 100
        assert all("TEMP B-TREE" not in str(step) for step in plan), plan
    with store.databases.cache() as cache:
        assert rows.ids(cache, Selection("incoming_document", sort="symbol"))[:3] == ["d000", "d001", "d002"]
        narrowed = Selection("incoming_document", where=(("symbol", "7/CV"), ("unit_id", "u1")))
        assert rows.ids(cache, narrowed) == ["d007"]
        assert rows.count(cache, Selection("incoming_document", text="dieu chinh 7")) == 11  # 7 and 70 to 79


def test_search_puts_exact_marks_first(store: Store) -> None:
    store.apply_page(
        [
            incoming("dinh", summary="Quy định chung"),
            incoming("dinh2", summary="Đình chỉ công tác"),
            incoming("x", summary="Khác"),
        ],
        "c",
    )
    assert set(find(store, "dinh")) == {"dinh", "dinh2"}
    assert find(store, "định")[0] == "dinh"
    assert find(store, "ĐÌNH")[0] == "dinh2"
    assert find(store, '"; DROP') == []
    assert find(store, "") == []


def test_acts_show_at_once_and_survive_reopening(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.apply_page([incoming("a", 4)], "c")
    store.act(
        command_id="cmd",
        method="POST",
        path="/incoming-documents/a/comment",
        kind="incoming_document",
        entity_id="a",
        body=b'{"text":"x"}',
        at="2026-11-22T00:00:00Z",
    )
    with store.databases.cache() as cache:
        assert rows.by_ids(cache, ["a"])[0].pending
    store.databases.write_outbox(lambda box: outbox.mark_sending(box, "cmd"))
    store.close()
    again = opened(tmp_path, create=False)
    command = again.commands()[0]
    assert (command.state, command.base_version, command.action) == ("queued", 4, "comment")
    again.change_command("a", lambda box: outbox.mark_blocked(box, "cmd", "forbidden", "Không được", None))
    with again.databases.cache() as cache:
        row = rows.by_ids(cache, ["a"])[0]
    assert (row.pending, row.blocked) == (False, True)
    again.change_command("a", lambda box: outbox.discard(box, "cmd", "2026-11-22T00:00:00Z"))
    with again.databases.cache() as cache:
        assert not rows.by_ids(cache, ["a"])[0].blocked
    again.close()


def test_a_resync_that_would_empty_the_cache_is_stopped(store: Store) -> None:
    store.apply_page([incoming(f"d{n}") for n in range(50)], "c1")
    store.begin_shadow()
    store.fill_shadow([incoming(f"d{n}") for n in range(30)])
    with pytest.raises(Rejected, match="resync_shrinks"):
        store.swap_shadow("c2", accept_shrink=False)
    assert store.state("cursor") == "c1"
    applied = store.swap_shadow("c2", accept_shrink=True)
    assert (applied.removed, store.state("cursor")) == (20, "c2")
    check_words(store)


def test_a_resync_ends_like_a_fresh_client(store: Store) -> None:
    store.apply_page([incoming(f"d{n}") for n in range(50)], "c1")
    store.begin_shadow()
    store.fill_shadow([incoming(f"d{n}", summary="Bản mới") for n in range(5, 52)])
    store.swap_shadow("c2", accept_shrink=False)
    assert len(find(store, "ban moi")) == 47
    assert find(store, "dieu chinh") == []
    check_words(store)


def test_a_damaged_missing_or_newer_cache_is_no_empty_list(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.apply_page([incoming(f"d{n}") for n in range(300)], "c1")
    store.databases.checkpoint()
    store.close()
    path = tmp_path / "cache.db"
    whole = path.read_bytes()
    for bad in (b"", whole[:100], whole[: len(whole) // 2], b"x" * len(whole)):
        path.write_bytes(bad)
        with pytest.raises(MachineFault, match="cache_damaged"):
            opened(tmp_path, create=False)
    flipped = bytearray(whole)
    flipped[len(whole) * 2 // 3] ^= 1
    path.write_bytes(flipped)
    databases = Databases(tmp_path, *KEYS, create=False)
    with pytest.raises(MachineFault, match="cache_damaged"):
        databases.verify()
    databases.close()
    path.unlink()
    with pytest.raises(MachineFault, match="cache_damaged"):
        opened(tmp_path, create=False)
    path.write_bytes(whole)
    with pytest.raises(MachineFault):
        Databases(tmp_path, b"w" * 32, KEYS[1], create=False)
    databases = Databases(tmp_path, *KEYS, create=False)
    databases.write_outbox(lambda box: box.execute("PRAGMA user_version=99"))
    databases.close()
    with pytest.raises(VersionMismatch, match="cache_newer"):
        opened(tmp_path, create=False)


def test_nothing_readable_and_nobody_else_may_look(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.apply_page([incoming("a", summary="CHUỖI DỄ NHẬN RA")], "c1")
    for path in tmp_path.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
        assert "CHUỖI".encode() not in path.read_bytes()
    store.close()
