"""The records that server and client keep, exactly as they stand on the wire.

Frozen dataclasses of plain values: ids are UUID text, times are RFC 3339 UTC text (``2026-11-22T01:02:03Z``),
dates ``YYYY-MM-DD`` text, so that a record is the same value in the database, on the wire and in the cache.
Unknown fields of a newer server are ignored on reading. Source: the REST contract, by section.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal[
    "unit",
    "user",
    "book",
    "recipient",
    "incoming_document",
    "outgoing_document",
    "slip",
    "task",
    "file",
    "annotation",
    "event",
]
"""The kinds of the change feed, in the order in which a client can best use them."""

KINDS: tuple[Kind, ...] = (
    "unit",
    "user",
    "book",
    "recipient",
    "incoming_document",
    "outgoing_document",
    "slip",
    "task",
    "file",
    "annotation",
    "event",
)

Urgency = Literal["normal", "urgent", "very_urgent", "express"]
URGENCIES: tuple[Urgency, ...] = ("normal", "urgent", "very_urgent", "express")

Role = Literal["clerk", "specialist", "department_head", "unit_head", "leader", "secretary", "admin"]
ROLES: tuple[Role, ...] = (
    "clerk",
    "specialist",
    "department_head",
    "unit_head",
    "leader",
    "secretary",
    "admin",
)

IncomingStatus = Literal["arrived", "registered", "assigned", "processing", "completed", "refused", "recalled"]
OutgoingStatus = Literal["draft", "approved", "numbered", "signed", "dispatched", "recalled", "replaced"]
SlipState = Literal["draft", "in_review", "with_secretary", "with_leader", "approved", "returned", "cancelled"]
TaskState = Literal["new", "received", "assigned", "in_progress", "reported", "completed", "wrong_unit", "cancelled"]
TaskSource = Literal["government", "prime_minister", "minister", "unit"]
FileRole = Literal["main", "slip", "draft", "attachment", "scan"]
AnnotationKind = Literal["ink", "highlight", "underline", "strikeout", "text", "stamp"]
Direction = Literal["incoming", "outgoing"]
ExchangeStatus = Literal["01", "02", "03", "04", "05", "06", "13", "15", "16"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An agency or a part of one. ``parent_id`` makes the tree; ``settings`` hold its own places and policies."""

    id: str
    version: int = 1
    code: str
    name: str
    parent_id: str | None = None
    symbol: str = ""
    """Abbreviation used in document symbols, such as ``KCB``."""
    agency_code: str = ""
    """Identifier on the exchange axis, such as ``G18`` (QĐ 20/2020/QĐ-TTg)."""
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingFor:
    """Ủy quyền: for whom a person stands in, from a moment (with it) to another (without it), both UTC."""

    id: str
    principal_id: str
    since: str
    until: str
    note: str = ""
    made_by: str = ""
    made_at: str = ""
    revoked_at: str | None = None
    revoked_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person with an account. A role holds for ``unit_id``; ``secretary_of`` names the leaders served."""

    id: str
    version: int = 1
    account: str
    full_name: str
    title: str = ""
    unit_id: str
    roles: list[Role] = field(default_factory=list)
    secretary_of: list[str] = field(default_factory=list)
    disabled: bool = False
    acting_for: list[ActingFor] = field(default_factory=list)
    """Those for whom this person stands in, ended and coming times included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A register book; its numbers run gap-free from 1 within a year of Vietnam time."""

    id: str
    version: int = 1
    unit_id: str
    direction: Direction
    name: str
    type_codes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """An agency that documents can be sent to. ``unit_id`` is set when it is a unit of this server."""

    id: str
    version: int = 1
    name: str
    code: str
    group: str
    unit_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One assignee's part in an incoming document (chủ trì, phối hợp, nhận để biết)."""

    id: str
    assignee_kind: Literal["user", "unit"]
    assignee_id: str
    role: Literal["lead", "coordinate", "inform"]
    due: str | None = None
    note: str = ""
    status: str = "assigned"
    """``assigned``, ``processing`` or ``completed``."""
    by: str | None = None
    """The user who directed it."""
    parent_id: str | None = None
    """The part under which that user directed; None at the root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingDocument:
    """Văn bản đến. Fields follow NĐ 30/2020 Phụ lục VI part II."""

    id: str
    version: int = 1
    unit_id: str
    book_id: str | None = None
    arrival_number: int | None = None
    arrival_date: str | None = None
    issuer_name: str = ""
    issuer_code: str = ""
    symbol: str = ""
    """Number and symbol as printed, such as ``1245/UBND-VX``."""
    issued_on: str | None = None
    type_code: str = ""
    summary: str = ""
    language: str = "vi"
    page_count: int | None = None
    urgency: Urgency = "normal"
    signer_name: str = ""
    signer_title: str = ""
    reply_due: str | None = None
    retention: str = ""
    note: str = ""
    status: IncomingStatus = "registered"
    due: str | None = None
    assignments: list[Assignment] = field(default_factory=list)
    file_ids: list[str] = field(default_factory=list)
    exchange: dict[str, Any] | None = None
    stamp_place: dict[str, float] | None = None
    """Where the ĐẾN stamp lies over reading copies of the main file: ``page`` from 1, ``x`` and ``y`` in points of
    the unrotated page from its top left; None: no stamp is drawn."""
    answered_by: list[str] = field(default_factory=list)
    """Ids of the outgoing documents that answer it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingRecipient:
    """One recipient's state in the words of the exchange (QĐ 28/2018, codes 01 to 16)."""

    recipient_id: str
    name: str = ""
    status: ExchangeStatus | None = None
    status_at: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingDocument:
    """Văn bản đi."""

    id: str
    version: int = 1
    unit_id: str
    slip_id: str | None = None
    book_id: str | None = None
    number: int | None = None
    symbol: str = ""
    type_code: str = ""
    summary: str = ""
    issued_on: str | None = None
    urgency: Urgency = "normal"
    signer_id: str | None = None
    signer_name: str = ""
    signer_title: str = ""
    status: OutgoingStatus = "draft"
    recipients: list[OutgoingRecipient] = field(default_factory=list)
    file_ids: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """Ids of the incoming documents that it answers."""
    replaces_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStep:
    """One reviewer of a slip. ``state``: ``pending``, ``endorsed`` or ``returned``."""

    position: int
    user_id: str
    role: Literal["reviewer"] = "reviewer"
    state: Literal["pending", "endorsed", "returned"] = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """Who sent a slip back, when (UTC) and why."""

    by: str
    at: str
    comment: str
    substitute_id: str | None = None
    """Who did it on behalf of ``by``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """A question to one person beside the route (xin ý kiến); it blocks nothing."""

    id: str
    by: str
    user_id: str
    question: str
    due: str | None = None
    asked_at: str = ""
    answer: str | None = None
    answered_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipStep:
    """One step since the last submission, with what stood before it: enough for its actor to take it back."""

    actor_id: str
    action: str
    at: str
    state: SlipState
    route_states: list[Literal["pending", "endorsed", "returned"]] = field(default_factory=list)
    received_by: str | None = None
    received_at: str | None = None
    returned: Returned | None = None
    last_actor_id: str | None = None
    substitute_id: str | None = None
    """Who made the step on behalf of ``actor_id``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """How a secretary laid a slip on the leader's desk: place in the order, sitting (a trip, a meeting), today."""

    order: int | None = None
    group: str = ""
    today: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Phiếu trình, with the dossier it carries."""

    id: str
    version: int = 1
    code: str = ""
    title: str
    content: str = ""
    proposal: str = ""
    urgency: Urgency = "normal"
    due: str | None = None
    drafter_id: str
    unit_id: str
    issuing_unit_id: str | None = None
    leader_id: str
    route: list[RouteStep] = field(default_factory=list)
    state: SlipState = "draft"
    revision: int = 1
    received_by: str | None = None
    received_at: str | None = None
    reached_secretary: bool = False
    """Whether this slip has ever come to the leader's secretaries: from then on they see it."""
    file_ids: list[str] = field(default_factory=list)
    outgoing_document_id: str | None = None
    returned: Returned | None = None
    consultations: list[Consultation] = field(default_factory=list)
    type_code: str = ""
    recipient_ids: list[str] = field(default_factory=list)
    last_actor_id: str | None = None
    """Who made the last step; that person may take it back while nobody has acted on it."""
    last_action: str | None = None
    """The path's word of that step, such as ``endorse``; ``edit`` once the drafter has written again."""
    history: list[SlipStep] = field(default_factory=list)
    """Steps since the last submission, that one first."""
    frozen_revision: int = 0
    """The revision whose dossier was frozen last; 0 while the slip was never submitted."""
    edited_since_frozen: bool = False
    arranged: Arranged | None = None
    """Where the secretary laid it for this submission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReport:
    """One progress report on a task."""

    id: str
    at: str
    by: str
    percent: int
    text: str
    file_ids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A wish for a later due date and its answer."""

    id: str
    by: str
    at: str
    due: str
    reason: str
    accepted: bool | None = None
    answered_by: str | None = None
    answered_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One step of a task's plan."""

    text: str
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Nhiệm vụ. Overdue and due-soon are computed from ``due`` and never stored."""

    id: str
    version: int = 1
    source: TaskSource = "unit"
    source_document_id: str | None = None
    title: str
    content: str = ""
    assigned_by: str
    unit_id: str
    coordinating_unit_ids: list[str] = field(default_factory=list)
    executor_ids: list[str] = field(default_factory=list)
    due: str | None = None
    plan: str = ""
    milestones: list[Milestone] = field(default_factory=list)
    progress: int = 0
    """Percent done, 0 to 100."""
    result: str = ""
    state: TaskState = "new"
    reports: list[TaskReport] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    completed_on: str | None = None
    """Vietnam date on which the assigner accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureSummary:
    """What the server found of one signature in a file."""

    kind: Literal["personal", "agency", "certification"]
    signer: str
    unit_id: str | None = None
    signed_at: str | None = None
    verdict: Literal["valid", "amber", "not_valid"] = "valid"
    coverage: str = ""
    """``file`` or ``revision`` (the file as it was when signed); empty where it was not looked at."""
    changes: str = ""
    """What came after it: ``none``, ``validation_data``, ``form_filling``, ``not_explained``, or empty."""
    issuer: str = ""
    trust: str = ""
    """``trusted``, ``certificate_expired``, ``certificate_revoked``, ``untrusted_certificate``, ``unknown`` or empty.
    """
    reason: str = ""
    """Why it is not simply valid, as a code."""
    timestamped: bool = False
    outside: bool = False
    """Not one of the three that this office makes: ``kind`` says nothing then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a record. Its bytes are reached only through reading copies and certified files."""

    id: str
    version: int = 1
    name: str
    media_type: str
    size: int
    sha256: str
    pages: int | None = None
    role: FileRole = "attachment"
    owner_kind: str | None = None
    owner_id: str | None = None
    revision: int | None = None
    signatures: list[SignatureSummary] = field(default_factory=list)
    certified_for: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationStyle:
    """Colour ``#rrggbb``, width in points, opacity 0 to 1."""

    color: str = "#1d4ed8"
    width: float = 1.6
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A mark on a page: PDF points of the unrotated page, origin at the top left of the CropBox, page from 1."""

    id: str
    version: int = 1
    file_id: str
    file_revision: int | None = None
    page: int
    author_id: str
    kind: AnnotationKind
    geometry: dict[str, Any]
    style: AnnotationStyle = field(default_factory=AnnotationStyle)
    text: str | None = None
    created_at: str = ""
    on_behalf_of: str | None = None
    """For whom the author stood in (thay mặt) when the mark was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a record's visible timeline."""

    id: str
    version: int = 1
    subject_kind: str
    subject_id: str
    actor_id: str
    at: str
    action: str
    note: str = ""
    on_behalf_of: str | None = None
    """For whom the actor stood in (thay mặt)."""


