"""The change feed under writers that commit late, and what it tells to those who lose sight of something.

``VOFFICE_LONG=1`` lets each writer of the race do twenty times as much.
"""

from __future__ import annotations

import dataclasses
import json
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.ministry import Ministry, Person
from tests.small_ministry import MINISTRY, Places, plant
from tests.unit.server.test_core_on_both import letter
from voffice_desktop import ids
from voffice_desktop.domain.records import Assignment, IncomingDocument, User
from voffice_desktop.protocol.routes import digest_term
from voffice_desktop.server import feed, schema
from voffice_desktop.server.feed import Cursor
from voffice_desktop.server.problems import ProblemError
from voffice_desktop.server.serving import Services
from voffice_desktop.server.work import Work

_NOW = "2026-11-20T01:00:00Z"
_READERS = [MINISTRY.user_id(name) for name in ("vanthu.kcb", "chuyenvien.kcb", "thutruong1")]
_PEOPLE = [MINISTRY.user_id(name) for name in ("chuyenvien.kcb", "thutruong1", "chuyenvien.qld", "truongphong.kcb")]
_WRITERS, _ACTS = 8, 20 * (20 if os.environ.get("VOFFICE_LONG") else 1)


class LateWork(Work):
    """Waits a moment between taking its change numbers and committing, as a busy machine does."""

    def _take_numbers(self, count: int) -> int:
        taken = super()._take_numbers(count)
        threading.Event().wait(random.random() * 0.004)
        return taken


class PlainSequenceWork(LateWork):
    """The mistake that the head row prevents: numbers that are given at once and committed later."""

    def _take_numbers(self, count: int) -> int:
        head = schema.head
        with self.connection.engine.connect() as apart:
            taken = apart.execute(
                update(head).where(head.c.id == 1).values(seq=head.c.seq + count).returning(head.c.seq)
            ).scalar_one()
            apart.commit()
        threading.Event().wait(random.random() * 0.02)
        return int(taken)


class Mirror:
    """What one person's client holds after applying pages in order."""

    def __init__(self, user_id: str) -> None:
        self.user_id = user_id
        self.held: dict[str, tuple[str, int]] = {}
        self.cursor: Cursor | None = None
        self.unseen: list[str] = []
        self.expected = (0, "")

    def pull(self, services: Services, limit: int) -> None:
        """Apply pages until there are no more; each is checked against what the same moment says may be seen."""
        more = True
        while more:
            with services.database.read() as connection:
                page = feed.read_page(connection, self.user_id, self.cursor, limit)
                keys = feed.keys_of(connection, self.user_id)
                seen = schema.visible
                alive = select(seen.c.record_id).where(seen.c.key.in_(keys), seen.c.alive)
                visible = set(connection.execute(alive).scalars())
            for change in map(feed_line, page.changes):
                if change[3] == "upsert":
                    self.held[change[1]] = (change[0], change[2])
                    if change[1] not in visible:
                        self.unseen.append(change[1])
                else:
                    self.held.pop(change[1], None)
            self.cursor, more = page.cursor, page.has_more

    def digest(self) -> tuple[int, str]:
        """The same sum as the server's."""
        total = 0
        for record_id, (kind, version) in self.held.items():
            total ^= digest_term(kind, record_id, version)
        return len(self.held), f"{total:016x}"


def feed_line(text: str) -> tuple[str, str, int, str]:
    """(kind, id, version, op) of one change."""
    change = json.loads(text)
    return change["kind"], change["id"], change["version"], change["op"]


