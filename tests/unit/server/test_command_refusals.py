"""``voffice-server`` asked for what cannot be: one line, exit 1, and nothing made or changed."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from tests.ministry import PASSWORD
from tests.small_ministry import command


@pytest.mark.parametrize(
    ("words", "database", "code"),
    [
        (("serve", "--port", "99999"), "sqlite:///{}/v.db", "bad_option"),
        (("serve", "--port", "0", "--workers", "0"), "sqlite:///{}/v.db", "bad_option"),
        (("seed", "--demo", "--scale", "0"), "sqlite:///{}/v.db", "bad_option"),
        (("verify",), "nonsense", "database_url_unreadable"),
        (("verify",), "mysql://somebody:secret@127.0.0.1/x", "database_url_unreadable"),
        (("verify",), "sqlite:///{}/mistyped.db", "database_missing"),
        (("backup", "{}/copy"), "sqlite:///{}/mistyped.db", "database_missing"),
        (("trace", "{}/scan.pdf"), "sqlite:///{}/mistyped.db", "database_missing"),
    ],
)
def test_one_line_says_what_is_wrong(tmp_path: Path, words: tuple[str, ...], database: str, code: str) -> None:
    where = ["--database", database.format(tmp_path), "--blobs", (tmp_path / "blobs").as_uri()]
    said = command(*(word.format(tmp_path) for word in words), *where, expect=1)
    assert said.stdout == ""
    assert len(said.stderr.strip().splitlines()) == 1, said.stderr
    assert code in said.stderr
    assert "secret" not in said.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_that_others_use_stays_open_and_the_database_is_its_owners(tmp_path: Path) -> None:
    shared, own = tmp_path / "shared", tmp_path / "own" / "deep"
    shared.mkdir()
    shared.chmod(0o1777)
    for folder in (shared, own):
        where = ["--database", f"sqlite:///{folder / 'v.db'}", "--blobs", (tmp_path / "blobs").as_uri()]
        person = ("user", "add", "mau", "--full-name", "Người Văn Mẫu", "--unit", "KCB", "--password-stdin")
        command(*person, *where, stdin=f"{PASSWORD}{PASSWORD}\n")
        for file in folder.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
