"""Backup and restore: SQLite with files, PostgreSQL with S3, and across the two; what a backup must not open."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.ministry import Ministry, running
from tests.small_ministry import Places, command, plant
from tests.unit.server.test_core_on_both import letter, small_pdf
from voffice_desktop.errors import MachineFault
from voffice_desktop.server import schema, upkeep
from voffice_desktop.server.blobstore import open_blob_store
from voffice_desktop.server.database import Database


@pytest.fixture
def on_files(tmp_path: Path) -> Places:
    """A small ministry on SQLite and a folder."""
    places = Places(f"sqlite:///{tmp_path / 'one' / 'voffice.db'}", (tmp_path / "one" / "blobs").as_uri())
    plant(places)
    return places


@pytest.fixture
def on_s3(postgres_database: str, s3_url: str) -> Places:
    """Empty: PostgreSQL and a bucket."""
    return Places(postgres_database, s3_url)


def _use(office: Ministry, number: int = 1) -> str:
    """A letter with a file; the file's id."""
    clerk = office.person("vanthu.kcb")
    file_id = clerk.upload(small_pdf())
    made = clerk.post("/incoming-documents", letter(number, files=[{"id": file_id, "role": "main"}]))
    assert made.status_code == 201, made.text
    # An upload that is under way: its parts are no part of a backup.
    body = {"name": "a.pdf", "size": 1000, "sha256": "0" * 64, "media_type": "application/pdf"}
    path = f"/uploads/{clerk.post('/uploads', body).json()['id']}"
    headers = {"Upload-Offset": "0", "Content-Type": "application/octet-stream"}
    assert clerk.ask("PATCH", path, data=b"x" * 10, headers=headers).status_code == 200
    return file_id


def _tables(places: Places) -> dict[str, str]:
    """A digest of each table's rows, but of what restoring changes on purpose."""
    database = Database(places.database_url)
    with database.read() as connection:
        found = {}
        for table in schema.metadata.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            if table.name == "uploads":
                rows = [row for row in rows if "'open'" not in row]
            if table.name == "meta":
                rows = []
            found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    database.close()
    return found


def _round(source: Places, target: Places, folder: Path) -> None:
    with source.services() as services:
        counts = upkeep.back_up(services.database, services.blobs, folder)
        hashes = sorted(services.blobs.hashes())
    assert counts["blobs"] == len(hashes)
    database = Database(target.database_url)
    upkeep.restore(database, target.blobs_url, folder)
    assert sorted(open_blob_store(target.blobs_url).hashes()) == hashes
    assert _tables(source) == _tables(target)
    assert upkeep.verify(database, open_blob_store(target.blobs_url))["ok"]
    database.close()


def test_there_and_back_again(on_files: Places, on_s3: Places, tmp_path: Path) -> None:
    """Files to PostgreSQL and S3, used there, and back to files: every table the same, the chain whole."""
    with running(on_files.database_url, on_files.blobs_url, tmp_path) as office:
        file_id = _use(office)
        _, cursor = office.person("vanthu.kcb").all_changes()
    _round(on_files, on_s3, tmp_path / "backup-1")
    with running(on_s3.database_url, on_s3.blobs_url, tmp_path) as office:
        clerk = office.person("vanthu.kcb")
        expired = clerk.get(f"/changes?cursor={cursor}")
        assert (expired.status_code, expired.json()["code"]) == (410, "cursor_expired")
        assert clerk.post("/incoming-documents", letter(2)).json()["arrival_number"] == 2
        assert clerk.get(f"/files/{file_id}/reading-copy").content.startswith(b"%PDF")
        assert _use(office, 3)
    third = Places(f"sqlite:///{tmp_path / 'three' / 'voffice.db'}", (tmp_path / "three" / "blobs").as_uri())
    _round(on_s3, third, tmp_path / "backup-2")


def test_the_commands(on_files: Places, tmp_path: Path) -> None:
    backup, empty = tmp_path / "backup", tmp_path / "two"
    target = Places(f"sqlite:///{empty / 'voffice.db'}", (empty / "blobs").as_uri())
    said = json.loads(command("backup", *on_files.words, str(backup)).stdout)
    assert said["rows"] > 50
    assert json.loads(command("restore", *target.words, str(backup)).stdout) == said
    refused = command("restore", *target.words, str(backup), expect=1)
    assert refused.stderr.startswith("voffice-server: place_not_empty")
    assert len(refused.stderr.splitlines()) == 1


def test_a_place_that_is_not_empty_is_left_as_it_is(on_files: Places, tmp_path: Path) -> None:
    with on_files.services() as services:
        upkeep.back_up(services.database, services.blobs, tmp_path / "backup")
        with pytest.raises(MachineFault, match="place_not_empty"):
            upkeep.back_up(services.database, services.blobs, tmp_path / "backup")
    other = Places(f"sqlite:///{tmp_path / 'two' / 'voffice.db'}", (tmp_path / "two" / "blobs").as_uri())
    plant(other)
    before = _tables(other)
    full, empty = Database(other.database_url), Database(f"sqlite:///{tmp_path / 'three' / 'voffice.db'}")
    free = (tmp_path / "three" / "blobs").as_uri()
    for database, blobs in ((full, free), (empty, other.blobs_url), (full, other.blobs_url)):
        with pytest.raises(MachineFault, match="place_not_empty"):
            upkeep.restore(database, blobs, tmp_path / "backup")
    assert _tables(other) == before
    full.close()
    empty.close()


