"""The audit log against somebody who can write the database: nine manipulations (security.md §7), and more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from tests.small_ministry import MINISTRY, Places, command
from voffice_desktop.errors import VofficeError
from voffice_desktop.server import contents, schema, upkeep
from voffice_desktop.server.database import Database
from voffice_desktop.server.serving import Services

_ROWS = 60
_COLUMNS = ", ".join(column.name for column in schema.audit.columns if column.name not in ("seq", "hash"))

MANIPULATIONS = {
    "a row changed": ["UPDATE audit SET note = 'khác' WHERE seq = 30"],
    "a row removed": ["DELETE FROM audit WHERE seq = 30"],
    "the tail cut off": ["DELETE FROM audit WHERE seq > 50"],
    "everything removed": ["DELETE FROM audit"],
    "two rows swapped": [
        "UPDATE audit SET seq = 9999 WHERE seq = 7",
        "UPDATE audit SET seq = 7 WHERE seq = 8",
        "UPDATE audit SET seq = 8 WHERE seq = 9999",
    ],
    "a row added by hand": [
        f"INSERT INTO audit (seq, {_COLUMNS}, hash) SELECT seq + 1, {_COLUMNS}, hash FROM audit WHERE seq = {_ROWS}",
        f"UPDATE audit_head SET seq = {_ROWS + 1}",
    ],
    "a hash overwritten": ["UPDATE audit SET hash = '00' WHERE seq = 3"],
    "a row copied over another": [
        f"UPDATE audit SET ({_COLUMNS}) = (SELECT {_COLUMNS} FROM audit WHERE seq = 9) WHERE seq = 10"
    ],
    "the last row removed": [f"DELETE FROM audit WHERE seq = {_ROWS}"],
}
WITH_HEAD = {
    "the tail cut off, and the head with it": [
        "DELETE FROM audit WHERE seq > 50",
        "UPDATE audit_head SET seq = 50, hash = (SELECT hash FROM audit WHERE seq = 50)",
    ],
    "everything removed, and the head set back": [
        "DELETE FROM audit",
        f"UPDATE audit_head SET seq = 0, hash = '{'0' * 64}'",
    ],
    "the head row removed": ["DELETE FROM audit_head"],
}
_DROP = {
    True: ["DROP TRIGGER audit_unchanged", "DROP TRIGGER audit_undeleted"],
    False: ["DROP TRIGGER audit_rows_stand ON audit", "DROP TRIGGER audit_stands ON audit"],
}


@pytest.fixture
def logged(places: Places) -> Places:
    """A log of sixty rows with a checkpoint."""
    with places.services() as services:
        _append(services, _ROWS - 1)
        with services.database.read() as connection:
            services.audit.checkpoint(connection)
    return places


def _append(services: Services, count: int) -> None:
    with services.database.write() as connection:
        for number in range(count):
            services.audit.append(
                connection,
                at="2026-11-20T01:00:00Z",
                action="file.view",
                outcome="ok",
                actor_id=MINISTRY.user_id("botruong"),
                file_id=f"file-{number}",
                note=f"dòng {number}\x00\n",
            )


def _run(places: Places, statements: list[str]) -> None:
    database = Database(places.database_url)
    try:
        with database.write() as connection:
            for statement in statements:
                connection.execute(text(statement))
    finally:
        database.close()


def test_the_database_refuses_to_change_or_remove_a_row(logged: Places) -> None:
    wanted = ["UPDATE audit SET note = '' WHERE seq = 1", "DELETE FROM audit WHERE seq = 60"]
    for statement in wanted if logged.is_sqlite else [*wanted, "TRUNCATE audit"]:
        with pytest.raises((DBAPIError, VofficeError), match="append-only"):
            _run(logged, [statement])
    with logged.services() as services:
        assert upkeep.verify(services.database, services.blobs) == {"ok": True, "rows": _ROWS, "findings": []}


def test_every_manipulation_is_found(empty_places: Places, logged: Places) -> None:
    """Each on its own, with the triggers dropped as somebody with the database's own rights would do."""
    for name, statements in {**MANIPULATIONS, **WITH_HEAD}.items():
        with logged.services() as services:
            if not logged.is_sqlite:
                # PostgreSQL takes its own triggers back with the transaction.
                with services.database.engine.connect() as connection:
                    for statement in [*_DROP[False], *statements]:
                        connection.execute(text(statement))
                    _rows, findings = services.audit.verify(connection)
                    connection.rollback()
            else:
                copy = Path(logged.database_url.removeprefix("sqlite:///")).with_name("copy.db")
                with services.database.engine.connect() as connection:
                    connection.execute(text(f"VACUUM INTO '{copy}'"))
                _run(Places(f"sqlite:///{copy}", logged.blobs_url), [*_DROP[True], *statements])
                manipulated = Database(f"sqlite:///{copy}")
                with manipulated.read() as connection:
                    _rows, findings = services.audit.verify(connection)
                manipulated.close()
                copy.unlink()
        assert findings, name
        assert all(found["kind"].startswith("audit_") for found in findings), name


