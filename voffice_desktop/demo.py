"""The demo ministry on this machine: its data, and the embedded server as a child process."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

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
    """The server as a child. ``start`` blocks until it answers; ``stop`` leaves no child behind."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or home() / "server"
        self._child: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self) -> str:
        """Seed once, serve on a free loopback port, and return the address.

        Raises ``MachineFault('demo_failed')`` when the server does not come up; what it said is in the log.
        """
        paths.private_folder(self._folder)
        environment = dict(os.environ)
        environment["VOFFICE_DATABASE"] = f"sqlite:///{self._folder / 'voffice.db'}"
        environment["VOFFICE_BLOBS"] = (self._folder / "blobs").as_uri()
        seeded = self._folder / "seeded"
        try:
            if not seeded.exists():
                for left in self._folder.iterdir():
                    shutil.rmtree(left) if left.is_dir() else left.unlink()
                done = subprocess.run(
                    [*_command(), "seed", "--demo", "--credentials", str(self._folder / "keys")],
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                if done.returncode:
                    _log.warning("seeding failed: %s", done.stderr[-2000:])
                    raise MachineFault("demo_failed")
                seeded.touch()
            self._child = subprocess.Popen(
                [*_command(), "serve", "--port", "0"],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        except OSError as error:
            raise MachineFault("demo_failed", reason=error.strerror) from error
        said = self._child.stdout.readline() if self._child.stdout else ""
        try:
            self.url = str(json.loads(said)["url"])
        except (ValueError, KeyError, TypeError) as error:
            self.stop()
            raise MachineFault("demo_failed") from error
        return self.url

    def stop(self) -> None:
        """End the child: politely, then for good."""
        child, self._child = self._child, None
        if child is None:
            return
        child.terminate()
        try:
            child.wait(_STOP_WAIT)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if child.stdout is not None:
            child.stdout.close()
