"""Who hears that records look different now: published after the commit, on the thread that did it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Phase = Literal["never", "syncing", "synced", "offline", "signed_out"]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Touched:
    """These records of ``kind`` (a kind of the feed, or ``outbox``) may look different now."""

    kind: str
    ids: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the synchronisation stands."""

    phase: Phase
    done: int = 0
    total: int = 0
    trouble: str = ""
    """Code of what kept the last round from being whole."""
    shrinks: tuple[int, int] | None = None
    """(records here, records left) of a resync that waits for the user's word."""


Item = Touched | Progress


class News:
    """A list of listeners. One that raises is logged and does not keep the others from hearing."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Item], None]] = []
        self._guard = threading.Lock()

    def subscribe(self, listener: Callable[[Item], None]) -> Callable[[], None]:
        """Hear every item from now on; returns the function that ends it."""
        with self._guard:
            self._listeners.append(listener)

        def end() -> None:
            with self._guard:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return end

    def publish(self, item: Item) -> None:
        """Tell everybody."""
        with self._guard:
            listeners = list(self._listeners)
        for listener in listeners:
            try:
                listener(item)
            except Exception:
                # A boundary: a screen's mistake must not stop the synchronisation.
                _log.exception("a listener failed")

    def touched(self, found: dict[str, set[str]]) -> None:
        """Publish what a commit touched, one item a kind."""
        for kind, ids in found.items():
            self.publish(Touched(kind, frozenset(ids)))
