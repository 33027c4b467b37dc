"""Signing in and unlocking: from a profile folder, an account and a password to a desk.

Errors, by code: ``bad_credentials``, ``device_wiped``, ``wrong_password``, ``password_needed``,
``old_password_needed``, ``clock_wrong``, ``lease_expired``, ``unknown_account`` (SignInNeeded);
``server_unreachable``, ``not_our_server`` (Transient: HTML or garbage came back); ``disk_full``, ``cache_damaged``,
``no_keyring`` (MachineFault); ``cache_newer`` (VersionMismatch); ``invalid_server`` (Rejected).
"""

from __future__ import annotations

import contextlib
import platform
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from voffice_desktop.clock import utc_now
from voffice_desktop.errors import MachineFault, Rejected, SignInNeeded, Transient, VofficeError
from voffice_desktop.ids import new_id
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.messages import Session
from voffice_desktop.remote.calls import Remote
from voffice_desktop.remote.exchange import Exchange
from voffice_desktop.services import opening
from voffice_desktop.services.desk import Desk, Progress
from voffice_desktop.services.filing import PageTexts
from voffice_desktop.store.commands import fact, set_fact
from voffice_desktop.store.engine import Connection
from voffice_desktop.store.lane import Databases
from voffice_desktop.vault import header as vault
from voffice_desktop.vault import lease
from voffice_desktop.vault.header import Header, Keys
from voffice_desktop.vault.keychain import Keychain, SystemKeychain
from voffice_desktop.vault.wrapping import new_key


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account that has signed in on this profile before."""

    account: str
    full_name: str
    server: str
    needs_password: bool
    """Whether unlocking asks for the password (no keyring, or not remembered on this device)."""
    last_used: str
    """UTC time of the last sign-in or unlocking."""


class Door(Protocol):
    """How a screen gets a desk. This module itself is one: ``accounts.sign_in(…)``, ``accounts.unlock(…)``."""

    def known(self, profile: Path) -> list[KnownAccount]:
        """The accounts of this profile, the last used first. Needs no password and no server."""

    def sign_in(
        self,
        profile: Path,
        server: str,
        account: str,
        password: str,
        *,
        remember: bool = True,
        progress: Progress | None = None,
        device_name: str = "",
    ) -> Desk:
        """Sign in online, make or repair the encrypted cache, and (with ``progress``) synchronise the first time.

        ``remember``: later unlocking needs no password where a keyring serves. An outbox that is already there is
        kept whatever happens to the cache. Blocks: call it off the main thread.
        """

    def unlock(self, profile: Path, account: str, password: str | None = None) -> Desk:
        """Open the cache without the server. ``password=None`` where ``needs_password`` is false."""

    def unremember(self, profile: Path, account: str) -> None:
        """Signed out: from now on unlocking asks for the password. Cache and unsent work stay."""

    def forget(self, profile: Path, account: str) -> None:
        """Destroy the account's keys and files on this device, its unsent work included (the screen asks first)."""


def known(profile: Path) -> list[KnownAccount]:
    """See :class:`Door`. An account whose header is damaged is left out; signing in makes it anew."""
    found = [
        KnownAccount(header.account, header.full_name, header.server, header.remembered is None, header.last_used)
        for _folder, header in _headers(profile)
    ]
    return sorted(found, key=lambda one: one.last_used, reverse=True)


def _headers(profile: Path) -> list[tuple[Path, Header]]:
    found: list[tuple[Path, Header]] = []
    for folder in vault.account_folders(profile):
        with contextlib.suppress(MachineFault):
            found.append((folder, vault.read(folder)))
    return found


def _folder_of(profile: Path, account: str) -> tuple[Path, Header] | None:
    mine = [(folder, header) for folder, header in _headers(profile) if header.account == account]
    return max(mine, key=lambda pair: pair[1].last_used, default=None)


def _folder_of_person(profile: Path, account: str, user_id: str) -> tuple[Path, Header] | None:
    """The folder of one person: the same account name on another server is somebody else's, with a folder apart."""
    mine = [
        (folder, header)
        for folder, header in _headers(profile)
        if header.account == account and header.user_id in (user_id, "")
    ]
    return max(mine, key=lambda pair: (pair[1].user_id == user_id, pair[1].last_used), default=None)


def sign_in(
    profile: Path,
    server: str,
    account: str,
    password: str,
    *,
    remember: bool = True,
    progress: Progress | None = None,
    device_name: str = "",
    old_password: str | None = None,
    otp: str | None = None,
    keychain: Keychain | None = None,
    page_texts: PageTexts | None = None,
) -> Desk:
    """See :class:`Door`. ``old_password``: opens unsent work after the password was changed elsewhere."""
    chain = keychain or SystemKeychain()
    standing = _folder_of(profile, account)
    device_id = standing[1].device_id if standing else new_id()
    exchange = Exchange(server, trust=opening.trust_of(profile))
    try:
        try:
            session = Remote(exchange).sign_in(
                account, password, {"id": device_id, "name": device_name or platform.node()}, otp
            )
        except SignInNeeded as error:
            if error.code == "device_wiped" and standing is not None:
                vault.shred(*standing, chain)
            if error.code == "bad_credentials" and standing is not None:
                _drop_if_shut_out(*standing, password, chain)
            raise
        except Rejected as error:
            raise _not_ours(error) from error
    finally:
        exchange.close()
    standing = _folder_of_person(profile, account, session.user.id)
    folder, old_header = standing if standing else (vault.new_folder(profile), None)
    keys, drop = _keys_for(old_header, password, old_password, chain)
    if drop:
        opening.drop_cache(folder)
    header = _enrolled(
        folder, old_header, keys, session, exchange.server, account, password, device_id, remember, chain
    )
    databases = opening.repaired(folder, keys) if old_header else opening.databases_of(folder, keys, create=True)
    try:
        somebody_else = _remember_session(databases, session)
        opened = opening.OpenAccount(
            profile, folder, header, databases, chain, utc_now, password=password, page_texts=page_texts
        )
    except BaseException:
        databases.close()
        raise
    if somebody_else:
        # Rows and files of the other person go; acts in the outbox stay with their author and are not sent.
        opened.blobs.delete(opened.store.forget_mirror())
    if progress is not None:
        try:
            opened.syncing.round(progress=progress)
        except BaseException:
            opened.close()
            raise
    return opened.desk


