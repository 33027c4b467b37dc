"""Saves a small used database of the present schema, for the day when it is an old one.

``python -m tests.migrations.save`` writes ``tests/migrations/REVISION/``: ``voffice.db.gz`` (SQLite),
``voffice.sql.gz`` (PostgreSQL) and ``audit.key.hex``. Run it in the commit before a migration is added.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import tempfile
from pathlib import Path

from sqlalchemy import text

from tests.ministry import Ministry, running
from tests.postgres import PrivatePostgres, programs
from tests.small_ministry import MINISTRY, Places, extra_clerks, plant
from voffice_desktop.server.blobstore import open_blob_store
from voffice_desktop.server.database import Database

HERE = Path(__file__).resolve().parent
AUDIT_KEY = "system/audit.key"


def main() -> None:
    """Make both databases with one audit key and pack them."""
    key = os.urandom(32)
    with tempfile.TemporaryDirectory() as name, PrivatePostgres() as cluster:
        folder = Path(name)
        for url in (f"sqlite:///{folder / 'voffice.db'}", cluster.new_database()):
            places = Places(url, (folder / url.partition(":")[0] / "blobs").as_uri())
            open_blob_store(places.blobs_url).put_named(AUDIT_KEY, key)
            plant(places, extra_clerks(1))
            with running(places.database_url, places.blobs_url, folder) as office:
                _use(office)
            target = HERE / _revision(url)
            target.mkdir(exist_ok=True)
            (target / "audit.key.hex").write_text(key.hex() + "\n", encoding="ascii")
            if places.is_sqlite:
                data = (folder / "voffice.db").read_bytes()
                (target / "voffice.db.gz").write_bytes(gzip.compress(data, 9, mtime=0))
            else:
                dump = subprocess.run(
                    [str(programs() / "pg_dump"), "--no-owner", "--no-privileges", "--inserts", url],
                    capture_output=True,
                    check=True,
                )
                (target / "voffice.sql.gz").write_bytes(gzip.compress(dump.stdout, 9, mtime=0))


def _use(office: Ministry) -> None:
    """A few acts, so that every table of daily work has rows."""
    clerk, head = office.person("vanthu.kcb"), office.person("cuctruong.kcb")
    letter = {
        "issuer_name": "Sở Y tế Hà Nội",
        "issued_on": "2026-11-02",
        "type_code": "CV",
        "summary": "Về việc báo cáo",
    }
    for number in (1, 2):
        document = clerk.post("/incoming-documents", {**letter, "symbol": f"{number}/SYT-NV"}).json()
        lead = {"assignee_kind": "user", "assignee_id": MINISTRY.user_id("chuyenvien.kcb"), "role": "lead"}
        head.post(f"/incoming-documents/{document['id']}/assign", {"assignments": [lead]})
    slip = {
        "title": "Trình ký",
        "content": "Nội dung",
        "proposal": "Kính trình",
        "leader_id": MINISTRY.user_id("thutruong1"),
    }
    office.person("chuyenvien.kcb").post("/slips", slip)
    admin = office.person("admin")
    admin.patch(f"/users/{MINISTRY.user_id('thuky.tt2')}", {"roles": []})


def _revision(url: str) -> str:
    database = Database(url)
    with database.read() as connection:
        revision: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    database.close()
    return revision


if __name__ == "__main__":
    main()
