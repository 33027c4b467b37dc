"""How dates, numbers and symbols are written on screens: Vietnam time, ``dd/MM/yyyy``, words of the office."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_JOINER = "\u2060"
_HELD_WORDS = re.compile(r"\b(quý|số|Điều|Khoản|khoản) (?=\S)", re.IGNORECASE)


def local(at: str) -> datetime | None:
    """RFC 3339 UTC text as Vietnam time; ``None`` for what is no time."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment.astimezone(VIETNAM) if moment.tzinfo else None


def day(text: str | None) -> str:
    """``YYYY-MM-DD`` or RFC 3339 UTC as ``dd/MM/yyyy``; an empty text for nothing."""
    found = due_day(text)[0]
    return found.strftime("%d/%m/%Y") if found else ""


def due_day(text: str | None) -> tuple[date | None, str]:
    """A due date and, when it has one, its hour as ``HH:mm`` in Vietnam time."""
    if not text:
        return None, ""
    try:
        if len(text) == 10:
            return date.fromisoformat(text), ""
    except ValueError:
        return None, ""
    moment = local(text)
    return (moment.date(), moment.strftime("%H:%M")) if moment else (None, "")


def when(at: str, now: datetime) -> str:
    """A time in a list: today ``08:42``, yesterday by its word, this year ``19/11``, else the full date."""
    moment = local(at)
    if moment is None:
        return day(at)
    today = now.astimezone(VIETNAM).date()
    if moment.date() == today:
        return moment.strftime("%H:%M")
    if moment.date() == today - timedelta(days=1):
        return QCoreApplication.translate("words", "Hôm qua")
    if moment.year == today.year:
        return moment.strftime("%d/%m")
    return moment.strftime("%d/%m/%Y")


def moment(at: str | None) -> str:
    """A full time, ``HH:mm dd/MM/yyyy`` in Vietnam time."""
    found = local(at) if at else None
    return found.strftime("%H:%M %d/%m/%Y") if found else ""


def unbroken(text: str) -> str:
    """The text with word joiners in symbols and after *quý, số, Điều*, so that ``IV/2026`` stays on one line."""
    held = _HELD_WORDS.sub(lambda match: match.group(1) + "\u00a0", text)
    return re.sub(r"(?<=\w)([/-])(?=\w)", _JOINER + r"\1" + _JOINER, held)


def size(count: int) -> str:
    """A number of bytes as ``1,5 MB``."""
    amount = float(count)
    units = ["B", "kB", "MB", "GB"]
    while amount >= 1000 and len(units) > 1:
        amount /= 1000
        units.pop(0)
    text = f"{amount:.0f}" if units[0] == "B" or amount >= 100 else f"{amount:.1f}".removesuffix(".0")
    return f"{text.replace('.', ',')} {units[0]}"


def number(value: int) -> str:
    """A whole number with points between thousands."""
    return f"{value:,}".replace(",", ".")


def badge(value: int) -> str:
    """A badge: over 999 is ``999+``."""
    return "999+" if value > 999 else str(value)


def initials(full_name: str) -> str:
    """The first letters of the last two words of a Vietnamese name: *Lê Đức Anh* is ``ĐA``."""
    words = full_name.split()
    return "".join(word[0] for word in words[-2:]).upper()
