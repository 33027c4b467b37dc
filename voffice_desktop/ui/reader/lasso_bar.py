"""What can be done with lassoed marks, at hand beside them: copy and delete (move, scale and inks need no button)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QFrame, QHBoxLayout

from voffice_desktop.ui.reader.buttons import IconButton, IconSource
from voffice_desktop.ui.reader.surface import Surface

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.page_view import PageView
    from voffice_desktop.ui.reader.tools.lasso import LassoTool


class LassoBar(QFrame):
    """Floats over the pages while marks are chosen."""

    def __init__(self, view: PageView, lasso: LassoTool, icons: IconSource | None) -> None:
        super().__init__(view.viewport())
        self._view, self._lasso = view, lasso
        self.setProperty("look", "popup")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        self.copy = IconButton(icons, "copy", self.tr("Nhân đôi"), keys="Ctrl+D", parent=self)
        self.delete = IconButton(icons, "delete", self.tr("Xóa"), keys="Delete", parent=self)
        for button in (self.copy, self.delete):
            row.addWidget(button)
        self.copy.clicked.connect(lasso.duplicate)
        self.delete.clicked.connect(lasso.delete)
        lasso.chosen_changed = self.place
        view.zoom_changed.connect(self.place)
        view.verticalScrollBar().valueChanged.connect(self.place)
        view.horizontalScrollBar().valueChanged.connect(self.place)
        follower = _Follower(self)
        view.surfaces.append(follower)
        self.hide()

    def place(self) -> None:
        """Stand above the chosen marks, inside the view; hide when nothing is chosen or it is out of sight."""
        frame = self._lasso.frame_in_view()
        seen = QRectF(self._view.viewport().rect())
        if frame.isEmpty() or not frame.intersects(seen):
            self.hide()
            return
        self.adjustSize()
        above = frame.top() - self.height() - 8
        y = above if above > 4 else min(frame.bottom() + 12, seen.bottom() - self.height() - 4)
        x = max(4.0, min(frame.center().x() - self.width() / 2, seen.right() - self.width() - 4))
        self.move(round(x), round(y))
        self.show()
        self.raise_()


class _Follower(Surface):
    """Tells the bar that the pages were laid out anew."""

    def __init__(self, bar: LassoBar) -> None:
        self._bar = bar

    def relaid(self) -> None:
        self._bar.place()
