"""The audit screen for administrators: the log filtered by who, what and when, its chain verified, rows exported."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from voffice_desktop.domain.records import User
from voffice_desktop.errors import MachineFault, VofficeError
from voffice_desktop.services import auditing
from voffice_desktop.services.auditing import AuditLine, AuditPage, ChainState
from voffice_desktop.ui.audit_words import AUDIT_ACTS, audit_caption
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label, restyle
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.words import VIETNAM, moment, number

_WIDTHS = (70, 160, 190, 170, 240, 120, 300)
_DAYS = 7


class AuditScreen(Screen):
    """Filters above, rows below, the state of the chain at the foot. Everything is asked from the server."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines: list[AuditLine] = []
        self._cursor: str | None = None
        self._asked = False
        self.setProperty("look", "app")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.people = self._choice(self.tr("Người"))
        self.kinds = self._choice(self.tr("Việc"))
        self.outcome = self._choice(self.tr("Kết quả"))
        self.first, self.last = self._day(self.tr("Từ ngày"), -_DAYS), self._day(self.tr("Đến ngày"), 0)
        self.search = Button(context.theme, self.tr("Lọc"), "filter", "primary")
        self.search.clicked.connect(self.ask)
        self.verify = Button(context.theme, self.tr("Kiểm tra chuỗi"), "shield_checkmark")
        self.verify.clicked.connect(self._verify)
        self.export = Button(context.theme, self.tr("Xuất CSV"), "arrow_download")
        self.export.clicked.connect(self._export)
        self.more = Button(context.theme, self.tr("Xem tiếp"), "", "link")
        self.more.clicked.connect(lambda: self._ask(self._cursor))
        self.state = label("", "second", wrap=True)
        self.chain = label("", "second", wrap=True)
        self.table = self._table()
        self._build()
        self._fill_choices()

    def refresh(self) -> None:
        """The first time it asks by itself; later the user does."""
        if not self._asked:
            self.ask()

    def ask(self) -> None:
        """Read the log from the start of the filter."""
        self._asked = True
        self._lines = []
        self.table.setRowCount(0)
        self._ask(None)

    def filters(self) -> dict[str, str]:
        """The filter in the server's words; days are Vietnam's."""
        return {
            "actor_id": self.people.currentData() or "",
            "action": self.kinds.currentData() or "",
            "outcome": self.outcome.currentData() or "",
            "from": _utc(self.first.date(), 0),
            "to": _utc(self.last.date(), 1),
        }

    def _ask(self, cursor: str | None) -> None:
        desk, wanted = self._context.desk, self.filters()
        self._say(self.tr("Đang đọc nhật ký…"))
        self._rest(busy=True)
        self._context.tasks.run(
            "net", lambda: auditing.page(desk, wanted, cursor), self._came, self._failed, owner=self
        )

    def _came(self, page: AuditPage) -> None:
        self._rest(busy=False)
        self._cursor = page.cursor
        at = len(self._lines)
        self._lines += page.lines
        self.table.setRowCount(len(self._lines))
        for row, each in enumerate(page.lines, start=at):
            cells = (
                str(each.seq),
                moment(each.at),
                each.who,
                audit_caption(each.action),
                each.subject,
                each.outcome,
                each.note,
            )
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        if self._lines:
            self._say(self.tr("{count} dòng").format(count=number(len(self._lines))))
        else:
            self._say(self.tr("Không có dòng nào trong khoảng này. Bỏ bớt điều kiện lọc?"))
        self.more.setVisible(page.cursor is not None)

    def _failed(self, error: VofficeError) -> None:
        self._rest(busy=False)
        self._asked = False
        self._say(sentence(error).text, wrong=True)

    def _verify(self) -> None:
        desk = self._context.desk
        self._tell_chain(self.tr("Đang kiểm tra chuỗi nhật ký…"), "second")
        self._rest(busy=True)
        self._context.tasks.run("net", lambda: auditing.verify(desk), self._verified, self._failed, owner=self)

    def _verified(self, found: ChainState) -> None:
        self._rest(busy=False)
        if found.ok:
            text = self.tr("Chuỗi nhật ký nguyên vẹn, {count} dòng.").format(count=number(found.rows))
            self._tell_chain(text, "ok")
        else:
            text = self.tr("Nhật ký đã bị can thiệp: {found}. Báo ngay cho người phụ trách an toàn thông tin.")
            self._tell_chain(text.format(found="; ".join(found.findings[:5])), "danger")

    def _export(self) -> None:
        target, _ = QFileDialog.getSaveFileName(self, self.tr("Xuất nhật ký"), "nhat-ky.csv", "CSV (*.csv)")
        if target:
            self.write(Path(target))

    def write(self, target: Path) -> None:
        """Write every row of the filter to ``target``."""
        desk, wanted = self._context.desk, self.filters()

        def work() -> int:
            lines = auditing.everything(desk, wanted)
            try:
                target.write_bytes(auditing.as_csv(lines, audit_caption))
            except OSError as error:
                raise MachineFault("disk_error", reason=error.strerror) from error
            return len(lines)

        self._rest(busy=True)
        self._context.tasks.run("net", work, self._written, self._failed, owner=self)

    def _written(self, count: int) -> None:
        self._rest(busy=False)
        self.said.emit(self.tr("Đã xuất {count} dòng nhật ký.").format(count=number(count)))

    # building

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(self.tr("Nhật ký hệ thống"), "h1"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.people, self.kinds, self.outcome, self.first, self.last):
            column = QVBoxLayout()
            column.setSpacing(2)
            caption = label(widget.accessibleName(), "meta")
            caption.setBuddy(widget)
            column.addWidget(caption)
            column.addWidget(widget)
            row.addLayout(column)
        row.addStretch(1)
        box.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.search, self.verify, self.export):
            buttons.addWidget(button)
        buttons.addWidget(self.chain, 1)
        box.addLayout(buttons)
        box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.more)
        box.addLayout(foot)
        self.more.hide()

    def _table(self) -> QTableWidget:
        names = (
            self.tr("STT"),
            self.tr("Thời gian"),
            self.tr("Người"),
            self.tr("Việc"),
            self.tr("Đối tượng"),
            self.tr("Kết quả"),
            self.tr("Ghi chú"),
        )
        table = QTableWidget(0, len(names))
        table.setHorizontalHeaderLabels(names)
        table.setAccessibleName(self.tr("Nhật ký hệ thống"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._context.theme.sizes.table_row)
        across = table.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        for column, width in enumerate(_WIDTHS):
            across.resizeSection(column, self._context.theme.px(width))
        across.setSectionResizeMode(len(names) - 1, QHeaderView.ResizeMode.Stretch)
        return table

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMinimumWidth(self._context.theme.px(170))
        return box

    def _day(self, name: str, days: int) -> QDateEdit:
        edit = QDateEdit()
        edit.setAccessibleName(name)
        edit.setDisplayFormat("dd/MM/yyyy")
        edit.setCalendarPopup(True)
        day = self._context.clock().astimezone(VIETNAM).date() + timedelta(days=days)
        edit.setDate(QDate(day.year, day.month, day.day))
        return edit

    def _fill_choices(self) -> None:
        self.people.addItem(self.tr("Mọi người"), "")
        for user in self._context.desk.directory.all("user"):
            if isinstance(user, User):
                self.people.addItem(f"{user.full_name} · {user.account}", user.id)
        self.kinds.addItem(self.tr("Mọi việc"), "")
        for action in sorted(AUDIT_ACTS, key=audit_caption):
            self.kinds.addItem(audit_caption(action), action)
        self.outcome.addItem(self.tr("Mọi kết quả"), "")
        self.outcome.addItem(self.tr("Được chấp nhận"), "ok")
        for code in ("forbidden", "clerk_only", "reading_copy_only", "not_found", "wrong_state", "bad_credentials"):
            self.outcome.addItem(self.tr("Bị từ chối: {code}").format(code=code), code)

    def _rest(self, *, busy: bool) -> None:
        for button in (self.search, self.verify, self.export, self.more):
            button.setEnabled(not busy)

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self.state.setText(text)
        _kind(self.state, "danger" if wrong else "second")

    def _tell_chain(self, text: str, kind: str) -> None:
        self.chain.setText(text)
        _kind(self.chain, kind)


def _kind(widget: QLabel, kind: str) -> None:
    widget.setProperty("type", kind)
    restyle(widget)


def _utc(day: QDate, more: int) -> str:
    """Midnight in Vietnam at the start of a day (or ``more`` days later), as RFC 3339 UTC."""
    start = datetime.combine(date(day.year(), day.month(), day.day()), time(), VIETNAM) + timedelta(days=more)
    return start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def audit_place() -> Place:
    """Where the navigation shows the audit log."""
    translate = QCoreApplication.translate
    section = translate("places", "QUẢN TRỊ")
    return Place(
        "audit",
        translate("AuditScreen", "Nhật ký hệ thống"),
        translate("places", "Nhật ký"),
        "shield_checkmark",
        section,
    )
