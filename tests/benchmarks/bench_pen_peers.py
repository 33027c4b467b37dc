"""The pen beside Xournal++ on one X server: from a moved pointer to a changed pixel, the same hand for both.

Both run in a window on Xvfb without a compositor and are moved by the XTEST extension; a pixel ahead of the pen is
read until it changes. What is measured is thus input, program and screen together, as a person's eye has it.
Without Xvfb, xournalpp or xdotool there is nothing to compare, and no figure.
"""

from __future__ import annotations

import ctypes
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.figures import Figure

_ROOT = Path(__file__).resolve().parents[2]
_STEPS = 150
_STEP = 6
"""Pixels between two places of the pointer."""


class _Screen:
    """The pointer and the pixels of one X display."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XGetImage.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(name.encode()))
        if not self._display.value:
            raise OSError("no display")
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def move(self, x: int, y: int) -> None:
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def press(self, down: bool) -> None:
        self._test.XTestFakeButtonEvent(self._display, 1, int(down), ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def pixels(self, x: int, y: int, side: int = 5) -> bytes:
        """The colours of a square around a place."""
        image = self._x.XGetImage(
            self._display, self._root, x - side // 2, y - side // 2, side, side, ctypes.c_ulong(0xFFFFFF), 2
        )
        if not image:
            return b""
        # struct _XImage: four ints, then the pointer to the data after padding to 8 bytes.
        data = ctypes.cast(image + 16, ctypes.POINTER(ctypes.c_void_p))[0]
        found = ctypes.string_at(data, side * side * 4) if data else b""
        ctypes.CDLL("libX11.so.6").XDestroyImage(ctypes.c_void_p(image))
        return found

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


@contextmanager
def _display() -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1200x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield ":" + told.readline().strip()
    finally:
        server.terminate()
        server.wait(10)


def _writing(screen: _Screen) -> list[float]:
    """Seconds from each move of the held pointer to the first changed pixel at its place."""
    taken: list[float] = []
    x, y = 450.0, 420.0
    screen.move(int(x), int(y))
    time.sleep(0.3)
    screen.press(True)
    time.sleep(0.05)
    try:
        for step in range(_STEPS):
            angle = step * 0.09
            x += _STEP * math.cos(angle) + 0.35 * math.cos(step * 0.02)
            y += _STEP * math.sin(angle) + 0.55
            before = screen.pixels(int(x), int(y))
            begin = time.perf_counter()
            screen.move(int(x), int(y))
            while screen.pixels(int(x), int(y)) == before:
                if time.perf_counter() - begin > 0.2:
                    break
            else:
                taken.append(time.perf_counter() - begin)
            time.sleep(0.004)
    finally:
        screen.press(False)
    return taken


def _in_window(command: list[str], ready: Callable[[subprocess.Popen[str], _Screen], None]) -> list[float]:
    with _display() as name, tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "HOME": home, "GDK_BACKEND": "x11"}
        environment.pop("WAYLAND_DISPLAY", None)
        process = subprocess.Popen(
            command, env=environment, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        screen = _Screen(name)
        try:
            ready(process, screen)
            return _writing(screen)
        finally:
            screen.close()
            process.kill()
            process.wait(10)


def _said_ready(process: subprocess.Popen[str], screen: _Screen) -> None:
    assert process.stdout is not None
    while (line := process.stdout.readline()) and line.strip() != "ready":
        pass


def _stands_still(process: subprocess.Popen[str], screen: _Screen) -> None:
    """A program that tells nothing: its window appears, then it is drawn: ten looks in a row are alike."""
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--class", "xournalpp"]
    subprocess.run(search, env={**os.environ, "DISPLAY": screen.name}, timeout=25, check=True, capture_output=True)
    until, seen, same = time.monotonic() + 25, b"", 0
    while same < 10 and time.monotonic() < until:
        now = screen.pixels(600, 450, 800)
        same = same + 1 if now == seen and len(set(now)) > 2 else 0
        seen = now
        time.sleep(0.1)


def measure() -> list[Figure]:
    """Ours with 0 and 10,000 strokes on the page, Xournal++ with an empty one."""
    if sys.platform != "linux" or not all(shutil.which(tool) for tool in ("Xvfb", "xournalpp", "xdotool")):
        return []
    ours = [sys.executable, "-m", "tests.benchmarks.pen_window"]
    empty = _in_window([*ours, "0"], _said_ready)
    full = _in_window([*ours, "10000"], _said_ready)
    theirs = _in_window(["xournalpp"], _stands_still)
    if min(len(empty), len(full), len(theirs)) < _STEPS // 2:
        raise RuntimeError(f"pixels changed {len(empty)}, {len(full)}, {len(theirs)} times of {_STEPS}")
    figures = []
    for title, mine in (("an empty page", empty), ("10,000 strokes", full)):
        for name, share in (("p50", 50), ("p95", 95)):
            a, b = (statistics.quantiles(taken, n=100)[share - 1] for taken in (mine, theirs))
            figures.append(Figure(f"pen: pointer to pixel {name}, {title}, against Xournal++", a, b, a / b, 1.0))
    return figures
