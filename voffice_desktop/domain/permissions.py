"""Rights that are no step of a record's life: reading bytes, writing on pages, administration, creating.

Sight is decided before (:mod:`voffice_desktop.domain.visibility`): every function here asks about someone who may
see the record. Source: the contract's *Files*, *Certified files*, *Audit and administration*.
"""

from __future__ import annotations

from voffice_desktop.domain import slips
from voffice_desktop.domain.arguments import forbidden, wrong_state
from voffice_desktop.domain.records import (
    Actor,
    Annotation,
    File,
    IncomingDocument,
    Kind,
    OutgoingDocument,
    Record,
    Refusal,
    Slip,
    Task,
)
from voffice_desktop.domain.visibility import incoming_audience, sees_alone, task_audience

_CERTIFIABLE_OUTGOING = frozenset({"signed", "dispatched", "recalled", "replaced"})
_CERTIFIABLE_INCOMING = frozenset({"registered", "assigned", "processing", "completed"})


def read_original(
    actor: Actor, file: File, record: Record | None, *, uploader_id: str | None, is_office: bool
) -> Refusal | None:
    """The bytes as uploaded: their uploader while the record is a draft or returned; office files also the reviewers
    of their slip. ``record`` is None while the upload is attached to nothing yet."""
    open_draft = (
        record is None
        or (isinstance(record, Slip) and record.state in {"draft", "returned"})
        or (isinstance(record, OutgoingDocument) and record.status == "draft")
    )
    if uploader_id == actor.id and open_draft:
        return None
    if is_office and isinstance(record, Slip) and (_reviews(actor, record) or _reviews_for(actor, record)):
        return None
    return Refusal("reading_copy_only", "Bạn chỉ được xem bản đọc có dấu nhận diện; bản gốc không tải về được.")


def _reviews(actor: Actor, slip: Slip) -> bool:
    """Whether this person, not counting those for whom they stand in, is a reviewer of the slip."""
    reviewer = any(step.user_id == actor.id for step in slip.route) or actor.serves(slip.leader_id)
    return reviewer or actor.id == slip.leader_id


def _reviews_for(actor: Actor, slip: Slip) -> tuple[Actor, ...]:
    """The reviewers for whom this person stands in; none on their own submission."""
    if actor.id == slip.drafter_id:
        return ()
    return tuple(each for each in actor.acting_for if _reviews(each, slip))


def _certifiable(record: Record | None) -> bool:
    if isinstance(record, OutgoingDocument):
        return record.status in _CERTIFIABLE_OUTGOING
    return isinstance(record, IncomingDocument) and record.status in _CERTIFIABLE_INCOMING


def certify(actor: Actor, file: File, record: Record | None) -> Refusal | None:
    """Signing a main file for the unit, at the bottom left: a clerk alone, once it is signed or registered."""
    if "clerk" not in actor.roles:
        return Refusal("clerk_only", "Chỉ văn thư đơn vị mới được ký chứng thực và tải bản chứng thực.")
    if not _certifiable(record) or file.role not in {"main", "scan"}:
        return wrong_state("Chỉ chứng thực được tệp chính của văn bản đi đã ký hoặc văn bản đến đã vào sổ.")
    return None


def sign_annex(actor: Actor, file: File, record: Record | None) -> Refusal | None:
    """Signing an annex in a file of its own: the issuing unit's clerk, from the number on until it is dispatched."""
    if not isinstance(record, OutgoingDocument) or not actor.is_clerk_of(record.unit_id):
        return forbidden("Chỉ văn thư của đơn vị ban hành mới ký số phụ lục.")
    if record.status not in {"numbered", "signed"}:
        return wrong_state("Chỉ ký số phụ lục sau khi cấp số và trước khi phát hành.")
    if file.role != "attachment" or any(one.kind == "agency" and not one.outside for one in file.signatures):
        return wrong_state("Tệp này không phải phụ lục chờ ký số.")
    return None


