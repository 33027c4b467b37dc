"""The secretary's desk: the slips of one leader at a time; received, arranged, noted, forwarded or sent back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QInputDialog

from voffice_desktop.domain.records import Slip
from voffice_desktop.services.slip_queue import TODAY_NOTE
from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.act_forms import ActDialog
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.slips.choosing import person_text
from voffice_desktop.ui.slips.review_desk import ReviewDesk


class SecretaryDesk(ReviewDesk):
    """Never approves, signs, numbers or writes for the leader: the rule table offers none of these here."""

    SHOWN = ("comment", "return", "receive", "forward")

    def __init__(self, context: Context) -> None:
        super().__init__(context, QCoreApplication.translate("SecretaryDesk", "Bàn thư ký"))
        self.leaders = QComboBox()
        self.leaders.setAccessibleName(self.tr("Lãnh đạo"))
        for each in self.queue.leaders():
            self.leaders.addItem(person_text(each), each.id)
        self.leaders.setVisible(self.leaders.count() > 1)
        self.leaders.activated.connect(lambda _at: self.choose_leader(str(self.leaders.currentData())))
        self.head_button("arrow_up", self.tr("Đưa lên trước"), lambda: self.move_slip(-1))
        self.head_button("arrow_down", self.tr("Đưa xuống sau"), lambda: self.move_slip(1))
        self.head_button("flag", self.tr("Cần hôm nay"), self.toggle_today)
        self.head_button("briefcase", self.tr("Gộp cho một buổi làm việc"), self.bundle)
        column = self._left.layout()
        if column is not None:
            column.addWidget(self.leaders)
        self.leader_id = str(self.leaders.currentData() or "")

    def choose_leader(self, leader_id: str) -> None:
        """Another of the leaders served."""
        self.leader_id = leader_id
        self.leaders.setCurrentIndex(self.leaders.findData(leader_id))
        self.detail = None
        self.list.show_items([])
        self.refresh()

    # arranging

    def move_slip(self, by: int) -> None:
        """Move the current slip in the order in which the leader reads."""
        ids = [item.row.id for item in self.list.items()]
        current = self.list.current_id()
        at = ids.index(current) if current in ids else -1
        if at < 0 or not 0 <= at + by < len(ids):
            return
        ids[at], ids[at + by] = ids[at + by], ids[at]
        queue = self.queue
        self._keep(lambda: queue.put_order(ids))

    def toggle_today(self) -> None:
        """*Cần hôm nay*, or no longer."""
        current = next((item for item in self.list.items() if item.row.id == self.list.current_id()), None)
        if current is not None:
            queue, today = self.queue, not current.today
            self._keep(lambda: queue.set_today(current.row.id, today))

    def bundle(self) -> None:
        """Name one sitting for the chosen slips."""
        ids = self.list.chosen()
        if not ids:
            return
        title, ask = self.tr("Gộp cho một buổi làm việc"), self.tr("Tên buổi làm việc (để trống: bỏ gộp)")
        name, agreed = QInputDialog.getText(self, title, ask)
        if agreed:
            queue = self.queue
            self._keep(lambda: queue.set_group(ids, " ".join(name.split())[:100]))

    def _keep(self, work: Callable[[], None]) -> None:
        self._context.tasks.run("act", work, lambda _none: self.refresh(), self.failed.emit, owner=self)

    # acts

    def ask(self, name: str) -> None:
        """Forwarding carries *Cần hôm nay* in front of the note; everything else goes the common way."""
        act = next((each for each in self.detail.actions if each.name == name), None) if self.detail else None
        if name == "forward" and act is not None and act.enabled and self.detail is not None:
            self._forward(act, self.detail)
            return
        super().ask(name)

    def _forward(self, act: ActionState, detail: Detail) -> None:
        slip = detail.record
        assert isinstance(slip, Slip)
        draft = f"text:forward:{slip.id}"
        dialog = ActDialog(self._context, act, detail, self)
        kept = self._context.desk.drafts.load(draft)
        if kept:
            dialog.restore(kept.decode("utf-8"))
        if not dialog.exec():
            self.flow.keep(draft, dialog.typed())
            return
        body = dialog.body()
        typed = str(body.get("comment", "")).removeprefix(TODAY_NOTE)
        note = self.queue.forward_note(slip.id, typed)
        self.flow.send(act, detail, {"comment": note} if note else {}, draft)
