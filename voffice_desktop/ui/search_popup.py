"""Search as you type: hits below the field of the top bar, each with what matched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from voffice_desktop.errors import VofficeError
from voffice_desktop.qt.tasks import Job
from voffice_desktop.services.values import Hit
from voffice_desktop.ui.captions import desk_text, kind_caption
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.sentences import sentence

_LIMIT = 50


class SearchPopup(QFrame):
    """Lives over the window, below the search field; the field keeps the focus."""

    chosen = Signal(str, str)
    """(kind, id) of a hit."""

    def __init__(self, context: Context, field: QLineEdit, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._field = field
        self._job: Job | None = None
        self.setProperty("look", "popup")
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Kết quả tìm kiếm"))
        self._list.setWordWrap(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._pick)
        self._note: QLabel = label("", "second", wrap=True)
        self._note.setContentsMargins(12, 8, 12, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(self._note)
        box.addWidget(self._list)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(80)
        self._timer.timeout.connect(self._search)
        field.textEdited.connect(lambda: self._timer.start())
        field.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self._field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.isVisible():
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self._list.item(max(0, self._list.currentRow()))
            if self.isVisible() and self._list.count():
                self._pick(item)
            else:
                self._search()
            return True
        if key == Qt.Key.Key_Escape:
            self._field.clear()
            self.hide()
            return True
        return False

    def _search(self) -> None:
        text = self._field.text().strip()
        if self._job is not None:
            self._job.cancel()
        if len(text) < 2:
            self.hide()
            return
        search = self._context.desk.search
        self._job = self._context.tasks.run(
            "read", lambda: search.find(text, _LIMIT), lambda hits: self._show(text, hits), self._failed, owner=self
        )

    def _show(self, text: str, hits: list[Hit]) -> None:
        self._list.clear()
        for hit in hits:
            symbol = hit.row.symbol if hit.row is not None else ""
            below = " · ".join(part for part in (kind_caption(hit.kind), symbol, desk_text(hit.why)) if part)
            item = QListWidgetItem(f"{hit.title}\n{below}", self._list)
            item.setData(Qt.ItemDataRole.UserRole, (hit.kind, hit.id))
        self._note.setVisible(not hits)
        self._list.setVisible(bool(hits))
        if not hits:
            self._note.setText(self.tr("Không tìm thấy “{text}”. Thử ít chữ hơn.").format(text=text))
        self._place(len(hits))

    def _failed(self, error: VofficeError) -> None:
        self._note.setText(sentence(error).text)
        self._note.show()
        self._list.hide()
        self._place(0)

    def _place(self, count: int) -> None:
        window = self._context.theme
        host = self.parentWidget()
        if host is None:
            return
        below = self._field.mapTo(host, QPoint(0, self._field.height() + 4))
        wide = max(self._field.width(), min(window.px(560), host.width() - below.x() - 16))
        tall = min(
            max(56, count * (window.line("body") + window.line("meta") + 10) + 12), host.height() - below.y() - 16
        )
        self.setGeometry(below.x(), below.y(), wide, tall)
        self.show()
        self.raise_()

    def _pick(self, item: QListWidgetItem) -> None:
        kind, record_id = item.data(Qt.ItemDataRole.UserRole)
        self.hide()
        self.chosen.emit(kind, record_id)