def read_certified(actor: Actor, file: File, record: Record | None) -> Refusal | None:
    """The unit's certified file: a clerk of a unit that has signed it. Leaders and admins are refused too."""
    if "clerk" not in actor.roles:
        return Refusal(
            "clerk_only", "Chỉ văn thư đơn vị mới tải được bản chứng thực; hãy nhờ văn thư của đơn vị bạn."
        )
    if actor.unit_id not in file.certified_for:
        return Refusal("not_certified", "Đơn vị bạn chưa ký chứng thực tệp này.")
    return None


def annotate(actor: Actor, record: Record | None) -> Refusal | None:
    """Pen marks are made by the leaders, secretaries and reviewers of a record, each under their own name.

    A secretary's mark is the secretary's: its author is always who made it, never the leader served. Who stands in
    for somebody marks as they might (:func:`annotates_for`).
    """
    if _marks(actor, record) or _marks_for(actor, record):
        return None
    return forbidden("Chỉ lãnh đạo, thư ký và người xét của hồ sơ này mới ghi bút phê được.")


def annotates_for(actor: Actor, record: Record | None) -> str | None:
    """For whom a person who may mark the record stands in when they do, or None: they mark as themself.

    A slip's marks go with whose desk it lies on; else the person's own right comes before another's. Who sees a
    record only as a substitute marks it as one.
    """
    principals = _marks_for(actor, record)
    if not principals:
        return None
    if isinstance(record, Slip):
        if slips.holds(record, actor):
            return None
        holder = next((each for each in principals if slips.holds(record, each)), None)
        if holder is not None:
            return holder.id
        return None if _marks(actor, record) else principals[0].id
    return None if _marks(actor, record) and _sees_alone(actor, record) else principals[0].id


def _marks(actor: Actor, record: Record | None) -> bool:
    if isinstance(record, Slip):
        return record.state != "draft" and _reviews(actor, record)
    if isinstance(record, (IncomingDocument, OutgoingDocument)):
        return bool({"leader", "secretary", "unit_head", "department_head"} & actor.roles)
    return isinstance(record, Task) and (actor.id == record.assigned_by or actor.is_head_of(record.unit_id))


def _marks_for(actor: Actor, record: Record | None) -> tuple[Actor, ...]:
    """Those for whom this person may mark the record. What is signed and dispatched is nobody's to stand in for."""
    if isinstance(record, Slip):
        return () if record.state == "draft" else _reviews_for(actor, record)
    if isinstance(record, (IncomingDocument, Task)):
        return tuple(each for each in actor.acting_for if _marks(each, record) and _sees_alone(each, record))
    return ()


def _sees_alone(actor: Actor, record: Record | None) -> bool:
    if isinstance(record, IncomingDocument):
        return sees_alone(actor, incoming_audience(record))
    return isinstance(record, Task) and sees_alone(actor, task_audience(record))


def remove_annotation(actor: Actor, mark: Annotation) -> Refusal | None:
    """Everyone removes their own marks and nobody else's."""
    return None if mark.author_id == actor.id else forbidden("Bạn chỉ xóa được nét bút của chính mình.")


def administer(actor: Actor) -> Refusal | None:
    """Users, units, books, recipients, certificates, devices and the audit log."""
    return None if "admin" in actor.roles else forbidden("Chỉ quản trị viên mới làm được việc này.")


_CREATORS: dict[Kind, frozenset[str]] = {
    "incoming_document": frozenset({"clerk"}),
    "outgoing_document": frozenset({"clerk"}),
    "slip": frozenset({"specialist", "clerk", "department_head", "unit_head", "leader", "secretary"}),
    "task": frozenset({"leader", "unit_head", "clerk"}),
    "unit": frozenset({"admin"}),
    "user": frozenset({"admin"}),
    "book": frozenset({"admin"}),
    "recipient": frozenset({"admin"}),
}


def create(actor: Actor, kind: Kind) -> Refusal | None:
    """Whether a role of this person may begin a record of that kind at all. The tables' ``check_create`` say more."""
    if _CREATORS.get(kind, frozenset()) & actor.roles:
        return None
    return forbidden("Vai trò của bạn không được tạo mục này.")
