"""The server's own ground on both databases: whatever asks for ``places`` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ministry import Ministry, running
from tests.small_ministry import Places, extra_clerks, plant


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """An empty database of either kind and an empty folder of blobs, for this test alone."""
    blobs = (tmp_path / "blobs").as_uri()
    if request.param == "sqlite":
        return Places(f"sqlite:///{tmp_path / 'voffice.db'}", blobs)
    return Places(request.getfixturevalue("postgres_database"), blobs)


@pytest.fixture
def places(empty_places: Places) -> Places:
    """The same with the small ministry planted, ten more clerks of the ministry's office among them."""
    plant(empty_places, extra_clerks(10))
    return empty_places


@pytest.fixture
def office(places: Places, tmp_path: Path) -> Iterator[Ministry]:
    """The small ministry on a running server in this process."""
    with running(places.database_url, places.blobs_url, tmp_path) as served:
        yield served
