"""What a file record's bytes are: the stored original, its PDF rendition, and where they came from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from voffice_desktop.server import schema


@dataclass(frozen=True, slots=True)
class FileContent:
    """The blobs of one file: SHA-256 of the original, of the PDF rendition of an office file, and its places."""

    file_id: str
    blob: str
    rendition: str | None
    uploader_id: str | None
    secret_mark: bool
    places: dict[str, Any]
    """Where number, date and signatures belong on the pages (``signing.fields``), if they were found."""

    @property
    def readable(self) -> str:
        """The blob of the PDF that people read."""
        return self.rendition or self.blob


def keep(
    connection: Connection,
    file_id: str,
    blob: str,
    *,
    uploader_id: str | None,
    rendition: str | None = None,
    secret_mark: bool = False,
    places: dict[str, Any] | None = None,
) -> None:
    """Say which bytes a new file record stands for."""
    connection.execute(
        insert(schema.file_contents).values(
            file_id=file_id,
            blob=blob,
            rendition=rendition,
            uploader_id=uploader_id,
            secret_mark=secret_mark,
            places=json.dumps(places) if places else None,
        )
    )


def replace(connection: Connection, file_id: str, blob: str, *, places: dict[str, Any] | None = None) -> None:
    """Let the file stand for other bytes from now on (a number filled in, a signature added)."""
    values: dict[str, Any] = {"blob": blob, "rendition": None}
    if places is not None:
        values["places"] = json.dumps(places)
    rows = schema.file_contents
    connection.execute(update(rows).where(rows.c.file_id == file_id).values(**values))


def find(connection: Connection, file_id: str) -> FileContent | None:
    """The bytes of a file record, or None for a record without any (synthetic load)."""
    rows = schema.file_contents
    row = connection.execute(select(rows).where(rows.c.file_id == file_id)).first()
    if row is None:
        return None
    places = json.loads(row.places) if row.places else {}
    return FileContent(row.file_id, row.blob, row.rendition, row.uploader_id, row.secret_mark, places)
