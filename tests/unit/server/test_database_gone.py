"""A database that goes away and comes back: 503 as problem+json meanwhile, and nothing to be started anew."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
import requests

from tests.ministry import Ministry, running
from tests.postgres import PrivatePostgres, why_not
from tests.small_ministry import Places, plant
from tests.unit.server.test_core_on_both import letter

_PATIENCE_SECONDS = 30


def test_503_while_postgresql_is_gone_and_service_after_it_came_back(
    tmp_path: Path, expected_warnings: object
) -> None:
    if reason := why_not():
        pytest.skip(reason)
    with PrivatePostgres() as cluster:
        places = Places(cluster.new_database(), (tmp_path / "blobs").as_uri())
        plant(places)
        with running(places.database_url, places.blobs_url, tmp_path) as office:
            clerk = office.person("vanthu.byt")
            cursor = clerk.get("/changes?limit=5000").json()["cursor"]
            assert clerk.get(f"/changes?cursor={cursor}").json()["changes"] == []
            cluster.stop()
            for answer in (
                requests.get(f"{office.api}/health", timeout=60),
                clerk.get(f"/changes?cursor={cursor}"),
                clerk.get("/me"),
                clerk.post("/incoming-documents", letter(1)),
                requests.post(f"{office.api}/sessions", json={"account": "vanthu.byt", "password": "x"}, timeout=60),
            ):
                assert answer.status_code == 503, (answer.request.url, answer.text)
                assert answer.headers["Content-Type"].startswith("application/problem+json")
                assert answer.json()["code"] == "unavailable"
                assert int(answer.headers["Retry-After"]) >= 1
            cluster.start()
            _until_healthy(office)
            assert clerk.get(f"/changes?cursor={cursor}").status_code == 200
            assert clerk.post("/incoming-documents", letter(1)).json()["arrival_number"] == 1


def _until_healthy(office: Ministry) -> None:
    """The first question may still meet a connection of the time before."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while requests.get(f"{office.api}/health", timeout=60).status_code != 200:
        assert time.monotonic() < deadline
        threading.Event().wait(0.1)
