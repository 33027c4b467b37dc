"""The watched folder: whole files only, once each, moved aside after they are kept, also without any news."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.clerk_desk import until
from voffice_desktop.errors import DocumentFault, MachineFault
from voffice_desktop.watch.scan_folder import DONE_FOLDER, FAILED_FOLDER, ScanFolder


class Taker:
    """Keeps what it is handed."""

    def __init__(self) -> None:
        self.taken: dict[str, bytes] = {}
        self.refuse: Exception | None = None

    def __call__(self, path: Path) -> None:
        if self.refuse is not None:
            raise self.refuse
        self.taken[path.name] = path.read_bytes()


@pytest.mark.parametrize("news", [True, False], ids=["news", "share without news"])
def test_takes_what_lies_there_and_what_comes(tmp_path: Path, news: bool) -> None:
    (tmp_path / "cũ.pdf").write_bytes(b"%PDF-1")
    taker = Taker()
    folder = ScanFolder(tmp_path, taker, interval=0.1, news=news)
    folder.start()
    try:
        until(lambda: "cũ.pdf" in taker.taken, 10)
        (tmp_path / "mới.tmp").write_bytes(b"%PDF-2")
        (tmp_path / "mới.tmp").rename(tmp_path / "mới.pdf")
        until(lambda: (tmp_path / DONE_FOLDER / "mới.pdf").exists(), 10)
    finally:
        folder.stop()
    assert taker.taken == {"cũ.pdf": b"%PDF-1", "mới.pdf": b"%PDF-2"}
    assert not list(tmp_path.glob("*.pdf"))


def test_waits_for_a_half_written_file(tmp_path: Path) -> None:
    taker = Taker()
    folder = ScanFolder(tmp_path, taker)
    path = tmp_path / "dài.pdf"
    path.write_bytes(b"%PDF-")
    assert folder.look()
    path.write_bytes(b"%PDF-" + b"x" * 10)
    assert folder.look() and not taker.taken
    folder.look()
    assert taker.taken == {"dài.pdf": b"%PDF-" + b"x" * 10}


def test_leaves_unfinished_hidden_and_foreign_names(tmp_path: Path) -> None:
    taker = Taker()
    folder = ScanFolder(tmp_path, taker)
    for name in ("~$a.pdf", ".b.pdf", "c.part", "d.docx"):
        (tmp_path / name).write_bytes(b"%PDF-")
    folder.look()
    folder.look()
    assert not taker.taken and len(list(tmp_path.iterdir())) == 4


def test_a_full_disk_leaves_the_original_and_tries_again(tmp_path: Path) -> None:
    taker = Taker()
    folder = ScanFolder(tmp_path, taker)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    taker.refuse = MachineFault("disk_full")
    for _ in range(3):
        folder.look()
    assert (tmp_path / "a.pdf").exists()
    taker.refuse = None
    folder.look()
    assert taker.taken and (tmp_path / DONE_FOLDER / "a.pdf").exists()


def test_what_will_never_do_is_put_apart_and_names_never_clash(tmp_path: Path) -> None:
    taker = Taker()
    folder = ScanFolder(tmp_path, taker)
    taker.refuse = DocumentFault("intake_unknown_kind")
    for _ in range(2):
        (tmp_path / "a.png").write_bytes(b"no picture")
        folder.look()
        folder.look()
    assert sorted(path.name for path in (tmp_path / FAILED_FOLDER).iterdir()) == ["a (2).png", "a.png"]


def test_says_when_the_folder_is_missing_and_comes_back(tmp_path: Path) -> None:
    taker = Taker()
    folder = ScanFolder(tmp_path / "share", taker)
    folder.look()
    assert folder.problem == "missing"
    (tmp_path / "share").mkdir()
    folder.look()
    assert folder.problem == ""


def test_stops_at_once(tmp_path: Path) -> None:
    folder = ScanFolder(tmp_path, Taker(), interval=60)
    folder.start()
    folder.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "scan-folder"]
