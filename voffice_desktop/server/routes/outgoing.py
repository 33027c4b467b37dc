"""Outgoing documents: numbered, signed, dispatched, taken back; and the recipients they go to."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from voffice_desktop import ids
from voffice_desktop.domain import calendar, outgoing, recipients
from voffice_desktop.domain.outgoing_fields import OutgoingContext
from voffice_desktop.domain.records import Book, File, OutgoingDocument, Recipient, Unit, User
from voffice_desktop.domain.signature_settings import leader_signature_of
from voffice_desktop.server import (
    attaching,
    certifying,
    contents,
    cursors,
    exchange,
    feed,
    issuing,
    signature_facts,
)
from voffice_desktop.server.acting import act, checked_new_id, ensure
from voffice_desktop.server.endpoints import Answer, Call, Endpoints, record_answer
from voffice_desktop.server.problems import ProblemError, invalid, refuse
from voffice_desktop.server.routes.files import disposition
from voffice_desktop.server.routes.incoming import RequiredReason
from voffice_desktop.server.routes.numbers import insert_after, use_reserved
from voffice_desktop.server.routes.slips import FileWish
from voffice_desktop.server.sessions import policy_for
from voffice_desktop.server.uploads import PDF
from voffice_desktop.server.work import Work

endpoints = Endpoints("outgoing-documents")

_SIGNING_PROBLEMS = (
    "forbidden",
    "wrong_state",
    "not_the_approved_file",
    "modified_after_approval",
    "signature_invalid",
    "untrusted_certificate",
    "certificate_revoked",
    "certificate_expired",
    "wrong_unit",
    "wrong_place",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingBody:
    """Writable fields of an outgoing document."""

    id: str | None = None
    symbol: str | None = None
    type_code: str | None = None
    summary: str | None = None
    issued_on: str | None = None
    urgency: str | None = None
    signer_id: str | None = None
    signer_name: str | None = None
    signer_title: str | None = None
    book_id: str | None = None
    recipient_ids: list[str] | None = None
    recipients: list[dict[str, Any]] | None = None
    files: list[FileWish] | None = None
    file_ids: list[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBody:
    """Book and date of issue; ``reserved_number``: one that was kept free, instead of the next.

    ``after`` with ``reason``: a back-dated number with a letter behind that one (123a), where policy has them.
    """

    book_id: str
    issued_on: str | None = None
    reserved_number: int | None = None
    after: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchBody:
    """Whom it goes to; without it, the document's own recipients."""

    recipient_ids: list[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceBody:
    """The document that stands in its place, and why."""

    with_id: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectBody:
    """The letter that corrects it (signed or sent, of the same unit), and what is corrected (required)."""

    with_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendBody:
    """Recipients that refused it and get it once more."""

    recipient_ids: list[str]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningBody:
    """The signer's certificate, base64 DER."""

    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningBegun:
    """Where the prepared file is and how it is digested."""

    signing_id: str
    digest_algorithm: str
    expires_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CmsBody:
    """The CMS that the token made, base64."""

    cms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientGroup:
    """One group in the ministry's order."""

    key: str
    name: str
    items: list[Recipient] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientGroups:
    """Answer of ``GET /recipients``: by group; ``items`` holds the same in one list, like every collection."""

    groups: list[RecipientGroup]
    items: list[Recipient] = field(default_factory=list)
    cursor: str | None = None


_RECIPIENT_FILTERS = ("name", "code", "group", "unit_id")


@endpoints.add(
    "GET",
    "/recipients",
    "Recipients by group",
    gives=RecipientGroups,
    query={"limit": int, "cursor": str, **dict.fromkeys(_RECIPIENT_FILTERS, str)},
    problems=("cursor_expired",),
)
def list_recipients(call: Call) -> Answer:
    """Groups in the ministry's order, within a group by the Vietnamese alphabet; all of them unless ``limit`` is
    named."""
    work = call.work
    limit = call.number("limit", feed.MAX_LIMIT, low=1, high=feed.MAX_LIMIT)
    wanted = {name: value for name, value in call.query.items() if name not in ("limit", "cursor")}
    for name in wanted:
        if name not in _RECIPIENT_FILTERS:
            raise invalid(name, f"Không lọc được theo trường «{name}».")
    found = [
        one
        for one in work.all_visible(Recipient)
        if all((getattr(one, name) or "") == value for name, value in wanted.items())
    ]
    ordered = [one for group in recipients.grouped(found) for one in group.items]
    scope = (call.services.database.epoch(work.connection), work.user.id, "recipient")
    if call.query.get("cursor"):
        last = cursors.unseal(call.query["cursor"], *scope)
        ordered = ordered[next((place for place, one in enumerate(ordered, 1) if one.id == last), 0) :]
    page = ordered[:limit]
    groups = [
        RecipientGroup(key=group.key, name=group.name, items=list(group.items)) for group in recipients.grouped(page)
    ]
    cursor = cursors.seal(page[-1].id, *scope) if len(ordered) > limit else None
    return Answer(RecipientGroups(groups=groups, items=page, cursor=cursor))


@endpoints.add(
    "POST",
    "/outgoing-documents",
    "Begin an outgoing document",
    takes=OutgoingBody,
    gives=OutgoingDocument,
    status=201,
    audit="outgoing.create",
    problems=("forbidden", "id_taken"),
)
def create(call: Call) -> Answer:
    """A clerk's draft without a slip; it waits for its signer's approval."""
    work = call.work
    body = call.plain_or_empty()
    context = _context(work, None, body)
    refusal = outgoing.check_create(body, work.actor, context)
    if refusal is not None:
        raise refuse(refusal)
    body = call.plain()
    moved = outgoing.created(body, work.actor, context, checked_new_id(call, body))
    document = work.create(dataclasses.replace(moved.record, file_ids=[]))
    document = work.save(_with_files(call, document, body))
    work.event(document, moved.event_action, moved.note)
    return record_answer(document, 201)


@endpoints.add(
    "PATCH",
    "/outgoing-documents/{id}",
    "Change an outgoing document",
    takes=OutgoingBody,
    gives=OutgoingDocument,
    audit="outgoing.edit",
    problems=("forbidden", "wrong_state"),
)
def edit(call: Call) -> Answer:
    """The unit's clerk, before it has a number."""
    work = call.work
    document = work.get(OutgoingDocument, call.path["id"])
    body = call.plain_or_empty()
    context = _context(work, document, body)
    ensure(call, document, outgoing.check(document, "edit", work.actor, body, context))
    body = call.plain()
    moved = outgoing.move(document, "edit", work.actor, body, context, work.now, ids.new_id)
    saved = work.save(_with_files(call, dataclasses.replace(moved.record, file_ids=document.file_ids), body))
    work.event(saved, moved.event_action, moved.note)
    return record_answer(saved)


def _with_files(call: Call, document: OutgoingDocument, body: dict[str, Any]) -> OutgoingDocument:
    wanted = attaching.wanted_files(body)
    if wanted is None and isinstance(body.get("file_ids"), list):
        wanted = attaching.by_place(call, document, body["file_ids"], "main")
    if wanted is None:
        return document
    # The approved bytes of a document that came from a slip are not a clerk's to exchange.
    if document.status != "draft":
        main = {file.id for file in call.work.all(File, root_id=document.id) if file.role == "main"}
        kept = {file_id for file_id, role in wanted if role == "main"}
        if main != kept:
            raise ProblemError("wrong_state", "Tệp chính đã được duyệt nên không thay được.", state=document.status)
    file_ids = attaching.attach(call, document, wanted)
    attaching.let_go(call.work, document, file_ids)
    return dataclasses.replace(document, file_ids=file_ids)


@endpoints.add(
    "POST",
    "/outgoing-documents/{id}/approve",
    "Approve a clerk's draft",
    gives=OutgoingDocument,
    audit="outgoing.approve",
    problems=("forbidden", "wrong_state"),
)
def approve(call: Call) -> Answer:
    """By its signer; the main file gets its fields."""
    work = call.work
    document = work.get(OutgoingDocument, call.path["id"])
    saved, _ = act(call, document, "approve", outgoing.check, outgoing.move, _context(work, document, {}))
    main = issuing.main_file(work, saved)
    content = contents.find(work.connection, main.id)
    if content is not None:
        data = issuing.ready_to_sign(call, call.services.blobs.get(content.blob), work.user, saved.unit_id)
        issuing.replace_bytes(call, main, data)
    issuing.prepare_annexes(call, saved)
    return record_answer(saved)


@endpoints.add(
    "POST",
    "/outgoing-documents/{id}/number",
    "Give the next number",
    takes=NumberBody,
    gives=OutgoingDocument,
    audit="outgoing.number",
    problems=("forbidden", "wrong_state"),
)
def number(call: Call) -> Answer:
    """Gap-free and unique; number and date are filled into the file's pre-made fields."""
    work = call.work
    document = work.get(OutgoingDocument, call.path["id"])
    body = call.plain_or_empty()
    context = _context(work, document, body)
    ensure(call, document, outgoing.check(document, "number", work.actor, body, context))
    body = call.plain()
    issued = body.get("issued_on") or calendar.vietnam_date(work.now).isoformat()
    year, reserved, letter = int(issued[:4]), body.get("reserved_number"), ""
    if body.get("after") is not None:
        given, letter = insert_after(work, body["book_id"], year, body["after"], body["reason"].strip(), document.id)
    elif reserved is None:
        given = work.next_number(body["book_id"], year, document.id)
    else:
        given = use_reserved(work, body["book_id"], year, reserved, document.id)
    told = dataclasses.replace(context, next_number=given, next_suffix=letter)
    moved = outgoing.move(document, "number", work.actor, body, told, work.now, ids.new_id)
    saved = work.save(moved.record)
    issuing.fill_number(call, saved)
    work.event(saved, moved.event_action, moved.note)
    return record_answer(saved)


def _wanted(call: Call, action: str) -> tuple[OutgoingDocument, certifying.Wanted]:
    """The document and the signature that the caller may give now: 403 for others, 409 at another moment."""
    work = call.work
    document = work.get(OutgoingDocument, call.path["id"])
    ensure(call, document, outgoing.check(document, action, work.actor, {}, _context(work, document, {})))
    kind = outgoing.signature_kind(document, work.actor)
    if kind not in ("personal", "agency"):
        raise ProblemError("forbidden")
    main = issuing.main_file(work, document)
    return document, certifying.wanted_for_outgoing(call, document, kind, main)  # type: ignore[arg-type]  # narrowed


@endpoints.add(
    "GET",
    "/outgoing-documents/{id}/to-sign",
    "The exact bytes to sign",
    gives=PDF,
    problems=("forbidden", "wrong_state"),
    audit="outgoing.to-sign",
)
def to_sign(call: Call) -> Answer:
    """For the leader who approved, then for the clerk."""
    document, wanted = _wanted(call, "to-sign")
    call.release()
    with call.services.database.write() as connection:
        writing = call.work.another(connection)
        writing.audit("outgoing.to-sign", file_id=wanted.file.id)
        writing.finish()
    headers = {"ETag": f'"{wanted.file.sha256}"', "Content-Disposition": disposition(wanted.file.name)}
    return Answer(content=wanted.base, media_type=PDF, headers={**headers, "X-Version": str(document.version)})


@endpoints.add(
    "PUT",
    "/outgoing-documents/{id}/signed",
    "Bring a file signed by an outside tool",
    takes=PDF,
    gives=OutgoingDocument,
    audit="outgoing.signed",
    problems=_SIGNING_PROBLEMS,
)
def put_signed(call: Call) -> Answer:
    """Accepted only if it is the approved file, signed by the right person in the right place, and nothing else."""
    document, wanted = _wanted(call, "signed")
    call.check_pdf()
    accepted = certifying.judge(call, wanted, call.raw)
    return _accept(call, document, wanted, call.raw, accepted)


@endpoints.add(
    "POST",
    "/outgoing-documents/{id}/signing",
    "First step of signing",
    takes=SigningBody,
    gives=SigningBegun,
    status=201,
    audit="outgoing.signing",
    problems=_SIGNING_PROBLEMS,
)
def begin_signing(call: Call) -> Answer:
    """The server prepares the update with the signature's placeholder."""
    _, wanted = _wanted(call, "signed")
    signing_id, expires_at = certifying.begin(call, wanted, call.body(SigningBody).certificate)
    return Answer(SigningBegun(signing_id=signing_id, digest_algorithm="sha256", expires_at=expires_at), 201)


@endpoints.add(
    "GET",
    "/outgoing-documents/{id}/signing/{signing_id}/prepared",
    "The prepared file",
    gives=PDF,
    problems=("forbidden", "wrong_state", "signing_expired"),
)
def prepared(call: Call) -> Answer:
    """The ``to-sign`` bytes plus one update with the placeholder."""
    _, wanted = _wanted(call, "signed")
    row = certifying.pending(call, call.path["signing_id"], wanted.file.id)
    return Answer(content=call.services.blobs.get(row.prepared), media_type=PDF)


@endpoints.add(
    "POST",
    "/outgoing-documents/{id}/signing/{signing_id}/complete",
    "Second step of signing",
    takes=CmsBody,
    gives=OutgoingDocument,
    writes=False,
    audit="outgoing.signed",
    problems=(*_SIGNING_PROBLEMS, "signing_expired"),
)
def complete_signing(call: Call) -> Answer:
    """The CMS fills the placeholder; the result is judged like any file from outside. Manages its own write: no lock
    is held while the time-stamp service is asked. A step that was done is answered again, whatever key it bears."""
    signing_id = call.path["signing_id"]
    if certifying.finished(call, signing_id):
        return record_answer(call.work.get(OutgoingDocument, call.path["id"]))
    _, judged = _wanted(call, "signed")
    judged, signed, accepted = certifying.fill(call, judged, signing_id, call.body(CmsBody).cms)
    with call.writing("outgoing.signed") as writing:
        document, wanted = _wanted(writing, "signed")
        certifying.close(writing, wanted, judged, signing_id)
        return _accept(writing, document, wanted, signed, accepted)


def _accept(
    call: Call, document: OutgoingDocument, wanted: certifying.Wanted, signed: bytes, accepted: Any
) -> Answer:
    work = call.work
    summary = certifying.summary(accepted, wanted.unit_id)
    issuing.replace_bytes(
        call, wanted.file, signed, signatures=signature_facts.with_new(wanted.file.signatures, summary)
    )
    moved = outgoing.move(document, "signed", work.actor, {}, _context(work, document, {}), work.now, ids.new_id)
    saved = work.save(moved.record)
    work.event(saved, moved.event_action, moved.note)
    return record_answer(saved)


@endpoints.add(
    "POST",
    "/outgoing-documents/{id}/dispatch",
    "Send it out",
    takes=DispatchBody,
    gives=OutgoingDocument,
    audit="outgoing.dispatch",
    problems=("forbidden", "wrong_state"),
)
def dispatch(call: Call) -> Answer:
    """Internal units get an arrived document at once; for others a message waits for the exchange."""
    work = call.work
    document = work.get(OutgoingDocument, call.path["id"])
    saved, _ = act(call, document, "dispatch", outgoing.check, outgoing.move, _context(work, document, {}))
    for line in saved.recipients:
        recipient = work.find(Recipient, line.recipient_id)
        if recipient is not None:
            exchange.deliver(work, saved, recipient)
    return record_answer(work.save(_arrived(work, saved)))


def _arrived(work: Work, document: OutgoingDocument) -> OutgoingDocument:
    """With units of this server, which have it at once, in state 01."""
    internal = {r.id for r in work.all(Recipient) if r.unit_id is not None}
    lines = [
        dataclasses.replace(line, status="01", status_at=work.now)
        if line.recipient_id in internal and line.status is None
        else line
        for line in document.recipients
    ]
    return dataclasses.replace(document, recipients=lines)


@endpoints.add(
    "POST",
    "/outgoing-documents/{id}/recall",
    "Ask for it back",
    takes=RequiredReason,
    gives=OutgoingDocument,
    audit="outgoing.recall",
    problems=("forbidden", "wrong_state"),
)
def recall(call: Call) -> Answer:
    """Every recipient is asked; the document is recalled when all have agreed."""
    work = call.work
    document = work.get(OutgoingDocument, call.path["id"])
    saved, moved = act(call, document, "recall", outgoing.check, outgoing.move, _context(work, document, {}))
    exchange.ask_back(work, saved, moved.note)
    return record_answer(saved)


@endpoints.add(
    "POST",
    "/outgoing-documents/{id}/replace",
    "Put another in its place",
    takes=ReplaceBody,
    gives=OutgoingDocument,
    audit="outgoing.replace",
    problems=("forbidden", "wrong_state"),
)
def replace(call: Call) -> Answer:
    """By a signed document of the same unit, which names what it replaces."""
    work = call.work
    document = work.get(OutgoingDocument, call.path["id"])
    body = call.plain_or_empty()
    context = _context(work, document, body)
    saved, _ = act(call, document, "replace", outgoing.check, outgoing.move, context, body)
    if context.replacement is not None:
        work.save(dataclasses.replace(context.replacement, replaces_id=saved.id))
        exchange.tell(work, saved, "replace", context.replacement, str(body.get("reason") or ""))
    return record_answer(saved)


@endpoints.add(
    "POST",
    "/outgoing-documents/{id}/correct",
    "Correct it by another letter",
    takes=CorrectBody,
    gives=OutgoingDocument,
    audit="outgoing.correct",
    problems=("forbidden", "wrong_state"),
)
def correct(call: Call) -> Answer:
    """It stays in force; its recipients are told which letter corrects it and what."""
    work = call.work
    document = work.get(OutgoingDocument, call.path["id"])
    body = call.plain_or_empty()
    context = _context(work, document, body)
    saved, moved = act(call, document, "correct", outgoing.check, outgoing.move, context, body)
    if context.replacement is not None:
        exchange.tell(work, saved, "update", context.replacement, moved.note)
    return record_answer(saved)


@endpoints.add(
    "POST",
    "/outgoing-documents/{id}/resend",
    "Send it again to who refused it",
    takes=ResendBody,
    gives=OutgoingDocument,
    audit="outgoing.resend",
    problems=("forbidden", "wrong_state"),
)
def resend(call: Call) -> Answer:
    """Only recipients in state 02; whoever has it gets nothing twice."""
    work = call.work
    document = work.get(OutgoingDocument, call.path["id"])
    body = call.plain_or_empty()
    wanted = set(body.get("recipient_ids") or []) if isinstance(body.get("recipient_ids"), list) else set()
    saved, _ = act(call, document, "resend", outgoing.check, outgoing.move, _context(work, document, {}), body)
    for recipient in (work.find(Recipient, one) for one in sorted(wanted)):
        if recipient is not None:
            exchange.deliver(work, saved, recipient, again=True)
    return record_answer(work.save(_arrived(work, saved)))


def _context(work: Work, document: OutgoingDocument | None, body: dict[str, Any]) -> OutgoingContext:
    unit_id = document.unit_id if document else work.user.unit_id
    type_code = body.get("type_code") if isinstance(body.get("type_code"), str) else None
    with_id = body.get("with_id")
    replacement = work.find(OutgoingDocument, with_id) if isinstance(with_id, str) and with_id else None
    if replacement is not None and not work.sees(replacement.id):
        replacement = None
    book_id = body.get("book_id")
    files = [work.find(File, file_id) for file_id in document.file_ids] if document else []
    main = [file for file in files if file is not None and file.role == "main" and file.media_type == PDF]
    policy = policy_for(work.connection, work.user)
    return OutgoingContext(
        leader_signature=leader_signature_of(work.find(Unit, unit_id), policy.leader_signature),
        inserted_numbers=policy.inserted_numbers,
        personally_signed=any(s.kind == "personal" and not s.outside for file in main for s in file.signatures),
        book=work.find(Book, book_id) if isinstance(book_id, str) else None,
        notation=issuing.notation_for(work, unit_id, type_code or (document.type_code if document else "")),
        today=calendar.vietnam_date(work.now),
        recipients={recipient.id: recipient.name for recipient in work.all(Recipient)},
        replacement=replacement,
        main_pdfs=len(main),
        signers=_signers(work) if body.get("signer_id") else None,
    )


def _signers(work: Work) -> frozenset[str]:
    heads = {"leader", "unit_head"}
    return frozenset(user.id for user in work.all(User) if heads & set(user.roles) and not user.disabled)
