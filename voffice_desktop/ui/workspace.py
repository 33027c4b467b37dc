"""List, reader and properties side by side, as the width of the window allows."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from voffice_desktop.ui.action_bar import ActionBar
from voffice_desktop.ui.list_pane import ListPane
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.properties import PropertiesPane
from voffice_desktop.ui.reader_host import ReaderHost
from voffice_desktop.ui.theme.engine import ThemeEngine

WidthClass = Literal["wide", "normal", "rail", "narrow"]
NAVIGATION: dict[WidthClass, int] = {"wide": 240, "normal": 208, "rail": 88, "narrow": 208}
_LIST: dict[WidthClass, int] = {"wide": 420, "normal": 352, "rail": 320, "narrow": 320}
_SIDE: dict[WidthClass, int] = {"wide": 336, "normal": 304, "rail": 0, "narrow": 0}
_DRAWER = 360


def width_class(width: int, percent: int, *, touch: bool) -> WidthClass:
    """The layout for a window's width in logical pixels and the user's text size: large text needs more room."""
    if width < 1000:
        return "narrow"
    if width * 100 < 1280 * percent or touch:
        return "rail"
    return "wide" if width * 100 >= 1600 * percent else "normal"


class Workspace(QWidget):
    """Owns the panes' places. Widths are kept for each class of width."""

    def __init__(
        self,
        rows: ListPane,
        reader: ReaderHost,
        properties: PropertiesPane,
        acts: ActionBar,
        preferences: Preferences,
        theme: ThemeEngine,
    ) -> None:
        super().__init__()
        self._list = rows
        self._reader = reader
        self._acts = acts
        self._preferences = preferences
        self._theme = theme
        self._table = False
        self.kind: WidthClass = "normal"
        self._room = 0
        self._wanted = True
        self._drawer = False
        self._reading = False
        self._full_screen = False
        reader.full_screen_changed.connect(self._take_screen)
        # First of all who listen: what an act asks next must not open behind the pages.
        acts.asked.connect(self.give_screen_back)
        self.reader_column = QWidget()
        self._reader_box = _column(self.reader_column)
        self._reader_box.addWidget(reader, 1)
        self._side = QWidget()
        self._side.setProperty("look", "surface")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side_box = _column(self._side)
        self._side_box.addWidget(properties, 1)
        self._side_box.addWidget(acts)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for pane in (rows, self.reader_column, self._side):
            self._splitter.addWidget(pane)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setStretchFactor(2, 0)
        rows.setMinimumWidth(280)
        self.reader_column.setMinimumWidth(360)
        _column(self).addWidget(self._splitter)

    def arrange(self, kind: WidthClass, room: int) -> None:
        """Put the panes where they belong in ``room`` logical pixels."""
        if kind != self.kind:
            self.keep_widths()
            self._drawer = False
        self.kind, self._room = kind, room
        docked = kind in ("wide", "normal")
        inside = self._splitter.indexOf(self._side) >= 0
        if docked and not inside:
            self._splitter.addWidget(self._side)
        elif not docked and inside:
            self._side.setParent(self)
        self._side.setMinimumWidth(280 if docked else 0)
        self._side.setVisible(self._wanted if docked else self._drawer)
        self._place_acts(beside=docked and self._wanted)
        self._reader.set_buttons(back=kind == "narrow" or self._table, panel=not (docked and self._wanted))
        one = kind == "narrow"
        alone = one or self._table
        self._list.setVisible(not alone or not self._reading)
        self.reader_column.setVisible(not alone or self._reading)
        if not alone:
            self._set_widths()
        elif docked and self._wanted:
            # One pane has the room of two: the properties keep theirs.
            side = self._theme.px(_SIDE[kind])
            wide = max(360, self._room - side - 1)
            self._splitter.setSizes([0 if self._reading else wide, wide if self._reading else 0, side])
        self._place_drawer()

    def set_table(self, table: bool) -> None:
        """The table has the room of list and reader; a record that is opened takes its place."""
        self._table = table
        self._reading = False
        self.arrange(self.kind, self._room)

    def toggle_side(self) -> None:
        """Show or hide the properties."""
        if self.kind in ("wide", "normal"):
            self._wanted = not self._wanted
        else:
            self._drawer = not self._drawer
        self.arrange(self.kind, self._room)

    def close_drawer(self) -> None:
        """Close the drawer if it is open."""
        if self._drawer:
            self.toggle_side()

    def show_list(self) -> None:
        """Where only one pane has room: the list."""
        self._reading = False
        self.arrange(self.kind, self._room)

    def show_reader(self) -> None:
        """Where only one pane has room: the reader."""
        self._reading = True
        self.arrange(self.kind, self._room)

    def keep_widths(self) -> None:
        """Remember where the user put the splitters."""
        if self.kind != "narrow" and self.isVisible() and not self._table:
            self._preferences.put(f"widths.{self.kind}", self._splitter.sizes()[:1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drawer()

    def _set_widths(self) -> None:
        kept = self._preferences.numbers(f"widths.{self.kind}")
        first = min(max(280, kept[0]), self._room // 2) if kept else self._theme.px(_LIST[self.kind])
        side = self._theme.px(_SIDE[self.kind]) if self._wanted else 0
        sizes = [first, max(360, self._room - first - side - 2)]
        self._splitter.setSizes([*sizes, side] if side else sizes)

    def _take_screen(self, on: bool) -> None:
        """The pages have the whole screen: the acts go with them, and come back."""
        self._full_screen = on
        pages = self._reader.reader()
        if on and pages is not None:
            pages.lend_foot(self._acts)
            self._acts.set_wide(True)
        elif not on:
            self.arrange(self.kind, self._room)

    def give_screen_back(self) -> None:
        """Leave the whole screen, where the pages have it."""
        pages = self._reader.reader()
        if self._full_screen and pages is not None:
            pages.leave_full_screen()

    def _place_acts(self, *, beside: bool) -> None:
        if self._full_screen:
            return
        parent = self._side if beside else self.reader_column
        if self._acts.parentWidget() is not parent:
            (self._side_box if beside else self._reader_box).addWidget(self._acts)
        self._acts.set_wide(not beside)

    def _place_drawer(self) -> None:
        if self._splitter.indexOf(self._side) >= 0 or not self._drawer:
            return
        wide = self.width() if self.kind == "narrow" else min(self._theme.px(_DRAWER), self.width())
        self._side.setGeometry(self.width() - wide, 0, wide, self.height())
        self._side.raise_()


def _column(widget: QWidget) -> QVBoxLayout:
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    return box
