"""Which files of a record are present and which belong to an earlier submission, frozen since."""

from __future__ import annotations

from collections.abc import Sequence

from voffice_desktop.domain.records import Record, Slip
from voffice_desktop.services.values import FileEntry


def revision_of(record: Record) -> int | None:
    """The revision that new marks belong to: the slip's; other records have none."""
    return record.revision if isinstance(record, Slip) else None


def is_frozen(record: Record, entry: FileEntry) -> bool:
    """Whether a file is held by an earlier revision alone: readable for ever, never written on again."""
    return isinstance(record, Slip) and bool(record.file_ids) and entry.file.id not in record.file_ids


def in_order(record: Record, files: Sequence[FileEntry]) -> list[FileEntry]:
    """Present files in the record's order, then earlier ones, the newest revision first."""
    return sorted(
        files, key=lambda entry: (is_frozen(record, entry), -(entry.file.revision or 0) * is_frozen(record, entry))
    )


def earlier_of(record: Record, files: Sequence[FileEntry], entry: FileEntry) -> FileEntry | None:
    """What stood in the place of a present file in the revision before: same role, best of all the same name."""
    if is_frozen(record, entry):
        return None
    old = [each for each in files if is_frozen(record, each) and each.file.role == entry.file.role]
    return max(old, key=lambda each: (each.file.name == entry.file.name, each.file.revision or 0), default=None)
