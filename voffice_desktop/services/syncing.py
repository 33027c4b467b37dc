"""The state of synchronisation for screens, and the few threads that keep an account fresh by itself."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable

from voffice_desktop.clock import Clock, monotonic
from voffice_desktop.domain.records import KINDS, Kind
from voffice_desktop.errors import Transient, VofficeError
from voffice_desktop.remote.calls import Remote
from voffice_desktop.services.desk import Listener, Progress
from voffice_desktop.services.directory import StoredDirectory
from voffice_desktop.services.filing import StoredFiles
from voffice_desktop.services.lists import StoredLists
from voffice_desktop.services.values import Changed, SyncReport, SyncStatus
from voffice_desktop.store.account import Store
from voffice_desktop.sync import news
from voffice_desktop.sync.engine import Engine, Round
from voffice_desktop.sync.loop import Loop
from voffice_desktop.sync.news import News, Touched

_PATIENCE = "patience"
_CLOCK_SLACK = 300
"""Seconds by which clocks may differ without a word."""
_FETCHED_AT_ONCE = 40
"""Files wanted after a round; the next round asks again."""


class StoredSyncing:
    """See :class:`voffice_desktop.services.desk.Syncing`."""

    def __init__(
        self,
        store: Store,
        remote: Remote,
        engine: Engine,
        spread: News,
        lists: StoredLists,
        directory: StoredDirectory,
        files: StoredFiles,
        clock: Clock,
    ) -> None:
        self.store = self._store = store
        self.remote = remote
        self.fetcher = engine.fetcher
        self._engine = engine
        self._lists = lists
        self._directory = directory
        self._clock = clock
        self._loop: Loop | None = None
        self._fetches = FetchLane(files, engine.stopped)
        self._fetches.more = self.fetch_wanted
        self._listeners: list[Listener] = []
        self._guard = threading.Lock()
        self._progress = news.Progress("never" if store.state("synced_at") is None else "synced")
        self._offline_since: str | None = None
        self.cache_files: Callable[[], bool] = lambda: True
        """Whether policy and user let files be fetched by rule now."""
        self.metered: Callable[[], bool] = lambda: False
        spread.subscribe(self._heard)

    def status(self) -> SyncStatus:
        """What the chip says now."""
        pending, blocked = self._store.waiting()
        phase = self._progress.phase
        return SyncStatus(
            state=phase,
            at=self._store.state("synced_at"),
            offline_since=self._offline_since if phase == "offline" else None,
            done=self._progress.done,
            total=self._progress.total,
            pending=pending,
            blocked=blocked,
            trouble=self._progress.trouble if phase in ("offline", "signed_out") else "",
            shrinks=self._progress.shrinks,
            clock_off=self._clock_off(),
        )

    def _clock_off(self) -> int:
        there = self.remote.exchange.server_now()
        ahead = 0 if there is None else round((self._clock() - there).total_seconds())
        return ahead if abs(ahead) > _CLOCK_SLACK else 0

    def offline(self) -> bool:
        """Whether the last contact failed and none has succeeded since."""
        return self._offline_since is not None or self._progress.phase == "signed_out"

    def now(self) -> None:
        """Ask for a round."""
        if self._loop is not None:
            self._loop.ask()

    def wake(self) -> None:
        """Something waits to be sent; it goes with the next round, which comes soon."""
        if self._loop is not None:
            self._loop.ask(eager=False)

    def run(self, progress: Progress | None = None) -> SyncReport:
        """One round, waited for."""
        return self.round(progress=progress)

    def round(self, *, progress: Progress | None = None, accept_shrink: bool = False) -> SyncReport:
        """One round; ``accept_shrink`` agrees to a resync that drops more than a fifth of the cache."""
        told: Callable[[int], None] | None = None
        if progress is not None:
            told = lambda done: progress(done, 0)  # noqa: E731 - a bound name keeps the type plain
        done = self._engine.run(accept_shrink=accept_shrink, progress=told)
        return report_of(done)

    def start(self) -> None:
        """Begin to synchronise by itself."""
        if self._loop is None:
            self._loop = Loop(
                self._engine,
                self.remote,
                self._after,
                clock=self._clock,
                kept=lambda: self._store.fact(_PATIENCE),
                keep=lambda text: self._store.set_fact(_PATIENCE, text),
            )
            self._loop.metered = self.metered
            self._fetches.start()
            self._loop.start()

    def _after(self, _done: Round) -> None:
        self.fetch_wanted()

    def fetch_wanted(self) -> None:
        """Queue what the rule wants now; files of a trip come first and also over a metered connection."""
        if self._loop is not None:
            self._fetches.refill(_FETCHED_AT_ONCE, by_rule=self.cache_files())

    def accept_shrink(self) -> None:
        """The user agrees to a resync that drops more than a fifth. Blocks: call it off the main thread."""
        self.round(accept_shrink=True)

    def stop(self) -> None:
        """End every thread; 3 seconds at most."""
        self._engine.stopped.set()
        started = monotonic()
        if self._loop is not None:
            self._loop.stop(2.0)
        self._fetches.stop(max(0.1, 3.0 - (monotonic() - started)))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of changes and states."""
        with self._guard:
            self._listeners.append(listener)

        def end() -> None:
            with self._guard:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return end

    def _heard(self, item: news.Item) -> None:
        if isinstance(item, Touched):
            self._lists.forget_counts()
            if item.kind in ("user", "unit", "recipient", "book"):
                self._directory.forget(item.kind)
            for kind, ids in self._shown_kinds(item).items():
                self._tell(Changed(kind, frozenset(ids)))
            if item.kind == "outbox":
                self._tell(self.status())
            return
        if item.shrinks is not None:
            # The server is there; what it says waits for a decision.
            self._offline_since = None
        elif item.phase == "offline" and self._progress.phase != "offline" and self._offline_since is None:
            self._offline_since = self._clock().isoformat()
        elif item.phase == "synced":
            self._offline_since = None
        self._progress = item
        self._tell(self.status())

    def _shown_kinds(self, item: Touched) -> dict[Kind, set[str]]:
        """The kinds that screens know: records themselves, or those whose files, events or notes changed."""
        known = next((kind for kind in KINDS if kind == item.kind), None)
        if known is not None:
            return {known: set(item.ids)}
        found: dict[Kind, set[str]] = {}
        with self._store.databases.cache() as cache:
            rows = cache.execute(
                "SELECT kind, id FROM shown WHERE id IN (SELECT value FROM json_each(?1)) UNION ALL"
                " SELECT s.kind, s.id FROM records f JOIN shown s ON s.id = f.parent WHERE f.kind = 'file'"
                " AND f.id IN (SELECT value FROM json_each(?1))",
                (json.dumps(sorted(item.ids)),),
            )
            for kind, record_id in rows:
                found.setdefault(kind, set()).add(record_id)
        return found

    def _tell(self, what: Changed | SyncStatus) -> None:
        with self._guard:
            listeners = list(self._listeners)
        for listener in listeners:
            listener(what)


