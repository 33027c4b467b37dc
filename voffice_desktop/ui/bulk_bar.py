"""What can be done with several rows at once: the bar that takes the header's place, one summary and one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from voffice_desktop.domain.records import Kind
from voffice_desktop.qt.models import RowsModel
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import IconButton, label
from voffice_desktop.ui.messages import announce
from voffice_desktop.ui.words import number

Many = Callable[[Kind, list[str]], None]
"""Does something with records of one kind, given by id."""


class BulkBar(QFrame):
    """Shown while more than one row is selected. Others may add acts by ``add_act``."""

    shown = Signal(bool)
    """The bar came, or went."""
    said = Signal(str, str, object)
    """A sentence, the caption of its button, and what the button does."""

    def __init__(self, context: Context, model: RowsModel, selection: QItemSelectionModel) -> None:
        super().__init__()
        self._context = context
        self._model = model
        self._selection = selection
        self._on = False
        self.setProperty("look", "header")
        self._count = label("", "h2")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 6, 8, 6)
        self._row.setSpacing(4)
        self._row.addWidget(self._count, 1)
        self._close = IconButton(context.theme, "dismiss", self.tr("Bỏ chọn"), "Esc")
        self._close.clicked.connect(self.leave)
        self._row.addWidget(self._close)
        self.add_act("mail_inbox_checkmark", self.tr("Đánh dấu đã đọc"), lambda kind, ids: self.mark(kind, ids, True))
        self.add_act("mail_inbox", self.tr("Đánh dấu chưa đọc"), lambda kind, ids: self.mark(kind, ids, False))
        self.add_act("airplane", self.tr("Giữ tệp trên máy (đi công tác)"), self.pin)
        selection.selectionChanged.connect(self._look)
        model.modelReset.connect(self._look)
        self.hide()

    def add_act(self, icon: str, name: str, act: Many) -> IconButton:
        """One more act on all selected rows."""
        button = IconButton(self._context.theme, icon, name)
        button.clicked.connect(lambda: self._do(act))
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def ids(self) -> list[str]:
        """The ids of the selected rows, in the list's order."""
        places = {at for area in self._areas() for at in range(area.top(), area.bottom() + 1) if at >= 0}
        return [self._model.id_at(at) for at in sorted(places) if at < self._model.rowCount()]

    def leave(self) -> None:
        """Select the current row alone."""
        flags = QItemSelectionModel.SelectionFlag
        self._selection.select(self._selection.currentIndex(), flags.ClearAndSelect | flags.Rows)

    def mark(self, kind: Kind, ids: Sequence[str], read: bool) -> None:
        """Mark records as read or not; only those that change, so that the undo brings back just these."""
        desk = self._context.desk

        def work() -> list[str]:
            changed = [row.id for row in desk.lists.rows_by_id(kind, list(ids)) if row.unread == read]
            for record_id in changed:
                desk.acts.mark_read(kind, record_id, read)
            return changed

        def done(changed: list[str]) -> None:
            text = (
                self.tr("Đã đánh dấu đã đọc {count} mục.") if read else self.tr("Đã đánh dấu chưa đọc {count} mục.")
            )
            self.said.emit(
                text.format(count=number(len(changed))),
                self.tr("Hoàn tác") if changed else "",
                lambda: self.mark(kind, changed, not read),
            )

        self._context.tasks.run("act", work, done, owner=self)

    def pin(self, kind: Kind, ids: list[str]) -> None:
        """Keep the files of the records on this device."""
        files = self._context.desk.files

        def work() -> None:
            for record_id in ids:
                files.pin(kind, record_id)

        text = self.tr("Sẽ giữ tệp của {count} mục trên máy.").format(count=number(len(ids)))
        self._context.tasks.run("act", work, lambda _: self.said.emit(text, "", None), owner=self)

    def _areas(self) -> Sequence[QItemSelectionRange]:
        # A QItemSelection is a list of ranges, which the stubs do not know.
        return cast("Sequence[QItemSelectionRange]", self._selection.selection())

    def _do(self, act: Many) -> None:
        query = self._model.query
        ids = self.ids()
        if query is not None and ids:
            act(query.kind, ids)
            self.leave()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        count = sum(area.height() for area in self._areas()) if self._model.rowCount() else 0
        on = count > 1
        if on:
            self._count.setText(self.tr("{count} đã chọn").format(count=number(count)))
            announce(self, self._count.text())
        if on != self._on:
            self._on = on
            self.shown.emit(on)
