"""Words and operators of a search: ``từ:Bộ Y tế hạn:quá viện phí``, with or without Vietnamese marks.

``số:`` one number · ``ký hiệu:`` one symbol · ``từ:`` who sent it · ``người ký:`` who signed · ``hạn:`` quá, hôm nay,
tuần này or a date · ``ngày:`` a date or ``dd/MM/yyyy-dd/MM/yyyy``. A value with blanks may stand in quotes; that of
``từ:`` and ``người ký:`` else goes on to the next operator. An operator whose value makes no sense is left as words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from voffice_desktop.domain.text import fold, nfc

Field = Literal["number", "symbol", "party", "signer", "due", "day"]

OPERATORS: tuple[tuple[Field, str], ...] = (
    ("number", "số:"),
    ("symbol", "ký hiệu:"),
    ("party", "từ:"),
    ("due", "hạn:"),
    ("signer", "người ký:"),
    ("day", "ngày:"),
)
"""Each field and how its operator is written, in the order in which they are offered."""

_FIELDS: dict[str, Field] = {fold(spelled[:-1]): field for field, spelled in OPERATORS}
_NAMES = "số|so|ký hiệu|ky hieu|từ|tu|hạn|han|người ký|nguoi ky|ngày|ngay"
_OPERATOR = re.compile(rf"(?<!\S)({_NAMES})\s*:\s*", re.IGNORECASE)
_DUE = re.compile(r"quá hạn|qua han|quá|qua|hôm nay|hom nay|tuần này|tuan nay|tuần|tuan", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?$")
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Term:
    """One operator with its value, and where it stands in the text: ``text[start:end]``."""

    field: Field
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What a text asks for."""

    text: str
    """The whole text, NFC."""
    words: str
    """What is left when the operators are taken out."""
    terms: tuple[Term, ...] = ()

    def without(self, term: Term) -> str:
        """The text without one operator."""
        return " ".join(f"{self.text[: term.start]} {self.text[term.end :]}".split())

    def value(self, field: Field) -> str:
        """The value of the last operator for ``field``, or an empty text."""
        return next((term.value for term in reversed(self.terms) if term.field == field), "")


def parse(text: str) -> SearchWords:
    """Words and operators of ``text``."""
    text = nfc(text)
    heads = list(_OPERATOR.finditer(text))
    terms: list[Term] = []
    limits = [head.start() for head in heads[1:]] + [len(text)]
    for head, limit in zip(heads, limits[: len(heads)], strict=True):
        field = _FIELDS[fold(head.group(1))]
        value, end = _value(field, text, head.end(), limit)
        if value and _sensible(field, value):
            terms.append(Term(field, value, head.start(), end))
    left, at = [], 0
    for term in terms:
        left.append(text[at : term.start])
        at = term.end
    left.append(text[at:])
    return SearchWords(text, " ".join(" ".join(left).split()), tuple(terms))


def _value(field: Field, text: str, start: int, limit: int) -> tuple[str, int]:
    rest = text[start:limit]
    if rest[:1] in ('"', "“"):
        closing = re.search('["”]', rest[1:])
        if closing is not None:
            return rest[1 : closing.start() + 1].strip(), start + closing.end() + 1
    if field in ("party", "signer"):
        return rest.strip(), start + len(rest.rstrip())
    if field == "due" and (found := _DUE.match(rest)) is not None:
        return found.group(), start + found.end()
    word = rest.split(maxsplit=1)[0] if rest.split() else ""
    return word, start + len(word)


def _sensible(field: Field, value: str) -> bool:
    if field == "number":
        return value.isdigit()
    if field == "due":
        return due_span(value, date(2000, 1, 1)) is not None
    if field == "day":
        return day_span(value, date(2000, 1, 1)) is not None
    return True


def due_span(value: str, today: date) -> tuple[date | None, date | None] | None:
    """(first, last) day of a deadline, ``None`` for no bound; ``None`` alone when the value says nothing."""
    words = fold(value)
    if words in ("qua", "qua han"):
        return None, today - timedelta(days=1)
    if words == "hom nay":
        return today, today
    if words in ("tuan", "tuan nay"):
        return today, today + timedelta(days=_WEEK)
    day = _date(value, today)
    return None if day is None else (day, day)


def day_span(value: str, today: date) -> tuple[date, date] | None:
    """(first, last) day that a value names, or ``None``."""
    if fold(value) == "hom nay":
        return today, today
    first, dash, last = value.partition("-")
    start = _date(first, today)
    end = _date(last, today) if dash else start
    return None if start is None or end is None or end < start else (start, end)


def _date(value: str, today: date) -> date | None:
    found = _DATE.match(value.strip())
    if found is None:
        return None
    try:
        return date(int(found[3] or today.year), int(found[2]), int(found[1]))
    except ValueError:
        return None
