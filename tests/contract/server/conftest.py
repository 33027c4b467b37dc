"""One demo ministry for all tests of the server's contract; who would spoil it for others makes people of their own.

The server is a process of its own, started as a ministry starts it: its PDF children and threads are not the test's.
It stands on SQLite; ``VOFFICE_CONTRACT_ON=postgresql`` lets the whole suite run on PostgreSQL, and
``test_on_postgres.py`` runs a part of it there always.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.server.office import Office, served
from tests.ministry import Ministry
from tests.seeded_postgres import seeded_database

_EVERYTHING_ON = os.environ.get("VOFFICE_CONTRACT_ON", "sqlite")


@pytest.fixture(scope="session")
def sqlite_office(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The running demo ministry on SQLite, shared by the session."""
    with served(tmp_path_factory.mktemp("office") / "copy", seeded) as ministry:
        yield Office(ministry)


@pytest.fixture(scope="session")
def postgresql_office(
    seeded: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Office]:
    """The running demo ministry on PostgreSQL, shared by the session."""
    database = seeded_database(request.getfixturevalue("private_postgres"), seeded)
    with served(tmp_path_factory.mktemp("office") / "copy", seeded, database) as ministry:
        yield Office(ministry)


@pytest.fixture(scope="module")
def office(request: pytest.FixtureRequest) -> Office:
    """The running demo ministry, on the database that the module names by ``ON``."""
    kind = getattr(request.module, "ON", _EVERYTHING_ON)
    found: Office = request.getfixturevalue(f"{kind}_office")
    return found


@pytest.fixture(scope="module")
def ministry(
    seeded: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Ministry]:
    """The demo ministry on a server of this module's own."""
    database = ""
    if getattr(request.module, "ON", _EVERYTHING_ON) == "postgresql":
        database = seeded_database(request.getfixturevalue("private_postgres"), seeded)
    with served(tmp_path_factory.mktemp("ministry") / "copy", seeded, database) as running:
        yield running
