"""The program's side of rendering: one child process, a queue whose latest wish wins, a watchdog.

``RenderClient`` is plain Python: callbacks run in its own thread and must be quick. A child that dies or hangs is
replaced at once; the request that it died of is answered with a ``Fault`` and not repeated by itself.
"""

from __future__ import annotations

import logging
import math
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from voffice_desktop import clock
from voffice_desktop.pdf import render_answers, render_limits, render_wire
from voffice_desktop.pdf.render_answers import Answer, Fault
from voffice_desktop.pdf.render_wire import Message

_log = logging.getLogger(__name__)

REQUEST_LIMIT: Final = 10.0
"""Seconds after which a request counts as hung and its child is killed."""
START_LIMIT: Final = 30.0
_CLOSE_AFTER: Final = 0.1
"""Seconds without a request after which a file that was left is closed in the child: the next one comes first."""
_LEFT_OPEN: Final = 4
"""Files left but not yet closed, from which on closing does not wait."""

OPEN, VISIBLE, COARSE, NEAR, AHEAD, FAR = 0, 2, 1, 3, 4, 5
"""Priorities: opening, visible pages (a coarse picture before the sharp one), words and links of the visible pages,
pages ahead, thumbnails and the words of the whole file."""

_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL")


@dataclass(slots=True)
class Job:
    """One request: ``group`` names the jobs of a document that a newer wish replaces together."""

    document: str
    operation: str
    params: Message
    priority: int
    done: Callable[[Answer], None]
    group: str = ""
    order: int = 0

    @property
    def target(self) -> tuple[str, str, int]:
        """What a death is blamed on."""
        return self.document, self.operation, int(self.params.get("page", -1))


@dataclass(slots=True)
class _Document:
    data: bytes
    password: str | None
    first: int = 0
    in_child: int = -1
    """The number of the child that has it open."""
    blamed: set[tuple[str, str, int]] = field(default_factory=set)


class _Died(Exception):
    """The child is gone; ``code`` says how."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def child_command() -> list[str]:
    """How to start the child: the module from source, or the program itself when frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--pdf-render"]
    return [sys.executable, "-m", "voffice_desktop.pdf.render_child"]


