"""Work off the main thread: a callable goes to a lane, its result or error comes back in the main thread."""

from __future__ import annotations

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
class _Outcome:
    job: Job
    owner: QObject | None
    deliver: Callable[[], None]


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
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

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

        def step() -> None:
            if job.cancelled():
                return
            try:
                result = work()
            except VofficeError as error:
                self._finished.emit(_Outcome(job, owner, _call(failed, error)))
            except Exception as error:  # the edge of the lane: nothing below may end a worker without a word
                _log.error("work in lane %s failed", lane, exc_info=error)
                wrapped = Bug("unexpected", kind=type(error).__name__)
                self._finished.emit(_Outcome(job, owner, _call(failed, wrapped)))
            else:
                self._finished.emit(_Outcome(job, owner, _call(done, result)))

        self._lanes[lane].submit(step)
        return job

    def progress(
        self, receive: Callable[[int, int], None], owner: QObject | None = None
    ) -> Callable[[int, int], None]:
        """A function for workers to report (done, total) with; ``receive`` is called in the main thread."""
        job = Job()

        def report(done: int, total: int) -> None:
            self._progressed.emit(_Outcome(job, owner, lambda: receive(done, total)))

        return report

    def close(self) -> None:
        """Drop what has not begun, deliver nothing more, wait for what runs."""
        self._closed = True
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        if self._closed or outcome.job.cancelled():
            return
        if outcome.owner is not None and not shiboken6.isValid(outcome.owner):
            return
        outcome.deliver()


def _call(function: Callable[[Any], None] | None, value: Any) -> Callable[[], None]:
    def deliver() -> None:
        if function is not None:
            function(value)

    return deliver
