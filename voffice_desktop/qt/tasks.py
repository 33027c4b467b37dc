"""Work off the main thread: a callable goes to a lane, its result or error comes back in the main thread."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from voffice_desktop.errors import Bug, VofficeError

T = TypeVar("T")
Lane = Literal["read", "act", "net", "sign"]
"""``read``: longer reads of the cache, in order. ``act``: queueing of acts, in order. ``net``: whatever waits for
the network, two at a time. ``sign``: keys and tokens, which are not for several threads."""

_MOST_RECEIVERS = 64
"""So many reports of progress are listened to; older ones belong to work that is long done."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """One piece of work under way. ``cancel`` only asks: the work itself looks at ``cancelled``."""

    _stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop; neither its result nor its error is delivered any more."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether somebody asked to stop. May be asked from any thread."""
        return self._stop.is_set()


@dataclass(slots=True)
class _Pending:
    """What a job holds of the window. The main thread alone owns it: were a worker the last to let go of a function
    that holds a widget, the widget would be destroyed in the worker, which ends the process."""

    job: Job
    owner: QObject | None
    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[VofficeError], None] | None


@dataclass(slots=True)
class _Outcome:
    number: int
    result: Any = None
    error: VofficeError | None = None


@dataclass(slots=True)
class _Progress:
    number: int
    done: int
    total: int


class Tasks(QObject):
    """The lanes of the window. Make it in the main thread; ``close`` waits for nothing that has not begun."""

    _finished = Signal(object)
    _progressed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[Lane, ThreadPoolExecutor] = {
            "read": ThreadPoolExecutor(1, thread_name_prefix="ui-read"),
            "act": ThreadPoolExecutor(1, thread_name_prefix="ui-act"),
            "net": ThreadPoolExecutor(2, thread_name_prefix="ui-net"),
            "sign": ThreadPoolExecutor(1, thread_name_prefix="ui-sign"),
        }
        self._closed = False
        self._numbers = itertools.count()
        self._pending: dict[int, _Pending] = {}
        self._receivers: dict[int, tuple[Callable[[int, int], None], QObject | None]] = {}
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[VofficeError], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job:
        """Run ``work`` in ``lane``; call ``done(result)`` or ``failed(error)`` in the main thread.

        Nothing is called when the job was cancelled, when ``owner`` is gone, or after ``close``. An error that no
        floor has translated is logged with its traceback and arrives as ``Bug('unexpected')``.
        """
        job = Job()
        if self._closed:
            job.cancel()
            return job

        number = next(self._numbers)
        self._pending[number] = _Pending(job, owner, work, done, failed)
        self._lanes[lane].submit(self._step, lane, number, job)
        return job

    def _step(self, lane: Lane, number: int, job: Job) -> None:
        """Runs in the worker; what it tells the main thread holds data only."""
        outcome = _Outcome(number)
        pending = self._pending.get(number)
        if pending is not None and not job.cancelled():
            try:
                outcome.result = pending.work()
            except VofficeError as error:
                # Its frames hold whatever the work held.
                outcome.error = error.with_traceback(None)
            except Exception as error:  # the edge of the lane: nothing below may end a worker without a word
                _log.error("work in lane %s failed", lane, exc_info=error)
                outcome.error = Bug("unexpected", kind=type(error).__name__)
        del pending
        self._finished.emit(outcome)

    def progress(
        self, receive: Callable[[int, int], None], owner: QObject | None = None
    ) -> Callable[[int, int], None]:
        """A function for workers to report (done, total) with; ``receive`` is called in the main thread."""
        number = next(self._numbers)
        self._receivers[number] = (receive, owner)
        while len(self._receivers) > _MOST_RECEIVERS:
            del self._receivers[next(iter(self._receivers))]

        def report(done: int, total: int) -> None:
            self._progressed.emit(_Progress(number, done, total))

        return report

    def close(self) -> None:
        """Drop what has not begun, deliver nothing more, wait for what runs."""
        self._closed = True
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)

        self._pending.clear()
        self._receivers.clear()

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        pending = self._pending.pop(outcome.number, None)
        if pending is None or self._closed or pending.job.cancelled():
            return
        if pending.owner is not None and not shiboken6.isValid(pending.owner):
            return
        if outcome.error is not None:
            if pending.failed is not None:
                pending.failed(outcome.error)
        elif pending.done is not None:
            pending.done(outcome.result)

    @Slot(object)
    def _report(self, progress: _Progress) -> None:
        receive, owner = self._receivers.get(progress.number, (None, None))
        if receive is None or self._closed or (owner is not None and not shiboken6.isValid(owner)):
            return
        receive(progress.done, progress.total)
