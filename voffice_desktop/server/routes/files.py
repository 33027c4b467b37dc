"""Files of records: reading copies, originals, certified files, marks, and what was looked at offline."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from voffice_desktop.domain import annotations as marks
from voffice_desktop.domain import permissions, taking
from voffice_desktop.domain.records import (
    Annotation,
    AnnotationStyle,
    File,
    IncomingDocument,
    OutgoingDocument,
    Slip,
    Task,
    Unit,
    User,
)
from voffice_desktop.server import certifying, contents, copies, sessions, times
from voffice_desktop.server.endpoints import Answer, Call, Endpoints, convert
from voffice_desktop.server.problems import ProblemError, invalid, refuse
from voffice_desktop.server.uploads import OFFICE, PDF
from voffice_desktop.server.work import Work

endpoints = Endpoints("files")

_RANGE = re.compile(r"bytes=([0-9]{0,64})-([0-9]{0,64})")
_FAR = 10**18
"""No file is as long as this: a longer number of a Range is past every end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationList:
    """Answer of ``GET /files/{id}/annotations``."""

    items: list[Annotation] = field(default_factory=list)
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationChanges:
    """Body of ``POST /files/{id}/annotations``: marks to add (as on the wire), ids to remove."""

    add: list[dict[str, Any]] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationsChanged:
    """What was done."""

    added: list[Annotation]
    removed: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLine:
    """One look at a file while offline."""

    file_id: str
    at: str
    action: Literal["view", "print", "export"] = "view"
    pages: list[int] | int | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """Body of ``POST /audit/views``."""

    views: list[ViewLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsTaken:
    """How many lines were put on record."""

    accepted: int


def visible_file(work: Work, file_id: str) -> File:
    """The file, if the caller sees its record, or uploaded it and has not attached it yet; else 404."""
    file = work.find(File, file_id)
    if file is None:
        raise ProblemError("not_found")
    if file.owner_id is None and work.made_by(file_id) == work.user.id:
        return file
    return work.get(File, file_id)


def record_of(work: Work, file: File) -> IncomingDocument | OutgoingDocument | Slip | Task | None:
    """The record that the file belongs to."""
    for kind in (IncomingDocument, OutgoingDocument, Slip, Task):
        found: Any = work.find(kind, file.owner_id)
        if found is not None:
            return found  # type: ignore[no-any-return]  # one of the four kinds just tried
    return None


@endpoints.add(
    "GET",
    "/files/{id}/reading-copy",
    "A copy to read, with the reader's identity on every page",
    gives=PDF,
    query={"purpose": Literal["view", "save"], "annotations": bool},
    problems=("forbidden", "not_found", "range_not_satisfiable", "unsupported_media_type", "unsafe_file"),
    audit="file.view",
)
def reading_copy(call: Call) -> Answer:
    """Manages its own write: no lock is held while the pages are stamped in a child process."""
    work, services = call.work, call.services
    file = visible_file(work, call.path["id"])
    purpose = _purpose(call)
    if purpose == "save":
        _may_save(call, file)
    with_marks = call.flag("annotations")
    wanted = call.headers.get("if-range") or call.headers.get("if-match") or call.headers.get("if-none-match") or ""
    copy = copies.recent(services, work, file, wanted.strip().strip('"')) if "range" in call.headers else None
    if copy is not None:
        return _ranged(call, copy, file)
    content = contents.find(work.connection, file.id)
    if content is None or (file.media_type != PDF and content.rendition is None):
        raise ProblemError(
            "unsupported_media_type",
            "Tệp này không có bản PDF để đọc: máy chủ chưa cài LibreOffice hoặc không chuyển được tệp.",
        )
    annotations = work.all(Annotation, root_id=file.owner_id) if with_marks and file.owner_id else []
    mine = [mark for mark in annotations if mark.file_id == file.id]
    written = copies.signed_marks(work, mine) if with_marks else None
    identity, arrival = copies.identity(work, file), copies.arrival_of(work, file)
    call.release()
    made = copies.make(services, identity, services.blobs.get(content.readable), purpose, written, arrival)
    with services.database.write() as connection:
        writing = work.another(connection)
        writing.subject = (file.owner_kind or "file", file.owner_id or file.id)  # type: ignore[assignment]
        copies.remember(services, writing, file, made, purpose, marked=with_marks)
        writing.finish()
    # A new copy answers a Range in full: its bytes are not those that the range was counted in.
    return Answer(content=made.data, media_type=PDF, headers=_copy_headers(made, file))


def _purpose(call: Call) -> copies.Purpose:
    match call.query.get("purpose", "view"):
        case "view":
            return "view"
        case "save":
            return "save"
    raise invalid("purpose", "Mục đích phải là view hoặc save.")


def _may_save(call: Call, file: File) -> None:
    work = call.work
    rules = sessions.policy_for(work.connection, work.user).taking
    refusal = taking.take(work.actor, rules, file.owner_kind, file.owner_id or "", "save")
    if refusal is not None:
        raise refuse(refusal)


def _copy_headers(copy: copies.ReadingCopy, file: File) -> dict[str, str]:
    name = file.name if file.name.lower().endswith(".pdf") else f"{file.name}.pdf"
    return {
        "ETag": f'"{copy.id}"',
        "X-Copy-Id": copy.id,
        "Accept-Ranges": "bytes",
        "Content-Disposition": disposition(name),
    }


def disposition(name: str) -> str:
    """``Content-Disposition`` with the real name (RFC 6266, RFC 8187)."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def _ranged(call: Call, copy: copies.ReadingCopy, file: File) -> Answer:
    wanted = re.sub(r"[0-9]{19,}", str(_FAR), call.headers["range"].strip(), flags=re.ASCII)
    found = _RANGE.fullmatch(wanted)
    size = len(copy.data)
    headers = _copy_headers(copy, file)
    if found is None or found.groups() == ("", ""):
        return Answer(content=copy.data, media_type=PDF, headers=headers)
    first, last = found.groups()
    if first and last and int(last) < int(first):
        return Answer(content=copy.data, media_type=PDF, headers=headers)  # no range at all (RFC 9110 §14.1.1)
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start >= size:
        raise ProblemError("range_not_satisfiable", headers={"Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return Answer(content=copy.data[start : end + 1], status=206, media_type=PDF, headers=headers)


@endpoints.add(
    "GET",
    "/files/{id}/original",
    "The bytes as uploaded",
    gives="application/octet-stream",
    problems=("reading_copy_only", "not_found"),
    audit="file.original",
)
def original(call: Call) -> Answer:
    """The uploader while the record is a draft or returned; of office files also the reviewers of that slip."""
    work = call.work
    file = visible_file(work, call.path["id"])
    content = contents.find(work.connection, file.id)
    refusal = permissions.read_original(
        work.actor,
        file,
        record_of(work, file),
        uploader_id=content.uploader_id if content else None,
        is_office=file.media_type in OFFICE,
    )
    if refusal is not None:
        raise refuse(refusal)
    if content is None:
        raise ProblemError("not_found")
    _put_on_record(call, file, "file.original")
    return Answer(
        content=call.services.blobs.get(content.blob),
        media_type=file.media_type,
        headers={"ETag": f'"{file.sha256}"', "Content-Disposition": disposition(file.name)},
    )


@endpoints.add(
    "GET",
    "/files/{id}/certified",
    "The unit's certified file",
    gives=PDF,
    problems=("clerk_only", "not_certified", "not_found"),
    query={"purpose": str},
    audit="file.certified",
)
def certified(call: Call) -> Answer:
    """Byte-exact, for the clerk of a unit whose own certification signature stands."""
    work = call.work
    file = visible_file(work, call.path["id"])
    refusal = permissions.read_certified(work.actor, file, record_of(work, file))
    if refusal is not None:
        raise refuse(refusal, **({"ask": clerks_to_ask(work)} if refusal.code == "clerk_only" else {}))
    blob = certifying.certified_blob(work.connection, file.id, work.user.unit_id)
    if blob is None:
        raise ProblemError("not_certified")
    _put_on_record(call, file, "file.certified", note=call.query.get("purpose", "")[:200])
    return Answer(
        content=call.services.blobs.get(blob),
        media_type=PDF,
        headers={"ETag": f'"{blob}"', "Content-Disposition": disposition(file.name)},
    )


def clerks_to_ask(work: Work) -> list[dict[str, str]]:
    """The clerks of the caller's unit: who can help somebody that was refused."""
    unit = work.find(Unit, work.user.unit_id)
    return [
        {"account": user.account, "full_name": user.full_name, "unit": unit.name if unit else ""}
        for user in work.all(User, unit_id=work.user.unit_id)
        if "clerk" in user.roles and not user.disabled
    ]


def _put_on_record(call: Call, file: File, action: str, note: str = "") -> None:
    call.release()
    with call.services.database.write() as connection:
        writing = call.work.another(connection)
        writing.subject = (file.owner_kind or "file", file.owner_id or file.id)  # type: ignore[assignment]
        writing.audit(action, file_id=file.id, note=note)
        writing.finish()


@endpoints.add("GET", "/files/{id}/annotations", "Marks on a file", gives=AnnotationList, problems=("not_found",))
def list_annotations(call: Call) -> Answer:
    """All marks of everybody who may write on it."""
    work = call.work
    file = visible_file(work, call.path["id"])
    items = [m for m in work.all(Annotation, root_id=file.owner_id or file.id) if m.file_id == file.id]
    return Answer(AnnotationList(items=items))


@endpoints.add(
    "POST",
    "/files/{id}/annotations",
    "Add and remove marks",
    takes=AnnotationChanges,
    gives=AnnotationsChanged,
    audit="file.annotate",
    problems=("forbidden", "wrong_state", "id_taken"),
)
def change_annotations(call: Call) -> Answer:
    """Marks are immutable: an edit removes one and adds another. Removing another's mark is 403."""
    work = call.work
    file = visible_file(work, call.path["id"])
    record = record_of(work, file)
    refusal = permissions.annotate(work.actor, record)
    if refusal is not None:
        raise refuse(refusal)
    body = call.body(AnnotationChanges)
    found = {mark_id: work.find(Annotation, mark_id) for mark_id in dict.fromkeys(body.remove)}
    for mark in found.values():
        if mark is not None and mark.file_id == file.id and mark.author_id != work.user.id:
            raise ProblemError("forbidden", "Không được xóa nét của người khác.")
    if any(line.get("author_id", work.user.id) != work.user.id for line in body.add):
        raise ProblemError("forbidden", "Mỗi người chỉ ghi nét dưới tên của mình.")
    principal = permissions.annotates_for(work.actor, record)
    work.stands_in_for(principal)
    removed: list[str] = []
    for mark_id, mark in found.items():
        if mark is not None and mark.file_id == file.id:
            work.remove(mark)
            removed.append(mark_id)
    added = [_new_mark(call, file, record, principal, number, line) for number, line in enumerate(body.add)]
    return Answer(AnnotationsChanged(added=added, removed=removed))


def _new_mark(
    call: Call, file: File, record: Any, principal: str | None, number: int, line: dict[str, Any]
) -> Annotation:
    work = call.work
    problems = marks.validate(line, pages=file.pages)
    if problems:
        raise ProblemError(
            "invalid",
            problems[0][1],
            errors=[
                {"field": f"add[{number}].{name}", "message": text, "code": code} for name, text, code in problems
            ],
        )
    mark = convert(
        {
            "page": line["page"],
            "kind": line["kind"],
            "geometry": line["geometry"],
            "style": {**dataclasses.asdict(AnnotationStyle()), **(line.get("style") or {})},
            "text": line.get("text"),
            "id": work.id_for_new(line.get("id")),
            "file_id": file.id,
            "file_revision": record.revision if isinstance(record, Slip) else None,
            "author_id": work.user.id,
            "created_at": work.now,
            "on_behalf_of": principal,
        },
        Annotation,
    )
    return work.create(mark, root_id=file.owner_id)


@endpoints.add(
    "POST", "/audit/views", "Looks that happened offline", takes=Views, gives=ViewsTaken, audit="audit.views"
)
def take_views(call: Call) -> Answer:
    """Put on record what the caller read, printed or exported without a network. Unknown files are skipped."""
    work = call.work
    body = call.body(Views)
    if len(body.views) > 1000:
        raise invalid("views", "Mỗi lần gửi không quá 1000 dòng.")
    accepted = 0
    for line in body.views:
        try:
            at = times.stamp(times.parse(line.at))
        except ValueError as error:
            raise invalid("views", "Thời gian không đúng dạng RFC 3339.") from error
        file = work.find(File, line.file_id)
        # Sight may have been lost since: then a copy that this person was given once is proof enough.
        if file is None or not (work.sees(file.id) or copies.was_given(work, file.id)):
            continue
        accepted += 1
        work.audit(
            f"file.{line.action}",
            file_id=file.id,
            subject_kind=file.owner_kind,
            subject_id=file.owner_id,
            note=f"offline {at} pages={line.pages if line.pages is not None else ''}"[:400],
        )
    return Answer(ViewsTaken(accepted=accepted))
