"""Entering documents into the book: the duplicate that stands already, the act, the number that came of it.

The act goes into the outbox first (nothing is lost, whatever happens then) and is sent at once where the server is
reached; the number is the server's alone. Offline the record says *Chờ gửi* and gets its number later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from voffice_desktop.domain import calendar, symbols
from voffice_desktop.domain.incoming_fields import check_fields
from voffice_desktop.domain.records import Book, IncomingDocument, Refusal
from voffice_desktop.domain.text import fold
from voffice_desktop.errors import Bug, Rejected, VofficeError
from voffice_desktop.protocol import codec
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.intake import Intake
from voffice_desktop.services.values import ListQuery

_SENDER = "sender:"


@dataclass(frozen=True, slots=True)
class Registered:
    """What came of it: the number, or that it waits to be sent, or why it was refused."""

    record_id: str
    state: Literal["numbered", "queued", "refused"]
    number: int | None = None
    book: str = ""
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SenderHabit:
    """What was chosen last for this sender: the book, and to whom the document went with which opinion."""

    book_id: str = ""
    head_id: str = ""
    opinion: str = ""
    urgency: str = ""


class Registering:
    """The clerk's use cases over one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def intake(self) -> Intake:
        """The tray."""
        if self._desk.intake is None:
            raise Bug("a desk without a tray")
        return self._desk.intake

    def books(self) -> list[Book]:
        """The unit's incoming books."""
        me = self._desk.user
        found = [each for each in self._desk.directory.all("book") if isinstance(each, Book)]
        return [book for book in found if book.direction == "incoming" and book.unit_id == me.unit_id]

    def duplicate_of(self, fields: Mapping[str, Any], besides: str = "") -> IncomingDocument | None:
        """The document of the same number, symbol, issuer and year that stands in this unit's book already."""
        symbol = str(fields.get("symbol") or "").strip()
        if not symbol:
            return None
        wanted = {self._key(symbol, str(fields.get(name) or ""), fields) for name in ("issuer_code", "issuer_name")}
        parsed = symbols.parse(symbol)
        text = symbol if parsed is None or parsed.number is None else f"{parsed.number} {parsed.notation}"
        for row in self._desk.lists.rows(ListQuery("incoming_document", text=text), None, 60):
            if row.id == besides:
                continue
            record = self._record(row.id)
            if record is None or record.unit_id != self._desk.user.unit_id or record.status in ("arrived", "refused"):
                continue
            own = {"issued_on": record.issued_on}
            keys = {self._key(record.symbol, name, own) for name in (record.issuer_code, record.issuer_name) if name}
            if wanted & keys:
                return record
        return None

    def _key(self, symbol: str, issuer: str, fields: Mapping[str, Any]) -> str:
        on = str(fields.get("issued_on") or "")
        year = int(on[:4]) if on[:4].isdigit() else None
        return symbols.duplicate_key(symbol, issuer, year) if issuer else ""

    def refusal(self, fields: Mapping[str, Any]) -> Refusal | None:
        """Why the fields cannot stand, by the rule that the server runs too."""
        if not str(fields.get("summary") or "").strip():
            return Refusal("invalid", "Cần ghi trích yếu.", "summary")
        return check_fields(fields, {book.id for book in self.books()})

    def register(self, item_id: str, fields: Mapping[str, Any], *, confirm_duplicate: bool = False) -> Registered:
        """Enter an item of the tray. Durable before it is sent."""
        intake = self.intake
        item = intake.get(item_id)
        if item is None:
            raise Rejected("not_found", status=404)
        self._clear_blocked(item.record_id)
        files = [{"id": item.file_id, "role": "main"}]
        others = [found for each in item.attachments if (found := intake.get(each)) is not None]
        files += [{"id": other.file_id, "role": "attachment"} for other in others]
        body = {name: value for name, value in fields.items() if value not in (None, "")}
        body |= {"id": item.record_id, "files": files}
        if confirm_duplicate:
            body["confirm_duplicate"] = True
        self._desk.acts.act("POST", "/incoming-documents", body)
        for each in (item, *others):
            intake.mark_sent(each.id)
        done = self._outcome(item.record_id)
        if done.state == "refused":
            for each in (item, *others):
                intake.restore(each.id)
        return done

    def register_arrived(
        self, record_id: str, fields: Mapping[str, Any], *, confirm_duplicate: bool = False
    ) -> Registered:
        """Enter a document that came over the exchange."""
        self._clear_blocked(record_id)
        body = {name: value for name, value in fields.items() if value not in (None, "")}
        if confirm_duplicate:
            body["confirm_duplicate"] = True
        self._desk.acts.act("POST", f"/incoming-documents/{record_id}/register", body)
        return self._outcome(record_id)

    def _clear_blocked(self, record_id: str) -> None:
        """An earlier refused try of the same entry gives way to this one."""
        for refused in self._desk.attention.items():
            if refused.entity_id == record_id:
                self._desk.attention.discard(refused.command_id)

    def _outcome(self, record_id: str) -> Registered:
        try:
            self._desk.sync.run()
        except VofficeError:
            return Registered(record_id, "queued")
        for refused in self._desk.attention.items():
            if refused.entity_id == record_id:
                return Registered(record_id, "refused", code=refused.code, reason=refused.reason)
        record = self._record(record_id)
        if record is None or record.arrival_number is None:
            return Registered(record_id, "queued")
        book = self._desk.directory.name(record.book_id)
        return Registered(record_id, "numbered", record.arrival_number, book)

    def _record(self, record_id: str) -> IncomingDocument | None:
        detail = self._desk.details.get("incoming_document", record_id)
        return detail.record if detail is not None and isinstance(detail.record, IncomingDocument) else None

    # what was chosen before -------------------------------------------------------------------------------------

    def habit(self, issuer_code: str, issuer_name: str) -> SenderHabit:
        """What was chosen last for this sender."""
        kept = self._desk.drafts.load(_sender_key(issuer_code, issuer_name))
        return SenderHabit() if kept is None else codec.decode(kept, SenderHabit)

    def remember(self, issuer_code: str, issuer_name: str, **changes: str) -> None:
        """Keep choices for the next document of this sender."""
        if issuer_code or issuer_name:
            habit = replace(self.habit(issuer_code, issuer_name), **changes)
            self._desk.drafts.save(_sender_key(issuer_code, issuer_name), codec.encode(habit))

    def today(self, now: str) -> str:
        """Today in Vietnam, for the arrival date."""
        return calendar.vietnam_date(now).isoformat()


def _sender_key(code: str, name: str) -> str:
    return _SENDER + (code or fold(name))
