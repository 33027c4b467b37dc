"""What the clerk does with an entry of the tray: into the book, handed on, refused, or out of the tray.

A controller without widgets: what must be asked goes through ``ask_duplicate``, what came of it is told by signals.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Signal

from voffice_desktop.domain.records import IncomingDocument, User
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.intake_items import IntakeItem
from voffice_desktop.services.registering import Registered, Registering
from voffice_desktop.services.values import Row
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.intake.batch import register_batch

Fields = dict[str, object]
Answer = Literal["another", "same", "back"]
"""To a duplicate: it is another document all the same, it is the same one, or back to the form."""
AskDuplicate = Callable[[IncomingDocument, Fields], Answer]


class RegisteringFlow(QObject):
    """One entry at a time; ``kept`` is what the next form begins with after *Lưu và nhập tiếp*."""

    busy_changed = Signal(bool)
    registered = Signal(object, object)
    """A ``Registered`` that was not refused, and the fields that were sent."""
    refused = Signal(str)
    """The server's reason, which may be empty."""
    batch_done = Signal(int, int, int)
    """The first and the last number (0 for none), and how many entries are left for a look."""
    said = Signal(str)
    failed = Signal(object)
    """A ``VofficeError``."""
    tray_changed = Signal()
    """The tray is to be read again."""

    def __init__(self, context: Context, work: Registering, ask_duplicate: AskDuplicate, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._work = work
        self._ask_duplicate = ask_duplicate
        self._sender = ("", "")
        self.busy = False
        self.last: Registered | None = None
        self.kept: dict[str, str] = {}

    # into the book

    def register(self, entry: IntakeItem | Row, fields: Fields, *, keep: bool) -> None:
        """Enter what was typed; with ``keep`` the next one begins with the same issuer and book."""
        self._set_busy(True)
        work = self._work
        self._context.tasks.run(
            "read",
            lambda: work.duplicate_of(fields, entry.record_id if isinstance(entry, IntakeItem) else entry.id),
            lambda known: self._send(entry, fields, keep, known),
            self._send_failed,
            owner=self,
        )

    def _send(self, entry: IntakeItem | Row, fields: Fields, keep: bool, known: IncomingDocument | None) -> None:
        confirm = False
        if known is not None:
            answer = self._ask_duplicate(known, fields)
            if answer != "another":
                self._set_busy(False)
                if answer == "same" and isinstance(entry, IntakeItem):
                    number = known.arrival_number or ""
                    reason = self.tr("Trùng với văn bản số đến {number}.").format(number=number)
                    self.discard([entry.id], reason)
                return
            confirm = True
        work = self._work

        def go() -> Registered:
            if isinstance(entry, IntakeItem):
                return work.register(entry.id, fields, confirm_duplicate=confirm)
            return work.register_arrived(entry.id, fields, confirm_duplicate=confirm)

        self.kept = {"issuer_name": str(fields["issuer_name"]), "book_id": str(fields["book_id"])} if keep else {}
        self._context.tasks.run(
            "net", go, lambda done: self._registered(entry, fields, done), self._send_failed, owner=self
        )

    def _registered(self, entry: IntakeItem | Row, fields: Fields, done: Registered) -> None:
        self._set_busy(False)
        if done.state == "refused":
            if done.code == "duplicate":
                # Somebody entered it in this very moment: it is in the mirror now.
                known = self._work.duplicate_of(fields, done.record_id)
                if known is not None:
                    self._send(entry, fields, bool(self.kept), known)
                    return
            self.refused.emit(done.reason)
            return
        sender = (str(fields.get("issuer_code") or ""), str(fields.get("issuer_name") or ""))
        self._work.remember(*sender, book_id=str(fields.get("book_id") or ""))
        self.last, self._sender = done, sender
        self.registered.emit(done, fields)

    def register_batch(self) -> None:
        """Enter all that was read surely."""
        intake, work = self._work.intake, self._work
        books = work.books()
        book = self.kept.get("book_id") or (books[0].id if books else "")
        self._set_busy(True)

        def done(report: tuple[int, int, int]) -> None:
            self._set_busy(False)
            self.batch_done.emit(*report)

        self._context.tasks.run(
            "net", lambda: register_batch(intake, work, book), done, self._send_failed, owner=self
        )

    def _send_failed(self, error: VofficeError) -> None:
        self._set_busy(False)
        self.failed.emit(error)
        self.tray_changed.emit()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)

    # handing on

    def head(self) -> User | None:
        """Who gets it: the one of the last pattern for this sender, else the head of the unit."""
        habit = self._work.habit(*self._sender)
        me = self._context.desk.user
        people = [each for each in self._context.desk.directory.all("user") if isinstance(each, User)]
        known = {each.id: each for each in people if not each.disabled}
        if habit.head_id in known:
            return known[habit.head_id]
        heads = [each for each in known.values() if "unit_head" in each.roles and each.unit_id == me.unit_id]
        heads += [each for each in known.values() if "leader" in each.roles and each.unit_id == me.unit_id]
        return heads[0] if heads else None

    def hand_on(self, head: User, last: Registered) -> None:
        """Assign what was entered last to ``head``, with the opinion that this sender's documents went with."""
        body: Fields = {"assignments": [{"assignee_kind": "user", "assignee_id": head.id, "role": "lead"}]}
        habit = self._work.habit(*self._sender)
        if habit.opinion:
            body["opinion"] = habit.opinion
        acts, work, sender = self._context.desk.acts, self._work, self._sender

        def go() -> None:
            acts.act("POST", f"/incoming-documents/{last.record_id}/assign", body)
            work.remember(*sender, head_id=head.id)

        def done(_: object) -> None:
            self.said.emit(self.tr("Đã trình {name}.").format(name=head.full_name))

        self._context.tasks.run("act", go, done, self.failed.emit, owner=self)

    # out of the tray

    def refuse(self, record_id: str, reason: str) -> None:
        """Refuse a document that came over the exchange; its sender is told why."""
        acts = self._context.desk.acts
        self._context.tasks.run(
            "act",
            lambda: acts.act("POST", f"/incoming-documents/{record_id}/refuse", {"reason": reason}),
            lambda _: self.said.emit(self.tr("Đã từ chối tiếp nhận; nơi gửi được báo lý do.")),
            self.failed.emit,
            owner=self,
        )

    def discard(self, item_ids: list[str], reason: str) -> None:
        """Take files out of the tray."""
        intake = self._work.intake

        def go() -> None:
            for item_id in item_ids:
                intake.discard(item_id, reason)

        self._context.tasks.run("act", go, lambda _: self.tray_changed.emit(), self.failed.emit, owner=self)
