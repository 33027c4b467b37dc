"""One HTTP exchange with the server, and what its answer means. Time-outs always, no retry, no redirect.

Every failure becomes one of ours: unreachable, HTML, cut short or not JSON is ``Transient``; 401 is ``SignInNeeded``
with the server's code; a problem body is ``Rejected``. What is not our server's answer is never taken for one.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import IO, Any, TypeVar, cast
from urllib.parse import urlsplit

import requests
import urllib3
import zstandard

from voffice_desktop.errors import Rejected, SignInNeeded, Transient, VofficeError
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.messages import Problem
from voffice_desktop.protocol.routes import PREFIX
from voffice_desktop.remote import tls

T = TypeVar("T")

CONNECT_TIMEOUT = 5.0
READ_TIMEOUT = 30.0
_PIECE = 256 << 10
_MAX_WINDOW = 8 << 20
MAX_BODY = 64 << 20
"""No answer but a file may be larger than this once unpacked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A good answer: its status, its JSON bytes (empty for 204), whether it repeats an earlier one."""

    status: int
    body: bytes
    replayed: bool = False

    def plain(self) -> Any:
        """The body as plain data; ``None`` when there is none."""
        return codec.decode(self.body, object) if self.body else None


def checked_server(url: str) -> str:
    """``url`` without a trailing slash. Raises ``Rejected('invalid_server' | 'insecure_server')``.

    Plain HTTP is for this machine alone, unless the agency says otherwise by VOFFICE_ALLOW_HTTP=1.
    """
    try:
        parts = urlsplit(url.strip())
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise Rejected("invalid_server", url=url) from error
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or parts.query:
        raise Rejected("invalid_server", url=url)
    if parts.scheme == "http" and not _is_loopback(host) and os.environ.get("VOFFICE_ALLOW_HTTP") != "1":
        raise Rejected("insecure_server", url=url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix(PREFIX)}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Exchange:
    """The way to one server for one account. Threads may share it: each has its own connections."""

    def __init__(self, server: str, *, token: str | None = None, trust: tls.Trust | None = None) -> None:
        self.server = checked_server(server)
        self.token = token
        self.clock_offset: float | None = None
        """Server's time minus this machine's, in seconds, as last seen."""
        self.on_wiped: Callable[[], None] = lambda: None
        """Called when any answer says that this device is to be wiped, before the error is raised."""
        self._trust = trust or tls.Trust()
        self._local = threading.local()
        self._sessions: list[requests.Session] = []
        self._guard = threading.Lock()

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        key: str | None = None,
        if_match: int | None = None,
        headers: dict[str, str] | None = None,
        timeout: float = READ_TIMEOUT,
    ) -> Answer:
        """One JSON exchange. ``path`` as in the contract, without ``/api/v1``."""
        answer = self._asked(method, path, body, key, if_match, headers, timeout)
        if answer.body:
            try:
                codec.decode(answer.body, object)
            except Transient as error:
                raise Transient("not_our_server", detail=str(error.params.get("detail", ""))) from error
        return answer

    def _asked(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        key: str | None = None,
        if_match: int | None = None,
        headers: dict[str, str] | None = None,
        timeout: float = READ_TIMEOUT,
    ) -> Answer:
        """The exchange, its body not looked into yet."""
        asked = dict(headers or {})
        if body is not None:
            asked.setdefault("Content-Type", "application/json")
        if key is not None:
            asked["Idempotency-Key"] = key
        if if_match is not None:
            asked["If-Match"] = f'"{if_match}"'
        with self.open(method, path, body=body, headers=asked, timeout=timeout) as response:
            content = read_all(response)
            if response.status_code == 204:
                return Answer(204, b"")
            if not is_json(response):
                raise Transient("not_our_server", status=response.status_code)
            return Answer(response.status_code, content, response.headers.get("Idempotency-Replayed") == "true")

    def get(self, path: str, target: type[T]) -> T:
        """One GET, decoded once: a page of the feed is a megabyte."""
        answer = self._asked("GET", path)
        try:
            return codec.decode(answer.body, target)
        except Transient as error:
            raise Transient("not_our_server", detail=str(error.params.get("detail", ""))) from error

    @contextlib.contextmanager
    def open(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        timeout: float = READ_TIMEOUT,
    ) -> Iterator[requests.Response]:
        """One exchange whose body the caller reads; a refusal has been raised already."""
        sent = {
            "Accept": "application/json",
            "Accept-Language": "vi",
            "Accept-Encoding": "zstd, gzip",
            **(headers or {}),
        }
        if self.token is not None:
            sent["Authorization"] = f"Bearer {self.token}"
        with translated():
            response = self._session().request(
                method,
                f"{self.server}{PREFIX}{path}",
                data=body,
                headers=sent,
                timeout=(CONNECT_TIMEOUT, timeout),
                allow_redirects=False,
                stream=True,
            )
            try:
                self._note_clock(response)
                if not 200 <= response.status_code < 300:
                    error = refusal(response)
                    if error.code == "device_wiped":
                        self.on_wiped()
                    raise error
                yield response
            finally:
                response.close()

    def _session(self) -> requests.Session:
        made: requests.Session | None = getattr(self._local, "session", None)
        if made is None:
            made = self._local.session = tls.session(self._trust, sealed=self.server.startswith("https:"))
            with self._guard:
                self._sessions.append(made)
        return made

    def server_now(self) -> datetime | None:
        """The server's time as far as its answers told it, or ``None`` before the first."""
        if self.clock_offset is None:
            return None
        from voffice_desktop.clock import utc_now

        return utc_now() + timedelta(seconds=self.clock_offset)

    def _note_clock(self, response: requests.Response) -> None:
        if not is_json(response):
            # A Wi-Fi page may stand on a machine with any clock.
            return
        with contextlib.suppress(TypeError, ValueError):
            there = parsedate_to_datetime(response.headers["Date"]) if "Date" in response.headers else None
            if there is not None:
                from voffice_desktop.clock import utc_now

                aware = there if there.tzinfo else there.replace(tzinfo=UTC)
                self.clock_offset = (aware - utc_now()).total_seconds()

    def close(self) -> None:
        """Close every connection."""
        with self._guard:
            for made in self._sessions:
                made.close()
            self._sessions.clear()


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn the HTTP libraries' errors into ours, here and nowhere else."""
    try:
        yield
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
        raise Rejected("invalid_server") from error
    except requests.exceptions.SSLError as error:
        raise Transient("tls_refused", detail=_brief(error)) from error
    except requests.exceptions.ChunkedEncodingError as error:
        raise Transient("cut_short", detail=_brief(error)) from error
    except requests.exceptions.ContentDecodingError as error:
        raise Transient("not_our_server", detail=_brief(error)) from error
    except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
        raise Transient("server_unreachable", detail=_brief(error)) from error
    except UnicodeError as error:
        # requests encodes host names and headers; what cannot be encoded was no server.
        raise Rejected("invalid_server") from error


