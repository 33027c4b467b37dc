"""A leader works offline for thirty days while the office goes on, and comes home over a bad link.

Every act either took effect exactly once or stands in Cần chú ý with its text, and so does every stroke of ink. The
bounded run makes about 150 acts; VOFFICE_LONG=1 makes about 900.
"""

from __future__ import annotations

import itertools
import os
import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.stateful import crashes
from tests.stateful.acts import PATH, body_of, pen_note
from tests.stateful.devices import Device
from tests.stateful.link import FAULTS, Link
from tests.stateful.small_office import Office, small_office
from voffice_desktop.domain.records import Kind
from voffice_desktop.store.projector import LIST_KINDS

_A_DAY = 30 if os.environ.get("VOFFICE_LONG") == "1" else 5


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with small_office(tmp_path_factory.mktemp("trip") / "office") as made, crashes.watching():
        yield made


@pytest.fixture
def leader(office: Office, tmp_path: Path) -> Iterator[Device]:
    office.reset()
    with Link(office.ministry.url) as link:
        device = Device("leader", office, office.devices[0], tmp_path, link)
        device.sync()
        yield device
        device.stop()


class _Trip:
    """What the leader did, in order: the marker of each act and, for ink, the ids of the notes."""

    def __init__(self, device: Device, dice: random.Random) -> None:
        self.device = device
        self.dice = dice
        self.said: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self._numbers = itertools.count(1)

    def act(self) -> None:
        """One act on one record, chosen among those that its buttons offer; now and then ink."""
        marker = f"đi công tác {next(self._numbers):04} hết"
        desk = self.device.here.desk
        if self.dice.random() < 0.3:
            files = sorted(key[1] for key in self.device.mirror() if key[0] == "file")
            body = pen_note(marker)
            desk.acts.act("POST", f"/files/{self.dice.choice(files)}/annotations", body)
            self.notes |= {note["id"]: marker for note in body["add"]}
            return
        rows = [(kind, record_id) for kind, record_id in self._rows() if kind in LIST_KINDS]
        kind, record_id = self.dice.choice(rows)
        detail = desk.details.get(kind, record_id)
        assert detail is not None
        offered = [one.name for one in detail.actions if one.enabled and not one.online_only]
        people = [self.device.office.person("truongphong.kcb").user["id"]]
        bodies = {name: body_of(kind, detail.record, name, marker, people) for name in (*offered, "comment")}
        able = {name: body for name, body in bodies.items() if body}
        if self.dice.random() < 0.6:
            able = {"comment": {"text": marker}}
        name = self.dice.choice(sorted(able))
        desk.acts.act("POST", f"/{PATH[kind]}/{record_id}/{name}", able[name])
        self.said[marker] = name

    def _rows(self) -> list[tuple[Kind, str]]:
        with self.device.here.store.databases.cache() as cache:
            return sorted((row[0], row[1]) for row in cache.execute("SELECT kind, id FROM shown"))


def _office_goes_on(office: Office, dice: random.Random, day: int) -> None:
    who = dice.choice(("thuky.tt1", "truongphong.kcb", "chuyenvien.kcb"))
    person = office.person(who)
    slips = sorted(key[1] for key in office.sees(who) if key[0] == "slip")
    name = dice.choice(("comment", "return", "endorse", "receive", "forward", "withdraw", "submit"))
    text = f"ở nhà ngày {day}"
    answer = person.post(f"/slips/{dice.choice(slips)}/{name}", {"comment": text, "text": text})
    assert answer.status_code < 500, answer.text


def test_thirty_days_away(office: Office, leader: Device) -> None:
    dice = random.Random(30)
    trip = _Trip(leader, dice)
    leader.link.down = True
    for day in range(30):
        leader.offset = timedelta(days=day)
        for _act in range(_A_DAY):
            trip.act()
        if day % 7 == 0:
            leader.sync()
            leader.stop()
            leader.start()
            leader.check()
        _office_goes_on(office, dice, day)
    leader.here.desk.drafts.save("ink:dở dang", b"strokes of an unfinished page")
    pending = leader.here.desk.sync.status().pending
    assert pending == len(trip.said) + len(trip.notes) // 2

    leader.offset = timedelta(days=30)
    leader.link.down = False
    for _try in range(12):
        leader.link.faults.extend(dice.choices(("ok", "ok", "ok", *FAULTS), k=6))
        leader.sync()
    leader.link.heal()
    leader.sync()
    leader.sync()
    leader.check()
    leader.check_whole()

    office_notes = Counter(office.notes())
    kept = {id_ for kind, id_ in office.sees("thutruong1") if kind == "annotation"}
    waiting = "\n".join(one.body.decode() for one in leader.here.store.commands())
    shown = "\n".join(item.text for item in leader.here.desk.attention.items())
    for marker, name in trip.said.items():
        done = office_notes[marker]
        assert done + (marker in waiting) == 1, (name, marker, done)
    for note, marker in trip.notes.items():
        assert (note in kept) + (note in waiting) == 1, marker
    done = sum(office_notes[marker] for marker in trip.said)
    assert done > len(trip.said) // 2
    # What was refused is said with its text; what stands behind a refused act of the same record waits for it.
    blocked = [one for one in leader.here.store.commands() if one.state == "blocked"]
    assert len(leader.here.desk.attention.items()) == len(blocked)
    for one in blocked:
        texts = [marker for marker in trip.said if marker.encode() in one.body]
        assert all(marker in shown for marker in texts)
    assert leader.here.desk.drafts.load("ink:dở dang") == b"strokes of an unfinished page"
