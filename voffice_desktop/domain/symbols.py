"""Number and symbol of a document (số, ký hiệu): reading them, and the key by which two are the same.

Source: NĐ 30/2020/NĐ-CP Phụ lục I and III; the grammar of domain.md 6.5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from voffice_desktop.domain.document_types import DocumentType, by_abbreviation
from voffice_desktop.domain.text import fold, nfc

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_AROUND = re.compile(r"\s*([/-])\s*")
_LEAD = re.compile(r"^(?:số|so)\s*:?\s*", re.IGNORECASE)
_TOKEN = "[A-ZĐƯÔƠÂĂÊ][A-Za-zĐđƯưÔôƠơÂâĂăÊê0-9&]*"
_REST = r"(?:-[A-Za-zĐđƯưÔôƠơÂâĂăÊê0-9.&]+)*"
"""Units' names bring ``&`` (KHCNMT&VLXD) and now and then a marked letter (VSDTTƯ)."""
_STATE = re.compile(
    rf"^(?P<num>\d{{1,6}})?(?P<suffix>[a-zđ])?/(?:(?P<year>(?:19|20)\d{{2}})/)?(?P<sym>{_TOKEN}{_REST})$"
)
_PARTY = re.compile(rf"^(?P<num>\d{{1,6}})(?P<suffix>[a-zđ])?-(?P<type>{_TOKEN})/(?P<agency>{_TOKEN}{_REST})$")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A number and symbol taken apart. ``notation`` is the symbol without its number, such as ``QĐ-BYT``."""

    number: int | None
    """None in a draft whose number is still blank."""
    suffix: str
    """The letter of a back-dated number, such as ``a`` in 123a."""
    year: int | None
    """Only normative documents carry it: 30/2020/NĐ-CP."""
    notation: str
    type: DocumentType | None
    """None for công văn, whose symbol names no type."""
    party: bool = False
    """Written the Party's way: 05-HD/VPTW."""

    @property
    def agency(self) -> str:
        """The issuing agency's abbreviation, such as ``BYT`` in 15/QĐ-BYT and in 1234/BYT-KCB."""
        parts = self.notation.split("/")[-1].split("-")
        if self.party or self.type is None:
            return parts[0]
        return parts[1] if len(parts) > 1 else ""


def clean(text: str) -> str:
    """NFC, one kind of dash, no spaces around ``/`` and ``-``, no leading ``Số:``."""
    text = _LEAD.sub("", _DASHES.sub("-", nfc(text)).strip())
    return _AROUND.sub(r"\1", " ".join(text.split()))


def parse(text: str) -> Symbol | None:
    """The parts of a number and symbol as printed, or None when it is not one."""
    plain = clean(text)
    if (found := _STATE.match(plain)) is not None:
        notation = found["sym"]
        kind = by_abbreviation(notation.split("-")[0])
        if kind is None and found["year"] is not None and not re.match(r"QH\d+$", notation):
            return None
        return Symbol(
            number=int(found["num"]) if found["num"] else None,
            suffix=found["suffix"] or "",
            year=int(found["year"]) if found["year"] else None,
            notation=notation,
            type=kind,
        )
    if (found := _PARTY.match(plain)) is not None:
        return Symbol(
            number=int(found["num"]),
            suffix=found["suffix"] or "",
            year=None,
            notation=f"{found['type']}/{found['agency']}",
            type=by_abbreviation(found["type"]),
            party=True,
        )
    return None


def duplicate_key(symbol: str, issuer: str, year: int | None) -> str:
    """The key of number + symbol + issuer + year: ``05/QĐ-BYT`` and ``5 / QD–BYT`` of one year are the same.

    ``issuer`` is the agency's code where known, else its name; ``year`` the year of issue (a year inside the symbol
    wins). Text that is no symbol is compared folded.
    """
    parts = parse(symbol)
    if parts is None:
        body = fold(clean(symbol))
    else:
        number = "" if parts.number is None else str(parts.number)
        body = f"{number}{parts.suffix}/{fold(parts.notation)}"
        year = parts.year or year
    return f"{' '.join(fold(issuer).split())}|{year or ''}|{body}"
