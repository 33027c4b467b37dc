"""A link to the real server that loses, doubles, delays, cuts, forges and ages what passes, one entry a request."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

import urllib3

from tests.fakes.scripted_server import Asked, Reply, ScriptedServer

FAULTS = ("lost_request", "lost_answer", "twice", "late", "cut", "html", "not_json", "error", "expired")
"""``late``: the sender sees a broken line, the request arrives after the next one all the same."""

_HOP = frozenset({"connection", "transfer-encoding", "content-length", "date", "server", "keep-alive"})
_HTML = Reply(200, b"<html><body>Wi-Fi</body></html>", {"Content-Type": "text/html"})
_LIMIT = re.compile(r"limit=\d+")
_CURSOR = re.compile(r"cursor=[^&]+")


@dataclass
class _Held:
    asked: Asked


class Link:
    """Stands between one device and the server. ``faults`` is eaten from the left; empty means all is well."""

    def __init__(self, upstream: str) -> None:
        self.faults: deque[str] = deque()
        self.down = False
        self.portal = False
        """A Wi-Fi page answers everything."""
        self.page: int | None = None
        """The size of a page of the feed, whatever the client asks for."""
        self._late: list[_Held] = []
        self._pool = urllib3.PoolManager(maxsize=4)
        self._upstream = upstream
        self._server = ScriptedServer(self._answer)
        self.url = self._server.url

    def __enter__(self) -> Link:
        self._server.__enter__()
        return self

    def __exit__(self, *raised: object) -> None:
        self._server.__exit__(*raised)
        self._pool.clear()

    def straight(self) -> Link:
        """No link at all: the device talks to the server itself."""
        self.url = self._upstream
        return self

    def heal(self) -> None:
        """No fault any more; what was held back arrives now."""
        self.faults.clear()
        self.down = self.portal = False
        self._deliver_late()

    def _answer(self, asked: Asked) -> Reply:
        self._server.asked.clear()
        if asked.path.endswith("/changes/stream"):
            # Whole answers alone pass here; a test of pushed news goes without a link.
            return Reply(503, b"{}", {"Content-Type": "application/problem+json"})
        fault = self.faults.popleft() if self.faults else "ok"
        if self.down or fault == "lost_request":
            return Reply(cut=0, body=b"x")
        if fault == "late":
            self._late.append(_Held(asked))
            return Reply(cut=0, body=b"x")
        if fault == "html" or self.portal:
            return _HTML
        if fault == "error":
            return Reply(503, b"{}", {"Content-Type": "application/problem+json"})
        if fault == "expired" and asked.path.startswith("/api/v1/changes?"):
            asked = Asked(asked.method, _CURSOR.sub("cursor=AAAA", asked.path), asked.headers, asked.body)
        reply = self._forward(asked)
        self._deliver_late()
        if fault == "twice":
            self._forward(asked)
        if fault == "lost_answer":
            return Reply(reply.status, b"x", {}, cut=0)
        if fault == "cut" and reply.body:
            return Reply(reply.status, reply.body, reply.headers, cut=len(reply.body) // 2)
        if fault == "not_json":
            return Reply(200, b'{"changes": [', {"Content-Type": "application/json"})
        return reply

    def _deliver_late(self) -> None:
        held, self._late = self._late, []
        for one in held:
            self._forward(one.asked)

    def _forward(self, asked: Asked) -> Reply:
        path = asked.path
        if self.page is not None and path.startswith("/api/v1/changes?"):
            path = _LIMIT.sub(f"limit={self.page}", path)
        headers = {name: value for name, value in asked.headers.items() if name not in (*_HOP, "host")}
        answer = self._pool.request(
            asked.method, self._upstream + path, body=asked.body or None, headers=headers, decode_content=False,
            redirect=False, retries=False, timeout=60,
        )  # fmt: skip
        kept = {name: value for name, value in answer.headers.items() if name.lower() not in _HOP}
        return Reply(answer.status, answer.data, kept)
