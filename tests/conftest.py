"""What every test may ask for, and what every test is held to: a log without warnings and nothing left running."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import seaweed
from tests.leftovers import Leftovers, Warnings
from tests.ministry import Ministry, ministry_in, seeded_template
from tests.postgres import PrivatePostgres, why_not
from tests.seaweed import PrivateSeaweed

# Before anything imports Qt; a test that wants another platform starts a process of its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci", max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", max_examples=5_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail the test that leaves a thread, a child process or an open window behind.

    What wider fixtures started (a server for a module, a database for the session) stood before the test began.
    """
    before = Leftovers.now()
    yield
    left = before.what_came_and_stayed()
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)


@pytest.fixture(autouse=True)
def garbage_of_windows_in_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect what a test with windows leaves in the main thread, as the program does (``qt.collecting``).

    A widget that a server's or a lane's thread happens to destroy ends the whole process.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def expected_warnings() -> Warnings:
    """For a test that provokes warnings on purpose: lets them pass and holds them, to be looked at."""
    return Warnings(expected=True)


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[Warnings]:
    """Fail the test during which anything logged a WARNING or worse, unless it asked for ``expected_warnings``."""
    expected = "expected_warnings" in request.fixturenames
    warnings: Warnings = request.getfixturevalue("expected_warnings") if expected else Warnings()
    with warnings.listening():
        yield warnings
    if warnings.records and not warnings.expected:
        pytest.fail("logged: " + "; ".join(warnings.lines()), pytrace=False)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real, signed and malformed PDFs beside the project; its tests say so when it is absent."""
    folder = Path(os.environ.get("VOFFICE_CORPUS", _ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}: tests on real, signed and malformed PDFs did not run")
    return folder


@pytest.fixture(scope="session")
def private_postgres() -> Iterator[PrivatePostgres]:
    """A PostgreSQL cluster of this session's own on a free loopback port, gone afterwards."""
    reason = why_not()
    if reason:
        pytest.skip(reason)
    with PrivatePostgres() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def postgres_url(private_postgres: PrivatePostgres) -> str:
    """``postgresql://…`` of one empty database, shared by all tests of the session that ask for it."""
    return private_postgres.new_database()


@pytest.fixture
def postgres_database(private_postgres: PrivatePostgres) -> str:
    """``postgresql://…`` of a new, empty database for this test alone."""
    return private_postgres.new_database()


@pytest.fixture(scope="session")
def private_seaweed() -> Iterator[PrivateSeaweed]:
    """A SeaweedFS of this session's own: a real S3 server. Tests that ask for it say so when it cannot start."""
    reason = seaweed.why_not()
    if reason:
        pytest.skip(reason)
    try:
        server = PrivateSeaweed().__enter__()
    except RuntimeError as error:
        pytest.skip(f"SeaweedFS could not start, the tests on S3 did not run: {error}")
    yield server
    server.__exit__(None, None, None)


@pytest.fixture
def s3_url(private_seaweed: PrivateSeaweed, monkeypatch: pytest.MonkeyPatch) -> str:
    """``s3://…`` of a new, empty bucket for this test alone; the keys stand in the environment."""
    for name, value in private_seaweed.environment.items():
        monkeypatch.setenv(name, value)
    return private_seaweed.new_bucket()


@pytest.fixture(scope="session")
def seeded() -> Path:
    """The seeded demo ministry as files; copy before use. Parallel workers and later runs share one."""
    return seeded_template()


@pytest.fixture(scope="module")
def ministry(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ministry]:
    """The demo ministry on a running server of this module's own (SQLite)."""
    with ministry_in(tmp_path_factory.mktemp("ministry") / "copy", seeded) as running_ministry:
        yield running_ministry