def _write(services: Services, work_type: type[Work], seed: int, errors: list[BaseException]) -> None:
    """One writer: letters come, change hands and go; people gain and lose the clerk's office."""
    dice, own = random.Random(seed), list[str]()
    try:
        for _ in range(_ACTS):
            with services.database.write() as connection:
                work = work_type(connection, now=_NOW, caller=None, audit=services.audit)
                work.writing = True
                lot = dice.random()
                if lot < 0.5 or not own:
                    document = IncomingDocument(
                        id=ids.new_id(), unit_id=MINISTRY.unit_id(dice.choice(["KCB", "QLD"])), summary="Về việc"
                    )
                    work.create(dataclasses.replace(document, assignments=_assigned(dice)))
                    own.append(document.id)
                elif lot < 0.9:
                    found = work.find(IncomingDocument, dice.choice(own))
                    assert found is not None
                    if lot > 0.8:
                        own.remove(found.id)
                        work.remove(found)
                    else:
                        work.save(dataclasses.replace(found, assignments=_assigned(dice)))
                elif seed == 0:  # one writer alone moves people: two would only wait for each other
                    user = work.find(User, _READERS[0])
                    assert user is not None
                    work.save(dataclasses.replace(user, roles=[] if user.roles else ["clerk"]))
                work.finish("test")
    except BaseException as error:  # shown by the test: a thread's own traceback would be lost
        errors.append(error)


def _assigned(dice: random.Random) -> list[Assignment]:
    chosen = dice.sample(_PEOPLE, dice.randrange(3))
    return [Assignment(id=ids.new_id(), assignee_kind="user", assignee_id=person, role="lead") for person in chosen]


def _race(places: Places, work_type: type[Work]) -> list[Mirror]:
    """Eight writers while three people pull; then one last pull, and the mirrors."""
    errors: list[BaseException] = []
    with places.services() as services:
        mirrors = [Mirror(reader) for reader in _READERS]
        writers = [
            threading.Thread(target=_write, args=(services, work_type, seed, errors)) for seed in range(_WRITERS)
        ]
        for writer in writers:
            writer.start()
        turn = 0
        while any(writer.is_alive() for writer in writers):
            turn += 1
            mirrors[turn % 3].pull(services, limit=3 + turn % 50)
        for writer in writers:
            writer.join()
        assert not errors, errors
        for mirror in mirrors:
            mirror.pull(services, limit=100)
        with services.database.read() as connection:
            for mirror in mirrors:
                mirror.expected = feed.digest(connection, mirror.user_id)
    return mirrors


def test_eight_writers_and_nothing_is_skipped(places: Places) -> None:
    for mirror in _race(places, LateWork):
        assert mirror.digest() == mirror.expected
        assert not mirror.unseen
        assert len(mirror.held) > 50


def test_a_plain_sequence_would_skip_changes(postgres_database: str, tmp_path: Path) -> None:
    """The race above is worth something: it catches the mistake it is there for."""
    places = Places(postgres_database, (tmp_path / "blobs").as_uri())
    plant(places)
    assert any(mirror.digest() != mirror.expected for mirror in _race(places, PlainSequenceWork))


def test_nobody_numbers_past_a_number_that_is_not_committed(postgres_database: str, tmp_path: Path) -> None:
    """One transaction has its number and dawdles; another waits for it; a reader sees neither, then both."""
    places = Places(postgres_database, (tmp_path / "blobs").as_uri())
    plant(places)
    numbered, go = threading.Event(), threading.Event()
    with places.services() as services:

        def create(work: Work) -> None:
            work.create(IncomingDocument(id=ids.new_id(), unit_id=MINISTRY.unit_id("KCB"), summary="Về việc"))
            work.finish("test")

        def slow() -> None:
            with services.database.write() as connection:
                create(Work(connection, now=_NOW, caller=None, audit=services.audit))
                numbered.set()
                assert go.wait(30)

        def quick() -> None:
            with services.database.write() as connection:
                create(Work(connection, now=_NOW, caller=None, audit=services.audit))

        mirror = Mirror(_READERS[0])
        mirror.pull(services, 100)
        before = set(mirror.held)
        first, second = threading.Thread(target=slow), threading.Thread(target=quick)
        first.start()
        assert numbered.wait(30)
        second.start()
        second.join(0.5)
        assert second.is_alive()
        mirror.pull(services, 100)
        assert set(mirror.held) == before
        go.set()
        first.join()
        second.join()
        mirror.pull(services, 100)
        assert len(set(mirror.held) - before) == 2


