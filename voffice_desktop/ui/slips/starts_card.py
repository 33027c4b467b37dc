"""The card with a unit's texts to begin a slip with (văn bản mẫu): choose one, word it, save, take it out."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout

from voffice_desktop.domain.slip_starts import SlipStart
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.slip_setup import SlipSetup
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.messages import say_in
from voffice_desktop.ui.narrow_column import card, named_field
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.slips.text_part import TextPart

_NEW = ""
"""The data of the entry that begins a new text."""


class StartsCard(QObject):
    """Builds itself at the end of a column. ``dirty``: something was typed and not saved."""

    def __init__(self, context: Context, setup: SlipSetup, column: QVBoxLayout) -> None:
        super().__init__()
        self._context = context
        self._setup = setup
        self._unit_id = ""
        self._starts: list[SlipStart] = []
        self.dirty = False
        theme = context.theme
        box = card(column, self.tr("Văn bản mẫu để soạn phiếu"))
        about = self.tr("Chuyên viên chọn «Từ mẫu» khi soạn; mẫu của cấp trên dùng được ở mọi đơn vị cấp dưới.")
        box.addWidget(label(about, "second", wrap=True))
        self.choice = QComboBox()
        named_field(box, self.tr("Mẫu"), self.choice)
        self.choice.activated.connect(lambda _at: self._show_chosen())
        self.name = QLineEdit()
        named_field(box, self.tr("Tên mẫu"), self.name)
        self.title = QLineEdit()
        named_field(box, self.tr("Vấn đề trình"), self.title)
        self.texts = {
            "summary": TextPart(theme, self.tr("Tóm tắt nội dung"), lines=2),
            "grounds": TextPart(theme, self.tr("Căn cứ"), lines=2),
            "opinions": TextPart(theme, self.tr("Ý kiến của các đơn vị liên quan"), lines=2),
            "proposal": TextPart(theme, self.tr("Đề xuất, kiến nghị"), lines=2),
        }
        for part in self.texts.values():
            box.addWidget(part)
            part.changed.connect(self._typed)
        for edit in (self.name, self.title):
            edit.textEdited.connect(self._typed)
        self.save = Button(theme, self.tr("Lưu mẫu"), "save")
        self.save.clicked.connect(self._save)
        self.drop = Button(theme, self.tr("Xóa mẫu"), "delete", "danger")
        self.drop.clicked.connect(self._drop)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save)
        row.addWidget(self.drop)
        row.addStretch()
        box.addLayout(row)
        self._told = label("", "second", wrap=True)
        self._told.hide()
        box.addWidget(self._told)

    def show_unit(self, unit_id: str, chosen: str = _NEW) -> None:
        """Show what a unit has of its own."""
        self._unit_id = unit_id
        self._offer(self._setup.starts(unit_id), chosen)

    def _offer(self, starts: list[SlipStart], chosen: str) -> None:
        self._starts = starts
        self.choice.clear()
        self.choice.addItem(self.tr("Mẫu mới"), _NEW)
        for each in starts:
            self.choice.addItem(each.name, each.name)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self._show_chosen()

    def _show_chosen(self) -> None:
        start = self._chosen() or SlipStart(name="")
        self.name.setText(start.name)
        self.title.setText(start.title)
        for field, part in self.texts.items():
            part.set_text(getattr(start, field))
        self.dirty = False
        self._told.hide()
        self._judge()

    def _chosen(self) -> SlipStart | None:
        name = self.choice.currentData()
        return next((each for each in self._starts if each.name == name), None)

    def _typed(self) -> None:
        self.dirty = True
        self._judge()

    def _judge(self) -> None:
        self.save.explain("" if self.name.text().strip() else self.tr("Đặt tên cho mẫu trước."))
        self.drop.explain("" if self._chosen() is not None else self.tr("Chọn một mẫu đã lưu."))

    def _save(self) -> None:
        before = self._chosen()
        words = {field: part.text().strip() for field, part in self.texts.items()}
        kind = before.type_code if before is not None else ""
        name = self.name.text().strip()
        made = SlipStart(name=name, title=self.title.text().strip(), type_code=kind, **words)
        if before is None:
            self._send([*self._starts, made], name)
        else:
            self._send([made if each is before else each for each in self._starts], name)

    def _drop(self) -> None:
        gone = self._chosen()
        self._send([each for each in self._starts if each is not gone], _NEW)

    def _send(self, starts: list[SlipStart], chosen: str) -> None:
        unit_id, setup = self._unit_id, self._setup

        def done(_none: object) -> None:
            self._offer(starts, chosen)
            say_in(self._told, "ok", self.tr("Đã lưu."))

        def failed(error: VofficeError) -> None:
            say_in(self._told, "danger", sentence(error).text)

        self._context.tasks.run("net", lambda: setup.save_starts(unit_id, starts), done, failed, owner=self)
