"""The leader's reading desk, for pen and finger: what waits, the dossier, and the decision under the thumb."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from voffice_desktop.domain.records import Refusal, Slip
from voffice_desktop.services.values import Detail
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button
from voffice_desktop.ui.slips.approve import ApproveDialog
from voffice_desktop.ui.slips.review_desk import ReviewDesk


class LeaderDesk(ReviewDesk):
    """The queue of the user, who is the leader. Approving several takes only what was opened at its revision."""

    SHOWN = ("consult", "to-secretary", "return", "approve")

    def __init__(self, context: Context) -> None:
        super().__init__(context, QCoreApplication.translate("LeaderDesk", "Bàn đọc"))
        self.leader_id = context.desk.user.id
        self.batch = Button(context.theme, self.tr("Phê duyệt các phiếu đã chọn"), "checkmark_circle")
        self.batch.clicked.connect(self.approve_chosen)
        self.batch.hide()
        column = self._left.layout()
        assert column is not None
        column.addWidget(self.batch)

    def chosen_changed(self, count: int) -> None:
        """Several chosen slips can be approved together."""
        self.batch.setVisible(count > 1)

    def approve_chosen(self) -> None:
        """Ask once for all chosen slips that were opened here at their revision; say why the others are left out."""
        ready: list[Detail] = []
        left: list[str] = []
        for slip_id in self.list.chosen():
            detail = self._context.desk.details.get("slip", slip_id)
            if detail is None or not isinstance(detail.record, Slip):
                continue
            refusal = self.queue.may_approve(detail.record)
            if refusal is None:
                ready.append(detail)
            else:
                left.append(f"{detail.row.symbol}: {refusal.reason}")
        if left:
            said = self.tr("{count} phiếu không phê duyệt được lúc này. {text}")
            self.said.emit(said.format(count=len(left), text=left[0]))
        if not ready:
            return
        dialog = ApproveDialog(self._context, ready, "", self)
        if not dialog.exec():
            return
        comment, queue = dialog.comment(), self.queue
        ids = [detail.record.id for detail in ready]

        def done(missed: list[tuple[str, Refusal]]) -> None:
            said = self.tr("Đã phê duyệt {count} phiếu, sẽ gửi ngay khi có mạng.")
            self.said.emit(said.format(count=len(ids) - len(missed)))
            self.refresh()

        self._context.tasks.run("act", lambda: queue.approve(ids, comment), done, self.failed.emit, owner=self)
