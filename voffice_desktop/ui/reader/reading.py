"""What a reading holds beside the pages: where the reader was, and what may be taken away."""

from __future__ import annotations

from dataclasses import dataclass

from voffice_desktop.ui.reader.layout import Mode


@dataclass(frozen=True, slots=True)
class Position:
    """Where a reader was in a file: page from 0, how far inside it (0 to 1), fit and zoom, mode."""

    page: int = 0
    inside: float = 0.0
    fit: str = "width"
    percent: int = 100
    mode: Mode = "continuous"


@dataclass(frozen=True, slots=True)
class Policy:
    """Why this viewer may not take something from this record: a sentence each, empty where they may."""

    copy: str = ""
    print: str = ""
    save: str = ""
