"""Batch children: named jobs on untrusted bytes, each in a process that may die without harm.

A `Children` keeps a few warm processes (loading pikepdf and MuPDF costs more than most jobs) and hands each caller
one at a time, so that fifty requests at once need the memory of ``size`` children. Safe to call from any thread.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from voffice_desktop.errors import Bug, DocumentFault, MachineFault
from voffice_desktop.pdf import pipes
from voffice_desktop.pdf.limits import PROFILES, ChildLimits

_ROOT = Path(__file__).resolve().parent.parent.parent
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from voffice_desktop.pdf.child import main; sys.exit(main())"
)


class Children:
    """A pool of at most ``size`` working children, of all profiles together. Close it, or use it in ``with``."""

    def __init__(self, size: int | None = None, *, spares: bool = True) -> None:
        self._free = size or max(2, min(8, os.cpu_count() or 2))
        self._spares = spares
        self._idle: dict[str, list[_Child]] = {name: [] for name in PROFILES}
        self._busy: set[_Child] = set()
        self._changed = threading.Condition()
        self._closed = False

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self, *profiles: str) -> None:
        """Start one idle child of each profile now, so that the first caller does not wait for it."""
        for profile in profiles:
            with self._changed:
                if self._closed or self._idle[profile]:
                    continue
                self._idle[profile].append(_Child(profile))

    def pids(self) -> frozenset[int]:
        """Process ids of the children that stand now."""
        with self._changed:
            idle = [child for kept in self._idle.values() for child in kept]
            return frozenset(child.pid for child in (*idle, *self._busy))

    def run(
        self, profile: str, job: str, params: dict[str, Any], blobs: tuple[bytes, ...] = ()
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Do ``job`` in a child of ``profile``; gives its result and its blobs.

        Raises `DocumentFault` with the job's own code, ``pdf_too_heavy`` when a limit ended the child, or
        ``pdf_reader_died`` when the document crashed it; `MachineFault` when no child can be started.
        """
        child = self._take(profile)
        reusable = False
        try:
            answer, out = child.perform(job, params, blobs)
            reusable = "fault" not in answer and not child.spent(answer)
        finally:
            self._give_back(child, reusable)
        if "fault" in answer:
            raise DocumentFault(str(answer["fault"]), **_plain(answer.get("params")))
        result = answer.get("result")
        if not isinstance(result, dict):
            raise DocumentFault("pdf_reader_died")
        return result, out

    def close(self) -> None:
        """End all children, working ones too: their callers get ``pdf_reader_died``."""
        with self._changed:
            self._closed = True
            doomed = [child for idle in self._idle.values() for child in idle]
            for idle in self._idle.values():
                idle.clear()
            for child in self._busy:  # their callers see the pipe end, and reap them
                child.kill()
            self._changed.notify_all()
        for child in doomed:
            child.end()

    def _take(self, profile: str) -> _Child:
        if profile not in PROFILES:
            raise Bug("unknown_pdf_profile", profile=profile)
        with self._changed:
            while self._free == 0 and not self._closed:
                self._changed.wait()
            if self._closed:
                raise MachineFault("pdf_children_closed")
            idle = self._idle[profile]
            child = None
            while idle and child is None:
                candidate = idle.pop()
                if candidate.alive:
                    child = candidate
                else:
                    candidate.end()
            child = child or _Child(profile)
            self._free -= 1
            self._busy.add(child)
            return child

    def _give_back(self, child: _Child, reusable: bool) -> None:
        keep = False
        with self._changed:
            self._busy.discard(child)
            self._free += 1
            idle = self._idle[child.profile]
            if reusable and not self._closed:
                idle.append(child)
                keep = True
            elif self._spares and not self._closed and not idle:
                # Its successor warms up while nobody waits for it; a caller that comes sooner starts its own.
                with contextlib.suppress(MachineFault):
                    idle.append(_Child(child.profile))
            self._changed.notify()
        if not keep:
            child.end()


