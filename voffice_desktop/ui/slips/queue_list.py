"""The queue of a leader's desk as big rows: the document row, below it who holds it and the secretary's note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from voffice_desktop.qt.models import ROW_ROLE
from voffice_desktop.services.slip_queue import QueueItem
from voffice_desktop.ui.row_delegate import RowDelegate
from voffice_desktop.ui.speech import speaker
from voffice_desktop.ui.theme.engine import ThemeEngine

_ITEM = int(Qt.ItemDataRole.UserRole) + 31


class _QueueDelegate(RowDelegate):
    def __init__(self, theme: ThemeEngine, clock: Callable[[], datetime], words: Callable[[QueueItem], str]) -> None:
        super().__init__(theme, clock)
        self._words = words
        self._looks = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self.height() + self._extra())

    def _extra(self) -> int:
        return self._looks.line("meta") * 2 + 10

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        item = index.data(_ITEM)
        if not isinstance(item, QueueItem):
            return
        box = QRectF(option.rect)
        room = QRectF(box.left() + 26, box.top() + self.height() - 4, box.width() - 42, self._extra())
        painter.save()
        font = self._looks.font("meta", 500 if item.today else 400)
        painter.setFont(font)
        colours = self._looks.colours
        painter.setPen(QColor(colours.warn_text if item.today else colours.text2))
        text = self._words(item)
        lines = text.split("\n", 1)
        metrics = QFontMetricsF(font)
        for at, line in enumerate(lines):
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            top = room.top() + at * self._looks.line("meta")
            area = QRectF(room.left(), top, room.width(), self._looks.line("meta"))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class QueueList(QListView):
    """One chosen row is read; several chosen ones are for acts on all of them."""

    reading = Signal(str)
    """The id of the slip to be read."""
    chosen_changed = Signal()

    def __init__(self, theme: ThemeEngine, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._speak = speaker(clock)
        self._items: list[QueueItem] = []
        self._source = QStandardItemModel(self)
        self._delegate = _QueueDelegate(theme, clock, self.words)
        self.setModel(self._source)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Phiếu chờ"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        theme.changed.connect(self.doItemsLayout)

    def show_items(self, items: Sequence[QueueItem]) -> None:
        """Show these; the current slip stays the current one, else the one in its place."""
        if list(items) == self._items:
            return
        at, current = self.currentIndex().row(), self.current_id()
        self._items = list(items)
        self.selectionModel().blockSignals(True)
        self._source.clear()
        self._delegate.forget()
        for item in items:
            made = QStandardItem()
            made.setData(item.row, ROW_ROLE)
            made.setData(item, _ITEM)
            spoken = f"{self._speak(item.row)} {self.words(item)}"
            made.setData(spoken, int(Qt.ItemDataRole.AccessibleTextRole))
            self._source.appendRow(made)
        self.selectionModel().blockSignals(False)
        ids = [item.row.id for item in items]
        if current in ids:
            self._go(ids.index(current))
        elif ids:
            self._go(max(0, min(at, len(ids) - 1)))
        else:
            self.reading.emit("")

    def items(self) -> list[QueueItem]:
        """What is shown, in order."""
        return list(self._items)

    def current_id(self) -> str:
        """The slip that is read now."""
        at = self.currentIndex().row()
        return self._items[at].row.id if 0 <= at < len(self._items) else ""

    def chosen(self) -> list[str]:
        """The chosen slips in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._items[at].row.id for at in rows if at < len(self._items)]

    def step(self, by: int) -> None:
        """The next or previous slip."""
        if self._items:
            self._go(max(0, min(len(self._items) - 1, self.currentIndex().row() + by)))

    def choose(self, slip_id: str) -> bool:
        """Read this slip if it is in the queue."""
        at = next((at for at, item in enumerate(self._items) if item.row.id == slip_id), -1)
        if at >= 0:
            self._go(at)
        return at >= 0

    def words(self, item: QueueItem) -> str:
        """Two lines under a row: where it lies, and the secretary's note."""
        parts = []
        if item.today:
            parts.append(self.tr("Cần hôm nay"))
        if item.state == "in_review":
            parts.append(self.tr("Đến lượt xét"))
        elif item.state == "with_leader":
            parts.append(self.tr("Ở lãnh đạo"))
        elif item.received_by:
            parts.append(self.tr("Thư ký {name} đã tiếp nhận").format(name=item.received_by))
        else:
            parts.append(self.tr("Chờ thư ký tiếp nhận"))
        if item.revision > 1:
            parts.append(self.tr("Trình lần {count}").format(count=item.revision))
        if item.group:
            parts.append(item.group)
        note = self.tr("Thư ký: {text}").format(text=item.note.replace("\n", " ")) if item.note else ""
        return " · ".join(parts) + (f"\n{note}" if note else "")

    def _go(self, at: int) -> None:
        index = self._source.index(at, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        at = current.row()
        self.reading.emit(self._items[at].row.id if 0 <= at < len(self._items) else "")
