"""Rows of the lists, over the projection."""

from __future__ import annotations

import threading
from datetime import date, datetime, time, timedelta
from typing import Literal, cast

from voffice_desktop.clock import Clock
from voffice_desktop.domain import search_words
from voffice_desktop.domain.calendar import PUBLIC_HOLIDAYS, DaysOff, agency_days_off, overdue_before
from voffice_desktop.domain.records import Kind, Unit, Urgency
from voffice_desktop.protocol import codec
from voffice_desktop.services import captions
from voffice_desktop.services.values import ListQuery, Row, Tab
from voffice_desktop.store import rows
from voffice_desktop.store.account import Store
from voffice_desktop.store.rows import ListRow, Selection

_VIETNAM = timedelta(hours=7)
_NAVIGATION = "navigation"


class StoredLists:
    """See :class:`voffice_desktop.services.desk.Lists`."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._tabs: dict[str, list[Tab]] = {}
        self._counts: dict[str, int] | None = None
        self._stale: set[str] = set()
        self._guard = threading.Lock()

    def _days_off(self) -> DaysOff:
        for raw in self._store.of_kind("unit"):
            unit = codec.decode(raw, Unit)
            if not unit.parent_id:
                return agency_days_off(unit.settings)
        return PUBLIC_HOLIDAYS

    def forget_counts(self) -> None:
        """Something changed: the next question counts anew; ``known_tabs`` keeps what was counted last."""
        with self._guard:
            self._stale |= set(self._tabs) | {_NAVIGATION}

    def tabs(self, kind: Kind) -> list[Tab]:
        """The tabs of a list, counted once after each change."""
        with self._guard:
            if kind in self._tabs and kind not in self._stale:
                return self._tabs[kind]
            self._stale.discard(kind)
        with self._store.databases.cache() as cache:
            counted = [
                Tab(key, caption, rows.count(cache, self._selection(ListQuery(kind, tab=key))))
                for key, caption in captions.TABS.get(kind, (("all", "Tất cả"),))
            ]
        with self._guard:
            self._tabs[kind] = counted
        return counted

    def known_tabs(self, kind: Kind) -> list[Tab]:
        """The tabs as they were counted last; only a list that was never asked for is counted here."""
        with self._guard:
            known = self._tabs.get(kind)
        return self.tabs(kind) if known is None else known

    def recount(self) -> dict[str, int]:
        """Count anew what a change has made doubtful: tabs that somebody shows, and the navigation."""
        with self._guard:
            doubtful = self._stale & set(self._tabs)
        for kind in doubtful:
            self.tabs(cast("Kind", kind))
        return self.counts()

    def rows(self, query: ListQuery, after: Row | None = None, limit: int = 200) -> list[Row]:
        """One page by keyset."""
        with self._store.databases.cache() as cache:
            found = rows.page(cache, self._selection(query), after.id if after else None, limit)
        return [row_of(one) for one in found]

    def ids(self, query: ListQuery) -> list[str]:
        """The ids of the whole view."""
        with self._store.databases.cache() as cache:
            return rows.ids(cache, self._selection(query))

    def rows_by_id(self, kind: Kind, ids: list[str]) -> list[Row]:
        """Rows in the order asked."""
        with self._store.databases.cache() as cache:
            return [row_of(one) for one in rows.by_ids(cache, ids) if one.kind == kind]

    def counts(self) -> dict[str, int]:
        """Badges of the navigation."""
        with self._guard:
            if self._counts is not None and _NAVIGATION not in self._stale:
                return dict(self._counts)
            self._stale.discard(_NAVIGATION)
        with self._store.databases.cache() as cache:
            counted = {
                kind: int(
                    cache.execute("SELECT count(*) FROM shown WHERE kind = ? AND todo = 1", (kind,)).fetchone()[0]
                )
                for kind in captions.TABS
            }
        with self._store.databases.outbox() as box:
            counted["attention"] = int(
                box.execute("SELECT count(*) FROM commands WHERE state = 'blocked'").fetchone()[0]
            )
        with self._guard:
            self._counts = counted
        return dict(counted)

    def _selection(self, query: ListQuery) -> Selection:
        asked = search_words.parse(query.text)
        today = (self._clock() + _VIETNAM).date()
        due = search_words.due_span(asked.value("due"), today) or (None, None)
        day = search_words.day_span(asked.value("day"), today)
        statuses = captions.TAB_STATUSES.get((query.kind, query.tab), ())
        overdue = query.tab == "overdue"
        sort: Literal["newest", "due", "symbol"] = query.sort
        return Selection(
            kind=query.kind,
            statuses=statuses,
            todo=query.tab == "todo",
            unread=query.tab == "unread",
            overdue_before=overdue_before(today, self._days_off()).isoformat() if overdue else "",
            open=bool(asked.value("due")),
            text=asked.words,
            party=asked.value("party"),
            symbol=asked.value("symbol"),
            signer=asked.value("signer"),
            number=asked.value("number"),
            due_from=due[0].isoformat() if due[0] else "",
            due_to=due[1].isoformat() if due[1] else "",
            at_from=_vietnam_midnight(day[0]) if day else "",
            at_before=_vietnam_midnight(day[1] + timedelta(days=1)) if day else "",
            where=query.filters,
            sort=sort,
        )


def _vietnam_midnight(day: date) -> str:
    """The UTC time at which a day begins in Vietnam."""
    return (datetime.combine(day, time()) - _VIETNAM).strftime("%Y-%m-%dT%H:%M:%SZ")


def row_of(row: ListRow) -> Row:
    """The screen's row of a stored one."""
    return Row(
        kind=cast(Kind, row.kind),
        id=row.id,
        symbol=row.symbol,
        party=row.party,
        title=row.title,
        at=row.at,
        urgency=cast(Urgency, row.urgency),
        due=row.due,
        status=row.status,
        finished=row.finished,
        unread=row.unread,
        pending=row.pending,
        blocked=row.blocked,
        has_ink=row.has_ink,
        cached=row.cached,
        attachments=row.attachments,
    )
