"""The leader's reading desk, for pen and finger: what waits, the dossier, and the decision under the thumb."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from voffice_desktop.domain.records import Refusal, Slip
from voffice_desktop.services.values import Detail
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button
from voffice_desktop.ui.slips.approve import ApproveDialog
from voffice_desktop.ui.slips.choosing import person_text
from voffice_desktop.ui.slips.review_desk import ReviewDesk


class LeaderDesk(ReviewDesk):
    """What waits for the user as the leader or as a reviewer in turn; a switch on top leads to the desk of somebody
    for whom the user stands in. Approving several takes only what was opened at its revision."""

    SHOWN = ("consult", "to-secretary", "return", "approve")
    REVIEWING = ("consult", "return", "endorse")

    def __init__(self, context: Context) -> None:
        super().__init__(context, QCoreApplication.translate("LeaderDesk", "Bàn đọc"))
        self.leader_id = context.desk.user.id
        self.desks = QComboBox()
        self.desks.setAccessibleName(self.tr("Bàn của ai"))
        self.desks.activated.connect(lambda _at: self.choose_desk(str(self.desks.currentData())))
        self._fill_desks()
        self.batch = Button(context.theme, self.tr("Phê duyệt các phiếu đã chọn"), "checkmark_circle")
        self.batch.clicked.connect(self.approve_chosen)
        self.batch.hide()
        column = self._left.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.desks)
        column.addWidget(self.batch)

    def shown(self) -> tuple[str, ...]:
        """A reviewer endorses, a leader approves."""
        slip = self.detail.record if self.detail is not None else None
        return self.REVIEWING if isinstance(slip, Slip) and slip.state == "in_review" else self.SHOWN

    def refresh(self) -> None:
        """The desks that are open to this user may have changed, too."""
        self._fill_desks()
        super().refresh()

    def choose_desk(self, person_id: str) -> None:
        """The own desk, or that of somebody for whom the user stands in."""
        self.leader_id = person_id
        self.desks.setCurrentIndex(self.desks.findData(person_id))
        self.detail = None
        self.list.show_items([])
        super().refresh()

    def _fill_desks(self) -> None:
        found = self.queue.desks()
        ids = [each.id for each in found]
        if [self.desks.itemData(at) for at in range(self.desks.count())] != ids:
            self.desks.clear()
            for at, each in enumerate(found):
                name = self.tr("Thay mặt {name}").format(name=person_text(each)) if at else self.tr("Bàn của tôi")
                self.desks.addItem(name, each.id)
        if self.leader_id not in ids:
            # The delegation has ended: what lay here lies with its owner again.
            self.leader_id = ids[0]
            self.detail = None
        self.desks.setCurrentIndex(ids.index(self.leader_id))
        self.desks.setVisible(len(ids) > 1)

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
        sent: list[str] = []

        def done(missed: list[tuple[str, Refusal]]) -> None:
            said = self.tr("Đã phê duyệt {count} phiếu, gửi đi sau 10 giây.")
            self.flow.offer_undo(said.format(count=len(ids) - len(missed)), sent)
            self.refresh()

        self._context.tasks.run("act", lambda: queue.approve(ids, comment, sent), done, self.failed.emit, owner=self)
