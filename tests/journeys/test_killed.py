"""The real process, killed with SIGKILL in the middle of acting and synchronising, again and again.

What it had promised on its standard output is afterwards on the server exactly once, or still in the outbox; never
lost, never doubled. Four lives by default; VOFFICE_LONG=1 gives it 150. And a disk that runs full (a small file
system of its own where the tests may mount one, else a limit on file sizes): one clear line, nothing lost, and it
goes on when there is room.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ministry import PASSWORD
from tests.stateful.small_office import Office, small_office

_LIVES = 150 if os.environ.get("VOFFICE_LONG") == "1" else 4
_LIFE = """
import io, json, sys
from voffice_desktop import cli
profile, slip, life = sys.argv[1:4]
def run(*words):
    sys.stdin = io.TextIOWrapper(io.BytesIO(PASSWORD.encode() + b"\\n"))
    if cli.main([*words, "--profile", profile, "--password-stdin"]) != 0:
        sys.exit(3)
for n in range(1000):
    body = json.dumps({"text": f"đời {life} ý {n}."}, ensure_ascii=False)
    print(json.dumps({"trying": f"đời {life} ý {n}."}), flush=True)
    run("act", "POST", f"/slips/{slip}/comment", "--body", body)
    print(json.dumps({"promised": f"đời {life} ý {n}."}), flush=True)
    run("sync")
""".replace("PASSWORD", repr(PASSWORD))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with small_office(tmp_path_factory.mktemp("killed") / "office") as made:
        yield made


def _environment(home: Path) -> dict[str, str]:
    home.mkdir(exist_ok=True)
    private = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "TMPDIR")}
    return os.environ | private | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


def _cli(home: Path, profile: Path, *words: str, limit: int | None = None) -> tuple[int, dict[str, Any], str]:
    def limited() -> None:
        import resource

        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-m", "voffice_desktop.cli", *words, "--profile", str(profile), "--password-stdin"],
        input=f"{PASSWORD}\n".encode(), env=_environment(home), capture_output=True, timeout=120,
        preexec_fn=limited,
    )  # fmt: skip
    said = done.stderr.decode()
    assert "Traceback" not in said
    return done.returncode, json.loads(done.stdout) if done.returncode == 0 else {}, said


def _a_life(home: Path, profile: Path, slip: str, life: int, seconds: float) -> tuple[set[str], set[str]]:
    """(texts promised, texts tried) of a process that was killed after so many seconds of work."""
    process = subprocess.Popen(
        [sys.executable, "-c", _LIFE, str(profile), slip, str(life)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(home),
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline()
    select.select([], [], [], seconds)
    process.kill()
    rest = process.stdout.read()
    process.wait()
    process.stdout.close()
    lines = []
    for line in (first + rest).splitlines():
        with contextlib.suppress(ValueError):
            lines.append(json.loads(line))
    promised = {line["promised"] for line in lines if "promised" in line}
    return promised, {line["trying"] for line in lines if "trying" in line}


def test_kill_9_loses_nothing_and_doubles_nothing(office: Office, tmp_path: Path) -> None:
    home, profile = tmp_path / "home", tmp_path / "profile"
    assert _cli(home, profile, "login", "--server", office.ministry.url, "--account", "thutruong1")[0] == 0
    assert _cli(home, profile, "sync")[1]["online"]
    code, found, _said = _cli(home, profile, "list", "slips", "--where", "state=with_leader")
    assert code == 0
    slip = found["items"][0]["id"]
    dice = random.Random(9)
    promised: set[str] = set()
    tried: set[str] = set()
    for life in range(_LIVES):
        one, other = _a_life(home, profile, slip, life, dice.uniform(0.15, 2.5))
        promised |= one
        tried |= other
    assert tried
    done = _cli(home, profile, "sync")
    assert done[0] == 0, done
    assert _cli(home, profile, "outbox")[1] == {"commands": []}
    notes = Counter(note for note in office.notes() if note.startswith("đời "))
    assert promised <= set(notes) <= tried
    assert set(notes.values()) <= {1}
    code, events, _said = _cli(home, profile, "list", "events", "--where", f"subject_id={slip}")
    assert {one["note"] for one in events["items"] if one["note"].startswith("đời ")} == set(notes)
    assert _cli(home, profile, "doctor")[0] == 0


@contextlib.contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[bool]:
    """A file system of its own at ``folder``, where this process may mount one."""
    folder.mkdir()
    made = sys.platform == "linux" and os.geteuid() == 0
    if made:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)])
        made = mounted.returncode == 0
    try:
        yield made
    finally:
        if made:
            subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_costs_nothing(office: Office, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with _small_disk(tmp_path / "disk", 8) as mounted:
        profile = tmp_path / "disk" / "profile"
        assert _cli(home, profile, "login", "--server", office.ministry.url, "--account", "thutruong1")[0] == 0
        assert _cli(home, profile, "sync")[1]["online"]
        slip = _cli(home, profile, "list", "slips")[1]["items"][0]["id"]
        ballast = tmp_path / "disk" / "ballast"
        limit: int | None = None
        promised = []
        body = json.dumps({"text": "đầy đĩa " + "x" * 9_000})
        words = ("act", "POST", f"/slips/{slip}/comment", "--body", body)
        assert _cli(home, profile, *words)[0] == 0
        if mounted:
            with contextlib.suppress(OSError), ballast.open("wb") as file:
                while True:
                    file.write(b"\0" * 4096)
                    file.flush()
        else:
            limit = max(path.stat().st_size for path in profile.rglob("outbox.db*"))
        for _try in range(2):
            code, answer, said = _cli(home, profile, *words, limit=limit)
            if code == 0:
                promised.append(answer["command_id"])
            else:
                assert said.startswith("disk_full"), said
                assert said.count("\n") == 1
        assert len(promised) < 2
        code, _answer, said = _cli(home, profile, "sync", limit=limit)
        assert code == 0 or said.startswith("disk_full"), said
        listed, _items, said = _cli(home, profile, "list", "slips", limit=limit)
        assert listed == 0 or said.startswith("disk_full"), said
        ballast.unlink(missing_ok=True)
        waiting = {one["id"] for one in _cli(home, profile, "outbox")[1]["commands"]}
        assert set(promised) <= waiting or code == 0
        done = _cli(home, profile, "sync")
        assert done[0] == 0, done
        assert _cli(home, profile, "outbox")[1] == {"commands": []}
        notes = [note for note in office.notes() if note.startswith("đầy đĩa")]
        assert len(notes) == 1 + len(promised)
        assert _cli(home, profile, "doctor")[0] == 0
