"""Synchronising by itself: nudges from the server, a timer as a net, and a look-out for its return.

Two threads: ``sync`` runs the rounds, ``nudge`` holds the stream. Both end within the time that ``stop`` is given.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable

from voffice_desktop.clock import Clock, monotonic
from voffice_desktop.errors import SignInNeeded, Transient, VofficeError
from voffice_desktop.remote.calls import Nudges, Remote
from voffice_desktop.sync import backoff
from voffice_desktop.sync.backoff import Patience
from voffice_desktop.sync.engine import Engine, Round

TIMER = 60.0
METERED_TIMER = 600.0
OFFLINE_POLL = 2.0
_LONG_OFFLINE = 300.0
_LONG_OFFLINE_POLL = 5.0
_NUDGE_SPREAD = 0.3
"""Seconds within which clients spread the round that follows a nudge."""
_SERVER_ANSWERED = frozenset({"server_error", "too_many_requests"})
_log = logging.getLogger(__name__)


class Loop:
    """The threads of one account."""

    def __init__(
        self,
        engine: Engine,
        remote: Remote,
        after: Callable[[Round], None],
        *,
        clock: Clock,
        kept: Callable[[], str | None],
        keep: Callable[[str | None], None],
    ) -> None:
        self._engine = engine
        self._remote = remote
        self._after = after
        """Called after each round on the sync thread (to fetch files by rule, for example)."""
        self._clock = clock
        self._kept = kept
        self._keep = keep
        """The memory of failures, which outlives the program."""
        self.metered: Callable[[], bool] = lambda: False
        """Whether the connection is paid by volume: the timer then runs slower, nudges stay."""
        self._wake = threading.Condition()
        self._wanted = True
        self._eager = True
        self._stopping = False
        self._online = threading.Event()
        self._nudges: Nudges | None = None
        self._threads = [
            threading.Thread(target=self._rounds, name="sync", daemon=True),
            threading.Thread(target=self._listen, name="nudge", daemon=True),
        ]

    def start(self) -> None:
        """Begin with a round at once."""
        for thread in self._threads:
            thread.start()

    def ask(self, *, eager: bool = True) -> None:
        """Want a round soon. ``eager``: also send what waits for a later time (the user asked)."""
        with self._wake:
            self._wanted = True
            self._eager = self._eager or eager
            self._wake.notify_all()

    def stop(self, patience: float = 2.5) -> None:
        """End both threads; a round in flight is left to its time-out after ``patience`` seconds."""
        self._engine.stopped.set()
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        self._online.set()
        if self._nudges is not None:
            self._nudges.stop()
        until = monotonic() + patience
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.05, until - monotonic()))

    def _rounds(self) -> None:
        waited = Patience.read(self._kept()).seconds(self._clock())
        if waited:
            # The last start ended in failures: the wait that was due then still is, unless somebody asks.
            with self._wake:
                self._wanted = False
            self._rest(waited)
        offline_since: float | None = None
        while True:
            with self._wake:
                if self._stopping:
                    return
                eager, self._wanted, self._eager = self._eager, False, False
            try:
                done = self._engine.run(eager=eager, patience=10.0)
            except SignInNeeded:
                self._online.clear()
                self._rest(self._timer())
            except VofficeError as error:
                _log.info("a round ended early: %s", error)
                self._rest(self._failed(error.retry_after if isinstance(error, Transient) else None))
            else:
                if done.online:
                    offline_since = None
                    self._keep(None)
                    self._online.set()
                    self._after(done)
                    self._rest(self._timer())
                    continue
                self._online.clear()
                pause = self._failed(done.retry_after)
                if done.trouble in _SERVER_ANSWERED:
                    # It answers, but not well: asking more often would not help it.
                    self._rest(pause)
                    continue
                offline_since = offline_since or monotonic()
                self._look_out(offline_since)

    def _timer(self) -> float:
        return (METERED_TIMER if self.metered() else TIMER) * random.uniform(0.8, 1.2)

    def _failed(self, retry_after: float | None) -> float:
        """Note one more failure in a row; the seconds to wait."""
        patience = Patience.read(self._kept()).after_failure(self._clock(), retry_after)
        self._keep(patience.text())
        return patience.seconds(self._clock())

    def _rest(self, seconds: float) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._wanted or self._stopping, timeout=seconds)

    def _look_out(self, since: float) -> None:
        """Wait until the server answers again, or until somebody asks."""
        while True:
            long = monotonic() - since > _LONG_OFFLINE
            pause = (_LONG_OFFLINE_POLL if long else OFFLINE_POLL) * random.uniform(0.85, 1.15)
            with self._wake:
                if self._wake.wait_for(lambda: self._wanted or self._stopping, timeout=pause):
                    return
            if self._remote.health(timeout=2.0):
                with self._wake:
                    # What waited for a later time waited for exactly this.
                    self._eager = True
                return

    def _listen(self) -> None:
        failures = 0
        while True:
            self._online.wait()
            if self._stopping:
                return
            try:
                with self._remote.nudges() as nudges:
                    self._nudges = nudges
                    if self._engine.stopped.is_set():
                        return
                    failures = 0
                    nudges.listen(self._nudged)
            except VofficeError as error:
                _log.info("no nudges: %s", error)
            finally:
                self._nudges = None
            failures += 1
            with self._wake:
                if self._wake.wait_for(lambda: self._stopping, timeout=min(30.0, backoff.wait(failures) / 2)):
                    return

    def _nudged(self) -> None:
        with self._wake:
            if self._wake.wait_for(lambda: self._stopping, timeout=random.uniform(0, _NUDGE_SPREAD)):
                return
        self.ask(eager=False)
