"""From a pressed button to a queued act: what is asked, confirmed, kept as a draft, sent and said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from voffice_desktop.domain import slips
from voffice_desktop.domain.records import Slip
from voffice_desktop.errors import VofficeError
from voffice_desktop.protocol.routes import COLLECTIONS
from voffice_desktop.services.slip_queue import UNDO_SECONDS
from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.act_forms import CONFIRMED, DANGEROUS, ActDialog, asks_of
from voffice_desktop.ui.captions import desk_text
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.dialogs import ConfirmDialog
from voffice_desktop.ui.reader.exporting import ask_target
from voffice_desktop.ui.special_acts import SPECIAL_ACTS

_HELD = frozenset({("slip", "approve")})
"""Acts that nobody can take back once they are sent: they stay on the machine for a while first."""


class ActFlow(QObject):
    """Runs one act at a time for a window. What a person typed outlives a closed dialog and a refusal."""

    said = Signal(str)
    failed = Signal(object)
    """A ``VofficeError``."""
    busy = Signal(bool)
    """An act is on its way: its buttons rest."""
    sent = Signal(str, str)
    """Name of an act that was queued or done, and the record's id."""
    offered = Signal(str, str, object)
    """What was done, the words of a button, and what it does: the way back."""
    screen_asked = Signal(str, str)
    """Key of a screen and the record id it is to open."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self.context = context
        self.window = window

    def ask(self, act: ActionState, detail: Detail) -> None:
        """Ask what the act needs, then send it."""
        special = SPECIAL_ACTS.get((detail.kind, act.name))
        if special is not None:
            special(self, act, detail)
            return
        draft = f"text:{act.name}:{detail.record.id}"
        body: dict[str, Any] = {}
        if asks_of(act, detail.kind):
            dialog = ActDialog(self.context, act, detail, self.window)
            kept = self.context.desk.drafts.load(draft)
            if kept:
                dialog.restore(kept.decode("utf-8"))
            if not dialog.exec():
                self.keep(draft, dialog.typed())
                return
            body = dialog.body()
        elif act.name in CONFIRMED and not self._confirm(act, detail):
            return
        if act.name == "approve" and isinstance(detail.record, Slip):
            body["revision"] = detail.record.revision
        self.send(act, detail, body, draft)

    def save_copy(self, file_id: str, name: str, *, marked: bool = False) -> None:
        """Ask for a place, and where there is ink what becomes of it, and write a marked copy there."""
        asked = ask_target(self.window, name, marked=marked)
        if asked is None:
            return
        target, ink = asked
        files = self.context.desk.files
        self.context.tasks.run(
            "net",
            lambda: files.save_copy(file_id, target, ink != "none", as_notes=ink == "notes"),
            lambda _: self.said.emit(self.tr("Đã lưu bản sao.")),
            self.failed.emit,
            owner=self,
        )

    def keep(self, draft: str, text: str) -> None:
        """Keep a text that was typed and not sent."""
        drafts = self.context.desk.drafts
        if text:
            self.context.tasks.run("act", lambda: drafts.save(draft, text.encode("utf-8")))

    def _confirm(self, act: ActionState, detail: Detail) -> bool:
        verb = desk_text(act.caption)
        facts = [
            (self.tr("Số, ký hiệu"), detail.row.symbol),
            (self.tr("Trích yếu"), detail.row.title),
            (self.tr("Nơi gửi, người trình"), detail.row.party),
        ]
        danger = act.name in DANGEROUS
        theme = self.context.theme
        return bool(ConfirmDialog(theme, f"{verb}?", facts, verb, danger=danger, parent=self.window).exec())

    def send(self, act: ActionState, detail: Detail, body: dict[str, Any], draft: str) -> None:
        """Queue the act (or do it online), close its draft, say what came of it."""
        path = f"/{COLLECTIONS[detail.kind]}/{detail.record.id}/{act.name}"
        acts, drafts = self.context.desk.acts, self.context.desk.drafts

        hold = UNDO_SECONDS if (detail.kind, act.name) in _HELD else 0.0

        def work() -> object:
            answer = acts.now("POST", path, body) if act.online_only else acts.act("POST", path, body, hold=hold)
            drafts.delete(draft)
            return answer

        def failed(error: VofficeError) -> None:
            self.busy.emit(False)
            texts = [value for value in body.values() if isinstance(value, str)]
            self.keep(draft, max(texts, key=len, default=""))
            self.failed.emit(error)

        def done(answer: object) -> None:
            self.busy.emit(False)
            verb = desk_text(act.caption)
            if act.online_only:
                self.said.emit(self.tr("{act}: xong.").format(act=verb))
            elif hold:
                self.offer_undo(self.tr("{act}: gửi đi sau 10 giây.").format(act=verb), [str(answer)])
            elif detail.kind == "slip" and act.name in slips.TAKE_BACK:
                said = self.tr("{act}: đã ghi, sẽ gửi ngay khi có mạng.").format(act=verb)
                self.offered.emit(said, self.tr("Thu hồi"), lambda: self._take_back(path, str(answer)))
            else:
                self.said.emit(self.tr("{act}: đã ghi, sẽ gửi ngay khi có mạng.").format(act=verb))
            self.sent.emit(act.name, detail.record.id)

        self.busy.emit(True)
        self.context.tasks.run("net" if act.online_only else "act", work, done, failed, owner=self)

    def offer_undo(self, said: str, command_ids: Sequence[str]) -> None:
        """Say what was decided and offer to undo it while it is still here; then it goes."""
        acts, ids = self.context.desk.acts, list(command_ids)

        def undo() -> None:
            self.context.tasks.run(
                "act", lambda: [acts.undo(each) for each in ids], undone, self.failed.emit, owner=self
            )

        def undone(gone: list[bool]) -> None:
            self.said.emit(
                self.tr("Đã hoàn tác.") if all(gone) else self.tr("Đã gửi đi nên không hoàn tác được nữa.")
            )
            self.sent.emit("undo", "")

        self.offered.emit(said, self.tr("Hoàn tác"), undo)
        # A little later than the hold: then it may leave.
        QTimer.singleShot(int(UNDO_SECONDS * 1000) + 300, self, self.context.desk.sync.now)

    def _take_back(self, path: str, command_id: str) -> None:
        """Undo what has not left; ask the server for what has, by the rule of the record."""
        acts = self.context.desk.acts
        back = path.rpartition("/")[0] + "/take-back"

        def work() -> bool:
            if acts.undo(command_id):
                return True
            acts.act("POST", back)
            return False

        def done(gone: bool) -> None:
            self.said.emit(self.tr("Đã hoàn tác.") if gone else self.tr("Đã ghi việc thu hồi, sẽ gửi ngay."))
            self.sent.emit("undo", "")

        self.context.tasks.run("act", work, done, self.failed.emit, owner=self)
