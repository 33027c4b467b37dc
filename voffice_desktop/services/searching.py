"""Search: records first, then pages of cached files."""

from __future__ import annotations

from typing import cast

from voffice_desktop.domain import search_words
from voffice_desktop.domain.records import Kind
from voffice_desktop.services import captions
from voffice_desktop.services.lists import StoredLists, row_of
from voffice_desktop.services.values import Hit, ListQuery
from voffice_desktop.store import finding, rows
from voffice_desktop.store.account import Store


class StoredSearch:
    """See :class:`voffice_desktop.services.desk.Search`."""

    def __init__(self, store: Store, lists: StoredLists) -> None:
        self._store = store
        self._lists = lists

    def find(self, query: str, limit: int = 50) -> list[Hit]:
        """Best hits first."""
        if not query.strip() or limit <= 0:
            return []
        if search_words.parse(query).terms:
            return self._by_operators(query, limit)
        with self._store.databases.cache() as cache:
            found = finding.records(cache, query, limit)
            if len(found) < limit:
                known = {hit.id for hit in found}
                found += [hit for hit in finding.in_pages(cache, query, limit) if hit.id not in known]
            found = found[:limit]
            listed = {row.id: row_of(row) for row in rows.by_ids(cache, [hit.id for hit in found])}
        return [
            Hit(
                kind=cast(Kind, hit.kind),
                id=hit.id,
                title=hit.title,
                why=f"Trang {hit.page}" if hit.where == "page" else captions.WHERE[hit.where],
                row=listed.get(hit.id),
            )
            for hit in found
        ]

    def _by_operators(self, query: str, limit: int) -> list[Hit]:
        """The lists' own answer in every kind, newest first: an operator asks for a field, not for the best match."""
        rows = [
            row
            for kind in captions.TABS
            for row in self._lists.rows(ListQuery(cast(Kind, kind), text=query), None, limit)
        ]
        rows.sort(key=lambda row: row.at, reverse=True)
        return [Hit(row.kind, row.id, row.title, captions.KIND_NAMES[row.kind], row) for row in rows[:limit]]