def _brief(error: Exception) -> str:
    return type(error).__name__


def is_json(response: requests.Response) -> bool:
    """Whether the answer says that it is JSON."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")


def read_all(response: requests.Response, limit: int = MAX_BODY) -> bytes:
    """The whole body, unpacked, at most ``limit`` bytes. Raises ``Transient`` for more."""
    parts: list[bytes] = []
    size = 0
    for part in _unpacked(response):
        size += len(part)
        if size > limit:
            raise Transient("not_our_server", detail="answer too large")
        parts.append(part)
    return b"".join(parts)


def _unpacked(response: requests.Response) -> Iterator[bytes]:
    """The body's pieces. urllib3 undoes gzip by itself; zstd (a third of the work) is undone here."""
    if response.headers.get("Content-Encoding", "").strip().lower() != "zstd":
        yield from response.iter_content(_PIECE)
        return
    unpacker = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW)
    try:
        with unpacker.stream_reader(cast(IO[bytes], response.raw), read_across_frames=True, closefd=False) as reader:
            while piece := reader.read(_PIECE):
                yield piece
    except zstandard.ZstdError as error:
        raise Transient("not_our_server", detail="zstd") from error


def refusal(response: requests.Response) -> VofficeError:
    """Our error for an answer that is no success."""
    status = response.status_code
    if status == 429 or status >= 500:
        code = "too_many_requests" if status == 429 else "server_error"
        return Transient(code, retry_after=_retry_after(response), status=status)
    if not is_json(response) or status < 400:
        return Transient("not_our_server", status=status)
    try:
        content = read_all(response, 4 << 20)
        plain = codec.decode(content, dict)
        problem = codec.decode(content, Problem)
    except Transient as error:
        return Transient("not_our_server", status=status, detail=error.code)
    if not problem.code:
        return Transient("not_our_server", status=status)
    if status == 401:
        return SignInNeeded(problem.code, **({"disabled": True} if plain.get("account_disabled") is True else {}))
    return Rejected(problem.code, status=status, problem=plain)


def _retry_after(response: requests.Response) -> float | None:
    text = response.headers.get("Retry-After", "")
    if text.isdigit():
        return float(min(int(text), 3600))
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    from voffice_desktop.clock import utc_now

    aware: datetime = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(0.0, (aware - utc_now()).total_seconds()), 3600.0)
