"""Every bad beginning on the sign-in screen and on the command line: its own sentence, what to do, and the way on.

A real ministry, real profiles and the real composition root. Scripted is only the server that answers garbage, and
the keyring is one in memory or none at all (the Secret Service has its own tests).
"""

from __future__ import annotations

import io
import json
import resource
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import requests
from pytestqt.qtbot import QtBot

from tests.fakes.keychain import MemoryKeychain
from tests.fakes.scripted_server import Reply, ScriptedServer
from tests.ministry import PASSWORD, Ministry
from voffice_desktop import bootstrap, cli
from voffice_desktop.cli.sentences import SENTENCES
from voffice_desktop.clock import utc_now
from voffice_desktop.errors import MachineFault
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ListQuery
from voffice_desktop.store import engine
from voffice_desktop.ui.sentences import CODES, sentence
from voffice_desktop.ui.sign_in import Door, SignInWindow
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.vault import header as vault

ACCOUNT = "chuyenvien.kcb"
UNSENT = "lời chưa kịp gửi"
NOBODY = "http://127.0.0.1:9"
_JSON = {"Content-Type": "application/json"}
_HTML = {"Content-Type": "text/html"}


@dataclass
class Bench:
    """One bad beginning being tried: what is typed, and what to do so that the way on is free again."""

    profile: Path
    server: str
    chain: MemoryKeychain
    patch: pytest.MonkeyPatch
    stack: ExitStack
    password: str = PASSWORD
    offline: bool = False
    """What is on the device is opened, without the server."""
    mend: Callable[[], Any] = field(default=lambda: None)

    @property
    def folder(self) -> Path:
        return vault.account_folders(self.profile)[0]


@pytest.fixture(scope="module")
def used(ministry: Ministry, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A profile that was in use, with an act that was not sent yet; and the keyring that opens it."""
    profile, chain = tmp_path_factory.mktemp("used") / "profile", MemoryKeychain()
    desk = accounts.sign_in(profile, ministry.url, ACCOUNT, PASSWORD, keychain=chain)
    assert desk.sync.run().online
    row = desk.lists.rows(ListQuery("incoming_document"), None, 1)[0]
    desk.acts.act("POST", f"/incoming-documents/{row.id}/comment", {"text": UNSENT})
    desk.close()
    return profile, chain.kept


@pytest.fixture
def bench(
    used: tuple[Path, dict[str, bytes]], ministry: Ministry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    shutil.copytree(used[0], tmp_path / "profile")
    chain = MemoryKeychain()
    chain.kept = dict(used[1])
    monkeypatch.setattr(bootstrap, "SystemKeychain", lambda *_a, **_k: chain)
    with ExitStack() as stack:
        yield Bench(tmp_path / "profile", ministry.url, chain, monkeypatch, stack)


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


# the bad beginnings


def wrong_password(bench: Bench) -> None:
    bench.password = "sai"
    bench.mend = lambda: setattr(bench, "password", PASSWORD)


def wrong_password_offline(bench: Bench) -> None:
    bench.offline, bench.server = True, NOBODY
    wrong_password(bench)


def unreachable(bench: Bench) -> None:
    there, bench.server = bench.server, NOBODY
    bench.mend = lambda: setattr(bench, "server", there)


def answering(reply: Reply) -> Callable[[Bench], None]:
    def arrange(bench: Bench) -> None:
        there = bench.server
        bench.server = bench.stack.enter_context(ScriptedServer(lambda _asked: reply)).url
        bench.mend = lambda: setattr(bench, "server", there)

    return arrange


@contextmanager
def no_room() -> Iterator[None]:
    """No file of this process may grow over 4 KiB, as on a disk without room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def full_disk(bench: Bench) -> None:
    # The ministry runs in this process and would have no room either: its answer is got before and given again.
    body = {
        "account": ACCOUNT,
        "password": PASSWORD,
        "device": {"id": vault.read(bench.folder).device_id, "name": ""},
    }
    session = requests.post(f"{bench.server}/api/v1/sessions", json=body, timeout=30).content
    bench.server = bench.stack.enter_context(ScriptedServer(lambda _asked: Reply(201, session, _JSON))).url
    full = bench.stack.enter_context(ExitStack())
    full.enter_context(no_room())
    bench.mend = full.close


def newer_cache(bench: Bench) -> None:
    keys = vault.unlock(vault.read(bench.folder), PASSWORD, bench.chain)

    def number(change: int) -> None:
        with engine.translated():
            connection = engine.connect(bench.folder / "cache.db", keys.of("rows"))
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"PRAGMA user_version={version + change}")
            connection.close()

    number(7)
    bench.mend = lambda: number(-7)  # what an update of the program amounts to


