"""A small office: the demo ministry's people with a handful of records in every state, planted in a second.

The server keeps running; ``reset`` puts its database back to the beginning, so that each example starts alike. On
SQLite the beginning is a second file, on PostgreSQL a second schema.
"""

from __future__ import annotations

import atexit
import functools
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import insert, update

from tests.ministry import PASSWORD, Ministry, Person, running
from voffice_desktop.domain.records import File, IncomingDocument, Slip, Task
from voffice_desktop.server import contents, passwords, schema
from voffice_desktop.server.app import make_services
from voffice_desktop.server.bulk import BulkWriter, Planted
from voffice_desktop.server.database import Database
from voffice_desktop.server.demo.plan import demo_plan
from voffice_desktop.server.seeding import _Register

ACCOUNTS = ("thutruong1", "thuky.tt1", "chuyenvien.kcb", "truongphong.kcb", "vanthu.kcb", "cuctruong.kcb", "admin")

DEVICES = ("thutruong1", "thutruong1", "thuky.tt1", "chuyenvien.kcb", "truongphong.kcb")
"""Whose devices there are: the leader has two."""


def one_page(words: str = "sample") -> bytes:
    """A valid PDF of one page with a few ASCII words."""
    content = f"BT /F1 14 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _chosen() -> tuple[list[Planted], list[Any], list[Planted], list[Any], list[Any]]:
    """(roots, file plans, annotations and events, users, dossiers) of the small office."""
    plan = demo_plan()
    ledger = plan.ledger
    leader, unit = ledger.user("thutruong1"), ledger.unit("KCB")
    seen: dict[tuple[str, str], int] = {}
    kept: set[str] = set()

    def few(kind: str, state: str, most: int) -> bool:
        seen[kind, state] = seen.get((kind, state), 0) + 1
        return seen[kind, state] <= most

    roots: list[Any] = [*ledger.ministry.units, *ledger.ministry.users, *ledger.ministry.books]
    roots += [one for one in ledger.outside.recipients if one.unit_id or few("recipient", one.group, 1)]
    planted = [Planted(record) for record in roots]
    for item in (*ledger.slips, *ledger.incoming, *ledger.tasks):
        record = item.record
        mine = (
            (
                isinstance(record, Slip)
                and record.leader_id == leader
                and record.unit_id == unit
                and record.state not in ("approved", "cancelled")
                and few("slip", record.state, 2)
            )
            or (
                isinstance(record, IncomingDocument)
                and record.unit_id == unit
                and not record.exchange
                and few("incoming", record.status, 2)
            )
            or (isinstance(record, Task) and record.unit_id == unit and few("task", record.state, 1))
        )
        if mine:
            kept.add(record.id)
            if isinstance(record, Task) and record.source_document_id not in kept:
                record = replace(record, source_document_id=None)
            planted.append(Planted(record, item.root_id, item.created_by))
    files = [file for file in ledger.files if file.owner_id in kept]
    known = kept | {file.id for file in files}
    marks = [one for one in ledger.annotations if one.root_id in known]
    events = [one for one in ledger.events if one.root_id in kept]
    details = [Planted(one.record, one.root_id, one.created_by) for one in (*marks, *events)]
    dossiers = [one for one in ledger.dossiers if one.slip_id in kept]
    return planted, files, details, list(ledger.ministry.users), dossiers


