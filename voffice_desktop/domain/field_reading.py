"""What a document says of itself: fields proposed from the words of its pages, each with confidence and place.

Source: NĐ 30/2020/NĐ-CP Phụ lục I (the layout of the cells) as told in domain.md 6.6. Proposals only: a person
decides. The first page gives the head, the last page of the body gives signer and recipients.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from voffice_desktop.domain.agency_names import Agency
from voffice_desktop.domain.page_words import PageWords, Rect, lines_of

FIELDS: tuple[str, ...] = (
    "issuer_name", "issuer_code", "parent", "symbol", "issued_on", "place", "type_code", "summary", "urgency",
    "secrecy", "addressees", "signer_title", "signer_name", "recipients", "archive", "page_count",
)  # fmt: skip
"""Names of proposals; those that a record has are named as in the record."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One field's value as text, how sure it is (0 to 1), and where on which page it stands (page 0: nowhere)."""

    value: str
    confidence: float
    page: int = 0
    rect: Rect | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known beforehand: agencies, and notations of earlier documents by their folded form."""

    agencies: Sequence[Agency] = ()
    notations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def read_fields(
    pages: Sequence[PageWords], page_count: int, knowledge: Knowledge | None = None
) -> dict[str, Proposal]:
    """Proposals by field; a field that nothing speaks for is absent."""
    # Imported here to keep the two halves free of each other.
    from voffice_desktop.domain.head_reading import read_head
    from voffice_desktop.domain.sign_off_reading import read_sign_off

    known = knowledge or Knowledge()
    found: dict[str, Proposal] = {"page_count": Proposal(str(page_count), 1.0)} if page_count else {}
    if not pages:
        return found
    lines = {page.number: lines_of(page) for page in pages}
    first = pages[0]
    found |= read_head(first, lines[first.number], known)
    found |= read_sign_off([(page, lines[page.number]) for page in pages])
    return found
