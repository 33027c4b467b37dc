"""The command line as the contract has it, as a process of its own against the real server."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.ministry import PASSWORD, Ministry, ministry_in


@dataclass
class Ran:
    """What one command did."""

    code: int
    answer: dict[str, Any]
    said: str


@dataclass
class Profile:
    """A profile folder on a machine without a keyring, and the command line on it."""

    folder: Path
    home: Path

    def command(self, *words: str) -> tuple[list[str], dict[str, str]]:
        """The process's words and environment."""
        private = {name: str(self.home) for name in ("HOME", "XDG_DATA_HOME", "TMPDIR")}
        environment = os.environ | private | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        start = [sys.executable, "-m", "voffice_desktop.cli"]
        return [*start, *words, "--profile", str(self.folder), "--password-stdin"], environment

    def run(self, *words: str, password: str = PASSWORD, limit: int | None = None) -> Ran:
        """Run one command; ``limit`` is the largest file that the process may write."""
        command, environment = self.command(*words)

        def limited() -> None:
            if limit is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = subprocess.run(
            command,
            input=f"{password}\n".encode(),
            env=environment,
            capture_output=True,
            timeout=120,
            preexec_fn=limited if limit is not None else None,
        )
        said = done.stderr.decode()
        if done.returncode == 0:
            assert said == ""
            return Ran(0, json.loads(done.stdout), said)
        assert done.returncode == 1
        assert done.stdout == b""
        assert said.endswith("\n")
        assert said.count("\n") == 1
        assert "Traceback" not in said
        return Ran(1, {}, said)

    def good(self, *words: str) -> dict[str, Any]:
        """Run one command that must succeed."""
        ran = self.run(*words)
        assert ran.code == 0, ran.said
        return ran.answer

    def items(self, kind: str, *where: str) -> list[dict[str, Any]]:
        """Records of a kind."""
        conditions = [word for one in where for word in ("--where", one)]
        found: list[dict[str, Any]] = self.good("list", kind, *conditions)["items"]
        return found


@pytest.fixture(scope="module", autouse=True)
def warm(ministry: Ministry) -> None:
    """The server's PDF children start here once, so that no test seems to leave them behind."""
    clerk = ministry.person("vanthu.byt")
    file_id = next(one["id"] for one in clerk.get("/files?limit=20").json()["items"])
    for purpose in ("view", "save"):
        assert clerk.get(f"/files/{file_id}/reading-copy?purpose={purpose}").status_code == 200


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    home = tmp_path / "home"
    home.mkdir()
    return Profile(tmp_path / "profile", home)


@pytest.fixture
def secretary(ministry: Ministry, profile: Profile) -> Profile:
    profile.good("login", "--server", ministry.url, "--account", "thuky.tt1")
    assert profile.good("sync")["online"]
    return profile


def test_the_whole_way_of_an_act(secretary: Profile, ministry: Ministry) -> None:
    slip = secretary.items("slips", "state=with_secretary")[0]["id"]
    first = secretary.good("act", "POST", f"/slips/{slip}/receive")
    second = secretary.good("act", "POST", f"/slips/{slip}/return", "--body", '{"comment": "Cần bổ sung căn cứ"}')
    (shown,) = secretary.items("slip", f"id={slip}")
    assert (shown["state"], shown["pending"]) == ("returned", True)
    waiting = secretary.good("outbox")["commands"]
    assert [one["id"] for one in waiting] == [first["command_id"], second["command_id"]]
    assert {one["state"] for one in waiting} == {"queued"}
    assert secretary.good("sync")["sent"] == 2
    assert secretary.good("outbox") == {"commands": []}
    (shown,) = secretary.items("slips", f"id={slip}")
    assert (shown["state"], shown["pending"]) == ("returned", False)
    assert shown["returned"]["comment"] == "Cần bổ sung căn cứ"
    secretary.good("act", "POST", f"/slips/{slip}/forward", "--body", '{"comment": "chuyển"}')
    done = secretary.good("sync")
    assert (done["sent"], done["blocked"]) == (0, 1)
    (blocked,) = secretary.good("outbox")["commands"]
    assert blocked["state"] == "blocked"
    assert blocked["reason"]


def test_offline_everything_but_the_server_is_there(profile: Profile, seeded: Path, tmp_path: Path) -> None:
    with ministry_in(tmp_path / "server", seeded) as ministry:
        profile.good("login", "--server", ministry.url, "--account", "thutruong1")
        profile.good("sync")
        slip = profile.items("slips", "state=with_leader")[0]
        file_id = next(one["id"] for one in profile.items("files") if one["owner_id"] == slip["id"])
        fetched = profile.good("fetch", file_id)
        assert fetched["cached"]
    assert profile.good("fetch", file_id) == fetched
    title_word = slip["title"].split()[-1]
    hits = profile.good("search", title_word, "--limit", "50")["hits"]
    assert slip["id"] in {hit["id"] for hit in hits}
    assert {"kind", "id", "title", "why"} == set(hits[0])
    profile.good("act", "POST", f"/slips/{slip['id']}/comment", "--body", '{"text": "đã xem"}')
    offline = profile.good("sync")
    assert (offline["online"], offline["sent"], offline["blocked"]) == (False, 0, 0)
    assert profile.good("outbox")["commands"][0]["state"] in ("queued", "waiting")
    other = next(one["id"] for one in profile.items("files") if one["id"] != file_id)
    assert "server_unreachable" in profile.run("fetch", other).said
    saved = tmp_path / "saved.pdf"
    assert profile.run("fetch", file_id, "--save", str(saved)).code == 1
    assert not saved.exists()


