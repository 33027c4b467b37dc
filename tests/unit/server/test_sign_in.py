"""Sign-in under attack: ten failures in a quarter of an hour for an account and for an address, and no more."""

from __future__ import annotations

import concurrent.futures
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from argon2 import extract_parameters
from sqlalchemy import insert, select, update

from tests.ministry import PASSWORD, Ministry, running
from tests.small_ministry import Places
from voffice_desktop.server import housekeeping, passwords, schema, sessions

_NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


class Desk:
    """A server whose clock the test turns."""

    def __init__(self, office: Ministry, clock: list[datetime]) -> None:
        self.office, self.clock = office, clock

    def ask(self, account: str, password: str, otp: str | None = None) -> requests.Response:
        """One try to sign in."""
        body = {"account": account, "password": password, "otp": otp, "device": {"id": "d", "name": "máy"}}
        return requests.post(f"{self.office.api}/sessions", json=body, timeout=60)

    def codes(self, account: str, password: str, times: int) -> list[int]:
        """The status of as many tries, one after another."""
        return [self.ask(account, password).status_code for _ in range(times)]


@pytest.fixture
def desk(places: Places, tmp_path: Path) -> Iterator[Desk]:
    """The desk, on either database."""
    clock = [_NOW]
    with running(places.database_url, places.blobs_url, tmp_path, clock=lambda: clock[0]) as office:
        yield Desk(office, clock)


def test_the_eleventh_try_has_to_wait_a_quarter_of_an_hour(desk: Desk) -> None:
    assert desk.codes("botruong", "sai", 10) == [401] * 10
    late = desk.ask("botruong", PASSWORD)
    assert (late.status_code, late.json()["code"]) == (429, "too_many_requests")
    assert 0 < int(late.headers["Retry-After"]) <= 900
    desk.clock[0] = _NOW + timedelta(minutes=14, seconds=58)
    assert desk.ask("botruong", PASSWORD).status_code == 429
    desk.clock[0] = _NOW + timedelta(minutes=15, seconds=1)
    assert desk.ask("botruong", PASSWORD).status_code == 201


def test_an_address_is_counted_over_all_accounts(desk: Desk) -> None:
    """Also those that do not exist; an account that is known at this address is not locked out by a neighbour."""
    assert desk.ask("vanthu.kcb", PASSWORD).status_code == 201
    names = [f"khong.co.{number}" for number in range(5)] + ["botruong", "admin", "thutruong1", "thuky.bt", "x"]
    assert [desk.ask(name, "sai").status_code for name in names] == [401] * 10
    assert desk.ask("thutruong2", PASSWORD).status_code == 429
    assert desk.ask("khong.co.9", "sai").status_code == 429
    assert desk.ask("vanthu.kcb", PASSWORD).status_code == 201


def test_a_success_begins_the_count_of_the_account_anew(desk: Desk) -> None:
    assert desk.codes("botruong", "sai", 9) == [401] * 9
    assert desk.ask("BOTRUONG ", PASSWORD).status_code == 201
    assert desk.codes("botruong", "sai", 10) == [401] * 10


def test_parallel_guesses_do_not_pass_the_count_together(desk: Desk) -> None:
    begin = threading.Barrier(30)

    def guess(_: int) -> int:
        begin.wait(60)
        return desk.ask("botruong", "sai").status_code

    with concurrent.futures.ThreadPoolExecutor(30) as pool:
        codes = list(pool.map(guess, range(30)))
    assert (codes.count(401), codes.count(429)) == (10, 20)


def test_an_unknown_account_gets_the_same_answer(desk: Desk) -> None:
    known, unknown = desk.ask("botruong", "sai"), desk.ask("khong.co", "sai")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert set(known.headers) == set(unknown.headers)


