"""Sealed files: whatever happens to them on disk, what comes out is the right bytes or an error."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from voffice_desktop.blobs import files, sealed
from voffice_desktop.blobs.files import BlobFolder
from voffice_desktop.errors import MachineFault

MARK = "CÔNG VĂN MẪU 12345".encode()


@pytest.mark.parametrize(
    "size", [0, 1, sealed.CHUNK - 1, sealed.CHUNK, sealed.CHUNK + 1, 2 * sealed.CHUNK, 3 * sealed.CHUNK + 17]
)
def test_every_size_comes_back(tmp_path: Path, size: int) -> None:
    folder = BlobFolder(tmp_path / "blobs")
    data = os.urandom(size)
    kept = folder.put(data)
    assert (kept.size, kept.sha256) == (size, hashlib.sha256(data).hexdigest())
    assert folder.read(kept.name, kept.key, kept.sha256) == data


def test_nothing_readable_on_disk_and_nobody_else_may_look(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path / "blobs")
    kept = folder.put(MARK * 50_000)
    path = tmp_path / "blobs" / kept.name
    assert MARK not in path.read_bytes()
    assert kept.sha256 not in path.name
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_flipped_cut_swapped_doubled_and_foreign_chunks_are_refused(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path / "blobs")
    kept = folder.put(os.urandom(2 * sealed.CHUNK + 5))
    other = folder.put(os.urandom(2 * sealed.CHUNK + 5))
    path = tmp_path / "blobs" / kept.name
    raw = path.read_bytes()
    step, head = sealed.SEALED_CHUNK, sealed.HEADER
    chunks = [raw[head + at : head + at + step] for at in range(0, len(raw) - head, step)]
    damaged = [raw[:n] for n in (0, 5, head, head + 1, head + step, head + 2 * step, len(raw) - 1)]
    damaged += [raw[:head] + chunks[1] + chunks[0] + chunks[2], raw + chunks[2], raw[:head] + chunks[0] + chunks[2]]
    damaged.append((tmp_path / "blobs" / other.name).read_bytes())
    for at in (0, 3, 4, head - 1, head, head + step, len(raw) - 1):
        flipped = bytearray(raw)
        flipped[at] ^= 1
        damaged.append(bytes(flipped))
    for bad in damaged:
        path.write_bytes(bad)
        with pytest.raises(MachineFault, match="blob_damaged"):
            folder.read(kept.name, kept.key, kept.sha256)


def test_a_download_goes_on_where_whole_chunks_ended(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path / "blobs")
    data = os.urandom(3 * sealed.CHUNK + 100)
    name, key = files.new_name(), files.new_key()
    first = folder.resume(name, key)
    first.feed(data[: 2 * sealed.CHUNK + 500])
    first.pause()
    second = folder.resume(name, key)
    assert second.offset == 2 * sealed.CHUNK
    second.feed(data[second.offset :])
    size, digest = second.finish(hashlib.sha256(data).hexdigest())
    assert folder.read(name, key, digest) == data
    assert size == len(data)


def test_a_part_that_was_damaged_is_taken_up_before_the_damage(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path / "blobs")
    data = os.urandom(2 * sealed.CHUNK + 100)
    name, key = files.new_name(), files.new_key()
    first = folder.resume(name, key)
    first.feed(data)
    first.pause()
    part = tmp_path / "blobs" / f"{name}.part"
    raw = bytearray(part.read_bytes())
    raw[sealed.HEADER + sealed.SEALED_CHUNK + 3] ^= 1
    part.write_bytes(raw)
    second = folder.resume(name, key)
    assert second.offset == sealed.CHUNK
    second.abandon()
    assert not part.exists()


def test_another_hash_keeps_nothing(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path / "blobs")
    name = files.new_name()
    writing = folder.resume(name, files.new_key())
    writing.feed(b"other bytes")
    with pytest.raises(MachineFault, match="blob_damaged"):
        writing.finish("0" * 64)
    assert list((tmp_path / "blobs").iterdir()) == []


def test_sweeping_leaves_only_what_the_database_knows(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path / "blobs")
    kept, lost = folder.put(b"a"), folder.put(b"b")
    assert folder.sweep({kept.name}) == 1
    assert folder.exists(kept.name)
    assert not folder.exists(lost.name)
    with pytest.raises(MachineFault, match="blob_missing"):
        folder.read(lost.name, lost.key, lost.sha256)


def test_a_name_from_outside_never_becomes_a_path(tmp_path: Path) -> None:
    folder = BlobFolder(tmp_path / "blobs")
    with pytest.raises(MachineFault):
        folder.read("../header.json", b"k" * 32, "0" * 64)
