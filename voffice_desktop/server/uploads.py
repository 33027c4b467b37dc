"""Resumable uploads: parts are kept apart until the last byte arrives, then checked as a whole or forgotten."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap

from sqlalchemy import Connection, Row, delete, insert, select, update

from voffice_desktop.pdf import gate
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.limits import GateBudget
from voffice_desktop.pdf.reasons import sentence
from voffice_desktop.server import schema
from voffice_desktop.server.blobstore import BlobStore
from voffice_desktop.server.problems import ProblemError, invalid
from voffice_desktop.server.spooling import Spooled

FILE_LIMIT = 512 << 20
PDF = "application/pdf"

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
MEDIA_TYPES: dict[str, tuple[bytes, ...]] = {
    PDF: (),
    _OOXML + "wordprocessingml.document": (_ZIP,),
    _OOXML + "spreadsheetml.sheet": (_ZIP,),
    _OOXML + "presentationml.presentation": (_ZIP,),
    _ODF + "text": (_ZIP,),
    _ODF + "spreadsheet": (_ZIP,),
    _ODF + "presentation": (_ZIP,),
    "application/msword": (_OLE,),
    "application/vnd.ms-excel": (_OLE,),
    "application/vnd.ms-powerpoint": (_OLE,),
    "application/rtf": (b"{\\rtf",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/tiff": (b"II*\x00", b"MM\x00*"),
    "text/plain": (b"",),
    "text/csv": (b"",),
    "message/rfc822": (b"",),
}
"""What may be uploaded, and how such a file begins. A PDF is judged by its own gate."""

OFFICE = frozenset(name for name in MEDIA_TYPES if "officedocument" in name or "opendocument" in name) | {
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/rtf",
}


@dataclass(frozen=True, slots=True)
class Finished:
    """A whole upload that passed its checks."""

    pdf: bytes | None
    """The bytes of a PDF; those of another file stay on disk."""
    pages: int | None
    signed: bool = False
    repaired: bool = False


def start(
    connection: Connection, upload_id: str, user_id: str, name: str, size: int, sha256: str, media_type: str, now: str
) -> None:
    """Announce an upload. 415 for a kind of file that is not taken, 413 over the limit, 422 for nonsense, 409 for
    an id that another upload has."""
    if media_type not in MEDIA_TYPES:
        raise ProblemError("unsupported_media_type")
    if size > FILE_LIMIT:
        raise ProblemError("too_large")
    if size < 1:
        raise invalid("size", "Tệp phải có nội dung.")
    if len(sha256) != 64 or not all(digit in "0123456789abcdef" for digit in sha256):
        raise invalid("sha256", "Mã băm SHA-256 gồm 64 chữ số thập lục phân.")
    if (
        not name.strip()
        or len(name) > 255
        or any(sign in name for sign in '/\\:*?"<>|')
        or not name.isprintable()
        or name.strip(". ") == ""
    ):
        raise invalid("name", "Tên tệp không hợp lệ.")
    if connection.execute(select(schema.uploads.c.id).where(schema.uploads.c.id == upload_id)).first() is not None:
        raise ProblemError("id_taken")
    connection.execute(
        insert(schema.uploads).values(
            id=upload_id,
            user_id=user_id,
            name=name.strip(),
            media_type=media_type,
            size=size,
            sha256=sha256,
            received=0,
            state="open",
            at=now,
        )
    )


def find(connection: Connection, upload_id: str, user_id: str, *, lock: bool = False) -> Row[tuple[object, ...]]:
    """The caller's own upload, or 404. ``lock``: nobody else adds to it until this write ends."""
    rows = schema.uploads
    query = select(rows).where(rows.c.id == upload_id, rows.c.user_id == user_id)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise ProblemError("not_found")
    return row


def add_part(
    connection: Connection, blobs: BlobStore, row: Row[tuple[object, ...]], offset: int, part: Spooled
) -> int:
    """Keep the bytes at ``offset``; returns the new offset. 409 ``wrong_offset`` names the right one.

    The last part is kept but counted by ``close`` alone, together with the file record.
    """
    received, size = int(row.received), int(row.size)
    if row.state != "open" or offset != received:
        raise ProblemError("wrong_offset", headers={"Upload-Offset": str(received)}, offset=received)
    if offset + part.size > size:
        raise invalid("", "Dữ liệu gửi lên dài hơn kích thước đã báo.", "too_long")
    if part.size:
        part.file.seek(0)  # a request that is tried again begins anew
        blobs.put_named(_part(str(row.id), offset), part.file)
    if offset + part.size < size:
        rows = schema.uploads
        connection.execute(update(rows).where(rows.c.id == row.id).values(received=offset + part.size))
    return offset + part.size


@contextlib.contextmanager
def joined(blobs: BlobStore, upload_id: str, size: int) -> Iterator[mmap]:
    """All parts in order, mapped from a file without a name: a large upload is never in memory as a whole."""
    with tempfile.TemporaryFile() as whole:
        reached = 0
        while reached < size:
            count = blobs.copy_named(_part(upload_id, reached), whole)
            if not count:
                raise ProblemError("wrong_offset", headers={"Upload-Offset": str(reached)}, offset=reached)
            reached += count
        whole.flush()
        with mmap(whole.fileno(), size, access=ACCESS_READ) as data:
            yield data


def forget_parts(blobs: BlobStore, upload_id: str, size: int) -> None:
    """Remove the parts of an upload that is finished or refused."""
    offset = 0
    while offset < size:
        part = blobs.size_named(_part(upload_id, offset))
        if not part:
            return
        blobs.delete_named(_part(upload_id, offset))
        offset += part


def close(connection: Connection, upload_id: str, *, kept: bool, size: int = 0) -> None:
    """Mark an upload as done, or remove it as if it had never been."""
    rows = schema.uploads
    if kept:
        connection.execute(update(rows).where(rows.c.id == upload_id).values(state="done", received=size))
    else:
        connection.execute(delete(rows).where(rows.c.id == upload_id))


def judge(data: mmap, media_type: str, sha256: str, children: Children) -> Finished:
    """Check a whole file: hash, kind, and for a PDF the gate. Raises the problem that names what is wrong."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ProblemError("hash_mismatch")
    if media_type != PDF:
        if not data[:16].startswith(MEDIA_TYPES[media_type]):
            raise ProblemError("unsupported_media_type", "Nội dung tệp không đúng loại đã báo.")
        return Finished(None, None)
    # Beyond the gate's own limit its beginning is enough for the refusal.
    most = GateBudget().file
    pdf = data[: most + 1]
    verdict = gate.inspect(pdf, children=children)
    if "not_pdf" in verdict.reasons:
        raise ProblemError("unsupported_media_type", "Nội dung tệp không phải PDF.")
    if not verdict.accepted:
        reasons = [{"field": "", "message": sentence(code), "code": code} for code in verdict.reasons]
        raise ProblemError("unsafe_file", verdict.sentence, errors=reasons)
    if verdict.secret_mark:
        raise ProblemError("secret_not_allowed")
    return Finished(pdf, verdict.pages, verdict.has_signatures, verdict.repaired)


def _part(upload_id: str, offset: int) -> str:
    return f"uploads/{upload_id}/{offset}"
