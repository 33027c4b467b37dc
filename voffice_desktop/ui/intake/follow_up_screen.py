"""Theo dõi giải quyết: who has which document until when, late first; two keys to remind or to open."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from voffice_desktop.domain.calendar import DueState, due_state, show_date
from voffice_desktop.domain.records import Actor, IncomingDocument
from voffice_desktop.services.values import ListQuery, Row
from voffice_desktop.services.working_days import holidays
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import frame, label
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.words import VIETNAM

KEY = "follow_up"
_SYMBOL, _SUBJECT, _LEAD, _HELPING, _DUE, _STATE = range(6)
"""The columns."""
_MOST = 500


def follow_up_place() -> Place:
    """Its place in the navigation."""
    translate = QCoreApplication.translate
    return Place(KEY, translate("places", "Theo dõi hạn"), translate("places", "Hạn"), "calendar_clock",
                 translate("places", "VĂN THƯ"))  # fmt: skip


def follows_up(who: Actor) -> bool:
    """Clerks urge, heads direct."""
    return bool({"clerk", "unit_head", "department_head"} & who.roles)


@dataclass(frozen=True, slots=True)
class Followed:
    """One document with its deadline and the part that leads it now."""

    row: Row
    state: DueState
    lead: str
    helping: str


class FollowUpScreen(Screen):
    """Groups by deadline: late, today, within three working days, later, without one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: dict[str, list[Followed]] = {}
        self._title = label(self.tr("Theo dõi giải quyết"), "h1")
        self._facts = label("", "second", wrap=True)
        head = frame("header")
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 10, 16, 10)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Văn bản theo hạn giải quyết"))
        self.tree.setHeaderLabels(
            [
                self.tr("Số, ký hiệu"), self.tr("Trích yếu"), self.tr("Chủ trì"), self.tr("Phối hợp"),
                self.tr("Hạn"), self.tr("Tình hình"),
            ]
        )  # fmt: skip
        self.tree.setUniformRowHeights(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.itemActivated.connect(self._open)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.tree, 1)

    def refresh(self) -> None:
        desk = self._context.desk
        today = self._context.clock().astimezone(VIETNAM).date()

        def read() -> dict[str, list[Followed]]:
            off = holidays(desk)
            groups: dict[str, list[Followed]] = {key: [] for key in ("overdue", "today", "soon", "later", "none")}
            rows = desk.lists.rows(ListQuery("incoming_document", sort="due"), None, _MOST)
            rows += [
                row
                for row in desk.lists.rows(ListQuery("incoming_document", tab="processing"), None, _MOST)
                if not row.due
            ]
            for row in {row.id: row for row in rows}.values():
                record = desk.directory.get("incoming_document", row.id)
                if row.finished or not isinstance(record, IncomingDocument) or record.status == "arrived":
                    continue
                leads = [part for part in record.assignments if part.role == "lead"]
                helping = [desk.directory.name(p.assignee_id) for p in record.assignments if p.role == "coordinate"]
                state = due_state(row.due, today, off)
                lead = desk.directory.name(leads[-1].assignee_id) if leads else ""
                groups[state.kind].append(Followed(row, state, lead, ", ".join(helping)))
            return groups

        self._context.tasks.run("read", read, self._show, self.failed.emit, owner=self)

    def _show(self, groups: dict[str, list[Followed]]) -> None:
        if groups == self._shown:
            return
        self._shown = groups
        names = {
            "overdue": self.tr("Quá hạn"), "today": self.tr("Hôm nay"), "soon": self.tr("Trong ba ngày làm việc"),
            "later": self.tr("Còn thời gian"), "none": self.tr("Chưa đặt hạn"),
        }  # fmt: skip
        self.tree.clear()
        for key, found in groups.items():
            if not found:
                continue
            head = QTreeWidgetItem(self.tree, [f"{names[key]} · {len(found)}"])
            head.setFirstColumnSpanned(True)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            for one in found:
                due = show_date(one.row.due) if one.row.due else ""
                made = QTreeWidgetItem(
                    head, [one.row.symbol, one.row.title, one.lead, one.helping, due, self._words(one.state)]
                )
                made.setSizeHint(0, QSize(10, self._context.theme.sizes.control))
                made.setData(0, Qt.ItemDataRole.UserRole, one.row.id)
                made.setToolTip(1, one.row.title)
            head.setExpanded(True)
        header = self.tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        wide = max(self.tree.viewport().width(), 900)
        shares = {_SYMBOL: 15, _LEAD: 16, _HELPING: 12}
        sizes = {at: wide * share // 100 for at, share in shares.items()}
        # Dates and states are never cut: the subject gives them its room.
        words = self.tree.fontMetrics()
        longest = self._words(DueState("soon", 99))
        for at, text in ((_DUE, "00/00/0000"), (_STATE, longest)):
            sizes[at] = words.horizontalAdvance(text) + self._context.theme.px(24)
        sizes[_SUBJECT] = max(wide - sum(sizes.values()), wide // 5)
        for at, size in sizes.items():
            header.resizeSection(at, size)
        late, soon = len(groups["overdue"]), len(groups["today"]) + len(groups["soon"])
        self._facts.setText(self.tr("{late} quá hạn, {soon} sắp đến hạn").format(late=late, soon=soon))

    def _words(self, state: DueState) -> str:
        if state.kind == "overdue":
            return self.tr("Quá hạn {days} ngày").format(days=state.days)
        if state.kind == "today":
            return self.tr("Hạn hôm nay")
        return self.tr("Còn {days} ngày làm việc").format(days=state.days) if state.kind != "none" else ""

    def _open(self, item: QTreeWidgetItem) -> None:
        record_id = item.data(0, Qt.ItemDataRole.UserRole)
        if record_id:
            self.record_asked.emit("incoming_document", str(record_id))
