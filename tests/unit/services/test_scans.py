"""Bản quét: the newest pages of a folder, whole ones alone, those that the tray took among them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from voffice_desktop.services.desk import Drafts
from voffice_desktop.services.scans import TAKEN, Scans


class Kept:
    """Drafts in memory."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def load(self, key: str) -> bytes | None:
        return self.held.get(key)

    def save(self, key: str, data: bytes) -> None:
        self.held[key] = data


def page(path: Path, at: int, data: bytes = b"%PDF-1.7") -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (at, at))


def test_the_newest_first_and_nothing_unfinished(tmp_path: Path) -> None:
    scans = Scans(cast("Drafts", Kept()))
    assert scans.newest() == []
    scans.choose(str(tmp_path))
    assert scans.folder() == str(tmp_path)
    page(tmp_path / "cũ.pdf", 1_000)
    page(tmp_path / "mới.TIF", 3_000)
    page(tmp_path / TAKEN / "đã nhận.jpg", 2_000)
    page(tmp_path / "ghi chú.txt", 9_000)
    page(tmp_path / "~tạm.pdf", 9_000)
    page(tmp_path / "rỗng.pdf", 9_000, b"")
    found = scans.newest()
    assert found is not None
    assert [scan.name for scan in found] == ["mới.TIF", "đã nhận.jpg", "cũ.pdf"]


def test_a_folder_that_is_gone_is_no_empty_one(tmp_path: Path) -> None:
    scans = Scans(cast("Drafts", Kept()))
    scans.choose(str(tmp_path / "không có"))
    assert scans.newest() is None
