"""Process start to the first painted list, against an empty QMainWindow with the same imports.

The cache holds VOFFICE_BENCH_ROWS documents (100,000 by default here). Unlocking by password is not in it: its cost
is chosen, and paid once.
"""

from __future__ import annotations

import os

os.environ.setdefault("VOFFICE_BENCH_ROWS", "100000")

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.bench_sync import _account, _feed
from tests.benchmarks.figures import Figure, compare, show


def _start(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "tests.benchmarks.start_window", *words], check=True, timeout=600)


def measure() -> list[Figure]:
    """Both as processes, in turn."""
    with tempfile.TemporaryDirectory(prefix="voffice-bench-") as place:
        cache = Path(place) / "account"
        with _feed(Path(place)) as server, _account(server, cache) as account:
            account.syncing.run()
        return [
            compare(
                f"start to first painted list, {os.environ['VOFFICE_BENCH_ROWS']} documents",
                lambda: _start("product", str(cache)),
                lambda: _start("floor"),
                goal=1.5,
                repeats=3,
            )
        ]


if __name__ == "__main__":
    raise SystemExit(show(measure()))
