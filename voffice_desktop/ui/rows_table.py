"""The table of a list: sortable, movable, hideable columns, kept for each kind."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.speech import COLUMN_TITLE, headers
from voffice_desktop.ui.theme.engine import ThemeEngine

_WIDTHS = (150, 170, 400, 116, 140, 110)


class RowsTable(QTableView):
    """Shows the same model as the rows."""

    column_clicked = Signal(int)

    def __init__(self, theme: ThemeEngine, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preferences = preferences
        self._name = ""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setSectionsMovable(True)
        across.setHighlightSections(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.sectionClicked.connect(self.column_clicked)
        across.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across.customContextMenuRequested.connect(self._show_columns)
        across.sectionMoved.connect(self._keep)
        across.sectionResized.connect(self._keep)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def restore(self, name: str) -> None:
        """The columns as they were left for the list ``name``."""
        self._name = name
        header = self.horizontalHeader()
        kept = self._preferences.text(f"columns.{name}")
        header.blockSignals(True)
        if not kept or not header.restoreState(QByteArray.fromBase64(QByteArray(kept.encode("ascii")))):
            for column, wide in enumerate(_WIDTHS):
                header.resizeSection(column, self._theme.px(wide))
        header.blockSignals(False)

    def _keep(self) -> None:
        if self._name:
            state = bytes(self.horizontalHeader().saveState().toBase64().data()).decode("ascii")
            self._preferences.put(f"columns.{self._name}", state)

    def _show_columns(self, point: QPoint) -> None:
        header = self.horizontalHeader()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column, text in enumerate(headers()):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(column))
            action.setEnabled(column != COLUMN_TITLE)
            action.toggled.connect(lambda on, at=column: self._hide_column(at, hidden=not on))
        menu.popup(header.mapToGlobal(point))

    def _hide_column(self, column: int, *, hidden: bool) -> None:
        self.setColumnHidden(column, hidden)
        self._keep()

    def _on_theme(self) -> None:
        self.verticalHeader().setDefaultSectionSize(max(self._theme.sizes.table_row, self._theme.line("body") + 14))