@pytest.mark.parametrize("harm", ["no summary", "a table cut short", "a blob changed", "a blob lost"])
def test_a_damaged_backup_restores_nothing(on_files: Places, tmp_path: Path, harm: str) -> None:
    backup = tmp_path / "backup"
    with on_files.services() as services:
        services.blobs.put(b"one")
        services.blobs.put(b"two")
        upkeep.back_up(services.database, services.blobs, backup)
    blob = next(path for path in (backup / "blobs").glob("*/*") if path.is_file() and path.read_bytes() == b"one")
    if harm == "no summary":
        (backup / "backup.json").unlink()
    elif harm == "a table cut short":
        lines = (backup / "records.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        (backup / "records.jsonl").write_text("".join(lines[:-1]), encoding="utf-8")
    elif harm == "a blob changed":
        blob.write_bytes(b"onE")
    else:
        blob.unlink()
    database = Database(f"sqlite:///{tmp_path / 'two' / 'voffice.db'}")
    with pytest.raises(MachineFault):
        upkeep.restore(database, (tmp_path / "two" / "blobs").as_uri(), backup)
    if harm != "no summary":
        with database.read() as connection:
            assert connection.execute(select(func.count()).select_from(schema.records)).scalar_one() == 0
    database.close()


def test_a_backup_is_one_moment_while_clerks_work(on_files: Places, tmp_path: Path) -> None:
    """Also the audit chain's end: the store's own is already ahead of the rows that were copied."""
    stop, made = threading.Event(), list[int]()
    with running(on_files.database_url, on_files.blobs_url, tmp_path) as office:
        clerk = office.person("vanthu.kcb")

        def work() -> None:
            while not stop.is_set():
                answer = clerk.post("/incoming-documents", letter(len(made)))
                made.append(answer.json()["arrival_number"])
                with services.database.read() as connection:
                    services.audit.checkpoint(connection)

        with on_files.services() as services:
            worker = threading.Thread(target=work)
            worker.start()
            try:
                for turn in range(3):
                    while len(made) <= turn + 1 and worker.is_alive():  # something happens around every backup
                        stop.wait(0.01)
                    upkeep.back_up(services.database, services.blobs, tmp_path / f"backup-{turn}")
            finally:
                stop.set()
                worker.join()
    assert len(made) > 3
    for turn in range(3):
        place = tmp_path / f"place-{turn}"
        database = Database(f"sqlite:///{place / 'voffice.db'}")
        upkeep.restore(database, (place / "blobs").as_uri(), tmp_path / f"backup-{turn}")
        result = upkeep.verify(database, open_blob_store((place / "blobs").as_uri()))
        assert result["ok"], result
        database.close()


def test_a_backup_opens_no_other_way_to_clean_bytes(on_files: Places, tmp_path: Path) -> None:
    """Its files are the owner's alone, and behind a restored server every route refuses as it did before."""
    with running(on_files.database_url, on_files.blobs_url, tmp_path) as office:
        file_id = _use(office)
        refused = _refusals(office, file_id)
    with on_files.services() as services:
        upkeep.back_up(services.database, services.blobs, tmp_path / "backup")
    for folder, _folders, names in os.walk(tmp_path / "backup"):
        assert Path(folder).stat().st_mode & 0o077 == 0, folder
        for name in names:
            assert (Path(folder) / name).stat().st_mode & 0o077 == 0, name
    two = Places(f"sqlite:///{tmp_path / 'two' / 'voffice.db'}", (tmp_path / "two" / "blobs").as_uri())
    database = Database(two.database_url)
    upkeep.restore(database, two.blobs_url, tmp_path / "backup")
    database.close()
    with running(two.database_url, two.blobs_url, tmp_path) as office:
        assert _refusals(office, file_id) == refused
    assert all(status in (403, 404, 405, 409) for status, _ in refused.values()), refused


def _refusals(office: Ministry, file_id: str) -> dict[tuple[str, str], tuple[int, str]]:
    found = {}
    for account in ("vanthu.kcb", "vanthu.qld", "botruong", "admin", "cuctruong.kcb"):
        person = office.person(account)
        for way in (f"/files/{file_id}/original", f"/files/{file_id}/certified", f"/blobs/{file_id}", "/backup"):
            if account == "vanthu.kcb" and way.endswith("original"):
                continue  # the clerk brought it, and the letter may still be corrected
            answer = person.get(way)
            found[account, way] = (answer.status_code, answer.json()["code"])
    return found
