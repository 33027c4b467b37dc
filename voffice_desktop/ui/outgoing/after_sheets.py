"""What comes after dispatch: send again to who refused it, replace it, correct it by a letter of its own."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from voffice_desktop.domain.records import OutgoingDocument
from voffice_desktop.domain.text import matches
from voffice_desktop.errors import VofficeError
from voffice_desktop.ids import new_id
from voffice_desktop.services.values import Detail, ListQuery, Row
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.facts import facts
from voffice_desktop.ui.sentences import sentence

_ID = Qt.ItemDataRole.UserRole
_MOST = 300


translate = QCoreApplication.translate


class AfterSheet(Sheet):
    """An act on an issued document that is sent once, online."""

    sent = Signal()

    def __init__(self, context: Context, detail: Detail, action: str, title: str, verb: str, parent: QWidget) -> None:
        super().__init__(context.theme, title, parent)
        document = detail.record
        assert isinstance(document, OutgoingDocument)
        self.context = context
        self.document = document
        self._path = f"/outgoing-documents/{document.id}/{action}"
        self._key, self._wish = "", ""
        self.content.addWidget(facts([(document.symbol, document.summary)]))
        self._error = label("", "error", wrap=True)
        self._error.hide()
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        self.go: Button = self.add_button(verb, "primary", "send")
        self.go.clicked.connect(self._send)

    def end(self) -> None:
        """All fields are there."""
        self.content.addWidget(self._error)
        self.allow()

    def body(self) -> dict[str, Any]:
        """What is sent."""
        raise NotImplementedError

    def why_not(self) -> str:
        """What is still missing."""
        raise NotImplementedError

    def allow(self) -> None:
        """Enable the button, or say what is missing."""
        self.go.explain(self.why_not())

    def _send(self) -> None:
        body, acts = self.body(), self.context.desk.acts
        if repr(body) != self._wish:
            self._key, self._wish = new_id(), repr(body)
        key, path = self._key, self._path
        self._error.hide()
        self.go.set_busy(True)
        self.context.tasks.run("net", lambda: acts.now("POST", path, body, key), self._done, self._failed, owner=self)

    def _failed(self, error: VofficeError) -> None:
        self.go.set_busy(False)
        self.allow()
        self._error.setText(sentence(error).text)
        self._error.show()

    def _done(self, _: Any) -> None:
        self.sent.emit()
        self.accept()


class ResendSheet(AfterSheet):
    """*Gửi lại* to recipients that refused it; each with its reason."""

    def __init__(self, context: Context, detail: Detail, parent: QWidget) -> None:
        super().__init__(
            context,
            detail,
            "resend",
            translate("outgoing", "Gửi lại văn bản"),
            translate("outgoing", "Gửi lại"),
            parent,
        )
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Nơi nhận đã từ chối"))
        self._list.itemChanged.connect(lambda _: self.allow())
        self.content.addWidget(label(self.tr("Nơi nhận đã từ chối tiếp nhận"), "strong"))
        for one in self.document.recipients:
            if one.status == "02":
                item = QListWidgetItem(f"{one.name}: {one.note}" if one.note else one.name, self._list)
                item.setData(_ID, one.recipient_id)
                item.setCheckState(Qt.CheckState.Checked)
        self.content.addWidget(self._list, 1)
        self.end()

    def body(self) -> dict[str, Any]:
        items = [self._list.item(at) for at in range(self._list.count())]
        return {"recipient_ids": [one.data(_ID) for one in items if one.checkState() == Qt.CheckState.Checked]}

    def why_not(self) -> str:
        return "" if self.body()["recipient_ids"] else self.tr("Chọn nơi nhận cần gửi lại.")


class SuccessorSheet(AfterSheet):
    """*Thay thế* by another document, or *Đính chính* by a letter: which one, and why."""

    def __init__(
        self, context: Context, detail: Detail, action: Literal["replace", "correct"], parent: QWidget
    ) -> None:
        replacing = action == "replace"
        title = (
            translate("outgoing", "Thay thế văn bản đã phát hành")
            if replacing
            else translate("outgoing", "Đính chính văn bản đã phát hành")
        )
        super().__init__(
            context,
            detail,
            action,
            title,
            translate("outgoing", "Thay thế") if replacing else translate("outgoing", "Đính chính"),
            parent,
        )
        which = self.tr("Văn bản thay thế (bắt buộc)") if replacing else self.tr("Công văn đính chính (bắt buộc)")
        why = self.tr("Lý do thay thế (bắt buộc)") if replacing else self.tr("Nội dung đính chính (bắt buộc)")
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Gõ số, ký hiệu hoặc trích yếu, không cần dấu"))
        self._search.setAccessibleName(self.tr("Tìm văn bản"))
        self._search.textChanged.connect(self._filter)
        self._list = QListWidget()
        self._list.setAccessibleName(which)
        self._list.setMinimumHeight(context.theme.px(180))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemSelectionChanged.connect(self.allow)
        self._why = QPlainTextEdit()
        self._why.setAccessibleName(why)
        self._why.setTabChangesFocus(True)
        self._why.setFixedHeight(context.theme.px(88))
        self._why.textChanged.connect(self.allow)
        for widget in (label(which, "meta"), self._search, self._list, label(why, "meta"), self._why):
            self.content.addWidget(widget)
        self.end()
        context.tasks.run("read", self._candidates, self._fill, self._failed, owner=self)

    def _candidates(self) -> list[Row]:
        lists = self.context.desk.lists
        rows = [*lists.rows(ListQuery("outgoing_document", tab="signed"), limit=_MOST),
                *lists.rows(ListQuery("outgoing_document", tab="dispatched"), limit=_MOST)]  # fmt: skip
        known = self.context.desk.directory
        unit = self.document.unit_id
        return [
            row
            for row in rows
            if row.id != self.document.id and getattr(known.get("outgoing_document", row.id), "unit_id", "") == unit
        ]

    def _fill(self, rows: list[Row]) -> None:
        for row in rows:
            item = QListWidgetItem(f"{row.symbol} · {row.title}", self._list)
            item.setData(_ID, row.id)
        self._filter(self._search.text())

    def _filter(self, query: str) -> None:
        for at in range(self._list.count()):
            item = self._list.item(at)
            item.setHidden(bool(query.strip()) and not matches(query, item.text()))

    def body(self) -> dict[str, Any]:
        chosen = self._list.selectedItems()
        return {"with_id": chosen[0].data(_ID) if chosen else "", "reason": self._why.toPlainText().strip()}

    def why_not(self) -> str:
        body = self.body()
        if not body["with_id"]:
            return self.tr("Chọn văn bản trong danh sách.")
        return "" if body["reason"] else self.tr("Ghi lý do hoặc nội dung.")
