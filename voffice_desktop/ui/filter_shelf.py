"""Saved filters: their places in the navigation with live counts, and what can be done with the one that is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from voffice_desktop.services.keepsakes import SavedFilter, SavedFilters
from voffice_desktop.services.values import ListQuery
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label, restyle
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.list_pane import ListPane
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.theme.engine import ThemeEngine

_KEY = "filter:"


class NameDialog(Sheet):
    """Asks for the name of a new filter."""

    def __init__(self, theme: ThemeEngine, proposal: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, QCoreApplication.translate("NameDialog", "Lưu bộ lọc"), parent)
        caption = label(self.tr("Tên bộ lọc"), "meta")
        self.name = QLineEdit(proposal)
        self.name.setMaxLength(60)
        self.name.setAccessibleName(self.tr("Tên bộ lọc"))
        caption.setBuddy(self.name)
        self.content.addWidget(caption)
        self.content.addWidget(self.name)
        self.add_button(self.tr("Đóng")).clicked.connect(self.reject)
        save = self.add_button(self.tr("Lưu"), "primary")
        save.clicked.connect(self._submit)
        save.setDefault(True)
        self.name.selectAll()
        self.name.setFocus()

    def _submit(self) -> None:
        if self.name.text().strip():
            self.accept()
            return
        self.name.setProperty("wrong", True)
        restyle(self.name)
        self.name.setFocus()


class FilterShelf(QObject):
    """Knows which filter the list shows and whether it was changed since."""

    places_changed = Signal()
    """Filters came, went or got another name: build the navigation again."""
    counted = Signal()
    """``counts`` are new."""
    said = Signal(str, str, object)
    """A sentence, the caption of its button, and what the button does."""
    left = Signal(str)
    """Go to this place: a filter was made, or the one that was shown is gone."""

    def __init__(self, context: Context, rows: ListPane, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._list = rows
        self._window = parent
        self._saved = SavedFilters(context.desk.drafts)
        self._shown: SavedFilter | None = None
        self.counts: dict[str, int] = {}
        """Rows of each filter, by the key of its place."""
        rows.save_asked.connect(self.ask_name)
        rows.query_changed.connect(self._mark)
        rows.more_asked.connect(self._fill_menu)

    def places(self) -> list[Place]:
        """One place a filter."""
        section = QCoreApplication.translate("places", "BỘ LỌC ĐÃ LƯU")
        return [Place(f"{_KEY}{each.id}", each.name, each.name, "bookmark", section) for each in self._saved.all()]

    def show(self, key: str) -> bool:
        """Show the filter of a place in the list; false when the place is none of a filter."""
        self._shown = self._saved.get(key.removeprefix(_KEY)) if key.startswith(_KEY) else None
        if self._shown is None:
            return False
        self._list.show_query(self._shown.query, self._shown.name)
        return True

    def count(self) -> None:
        """Count the rows of every filter in a worker."""
        lists, filters = self._context.desk.lists, self._saved.all()
        if not filters:
            return

        def work() -> dict[str, int]:
            return {f"{_KEY}{each.id}": len(lists.ids(each.query)) for each in filters}

        def done(counts: dict[str, int]) -> None:
            self.counts = counts
            self.counted.emit()

        self._context.tasks.run("read", work, done, owner=self)

    def ask_name(self) -> None:
        """Save what the list shows under a new name."""
        query = self._list.query
        dialog = NameDialog(self._context.theme, query.text or self._list.title(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.save(dialog.name.text().strip(), query))
        dialog.open()

    def save(self, name: str, query: ListQuery) -> None:
        """Keep a query as a new filter and stand on it."""
        self._shown = self._saved.add(name, query)
        self._kept()
        self.left.emit(f"{_KEY}{self._shown.id}")

    def changed(self) -> bool:
        """Whether the list shows something else than the filter says."""
        return self._shown is not None and replace(self._list.query) != self._shown.query

    def update(self) -> None:
        """The filter becomes what the list shows."""
        if self._shown is not None:
            self._saved.update(self._shown.id, self._list.query)
            self._shown = self._saved.get(self._shown.id)
            self._kept()
            self._mark()

    def discard(self) -> None:
        """The list becomes what the filter says."""
        if self._shown is not None:
            self._list.show_query(self._shown.query, self._shown.name)

    def remove(self) -> None:
        """Forget the filter that is shown, with a way back."""
        if self._shown is None:
            return
        gone = self._saved.remove(self._shown.id)
        self._shown = None
        self._kept()
        self.left.emit(self._list.kind)
        if gone is not None:

            def back() -> None:
                self._saved.put_back(gone)
                self._kept()

            self.said.emit(self.tr("Đã xóa bộ lọc «{name}».").format(name=gone.name), self.tr("Hoàn tác"), back)

    def _kept(self) -> None:
        self._context.tasks.run("act", self._saved.keep, owner=self)
        self.places_changed.emit()
        self.count()

    def _mark(self) -> None:
        if self._shown is not None:
            self._list.set_title(f"{self._shown.name} •" if self.changed() else self._shown.name)

    def _fill_menu(self, menu: QMenu) -> None:
        if self._shown is None:
            return
        lines: list[tuple[str, Callable[[], None]]] = []
        if self.changed():
            lines = [
                (self.tr("Cập nhật bộ lọc «{name}»").format(name=self._shown.name), self.update),
                (self.tr("Lưu thành bộ lọc mới"), self.ask_name),
                (self.tr("Bỏ thay đổi"), self.discard),
            ]
        menu.addSeparator()
        for caption, act in [*lines, (self.tr("Xóa bộ lọc"), self.remove)]:
            menu.addAction(caption, act)
