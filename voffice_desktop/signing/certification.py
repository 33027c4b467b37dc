"""The base of a unit's certified file: the stored original plus an empty field at the bottom left of page 1.

The original's bytes are kept; the verdict of no earlier signature may get worse by the field or its filling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import EmbeddedPdfSignature

from voffice_desktop.errors import DocumentFault, Rejected, VofficeError
from voffice_desktop.signing import integrity
from voffice_desktop.signing.fields import CERTIFICATION, add_signature_field, find_field, page_geometries
from voffice_desktop.signing.geometry import Box

SIZE = (210.0, 40.0)
MARGIN = 18.0


class RoomFinder(Protocol):
    """Finds room without ink nearest to the bottom left of page 1: displayed coordinates."""

    def __call__(self, data: bytes, width: float, height: float, margin: float) -> Box: ...


def certification_base(original: bytes, unit_code: str, find_room: RoomFinder) -> bytes:
    """``original`` and one incremental update with the empty field of this unit (:func:`field_of`).

    Each unit starts from the original, so the certified files of two units know nothing of each other.
    Rejected ``signing_forbidden_by_author``: a DocMDP permission forbids it, or a certification that is still
    clean would be spoilt. DocumentFault ``unreadable_pdf``, ``encrypted_pdf``.
    """
    try:
        reader = integrity.open_reader(original, strict=False)
        if reader.encrypted:
            raise DocumentFault("encrypted_pdf")
        earlier = [one for one in reader.embedded_signatures if one.sig_object_type == "/Sig"]
        _check_author(earlier)
    except VofficeError:
        raise
    except Exception as broken:  # a boundary to hostile bytes
        raise DocumentFault("unreadable_pdf") from broken
    page = page_geometries(original)[0]
    width, height = min(SIZE[0], page.width - 2 * MARGIN), min(SIZE[1], page.height - 2 * MARGIN)
    if width < 60 or height < 16:
        raise DocumentFault("page_too_small")
    box = page.to_user_space(find_room(original, width, height, MARGIN))
    try:
        a, b, c, d = (round(value, 2) for value in box)
        made = add_signature_field(original, field_of(unit_code), 0, (a, b, c, d))
        _check_verdicts(earlier, made)
    except VofficeError:
        raise
    except Exception as broken:  # a boundary to hostile bytes, now met while writing
        raise DocumentFault("unreadable_pdf") from broken
    return made


@dataclass(frozen=True)
class CertificationLook:
    """Where the field of :func:`certification_base` stands (points from the displayed left and bottom), and why."""

    left: float
    bottom: float
    moved: bool
    over_content: bool
    rotation: int
    cropped: bool
    earlier_signatures: int


class InkFinder(Protocol):
    """The share of a displayed box of a page (from 0) that holds ink, 0 to 1."""

    def __call__(self, data: bytes, page: int, box: Box) -> float: ...


def certification_look(base: bytes, field: str, ink_under: InkFinder) -> CertificationLook:
    """What a person should know before the certification is signed. DocumentFault ``signature_field_missing``."""
    place = find_field(base, field)
    if place is None:
        raise DocumentFault("signature_field_missing")
    page = place.geometry
    box = page.to_displayed(place.box)
    left, bottom = box[0], page.height - box[3]
    reader = integrity.open_reader(base, strict=False)
    earlier = sum(one.sig_object_type == "/Sig" for one in reader.embedded_signatures)
    first = reader.find_page_for_modification(0)[0].get_object()
    return CertificationLook(
        left=left,
        bottom=bottom,
        moved=left > MARGIN + 1 or bottom > MARGIN + 1,
        over_content=ink_under(base, place.page, box) > 0.002,
        rotation=page.rotation,
        cropped="/CropBox" in first,
        earlier_signatures=earlier,
    )


def field_of(unit_code: str) -> str:
    """The name of a unit's certification field; a point would make it a child field."""
    return f"{CERTIFICATION}_{unit_code}".replace(".", "_")


def _check_author(earlier: list[EmbeddedPdfSignature]) -> None:
    for one in earlier:
        if one.docmdp_level == MDPPerm.NO_CHANGES:
            raise Rejected("signing_forbidden_by_author")
        if _locks_all(one.sig_field) or _locks_all(one.sig_object):
            raise Rejected("signing_forbidden_by_author")


def _locks_all(holder: Any) -> bool:
    """A field lock of PDF 2.0 may carry its own permission (ISO 32000-2, table 236)."""
    if "/Lock" not in holder:
        return False
    lock = holder["/Lock"]
    return "/P" in lock and int(lock["/P"]) == 1


def _check_verdicts(earlier: list[EmbeddedPdfSignature], made: bytes) -> None:
    after = {one.field_name: one for one in integrity.open_reader(made, strict=False).embedded_signatures}
    for one in earlier:
        try:
            was = integrity.status_of(one)
            sound, explained = integrity.is_sound(was), integrity.is_explained(was)
        except Exception:  # a foreign signature that cannot be read cannot get worse
            continue
        if not sound:
            continue
        now = integrity.status_of(after[one.field_name])
        if not integrity.is_sound(now) or (explained and not integrity.is_explained(now)):
            raise Rejected("signing_forbidden_by_author")
