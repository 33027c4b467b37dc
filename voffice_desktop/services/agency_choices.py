"""The agencies that a clerk may pick as the issuer, each found by its name, its new code and its old one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voffice_desktop.domain.agency_codes import old_code, read_pairs
from voffice_desktop.domain.records import Recipient, Record, Unit
from voffice_desktop.paths import resources


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """One agency: its name, its code on the axis and the code that older papers carry (each may be empty)."""

    name: str
    code: str = ""
    old: str = ""


def agency_choices(records: Iterable[Record]) -> list[AgencyChoice]:
    """Recipients first, then units of this server that are none; one line a name."""
    pairs = _pairs()
    found: dict[str, AgencyChoice] = {}
    for record in records:
        if isinstance(record, Recipient):
            found.setdefault(record.name, AgencyChoice(record.name, record.code, old_code(record.code, pairs)))
        elif isinstance(record, Unit):
            code = record.agency_code
            found.setdefault(record.name, AgencyChoice(record.name, code, old_code(code, pairs)))
    return list(found.values())


def _pairs() -> dict[str, str]:
    """The agency's own table; without it the form of the codes alone decides."""
    try:
        return read_pairs((resources() / "agency_codes.csv").read_text(encoding="utf-8").splitlines())
    except OSError:
        return {}