def test_the_command_names_what_it_found(logged: Places) -> None:
    assert json.loads(command("verify", *logged.words).stdout) == {"ok": True, "rows": _ROWS, "findings": []}
    _run(logged, [*_DROP[logged.is_sqlite], "UPDATE audit SET outcome = 'ok ' WHERE seq = 30"])
    said = json.loads(command("verify", *logged.words, expect=1).stdout)
    assert said == {"ok": False, "rows": _ROWS, "findings": [{"kind": "audit_row_changed", "seq": 30}]}


def test_a_changed_and_a_lost_file_are_named(logged: Places) -> None:
    folder = Path(logged.blobs_url.removeprefix("file://"))
    with logged.services() as services:
        hashes = [services.blobs.put(data) for data in (b"one", b"two", b"three")]
        with services.database.write() as connection:
            for number, sha256 in enumerate(hashes):
                contents.keep(connection, f"file-{number}", sha256, uploader_id=None)
            connection.execute(
                insert(schema.certified).values(
                    file_id="file-2", unit_id="x", blob=services.blobs.put(b"certified"), by="x", at="x"
                )
            )
        assert upkeep.verify(services.database, services.blobs)["ok"]
    for data, changed in ((b"two", b"twO"), (b"certified", b"")):
        sha256 = next(name for name in folder.glob("*/*") if name.is_file() and name.read_bytes() == data)
        sha256.write_bytes(changed)
    (folder / hashes[0][:2] / hashes[0][2:]).unlink()
    with logged.services() as services:
        said = upkeep.verify(services.database, services.blobs)
    assert {(found["kind"], found["file_id"]) for found in said["findings"]} == {
        ("file_missing", "file-0"),
        ("file_changed", "file-1"),
        ("file_changed", "file-2"),
    }


def test_a_lost_key_and_a_forged_end_are_named(logged: Places) -> None:
    folder = Path(logged.blobs_url.removeprefix("file://")) / "system"
    end, key = (folder / "audit.end").read_bytes(), (folder / "audit.key").read_bytes()
    for name, data, kind in (
        ("audit.end", b"50:" + end.partition(b":")[2], "audit_checkpoint_forged"),
        ("audit.end", b"\xff", "audit_checkpoint_forged"),
        ("audit.end", None, "audit_end_missing"),
        ("audit.key", None, "audit_key_missing"),
    ):
        (folder / name).unlink()
        if data is not None:
            (folder / name).write_bytes(data)
        with logged.services() as services:
            database, blobs = services.database, services.blobs
            if name == "audit.key":
                (folder / name).unlink()
            assert [found["kind"] for found in upkeep.verify(database, blobs)["findings"]] == [kind]
        (folder / "audit.end").write_bytes(end)
        (folder / "audit.key").write_bytes(key)


def test_a_note_holds_no_control_characters(logged: Places) -> None:
    with logged.services() as services, services.database.read() as connection:
        notes = connection.execute(select(schema.audit.c.note).where(schema.audit.c.seq == 2)).scalars().all()
    assert notes == ["dòng 0  "]
