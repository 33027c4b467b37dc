"""The server against the bare framework answering constants, on SQLite and on PostgreSQL; idle streams; growing data.

Seconds are of one request with eight connections at work: the server's own processor time (what counts on a busy
machine), the time between two answers (its inverse is requests a second), and the 99th percentile of waiting.
``VOFFICE_LONG=1`` grows the data to a million records instead of 100,000, and asks more often.
"""

from __future__ import annotations

import json
import os
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import requests
from sqlalchemy import text

from tests.benchmarks.figures import Figure
from tests.benchmarks.server_load import bare_framework, fire, http, in_turn
from tests.ministry import PASSWORD
from tests.postgres import PrivatePostgres, why_not
from tests.small_ministry import MINISTRY, Places, extra_clerks, plant, serving
from voffice_desktop import ids
from voffice_desktop.domain.records import IncomingDocument
from voffice_desktop.protocol import codec
from voffice_desktop.server import feed, passwords, schema
from voffice_desktop.server.audit import AuditLog
from voffice_desktop.server.bulk import BulkWriter, Planted
from voffice_desktop.server.database import Database

_LONG = bool(os.environ.get("VOFFICE_LONG"))
_BIG = 1_000_000 if _LONG else 100_000
_MORE = 2 if _LONG else 1
_SMALL = 10_000
_STREAMS = 200
_SIGN_INS = 6 * _MORE
_AUDIT_ROWS = 5000 * _MORE
_CLERK = MINISTRY.user_id("vanthu.kcb")
_SAMPLE = IncomingDocument(
    id=ids.new_id(),
    unit_id=MINISTRY.unit_id("KCB"),
    issuer_name="Sở Y tế Hà Nội",
    symbol="12/SYT-NV",
    issued_on="2026-11-02",
    type_code="CV",
    summary="Về việc báo cáo công tác khám bệnh, chữa bệnh quý III năm 2026 của các đơn vị trực thuộc",
    status="registered",
)


