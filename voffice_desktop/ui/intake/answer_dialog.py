"""Gắn văn bản trả lời: which outgoing document answers this incoming one, found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from voffice_desktop.errors import VofficeError
from voffice_desktop.services.values import ActionState, Detail, ListQuery, Row
from voffice_desktop.ui.captions import desk_text, status_caption
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.words import unbroken

if TYPE_CHECKING:
    from voffice_desktop.ui.act_flow import ActFlow

_SHOWN = 30
_PAUSE_MS = 150


class AnswerDialog(Sheet):
    """Lists outgoing documents, the newest first; words narrow them. Enter takes the current one."""

    def __init__(self, context: Context, detail: Detail, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self._context = context
        title = self.tr("Gắn văn bản trả lời")
        self.setWindowTitle(title)
        self.chosen = ""
        self.content.addWidget(label(title, "h2"))
        about = self.tr("Văn bản đi nào trả lời {symbol}?").format(symbol=unbroken(detail.row.symbol))
        self.content.addWidget(label(about, "second", wrap=True))
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Số, ký hiệu hoặc trích yếu"))
        self.words.setAccessibleName(self.tr("Tìm văn bản đi"))
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setMinimumHeight(context.theme.px(260))
        self.list.setAccessibleName(self.tr("Văn bản đi"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = label("", "second", wrap=True)
        for each in (self.words, self.list, self.nothing):
            self.content.addWidget(each)
        self.add_button(self.tr("Đóng")).clicked.connect(self.reject)
        self.take = self.add_button(self.tr("Gắn"), "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        self.list.itemActivated.connect(lambda _: self._take())
        self.list.currentItemChanged.connect(lambda *_: self._judge())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.words.textEdited.connect(lambda _: self._pause.start())
        self.words.setFocus()
        self._judge()
        self.look()

    def look(self) -> None:
        """Read the rows that hold the words."""
        words, lists = self.words.text(), self._context.desk.lists

        def show(rows: list[Row]) -> None:
            if words == self.words.text():
                self._show(rows)

        self._context.tasks.run(
            "read",
            lambda: lists.rows(ListQuery("outgoing_document", text=words), None, _SHOWN),
            show,
            lambda error: self.nothing.setText(sentence(error).text),
            owner=self,
        )

    def _show(self, rows: list[Row]) -> None:
        self.list.clear()
        for row in rows:
            head = " · ".join(each for each in (row.symbol, status_caption(row.status)) if each)
            item = QListWidgetItem(f"{unbroken(head)}\n{row.title}")
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.list.addItem(item)
        if rows:
            self.list.setCurrentRow(0)
        said = self.tr("Không có văn bản đi nào khớp.") if self.words.text() else self.tr("Chưa có văn bản đi nào.")
        self.nothing.setText("" if rows else said)
        self._judge()

    def _judge(self) -> None:
        why = "" if self.list.currentItem() is not None else self.tr("Chọn một văn bản đi.")
        self.take.setEnabled(not why)
        self.take.setToolTip(why)
        self.take.setAccessibleDescription(why)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen = str(item.data(Qt.ItemDataRole.UserRole))
            self.accept()


def link_answer(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """The act's own flow: choose, queue, say so."""
    dialog = AnswerDialog(flow.context, detail, flow.window)
    if not dialog.exec():
        return
    desk, chosen = flow.context.desk, dialog.chosen

    def work() -> None:
        path = f"/incoming-documents/{detail.record.id}/link-answer"
        desk.acts.act("POST", path, {"outgoing_document_id": chosen})

    def done(_: object) -> None:
        flow.busy.emit(False)
        said = QCoreApplication.translate("ActFlow", "{act}: đã ghi, sẽ gửi ngay khi có mạng.")
        flow.said.emit(said.format(act=desk_text(act.caption)))

    def failed(error: VofficeError) -> None:
        flow.busy.emit(False)
        flow.failed.emit(error)

    flow.busy.emit(True)
    flow.context.tasks.run("act", work, done, failed, owner=flow)