def _drop_if_shut_out(folder: Path, header: Header, password: str, chain: Keychain) -> None:
    """The server ended the session before its time and now refuses the very password that opens this cache: what it
    holds may not be seen any more. Unsent work stays sealed."""
    with contextlib.suppress(VofficeError):
        databases = opening.databases_of(folder, vault.unlock(header, password, chain), create=False)
        try:
            with databases.outbox() as box:
                shut = fact(box, "last_contact") == lease.CLOSED
        finally:
            databases.close()
        if shut:
            opening.drop_cache(folder)


def _not_ours(error: Rejected) -> VofficeError:
    """A server that knows no ``/sessions`` is not ours, however well it speaks JSON."""
    return Transient("not_our_server", status=error.status) if error.status in (404, 405) else error


def _keys_for(header: Header | None, password: str, old_password: str | None, chain: Keychain) -> tuple[Keys, bool]:
    """The account's keys after an online sign-in, and whether the cache under them must be made anew."""
    if header is None:
        return Keys(new_key(), new_key()), False
    for candidate in (password, old_password):
        if candidate is None:
            continue
        try:
            return vault.unlock(header, candidate, chain), False
        except MachineFault:
            # No device key here: another machine, or the keyring is gone. Unsent work still opens by the password.
            with contextlib.suppress(SignInNeeded):
                return Keys(new_key(), vault.outbox_key(header, candidate)), True
        except SignInNeeded:
            continue
    with contextlib.suppress(SignInNeeded, MachineFault):
        return vault.unlock(header, None, chain), False
    raise SignInNeeded("old_password_needed")


def _enrolled(
    folder: Path,
    old: Header | None,
    keys: Keys,
    session: Session,
    server: str,
    account: str,
    password: str,
    device_id: str,
    remember: bool,
    chain: Keychain,
) -> Header:
    """Write a fresh header for these keys; the old device key is forgotten only afterwards."""

    def enrol(through: Keychain | None) -> Header:
        made, _keys = vault.enrol(
            account=account,
            full_name=session.user.full_name,
            server=server,
            device_id=device_id,
            user_id=session.user.id,
            password=password,
            keychain=through,
            remember=remember,
            at=utc_now().isoformat(),
            keys=keys,
        )
        return made

    try:
        header = enrol(chain)
    except MachineFault as error:
        if error.code != "no_keyring":
            raise
        header = enrol(None)
    vault.write(folder, header)
    if old is not None and old.handle and old.handle != header.handle:
        with contextlib.suppress(MachineFault):
            chain.delete(old.handle)
    return header


def _remember_session(databases: Databases, session: Session) -> bool:
    """Keep token, user and policy; whether the account was another person's (the same name on another server)."""
    now = utc_now().isoformat()

    def write(box: Connection) -> bool:
        before = fact(box, "user")
        set_fact(box, "token", session.token)
        set_fact(box, "session_until", session.expires_at)
        set_fact(box, "user", codec.encode(session.user).decode())
        set_fact(box, "policy", codec.encode(session.policy).decode())
        set_fact(box, "last_contact", now)
        set_fact(box, "last_seen", now)
        return before is not None and codec.decode(before, dict).get("id") != session.user.id

    return databases.write_outbox(write)


def unlock(
    profile: Path,
    account: str,
    password: str | None = None,
    *,
    repair: bool = False,
    expired_ok: bool = False,
    keychain: Keychain | None = None,
    page_texts: PageTexts | None = None,
) -> Desk:
    """See :class:`Door`. ``repair`` makes a damaged cache anew (the outbox stays); ``expired_ok`` opens past the
    lease, for a synchronisation that will renew it."""
    chain = keychain or SystemKeychain()
    standing = _folder_of(profile, account)
    if standing is None:
        raise SignInNeeded("unknown_account", account=account)
    folder, header = standing
    keys = vault.unlock(header, password, chain)
    databases = opening.repaired(folder, keys) if repair else opening.databases_of(folder, keys, create=False)
    try:
        if not expired_ok:
            opening.check_lease(databases, utc_now())
        with contextlib.suppress(MachineFault):
            # Only for the order of accounts on the next start: a full disk must not keep anyone from reading.
            header = replace(header, last_used=utc_now().isoformat())
            vault.write(folder, header)
        return opening.OpenAccount(
            profile, folder, header, databases, chain, utc_now, password=password, page_texts=page_texts
        ).desk
    except BaseException:
        databases.close()
        raise


def unremember(profile: Path, account: str) -> None:
    """See :class:`Door`."""
    standing = _folder_of(profile, account)
    if standing is not None:
        folder, header = standing
        vault.write(folder, replace(header, remembered=None))


def forget(profile: Path, account: str, *, keychain: Keychain | None = None) -> None:
    """See :class:`Door`."""
    standing = _folder_of(profile, account)
    if standing is not None:
        vault.shred(*standing, keychain or SystemKeychain())
