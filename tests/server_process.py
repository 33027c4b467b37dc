"""The server as a process of its own, for tests that stop it, kill it and bring it back at the same address."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path


class ServerProcess:
    """``voffice-server serve`` over one folder (``voffice.db``, ``blobs``). The port stays over restarts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._child: subprocess.Popen[str] | None = None
        self._port = "0"
        self.url = ""

    def start(self) -> str:
        """Serve, and return the address when it answers."""
        self._child = subprocess.Popen(
            [
                *(sys.executable, "-m", "voffice_desktop.server.cli", "serve", "--port", self._port),
                *("--database", f"sqlite:///{self._folder / 'voffice.db'}"),
                *("--blobs", (self._folder / "blobs").as_uri()),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(os.environ),
            text=True,
        )
        assert self._child.stdout is not None
        self.url = str(json.loads(self._child.stdout.readline())["url"])
        self._port = self.url.rpartition(":")[2]
        return self.url

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it, by default without a warning."""
        child, self._child = self._child, None
        if child is None:
            return
        child.send_signal(how)
        child.wait(30)
        if child.stdout is not None:
            child.stdout.close()
