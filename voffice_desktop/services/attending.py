"""Cần chú ý: refused acts with their texts, and what their author may do with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from voffice_desktop.clock import Clock
from voffice_desktop.domain.records import Event, Kind
from voffice_desktop.errors import Rejected
from voffice_desktop.ids import is_id, new_id
from voffice_desktop.protocol import codec
from voffice_desktop.services import captions
from voffice_desktop.services.directory import StoredDirectory
from voffice_desktop.services.values import AttentionItem
from voffice_desktop.store import commands as outbox
from voffice_desktop.store.account import Store
from voffice_desktop.store.commands import Command
from voffice_desktop.sync.news import News, Touched

_REASONS = {
    "access_lost": "Bạn không còn được xem hồ sơ này.",
    "not_found": "Hồ sơ không còn hoặc bạn không còn được xem.",
    "forbidden": "Máy chủ từ chối vì bạn không có quyền làm việc này.",
    "wrong_state": "Hồ sơ đã chuyển sang bước khác.",
    "version_conflict": "Người khác đã sửa cùng nội dung trong lúc bạn ngoại tuyến.",
    "revision_changed": "Phiếu đã có bản trình mới, cần xem lại trước khi quyết định.",
}
_CHOSEN = frozenset({"id", "due", "urgency", "type_code", "issued_on", "arrival_date"})
"""Fields that are chosen, not typed."""
_TEXTS = ("comment", "reason", "text", "opinion", "question", "result", "content", "title", "plan")


def _typed(body: dict[str, Any]) -> list[str]:
    """What the user had typed, the main text first."""
    names = [name for name in _TEXTS if name in body] + [name for name in body if name not in _TEXTS]
    return [
        body[name]
        for name in names
        if isinstance(body[name], str) and body[name] and not is_id(body[name]) and name not in _CHOSEN
    ]


class StoredAttention:
    """See :class:`voffice_desktop.services.desk.Attention`."""

    def __init__(
        self, store: Store, directory: StoredDirectory, news: News, clock: Clock, wake: Callable[[], None]
    ) -> None:
        self._store = store
        self._directory = directory
        self._news = news
        self._clock = clock
        self._wake = wake

    def items(self) -> list[AttentionItem]:
        """Blocked acts of this user, oldest first."""
        with self._store.databases.outbox() as box:
            blocked = outbox.in_state(box, "blocked")
        return [self._item(command) for command in blocked if command.actor == self._store.actor.id]

    def _item(self, command: Command) -> AttentionItem:
        body = command.plain_body()
        text = "\n".join(_typed(body))
        by, at = self._last_change(command)
        snapshot: dict[str, Any] = codec.decode(command.snapshot or command.base or b"{}", dict)
        title = str(
            snapshot.get("title") or snapshot.get("summary") or snapshot.get("name") or body.get("title") or ""
        )
        kind = command.kind
        return AttentionItem(
            command_id=command.id,
            kind=cast(Kind, kind) if kind else None,
            entity_id=command.entity_id,
            title=title,
            what_i_did=captions.ACTIONS.get(command.action, command.action),
            text=text,
            reason=command.reason or _REASONS.get(command.code, command.code),
            code=command.code,
            changed_by=by,
            changed_at=at,
            action=command.action,
        )

    def _last_change(self, command: Command) -> tuple[str, str]:
        """Who changed the record last and when, as far as this machine knows."""
        events = [codec.decode(raw, Event) for raw in self._store.children(command.entity_id, "event")]
        newest = max(events, key=lambda event: (event.at, event.id), default=None)
        return ("", "") if newest is None else (self._directory.name(newest.actor_id), newest.at)

    def _mine(self, command_id: str) -> Command:
        with self._store.databases.outbox() as box:
            command = outbox.get(box, command_id)
        if command is None or command.actor != self._store.actor.id:
            raise Rejected("not_found", status=404)
        return command

    def retry(self, command_id: str) -> None:
        """Queue it again, against the record as it stands now."""
        command = self._mine(command_id)
        raw = self._store.record(cast(Kind, command.kind), command.entity_id) if command.kind else None
        version = codec.decode(raw, dict).get("version") if raw is not None else None
        again = partial(outbox.retry, command_id=command.id, new_id=new_id(), version=version, base=raw)
        self._store.change_command(command.entity_id, again)
        self._told(command)

    def rewrite(self, command_id: str, body: dict[str, Any]) -> str:
        """Put a new act with this body in its place."""
        command = self._mine(command_id)
        fresh = new_id()
        raw = self._store.record(cast(Kind, command.kind), command.entity_id) if command.kind else None
        version = codec.decode(raw, dict).get("version") if raw is not None else None

        def replace(box: Any) -> None:
            outbox.retry(box, command.id, fresh, version, raw)
            box.execute("UPDATE commands SET body = ? WHERE id = ?", (codec.encode(body), fresh))

        self._store.change_command(command.entity_id, replace)
        self._told(command)
        return fresh

    def discard(self, command_id: str) -> None:
        """Drop it for good."""
        command = self._mine(command_id)
        drop = partial(outbox.discard, command_id=command.id, at=self._clock().isoformat())
        self._store.change_command(command.entity_id, drop)
        self._told(command)

    def _told(self, command: Command) -> None:
        self._news.publish(Touched("outbox", frozenset({command.entity_id})))
        if command.kind:
            self._news.publish(Touched(command.kind, frozenset({command.entity_id})))
        self._wake()
