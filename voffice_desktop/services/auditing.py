"""The audit log for administrators, and who looked at a record for its owners. Online: the log is the server's."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from voffice_desktop.domain.calendar import show_time
from voffice_desktop.services.desk import Desk

PAGE = 200
_MOST_EXPORTED = 100_000


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One row of the log, with names instead of ids."""

    seq: int
    at: str
    """RFC 3339 UTC."""
    who: str
    action: str
    """As the log names it, such as ``file.view``."""
    subject: str
    outcome: str
    note: str
    copy_id: str = ""


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some rows, oldest first, and where to go on."""

    lines: list[AuditLine] = field(default_factory=list)
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class ChainState:
    """What a walk over the whole chain found."""

    ok: bool
    rows: int
    findings: list[str]


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at a file of a record."""

    at: str
    who: str
    action: str
    note: str


def page(desk: Desk, filters: Mapping[str, str], cursor: str | None = None) -> AuditPage:
    """One page of the log. ``filters``: ``actor_id, action, subject_kind, outcome, from, to`` (UTC). Blocks."""
    wanted = {name: value for name, value in filters.items() if value} | {"limit": str(PAGE)}
    if cursor:
        wanted["cursor"] = cursor
    answer = desk.acts.now("GET", f"/audit?{urlencode(wanted)}")
    return AuditPage([_line(desk, row) for row in answer["items"]], answer.get("cursor"))


def everything(desk: Desk, filters: Mapping[str, str]) -> list[AuditLine]:
    """All pages of a filter, at most 100,000 rows. Blocks."""
    found: list[AuditLine] = []
    cursor: str | None = None
    while len(found) < _MOST_EXPORTED:
        got = page(desk, filters, cursor)
        found += got.lines
        cursor = got.cursor
        if cursor is None:
            break
    return found


def verify(desk: Desk) -> ChainState:
    """Let the server walk the chain. Blocks."""
    answer = desk.acts.now("GET", "/audit/verify")
    findings = [" ".join(f"{name}={value}" for name, value in each.items()) for each in answer["findings"]]
    return ChainState(bool(answer["ok"]), int(answer["rows"]), findings)


def looks(desk: Desk, record_id: str) -> list[Look]:
    """Who looked at a record, the newest first. Raises ``Rejected('forbidden')`` where policy hides it. Blocks."""
    answer = desk.acts.now("GET", f"/audit/looks?{urlencode({'subject_id': record_id})}")
    return [
        Look(row["at"], _named(row["full_name"], row["account"]), row["action"], row["note"])
        for row in answer["items"]
    ]


def as_csv(lines: Iterable[AuditLine], caption: Callable[[str], str]) -> bytes:
    """The rows as CSV that office programs open right: UTF-8 with a mark, Vietnam time, the office's words."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("STT", "Thời gian", "Người", "Việc", "Đối tượng", "Kết quả", "Ghi chú", "Mã bản sao"))
    for each in lines:
        cells = (each.who, caption(each.action), each.subject, each.outcome, each.note, each.copy_id)
        writer.writerow((each.seq, show_time(each.at), *(_harmless(cell) for cell in cells)))
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A text that a spreadsheet would take for a formula is quoted (CSV injection, OWASP)."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _line(desk: Desk, row: Mapping[str, Any]) -> AuditLine:
    kind, subject = str(row.get("subject_kind") or ""), str(row.get("subject_id") or "")
    return AuditLine(
        seq=int(row["seq"]),
        at=str(row["at"]),
        who=desk.directory.name(row.get("actor_id")) or str(row.get("actor_id") or ""),
        action=str(row["action"]),
        subject=" ".join(part for part in (kind, subject) if part),
        outcome=str(row.get("outcome") or ""),
        note=str(row.get("note") or ""),
        copy_id=str(row.get("copy_id") or ""),
    )


def _named(full_name: str, account: str) -> str:
    return f"{full_name} ({account})" if full_name else account
