"""Dragging a file out of the window: what leaves is a marked copy, made by the server, never the cached bytes.

A drag cannot wait for the network, so the first pull prepares the copy and says so; the next one carries it. The
prepared copy lies in a private folder that goes with the window, or a minute after the drop.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from voffice_desktop.domain.records import File
from voffice_desktop.errors import VofficeError
from voffice_desktop.ui.context import Context

_REST_MS = 60_000
"""A file manager copies after the drop; only then may the prepared file go."""


class DragOut(QObject):
    """Watches file cards. One for a pane."""

    said = Signal(str)
    failed = Signal(object)
    """A ``VofficeError``."""

    def __init__(self, context: Context, pane: QWidget) -> None:
        super().__init__(pane)
        self._context = context
        self._files: dict[QObject, File] = {}
        self._start: dict[QObject, QPoint] = {}
        self._ready: dict[str, Path] = {}
        self._under_way: set[str] = set()
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def watch(self, card: QWidget, file: File) -> None:
        """From now on ``card`` can be pulled out as a copy of ``file``."""
        self._files[card] = file
        card.installEventFilter(self)
        card.destroyed.connect(self._forget)

    def _forget(self, card: QObject) -> None:
        self._files.pop(card, None)
        self._start.pop(card, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and watched in self._files:
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._start[watched] = event.position().toPoint()
                return True
            if event.type() == QEvent.Type.MouseMove and watched in self._start:
                way = event.position().toPoint() - self._start[watched]
                if way.manhattanLength() >= QApplication.startDragDistance():
                    del self._start[watched]
                    self.pull(self._files[watched])
                return True
        return super().eventFilter(watched, event)

    def pull(self, file: File) -> None:
        """Carry the prepared copy, or prepare it."""
        why = self._context.desk.may_take(file.owner_kind or "file", file.owner_id or "", "save")  # type: ignore[arg-type]
        if why:
            self.said.emit(why)
        elif file.id in self._ready:
            self._carry(file.id, self._ready.pop(file.id))
        elif file.id not in self._under_way:
            self._prepare(file)

    def _prepare(self, file: File) -> None:
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="voffice-copy-", ignore_cleanup_errors=True)
        name = Path(file.name).name or "ban-sao.pdf"
        target = Path(self._folder.name) / file.id / (name if name.lower().endswith(".pdf") else f"{name}.pdf")
        target.parent.mkdir(mode=0o700, exist_ok=True)
        self._under_way.add(file.id)
        self.said.emit(self.tr("Đang chuẩn bị bản sao có dấu nhận diện; kéo lại khi chuẩn bị xong."))

        def done(_: object) -> None:
            self._under_way.discard(file.id)
            self._ready[file.id] = target
            self.said.emit(self.tr("Bản sao đã sẵn sàng: kéo tệp ra thư mục cần lưu."))

        def failed(error: VofficeError) -> None:
            self._under_way.discard(file.id)
            self.failed.emit(error)

        files = self._context.desk.files
        self._context.tasks.run("net", lambda: files.save_copy(file.id, target), done, failed, owner=self)

    def _carry(self, file_id: str, copy: Path) -> None:
        drag = QDrag(self)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(copy))])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)
        QTimer.singleShot(_REST_MS, self, lambda: copy.unlink(missing_ok=True))

    def close(self) -> None:
        """The window closes: nothing prepared stays."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        self._ready.clear()