def report_of(done: Round) -> SyncReport:
    """The report that the command line prints."""
    return SyncReport(
        online=done.online,
        received=done.pulled.received,
        removed=done.pulled.removed,
        sent=done.pushed.sent,
        blocked=done.pushed.blocked + done.pulled.blocked,
        cursor=done.cursor,
    )


class FetchLane:
    """Two daemon threads that fetch wanted files; a file that fails is left for another round."""

    def __init__(self, files: StoredFiles, stopped: threading.Event) -> None:
        self._files = files
        self._stopped = stopped
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._queued: set[str] = set()
        self._guard = threading.Lock()
        self.more: Callable[[], None] = lambda: None
        self._threads = [threading.Thread(target=self._work, name=f"fetch-{n}", daemon=True) for n in (1, 2)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def refill(self, most: int, *, by_rule: bool) -> None:
        """Queue what is wanted and not queued yet: files of a trip, and with ``by_rule`` those that come unasked."""
        for file_id in self._files.wanted(most if by_rule else 0):
            with self._guard:
                if file_id in self._queued:
                    continue
                self._queued.add(file_id)
            self._queue.put(file_id)

    def stop(self, patience: float) -> None:
        """End both threads; a download in flight stops at its next piece."""
        for _thread in self._threads:
            self._queue.put(None)
        until = monotonic() + patience
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.05, until - monotonic()))

    def _work(self) -> None:
        while (file_id := self._queue.get()) is not None:
            if self._stopped.is_set():
                return
            try:
                if not self._files.paused() and self._files.fetch_by_rule(file_id, self._halted):
                    self._ask_for_more()
            except Transient:
                # The link failed: the round that notices its return wants these files again.
                self._forget_rest()
            except VofficeError:
                continue
            finally:
                with self._guard:
                    self._queued.discard(file_id)

    def _ask_for_more(self) -> None:
        """What was queued is nearly done: there may be more than was queued at once."""
        if self._queue.empty():
            self.more()

    def _halted(self) -> bool:
        return self._stopped.is_set() or self._files.paused()

    def _forget_rest(self) -> None:
        while True:
            try:
                file_id = self._queue.get_nowait()
            except queue.Empty:
                return
            if file_id is None:
                self._queue.put(None)
                return
            with self._guard:
                self._queued.discard(file_id)
