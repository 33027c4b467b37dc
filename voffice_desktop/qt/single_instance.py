"""One window program a profile: a second start brings the first one's window back instead of opening another."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1000
_SHOW = b"show\n"


class SingleInstance(QObject):
    """Listens for later starts on the same profile, for this user of the machine alone."""

    asked_to_show = Signal()

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(profile)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)

    def show_other(self) -> bool:
        """Ask a running program of this profile to show itself; false when there is none that answers."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(_SHOW)
        socket.flush()
        answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_WAIT_MS)
        socket.abort()
        return bool(answered)

    def listen(self) -> bool:
        """Be the one that later starts find. A socket that a killed program left is taken over; false: nobody will
        find this one, which then runs all the same."""
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return bool(self._server.listen(self._name))

    def close(self) -> None:
        """Be found no more."""
        self._server.close()

    def _heard(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.write(_SHOW)
            socket.flush()
            socket.disconnected.connect(socket.deleteLater)
            self.asked_to_show.emit()


def _name(profile: Path) -> str:
    """A name that tells nothing of the profile: beside the user's other sockets where the system has such a place."""
    name = "voffice-" + hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:16]
    place = os.environ.get("XDG_RUNTIME_DIR", "")
    return str(Path(place) / name) if place and Path(place).is_dir() else name
