"""Scanners through SANE's own program ``scanimage``: which there are, what they can do, and pages as they come.

A driver may hang or crash: it does so in a child. The program can write pages to files alone; they lie in a folder
of this user in memory (or the temporary folder where there is none), each until it was read, and the folder goes with
the scan. Source: SANE Standard 1.06, status codes; scanimage(1).
"""

from __future__ import annotations

import os
import re
import selectors
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voffice_desktop.errors import MachineFault

_PROGRAM = "scanimage"
_ASK_SECONDS = 40.0
_BEAT = 0.2
_MEMORY = Path("/dev/shm")
"""A file system in memory on Linux; the folder made in it is closed to others (0700)."""
_STATUS = re.compile(rb"scanimage: sane_(?:start|read): (.+)")
_FAULTS = {
    b"Device busy": "scanner_busy",
    b"Document feeder jammed": "scanner_jammed",
    b"Document feeder out of documents": "scanner_empty",
    b"Scanner cover is open": "scanner_open",
}
_FEEDER = re.compile("feeder|adf", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scanner:
    """A device: SANE's name for it and what stands on its front."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a device can be asked for, in its own words; empty: it knows no such choice."""

    sources: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    resolutions: tuple[int, ...] = ()
    """Dots an inch, rising."""

    def feeds(self, source: str) -> bool:
        """Whether a source takes one sheet after the other."""
        return bool(_FEEDER.search(source))


def available() -> bool:
    """Whether this machine has SANE's program."""
    return shutil.which(_PROGRAM) is not None


def scanners() -> list[Scanner]:
    """The devices that SANE finds now; the network may take seconds. ``MachineFault('scanner_unavailable')``."""
    told = _ask("-f", "%d%t%v %m%n".replace("%t", "\t"))
    found = []
    for line in told.splitlines():
        name, _, words = line.partition("\t")
        if name and words:
            found.append(Scanner(name, " ".join(words.split())))
    return found


def abilities(name: str) -> Abilities:
    """What a device offers. ``MachineFault``: ``scanner_gone`` when it does not answer."""
    told = _ask("-d", name, "-A", fault="scanner_gone")
    return Abilities(_choices(told, "source"), _choices(told, "mode"), _resolutions(told))


def scan(
    name: str,
    *,
    source: str,
    mode: str,
    dpi: int,
    page: Callable[[bytes], None],
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Scan one sheet, or all that the feeder holds; each page is handed to ``page`` as JPEG. Returns how many.

    ``MachineFault``: ``scanner_busy``, ``scanner_jammed``, ``scanner_empty`` (no sheet at all), ``scanner_open``,
    ``scanner_gone``, ``scanner_failed``. Pages handed over before a fault stay the caller's.
    """
    feeds = bool(_FEEDER.search(source))
    words = ["-d", name, *_option("source", source), *_option("mode", mode), *_option("resolution", str(dpi or ""))]
    place = str(_MEMORY) if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="voffice-scan-", dir=place) as folder:
        batch = [f"--batch={folder}/%d.jpg", "--batch-print", *([] if feeds else ["--batch-count=1"])]
        command = [_program(), *words, "--format=jpeg", *batch]
        try:
            child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        except OSError as error:
            raise MachineFault("scanner_unavailable", cause=error.strerror or "") from error
        with child:
            try:
                count, said, stopped = _follow(child, page, cancelled)
            finally:
                child.kill()
    if stopped or (count and (child.returncode == 0 or b"out of documents" in said)):
        return count
    raise MachineFault(_fault_of(said))


def _follow(
    child: subprocess.Popen[bytes], page: Callable[[bytes], None], cancelled: Callable[[], bool]
) -> tuple[int, bytes, bool]:
    """(pages handed over, what the program said, whether it was stopped)."""
    assert child.stdout is not None
    assert child.stderr is not None
    count, said, names = 0, b"", b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(child.stdout, selectors.EVENT_READ)
        waiting.register(child.stderr, selectors.EVENT_READ)
        while waiting.get_map():
            if cancelled():
                child.terminate()
                return count, said, True
            for key, _ in waiting.select(_BEAT):
                got = os.read(key.fd, 65536)
                if not got:
                    waiting.unregister(key.fileobj)
                elif key.fileobj is child.stderr:
                    said = (said + got)[-20_000:]
                else:
                    *whole, names = (names + got).split(b"\n")
                    for line in whole:
                        count += _hand_over(Path(os.fsdecode(line)), page)
    child.wait()
    return count, said, False


def _hand_over(path: Path, page: Callable[[bytes], None]) -> int:
    """One page that is whole; the sheet on which a fault came up leaves none."""
    if not path.is_file() or not path.stat().st_size:
        return 0
    data = path.read_bytes()
    path.unlink()
    page(data)
    return 1


def _fault_of(said: bytes) -> str:
    if b"open of device" in said:
        return "scanner_gone"
    found = _STATUS.findall(said)
    return next((code for text, code in _FAULTS.items() if found and found[-1].startswith(text)), "scanner_failed")


def _ask(*words: str, fault: str = "scanner_unavailable") -> str:
    try:
        done = subprocess.run([_program(), *words], capture_output=True, timeout=_ASK_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MachineFault(fault) from error
    if done.returncode != 0:
        raise MachineFault(fault)
    return done.stdout.decode("utf-8", "replace")


def _program() -> str:
    found = shutil.which(_PROGRAM)
    if found is None:
        raise MachineFault("scanner_unavailable")
    return found


def _option(name: str, value: str) -> list[str]:
    return [f"--{name}", value] if value else []


def _choices(told: str, name: str) -> tuple[str, ...]:
    found = re.search(rf"^\s+--{name} (.+?)(?: \[[^\]]*\])?$", told, re.MULTILINE)
    return tuple(part.strip() for part in found[1].split("|")) if found else ()


def _resolutions(told: str) -> tuple[int, ...]:
    """A list as it stands; of a range the usual ones that lie in it."""
    found = re.search(r"^\s+--resolution (\S+)", told, re.MULTILINE)
    if not found:
        return ()
    span = re.match(r"(\d+)\.\.(\d+)dpi", found[1])
    if span:
        return tuple(dpi for dpi in (150, 200, 300, 400, 600) if int(span[1]) <= dpi <= int(span[2]))
    return tuple(sorted(int(part) for part in re.findall(r"\d+", found[1])))