def plant(folder: Path, url: str | None = None) -> None:
    """Make the office's database (at ``url``, or a file in ``folder``) and blobs in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    database = Database(url or f"sqlite:///{folder / 'voffice.db'}")
    database.migrate()
    services = make_services(database, (folder / "blobs").as_uri())
    roots, files, details, users, dossiers = _chosen()
    page = one_page()
    try:
        with database.write() as connection:
            writer, register = BulkWriter(connection), _Register()
            writer.add_all(register.watch(roots))
            blob = services.blobs.put(page)
            records: dict[str, File] = {}
            for file in files:
                contents.keep(connection, file.id, blob, uploader_id=file.created_by)
                records[file.id] = file.record(page, 1)
            writer.add_all(Planted(records[file.id], file.owner_id, file.created_by) for file in files)
            writer.add_all(details)
            register.write(connection, services.now())
            frozen = {
                (one.slip_id, one.revision): {
                    "slip_id": one.slip_id,
                    "revision": one.revision,
                    "at": one.at,
                    "data": json.dumps({"slip": None, "files": []}),
                }
                for one in dossiers
            }
            if frozen:
                connection.execute(insert(schema.slip_revisions), list(frozen.values()))
            hashed = passwords.hash_password(PASSWORD)
            connection.execute(
                insert(schema.credentials),
                [{"user_id": user.id, "account": user.account, "password_hash": hashed} for user in users],
            )
            services.audit.append(connection, at=services.now(), action="seed", outcome="ok", note="small")
            connection.execute(update(schema.head).values(seq=schema.head.c.seq))
    finally:
        services.children.close()
        database.close()


@dataclass(frozen=True)
class _Signed:
    account: str
    token: str
    user: dict[str, Any]

    def at(self, base: str) -> Person:
        """The same session on a server that has a copy of the database."""
        return Person(base, self.account, self.token, self.user)


@functools.cache
def _template() -> tuple[Path, tuple[_Signed, ...], tuple[_Signed, ...]]:
    """(folder, people, devices): planted and signed in once a process; whoever wants an office gets a copy."""
    folder = Path(tempfile.mkdtemp(prefix="small-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    plant(folder)
    with running(f"sqlite:///{folder / 'voffice.db'}", (folder / "blobs").as_uri(), folder) as ministry:
        return folder, *_signed_in(ministry)


def _signed_in(ministry: Ministry) -> tuple[tuple[_Signed, ...], tuple[_Signed, ...]]:
    """Sessions of the people, and one for each device."""
    people = [ministry.sign_in(account) for account in ACCOUNTS]
    devices = [ministry.sign_in(account, device=f"device-{number}") for number, account in enumerate(DEVICES)]
    for person in (*people, *devices):
        person.session.close()
    people_of, devices_of = (
        tuple(_Signed(person.account, person.token, person.user) for person in some) for some in (people, devices)
    )
    return people_of, devices_of


class _SqliteStore:
    """The office's database as a file; its beginning is a copy beside it."""

    def __init__(self, folder: Path) -> None:
        self.live = folder / "voffice.db"
        self._start = folder / "start.db"
        live, start = sqlite3.connect(self.live), sqlite3.connect(self._start)
        live.backup(start)
        live.close()
        start.close()

    def reset(self) -> None:
        """Put everything back."""
        start, live = sqlite3.connect(self._start), sqlite3.connect(self.live, timeout=30)
        try:
            start.backup(live)
        finally:
            start.close()
            live.close()

    def rows(self, question: str) -> list[Any]:
        """What a question finds."""
        live = sqlite3.connect(self.live, timeout=30)
        try:
            return live.execute(question).fetchall()
        finally:
            live.close()


class _PostgresStore:
    """The office's database on PostgreSQL; its beginning lies in a schema of its own."""

    def __init__(self, url: str) -> None:
        self._url = url
        with psycopg.connect(url) as connection:
            names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            self._tables = [sql.Identifier(row[0]) for row in names]
            connection.execute("CREATE SCHEMA beginning")
            for table in self._tables:
                connection.execute(sql.SQL("CREATE TABLE beginning.{0} AS TABLE public.{0}").format(table))

    def reset(self) -> None:
        """Put everything back."""
        with psycopg.connect(self._url) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(self._tables)))
            for table in self._tables:
                connection.execute(
                    sql.SQL("INSERT INTO public.{0} OVERRIDING SYSTEM VALUE TABLE beginning.{0}").format(table)
                )

    def rows(self, question: str) -> list[Any]:
        """What a question finds."""
        with psycopg.connect(self._url) as connection:
            return connection.execute(question).fetchall()


