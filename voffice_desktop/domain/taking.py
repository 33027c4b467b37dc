"""What may be taken away from a record, and who may see who looked: the agency's policy by role, kind and record.

Reading is never refused here; sight is decided in :mod:`voffice_desktop.domain.visibility`. Both ends run this table:
the server refuses a ``save`` copy, the client also printing, dragging out and the clipboard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from voffice_desktop.domain.arguments import forbidden
from voffice_desktop.domain.records import Actor, IncomingDocument, OutgoingDocument, Record, Refusal, Slip, Task

Taking = Literal["save", "print", "copy"]
"""``save``: a marked copy as a file, also by dragging it out; ``print``; ``copy``: text to the clipboard."""

_REFUSED: dict[Taking, str] = {
    "save": "Chính sách của cơ quan không cho lưu bản sao hồ sơ này.",
    "print": "Chính sách của cơ quan không cho in hồ sơ này.",
    "copy": "Chính sách của cơ quan không cho sao chép chữ từ hồ sơ này.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingRule:
    """One line of the policy. It speaks of a case when each of its lists that is not empty names it."""

    roles: tuple[str, ...] = ()
    """People who have one of these roles."""
    kinds: tuple[str, ...] = ()
    """Kinds of record."""
    record_ids: tuple[str, ...] = ()
    """Single records."""
    save: bool = True
    print: bool = True
    copy: bool = True


def take(actor: Actor, rules: Sequence[TakingRule], kind: str | None, record_id: str, what: Taking) -> Refusal | None:
    """Whether the policy lets this person take ``what`` from a record. Every line that speaks of it must allow it."""
    for rule in rules:
        speaks = (
            (not rule.roles or bool(actor.roles & set(rule.roles)))
            and (not rule.kinds or kind in rule.kinds)
            and (not rule.record_ids or record_id in rule.record_ids)
        )
        if speaks and not getattr(rule, what):
            return forbidden(_REFUSED[what])
    return None


def see_looks(actor: Actor, record: Record, *, shown: bool) -> Refusal | None:
    """Who looked at a record is shown to those whose record it is, where policy says so; admins read the audit log.

    A slip is its drafter's, a document its unit's head's and clerks', a task its giver's.
    """
    if "admin" in actor.roles:
        return None
    if not shown:
        return forbidden("Chính sách của cơ quan không cho xem ai đã mở hồ sơ.")
    if isinstance(record, Slip):
        own = record.drafter_id == actor.id
    elif isinstance(record, (IncomingDocument, OutgoingDocument)):
        own = record.unit_id == actor.unit_id and bool({"clerk", "unit_head"} & actor.roles)
    else:
        own = isinstance(record, Task) and record.assigned_by == actor.id
    return None if own else forbidden("Chỉ người soạn, văn thư hoặc thủ trưởng của đơn vị sở hữu hồ sơ xem được.")
