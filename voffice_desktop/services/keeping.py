"""What may be kept on this device: the size budget for files, a pause of all transfers, connections paid by volume.

Usefulness of a cached file, the least first: of a finished record, then not waiting for this user, then long unused.
Files of a trip are never put out. What a person opens may put out anything else; what comes by rule puts out files of
finished records alone, so that the rule never fetches what it has just put out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from voffice_desktop.blobs.files import BlobFolder
from voffice_desktop.store import pages
from voffice_desktop.store.account import Store
from voffice_desktop.store.engine import Connection

Metered = Literal["auto", "yes", "no"]
DEFAULT_BUDGET = 2_000_000_000
LEAST_BUDGET = 50_000_000
_BUDGET, _PAUSED, _METERED = "files_budget", "files_paused", "metered"


@dataclass(frozen=True, slots=True)
class Kept:
    """What files take on this device, in bytes, and what the user chose."""

    used: int
    budget: int
    paused: bool
    metered: Metered
    metered_now: bool
    waiting: int = 0
    """Files that would be fetched by rule now."""


class StoredKeeping:
    """See the module. Choices are kept in the outbox, which outlives the cache."""

    def __init__(self, store: Store, blobs: BlobFolder) -> None:
        self._store = store
        self._blobs = blobs
        self._system_metered = False
        self._paused = store.fact(_PAUSED) == "1"

    def state(self) -> Kept:
        """What is kept now."""
        with self._store.databases.cache() as cache:
            used = _used(cache)
        return Kept(used, self.budget(), self._paused, self.metered_choice(), self.metered())

    def budget(self) -> int:
        """Bytes that cached files may take."""
        text = self._store.fact(_BUDGET)
        return int(text) if text and text.isdigit() else DEFAULT_BUDGET

    def set_budget(self, size: int) -> None:
        """Choose how many bytes cached files may take; what is over it goes at once."""
        self._store.set_fact(_BUDGET, str(max(LEAST_BUDGET, size)))
        self.make_room(0, opened=True)

    def paused(self) -> bool:
        """Whether no file is fetched by rule or for a trip; a file that a person opens still is."""
        return self._paused

    def pause(self, paused: bool) -> None:
        """Pause, or go on; kept over restarts."""
        self._paused = paused
        self._store.set_fact(_PAUSED, "1" if paused else None)

    def metered_choice(self) -> Metered:
        """What the user says of the connection."""
        match self._store.fact(_METERED):
            case "yes":
                return "yes"
            case "no":
                return "no"
        return "auto"

    def set_metered(self, choice: Metered) -> None:
        """Say whether the connection is paid by volume, or let the system say it."""
        self._store.set_fact(_METERED, None if choice == "auto" else choice)

    def system_says(self, metered: bool) -> None:
        """What the operating system knows of the connection."""
        self._system_metered = metered

    def metered(self) -> bool:
        """Whether to spare the connection now."""
        choice = self.metered_choice()
        return self._system_metered if choice == "auto" else choice == "yes"

    def make_room(self, needed: int, *, opened: bool) -> bool:
        """Put out the least useful files until ``needed`` bytes fit; whether they do.

        ``opened``: for a file that a person opens (or a smaller budget), anything but a trip's files may go.
        """
        budget = self.budget()
        with self._store.databases.outbox() as box:
            pinned = {row[0] for row in box.execute("SELECT id FROM pins")}

        def work(cache: Connection) -> tuple[bool, list[str]]:
            over = _used(cache) + needed - budget
            if over <= 0:
                return True, []
            rows = cache.execute(
                "SELECT b.file_id, b.size FROM blobs b LEFT JOIN records f ON f.id = b.file_id AND f.kind = 'file'"
                " LEFT JOIN shown s ON s.id = f.parent WHERE b.complete = 1"
                " AND coalesce(f.parent, '') NOT IN (SELECT value FROM json_each(?1))"
                " AND (?2 OR coalesce(s.finished, 1) = 1)"
                " ORDER BY coalesce(s.finished, 1) DESC, coalesce(s.todo, 0), b.used_at",
                (json.dumps(sorted(pinned)), int(opened)),
            )
            going: list[str] = []
            for file_id, size in rows:
                if over <= 0:
                    break
                going.append(file_id)
                over -= size
            if over > 0 and not opened:
                return False, []
            return over <= 0, pages.forget_blobs(cache, going)

        fits, names = self._store.databases.write_cache(work)
        self._blobs.delete(names)
        return fits


def _used(cache: Connection) -> int:
    found: int = cache.execute("SELECT coalesce(sum(size), 0) FROM blobs WHERE complete = 1").fetchone()[0]
    return found
