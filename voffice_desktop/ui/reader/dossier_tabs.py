"""The files of a dossier as tabs: closed, reopened and gone through by keys; what is closed is only out of sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QTabBar, QWidget

from voffice_desktop.services.values import FileEntry

_PDF: Final = "application/pdf"


class DossierTabs(QTabBar):
    """One tab for each open file of the record."""

    file_chosen = Signal(object)
    """A ``FileEntry`` to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[FileEntry] = []
        self._closed: list[tuple[int, FileEntry]] = []
        self._room = True
        self.frozen: Callable[[FileEntry], bool] = lambda entry: False
        """Whether a file belongs to an earlier revision."""
        self.setObjectName("dossierTabs")
        self.setExpanding(False)
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setMovable(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName(self.tr("Tệp của hồ sơ"))
        self.currentChanged.connect(self._chosen)
        self.tabMoved.connect(self._moved)
        self.hide()

    def show_entries(self, entries: Sequence[FileEntry], current: int) -> FileEntry | None:
        """Show these files from now on, without a signal; returns the one that is current."""
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        self._entries, self._closed = list(entries), []
        for entry in entries:
            self._insert(self.count(), entry)
        self.setCurrentIndex(current)
        self.blockSignals(False)
        self._show()
        return self._entries[current] if 0 <= current < len(self._entries) else None

    def holds(self, entries: Sequence[FileEntry]) -> bool:
        """Whether these very files are the dossier that is open, closed tabs included."""
        known = {entry.file.id for entry in self._entries} | {entry.file.id for _, entry in self._closed}
        return bool(known) and known == {entry.file.id for entry in entries}

    def choose(self, file_id: str) -> None:
        """Go to the tab of a file, reopened if it was closed."""
        for number, (_, entry) in enumerate(self._closed):
            if entry.file.id == file_id:
                self._closed.append(self._closed.pop(number))
                self.reopen()
                return
        for index, entry in enumerate(self._entries):
            if entry.file.id == file_id:
                self.setCurrentIndex(index)

    @property
    def wanted(self) -> bool:
        """Whether there is more than one file, so that tabs are of use."""
        return len(self._entries) + len(self._closed) > 1

    @property
    def can_reopen(self) -> bool:
        """Whether a tab was closed."""
        return bool(self._closed)

    def close_current(self) -> None:
        """Close the tab that is shown; the last one stays."""
        self._close_at(self.currentIndex())

    def reopen(self) -> None:
        """Open the tab that was closed last, where it stood."""
        if self._closed:
            at, entry = self._closed.pop()
            at = min(at, self.count())
            self._entries.insert(at, entry)
            self._insert(at, entry)
            self.setCurrentIndex(at)

    def cycle(self, by: int) -> None:
        """The next file, around the end."""
        if self.count() > 1:
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def move_current(self, by: int) -> None:
        """Put the tab that is shown further to the left or right, as dragging it does."""
        at = self.currentIndex()
        if 0 <= at + by < self.count():
            self.moveTab(at, at + by)

    def _moved(self, come_from: int, gone_to: int) -> None:
        self._entries.insert(gone_to, self._entries.pop(come_from))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button closes, as in every program with tabs."""
        if event.button() == Qt.MouseButton.MiddleButton and self.tabAt(event.position().toPoint()) >= 0:
            self._close_at(self.tabAt(event.position().toPoint()))
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at = self.tabAt(event.pos())
        close = menu.addAction(self.tr("Đóng thẻ") + "\tCtrl+W", lambda: self._close_at(at))
        close.setEnabled(at >= 0 and self.count() > 1)
        for caption, by in ((self.tr("Chuyển thẻ sang trái"), -1), (self.tr("Chuyển thẻ sang phải"), 1)):
            move = menu.addAction(caption, partial(self.moveTab, at, at + by))
            move.setEnabled(at >= 0 and 0 <= at + by < self.count())
        again = menu.addAction(self.tr("Mở lại thẻ vừa đóng") + "\tCtrl+Shift+T", self.reopen)
        again.setEnabled(self.can_reopen)
        menu.popup(event.globalPos())

    def _close_at(self, at: int) -> None:
        """Close a tab that need not be the one that is shown."""
        if len(self._entries) > 1 and 0 <= at < len(self._entries):
            self._closed.append((at, self._entries.pop(at)))
            self.removeTab(at)

    def _insert(self, at: int, entry: FileEntry) -> None:
        name = entry.file.name
        self._show()
        frozen = self.frozen(entry)
        caption = self.tr("{0} · lần {1}").format(name, entry.file.revision or 1) if frozen else name
        self.insertTab(at, caption.replace("&", "&&"))
        said = caption if entry.file.media_type == _PDF else self.tr("Bản PDF của {0}").format(name)
        self.setTabToolTip(at, said)

    def _chosen(self, index: int) -> None:
        if 0 <= index < len(self._entries):
            self.file_chosen.emit(self._entries[index])

    def show_bar(self, shown: bool) -> None:
        """Whether there is room for tabs at all; on the whole screen there is not."""
        self._room = shown
        self._show()

    def _show(self) -> None:
        self.setVisible(self._room and self.wanted)
