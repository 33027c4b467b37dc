"""One measured figure: what the product takes, what the floor takes, and the goal for their ratio.

A bench module exposes ``measure() -> list[Figure]``. Product and floor are run in turn (a, b, a, b, …), so that a
busy machine slows both alike; what counts is the ratio of the medians, never the seconds.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Seconds are medians of one repetition; ``spread`` is (largest - smallest) / median of the ratios seen.

    A figure that is no time (bytes, a share of hits) puts its value into ``ratio`` and leaves the seconds 0.
    ``goal`` is the largest ratio wanted, or with ``at_least`` the smallest.
    """

    name: str
    product_seconds: float
    floor_seconds: float
    ratio: float
    goal: float | None
    spread: float = 0.0
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the goal holds (a figure without a goal always does)."""
        if self.goal is None:
            return True
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def line(self) -> str:
        """One line for a report."""
        goal = "" if self.goal is None else f" goal {'≥' if self.at_least else '≤'} {self.goal:g}"
        verdict = "ok" if self.met else "MISSED"
        return (
            f"{self.name}: {self.product_seconds * 1000:.1f} ms / {self.floor_seconds * 1000:.1f} ms"
            f" = {self.ratio:.3f}{goal} (spread {self.spread:.2f}) {verdict}"
        )


def compare(
    name: str,
    product: Callable[[], object],
    floor: Callable[[], object],
    *,
    goal: float | None,
    repeats: int = 5,
    warm: int = 1,
) -> Figure:
    """Run ``product`` and ``floor`` in turn and give the ratio of their medians."""
    mine: list[float] = []
    theirs: list[float] = []
    for turn in range(repeats + warm):
        taken = [_seconds(product), _seconds(floor)]
        if turn >= warm:
            mine.append(taken[0])
            theirs.append(taken[1])
    ratios = [a / b for a, b in zip(mine, theirs, strict=True)]
    middle = statistics.median(ratios)
    return Figure(
        name=name,
        product_seconds=statistics.median(mine),
        floor_seconds=statistics.median(theirs),
        ratio=statistics.median(mine) / statistics.median(theirs),
        goal=goal,
        spread=(max(ratios) - min(ratios)) / middle,
    )


def show(figures: Iterable[Figure]) -> int:
    """Print one line a figure. Returns how many missed their goal: the exit code of a bench run."""
    missed = 0
    for figure in figures:
        print(figure.line(), flush=True)
        missed += not figure.met
    return missed


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