def measure() -> Iterator[Figure]:
    """All figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _requests(
            "SQLite", Places(f"sqlite:///{folder / 'a' / 'v.db'}", (folder / "a" / "b").as_uri()), folder
        )
        yield from _growth("SQLite", lambda turn: f"sqlite:///{folder / str(turn) / 'v.db'}")
        yield _verification(Places(f"sqlite:///{folder / 'c' / 'v.db'}", (folder / "c" / "b").as_uri()))
        if reason := why_not():
            print(reason)
            return
        with PrivatePostgres() as cluster:
            yield from _requests("PostgreSQL", Places(cluster.new_database(), (folder / "d").as_uri()), folder)
            yield from _growth("PostgreSQL", lambda _turn: cluster.new_database())


# Requests


def _requests(kind: str, places: Places, folder: Path) -> Iterator[Figure]:
    plant(places, extra_clerks(10))
    with places.services() as services, services.database.write() as connection:
        BulkWriter(connection).add_all(Planted(_letter()) for _ in range(3000))
        rows, real = schema.credentials, passwords.hash_password(PASSWORD)  # the planted one is a cheap one
        connection.execute(rows.update().where(rows.c.account == "thutruong1").values(password_hash=real))
    with serving(places, log=folder / "log") as (url, process):
        port = int(url.rpartition(":")[2].partition("/")[0])
        token = _token(url, "vanthu.kcb")
        answer = requests.get(f"{url}/changes?limit=1000", headers=_bearer(token), timeout=60)
        page, cursor = len(answer.content), answer.json()["cursor"]
        while answer.json()["has_more"]:
            answer = requests.get(f"{url}/changes?limit=1000&cursor={cursor}", headers=_bearer(token), timeout=60)
            cursor = answer.json()["cursor"]
        delta = http("GET", f"/api/v1/changes?cursor={cursor}", token)
        first = http("GET", "/api/v1/changes?limit=1000", token)
        count = iter(range(10**6))

        def register() -> bytes:
            body = {"issuer_name": "Sở Y tế Hà Nội", "symbol": f"{next(count)}/SYT", "summary": "Về việc báo cáo"}
            return http("POST", "/api/v1/incoming-documents", token, json.dumps(body).encode())

        # Each wish: its name, how to make requests, how many, the size of the answer, and the goal.
        wishes: list[tuple[str, Callable[[int], list[bytes]], int, int, float | None]] = [
            ("no-change delta", lambda n: [delta] * n, 600 * _MORE, len(answer.content), 6.0),
            ("first-sync page of 1000", lambda n: [first] * n, 16 * _MORE, page, None),
            ("register", lambda n: [register() for _ in range(n)], 40 * _MORE, 1500, None),
        ]
        sizes = {f"{number}": size for number, (*_, size, _goal) in enumerate(wishes)}
        with bare_framework(json.dumps(sizes)) as floor:
            for number, (name, make, times, _size, goal) in enumerate(wishes):
                constant = [http("GET", f"/{number}")] * max(600, times * 5)
                mine, theirs, spread = in_turn(
                    lambda m=make, n=times: fire(port, process.pid, m(n)), lambda c=constant: fire(*floor, c)
                )
                title, ratio = f"{name}, {kind}", mine.processor / theirs.processor
                yield Figure(f"{title}: processor", mine.processor, theirs.processor, ratio, goal, spread)
                yield Figure(f"{title}: 1 / throughput", mine.each, theirs.each, mine.each / theirs.each, None)
                yield Figure(f"{title}: p99", mine.p99, theirs.p99, mine.p99 / theirs.p99, None)
        yield from _sign_ins(kind, port, process.pid)
        yield from _idle_streams(kind, port, token, process.pid)


def _sign_ins(kind: str, port: int, pid: int) -> Iterator[Figure]:
    """Against the password's hash alone, two at a time as the server does it."""
    wanted = passwords.hash_password(PASSWORD)
    account = {"account": "thutruong1", "password": PASSWORD, "device": {"id": "bench", "name": "máy"}}

    def hashes() -> float:
        begin = time.perf_counter()
        for _ in range(_SIGN_INS):
            passwords.verify(wanted, PASSWORD)
        return (time.perf_counter() - begin) / _SIGN_INS

    request = http("POST", "/api/v1/sessions", "", json.dumps(account).encode())
    loads = [(fire(port, pid, [request] * _SIGN_INS, 2), hashes()) for _ in range(2)]
    each, floor = (statistics.median(values) for values in ([load.each for load, _ in loads], [h for _, h in loads]))
    yield Figure(f"sign-in, {kind} / one Argon2id hash", each, floor, each / floor, 2.0)
    p99 = max(load.p99 for load, _ in loads)
    yield Figure(f"sign-in, {kind} / one Argon2id hash, p99", p99, floor, p99 / floor, None)


def _idle_streams(kind: str, port: int, token: str, pid: int) -> Iterator[Figure]:
    mine = _held(port, http("GET", "/api/v1/changes/stream", token), pid)
    with bare_framework("{}") as (bare_port, bare_pid):
        theirs = _held(bare_port, http("GET", "/stream"), bare_pid)
    yield Figure(f"memory of an idle stream, {kind}, kB", 0.0, 0.0, mine, 40.0)
    yield Figure(f"memory of an idle stream, {kind} / bare framework", 0.0, 0.0, mine / theirs, None)


def _held(port: int, request: bytes, pid: int) -> float:
    """kB of memory for each of many streams that are held open."""
    server = psutil.Process(pid)
    before = server.memory_info().rss
    lines = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(_STREAMS)]
    try:
        for line in lines:
            line.sendall(request)
        for line in lines:
            heard = b""
            while b": voffice" not in heard:
                heard += line.recv(4096)
        return float(server.memory_info().rss - before) / _STREAMS / 1024
    finally:
        for line in lines:
            line.close()


# Growth


