"""The route of a slip as a list that is put in order by dragging or by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from voffice_desktop.ui.controls import IconButton, label
from voffice_desktop.ui.slips.choosing import Choice, ChoiceBox
from voffice_desktop.ui.theme.engine import ThemeEngine

_ID = int(Qt.ItemDataRole.UserRole)


class _Steps(QListWidget):
    """Alt+Up and Alt+Down move a step, Delete takes it out."""

    moved = Signal()
    move_asked = Signal(int)
    remove_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)


class RouteList(QWidget):
    """Reviewers in order; the leader at the end stands outside of it."""

    changed = Signal()
    """The user changed the route."""
    proposal_asked = Signal()

    def __init__(self, theme: ThemeEngine, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._theme = theme
        self._name_of = name_of
        self.steps = _Steps()
        self.steps.setAccessibleName(self.tr("Luồng xét"))
        self.steps.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.steps.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.steps.model().rowsMoved.connect(lambda *_: self._told())
        self._quiet = False
        self.steps.move_asked.connect(self.move_step)
        self.steps.remove_asked.connect(self.remove_step)
        self.add_box = ChoiceBox(self.tr("Thêm người xét"), self.tr("Thêm người xét: gõ tên"))
        self.add_box.picked.connect(self._add)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(label(self.tr("Luồng xét"), "meta"), 1)
        for icon, name, act in (
            ("arrow_up", self.tr("Đưa lên trước (Alt+↑)"), lambda: self.move_step(-1)),
            ("arrow_down", self.tr("Đưa xuống sau (Alt+↓)"), lambda: self.move_step(1)),
            ("delete", self.tr("Bỏ khỏi luồng (Delete)"), self.remove_step),
            ("arrow_clockwise", self.tr("Luồng đề xuất theo cấu hình"), self.proposal_asked.emit),
        ):
            button = IconButton(theme, icon, name)
            button.clicked.connect(act)
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(buttons)
        box.addWidget(self.steps)
        box.addWidget(self.add_box)
        self._empty = label(
            self.tr("Không có người xét: phiếu đi thẳng tới thư ký hoặc lãnh đạo."), "meta", wrap=True
        )
        box.addWidget(self._empty)

    def set_people(self, choices: Sequence[Choice]) -> None:
        """Who may be added."""
        self.add_box.set_choices(choices)

    def set_route(self, route: Sequence[str]) -> None:
        """Show this route; tells nobody."""
        self._quiet = True
        self.steps.clear()
        for person in route:
            self._append(person)
        self._quiet = False
        self._number()

    def route(self) -> list[str]:
        """User ids in order."""
        return [str(self.steps.item(at).data(_ID)) for at in range(self.steps.count())]

    def move_step(self, by: int) -> None:
        """Move the current step."""
        at = self.steps.currentRow()
        to = at + by
        if at < 0 or not 0 <= to < self.steps.count():
            return
        self.steps.insertItem(to, self.steps.takeItem(at))
        self.steps.setCurrentRow(to)
        self._told()

    def remove_step(self) -> None:
        """Take the current step out."""
        at = self.steps.currentRow()
        if at >= 0:
            self.steps.takeItem(at)
            self._told()

    def _add(self, person: str) -> None:
        self.add_box.choose("")
        if person and person not in self.route():
            self._append(person)
            self.steps.setCurrentRow(self.steps.count() - 1)
            self._told()

    def _append(self, person: str) -> None:
        item = QListWidgetItem(self._name_of(person), self.steps)
        item.setData(_ID, person)
        item.setSizeHint(QSize(100, max(self._theme.sizes.control, self._theme.line("body") + 12)))

    def _told(self) -> None:
        if self._quiet:
            return
        self._number()
        self.changed.emit()

    def _number(self) -> None:
        for at in range(self.steps.count()):
            item = self.steps.item(at)
            item.setText(f"{at + 1}. {self._name_of(str(item.data(_ID)))}")
        tall = max(self._theme.sizes.control, self._theme.line("body") + 12)
        self.steps.setVisible(self.steps.count() > 0)
        self._empty.setVisible(self.steps.count() == 0)
        self.steps.setFixedHeight(min(6, max(1, self.steps.count())) * tall + 6)
