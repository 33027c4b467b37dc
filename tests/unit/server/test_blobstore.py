"""Both stores of bytes, the folder and S3 on a real SeaweedFS, held to one contract; and what each is alone in."""

from __future__ import annotations

import concurrent.futures
import errno
import hashlib
import os
import tempfile
from pathlib import Path

import obstore
import pytest

from tests.seaweed import PrivateSeaweed
from voffice_desktop.clock import monotonic
from voffice_desktop.errors import MachineFault
from voffice_desktop.server.blobstore import BlobStore, FolderStore, open_blob_store, secret


@pytest.fixture(params=["folder", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store of either kind is."""
    if request.param == "folder":
        return (tmp_path / "kho tệp").as_uri()
    found: str = request.getfixturevalue("s3_url")
    return found


@pytest.fixture
def store(url: str) -> BlobStore:
    """The store opened."""
    return open_blob_store(url)


def test_bytes_come_back_as_they_went(store: BlobStore, url: str) -> None:
    pieces = [b"", b"x", os.urandom(3 << 20)]
    hashes = [store.put(piece) for piece in pieces]
    assert hashes == [hashlib.sha256(piece).hexdigest() for piece in pieces]
    assert store.put(pieces[1]) == hashes[1]
    other = open_blob_store(url)
    assert [other.get(sha256) for sha256 in hashes] == pieces
    assert sorted(other.hashes()) == sorted(hashes)
    with pytest.raises(MachineFault, match="blob_missing"):
        other.get("0" * 64)


def test_named_objects(store: BlobStore) -> None:
    assert store.get_named("uploads/a/0") is None
    store.put_named("uploads/a/0", b"one")
    store.put_named("uploads/a/0", b"two")
    store.put_named("uploads/a/0", b"three", create_only=True)
    assert store.get_named("uploads/a/0") == b"two"
    assert list(store.hashes()) == []
    assert store.size_named("uploads/a/0") == 3
    assert store.size_named("uploads/a/1") is None
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as copy:
        file.write(b"four" * 1_000_000)
        file.seek(0)
        store.put_named("uploads/a/1", file)
        assert store.size_named("uploads/a/1") == store.copy_named("uploads/a/1", copy) == 4_000_000
        assert store.copy_named("uploads/a/2", copy) is None
        copy.seek(0)
        assert copy.read() == b"four" * 1_000_000
    store.delete_named("uploads/a/1")
    store.delete_named("uploads/a/0")
    store.delete_named("uploads/a/0")
    assert store.get_named("uploads/a/0") is None


def test_all_who_make_a_key_at_once_use_the_same(url: str) -> None:
    """Several workers start on an empty store: two audit keys would be two chains."""

    def make(_: int) -> bytes:
        return secret(open_blob_store(url), "system/audit.key")

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(make, range(16)))) == 1


def test_it_says_whether_it_answers(store: BlobStore) -> None:
    secret(store, "system/audit.key")
    assert store.answers()


def test_the_folder_syncs_before_and_after_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Temp file, fsync, rename, fsync of the folder; a new folder's own entry is synced before anything is in it."""
    store, acts = FolderStore(tmp_path / "blobs"), list[str]()
    fsync, replace = os.fsync, Path.replace

    def watch_sync(descriptor: int) -> None:
        acts.append("sync " + Path(f"/proc/self/fd/{descriptor}").resolve().name)
        fsync(descriptor)

    def watch_replace(self: Path, target: Path) -> Path:
        assert target.parent == self.parent
        acts.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", watch_sync)
    monkeypatch.setattr(Path, "replace", watch_replace)
    sha256 = store.put(b"data")
    assert [act if not act.startswith("sync .") else "sync temporary" for act in acts] == [
        "sync blobs",
        "sync temporary",
        "rename",
        f"sync {sha256[:2]}",
    ]
    path = store.root / sha256[:2] / sha256[2:]
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("create_only", [False, True])
def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, create_only: bool) -> None:
    store = FolderStore(tmp_path / "blobs")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MachineFault, match="blob_store_full"):
        store.put_named("name", b"data", create_only=create_only)
    monkeypatch.undo()
    assert [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()] == []


def test_a_changed_file_is_never_handed_out(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "blobs")
    sha256 = store.put(b"data")
    (store.root / sha256[:2] / sha256[2:]).write_bytes(b"dat4")
    with pytest.raises(MachineFault, match="blob_damaged"):
        store.get(sha256)


def test_an_unmounted_folder_is_not_made_again(tmp_path: Path) -> None:
    """What is written into the empty mount point of a lost disk would be lost with its return."""
    store = FolderStore(tmp_path / "blobs")
    secret(store, "system/audit.key")
    (tmp_path / "blobs").rename(tmp_path / "away")
    assert not store.answers()
    with pytest.raises(MachineFault):
        store.put(b"data")
    (tmp_path / "blobs").mkdir()
    assert not store.answers()


def test_s3_holds_what_another_client_sees(s3_url: str, private_seaweed: PrivateSeaweed) -> None:
    store = open_blob_store(s3_url)
    sha256 = store.put(b"data")
    eye = private_seaweed.look(s3_url)
    name = f"ministry/{sha256[:2]}/{sha256[2:]}"
    assert bytes(obstore.get(eye, name).bytes()) == b"data"
    obstore.put(eye, name, b"dat4")
    with pytest.raises(MachineFault, match="blob_damaged"):
        store.get(sha256)


def test_s3_with_a_wrong_key_is_refused(s3_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    store = open_blob_store(s3_url)
    assert not store.answers()
    with pytest.raises(MachineFault, match="blob_store_unusable"):
        store.put(b"data")


def test_a_dead_s3_is_noticed_in_seconds(private_seaweed: PrivateSeaweed, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a server of its own: the session's stays alive for the others."""
    assert private_seaweed.endpoint
    with PrivateSeaweed() as own:
        for name, value in own.environment.items():
            monkeypatch.setenv(name, value)
        store = open_blob_store(own.new_bucket())
        assert store.put(b"data")
        own.stop()
        begin = monotonic()
        assert not store.answers()
        assert monotonic() - begin < 5


def test_what_a_killed_write_began_goes_and_nothing_else(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "blobs")
    kept = store.put(b"kept")
    store.put_named("uploads/one/0", b"part")
    old, fresh = (tmp_path / "blobs" / "uploads" / "one" / f".0.{letter * 12}" for letter in "ab")
    for path in (old, fresh):
        path.write_bytes(b"torn")
    os.utime(old, (1_000, 1_000))
    assert store.forget_torn(2_000) == 1
    assert not old.exists()
    assert fresh.exists()
    assert store.get(kept) == b"kept"
    assert store.get_named("uploads/one/0") == b"part"