def _growth(kind: str, url_of: Callable[[int], str]) -> Iterator[Figure]:
    """One letter changes; what its delta costs with little and with much beside it."""
    costs: list[float] = []
    for turn, count in enumerate((_SMALL, _BIG)):
        database = Database(url_of(turn))
        database.migrate()
        with database.write() as connection:
            BulkWriter(connection).add_all(Planted(record) for record in [*MINISTRY.units, *MINISTRY.users])
            _multiply(connection, count, database.is_sqlite)
        letter = _letter()
        with database.write() as connection:
            BulkWriter(connection).add_all([Planted(letter)])
        if not database.is_sqlite:
            with database.engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
        with database.read() as connection:
            head = int(connection.execute(schema.head.select()).one().seq)
        taken = [_delta(database, head - 1, letter.id) for _ in range(40)]
        costs.append(min(taken))
        database.close()
    small, big = costs
    yield Figure(f"one delta at {_BIG:,} records / at {_SMALL:,}, {kind}", big, small, big / small, 1.3)


def _delta(database: Database, seq: int, record_id: str) -> float:
    begin = time.perf_counter()
    with database.read() as connection:
        page = feed.read_page(connection, _CLERK, feed.Cursor(seq), 1000)
    taken = time.perf_counter() - begin
    assert len(page.changes) == 1
    assert record_id in page.changes[0]
    return taken


def _multiply(connection: object, count: int, is_sqlite: bool) -> None:
    """Many letters that the clerk sees, made by the database itself."""
    data = codec.encode(_SAMPLE).decode().replace("'", "''").replace(":", "\\:")
    head = connection.execute(schema.head.select()).one().seq  # type: ignore[attr-defined]
    if is_sqlite:
        series = f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count})"
        name, source = "printf('x%012d', n)", "s"
    else:
        series, name, source = "", "'x' || lpad(n\\:\\:text, 12, '0')", f"generate_series(1, {count}) AS s(n)"
    yes, no = ("1", "0") if is_sqlite else ("true", "false")
    for statement in (
        f"INSERT INTO records (id, kind, version, data, seq, removed, unit_id, state) {series} "
        f"SELECT {name}, 'incoming_document', 1, '{data}', {head} + n, {no}, "
        f"'{_SAMPLE.unit_id}', 'registered' FROM {source}",
        f"INSERT INTO visible (record_id, key, seq, alive, since) {series} "
        f"SELECT {name}, 'clerk\\:{_SAMPLE.unit_id}', {head} + n, {yes}, {head} + n FROM {source}",
        f"UPDATE head SET seq = seq + {count}",
    ):
        connection.execute(text(statement))  # type: ignore[attr-defined]


# The audit log


def _verification(places: Places) -> Figure:
    """Rows of the audit chain verified in a second, in thousands."""
    plant(places)
    with places.services() as services:
        with services.database.write() as connection:
            for number in range(_AUDIT_ROWS):
                services.audit.append(
                    connection,
                    at="2026-11-20T01:00:00Z",
                    action="file.view",
                    outcome="ok",
                    actor_id=_CLERK,
                    subject_kind="incoming_document",
                    subject_id=_SAMPLE.id,
                    file_id=_SAMPLE.id,
                    note=f"bản đọc {number}",
                )
        rates = []
        for _ in range(3):
            begin = time.perf_counter()
            with services.database.read() as connection:
                rows, findings = AuditLog(services.blobs).verify(connection)
            rates.append(rows / (time.perf_counter() - begin) / 1000)
            assert not [found for found in findings if found["kind"] != "audit_end_missing"]
    return Figure("audit rows verified a second, thousands", 0.0, 0.0, statistics.median(rates), 20.0, at_least=True)


def _letter() -> IncomingDocument:
    return replace(_SAMPLE, id=ids.new_id())


def _token(url: str, account: str) -> str:
    body = {"account": account, "password": PASSWORD, "device": {"id": "bench", "name": "máy"}}
    token: str = requests.post(f"{url}/sessions", json=body, timeout=60).json()["token"]
    return token


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
