"""Signatures on the server's side: who may sign what now, the two steps, and the judgement of what comes back."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select, update

from voffice_desktop import ids
from voffice_desktop.domain import permissions
from voffice_desktop.domain.records import File, OutgoingDocument, SignatureSummary, Unit
from voffice_desktop.errors import DocumentFault, Rejected, Transient
from voffice_desktop.server import contents, schema, signature_pictures, times
from voffice_desktop.server.endpoints import Call
from voffice_desktop.server.faults import sentence
from voffice_desktop.server.problems import ProblemError, invalid, refuse
from voffice_desktop.signing import appearance, fields, two_step
from voffice_desktop.signing.certification import certification_base, field_of
from voffice_desktop.signing.credentials import read_certificate
from voffice_desktop.signing.trust import Trust, check_certificate
from voffice_desktop.signing.verify_upload import Accepted, Expectation, check_upload

MINUTES = 9
"""How long a prepared signing waits for its CMS: less than the clock skew that is accepted (10 minutes)."""

Kind = Literal["personal", "agency", "certification"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One signature that may be made now: on which bytes, into which field, by whom."""

    kind: Kind
    file: File
    base: bytes
    field: str
    names: tuple[str, ...]
    unit_id: str | None
    user_id: str | None
    picture: bytes | None = None
    """The seal or hand signature (PNG) that is printed with it."""
    certificates: frozenset[str] = frozenset()
    """Those that were registered when a signed file was judged."""


def certified_blob(connection: Connection, file_id: str, unit_id: str) -> str | None:
    """The SHA-256 of a unit's own certified file, if it has signed one."""
    rows = schema.certified
    found: str | None = connection.execute(
        select(rows.c.blob).where(rows.c.file_id == file_id, rows.c.unit_id == unit_id)
    ).scalar()
    return found


def trust(connection: Connection) -> Trust:
    """The configured roots, intermediate certificates and revocation lists."""
    rows, lists = schema.certificates, schema.revocation_lists
    found = connection.execute(select(rows.c.der, rows.c.trust_root, rows.c.unit_id, rows.c.user_id)).all()
    return Trust(
        roots=tuple(bytes(row.der) for row in found if row.trust_root),
        intermediates=tuple(
            bytes(row.der) for row in found if not row.trust_root and row.unit_id is None and row.user_id is None
        ),
        crls=tuple(bytes(der) for der in connection.execute(select(lists.c.der)).scalars()),
    )


def registered(connection: Connection, wanted: Wanted) -> frozenset[str]:
    """SHA-256 of the certificates registered and active for the signing unit or person."""
    rows = schema.certificates
    owner = rows.c.user_id == wanted.user_id if wanted.kind == "personal" else rows.c.unit_id == wanted.unit_id
    return frozenset(connection.execute(select(rows.c.sha256).where(owner, rows.c.active)).scalars())


def stamp_for(wanted: Wanted, at: datetime) -> appearance.StampText:
    """What the signature looks like on the page."""
    if wanted.field == fields.ANNEX:
        return appearance.annex_stamp(wanted.names[0], at)
    if wanted.kind == "personal":
        return appearance.personal_stamp(wanted.names[0], at, picture=wanted.picture)
    if wanted.kind == "agency":
        return appearance.agency_stamp(wanted.names[0], at, seal=wanted.picture)
    return appearance.certification_stamp(wanted.names[0], at)


def wanted_for_outgoing(call: Call, document: OutgoingDocument, kind: Kind, file: File) -> Wanted:
    """The personal or agency signature on an outgoing document's main file."""
    work = call.work
    content = contents.find(work.connection, file.id)
    if content is None:
        raise ProblemError("wrong_state", "Tệp chính không còn trên máy chủ.", state=document.status)
    base = call.services.blobs.get(content.blob)
    blobs = call.services.blobs
    if kind == "personal":
        hand = signature_pictures.find(work.connection, blobs, "user", work.user.id)
        return Wanted(kind, file, base, fields.PERSONAL, (work.user.full_name,), None, work.user.id, hand)
    unit = work.find(Unit, document.unit_id)
    seal = signature_pictures.find(work.connection, blobs, "unit", document.unit_id)
    return Wanted(kind, file, base, fields.AGENCY, (unit.name if unit else "",), document.unit_id, None, seal)


