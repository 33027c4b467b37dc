"""From a pressed button to a queued act: what is asked, confirmed, kept as a draft, sent and said."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from voffice_desktop.domain.records import Slip
from voffice_desktop.errors import VofficeError
from voffice_desktop.protocol.routes import COLLECTIONS
from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.act_forms import CONFIRMED, DANGEROUS, ActDialog, asks_of
from voffice_desktop.ui.captions import desk_text
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.dialogs import ConfirmDialog
from voffice_desktop.ui.reader.exporting import ask_target
from voffice_desktop.ui.special_acts import SPECIAL_ACTS


class ActFlow(QObject):
    """Runs one act at a time for a window. What a person typed outlives a closed dialog and a refusal."""

    said = Signal(str)
    failed = Signal(object)
    """A ``VofficeError``."""
    busy = Signal(bool)
    """An act is on its way: its buttons rest."""
    sent = Signal(str, str)
    """Name of an act that was queued or done, and the record's id."""
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

        def work() -> object:
            answer = acts.now("POST", path, body) if act.online_only else acts.act("POST", path, body)
            drafts.delete(draft)
            return answer

        def failed(error: VofficeError) -> None:
            self.busy.emit(False)
            texts = [value for value in body.values() if isinstance(value, str)]
            self.keep(draft, max(texts, key=len, default=""))
            self.failed.emit(error)

        def done(_: object) -> None:
            self.busy.emit(False)
            said = self.tr("{act}: xong.") if act.online_only else self.tr("{act}: đã ghi, sẽ gửi ngay khi có mạng.")
            self.said.emit(said.format(act=desk_text(act.caption)))
            self.sent.emit(act.name, detail.record.id)

        self.busy.emit(True)
        self.context.tasks.run("net" if act.online_only else "act", work, done, failed, owner=self)
