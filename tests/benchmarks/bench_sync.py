"""First synchronisation, delta and resend against the C floor and two peers; news to my list; an idle hour.

The floor is curl of the same rows as CSV and the sqlite3 shell's import with the same three indexes and the same FTS5
table: all C, nothing checked, nothing decrypted. Client and floor are compared by processor time of their own
processes (wall time follows the machine's load); peers by wall time, in turn with the product's. The floor of a delta
is what ten further deltas cost one curl and one sqlite3 that run already, by tenth: neither start is counted.
VOFFICE_BENCH_ROWS chooses how many rows (10,000 by default).
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import sync_peers
from tests.benchmarks.figures import Figure, show
from tests.benchmarks.sync_feed import DELTA, DELTAS, USER
from tests.fakes.keychain import MemoryKeychain
from voffice_desktop.clock import utc_now
from voffice_desktop.protocol import codec
from voffice_desktop.services import opening
from voffice_desktop.services.values import Changed, SyncStatus
from voffice_desktop.store import commands as outbox
from voffice_desktop.store import engine
from voffice_desktop.vault.header import Header, Keys
from voffice_desktop.vault.wrapping import Stretching

ROWS = int(os.environ.get("VOFFICE_BENCH_ROWS", "10000"))
_TURNS = 3
_FLOOR_SQL = """PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;
PRAGMA temp_store=MEMORY;
CREATE TABLE doc (n INTEGER PRIMARY KEY, kind TEXT, id TEXT, version INTEGER, data TEXT, symbol TEXT, party TEXT,
 title TEXT, at TEXT, urgency TEXT, due TEXT, status TEXT, fold TEXT);
