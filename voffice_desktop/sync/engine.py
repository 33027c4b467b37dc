"""One round of synchronisation: push before pull, and what an answer means for the account as a whole."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from voffice_desktop.blobs.files import BlobFolder
from voffice_desktop.clock import Clock
from voffice_desktop.domain import substitution
from voffice_desktop.domain.records import User
from voffice_desktop.errors import Rejected, SignInNeeded, Transient, VofficeError
from voffice_desktop.ids import new_id
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.messages import Policy, Session
from voffice_desktop.remote.calls import Remote
from voffice_desktop.store.account import Store
from voffice_desktop.store.commands import forget_discarded, set_fact
from voffice_desktop.store.engine import Connection
from voffice_desktop.sync import turn
from voffice_desktop.sync.fetching import Fetcher
from voffice_desktop.sync.news import News, Progress, Touched
from voffice_desktop.sync.pulling import Pulled, Puller
from voffice_desktop.sync.pushing import Pushed, Pusher
from voffice_desktop.vault.lease import CLOSED

_CHECK_EVERY = timedelta(days=1)
_SMALL = 20_000
"""Up to so many rows the digest is checked in every round that the user asked for."""
_CONTACT_EVERY = timedelta(minutes=1)
_KEEP_DISCARDED = timedelta(days=30)
_VIEWS_AT_ONCE = 500
_MOVED = ("slip", "incoming_document", "task", "user")
"""What looks different when the user begins or ends to stand in for somebody."""
_log = logging.getLogger(__name__)


@dataclass
class Round:
    """What one synchronisation did. ``online=False``: the server was not reached, nothing is wrong here."""

    online: bool = False
    pushed: Pushed = field(default_factory=Pushed)
    pulled: Pulled = field(default_factory=Pulled)
    cursor: str | None = None
    trouble: str = ""
    """The code of the passing trouble that kept the round from being whole."""
    retry_after: float | None = None
    """Seconds that the server asked to wait."""


class Engine:
    """Synchronises one account. Everything it needs is given; it starts no thread."""

    def __init__(
        self,
        store: Store,
        remote: Remote,
        blobs: BlobFolder,
        news: News,
        clock: Clock,
        folder: Path,
        *,
        sign_in_again: Callable[[SignInNeeded], Session | None],
    ) -> None:
        self.fetcher = Fetcher(store, remote, blobs, news, clock)
        self._store = store
        self._remote = remote
        self._news = news
        self._clock = clock
        self._lock_path = folder / "sync.lock"
        self._sign_in_again = sign_in_again
        self._pusher = Pusher(store, remote, news, clock, self.fetcher.deliver)
        self._puller = Puller(store, remote, blobs, news)
        self._guard = threading.Lock()
        self.stopped = threading.Event()
        self.on_contact: Callable[[User, Policy], None] | None = None

    def run(
        self,
        *,
        eager: bool = True,
        accept_shrink: bool = False,
        progress: Callable[[int], None] | None = None,
        patience: float = 60.0,
    ) -> Round:
        """One round. A link that fails is ``online=False``. Raises ``SignInNeeded`` when the user must act,
        ``Rejected('resync_shrinks')``, ``MachineFault``."""
        result = Round()
        with self._guard, turn.taken(self._lock_path, patience, self.stopped):
            self._store.refresh()
            self._news.publish(Progress("syncing"))
            try:
                self._round_signed_in(result, eager=eager, accept_shrink=accept_shrink, progress=progress)
                result.online = True
                self._contact()
            except Transient as error:
                result.trouble = error.code
                result.retry_after = error.retry_after
                _log.info("not synchronised: %s", error)
                self._news.publish(Progress("offline", trouble=error.code))
            except SignInNeeded:
                shut = self._store.fact("last_contact") == CLOSED
                self._news.publish(Progress("signed_out", trouble="session_closed" if shut else ""))
                raise
            except VofficeError as error:
                shrinks = (error.params["have"], error.params["left"]) if error.code == "resync_shrinks" else None
                self._news.publish(Progress("offline", trouble=error.code, shrinks=shrinks))
                raise
            else:
                self._news.publish(Progress("synced"))
        result.cursor = None if self.stopped.is_set() else self._store.state("cursor")
        return result

    def _round_signed_in(
        self, result: Round, *, eager: bool, accept_shrink: bool, progress: Callable[[int], None] | None
    ) -> None:
        try:
            self._round(result, eager=eager, accept_shrink=accept_shrink, progress=progress)
        except SignInNeeded as error:
            if error.code == "device_wiped":
                raise
            session = self._sign_in_again(error)
            if session is None:
                raise
            self._remote.exchange.token = session.token
            self._round(result, eager=eager, accept_shrink=accept_shrink, progress=progress)

    def _round(
        self, result: Round, *, eager: bool, accept_shrink: bool, progress: Callable[[int], None] | None
    ) -> None:
        self._who_am_i()
        self._pusher.run(eager=eager, into=result.pushed)
        self._deliver_views()
        self._puller.run(result.pulled, accept_shrink=accept_shrink, progress=progress or (lambda _done: None))
        if self._check_is_due(eager) and not self._puller.check():
            self._mend(result, accept_shrink)
        self._stand()
        self.fetcher.drop_uploaded()

    def _mend(self, result: Round, accept_shrink: bool) -> None:
        """The digests differ: perhaps something changed just now, else the mirror starts over."""
        self._puller.run(result.pulled, accept_shrink=accept_shrink, progress=lambda _done: None)
        if self._puller.check():
            return
        _log.info("the cache differs from the server; it is fetched anew")
        self._puller.order_resync()
        self._puller.run(result.pulled, accept_shrink=accept_shrink, progress=lambda _done: None)

    def _check_is_due(self, eager: bool) -> bool:
        checked = self._store.state("checked_at")
        now = self._clock()
        with self._store.databases.cache() as cache:
            small = int(cache.execute("SELECT coalesce(max(n), 0) FROM records").fetchone()[0]) <= _SMALL
        # A check that lies ahead was noted by a clock that has been set back since.
        due = checked is None or not now - _CHECK_EVERY <= datetime.fromisoformat(checked) <= now or (eager and small)
        if due:
            self._store.set_state("checked_at", now.isoformat())
        return due

    def _who_am_i(self) -> None:
        """Roles, unit and policy as they are now."""
        me = self._remote.me()
        raw = me.get("user") if isinstance(me.get("user"), dict) else me
        user = codec.decode(codec.encode(raw), User)
        policy = codec.decode(codec.encode(me.get("policy") or {}), Policy)
        self._store.set_facts({"user": codec.encode(user).decode(), "policy": codec.encode(policy).decode()})
        self._stand(user)
        if self.on_contact is not None:
            self.on_contact(user, policy)

    def _stand(self, user: User | None = None) -> None:
        """Be who the user is now, with those for whom the user stands in at this moment."""
        mine = user or self._person(self._store.actor.id)
        if mine is None:
            return
        actor = substitution.actor_at(mine, self._person, self._clock().isoformat())
        if actor == self._store.actor:
            return
        self._store.become(actor)
        for kind in _MOVED:
            self._news.publish(Touched(kind, frozenset()))

    def _person(self, user_id: str) -> User | None:
        raw = self._store.record("user", user_id)
        return None if raw is None else codec.decode(raw, User)

    def stand_now(self) -> None:
        """A delegation began or ended by the clock: rows and acts follow at once, also without a network."""
        self._stand()

    def _contact(self) -> None:
        now = self._clock()
        before = (now - _KEEP_DISCARDED).isoformat()

        def note(box: Connection) -> None:
            set_fact(box, "last_contact", now.isoformat())
            set_fact(box, "last_seen", now.isoformat())
            forget_discarded(box, before)

        noted = self._store.fact("last_contact")
        if noted is None or abs(now - datetime.fromisoformat(noted)) >= _CONTACT_EVERY:
            # Each costs a flush to the disk, and the lease is counted in days.
            self._store.databases.write_outbox(note)
        self._store.set_state("synced_at", now.isoformat())

    def _deliver_views(self) -> None:
        """Hand over what was viewed, printed or exported; a batch keeps its key until it has arrived."""

        def batch(box: Connection) -> tuple[str, list[dict[str, Any]]] | None:
            rows = box.execute(
                "SELECT n, batch, file_id, at, action, pages FROM views ORDER BY batch IS NULL, n LIMIT ?",
                (_VIEWS_AT_ONCE,),
            ).fetchall()
            if not rows:
                return None
            key = rows[0][1] or new_id()
            mine = (
                [row for row in rows if row[1] in (None, key)]
                if rows[0][1] is None
                else [row for row in rows if row[1] == key]
            )
            box.executemany("UPDATE views SET batch = ? WHERE n = ?", [(key, row[0]) for row in mine])
            views = [
                {"file_id": row[2], "at": row[3], "action": row[4], "pages": codec.decode(bytes(row[5]), list)}
                for row in mine
            ]
            return key, views

        with self._store.databases.outbox() as box:
            if not box.execute("SELECT EXISTS (SELECT 1 FROM views)").fetchone()[0]:
                return
        while (found := self._store.databases.write_outbox(batch)) is not None:
            key, views = found
            with contextlib.suppress(Rejected):
                # A file that is gone or no longer seen: the server knows better; the rest of the batch it took.
                self._remote.act("POST", "/audit/views", codec.encode({"views": views}), key=key)
            self._store.databases.write_outbox(partial(_forget_views, batch=key))


def _forget_views(box: Connection, batch: str) -> None:
    box.execute("DELETE FROM views WHERE batch = ?", (batch,))
