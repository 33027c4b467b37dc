"""Separator sheets for the clerk: written once, printed from the system's own reader, used again and again."""

from __future__ import annotations

from pathlib import Path

from voffice_desktop.errors import MachineFault
from voffice_desktop.pdf.typeset.separator_sheet import separator_sheets

_COUNT = 10


def save_separators(target: Path, count: int = _COUNT) -> None:
    """Write a PDF of separator sheets, or leave no file. MachineFault ``cannot_write``."""
    fresh = target.with_name(f".{target.name}.new")
    try:
        fresh.write_bytes(separator_sheets(count))
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise MachineFault("cannot_write", cause=error.strerror or "") from error