def test_an_unknown_account_costs_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """One hash is computed for either, at the same parameters as a new password's."""
    stored, compared = passwords.hash_password(PASSWORD), list[str]()
    hasher = passwords._hasher

    class Watched:
        def verify(self, known: str, password: str) -> bool:
            compared.append(known)
            return hasher.verify(known, password)

    monkeypatch.setattr(passwords, "_hasher", Watched())
    assert not sessions.Known().fits("sai")
    assert not sessions.Known("x", stored).fits("sai")
    assert sessions.Known("x", stored).fits(PASSWORD)
    assert len(compared) == 3
    assert len({repr(extract_parameters(known)) for known in compared}) == 1


def test_no_more_than_two_hashes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes 64 MiB: a flood of sign-ins must not take them all at once."""
    now, most, lock = [0], [0], threading.Lock()

    class Slow:
        def verify(self, _stored: str, _password: str) -> None:
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            threading.Event().wait(0.02)
            with lock:
                now[0] -= 1

    monkeypatch.setattr(passwords, "_hasher", Slow())
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        assert all(pool.map(lambda _: passwords.verify("x", "y"), range(12)))
    assert most[0] == 2


def test_a_flood_of_sign_ins_leaves_room_for_others(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty sign-ins wait for their hash; whoever is signed in already is answered meanwhile."""
    person = desk.office.person("vanthu.kcb")
    go, verify = threading.Event(), passwords.verify

    def slow(stored: str | None, password: str) -> bool:
        go.wait(30)
        return verify(stored, password)

    monkeypatch.setattr(passwords, "verify", slow)
    with concurrent.futures.ThreadPoolExecutor(60) as pool:
        flood = [pool.submit(desk.ask, f"vanthu.byt.{number % 10 + 1:03d}", PASSWORD) for number in range(60)]
        threading.Event().wait(0.5)
        try:
            assert person.ask("GET", "/me").status_code == 200
        finally:
            go.set()
        assert {one.result().status_code for one in flood} == {201}


def test_a_wrong_second_factor_is_counted(desk: Desk, places: Places) -> None:
    with places.services() as services, services.database.write() as connection:
        rows = schema.credentials
        connection.execute(update(rows).where(rows.c.account == "admin").values(otp_secret="JBSWY3DPEHPK3PXP" * 2))
    for _ in range(12):
        assert desk.ask("admin", PASSWORD).json()["code"] == "otp_required"
    codes = [desk.ask("admin", PASSWORD, otp="000000").status_code for _ in range(11)]
    assert codes == [401] * 10 + [429]


def test_what_is_counted_is_on_record_without_the_password(desk: Desk, places: Places) -> None:
    desk.ask("botruong", "matkhau-bi-mat")
    with places.services() as services, services.database.read() as connection:
        rows = connection.execute(select(schema.audit).order_by(schema.audit.c.seq.desc()).limit(1)).all()
    assert (rows[0].action, rows[0].outcome, rows[0].note) == ("session.open", "bad_credentials", "botruong")
    assert "bi-mat" not in repr(rows)


def test_the_out_of_date_is_swept_away(places: Places) -> None:
    """Old tries, answers and given-up uploads with their parts; what still counts stays."""
    tries, answers, begun = schema.sign_in_attempts, schema.idempotency, schema.uploads
    with places.services() as services:
        soon = services.now()
        with services.database.write() as connection:
            for name, at in (("old", "2020-01-01T00:00:00Z"), ("new", soon)):
                one = {"id": name, "account": "a", "address": "x", "at": at, "succeeded": False}
                connection.execute(insert(tries).values(**one))
                connection.execute(insert(answers).values(user_id="u", key=name, request_hash="", at=at))
                upload = {
                    "id": name,
                    "user_id": "u",
                    "name": "a",
                    "media_type": "b",
                    "size": 9,
                    "sha256": "",
                    "at": at,
                }
                connection.execute(insert(begun).values(**upload, received=4, state="open"))
                services.blobs.put_named(f"uploads/{name}/0", b"part")
        housekeeping.sweep(services)
        with services.database.read() as connection:
            for column in (tries.c.id, answers.c.key, begun.c.id):
                assert connection.execute(select(column)).scalars().all() == ["new"]
        assert services.blobs.get_named("uploads/old/0") is None
        assert services.blobs.get_named("uploads/new/0") == b"part"
