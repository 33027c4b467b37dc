"""Reminders of what waits for this user; each is told once, also over restarts."""

from __future__ import annotations

from dataclasses import dataclass

from voffice_desktop.clock import Clock
from voffice_desktop.domain.records import Kind
from voffice_desktop.domain.reminders import Deadline, Digest, digest, pressing
from voffice_desktop.errors import Transient
from voffice_desktop.protocol import codec
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ListQuery
from voffice_desktop.services.working_days import holidays

_KEY = "reminders"
_KINDS: tuple[Kind, ...] = ("slip", "incoming_document", "task")
_MOST = 300


@dataclass(frozen=True, slots=True)
class Reminders:
    """What to say now."""

    digest: Digest | None
    pressing: tuple[Deadline, ...]


class Reminding:
    """Reads the lists: workers' lanes only."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def now(self) -> Reminders:
        """What was not told yet; asking marks it as told."""
        deadlines = self._deadlines()
        moment = self._clock()
        told = self._told()
        off = holidays(self._desk)
        morning = digest(deadlines, moment, off)
        if morning is not None and (not morning or f"day:{morning.on}" in told):
            morning = None
        soon = tuple(each for each in pressing(deadlines, moment, off) if f"{each.id}:{each.due}" not in told)
        if morning is not None or soon:
            fresh = [f"{each.id}:{each.due}" for each in soon]
            fresh += [f"day:{morning.on}"] if morning is not None else []
            self._desk.drafts.save(_KEY, codec.encode([*told, *fresh][-_MOST:]))
        return Reminders(morning, soon)

    def _deadlines(self) -> list[Deadline]:
        lists = self._desk.lists
        rows = [row for kind in _KINDS for row in lists.rows(ListQuery(kind, "todo", sort="due"), None, _MOST)]
        return [Deadline(row.kind, row.id, row.title, row.due) for row in rows if row.due and not row.finished]

    def _told(self) -> list[str]:
        raw = self._desk.drafts.load(_KEY)
        try:
            return [str(each) for each in codec.decode(raw, list)] if raw is not None else []
        except Transient:
            return []
