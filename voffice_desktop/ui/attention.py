"""Cần chú ý: refused acts, each with what was done, what stands now, and the ways on. Nothing typed is lost.

Below them *Đã bỏ*: what its author threw away in the last 30 days, to be copied or taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.errors import VofficeError
from voffice_desktop.services.values import AttentionItem, DiscardedItem
from voffice_desktop.ui.captions import desk_text, kind_caption, status_caption
from voffice_desktop.ui.conflict_sheet import ConflictSheet
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.dialogs import ConfirmDialog, TextDialog
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.states import Notice
from voffice_desktop.ui.words import moment, number

_Read = tuple[list[AttentionItem], list[DiscardedItem]]


class AttentionScreen(QScrollArea):
    """A list of causes with their acts, and what was thrown away."""

    record_asked = Signal(str, str)
    said = Signal(str)
    """A sentence for the snack bar."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: _Read | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Cần chú ý"))

    def refresh(self) -> None:
        """Read the refused acts again; what is shown stays until then, and stays where it is if nothing changed."""
        attention = self._context.desk.attention
        self._context.tasks.run(
            "read", lambda: (attention.items(), attention.discarded()), self._show, self._fail, owner=self
        )

    def _fail(self, error: VofficeError) -> None:
        self._shown = None
        column = self._page()
        notice = Notice(self._context.theme)
        notice.say_error(error, self.refresh)
        column.addWidget(notice, 1)

    def _page(self) -> QVBoxLayout:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Cần chú ý"), "h1"))
        self.setWidget(inner)
        return column

    def _show(self, read: _Read) -> None:
        if read == self._shown:
            return
        self._shown = read
        items, dropped = read
        at = self.verticalScrollBar().value()
        column = self._page()
        if items:
            column.addWidget(
                label(
                    self.tr("Các việc dưới đây chưa được máy chủ nhận. Nội dung đã nhập vẫn còn nguyên."),
                    "second",
                    wrap=True,
                )
            )
            self._offer_all(column, [item.command_id for item in items if item.code == "account_disabled"])
        else:
            notice = Notice(self._context.theme)
            notice.say("checkmark_circle", self.tr("Không có việc nào cần xem lại."))
            column.addWidget(notice, 1)
        for item in items:
            column.addWidget(self._card(item))
        if dropped:
            column.addSpacing(12)
            column.addWidget(label(self.tr("Đã bỏ"), "h2"))
            column.addWidget(
                label(self.tr("Giữ 30 ngày trên máy này, có thể chép hoặc lấy lại."), "second", wrap=True)
            )
            for one in dropped:
                column.addWidget(self._dropped_card(one))
        column.addStretch(1 if items else 0)
        self.verticalScrollBar().setValue(at)

    def _offer_all(self, column: QVBoxLayout, unsent: list[str]) -> None:
        """Whoever was let in again decides about the whole of what had waited, or one by one below."""
        if len(unsent) < 2:
            return
        row = QHBoxLayout()
        words = self.tr("{count} việc chưa kịp gửi khi tài khoản bị khóa.").format(count=number(len(unsent)))
        row.addWidget(label(words, "body", wrap=True), 1)
        again = Button(self._context.theme, self.tr("Gửi lại tất cả"), "send")
        attention = self._context.desk.attention
        again.clicked.connect(
            lambda: self._do(lambda _: attention.retry_all(unsent), "", self.tr("Sẽ gửi lại ngay."))
        )
        row.addWidget(again)
        column.addLayout(row)

    # one refused act

    def _card(self, item: AttentionItem) -> QWidget:
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 14, 16, 12)
        box.setSpacing(6)
        if item.kind:
            box.addWidget(label(kind_caption(item.kind), "meta"))
        if item.title:
            box.addWidget(label(item.title, "title", wrap=True))
        act = desk_text(item.what_i_did)
        did = self.tr("Việc đã làm: {act}").format(act=act)
        if item.did_at:
            did = self.tr("Việc đã làm: {act}, lúc {time}").format(act=act, time=moment(item.did_at))
        box.addWidget(label(did, "body", wrap=True))
        box.addWidget(label(desk_text(item.reason), "danger", wrap=True))
        for text in self._standing(item):
            box.addWidget(label(text, "second", wrap=True))
        if item.text or item.strokes:
            box.addWidget(self._inset(item))
        box.addLayout(self._ways(item))
        return card

    def _standing(self, item: AttentionItem) -> list[str]:
        """What stands on the server now, and who did that when."""
        found = []
        if item.state_now:
            found.append(self.tr("Hiện nay trên máy chủ: {state}").format(state=status_caption(item.state_now)))
        elif item.code != "restored":
            found.append(self.tr("Hồ sơ không còn trên máy này."))
        if item.changed_by:
            who = self.tr("{name} đã thay đổi lúc {time}")
            found.append(who.format(name=item.changed_by, time=moment(item.changed_at)))
        return found

    def _inset(self, item: AttentionItem) -> QWidget:
        inset = frame("inset")
        text = QVBoxLayout(inset)
        text.setContentsMargins(12, 8, 12, 8)
        text.addWidget(label(self.tr("Nội dung đã nhập"), "meta"))
        if item.text:
            words = label(item.text, "body", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.addWidget(words)
        if item.strokes:
            text.addWidget(label(self.tr("{count} nét bút").format(count=number(item.strokes)), "body"))
        return inset

    def _ways(self, item: AttentionItem) -> QHBoxLayout:
        theme, attention = self._context.theme, self._context.desk.attention
        row = QHBoxLayout()
        row.setSpacing(8)
        drop = Button(theme, self.tr("Bỏ thay đổi"), "delete", "danger")
        drop.clicked.connect(lambda: self._drop(item))
        row.addWidget(drop)
        row.addStretch()
        if item.text and item.strokes == 0:
            rewrite = Button(theme, self.tr("Sửa rồi gửi"), "document_edit")
            rewrite.clicked.connect(lambda: self._rewrite(item))
            row.addWidget(rewrite)
        again = Button(theme, self.tr("Gửi lại"), "send")
        again.clicked.connect(lambda: self._run(attention.retry, item, self.tr("Sẽ gửi lại ngay.")))
        row.addWidget(again)
        if item.state_now:
            look = Button(theme, self.tr("So sánh"), "open", "primary")
            look.clicked.connect(lambda: self.compare(item))
            row.addWidget(look)
        return row

    def compare(self, item: AttentionItem) -> None:
        """Open the conflict sheet of an act."""
        self._context.tasks.run(
            "read",
            lambda: self._context.desk.attention.compare(item.command_id),
            lambda found: self._open_sheet(item, found),
            lambda error: self.said.emit(sentence(error).text),
            owner=self,
        )

    def _open_sheet(self, item: AttentionItem, found: Any) -> None:
        sheet = ConflictSheet(self._context, item, found, self)
        sheet.looked.connect(lambda: self.record_asked.emit(item.kind, item.entity_id))
        attention = self._context.desk.attention
        sheet.sent.connect(lambda: self._run(attention.send_text, item, self.tr("Sẽ gửi ý kiến vào bản mới.")))
        sheet.dropped.connect(
            lambda: self._run(attention.discard, item, self.tr("Đã bỏ thay đổi, giữ 30 ngày trong Đã bỏ."))
        )
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _rewrite(self, item: AttentionItem) -> None:
        dialog = TextDialog(
            self._context.theme,
            self.tr("Sửa rồi gửi lại"),
            item.title,
            self.tr("Nội dung"),
            self.tr("Gửi"),
            required=True,
            text=item.text,
            icon="send",
            parent=self,
        )
        dialog.accepted.connect(
            lambda: self._run(
                lambda command_id: self._context.desk.attention.retype(command_id, dialog.text),
                item,
                self.tr("Sẽ gửi lại ngay."),
            )
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _drop(self, item: AttentionItem) -> None:
        facts = [(self.tr("Việc đã làm"), desk_text(item.what_i_did)), (self.tr("Nội dung đã nhập"), item.text)]
        dialog = ConfirmDialog(
            self._context.theme,
            self.tr("Bỏ thay đổi này?"),
            facts,
            self.tr("Bỏ thay đổi"),
            danger=True,
            note=self.tr("Nội dung được giữ 30 ngày trong mục Đã bỏ."),
            parent=self,
        )
        if dialog.exec():
            self._run(self._context.desk.attention.discard, item, self.tr("Đã bỏ thay đổi, giữ 30 ngày trong Đã bỏ."))

    # one discarded act

    def _dropped_card(self, one: DiscardedItem) -> QWidget:
        theme = self._context.theme
        card = frame("inset")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        words = QVBoxLayout()
        when = self.tr("{act}, bỏ lúc {time}").format(act=desk_text(one.what_i_did), time=moment(one.discarded_at))
        words.addWidget(label(when, "meta", wrap=True))
        if one.title:
            words.addWidget(label(one.title, "title", wrap=True))
        words.addWidget(label(one.text or self.tr("Không có nội dung chữ."), "body", wrap=True))
        row.addLayout(words, 1)
        copy = Button(theme, self.tr("Chép"), "copy")
        copy.explain("" if one.text else self.tr("Không có nội dung chữ."))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(one.text))
        back = Button(theme, self.tr("Lấy lại"), "arrow_undo")
        attention = self._context.desk.attention
        back.clicked.connect(lambda: self._do(attention.restore, one.command_id, self.tr("Đã lấy lại, chưa gửi.")))
        row.addWidget(copy)
        row.addWidget(back)
        return card

    def _run(self, act: Callable[[str], Any], item: AttentionItem, said: str) -> None:
        self._do(act, item.command_id, said)

    def _do(self, act: Callable[[str], Any], command_id: str, said: str) -> None:
        def done(_: object) -> None:
            self.said.emit(said)
            self.refresh()

        self._context.tasks.run(
            "act",
            lambda: act(command_id),
            done,
            lambda error: self.said.emit(sentence(error).text),
            owner=self,
        )
