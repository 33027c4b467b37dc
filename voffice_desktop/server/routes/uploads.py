"""Uploading a file in parts."""

from __future__ import annotations

from dataclasses import dataclass
from mmap import mmap

from voffice_desktop.domain.records import File
from voffice_desktop.server import certifying, contents, signature_facts, uploads
from voffice_desktop.server.endpoints import BYTES, Answer, Call, Endpoints
from voffice_desktop.server.problems import ProblemError, invalid

endpoints = Endpoints("files")


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadBody:
    """What will be uploaded."""

    name: str
    size: int
    sha256: str
    media_type: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPlace:
    """The upload's id (the file's id once it is whole) and the bytes that arrived."""

    id: str
    offset: int


@endpoints.add(
    "POST",
    "/uploads",
    "Announce an upload",
    takes=UploadBody,
    gives=UploadPlace,
    status=201,
    problems=("too_large", "unsupported_media_type", "id_taken"),
)
def announce(call: Call) -> Answer:
    """Every signed-in person may upload; the file is theirs alone until it is attached to a record."""
    body = call.body(UploadBody)
    work = call.work
    upload_id = work.id_for_new(body.id)
    uploads.start(
        work.connection,
        upload_id,
        work.user.id,
        body.name,
        body.size,
        body.sha256.lower(),
        body.media_type.split(";")[0].strip().lower(),
        work.now,
    )
    return Answer(UploadPlace(id=upload_id, offset=0), 201, {"Upload-Offset": "0"})


@endpoints.add("HEAD", "/uploads/{id}", "How far an upload is", problems=("not_found",))
def ask_offset(call: Call) -> Answer:
    """``Upload-Offset`` tells how many bytes arrived."""
    row = uploads.find(call.work.connection, call.path["id"], call.work.user.id)
    return Answer(
        status=200,
        headers={"Upload-Offset": str(row.received), "Upload-Length": str(row.size)},
        content=b"",
        media_type="application/octet-stream",
    )


@endpoints.add(
    "PATCH",
    "/uploads/{id}",
    "Send the next bytes",
    takes=BYTES,
    gives=UploadPlace,
    writes=False,
    problems=(
        "wrong_offset",
        "hash_mismatch",
        "unsafe_file",
        "secret_not_allowed",
        "unsupported_media_type",
        "too_large",
    ),
)
def send_part(call: Call) -> Answer:
    """Manages its own transactions: no lock is held while the last byte's checks run in a child process."""
    services, user_id, upload_id = call.services, call.work.user.id, call.path["id"]
    media_type = call.headers.get("content-type", "application/octet-stream").split(";")[0].strip()
    uploads.find(call.work.connection, upload_id, user_id)
    if media_type != "application/octet-stream":
        raise ProblemError("unsupported_media_type")
    text = call.headers.get("upload-offset", "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise invalid("Upload-Offset", "Cần tiêu đề Upload-Offset là số byte đã gửi.")
    call.release()
    with services.database.write() as connection:
        row = uploads.find(connection, upload_id, user_id, lock=True)
        assert call.spooled is not None  # this endpoint takes bytes
        offset = uploads.add_part(connection, services.blobs, row, int(text), call.spooled)
    if offset == row.size:
        with uploads.joined(services.blobs, upload_id, offset) as data:
            _finish(call, data, str(row.name), str(row.media_type), str(row.sha256))
    return Answer(UploadPlace(id=upload_id, offset=offset), headers={"Upload-Offset": str(offset)})


def _finish(call: Call, data: mmap, name: str, media_type: str, sha256: str) -> None:
    """Judge the whole file. Until it is kept, its last part does not count: whoever asks after a crash sends that
    part again, and the file is judged again."""
    services, upload_id, size = call.services, call.path["id"], len(data)
    try:
        finished = uploads.judge(data, media_type, sha256, services.children)
    except ProblemError as problem:
        with services.database.write() as connection:
            uploads.close(connection, upload_id, kept=False)
            services.audit.append(
                connection,
                at=call.work.now,
                action="file.upload",
                outcome=problem.code,
                actor_id=call.work.user.id,
                session_id=call.work.caller.session_id,
                file_id=upload_id,
            )
        uploads.forget_parts(services.blobs, upload_id, size)
        raise
    blob = services.blobs.put(finished.pdf or data)
    rendition = services.renditions.make(data[:], media_type) if media_type in uploads.OFFICE else None
    rendered = services.blobs.put(rendition.data) if rendition else None
    signatures = []
    if finished.signed and finished.pdf is not None:
        with services.database.read() as connection:
            roots = certifying.trust(connection)
        signatures = signature_facts.found_in(finished.pdf, repaired=finished.repaired, trust=roots)
    with services.database.write() as connection:
        if uploads.find(connection, upload_id, call.work.user.id, lock=True).state == "done":
            return  # the same last part was sent twice at once
        work = call.work.another(connection)
        work.create(
            File(
                id=upload_id,
                name=name,
                media_type=media_type,
                size=size,
                sha256=blob,
                pages=finished.pages if rendition is None else rendition.pages,
                signatures=signatures,
            )
        )
        contents.keep(connection, upload_id, blob, uploader_id=work.user.id, rendition=rendered)
        uploads.close(connection, upload_id, size=size, kept=True)
        work.audit("file.upload", file_id=upload_id)
        work.finish()
    uploads.forget_parts(services.blobs, upload_id, size)
