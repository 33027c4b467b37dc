"""A small office server in memory, over real HTTP: sessions, feed, digest, edits with versions, idempotency, files.

Its link can be made to misbehave: ``faults`` holds what happens to the next requests, one entry each.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.scripted_server import Asked, Reply, ScriptedServer
from voffice_desktop.protocol.routes import KIND_OF, digest_term

PASSWORD = "Mau@2026"
ME = {"id": "0190aaaa-0000-7000-8000-000000000001", "account": "vanthu.mau", "full_name": "Nguyễn Văn Mẫu"}
UNIT = "0190aaaa-0000-7000-8000-0000000000aa"
_JSON = {"Content-Type": "application/json"}
_PROBLEM = {"Content-Type": "application/problem+json"}


@dataclass
class Office:
    """The server's mind. Every change has a number; a cursor is the last number seen and the epoch."""

    records: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    log: list[tuple[int, str, str, bool]] = field(default_factory=list)
    """(number, kind, id, alive)."""
    epoch: int = 1
    page: int = 1000
    answers: dict[str, tuple[bytes, Reply]] = field(default_factory=dict)
    effects: list[tuple[str, str, str]] = field(default_factory=list)
    """(idempotency key, method, path) of every act that took effect, in order."""
    faults: deque[str] = field(default_factory=deque)
    """``lost_request``, ``lost_answer``, ``html``, ``cut``, ``error`` or ``ok``."""
    refuse: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Path → (status, code) of acts that a rule refuses."""
    person: dict[str, Any] = field(default_factory=lambda: ME)
    """Who signs in."""
    wiped: bool = False
    signed_out: bool = False
    pdf: bytes = b"%PDF-1.7\nfake but recognisable\n%%EOF\n"

    def put(self, kind: str, record_id: str, **fields: Any) -> dict[str, Any]:
        """Write a record and number the change."""
        old = self.records.get((kind, record_id), {"version": 0})
        record = {**old, **fields, "id": record_id, "version": old["version"] + 1}
        self.records[kind, record_id] = record
        self.log.append((len(self.log) + 1, kind, record_id, True))
        return record

    def drop(self, kind: str, record_id: str) -> None:
        """Take a record out of the user's sight."""
        del self.records[kind, record_id]
        self.log.append((len(self.log) + 1, kind, record_id, False))

    def document(self, record_id: str, **fields: Any) -> dict[str, Any]:
        """An incoming document."""
        base = {"unit_id": UNIT, "summary": f"Văn bản mẫu {record_id[-4:]}", "status": "registered"}
        known = self.records.get(("incoming_document", record_id))
        return self.put("incoming_document", record_id, **(({} if known else base) | fields))

    def answer(self, asked: Asked) -> Reply:
        """One request, through the faults."""
        fault = self.faults.popleft() if self.faults else "ok"
        if fault == "lost_request":
            return Reply(cut=0, body=b"x")
        if fault == "html":
            return Reply(body=b"<html>portal</html>", headers={"Content-Type": "text/html"})
        if fault == "error":
            return Reply(503, b"{}", _PROBLEM)
        reply = self._served(asked)
        if fault == "lost_answer":
            return Reply(reply.status, reply.body or b"x", reply.headers, cut=0)
        if fault == "cut":
            return Reply(reply.status, reply.body, reply.headers, cut=len(reply.body) // 2)
        return reply

    def _served(self, asked: Asked) -> Reply:
        path, _question, query = asked.path.removeprefix("/api/v1").partition("?")
        if path == "/health":
            return _json({"status": "ok"})
        if self.wiped:
            return _problem(401, "device_wiped")
        if path == "/sessions":
            sent = json.loads(asked.body)
            if sent["password"] != PASSWORD or sent["account"] != self.person["account"]:
                return _problem(401, "bad_credentials")
            self.signed_out = False
            session = {"token": "t", "expires_at": "2030-01-01T00:00:00Z", "user": self.me(), "policy": {}}
            return _json(session, 201)
        if self.signed_out:
            return _problem(401, "not_signed_in")
        if path == "/me":
            return _json({"user": self.me(), "policy": {"offline_days": 30, "cache_files": True}})
        if path == "/changes":
            return self._changes(dict(part.split("=") for part in query.split("&")))
        if path == "/changes/digest":
            total = 0
            for (kind, record_id), record in self.records.items():
                total ^= digest_term(kind, record_id, record["version"])
            return _json({"count": len(self.records), "sum": f"{total:016x}"})
        if path.endswith("/reading-copy"):
            return self._copy(asked)
        if asked.method in ("POST", "PATCH"):
            return self._once(asked, path)
        return _problem(404, "not_found")

    def me(self) -> dict[str, Any]:
        """The one user."""
        return {**self.person, "version": 1, "unit_id": UNIT, "roles": ["clerk"]}

    def _changes(self, query: dict[str, str]) -> Reply:
        after = 0
        if "cursor" in query:
            epoch, _dash, number = query["cursor"].partition("-")
            if epoch != str(self.epoch):
                return _problem(410, "cursor_expired")
            after = int(number)
        newest = {(kind, record_id): number for number, kind, record_id, _alive in self.log}
        rows = [row for row in self.log if row[0] > after and newest[row[1], row[2]] == row[0]]
        if after == 0:
            rows = [row for row in rows if row[3]]
        part = rows[: min(self.page, int(query.get("limit", "1000")))]
        changes = [
            {
                "kind": kind,
                "id": record_id,
                "version": self.records.get((kind, record_id), {"version": 1})["version"],
                "op": "upsert" if alive else "remove",
                "data": self.records.get((kind, record_id)) if alive else None,
            }
            for _number, kind, record_id, alive in part
        ]
        more = len(part) < len(rows)
        last = part[-1][0] if more else len(self.log)
        return _json({"changes": changes, "cursor": f"{self.epoch}-{last}", "has_more": more})

    def _once(self, asked: Asked, path: str) -> Reply:
        key = asked.headers.get("idempotency-key", "")
        request = f"{asked.method} {path} {asked.headers.get('if-match')}".encode() + asked.body
        if key in self.answers:
            before, reply = self.answers[key]
            if before != request:
                return _problem(422, "idempotency_key_reused")
            return Reply(reply.status, reply.body, {**reply.headers, "Idempotency-Replayed": "true"})
        reply = self._act(asked, path, key)
        self.answers[key] = request, reply
        return reply

    def _act(self, asked: Asked, path: str, key: str) -> Reply:
        words = path.strip("/").split("/")
        kind = KIND_OF.get(words[0], words[0])
        body = json.loads(asked.body)
        if path in self.refuse:
            return _problem(*self.refuse[path])
        if path == "/audit/views":
            self.effects.append((key, asked.method, path))
            return _json({})
        if len(words) == 1:
            record_id = body["id"]
            fields = {"unit_id": UNIT, "status": "registered"} | body
            self.effects.append((key, asked.method, path))
            return _json(self.put(kind, record_id, **fields), 201)
        record = self.records.get((kind, words[1]))
        if record is None:
            return _problem(404, "not_found")
        wanted = asked.headers.get("if-match")
        if wanted is not None and wanted != f'"{record["version"]}"':
            return _problem(412, "version_conflict", current=record)
        self.effects.append((key, asked.method, path))
        changed = self.put(kind, words[1], **(body if asked.method == "PATCH" else {"last_act": words[-1]}))
        return _json(changed)

    def _copy(self, asked: Asked) -> Reply:
        etag = f'"{hashlib.sha256(self.pdf).hexdigest()}"'
        headers = {"Content-Type": "application/pdf", "ETag": etag, "X-Copy-Id": "copy"}
        wanted = asked.headers.get("range", "")
        if wanted.startswith("bytes=") and asked.headers.get("if-range") == etag:
            start = int(wanted[6:].partition("-")[0])
            span = f"bytes {start}-{len(self.pdf) - 1}/{len(self.pdf)}"
            return Reply(206, self.pdf[start:], headers | {"Content-Range": span})
        return Reply(200, self.pdf, headers)


def _json(value: Any, status: int = 200) -> Reply:
    return Reply(status, json.dumps(value, ensure_ascii=False).encode(), dict(_JSON))


def _problem(status: int, code: str, **more: Any) -> Reply:
    body = {"code": code, "status": status, "title": code, **more}
    return Reply(status, json.dumps(body, ensure_ascii=False).encode(), dict(_PROBLEM))


def serving(office: Office) -> ScriptedServer:
    """The office behind a real socket."""
    return ScriptedServer(office.answer)
