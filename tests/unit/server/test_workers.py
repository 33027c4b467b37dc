"""Several worker processes behind one address, as a ministry runs them; and servers that are killed in mid-work.

``VOFFICE_LONG=1`` kills twenty times as often.
"""

from __future__ import annotations

import concurrent.futures
import hashlib
import os
import random
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests

from tests.ministry import PASSWORD
from tests.small_ministry import Places, extra_clerks, plant, serving
from tests.unit.server.test_core_on_both import letter, small_pdf
from voffice_desktop import ids
from voffice_desktop.clock import monotonic, utc_now
from voffice_desktop.server import upkeep

_KILLS = 2 * (20 if os.environ.get("VOFFICE_LONG") else 1)


def _sign_in(url: str, account: str, password: str = PASSWORD) -> requests.Response:
    body = {"account": account, "password": password, "device": {"id": ids.new_id(), "name": "máy"}}
    return requests.post(f"{url}/sessions", json=body, timeout=60)


def _bearer(url: str, account: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {_sign_in(url, account).json()['token']}"}


def _workers(process: Any) -> list[psutil.Process]:
    children = psutil.Process(process.pid).children()
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def _all_workers_answer(url: str, process: Any) -> list[psutil.Process]:
    """Wait until each of the three has taken a connection of the port; the worker processes."""
    deadline = monotonic() + 90
    while monotonic() < deadline:
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            codes = set(pool.map(lambda _: requests.get(f"{url}/health", timeout=60).status_code, range(12)))
        assert codes == {200}
        workers = _workers(process)
        if len(workers) == 3 and all(_accepts(worker) for worker in workers):
            return workers
        threading.Event().wait(0.3)
    raise AssertionError("not every worker came up")


def _accepts(worker: psutil.Process) -> bool:
    # Each runs threads of its own once it has answered something.
    return worker.num_threads() > 4


@pytest.fixture(params=["sqlite", "postgresql"])
def three(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Any, Places]]:
    """(URL, process, places) of a server with three workers."""
    blobs = (tmp_path / "blobs").as_uri()
    if request.param == "sqlite":
        places = Places(f"sqlite:///{tmp_path / 'voffice.db'}", blobs)
    else:
        places = Places(request.getfixturevalue("postgres_database"), blobs)
    plant(places, extra_clerks(10))
    with serving(places, "--workers", "3", log=tmp_path / "log") as (url, process):
        yield url, process, places