def wanted_for_annex(call: Call, file: File, document: Any) -> Wanted:
    """The agency's signature on an annex; 403 for others than the unit's clerk, 409 at another moment."""
    work = call.work
    refusal = permissions.sign_annex(work.actor, file, document)
    if refusal is not None:
        members = {"state": document.status} if refusal.code == "wrong_state" else {}
        raise refuse(refusal, **members)
    content = contents.find(work.connection, file.id)
    if content is None:
        raise ProblemError("not_found")
    base = call.services.blobs.get(content.blob)
    if fields.find_field(base, fields.ANNEX) is None:
        raise ProblemError("wrong_state", "Phụ lục này không có ô ký.", state=document.status)
    return Wanted("agency", file, base, fields.ANNEX, (document.symbol,), document.unit_id, None)


def wanted_for_certification(call: Call, file: File, record: Any) -> Wanted:
    """The caller's unit's certification of a file it may see; 403 ``clerk_only``, 409 at another moment."""
    work = call.work
    refusal = permissions.certify(work.actor, file, record)
    if refusal is not None:
        members = {"state": record.status} if refusal.code == "wrong_state" and record is not None else {}
        raise refuse(refusal, **members)
    content = contents.find(work.connection, file.id)
    if content is None:
        raise ProblemError("not_found")
    unit = work.find(Unit, work.user.unit_id)
    code = unit.code if unit else work.user.unit_id
    base = _certification_base(call, content.blob, code)
    return Wanted("certification", file, base, field_of(code), (unit.name if unit else "",), work.user.unit_id, None)


def _certification_base(call: Call, blob: str, code: str) -> bytes:
    """The original with the unit's empty field: made once, so that every question gets the very same bytes."""
    name = f"certification/{blob}-{hashlib.sha256(code.encode()).hexdigest()[:16]}"
    known: bytes | None = call.services.blobs.get_named(name)
    if known is not None:
        return known
    original = call.services.blobs.get(blob)
    try:
        made = certification_base(original, code, call.services.eyes.free_room)
    except Rejected as rejected:
        raise ProblemError(rejected.code) from rejected
    call.services.blobs.put_named(name, made, create_only=True)
    return call.services.blobs.get_named(name) or made


def begin(call: Call, wanted: Wanted, certificate: str) -> tuple[str, str]:
    """First step: keep the prepared update. Returns (signing id, expiry)."""
    work = call.work
    try:
        der = base64.b64decode("".join(certificate.split()), validate=True)
        at = times.parse(work.now)
        prepared = two_step.begin(wanted.base, wanted.field, der, stamp_for(wanted, at), at=at, name=wanted.names[0])
    except (binascii.Error, ValueError) as error:
        raise invalid("certificate", "Chứng thư số phải là DER mã hóa base64.") from error
    except Rejected as rejected:
        raise ProblemError(rejected.code) from rejected
    except DocumentFault as fault:
        if fault.code == "bad_certificate":
            raise invalid("certificate", "Chứng thư số không đọc được.") from fault
        raise ProblemError("wrong_state", f"Không chuẩn bị được chữ ký. {sentence(fault.code)}") from fault
    try:
        check_certificate(read_certificate(der), trust(work.connection), at)
    except Rejected as rejected:
        raise ProblemError(rejected.code) from rejected
    info_sha256 = json.loads(prepared.state)["certificate_sha256"]
    if info_sha256 not in registered(work.connection, wanted):
        raise ProblemError("wrong_unit")
    signing_id = ids.new_id()
    expires_at = times.later(work.now, minutes=MINUTES)
    work.connection.execute(
        insert(schema.signings).values(
            id=signing_id,
            purpose=wanted.kind,
            subject_id=wanted.file.id,
            user_id=work.user.id,
            base=call.services.blobs.put(wanted.base),
            prepared=call.services.blobs.put(prepared.prepared),
            state=prepared.state.decode(),
            expires_at=expires_at,
            done=False,
        )
    )
    return signing_id, expires_at


def pending(call: Call, signing_id: str, file_id: str) -> Any:
    """The caller's own signing of this file; 404, or 409 ``signing_expired``."""
    rows = schema.signings
    row = call.work.connection.execute(
        select(rows).where(rows.c.id == signing_id, rows.c.user_id == call.work.user.id, rows.c.subject_id == file_id)
    ).first()
    if row is None:
        raise ProblemError("not_found")
    if row.expires_at <= call.work.now or row.done:
        raise ProblemError("signing_expired")
    return row


