"""*Mẫu phiếu trình*: the printed form, each unit's route, and texts to begin with. For administrators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from voffice_desktop.domain.records import Actor, Unit, User
from voffice_desktop.domain.slip_routes import DEFAULT_STEPS
from voffice_desktop.domain.slip_template import (
    CAPTIONS,
    LONGEST_CAPTION,
    NEEDED_LEVELS,
    NEEDED_SECTIONS,
    SlipTemplate,
)
from voffice_desktop.errors import VofficeError
from voffice_desktop.pdf.picture import PagePicture
from voffice_desktop.services.slip_setup import SlipSetup
from voffice_desktop.services.values import Changed
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.messages import say_in
from voffice_desktop.ui.narrow_column import card, named_field, narrow_column
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.slips.caption_list import CaptionList
from voffice_desktop.ui.slips.choosing import person_text
from voffice_desktop.ui.slips.route_list import RouteList
from voffice_desktop.ui.slips.starts_card import StartsCard

KEY = "slip-setup"
_REST_MS = 400
"""After this rest of the keys the preview is made anew."""


def place() -> Place:
    """Where it stands in the navigation."""
    translate = QCoreApplication.translate
    name = translate("places", "Mẫu phiếu trình")
    return Place(KEY, name, translate("places", "Mẫu phiếu"), "document_edit", bottom=True)


def allowed(who: Actor) -> bool:
    """Administrators."""
    return "admin" in who.roles


class SlipSetupScreen(Screen):
    """One unit at a time; what is saved holds for it and for those below it that have nothing of their own. Each card
    saves by itself, and what is typed stays until it is saved or another unit is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setup = SlipSetup(context.desk, context.clock)
        self._dirty: set[str] = set()
        self._said_by: dict[str, QLabel] = {}
        self._asked = 0
        self._preview_soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._preview_soon.timeout.connect(self._preview)
        column = narrow_column(self, context.theme, width=980)
        column.addWidget(label(self.tr("Mẫu phiếu trình"), "h1"))
        about = self.tr(
            "Mẫu của một đơn vị dùng cho đơn vị đó và các đơn vị cấp dưới chưa có mẫu riêng. "
            "Phiếu đã trình giữ nguyên mẫu cũ."
        )
        column.addWidget(label(about, "second", wrap=True))
        self.units = QComboBox()
        named_field(column, self.tr("Đơn vị"), self.units)
        self._form_card(column)
        self._route_card(column)
        self.starts = StartsCard(context, self.setup, column)
        self.starts.setParent(self)
        column.addStretch(1)
        self.units.currentIndexChanged.connect(lambda _at: self._show_unit())
        context.bridge.changed.connect(self._on_changed)

    # building

    def _form_card(self, column: QVBoxLayout) -> None:
        theme = self._context.theme
        box = card(column, self.tr("Biểu mẫu in"))
        self.whose = label("", "second", wrap=True)
        box.addWidget(self.whose)
        across = QHBoxLayout()
        across.setSpacing(20)
        fields = QVBoxLayout()
        fields.setSpacing(8)
        across.addLayout(fields, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        self.captions: dict[str, QLineEdit] = {}
        for at, (key, name) in enumerate(self._caption_names().items()):
            cell = QVBoxLayout()
            cell.setSpacing(2)
            edit = self.captions[key] = QLineEdit()
            edit.setMaxLength(LONGEST_CAPTION)
            edit.textEdited.connect(self._form_changed)
            named_field(cell, name, edit)
            grid.addLayout(cell, at // 2, at % 2)
        fields.addLayout(grid)
        usual = SlipTemplate()
        fields.addWidget(label(self.tr("Các mục, theo thứ tự in"), "meta"))
        self.sections = CaptionList(
            theme, usual.sections, NEEDED_SECTIONS, self.tr("Mục này phiếu nào cũng phải có.")
        )
        self.sections.changed.connect(self._form_changed)
        fields.addWidget(self.sections)
        fields.addWidget(label(self.tr("Khung ý kiến theo cấp, theo thứ tự in"), "meta"))
        self.levels = CaptionList(theme, usual.levels, NEEDED_LEVELS, self.tr("Lãnh đạo luôn cần chỗ ghi ý kiến."))
        self.levels.changed.connect(self._form_changed)
        fields.addWidget(self.levels)
        fields.addStretch(1)
        self.picture = label("", "second")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.picture.setAccessibleName(self.tr("Bản xem trước với nội dung mẫu"))
        self.picture.setFixedWidth(theme.px(380))
        sheet = frame("card")  # an edge for the white page
        around = QVBoxLayout(sheet)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self.picture)
        across.addWidget(sheet, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(across)
        self.save = Button(theme, self.tr("Lưu biểu mẫu"), "save", "primary")
        self.save.clicked.connect(self._save_form)
        self.usual = Button(theme, self.tr("Bỏ mẫu riêng"), "arrow_undo")
        self.usual.clicked.connect(self._drop_form)
        self._foot(box, "form", self.save, self.usual)

    def _route_card(self, column: QVBoxLayout) -> None:
        theme = self._context.theme
        box = card(column, self.tr("Luồng xét đề xuất của đơn vị"))
        about = self.tr("Người soạn phiếu của đơn vị này được đề xuất luồng sau và có thể đổi.")
        box.addWidget(label(about, "second", wrap=True))
        self.usual_route = QCheckBox(self.tr("Theo thông lệ: trưởng phòng, rồi thủ trưởng đơn vị"))
        self.usual_route.toggled.connect(self._route_kind_chosen)
        box.addWidget(self.usual_route)
        self.route = RouteList(theme, self._step_name)
        self.route.proposal_asked.connect(lambda: self.route.set_route(DEFAULT_STEPS))
        self.route.changed.connect(lambda: self._dirty.add("route"))
        box.addWidget(self.route)
        keep = self.save_route = Button(theme, self.tr("Lưu luồng xét"), "save")
        keep.clicked.connect(self._save_route)
        self._foot(box, "route", keep)

    def _foot(self, box: QVBoxLayout, name: str, *buttons: Button) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        box.addLayout(row)
        said = self._said_by[name] = label("", "second", wrap=True)
        said.hide()
        box.addWidget(said)

    def _caption_names(self) -> dict[str, str]:
        names = {
            "title": self.tr("Tên phiếu"),
            "subtitle": self.tr("Dòng dưới tên phiếu"),
            "to": self.tr("Lời gửi"),
            "matter": self.tr("Dòng vấn đề trình"),
            "unit": self.tr("Dòng đơn vị trình"),
            "drafter": self.tr("Dòng người trình"),
            "urgency": self.tr("Dòng độ khẩn"),
            "due": self.tr("Dòng hạn xin ý kiến"),
            "code": self.tr("Mã phiếu"),
            "empty": self.tr("Khi mục để trống"),
        }
        assert set(names) == set(CAPTIONS)
        return names

    def _step_name(self, step: str) -> str:
        roles = {
            "department_head": self.tr("Các trưởng phòng của đơn vị"),
            "unit_head": self.tr("Thủ trưởng đơn vị"),
        }
        return roles.get(step) or self._context.desk.directory.name(step)

    # showing

    def refresh(self) -> None:
        """Show what stands now; what was typed and not saved stays."""
        if self._dirty or self.starts.dirty:
            return
        setup = self.setup
        self._context.tasks.run(
            "read", lambda: (setup.units(), setup.people()), self._fill, self.failed.emit, owner=self
        )

    def _fill(self, found: tuple[list[Unit], list[User]]) -> None:
        if self._dirty or self.starts.dirty:
            return  # typed while it was read
        units, users = found
        chosen = self.units.currentData()
        self.units.blockSignals(True)
        self.units.clear()
        for unit in units:
            self.units.addItem(f"{unit.name} ({unit.code})", unit.id)
        self.units.setCurrentIndex(max(0, self.units.findData(chosen)))
        self.units.blockSignals(False)
        people = [(person_text(each), each.id) for each in users]
        self.route.set_people([(self._step_name(step), step) for step in DEFAULT_STEPS] + people)
        self._show_unit()

    def unit_id(self) -> str:
        """The chosen unit."""
        return str(self.units.currentData() or "")

    def _show_unit(self) -> None:
        self._dirty.clear()
        unit_id = self.unit_id()
        if not unit_id:
            return
        self._show_form(self._show_whose())
        steps = self.setup.route(unit_id)
        self.usual_route.blockSignals(True)
        self.usual_route.setChecked(steps is None)
        self.usual_route.blockSignals(False)
        self.route.set_route(DEFAULT_STEPS if steps is None else steps)
        self.route.setEnabled(steps is not None)
        self.starts.show_unit(unit_id)
        for said_there in self._said_by.values():
            said_there.hide()
        self._preview()

    def _show_whose(self) -> SlipTemplate:
        form, own = self.setup.form(self.unit_id())
        above = self.tr("Đơn vị đang dùng mẫu của cấp trên hoặc mẫu chung.")
        self.whose.setText(self.tr("Đơn vị có mẫu riêng.") if own else above)
        self.usual.explain("" if own else self.tr("Đơn vị chưa có mẫu riêng."))
        return form

    def _show_form(self, form: SlipTemplate) -> None:
        for name, edit in self.captions.items():
            edit.setText(getattr(form, name))
        self.sections.show_lines(form.sections)
        self.levels.show_lines(form.levels)

    def form(self) -> SlipTemplate:
        """The form as it is typed."""
        words: dict[str, Any] = {name: edit.text().strip() for name, edit in self.captions.items()}
        words |= {"sections": tuple(self.sections.lines()), "levels": tuple(self.levels.lines())}
        return replace(SlipTemplate(), **words)

    def _form_changed(self) -> None:
        self._dirty.add("form")
        self._preview_soon.start()

    def _preview(self) -> None:
        self._asked += 1
        asked, form, unit_id = self._asked, self.form(), self.unit_id()

        def show(found: PagePicture) -> None:
            if asked != self._asked:
                return  # typed on meanwhile
            picture = QPixmap()
            picture.loadFromData(found.png, "PNG")
            ratio = self.devicePixelRatioF()
            wide = int(self.picture.width() * ratio)
            picture = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
            self.picture.setPixmap(picture)

        self._context.tasks.run("read", lambda: self.setup.preview(form, unit_id), show, self._no_preview, owner=self)

    def _no_preview(self, error: VofficeError) -> None:
        self.picture.setText(sentence(error).text)

    def _route_kind_chosen(self, usual: bool) -> None:
        self._dirty.add("route")
        self.route.setEnabled(not usual)

    def _on_changed(self, change: Changed) -> None:
        if change.kind in ("unit", "user") and self.isVisible():
            self.refresh()

    # saving

    def _save_form(self) -> None:
        unit_id, form = self.unit_id(), self.form()
        self._send("form", lambda: self.setup.save_form(unit_id, form))

    def _drop_form(self) -> None:
        unit_id = self.unit_id()
        self._send("form", lambda: self.setup.save_form(unit_id, None))

    def _save_route(self) -> None:
        unit_id = self.unit_id()
        steps = None if self.usual_route.isChecked() else self.route.route()
        self._send("route", lambda: self.setup.save_route(unit_id, steps))

    def _send(self, what: str, work: Callable[[], None]) -> None:
        def done(_none: object) -> None:
            self._dirty.discard(what)
            if what == "form":
                self._show_form(self._show_whose())
                self._preview()
            say_in(self._said_by[what], "ok", self.tr("Đã lưu."))

        def failed(error: VofficeError) -> None:
            say_in(self._said_by[what], "danger", sentence(error).text)

        self._context.tasks.run("net", cast("Callable[[], object]", work), done, failed, owner=self)
