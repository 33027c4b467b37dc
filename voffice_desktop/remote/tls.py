"""Connections that trust what they were told to trust: own SSL context, optional pins, never the environment.

``REQUESTS_CA_BUNDLE``, ``SSL_CERT_FILE`` and proxy variables of the environment change nothing here; redirects are
not followed. With pins the certificate chain and host name are checked as well, not instead.
"""

from __future__ import annotations

import hashlib
import ssl
from dataclasses import dataclass
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import SSLError


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to trust. ``pins``: SHA-256 (hex) of leaf certificates, the present one and the next; none: no pins."""

    ca_file: str | None = None
    pins: frozenset[str] = frozenset()


def session(trust: Trust, *, sealed: bool = True) -> requests.Session:
    """A session for one thread that ignores the environment. ``sealed=False``: to a server on plain HTTP, which then
    has no way to HTTPS at all and need not read the system's certificates (40 ms)."""
    made = requests.Session()
    made.trust_env = False
    if sealed:
        made.mount("https://", _Adapter(trust))
    else:
        made.adapters.pop("https://")
    made.headers["User-Agent"] = "voffice-desktop"
    return made


class _Adapter(HTTPAdapter):
    def __init__(self, trust: Trust) -> None:
        self._trust = trust
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        context = ssl.create_default_context(cafile=self._trust.ca_file)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        super().init_poolmanager(*args, ssl_context=context, **kwargs)
        if self._trust.pins:
            self.poolmanager.pool_classes_by_scheme = {
                "http": HTTPConnectionPool,
                "https": _pinned_pool(self._trust.pins),
            }

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The context alone decides: requests would else load its own bundle into the pool."""
        conn.cert_reqs = "CERT_REQUIRED"


def _pinned_pool(pins: frozenset[str]) -> type[HTTPSConnectionPool]:
    class PinnedConnection(HTTPSConnection):
        """Checks the pin right after the handshake, before a byte of ours is sent."""

        def connect(self) -> None:
            super().connect()
            shown = self.sock.getpeercert(binary_form=True)  # type: ignore[union-attr]  # an SSL socket after connect
            if shown is None or hashlib.sha256(shown).hexdigest() not in pins:
                self.close()
                raise SSLError("certificate is not pinned")

    class PinnedPool(HTTPSConnectionPool):
        """A pool of such connections."""

        ConnectionCls = PinnedConnection

    return PinnedPool
