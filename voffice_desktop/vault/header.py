"""An account's header on disk: who, which server, which device, and the wrapped keys. Nothing secret is readable.

Two keys are kept apart. The *cache key* opens what the server can give again (rows, files): it is wrapped by
password × device key, or by the password alone where no keyring serves. The *outbox key* opens what only this
machine has: it is wrapped by the password alone, so that unsent work can be carried to another machine; the program
uses that way only after an online sign-in. ``remembered`` wraps both by the device key, for unlocking without a
password.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from voffice_desktop.errors import MachineFault, SignInNeeded, VersionMismatch
from voffice_desktop.paths import private_folder
from voffice_desktop.vault import wrapping
from voffice_desktop.vault.keychain import Keychain
from voffice_desktop.vault.wrapping import Stretching

FORMAT = 1
_NAME = "header.json"
_FOLDER = re.compile(r"[0-9a-f]{16}")
_MAX_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one open account."""

    cache: bytes
    outbox: bytes

    def of(self, purpose: str) -> bytes:
        """A key for one purpose of the cache (``rows``) or the outbox (``work``)."""
        return wrapping.derived(self.outbox if purpose == "work" else self.cache, purpose)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands in ``header.json``."""

    account: str
    full_name: str
    server: str
    device_id: str
    handle: str
    """Under which name the keyring holds the device key; empty where none serves."""
    salt: str
    stretching: Stretching
    cache_wrapped: str
    outbox_wrapped: str
    remembered: str | None
    last_used: str
    user_id: str = ""
    """Whose it is, by the server's id: one account name may mean two people on two servers. Empty in old headers."""
    format: int = FORMAT

    def bound(self) -> bytes:
        """What the wraps are bound to: a header whose device or account was changed opens nothing."""
        facts = [self.format, self.account, self.device_id, self.handle, self.salt, asdict(self.stretching)]
        return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()


def account_folders(profile: Path) -> list[Path]:
    """The folders of accounts in a profile. Their names are random: they tell nobody anything."""
    if not profile.is_dir():
        return []
    return sorted(path for path in profile.iterdir() if _FOLDER.fullmatch(path.name) and (path / _NAME).is_file())


def new_folder(profile: Path) -> Path:
    """A fresh, private folder for an account."""
    private_folder(profile)
    return private_folder(profile / secrets.token_hex(8))


def read(folder: Path) -> Header:
    """The header of an account. Raises ``MachineFault('cache_damaged')``, ``VersionMismatch('cache_newer')``."""
    try:
        with (folder / _NAME).open("rb") as file:
            raw = json.loads(file.read(_MAX_BYTES))
        if isinstance(raw, dict) and isinstance(raw.get("format"), int) and raw["format"] > FORMAT:
            raise VersionMismatch("cache_newer", found=raw["format"], known=FORMAT)
        return _header_from(raw)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise MachineFault("cache_damaged", detail="header") from error


def _header_from(raw: dict[str, Any]) -> Header:
    cost = Stretching(**raw["stretching"])
    texts = ("account", "full_name", "server", "device_id", "handle", "salt", "cache_wrapped", "outbox_wrapped")
    if not all(isinstance(raw[name], str) for name in (*texts, "last_used")):
        raise TypeError("header fields are text")
    if not all(isinstance(value, int) for value in asdict(cost).values()) or not cost.within_bounds():
        raise ValueError("key stretching out of bounds")
    remembered = raw["remembered"]
    if remembered is not None and not isinstance(remembered, str):
        raise TypeError("header fields are text")
    return Header(
        **{name: raw[name] for name in texts},
        stretching=cost,
        remembered=remembered,
        last_used=raw["last_used"],
        user_id=str(raw.get("user_id", "")),
        format=raw["format"],
    )


def write(folder: Path, header: Header) -> None:
    """Put the header in place of the old one in one step. Raises ``MachineFault('disk_full' | 'disk_error')``."""
    beside = folder / f"{_NAME}.new"
    try:
        handle = os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(asdict(header), ensure_ascii=False, indent=1).encode())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / _NAME)
        _sync_folder(folder)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise _disk_fault(error) from error


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _disk_fault(error: OSError) -> MachineFault:
    import errno

    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return MachineFault("disk_full" if full else "disk_error", detail=error.strerror or "")


