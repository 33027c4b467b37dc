"""``./dev bench``: runs every bench module, prints one table and writes it to docs/benchmarks.md.

``./dev bench NAME…`` runs the named modules only, and leaves the document as it is. Each module has a process of its
own: what one leaves in memory would be measured in the next. What figures mean is told in docs/benchmark-notes.md.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.figures import Figure

_ROOT = Path(__file__).resolve().parents[2]
_DOCUMENT = _ROOT / "docs" / "benchmarks.md"
_ALONE = "--alone"
"""Followed by a name: measure it in this process and print the figures as JSON on the last line."""


def main(names: list[str]) -> int:
    """Measure and show; exit code 1: a goal was missed or a bench failed; 2: no such bench."""
    here = Path(__file__).resolve().parent
    found = {path.stem for path in here.glob("*.py") if "def measure(" in path.read_text(encoding="utf-8")}
    found.discard(Path(__file__).stem)
    if unknown := sorted(set(names) - found):
        print(f"no such bench: {', '.join(unknown)}; there are: {', '.join(sorted(found))}", file=sys.stderr)
        return 2
    parts: dict[str, list[Figure]] = {}
    broken: list[str] = []
    for name in sorted(names or found):
        measured = _measured(name)
        if measured is None:  # one bench that cannot run must not cost the figures of the others
            print(f"{name}: could not measure", file=sys.stderr, flush=True)
            broken.append(name)
            continue
        parts[name] = measured
        for figure in parts[name]:
            print(figure.line(), flush=True)
    figures = [figure for part in parts.values() for figure in part]
    missed = sum(not figure.met for figure in figures)
    print(f"{len(figures)} figures, {missed} missed their goal, {len(broken)} benches could not run")
    if not names and not broken:
        _DOCUMENT.write_text(_page(parts), encoding="utf-8")
    return 1 if missed or broken else 0


def _alone(name: str) -> int:
    module = importlib.import_module(f"tests.benchmarks.{name}")
    print(json.dumps([dataclasses.asdict(figure) for figure in module.measure()]))
    return 0


def _measured(name: str) -> list[Figure] | None:
    """The figures of one bench, measured in a fresh process; None when it failed (it has said why)."""
    words = [sys.executable, "-m", "tests.benchmarks", _ALONE, name]
    told = subprocess.run(words, cwd=_ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if told.returncode != 0:
        return None
    *said, last = told.stdout.splitlines()
    for line in said:
        print(line, flush=True)
    return [Figure(**figure) for figure in json.loads(last)]


def _page(parts: dict[str, list[Figure]]) -> str:
    lines = [
        "# Benchmarks",
        "",
        "Written by `./dev bench`. Product and floor run in turn; the ratio of the medians counts, since a busy",
        "machine slows both alike. The floor is the cheapest tool that does the same work. What the figures mean and",
        "how they were chosen stands in [benchmark-notes.md](benchmark-notes.md).",
        "",
        f"Commit {_commit()}; {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}.",
    ]
    for name, part in parts.items():
        lines += [
            "",
            f"## {name}",
            "",
            "| figure | product | floor | ratio | goal | spread | |",
            "|---|---|---|---|---|---|---|",
        ]
        lines += [_row(figure) for figure in part]
    return "\n".join(lines) + "\n"


def _row(figure: Figure) -> str:
    goal = "" if figure.goal is None else f"{'≥' if figure.at_least else '≤'} {figure.goal:g}"
    times = [
        f"{seconds * 1000:.1f} ms" if seconds else "" for seconds in (figure.product_seconds, figure.floor_seconds)
    ]
    verdict = "" if figure.goal is None else ("met" if figure.met else "**missed**")
    cells = [figure.name, *times, f"{figure.ratio:.2f}", goal, f"{figure.spread:.2f}", verdict]
    return f"| {' | '.join(cells)} |"


def _commit() -> str:
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or "unknown"


if __name__ == "__main__":
    given = sys.argv[1:]
    raise SystemExit(_alone(given[1]) if given[:1] == [_ALONE] and len(given) == 2 else main(given))
