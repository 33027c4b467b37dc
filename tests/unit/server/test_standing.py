"""The empty poll goes its own short way: it must say nothing that the long way would not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import update

from tests.ministry import Ministry, Person
from tests.seeded_postgres import tables
from tests.small_ministry import MINISTRY
from tests.unit.server.test_core_on_both import letter
from voffice_desktop.server import schema
from voffice_desktop.server.database import Database


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """For each question of the short way: whether it gave the answer."""
    asked: list[bool] = []
    ask = Database.__init__

    def watched(self: Database, url: str) -> None:
        ask(self, url)
        question = self.standing.ask

        def counted(token: str, now: str) -> object:
            found = question(token, now)
            asked.append(found is not None)
            return found

        self.standing.ask = counted  # type: ignore[assignment,method-assign]

    monkeypatch.setattr(Database, "__init__", watched)
    yield asked


def at_head(person: Person) -> str:
    _, cursor = person.all_changes(limit=5000)
    return cursor


def test_nothing_new_until_there_is(ways: list[bool], office: Ministry) -> None:
    clerk = office.person("vanthu.kcb")
    cursor = at_head(clerk)
    ways.clear()
    for query in (f"cursor={cursor}", f"cursor={cursor}&limit=5000", f"limit=1&cursor={cursor}"):
        answer = clerk.get(f"/changes?{query}")
        assert answer.json() == {"changes": [], "cursor": cursor, "has_more": False}
        assert answer.headers["Cache-Control"] == "no-store"
    assert ways == [True] * 3
    assert clerk.get(f"/changes?cursor={cursor}&limit=5001").status_code == 422
    assert clerk.get(f"/changes?cursor={cursor}&limit=0").status_code == 422
    assert office.person("vanthu.qld").get(f"/changes?cursor={cursor}").status_code == 410
    assert clerk.get(f"/changes?cursor={cursor[:-2]}").status_code == 410
    made = clerk.post("/incoming-documents", letter(1)).json()
    page = clerk.get(f"/changes?cursor={cursor}").json()
    assert made["id"] in [change["id"] for change in page["changes"]]
    assert clerk.get(f"/changes?cursor={page['cursor']}").json()["changes"] == []


@pytest.mark.parametrize("how", ["signed out", "wiped", "disabled", "expired"])
def test_who_is_out_is_out_at_the_head_too(ways: list[bool], office: Ministry, how: str) -> None:
    """Whatever another worker process, here the test itself, writes is seen by the next question."""
    admin, person = office.person("admin"), office.sign_in("vanthu.qld", device="lost")
    if how == "disabled":
        person = office.sign_in("chuyenvien.qld")
    cursor = at_head(person)
    assert person.get(f"/changes?cursor={cursor}").status_code == 200
    rows = schema.sessions
    match how:
        case "signed out":
            assert person.ask("DELETE", "/sessions/current").status_code == 204
        case "wiped":
            assert admin.post("/devices/lost/wipe").status_code == 200
        case "disabled":
            path = f"/users/{MINISTRY.user_id('chuyenvien.qld')}"
            assert admin.patch(path, {"disabled": True}).status_code == 200
        case _:
            with tables(office.database_url) as connection:
                old = update(rows).where(rows.c.device_id == "lost")
                connection.execute(old.values(expires_at="2020-01-01T00:00:00Z"))
    ways.clear()
    answer = person.get(f"/changes?cursor={cursor}")
    assert (answer.status_code, ways) == (401, [False])
    assert answer.json()["code"] == ("device_wiped" if how == "wiped" else "not_signed_in")
    person.session.close()
