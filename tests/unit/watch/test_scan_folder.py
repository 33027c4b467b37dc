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
    (tmp_path / "cũ.pdf").write_bytes(b"%PDF-1%%EOF")
    taker = Taker()
    folder = ScanFolder(tmp_path, taker, interval=0.1, news=news)
    folder.start()
    try:
        until(lambda: "cũ.pdf" in taker.taken, 10)
        (tmp_path / "mới.tmp").write_bytes(b"%PDF-2%%EOF")
        (tmp_path / "mới.tmp").rename(tmp_path / "mới.pdf")
        until(lambda: (tmp_path / DONE_FOLDER / "mới.pdf").exists(), 10)
    finally:
        folder.stop()
    assert taker.taken == {"cũ.pdf": b"%PDF-1%%EOF", "mới.pdf": b"%PDF-2%%EOF"}
    assert not list(tmp_path.glob("*.pdf"))


class Ticks:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_waits_for_a_half_written_file(tmp_path: Path) -> None:
    taker = Taker()
    folder = ScanFolder(tmp_path, taker)
    path = tmp_path / "dài.pdf"
    path.write_bytes(b"%PDF-")
    assert folder.look()
    path.write_bytes(b"%PDF-" + b"x" * 10 + b"%%EOF")
    assert folder.look() and not taker.taken
    folder.look()
    assert taker.taken == {"dài.pdf": b"%PDF-" + b"x" * 10 + b"%%EOF"}


@pytest.mark.parametrize(
    ("name", "part", "whole", "rest"),
    [
        ("a.pdf", b"%PDF-1.7 one page", b"%PDF-1.7 two pages\n%%EOF\n", 30),
        ("a.png", b"\x89PNG\r\n", b"\x89PNG\r\n....IEND\xaeB`\x82", 30),
        ("a.jpg", b"\xff\xd8\xff", b"\xff\xd8\xff....\xff\xd9", 30),
        ("a.tif", b"II*\0\xff\xff\0\0", b"II*\0\x08\0\0\0....", 30),
        ("a.eml", b"From: a@mau.example\n", b"From: a@mau.example\n\nbody", 3),
    ],
)
def test_waits_while_a_writer_rests(tmp_path: Path, name: str, part: bytes, whole: bytes, rest: float) -> None:
    taker, ticks = Taker(), Ticks()
    folder = ScanFolder(tmp_path, taker, ticks=ticks)
    (tmp_path / name).write_bytes(part)
    for _ in range(3):
        assert folder.look()
        ticks.now += rest / 4
    assert not taker.taken
    (tmp_path / name).write_bytes(whole)
    folder.look()
    ticks.now += 4
    folder.look()
    assert taker.taken == {name: whole}


def test_takes_what_stays_cut_off_after_a_while(tmp_path: Path) -> None:
    taker, ticks = Taker(), Ticks()
    folder = ScanFolder(tmp_path, taker, ticks=ticks)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 cut off")
    folder.look()
    ticks.now += 31
    folder.look()
    assert taker.taken == {"a.pdf": b"%PDF-1.7 cut off"}


def test_what_grows_on_after_it_was_taken_is_taken_anew(tmp_path: Path) -> None:
    taker = Taker()
    folder = ScanFolder(tmp_path, taker)
    with (tmp_path / "a.pdf").open("wb", buffering=0) as writer:
        writer.write(b"%PDF-1 first %%EOF")
        folder.look()
        folder.look()
        assert (tmp_path / DONE_FOLDER / "a.pdf").exists()
        writer.write(b" second %%EOF")
    folder.look()
    folder.look()
    assert taker.taken == {"a.pdf": b"%PDF-1 first %%EOF second %%EOF"}
    taker.taken.clear()
    folder.look()
    folder.look()
    assert not taker.taken, "once is enough"


def test_what_changes_while_it_is_kept_stays(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1 %%EOF")
    kept: list[bytes] = []

    def take(path: Path) -> None:
        kept.append(path.read_bytes())
        if len(kept) == 1:
            path.write_bytes(b"%PDF-1 more %%EOF")

    folder = ScanFolder(tmp_path, take)
    for _ in range(4):
        folder.look()
    assert kept == [b"%PDF-1 %%EOF", b"%PDF-1 more %%EOF"]
    assert (tmp_path / DONE_FOLDER / "a.pdf").read_bytes() == kept[1]


def test_a_file_that_is_renamed_is_taken_once_under_its_last_name(tmp_path: Path) -> None:
    taker = Taker()
    folder = ScanFolder(tmp_path, taker)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1 %%EOF")
    folder.look()
    (tmp_path / "a.pdf").rename(tmp_path / "b.pdf")
    folder.look()
    folder.look()
    assert list(taker.taken) == ["b.pdf"]


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
    (tmp_path / "a.pdf").write_bytes(b"%PDF- %%EOF")
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
        (tmp_path / "a.png").write_bytes(b"no picture IEND")
        folder.look()
        folder.look()
    assert sorted(path.name for path in (tmp_path / FAILED_FOLDER).iterdir()) == ["a (2).png", "a.png"]
    folder.look()
    assert folder.apart == 2


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
