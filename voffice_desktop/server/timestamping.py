"""The configured time-stamp service (RFC 3161 over HTTP): with one, signatures reach B-LT, without one B-B."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

from voffice_desktop.errors import MachineFault, Transient
from voffice_desktop.signing.two_step import AskTime

VARIABLE = "VOFFICE_TIME_STAMP_URL"
TIMEOUT_SECONDS = 5.0
_MOST = 64 << 10


def time_service(url: str) -> AskTime | None:
    """A function that asks the service at ``url``; None without one. MachineFault ``bad_time_stamp_url``."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise MachineFault("bad_time_stamp_url", url=url)
    make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def ask(request: bytes) -> bytes:
        connection = make(parts.netloc, timeout=TIMEOUT_SECONDS)
        try:
            connection.request("POST", path, request, {"Content-Type": "application/timestamp-query"})
            answer = connection.getresponse()
            said = answer.read(_MOST + 1)
        except (OSError, http.client.HTTPException) as error:
            raise Transient("time_stamp_failed") from error
        finally:
            connection.close()
        if answer.status != 200 or len(said) > _MOST:
            raise Transient("time_stamp_failed", status=answer.status)
        return said

    return ask
