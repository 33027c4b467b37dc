"""The form of a submission slip: what the editor holds, from a record and to the body of the contract."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from typing import Any

from voffice_desktop.domain.records import FileRole, Returned, Slip, Urgency
from voffice_desktop.domain.slip_content import ContentParts, content_of, parts_of
from voffice_desktop.errors import Rejected
from voffice_desktop.services.values import Detail

PDF = "application/pdf"
OFFICE_ENDINGS = (".docx", ".doc", ".odt", ".rtf", ".xlsx", ".xls", ".ods", ".pptx", ".ppt", ".odp")
"""Files that the user's own office program edits; the server makes a PDF of each to be read by others."""
_OFFICE_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".rtf": "application/rtf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFile:
    """One file of the form; ``id`` names kept bytes or a file that the server has."""

    id: str
    name: str
    media_type: str
    size: int
    role: FileRole = "attachment"
    replaces: str = ""
    """The id of the version before this one, while its bytes can still be had for comparing."""

    @property
    def is_office(self) -> bool:
        """Whether the user's own office program edits it."""
        return self.name.lower().endswith(OFFICE_ENDINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipForm:
    """All that the editor holds. ``state`` is empty while there is no record of it, not even a queued one."""

    id: str
    title: str = ""
    summary: str = ""
    grounds: str = ""
    opinions: str = ""
    proposal: str = ""
    urgency: Urgency = "normal"
    due: str | None = None
    leader_id: str = ""
    unit_id: str = ""
    issuing_unit_id: str | None = None
    type_code: str = ""
    recipient_ids: list[str] = field(default_factory=list)
    route: list[str] = field(default_factory=list)
    route_chosen: bool = False
    """The drafter changed the proposed route: another leader no longer changes it."""
    files: list[FormFile] = field(default_factory=list)
    state: str = ""
    revision: int = 1
    code: str = ""
    returned: Returned | None = None
    kept_at: str = ""
    """When this was kept last, UTC; empty for a form read from a record."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet that would be a loss."""
        return not any((self.title, self.summary, self.grounds, self.opinions, self.proposal, self.files))


def form_from(detail: Detail) -> SlipForm:
    """The form of a slip as its record stands, waiting acts included."""
    slip = detail.record
    if not isinstance(slip, Slip):
        raise Rejected("not_found", status=404)
    parts = parts_of(slip.content)
    wanted = set(slip.file_ids)
    return SlipForm(
        id=slip.id,
        title=slip.title,
        summary=parts.summary,
        grounds=parts.grounds,
        opinions=parts.opinions,
        proposal=slip.proposal,
        urgency=slip.urgency,
        due=slip.due,
        leader_id=slip.leader_id,
        unit_id=slip.unit_id,
        issuing_unit_id=slip.issuing_unit_id,
        type_code=slip.type_code,
        recipient_ids=list(slip.recipient_ids),
        route=[step.user_id for step in slip.route],
        route_chosen=True,
        files=[
            FormFile(
                id=entry.file.id,
                name=entry.file.name,
                media_type=entry.file.media_type,
                size=entry.file.size,
                role=entry.file.role,
            )
            for entry in detail.files
            if entry.file.role != "slip" and entry.file.id in wanted
        ],
        state=slip.state,
        revision=slip.revision,
        code=slip.code,
        returned=slip.returned,
    )


def body_of(form: SlipForm) -> dict[str, Any]:
    """The form as the contract's body of ``POST /slips``."""
    body: dict[str, Any] = {
        "title": form.title.strip(),
        "content": content_text(form),
        "proposal": form.proposal.strip(),
        "urgency": form.urgency,
        "due": form.due,
        "type_code": form.type_code,
        "recipient_ids": form.recipient_ids,
        "route": [{"user_id": person, "position": at} for at, person in enumerate(form.route, 1)],
        "files": [{"id": each.id, "role": each.role} for each in form.files],
    }
    if form.leader_id:
        body["leader_id"] = form.leader_id
    if form.issuing_unit_id:
        body["issuing_unit_id"] = form.issuing_unit_id
    return body


def media_type_of(name: str, data: bytes) -> str:
    """The media type by what the bytes say first, then by the name's ending."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    ending = f".{name.lower().rpartition('.')[2]}"
    return _OFFICE_TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def content_text(form: SlipForm) -> str:
    """The form's three texts as the record's one."""
    return content_of(ContentParts(form.summary, form.grounds, form.opinions))
