"""One device of one person: real store, sync and services on a folder, over a link; it may die and start again."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from tests.fakes.keychain import MemoryKeychain
from tests.ministry import Person
from tests.stateful import crashes
from tests.stateful.crashes import Crash, Injector
from tests.stateful.link import Link
from tests.stateful.small_office import Office
from voffice_desktop.clock import utc_now
from voffice_desktop.domain.records import Actor, Kind
from voffice_desktop.errors import Rejected, SignInNeeded
from voffice_desktop.protocol import codec
from voffice_desktop.services import opening
from voffice_desktop.services.opening import OpenAccount
from voffice_desktop.store import commands as outbox
from voffice_desktop.store import shown
from voffice_desktop.store.projector import LIST_KINDS, Projector
from voffice_desktop.store.shown import Shown
from voffice_desktop.vault.header import Header, Keys
from voffice_desktop.vault.wrapping import Stretching


@dataclass
class Promise:
    """An act that the outbox accepted: the marker in its text, and what became of it."""

    marker: str
    action: str
    given_up: bool = False
    """Its author threw it away, or the agency wiped the device."""
    entity_id: str = ""
    """The record it is about."""
    decided: bool = False
    """Its author decided about it in Attention: it may take effect after what was done later."""


@dataclass
class Device:
    """See the module. ``promises`` are kept by the test, not by the device: they outlive its deaths."""

    name: str
    office: Office
    person: Person
    base: Path
    link: Link
    promises: dict[str, Promise] = field(default_factory=dict)
    offset: timedelta = timedelta()
    wiped: bool = False
    account: OpenAccount | None = None
    deaths: int = 0
    password: str | None = None
    """At hand while the program runs, where it was typed to open it."""

    def __post_init__(self) -> None:
        self.folder = self.base / self.name / ("0" * 32)
        self.folder.mkdir(parents=True)
        self.keys = Keys(self.name.encode().ljust(32, b"c"), self.name.encode().ljust(32, b"o"))
        self.header = Header(
            account=self.person.account, full_name=self.person.user["full_name"], server=self.link.url,
            device_id=f"device-{self.name[0]}", handle="", salt="", stretching=Stretching(), cache_wrapped="",
            outbox_wrapped="", remembered=None, last_used="",
        )  # fmt: skip
        self.injector: Injector = crashes.watch(self.folder)
        first = opening.databases_of(self.folder, self.keys, create=True)
        first.write_outbox(self._introduce)
        first.close()
        self.start()

    def _introduce(self, box: Any) -> None:
        outbox.set_fact(box, "user", json.dumps(self.person.user))
        outbox.set_fact(box, "policy", "{}")
        outbox.set_fact(box, "token", self.person.token)

    def clock(self) -> datetime:
        """This device's idea of the time."""
        return utc_now() + self.offset

    def start(self) -> None:
        """The program starts: databases checked, interrupted tries queued again, rows mended."""
        databases = opening.databases_of(self.folder, self.keys, create=False)
        self.account = OpenAccount(
            self.folder.parent, self.folder, self.header, databases, MemoryKeychain(broken=True), self.clock,
            password=self.password,
        )  # fmt: skip

    @property
    def here(self) -> OpenAccount:
        """The running program."""
        assert self.account is not None
        return self.account

    def stop(self) -> None:
        """The program ends in order."""
        if self.account is not None:
            self.account.close()
            self.account = None

    def run(self, work: Any, die_at: int | None = None) -> Any:
        """Do something, perhaps dying at the so-manyth statement; a dead device starts again at once."""
        self.injector.arm(die_at)
        try:
            return work(self.here)
        except Crash:
            self.deaths += 1
            self._start_again()
            return None
        finally:
            self.injector.arm(None)

    def _start_again(self) -> None:
        dead = self.here
        dead.exchange.close()
        dead.store.databases._executor.shutdown()
        if not self.injector.bury():
            # It died after it had been wiped, before anybody heard of it.
            self.account = None
            self.learn(SignInNeeded("device_wiped"))
            return
        self.injector = crashes.watch(self.folder)
        self.start()

    def sync(self, die_at: int | None = None) -> None:
        """One round; what a user would be told is not an error here."""

        def work(account: OpenAccount) -> None:
            try:
                account.syncing.round()
            except Rejected as error:
                assert error.code == "resync_shrinks", error
                account.syncing.round(accept_shrink=True)
            except SignInNeeded as error:
                self.learn(error)

        self.run(work, die_at)

    def learn(self, error: SignInNeeded) -> None:
        """What a refused sign-in means for the promises: a wiped device owes nothing any more."""
        if error.code == "device_wiped":
            self.wiped = True
            for promise in self.promises.values():
                promise.given_up = True
            assert list(self.folder.rglob("*.db")) == []

    def come_back(self, token: str) -> None:
        """The person signs in again on this device; whose password is at hand does so by itself."""
        if self.password is not None:
            return
        self.here.store.set_fact("token", token)
        self.here.exchange.token = token

    def forget(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder.parent, ignore_errors=True)

    # --- what must hold ----------------------------------------

    def mirror(self) -> dict[tuple[str, str], tuple[int, Any]]:
        """(kind, id) → (version, record) as the cache has it."""
        with self.here.store.databases.cache() as cache:
            rows = cache.execute("SELECT kind, id, version, data FROM records").fetchall()
        return {(kind, record_id): (version, json.loads(data)) for kind, record_id, version, data in rows}

    def check(self) -> None:
        """Invariants that hold at any moment, connected or not."""
        store = self.here.store
        store.databases.write_cache(shown.check_words)
        with store.databases.cache() as cache, store.databases.outbox() as box:
            projector = Projector(store.actor, self.here.rules.overlay)
            projector.load(cache, box)
            wanted: dict[str, Shown] = {}
            for kind, n, data in cache.execute("SELECT kind, n, data FROM records").fetchall():
                if kind in LIST_KINDS:
                    row = projector.row(cache, kind, n, data, look_up=True)
                    assert row is not None
                    wanted[row.id] = row
            columns = ", ".join(Shown._fields)
            stand = {row[2]: Shown(*row) for row in cache.execute(f"SELECT {columns} FROM shown").fetchall()}
            for record_id in projector.entities():
                made = projector.kind_made(record_id)
                if made is not None and record_id not in wanted:
                    assert record_id in stand, f"a record made here is not shown: {record_id}"
                    local = projector.row(cache, made, stand[record_id].n, None, look_up=True, record_id=record_id)
                    assert local is not None
                    wanted[record_id] = local
            assert stand == wanted
            kept = {
                bytes(row[0]).decode()
                for row in box.execute("SELECT body FROM commands UNION SELECT body FROM discarded")
            }
            states = {row[0] for row in box.execute("SELECT DISTINCT state FROM commands")}
        assert states <= {"queued", "waiting", "blocked", "acked"}, states
        self._check_promises("\n".join(kept))

    def check_files(self) -> None:
        """No key without its record, no byte without its key, no row or page of words without its record."""
        with self.here.store.databases.cache() as cache:
            files = "(SELECT id FROM records WHERE kind = 'file')"
            orphans = {
                "keys": f"SELECT file_id FROM blobs WHERE file_id NOT IN {files}",
                "pages": f"SELECT file_id FROM pages WHERE file_id NOT IN {files}",
                "rows": "SELECT id FROM shown WHERE n > 0 AND n NOT IN (SELECT n FROM records)",
                "parts": "SELECT id FROM records WHERE kind IN ('file', 'event') AND parent IS NOT NULL"
                " AND parent NOT IN (SELECT id FROM records)",
            }
            found = {name: cache.execute(question).fetchall() for name, question in orphans.items()}
            names = {row[0] for row in cache.execute("SELECT name FROM blobs")}
        with self.here.store.databases.outbox() as box:
            names |= {row[0] for row in box.execute("SELECT blob FROM uploads")}
        assert not any(found.values()), found
        kept = {path.name.partition(".")[0] for path in (self.folder / "blobs").glob("*") if path.is_file()}
        assert kept <= names, "bytes without a key"

    def check_emptied(self) -> None:
        """A person was disabled: rows, words, keys and bytes are gone, and what had not been sent waits for them."""
        assert self.mirror() == {}
        with self.here.store.databases.cache() as cache:
            left = [cache.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("blobs", "pages")]
            foreign = cache.execute("SELECT id FROM shown WHERE n > 0").fetchall()
        assert (left, foreign) == ([0, 0], [])
        self.check_files()
        never_left = [one for one in self.here.store.commands() if one.state != "acked" and not one.attempts]
        assert {one.state for one in never_left} <= {"blocked"}
        assert not any(one.base or one.answer for one in self.here.store.commands())

    def promised(self) -> dict[tuple[str, str], tuple[Any, set[str], int]]:
        """What the screen shows of records that have acts waiting: (look, events so far, how many acts)."""
        waiting = Counter(one.entity_id for one in self.here.store.commands())
        still = {one.entity_id for one in self.here.store.commands() if one.state in ("blocked", "acked")}
        found = {}
        for kind, record_id in self.mirror():
            if kind in LIST_KINDS and record_id in waiting and record_id not in still:
                record = self._overlaid(kind, record_id)
                found[kind, record_id] = (_look(record), set(self._events(record_id)), waiting[record_id])
        return found

    def check_no_flicker(self, before: dict[tuple[str, str], tuple[Any, set[str], int]]) -> None:
        """Where this person's acts alone took effect, the server's record looks as the screen had promised it."""
        waiting = {one.entity_id for one in self.here.store.commands()}
        for (kind, record_id), (look, events, acts) in before.items():
            now = self._overlaid(kind, record_id)
            happened = [actor for event, actor in self._events(record_id).items() if event not in events]
            if now is not None and record_id not in waiting and happened == [self.person.user["id"]] * acts:
                assert _look(now) == look, f"{kind} looks otherwise than it was shown"

    def _overlaid(self, kind: str, record_id: str) -> Any:
        assert self.here.details is not None
        return self.here.details.overlaid(cast("Kind", kind), record_id)

    def _events(self, record_id: str) -> dict[str, str]:
        """Event → actor of one record, as the cache has them."""
        events = (codec.decode(raw, dict) for raw in self.here.store.children(record_id, "event"))
        return {str(one["id"]): str(one["actor_id"]) for one in events}

    def check_not_back(self, before: dict[tuple[str, str], tuple[int, Any]]) -> None:
        """No record went back to an older version."""
        now = self.mirror()
        back = [key for key, (version, _data) in before.items() if key in now and now[key][0] < version]
        assert back == [], "an older version came back"

    def _check_promises(self, kept: str) -> None:
        gone = [one for one in self.promises.values() if not one.given_up and one.marker not in kept]
        taken = self.office.taken() if gone else ""
        for promise in gone:
            assert promise.marker in taken, f"lost: {promise.action} {promise.marker}"

    def check_cursor(self) -> None:
        """The cursor is not ahead of the rows: the feed after it turns the mirror into the server's view."""
        mirror = {key: version for key, (version, _data) in self.mirror().items()}
        cursor = self.here.store.state("cursor")
        if cursor is None:
            return
        found, _last = self.office.person(self.person.account).all_changes(cursor, limit=5000)
        for change in found.values():
            key = (change["kind"], change["id"])
            if change["op"] == "remove":
                mirror.pop(key, None)
            else:
                mirror[key] = change["version"]
        view = {key: version for key, (version, _data) in self.office.sees(self.person.account).items()}
        assert mirror == view

    def check_whole(self) -> None:
        """After quiet: the mirror is what the server shows this person, and nothing waits but what is blocked."""
        assert self.mirror() == self.office.sees(self.person.account)
        waiting = [one for one in self.here.store.commands() if one.state != "blocked"]
        blocked = {one.entity_id for one in self.here.store.commands() if one.state == "blocked"}
        assert [one for one in waiting if one.entity_id not in blocked] == []
        assert self.here.store.actor == Actor.of(codec.decode(self.here.store.fact("user") or "", _user()))


def _look(record: Any) -> Any:
    """What a person sees of a record's standing: where it is, who has it, what it says."""
    names = ("state", "status", "title", "content", "proposal", "note", "summary", "executor_ids")
    steps = [(step.user_id, step.state) for step in getattr(record, "route", ())]
    parts = [(part.assignee_id, part.status) for part in getattr(record, "assignments", ())]
    return [getattr(record, name, None) for name in names], steps, parts


def _user() -> Any:
    from voffice_desktop.domain.records import User

    return User