CREATE UNIQUE INDEX doc_id ON doc (id, kind); CREATE INDEX doc_newest ON doc (kind, at DESC, n DESC);
CREATE INDEX doc_status ON doc (kind, status, at DESC, n DESC);
CREATE VIRTUAL TABLE words USING fts5 (fold, content='doc', content_rowid='n',
 tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 4', detail=none);
.mode csv
.import {rows} doc
BEGIN; INSERT INTO words (words) VALUES ('rebuild'); COMMIT;
"""


_DELTA_SQL = """CREATE TEMP TABLE d AS SELECT * FROM doc WHERE 0;
.import {rows} d
BEGIN; INSERT INTO words (words, rowid, fold) SELECT 'delete', n, fold FROM doc WHERE n IN (SELECT n FROM d);
INSERT INTO doc SELECT * FROM d WHERE true ON CONFLICT (n) DO UPDATE SET version = excluded.version,
 data = excluded.data, symbol = excluded.symbol, party = excluded.party, title = excluded.title, at = excluded.at,
 urgency = excluded.urgency, due = excluded.due, status = excluded.status, fold = excluded.fold;
INSERT INTO words (rowid, fold) SELECT n, fold FROM d; COMMIT; DROP TABLE d;
"""


class _Unsealed:
    """A connection that never hears of a key: the product on plain SQLite."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, statement: str, *values: Any) -> Any:
        if statement.startswith(("PRAGMA key", "PRAGMA cipher")):
            return self._connection.execute("SELECT 1 WHERE 0")
        return self._connection.execute(statement, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@contextmanager
def _unsealed() -> Iterator[None]:
    real = engine.sqlite.connect
    engine.sqlite.connect = lambda *given, **named: _Unsealed(real(*given, **named))
    try:
        yield
    finally:
        engine.sqlite.connect = real


@contextmanager
def _account(server: str, folder: Path, *, plain: bool = False) -> Iterator[opening.OpenAccount]:
    fresh = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    keys = Keys(b"c" * 32, b"o" * 32)
    header = Header("vanthu.mau", "Nguyễn Văn Mẫu", server, "bench", "", "", Stretching(), "", "", None, "")

    def introduce(box: Any) -> None:
        outbox.set_fact(box, "user", codec.encode(USER).decode())
        outbox.set_fact(box, "token", "t")

    def opened() -> opening.OpenAccount:
        databases = opening.databases_of(folder, keys, create=fresh)
        if fresh:
            databases.write_outbox(introduce)
        return opening.OpenAccount(
            folder.parent, folder, header, databases, MemoryKeychain(broken=True), utc_now, password=None
        )

    if plain:
        with _unsealed():
            account = opened()
            try:
                yield account
            finally:
                account.close()
        return
    account = opened()
    try:
        yield account
    finally:
        account.close()


@contextmanager
def _feed(folder: Path) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.sync_feed", str(ROWS), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _own(work: Callable[[], object]) -> tuple[float, float]:
    """(processor seconds of this process, wall seconds)."""
    begin, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - begin, time.perf_counter() - wall


def _children() -> float:
    """Processor seconds that ended children took so far."""
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def _shell(database: Path, script: str) -> None:
    subprocess.run(["sqlite3", database], input=script.encode(), check=True, stdout=subprocess.DEVNULL)


def _floor(server: str, folder: Path) -> tuple[float, float]:
    """Processor seconds of curl and the sqlite3 shell: (for all rows, for one delta)."""
    folder.mkdir()
    rows, begin = folder / "got.csv", _children()
    subprocess.run(["curl", "-s", "-o", rows, f"{server}/rows.csv"], check=True)
    _shell(folder / "floor.db", _FLOOR_SQL.format(rows=rows))
    first = _children() - begin
    few, many = (_floor_deltas(server, folder, turns) for turns in (range(1, 2), range(1, DELTAS + 1)))
    return first, (many - few) / (DELTAS - 1)


def _floor_deltas(server: str, folder: Path, turns: range) -> float:
    begin = _children()
    wanted = [word for turn in turns for word in ("-o", f"{folder}/{turn}.csv", f"{server}/delta-{turn}.csv")]
    subprocess.run(["curl", "-s", *wanted], check=True)
    pragmas, script = _FLOOR_SQL.partition("CREATE TABLE")[0], ".mode csv\n"
    script += "".join(_DELTA_SQL.format(rows=f"{folder}/{turn}.csv") for turn in turns)
    _shell(folder / "floor.db", pragmas + script)
    return _children() - begin


def _figure(name: str, mine: list[float], floor: list[float], goal: float | None) -> Figure:
    ratios = [a / b for a, b in zip(mine, floor, strict=True)]
    middle = statistics.median(ratios)
    return Figure(
        name, statistics.median(mine), statistics.median(floor), statistics.median(mine) / statistics.median(floor),
        goal, (max(ratios) - min(ratios)) / middle,
    )  # fmt: skip


def measure() -> list[Figure]:
    """The figures; two minutes on a quiet machine."""
    with tempfile.TemporaryDirectory(prefix="bench-sync-") as name, _feed(Path(name)) as server:
        folder = Path(name)
        taken: dict[str, list[float]] = {}
        for turn in range(_TURNS):
            for plain in (True, False):
                what = "plain" if plain else "sealed"
                with _account(server, folder / f"{what}-{turn}", plain=plain) as account:
                    cpu, wall = _own(account.engine.run)
                    assert account.store.state("cursor") == "head"
                    taken.setdefault(what, []).append(cpu)
                    taken.setdefault(f"{what} wall", []).append(wall)
                    if plain:
                        continue
                    account.store.set_state("cursor", "again-0")
                    taken.setdefault("again", []).append(_own(account.engine.run)[0])
                    deltas = []
                    for number in range(1, DELTAS + 1):
                        account.store.set_state("cursor", f"delta-{number}")
                        deltas.append(_own(partial(account.engine.run, eager=False)))
                    taken.setdefault("delta", []).append(statistics.median(cpu for cpu, _wall in deltas))
                    taken.setdefault("delta wall", []).append(statistics.median(wall for _cpu, wall in deltas))
                    idle = [_own(partial(account.engine.run, eager=False))[0] for _round in range(10)]
                    taken.setdefault("idle", []).append(statistics.median(idle))
            whole, delta = _floor(server, folder / f"floor-{turn}")
            taken.setdefault("floor", []).append(whole)
            taken.setdefault("floor delta", []).append(delta)
    first = f"first synchronisation of {ROWS} rows"
    figures = [
        _figure(f"{first}, plain, against the C floor", taken["plain"], taken["floor"], 2.2),
        _figure(f"{first}, sealed, against the C floor", taken["sealed"], taken["floor"], 2.6),
        _figure("the same rows sent again, against their first write", taken["again"], taken["sealed"], 0.2),
        _figure(f"delta of {DELTA} changes, sealed, against the C floor", taken["delta"], taken["floor delta"], None),
        _value("first synchronisation, sealed: thousand rows a second (wall)",
               ROWS / 1000 / statistics.median(taken["sealed wall"])),
        _value("processor seconds of an idle hour (60 empty rounds)", 60 * statistics.median(taken["idle"]), 5.0),
    ]  # fmt: skip
    return figures + _against_peers(taken) + [_news()]


def _value(name: str, value: float, goal: float | None = None) -> Figure:
    return Figure(name, 0, 0, value, goal)


def _against_peers(taken: dict[str, list[float]]) -> list[Figure]:
    figures = []
    for name, ask, goal in (("Anki's server and client", sync_peers.anki, 1.2), ("PouchDB", sync_peers.pouchdb, 1.0)):
        found = ask(ROWS)
        if found is None:
            continue
        first, delta = statistics.median(taken["sealed wall"]), statistics.median(taken["delta wall"])
        figures.append(
            Figure(f"first synchronisation of {ROWS} rows against {name} (wall)", first, found["first"],
                   first / found["first"], goal)
        )  # fmt: skip
        figures.append(
            Figure(
                f"delta of {DELTA} changes against {name} (wall)", delta, found["delta"], delta / found["delta"], None
            )
        )
    return figures


def _news() -> Figure:
    """Seconds from another user's act (answered) to the news of it in my client, by the stream of a real server."""
    from tests.stateful.devices import Device
    from tests.stateful.link import Link
    from tests.stateful.small_office import small_office

    waits = []
    with tempfile.TemporaryDirectory(prefix="bench-news-") as name, small_office(Path(name) / "office") as office:
        link = Link(office.ministry.url).straight()
        device = Device("0-leader", office, office.devices[0], Path(name), link)
        heard, synced = threading.Event(), threading.Event()

        def hear(item: Changed | SyncStatus) -> None:
            if isinstance(item, Changed) and slip in item.ids:
                heard.set()
            if isinstance(item, SyncStatus) and item.state == "synced":
                synced.set()

        slip = next(
            key[1] for key, (_v, data) in office.sees("thutruong1").items()
            if key[0] == "slip" and data["state"] == "with_leader"
        )  # fmt: skip
        device.here.desk.sync.subscribe(hear)
        device.here.desk.sync.start()
        synced.wait(30)
        threading.Event().wait(1.5)  # the stream opens after the first round
        for n in range(8):
            heard.clear()
            office.person("thuky.tt1").post(f"/slips/{slip}/comment", {"text": f"tin {n}"})
            begin = time.perf_counter()
            assert heard.wait(90)
            waits.append(time.perf_counter() - begin)
        device.stop()
    return _value("seconds from another's act to my list (median of 8)", statistics.median(waits), 2.0)


if __name__ == "__main__":
    sys.exit(show(measure()))