@contextlib.contextmanager
def borrowed(children: Children | None) -> Iterator[Children]:
    """``children`` itself, or, for a caller without a pool, one for this block alone."""
    if children is not None:
        yield children
        return
    with Children(1, spares=False) as own:
        yield own


class _Child:
    """One process. Used by one caller at a time."""

    def __init__(self, profile: str) -> None:
        self.profile = profile
        self.limits: ChildLimits = PROFILES[profile]
        self._done = 0
        self._overdue = False
        self._killed = False
        try:
            self._process = subprocess.Popen(
                _command(profile),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,
                creationflags=0x08000000 if sys.platform == "win32" else 0,  # CREATE_NO_WINDOW
            )
        except OSError as error:
            raise MachineFault("pdf_child_unavailable", cause=error.strerror or "") from error

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def spent(self, answer: dict[str, Any]) -> bool:
        """Whether it has done its share of jobs, or grew so much that the next one might hit the limit."""
        peak = answer.get("peak")
        grown = isinstance(peak, int) and peak > self.limits.memory // 3
        return self._done >= self.limits.jobs or grown

    def perform(
        self, job: str, params: dict[str, Any], blobs: tuple[bytes, ...]
    ) -> tuple[dict[str, Any], list[bytes]]:
        self._done += 1
        watchdog = threading.Timer(self.limits.wall, self._expire)
        watchdog.daemon = True
        watchdog.start()
        try:
            pipes.send(_open(self._process.stdin), {"job": job, "params": params}, blobs)
            return pipes.receive(_open(self._process.stdout), self.limits.reply)
        except (OSError, ValueError, pipes.BrokenFrame) as error:
            raise self._fault() from error
        finally:
            watchdog.cancel()

    def end(self) -> None:
        """Kill it (its whole session, where there is one) and reap it."""
        if self.alive:
            self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                _open(pipe).close()
        self._process.wait()

    def _expire(self) -> None:
        self._overdue = True
        self.kill()

    def kill(self) -> None:
        """End the process and its session; the caller that uses it notices."""
        self._killed = True
        if sys.platform == "win32":
            self._process.kill()
            return
        import signal

        # Programs that it started (OCR) belong to its session and go with it.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _fault(self) -> DocumentFault:
        """Which limit ended it, as far as the system tells."""
        try:
            code = self._process.wait(2.0)  # the pipe may end a moment before the process does
        except subprocess.TimeoutExpired:
            self.kill()
            code = self._process.wait()
        if self._overdue:
            return DocumentFault("pdf_too_heavy", limit="time")
        if self._killed:
            return DocumentFault("pdf_reader_died")
        if sys.platform != "win32":
            import signal

            if code in (-signal.SIGXCPU, -signal.SIGKILL):
                return DocumentFault("pdf_too_heavy", limit="cpu")
        return DocumentFault("pdf_reader_died", exit=code)


def _command(profile: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--pdf-child", profile]
    # Isolated mode: no PYTHON* variables, no user site, no current folder on the path.
    return [sys.executable, "-I", "-W", "ignore", "-c", _START, str(_ROOT), profile]


def _environment() -> dict[str, str]:
    """Nothing of the parent's environment but what the system needs to start a program at all."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "_PYI_ARCHIVE_FILE") if name in os.environ}
    return kept | {
        "LANG": "C.UTF-8",
        # Threads of number libraries and of malloc each reserve address space, which is limited.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
        "MALLOC_ARENA_MAX": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise Bug("pdf_child_without_pipe")
    return pipe


def _plain(params: object) -> dict[str, Any]:
    """What a child says about a fault, kept to short plain values: it may have been taken over."""
    if not isinstance(params, dict):
        return {}
    return {
        str(name): value if isinstance(value, int | float | bool) else str(value)[:200]
        for name, value in params.items()
        if str(name).isidentifier() and name not in ("code", "self")
    }
