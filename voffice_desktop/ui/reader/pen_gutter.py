"""Where the pen bar stands: right of the page, left for left-handers, under it in portrait; never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QWidget

from voffice_desktop.ui.reader.pen_bar import GUTTER, WIDTH, PenBar

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader

Side = Literal["left", "right", "bottom"]
_AIR = 10
_PORTRAIT = 1.2
"""Height by width from which a window counts as portrait; tablets have 1.33 and more."""


class PenGutter(QWidget):
    """A strip of 76 that holds the bar of 58 in its middle."""

    def __init__(self, reader: Reader, bar: PenBar) -> None:
        super().__init__(reader)
        self._reader, self._bar = reader, bar
        self.left_handed = False
        self.side: Side | None = None
        self.setProperty("look", "canvas")
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.addWidget(bar)
        self._row.addStretch(1)
        self.hide()
        self.arrange()
        reader.installEventFilter(self)

    def arrange(self) -> None:
        """Stand where hand and shape of the window want it."""
        window = self._reader.window()
        portrait = window.height() > _PORTRAIT * window.width()
        side: Side = "bottom" if portrait else "left" if self.left_handed else "right"
        if side != self.side:
            self.side = side
            self._place(side)
        self._bar.make_room((self._reader.width() if portrait else self._reader.stack.height()) - 2 * _AIR)

    def _place(self, side: Side) -> None:
        reader, upright = self._reader, side != "bottom"
        for layout in (reader.middle, reader.column):
            layout.removeWidget(self)
        self.setMinimumSize(0, 0)
        self.setMaximumSize(16777215, 16777215)
        across = (GUTTER - WIDTH) // 2
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        self._bar.set_upright(upright)
        if upright:
            self.setFixedWidth(GUTTER)
            self._row.setContentsMargins(across, _AIR, across, _AIR)
            at = reader.middle.indexOf(reader.stack)
            reader.middle.insertWidget(at if side == "left" else at + 1, self)
        else:
            self.setFixedHeight(GUTTER)
            self._row.setContentsMargins(_AIR, across, _AIR, across)
            reader.column.addWidget(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.arrange()
        return bool(super().eventFilter(watched, event))
