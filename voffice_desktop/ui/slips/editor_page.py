"""The page of the slip's editor: every field, and nothing of what is done with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.domain.document_types import TYPES
from voffice_desktop.domain.recipients import grouped
from voffice_desktop.domain.records import Recipient, Record, Urgency, User
from voffice_desktop.domain.slip_checks import Finding, may_submit
from voffice_desktop.services.slip_writing import SlipForm
from voffice_desktop.ui.captions import desk_text, status_caption
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.slips.check_panel import CheckPanel
from voffice_desktop.ui.slips.choosing import ChoiceBox, ManyDialog, person_text
from voffice_desktop.ui.slips.day_field import DayField
from voffice_desktop.ui.slips.file_list import FileList
from voffice_desktop.ui.slips.route_list import RouteList
from voffice_desktop.ui.slips.text_part import TextPart
from voffice_desktop.ui.words import moment

_URGENCIES: tuple[tuple[Urgency, str], ...] = (
    ("normal", "Thường"),
    ("urgent", "Khẩn"),
    ("very_urgent", "Thượng khẩn"),
    ("express", "Hỏa tốc"),
)


class EditorPage(QWidget):
    """Two columns where there is room, one below the other where there is not."""

    changed = Signal()
    leader_changed = Signal(str)
    paths_brought = Signal(list)
    picture_brought = Signal(bytes)
    save_asked = Signal()
    submit_asked = Signal()
    close_asked = Signal()
    discard_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        name_of = context.desk.directory.name
        self._recipients: list[str] = []
        self._quiet = False
        self.title = TextPart(theme, self.tr("Vấn đề trình"), lines=2, lists=False, required=True)
        self.summary = TextPart(theme, self.tr("Tóm tắt nội dung"), lines=5)
        self.grounds = TextPart(theme, self.tr("Căn cứ"), lines=3)
        self.opinions = TextPart(theme, self.tr("Ý kiến của các đơn vị liên quan"), lines=3)
        self.proposal = TextPart(theme, self.tr("Đề xuất, kiến nghị"), lines=4)
        self._parts = (self.title, self.summary, self.grounds, self.opinions, self.proposal)
        self.leader = ChoiceBox(self.tr("Kính gửi (bắt buộc)"), self.tr("Gõ tên lãnh đạo"))
        self.urgency = QComboBox()
        self.urgency.setAccessibleName(self.tr("Độ khẩn"))
        for key, text in _URGENCIES:
            self.urgency.addItem(desk_text(text), key)
        self.due = DayField(theme, self.tr("Hạn xin ý kiến"), context.clock)
        self.type = ChoiceBox(self.tr("Loại văn bản"), self.tr("Gõ loại văn bản"))
        self.type.set_choices([(f"{each.name} ({each.code})", each.code) for each in TYPES])
        self.recipients = Button(theme, self.tr("Chọn nơi nhận"), "people")
        self.recipients.clicked.connect(self._choose_recipients)
        self.route = RouteList(theme, name_of)
        self.files = FileList(theme)
        self.checks = CheckPanel(theme)
        self._build()
        for part in self._parts:
            part.changed.connect(self._told)
            part.brought.connect(self.files.bring)
        self.leader.picked.connect(self._leader_picked)
        self.urgency.activated.connect(lambda _at: self._told())
        self.due.changed.connect(self._told)
        self.type.picked.connect(lambda _code: self._told())
        self.route.changed.connect(self._told)
        self.files.paths_brought.connect(self.paths_brought)
        self.files.picture_brought.connect(self.picture_brought)
        self.checks.field_asked.connect(self.focus_field)

    def _build(self) -> None:
        theme = self._context.theme
        self._name = label("", "h1")
        self._kept = label("", "meta")
        header = frame("header")
        row = QHBoxLayout(header)
        row.setContentsMargins(20, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addWidget(self._kept, 1)
        self._discard = Button(theme, self.tr("Bỏ bản soạn"), "delete", "danger")
        self._discard.clicked.connect(self.discard_asked)
        self._close = Button(theme, self.tr("Đóng"), "dismiss")
        self._close.clicked.connect(self.close_asked)
        row.addWidget(self._discard)
        row.addWidget(self._close)
        self._returned = frame("returned")
        card = QVBoxLayout(self._returned)
        card.setContentsMargins(16, 10, 16, 10)
        self._returned_head = label("", "strong", wrap=True)
        self._returned_text = label("", "body", wrap=True)
        self._returned_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.addWidget(self._returned_head)
        card.addWidget(self._returned_text)
        self._returned.hide()
        texts = QVBoxLayout()
        texts.setSpacing(12)
        for part in self._parts:
            texts.addWidget(part)
        texts.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(6)
        for caption, field in (
            (self.tr("Kính gửi (bắt buộc)"), self.leader),
            (self.tr("Độ khẩn"), self.urgency),
            (self.tr("Hạn xin ý kiến"), self.due),
            (self.tr("Loại văn bản"), self.type),
            (self.tr("Nơi nhận văn bản"), self.recipients),
        ):
            named = label(caption, "meta")
            named.setBuddy(field)
            side.addWidget(named)
            side.addWidget(field)
        side.addSpacing(6)
        for block in (self.route, self.files, self.checks):
            side.addWidget(block)
        side.addStretch(1)
        inner = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(24)
        self._columns.addLayout(texts, 3)
        self._columns.addLayout(side, 2)
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._returned)
        column.addLayout(self._columns, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        bar = frame("actions")
        acts = QHBoxLayout(bar)
        acts.setContentsMargins(20, 11, 20, 11)
        acts.setSpacing(8)
        self._state = label("", "second", wrap=True)
        acts.addWidget(self._state, 1)
        self._save = Button(theme, self.tr("Ghi nháp"), "save")
        self._save.setToolTip("Ctrl+S")
        self._save.clicked.connect(self.save_asked)
        self._submit = Button(theme, self.tr("Trình"), "send", "primary")
        self._submit.clicked.connect(self.submit_asked)
        acts.addWidget(self._save)
        acts.addWidget(self._submit)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(header)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(bar)

    # showing

    def show_form(self, form: SlipForm, leaders: Sequence[User], people: Sequence[Record]) -> None:
        """Show a form with those who may be chosen."""
        self._quiet = True
        self.leader.set_choices([(person_text(each), each.id) for each in leaders], form.leader_id)
        own = self._context.desk.user
        users = [each for each in people if isinstance(each, User) and not each.disabled and each.id != own.id]
        users.sort(key=lambda each: each.unit_id != own.unit_id)
        self.route.set_people([(person_text(each), each.id) for each in users])
        self.title.set_text(form.title)
        self.summary.set_text(form.summary)
        self.grounds.set_text(form.grounds)
        self.opinions.set_text(form.opinions)
        self.proposal.set_text(form.proposal)
        self.urgency.setCurrentIndex(max(0, self.urgency.findData(form.urgency)))
        self.due.set_value(form.due)
        self.type.choose(form.type_code)
        self._recipients = list(form.recipient_ids)
        self._say_recipients()
        self.route.set_route(form.route)
        self.show_state(form)
        self._scroll.verticalScrollBar().setValue(0)
        self._quiet = False

    def show_state(self, form: SlipForm) -> None:
        """What the record behind the form is now."""
        self._name.setText(
            self.tr("Phiếu trình mới") if not form.state else self.tr("Phiếu trình {code}").format(code=form.code)
        )
        self._state.setText(status_caption(form.state) if form.state else "")
        self._returned.setVisible(form.returned is not None)
        if form.returned is not None:
            by = self._context.desk.directory.name(form.returned.by)
            head = self.tr("Trả lại bởi {name} lúc {time}").format(name=by, time=moment(form.returned.at))
            self._returned_head.setText(head)
            self._returned_text.setText(form.returned.comment)
        again = form.state == "returned"
        number = form.revision + 1 if again else form.revision
        self._submit.setText(self.tr("Trình lại (lần {count})").format(count=number) if again else self.tr("Trình"))

    def show_route(self, form: SlipForm) -> None:
        """Another route."""
        self.route.set_route(form.route)

    def show_findings(self, found: list[Finding], form: SlipForm) -> None:
        """The check list, and whether the form can be submitted."""
        self.checks.show_findings(found)
        stop = next((finding.sentence for finding in found if finding.level == "stop"), "")
        if form.state not in ("", "draft", "returned"):
            stop = self.tr("Phiếu này đã trình rồi.")
        self._submit.setToolTip(stop or "Ctrl+Enter")
        self._submit.setAccessibleDescription(stop)
        self._submit.set_look("primary" if may_submit(found) else "secondary")

    def say_kept(self, text: str) -> None:
        """When this was kept."""
        self._kept.setText(text)

    def set_busy(self, busy: bool) -> None:
        """An act is being queued."""
        for button in (self._save, self._submit):
            button.set_busy(busy)

    def arrange(self, width: int) -> None:
        """One column or two."""
        wide = width >= self._context.theme.px(820)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != way:
            self._columns.setDirection(way)

    # reading

    def read_into(self, form: SlipForm) -> SlipForm:
        """The form with what stands in the fields."""
        route = self.route.route()
        return replace(
            form,
            title=" ".join(self.title.text().split()),
            summary=self.summary.text(),
            grounds=self.grounds.text(),
            opinions=self.opinions.text(),
            proposal=self.proposal.text(),
            urgency=cast("Urgency", self.urgency.currentData()),
            due=self.due.value() or None,
            leader_id=self.leader.value(),
            type_code=self.type.value(),
            recipient_ids=list(self._recipients),
            route=route,
            route_chosen=form.route_chosen or route != form.route,
        )

    def wrong_field(self) -> str:
        """The first field that holds what cannot be, or an empty text."""
        return "due" if self.due.is_wrong() else ""

    def focus_first(self) -> None:
        """Put the cursor into the title."""
        self.title.edit.setFocus()

    def focus_field(self, field: str) -> None:
        """Put the cursor into the field of a finding and bring it into sight."""
        places: dict[str, QWidget] = {
            "title": self.title.edit,
            "content": self.summary.edit,
            "proposal": self.proposal.edit,
            "leader_id": self.leader,
            "due": self.due.edit,
            "type_code": self.type,
            "recipient_ids": self.recipients,
            "route": self.route.add_box,
            "files": self.files,
        }
        place = places.get(field)
        if place is not None:
            place.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._scroll.ensureWidgetVisible(place, 20, 40)

    def _told(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _leader_picked(self, leader_id: str) -> None:
        if not self._quiet:
            self.leader_changed.emit(leader_id)

    def _choose_recipients(self) -> None:
        known = [each for each in self._context.desk.directory.all("recipient") if isinstance(each, Recipient)]
        ordered = [(group.name, [(each.name, each.id) for each in group.items]) for group in grouped(known)]
        title = self.tr("Nơi nhận văn bản")
        dialog = ManyDialog(self._context.theme, title, ordered, self._recipients, self)
        if dialog.exec():
            self._recipients = dialog.chosen()
            self._say_recipients()
            self._told()

    def _say_recipients(self) -> None:
        name = self._context.desk.directory.name
        count = len(self._recipients)
        text = self.tr("Chọn nơi nhận")
        if count == 1:
            text = name(self._recipients[0])
        elif count:
            text = self.tr("{count} nơi nhận").format(count=count)
        self.recipients.setText(text)
        self.recipients.setToolTip("; ".join(name(each) for each in self._recipients[:30]))
