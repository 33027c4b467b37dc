"""Looking after a server's data: check everything, back it all up, bring it back."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, Table, insert, select

from voffice_desktop import ids, paths
from voffice_desktop.errors import MachineFault
from voffice_desktop.server import schema
from voffice_desktop.server.audit import AuditLog
from voffice_desktop.server.blobstore import BlobStore, FolderStore, open_blob_store
from voffice_desktop.server.database import Database

_KEY, _END = "system/audit.key", "system/audit.end"
_NAMED = (_KEY, "system/marks.key")
_FILLED = (schema.records, schema.audit, schema.credentials)
_FORMAT = 1


def verify(database: Database, blobs: BlobStore) -> dict[str, Any]:
    """Audit chain, file hashes, numbering gaps. ``{ok, rows, findings}``; a finding names what and where."""
    findings: list[dict[str, Any]] = []
    rows = 0
    with database.read() as connection:
        unused = connection.execute(select(schema.audit.c.seq).limit(1)).first() is None
    try:
        audit = AuditLog(blobs, make_key=unused)
        with database.read() as connection:
            rows, findings = audit.verify(connection)
    except MachineFault as fault:
        findings.append({"kind": fault.code, **fault.params})
    with database.read() as connection:
        findings.extend(_damaged_files(connection, blobs))
        findings.extend(_numbering_gaps(connection))
    return {"ok": not findings, "rows": rows, "findings": findings}


def _damaged_files(connection: Connection, blobs: BlobStore) -> Iterator[dict[str, Any]]:
    contents, certified = schema.file_contents, schema.certified
    wanted = [
        *connection.execute(select(contents.c.file_id, contents.c.blob)),
        *connection.execute(
            select(contents.c.file_id, contents.c.rendition).where(contents.c.rendition.is_not(None))
        ),
        *connection.execute(select(certified.c.file_id, certified.c.blob)),
    ]
    checked: dict[str, str | None] = {}
    for file_id, sha256 in wanted:
        if sha256 not in checked:
            try:
                blobs.get(sha256)
                checked[sha256] = None
            except MachineFault as fault:
                checked[sha256] = fault.code
        if checked[sha256] is not None:
            yield {
                "kind": "file_changed" if checked[sha256] == "blob_damaged" else "file_missing",
                "file_id": file_id,
            }


def _numbering_gaps(connection: Connection) -> Iterator[dict[str, Any]]:
    """Numbers between 1 and the last one given that stand in no register, and numbers of nothing at all."""
    numbers, counters = schema.numbers, schema.counters
    given: dict[tuple[str, int], set[int]] = {}
    empty: list[dict[str, Any]] = []
    notes = schema.settings.c.key
    kept = set(connection.execute(select(notes).where(notes.startswith("reserved:"))).scalars())
    for row in connection.execution_options(yield_per=5000).execute(select(numbers)):
        given.setdefault((row.book_id, row.year), set()).add(row.number)
        reserved = f"reserved:{row.book_id}:{row.year}:{row.number}" in kept
        if row.record_id is None and not row.cancelled_reason and not reserved:
            empty.append(
                {"kind": "number_of_nothing", "book_id": row.book_id, "year": row.year, "number": row.number}
            )
    yield from empty
    last = {(row.book_id, row.year): row.last for row in connection.execute(select(counters))}
    for book_id, year in sorted({*given, *last}):
        if book_id == "slips":
            continue
        found, top = given.get((book_id, year), set()), last.get((book_id, year), 0)
        missing = sorted(set(range(1, max(top, max(found, default=0)) + 1)) - found)
        if missing or max(found, default=0) != top:
            yield {"kind": "numbering_gap", "book_id": book_id, "year": year, "last": top, "missing": missing[:100]}


def back_up(database: Database, blobs: BlobStore, folder: Path) -> dict[str, int]:
    """Write everything into ``folder`` (new or empty): tables as JSON lines, blobs by hash. One moment's state, also
    while the server runs: whatever a record of that moment needs is still there when the blobs are copied."""
    _must_be_empty(folder)
    paths.private_folder(folder)
    rows = 0
    copy = FolderStore(folder / "blobs")
    with database.read() as connection:
        for table in schema.metadata.sorted_tables:
            with _private(folder / f"{table.name}.jsonl") as stream:
                for row in connection.execution_options(yield_per=2000).execute(select(table)):
                    stream.write(json.dumps(_portable(row._asdict()), ensure_ascii=False) + "\n")
                    rows += 1
        # Sealed from the rows that were copied: the store's own may already know of later ones.
        AuditLog(blobs).checkpoint_into(connection, copy)
    count = 0
    for sha256 in blobs.hashes():
        data = _blob(blobs, sha256)
        if data is not None:
            copy.put(data)
            count += 1
    for name in _NAMED:
        data = blobs.get_named(name)
        if data is not None:
            copy.put_named(name, data)
    # Written last: a folder without it is an unfinished backup.
    with _private(folder / "backup.json") as stream:
        stream.write(json.dumps({"format": _FORMAT, "rows": rows, "blobs": count}))
    return {"rows": rows, "blobs": count}


def _blob(blobs: BlobStore, sha256: str) -> bytes | None:
    """The bytes, or None if they were forgotten since they were listed."""
    try:
        return blobs.get(sha256)
    except MachineFault as fault:
        if fault.code == "blob_missing":
            return None
        raise


def _private(path: Path) -> TextIO:
    """A new file that its owner alone may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8")


