"""Numbers of register books: 1, 2, 3 … for each book and year of Vietnam, whoever asks at once, on both databases."""

from __future__ import annotations

import concurrent.futures
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from sqlalchemy import delete, select

from tests.ministry import Ministry, running
from tests.small_ministry import MINISTRY, Places
from tests.unit.server.test_core_on_both import letter
from voffice_desktop.server import schema, upkeep
from voffice_desktop.server.database import Database
from voffice_desktop.server.work import Work

_BOOK = MINISTRY.book_id("BYT", "outgoing")


def test_fifty_clerks_register_at_once(office: Ministry) -> None:
    accounts = [f"vanthu.byt.{number:03d}" for number in range(1, 11)]
    tokens = [office.person(account).token for account in accounts] * 5
    begin = threading.Barrier(50)

    def register(number: int) -> list[int]:
        headers = {"Authorization": f"Bearer {tokens[number]}"}
        begin.wait(60)
        given = []
        for turn in (0, 1):
            body = letter(number * 2 + turn)
            answer = requests.post(f"{office.api}/incoming-documents", json=body, headers=headers, timeout=120)
            assert answer.status_code == 201, answer.text
            given.append(answer.json()["arrival_number"])
        return given

    with concurrent.futures.ThreadPoolExecutor(50) as pool:
        given = [number for numbers in pool.map(register, range(50)) for number in numbers]
    assert sorted(given) == list(range(1, 101))


def test_many_clerks_register_the_same_letter_once(office: Ministry, monkeypatch: pytest.MonkeyPatch) -> None:
    given = Work.next_number

    def dawdle(work: Work, book_id: str, year: int, record_id: str) -> int:
        threading.Event().wait(0.05)  # so that whoever could pass the check for duplicates has passed it
        return given(work, book_id, year, record_id)

    monkeypatch.setattr(Work, "next_number", dawdle)
    tokens = [office.person(f"vanthu.byt.{number:03d}").token for number in range(1, 11)] * 2
    begin = threading.Barrier(len(tokens))

    def register(token: str) -> int:
        begin.wait(60)
        headers = {"Authorization": f"Bearer {token}"}
        return requests.post(
            f"{office.api}/incoming-documents", json=letter(1), headers=headers, timeout=120
        ).status_code

    with concurrent.futures.ThreadPoolExecutor(len(tokens)) as pool:
        codes = sorted(pool.map(register, tokens))
    assert codes == [201] + [409] * (len(tokens) - 1)
    assert office.person("vanthu.byt").post("/incoming-documents", letter(2)).json()["arrival_number"] == 2


def test_a_request_that_fails_gives_its_number_back(places: Places) -> None:
    """Fifty clerks number outgoing documents; every third one's transaction comes to nothing."""
    with places.services() as services:

        def number(turn: int) -> int | None:
            try:
                with services.database.write() as connection:
                    work = Work(connection, now="2026-11-20T01:00:00Z", caller=None, audit=services.audit)
                    given = work.next_number(_BOOK, 2026, f"document-{turn}")
                    if turn % 3 == 0:
                        raise InterruptedError
                    work.finish("outgoing.number")
            except InterruptedError:
                return None
            return given

        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            given = [found for found in pool.map(number, range(120)) if found is not None]
        assert sorted(given) == list(range(1, 81))
        assert upkeep.verify(services.database, services.blobs)["ok"]


@pytest.mark.parametrize(
    ("moment", "year", "number"),
    [
        ("2026-12-31T16:30:00+00:00", 2026, 4),  # 23:30 on 31/12 in Vietnam
        ("2026-12-31T17:30:00+00:00", 2027, 1),  # 00:30 on 01/01
    ],
)
def test_the_new_year_begins_at_one_in_vietnam(
    places: Places, tmp_path: Path, moment: str, year: int, number: int
) -> None:
    clock = [datetime(2026, 12, 31, 5, 0, tzinfo=UTC)]
    with running(places.database_url, places.blobs_url, tmp_path, clock=lambda: clock[0]) as office:
        clerk = office.person("vanthu.byt")
        for turn in range(3):
            assert clerk.post("/incoming-documents", letter(turn)).json()["arrival_number"] == turn + 1
        clock[0] = datetime.fromisoformat(moment)
        made = clerk.post("/incoming-documents", letter(9)).json()
        assert (made["arrival_number"], made["arrival_date"][:4]) == (number, str(year))
        register = clerk.get(f"/books/{MINISTRY.book_id('BYT', 'incoming')}/register").json()["items"]
        assert [line["number"] for line in register] == list(range(1, number + 1))
        assert register[-1]["record_id"] == made["id"]


def test_a_cancelled_number_keeps_its_reason_and_is_never_given_again(office: Ministry) -> None:
    clerk, book = office.person("vanthu.byt"), MINISTRY.book_id("BYT", "incoming")
    assert clerk.post("/incoming-documents", letter(1)).json()["arrival_number"] == 1
    path = f"/books/{book}/numbers/cancel"
    assert clerk.post(path, {"reason": " "}).status_code == 422
    assert office.person("vanthu.kcb").post(path, {"reason": "Nhầm"}).status_code == 403
    cancelled = clerk.post(path, {"reason": "Viết hỏng trên sổ giấy"})
    assert cancelled.status_code == 200
    assert [(one["number"], one["state"]) for one in cancelled.json()["items"]] == [(2, "cancelled")]
    assert clerk.post("/incoming-documents", letter(2)).json()["arrival_number"] == 3
    lines = clerk.get(f"/books/{book}/register").json()["items"]
    assert [(line["number"], line["cancelled_reason"]) for line in lines] == [
        (1, None),
        (2, "Viết hỏng trên sổ giấy"),
        (3, None),
    ]
    first = clerk.get(f"/books/{book}/register?limit=2").json()
    rest = clerk.get(f"/books/{book}/register?limit=2&cursor={first['cursor']}").json()
    assert ([line["number"] for line in rest["items"]], rest["cursor"]) == ([3], None)
    assert office.person("admin").get("/audit/verify").json()["ok"]


def test_verify_names_a_gap(places: Places) -> None:
    with places.services() as services:
        with services.database.write() as connection:
            work = Work(connection, now="2026-11-20T01:00:00Z", caller=None, audit=services.audit)
            for turn in range(3):
                work.next_number(_BOOK, 2026, f"document-{turn}")
            work.cancel_number(_BOOK, 2026, "Hỏng")
        assert upkeep.verify(services.database, services.blobs)["ok"]
        _forget(services.database, 2)
        findings = upkeep.verify(services.database, services.blobs)["findings"]
        assert [(found["kind"], found["missing"]) for found in findings] == [("numbering_gap", [2])]


def _forget(database: Database, number: int) -> None:
    rows = schema.numbers
    with database.write() as connection:
        assert connection.execute(select(rows.c.number).where(rows.c.number == number)).first()
        connection.execute(delete(rows).where(rows.c.number == number))