Record = (
    Unit | User | Book | Recipient | IncomingDocument | OutgoingDocument | Slip | Task | File | Annotation | Event
)

RECORD_TYPES: dict[Kind, type[Record]] = {
    "unit": Unit,
    "user": User,
    "book": Book,
    "recipient": Recipient,
    "incoming_document": IncomingDocument,
    "outgoing_document": OutgoingDocument,
    "slip": Slip,
    "task": Task,
    "file": File,
    "annotation": Annotation,
    "event": Event,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks: a user as the rules see them. A delegation is not in ``of``: it holds for a time alone."""

    id: str
    unit_id: str
    roles: frozenset[Role]
    secretary_of: frozenset[str] = frozenset()
    acting_for: tuple[Actor, ...] = ()
    """Those for whom this person stands in at the moment (:mod:`voffice_desktop.domain.substitution`)."""

    @classmethod
    def of(cls, user: User) -> Actor:
        """The actor that ``user`` is; a disabled user has no role left."""
        roles = frozenset() if user.disabled else frozenset(user.roles)
        leaders = frozenset() if user.disabled else frozenset(user.secretary_of)
        return cls(id=user.id, unit_id=user.unit_id, roles=roles, secretary_of=leaders)

    def is_clerk_of(self, unit_id: str | None) -> bool:
        """Whether this actor is văn thư of that unit."""
        return "clerk" in self.roles and self.unit_id == unit_id

    def is_head_of(self, unit_id: str | None) -> bool:
        """Whether this actor is the head (thủ trưởng đơn vị) of that unit."""
        return "unit_head" in self.roles and self.unit_id == unit_id

    def serves(self, leader_id: str) -> bool:
        """Whether this actor is a secretary of that leader."""
        return "secretary" in self.roles and leader_id in self.secretary_of


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a rule says no. ``code`` as on the wire; ``reason`` is a Vietnamese sentence for a person."""

    code: str
    reason: str
    field: str | None = None
