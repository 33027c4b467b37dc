"""What a user does: acts into the outbox, acts online, read marks, what was viewed; and drafts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from voffice_desktop.clock import Clock
from voffice_desktop.domain.records import Kind
from voffice_desktop.errors import Rejected
from voffice_desktop.ids import is_id, new_id
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.routes import KIND_OF
from voffice_desktop.remote.calls import Remote
from voffice_desktop.services import captions
from voffice_desktop.store import commands as outbox
from voffice_desktop.store.account import Store
from voffice_desktop.sync.news import News, Touched

_METHODS = frozenset({"POST", "PATCH", "PUT", "DELETE"})
_PATH = re.compile(r"(/[A-Za-z0-9._~:-]+)+")
_MAX_BODY = 1 << 20
"""JSON bodies over 1 MiB are refused by the server (the contract, *Conventions*)."""


class StoredActs:
    """See :class:`voffice_desktop.services.desk.Acts`."""

    def __init__(self, store: Store, remote: Remote, news: News, clock: Clock, wake: Callable[[], None]) -> None:
        self._store = store
        self._remote = remote
        self._news = news
        self._clock = clock
        self._wake = wake

    def act(self, method: str, path: str, body: dict[str, Any] | None = None, *, hold: float = 0) -> str:
        """Queue one act durably; see the desk."""
        method = method.upper()
        words = checked_path(method, path)
        if words[-1] in captions.ONLINE_ONLY or "certification" in words or "signing" in words:
            raise Rejected("online_only", path=path)
        filled = dict(body or {})
        kind = KIND_OF.get(words[0])
        if kind is not None and len(words) == 1:
            if not is_id(str(filled.get("id", ""))):
                filled["id"] = new_id()
            entity_id = str(filled["id"])
        else:
            entity_id = words[1] if kind is not None and len(words) > 1 else ""
        encoded = codec.encode(filled)
        if len(encoded) > _MAX_BODY:
            raise Rejected("too_large", status=413)
        command_id = new_id()
        self._store.act(
            command_id=command_id,
            method=method,
            path="/" + "/".join(words),
            kind=kind,
            entity_id=entity_id,
            body=encoded,
            at=self._clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
            held_until=(self._clock() + timedelta(seconds=hold)).isoformat() if hold else None,
        )
        self._news.publish(Touched("outbox", frozenset({entity_id})))
        if kind is not None:
            self._news.publish(Touched(kind, frozenset({entity_id})))
        self._wake()
        return command_id

    def undo(self, command_id: str) -> bool:
        """Take back an act that has not left this machine."""
        with self._store.databases.outbox() as box:
            command = outbox.get(box, command_id)
        if command is None:
            return False
        gone = self._store.change_command(command.entity_id, lambda box: outbox.undo(box, command_id))
        self._news.publish(Touched("outbox", frozenset({command.entity_id})))
        if command.kind is not None:
            self._news.publish(Touched(command.kind, frozenset({command.entity_id})))
        return gone

    def now(
        self, method: str, path: str, body: dict[str, Any] | None = None, key: str = "", version: int | None = None
    ) -> Any:
        """Do one act online at once; see the desk."""
        method = method.upper()
        if method == "GET":
            return self._remote.exchange.ask("GET", path).plain()
        checked_path(method, path)
        answer = self._remote.act(method, path, codec.encode(body or {}), key=key or new_id(), if_match=version)
        self._wake()
        return answer.plain()

    def mark_read(self, kind: Kind, record_id: str, read: bool = True) -> None:
        """Remember that a record was read (or not)."""
        self._store.mark_read(kind, record_id, read, self._clock().isoformat())
        self._news.publish(Touched(kind, frozenset({record_id})))

    def viewed(self, file_id: str, action: str, pages: list[int]) -> None:
        """Note a view, print or export for the audit log."""
        at = self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        self._store.databases.write_outbox(
            lambda box: box.execute(
                "INSERT INTO views (file_id, at, action, pages) VALUES (?, ?, ?, ?)",
                (file_id, at, action, codec.encode(pages)),
            )
        )


def checked_path(method: str, path: str) -> list[str]:
    """The words of an act's path. Raises ``Rejected('invalid')`` for what is no act of the contract."""
    bare = path.partition("?")[0].rstrip("/")
    bare = bare.removeprefix("/api/v1")
    if method not in _METHODS or not _PATH.fullmatch(bare) or ".." in bare.split("/"):
        raise Rejected("invalid", field="path", path=path)
    return bare.strip("/").split("/")


class StoredDrafts:
    """See :class:`voffice_desktop.services.desk.Drafts`."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def save(self, key: str, data: bytes) -> None:
        """Keep ``data`` durably."""
        at = self._clock().isoformat()
        self._store.databases.write_outbox(
            lambda box: box.execute("INSERT OR REPLACE INTO drafts (key, data, at) VALUES (?, ?, ?)", (key, data, at))
        )

    def load(self, key: str) -> bytes | None:
        """What was kept."""
        with self._store.databases.outbox() as box:
            row = box.execute("SELECT data FROM drafts WHERE key = ?", (key,)).fetchone()
        return None if row is None else bytes(row[0])

    def delete(self, key: str) -> None:
        """Forget it."""
        self._store.databases.write_outbox(lambda box: box.execute("DELETE FROM drafts WHERE key = ?", (key,)))

    def keys(self, prefix: str = "") -> list[str]:
        """The keys that begin with ``prefix``."""
        with self._store.databases.outbox() as box:
            rows = box.execute(
                "SELECT key FROM drafts WHERE substr(key, 1, ?) = ? ORDER BY key", (len(prefix), prefix)
            )
            return [row[0] for row in rows]
