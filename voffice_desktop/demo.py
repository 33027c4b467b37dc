"""The demo ministry on this machine: its data, and the embedded server as a child process."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from voffice_desktop import paths
from voffice_desktop.errors import MachineFault

PASSWORD = "Mau@2026"
_STOP_WAIT = 5.0
_log = logging.getLogger(__name__)


def home() -> Path:
    """The folder of the demo ministry and of its profile."""
    return paths.data_home() / "demo"


def reset() -> None:
    """Forget the demo ministry and everything that was done in it."""
    shutil.rmtree(home(), ignore_errors=True)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        name = "voffice-server.exe" if sys.platform == "win32" else "voffice-server"
        return [str(Path(sys.executable).with_name(name))]
    return [sys.executable, "-m", "voffice_desktop.server.cli"]


class EmbeddedServer:
    """The server as a child. ``start`` blocks until it answers; ``stop`` leaves no child, also while it seeds."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or home() / "server"
        self._child: subprocess.Popen[str] | None = None
        self._stopped = False
        self._guard = threading.Lock()
        self.url = ""

    def start(self) -> str:
        """Seed once, serve on a free loopback port, and return the address.

        Raises ``MachineFault('demo_failed')`` when the server does not come up or was stopped meanwhile; what it said
        is in the log.
        """
        paths.private_folder(self._folder)
        seeded = self._folder / "seeded"
        if not seeded.exists():
            for left in self._folder.iterdir():
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            seeding = self._launch("seed", "--demo", "--credentials", str(self._folder / "keys"))
            _, said = seeding.communicate()
            if seeding.returncode:
                if not self._stopped:
                    _log.warning("seeding failed: %s", said[-2000:])
                raise MachineFault("demo_failed")
            seeded.touch()
        serving = self._launch("serve", "--port", "0")
        first = serving.stdout.readline() if serving.stdout else ""
        # What it says afterwards goes nowhere: a full pipe would hold the server up.
        threading.Thread(target=_drain, args=(serving.stderr,), name="demo-server-words", daemon=True).start()
        try:
            self.url = str(json.loads(first)["url"])
        except (ValueError, KeyError, TypeError) as error:
            self.stop()
            raise MachineFault("demo_failed") from error
        return self.url

    def stop(self) -> None:
        """End the child, whatever it does: politely, then for good. Nothing starts any more."""
        with self._guard:
            self._stopped = True
            child, self._child = self._child, None
        if child is None:
            return
        child.terminate()
        try:
            child.wait(_STOP_WAIT)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if child.stdout is not None and not child.stdout.closed:
            child.stdout.close()

    def _launch(self, *words: str) -> subprocess.Popen[str]:
        environment = dict(os.environ)
        environment["VOFFICE_DATABASE"] = f"sqlite:///{self._folder / 'voffice.db'}"
        environment["VOFFICE_BLOBS"] = (self._folder / "blobs").as_uri()
        with self._guard:
            if self._stopped:
                raise MachineFault("demo_failed")
            try:
                self._child = subprocess.Popen(
                    [*_command(), *words],
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            except OSError as error:
                raise MachineFault("demo_failed", reason=error.strerror) from error
            return self._child


def _drain(stream: IO[str] | None) -> None:
    with contextlib.suppress(OSError, ValueError):
        while stream is not None and stream.read(4096):
            pass
    if stream is not None:
        stream.close()
