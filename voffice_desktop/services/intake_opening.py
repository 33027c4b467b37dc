"""Joins the intake tray to the parts of an opened account."""

from __future__ import annotations

from voffice_desktop.clock import Clock
from voffice_desktop.domain.records import User
from voffice_desktop.services.acting import StoredDrafts
from voffice_desktop.services.details import StoredDetails
from voffice_desktop.services.directory import StoredDirectory
from voffice_desktop.services.filing import StoredFiles
from voffice_desktop.services.intake import Intake
from voffice_desktop.services.lists import StoredLists
from voffice_desktop.services.values import ListQuery
from voffice_desktop.sync.news import News

_RECENT = 2000
"""Documents whose notations help to read the next ones."""


def intake_of(
    user: User,
    drafts: StoredDrafts,
    files: StoredFiles,
    news: News,
    clock: Clock,
    directory: StoredDirectory,
    lists: StoredLists,
    details: StoredDetails,
) -> Intake | None:
    """The tray of a clerk; nobody else has one."""
    if "clerk" not in user.roles:
        return None

    def exists(record_id: str) -> bool:
        return details.overlaid("incoming_document", record_id) is not None

    def symbols() -> list[str]:
        return [row.symbol for row in lists.rows(ListQuery("incoming_document"), None, _RECENT)]

    return Intake(drafts, files, news, clock, directory.all, symbols, exists)
