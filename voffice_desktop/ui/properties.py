"""The properties pane: what is known of a record (Thông tin), what was said (Ý kiến), and its files (Tệp)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from voffice_desktop.domain.records import Actor, OutgoingDocument, SignatureSummary, Slip
from voffice_desktop.domain.taking import see_looks
from voffice_desktop.services.values import Detail, FileEntry, Related, TimelineEntry
from voffice_desktop.services.working_days import holidays
from voffice_desktop.ui.captions import act_caption, desk_text, role_caption, status_caption
from voffice_desktop.ui.chips import Chip, ChipStrip, chips_of
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, IconButton, Paragraph, frame, label, line
from voffice_desktop.ui.drag_out import DragOut
from voffice_desktop.ui.looks_dialog import LooksDialog
from voffice_desktop.ui.outgoing import recipient_states
from voffice_desktop.ui.process_line import ProcessLine
from voffice_desktop.ui.reader.signature_words import short_of
from voffice_desktop.ui.shortcuts import shown
from voffice_desktop.ui.tab_strip import TabStrip
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.theme.tokens import PANE_HEADER
from voffice_desktop.ui.words import moment, size, unbroken

_LONG_FIELD = 18


class PropertiesPane(QWidget):
    """Three tabs over one record."""

    closed = Signal()
    record_asked = Signal(str, str)
    """(kind, id) of another record to be shown."""
    file_chosen = Signal(str)
    """The id of the file to read."""
    save_asked = Signal(str)
    """The id of the file of which a marked copy is to be saved."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._theme = context.theme
        self._detail: Detail | None = None
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tabs = TabStrip(self._theme, self.tr("Các mục khác"))
        self._tabs.chosen.connect(self._choose)
        self._close = IconButton(self._theme, "dismiss", self.tr("Đóng thông tin hồ sơ"), shown("properties"))
        self._close.clicked.connect(self.closed)
        header = frame("header")
        row = QHBoxLayout(header)
        row.setContentsMargins(10, 5, 2, 5)
        row.setSpacing(2)
        row.addWidget(self._tabs, 1)
        row.addWidget(self._close)
        header.setMinimumHeight(PANE_HEADER)
        self._pages = QStackedWidget()
        self._info = _Page()
        self._notes = _Page()
        self._files = _Page()
        for page in (self._info, self._notes, self._files):
            self._pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(header)
        box.addWidget(self._pages, 1)
        self.drag_out = DragOut(context, self)
        self._tab = "info"
        self._fill_tabs()

    def show_detail(self, detail: Detail | None) -> None:
        """Show a record; ``None`` empties the pane. The same record keeps tab and scroll position."""
        same = detail is not None and self._detail is not None and detail.record.id == self._detail.record.id
        self._detail = detail
        self._fill_tabs()
        for page in (self._info, self._notes, self._files):
            page.begin(keep_place=same)
        if detail is not None:
            self._fill_info(detail)
            self._fill_notes(detail)
            self._fill_files(detail)
        for page in (self._info, self._notes, self._files):
            page.end()

    def retranslate(self) -> None:
        """Say everything again."""
        self._close.set_name(self.tr("Đóng thông tin hồ sơ"), shown("properties"))
        self.show_detail(self._detail)

    def focus_first(self) -> None:
        """Put the focus on the chosen tab."""
        self._tabs.setFocus()
        self._tabs.focusNextChild()

    def _notes_of(self, detail: Detail) -> tuple[TimelineEntry, ...]:
        return tuple(each for each in detail.timeline if each.event.note)

    def _fill_tabs(self) -> None:
        notes = len(self._notes_of(self._detail)) if self._detail else 0
        files = len(self._detail.files) if self._detail else 0
        self._tabs.set_tabs(
            [
                ("info", self.tr("Thông tin")),
                ("notes", self.tr("Ý kiến") + (f" · {notes}" if notes else "")),
                ("files", self.tr("Tệp") + (f" · {files}" if files else "")),
            ],
            self._tab,
        )

    def _choose(self, tab: str) -> None:
        self._tab = tab
        self._pages.setCurrentIndex(("info", "notes", "files").index(tab))
        self._fill_tabs()

    # pages

    def _add_return(self, detail: Detail) -> None:
        """The reason of a return stands on top of everything."""
        slip = detail.record
        if not isinstance(slip, Slip) or slip.returned is None:
            return
        card = frame("returned")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(4)
        name = self._context.desk.directory.name(slip.returned.by)
        said = self.tr("Trả lại bởi {name} lúc {time}").format(name=name, time=moment(slip.returned.at))
        box.addWidget(label(said, "meta", wrap=True))
        text = label(slip.returned.comment, "body", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(text)
        self._info.add(card)

    def _fill_info(self, detail: Detail) -> None:
        page, theme = self._info, self._theme
        self._add_return(detail)
        strip = ChipStrip(theme)
        chips = chips_of(detail.row, self._context.clock(), holidays(self._context.desk))
        if len(chips) < 2 and not detail.row.finished and detail.row.status != "returned":
            chips.append(Chip(status_caption(detail.row.status), "neutral", "info"))
        strip.set_chips(chips)
        page.add(strip)
        page.add(Paragraph(theme, unbroken(detail.row.title)))
        page.add(_fields(detail.fields))
        for each in detail.related:
            page.add(self._related_link(each))
        for file in detail.files:
            for signature in file.file.signatures:
                page.add(_SignatureLine(theme, *self._signature_words(signature)))
        if isinstance(detail.record, OutgoingDocument) and recipient_states.is_shown(detail.record):
            page.add(line())
            page.add(recipient_states.RecipientStates(theme, detail.record))
        if detail.timeline:
            page.add(line())
            page.add(label(self.tr("Quá trình xử lý"), "strong"))
            process = ProcessLine(theme, self._context.clock, holidays=holidays(self._context.desk))
            process.show_steps(detail.timeline, finished=detail.row.finished)
            page.add(process)

    def _related_link(self, related: Related) -> QWidget:
        """Another record that belongs to this one; a press shows it."""
        said = f"{desk_text(related.label)}: {unbroken(related.text)}"
        link = Button(self._theme, said, "document", "link")
        link.clicked.connect(lambda: self.record_asked.emit(related.kind, related.id))
        return link

    def _signature_words(self, signature: SignatureSummary) -> tuple[str, str, str]:
        icon = {"valid": "shield_checkmark"}.get(signature.verdict, "shield_error")
        tone = {"valid": "ok", "amber": "warn"}.get(signature.verdict, "danger")
        return icon, tone, short_of(signature)

    def _fill_notes(self, detail: Detail) -> None:
        notes = self._notes_of(detail)
        if not notes:
            self._notes.add(label(self.tr("Chưa có ý kiến nào."), "second", wrap=True))
        for each in notes:
            returned = "return" in each.event.action
            card = frame("returned" if returned else "inset")
            box = QVBoxLayout(card)
            box.setContentsMargins(12, 10, 12, 10)
            box.setSpacing(4)
            head = each.actor_name + (f" · {each.actor_title}" if each.actor_title else "")
            box.addWidget(label(head, "strong", wrap=True))
            text = label(each.event.note, "body", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(text)
            when = self.tr("Chờ gửi") if each.pending else moment(each.event.at)
            box.addWidget(label(f"{act_caption(each.event.action)} · {when}", "meta", wrap=True))
            self._notes.add(card)

    def _fill_files(self, detail: Detail) -> None:
        if not detail.files:
            self._files.add(label(self.tr("Hồ sơ này không có tệp."), "second", wrap=True))
        for entry in detail.files:
            self._files.add(self._file_card(entry, detail))
        shown = self._context.desk.policy.looks_shown
        if see_looks(Actor.of(self._context.desk.user), detail.record, shown=shown) is None:
            looks = Button(self._theme, self.tr("Ai đã xem"), "eye", "link")
            looks.clicked.connect(lambda: LooksDialog(self._context, detail, self).open())
            self._files.add(looks)

    def _file_card(self, entry: FileEntry, detail: Detail) -> QWidget:
        card = frame("inset")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 8, 8, 8)
        box.setSpacing(2)
        box.addWidget(label(unbroken(entry.file.name), "strong", wrap=True))
        parts = [role_caption(entry.file.role), size(entry.file.size)]
        if entry.file.pages:
            parts.append(self.tr("{count} trang").format(count=entry.file.pages))
        parts.append(self.tr("đọc được khi ngoại tuyến") if entry.cached else self.tr("chưa tải về"))
        box.addWidget(label(" · ".join(parts), "meta", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        read = Button(self._theme, self.tr("Đọc"), "open", "link")
        read.setAccessibleName(self.tr("Đọc {name}").format(name=entry.file.name))
        read.clicked.connect(lambda: self.file_chosen.emit(entry.file.id))
        save = Button(self._theme, self.tr("Lưu bản sao"), "arrow_download", "link")
        save.setAccessibleName(self.tr("Lưu bản sao {name}").format(name=entry.file.name))
        save.clicked.connect(lambda: self.save_asked.emit(entry.file.id))
        save.explain(self._context.desk.may_take(detail.kind, detail.record.id, "save"))
        self.drag_out.watch(card, entry.file)
        buttons.addWidget(read)
        buttons.addWidget(save)
        buttons.addStretch()
        box.addLayout(buttons)
        return card


class _Page(QScrollArea):
    """A scrolled column that is filled anew for each record."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place = 0
        self._column = QVBoxLayout()

    def begin(self, *, keep_place: bool) -> None:
        """Start an empty column."""
        self._place = self.verticalScrollBar().value() if keep_place else 0
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._column.setSpacing(10)
        self.setWidget(inner)

    def add(self, widget: QWidget) -> None:
        """Add below what is there."""
        self._column.addWidget(widget)

    def end(self) -> None:
        """Nothing more comes."""
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(self._place)

    def sizeHint(self) -> QSize:
        return QSize(280, 300)


class _SignatureLine(QWidget):
    """A shield with what was found of a signature."""

    def __init__(self, theme: ThemeEngine, icon: str, kind: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        colours = theme.colours
        tone = {"ok": colours.ok, "warn": colours.warn, "danger": colours.danger}[kind]
        picture = QLabel()
        picture.setPixmap(theme.icon(icon, tone, 20, filled=True))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(picture)
        row.addWidget(label(text, kind, wrap=True), 1)


def _fields(fields: tuple[tuple[str, str], ...]) -> QWidget:
    """Short fields in two columns, long ones over both."""
    inner = QWidget()
    inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    grid = QGridLayout(inner)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    row, column = 0, 0
    for name, text in fields:
        if not text:
            continue
        long = len(text) > _LONG_FIELD
        if long and column:
            row, column = row + 1, 0
        cell = QVBoxLayout()
        cell.setSpacing(0)
        cell.addWidget(label(desk_text(name), "meta"))
        value = label(unbroken(text), "body", wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        cell.addWidget(value)
        cell.addStretch()
        grid.addLayout(cell, row, column, 1, 2 if long else 1)
        if long or column:
            row, column = row + 1, 0
        else:
            column = 1
    return inner
