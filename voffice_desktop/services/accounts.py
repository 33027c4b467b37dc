"""Signing in and unlocking: from a profile folder, an account and a password to a desk.

Errors, by code: ``bad_credentials``, ``device_wiped`` (SignInNeeded); ``server_unreachable``, ``not_our_server``
(Transient: HTML or garbage came back); ``disk_full``, ``cache_damaged``, ``no_keyring``, ``wrong_password``,
``clock_wrong``, ``lease_expired`` (MachineFault or SignInNeeded); ``cache_newer`` (VersionMismatch).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voffice_desktop.services.desk import Desk, Progress


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

    def forget(self, profile: Path, account: str) -> None:
        """Destroy the account's keys and files on this device, its unsent work included (the screen asks first)."""