def finished(call: Call, signing_id: str) -> bool:
    """Whether this signing of the caller's was completed before: its second step may be sent once more."""
    rows = schema.signings
    query = select(rows.c.done).where(rows.c.id == signing_id, rows.c.user_id == call.work.user.id)
    return bool(call.work.connection.execute(query).scalar())


def fill(call: Call, wanted: Wanted, signing_id: str, cms_text: str) -> tuple[Wanted, bytes, Accepted]:
    """Second step: the CMS fills the hole, and the result is judged like any file from outside.

    Ends the reading transaction first: the time-stamp service may take its seconds, and nobody shall wait for it.
    """
    row = pending(call, signing_id, wanted.file.id)
    base = call.services.blobs.get(row.base)
    if wanted.kind != "certification" and base != wanted.base:
        raise _changed_since()
    wanted = dataclasses.replace(wanted, base=base)
    prepared, expected = call.services.blobs.get(row.prepared), _expectation(call, wanted)
    wanted = dataclasses.replace(wanted, certificates=expected.certificates)
    call.release()
    ask = call.services.ask_time
    try:
        cms = base64.b64decode("".join(cms_text.split()), validate=True)
        held = expected.trust if ask else None
        signed = two_step.complete(prepared, row.state.encode(), cms, ask_time=ask, trust=held)
    except (binascii.Error, ValueError) as error:
        raise invalid("cms", "CMS phải mã hóa base64.") from error
    except Rejected as rejected:
        raise ProblemError(rejected.code) from rejected
    except Transient as failed:
        detail = "Dịch vụ dấu thời gian chưa trả lời. Chưa có gì được ký; hãy thử lại."
        raise ProblemError("unavailable", detail, headers={"Retry-After": "5"}) from failed
    return wanted, signed, _judged(call, wanted, signed, expected)


def close(call: Call, now: Wanted, then: Wanted, signing_id: str) -> None:
    """In the write that keeps what ``fill`` gave: the signing ends, if nothing has changed since it was judged."""
    pending(call, signing_id, now.file.id)
    if now.kind != "certification" and now.base != then.base:
        raise _changed_since()
    if not then.certificates <= registered(call.work.connection, now):
        raise ProblemError("wrong_unit")  # one was switched off meanwhile
    rows = schema.signings
    call.work.connection.execute(update(rows).where(rows.c.id == signing_id).values(done=True))


def judge(call: Call, wanted: Wanted, candidate: bytes) -> Accepted:
    """Whether a signed file may be taken; the contract's refusal codes otherwise."""
    return _judged(call, wanted, candidate, _expectation(call, wanted))


def _expectation(call: Call, wanted: Wanted) -> Expectation:
    return Expectation(
        kind=wanted.kind,
        field=wanted.field,
        certificates=registered(call.work.connection, wanted),
        trust=trust(call.work.connection),
        now=times.parse(call.work.now),
        names=wanted.names,
    )


def _judged(call: Call, wanted: Wanted, candidate: bytes, expected: Expectation) -> Accepted:
    try:
        return check_upload(wanted.base, candidate, expected, call.services.eyes.look_at_update)
    except Rejected as rejected:
        raise ProblemError(rejected.code) from rejected


def _changed_since() -> ProblemError:
    return ProblemError("modified_after_approval", "Tệp đã thay đổi kể từ khi chuẩn bị ký.")


def summary(accepted: Accepted, unit_id: str | None) -> SignatureSummary:
    """What the file record tells of an accepted signature."""
    return SignatureSummary(
        kind=accepted.kind,
        signer=accepted.signer,
        unit_id=unit_id,
        signed_at=times.stamp(accepted.signed_at),
        verdict="valid",
    )


def keep_certified(call: Call, file: File, signed: bytes) -> File:
    """Store the unit's certified file and name the unit on the record."""
    work, rows = call.work, schema.certified
    unit_id = work.user.unit_id
    work.connection.execute(delete(rows).where(rows.c.file_id == file.id, rows.c.unit_id == unit_id))
    work.connection.execute(
        insert(rows).values(
            file_id=file.id, unit_id=unit_id, blob=call.services.blobs.put(signed), by=work.user.id, at=work.now
        )
    )
    units = [*(unit for unit in file.certified_for if unit != unit_id), unit_id]
    return work.save(dataclasses.replace(file, certified_for=units))
