"""*Thêm từ bản quét*: the newest pages of the scan folder, ticked and added."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from voffice_desktop.services.scans import Scan, Scans
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.words import moment, size

_PATH = int(Qt.ItemDataRole.UserRole)


class ScansDialog(Sheet):
    """Reads the folder in a worker. ``chosen`` gives what was ticked, in the order shown."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Thêm từ bản quét"), parent)
        self._context = context
        self._scans = Scans(context.desk.drafts)
        self._where = label("", "meta", wrap=True)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Bản quét mới nhất"))
        self.rows.setMinimumHeight(context.theme.px(280))
        self.rows.itemChanged.connect(lambda _item: self._judge())
        self.content.addWidget(self._where)
        self.content.addWidget(self.rows, 1)
        other = self.add_button(self.tr("Thư mục khác…"))
        other.clicked.connect(self._ask_folder)
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        self.add = self.add_button(self.tr("Thêm"), "primary")
        self.add.clicked.connect(self.accept)
        self._judge()
        self._read()

    def chosen(self) -> list[Path]:
        """The ticked files."""
        items = [self.rows.item(at) for at in range(self.rows.count())]
        return [item.data(_PATH) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _read(self, first: Callable[[], None] | None = None) -> None:
        scans = self._scans

        def work() -> tuple[str, list[Scan] | None]:
            if first is not None:
                first()
            return scans.folder(), scans.newest()

        self._context.tasks.run("read", work, self._show, owner=self)

    def _show(self, found: tuple[str, list[Scan] | None]) -> None:
        folder, scans = found
        self.rows.clear()
        if not folder:
            said = self.tr("Chưa chọn thư mục của máy quét. Bấm Thư mục khác để chọn.")
        elif scans is None:
            said = self.tr("Không đọc được thư mục {name}.").format(name=folder)
        elif not scans:
            said = self.tr("Thư mục {name} chưa có bản quét nào.").format(name=folder)
        else:
            said = folder
        self._where.setText(said)
        for scan in scans or []:
            when = moment(scan.at.strftime("%Y-%m-%dT%H:%M:%SZ"))
            item = QListWidgetItem(f"{scan.name} · {when} · {size(scan.size)}", self.rows)
            item.setData(_PATH, scan.path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._judge()

    def _judge(self) -> None:
        self.add.explain("" if self.chosen() else self.tr("Đánh dấu ít nhất một bản quét."))

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Thư mục của máy quét"), str(Path.home()))
        if folder:
            self._read(lambda: self._scans.choose(folder))
