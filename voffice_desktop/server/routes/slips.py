"""Submission slips: writing them, every act of their table, their frozen revisions."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import delete, insert, select

from voffice_desktop import ids
from voffice_desktop.domain import calendar, permissions, slips
from voffice_desktop.domain.records import Annotation, Event, File, Recipient, Slip, Unit, User
from voffice_desktop.domain.slip_template import template_for
from voffice_desktop.domain.slips import SlipContext
from voffice_desktop.pdf.typeset.slip import Opinion, SlipNames, typeset_slip
from voffice_desktop.protocol import codec
from voffice_desktop.server import attaching, contents, issuing, schema
from voffice_desktop.server.acting import act, checked_new_id, ensure
from voffice_desktop.server.endpoints import Answer, Call, Endpoints, Handler, convert, record_answer
from voffice_desktop.server.problems import ProblemError, refuse
from voffice_desktop.server.work import Work

endpoints = Endpoints("slips")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWish:
    """A finished upload and the role it shall have."""

    id: str
    role: str = "attachment"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipBody:
    """Writable fields of a slip; what is not named stays."""

    id: str | None = None
    title: str | None = None
    content: str | None = None
    proposal: str | None = None
    urgency: str | None = None
    due: str | None = None
    leader_id: str | None = None
    issuing_unit_id: str | None = None
    type_code: str | None = None
    recipient_ids: list[str] | None = None
    route: list[dict[str, Any]] | None = None
    file_ids: list[str] | None = None
    files: list[FileWish] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One submission as it was frozen: the slip, its files with their hashes, the marks made on them."""

    revision: int
    at: str
    slip: Slip
    files: list[File] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentBody:
    """A comment, required where the action says so."""

    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonBody:
    """A reason."""

    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveBody:
    """Approval names the revision that the leader saw."""

    revision: int
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultBody:
    """A question to one person."""

    user_id: str
    question: str
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBody:
    """The answer to a consultation."""

    consultation_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBody:
    """A text."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeBody:
    """How the slip lies on the leader's desk; what is absent stays."""

    order: int | None = None
    group: str | None = None
    today: bool | None = None


_BODIES: dict[str, Any] = {
    "submit": None,
    "withdraw": None,
    "cancel": ReasonBody,
    "endorse": CommentBody,
    "receive": None,
    "forward": CommentBody,
    "return": CommentBody,
    "to-secretary": CommentBody,
    "approve": ApproveBody,
    "arrange": ArrangeBody,
    "take-back": None,
    "consult": ConsultBody,
    "answer": AnswerBody,
    "comment": TextBody,
}


@endpoints.add(
    "POST",
    "/slips",
    "Draft a slip",
    takes=SlipBody,
    gives=Slip,
    status=201,
    audit="slip.create",
    problems=("forbidden", "id_taken"),
)
def create_slip(call: Call) -> Answer:
    """A new draft, seen by its drafter alone."""
    work = call.work
    refusal = permissions.create(work.actor, "slip")
    if refusal is not None:
        raise refuse(refusal)
    body = call.plain()
    slip = Slip(
        id=checked_new_id(call, body),
        title="",
        drafter_id=work.user.id,
        unit_id=work.user.unit_id,
        leader_id="",
        code=_next_code(work),
    )
    context = _context(work, slip, body)
    refusal = slips.check(slip, "edit", work.actor, body, context)
    if refusal is not None:
        raise refuse(refusal)
    work.create(slip)
    moved = slips.move(slip, "edit", work.actor, body, context, work.now, ids.new_id)
    slip = dataclasses.replace(moved.slip, last_actor_id=None, last_action=None, version=1)
    slip = work.save(_with_files(call, slip, body))
    work.event(slip, "create")
    return record_answer(slip, 201)


