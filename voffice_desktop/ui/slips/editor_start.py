"""What the editor shows while no slip is open in it: what was left unfinished, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.services.slip_form import SlipForm
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.shortcuts import shown
from voffice_desktop.ui.words import moment, unbroken


class EditorStart(QScrollArea):
    """A calm list of forms that are kept on the device alone."""

    begin_asked = Signal()
    open_asked = Signal(str)
    drop_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_forms([])

    def show_forms(
        self, forms: list[SlipForm], earlier: Sequence[tuple[str, str]] = (), templates: Sequence[str] = ()
    ) -> None:
        """Show what was kept, the newest first, and the ways to begin: empty, from an earlier slip, from a template.

        ``earlier``: (id, title) of the user's own slips.
        """
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Soạn phiếu trình"), "h1"))
        begin = Button(self._context.theme, self.tr("Phiếu trình mới"), "add", "primary")
        begin.setToolTip(shown("begin"))
        begin.clicked.connect(self.begin_asked)
        row = QHBoxLayout()
        row.addWidget(begin)
        row.addWidget(self._from(self.tr("Từ phiếu trước"), "copy", [(f"copy:{key}", text) for key, text in earlier]))
        row.addWidget(self._from(self.tr("Từ mẫu"), "document", [(f"template:{name}", name) for name in templates]))
        row.addStretch(1)
        column.addLayout(row)
        if forms:
            column.addSpacing(8)
            column.addWidget(label(self.tr("Đang soạn dở trên máy này"), "h2"))
        for form in forms:
            column.addWidget(self._card(form))
        column.addStretch(1)
        self.setWidget(inner)

    def _from(self, name: str, icon: str, choices: Sequence[tuple[str, str]]) -> Button:
        """A button with a menu of beginnings; why it has none, where there are none."""
        made = Button(self._context.theme, name, icon)
        made.explain("" if choices else self.tr("Chưa có gì để bắt đầu từ đây."))
        made.clicked.connect(lambda: self._offer(made, choices))
        return made

    def _offer(self, at: Button, choices: Sequence[tuple[str, str]]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, text in choices:
            menu.addAction(text[:90].replace("&", "&&")).triggered.connect(
                lambda _=False, each=key: self.open_asked.emit(each)
            )
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))

    def _card(self, form: SlipForm) -> QWidget:
        card = frame("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 8, 8, 8)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = form.title or self.tr("(chưa ghi vấn đề trình)")
        words.addWidget(label(unbroken(title), "strong", wrap=True))
        kept = self.tr("Lưu lúc {time}").format(time=moment(form.kept_at))
        words.addWidget(label(kept, "meta"))
        row.addLayout(words, 1)
        drop = Button(self._context.theme, self.tr("Bỏ"), "delete", "danger")
        drop.setAccessibleName(self.tr("Bỏ {name}").format(name=title))
        drop.clicked.connect(lambda: self.drop_asked.emit(form.id))
        go = Button(self._context.theme, self.tr("Soạn tiếp"), "edit")
        go.setAccessibleName(self.tr("Soạn tiếp {name}").format(name=title))
        go.clicked.connect(lambda: self.open_asked.emit(form.id))
        row.addWidget(drop)
        row.addWidget(go)
        return card
