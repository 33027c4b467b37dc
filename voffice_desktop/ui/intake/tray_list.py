"""The tray's list: files that wait, and documents that came over the exchange, each with how far it was read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from voffice_desktop.services.intake_items import IntakeItem
from voffice_desktop.services.values import Row
from voffice_desktop.ui.marks import QT_TRANSLATE_NOOP
from voffice_desktop.ui.theme.engine import ThemeEngine

ENTRY = Qt.ItemDataRole.UserRole
_SOURCES = {
    "folder": QT_TRANSLATE_NOOP("tray", "Thư mục quét"),
    "drop": QT_TRANSLATE_NOOP("tray", "Thả vào"),
    "mail": QT_TRANSLATE_NOOP("tray", "Thư điện tử"),
    "scanner": QT_TRANSLATE_NOOP("tray", "Máy quét"),
    "pages": QT_TRANSLATE_NOOP("tray", "Ghép trang"),
}
_PROGRESS = {
    "new": QT_TRANSLATE_NOOP("tray", "đang đọc"),
    "first": QT_TRANSLATE_NOOP("tray", "đang nhận dạng chữ"),
    "failed": QT_TRANSLATE_NOOP("tray", "không đọc được"),
}


class TrayList(QListWidget):
    """Several can be chosen, for joining and for taking out; the current one is shown beside."""

    shown = Signal(object)
    """An ``IntakeItem``, a ``Row``, or None."""

    def __init__(self, theme: ThemeEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(QCoreApplication.translate("tray", "Khay văn bản chờ vào sổ"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(lambda *_: self.shown.emit(self.current()))

    def show_entries(self, items: list[IntakeItem], rows: list[Row]) -> None:
        """Show what waits; the current entry stays current, and only its text changes when nothing else did."""
        entries: list[IntakeItem | Row] = [*items, *rows]
        before = [self.item(at).data(ENTRY).id for at in range(self.count())]
        if before == [entry.id for entry in entries]:
            for at, entry in enumerate(entries):
                self._write(self.item(at), entry)
            return
        current = self.current()
        place = self.currentRow()
        self.blockSignals(True)
        self.clear()
        for entry in entries:
            self._write(QListWidgetItem(self), entry)
        kept = next((at for at, entry in enumerate(entries) if current is not None and entry.id == current.id), -1)
        self.blockSignals(False)
        if kept >= 0:
            self.blockSignals(True)
            self.setCurrentRow(kept)
            self.blockSignals(False)
        elif entries:
            self.setCurrentRow(min(max(place, 0), len(entries) - 1))
        else:
            self.shown.emit(None)

    def current(self) -> IntakeItem | Row | None:
        """What is shown beside."""
        now = self.currentItem()
        if self.currentRow() < 0:
            return None
        found: IntakeItem | Row = now.data(ENTRY)
        return found

    def chosen_items(self) -> list[IntakeItem]:
        """The files that are chosen, in the order of the list."""
        rows = sorted(self.row(each) for each in self.selectedItems())
        return [entry for at in rows if isinstance(entry := self.item(at).data(ENTRY), IntakeItem)]

    def paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, entry: IntakeItem | Row) -> None:
        """Two lines with room for stacked marks: what it is, then where it came from."""
        theme, colours = self._theme, self._theme.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect
        painter.save()
        painter.fillRect(box, QColor(colours.sel if chosen else colours.surface))
        if self.currentRow() >= 0 and self.current() == entry:
            painter.fillRect(box.x(), box.y(), 4, box.height(), QColor(colours.primary))
        first, _, second = entry_text(entry).partition("\n")
        inner = box.adjusted(16, 6, -10, -6)
        tall = theme.line("body")
        painter.setFont(theme.font("body", 600))
        painter.setPen(QColor(colours.text))
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(first, elide, inner.width())
        painter.drawText(inner.x(), inner.y(), inner.width(), tall, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(colours.text2))
        text = painter.fontMetrics().elidedText(second, elide, inner.width())
        top = inner.y() + tall + 2
        painter.drawText(inner.x(), top, inner.width(), theme.line("meta"), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QColor(colours.border))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _write(self, item: QListWidgetItem, entry: IntakeItem | Row) -> None:
        item.setData(ENTRY, entry)
        item.setText(entry_text(entry))
        tall = self._theme.line("body") + self._theme.line("meta") + 16
        item.setSizeHint(QSize(100, max(tall, self._theme.px(60))))


class _Painter(QStyledItemDelegate):
    """Lets the list paint its own entries."""

    def __init__(self, tray: TrayList) -> None:
        super().__init__(tray)
        self._tray = tray

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self._tray.paint_entry(painter, option, index.data(ENTRY))


def entry_text(entry: IntakeItem | Row) -> str:
    """Two lines: what it is, and where it came from or how far it is read."""
    translate = QCoreApplication.translate
    if isinstance(entry, Row):
        return f"{entry.symbol}\n{entry.party} · {translate('tray', 'qua trục liên thông')}"
    symbol = entry.proposals.get("symbol")
    first = symbol.value if symbol is not None else entry.name
    parts = [translate("tray", _SOURCES[entry.source])]
    if entry.progress in _PROGRESS:
        parts.append(translate("tray", _PROGRESS[entry.progress]))
    if entry.pages:
        parts.append(translate("tray", "{count} trang").format(count=entry.pages))
    if entry.attachments:
        parts.append(translate("tray", "kèm {count} tệp").format(count=len(entry.attachments)))
    if "secrecy" in entry.proposals:
        parts.append(translate("tray", "có dấu MẬT"))
    if entry.same_as:
        parts.append(translate("tray", "đã vào sổ trước đây"))
    return f"{first}\n{' · '.join(parts)}"
