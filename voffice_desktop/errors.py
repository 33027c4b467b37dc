"""Every error a floor may raise, classed by who must act.

A third-party exception is translated once, in the room that owns its library. An error that reaches a
user carries a stable ``code``; its sentence in Vietnamese is found by that code (``protocol.problems`` for
what a server says, ``ui.sentences`` for what happens on the machine itself).
"""

from __future__ import annotations

from typing import Any


class VofficeError(Exception):
    """Base of all errors of this product. ``code`` is stable, ``params`` fill the sentence shown for it."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        if not self.params:
            return self.code
        return f"{self.code} ({', '.join(f'{name}={value!r}' for name, value in sorted(self.params.items()))})"


class Transient(VofficeError):
    """Nobody must act: it passes with time (no network, server busy, an answer cut short)."""

    def __init__(self, code: str, *, retry_after: float | None = None, **params: Any) -> None:
        super().__init__(code, **params)
        self.retry_after = retry_after
        """Seconds the other side asked us to wait, if it said so."""


class SignInNeeded(VofficeError):
    """The user must sign in again (expired or revoked session, wrong password, wiped device)."""


class Rejected(VofficeError):
    """A rule refused the act; the user decides what comes next. ``problem`` is the server's own body, if any."""

    def __init__(self, code: str, *, status: int = 0, problem: dict[str, Any] | None = None, **params: Any) -> None:
        super().__init__(code, **params)
        self.status = status
        self.problem = problem or {}


class MachineFault(VofficeError):
    """The machine needs care: full disk, damaged cache, no keyring, token unplugged."""


class DocumentFault(VofficeError):
    """One document or credential is at fault: unreadable PDF, wrong PIN, bad certificate."""


class VersionMismatch(VofficeError):
    """Client, server or cache come from versions that do not understand each other."""


class Bug(VofficeError):
    """This program broke one of its own promises."""
