"""A unit's certified file: signed by its clerk at the bottom left of the first page, for that clerk alone."""

from __future__ import annotations

from dataclasses import dataclass

from voffice_desktop.domain.records import File
from voffice_desktop.server import certifying
from voffice_desktop.server.endpoints import Answer, Call, Endpoints, record_answer
from voffice_desktop.server.routes.files import record_of, visible_file
from voffice_desktop.server.routes.outgoing import CmsBody, SigningBegun, SigningBody
from voffice_desktop.server.uploads import PDF
from voffice_desktop.signing.certification import certification_look

endpoints = Endpoints("certification")
_MM = 25.4 / 72

_PROBLEMS = (
    "clerk_only",
    "wrong_state",
    "signing_forbidden_by_author",
    "not_the_approved_file",
    "modified_after_approval",
    "signature_invalid",
    "untrusted_certificate",
    "certificate_revoked",
    "certificate_expired",
    "wrong_unit",
    "wrong_place",
)


def _wanted(call: Call) -> certifying.Wanted:
    file = visible_file(call.work, call.path["id"])
    wanted = certifying.wanted_for_certification(call, file, record_of(call.work, file))
    call.check_match(file)
    return wanted


@endpoints.add(
    "GET",
    "/files/{id}/certification/to-sign",
    "The exact bytes to certify",
    gives=PDF,
    problems=("clerk_only", "wrong_state", "signing_forbidden_by_author"),
    audit="file.certification.to-sign",
)
def to_sign(call: Call) -> Answer:
    """The stored original with the unit's empty field at the bottom left of the first page."""
    wanted = _wanted(call)
    call.release()
    with call.services.database.write() as connection:
        writing = call.work.another(connection)
        writing.audit("file.certification.to-sign", file_id=wanted.file.id)
        writing.finish()
    return Answer(content=wanted.base, media_type=PDF)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationLook:
    """Where the unit's signature will stand on page 1, and what was in the way. Millimetres, as the page is shown."""

    from_left_mm: float
    from_bottom_mm: float
    moved: bool
    """The corner holds content: the signature stands beside it, or on it where ``over_content``."""
    over_content: bool
    rotation: int
    cropped: bool
    earlier_signatures: int


@endpoints.add(
    "GET",
    "/files/{id}/certification/look",
    "Where the certification will stand",
    gives=CertificationLook,
    problems=("clerk_only", "wrong_state", "signing_forbidden_by_author"),
)
def look(call: Call) -> Answer:
    """Asked before signing: content in the way, rotation, cropping; a file that cannot be certified says why."""
    wanted = _wanted(call)
    seen = call.services.eyes.ink_under
    found = certification_look(wanted.base, wanted.field, seen)
    return Answer(
        CertificationLook(
            from_left_mm=round(found.left * _MM, 1),
            from_bottom_mm=round(found.bottom * _MM, 1),
            moved=found.moved,
            over_content=found.over_content,
            rotation=found.rotation,
            cropped=found.cropped,
            earlier_signatures=found.earlier_signatures,
        )
    )


@endpoints.add(
    "PUT",
    "/files/{id}/certification",
    "Bring a certified file signed by an outside tool",
    takes=PDF,
    gives=File,
    audit="file.certify",
    problems=_PROBLEMS,
)
def put_certified(call: Call) -> Answer:
    """Judged like every signed file."""
    wanted = _wanted(call)
    call.check_pdf()
    certifying.judge(call, wanted, call.raw)
    return record_answer(_keep(call, wanted, call.raw))


@endpoints.add(
    "POST",
    "/files/{id}/certification",
    "First step of certifying",
    takes=SigningBody,
    gives=SigningBegun,
    status=201,
    audit="file.certification",
    problems=_PROBLEMS,
)
def begin(call: Call) -> Answer:
    """The server prepares the update with the signature's placeholder."""
    wanted = _wanted(call)
    signing_id, expires_at = certifying.begin(call, wanted, call.body(SigningBody).certificate)
    return Answer(SigningBegun(signing_id=signing_id, digest_algorithm="sha256", expires_at=expires_at), 201)


@endpoints.add(
    "GET",
    "/files/{id}/certification/{signing_id}/prepared",
    "The prepared file",
    gives=PDF,
    problems=("clerk_only", "wrong_state", "signing_expired"),
)
def prepared(call: Call) -> Answer:
    """The ``to-sign`` bytes plus one update with the placeholder."""
    wanted = _wanted(call)
    row = certifying.pending(call, call.path["signing_id"], wanted.file.id)
    return Answer(content=call.services.blobs.get(row.prepared), media_type=PDF)


@endpoints.add(
    "POST",
    "/files/{id}/certification/{signing_id}/complete",
    "Second step of certifying",
    takes=CmsBody,
    gives=File,
    writes=False,
    audit="file.certify",
    problems=(*_PROBLEMS, "signing_expired"),
)
def complete(call: Call) -> Answer:
    """The CMS fills the placeholder; the unit's certified file stands from now on. Manages its own write, like the
    second step of signing."""
    signing_id = call.path["signing_id"]
    if certifying.finished(call, signing_id):
        return record_answer(visible_file(call.work, call.path["id"]))
    judged, signed, _ = certifying.fill(call, _wanted(call), signing_id, call.body(CmsBody).cms)
    with call.writing("file.certify") as writing:
        wanted = _wanted(writing)
        certifying.close(writing, wanted, judged, signing_id)
        return record_answer(_keep(writing, wanted, signed))


def _keep(call: Call, wanted: certifying.Wanted, signed: bytes) -> File:
    kept = certifying.keep_certified(call, wanted.file, signed)
    record = record_of(call.work, kept)
    if record is not None:
        call.work.event(record, "certified", kept.name)
    return kept
