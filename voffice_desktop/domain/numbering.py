"""Numbers of register books: how they are written, which year they belong to, what is missing.

Source: NĐ 30/2020/NĐ-CP art. 15 (one running series from 01 on 1 January to 31 December) and Phụ lục I. Numbers
are given by the server alone; nothing here gives one.
"""

from __future__ import annotations

from collections.abc import Iterable

from voffice_desktop.domain.arguments import forbidden, invalid
from voffice_desktop.domain.calendar import book_year
from voffice_desktop.domain.document_types import by_code
from voffice_desktop.domain.records import Actor, Book, Refusal
from voffice_desktop.domain.symbols import parse


def number_text(number: int, suffix: str = "") -> str:
    """The number as printed: a zero before 1 to 9, and the letter of a back-dated one (``123a``)."""
    return f"{number:02d}{suffix}"


def notation(type_code: str, agency: str, unit: str = "") -> str:
    """The symbol without its number: ``QĐ-BYT`` for named types, ``BYT-KCB`` for công văn (Phụ lục I, II.3).

    ``agency`` and ``unit`` are abbreviations (``Unit.symbol``); a unit issuing in its own name is the agency.
    """
    kind = by_code(type_code)
    if kind is not None and kind.abbreviation:
        return f"{kind.abbreviation}-{agency}"
    return f"{agency}-{unit}" if unit and unit != agency else agency


def printed(number: int | None, symbol: str, suffix: str = "") -> str:
    """Number and symbol as printed (``05/BNV-VP``). A symbol that carries its number already stays as it is."""
    if number is None:
        return symbol
    known = parse(symbol)
    if known is not None and known.number is not None:
        return symbol
    return f"{number_text(number, suffix)}/{symbol.lstrip('/')}"


LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""Letters of inserted numbers in their order; look-alikes of digits are left out when one is chosen."""
_UNCLEAR = frozenset("ijlo")


def next_letter(taken: Iterable[str]) -> str | None:
    """The letter of the next number inserted behind one number (``123a``, ``123b`` …), or None when all are used."""
    used = set(taken)
    return next((letter for letter in LETTERS if letter not in used and letter not in _UNCLEAR), None)


def number_of(symbol: str, number: int) -> str:
    """The number alone as printed, with the letter that an inserted one has in its symbol (``123a/QĐ-BYT``)."""
    known = parse(symbol)
    suffix = known.suffix if known is not None and known.number == number else ""
    return number_text(number, suffix)


def year_of(arrival: str) -> int:
    """The book's year of a moment or date, in Vietnam time."""
    return book_year(arrival)


def gaps(numbers: Iterable[int]) -> list[int]:
    """The numbers missing between 1 and the highest one given, in order."""
    given = set(numbers)
    return [number for number in range(1, max(given, default=0) + 1) if number not in given]


def may_keep(actor: Actor, book: Book) -> Refusal | None:
    """Whether this person may reserve and cancel numbers of the book: its unit's clerks, and admins."""
    if actor.is_clerk_of(book.unit_id) or "admin" in actor.roles:
        return None
    return forbidden("Chỉ văn thư của đơn vị giữ sổ và quản trị mới giữ số, hủy số được.")


def check_reason(reason: str) -> Refusal | None:
    """A number is kept free or cancelled only with a reason, which stands in the register."""
    if not reason.strip():
        return invalid("reason", "Cần ghi lý do giữ số hoặc hủy số.")
    return invalid("reason", "Lý do dài quá 500 ký tự.") if len(reason) > 500 else None
