"""Reading copies as a reader meets them: time to the first byte, and what the server holds under a crowd.

Time to first byte of a ``view`` copy of 10 and of 1,000 pages over HTTP against stamping the same bytes in this
process's own child; memory of the whole server (children included) under 50 parallel copies against the same at rest.
Run: ``python -m tests.benchmarks.bench_copies``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import requests

from tests.benchmarks.bench_stamp import _LINES, _WHO
from tests.benchmarks.figures import Figure, compare, show
from tests.ministry import PASSWORD, Person, seeded_template
from tests.unit.pdf.samples import written
from voffice_desktop import ids
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.stamp import reading_copy

_CROWD = 50


def measure() -> list[Figure]:
    """All figures of delivered copies."""
    few, many = written(*_LINES, pages=10), written(*_LINES, pages=1000)
    with _server() as (url, process), Children(1) as children:
        clerk = _clerk(url)
        small, large = (_register(clerk, data, name) for data, name in ((few, "10"), (many, "1000")))
        figures = [
            compare(
                f"first byte of a view copy of {name} pages against stamping alone",
                lambda file_id=file_id: _first_byte(clerk, file_id),
                lambda data=data: reading_copy(data, _WHO, children=children),
                goal=None,
                repeats=5,
            )
            for name, file_id, data in (("10", small, few), ("1,000", large, many))
        ]
        rest, top = _crowd(clerk, small, process)
    figures.append(
        Figure(
            name=f"server memory under {_CROWD} parallel copies against rest ({rest >> 20} MB → {top >> 20} MB)",
            product_seconds=0,
            floor_seconds=0,
            ratio=top / rest,
            goal=3.0,
        )
    )
    return figures


@contextmanager
def _server() -> Iterator[tuple[str, psutil.Process]]:
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "ministry"
        shutil.copytree(seeded_template(), here)
        words = ["serve", "--port", "0", "--database", f"sqlite:///{here / 'voffice.db'}"]
        process = subprocess.Popen(
            [sys.executable, "-m", "voffice_desktop.server.cli", *words, "--blobs", (here / "blobs").as_uri()],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=dict(os.environ),
        )
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())["url"], psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait(30)


def _clerk(url: str) -> Person:
    body = {"account": "vanthu.kcb", "password": PASSWORD, "device": {"id": ids.new_id(), "name": "đo"}}
    answer = requests.post(f"{url}/api/v1/sessions", json=body, timeout=60).json()
    return Person(f"{url}/api/v1", "vanthu.kcb", answer["token"], answer["user"])


def _register(clerk: Person, data: bytes, name: str) -> str:
    book = next(
        each
        for each in clerk.get("/books").json()["items"]
        if each["direction"] == "incoming" and each["unit_id"] == clerk.user["unit_id"]
    )
    file_id = clerk.upload(data, f"{name}.pdf")
    made = clerk.post(
        "/incoming-documents",
        {
            "book_id": book["id"],
            "issuer_name": "Cơ quan mẫu",
            "symbol": f"{name}/CV-MAU",
            "issued_on": "2026-11-20",
            "summary": f"Văn bản {name} trang",
            "files": [{"id": file_id, "role": "main"}],
        },
    )
    assert made.status_code == 201, made.text
    return file_id


def _first_byte(clerk: Person, file_id: str) -> None:
    with clerk.get(f"/files/{file_id}/reading-copy", stream=True) as answer:
        assert answer.status_code == 200
        next(answer.iter_content(1))


def _crowd(clerk: Person, file_id: str, server: psutil.Process) -> tuple[int, int]:
    """(bytes at rest, most bytes seen while 50 ask at once)."""
    rest = _memory(server)
    seen, done = [rest], threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            seen.append(_memory(server))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with ThreadPoolExecutor(_CROWD) as pool:
            codes = list(pool.map(lambda _: clerk.get(f"/files/{file_id}/reading-copy").status_code, range(_CROWD)))
    finally:
        done.set()
        watcher.join()
    assert set(codes) == {200}, set(codes)
    return rest, max(seen)


def _memory(server: psutil.Process) -> int:
    total = 0
    for process in [server, *server.children(recursive=True)]:
        try:
            total += process.memory_full_info().uss
        except psutil.Error:
            continue
    return total


if __name__ == "__main__":
    sys.exit(show(measure()))
