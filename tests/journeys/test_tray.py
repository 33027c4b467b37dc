"""The program in a real tray: the cross puts the window away, a second start brings it back, and Thoát is the end."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.ministry import PASSWORD
from tests.stateful.small_office import small_office
from tests.virtual_screen import ask_to_close, missing_programs, virtual_screen, window_of

_TRIES = 600


@pytest.fixture
def display() -> Iterator[str]:
    missing = missing_programs("Xvfb", "xdotool", "trayer")
    if missing:
        pytest.skip(f"no tray to stand in: {', '.join(missing)} not installed")
    with virtual_screen() as made:
        tray = subprocess.Popen(["trayer"], env=os.environ | {"DISPLAY": made}, stderr=subprocess.DEVNULL)
        try:
            yield made
        finally:
            tray.terminate()
            tray.wait(20)


def until(what: Callable[[], object], says: str) -> None:
    pause = threading.Event()
    for _ in range(_TRIES):
        if what():
            return
        pause.wait(0.1)
    raise AssertionError(says)


def keys(display: str, window: int, *words: str) -> None:
    subprocess.run(
        ["xdotool", "windowfocus", "--sync", str(window), *words],
        env=os.environ | {"DISPLAY": display}, check=True, capture_output=True, timeout=60,
    )  # fmt: skip


def test_the_cross_puts_away_and_a_second_start_brings_back(display: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    private = {
        name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "TMPDIR")
    }
    surroundings = os.environ | private | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }  # fmt: skip
    program = [sys.executable, "-m", "voffice_desktop.cli", "--profile", str(tmp_path / "profile"), "--lang", "vi"]
    with small_office(tmp_path / "office") as office:
        login = ["login", "--server", office.ministry.url, "--account", "thutruong1", "--password-stdin"]
        subprocess.run([*program, *login], env=surroundings, input=PASSWORD.encode(), check=True, capture_output=True)
        first = subprocess.Popen(
            program, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        try:
            until(lambda: window_of(display, first.pid) or first.poll() is not None, "no window")
            sign_in = window_of(display, first.pid)
            assert sign_in is not None, first.communicate()
            keys(display, sign_in, "type", "--delay", "20", PASSWORD)
            keys(display, sign_in, "key", "Return")
            until(lambda: window_of(display, first.pid) not in (None, sign_in), "no main window")
            window = window_of(display, first.pid)
            assert window is not None
            own = psutil.Process(first.pid).children(recursive=True)
            ask_to_close(display, window)
            until(lambda: window_of(display, first.pid) is None, "the window is still seen")
            assert first.poll() is None
            again = subprocess.run(
                program, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, timeout=60
            )
            assert (again.returncode, again.stdout, again.stderr) == (0, b"", b"")
            until(lambda: window_of(display, first.pid) is not None, "the window did not come back")
            keys(display, window, "key", "ctrl+q")
            _, err = first.communicate(timeout=60)
        finally:
            first.kill()
    assert (first.returncode, err) == (0, b"")
    _, alive = psutil.wait_procs(own, timeout=10)
    assert alive == []
