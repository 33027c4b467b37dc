"""One account's store: every write goes through here, in the write lane; every act is on disk before it returns.

The outbox is written first, the projection after it: a crash between the two is mended when the store opens.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from voffice_desktop.domain.records import Actor, Kind
from voffice_desktop.protocol.messages import Change
from voffice_desktop.store import commands as outbox
from voffice_desktop.store import late_indexes, pages
from voffice_desktop.store.commands import Command
from voffice_desktop.store.engine import Connection
from voffice_desktop.store.lane import Databases, T
from voffice_desktop.store.pages import Applied
from voffice_desktop.store.projector import LIST_KINDS, Overlay, Projector
from voffice_desktop.store.schema import SMALL, SMALL_KINDS


class Store:
    """Mirror, projection and outbox of one account. Reads may come from any thread."""

    def __init__(self, databases: Databases, actor: Actor, overlay: Overlay) -> None:
        self.databases = databases
        self._projector = Projector(actor, overlay)
        self._versions = (0, 0)
        databases.write_outbox(outbox.requeue_interrupted)
        self.make_up_indexes()
        self.refresh(force=True)

    @property
    def actor(self) -> Actor:
        """The user as the rules see them."""
        return self._projector.actor

    def refresh(self, *, force: bool = False) -> None:
        """Take in what another process of this account wrote, and mend rows that a crash left behind."""

        def work(cache: Connection, box: Connection) -> None:
            seen = (_data_version(cache), _data_version(box))
            if seen == self._versions and not force:
                return
            self._versions = seen
            self._projector.load(cache, box)
            touched = cache.execute(
                "SELECT id FROM shown WHERE kind IN (SELECT value FROM json_each(?))"
                " AND (pending = 1 OR blocked = 1)",
                (json.dumps(sorted(LIST_KINDS)),),
            )
            pages.reproject(cache, self._projector, {row[0] for row in touched} | set(self._projector.entities()))

        self._both(work)

    def _both(self, work: Callable[[Connection, Connection], T]) -> T:
        """A cache transaction that may look into the outbox, in the write lane."""

        def inside(cache: Connection) -> T:
            with self.databases.outbox() as box:
                return work(cache, box)

        return self.databases.write_cache(inside)

    # --- the user's acts ---------------------------------------------------------------------------------------

    def act(
        self,
        *,
        command_id: str,
        method: str,
        path: str,
        kind: str | None,
        entity_id: str,
        body: bytes,
        at: str,
        close_draft: str | None = None,
        held_until: str | None = None,
    ) -> None:
        """Queue a command durably, made on the record as the mirror has it, and show it."""

        def add(box: Connection) -> None:
            with self.databases.cache() as cache:
                row = _record(cache, entity_id, kind)
            outbox.add(
                box,
                command_id=command_id,
                actor=self.actor.id,
                method=method,
                path=path,
                kind=kind,
                entity_id=entity_id,
                body=body,
                base_version=None if row is None else row[0],
                base=None if row is None else row[1],
                at=at,
                close_draft=close_draft,
                held_until=held_until,
            )

        self.databases.write_outbox(add)
        self.show_again([entity_id])

    def change_command(self, entity_id: str, work: Callable[[Connection], T]) -> T:
        """Change commands of one record in the outbox, then show what that means."""
        result = self.databases.write_outbox(work)
        self.show_again([entity_id])
        return result

    def show_again(self, entity_ids: Iterable[str]) -> None:
        """Compute the rows of these records anew, with the commands as they are now."""
        wanted = set(entity_ids)

        def work(cache: Connection, box: Connection) -> None:
            for entity_id in wanted:
                self._projector.reload(box, entity_id)
            pages.reproject(cache, self._projector, wanted)

        self._both(work)

    def show_waiting(self) -> list[str]:
        """Compute the rows of all records with acts on them anew, and return their ids: what stands around them has
        changed."""

        def work(cache: Connection, _box: Connection) -> list[str]:
            waiting = self._projector.entities()
            pages.reproject(cache, self._projector, waiting)
            return waiting

        return self._both(work)

    def mark_read(self, kind: str, record_id: str, read: bool, at: str) -> None:
        """Remember a read mark and show it."""

        def mark(box: Connection) -> None:
            if read:
                box.execute(
                    "INSERT OR REPLACE INTO read_marks (id, kind, at) VALUES (?, ?, ?)", (record_id, kind, at)
                )
            else:
                box.execute("DELETE FROM read_marks WHERE id = ?", (record_id,))

        def show(cache: Connection, _box: Connection) -> None:
            self._projector.mark_read(record_id, read)
            pages.reproject(cache, self._projector, {record_id})

        self.databases.write_outbox(mark)
        self._both(show)

    # --- what the server says ------------------------------------------------------------------------------------

    def apply_page(self, changes: Sequence[Change], cursor: str) -> Applied:
        """One page of the feed and its cursor, in one transaction."""
        return self.databases.write_cache(lambda cache: pages.apply(cache, changes, self._projector, cursor=cursor))

    def put_off_indexes(self) -> bool:
        """Before a first synchronisation: what is cheaper to make at its end is not kept meanwhile. Returns whether
        the mirror is empty."""
        return self.databases.write_cache(late_indexes.put_off)

    def make_up_indexes(self) -> None:
        """Make what was put off."""
        if self.state(late_indexes.NOTED) is not None:
            self.databases.write_cache(late_indexes.make_up)

    def begin_shadow(self) -> None:
        """Start a resync beside the mirror."""
        self.databases.write_cache(pages.begin_shadow)

    def fill_shadow(self, changes: Sequence[Change]) -> None:
        """Add a page to the resync."""
        self.databases.write_cache(lambda cache: pages.fill_shadow(cache, changes))

    def swap_shadow(self, cursor: str, *, accept_shrink: bool) -> Applied:
        """Make the mirror equal to the resync. Raises ``Rejected('resync_shrinks')``."""
        return self.databases.write_cache(
            lambda cache: pages.swap_shadow(cache, self._projector, cursor, accept_shrink=accept_shrink)
        )

    def become(self, actor: Actor) -> None:
        """The user's roles or unit have changed: every row is computed anew."""

        def work(cache: Connection, _box: Connection) -> None:
            self._projector.actor = actor
            ids = [row[0] for row in cache.execute("SELECT id FROM shown")]
            pages.reproject(cache, self._projector, ids)

        self._both(work)

    def shut_out(self, closed: str) -> None:
        """The agency shut this person out: the lease ends (``closed`` is its last contact), and every act that has
        not arrived waits for its author in Attention, should they be let in again."""

        def work(box: Connection) -> None:
            outbox.set_fact(box, "last_contact", closed)
            outbox.shut_out(box, self.actor.id)

        self.databases.write_outbox(work)

    def forget_mirror(self) -> list[str]:
        """Empty the mirror (never the outbox); returns the names of cached files, to be deleted. What was made here
        and has not arrived stays in its author's sight, without the names that went."""

        def work(cache: Connection, box: Connection) -> list[str]:
            names = [row[0] for row in cache.execute("SELECT name FROM blobs")]
            cache.execute("INSERT INTO words (words) VALUES ('delete-all')")
            cache.execute("INSERT INTO page_words (page_words) VALUES ('delete-all')")
            late_indexes.make_up(cache)
            for table in ("shown", "records", "shadow", "pages", "blobs", "sync_state"):
                cache.execute(f"DELETE FROM {table}")
            self._projector.load(cache, box)
            pages.reproject(cache, self._projector, self._projector.entities())
            return names

        return self._both(work)

    def purge(self) -> bool:
        """After removals: leave no word of what went in the index, the free pages or the write-ahead log. The mark
        that asks for it is written with the removal, so that a crash only puts it off. Returns whether it was due."""
        if self.state(pages.PURGE) is None:
            return False
        self.databases.write_cache(pages.purge)
        self.databases.checkpoint()
        return True

    def set_state(self, key: str, value: str | None) -> None:
        """Write one value of the synchronisation's memory."""
        self.databases.write_cache(lambda cache: pages.set_state(cache, key, value))

    def state(self, key: str) -> str | None:
        """Read one value of the synchronisation's memory."""
        with self.databases.cache() as cache:
            return pages.state(cache, key)

    def set_fact(self, key: str, value: str | None) -> None:
        """Remember a fact in the outbox (it outlives the cache)."""
        self.databases.write_outbox(lambda box: outbox.set_fact(box, key, value))

    def set_facts(self, facts: dict[str, str]) -> None:
        """Remember several facts by one flush to the disk; none when nothing differs."""

        def work(box: Connection) -> None:
            for key, value in facts.items():
                outbox.set_fact(box, key, value)

        if any(self.fact(key) != value for key, value in facts.items()):
            self.databases.write_outbox(work)

    def fact(self, key: str) -> str | None:
        """A remembered fact."""
        with self.databases.outbox() as box:
            return outbox.fact(box, key)

    # --- reading ---------------------------------------------------------------------------------------------------

    def record(self, kind: Kind, record_id: str) -> bytes | None:
        """The mirror's row of a record, as JSON."""
        with self.databases.cache() as cache:
            row = _record(cache, record_id, kind)
        return None if row is None else bytes(row[1])

    def children(self, parent_id: str, kind: Kind) -> list[bytes]:
        """The mirror's rows that hang under a record: files, annotations or events."""
        with self.databases.cache() as cache:
            found = cache.execute("SELECT data FROM records WHERE parent = ? AND kind = ?", (parent_id, kind))
            return [bytes(row[0]) for row in found]

    def of_kind(self, kind: Kind) -> list[bytes]:
        """Every row of a kind: by its index when it is one of the small ones, else by reading all records."""
        within = f"{SMALL_KINDS} AND " if kind in SMALL else ""
        with self.databases.cache() as cache:
            found = cache.execute(f"SELECT data FROM records WHERE {within}kind = ?", (kind,))
            return [bytes(row[0]) for row in found]

    def commands(self) -> list[Command]:
        """Every command of this person, in order."""
        with self.databases.outbox() as box:
            return [command for command in outbox.every(box) if command.actor == self.actor.id]

    def commands_of(self, entity_id: str) -> list[Command]:
        """This person's commands on one record, in order."""
        with self.databases.outbox() as box:
            return [command for command in outbox.of_entity(box, entity_id) if command.actor == self.actor.id]

    def waiting(self) -> tuple[int, int]:
        """(this person's commands still to be sent, those blocked)."""
        with self.databases.outbox() as box:
            return outbox.counts(box, self.actor.id)

    def close(self) -> None:
        """Close the databases."""
        self.databases.close()


def _record(cache: Connection, record_id: str, kind: str | None) -> tuple[int, bytes] | None:
    row: Any = cache.execute(
        "SELECT version, data FROM records WHERE id = ? AND kind = ?", (record_id, kind)
    ).fetchone()
    return None if row is None else (row[0], bytes(row[1]))


def _data_version(connection: Connection) -> int:
    found: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return found
