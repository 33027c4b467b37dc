"""Vị trí dấu đến: lay the ĐẾN stamp of a registered document elsewhere, by dragging or by the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from voffice_desktop.domain.arrival_stamp import place_of, stamp_of
from voffice_desktop.domain.records import IncomingDocument
from voffice_desktop.errors import VofficeError
from voffice_desktop.pdf.page_tools import PagePicture
from voffice_desktop.services.registering import Registering
from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import IconButton, label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.intake.page_sheet import PageSheet
from voffice_desktop.ui.reader.identity import IdentityMark, ViewerIdentity
from voffice_desktop.ui.sentences import sentence

if TYPE_CHECKING:
    from voffice_desktop.ui.act_flow import ActFlow

_DPI = 100
_STEP, _LEAP = 2.0, 20.0
"""Points that an arrow key moves the stamp, and with Shift."""
_FIRST = (56.0, 200.0)


class StampSheet(Sheet):
    """``place`` is (page, x, y) of the stamp's corner in points once the sheet was accepted."""

    loaded = Signal()

    def __init__(self, context: Context, detail: Detail, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Vị trí dấu đến"), parent)
        record = detail.record
        assert isinstance(record, IncomingDocument)
        self._context = context
        self._work = Registering(context.desk)
        self._data = b""
        main = min(detail.files, key=lambda each: each.file.role != "main", default=None)
        self._pages = (main.file.pages or 1) if main is not None else 0
        page, x, y = place_of(record.stamp_place) or (1, *_FIRST)
        self.place = (min(page, max(1, self._pages)), x, y)
        self._stamp = stamp_of(record, context.desk.directory.name(record.unit_id))
        theme, desk = context.theme, context.desk
        self.setMaximumWidth(max(760, theme.px(760)))
        identity = IdentityMark(ViewerIdentity(desk.account, desk.user.full_name, desk.user.id), context.clock)
        self.sheet = PageSheet(theme, identity, self.tr("Trang văn bản"))
        self.sheet.setMinimumSize(theme.px(520), theme.px(430))
        self.sheet.stamp_moved.connect(self._dragged)
        hint = self.tr("Kéo dấu hoặc dùng phím mũi tên (giữ Shift để đi xa). Tệp gốc không bị thay đổi.")
        self._said = label(hint, "meta", wrap=True)
        self._page_label = label(self._page_words(), "label")
        self._back = IconButton(theme, "chevron_left", self.tr("Trang trước"), "PgUp")
        self._back.clicked.connect(lambda: self.turn(-1))
        self._next = IconButton(theme, "chevron_right", self.tr("Trang sau"), "PgDown")
        self._next.clicked.connect(lambda: self.turn(1))
        row = QHBoxLayout()
        for part in (self._back, self._page_label, self._next):
            row.addWidget(part)
        row.addStretch()
        self.content.addWidget(self._said)
        self.content.addLayout(row)
        self.content.addWidget(self.sheet, 1)
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        self.keep = self.add_button(self.tr("Lưu vị trí"), "primary", "checkmark")
        self.keep.setToolTip("Ctrl+Enter")
        self.keep.clicked.connect(self.accept)
        self._keys()
        self.keep.explain(self.tr("Đang tải văn bản."))
        self._fetch(main.file.id if main is not None else "")

    def _page_words(self) -> str:
        return self.tr("Trang {page}/{pages}").format(page=self.place[0], pages=self._pages)

    def _keys(self) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.keep.click)
        for name, right, down in (("Left", -1, 0), ("Right", 1, 0), ("Up", 0, -1), ("Down", 0, 1)):
            for prefix, far in (("", _STEP), ("Shift+", _LEAP)):
                QShortcut(
                    QKeySequence(prefix + name), self, lambda x=right * far, y=down * far: self.move_by(x, y),
                    context=Qt.ShortcutContext.WindowShortcut,
                )  # fmt: skip
        QShortcut(QKeySequence("PgUp"), self, lambda: self.turn(-1))
        QShortcut(QKeySequence("PgDown"), self, lambda: self.turn(1))

    def move_by(self, right: float, down: float) -> None:
        """Move the stamp by points; it stays on the page."""
        page, x, y = self.place
        if self._stamp is None:
            return
        wide, tall = self.sheet.page_points()
        x = min(max(x + right, 0.0), wide - self._stamp.size[0])
        y = min(max(y + down, 0.0), tall - self._stamp.size[1])
        self.place = (page, x, y)
        self.sheet.show_stamp(self._stamp, (x, y))
        self.sheet.see_stamp()

    def turn(self, by: int) -> None:
        """Take the stamp to another page."""
        page, x, y = self.place
        other = min(max(1, page + by), max(1, self._pages))
        if other != page and self._data:
            self.place = (other, x, y)
            self._load()

    def _dragged(self, x: float, y: float) -> None:
        self.place = (self.place[0], x, y)

    # reading

    def _fetch(self, file_id: str) -> None:
        files = self._context.desk.files

        def fetch() -> bytes:
            files.fetch(file_id)
            return files.read(file_id)

        def got(data: bytes) -> None:
            self._data = data
            self._load()

        self._context.tasks.run("net", fetch, got, self._fail, owner=self)

    def _load(self) -> None:
        intake, data, page = self._work.intake, self._data, self.place[0]

        def got(picture: PagePicture) -> None:
            if page != self.place[0]:
                return
            self.sheet.show_picture(picture)
            self.move_by(0, 0)
            self._page_label.setText(self._page_words())
            self._back.setEnabled(page > 1)
            self._next.setEnabled(page < self._pages)
            self.keep.explain("")
            self.loaded.emit()

        self._context.tasks.run("read", lambda: intake.picture_of(data, page, _DPI), got, self._fail, owner=self)

    def _fail(self, error: VofficeError) -> None:
        self._said.setText(sentence(error).text)
        self._said.setProperty("type", "error")


def move_stamp(flow: ActFlow, _act: ActionState, detail: Detail) -> None:
    """*Vị trí dấu đến*: queued like any edit; reading copies and print carry it from then on."""
    sheet = StampSheet(flow.context, detail, flow.window)
    if not sheet.exec():
        return
    page, x, y = sheet.place
    body = {"stamp_place": {"page": page, "x": round(x, 1), "y": round(y, 1)}}
    acts, path = flow.context.desk.acts, f"/incoming-documents/{detail.record.id}"

    def done(_: object) -> None:
        flow.said.emit(QCoreApplication.translate("StampSheet", "Đã lưu vị trí dấu đến."))

    flow.context.tasks.run("act", lambda: acts.act("PATCH", path, body), done, flow.failed.emit, owner=flow)
