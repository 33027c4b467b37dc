"""Saves by other programs: in place, by atomic rename, with lock files beside, half written first."""

from __future__ import annotations

import io
import queue
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from voffice_desktop.watch.saves import SaveWatcher

_WAIT = 8.0


def document(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", text)
    return buffer.getvalue()


@pytest.fixture
def told() -> queue.Queue[bytes]:
    return queue.Queue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "van-ban.docx"
    made.write_bytes(document("một"))
    return made


@pytest.fixture
def watcher(path: Path, told: queue.Queue[bytes]) -> Iterator[SaveWatcher]:
    made = SaveWatcher(path, told.put, quiet=0.05)
    yield made
    made.close(take_last=False)


def test_a_save_in_place_is_told_once(watcher: SaveWatcher, path: Path, told: queue.Queue[bytes]) -> None:
    path.write_bytes(document("hai"))
    assert told.get(timeout=_WAIT) == document("hai")
    path.touch()
    watcher.close()
    assert told.empty()


def test_an_atomic_rename_with_a_backup_and_a_lock_file(
    watcher: SaveWatcher, path: Path, told: queue.Queue[bytes]
) -> None:
    lock = path.with_name(".~lock.van-ban.docx#")
    lock.write_text("người soạn")
    fresh = path.with_name("lu12ab.tmp")
    fresh.write_bytes(document("hai"))
    path.rename(path.with_name("van-ban.docx.bak"))
    fresh.replace(path)
    lock.unlink()
    assert told.get(timeout=_WAIT) == document("hai")
    watcher.close()
    assert told.empty()


def test_a_half_written_file_waits_until_it_is_whole(
    watcher: SaveWatcher, path: Path, told: queue.Queue[bytes]
) -> None:
    whole = document("hai" * 2000)
    with path.open("wb") as out:
        out.write(whole[: len(whole) // 2])
        out.flush()
        with pytest.raises(queue.Empty):
            told.get(timeout=0.4)
        out.write(whole[len(whole) // 2 :])
    assert told.get(timeout=_WAIT) == whole


def test_the_last_save_before_closing_is_not_lost(path: Path, told: queue.Queue[bytes]) -> None:
    watcher = SaveWatcher(path, told.put, quiet=5.0)
    path.write_bytes(document("hai"))
    watcher.close()
    assert told.get_nowait() == document("hai")
