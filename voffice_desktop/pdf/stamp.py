"""Reading copies: every page carries who took it, and nothing of the clean file is left (security.md, decision 3).

A fault anywhere means no copy at all, never a clean one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from voffice_desktop.domain.arrival_stamp import ArrivalStamp
from voffice_desktop.errors import Bug, DocumentFault
from voffice_desktop.pdf import marks
from voffice_desktop.pdf.children import Children, borrowed

STATEMENT = "Bản xem, không có giá trị xác thực"
"""What every reading copy says of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyIdentity:
    """Who takes which copy of what, and when. All of it can be read on every page."""

    account: str
    full_name: str
    time_text: str
    """Vietnam time, ``dd/MM/yyyy HH:mm``."""
    record_number: str
    """Number and symbol of the record; may be empty."""
    copy_id: str
    """UUIDv7 of the copy: the key of its audit row."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """The ĐẾN stamp and where it lies: page from 1, its upper left corner in points from the page's top left."""

    stamp: ArrivalStamp
    page: int
    x: float
    y: float

    def plain(self) -> dict[str, Any]:
        """For the child."""
        return {"page": self.page, "x": self.x, "y": self.y, **asdict(self.stamp)}


def reading_copy(
    data: bytes,
    identity: CopyIdentity,
    purpose: Literal["view", "save"] = "view",
    annotations: Sequence[Mapping[str, Any]] | None = None,
    *,
    arrival: Arrival | None = None,
    key: bytes = b"",
    children: Children | None = None,
) -> bytes:
    """Make the reading copy of a PDF that passed the gate.

    ``view``: a rewritten vector PDF without forms, signatures, actions, attachments, layers or metadata; ``save``:
    pages as pictures of 200 dpi with a QR, micro-dots keyed by ``key`` (required) and an invisible text layer.
    ``annotations`` are records of protocol.md as plain dicts (``page`` from 1, ``author`` a name, if known).
    ``arrival`` is drawn into the copy's page below the mark.
    Raises `DocumentFault`: ``stamp_failed`` when a page cannot be marked, or the child's own code.
    """
    if purpose not in ("view", "save"):
        raise Bug("unknown_purpose", purpose=purpose)
    if purpose == "save" and not key:
        raise Bug("copy_without_key")
    params: dict[str, Any] = {
        "identity": asdict(identity),
        "annotations": [dict(annotation) for annotation in annotations or ()],
        "statement": STATEMENT,
        "arrival": arrival.plain() if arrival is not None else None,
    }
    if purpose == "save":
        params["qr"] = marks.qr_text(identity.copy_id)
        params["bits"] = marks.payload(marks.hidden_id(identity.copy_id), key)
        params["key"] = key.hex()
    with borrowed(children) as pool:
        result, blobs = pool.run("work" if purpose == "view" else "raster", purpose, params, (data,))
    if len(blobs) != 1 or result.get("verified") is not True or not blobs[0].startswith(b"%PDF-"):
        raise DocumentFault("stamp_failed")
    return blobs[0]
