"""From a found copy back to whom it was given: by what the file says, its QR, its hidden dots, its visible text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from voffice_desktop.domain.records import File, User
from voffice_desktop.pdf import trace as finding
from voffice_desktop.server import copies, sessions
from voffice_desktop.server.serving import Services
from voffice_desktop.server.work import Work


def trace(services: Services, path: Path) -> dict[str, Any]:
    """``{copies: [{copy_id, account, full_name, at, file, purpose, found_by, …}], …}`` for a PDF or a picture."""
    found = finding.trace(path.read_bytes(), path.name, services.marks_key, children=services.children)
    with services.database.read() as connection:
        work = Work(connection, now=services.now(), caller=None, audit=services.audit)
        lines: dict[str, dict[str, Any]] = {}
        for copy_id in found.copy_ids:
            _add(connection, work, lines, "text", copies.trace(connection, copy_id=copy_id))
        for hidden in found.hidden_ids:
            _add(connection, work, lines, "dots", copies.trace(connection, hidden=hidden))
    return {
        "copies": list(lines.values()),
        "copy_ids": list(found.copy_ids),
        "accounts": list(found.accounts),
        "times": list(found.times),
        "sources": list(found.sources),
        "missing": list(found.missing),
    }


def _add(connection: Connection, work: Work, lines: dict[str, dict[str, Any]], found_by: str, row: Any) -> None:
    if row is None:
        return
    if row.id in lines:
        lines[row.id]["found_by"].append(found_by)
        return
    user: User | None = sessions.load_user(connection, row.user_id)
    file = work.find(File, row.file_id)
    lines[row.id] = {
        "copy_id": row.id,
        "account": user.account if user else None,
        "full_name": user.full_name if user else None,
        "at": row.at,
        "file_id": row.file_id,
        "file": file.name if file else None,
        "purpose": row.purpose,
        "address": row.address,
        "found_by": [found_by],
    }