@endpoints.add(
    "PATCH",
    "/slips/{id}",
    "Edit a slip",
    takes=SlipBody,
    gives=Slip,
    audit="slip.edit",
    problems=("forbidden", "wrong_state"),
)
def edit_slip(call: Call) -> Answer:
    """The drafter, while it is a draft or returned; unnamed fields stay."""
    work = call.work
    slip = work.get(Slip, call.path["id"])
    body = call.plain_or_empty()
    context = _context(work, slip, body)
    ensure(call, slip, slips.check(slip, "edit", work.actor, body, context))
    call.plain()
    moved = slips.move(slip, "edit", work.actor, body, context, work.now, ids.new_id)
    edited = _with_files(call, dataclasses.replace(moved.slip, file_ids=slip.file_ids), body)
    return record_answer(work.save(edited))


def _with_files(call: Call, slip: Slip, body: dict[str, Any]) -> Slip:
    """The slip with the files that the body names; ``file_ids`` alone may reorder or drop files."""
    wanted = attaching.wanted_files(body)
    if wanted is None and body.get("file_ids") is not None:
        wanted = attaching.by_place(call, slip, convert(body["file_ids"], list[str]), "draft")
    if wanted is None:
        return slip
    wanted = [(file_id, role) for file_id, role in wanted if role != "slip"]
    file_ids = attaching.attach(call, slip, wanted)
    attaching.let_go(call.work, slip, file_ids)
    return dataclasses.replace(slip, file_ids=file_ids)


def _action(name: str) -> Handler:
    def run(call: Call) -> Answer:
        work = call.work
        slip = work.get(Slip, call.path["id"])
        saved, moved = act(call, slip, name, slips.check, slips.move, _context(work, slip))
        if moved.freezes_dossier:
            saved = _freeze(call, saved)
        if moved.creates_outgoing:
            saved = work.save(issuing.issue(call, saved))
        return record_answer(saved)

    return run


for _name, _body in _BODIES.items():
    endpoints.add(
        "POST",
        f"/slips/{{id}}/{_name}",
        f"{_name} a slip",
        takes=_body,
        gives=Slip,
        audit=f"slip.{_name}",
        problems=("forbidden", "wrong_state", *(("revision_changed",) if _name == "approve" else ())),
    )(_action(_name))


@endpoints.add("GET", "/slips/{id}/revisions/{n}", "A frozen revision", gives=Revision, problems=("not_found",))
def get_revision(call: Call) -> Answer:
    """The dossier as it was submitted the ``n``-th time, with the ink made on it."""
    work = call.work
    slip = work.get(Slip, call.path["id"])
    rows = schema.slip_revisions
    number = call.path["n"]
    row = None
    if number.isascii() and number.isdigit() and len(number) < 9:
        row = work.connection.execute(
            select(rows).where(rows.c.slip_id == slip.id, rows.c.revision == int(number))
        ).first()
    if row is None:
        raise ProblemError("not_found")
    frozen = json.loads(row.data)
    files = convert(frozen["files"], list[File])
    held = {file.id for file in files}
    marks = [mark for mark in work.all(Annotation, root_id=slip.id) if mark.file_id in held]
    return Answer(
        Revision(
            revision=row.revision,
            at=row.at,
            slip=convert(frozen["slip"], Slip),
            files=files,
            annotations=[mark for mark in marks if mark.file_revision in (None, row.revision)],
        )
    )


def _context(work: Work, slip: Slip, body: Mapping[str, Any] = MappingProxyType({})) -> SlipContext:
    """What the table needs to know beside the slip; units and recipients only where the body names some."""
    people = [user for user in work.all(User) if not user.disabled]
    files = [file for file in work.all(File, root_id=slip.id) if file.id in slip.file_ids]
    readable = [file for file in files if file.media_type == attaching.PDF or _has_rendition(work, file)]
    roles: Counter[str] = Counter(file.role for file in readable)
    return SlipContext(
        leader_has_secretaries=any("secretary" in p.roles and slip.leader_id in p.secretary_of for p in people),
        pdf_roles=MappingProxyType(dict(roles)),
        office_without_pdf=sum(file.role == "draft" for file in files) - roles["draft"],
        people=frozenset(user.id for user in people),
        leaders=frozenset(user.id for user in people if {"leader", "unit_head"} & set(user.roles)),
        units=frozenset(unit.id for unit in work.all(Unit)) if body.get("issuing_unit_id") else None,
        recipients=frozenset(one.id for one in work.all(Recipient)) if body.get("recipient_ids") else None,
    )