def restore(database: Database, blobs_url: str, folder: Path) -> dict[str, int]:
    """Bring a backup into an empty database and an empty blob store. Clients resynchronise (new epoch)."""
    try:
        summary = json.loads((folder / "backup.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MachineFault("not_a_backup", folder=str(folder)) from error
    if summary.get("format") != _FORMAT:
        raise MachineFault("backup_of_another_version", found=summary.get("format"))
    blobs = open_blob_store(blobs_url)
    if next(iter(blobs.hashes()), None) is not None or blobs.get_named(_KEY) is not None:
        raise MachineFault("place_not_empty", place=blobs_url)
    database.migrate()
    source = FolderStore(folder / "blobs")
    with database.write() as connection:
        if any(connection.execute(select(table).limit(1)).first() is not None for table in _FILLED):
            raise MachineFault("place_not_empty", place=str(database.url))
        for table in reversed(schema.metadata.sorted_tables):
            connection.execute(table.delete())
        rows = sum(
            _fill(connection, table, folder / f"{table.name}.jsonl") for table in schema.metadata.sorted_tables
        )
        # Cursors of the old database may be ahead of this one: every client starts over. Parts of unfinished uploads
        # are not in a backup: they begin anew, too.
        connection.execute(schema.meta.update().where(schema.meta.c.key == "epoch").values(value=ids.new_id()))
        connection.execute(schema.uploads.delete().where(schema.uploads.c.state == "open"))
        count = 0
        for sha256 in source.hashes():
            blobs.put(source.get(sha256))
            count += 1
        for name in (_END, *_NAMED):
            data = source.get_named(name)
            if data is not None:
                blobs.put_named(name, data)
        if (rows, count) != (summary["rows"], summary["blobs"]):
            raise MachineFault("backup_incomplete", folder=str(folder), rows=rows, blobs=count)
    return {"rows": rows, "blobs": count}


def _fill(connection: Connection, table: Table, path: Path) -> int:
    """One table from its JSON lines. Columns that the backup's version did not have keep their defaults."""
    count = 0
    batch: list[dict[str, Any]] = []
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            batch.append(_native(table.name, json.loads(line)))
            count += 1
            if len(batch) >= 2000:
                connection.execute(insert(table), batch)
                batch.clear()
    if batch:
        connection.execute(insert(table), batch)
    return count


def _must_be_empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise MachineFault("place_not_empty", place=str(folder))


_BINARY = {
    (table.name, column.name)
    for table in schema.metadata.sorted_tables
    for column in table.columns
    if column.type.python_type is bytes
}


def _portable(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: bytes(value).hex() if isinstance(value, bytes | memoryview) else value for name, value in row.items()
    }


def _native(table: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: bytes.fromhex(value) if value is not None and (table, name) in _BINARY else value
        for name, value in row.items()
    }
