"""The system keyring (Secret Service, KWallet, Credential Manager, Keychain): where the device key lives.

A keyring may be absent, may ask the user by a prompt that nobody answers, or may swallow what it is given. So each
call runs in a thread of its own with a time limit, and a key counts as kept only when it was read back. There is
never a fall-back to a plain file: without a keyring the password alone protects the cache, and the user is told.
"""

from __future__ import annotations

import hmac
import logging
import queue
import threading
from collections.abc import Callable
from typing import Protocol

from voffice_desktop.errors import MachineFault

_SERVICE = "voffice-desktop"
_TIMEOUT = 15.0
_log = logging.getLogger(__name__)


class Keychain(Protocol):
    """Three calls; each raises ``MachineFault('no_keyring')`` when no keyring serves."""

    def get(self, handle: str) -> bytes | None:
        """The key kept under ``handle``, or ``None``."""

    def put(self, handle: str, key: bytes) -> None:
        """Keep the key; returns only when it can be read back."""

    def delete(self, handle: str) -> None:
        """Forget the key; nothing happens when it is not there."""


class SystemKeychain:
    """The keyring of the user's session."""

    def __init__(self, timeout: float = _TIMEOUT) -> None:
        self._timeout = timeout

    def get(self, handle: str) -> bytes | None:
        """See :class:`Keychain`."""
        found = self._asked(lambda: _backend_get(handle))
        try:
            return None if found is None else bytes.fromhex(found)
        except ValueError:
            return None

    def put(self, handle: str, key: bytes) -> None:
        """See :class:`Keychain`. A backend that keeps nothing (``null``) is no keyring."""
        self._asked(lambda: _backend_set(handle, key.hex()))
        back = self.get(handle)
        if back is None or not hmac.compare_digest(back, key):
            raise MachineFault("no_keyring", detail="what was stored could not be read back")

    def delete(self, handle: str) -> None:
        """See :class:`Keychain`."""
        self._asked(lambda: _backend_delete(handle))

    def _asked(self, call: Callable[[], str | None]) -> str | None:
        answers: queue.SimpleQueue[tuple[str | None, str | None]] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put((call(), None))
            except Exception as error:
                # A boundary: backends raise whatever their system library raises, some already while being imported.
                answers.put((None, type(error).__name__))

        # A daemon: a prompt that nobody answers must not keep the program from ending.
        threading.Thread(target=ask, name="keyring", daemon=True).start()
        try:
            answer, failure = answers.get(timeout=self._timeout)
        except queue.Empty:
            raise MachineFault("no_keyring", detail="no answer in time") from None
        if failure is not None:
            _log.info("no keyring: %s", failure)
            raise MachineFault("no_keyring", detail=failure)
        return answer


def _backend_get(handle: str) -> str | None:
    import keyring

    found: str | None = keyring.get_password(_SERVICE, handle)
    return found


def _backend_set(handle: str, secret: str) -> str | None:
    import keyring

    keyring.set_password(_SERVICE, handle, secret)
    return None


def _backend_delete(handle: str) -> str | None:
    import keyring
    from keyring.errors import PasswordDeleteError

    try:
        keyring.delete_password(_SERVICE, handle)
    except PasswordDeleteError:
        return None
    return None