def _has_rendition(work: Work, file: File) -> bool:
    content = contents.find(work.connection, file.id)
    return content is not None and content.rendition is not None


def _next_code(work: Work) -> str:
    year = calendar.vietnam_date(work.now).year
    return f"PTr {work.next_code('slips', year)}/{year}"


def _freeze(call: Call, slip: Slip) -> Slip:
    """Make this revision's own PDF and keep the dossier by hash."""
    work = call.work
    files = [file for file in work.all(File, root_id=slip.id) if file.id in slip.file_ids and file.role != "slip"]
    form = template_for(slip.unit_id, work.all(Unit))
    made = typeset_slip(slip, _names(work, slip, files), _today(work), _opinions(work, slip), form)
    sheet = work.create(
        File(
            id=ids.new_id(),
            name=f"Phiếu trình lần {slip.revision}.pdf",
            media_type=attaching.PDF,
            size=len(made.data),
            sha256=(blob := call.services.blobs.put(made.data)),
            pages=made.pages,
            role="slip",
            owner_kind="slip",
            owner_id=slip.id,
            revision=slip.revision,
        ),
        root_id=slip.id,
    )
    contents.keep(work.connection, sheet.id, blob, uploader_id=None)
    frozen = [
        work.save(dataclasses.replace(file, revision=slip.revision)) if file.revision != slip.revision else file
        for file in files
    ]
    slip = work.save(dataclasses.replace(slip, file_ids=[sheet.id, *(file.id for file in frozen)]))
    rows = schema.slip_revisions
    work.connection.execute(delete(rows).where(rows.c.slip_id == slip.id, rows.c.revision == slip.revision))
    work.connection.execute(
        insert(rows).values(
            slip_id=slip.id,
            revision=slip.revision,
            at=work.now,
            data=codec.encode({"slip": slip, "files": [sheet, *frozen]}).decode(),
        )
    )
    return slip


def _today(work: Work) -> date:
    return calendar.vietnam_date(work.now)


def _names(work: Work, slip: Slip, files: list[File]) -> SlipNames:
    unit = work.find(Unit, slip.unit_id)
    parent = work.find(Unit, unit.parent_id) if unit else None
    drafter, leader = work.find(User, slip.drafter_id), work.find(User, slip.leader_id)
    return SlipNames(
        parent=parent.name if parent else "",
        unit=unit.name if unit else "",
        drafter=drafter.full_name if drafter else "",
        leader=f"{leader.title} {leader.full_name}".strip() if leader else "",
        files=tuple(file.name for file in files),
    )


def _opinions(work: Work, slip: Slip) -> list[Opinion]:
    """The opinions given so far, by level, oldest first."""
    reviewers = {step.user_id for step in slip.route}
    found: list[Opinion] = []
    for event in sorted(work.all(Event, root_id=slip.id), key=lambda event: (event.at, event.id)):
        author = work.find(User, event.actor_id)
        if not event.note or author is None or event.action == "cancel":
            continue
        absent = work.find(User, event.on_behalf_of)
        found.append(
            Opinion(
                level=_level(absent or author, slip, reviewers),
                name=author.full_name,
                title=author.title,
                at=event.at,
                text=event.note,
                acting_for=absent.full_name if absent else "",
            )
        )
    return found


def _level(author: User, slip: Slip, reviewers: set[str]) -> Any:
    if author.id == slip.leader_id:
        return "leader"
    if slip.leader_id in author.secretary_of:
        return "secretary"
    if author.id in reviewers:
        return "reviewer"
    return "consulted" if author.id != slip.drafter_id else "drafter"