def newer_header(bench: Bench) -> None:
    path = bench.folder / "header.json"
    kept = path.read_bytes()
    path.write_text(json.dumps(json.loads(kept) | {"format": 99}))
    bench.mend = lambda: path.write_bytes(kept)


def damaged_cache(bench: Bench) -> None:
    bench.offline = True
    path = bench.folder / "cache.db"
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 64] = bytes(64)
    path.write_bytes(raw)
    bench.mend = lambda: setattr(bench, "offline", False)


def lost_keyring(bench: Bench) -> None:
    bench.offline, bench.chain.broken = True, True
    bench.mend = lambda: setattr(bench, "offline", False)


def clock_back(bench: Bench) -> None:
    bench.offline = True
    bench.patch.setattr(accounts, "utc_now", lambda: utc_now() - timedelta(days=3))
    bench.mend = lambda: bench.patch.setattr(accounts, "utc_now", utc_now)


BAD: dict[str, tuple[Callable[[Bench], None], str]] = {
    "wrong password": (wrong_password, "bad_credentials"),
    "wrong password offline": (wrong_password_offline, "wrong_password"),
    "unreachable": (unreachable, "server_unreachable"),
    "a page": (answering(Reply(body=b"<html>Wi-Fi</html>", headers=_HTML)), "not_our_server"),
    "cut JSON": (answering(Reply(201, b'{"token": "abc", "expi', _JSON)), "not_our_server"),
    "cut connection": (answering(Reply(201, b'{"token": "abcdef"}', _JSON, cut=9)), "cut_short"),
    "another service": (answering(Reply(404, b'{"error": "no route"}', _JSON)), "not_our_server"),
    "another JSON": (answering(Reply(201, b'{"hello": [1, 2]}', _JSON)), "not_our_server"),
    "broken server": (answering(Reply(500, b"", _HTML)), "server_error"),
    "full disk": (full_disk, "disk_full"),
    "newer cache": (newer_cache, "cache_newer"),
    "newer header": (newer_header, "cache_newer"),
    "damaged cache": (damaged_cache, "cache_damaged"),
    "lost keyring": (lost_keyring, "no_keyring"),
    "clock set back": (clock_back, "clock_wrong"),
}


def try_in_window(bench: Bench, screen: SignInWindow) -> None:
    screen.server.setText(bench.server)
    screen.account.setText(ACCOUNT)
    screen.password.setText(bench.password)
    (screen.unlock if bench.offline else screen.submit)()


def run(bench: Bench, *words: str) -> int:
    """One command of the command line in this process."""
    bench.patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(f"{bench.password}\n".encode())))
    return cli.main(["--profile", str(bench.profile), "--account", ACCOUNT, "--password-stdin", *words])


def try_in_line(bench: Bench) -> int:
    if bench.offline:
        return run(bench, "list", "slips", "--limit", "1")
    return run(bench, "login", "--server", bench.server)


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_beginning_is_said_and_the_way_on_is_open(
    bench: Bench,
    journey_engine: ThemeEngine,
    tasks: Tasks,
    qtbot: QtBot,
    capfd: pytest.CaptureFixture[str],
    bad: str,
) -> None:
    arrange, code = BAD[bad]
    arrange(bench)
    screen = SignInWindow(journey_engine, tasks, cast("Door", bootstrap), bench.profile)
    qtbot.addWidget(screen)
    screen.show()
    desks: list[Desk] = []
    screen.opened.connect(desks.append)
    try_in_window(bench, screen)
    qtbot.waitUntil(lambda: screen.account.isEnabled() and bool(screen.error_text()), timeout=15_000)
    assert screen.error_text() == sentence(MachineFault(code)).text
    assert (screen.account.text(), screen.password.text()) == (ACCOUNT, bench.password)
    capfd.readouterr()
    assert try_in_line(bench) == 1
    assert capfd.readouterr() == ("", f"{code}: {SENTENCES[code]}\n")

    bench.mend()
    try_in_window(bench, screen)
    qtbot.waitUntil(lambda: bool(desks) or bool(screen.error_text()), timeout=15_000)
    assert screen.error_text() == ""
    desks[0].close()
    assert run(bench, "outbox") == 0
    answer, said = capfd.readouterr()
    assert said == ""
    assert [one["body"]["text"] for one in json.loads(answer)["commands"]] == [UNSENT]


def test_each_has_a_sentence_of_its_own() -> None:
    codes = {code for _, code in BAD.values()}
    assert codes <= set(CODES)
    for code in codes:
        assert sentence(MachineFault(code)).next.endswith(".")
        assert "hãy" in SENTENCES[code]  # what to do next
    assert len({sentence(MachineFault(code)).text for code in codes}) == len(codes)
    assert len({SENTENCES[code] for code in codes}) == len(codes)
