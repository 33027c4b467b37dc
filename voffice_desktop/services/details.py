"""One record with everything around it: fields, timeline, files, notes, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any, cast, get_args

from voffice_desktop.domain import permissions, slips
from voffice_desktop.domain.records import (
    Annotation,
    Event,
    File,
    FileRole,
    IncomingDocument,
    Kind,
    OutgoingDocument,
    Record,
    Slip,
    Task,
)
from voffice_desktop.errors import Transient
from voffice_desktop.protocol import codec
from voffice_desktop.services import captions
from voffice_desktop.services.beginnings import begun_here, stamp_here
from voffice_desktop.services.directory import StoredDirectory
from voffice_desktop.services.lists import row_of
from voffice_desktop.services.overlay import Rules
from voffice_desktop.services.signing_values import main_file
from voffice_desktop.services.values import ActionState, Detail, FileEntry, Related, TimelineEntry
from voffice_desktop.store import rows
from voffice_desktop.store.account import Store
from voffice_desktop.store.commands import Command
from voffice_desktop.sync.fetching import Fetcher

_VIETNAM = timezone(timedelta(hours=7))


class StoredDetails:
    """See :class:`voffice_desktop.services.desk.Details`."""

    def __init__(self, store: Store, directory: StoredDirectory, fetcher: Fetcher, rules: Rules) -> None:
        self._store = store
        self._directory = directory
        self._fetcher = fetcher
        self._rules = rules
        self.offline: Callable[[], bool] = lambda: False
        """Whether the server is out of reach: what has legal effect for others is then disabled, with that reason."""

    def get(self, kind: Kind, record_id: str) -> Detail | None:
        """All of one record, pending acts included."""
        commands = self._store.commands_of(record_id)
        record = self.overlaid(kind, record_id)
        with self._store.databases.cache() as cache:
            found = rows.by_ids(cache, [record_id])
        if record is None or not found:
            return None
        files = self.files(record)
        return Detail(
            kind=kind,
            record=record,
            row=row_of(found[0]),
            fields=tuple(self._fields(record)),
            timeline=tuple(self._timeline(record_id, commands)),
            files=tuple(files),
            actions=self._reachable([*self._actions(kind, record, files), *self._certify(record, files)]),
            annotations=tuple(note for entry in files for note in self.annotations(entry.file.id)),
            related=tuple(self._related(record)),
        )

    def _related(self, record: Record) -> list[Related]:
        wanted: list[tuple[str, str]] = []
        match record:
            case IncomingDocument():
                wanted = [("Văn bản trả lời", each) for each in record.answered_by]
            case OutgoingDocument():
                wanted = [("Trả lời văn bản", each) for each in record.answers]
                wanted += [("Phiếu trình", record.slip_id)] if record.slip_id else []
            case Slip():
                wanted = [("Văn bản đi", record.outgoing_document_id)] if record.outgoing_document_id else []
        if not wanted:
            return []
        with self._store.databases.cache() as cache:
            here = {row.id: row for row in rows.by_ids(cache, [record_id for _, record_id in wanted])}
        return [
            Related(label, cast("Kind", row.kind), row.id, row.symbol or row.title)
            for label, record_id in wanted
            if (row := here.get(record_id)) is not None
        ]

    def _reachable(self, actions: list[ActionState]) -> tuple[ActionState, ...]:
        if not self.offline():
            return tuple(actions)
        return tuple(
            replace(one, enabled=False, reason=captions.OFFLINE_REASON, offline=True)
            if one.online_only and one.enabled
            else one
            for one in actions
        )

    def overlaid(self, kind: Kind, record_id: str) -> Record | None:
        """The record with its waiting acts done; ``None`` when it is not here."""
        raw = self._store.record(kind, record_id)
        record = None if raw is None else codec.decode_record(kind, raw)
        commands = self._store.commands_of(record_id)
        live = [one for one in commands if one.state != "blocked" or record is None]
        return self._rules.overlay(kind, record, live, self._store.actor) if live else record

    def annotations(self, file_id: str) -> list[Annotation]:
        """Pen notes on one file with the waiting ones done."""
        notes = {
            note.id: note
            for note in (codec.decode(raw, Annotation) for raw in self._store.children(file_id, "annotation"))
        }
        for command in self._store.commands_of(file_id):
            if command.action != "annotations":
                continue
            body = command.plain_body()
            for gone in body.get("remove") or []:
                notes.pop(gone, None)
            for added in body.get("add") or []:
                made = self._waiting_note(file_id, command, added)
                if made is not None:
                    notes[made.id] = made
        return sorted(notes.values(), key=lambda note: (note.created_at, note.id))

    def _waiting_note(self, file_id: str, command: Command, added: Any) -> Annotation | None:
        own = {"file_id": file_id, "author_id": self._store.actor.id, "created_at": command.created_at}
        try:
            return codec.decode(codec.encode({"id": f"{command.id}:0"} | added | own), Annotation)
        except (Transient, TypeError):
            # What is no annotation is not drawn; the server will say so, and it stays in the outbox until then.
            return None

    def files(self, record: Record) -> list[FileEntry]:
        """The record's files in its own order, then what else hangs under it."""
        children = {
            file.id: file for file in (codec.decode(raw, File) for raw in self._store.children(record.id, "file"))
        }
        wanted = list(getattr(record, "file_ids", ()))
        for file_id in wanted:
            if file_id not in children:
                raw = self._store.record("file", file_id)
                if raw is not None:
                    children[file_id] = codec.decode(raw, File)
                elif (kept := self._fetcher.kept(file_id)) is not None:
                    children[file_id] = replace(kept, owner_id=record.id)
        roles = self._waiting_roles(record.id)
        ordered = [children[file_id] for file_id in wanted if file_id in children]
        ordered += [file for file_id, file in children.items() if file_id not in wanted]
        ordered = [replace(file, role=roles[file.id]) if file.id in roles else file for file in ordered]
        return [FileEntry(file, self._readable(file), len(self.annotations(file.id))) for file in ordered]

    def _readable(self, file: File) -> bool:
        """Whether it can be read offline: a cached copy, or a PDF that was added here and waits to be sent."""
        if self._fetcher.present(file.id) is not None:
            return True
        return file.version == 0 and file.media_type == "application/pdf"

    def _waiting_roles(self, record_id: str) -> dict[str, FileRole]:
        """The roles that waiting acts give to files; the last one holds."""
        roles: dict[str, FileRole] = {}
        known = get_args(FileRole)
        for command in self._store.commands_of(record_id):
            for one in command.plain_body().get("files") or []:
                if isinstance(one, dict) and one.get("role") in known:
                    roles[str(one.get("id"))] = one["role"]
        return roles

    def pdf_roles(self, slip: Slip) -> Mapping[str, int]:
        """How many files of each role others can read as PDF; what was added here and not yet sent counts too."""
        standing = {
            file.id: file for file in (codec.decode(raw, File) for raw in self._store.children(slip.id, "file"))
        }
        waiting = self._waiting_roles(slip.id)
        counted: dict[str, int] = {}
        for file_id in slip.file_ids:
            file = standing.get(file_id) or self._fetcher.kept(file_id)
            role = waiting.get(file_id) or (file.role if file is not None else "attachment")
            if file is None or file.media_type == "application/pdf" or _is_office(file.media_type):
                counted[role] = counted.get(role, 0) + 1
        return counted

    def _timeline(self, record_id: str, commands: list[Command]) -> list[TimelineEntry]:
        events = sorted(
            (codec.decode(raw, Event) for raw in self._store.children(record_id, "event")),
            key=lambda event: (event.at, event.id),
        )
        entries = [
            TimelineEntry(
                event,
                self._directory.name(event.actor_id),
                self._directory.title(event.actor_id),
                on_behalf=self._directory.name(event.on_behalf_of),
            )
            for event in events
        ]
        record = self._mirrored(record_id, commands)
        for command in commands:
            if command.state == "acked":
                continue
            body = command.plain_body()
            note = next((str(body[name]) for name in ("comment", "reason", "text", "opinion") if body.get(name)), "")
            event = Event(
                id=command.id,
                subject_kind=command.kind or "",
                subject_id=record_id,
                actor_id=command.actor,
                at=command.created_at,
                action=command.action,
                note=note,
                on_behalf_of=self._for_whom(record, command.action),
            )
            name, title = self._directory.name(command.actor), self._directory.title(command.actor)
            instead = self._directory.name(event.on_behalf_of)
            entries.append(TimelineEntry(event, name, title, pending=True, on_behalf=instead))
        return entries

    def _mirrored(self, record_id: str, commands: list[Command]) -> Record | None:
        """The record without its waiting acts, where it matters in whose name they are done."""
        if not self._store.actor.acting_for or not any(one.kind == "slip" for one in commands):
            return None
        raw = self._store.record("slip", record_id)
        return None if raw is None else codec.decode_record("slip", raw)

    def _for_whom(self, record: Record | None, action: str) -> str | None:
        if not isinstance(record, Slip) or action not in slips.ACTIONS:
            return None
        return slips.acting_for(record, action, self._store.actor)

    def _certify(self, record: Record, files: list[FileEntry]) -> list[ActionState]:
        """*Chứng thực & tải* on the main file: the unit's clerk alone, everybody else reads why not."""
        file = main_file([entry.file for entry in files])
        if file is None or not isinstance(record, IncomingDocument | OutgoingDocument):
            return []
        refusal = permissions.certify(self._store.actor, file, record)
        reason = "" if refusal is None else refusal.reason
        if refusal is not None and refusal.code == "clerk_only":
            unit = self._directory.name(self._store.actor.unit_id)
            reason = f"Chỉ văn thư {unit} tải được bản chứng thực."
        return [ActionState("certify", captions.ACTIONS["certify"], refusal is None, reason=reason, online_only=True)]

    def _actions(self, kind: Kind, record: Record, files: list[FileEntry]) -> list[ActionState]:
        states: list[ActionState] = []
        main = ""
        signed = any(one.kind == "personal" for entry in files for one in entry.file.signatures)
        found = self._rules.actions(record, self._store.actor, personally_signed=signed)
        possible = {name for name, refusal in found if refusal is None}
        for name in captions.PRIMARY.get(kind, ()):
            if name in possible:
                main = name
                break
        for name, refusal in found:
            if name in captions.NO_BUTTON:
                continue
            states.append(
                ActionState(
                    name=name,
                    caption=captions.action_caption(record, name),
                    enabled=refusal is None,
                    reason="" if refusal is None else refusal.reason,
                    online_only=name in captions.ONLINE_ONLY,
                    primary=name == main,
                    needs_text=name in captions.NEEDS_TEXT,
                )
            )
        edit = dict(found).get("edit")
        return [*states, *stamp_here(record, edit), *begun_here(record, self._store.actor)]

    def _by(self, person: str, substitute: str | None) -> str:
        """Who did it, and for whom where it was a substitute."""
        name = self._directory.name
        return f"{name(substitute)} (thay mặt {name(person)})" if substitute else name(person)

    def _fields(self, record: Record) -> list[tuple[str, str]]:
        name = self._directory.name
        pairs: list[tuple[str, str | None]] = []
        match record:
            case IncomingDocument():
                pairs = [
                    ("Số đến", str(record.arrival_number) if record.arrival_number else ""),
                    ("Ngày đến", _day(record.arrival_date)),
                    ("Số, ký hiệu", record.symbol),
                    ("Ngày văn bản", _day(record.issued_on)),
                    ("Cơ quan ban hành", record.issuer_name),
                    ("Người ký", " · ".join(part for part in (record.signer_title, record.signer_name) if part)),
                    ("Độ khẩn", captions.URGENCIES.get(record.urgency, record.urgency)),
                    ("Hạn xử lý", _day(record.due)),
                    ("Hạn trả lời", _day(record.reply_due)),
                    ("Đơn vị", name(record.unit_id)),
                    ("Ghi chú", record.note),
                ]
                roles = {"lead": "Chủ trì", "coordinate": "Phối hợp", "inform": "Nhận để biết"}
                pairs += [(roles.get(part.role, part.role), name(part.assignee_id)) for part in record.assignments]
            case OutgoingDocument():
                pairs = [
                    ("Số", str(record.number) if record.number is not None else ""),
                    ("Ký hiệu", record.symbol),
                    ("Ngày ban hành", _day(record.issued_on)),
                    ("Người ký", " · ".join(part for part in (record.signer_title, record.signer_name) if part)),
                    ("Độ khẩn", captions.URGENCIES.get(record.urgency, record.urgency)),
                    ("Đơn vị", name(record.unit_id)),
                    ("Nơi nhận", "; ".join(one.name or name(one.recipient_id) for one in record.recipients)),
                ]
            case Slip():
                pairs = [
                    ("Mã phiếu", record.code),
                    ("Người trình", name(record.drafter_id)),
                    ("Đơn vị", name(record.unit_id)),
                    ("Lãnh đạo", name(record.leader_id)),
                    ("Độ khẩn", captions.URGENCIES.get(record.urgency, record.urgency)),
                    ("Hạn", _day(record.due)),
                    ("Lần trình", str(record.revision)),
                    ("Nội dung", record.content),
                    ("Kiến nghị", record.proposal),
                    ("Lý do trả lại", record.returned.comment if record.returned else ""),
                    (
                        "Người trả lại",
                        self._by(record.returned.by, record.returned.substitute_id) if record.returned else "",
                    ),
                ]
            case Task():
                pairs = [
                    ("Người giao", name(record.assigned_by)),
                    ("Đơn vị", name(record.unit_id)),
                    ("Phối hợp", "; ".join(name(unit) for unit in record.coordinating_unit_ids)),
                    ("Người thực hiện", "; ".join(name(person) for person in record.executor_ids)),
                    ("Hạn", _day(record.due)),
                    ("Tiến độ", f"{record.progress} %"),
                    ("Nội dung", record.content),
                    ("Kế hoạch", record.plan),
                    ("Kết quả", record.result),
                ]
        state = cast(str, getattr(record, "status", None) or getattr(record, "state", ""))
        kinds = {IncomingDocument: "incoming_document", OutgoingDocument: "outgoing_document", Slip: "slip"}
        words = captions.STATUSES.get(kinds.get(type(record), "task"), {})
        pairs.append(("Trạng thái", words.get(state, state)))
        return [(label, text) for label, text in pairs if text]


def _is_office(media_type: str) -> bool:
    """Whether the server makes a PDF rendition of such a file."""
    words = ("officedocument", "opendocument", "msword", "ms-excel", "ms-powerpoint", "application/rtf")
    return any(word in media_type for word in words)


def _day(text: str | None) -> str:
    """``dd/MM/yyyy`` in Vietnam time, with ``HH:mm`` where the text holds a time."""
    if not text:
        return ""
    try:
        if "T" not in text:
            return datetime.fromisoformat(text).strftime("%d/%m/%Y")
        return datetime.fromisoformat(text).astimezone(_VIETNAM).strftime("%d/%m/%Y %H:%M")
    except ValueError:
        return text
