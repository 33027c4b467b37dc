"""A screen of its own for windows that must be real: Xvfb on a free display, ended with the test."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


def missing_programs(*names: str) -> list[str]:
    """Which of the programs are not installed."""
    return [name for name in names if shutil.which(name) is None]


@contextmanager
def virtual_screen(size: str = "1366x768") -> Iterator[str]:
    """``DISPLAY`` of a new Xvfb."""
    reading, writing = os.pipe()
    child = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(writing,),
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        child.terminate()
        child.wait(20)


class _ClientMessage(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("room", ctypes.c_long * 24),
    ]


def ask_to_close(display: str, window: int) -> None:
    """Send WM_DELETE_WINDOW, as the cross of a window's frame does; there is no window manager to do it."""
    library = ctypes.CDLL("libX11.so.6")
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XInternAtom.restype = ctypes.c_ulong
    library.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    library.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
    library.XFlush.argtypes = library.XCloseDisplay.argtypes = [ctypes.c_void_p]
    connection = library.XOpenDisplay(display.encode())
    assert connection, "no screen"
    message = _ClientMessage(type=33, window=window, format=32)
    message.message_type = library.XInternAtom(connection, b"WM_PROTOCOLS", 0)
    message.data[0] = library.XInternAtom(connection, b"WM_DELETE_WINDOW", 0)
    library.XSendEvent(connection, window, 0, 0, ctypes.byref(message))
    library.XFlush(connection)
    library.XCloseDisplay(connection)


def window_of(display: str, pid: int, title: str = "voffice") -> int | None:
    """The X id of the visible top window of a process, if it has one."""
    done = subprocess.run(
        ["xdotool", "search", "--all", "--onlyvisible", "--pid", str(pid), "--name", title],
        env=os.environ | {"DISPLAY": display},
        capture_output=True,
        text=True,
    )
    found = done.stdout.split()
    return int(found[0]) if found else None