class RenderClient:
    """Renders pages and extracts words, links and outlines in a confined child process.

    ``start()`` at sign-in so that the first page does not wait for a process; ``stop()`` at the end.
    """

    def __init__(self, *, request_limit: float = REQUEST_LIMIT) -> None:
        self._limit = request_limit
        self._changed = threading.Condition()
        self._jobs: list[Job] = []
        self._closing: list[Job] = []
        self._running: Job | None = None
        self._documents: dict[str, _Document] = {}
        self._order = 0
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._watchdog = threading.Thread(target=self._watch, name="pdf-watchdog", daemon=True)
        self._guard = threading.Condition()
        self._deadline: float | None = None
        self._asleep_until = math.inf
        """When the watchdog looks next by itself; it is woken only for a deadline before that."""
        self._hung = False
        self._process: subprocess.Popen[bytes] | None = None
        self._shared: render_limits.SharedPixels | None = None
        self.children_started = 0

    # What the rest of the program calls -------------------------------------------------------------------------

    def start(self) -> None:
        """Start the thread and the child; does nothing when they run."""
        with self._changed:
            if self._thread is not None or self._stopping:
                return
            self._thread = threading.Thread(target=self._run, name="pdf-interactive", daemon=True)
        self._watchdog.start()
        self._thread.start()

    def stop(self) -> None:
        """End the child and the threads; waiting requests are dropped unanswered."""
        with self._changed:
            self._stopping = True
            self._jobs.clear()
            self._closing.clear()
            self._documents.clear()
            self._changed.notify_all()
            process = self._process
        with self._guard:
            self._guard.notify_all()
        if process is not None:
            process.kill()  # it holds nothing that could be lost
        if self._thread is not None:
            self._thread.join(5)
            self._watchdog.join(5)

    def open(
        self,
        document: str,
        data: bytes,
        done: Callable[[Answer], None],
        *,
        password: str | None = None,
        first: int = 0,
    ) -> None:
        """Open ``data`` under the name ``document``; ``done`` gets ``Opened`` or a ``Fault``.

        ``first`` is the page (from 0) that will be shown: the child reads it while the answer is on its way.
        """
        with self._changed:
            self._documents[document] = _Document(data, password, first)
            self._closing = [job for job in self._closing if job.document != document]
        self.submit(Job(document, "open", {}, OPEN, done))

    def close(self, document: str) -> None:
        """Forget ``document`` and everything still waiting for it; the child lets go of it when it is idle."""
        with self._changed:
            known = self._documents.pop(document, None)
            self._jobs = [job for job in self._jobs if job.document != document]
            if known is not None and not self._stopping:
                self._closing.append(Job(document, "close", {}, FAR, lambda answer: None))
                self._changed.notify_all()

    def submit(self, job: Job) -> None:
        """Queue one job."""
        with self._changed:
            if self._stopping:
                return
            self._order += 1
            job.order = self._order
            self._jobs.append(job)
            self._changed.notify_all()
        self.start()

    def replace(self, document: str, group: str, jobs: Iterable[Job]) -> None:
        """Drop the waiting jobs of ``group`` and queue these instead: what is no longer seen is not rendered.

        What is being rendered at this moment is not asked for twice.
        """
        with self._changed:
            self._jobs = [job for job in self._jobs if job.document != document or job.group != group]
            now = self._running
            for job in jobs:
                if now is not None and now.group == group and (now.document, now.params) == (document, job.params):
                    continue
                self._order += 1
                job.order, job.group = self._order, group
                self._jobs.append(job)
            self._changed.notify_all()

    def forgive(self, document: str) -> None:
        """Try again what a child died of: the user asked for it."""
        with self._changed:
            if document in self._documents:
                self._documents[document].blamed.clear()

    # The thread -------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._start_child()
        except _Died as died:
            _log.warning("render child did not start: %s", died.code)
        while True:
            with self._changed:
                job = self._next()
                if job is None:
                    break
                self._running = job
                document = self._documents.get(job.document)
            answer = self._perform(job, document)
            try:
                if answer is not None:
                    job.done(answer)
            except RuntimeError:  # the receiver is a window that was closed meanwhile
                _log.info("nobody waits any more for %s of %s", job.operation, job.document)
            with self._changed:
                self._running = None
        self._drop_child()

    def _next(self) -> Job | None:
        """The most urgent job, None at the end. The caller holds the lock."""
        while not self._stopping:
            if self._jobs:
                job = min(self._jobs, key=lambda waiting: (waiting.priority, waiting.order))
                self._jobs.remove(job)
                return job
            if not self._closing:
                self._changed.wait()
                continue
            rested = len(self._closing) >= _LEFT_OPEN or not self._changed.wait(_CLOSE_AFTER)
            if rested and self._closing and not self._jobs:
                return self._closing.pop(0)
        return None

    def _perform(self, job: Job, document: _Document | None) -> Answer | None:
        if document is None:
            if job.operation == "close":
                self._close_in_child(job)
            return None
        if job.target in document.blamed:
            return Fault("render_died")
        try:
            if job.operation != "open" and document.in_child != self.children_started:
                opened = self._open_in_child(job.document, document)
                if isinstance(opened, Fault):
                    return opened
            if job.operation == "open":
                return self._open_in_child(job.document, document)
            return self._exchange(job.operation, {**job.params, "doc": job.document})
        except _Died as died:
            if self._stopping:
                return None
            document.blamed.add(job.target)
            _log.info("render child: %s at %s", died.code, job.operation)
            self._drop_child()
            try:
                self._start_child()
            except _Died:
                return Fault("render_unavailable")
            return Fault(died.code)

    def _open_in_child(self, name: str, document: _Document) -> Answer:
        message: Message = {"doc": name, "first": document.first}
        if document.password is not None:
            message["password"] = document.password
        answer = self._exchange("open", message, document.data)
        if not isinstance(answer, Fault):
            document.in_child = self.children_started
        return answer

    def _close_in_child(self, job: Job) -> None:
        if self._process is None:
            return
        try:
            self._exchange("close", {"doc": job.document})
        except _Died:
            self._drop_child()

    def _exchange(self, operation: str, request: Message, blob: bytes = b"") -> Answer:
        if self._process is None:
            self._start_child()
        process, shared = self._process, self._shared
        if process is None or shared is None or process.stdin is None or process.stdout is None:
            raise _Died("render_died")
        memory = shared.memory
        self._order += 1
        number = self._order
        self._arm(self._limit)
        try:
            if 0 < len(blob) <= render_wire.SLOT_BYTES:  # a pipe would take it in pieces of 64 kB
                memory[: len(blob)] = blob
                request, blob = {**request, "shared": len(blob)}, b""
            render_wire.send(process.stdin, {**request, "op": operation, "id": number}, blob)
            answer, _ = render_wire.receive(process.stdout)
            if answer.get("id") != number:
                raise ValueError("answer to another request")
            return render_answers.read(operation, request, answer, lambda count: memoryview(memory)[:count])
        except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError) as error:
            raise _Died("render_timeout" if self._hung else "render_died") from error
        finally:
            self._arm(None)

    # The child --------------------------------------------------------------------------------------------------

    def _start_child(self) -> None:
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
        shared = render_limits.SharedPixels(render_wire.SLOT_BYTES)
        self._hung = False
        try:
            process = subprocess.Popen(
                [*child_command(), shared.token],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                pass_fds=shared.descriptors,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            shared.close()
            raise _Died("render_unavailable") from error
        with self._changed:
            self._process, self._shared = process, shared
            self.children_started += 1
            if self._stopping:
                process.kill()
        self._arm(START_LIMIT)
        try:
            if process.stdout is None:
                raise EOFError
            ready, _ = render_wire.receive(process.stdout)
            if not ready.get("ready"):
                raise ValueError("not ready")
        except (OSError, EOFError, ValueError) as error:
            self._drop_child()
            raise _Died("render_unavailable") from error
        finally:
            self._arm(None)

    def _drop_child(self) -> None:
        with self._changed:
            process, shared = self._process, self._shared
            self._process = self._shared = None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:  # what was buffered for a dead child goes nowhere
                        _log.debug("pipe of a dead render child closed with data")
            process.wait()
        if shared is not None:
            shared.close()

    # The watchdog -----------------------------------------------------------------------------------------------

    def _arm(self, seconds: float | None) -> None:
        """Set the deadline of what runs now, or none. Waking a thread for each page would cost more than the page."""
        with self._guard:
            self._deadline = None if seconds is None else clock.monotonic() + seconds
            if self._deadline is not None and self._deadline < self._asleep_until:
                self._guard.notify_all()

    def _watch(self) -> None:
        with self._guard:
            while not self._stopping:
                if self._deadline is None:
                    self._asleep_until = math.inf
                    self._guard.wait()
                    continue
                left = self._deadline - clock.monotonic()
                if left > 0:
                    self._asleep_until = self._deadline
                    self._guard.wait(left)
                    continue
                self._deadline = None
                self._hung = True
                if self._process is not None:
                    self._process.kill()
