"""The window while every row of a large cache changes: how late its loop comes back, and whether the eye is kept.

The floor is the same window at rest, just before. Times are milliseconds beyond the beat of a timer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.bench_sync import ROWS, _feed
from tests.benchmarks.figures import Figure, show


def measure() -> list[Figure]:
    """The figures; half a minute."""
    with tempfile.TemporaryDirectory(prefix="bench-alive-") as name, _feed(Path(name)) as server:
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.storm_window", server, str(Path(name) / "account")],
            stdout=subprocess.PIPE, check=True, timeout=240,
        )  # fmt: skip
    found = json.loads(done.stdout)
    busy, idle = found["busy"], found["idle"]
    return [
        Figure(f"changes a second through a window on {ROWS} rows", 0, 0, found["rate"], 1000.0, at_least=True),
        Figure(
            "the window's loop late meanwhile, p99 (ms)", busy["p99"] / 1000, idle["p99"] / 1000, busy["p99"], 16.0
        ),
        Figure("the same, at worst (ms)", busy["longest"] / 1000, idle["longest"] / 1000, busy["longest"], 100.0),
        Figure("selection and place of the list kept (1: yes)", 0, 0, float(found["kept"]), 1.0, at_least=True),
    ]


if __name__ == "__main__":
    sys.exit(show(measure()))