class Office:
    """The running server, its people signed in, and the way back to the beginning."""

    def __init__(self, ministry: Ministry, store: _SqliteStore | _PostgresStore, devices: list[Person]) -> None:
        self.ministry = ministry
        self.devices = devices
        """A session for each device of the machine, so that one can be wiped without the others."""
        self._store = store
        self._tokens = {account: person.token for account, person in ministry.people.items()}
        self.epoch: str = store.rows("SELECT value FROM meta WHERE key = 'epoch'")[0][0]

    def person(self, account: str) -> Person:
        """Somebody talking to the server past every link."""
        return self.ministry.person(account)

    def reset(self) -> None:
        """Put the database back to the beginning."""
        self._store.reset()
        for account, token in self._tokens.items():
            self.person(account).token = token

    def sees(self, account: str) -> dict[tuple[str, str], tuple[int, Any]]:
        """Everything the person may see now: (kind, id) → (version, record)."""
        found, _cursor = self.person(account).all_changes(limit=5000)
        return {(one["kind"], one["id"]): (one["version"], one["data"]) for one in found.values()}

    def wipe(self, number: int) -> None:
        """Mark one of ``devices`` for wiping."""
        answer = self.person("admin").post(f"/devices/device-{number}/wipe")
        assert answer.status_code == 200, answer.text

    def taken(self) -> str:
        """All that the server holds or ever answered as done: where the text of an act that took effect must be."""
        found = [row[0] for row in self._store.rows("SELECT data FROM records")]
        found += [
            bytes(row[0] or b"").decode()
            for row in self._store.rows("SELECT body FROM idempotency WHERE status BETWEEN 200 AND 299")
        ]
        return "\n".join(found)

    @property
    def live(self) -> Path:
        """The database's file, where it is one."""
        assert isinstance(self._store, _SqliteStore)
        return self._store.live

    def notes(self) -> list[str]:
        """The notes of every event of every timeline."""
        return [note for _subject, note in self.said()]

    def said(self) -> list[tuple[str, str]]:
        """(subject, note) of every event of every timeline, in the order in which they happened."""
        rows = self._store.rows("SELECT data FROM records WHERE kind = 'event' ORDER BY seq")
        events = [json.loads(row[0]) for row in rows]
        return [(str(one["subject_id"]), str(one.get("note", ""))) for one in events]

    def records(self, kind: str) -> list[dict[str, Any]]:
        """Every standing record of a kind."""
        rows = self._store.rows(f"SELECT data FROM records WHERE kind = '{kind}' AND NOT removed")
        return [json.loads(row[0]) for row in rows]

    def done_keys(self) -> set[str]:
        """The idempotency keys under which something took effect."""
        return {row[0] for row in self._store.rows("SELECT key FROM idempotency WHERE status BETWEEN 200 AND 299")}


@contextmanager
def small_office(folder: Path, url: str | None = None) -> Iterator[Office]:
    """Planted and running: on SQLite in ``folder``, or on the empty PostgreSQL database at ``url``."""
    if url is not None:
        plant(folder, url)
    else:
        template, people, devices = _template()
        shutil.copytree(template, folder, dirs_exist_ok=True)
    where = url or f"sqlite:///{folder / 'voffice.db'}"
    with running(where, (folder / "blobs").as_uri(), folder) as ministry:
        if url is not None:
            people, devices = _signed_in(ministry)
        ministry.people.update({one.account: one.at(ministry.api) for one in people})
        sessions = [one.at(ministry.api) for one in devices]
        store = _SqliteStore(folder) if url is None else _PostgresStore(url)
        try:
            yield Office(ministry, store, sessions)
        finally:
            for session in sessions:
                session.session.close()