def enrol(
    *,
    account: str,
    full_name: str,
    server: str,
    device_id: str,
    password: str,
    keychain: Keychain | None,
    remember: bool,
    at: str,
    user_id: str = "",
    keys: Keys | None = None,
    cost: Stretching | None = None,
) -> tuple[Header, Keys]:
    """A header that wraps ``keys`` (fresh ones by default) for this device. ``keychain=None``: the password alone.

    Raises ``MachineFault('no_keyring')`` when the keychain does not serve: the caller then enrols without.
    """
    keys = keys or Keys(wrapping.new_key(), wrapping.new_key())
    cost = cost or Stretching()
    handle, device_key = "", b""
    if keychain is not None:
        handle, device_key = secrets.token_hex(16), wrapping.new_key()
        keychain.put(handle, device_key)
    bare = Header(
        account=account,
        full_name=full_name,
        server=server,
        device_id=device_id,
        handle=handle,
        salt=wrapping.new_salt().hex(),
        stretching=cost,
        cache_wrapped="",
        outbox_wrapped="",
        remembered=None,
        last_used=at,
        user_id=user_id,
    )
    stretched = wrapping.stretched(password, bytes.fromhex(bare.salt), cost)
    bound = bare.bound()
    remembered = None
    if remember and device_key:
        remembered = wrapping.wrap(keys.cache + keys.outbox, wrapping.derived(device_key, "remembered"), bound)
    header = replace(
        bare,
        cache_wrapped=wrapping.wrap(keys.cache, wrapping.derived(stretched + device_key, "cache"), bound),
        outbox_wrapped=wrapping.wrap(keys.outbox, wrapping.derived(stretched, "outbox"), bound),
        remembered=remembered,
    )
    return header, keys


def unlock(header: Header, password: str | None, keychain: Keychain) -> Keys:
    """The keys, by password (and device key) or, with ``None``, by the device key alone where it is remembered.

    Raises ``SignInNeeded('wrong_password' | 'password_needed')``, ``MachineFault('no_keyring')`` when the device key
    cannot be had: no keyring, or another machine.
    """
    device_key = b""
    if header.handle:
        found = keychain.get(header.handle)
        if found is None:
            raise MachineFault("no_keyring", detail="no key of this profile in it")
        device_key = found
    if password is None:
        if header.remembered is None or not device_key:
            raise SignInNeeded("password_needed")
        both = wrapping.unwrap(header.remembered, wrapping.derived(device_key, "remembered"), header.bound())
        return Keys(both[: wrapping.KEY_BYTES], both[wrapping.KEY_BYTES :])
    stretched = wrapping.stretched(password, bytes.fromhex(header.salt), header.stretching)
    cache = wrapping.unwrap(header.cache_wrapped, wrapping.derived(stretched + device_key, "cache"), header.bound())
    return Keys(cache, wrapping.unwrap(header.outbox_wrapped, wrapping.derived(stretched, "outbox"), header.bound()))


def outbox_key(header: Header, password: str) -> bytes:
    """The outbox key by the password alone: for an online sign-in on a machine that lacks the device key."""
    stretched = wrapping.stretched(password, bytes.fromhex(header.salt), header.stretching)
    return wrapping.unwrap(header.outbox_wrapped, wrapping.derived(stretched, "outbox"), header.bound())


def shred(folder: Path, header: Header | None, keychain: Keychain) -> None:
    """Make everything in the folder unreadable for good: device key and wraps first, then the files."""
    if header is not None and header.handle:
        with contextlib.suppress(MachineFault):
            # Without a keyring there is no device key to forget; the header below holds the only wraps.
            keychain.delete(header.handle)
    path = folder / _NAME
    with contextlib.suppress(OSError):
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(b"\0" * size)
            file.flush()
            os.fsync(file.fileno())
    for inner in sorted(folder.rglob("*"), reverse=True):
        with contextlib.suppress(OSError):
            inner.rmdir() if inner.is_dir() else inner.unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()
