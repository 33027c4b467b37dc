"""The composition root: joins the floors into a desk. Screens and the command line start here, nowhere else."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

from voffice_desktop.errors import MachineFault
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.text import page_texts
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk, Progress
from voffice_desktop.vault.keychain import SystemKeychain


def known(profile: Path) -> list[accounts.KnownAccount]:
    """The accounts of a profile; see :func:`voffice_desktop.services.accounts.known`."""
    return accounts.known(profile)


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
    texts = _Texts()
    desk = accounts.sign_in(
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
        page_texts=texts,
    )
    return _closing(desk, texts)


def unlock(
    profile: Path, account: str, password: str | None = None, *, repair: bool = False, expired_ok: bool = False
) -> Desk:
    """A desk over the cache, without the server; see :func:`voffice_desktop.services.accounts.unlock`."""
    texts = _Texts()
    desk = accounts.unlock(
        profile,
        account,
        password,
        repair=repair,
        expired_ok=expired_ok,
        keychain=SystemKeychain(),
        page_texts=texts,
    )
    return _closing(desk, texts)


def unremember(profile: Path, account: str) -> None:
    """Ask for the password from now on; see :func:`voffice_desktop.services.accounts.unremember`."""
    accounts.unremember(profile, account)


def keyring_works() -> bool:
    """Whether the system keyring keeps what it is given."""
    chain = SystemKeychain(timeout=10)
    try:
        chain.put("probe", os.urandom(16))
        chain.delete("probe")
    except MachineFault:
        return False
    return True


class _Texts:
    """Reads the words of cached PDFs in a child process that is started with the first of them."""

    def __init__(self) -> None:
        self._children: Children | None = None
        self._guard = threading.Lock()

    def __call__(self, data: bytes) -> list[str]:
        with self._guard:
            if self._children is None:
                self._children = Children(1, spares=False)
            return page_texts(data, children=self._children)

    def close(self) -> None:
        with self._guard:
            if self._children is not None:
                self._children.close()


def _closing(desk: Desk, texts: _Texts) -> Desk:
    def close() -> None:
        try:
            desk.close()
        finally:
            texts.close()

    return replace(desk, close=close)
