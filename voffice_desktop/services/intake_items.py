"""What lies in the intake tray: one item a file, with what was read from it and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from voffice_desktop.domain.field_reading import Proposal

Source = Literal["folder", "drop", "mail", "scanner", "pages"]
"""Where it came from: the watched folder, a drop or paste, an e-mail, a scanner, or pages of other items."""
State = Literal["waiting", "attached", "sent", "discarded"]
"""``attached``: it goes into the record of another item and is not listed by itself."""
Progress = Literal["new", "first", "read", "failed"]
"""How far its fields were read: not yet, the first page of a scan, whole, or not readable."""

PDF = "application/pdf"
KEPT_SUFFIXES = (".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg", ".eml")
"""Endings that the tray takes; pictures become PDF pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeItem:
    """One file that waits to be registered. ``file_id`` names its kept bytes, ``record_id`` the record it becomes."""

    id: str
    name: str
    media_type: str = PDF
    size: int = 0
    sha256: str = ""
    source: Source = "drop"
    origin: str = ""
    """Folder, or sender and subject of the mail."""
    at: str = ""
    file_id: str
    record_id: str
    state: State = "waiting"
    reason: str = ""
    """Why it was discarded."""
    progress: Progress = "new"
    pages: int = 0
    problem: str = ""
    """Code of why it cannot be read or taken, such as ``encrypted`` or ``ocr_unavailable``."""
    signed: bool = False
    verdict: str = ""
    """Of the digital signatures, judged on this machine: ``valid``, ``amber``, ``not_valid``; empty: none so far."""
    verdict_words: str = ""
    signers: list[str] = field(default_factory=list)
    recognised: bool = False
    """Its words were read from pictures; the bytes carry them as an invisible layer."""
    proposals: dict[str, Proposal] = field(default_factory=dict)
    stamp: tuple[float, float] | None = None
    """A free place for the ĐẾN stamp on the first page (points)."""
    same_as: str = ""
    """Id of an earlier item with the very same bytes."""
    attachments: list[str] = field(default_factory=list)
    """Ids of other items that go with it into one record."""
    left: list[str] = field(default_factory=list)
    """Names of files of the same mail that the tray does not take."""