@pytest.fixture
def letters(office: Ministry) -> Iterator[tuple[Ministry, Person, Person, str]]:
    """(office, head who directs, specialist, id of a letter assigned to the specialist)."""
    clerk, head = office.person("vanthu.kcb"), office.person("cuctruong.kcb")
    document_id = clerk.post("/incoming-documents", letter(1)).json()["id"]
    _assign(head, document_id, "chuyenvien.kcb")
    yield office, head, office.person("chuyenvien.kcb"), document_id


def _assign(head: Person, document_id: str, account: str) -> None:
    lead = {"assignee_kind": "user", "assignee_id": MINISTRY.user_id(account), "role": "lead"}
    answer = head.post(f"/incoming-documents/{document_id}/assign", {"assignments": [lead]})
    assert answer.status_code == 200, answer.text


def test_who_loses_a_letter_is_told_and_a_stranger_never_is(letters: tuple[Ministry, Person, Person, str]) -> None:
    office, head, specialist, document_id = letters
    stranger = office.person("chuyenvien.qld")
    _, cursor = specialist.all_changes()
    _, far = stranger.all_changes()
    _assign(head, document_id, "truongphong.kcb")
    changes, later = specialist.all_changes(cursor)
    assert (changes[document_id]["op"], changes[document_id]["data"]) == ("remove", None)
    events = [change for change in changes.values() if change["kind"] == "event"]
    assert events
    assert {event["op"] for event in events} == {"remove"}
    assert stranger.all_changes(far)[0] == {}
    assert specialist.get(f"/incoming-documents/{document_id}").status_code == 404
    _assign(head, document_id, "chuyenvien.kcb")
    assert specialist.all_changes(later)[0][document_id]["op"] == "upsert"


def test_a_lost_office_takes_its_records_along(office: Ministry) -> None:
    """Also those that changed after the loss, those that had left the office before it, and after a new start."""
    clerk, helper, admin = office.person("vanthu.byt"), office.person("vanthu.byt.001"), office.person("admin")
    made = [clerk.post("/incoming-documents", letter(number)).json()["id"] for number in range(4)]
    held, cursor = helper.all_changes()
    assert set(made) <= set(held)
    path = f"/users/{helper.user['id']}"
    assert admin.patch(path, {"roles": []}).status_code == 200
    assert clerk.patch(f"/incoming-documents/{made[0]}", {"note": "sau khi thôi việc"}).status_code == 200
    unknown = clerk.post("/incoming-documents", letter(9)).json()["id"]
    changes, after = helper.all_changes(cursor, limit=2)
    assert {made_id: changes[made_id]["op"] for made_id in made} == dict.fromkeys(made, "remove")
    assert unknown not in changes
    assert helper.get("/changes/digest").json()["count"] == len(helper.all_changes()[0])
    # Back in office: everything comes again, and who was away all the time ends with the same.
    assert admin.patch(path, {"roles": ["clerk"]}).status_code == 200
    for start in (cursor, after):
        again, _ = helper.all_changes(start, limit=2)
        assert {again[made_id]["op"] for made_id in [*made, unknown]} == {"upsert"}


def test_what_went_during_an_earlier_tenure_is_told_after_a_new_one(places: Places) -> None:
    """A letter leaves a person's key, the person loses the key and gets it back: the letter must not stay behind."""
    with places.services() as services:
        kcb, clerk = MINISTRY.unit_id("KCB"), MINISTRY.user_id("vanthu.kcb")
        mirror, letters = Mirror(clerk), [ids.new_id() for _ in range(5)]

        def act(step: object) -> None:
            with services.database.write() as connection:
                work = Work(connection, now=_NOW, caller=None, audit=services.audit)
                work.writing = True
                step(work)  # type: ignore[operator]
                work.finish("test")

        def create(work: Work) -> None:
            for record_id in letters:
                work.create(IncomingDocument(id=record_id, unit_id=kcb, summary="Về việc"))

        def move(number: int) -> object:
            def step(work: Work) -> None:
                found = work.find(IncomingDocument, letters[number])
                assert found is not None
                work.save(dataclasses.replace(found, unit_id=MINISTRY.unit_id("QLD")))

            return step

        def roles(*names: str) -> object:
            def step(work: Work) -> None:
                user = work.find(User, clerk)
                assert user is not None
                work.save(dataclasses.replace(user, roles=list(names)))  # type: ignore[arg-type]

            return step

        act(create)
        mirror.pull(services, 2)
        assert set(letters) <= set(mirror.held)
        act(move(0))
        act(roles())
        act(move(1))
        away = Mirror(clerk)
        away.held, away.cursor = dict(mirror.held), mirror.cursor
        away.pull(services, 2)
        assert not set(letters) & set(away.held)
        act(roles("clerk"))
        for late in (mirror, away):
            late.pull(services, 2)
            assert set(letters) & set(late.held) == set(letters[2:])


