"""Bản quét: the newest files of the folder into which a scanner puts its pages, to be added to a slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voffice_desktop.services.desk import Drafts

SCAN_FOLDER = "setting:scan_folder"
"""The draft that names the watched folder; the clerk's tray uses the same."""
TAKEN = "Đã nhận"
"""The folder inside it into which the clerk's tray moves what it took."""
_SUFFIXES = frozenset({".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg"})
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Scan:
    """One file of the folder; ``at`` is when it was written, UTC."""

    path: Path
    name: str
    size: int
    at: datetime


class Scans:
    """Reads a folder, perhaps of a network share: workers' lanes only."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def folder(self) -> str:
        """The folder; empty while none was chosen."""
        raw = self._drafts.load(SCAN_FOLDER)
        return raw.decode("utf-8") if raw else ""

    def choose(self, folder: str) -> None:
        """Look there from now on."""
        self._drafts.save(SCAN_FOLDER, folder.encode("utf-8"))

    def newest(self) -> list[Scan] | None:
        """The newest first; None when the folder cannot be read now."""
        folder = self.folder()
        if not folder:
            return []
        try:
            listed = list(Path(folder).iterdir())
        except OSError:
            return None
        taken = Path(folder) / TAKEN
        if taken.is_dir():
            listed += taken.iterdir()
        found = []
        for path in listed:
            if path.suffix.lower() not in _SUFFIXES or path.name.startswith((".", "~", "$")):
                continue
            try:
                facts = path.stat()
            except OSError:
                # It went in this very moment.
                continue
            if facts.st_size:
                at = datetime.fromtimestamp(facts.st_mtime, UTC)
                found.append(Scan(path, path.name, facts.st_size, at))
        return sorted(found, key=lambda scan: scan.at, reverse=True)[:_SHOWN]