def test_three_workers_are_one_server(three: tuple[str, Any, Places]) -> None:
    """Sessions, numbers, nudges and the count of wrong passwords are shared; a killed worker is replaced; none stays
    behind."""
    url, process, places = three
    workers = _all_workers_answer(url, process)
    clerk = _bearer(url, "vanthu.kcb")

    # Numbers: thirty at once over fresh connections, so that every worker gives some.
    def register(number: int) -> int:
        answer = requests.post(f"{url}/incoming-documents", json=letter(number), headers=clerk, timeout=60)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["arrival_number"])

    with concurrent.futures.ThreadPoolExecutor(30) as pool:
        assert sorted(pool.map(register, range(30))) == list(range(1, 31))

    # Nudges: eight streams lie on several workers; a change made by any of them reaches all within two seconds.
    head = _bearer(url, "cuctruong.kcb")
    streams = [requests.get(f"{url}/changes/stream", headers=head, stream=True, timeout=30) for _ in range(8)]
    try:
        lines = [stream.iter_lines() for stream in streams]
        for stream in lines:
            assert next(stream).startswith(b":")
        begin = monotonic()
        register(31)
        for stream in lines:
            while b"event: changed" not in next(stream):
                assert monotonic() - begin < 25
        assert monotonic() - begin < 10  # two seconds on a machine that is not full of tests
    finally:
        for answer in streams:
            answer.close()

    # Wrong passwords: eleven at once over fresh connections. A header that claims an address changes nothing.
    def guess(number: int) -> int:
        body = {"account": "botruong", "password": "sai", "device": {"id": "d"}}
        claim = {"X-Forwarded-For": f"10.0.0.{number}"}
        return requests.post(f"{url}/sessions", json=body, headers=claim, timeout=60).status_code

    assert [guess(number) for number in range(11)] == [401] * 10 + [429]
    assert _sign_in(url, "thutruong2").status_code == 429  # the address, too
    assert _sign_in(url, "vanthu.kcb").status_code == 201

    # A worker that dies is replaced, and nobody notices.
    workers[0].kill()
    for _ in range(10):
        try:
            answer = requests.get(f"{url}/me", headers=clerk, timeout=60)
        except requests.ConnectionError:
            continue  # the very connection that the dead worker had
        assert answer.status_code == 200
    family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    process.send_signal(signal.SIGKILL)
    _gone, alive = psutil.wait_procs(family[1:], timeout=20)
    assert alive == [], "a worker outlived its parent"
    with places.services() as services:
        assert upkeep.verify(services.database, services.blobs)["ok"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_in_mid_work_again_and_again(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> None:
    """Clerks register and upload with a key for each request and repeat it until they have an answer, while the
    server is killed under them. In the end every act took effect once, and everything verifies."""
    blobs = (tmp_path / "blobs").as_uri()
    url = f"sqlite:///{tmp_path / 'voffice.db'}" if kind == "sqlite" else request.getfixturevalue("postgres_database")
    places, log = Places(url, blobs), tmp_path / "log"
    plant(places, extra_clerks(10))
    dice, work = random.Random(7), _Clerks()
    with concurrent.futures.ThreadPoolExecutor(5) as pool:
        clerks = [pool.submit(work.register, f"vanthu.byt.{number:03d}", number) for number in range(1, 4)]
        clerks += [pool.submit(work.upload, f"vanthu.byt.{number:03d}") for number in range(4, 6)]
        try:
            for _ in range(_KILLS):
                with serving(places, log=log) as (where, process):
                    work.come_to(where)
                    threading.Event().wait(0.4 + dice.random() * 1.2)
                    work.come_to("")
                    process.send_signal(signal.SIGKILL)
            with serving(places, log=log) as (where, _process):
                work.stop.set()
                work.come_to(where)
                for clerk in clerks:
                    clerk.result(90)
                admin = _bearer(where, "admin")
                assert requests.get(f"{where}/audit/verify", headers=admin, timeout=60).json()["ok"]
        finally:
            work.stop.set()
            work.give_up.set()
    assert sorted(work.given.values()) == list(range(1, len(work.given) + 1))
    assert len(work.given) >= 3
    assert len(work.files) >= 1
    with places.services() as services:
        result = upkeep.verify(services.database, services.blobs)
        assert result["ok"], result
        hashes = set(services.blobs.hashes())
        assert {sha256 for _, sha256 in work.files} <= hashes
    # What a killed write began goes with the housekeeping, and then nothing of the uploads is left.
    with places.services() as services:
        services.blobs.forget_torn(utc_now().timestamp() + 60)
    assert not [path for path in (tmp_path / "blobs" / "uploads").rglob("*") if path.is_file()]


class _Clerks:
    """People whose server keeps dying. Each repeats a request with its key until it is answered."""

    def __init__(self) -> None:
        self.stop, self.give_up = threading.Event(), threading.Event()
        self.given: dict[str, int] = {}
        self.files: list[tuple[str, str]] = []
        self._changed = threading.Condition()
        self._where = ""

    def come_to(self, where: str) -> None:
        """Say where the server is now; empty: it is about to die."""
        with self._changed:
            self._where = where
            self._changed.notify_all()

    def register(self, account: str, series: int) -> None:
        """Register letters until told to stop."""
        count = 0
        while not (self.stop.is_set() and count > 0):
            count += 1
            body = letter(series * 1000 + count)
            answer = self._until_answered(account, "POST", "/incoming-documents", json=body)
            assert answer.status_code == 201, answer.text
            self.given[answer.json()["id"]] = answer.json()["arrival_number"]

    def upload(self, account: str) -> None:
        """Upload files in small parts, asking after each break how far it came."""
        count = 0
        while not (self.stop.is_set() and count > 0):
            count += 1
            data = small_pdf(f"{account} {count}")
            sha256 = hashlib.sha256(data).hexdigest()
            body = {"name": "a.pdf", "size": len(data), "sha256": sha256, "media_type": "application/pdf"}
            upload_id = self._until_answered(account, "POST", "/uploads", json=body).json()["id"]
            path, offset = f"/uploads/{upload_id}", 0
            while offset < len(data):
                headers = {"Upload-Offset": str(offset), "Content-Type": "application/octet-stream"}
                part = data[offset : offset + 500]
                answer = self._until_answered(account, "PATCH", path, data=part, headers=headers)
                assert answer.status_code in (200, 409), answer.text
                # After a break the part may have arrived unheard: then the answer is 409 with the right place.
                offset = int(answer.headers["Upload-Offset"])
            self.files.append((upload_id, sha256))

    def _until_answered(self, account: str, method: str, path: str, **options: Any) -> requests.Response:
        key = ids.new_id()
        headers = {**options.pop("headers", {}), "Idempotency-Key": key}
        while not self.give_up.is_set():
            with self._changed:
                self._changed.wait_for(lambda: self._where or self.give_up.is_set(), 30)
                where = self._where
            if not where:
                continue
            try:
                token = self._token(where, account)
                answer = requests.request(
                    method, f"{where}{path}", headers={**headers, "Authorization": token}, timeout=60, **options
                )
            except (requests.RequestException, KeyError):
                threading.Event().wait(0.05)
                continue
            if answer.status_code < 500:
                return answer
        raise InterruptedError

    def _token(self, where: str, account: str) -> str:
        known = self.__dict__.setdefault("_tokens", {})
        if account not in known:
            known[account] = _bearer(where, account)["Authorization"]
        return str(known[account])
