"""Cần chú ý: refused acts with their texts, and what their author may do with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

from voffice_desktop.clock import Clock
from voffice_desktop.domain.records import KINDS, Annotation, Event, File, Kind
from voffice_desktop.errors import Rejected
from voffice_desktop.ids import is_id, new_id
from voffice_desktop.protocol import codec
from voffice_desktop.services import captions, comparing
from voffice_desktop.services.directory import StoredDirectory
from voffice_desktop.services.values import AttentionItem, Comparison, DiscardedItem
from voffice_desktop.store import commands as outbox
from voffice_desktop.store.account import Store
from voffice_desktop.store.commands import Command
from voffice_desktop.sync.news import News, Touched

_REASONS = {
    "access_lost": "Bạn không còn được xem hồ sơ này.",
    "account_disabled": "Tài khoản đã bị khóa trước khi việc này được gửi.",
    "not_found": "Hồ sơ không còn hoặc bạn không còn được xem.",
    "forbidden": "Máy chủ từ chối vì bạn không có quyền làm việc này.",
    "wrong_state": "Hồ sơ đã chuyển sang bước khác.",
    "version_conflict": "Người khác đã sửa cùng nội dung trong lúc bạn ngoại tuyến.",
    "revision_changed": "Phiếu đã có bản trình mới, cần xem lại trước khi quyết định.",
    "restored": "Đã lấy lại từ mục Đã bỏ, chưa gửi.",
}
_NEVER_REFUSED = frozenset({"access_lost", "account_disabled"})
_CHOSEN = frozenset({"id", "due", "urgency", "type_code", "issued_on", "arrival_date"})
"""Fields that are chosen, not typed."""
_TEXTS = ("comment", "reason", "text", "opinion", "question", "result", "content", "title", "plan")


def _typed(body: dict[str, Any]) -> list[str]:
    """What the user had typed, the main text first."""
    names = [name for name in _TEXTS if name in body] + [name for name in body if name not in _TEXTS]
    return [body[name] for name in names if isinstance(body[name], str) and _is_typed(name, body[name])]


def _is_typed(name: str, value: str) -> bool:
    return bool(value) and not is_id(value) and name not in _CHOSEN


def _title(record: dict[str, Any]) -> str:
    names = ("title", "summary", "name", "code", "symbol")
    return next((str(record[name]) for name in names if record.get(name)), "")


def typed(command: Command) -> str:
    """All that the user had typed in an act: its texts, and typed notes on pages."""
    notes = [note.text for note in comparing.my_notes(command) if note.text]
    return "\n".join([*_typed(command.plain_body()), *notes])


def _action(method: str, path: str) -> str:
    words = path.strip("/").split("/")
    return "edit" if method == "PATCH" else words[-1] if len(words) > 2 else "create"


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
        kind, record_id = self._record_of(command)
        now = self._now(kind, record_id)
        by, at = self._last_change(record_id)
        snapshot: dict[str, Any] = now or codec.decode(command.snapshot or command.base or b"{}", dict)
        title = _title(snapshot) or str(body.get("title") or "")
        return AttentionItem(
            command_id=command.id,
            kind=kind,
            entity_id=record_id,
            title=title,
            what_i_did=captions.ACTIONS.get(command.action, command.action),
            text=typed(command),
            reason=command.reason or _REASONS.get(command.code, command.code),
            code=command.code,
            changed_by=by,
            changed_at=at,
            action=command.action,
            did_at=command.created_at,
            state_now=str(now.get("state") or now.get("status") or "") if now else "",
            can_comment=self._speakable(command, kind, now),
            strokes=comparing.strokes(command),
        )

    def _record_of(self, command: Command) -> tuple[Kind | None, str]:
        return self._about(command.kind, command.entity_id)

    def _about(self, kind: str | None, entity_id: str) -> tuple[Kind | None, str]:
        """The record that an act is about; ink is about the record whose file it is on."""
        if kind == "file":
            raw = self._store.record("file", entity_id)
            if raw is not None:
                file = codec.decode(raw, File)
                return next((known for known in KINDS if known == file.owner_kind), None), file.owner_id or ""
        return next((known for known in KINDS if known == kind), None), entity_id

    def _now(self, kind: Kind | None, record_id: str) -> dict[str, Any] | None:
        raw = self._store.record(kind, record_id) if kind else None
        return None if raw is None else codec.decode(raw, dict)

    def _speakable(self, command: Command, kind: Kind | None, now: dict[str, Any] | None) -> bool:
        """Whether the author's words can go to the record as it stands: the edit or the ink itself, or an opinion."""
        if now is None:
            return False
        if command.method == "PATCH" or command.action == "annotations":
            return True
        return kind in ("slip", "incoming_document") and bool(typed(command)) and now.get("state") != "draft"

    def _last_change(self, record_id: str) -> tuple[str, str]:
        """Who changed the record last and when, as far as this machine knows."""
        events = [codec.decode(raw, Event) for raw in self._store.children(record_id, "event")]
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
        # What was never refused keeps its key: it may have arrived in a try whose end nobody saw.
        key = command.id if command.code in _NEVER_REFUSED else new_id()
        again = partial(outbox.retry, command_id=command.id, new_id=key, version=version, base=raw)
        self._store.change_command(command.entity_id, again)
        self._told(command)

    def retry_all(self, command_ids: Sequence[str]) -> None:
        """Queue several again, in the order in which they were made."""
        for command_id in command_ids:
            self.retry(command_id)

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

    def retype(self, command_id: str, text: str) -> str:
        """The same act with another text in place of its main one; returns the new act's id."""
        body = self._mine(command_id).plain_body()
        texts = [name for name in (*_TEXTS, *body) if isinstance(body.get(name), str)]
        named = next((name for name in texts if _is_typed(name, body[name])), None)
        return self.rewrite(command_id, body | {named or "comment": text})

    def send_text(self, command_id: str) -> None:
        """Let the author's words go to the record as it stands now."""
        command = self._mine(command_id)
        if command.method == "PATCH" or command.action == "annotations":
            self.retry(command_id)
            return
        text = typed(command)
        if not text or command.kind not in ("slip", "incoming_document"):
            raise Rejected("invalid", field="text")
        words = command.path.strip("/").split("/")
        path, body = f"/{words[0]}/{command.entity_id}/comment", codec.encode({"text": text})
        instead = partial(outbox.say_instead, command_id=command.id, new_id=new_id(), path=path, body=body)
        self._store.change_command(command.entity_id, instead)
        self._told(command)

    def compare(self, command_id: str) -> Comparison:
        """Mine beside what stands now."""
        command = self._mine(command_id)
        kind, record_id = self._record_of(command)
        notes: list[Annotation] = []
        if command.kind == "file":
            found = self._store.children(command.entity_id, "annotation")
            notes = [codec.decode(raw, Annotation) for raw in found]
        return comparing.compared(command, self._now(kind, record_id), self._directory.name, notes)

    def discarded(self) -> list[DiscardedItem]:
        """What was thrown away and can still be taken back."""
        with self._store.databases.outbox() as box:
            rows = outbox.discarded(box, self._store.actor.id)
        return [
            DiscardedItem(
                command_id=row.id,
                kind=next((kind for kind in KINDS if kind == row.kind), None),
                what_i_did=captions.ACTIONS.get(_action(row.method, row.path), _action(row.method, row.path)),
                text="\n".join(_typed(codec.decode(row.body, dict))),
                discarded_at=row.at,
                title=_title(self._now(*self._about(row.kind, row.entity_id)) or {}),
            )
            for row in rows
        ]

    def restore(self, command_id: str) -> None:
        """Take a discarded act back."""
        with self._store.databases.outbox() as box:
            row = next((one for one in outbox.discarded(box, self._store.actor.id) if one.id == command_id), None)
        if row is None:
            raise Rejected("not_found", status=404)
        again = partial(outbox.restore, command_id=row.id, new_id=new_id())
        self._store.change_command(row.entity_id, again)
        self._news.publish(Touched("outbox", frozenset({row.entity_id})))

    def discard(self, command_id: str) -> None:
        """Drop it; for 30 days it can be taken back."""
        command = self._mine(command_id)
        drop = partial(outbox.discard, command_id=command.id, at=self._clock().isoformat())
        self._store.change_command(command.entity_id, drop)
        self._told(command)

    def _told(self, command: Command) -> None:
        self._news.publish(Touched("outbox", frozenset({command.entity_id})))
        if command.kind:
            self._news.publish(Touched(command.kind, frozenset({command.entity_id})))
        self._wake()
