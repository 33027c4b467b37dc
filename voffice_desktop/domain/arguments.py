"""Reading an action's arguments: the same checks and the same sentences for every rule table.

Each function gives a :class:`Refusal` with code ``invalid`` and the field's name, or None when the value may stand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from voffice_desktop.domain.records import URGENCIES, Refusal

LONG_TEXT = 20_000
"""Most characters of a comment, reason or body text."""
TITLE_LENGTH = 500
"""Trích yếu, NĐ 30/2020 Phụ lục VI part II, field 8."""


def invalid(field: str, reason: str) -> Refusal:
    """A 422 refusal on one field."""
    return Refusal("invalid", reason, field)


def forbidden(reason: str) -> Refusal:
    """A 403 refusal: seen, but not for this person."""
    return Refusal("forbidden", reason)


def wrong_state(reason: str) -> Refusal:
    """A 409 refusal: the right person at the wrong moment."""
    return Refusal("wrong_state", reason)


def text_of(args: Mapping[str, Any], field: str) -> str:
    """The argument as trimmed NFC text; anything that is not text counts as empty."""
    value = args.get(field)
    return unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else ""


def required_text(args: Mapping[str, Any], field: str, sentence: str, limit: int = LONG_TEXT) -> Refusal | None:
    """Refuses what is not text, is blank, or is longer than ``limit`` characters."""
    value = args.get(field)
    if value is not None and not isinstance(value, str):
        return invalid(field, "Giá trị này phải là văn bản.")
    if not text_of(args, field):
        return invalid(field, sentence)
    return optional_text(args, field, limit)


def optional_text(args: Mapping[str, Any], field: str, limit: int = LONG_TEXT) -> Refusal | None:
    """Refuses what is neither absent nor text, or is longer than ``limit`` characters."""
    value = args.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        return invalid(field, "Giá trị này phải là văn bản.")
    if len(text_of(args, field)) > limit:
        return invalid(field, f"Nội dung dài quá {limit} ký tự.")
    return None


def is_date(value: object) -> bool:
    """Whether ``value`` is a real day written ``YYYY-MM-DD``."""
    if not isinstance(value, str) or len(value) != 10:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_moment(value: object) -> bool:
    """Whether ``value`` is an RFC 3339 time with its zone, such as ``2026-11-22T01:02:03Z``."""
    if not isinstance(value, str) or "T" not in value:
        return False
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def optional_day(args: Mapping[str, Any], field: str, *, moment: bool = False) -> Refusal | None:
    """Refuses what is neither absent, empty nor a date (or, with ``moment``, a time with its zone)."""
    value = args.get(field)
    if value is None or is_date(value) or (moment and is_moment(value)):
        return None
    return invalid(field, "Ngày không đúng; viết theo dạng năm-tháng-ngày, ví dụ 2026-11-22.")


def optional_urgency(args: Mapping[str, Any], field: str = "urgency") -> Refusal | None:
    """Refuses an urgency that is not one of the four."""
    if field not in args or args[field] in URGENCIES:
        return None
    return invalid(field, "Độ khẩn phải là thường, khẩn, thượng khẩn hoặc hỏa tốc.")


def required_flag(args: Mapping[str, Any], field: str, sentence: str) -> Refusal | None:
    """Refuses what is not exactly true or false."""
    return None if isinstance(args.get(field), bool) else invalid(field, sentence)


def id_list(value: object) -> list[str] | None:
    """The ids in order, each once; None when ``value`` is not a list of non-empty text."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) and item for item in value):
        return None
    return list(dict.fromkeys(value))


def first(refusals: Iterable[Refusal | None]) -> Refusal | None:
    """The first refusal among ``refusals``, which may be lazy."""
    return next((found for found in refusals if found is not None), None)
