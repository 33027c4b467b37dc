"""One demo ministry for all tests of the server's contract; who would spoil it for others makes people of their own.

The server is a process of its own, started as a ministry starts it: its PDF children and threads are not the test's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.server.office import Office, served
from tests.ministry import Ministry


@pytest.fixture(scope="session")
def office(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The running demo ministry, shared by the session."""
    with served(tmp_path_factory.mktemp("office") / "copy", seeded) as ministry:
        yield Office(ministry)


@pytest.fixture(scope="module")
def ministry(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ministry]:
    """The demo ministry on a server of this module's own."""
    with served(tmp_path_factory.mktemp("ministry") / "copy", seeded) as running:
        yield running
