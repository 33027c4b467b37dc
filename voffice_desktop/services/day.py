"""Bàn việc: what is late, due today and new, what comes due next, what was opened last and left unfinished."""

from __future__ import annotations

from dataclasses import dataclass

from voffice_desktop.domain.records import File, Kind
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.keepsakes import Recent
from voffice_desktop.services.values import ListQuery, Row

LISTED: tuple[Kind, ...] = ("incoming_document", "outgoing_document", "slip", "task")
NEXT_DUE = 6
_UNFINISHED = ("ink", "text")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the list behind it."""

    name: str
    """``late``, ``today``, ``new`` or ``todo``."""
    query: ListQuery
    count: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Ink or a text that was begun and not handed in."""

    what: str
    """``ink`` or the name of the act for which the text was begun."""
    row: Row


@dataclass(frozen=True, slots=True)
class Day:
    """All that the home page shows."""

    figures: dict[Kind, tuple[Figure, ...]]
    due: tuple[Row, ...]
    recent: tuple[Row, ...]
    unfinished: tuple[Unfinished, ...]


def queries(kind: Kind) -> tuple[tuple[str, ListQuery], ...]:
    """The lists behind the figures of a kind."""
    due = () if kind == "outgoing_document" else (("late", "hạn:quá"), ("today", "hạn:hôm nay"))
    return (
        *((name, ListQuery(kind, text=text)) for name, text in due),
        ("todo", ListQuery(kind, tab="todo")),
        ("new", ListQuery(kind, tab="unread")),
    )


def read_day(desk: Desk, recent: Recent) -> Day:
    """Read everything. Off the main thread."""
    lists = desk.lists
    figures = {
        kind: tuple(Figure(name, query, len(lists.ids(query))) for name, query in queries(kind)) for kind in LISTED
    }
    due = sorted(
        (
            row
            for kind in LISTED
            for row in lists.rows(ListQuery(kind, text="hạn:tuần này", sort="due"), None, NEXT_DUE)
            if row.due
        ),
        key=lambda row: row.due or "",
    )
    return Day(figures, tuple(due[:NEXT_DUE]), _opened(desk, recent), tuple(_unfinished(desk)))


def _opened(desk: Desk, recent: Recent) -> tuple[Row, ...]:
    wanted = recent.all()
    found = {
        row.id: row
        for kind in LISTED
        for row in desk.lists.rows_by_id(kind, [record_id for each, record_id in wanted if each == kind])
    }
    return tuple(found[record_id] for _, record_id in wanted if record_id in found)


def _unfinished(desk: Desk) -> list[Unfinished]:
    begun: list[tuple[str, str]] = []
    for key in desk.drafts.keys():  # noqa: SIM118 - not a mapping
        what, _, rest = key.partition(":")
        if what not in _UNFINISHED or not rest:
            continue
        if what == "ink":
            file = desk.directory.get("file", rest)
            if isinstance(file, File) and file.owner_id:
                begun.append(("ink", file.owner_id))
        else:
            act, _, record_id = rest.partition(":")
            begun.append((act, record_id))
    rows = {row.id: row for kind in LISTED for row in desk.lists.rows_by_id(kind, [one for _, one in begun])}
    return [Unfinished(what, rows[record_id]) for what, record_id in begun if record_id in rows]
