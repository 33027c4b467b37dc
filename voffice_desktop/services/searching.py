"""Search: records first, then pages of cached files."""

from __future__ import annotations

from typing import cast

from voffice_desktop.domain.records import Kind
from voffice_desktop.services import captions
from voffice_desktop.services.lists import row_of
from voffice_desktop.services.values import Hit
from voffice_desktop.store import finding, rows
from voffice_desktop.store.account import Store


class StoredSearch:
    """See :class:`voffice_desktop.services.desk.Search`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, query: str, limit: int = 50) -> list[Hit]:
        """Best hits first."""
        if not query.strip() or limit <= 0:
            return []
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
