"""Nudges: tells waiting streams that the head number moved, whoever moved it.

Each worker process reads the one head row a few times a second while somebody listens; a change made by this very
process is passed on at once. The stream only nudges; the feed is the truth.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging

from voffice_desktop.errors import VofficeError
from voffice_desktop.server.database import Database

_log = logging.getLogger(__name__)

READ_SECONDS = 0.4


class HeadWatcher:
    """Follows the head number for the streams of one process. Its methods but ``poke`` run in the event loop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._poked: asyncio.Event | None = None
        self._listeners: set[asyncio.Event] = set()
        self.head = 0

    def start(self) -> None:
        """Begin to follow; call within the running loop."""
        self._loop = asyncio.get_running_loop()
        self._poked = asyncio.Event()
        self._task = self._loop.create_task(self._follow())

    async def stop(self) -> None:
        """End following."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def poke(self) -> None:
        """Say, from any thread, that this process has just committed a change."""
        if self._loop is not None and self._poked is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._poked.set)

    async def wait_past(self, seq: int, timeout_seconds: float) -> bool:
        """Wait until the head is past ``seq``. False when the time ran out first."""
        # An event for each listener: a condition's lock is lost when its waiter is cancelled, as when a client goes.
        moved = asyncio.Event()
        self._listeners.add(moved)
        try:
            async with asyncio.timeout(timeout_seconds):
                while self.head <= seq:
                    moved.clear()
                    await moved.wait()
        except TimeoutError:
            return False
        finally:
            self._listeners.discard(moved)
        return True

    async def _follow(self) -> None:
        assert self._poked is not None
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._poked.wait(), READ_SECONDS)
            self._poked.clear()
            if not self._listeners:
                continue
            try:
                head = await asyncio.to_thread(self._database.head)
            except VofficeError as error:
                _log.info("head not read: %s", error)
                continue
            if head != self.head:
                self.head = head
                for listener in self._listeners:
                    listener.set()