def test_a_first_synchronisation_tells_of_the_living_alone(office: Ministry) -> None:
    """Also on its later pages, and also of what changed while it ran."""
    clerk, head = office.person("vanthu.kcb"), office.person("cuctruong.kcb")
    made = [clerk.post("/incoming-documents", letter(number)).json()["id"] for number in range(6)]
    for document_id in made[:3]:
        _assign(head, document_id, "chuyenvien.kcb")
        _assign(head, document_id, "truongphong.kcb")
    _assign(head, made[3], "chuyenvien.kcb")
    specialist = office.person("chuyenvien.kcb")
    page = specialist.get("/changes?limit=5").json()
    ops, taken = {change["op"] for change in page["changes"]}, 5
    _assign(head, made[4], "chuyenvien.kcb")
    while page["has_more"]:
        page = specialist.get(f"/changes?limit=5&cursor={page['cursor']}").json()
        ops |= {change["op"] for change in page["changes"]}
        taken += len(page["changes"])
        assert not {change["id"] for change in page["changes"]} & set(made[:3])
    assert ops == {"upsert"}
    assert taken >= specialist.get("/changes/digest").json()["count"]


def test_cursors_that_are_none(office: Ministry, places: Places) -> None:
    one, two = office.person("vanthu.kcb"), office.person("vanthu.qld")
    _, cursor = one.all_changes()
    assert one.get(f"/changes?cursor={cursor}").json() == {"changes": [], "cursor": cursor, "has_more": False}
    turned = cursor[:-1] + ("A" if cursor[-1] != "A" else "B")
    for wrong in ("x", "%00", "ữ", "9" * 5000, turned, cursor[:-4], cursor + "AAAA"):
        answer = one.get(f"/changes?cursor={wrong}")
        assert (answer.status_code, answer.json()["code"]) == (410, "cursor_expired"), wrong
    assert two.get(f"/changes?cursor={cursor}").status_code == 410
    for limit in (0, 5001, "x"):
        assert one.get(f"/changes?limit={limit}").status_code == 422
    with places.services() as services, services.database.read() as connection:
        ahead = Cursor(10**9).encode(services.database.epoch(connection), one.user["id"])
        with pytest.raises(ProblemError):
            feed.read_page(connection, one.user["id"], Cursor(10**9), 10)
    assert one.get(f"/changes?cursor={ahead}").status_code == 410


def test_a_page_is_cut_at_four_megabytes(places: Places) -> None:
    with places.services() as services:
        with services.database.write() as connection:
            work = Work(connection, now=_NOW, caller=None, audit=services.audit)
            for _ in range(6):
                work.create(
                    IncomingDocument(id=ids.new_id(), unit_id=MINISTRY.unit_id("KCB"), summary="x", note="y" * 10**6)
                )
            work.finish("test")
        mirror = Mirror(MINISTRY.user_id("vanthu.kcb"))
        with services.database.read() as connection:
            page = feed.read_page(connection, mirror.user_id, None, 5000)
        assert page.has_more
        assert sum(len(change) for change in page.changes) <= feed.MAX_PAGE_BYTES
        mirror.pull(services, 5000)
        with services.database.read() as connection:
            assert mirror.digest() == feed.digest(connection, mirror.user_id)
