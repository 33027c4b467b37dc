"""Every past version's database comes up to the present schema with all it holds, on both databases."""

from __future__ import annotations

import gzip
import os
import subprocess
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select, text

from tests.migrations.save import AUDIT_KEY
from tests.ministry import running
from tests.postgres import programs
from tests.small_ministry import MINISTRY, Places
from voffice_desktop.errors import VersionMismatch
from voffice_desktop.server import schema, upkeep
from voffice_desktop.server.blobstore import open_blob_store
from voffice_desktop.server.database import Database

_HERE = Path(__file__).resolve().parent
_SAVED = sorted(path.name for path in _HERE.iterdir() if (path / "audit.key.hex").exists())


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """An empty database of either kind."""
    blobs = (tmp_path / "blobs").as_uri()
    if request.param == "sqlite":
        return Places(f"sqlite:///{tmp_path / 'voffice.db'}", blobs)
    return Places(request.getfixturevalue("postgres_database"), blobs)


def _load(places: Places, revision: str) -> None:
    """Bring the saved database of ``revision`` into the places."""
    folder = _HERE / revision
    key = bytes.fromhex((folder / "audit.key.hex").read_text(encoding="ascii"))
    open_blob_store(places.blobs_url).put_named(AUDIT_KEY, key)
    if places.is_sqlite:
        Path(places.database_url.removeprefix("sqlite:///")).write_bytes(
            gzip.decompress((folder / "voffice.db.gz").read_bytes())
        )
        return
    found = programs()
    assert found is not None
    subprocess.run(
        [str(found / "psql"), "--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", places.database_url],
        input=gzip.decompress((folder / "voffice.sql.gz").read_bytes()),
        stdout=subprocess.DEVNULL,
        check=True,
        env={**os.environ, "PGCONNECT_TIMEOUT": "10"},
    )


def test_there_is_a_saved_database_of_every_past_version() -> None:
    versions = sorted(path.name[:4] for path in Path(upkeep.__file__).parent.glob("migrations/versions/0*.py"))
    assert versions[:-1] == _SAVED


@pytest.mark.parametrize("revision", _SAVED)
def test_a_past_version_comes_up_and_works_on(empty: Places, tmp_path: Path, revision: str) -> None:
    _load(empty, revision)
    database = Database(empty.database_url)
    with database.read() as connection:
        before = connection.execute(select(func.count()).select_from(schema.records)).scalar_one()
        rows = connection.execute(select(func.count()).select_from(schema.audit)).scalar_one()
    database.migrate()
    database.migrate()
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(schema.records)).scalar_one() == before
    database.close()
    with running(empty.database_url, empty.blobs_url, tmp_path) as office:
        clerk = office.person("vanthu.kcb")
        held, cursor = clerk.all_changes(limit=7)
        letters = [change for change in held.values() if change["kind"] == "incoming_document"]
        assert len(letters) == 2
        again = {"issuer_name": "Sở Y tế Hà Nội", "symbol": "1/SYT-NV", "issued_on": "2026-11-02", "summary": "x"}
        assert clerk.post("/incoming-documents", again).json()["code"] == "duplicate"
        made = clerk.post("/incoming-documents", {**again, "symbol": "3/SYT-NV"}).json()
        assert made["arrival_number"] == 3
        assert made["id"] in clerk.all_changes(cursor)[0]
        drafted = [c for c in office.person("chuyenvien.kcb").all_changes()[0].values() if c["kind"] == "slip"]
        assert [change["data"]["state"] for change in drafted] == ["draft"]
        # What an old database cannot say of earlier tenures errs on the side of telling.
        admin = office.person("admin")
        assert admin.patch(f"/users/{MINISTRY.user_id('vanthu.kcb')}", {"roles": []}).status_code == 200
        gone = clerk.all_changes(cursor)[0]
        assert {gone[change["id"]]["op"] for change in letters} == {"remove"}
        result = admin.get("/audit/verify").json()
        assert result["ok"], result
        assert result["rows"] > rows


def test_the_migrations_make_what_the_schema_says(empty: Places) -> None:
    database = Database(empty.database_url)
    database.migrate()
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), schema.metadata)
        assert differences == []
        tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
        assert tables == set(schema.metadata.tables)
    database.close()


def test_a_database_of_a_newer_program_is_left_alone(empty: Places) -> None:
    database = Database(empty.database_url)
    database.migrate()
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(VersionMismatch, match="database_newer"):
        database.migrate()
    with database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
    database.close()
