"""Nơi nhận: the ministry's groups in their order, search without marks, saved lists; what is chosen, each once."""

from __future__ import annotations

import json
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from voffice_desktop.domain import recipients
from voffice_desktop.domain.records import Recipient
from voffice_desktop.services.desk import Drafts
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, IconButton, label
from voffice_desktop.ui.words import number

_LISTS = "recipients:lists"
_LAST = "recipients:last"
_ID = Qt.ItemDataRole.UserRole


class SavedLists:
    """Lists of recipients that this account named, and the ones it used last. They stay on this machine."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def all(self) -> dict[str, list[str]]:
        """Name to ids."""
        found = self._read(_LISTS)
        return {str(name): [str(one) for one in ids] for name, ids in found.items() if isinstance(ids, list)}

    def last(self) -> list[str]:
        """The ids of the last dispatch."""
        found = self._read(_LAST).get("ids")
        return [str(one) for one in found] if isinstance(found, list) else []

    def save(self, name: str, ids: list[str]) -> None:
        """Keep a list under a name; an empty list forgets it."""
        lists = self.all()
        lists.pop(name, None)
        if ids:
            lists[name] = ids
        self._drafts.save(_LISTS, json.dumps(lists, ensure_ascii=False).encode())

    def used(self, ids: list[str]) -> None:
        """Remember what was used last."""
        self._drafts.save(_LAST, json.dumps({"ids": ids}).encode())

    def _read(self, key: str) -> dict[str, object]:
        try:
            found = json.loads(self._drafts.load(key) or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class RecipientPicker(QWidget):
    """At the left what there is, at the right what is chosen."""

    changed = Signal()

    def __init__(self, context: Context, chosen: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._known = {one.id: one for one in context.desk.directory.all("recipient") if isinstance(one, Recipient)}
        self._chosen = [one for one in chosen if one in self._known]
        self.lists = SavedLists(context.desk.drafts)
        self.merged = 0
        """How many of the last addition were there already."""
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Gõ tên, không cần dấu"))
        self.search.setAccessibleName(self.tr("Tìm nơi nhận"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill_tree)
        self.search.returnPressed.connect(self._take_first)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(self.tr("Nơi nhận theo nhóm"))
        self.tree.itemChanged.connect(self._ticked)
        self._saved = QComboBox()
        self._saved.setAccessibleName(self.tr("Danh sách đã lưu"))
        self._saved.activated.connect(self._use_saved)
        self._save = IconButton(self._theme, "bookmark", self.tr("Lưu những nơi đã chọn thành danh sách"))
        self._save.clicked.connect(self._name_list)
        self.picked = QListWidget()
        self.picked.setAccessibleName(self.tr("Nơi nhận đã chọn"))
        self._count = label("", "strong")
        self._note = label("", "meta", wrap=True)
        self._clear = Button(self._theme, self.tr("Bỏ nơi đang chọn trong danh sách"), "dismiss", "link")
        self._clear.clicked.connect(self._drop_current)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.tree, 1)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._saved, 1)
        top.addWidget(self._save)
        right.setSpacing(8)
        right.addLayout(top)
        right.addWidget(self._count)
        right.addWidget(self.picked, 1)
        right.addWidget(self._note)
        right.addWidget(self._clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self._fill_saved()
        self._show()

    def chosen(self) -> list[Recipient]:
        """What is chosen, each agency once."""
        return [self._known[one] for one in self._chosen]

    def add(self, ids: Iterable[str]) -> None:
        """Choose these too; what is there already is merged, and the note says how many."""
        fresh = [one for one in ids if one in self._known]
        kept = recipients.merged(self._known[one] for one in [*self._chosen, *fresh])
        self.merged = len(self._chosen) + len(fresh) - len(kept)
        self._chosen = [one.id for one in kept]
        self._show()
        self.changed.emit()

    def remove(self, ids: Iterable[str]) -> None:
        """Choose these no longer."""
        gone = set(ids)
        self._chosen = [one for one in self._chosen if one not in gone]
        self.merged = 0
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._fill_tree()
        self.picked.clear()
        for one in self.chosen():
            item = QListWidgetItem(one.name, self.picked)
            item.setData(_ID, one.id)
        self._count.setText(self.tr("Đã chọn {count} nơi nhận").format(count=number(len(self._chosen))))
        merged = self.tr("Đã gộp {count} nơi nhận trùng.").format(count=self.merged) if self.merged else ""
        self._note.setText(merged)
        self._note.setVisible(bool(merged))
        self._clear.setVisible(bool(self._chosen))
        self._save.setEnabled(bool(self._chosen))

    def _fill_tree(self) -> None:
        query = self.search.text().strip()
        groups = recipients.grouped(self._known.values())
        if query:
            groups = recipients.found(groups, query)
        chosen = set(self._chosen)
        headings = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        open_groups = {str(one.data(0, _ID)) for one in headings if one is not None and one.isExpanded()}
        self.tree.blockSignals(True)
        self.tree.clear()
        for group in groups:
            if not group.items:
                continue
            name = QCoreApplication.translate("recipients", group.name)
            inside = sum(one.id in chosen for one in group.items)
            counts = f"{inside}/{len(group.items)}" if inside else str(len(group.items))
            heading = QTreeWidgetItem(self.tree, [f"{name} ({counts})"])
            heading.setData(0, _ID, f"group:{group.key}")
            heading.setCheckState(0, _state(inside, len(group.items)))
            for one in group.items:
                item = QTreeWidgetItem(heading, [one.name])
                item.setData(0, _ID, one.id)
                item.setCheckState(0, Qt.CheckState.Checked if one.id in chosen else Qt.CheckState.Unchecked)
            heading.setExpanded(bool(query) or f"group:{group.key}" in open_groups)
        self.tree.blockSignals(False)

    def _ticked(self, item: QTreeWidgetItem, _column: int) -> None:
        key = str(item.data(0, _ID))
        inside = [item.child(at) for at in range(item.childCount())]
        ids = [str(one.data(0, _ID)) for one in inside if one is not None] if _is_group(key) else [key]
        if item.checkState(0) == Qt.CheckState.Checked:
            self.add(one for one in ids if one not in self._chosen)
        else:
            self.remove(ids)

    def _take_first(self) -> None:
        """Enter in the search field: choose the first hit and go on typing."""
        heading = self.tree.topLevelItem(0)
        first = heading.child(0) if heading is not None else None
        if self.search.text().strip() and first is not None:
            found = str(first.data(0, _ID))  # clearing the field fills the tree anew
            self.search.clear()
            self.add([found])

    def _drop_current(self) -> None:
        item = self.picked.currentItem()
        if item is not None:
            self.remove([str(item.data(_ID))])

    def _fill_saved(self) -> None:
        self._saved.clear()
        self._saved.addItem(self.tr("Thêm từ danh sách đã lưu…"), None)
        last = self.lists.last()
        if last:
            self._saved.addItem(self.tr("Lần phát hành trước ({count})").format(count=len(last)), last)
        for name, ids in self.lists.all().items():
            self._saved.addItem(f"{name} ({len(ids)})", ids)

    def _use_saved(self, at: int) -> None:
        ids = self._saved.itemData(at)
        self._saved.setCurrentIndex(0)
        if isinstance(ids, list):
            self.add(str(one) for one in ids)

    def _name_list(self) -> None:
        name, fine = QInputDialog.getText(self, self.tr("Lưu danh sách"), self.tr("Tên danh sách nơi nhận"))
        if fine and name.strip():
            self.keep(name.strip())

    def keep(self, name: str) -> None:
        """Save what is chosen as a list of this name."""
        self.lists.save(name, list(self._chosen))
        self._fill_saved()


def _is_group(key: str) -> bool:
    return key.startswith("group:")


def _state(inside: int, of: int) -> Qt.CheckState:
    if inside == of:
        return Qt.CheckState.Checked
    return Qt.CheckState.PartiallyChecked if inside else Qt.CheckState.Unchecked
