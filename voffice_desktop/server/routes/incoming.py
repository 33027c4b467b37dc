"""Incoming documents: into the book, directed, worked on, answered when the issuer wants them back."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import delete, insert, select

from voffice_desktop import ids
from voffice_desktop.domain import calendar, incoming, symbols
from voffice_desktop.domain.incoming import IncomingContext
from voffice_desktop.domain.records import Book, File, IncomingDocument, OutgoingDocument, Unit, User
from voffice_desktop.server import attaching, exchange, schema
from voffice_desktop.server.acting import act, checked_new_id, ensure
from voffice_desktop.server.endpoints import Answer, Call, Endpoints, Handler, record_answer
from voffice_desktop.server.problems import ProblemError, invalid, refuse
from voffice_desktop.server.routes.slips import FileWish, TextBody
from voffice_desktop.server.work import Work

endpoints = Endpoints("incoming-documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingBody:
    """Writable fields of an incoming document."""

    id: str | None = None
    book_id: str | None = None
    issuer_name: str | None = None
    issuer_code: str | None = None
    symbol: str | None = None
    issued_on: str | None = None
    type_code: str | None = None
    summary: str | None = None
    language: str | None = None
    page_count: int | None = None
    urgency: str | None = None
    signer_name: str | None = None
    signer_title: str | None = None
    reply_due: str | None = None
    retention: str | None = None
    note: str | None = None
    due: str | None = None
    arrival_date: str | None = None
    files: list[FileWish] | None = None
    file_ids: list[str] | None = None
    secrecy: str | None = None
    confirm_duplicate: bool | None = None
    stamp_place: dict[str, float] | None = None
    """``{page, x, y}``: where the ĐẾN stamp lies over reading copies of the main file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentWish:
    """One part of a direction."""

    assignee_kind: Literal["user", "unit"]
    assignee_id: str
    role: Literal["lead", "coordinate", "inform"]
    due: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignBody:
    """Exactly one lead."""

    assignments: list[AssignmentWish]
    opinion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLink:
    """The outgoing document that answers this one."""

    outgoing_document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredReason:
    """A reason that must not be empty."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultBody:
    """What came of it."""

    result: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallAnswer:
    """Whether the document is given back."""

    accept: bool
    reason: str | None = None


@endpoints.add(
    "POST",
    "/incoming-documents",
    "Enter a document into the book",
    takes=IncomingBody,
    gives=IncomingDocument,
    status=201,
    audit="incoming.register",
    problems=("forbidden", "duplicate", "secret_not_allowed", "id_taken"),
)
def create(call: Call) -> Answer:
    """A clerk registers; the answer carries the next arrival number of the book's year."""
    work = call.work
    body = call.plain_or_empty()
    context = _context(work, None, body)
    refusal = incoming.check_create(body, work.actor, context)
    if refusal is not None:
        raise _refused(refusal, context)
    body = call.plain()
    book = _book(work, body.get("book_id"))
    document_id = checked_new_id(call, body)
    number = _number(work, book, body, document_id)
    moved = incoming.created(
        {**body, "book_id": book.id},
        work.actor,
        dataclasses.replace(context, next_number=number),
        work.now,
        document_id,
    )
    document = work.create(dataclasses.replace(moved.record, file_ids=[]))
    document = work.save(_with_files(call, document, body))
    _remember_key(work, document)
    work.event(document, moved.event_action, moved.note)
    return record_answer(document, 201)


@endpoints.add(
    "PATCH",
    "/incoming-documents/{id}",
    "Correct a document's fields",
    takes=IncomingBody,
    gives=IncomingDocument,
    audit="incoming.edit",
    problems=("forbidden", "wrong_state", "secret_not_allowed"),
)
def edit(call: Call) -> Answer:
    """The unit's clerk, before completion."""
    work = call.work
    document = work.get(IncomingDocument, call.path["id"])
    body = call.plain_or_empty()
    context = _context(work, document, body)
    ensure(call, document, incoming.check(document, "edit", work.actor, body, context))
    body = call.plain()
    moved = incoming.move(document, "edit", work.actor, body, context, work.now, ids.new_id)
    edited = _with_files(call, dataclasses.replace(moved.record, file_ids=document.file_ids), body)
    saved = work.save(edited)
    if saved.stamp_place != document.stamp_place:
        _stamp_anew(work, saved)
    _remember_key(work, saved)
    work.event(saved, moved.event_action, moved.note)
    return record_answer(saved)


@endpoints.add(
    "POST",
    "/incoming-documents/{id}/register",
    "Enter an arrived document into the book",
    takes=IncomingBody,
    gives=IncomingDocument,
    audit="incoming.register",
    problems=("forbidden", "wrong_state", "duplicate", "secret_not_allowed"),
)
def register(call: Call) -> Answer:
    """One that came over the exchange."""
    work = call.work
    document = work.get(IncomingDocument, call.path["id"])
    body = call.plain_or_empty()
    context = _context(work, document, body)
    refusal = incoming.check(document, "register", work.actor, body, context)
    if refusal is not None and refusal.code == "duplicate":
        raise _refused(refusal, context)
    ensure(call, document, refusal)
    body = call.plain()
    book = _book(work, body.get("book_id") or document.book_id)
    number = _number(work, book, body, document.id)
    moved = incoming.move(
        document,
        "register",
        work.actor,
        {**body, "book_id": book.id},
        dataclasses.replace(context, next_number=number),
        work.now,
        ids.new_id,
    )
    saved = work.save(_with_files(call, dataclasses.replace(moved.record, file_ids=document.file_ids), body))
    _remember_key(work, saved)
    work.event(saved, moved.event_action, moved.note)
    exchange.report(work, saved)
    if saved.stamp_place is not None:
        _stamp_anew(work, saved)
    return record_answer(saved)


