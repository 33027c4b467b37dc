"""Fetching what changed: pages in order until there are no more; a run of them is one transaction with its cursor."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from voffice_desktop.blobs.files import BlobFolder
from voffice_desktop.errors import Rejected, Transient
from voffice_desktop.protocol.messages import Change
from voffice_desktop.remote.calls import PAGE, Remote
from voffice_desktop.store import commands as outbox
from voffice_desktop.store import pages
from voffice_desktop.store.account import Store
from voffice_desktop.store.pages import Applied
from voffice_desktop.sync.news import News, Progress, Touched

_RESYNC = "resync"
_RUN = 3000
"""So many changes are applied in one transaction while catching up: the user's own acts wait for it (0.2 s)."""
_FIRST_RUN = 12000
"""The same while there is no cache yet and little to act on (0.7 s): the longer, the less is written twice."""
_AROUND = frozenset({"user", "unit", "file"})
"""Kinds whose records decide what an act that waits will make of its own."""
_log = logging.getLogger(__name__)


@dataclass
class Pulled:
    """What a round of fetching did."""

    received: int = 0
    removed: int = 0
    blocked: int = 0


class Puller:
    """Fetches changes of one account."""

    def __init__(self, store: Store, remote: Remote, blobs: BlobFolder, news: News) -> None:
        self._store = store
        self._remote = remote
        self._blobs = blobs
        self._news = news
        self._filled: tuple[int, int] | None = None
        """(count, sum) of a mirror that this process filled from nothing, as its rows were when they were written."""

    def run(self, into: Pulled, *, accept_shrink: bool, progress: Callable[[int], None]) -> None:
        """Bring the mirror to the server's present. Raises ``Transient``, ``SignInNeeded``,
        ``Rejected('resync_shrinks')``; whatever was applied until then stays, with its cursor."""
        done = [command.seq for command in self._store.commands() if command.state == "acked"]
        first = self._store.state("cursor") is None
        self._filled = None
        if self._store.state(_RESYNC) is None:
            if first and self._store.put_off_indexes():
                self._filled = (0, 0)
            try:
                self._forward(into, progress)
            except Rejected as error:
                if error.status != 410 and error.code != "cursor_expired":
                    raise
                self._store.set_state(_RESYNC, "1")
            finally:
                self._store.make_up_indexes()
        if self._store.state(_RESYNC) is not None:
            self._anew(into, accept_shrink=accept_shrink, progress=progress)
        if done:
            self._forget_acked(max(done))
        into.blocked += self._block_lost()
        if not self._store.purge() and first:
            self._store.databases.checkpoint()

    def check(self) -> bool:
        """Whether the mirror's digest is the server's; a mismatch makes the next run a resync."""
        theirs = self._remote.digest()
        if self._filled is None:
            ours = self._store.databases.write_cache(pages.digest)
        else:
            # Just written: a later check reads the rows themselves, which is a tenth of the first synchronisation.
            ours, self._filled = (self._filled[0], f"{self._filled[1]:016x}"), None
        return (theirs.count, theirs.sum) == ours

    def order_resync(self) -> None:
        """Let the next run start over beside the mirror."""
        self._store.set_state(_RESYNC, "1")

    def _forward(self, into: Pulled, progress: Callable[[int], None]) -> None:
        """Pages are applied in runs, each one transaction with its cursor: the first page at once, so that a list is
        soon there, then a few together, which spares the indexes half their work."""
        cursor = applied = self._store.state("cursor")
        held: list[Change] = []
        enough = 1
        run = _RUN if cursor is not None else _FIRST_RUN
        more = True
        while more:
            try:
                page = self._remote.changes(cursor, PAGE)
            except Transient:
                if cursor is not None and cursor != applied:
                    # What came before the link broke is not asked for again.
                    self._applied(self._store.apply_page(held, cursor), into)
                raise
            more = page.has_more and (bool(page.changes) or page.cursor != cursor)
            held += page.changes
            cursor = page.cursor
            if (held or cursor != applied) and (not more or len(held) >= enough):
                self._applied(self._store.apply_page(held, cursor), into)
                held, applied, enough = [], cursor, run
            progress(into.received + len(held))

    def _anew(self, into: Pulled, *, accept_shrink: bool, progress: Callable[[int], None]) -> None:
        _log.info("starting over beside the cache")
        self._store.begin_shadow()
        cursor: str | None = None
        more, seen = True, 0
        while more:
            page = self._remote.changes(cursor, PAGE)
            more = page.has_more and (bool(page.changes) or page.cursor != cursor)
            self._store.fill_shadow(page.changes)
            cursor = page.cursor
            seen += len(page.changes)
            progress(seen)
        assert cursor is not None
        self._applied(self._store.swap_shadow(cursor, accept_shrink=accept_shrink), into)
        self._store.set_state(_RESYNC, None)

    def _applied(self, applied: Applied, into: Pulled) -> None:
        if self._filled is not None:
            self._filled = (self._filled[0] + applied.count, self._filled[1] ^ applied.sum)
        into.received += applied.received
        into.removed += applied.removed
        self._blobs.delete(applied.blobs)
        self._news.touched(applied.touched)
        if not _AROUND.isdisjoint(applied.touched):
            self._news.publish(Touched("parent", frozenset(self._store.show_waiting())))
        self._news.publish(Progress("syncing", into.received))

    def _forget_acked(self, up_to: int) -> None:
        gone = self._store.databases.write_outbox(lambda box: outbox.drop_acked(box, up_to))
        touched = {command.entity_id for command in gone}
        self._store.show_again(touched)
        self._news.publish(Touched("outbox", frozenset(touched)))

    def _block_lost(self) -> int:
        """Acts on records that may no longer be seen wait for their author: the payload stays, what the record said
        goes, but for the number by which its author knows it again."""
        blocked = 0
        commands = self._store.commands()
        made = {command.entity_id for command in commands if command.action == "create"}
        for command in commands:
            if command.base is None or command.state in ("acked", "sending") or command.entity_id in made:
                continue
            if self._mirror_has(command.kind, command.entity_id):
                continue
            lose = partial(outbox.lose, command_id=command.id, label=outbox.label(command.base))
            self._store.change_command(command.entity_id, lose)
            blocked += command.state != "blocked"
        return blocked

    def _mirror_has(self, kind: str | None, record_id: str) -> bool:
        with self._store.databases.cache() as cache:
            found: int = cache.execute(
                "SELECT EXISTS (SELECT 1 FROM records WHERE id = ? AND kind = ?)", (record_id, kind)
            ).fetchone()[0]
        return bool(found)
