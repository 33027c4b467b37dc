"""A large upload passes through the server without ever being in its memory as a whole."""

from __future__ import annotations

import hashlib
import sys
import threading
from pathlib import Path

import pytest
import requests

from tests.ministry import PASSWORD, Person
from tests.small_ministry import Places, plant, serving

_SIZE = 96 << 20


def _own_memory(pid: int) -> int:
    """Bytes of memory that are the process's own (not of files mapped or cached)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) << 10
    raise AssertionError


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone tells a process's own memory apart")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    places = Places(f"sqlite:///{tmp_path / 'db' / 'v.db'}", (tmp_path / "blobs").as_uri())
    plant(places)
    with serving(places, log=tmp_path / "log") as (url, process):
        body = {"account": "vanthu.kcb", "password": PASSWORD, "device": {"id": "d", "name": "máy"}}
        session = requests.post(f"{url}/sessions", json=body, timeout=60).json()
        clerk = Person(url, "vanthu.kcb", session["token"], session["user"])
        clerk.upload(b"a small one first: what is loaded once is loaded now", "a.txt", "text/plain")
        data = bytes(1 << 20) * (_SIZE >> 20)
        before, most, over = _own_memory(process.pid), [0], threading.Event()

        def watch() -> None:
            while not over.wait(0.01):
                most[0] = max(most[0], _own_memory(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            file_id = clerk.upload(data, "lon.txt", "text/plain")
        finally:
            over.set()
            watcher.join()
        assert most[0] - before < _SIZE // 4
        record = clerk.get(f"/files/{file_id}").json()
        assert (record["size"], record["sha256"]) == (_SIZE, hashlib.sha256(data).hexdigest())
        assert [path for path in (tmp_path / "blobs" / "uploads").rglob("*") if path.is_file()] == []
        clerk.session.close()
