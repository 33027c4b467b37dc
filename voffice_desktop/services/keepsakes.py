"""What one person keeps for their own convenience: saved filters and what was opened last. Sealed with the drafts."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from typing import Any, cast

from voffice_desktop.domain.records import Kind
from voffice_desktop.ids import new_id
from voffice_desktop.services.desk import Drafts
from voffice_desktop.services.values import ListQuery

PREFIX = "ui:"
"""Keys of drafts that are no unfinished work."""
KEPT_RECENT = 30

_FILTERS = f"{PREFIX}filters"
_RECENT = f"{PREFIX}recent"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A named query."""

    id: str
    name: str
    query: ListQuery


class SavedFilters:
    """The saved filters of one account, in the user's own order. Reading is cheap; writing waits for the disk."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._kept: list[SavedFilter] | None = None

    def all(self) -> list[SavedFilter]:
        """Every filter."""
        if self._kept is None:
            self._kept = [made for entry in _read(self._drafts, _FILTERS) if (made := _filter(entry)) is not None]
        return list(self._kept)

    def get(self, filter_id: str) -> SavedFilter | None:
        """One filter."""
        return next((each for each in self.all() if each.id == filter_id), None)

    def add(self, name: str, query: ListQuery) -> SavedFilter:
        """Keep a new filter at the end; ``keep`` makes it durable."""
        made = SavedFilter(new_id(), name, query)
        self._kept = [*self.all(), made]
        return made

    def update(self, filter_id: str, query: ListQuery) -> None:
        """The same filter with another query."""
        self._kept = [SavedFilter(each.id, each.name, query) if each.id == filter_id else each for each in self.all()]

    def remove(self, filter_id: str) -> SavedFilter | None:
        """Forget a filter; it is returned, so that it can be put back."""
        found = self.get(filter_id)
        self._kept = [each for each in self.all() if each.id != filter_id]
        return found

    def put_back(self, found: SavedFilter) -> None:
        """Undo ``remove``."""
        self._kept = [*self.all(), found]

    def keep(self) -> None:
        """Write to the sealed drafts. Off the main thread."""
        _write(self._drafts, _FILTERS, [asdict(each) for each in self.all()])


class Recent:
    """The last 30 records that were opened, newest first."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._kept: list[tuple[Kind, str]] | None = None

    def all(self) -> list[tuple[Kind, str]]:
        """(kind, id), newest first."""
        if self._kept is None:
            self._kept = [
                (cast("Kind", entry[0]), str(entry[1]))
                for entry in _read(self._drafts, _RECENT)
                if isinstance(entry, list) and len(entry) == 2
            ]
        return list(self._kept)

    def opened(self, kind: Kind, record_id: str) -> None:
        """Put a record at the top; ``keep`` makes it durable."""
        self._kept = [(kind, record_id), *(each for each in self.all() if each[1] != record_id)][:KEPT_RECENT]

    def keep(self) -> None:
        """Write to the sealed drafts. Off the main thread."""
        _write(self._drafts, _RECENT, self.all())


def _filter(entry: Any) -> SavedFilter | None:
    try:
        query = entry["query"]
        return SavedFilter(
            str(entry["id"]),
            str(entry["name"]),
            ListQuery(
                kind=query["kind"],
                tab=str(query["tab"]),
                text=str(query["text"]),
                filters=tuple((str(name), str(value)) for name, value in query["filters"]),
                sort=query["sort"] if query["sort"] in ("due", "symbol") else "newest",
            ),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _read(drafts: Drafts, key: str) -> list[Any]:
    try:
        found = json.loads(drafts.load(key) or b"[]")
    except ValueError:
        _log.info("%s could not be read and starts anew", key)
        return []
    return found if isinstance(found, list) else []


def _write(drafts: Drafts, key: str, value: Any) -> None:
    drafts.save(key, json.dumps(value, ensure_ascii=False).encode())