def test_wrong_words_are_one_line_and_change_nothing(secretary: Profile) -> None:
    for words, code in (
        (("act", "POST", "/slips/x/comment", "--body", "{nope"), "invalid_json"),
        (("act", "POST", "/slips/x/comment", "--body", "[1]"), "invalid_json"),
        (("act", "POST", "/outgoing-documents/x/number"), "online_only"),
        (("list", "gì-đó"), "unknown_kind"),
        (("list", "slips", "--where", "state"), "invalid"),
        (("fetch", "không-có"), "not_found"),
        (("frobnicate",), "usage"),
        (("list",), "usage"),
    ):
        assert secretary.run(*words).said.startswith(code), words
    assert secretary.good("outbox") == {"commands": []}
    assert secretary.run("outbox", password="sai").said.startswith("wrong_password")


def test_a_save_copy_is_made_online_and_certified_is_for_clerks(secretary: Profile, tmp_path: Path) -> None:
    slip = secretary.items("slips")[0]["id"]
    file_id = next(one["id"] for one in secretary.items("files") if one["owner_id"] == slip)
    target = tmp_path / "bản lưu.pdf"
    saved = secretary.good("fetch", file_id, "--save", str(target))
    assert target.read_bytes().startswith(b"%PDF")
    assert len(saved["sha256"]) == 64
    refused = secretary.run("fetch", file_id, "--certified", str(tmp_path / "chứng thực.pdf"))
    assert refused.said.startswith("clerk_only")
    assert not (tmp_path / "chứng thực.pdf").exists()


def test_a_damaged_cache_is_never_an_empty_list(secretary: Profile) -> None:
    slip = secretary.items("slips")[0]["id"]
    secretary.good("act", "POST", f"/slips/{slip}/comment", "--body", '{"text": "giữ"}')
    (path,) = secretary.folder.rglob("cache.db")
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    assert secretary.run("list", "slips").said.startswith("cache_damaged")
    assert secretary.run("doctor").said.startswith("cache_damaged")
    repaired = secretary.good("sync")
    assert repaired["online"]
    assert repaired["sent"] == 1
    assert secretary.items("slips")


def test_a_full_disk_is_said_and_nothing_is_lost(secretary: Profile) -> None:
    slip = secretary.items("slips")[0]["id"]
    first = secretary.good("act", "POST", f"/slips/{slip}/comment", "--body", '{"text": "một"}')
    body = json.dumps({"text": "x" * 60_000})
    (path,) = secretary.folder.rglob("outbox.db")
    full = secretary.run(
        "act", "POST", f"/slips/{slip}/comment", "--body", body, limit=max(path.stat().st_size, 40_000)
    )
    assert full.said.startswith("disk_full"), full.said
    assert [one["id"] for one in secretary.good("outbox")["commands"]] == [first["command_id"]]
    assert secretary.good("sync")["sent"] == 1


def test_kill_9_loses_nothing_that_was_said_to_be_queued(secretary: Profile, ministry: Ministry) -> None:
    slip = secretary.items("slips")[0]["id"]
    promised: list[str] = []
    for n in range(4):
        promised.append(
            secretary.good("act", "POST", f"/slips/{slip}/comment", "--body", json.dumps({"text": f"ý {n}"}))[
                "command_id"
            ]
        )
        # A synchronisation is killed at some point of its life; the outbox must stand whatever point it was.
        command, environment = secretary.command("sync")
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )
        assert process.stdin is not None
        process.stdin.write(f"{PASSWORD}\n".encode())
        process.stdin.close()
        try:
            process.wait(timeout=0.5 + 0.25 * n)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    secretary.good("sync")
    assert secretary.good("outbox") == {"commands": []}
    notes = [one["note"] for one in secretary.items("events", f"subject_id={slip}")]
    assert sorted(note for note in notes if note.startswith("ý ")) == [f"ý {n}" for n in range(4)]
    assert len(promised) == 4


def test_nothing_readable_outside_the_seal(secretary: Profile) -> None:
    words = [slip["title"] for slip in secretary.items("slips")][:5]
    assert words
    files = [path for folder in (secretary.folder, secretary.home) for path in folder.rglob("*")]
    for path in files:
        if secretary.folder in path.parents:
            assert path.stat().st_mode & 0o077 == 0, path
        if path.is_file():
            raw = path.read_bytes()
            for title in words:
                assert title.encode() not in raw, path
