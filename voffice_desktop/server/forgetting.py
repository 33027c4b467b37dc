"""Nothing stays of what must not be here: the uploads that a request refused as secret had named."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import delete, or_, select, update

from voffice_desktop.domain.records import File
from voffice_desktop.server import schema
from voffice_desktop.server.work import Work


def named_uploads(raw: bytes) -> list[str]:
    """The file ids that a JSON body names in ``files`` and ``file_ids``."""
    try:
        body = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return []
    if not isinstance(body, dict):
        return []
    items: list[Any] = [
        *(item.get("id") for item in _list(body.get("files")) if isinstance(item, dict)),
        *_list(body.get("file_ids")),
    ]
    return [item for item in items if isinstance(item, str)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def forget(work: Work, file_ids: list[str]) -> list[str]:
    """Take away the caller's own uploads among ``file_ids`` that belong to no record: record, name, place of the
    bytes. Finishes the work. Returns the hashes of the bytes that nothing else needs, to be deleted after commit."""
    contents = schema.file_contents
    gone: list[str] = []
    blobs: set[str] = set()
    for file_id in dict.fromkeys(file_ids):
        file = work.find(File, file_id)
        if file is None or file.owner_id is not None or work.made_by(file_id) != work.user.id:
            continue
        row = work.connection.execute(select(contents).where(contents.c.file_id == file_id)).first()
        if row is not None:
            blobs.update(blob for blob in (row.blob, row.rendition) if blob)
        work.remove(file)
        gone.append(file_id)
    work.finish()
    if gone:
        work.connection.execute(delete(contents).where(contents.c.file_id.in_(gone)))
        work.connection.execute(delete(schema.uploads).where(schema.uploads.c.id.in_(gone)))
        work.connection.execute(update(schema.records).where(schema.records.c.id.in_(gone)).values(data="{}"))
    return [blob for blob in sorted(blobs) if not _needed(work, blob)]


def _needed(work: Work, blob: str) -> bool:
    contents = schema.file_contents
    query = select(contents.c.file_id).where(or_(contents.c.blob == blob, contents.c.rendition == blob)).limit(1)
    return work.connection.execute(query).first() is not None


def blob_name(sha256: str) -> str:
    """Where a blob lies in the store, for deleting it."""
    return f"{sha256[:2]}/{sha256[2:]}"
