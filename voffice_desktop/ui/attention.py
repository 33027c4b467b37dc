"""Cần chú ý: refused acts, each with what was done, what stands now, and the ways on. Nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.errors import VofficeError
from voffice_desktop.services.values import AttentionItem
from voffice_desktop.ui.captions import kind_caption
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.dialogs import ConfirmDialog
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.states import Notice
from voffice_desktop.ui.words import moment


class AttentionScreen(QScrollArea):
    """A list of causes with their acts."""

    record_asked = Signal(str, str)
    said = Signal(str)
    """A sentence for the snack bar."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def refresh(self) -> None:
        """Read the refused acts again."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Cần chú ý"), "h1"))
        notice = Notice(self._context.theme)
        try:
            items = self._context.desk.attention.items()
        except VofficeError as error:
            items = []
            notice.say_error(error, self.refresh)
            column.addWidget(notice, 1)
        else:
            if not items:
                notice.say("checkmark_circle", self.tr("Không có việc nào cần xem lại."))
                column.addWidget(notice, 1)
        if items:
            column.addWidget(
                label(
                    self.tr("Các việc dưới đây chưa được máy chủ nhận. Nội dung đã nhập vẫn còn nguyên."),
                    "second",
                    wrap=True,
                )
            )
        for item in items:
            column.addWidget(self._card(item))
        column.addStretch(0 if not items else 1)
        self.setWidget(inner)

    def _card(self, item: AttentionItem) -> QWidget:
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 14, 16, 12)
        box.setSpacing(6)
        if item.kind:
            box.addWidget(label(kind_caption(item.kind), "meta"))
        box.addWidget(label(item.title, "title", wrap=True))
        box.addWidget(label(self.tr("Việc đã làm: {act}").format(act=item.what_i_did), "body", wrap=True))
        box.addWidget(label(item.reason, "danger", wrap=True))
        if item.changed_by:
            who = self.tr("{name} đã thay đổi lúc {time}").format(name=item.changed_by, time=moment(item.changed_at))
            box.addWidget(label(who, "second", wrap=True))
        if item.text:
            inset = frame("inset")
            text = QVBoxLayout(inset)
            text.setContentsMargins(12, 8, 12, 8)
            text.addWidget(label(self.tr("Nội dung đã nhập"), "meta"))
            words = label(item.text, "body", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.addWidget(words)
            box.addWidget(inset)
        row = QHBoxLayout()
        row.setSpacing(8)
        drop = Button(self._context.theme, self.tr("Bỏ thay đổi của tôi"), "delete", "danger")
        drop.clicked.connect(lambda: self._drop(item))
        again = Button(self._context.theme, self.tr("Gửi lại"), "send")
        again.clicked.connect(
            lambda: self._run(self._context.desk.attention.retry, item, self.tr("Sẽ gửi lại ngay."))
        )
        row.addWidget(drop)
        row.addStretch()
        row.addWidget(again)
        if item.kind:
            look = Button(self._context.theme, self.tr("Xem bản mới"), "open", "primary")
            look.clicked.connect(lambda: self.record_asked.emit(item.kind, item.entity_id))
            row.addWidget(look)
        box.addLayout(row)
        return card

    def _drop(self, item: AttentionItem) -> None:
        facts = [(self.tr("Việc đã làm"), item.what_i_did), (self.tr("Nội dung đã nhập"), item.text)]
        dialog = ConfirmDialog(
            self._context.theme,
            self.tr("Bỏ thay đổi này?"),
            facts,
            self.tr("Bỏ thay đổi"),
            danger=True,
            note=self.tr("Không khôi phục được sau khi bỏ."),
            parent=self,
        )
        if dialog.exec():
            self._run(self._context.desk.attention.discard, item, self.tr("Đã bỏ thay đổi."))

    def _run(self, act: Callable[[str], Any], item: AttentionItem, said: str) -> None:
        def done(_: object) -> None:
            self.said.emit(said)
            self.refresh()

        self._context.tasks.run(
            "act",
            lambda: act(item.command_id),
            done,
            lambda error: self.said.emit(sentence(error).text),
            owner=self,
        )
