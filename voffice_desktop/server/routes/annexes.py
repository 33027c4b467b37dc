"""The agency's signature on annexes that are files of their own: top right of page 1, without a picture.

Beyond the contract, in the same two steps as every signature. Source: NĐ 30/2020/NĐ-CP annex I, II.8.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from voffice_desktop.domain.records import File, OutgoingDocument
from voffice_desktop.server import certifying, contents, issuing, signature_facts
from voffice_desktop.server.endpoints import Answer, Call, Endpoints, record_answer
from voffice_desktop.server.routes.files import record_of, visible_file
from voffice_desktop.server.routes.outgoing import CmsBody, SigningBegun, SigningBody
from voffice_desktop.server.uploads import PDF
from voffice_desktop.signing import fields

endpoints = Endpoints("annexes")

_PROBLEMS = (
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
class Annex:
    """One attachment. ``waiting`` for the agency's signature, ``signed``, or ``as_it_is``: no field of ours."""

    file_id: str
    name: str
    state: Literal["waiting", "signed", "as_it_is"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexList:
    """Answer of ``GET /outgoing-documents/{id}/annexes``."""

    items: list[Annex] = field(default_factory=list)


@endpoints.add(
    "GET", "/outgoing-documents/{id}/annexes", "Annexes and whether they wait for a signature", gives=AnnexList
)
def annexes(call: Call) -> Answer:
    """The attachments in the document's order."""
    work = call.work
    document = work.get(OutgoingDocument, call.path["id"])
    items = []
    for file in (work.find(File, file_id) for file_id in document.file_ids):
        if file is None or file.role != "attachment":
            continue
        items.append(Annex(file_id=file.id, name=file.name, state=_state(call, file)))
    return Answer(AnnexList(items=items))


def _state(call: Call, file: File) -> Literal["waiting", "signed", "as_it_is"]:
    if file.media_type != PDF:
        return "as_it_is"
    content = contents.find(call.work.connection, file.id)
    place = None if content is None else fields.find_field(call.services.blobs.get(content.blob), fields.ANNEX)
    if place is None:
        return "as_it_is"
    return "signed" if place.filled else "waiting"


def _wanted(call: Call) -> certifying.Wanted:
    file = visible_file(call.work, call.path["id"])
    wanted = certifying.wanted_for_annex(call, file, record_of(call.work, file))
    call.check_match(file)
    return wanted


@endpoints.add(
    "GET",
    "/files/{id}/annex/to-sign",
    "The exact bytes of an annex to sign",
    gives=PDF,
    problems=("forbidden", "wrong_state"),
    audit="annex.to-sign",
)
def to_sign(call: Call) -> Answer:
    """The approved annex with its empty field."""
    wanted = _wanted(call)
    call.release()
    with call.services.database.write() as connection:
        writing = call.work.another(connection)
        writing.audit("annex.to-sign", file_id=wanted.file.id)
        writing.finish()
    return Answer(content=wanted.base, media_type=PDF)


@endpoints.add(
    "POST",
    "/files/{id}/annex",
    "First step of signing an annex",
    takes=SigningBody,
    gives=SigningBegun,
    status=201,
    audit="annex.signing",
    problems=_PROBLEMS,
)
def begin(call: Call) -> Answer:
    """The server prepares the update with the signature's placeholder."""
    signing_id, expires_at = certifying.begin(call, _wanted(call), call.body(SigningBody).certificate)
    return Answer(SigningBegun(signing_id=signing_id, digest_algorithm="sha256", expires_at=expires_at), 201)


@endpoints.add(
    "GET",
    "/files/{id}/annex/{signing_id}/prepared",
    "The prepared annex",
    gives=PDF,
    problems=("forbidden", "wrong_state", "signing_expired"),
)
def prepared(call: Call) -> Answer:
    """The ``to-sign`` bytes plus one update with the placeholder."""
    row = certifying.pending(call, call.path["signing_id"], _wanted(call).file.id)
    return Answer(content=call.services.blobs.get(row.prepared), media_type=PDF)


@endpoints.add(
    "POST",
    "/files/{id}/annex/{signing_id}/complete",
    "Second step of signing an annex",
    takes=CmsBody,
    gives=File,
    writes=False,
    audit="annex.signed",
    problems=(*_PROBLEMS, "signing_expired"),
)
def complete(call: Call) -> Answer:
    """The CMS fills the placeholder; the result is judged like any file from outside. Manages its own write, like the
    second step of signing."""
    signing_id = call.path["signing_id"]
    if certifying.finished(call, signing_id):
        return record_answer(visible_file(call.work, call.path["id"]))
    judged, signed, accepted = certifying.fill(call, _wanted(call), signing_id, call.body(CmsBody).cms)
    with call.writing("annex.signed") as writing:
        wanted = _wanted(writing)
        certifying.close(writing, wanted, judged, signing_id)
        fresh = certifying.summary(accepted, wanted.unit_id)
        saved = issuing.replace_bytes(
            writing, wanted.file, signed, signatures=signature_facts.with_new(wanted.file.signatures, fresh)
        )
        document = record_of(writing.work, saved)
        if document is not None:
            writing.work.event(document, "annex_signed", saved.name)
        return record_answer(saved)
