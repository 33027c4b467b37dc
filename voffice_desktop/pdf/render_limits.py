"""What the render child may use of the machine, and the memory it shares with the program."""

from __future__ import annotations

import mmap
import os
import sys
import tempfile
from typing import Final

ADDRESS_SPACE: Final = 1536 << 20
"""Bytes of address space of the child: a bomb ends in a refused allocation, not in swapping."""
OPEN_FILES: Final = 64


def confine() -> None:
    """Take from this process what rendering does not need: memory without end, cores, files, other processes.

    Called in the child after its imports. Elsewhere than on POSIX the pipes and the watchdog are all there is.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    if sys.platform == "linux":  # macOS accepts the limit and then ignores or refuses it, by version
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def resident_bytes() -> int:
    """Memory of this process that is in use, where the platform tells cheaply; else 0."""
    if sys.platform != "linux":
        return 0
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a hot path of a few microseconds
        return int(file.read().split()[1]) * mmap.PAGESIZE


class SharedPixels:
    """Anonymous memory seen by two processes; never a file with a name, so no page lies on a disk.

    ``token`` is what the child needs to find it: a file descriptor on POSIX, a name on Windows.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._descriptor = -1
        if sys.platform == "win32":
            self.token = f"voffice-render-{os.getpid()}-{id(self):x}"
            self.memory = mmap.mmap(-1, size, tagname=self.token)
        else:
            self._descriptor = _anonymous_file()
            os.ftruncate(self._descriptor, size)
            self.token = str(self._descriptor)
            self.memory = mmap.mmap(self._descriptor, size)

    @property
    def descriptors(self) -> tuple[int, ...]:
        """What the child must inherit."""
        return () if self._descriptor < 0 else (self._descriptor,)

    def close(self) -> None:
        """Let go of the memory; a view that is still held keeps it until the view goes."""
        try:
            self.memory.close()
        except BufferError:  # an image still reads it; the collector closes it afterwards
            return
        finally:
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1


def attach(token: str, size: int) -> mmap.mmap:
    """The child's side of ``SharedPixels``."""
    if sys.platform == "win32":
        return mmap.mmap(-1, size, tagname=token)
    return mmap.mmap(int(token), size)


def _anonymous_file() -> int:
    made = getattr(os, "memfd_create", None)
    if made is not None:
        return int(made("voffice-render", 0))
    with tempfile.TemporaryFile() as file:  # unlinked at once by the platform
        return os.dup(file.fileno())
