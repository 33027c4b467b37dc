"""From an approved slip to an outgoing document whose file is ready to be numbered and signed.

The draft is normalised (hidden content goes before anyone signs) and gets its fields: number, date, the leader's
personal signature, the agency's. What comes out are the approved bytes; they only ever grow by incremental updates.
"""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import date
from typing import Any

from voffice_desktop import ids
from voffice_desktop.domain import outgoing
from voffice_desktop.domain.numbering import notation, number_of
from voffice_desktop.domain.records import File, OutgoingDocument, Recipient, Slip, Unit, User
from voffice_desktop.domain.signature_settings import settings_of
from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.normalise import normalise
from voffice_desktop.server import contents, signature_pictures
from voffice_desktop.server.attaching import PDF
from voffice_desktop.server.endpoints import Call
from voffice_desktop.server.faults import sentence
from voffice_desktop.server.problems import ProblemError
from voffice_desktop.server.work import Work
from voffice_desktop.signing import fields


def issue(call: Call, slip: Slip) -> Slip:
    """Make the outgoing document of a slip that has just been approved; the slip then names it."""
    work = call.work
    dossier = [work.find(File, file_id) for file_id in slip.file_ids]
    files = [file for file in dossier if file is not None and file.role in ("draft", "attachment")]
    document_id = ids.new_id()
    leader = work.find(User, slip.leader_id)
    named = {line.id: line.name for line in recipients_of(work, slip.recipient_ids)}
    unit_id = slip.issuing_unit_id or slip.unit_id
    copies = [_copy(call, file, document_id, leader, unit_id) for file in files]
    document = outgoing.from_slip(
        slip,
        document_id,
        signer_name=leader.full_name if leader else "",
        signer_title=leader.title if leader else "",
        recipient_names=named,
        file_ids=[file.id for file in copies],
        notation=notation_for(work, slip.issuing_unit_id or slip.unit_id, slip.type_code),
    )
    work.create(document)
    for file in copies:
        work.create(file, root_id=document_id)
    work.event(document, "approved", slip.code)
    return dataclasses.replace(slip, outgoing_document_id=document_id)


def recipients_of(work: Work, recipient_ids: list[str]) -> list[Recipient]:
    """The recipients of those ids that exist."""
    found = [work.find(Recipient, recipient_id) for recipient_id in recipient_ids]
    return [recipient for recipient in found if recipient is not None]


def notation_for(work: Work, unit_id: str, type_code: str) -> str:
    """The symbol without its number for a document of this unit."""
    unit = work.find(Unit, unit_id)
    if unit is None:
        return ""
    parent = work.find(Unit, unit.parent_id)
    return notation(type_code, (parent or unit).symbol, unit.symbol)


def _copy(call: Call, file: File, document_id: str, signer: User | None, unit_id: str) -> File:
    """The document's own copy of one dossier file; the draft becomes the main file with its fields."""
    content = contents.find(call.work.connection, file.id)
    if content is None:
        raise ProblemError("wrong_state", "Tệp của phiếu trình không còn trên máy chủ.")
    copy_id = ids.new_id()
    main = file.role == "draft"
    blob, size, pages = content.blob, file.size, file.pages
    media_type, name = file.media_type, file.name
    if main:
        data = ready_to_sign(call, call.services.blobs.get(content.readable), signer, unit_id)
        blob, size, media_type = call.services.blobs.put(data), len(data), PDF
        name = name if name.lower().endswith(".pdf") else f"{name}.pdf"
    elif media_type == PDF and not file.signatures:
        made = annex_to_sign(call.services, call.services.blobs.get(content.blob))
        if made is not None:
            blob, size = call.services.blobs.put(made), len(made)
    contents.keep(
        call.work.connection, copy_id, blob, uploader_id=None, rendition=None if main else content.rendition
    )
    return dataclasses.replace(
        file,
        id=copy_id,
        version=1,
        name=name,
        media_type=media_type,
        size=size,
        sha256=blob,
        pages=pages,
        role="main" if main else "attachment",
        owner_kind="outgoing_document",
        owner_id=document_id,
        revision=None,
    )


def ready_to_sign(call: Call, data: bytes, signer: User | None, unit_id: str) -> bytes:
    """The approved bytes: normalised, with all fields made before the first signature.

    The agency's field stands where the unit's settings say.
    """
    services, work = call.services, call.work
    clean = normalise(data, children=services.children)
    found = services.eyes.find_blanks(clean, signer.full_name if signer else "")
    pages = fields.page_geometries(clean)
    places = fields.places_from(found, pages)
    unit = work.find(Unit, unit_id)
    if places.personal is not None and unit is not None:
        seal = signature_pictures.find(work.connection, services.blobs, "unit", unit_id) is not None
        agency = fields.agency_place(places.personal, pages, settings_of(unit.settings), seal=seal)
        places = dataclasses.replace(places, agency=agency)
    return fields.prepare_fields(clean, places)


def annex_to_sign(services: Any, data: bytes) -> bytes | None:
    """An annex in a file of its own: normalised, with the agency's field at the top right of its first page.

    None for one that has signatures of its own or cannot be normalised: it goes out as it is, without ours.
    """
    try:
        return fields.prepare_annex(normalise(data, children=services.children))
    except DocumentFault:
        return None


def prepare_annexes(call: Call, document: OutgoingDocument) -> None:
    """Give the PDF attachments of a document that needed no slip their fields, as those of a slip get them."""
    for file in (call.work.find(File, file_id) for file_id in document.file_ids):
        if file is None or file.role != "attachment" or file.media_type != PDF or file.signatures:
            continue
        content = contents.find(call.work.connection, file.id)
        data = None if content is None else annex_to_sign(call.services, call.services.blobs.get(content.blob))
        if data is not None:
            replace_bytes(call, file, data)


def main_file(work: Work, document: OutgoingDocument) -> File:
    """The document's one PDF of role ``main``; 409 when it has none."""
    for file_id in document.file_ids:
        file = work.find(File, file_id)
        if file is not None and file.role == "main" and file.media_type == PDF:
            return file
    raise ProblemError("wrong_state", "Văn bản chưa có tệp PDF chính.", state=document.status)


def fill_number(call: Call, document: OutgoingDocument) -> None:
    """Write number and date into the main file's pre-made fields by incremental update."""
    if document.number is None or document.issued_on is None:
        return
    file = main_file(call.work, document)
    content = contents.find(call.work.connection, file.id)
    if content is None:
        raise ProblemError("wrong_state", "Tệp chính không còn trên máy chủ.", state=document.status)
    before = call.services.blobs.get(content.blob)
    if fields.find_field(before, fields.AGENCY) is None:
        signer = call.work.find(User, document.signer_id)
        before = ready_to_sign(call, before, signer, document.unit_id)
    try:
        text = number_of(document.symbol, document.number)
        data = fields.fill_number(before, text, date.fromisoformat(document.issued_on))
    except DocumentFault as fault:
        detail = f"Không điền được số vào tệp. {sentence(fault.code)}"
        raise ProblemError("wrong_state", detail, state="approved") from fault
    replace_bytes(call, file, data)


def replace_bytes(call: Call, file: File, data: bytes, **changes: Any) -> File:
    """Let a file stand for its next bytes (number filled in, signature added). The earlier bytes stay stored."""
    blob = call.services.blobs.put(data)
    contents.replace(call.work.connection, file.id, blob)
    return call.work.save(
        dataclasses.replace(file, size=len(data), sha256=hashlib.sha256(data).hexdigest(), **changes)
    )
