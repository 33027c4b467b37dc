"""Reading copies: made for one person at one moment, numbered, on record; kept ten minutes for ranged reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, insert, select
from sqlalchemy.engine import Row

from voffice_desktop import ids
from voffice_desktop.domain import arrival_stamp, watermark
from voffice_desktop.domain.records import (
    Annotation,
    File,
    IncomingDocument,
    OutgoingDocument,
    Slip,
    Task,
    Unit,
    User,
)
from voffice_desktop.pdf import stamp
from voffice_desktop.pdf.marks import hidden_id
from voffice_desktop.protocol import codec
from voffice_desktop.server import schema, times
from voffice_desktop.server.serving import Services
from voffice_desktop.server.work import Work

KEPT_MINUTES = 10

Purpose = Literal["view", "save"]


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """A finished copy. ``etag`` is its id: the same bytes can be asked for again for ten minutes."""

    id: str
    data: bytes


def identity(work: Work, file: File) -> stamp.CopyIdentity:
    """Whom the next copy is for, as it will stand on every page; with a fresh copy id."""
    return stamp.CopyIdentity(
        account=work.user.account,
        full_name=work.user.full_name,
        time_text=watermark.time_text(work.now),
        record_number=record_number(work, file),
        copy_id=ids.new_id(),
    )


def make(
    services: Services,
    wanted: stamp.CopyIdentity,
    original: bytes,
    purpose: Purpose,
    marks: list[dict[str, Any]] | None,
    arrival: stamp.Arrival | None,
) -> ReadingCopy:
    """Stamp a copy with ``signed_marks`` and the stamp of ``arrival_of``.

    Raises ``DocumentFault``: no file then, never a clean one.
    """
    data = stamp.reading_copy(
        original,
        wanted,
        purpose=purpose,
        annotations=marks,
        arrival=arrival,
        children=services.children,
        key=services.marks_key,
    )
    return ReadingCopy(wanted.copy_id, data)


def signed_marks(work: Work, annotations: list[Annotation]) -> list[dict[str, Any]]:
    """The marks of a copy, each with its author's name, and for whom a substitute wrote."""
    return [codec.to_plain(mark) | {"author": _author(work, mark)} for mark in annotations]


def _author(work: Work, mark: Annotation) -> str:
    name = _name(work, mark.author_id)
    return f"{name} (thay mặt {_name(work, mark.on_behalf_of)})" if mark.on_behalf_of else name


def _name(work: Work, user_id: str) -> str:
    """What a viewer shows as the author of a mark."""
    author = work.find(User, user_id)
    return author.full_name if author is not None else user_id


def remember(
    services: Services, work: Work, file: File, copy: ReadingCopy, purpose: Purpose, *, marked: bool
) -> None:
    """Put the copy on record (write transaction) and keep its bytes for a while."""
    services.blobs.put_named(f"copies/{copy.id}", copy.data)
    work.connection.execute(
        insert(schema.copies).values(
            id=copy.id,
            hidden_id=hidden_id(copy.id),
            file_id=file.id,
            user_id=work.user.id,
            session_id=work.caller.session_id,
            purpose=purpose,
            with_annotations=marked,
            at=work.now,
            blob="",
            address=work.caller.address,
        )
    )
    work.audit(f"file.{'view' if purpose == 'view' else 'download'}", file_id=file.id, copy_id=copy.id)


def recent(services: Services, work: Work, file: File, etag: str) -> ReadingCopy | None:
    """The caller's own copy of this file that ``etag`` names, if it is younger than ten minutes."""
    rows = schema.copies
    row = work.connection.execute(
        select(rows).where(
            rows.c.id == etag,
            rows.c.file_id == file.id,
            rows.c.user_id == work.user.id,
            rows.c.at > times.later(work.now, minutes=-KEPT_MINUTES),
        )
    ).first()
    data = services.blobs.get_named(f"copies/{row.id}") if row is not None else None
    return ReadingCopy(row.id, data) if row is not None and data is not None else None


def was_given(work: Work, file_id: str) -> bool:
    """Whether the caller ever got a copy of this file."""
    rows = schema.copies
    mine = select(rows.c.id).where(rows.c.file_id == file_id, rows.c.user_id == work.user.id).limit(1)
    return work.connection.execute(mine).first() is not None


def forget_old(services: Services, connection: Connection) -> int:
    """Drop the bytes of copies older than ten minutes; the rows stay, so that a copy can be traced for ever."""
    rows = schema.copies
    until = times.later(services.now(), minutes=-KEPT_MINUTES)
    old = connection.execute(select(rows.c.id).where(rows.c.at <= until, rows.c.blob == "")).scalars().all()
    for copy_id in old:
        services.blobs.delete_named(f"copies/{copy_id}")
    if old:
        connection.execute(rows.update().where(rows.c.id.in_(old)).values(blob="gone"))
    return len(old)


def trace(connection: Connection, *, copy_id: str | None = None, hidden: int | None = None) -> Row[Any] | None:
    """Who was given a copy, when: by the copy id or by the 40-bit mark."""
    rows = schema.copies
    if copy_id is not None:
        return connection.execute(select(rows).where(rows.c.id == copy_id)).first()
    return connection.execute(select(rows).where(rows.c.hidden_id == hidden).order_by(rows.c.at.desc())).first()


def arrival_of(work: Work, file: File) -> stamp.Arrival | None:
    """The ĐẾN stamp over the main file of a registered document whose clerk gave it a place."""
    document = work.find(IncomingDocument, file.owner_id) if file.role == "main" and file.owner_id else None
    place = arrival_stamp.place_of(document.stamp_place) if document is not None else None
    if document is None or place is None:
        return None
    agency = work.find(Unit, document.unit_id)
    lead = next((part for part in document.assignments if part.role == "lead"), None)
    name = ""
    if lead is not None and lead.assignee_kind == "user":
        person = work.find(User, lead.assignee_id)
        name = (person.title or person.full_name) if person is not None else ""
    elif lead is not None:
        unit = work.find(Unit, lead.assignee_id)
        name = unit.name if unit is not None else ""
    made = arrival_stamp.stamp_of(document, agency.name if agency is not None else "", name)
    return stamp.Arrival(made, *place) if made is not None else None


def record_number(work: Work, file: File) -> str:
    """How the file's record is called on a mark: its number and symbol, its slip code, or nothing."""
    root: Any = None
    for kind in (IncomingDocument, OutgoingDocument, Slip, Task):
        root = root or work.find(kind, file.owner_id)
    if isinstance(root, IncomingDocument | OutgoingDocument):
        return root.symbol
    return root.code if isinstance(root, Slip) else ""
