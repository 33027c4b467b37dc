"""``voffice-desktop`` as a process with a real window: it shows, and ends with exit 0 and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.virtual_screen import ask_to_close, missing_programs, virtual_screen, window_of

_TRIES = 600


@pytest.fixture
def display() -> Iterator[str]:
    missing = missing_programs("Xvfb", "xdotool")
    if missing:
        pytest.skip(f"no screen for a real window: {', '.join(missing)} not installed")
    with virtual_screen() as made:
        yield made


def shown(display: str, child: subprocess.Popen[bytes]) -> int:
    pause = threading.Event()
    for _ in range(_TRIES):
        found = window_of(display, child.pid)
        if found is not None:
            return found
        assert child.poll() is None, child.returncode
        pause.wait(0.1)
    raise AssertionError("no window")


@pytest.mark.parametrize("how", ["cross", "terminate"])
def test_the_window_opens_and_ends_without_a_trace(display: str, tmp_path: Path, how: str) -> None:
    private = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "TMPDIR")}
    tmp_path.chmod(0o700)
    profile = tmp_path / "profile"
    child = subprocess.Popen(
        [
            *(sys.executable, "-m", "voffice_desktop.cli", "--profile", str(profile)),
            *("--server", "http://127.0.0.1:9", "--lang", "vi", "--touch"),
        ],
        env=os.environ
        | private
        | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        window = shown(display, child)
        own = psutil.Process(child.pid).children(recursive=True)
        if how == "cross":
            ask_to_close(display, window)
        else:
            child.send_signal(signal.SIGTERM)
        out, err = child.communicate(timeout=60)
    finally:
        child.kill()
    assert child.returncode == 0, err.decode()
    assert (out, err) == (b"", b"")
    _, alive = psutil.wait_procs(own, timeout=10)
    assert alive == []
    loose = [path for path in profile.rglob("*") if path.stat().st_mode & 0o077]
    assert loose == []
