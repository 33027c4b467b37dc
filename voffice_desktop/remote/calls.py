"""The calls of the contract that the client makes, each one exchange."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import requests

from voffice_desktop.errors import Rejected, Transient
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.messages import ChangePage, Digest, Session
from voffice_desktop.remote.exchange import READ_TIMEOUT, Answer, Exchange, translated

PAGE = 1000
MAX_FILE = 512 << 20
"""The contract's own limit for files."""
_PIECE = 256 << 10
_STREAM_SILENCE = 60.0
"""A stream without even a comment for so many seconds is dead (the contract promises one in 25)."""


@dataclass(frozen=True, slots=True)
class Download:
    """An open download: from which byte it comes, how many bytes the whole has (0: unknown), its ETag, its pieces."""

    start: int
    total: int
    etag: str
    copy_id: str
    pieces: Iterator[bytes]


class Remote:
    """The server as the client sees it."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange

    def health(self, timeout: float = 3.0) -> bool:
        """Whether our server answers."""
        try:
            found = self.exchange.ask("GET", "/health", timeout=timeout).plain()
        except Transient:
            return False
        return isinstance(found, dict) and found.get("status") == "ok"

    def sign_in(self, account: str, password: str, device: dict[str, str], otp: str | None = None) -> Session:
        """A new session. Raises ``SignInNeeded('bad_credentials' | 'otp_required' | 'device_wiped')``."""
        body: dict[str, Any] = {"account": account, "password": password, "device": device}
        if otp is not None:
            body["otp"] = otp
        answer = self.exchange.ask("POST", "/sessions", body=codec.encode(body))
        try:
            return codec.decode(answer.body, Session)
        except Transient as error:
            raise Transient("not_our_server") from error

    def me(self) -> dict[str, Any]:
        """``GET /me``: the user's fields, ``unit`` and ``policy``."""
        found = self.exchange.ask("GET", "/me").plain()
        if not isinstance(found, dict):
            raise Transient("not_our_server")
        return found

    def changes(self, cursor: str | None, limit: int = PAGE) -> ChangePage:
        """One page of the feed. Raises ``Rejected('cursor_expired')``."""
        after = "" if cursor is None else f"&cursor={quote(cursor, safe='')}"
        return self.exchange.get(f"/changes?limit={limit}{after}", ChangePage)

    def digest(self) -> Digest:
        """What the mirror must sum up to."""
        return self.exchange.get("/changes/digest", Digest)

    def act(
        self, method: str, path: str, body: bytes, *, key: str, if_match: int | None = None, made_at: str = ""
    ) -> Answer:
        """One command. ``made_at`` (UTC): when its author made it, which counts where the author stood in."""
        headers = {"Made-At": made_at} if made_at else None
        return self.exchange.ask(method, path, body=body or b"{}", key=key, if_match=if_match, headers=headers)

    @contextlib.contextmanager
    def download(
        self, path: str, *, start: int = 0, etag: str = "", timeout: float = READ_TIMEOUT
    ) -> Iterator[Download]:
        """A file. With ``start`` and ``etag`` only the rest of the same copy; another copy comes from byte 0."""
        headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
        if start and etag:
            headers |= {"Range": f"bytes={start}-", "If-Range": etag}
        with self.exchange.open("GET", path, headers=headers, timeout=timeout) as response:
            kind = response.headers.get("Content-Type", "").lower()
            if kind.startswith("text/html"):
                raise Transient("not_our_server", status=response.status_code)
            first, total = _extent(response)
            if response.status_code == 206 and first != start:
                raise Transient("not_our_server", detail="another range than asked")
            yield Download(
                start=first,
                total=total,
                etag=response.headers.get("ETag", ""),
                copy_id=response.headers.get("X-Copy-Id", ""),
                pieces=response.iter_content(_PIECE),
            )

    def file(self, path: str, limit: int = MAX_FILE) -> bytes:
        """The bytes of a file that is not cached (what is to be signed), whole or not at all."""
        with self.download(path) as found:
            held = bytearray()
            for piece in found.pieces:
                held += piece
                if len(held) > limit:
                    raise Transient("not_our_server", detail="answer too large")
            if not held or (found.total and len(held) != found.total):
                raise Transient("cut_short")
            return bytes(held)

    def begin_upload(self, body: dict[str, Any], key: str) -> tuple[str, int]:
        """(upload's id, bytes that the server has)."""
        found = self.exchange.ask("POST", "/uploads", body=codec.encode(body), key=key).plain()
        return _upload_answer(found)

    def upload_offset(self, upload_id: str) -> int:
        """How many bytes of an upload the server has."""
        with self.exchange.open("HEAD", f"/uploads/{upload_id}") as response:
            return int(response.headers.get("Upload-Offset", "0"))

    def upload_piece(self, upload_id: str, offset: int, piece: bytes) -> int:
        """Send bytes from ``offset``; returns the next offset. Raises ``Rejected('wrong_offset')``."""
        headers = {"Content-Type": "application/octet-stream", "Upload-Offset": str(offset)}
        found = self.exchange.ask("PATCH", f"/uploads/{upload_id}", body=piece, headers=headers, timeout=120).plain()
        if not isinstance(found, dict) or not isinstance(found.get("offset"), int):
            raise Transient("not_our_server")
        return int(found["offset"])

    @contextlib.contextmanager
    def nudges(self) -> Iterator[Nudges]:
        """The stream of hints that something changed."""
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        with self.exchange.open("GET", "/changes/stream", headers=headers, timeout=_STREAM_SILENCE) as response:
            if not response.headers.get("Content-Type", "").startswith("text/event-stream"):
                raise Transient("not_our_server")
            yield Nudges(response)


class Nudges:
    """An open stream. ``wait`` blocks for the next hint; ``stop`` may be called from any thread."""

    def __init__(self, response: requests.Response) -> None:
        self._response = response

    def listen(self, hear: Callable[[], None]) -> None:
        """Call ``hear`` for each hint until the stream ends. Raises ``Transient`` when it breaks."""
        with translated():
            event = ""
            for line in self._response.iter_lines(chunk_size=1):
                text = line.decode("utf-8", "replace") if isinstance(line, bytes) else str(line)
                if text.startswith("event:"):
                    event = text[6:].strip()
                elif not text and event:
                    if event == "changed":
                        hear()
                    event = ""

    def stop(self) -> None:
        """End a ``listen`` that blocks in another thread."""
        shutdown = getattr(self._response.raw, "shutdown", None)
        if shutdown is not None:
            with contextlib.suppress(OSError, ValueError, AttributeError, RuntimeError):
                # The other thread may have ended the stream in this very moment.
                shutdown()


def _extent(response: requests.Response) -> tuple[int, int]:
    """(first byte, bytes of the whole) of a download."""
    length = response.headers.get("Content-Length", "")
    whole = int(length) if length.isdigit() else 0
    if response.status_code != 206:
        return 0, whole
    unit, _space, rest = response.headers.get("Content-Range", "").partition(" ")
    span, _slash, total = rest.partition("/")
    first = span.partition("-")[0]
    if unit != "bytes" or not first.isdigit():
        raise Transient("not_our_server", detail="a range without its place")
    return int(first), int(total) if total.isdigit() else 0


def _upload_answer(found: object) -> tuple[str, int]:
    if not isinstance(found, dict) or not isinstance(found.get("id"), str):
        raise Transient("not_our_server")
    offset = found.get("offset", 0)
    if not isinstance(offset, int):
        raise Rejected("invalid", field="offset")
    return found["id"], offset
