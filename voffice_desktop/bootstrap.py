"""The composition root: joins the floors into a desk. Screens and the command line start here, nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

from voffice_desktop.errors import MachineFault
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk, Progress
from voffice_desktop.services.filing import PageTexts
from voffice_desktop.vault.keychain import SystemKeychain


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
) -> Desk:
    """A desk after an online sign-in; see :func:`voffice_desktop.services.accounts.sign_in`."""
    return accounts.sign_in(
        profile,
        server,
        account,
        password,
        remember=remember,
        progress=progress,
        device_name=device_name,
        old_password=old_password,
        otp=otp,
        keychain=SystemKeychain(),
        page_texts=page_texts(),
    )


def unlock(
    profile: Path, account: str, password: str | None = None, *, repair: bool = False, expired_ok: bool = False
) -> Desk:
    """A desk over the cache, without the server; see :func:`voffice_desktop.services.accounts.unlock`."""
    return accounts.unlock(
        profile,
        account,
        password,
        repair=repair,
        expired_ok=expired_ok,
        keychain=SystemKeychain(),
        page_texts=page_texts(),
    )


def keyring_works() -> bool:
    """Whether the system keyring keeps what it is given."""
    chain = SystemKeychain(timeout=10)
    try:
        chain.put("probe", os.urandom(16))
        chain.delete("probe")
    except MachineFault:
        return False
    return True


def page_texts() -> PageTexts | None:
    """How the words of a cached PDF are read: in a child process of ``pdf``, started only when it is needed."""
    return None
