"""The one object that brings news of worker threads to the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from voffice_desktop.domain.records import Kind
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import Changed, SyncStatus

_QUIET = 40
"""Milliseconds between two rounds of news: the eye sees no difference, a storm of changes costs no frame."""


class Bridge(QObject):
    """Publishes ``Changed`` and the newest ``SyncStatus`` in the main thread.

    The first news comes at once; what follows within a moment is gathered, one ``Changed`` a kind, so that thousands
    of changes a second neither fill the event queue nor freeze the window.

    Lambdas and slots of plain objects would run in the emitting worker; only a queued connection to a slot of a
    QObject of the main thread is safe. Make it in the main thread and close it before the desk.
    """

    changed = Signal(object)
    """A ``Changed`` after its commit."""
    status = Signal(object)
    """The newest ``SyncStatus``."""
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end: Callable[[], None] | None = None
        self._guard = threading.Lock()
        self._changes: dict[Kind, frozenset[str] | set[str]] = {}
        self._status: SyncStatus | None = None
        self._posted = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self._flush)
        self._arrived.connect(self._wake, Qt.ConnectionType.QueuedConnection)

    def listen(self, desk: Desk) -> None:
        """Hear of everything that ``desk`` publishes; an earlier desk is let go."""
        self.close()
        self._end = desk.sync.subscribe(self._hear)

    def close(self) -> None:
        """Hear no more; what is still on its way is dropped."""
        if self._end is not None:
            self._end()
            self._end = None
        with self._guard:
            self._changes.clear()
            self._status = None

    def _hear(self, news: Changed | SyncStatus) -> None:
        """On any thread: gather, and wake the main thread once."""
        with self._guard:
            if isinstance(news, SyncStatus):
                self._status = news
            elif not news.ids:
                # No ids: every record of the kind may look different.
                self._changes[news.kind] = frozenset()
            else:
                known = self._changes.setdefault(news.kind, set())
                if isinstance(known, set):
                    known |= news.ids
            if self._posted:
                return
            self._posted = True
        self._arrived.emit()

    @Slot()
    def _wake(self) -> None:
        if not self._quiet.isActive():
            self._flush()

    @Slot()
    def _flush(self) -> None:
        with self._guard:
            changes, self._changes = self._changes, {}
            status, self._status = self._status, None
            self._posted = False
        if self._end is None or not (changes or status):
            return
        self._quiet.start()
        for kind, ids in changes.items():
            self.changed.emit(Changed(kind, frozenset(ids)))
        if status is not None:
            self.status.emit(status)
