"""What may be written into an incoming document. Fields and lengths: NĐ 30/2020 Phụ lục VI part II, kept wider."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
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
from voffice_desktop.domain.arrival_stamp import place_of
from voffice_desktop.domain.records import IncomingDocument, Refusal

TEXTS = {
    "issuer_name": 500,
    "issuer_code": 35,
    "symbol": 100,
    "type_code": 20,
    "summary": 2000,
    "language": 30,
    "signer_name": 100,
    "signer_title": 200,
    "retention": 100,
    "note": 2000,
}
DAYS = ("arrival_date", "issued_on", "reply_due", "due")

WRITABLE = frozenset({*TEXTS, *DAYS, "book_id", "page_count", "urgency", "file_ids", "files", "stamp_place"})
"""Names a body of POST, PATCH or register may carry; number, status and assignments have their own ways."""


def check_fields(args: Mapping[str, Any], books: Collection[str] | None) -> Refusal | None:
    """Refuses the first field that cannot stand."""
    found = first(optional_text(args, name, limit) for name, limit in TEXTS.items())
    found = found or first(optional_day(args, name, moment=name in {"reply_due", "due"}) for name in DAYS)
    found = found or optional_urgency(args)
    if found is not None:
        return found
    pages = args.get("page_count")
    if pages is not None and (not isinstance(pages, int) or isinstance(pages, bool) or not 0 <= pages <= 100_000):
        return invalid("page_count", "Số trang phải là số nguyên không âm.")
    if args.get("stamp_place") is not None and place_of(args["stamp_place"]) is None:
        return invalid("stamp_place", "Vị trí dấu đến không đúng.")
    book = args.get("book_id")
    if book is not None and (not isinstance(book, str) or (books is not None and book not in books)):
        return invalid("book_id", "Không có sổ văn bản đến này của đơn vị.")
    if "file_ids" in args and id_list(args["file_ids"]) is None:
        return invalid("file_ids", "Danh sách tệp không đúng.")
    return None


def check_change(document: IncomingDocument, args: Mapping[str, Any]) -> Refusal | None:
    """Refuses what would take a registered document out of its place in the book: the number was given there."""
    if "summary" in args and not text_of(args, "summary"):
        return invalid("summary", "Cần ghi trích yếu.")
    if document.arrival_number is None:
        return None
    if args.get("book_id", document.book_id) != document.book_id:
        return invalid("book_id", "Văn bản đã có số đến trong sổ này nên không chuyển sổ được.")
    day = args.get("arrival_date", document.arrival_date)
    if document.arrival_date is not None and (day is None or day[:4] != document.arrival_date[:4]):
        return invalid("arrival_date", "Số đến đã cấp theo năm này nên không đổi năm được.")
    return None


def edited(document: IncomingDocument, args: Mapping[str, Any]) -> IncomingDocument:
    """The document with the named fields written; everything else stays."""
    changes: dict[str, Any] = {name: text_of(args, name) for name in TEXTS if name in args}
    changes |= {name: args[name] for name in (*DAYS, "book_id", "page_count", "urgency") if name in args}
    if "stamp_place" in args:
        place = place_of(args["stamp_place"])
        changes["stamp_place"] = None if place is None else {"page": place[0], "x": place[1], "y": place[2]}
    if "file_ids" in args:
        changes["file_ids"] = id_list(args["file_ids"]) or []
    if isinstance(args.get("files"), (list, tuple)):
        named = [
            item["id"] for item in args["files"] if isinstance(item, Mapping) and isinstance(item.get("id"), str)
        ]
        changes["file_ids"] = list(dict.fromkeys(named))
    return replace(document, **changes)
