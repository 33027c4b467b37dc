"""The account's header: who can open it, and that a changed header opens nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fakes.keychain import MemoryKeychain
from voffice_desktop.errors import MachineFault, SignInNeeded, VersionMismatch
from voffice_desktop.vault import header as vault
from voffice_desktop.vault.header import Header, Keys
from voffice_desktop.vault.wrapping import Stretching

CHEAP = Stretching(passes=2, kibibytes=19 * 1024, lanes=1)
PASSWORD = "đúng mật khẩu dài"


def enrolled(keychain: MemoryKeychain | None, *, remember: bool = True) -> tuple[Header, Keys]:
    return vault.enrol(
        account="thutruong1",
        full_name="Nguyễn Văn Mẫu",
        server="http://127.0.0.1:1",
        device_id="d1",
        password=PASSWORD,
        keychain=keychain,
        remember=remember,
        at="2026-11-22T01:02:03Z",
        cost=CHEAP,
    )


def test_password_and_device_key_open_together(tmp_path: Path) -> None:
    keychain = MemoryKeychain()
    header, keys = enrolled(keychain)
    vault.write(tmp_path, header)
    read = vault.read(tmp_path)
    assert read == header
    assert vault.unlock(read, PASSWORD, keychain) == keys
    assert vault.unlock(read, None, keychain) == keys
    assert (tmp_path / "header.json").stat().st_mode & 0o777 == 0o600


def test_the_password_counts_whatever_way_its_letters_are_composed() -> None:
    import unicodedata

    keychain = MemoryKeychain()
    header, keys = enrolled(keychain)
    assert vault.unlock(header, unicodedata.normalize("NFD", PASSWORD), keychain) == keys


def test_wrong_password_other_device_and_not_remembered_are_refused() -> None:
    keychain = MemoryKeychain()
    header, _keys = enrolled(keychain, remember=False)
    with pytest.raises(SignInNeeded, match="wrong_password"):
        vault.unlock(header, "sai", keychain)
    with pytest.raises(MachineFault, match="no_keyring"):
        vault.unlock(header, PASSWORD, MemoryKeychain())
    other = MemoryKeychain()
    other.kept[header.handle] = b"x" * 32
    with pytest.raises(SignInNeeded, match="wrong_password"):
        vault.unlock(header, PASSWORD, other)
    with pytest.raises(SignInNeeded, match="password_needed"):
        vault.unlock(header, None, keychain)


def test_without_a_keyring_the_password_alone_opens() -> None:
    header, keys = enrolled(None)
    assert header.remembered is None
    assert vault.unlock(header, PASSWORD, MemoryKeychain()) == keys


def test_the_outbox_key_needs_no_device() -> None:
    header, keys = enrolled(MemoryKeychain())
    assert vault.outbox_key(header, PASSWORD) == keys.outbox
    with pytest.raises(SignInNeeded):
        vault.outbox_key(header, "sai")


@pytest.mark.parametrize(
    "change",
    [
        {"account": "thutruong2"},
        {"device_id": "d2"},
        {"salt": "00" * 16},
        {"cache_wrapped": "zz"},
        {"cache_wrapped": "00" * 60},
        {"stretching": {"passes": 3, "kibibytes": 19 * 1024, "lanes": 1}},
    ],
)
def test_a_changed_header_opens_nothing(tmp_path: Path, change: dict[str, object]) -> None:
    keychain = MemoryKeychain()
    header, _keys = enrolled(keychain)
    vault.write(tmp_path, header)
    path = tmp_path / "header.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(SignInNeeded):
        vault.unlock(vault.read(tmp_path), PASSWORD, keychain)


@pytest.mark.parametrize(
    "change",
    [
        {"stretching": {"passes": 1, "kibibytes": 19 * 1024, "lanes": 1}},
        {"stretching": {"passes": 2, "kibibytes": 1 << 40, "lanes": 1}},
        {"stretching": None},
        {"account": 7},
        {"salt": None},
    ],
)
def test_a_header_out_of_bounds_is_damage(tmp_path: Path, change: dict[str, object]) -> None:
    header, _keys = enrolled(None)
    vault.write(tmp_path, header)
    path = tmp_path / "header.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(MachineFault, match="cache_damaged"):
        vault.read(tmp_path)


def test_a_newer_header_is_left_alone(tmp_path: Path) -> None:
    header, _keys = enrolled(None)
    vault.write(tmp_path, header)
    path = tmp_path / "header.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99}))
    with pytest.raises(VersionMismatch, match="cache_newer"):
        vault.read(tmp_path)


def test_shredding_forgets_the_device_key_and_every_file(tmp_path: Path) -> None:
    keychain = MemoryKeychain()
    header, _keys = enrolled(keychain)
    folder = vault.new_folder(tmp_path)
    vault.write(folder, header)
    (folder / "blobs").mkdir()
    (folder / "blobs" / "a").write_bytes(b"x")
    vault.shred(folder, header, keychain)
    assert not folder.exists()
    assert keychain.kept == {}
