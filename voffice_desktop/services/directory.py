"""People, units, recipients and books: small kinds, kept decoded until one of them changes."""

from __future__ import annotations

import threading

from voffice_desktop.domain.records import Kind, Record, User
from voffice_desktop.domain.text import sort_key
from voffice_desktop.protocol import codec
from voffice_desktop.store.account import Store

SMALL: tuple[Kind, ...] = ("user", "unit", "recipient", "book")


class StoredDirectory:
    """See :class:`voffice_desktop.services.desk.Directory`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[Kind, dict[str, Record]] = {}
        self._forgotten = 0
        self._guard = threading.Lock()

    def forget(self, kind: str) -> None:
        """A record of that kind changed."""
        with self._guard:
            self._forgotten += 1
            self._known = {known: records for known, records in self._known.items() if known != kind}

    def get(self, kind: Kind, record_id: str) -> Record | None:
        """One record as it stands in the mirror."""
        if kind in SMALL:
            return self._of(kind).get(record_id)
        raw = self._store.record(kind, record_id)
        return None if raw is None else codec.decode_record(kind, raw)

    def all(self, kind: Kind) -> list[Record]:
        """Every record of a small kind, by name."""
        return sorted(self._of(kind).values(), key=lambda record: sort_key(_name(record)))

    def users(self) -> list[User]:
        """Every known person."""
        return [record for record in self._of("user").values() if isinstance(record, User)]

    def name(self, user_or_unit_id: str | None) -> str:
        """A full name, or an empty text."""
        if user_or_unit_id is None:
            return ""
        for kind in SMALL:
            found = self._of(kind).get(user_or_unit_id)
            if found is not None:
                return _name(found)
        return ""

    def title(self, user_id: str) -> str:
        """A person's position."""
        found = self._of("user").get(user_id)
        return found.title if isinstance(found, User) else ""

    def _of(self, kind: Kind) -> dict[str, Record]:
        with self._guard:
            known, forgotten = self._known.get(kind), self._forgotten
        if known is None:
            known = {}
            for raw in self._store.of_kind(kind):
                record = codec.decode_record(kind, raw)
                known[record.id] = record
            with self._guard:
                # What changed while it was read is read again by the next who asks.
                if self._forgotten == forgotten:
                    self._known[kind] = known
        return known


def _name(record: Record) -> str:
    return str(getattr(record, "full_name", "") or getattr(record, "name", ""))
