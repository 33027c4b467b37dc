"""The real process, killed with SIGKILL while it fills its cache: before, in and between the runs of pages.

The link kills it at a chosen request for a page, so every life ends at a known place. What lies on the disk then is a
whole run of pages with its cursor, and the next life asks for what comes after it; a resync that died leaves the
old rows and starts over. Two deaths of the filling by default; VOFFICE_LONG=1 tries four.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.keychain import MemoryKeychain
from tests.fakes.scripted_server import Asked, Reply
from tests.ministry import PASSWORD
from tests.stateful.link import Link
from tests.stateful.small_office import Office, small_office
from voffice_desktop.services import accounts
from voffice_desktop.store import shown
from voffice_desktop.store.account import Store

_WHO = "thutruong1"
_PAGE, _RUN = 5, 10
_LONG = int(os.environ.get("VOFFICE_LONG") == "1")
_SYNC = f"""
import io, sys
from voffice_desktop import cli
from voffice_desktop.sync import pulling
pulling.PAGE, pulling._RUN, pulling._FIRST_RUN = {_PAGE}, {_RUN}, {_RUN}
sys.stdin = io.TextIOWrapper(io.BytesIO({PASSWORD!r}.encode() + b"\\n"))
sys.exit(cli.main(["sync", "--profile", sys.argv[1], "--password-stdin"]))
"""
_CURSOR = re.compile(r"cursor=([^&]+)")


class _Killing(Link):
    """Notes the cursors that were asked for, and kills the asking process at the so-manyth page."""

    def __init__(self, upstream: str) -> None:
        super().__init__(upstream)
        self.process: subprocess.Popen[bytes] | None = None
        self.kill_at = 0
        self.cursors: list[str | None] = []

    def _answer(self, asked: Asked) -> Reply:
        if asked.path.startswith("/api/v1/changes?"):
            found = _CURSOR.search(asked.path)
            self.cursors.append(found.group(1) if found else None)
            if len(self.cursors) == self.kill_at and self.process is not None:
                self.process.kill()
                self.process.wait()
                return Reply(cut=0, body=b"x")
        return super()._answer(asked)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with small_office(tmp_path_factory.mktemp("filling") / "office") as made:
        yield made


@pytest.fixture
def link(office: Office) -> Iterator[_Killing]:
    with _Killing(office.ministry.url) as made:
        yield made  # type: ignore[misc]  # a Link enters as itself


def _life(link: _Killing, home: Path, profile: Path, kill_at: int = 0) -> int:
    """One synchronisation, killed at that page (0: it lives); the process's exit code."""
    private = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "TMPDIR")}
    link.cursors, link.kill_at = [], kill_at
    link.process = process = subprocess.Popen(
        [sys.executable, "-c", _SYNC, str(profile)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | private | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
    )  # fmt: skip
    code = process.wait(60)
    if kill_at:
        assert (code, len(link.cursors)) == (-9, kill_at)
    return code


def _left(office: Office, profile: Path) -> tuple[str | None, dict[tuple[str, str], int], set[str]]:
    """(cursor, versions, indexes) as the death left them; whole by every check there is."""
    desk = accounts.unlock(profile, _WHO, PASSWORD, keychain=MemoryKeychain(broken=True))
    try:
        store: Store = desk.sync.store  # type: ignore[attr-defined]  # the stored part
        store.databases.verify()
        store.databases.write_cache(shown.check_words)
        with store.databases.cache() as cache:
            rows = cache.execute("SELECT kind, id, version FROM records").fetchall()
            listed = cache.execute("SELECT count(*) FROM shown").fetchone()[0]
            indexes = {row[0] for row in cache.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
        lists = ("incoming_document", "outgoing_document", "slip", "task")
        assert listed == sum(kind in lists for kind, _id, _version in rows)
        mirror = {(kind, record_id): version for kind, record_id, version in rows}
        _same_after(office, store.state("cursor"), mirror)
        return store.state("cursor"), mirror, indexes
    finally:
        desk.close()


def _same_after(office: Office, cursor: str | None, mirror: dict[tuple[str, str], int]) -> None:
    """The feed after the cursor turns these rows into the server's view: it is neither ahead of them nor behind."""
    rest: dict[str, Any] = office.person(_WHO).all_changes(cursor, limit=5000)[0] if cursor else {}
    now = dict(mirror) if cursor else {}
    for change in rest.values():
        assert (change["kind"], change["id"]) not in mirror, "the rows ran ahead of the cursor"
        now[change["kind"], change["id"]] = change["version"]
    view = {key: version for key, (version, _data) in office.sees(_WHO).items()}
    assert now == view if cursor else mirror == {}


def test_kill_9_between_and_within_the_runs_of_a_first_filling(
    office: Office, link: _Killing, tmp_path: Path
) -> None:
    home, profile = tmp_path / "home", tmp_path / "profile"
    home.mkdir()
    accounts.sign_in(profile, link.url, _WHO, PASSWORD, keychain=MemoryKeychain(broken=True)).close()
    view = {key: version for key, (version, _data) in office.sees(_WHO).items()}
    assert len(view) > 8 * _PAGE
    cursor, applied = None, 0
    # Killed with a page held, and after a run of two pages; at length also before and right after the first page.
    for kill_at, more in (*((1, 0), (2, 1)) * _LONG, (3, 1), (4, 3)):
        _life(link, home, profile, kill_at)
        assert link.cursors[0] == cursor, "it goes on where the last life had come to"
        cursor, mirror, indexes = _left(office, profile)
        applied += more * _PAGE
        assert len(mirror) == applied
        assert {"shown_status", "shown_due", "shown_symbol"} <= indexes
    assert _life(link, home, profile) == 0
    assert link.cursors[0] == cursor
    assert _left(office, profile)[1] == view


def test_kill_9_within_a_resync_leaves_the_old_rows_and_the_outbox(
    office: Office, link: _Killing, tmp_path: Path
) -> None:
    home, profile = tmp_path / "home", tmp_path / "profile"
    home.mkdir()
    desk = accounts.sign_in(
        profile, link.url, _WHO, PASSWORD, progress=lambda *_: None, keychain=MemoryKeychain(broken=True)
    )
    slip = next(key[1] for key in office.sees(_WHO) if key[0] == "slip")
    link.down = True
    desk.acts.act("POST", f"/slips/{slip}/comment", {"text": "viết trước khi làm lại từ đầu"})
    desk.close()
    link.down = False
    before = _left(office, profile)
    # Who am I, the act, and a cursor that has expired; then pages beside the mirror until it dies.
    link.faults.extend(["ok", "error", "expired"])
    _life(link, home, profile, kill_at=4)
    assert link.cursors[1] is None
    assert _left(office, profile) == before
    assert _life(link, home, profile) == 0
    assert link.cursors[0] is None, "a resync that died starts over"
    _cursor, mirror, _indexes = _left(office, profile)
    assert mirror == {key: version for key, (version, _data) in office.sees(_WHO).items()}
    assert office.notes().count("viết trước khi làm lại từ đầu") == 1
