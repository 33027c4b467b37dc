"""The one object that brings news of worker threads to the main thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import Changed, SyncStatus


class Bridge(QObject):
    """Publishes ``Changed`` and ``SyncStatus`` in the main thread, in the order in which they came.

    Lambdas and slots of plain objects would run in the emitting worker; only a queued connection to a slot of a
    QObject of the main thread is safe. Make it in the main thread and close it before the desk.
    """

    changed = Signal(object)
    """A ``Changed`` after its commit."""
    status = Signal(object)
    """The newest ``SyncStatus``."""
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end: Callable[[], None] | None = None
        self._arrived.connect(self._publish, Qt.ConnectionType.QueuedConnection)

    def listen(self, desk: Desk) -> None:
        """Hear of everything that ``desk`` publishes; an earlier desk is let go."""
        self.close()
        self._end = desk.sync.subscribe(self._arrived.emit)

    def close(self) -> None:
        """Hear no more; what is still on its way is dropped."""
        if self._end is not None:
            self._end()
            self._end = None

    @Slot(object)
    def _publish(self, news: Changed | SyncStatus) -> None:
        if self._end is None:
            return
        if isinstance(news, Changed):
            self.changed.emit(news)
        else:
            self.status.emit(news)
