"""The bell's panel: what wants this user's eye, one line for each record with every reason, most pressing first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from voffice_desktop.clock import Clock
from voffice_desktop.domain.calendar import DaysOff
from voffice_desktop.domain.reminders import due_moment
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ListQuery, Row
from voffice_desktop.services.working_days import holidays
from voffice_desktop.ui.captions import kind_caption
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.places import LISTED
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.words import number

_READ = 300
"""So many rows of a kind are looked at."""
_SHOWN = 50
_SOON = timedelta(days=1)
_ORDER = ("refused", "urgent", "returned", "late", "soon", "assigned")


@dataclass(frozen=True, slots=True)
class Notice:
    """One record and why it stands here: words of ``_ORDER``, the most pressing first."""

    kind: str
    id: str
    title: str
    source: str
    reasons: tuple[str, ...]


def _reasons(row: Row, now: datetime, off: DaysOff, *, mine: bool) -> set[str]:
    found = set()
    if row.unread and row.urgency != "normal" and not row.finished:
        found.add("urgent")
    if row.status == "returned" and mine:
        found.add("returned")
    if mine and row.due and not row.finished:
        due = due_moment(row.due, off)
        if due <= now:
            found.add("late")
        elif due - now <= _SOON:
            found.add("soon")
    if mine and row.unread and row.kind in ("task", "incoming_document"):
        found.add("assigned")
    return found


def notices(desk: Desk, clock: Clock) -> list[Notice]:
    """Every record that wants an eye, each once. Reads the lists: workers' lanes only."""
    now, off = clock(), holidays(desk)
    found: dict[str, tuple[Row | None, str, str, set[str]]] = {}
    for item in desk.attention.items():
        key = item.entity_id or item.command_id
        found.setdefault(key, (None, item.kind or "", item.title, set()))[3].add("refused")
    for kind in LISTED:
        mine = desk.lists.rows(ListQuery(kind, "todo", sort="due"), None, _READ)
        unread = desk.lists.rows(ListQuery(kind, "unread"), None, _READ)
        at_work = {row.id for row in mine}
        for row in {each.id: each for each in (*mine, *unread)}.values():
            reasons = _reasons(row, now, off, mine=row.id in at_work)
            if reasons:
                had = found[row.id][3] if row.id in found else set()
                found[row.id] = (row, kind, row.title, reasons | had)
    made = [
        Notice(kind, key, title, row.symbol if row is not None else "", tuple(sorted(reasons, key=_ORDER.index)))
        for key, (row, kind, title, reasons) in found.items()
    ]
    return sorted(made, key=lambda one: _ORDER.index(one.reasons[0]))


class BellPanel(QFrame):
    """Lies over the window below the bell until the focus leaves it. Arrows walk, Enter or a click opens the record,
    Esc closes."""

    record_asked = Signal(str, str)
    attention_asked = Signal()
    counted = Signal(int)
    """How many records stand in the panel, after every look."""
    looked = Signal(object)
    """The notices themselves, after every look."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._over = parent
        self._notices: Sequence[Notice] = ()
        self._bell: QWidget | None = None
        self._looking = self._again = False
        self.setProperty("look", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label("", "h2")
        self._empty = label("", "second", wrap=True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._pick)
        self.list.installEventFilter(self)
        self._attention = Button(context.theme, "", "warning")
        self._attention.clicked.connect(self._to_attention)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._attention)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(8)
        box.addWidget(self._title)
        box.addWidget(self._empty)
        box.addWidget(self.list, 1)
        box.addLayout(row)
        self.retranslate()
        self.hide()
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]

    def retranslate(self) -> None:
        """Say everything again."""
        self.setAccessibleName(self.tr("Thông báo"))
        self.list.setAccessibleName(self.tr("Hồ sơ cần xem"))
        self._attention.setText(self.tr("Cần chú ý"))
        self._fill()

    def refresh(self) -> None:
        """Look again in a worker, once at a time; what stands meanwhile stays."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        desk, clock = self._context.desk, self._context.clock
        self._context.tasks.run("read", lambda: notices(desk, clock), self._show, self._failed, owner=self)

    def open_below(self, bell: QWidget) -> None:
        """Show below the bell, within its window, with the first line current; a second time closes."""
        if self.isVisible():
            self.close()
            return
        window, theme = self._over, self._context.theme
        self._bell = bell
        self.resize(min(theme.px(460), window.width() - 16), min(theme.px(520), window.height() - 80))
        at = bell.mapTo(window, QPoint(bell.width(), bell.height()))
        self.move(max(8, at.x() - self.width()), at.y())
        self.show()
        self.raise_()
        self._focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            if self._bell is not None:
                self._bell.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            super().keyPressEvent(event)

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        within = now is None or now is self._bell or self.isAncestorOf(now)
        if self.isVisible() and not within:
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item = self.list.currentItem()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
                self._pick(item)
                return True
        return False

    def _show(self, found: Sequence[Notice]) -> None:
        if found != self._notices:
            self._notices = found
            self._fill()
        self.counted.emit(len(found))
        self.looked.emit(found)
        self._looked()

    def _failed(self, error: VofficeError) -> None:
        self._notices = ()
        self._fill()
        self._empty.setText(sentence(error).text)
        self._looked()

    def _looked(self) -> None:
        self._looking, again, self._again = False, self._again, False
        if again:
            self.refresh()

    def _fill(self) -> None:
        count = len(self._notices)
        self._title.setText(
            self.tr("Thông báo ({count})").format(count=number(count)) if count else self.tr("Thông báo")
        )
        self._empty.setText(self.tr("Không có gì mới cần xem. Việc gấp, bị trả lại, sắp đến hạn sẽ hiện ở đây."))
        self._empty.setVisible(not count)
        self.list.setVisible(bool(count))
        current = self.list.currentRow()
        self.list.clear()
        for each in self._notices[:_SHOWN]:
            item = QListWidgetItem(self.text_of(each))
            item.setData(Qt.ItemDataRole.UserRole, (each.kind, each.id))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, item.text().replace("\n", ". "))
            self.list.addItem(item)
        if count:
            self.list.setCurrentRow(max(0, min(current, self.list.count() - 1)))
        if self.isVisible():
            self._focus()

    def text_of(self, notice: Notice) -> str:
        """Why, where from, and the title: the lines of one record."""
        words = {
            "refused": self.tr("Máy chủ chưa nhận"),
            "urgent": self.tr("Khẩn, chưa đọc"),
            "returned": self.tr("Bị trả lại"),
            "late": self.tr("Quá hạn"),
            "soon": self.tr("Sắp đến hạn"),
            "assigned": self.tr("Mới giao cho bạn"),
        }
        why = ", ".join(words[each] for each in notice.reasons)
        kind = kind_caption(notice.kind) if notice.kind in LISTED else ""
        return f"{why}\n{' · '.join(each for each in (kind, notice.source, notice.title) if each)}"

    def _focus(self) -> None:
        (self.list if self._notices else self._attention).setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, item: QListWidgetItem) -> None:
        kind, record_id = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        if kind in LISTED:
            self.record_asked.emit(kind, record_id)
        else:
            self.attention_asked.emit()

    def _to_attention(self) -> None:
        self.close()
        self.attention_asked.emit()
