"""Đi công tác against a small office: size and time, pause and resume, complete; budget, usefulness, the check."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.keychain import MemoryKeychain
from tests.fakes.office import ME, PASSWORD, UNIT, Office, serving
from tests.fakes.scripted_server import ScriptedServer
from voffice_desktop.clock import utc_now
from voffice_desktop.errors import MachineFault
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.keeping import LEAST_BUDGET
from voffice_desktop.services.trips import Trips
from voffice_desktop.services.values import Changed, SyncStatus
from voffice_desktop.signing import authority

SIZE = 20_000_000


def doc(n: int) -> str:
    return f"0190bbbb-0000-7000-8000-{n:012}"


def file(n: int) -> str:
    return f"0190cccc-0000-7000-8000-{n:012}"


@pytest.fixture
def office() -> Office:
    made = Office()
    made.put("unit", UNIT, code="MAU", name="Cục Mẫu")
    for n in range(6):
        made.document(doc(n), arrival_date=f"2026-11-{10 + n}", status="completed" if n == 5 else "registered")
        made.put("file", file(n), name="a.pdf", media_type="application/pdf", size=SIZE, sha256="0" * 64,
                 owner_kind="incoming_document", owner_id=doc(n))  # fmt: skip
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


def trips(desk: Desk) -> Trips:
    assert desk.trips is not None
    return desk.trips


def pretend(desk: Desk, office: Office, n: int, size: int = SIZE) -> None:
    """Cache a file and let the books say that it is large."""
    desk.files.fetch(file(n))
    store: Any = desk.sync.store  # type: ignore[attr-defined]  # the stored part
    store.databases.write_cache(
        lambda cache: cache.execute("UPDATE blobs SET size = ? WHERE file_id = ?", (size, file(n)))
    )


def cached(desk: Desk) -> list[int]:
    return [n for n in range(6) if desk.files.is_cached(file(n))]


def test_choose_by_days_and_learn_size_and_time(desk: Desk) -> None:
    found = trips(desk).find("incoming_document", "all", "", date(2026, 11, 11), date(2026, 11, 13))
    assert [row.id for row in found] == [doc(3), doc(2), doc(1)]
    plan = trips(desk).plan([(row.kind, row.id) for row in found])
    assert (plan.records, plan.files, plan.size, plan.missing) == (3, 3, 3 * SIZE, 3 * SIZE)
    assert plan.seconds > 0
    assert trips(desk).find("incoming_document", "all", "không có", None, None) == []


def test_a_trip_is_fetched_and_says_when_it_is_complete(desk: Desk, office: Office) -> None:
    there = threading.Event()

    def hear(item: Changed | SyncStatus) -> None:
        if isinstance(item, Changed) and trips(desk).state().complete:
            there.set()

    end = desk.sync.subscribe(hear)
    trips(desk).set_metered("yes")
    trips(desk).begin([("incoming_document", doc(1)), ("incoming_document", doc(2))], date(2026, 12, 1))
    assert not trips(desk).state().complete
    desk.sync.start()
    assert there.wait(20)
    end()
    state = trips(desk).state()
    assert (state.records, state.files, state.files_here, state.return_on) == (2, 2, 2, "2026-12-01")
    # Over a connection paid by volume nothing came but what was chosen.
    assert cached(desk) == [1, 2]
    trips(desk).end()
    assert trips(desk).state().records == 0
    assert cached(desk) == [1, 2]


def test_a_paused_trip_stands_still_until_it_goes_on(desk: Desk, office: Office) -> None:
    trips(desk).begin([("incoming_document", doc(1))], date(2026, 12, 1))
    trips(desk).pause(True)
    synced, there = threading.Event(), threading.Event()

    def hear(item: Changed | SyncStatus) -> None:
        if isinstance(item, SyncStatus) and item.state == "synced":
            synced.set()
        if isinstance(item, Changed) and trips(desk).state().complete:
            there.set()

    end = desk.sync.subscribe(hear)
    desk.sync.start()
    assert synced.wait(20)
    desk.files.fetch(file(4))
    assert cached(desk) == [4]
    assert trips(desk).state().paused
    trips(desk).pause(False)
    assert there.wait(20)
    end()


def test_the_least_useful_go_and_a_trip_stays(desk: Desk, office: Office) -> None:
    for n in (1, 2, 5):
        pretend(desk, office, n)
    trips(desk).begin([("incoming_document", doc(1))], date(2026, 12, 1))
    trips(desk).set_budget(LEAST_BUDGET)
    assert trips(desk).kept().used == 2 * SIZE
    # The finished one went first; the next to go is what is not waiting, never the trip's.
    assert cached(desk) == [1, 2]
    pretend(desk, office, 3)
    assert 1 in cached(desk)
    assert 3 in cached(desk)
    pretend(desk, office, 4)
    assert {1, 4} <= set(cached(desk))
    assert trips(desk).kept().used <= LEAST_BUDGET + SIZE


def test_what_comes_by_itself_puts_out_nothing_useful(desk: Desk, office: Office) -> None:
    for n in (1, 2):
        pretend(desk, office, n)
    trips(desk).set_budget(LEAST_BUDGET)
    files: Any = desk.files
    assert not files.fetch_by_rule(file(3), lambda: False)
    assert cached(desk) == [1, 2]
    # A person who opens it has the last word.
    desk.files.fetch(file(3))
    assert 3 in cached(desk)


def test_the_check_says_what_is_missing_and_how_long_all_lasts(desk: Desk, office: Office) -> None:
    trips(desk).begin([("incoming_document", doc(1))], date(2026, 12, 1))
    today = utc_now().date()
    check = trips(desk).check(today + timedelta(days=10))
    assert (check.files_missing, check.lease_lasts, check.session_lasts, check.ready) == (1, True, True, False)
    desk.files.fetch(file(1))
    check = trips(desk).check(today + timedelta(days=10))
    assert (check.files_missing, check.ready) == (0, True)
    late = trips(desk).check(today + timedelta(days=40))
    assert (late.lease_lasts, late.ready) == (False, False)
    assert late.lease_until


def test_the_check_names_certificates_and_how_the_program_opens_on_the_way(desk: Desk, tmp_path: Path) -> None:
    signing, today = desk.signing, utc_now().date()
    assert signing is not None
    assert trips(desk).check(today).certificates == ()
    authority.demo_credentials(tmp_path)
    key = signing.add_file(tmp_path / "KCB.p12", authority.PASSWORD)
    end = key.certificate.not_after.date()
    (mine,) = trips(desk).check(end - timedelta(days=10)).certificates
    assert mine.lasts
    assert mine.name == key.certificate.subject
    check = trips(desk).check(end + timedelta(days=2))
    assert [one.lasts for one in check.certificates] == [False]
    assert check.password_needed


def test_choices_outlive_the_program(server: ScriptedServer, tmp_path: Path) -> None:
    def again() -> Desk:
        return accounts.sign_in(tmp_path, server.url, ME["account"], PASSWORD, keychain=MemoryKeychain(broken=True))

    desk = again()
    trips(desk).set_budget(777_000_000)
    trips(desk).set_metered("yes")
    trips(desk).pause(True)
    desk.close()
    desk = again()
    kept = trips(desk).kept()
    desk.close()
    assert (kept.budget, kept.metered, kept.metered_now, kept.paused) == (777_000_000, "yes", True, True)


def test_the_system_is_believed_unless_the_user_knows_better(desk: Desk) -> None:
    trips(desk).system_says(True)
    assert trips(desk).kept().metered_now
    trips(desk).set_metered("no")
    assert not trips(desk).kept().metered_now


def test_the_rule_goes_on_behind_what_is_here_already(desk: Desk) -> None:
    """Once the most useful records are cached, those after them are wanted."""
    seen: set[str] = set()
    for _round in range(2):
        wanted = set(desk.files.wanted(2))
        assert len(wanted) == 2
        assert not wanted & seen
        for file_id in wanted:
            desk.files.fetch(file_id)
        seen |= wanted


def test_a_full_disk_is_not_taken_for_the_servers_refusal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A trip whose files find no room is not complete; it goes on when there is room."""
    trips(desk).begin([("incoming_document", doc(0))], date(2026, 12, 1))
    files: Any = desk.files

    def full(*_given: object) -> None:
        raise MachineFault("disk_full")

    with monkeypatch.context() as while_full:
        while_full.setattr(files._fetcher, "fetch", full)
        with pytest.raises(MachineFault):
            files.fetch_by_rule(file(0), lambda: False)
    state = trips(desk).state()
    assert (state.trouble, state.refused, state.complete) == ("disk_full", 0, False)
    assert files.fetch_by_rule(file(0), lambda: False)
    state = trips(desk).state()
    assert (state.trouble, state.complete) == ("", True)
