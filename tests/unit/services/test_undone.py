"""Ten seconds in which a decision can be undone: it stays on the machine, whatever is synchronised meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.keychain import MemoryKeychain
from tests.fakes.office import ME, PASSWORD, UNIT, Office, serving
from voffice_desktop.clock import utc_now
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk

DOCUMENT = "0190bbbb-0000-7000-8000-000000000001"
PATH = f"/incoming-documents/{DOCUMENT}/comment"


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def desk(hands: Hands, tmp_path: Path) -> Iterator[Desk]:
    office = Office()
    office.put("unit", UNIT, code="MAU", name="Cục Mẫu")
    office.document(DOCUMENT)
    with serving(office) as server:
        made = accounts.sign_in(
            tmp_path,
            server.url,
            ME["account"],
            PASSWORD,
            progress=lambda *_: None,
            keychain=MemoryKeychain(broken=True),
        )
        made.sync._engine._pusher._clock = hands  # type: ignore[attr-defined]  # what decides whether it may go
        yield made
        made.close()


def waiting(desk: Desk) -> list[Any]:
    with desk.sync.store.databases.outbox() as box:  # type: ignore[attr-defined]  # the stored part
        return [tuple(row) for row in box.execute("SELECT id, state, code FROM commands WHERE state != 'acked'")]


def test_a_held_act_does_not_leave_until_its_time(desk: Desk, hands: Hands) -> None:
    sent = desk.acts.act("POST", PATH, {"text": "Đã xem"}, hold=10)
    assert desk.sync.run().sent == 0
    assert waiting(desk) == [(sent, "waiting", "held")]
    hands.ahead = timedelta(seconds=11)
    assert desk.sync.run().sent == 1
    assert not desk.acts.undo(sent)


def test_undone_leaves_no_trace(desk: Desk, hands: Hands) -> None:
    sent = desk.acts.act("POST", PATH, {"text": "Đã xem"}, hold=10)
    assert desk.lists.rows_by_id("incoming_document", [DOCUMENT])[0].pending
    assert desk.acts.undo(sent)
    assert waiting(desk) == []
    assert not desk.lists.rows_by_id("incoming_document", [DOCUMENT])[0].pending
    hands.ahead = timedelta(minutes=1)
    assert desk.sync.run().sent == 0
    assert not desk.acts.undo(sent)
