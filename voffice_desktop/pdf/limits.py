"""What a PDF child may use, and what an uploaded PDF may hold (security.md §7)."""

from __future__ import annotations

import sys
from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLimits:
    """Bounds of one kind of child. ``cpu`` and ``wall`` are seconds for one job, ``memory`` and ``reply`` bytes."""

    memory: int
    cpu: int
    wall: float
    jobs: int
    """After so many jobs the child ends and a fresh one takes its place."""
    reply: int = 1024 * MIB
    """The longest answer the parent reads: a child taken over by a hostile file must not fill the parent."""
    processes: bool = False
    """Whether the child may start programs of its own (OCR)."""


PROFILES = {
    # An upload is hostile until inspected: its child sees this one document and no other.
    "gate": ChildLimits(memory=1024 * MIB, cpu=20, wall=40.0, jobs=1, reply=16 * MIB),
    "work": ChildLimits(memory=2048 * MIB, cpu=120, wall=240.0, jobs=200),
    "raster": ChildLimits(memory=2048 * MIB, cpu=1200, wall=1800.0, jobs=50),
    "trace": ChildLimits(memory=3072 * MIB, cpu=600, wall=900.0, jobs=1, reply=64 * MIB, processes=True),
    "ocr": ChildLimits(memory=3072 * MIB, cpu=600, wall=900.0, jobs=20, reply=64 * MIB, processes=True),
}
"""Kinds of children by name: the upload gate, vector work and text, raster copies, tracing of a copy, reading of
pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateBudget:
    """What one uploaded PDF may hold at most."""

    file: int = 256 * MIB
    pages: int = 3000
    objects: int = 300_000
    stream: int = 200 * MIB
    """Bytes of one decoded stream."""
    streams: int = 2048 * MIB
    """Bytes of all decoded streams together."""
    ratio: int = 1000
    """Decoded to stored bytes, held against streams above ``ratio_from``."""
    ratio_from: int = 10 * MIB
    side: float = 14_400.0
    """Points of the longer side of a page (ISO 32000-1, annex C)."""
    draws: int = 1_000_000
    """How often forms may be drawn on one page, forms within forms counted."""
    image: int = 400_000_000
    """Pixels of one image."""


def confine(limits: ChildLimits) -> None:
    """Close the calling process in for good: memory, file size 0, 64 open files, no core dump.

    Windows knows no such limits; there the parent's wall limit alone ends a child.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not limits.processes:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    ceiling = limits.cpu * limits.jobs + limits.cpu
    resource.setrlimit(resource.RLIMIT_CPU, (min(limits.cpu + 5, ceiling), ceiling))


def grant_cpu(limits: ChildLimits) -> None:
    """Before a job: let the process use ``limits.cpu`` seconds more than it has used so far."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, ceiling = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu
    resource.setrlimit(resource.RLIMIT_CPU, (min(soft, ceiling), ceiling))


def peak_memory() -> int:
    """The most bytes this process ever held, or 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
