"""The list model: an array of ids, and a small cache of rows read by blocks.

The first page comes by keyset at once; the whole array of ids is read in a worker and joined in. A change is patched
in by id with the smallest inserts, removals and moves, so that selection and scroll position stay. It is never reset
while the same query is shown.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from voffice_desktop.errors import VofficeError
from voffice_desktop.qt.tasks import Job, Tasks
from voffice_desktop.services.desk import Lists
from voffice_desktop.services.values import Changed, ListQuery, Row

FIRST_PAGE = 200
BLOCK = 100
KEPT_BLOCKS = 24

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1

Index = QModelIndex | QPersistentModelIndex
Speak = Callable[[Row], str]
Cell = Callable[[Row, int], str]


class RowsModel(QAbstractTableModel):
    """Rows of one list. Column 0 paints the whole row in the list view; the table view uses all columns."""

    about_to_patch = Signal()
    """The array is about to change under the view: remember where the eye rests."""
    patched = Signal()
    """The array has changed: put the eye back."""
    loaded = Signal()
    """The first page of a query stands."""
    failed = Signal(object)
    """Reading failed with this ``VofficeError``; the rows shown so far stay."""

    def __init__(
        self,
        lists: Lists,
        tasks: Tasks,
        *,
        speak: Speak,
        cell: Cell,
        headers: Sequence[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lists = lists
        self._tasks = tasks
        self._speak = speak
        self._cell = cell
        self._headers = list(headers)
        self._query: ListQuery | None = None
        self._ids: list[str] = []
        self._places: dict[str, int] | None = None
        self._rows: OrderedDict[str, Row] = OrderedDict()
        self._reading: Job | None = None

    # what Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(row, index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._speak(row)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section] if 0 <= section < len(self._headers) else None
        return None

    # what the list pane asks

    @property
    def query(self) -> ListQuery | None:
        """The query that is shown."""
        return self._query

    def row_at(self, position: int) -> Row | None:
        """The row at a position; reads its block when it is not in the cache. ``None`` when it is just gone."""
        record_id = self._ids[position]
        found = self._rows.get(record_id)
        if found is not None:
            return found
        self._read_block(position)
        return self._rows.get(record_id)

    def position_of(self, record_id: str) -> int:
        """Where a record stands, or -1."""
        return self._place.get(record_id, -1)

    def id_at(self, position: int) -> str:
        """The id at a position."""
        return self._ids[position]

    def set_headers(self, headers: Sequence[str]) -> None:
        """Other captions for the same columns (the language changed)."""
        self._headers = list(headers)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._headers) - 1)

    def show(self, query: ListQuery) -> None:
        """Show another query: its first page at once, the rest from a worker. Raises as ``Lists.rows`` does."""
        if self._reading is not None:
            # What was asked before may be older than this page: it would take away what has come since.
            self._reading.cancel()
            self._reading = None
        first = self._lists.rows(query, None, FIRST_PAGE)
        self.beginResetModel()
        self._query = query
        self._rows.clear()
        self._rows.update((row.id, row) for row in first)
        self._set_ids([row.id for row in first])
        self.endResetModel()
        if len(first) >= FIRST_PAGE:
            self._read_ids()
        self.loaded.emit()

    def patch(self, change: Changed) -> None:
        """Take in a change: changed rows repaint in place; rows that came, went or moved do so by id."""
        if self._query is None or change.kind != self._query.kind:
            return
        if change.ids:
            for record_id in change.ids:
                self._rows.pop(record_id, None)
            shown = sorted(self._place[record_id] for record_id in change.ids if record_id in self._place)
            for first, last in _runs(shown):
                self.dataChanged.emit(self.index(first, 0), self.index(last, max(0, len(self._headers) - 1)))
        else:
            self._rows.clear()
            if self._ids:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(self._ids) - 1, max(0, len(self._headers) - 1))
                )
        self._read_ids()

    def refresh(self) -> None:
        """Read everything of the present query again, in place."""
        if self._query is not None:
            self.patch(Changed(self._query.kind))

    # the array

    def _read_ids(self) -> None:
        query = self._query
        if query is None:
            return
        if self._reading is not None:
            self._reading.cancel()
        lists = self._lists

        def done(ids: list[str]) -> None:
            self._reading = None
            self._join(ids)

        def failed(error: VofficeError) -> None:
            self._reading = None
            self.failed.emit(error)

        self._reading = self._tasks.run("read", lambda: lists.ids(query), done, failed, owner=self)

    def _join(self, wanted: list[str]) -> None:
        if wanted == self._ids:
            return
        self.about_to_patch.emit()
        keep = set(wanted)
        gone = [at for at, record_id in enumerate(self._ids) if record_id not in keep]
        for first, last in reversed(_runs(gone)):
            self.beginRemoveRows(QModelIndex(), first, last)
            for record_id in self._ids[first : last + 1]:
                self._rows.pop(record_id, None)
            self._set_ids(self._ids[:first] + self._ids[last + 1 :])
            self.endRemoveRows()
        present = set(self._ids)
        order = [record_id for record_id in wanted if record_id in present]
        if order != self._ids:
            self._reorder(order)
        fresh = [at for at, record_id in enumerate(wanted) if record_id not in present]
        for first, last in _runs(fresh):
            self.beginInsertRows(QModelIndex(), first, last)
            self._set_ids(self._ids[:first] + wanted[first : last + 1] + self._ids[first:])
            self.endInsertRows()
        self.patched.emit()

    def _reorder(self, order: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        names = [self._ids[index.row()] for index in before]
        self._set_ids(order)
        after = [self.index(self._place[name], index.column()) for name, index in zip(names, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _set_ids(self, ids: list[str]) -> None:
        self._ids = ids
        self._places = None

    @property
    def _place(self) -> dict[str, int]:
        """Positions by id, made when first asked for after a change of the array."""
        if self._places is None:
            self._places = {record_id: at for at, record_id in enumerate(self._ids)}
        return self._places

    def _read_block(self, position: int) -> None:
        if self._query is None:
            return
        first = position - position % BLOCK
        missing = [record_id for record_id in self._ids[first : first + BLOCK] if record_id not in self._rows]
        try:
            rows = self._lists.rows_by_id(self._query.kind, missing)
        except VofficeError as error:
            self.failed.emit(error)
            return
        for row in rows:
            self._rows[row.id] = row
        while len(self._rows) > KEPT_BLOCKS * BLOCK:
            self._rows.popitem(last=False)


def _runs(positions: list[int]) -> list[tuple[int, int]]:
    """Sorted positions as (first, last) of unbroken runs."""
    runs: list[tuple[int, int]] = []
    for at in positions:
        if runs and at == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
