"""What may be written into an outgoing document, and how its recipients are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from voffice_desktop.domain.arguments import (
    first,
    id_list,
    invalid,
    optional_day,
    optional_text,
    optional_urgency,
    text_of,
)
from voffice_desktop.domain.records import Book, OutgoingDocument, OutgoingRecipient, Refusal
from voffice_desktop.domain.signature_settings import LeaderSignature

TEXTS = {"symbol": 100, "type_code": 20, "summary": 2000, "signer_name": 100, "signer_title": 200}
IDS = ("signer_id", "book_id")

WRITABLE = frozenset({*TEXTS, *IDS, "urgency", "issued_on", "recipients", "recipient_ids", "file_ids", "files"})
"""Names a body of POST or PATCH may carry; number and status have their own ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingContext:
    """What the rules need beside the document. None means unknown and is then not checked.

    ``book`` is the one that ``number`` names; ``notation`` the symbol without its number, used where the document has
    none; ``recipients`` maps known recipient ids to names; ``replacement`` is the document that ``with_id`` names;
    ``signers`` are the ids of active users who may sign; ``next_suffix`` is the letter of an inserted number and
    ``inserted_numbers`` whether the agency has them.
    """

    leader_signature: LeaderSignature = "optional"
    personally_signed: bool = False
    book: Book | None = None
    next_number: int | None = None
    next_suffix: str = ""
    inserted_numbers: bool = False
    notation: str = ""
    today: date | None = None
    recipients: Mapping[str, str] | None = None
    replacement: OutgoingDocument | None = None
    main_pdfs: int | None = None
    signers: frozenset[str] | None = None


def recipients_from(
    value: object, document: OutgoingDocument, known: Mapping[str, str] | None
) -> list[OutgoingRecipient] | None:
    """Recipients in the order given, each once, keeping the state of those the document has already.

    Takes ids or ``{recipient_id}`` objects; None when that is no list, or names one that is not known.
    """
    if not isinstance(value, (list, tuple)):
        return None
    ids = id_list([item.get("recipient_id") if isinstance(item, Mapping) else item for item in value])
    if ids is None or (known is not None and any(one not in known for one in ids)):
        return None
    present = {one.recipient_id: one for one in document.recipients}
    names = known or {}
    return [present.get(one) or OutgoingRecipient(recipient_id=one, name=names.get(one, "")) for one in ids]


def check_fields(args: Mapping[str, Any], document: OutgoingDocument, context: OutgoingContext) -> Refusal | None:
    """Refuses the first field that cannot stand."""
    found = first(optional_text(args, name, limit) for name, limit in TEXTS.items())
    found = found or first(optional_text(args, name, 100) for name in IDS)
    found = found or optional_urgency(args) or optional_day(args, "issued_on")
    if found is not None:
        return found
    signer = args.get("signer_id")
    if signer and signer != document.signer_id and context.signers is not None and signer not in context.signers:
        return invalid("signer_id", "Người ký không có hoặc không phải lãnh đạo, thủ trưởng đang hoạt động.")
    for name in ("recipients", "recipient_ids"):
        if args.get(name) is not None and recipients_from(args[name], document, context.recipients) is None:
            return invalid(name, "Nơi nhận không đúng.")
    if "file_ids" in args and id_list(args["file_ids"]) is None:
        return invalid("file_ids", "Danh sách tệp không đúng.")
    return None


def edited(document: OutgoingDocument, args: Mapping[str, Any], context: OutgoingContext) -> OutgoingDocument:
    """The document with the named fields written; everything else stays."""
    changes: dict[str, Any] = {name: text_of(args, name) for name in TEXTS if name in args}
    changes |= {name: args[name] for name in (*IDS, "urgency", "issued_on") if name in args}
    for name in ("recipients", "recipient_ids"):
        if args.get(name) is not None:
            changes["recipients"] = recipients_from(args[name], document, context.recipients) or []
    if "file_ids" in args:
        changes["file_ids"] = id_list(args["file_ids"]) or []
    if isinstance(args.get("files"), (list, tuple)):
        named = [
            item["id"] for item in args["files"] if isinstance(item, Mapping) and isinstance(item.get("id"), str)
        ]
        changes["file_ids"] = list(dict.fromkeys(named))
    return replace(document, **changes)