def _stamp_anew(work: Work, document: IncomingDocument) -> None:
    """A new version of the main file: copies that were fetched show the stamp elsewhere, or none."""
    for file in work.all(File, root_id=document.id):
        if file.role == "main":
            work.save(file)


def _with_files(call: Call, document: IncomingDocument, body: dict[str, Any]) -> IncomingDocument:
    wanted = attaching.wanted_files(body)
    if wanted is None and isinstance(body.get("file_ids"), list):
        wanted = attaching.by_place(call, document, body["file_ids"], "main")
    if wanted is None:
        return document
    file_ids = attaching.attach(call, document, wanted)
    attaching.let_go(call.work, document, file_ids)
    return dataclasses.replace(document, file_ids=file_ids)


def _action(name: str) -> Handler:
    def run(call: Call) -> Answer:
        work = call.work
        document = work.get(IncomingDocument, call.path["id"])
        context = _context(work, document, {})
        files = document.file_ids
        saved, moved = act(call, document, name, incoming.check, incoming.move, context)
        if moved.removes_content:
            for file_id in files:
                file = work.find(File, file_id)
                if file is not None:
                    work.remove(file)
        if moved.event_action == "answer_linked":
            _tell_answer(work, saved)
        exchange.report(work, saved, moved.note if saved.status == "refused" else "")
        return record_answer(saved)

    return run


def _tell_answer(work: Work, document: IncomingDocument) -> None:
    """The outgoing document hears what it answers; one that the caller may not see is not found: nothing stands."""
    answer = work.get(OutgoingDocument, document.answered_by[-1])
    if document.id not in answer.answers:
        work.save(dataclasses.replace(answer, answers=[*answer.answers, document.id]))


for _name, _body in (
    ("refuse", RequiredReason),
    ("assign", AssignBody),
    ("start", None),
    ("complete", ResultBody),
    ("link-answer", AnswerLink),
    ("comment", TextBody),
    ("recall-answer", RecallAnswer),
):
    endpoints.add(
        "POST",
        f"/incoming-documents/{{id}}/{_name}",
        f"{_name} an incoming document",
        takes=_body,
        gives=IncomingDocument,
        audit=f"incoming.{_name}",
        problems=("forbidden", "wrong_state"),
    )(_action(_name))


def _refused(refusal: Any, context: IncomingContext) -> ProblemError:
    members = {"existing_id": context.duplicate_of} if refusal.code == "duplicate" else {}
    return refuse(refusal, **members)


def _context(work: Work, document: IncomingDocument | None, body: dict[str, Any]) -> IncomingContext:
    unit_id = document.unit_id if document else work.user.unit_id
    people = [user for user in work.all(User) if not user.disabled]
    directing = {"unit_head", "department_head", "leader"}
    return IncomingContext(
        duplicate_of=_duplicate(work, document, body, unit_id),
        directors=frozenset(user.id for user in people if directing & set(user.roles)),
        assignees=frozenset([*(user.id for user in people), *(unit.id for unit in work.all(Unit))]),
        books=frozenset(book.id for book in work.all(Book, unit_id=unit_id) if book.direction == "incoming"),
    )


def _key(symbol: str, issuer: str, issued_on: str | None, now: str) -> str | None:
    year = int(issued_on[:4]) if issued_on and issued_on[:4].isdigit() else calendar.vietnam_date(now).year
    return symbols.duplicate_key(symbol, issuer, year) if symbol.strip() else None


def _duplicate(work: Work, document: IncomingDocument | None, body: dict[str, Any], unit_id: str) -> str | None:
    def field(name: str) -> str:
        value = body.get(name, getattr(document, name, "") if document else "")
        return value if isinstance(value, str) else ""

    key = _key(field("symbol"), field("issuer_code") or field("issuer_name"), field("issued_on") or None, work.now)
    if key is None:
        return None
    if work.writing:
        work.one_at_a_time(f"incoming:{unit_id}:{key}")
    rows = schema.incoming_keys
    query = select(rows.c.record_id).where(rows.c.unit_id == unit_id, rows.c.normal_key == key[:300])
    if document is not None:
        query = query.where(rows.c.record_id != document.id)
    found: str | None = work.connection.execute(query.limit(1)).scalar()
    return found


def _remember_key(work: Work, document: IncomingDocument) -> None:
    rows = schema.incoming_keys
    work.connection.execute(delete(rows).where(rows.c.record_id == document.id))
    key = _key(document.symbol, document.issuer_code or document.issuer_name, document.issued_on, work.now)
    if key is not None and document.arrival_number is not None:
        work.connection.execute(
            insert(rows).values(record_id=document.id, unit_id=document.unit_id, normal_key=key[:300])
        )


def _book(work: Work, book_id: Any) -> Book:
    """The named incoming book of the caller's unit, or its only one."""
    books = [book for book in work.all(Book, unit_id=work.user.unit_id) if book.direction == "incoming"]
    if book_id is not None:
        books = [book for book in books if book.id == book_id]
    if not books:
        raise invalid("book_id", "Không có sổ văn bản đến này của đơn vị.")
    return books[0]


def _number(work: Work, book: Book, body: dict[str, Any], document_id: str) -> int:
    """The year of a number is that of the arrival in Vietnam (NĐ 30/2020 article 22)."""
    day = body.get("arrival_date") or calendar.vietnam_date(work.now).isoformat()
    return work.next_number(book.id, int(day[:4]), document_id)
