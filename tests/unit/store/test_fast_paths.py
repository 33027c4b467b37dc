"""What makes a synchronisation quick must change no answer: slim records, folded words, an index for every list."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voffice_desktop.domain.records import (
    RECORD_TYPES,
    Actor,
    IncomingDocument,
    Kind,
    OutgoingDocument,
    Role,
    Slip,
    Task,
)
from voffice_desktop.domain.text import _FOLD, fold
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.faces import FACES
from voffice_desktop.services.opening import databases_of
from voffice_desktop.store import engine, rows
from voffice_desktop.store.account import Store
from voffice_desktop.store.projector import Projector
from voffice_desktop.store.rows import Selection
from voffice_desktop.store.schema import CACHE_STEPS, SMALL, migrate
from voffice_desktop.vault.header import Keys

_KINDS = ("incoming_document", "outgoing_document", "slip", "task")
_SELECTIONS = [
    *(Selection(kind, sort=sort) for kind in _KINDS for sort in ("newest", "due", "symbol")),
    Selection("slip", statuses=("draft",)),
    Selection("slip", statuses=("draft", "returned"), sort="due"),
    Selection("slip", todo=True),
    Selection("slip", unread=True),
    Selection("task", overdue_before="2026-11-28"),
    Selection("task", open=True, due_from="2026-11-01", due_to="2026-11-28"),
    Selection("slip", at_from="2026-11-01T00:00:00Z", at_before="2026-12-01T00:00:00Z"),
    Selection("incoming_document", text="cong van", party="bo", symbol="12", signer="mau", number="12"),
    Selection("slip", where=(("id", "x"),), or_touched=True),
    Selection("incoming_document", where=(("book_id", "x"),)),
]


class _Watching:
    """A connection that keeps the plan of every list query asked through it."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.plans: list[str] = []

    def execute(self, statement: str, values: Any = ()) -> Any:
        for row in self._connection.execute(f"EXPLAIN QUERY PLAN {statement}", values):
            self.plans.append(row[3])
        return self._connection.execute(statement, values)


@pytest.mark.parametrize("wanted", _SELECTIONS, ids=str)
def test_every_list_query_uses_an_index(tmp_path: Path, wanted: Selection) -> None:
    connection = engine.connect(tmp_path / "cache.db", b"k" * 32)
    try:
        migrate(connection, CACHE_STEPS, tmp_path / "cache.db", keep_copy=False)
        watching = _Watching(connection)
        rows.page(watching, wanted, None, 50)
        rows.ids(watching, wanted)
        rows.count(watching, wanted)
        rows.by_ids(watching, ["x"])
        scans = [plan for plan in watching.plans if plan.startswith("SCAN") and "json_each" not in plan
                 and "VIRTUAL TABLE" not in plan]  # fmt: skip
        assert watching.plans
        assert scans == []
    finally:
        connection.close()


@pytest.mark.parametrize("kind", sorted(SMALL))
def test_people_and_units_are_read_without_looking_at_every_document(tmp_path: Path, kind: Kind) -> None:
    databases = databases_of(tmp_path, Keys(b"c" * 32, b"o" * 32), create=True)
    store = Store(databases, _ME, lambda _kind, whole, _commands, _actor: whole)
    try:
        with databases.cache() as cache:
            watching = _Watching(cache)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(databases, "cache", lambda: nullcontext(watching))
                store.of_kind(kind)
            store._projector.load(watching, databases.write_outbox(lambda box: box))
        assert len(watching.plans) >= 2
        assert all("records_small" in plan for plan in watching.plans if "records" in plan)
    finally:
        store.close()


_ME = Actor(id="me", unit_id="u", roles=frozenset(), secretary_of=frozenset())
_ROLES: tuple[Role, ...] = ("clerk", "unit_head", "secretary")
_DATE = st.sampled_from([None, "2026-11-02"])
_TEXT = st.sampled_from(["", "Công văn 12", "ĐỀ án"])
_IDS = st.lists(st.sampled_from(["a", "b", "me"]), max_size=3)
_ALL: dict[str, Any] = {"version": st.just(1), "unit_id": st.sampled_from(["u", "v"]), "file_ids": _IDS, "due": _DATE}
_RECORDS: dict[str, st.SearchStrategy[Any]] = {
    "incoming_document": st.fixed_dictionaries(_ALL | {
        "arrival_number": st.sampled_from([None, 7]), "arrival_date": _DATE, "issuer_name": _TEXT,
        "issued_on": _DATE, "reply_due": _DATE, "summary": _TEXT, "signer_name": _TEXT, "note": _TEXT,
        "urgency": st.sampled_from(["normal", "express"]),
        "status": st.sampled_from(["arrived", "registered", "assigned", "completed"]),
        "assignments": st.lists(st.fixed_dictionaries({
            "id": st.just("p"), "assignee_kind": st.sampled_from(["user", "unit"]), "role": st.just("lead"),
            "assignee_id": st.sampled_from(["me", "u"]), "due": _DATE, "by": st.sampled_from([None, "me"]),
            "status": st.sampled_from(["assigned", "completed"]),
        }), max_size=3),
    }),
    "outgoing_document": st.fixed_dictionaries(_ALL | {
        "number": st.sampled_from([None, 3]), "symbol": _TEXT, "summary": _TEXT, "issued_on": _DATE,
        "status": st.sampled_from(["draft", "approved", "dispatched"]), "signer_name": _TEXT,
        "recipients": st.lists(st.fixed_dictionaries({"recipient_id": st.just("r"), "name": _TEXT}), max_size=3),
    }),
    "slip": st.fixed_dictionaries(_ALL | {
        "title": _TEXT, "drafter_id": st.sampled_from(["me", "b"]), "leader_id": st.sampled_from(["me", "l"]),
        "state": st.sampled_from(["draft", "in_review", "with_secretary", "with_leader", "approved"]),
        "content": _TEXT, "proposal": _TEXT, "received_at": st.sampled_from([None, "2026-11-02T01:00:00Z"]),
        "route": st.lists(st.fixed_dictionaries({
            "position": st.just(1), "user_id": st.sampled_from(["me", "b"]),
            "state": st.sampled_from(["pending", "endorsed"]),
        }), max_size=2),
    }),
    "task": st.fixed_dictionaries(_ALL | {
        "title": _TEXT, "assigned_by": st.sampled_from(["me", "b"]), "executor_ids": _IDS, "content": _TEXT,
        "state": st.sampled_from(["new", "assigned", "reported", "completed"]),
    }),
}  # fmt: skip


@given(kind=st.sampled_from(_KINDS), data=st.data())
def test_the_slim_record_makes_the_same_row_as_the_whole(kind: str, data: st.DataObject) -> None:
    record = codec.encode({"id": "0190bbbb-0000-7000-8000-000000000001", **data.draw(_RECORDS[kind])})
    roles = data.draw(st.frozensets(st.sampled_from(_ROLES)))
    actor = Actor(id="me", unit_id="u", roles=roles, secretary_of=frozenset({"l"}))
    projector = Projector(actor, lambda _kind, whole, _commands, _actor: whole)
    whole = codec.decode(record, RECORD_TYPES[kind])  # type: ignore[index]
    assert isinstance(whole, IncomingDocument | OutgoingDocument | Slip | Task)
    slim = codec.decode(record, FACES[kind])
    assert projector._shown(1, kind, slim, "", []) == projector._shown(1, kind, whole, "", [])


@given(st.text())
def test_folding_word_by_word_is_folding_the_text(text: str) -> None:
    assert fold(text) == text.translate(_FOLD)
