"""Vào sổ: the tray at the left, the paper in the middle, the entry form at the right; by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from voffice_desktop.domain.arrival_stamp import arrival_stamp
from voffice_desktop.domain.calendar import VIETNAM
from voffice_desktop.domain.records import IncomingDocument, User
from voffice_desktop.errors import DocumentFault, VofficeError
from voffice_desktop.pdf.page_tools import PagePicture
from voffice_desktop.services.intake_items import IntakeItem
from voffice_desktop.services.registering import Registered, Registering
from voffice_desktop.services.values import FileEntry, ListQuery, Row
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, IconButton, frame, label, popup_menu
from voffice_desktop.ui.dialogs import TextDialog
from voffice_desktop.ui.intake.batch import batch_ready, register_batch
from voffice_desktop.ui.intake.duplicate_dialog import DuplicateDialog
from voffice_desktop.ui.intake.entry_form import EntryForm
from voffice_desktop.ui.intake.page_plans import plan_pages
from voffice_desktop.ui.intake.page_sheet import PageSheet
from voffice_desktop.ui.intake.tray_list import TrayList
from voffice_desktop.ui.messages import Banner
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.reader.identity import IdentityMark, ViewerIdentity
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.states import Notice

KEY = "intake"
_DPI = 120


def intake_place() -> Place:
    """Its place in the navigation."""
    translate = QCoreApplication.translate
    return Place(KEY, translate("places", "Chờ vào sổ"), translate("places", "Vào sổ"), "mail_inbox",
                 translate("places", "VĂN THƯ"))  # fmt: skip


class IntakeScreen(Screen):
    """The clerk's morning."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._work = Registering(context.desk)
        self._entry: IntakeItem | Row | None = None
        self._record: IncomingDocument | None = None
        self._page, self._pages = 1, 0
        self._busy = False
        self._bytes: bytes | None = None
        self._stamp: tuple[int, float, float] | None = None
        self._last: Registered | None = None
        self._last_sender = ("", "")
        self._keep: dict[str, str] = {}
        self._wanted: str | None = None
        self.setAcceptDrops(True)
        self._build()
        self._keys()
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self.refresh)

    # building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, desk = self._context.theme, self._context.desk
        self.tray = TrayList(theme)
        self.tray.shown.connect(self._show_entry)
        self._title = label(self.tr("Chờ vào sổ"), "h1")
        self._add = IconButton(theme, "add", self.tr("Thêm tệp vào khay"))
        self._add.clicked.connect(self._choose_files)
        self._more = IconButton(theme, "more_horizontal", self.tr("Thao tác khác"))
        self._more.clicked.connect(self._show_more)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 8, 6)
        head.addWidget(self._title, 1)
        head.addWidget(self._add)
        head.addWidget(self._more)
        self._folder_note = label("", "meta", wrap=True)
        self._folder_note.setContentsMargins(16, 0, 8, 4)
        left = frame("pane-left")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._folder_note)
        column.addWidget(self.tray, 1)
        self._batch = Button(theme, self.tr("Vào sổ các mục đã rõ"), "checkmark_circle")
        self._batch.clicked.connect(self._register_batch)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.addWidget(self._batch)
        column.addLayout(foot)
        identity = IdentityMark(ViewerIdentity(desk.account, desk.user.full_name, desk.user.id), self._context.clock)
        self.sheet = PageSheet(theme, identity, self.tr("Trang văn bản"))
        self.sheet.stamp_moved.connect(self._stamp_moved)
        self._middle = QStackedWidget()
        self._nothing = Notice(theme)
        self._middle.addWidget(self.sheet)
        self._middle.addWidget(self._nothing)
        self._banner = Banner(theme)
        self._page_label = label("", "label")
        self._back = IconButton(theme, "chevron_left", self.tr("Trang trước"), "Ctrl+PgUp")
        self._back.clicked.connect(lambda: self._turn_page(-1))
        self._next = IconButton(theme, "chevron_right", self.tr("Trang sau"), "Ctrl+PgDown")
        self._next.clicked.connect(lambda: self._turn_page(1))
        self._tools = Button(theme, self.tr("Trang quét"), "document_edit", "link")
        self._tools.clicked.connect(self._show_tools)
        bar = frame("header")
        across = QHBoxLayout(bar)
        across.setContentsMargins(8, 4, 8, 4)
        across.addWidget(self._back)
        across.addWidget(self._page_label)
        across.addWidget(self._next)
        across.addStretch()
        across.addWidget(self._tools)
        centre = QWidget()
        stack = QVBoxLayout(centre)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(bar)
        stack.addWidget(self._banner)
        stack.addWidget(self._middle, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for pane, wide in ((left, 270), (centre, 470), (self._build_right(), 400)):
            pane.setMinimumWidth(min(theme.px(wide), 340) if pane is not centre else 320)
            split.addWidget(pane)
        split.setSizes([theme.px(270), theme.px(480), theme.px(410)])
        split.setStretchFactor(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(split)

    def _build_right(self) -> QWidget:
        theme = self._context.theme
        right = frame("pane-right")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._done_card = frame("banner-info")
        card = QHBoxLayout(self._done_card)
        card.setContentsMargins(16, 8, 12, 8)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._number = label("", "display")
        self._said = label("", "meta", wrap=True)
        words.addWidget(self._number)
        words.addWidget(self._said)
        card.addLayout(words, 1)
        self._hand_on = Button(theme, self.tr("Trình"), "arrow_forward")
        self._hand_on.clicked.connect(self._hand_on_last)
        card.addWidget(self._hand_on)
        self._done_card.hide()
        column.addWidget(self._done_card)
        self.form = EntryForm(self._context)
        self.form.looked_at.connect(self._show_place)
        self.form.changed.connect(self._judge)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.form)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(scroll, 1)
        acts = frame("actions")
        row = QHBoxLayout(acts)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._drop_button = Button(theme, self.tr("Bỏ"), "delete", "danger")
        self._drop_button.setToolTip(self.tr("Bỏ khỏi khay"))
        self._drop_button.clicked.connect(self._refuse_or_discard)
        self._next_same = Button(theme, self.tr("Lưu và nhập tiếp"))
        self._next_same.clicked.connect(lambda: self.register(keep=True))
        self._register = Button(theme, self.tr("Vào sổ"), "checkmark_circle", "primary")
        self._register.setToolTip("Ctrl+Enter")
        self._register.clicked.connect(lambda: self.register())
        row.addWidget(self._drop_button)
        row.addStretch()
        row.addWidget(self._next_same)
        row.addWidget(self._register)
        column.addWidget(acts)
        return right

    def _keys(self) -> None:
        pairs: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+Return", lambda: self.register()),
            ("Ctrl+Enter", lambda: self.register()),
            ("Ctrl+Shift+Return", lambda: self.register(keep=True)),
            ("Ctrl+PgDown", lambda: self._turn_page(1)),
            ("Ctrl+PgUp", lambda: self._turn_page(-1)),
            ("Alt+Down", lambda: self._step(1)),
            ("Alt+Up", lambda: self._step(-1)),
            ("F8", self._hand_on_last),
            ("Ctrl+V", self._paste),
        ]
        for keys, act in pairs:
            # They hold in the window while this page is the one shown, wherever the focus is.
            QShortcut(QKeySequence(keys), self, act)

    # reading --------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        intake = self._work.intake
        lists = self._context.desk.lists

        def read() -> tuple[list[IntakeItem], list[Row], str, str]:
            rows = lists.rows(ListQuery("incoming_document", tab="arrived"), None, 200)
            return intake.items(), [row for row in rows if not row.pending], intake.folder(), intake.folder_problem()

        self._context.tasks.run("read", read, self._show_tray, self.failed.emit, owner=self)

    def open(self, record_id: str) -> None:
        """Show one entry of the tray (a file's or a document's id); an empty id: the first that waits."""
        self._wanted = record_id
        self._open_wanted()
        self.form.focus()

    def _open_wanted(self) -> None:
        """What was asked for may come into the list only with the next reading."""
        wanted = self._wanted
        if wanted is None:
            return
        for at in range(self.tray.count()):
            if not wanted or self.tray.item(at).data(Qt.ItemDataRole.UserRole).id == wanted:
                self._wanted = None
                self.tray.setCurrentRow(at)
                self.form.focus()
                return

    def _show_tray(self, found: tuple[list[IntakeItem], list[Row], str, str]) -> None:
        items, rows, folder, problem = found
        self.tray.show_entries(items, rows)
        self._open_wanted()
        if problem:
            text = self.tr("Không đọc được thư mục quét {folder}. Kiểm tra kết nối tới thư mục.")
            self._folder_note.setText(text.format(folder=folder))
        elif folder:
            self._folder_note.setText(self.tr("Đang theo dõi {folder}").format(folder=folder))
        else:
            self._folder_note.setText(self.tr("Kéo thả tệp PDF, ảnh quét hoặc thư (.eml) vào đây."))
        ready = [item for item in items if batch_ready(item)]
        self._batch.setText(self.tr("Vào sổ {count} mục đã rõ").format(count=len(ready)))
        self._batch.setVisible(len(ready) > 1)
        current = self._entry
        if isinstance(current, IntakeItem):
            fresh = next((item for item in items if item.id == current.id), None)
            if fresh is not None and fresh != current:
                self._better(fresh)
        if not items and not rows:
            self._nothing.say(
                "mail_inbox", self.tr("Khay trống."), self.tr("Thả tệp vào đây hoặc chọn thư mục của máy quét."),
                self.tr("Chọn thư mục quét"), self._choose_folder, self.tr("Thêm tệp"), self._choose_files,
            )  # fmt: skip
            self._middle.setCurrentWidget(self._nothing)

    def _show_entry(self, entry: IntakeItem | Row | None) -> None:
        self._entry, self._record = entry, None
        self._bytes = None
        self._stamp = None
        self._page = 1
        self.sheet.show_picture(None)
        self._banner.hide()
        self.form.setEnabled(entry is not None)
        if entry is None:
            self._pages = 0
            self.form.propose({})
        elif isinstance(entry, IntakeItem):
            self._pages = entry.pages
            self._fill(entry)
            self._middle.setCurrentWidget(self.sheet)
            self._load_page()
        else:
            self._open_arrived(entry)
        self._judge()
        self._show_page_label()

    def _fill(self, item: IntakeItem) -> None:
        name = item.proposals.get("issuer_name")
        code = item.proposals.get("issuer_code")
        habit = self._work.habit(code.value if code else "", name.value if name else "")
        kept = dict(self._keep)
        if habit.book_id and "book_id" not in kept:
            kept["book_id"] = habit.book_id
        self.form.propose(item.proposals, kept)

    def _better(self, fresh: IntakeItem) -> None:
        """The file was read further while it was open."""
        old, self._entry = self._entry, fresh
        first = isinstance(old, IntakeItem) and old.progress == "new"
        self._pages = fresh.pages
        if first and not self.form.text("summary") and not self.form.text("symbol"):
            self._fill(fresh)
            self.form.focus()
        else:
            self.form.improve(fresh.proposals)
        self._judge()
        self._show_page_label()
        self._show_stamp()

    def _open_arrived(self, row: Row) -> None:
        detail = self._context.desk.details.get("incoming_document", row.id)
        if detail is None or not isinstance(detail.record, IncomingDocument):
            return
        self._record = detail.record
        main = min(detail.files, key=lambda each: each.file.role != "main", default=None)
        self._pages = (main.file.pages or 1) if main is not None else 0
        counted = {"page_count": str(self._pages)} if self._pages and not detail.record.page_count else {}
        self.form.show_record(detail.record, self._keep | counted)
        if main is None:
            self._nothing.say("document", self.tr("Văn bản này không có tệp."))
            self._middle.setCurrentWidget(self._nothing)
            return
        self._say_signatures(main)
        self._middle.setCurrentWidget(self.sheet)
        files = self._context.desk.files

        def fetch() -> bytes:
            files.fetch(main.file.id)
            return files.read(main.file.id)

        def got(data: bytes) -> None:
            if self._entry is row:
                self._bytes = data
                self._load_page()
                self._find_stamp_place(row, data)

        def failed(error: VofficeError) -> None:
            if self._entry is row:
                self._nothing.say_error(error, lambda: self._open_arrived(row))
                self._middle.setCurrentWidget(self._nothing)

        self._context.tasks.run("net", fetch, got, failed, owner=self)

    def _say_signatures(self, main: FileEntry) -> None:
        signatures = main.file.signatures
        if not signatures:
            self._banner.say("warn", "warning", self.tr("Tệp không có chữ ký số. Cân nhắc trước khi tiếp nhận."))
            return
        names = ", ".join(each.signer for each in signatures)
        worst = {each.verdict for each in signatures}
        if "not_valid" in worst:
            text = self.tr("Chữ ký số không hợp lệ ({names}). Nên từ chối tiếp nhận và nêu lý do.")
            self._banner.say(
                "danger", "error_circle", text.format(names=names), self.tr("Từ chối"), self._refuse_or_discard
            )
        elif "amber" in worst:
            text = self.tr("Chữ ký số của {names}: nội dung còn nguyên, chưa xác minh được đầy đủ chứng thư.")
            self._banner.say("warn", "warning", text.format(names=names))
        else:
            text = self.tr("Chữ ký số của {names} hợp lệ, nội dung còn nguyên.")
            self._banner.say("info", "checkmark_circle", text.format(names=names))

    def _load_page(self) -> None:
        entry, page = self._entry, self._page
        if entry is None:
            return
        intake, data = self._work.intake, self._bytes

        def read() -> PagePicture:
            if isinstance(entry, IntakeItem):
                return intake.picture(entry, page, _DPI)
            return intake.picture_of(data or b"", page, _DPI)

        def got(picture: PagePicture) -> None:
            same = self._entry is not None and self._entry.id == entry.id
            if same and self._page == page:
                self.sheet.show_picture(picture)
                self._show_stamp()
                self._show_place(self._focused)

        self._context.tasks.run("read", read, got, self._page_failed, owner=self)

    def _page_failed(self, error: VofficeError) -> None:
        self._nothing.say_error(error, self._load_page)
        self._middle.setCurrentWidget(self._nothing)

    def _show_stamp(self) -> None:
        """The stamp as it will lie over reading copies, on the page that carries it."""
        entry = self._entry
        if self._stamp is None and isinstance(entry, IntakeItem) and entry.stamp is not None:
            self._stamp = (1, *entry.stamp)
        place = self._stamp
        if place is None or place[0] != self._page:
            self.sheet.show_stamp(None, None)
            return
        desk = self._context.desk
        today = self._context.clock().astimezone(VIETNAM).strftime("%d/%m/%Y")
        made = arrival_stamp(desk.directory.name(desk.user.unit_id), "", today)
        self.sheet.show_stamp(made, place[1:])

    def _stamp_moved(self, x: float, y: float) -> None:
        self._stamp = (self._page, x, y)

    def _find_stamp_place(self, entry: Row, data: bytes) -> None:
        intake = self._work.intake

        def got(place: tuple[float, float] | None) -> None:
            if self._entry is entry and place is not None and self._stamp is None:
                self._stamp = (1, *place)
                self._show_stamp()

        self._context.tasks.run("read", lambda: intake.stamp_place_of(data), got, owner=self)

    _focused = ""

    def _show_place(self, key: str) -> None:
        self._focused = key
        found = self.form.place(key) if key else None
        if found is None:
            self.sheet.show_region(None)
        elif found.page == self._page:
            self.sheet.show_region(found.rect)
        elif 1 <= found.page <= max(self._pages, 1):
            self._page = found.page
            self._show_page_label()
            self._load_page()

    def _turn_page(self, by: int) -> None:
        page = min(max(1, self._page + by), max(1, self._pages))
        if page != self._page:
            self._page = page
            self._focused = ""
            self._show_page_label()
            self._load_page()

    def _show_page_label(self) -> None:
        self._page_label.setText(
            self.tr("Trang {page}/{pages}").format(page=self._page, pages=self._pages) if self._pages else ""
        )
        scanned = isinstance(self._entry, IntakeItem)
        self._tools.setVisible(scanned)
        self._back.setEnabled(self._page > 1)
        self._next.setEnabled(self._page < self._pages)

    def _step(self, by: int) -> None:
        count = self.tray.count()
        if count:
            self.tray.setCurrentRow((self.tray.currentRow() + by) % count)
            self.form.focus()

    # what may be done -----------------------------------------------------------------------------------------

    def _judge(self) -> None:
        """Say what stands in the way of an entry."""
        entry = self._entry
        reason = ""
        if entry is None:
            reason = self.tr("Chọn một mục trong khay.")
        elif isinstance(entry, IntakeItem):
            if "secrecy" in entry.proposals:
                reason = self.tr(
                    "Văn bản có dấu {mark}. Không đưa tài liệu bí mật nhà nước vào hệ thống này"
                    " (Luật 117/2025/QH15); hãy xử lý theo đường văn thư mật, rồi bỏ tệp khỏi khay."
                ).format(mark=entry.proposals["secrecy"].value)
                self._banner.say("danger", "lock_closed", reason)
            elif entry.progress == "failed":
                words = sentence(DocumentFault(entry.problem or "pdf_unreadable"))
                reason = words.text
                self._banner.say("danger", "error_circle", reason)
            elif entry.problem == "ocr_unavailable":
                self._banner.say(
                    "warn", "warning",
                    self.tr("Máy này chưa có bộ nhận dạng chữ tiếng Việt (tesseract, gói vie): nhập tay bản quét."),
                )  # fmt: skip
            elif entry.same_as:
                self._banner.say(
                    "warn", "copy", self.tr("Tệp này đã được vào sổ trước đây. Kiểm tra trước khi nhập.")
                )
            elif entry.signed:
                self._banner.say("info", "certificate", self.tr("Tệp có chữ ký số; máy chủ kiểm tra khi vào sổ."))
        self._register.explain(reason if not self._busy else self.tr("Đang vào sổ."))
        self._next_same.explain(reason if not self._busy else self.tr("Đang vào sổ."))
        arrived = isinstance(entry, Row)
        self._drop_button.setText(self.tr("Từ chối") if arrived else self.tr("Bỏ"))
        self._drop_button.setToolTip(self.tr("Từ chối tiếp nhận") if arrived else self.tr("Bỏ khỏi khay"))
        self._drop_button.setEnabled(entry is not None)

    # the entry ------------------------------------------------------------------------------------------------

    def register(self, *, keep: bool = False) -> None:
        """Enter what is shown; with ``keep`` the next one begins with the same issuer and book."""
        entry = self._entry
        if entry is None or self._busy or not self._register.isEnabled():
            return
        fields = self.form.values()
        if self._stamp is not None:
            page, x, y = self._stamp
            fields["stamp_place"] = {"page": page, "x": round(x, 1), "y": round(y, 1)}
        empty = self.form.first_empty()
        if empty:
            self.form.complain(empty, self.tr("Cần điền trước khi vào sổ."))
            return
        wrong = self.form.wrong_day()
        if wrong:
            self.form.complain(wrong, self.tr("Ngày không đúng; viết ngày/tháng/năm, ví dụ 05/11/2026."))
            return
        refusal = self._work.refusal(fields)
        if refusal is not None:
            self.form.complain(refusal.field or "", refusal.reason)
            return
        self._set_busy(True)
        work = self._work
        self._context.tasks.run(
            "read",
            lambda: work.duplicate_of(fields, entry.record_id if isinstance(entry, IntakeItem) else entry.id),
            lambda known: self._send(entry, fields, keep, known),
            self._send_failed,
            owner=self,
        )

    def _send(
        self, entry: IntakeItem | Row, fields: dict[str, object], keep: bool, known: IncomingDocument | None
    ) -> None:
        confirm = False
        if known is not None:
            dialog = DuplicateDialog(self._context, known, fields, self)
            if not dialog.exec():
                self._set_busy(False)
                if dialog.same and isinstance(entry, IntakeItem):
                    number = known.arrival_number or ""
                    reason = self.tr("Trùng với văn bản số đến {number}.").format(number=number)
                    self._discard([entry.id], reason)
                return
            confirm = True
        work = self._work

        def go() -> Registered:
            if isinstance(entry, IntakeItem):
                return work.register(entry.id, fields, confirm_duplicate=confirm)
            return work.register_arrived(entry.id, fields, confirm_duplicate=confirm)

        self._keep = {"issuer_name": str(fields["issuer_name"]), "book_id": str(fields["book_id"])} if keep else {}
        self._context.tasks.run(
            "net", go, lambda done: self._registered(entry, fields, done), self._send_failed, owner=self
        )

    def _registered(self, entry: IntakeItem | Row, fields: dict[str, object], done: Registered) -> None:
        self._set_busy(False)
        if done.state == "refused":
            if done.code == "duplicate":
                # Somebody entered it in this very moment: it is in the mirror now.
                known = self._work.duplicate_of(fields, done.record_id)
                if known is not None:
                    self._send(entry, fields, bool(self._keep), known)
                    return
            self._banner.say("danger", "error_circle", done.reason or self.tr("Máy chủ từ chối vào sổ."))
            return
        sender = (str(fields.get("issuer_code") or ""), str(fields.get("issuer_name") or ""))
        self._work.remember(*sender, book_id=str(fields.get("book_id") or ""))
        self._last, self._last_sender = done, sender
        self._show_done(fields)
        self.refresh()
        self.tray.setFocus()
        QTimer.singleShot(0, self.form.focus)

    def _show_done(self, fields: dict[str, object]) -> None:
        done = self._last
        if done is None:
            return
        if done.number is not None:
            self._number.setText(self.tr("Số đến {number}").format(number=done.number))
            self._said.setText(f"{fields.get('symbol')} · {done.book}")
            self.said.emit(self.tr("Đã vào sổ, số đến {number}.").format(number=done.number))
        else:
            self._number.setText(self.tr("Chờ gửi"))
            self._said.setText(
                self.tr("{symbol}: máy chủ sẽ cấp số đến khi có mạng.").format(symbol=fields["symbol"])
            )
            self.said.emit(self.tr("Đã ghi; số đến sẽ có khi kết nối lại."))
        head = self._head()
        self._hand_on.setVisible(head is not None)
        if head is not None:
            self._hand_on.setText(self.tr("Trình {name} (F8)").format(name=head.title or head.full_name))
            self._hand_on.setEnabled(True)
        self._done_card.show()

    def _head(self) -> User | None:
        """Who gets it: the one of the last pattern for this sender, else the head of the unit."""
        habit = self._work.habit(*self._last_sender)
        me = self._context.desk.user
        people = [each for each in self._context.desk.directory.all("user") if isinstance(each, User)]
        known = {each.id: each for each in people if not each.disabled}
        if habit.head_id in known:
            return known[habit.head_id]
        heads = [each for each in known.values() if "unit_head" in each.roles and each.unit_id == me.unit_id]
        heads += [each for each in known.values() if "leader" in each.roles and each.unit_id == me.unit_id]
        return heads[0] if heads else None

    def _hand_on_last(self) -> None:
        head, last = self._head(), self._last
        if head is None or last is None or not self._done_card.isVisible() or not self._hand_on.isEnabled():
            return
        self._hand_on.setEnabled(False)
        body = {"assignments": [{"assignee_kind": "user", "assignee_id": head.id, "role": "lead"}]}
        habit = self._work.habit(*self._last_sender)
        if habit.opinion:
            body["opinion"] = habit.opinion  # type: ignore[assignment]
        acts, work, sender = self._context.desk.acts, self._work, self._last_sender

        def go() -> None:
            acts.act("POST", f"/incoming-documents/{last.record_id}/assign", body)
            work.remember(*sender, head_id=head.id)

        def done(_: object) -> None:
            self.said.emit(self.tr("Đã trình {name}.").format(name=head.full_name))

        self._context.tasks.run("act", go, done, self.failed.emit, owner=self)

    def _send_failed(self, error: VofficeError) -> None:
        self._set_busy(False)
        self.failed.emit(error)
        self.refresh()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._register.set_busy(busy)
        self._judge()

    def _register_batch(self) -> None:
        intake, work = self._work.intake, self._work
        books = self._work.books()
        book = self._keep.get("book_id") or (books[0].id if books else "")
        self._set_busy(True)

        def done(report: tuple[int, int, int]) -> None:
            self._set_busy(False)
            first, last, left = report
            if last:
                self._number.setText(self.tr("Số đến {first}–{last}").format(first=first, last=last))
                self._said.setText(self.tr("Đã vào sổ cả loạt; {left} mục cần xem lại.").format(left=left))
                self._hand_on.hide()
                self._done_card.show()
            else:
                self.said.emit(self.tr("Chưa vào sổ được mục nào; {left} mục cần xem lại.").format(left=left))
            self.refresh()

        self._context.tasks.run(
            "net", lambda: register_batch(intake, work, book), done, self._send_failed, owner=self
        )

    def _refuse_or_discard(self) -> None:
        entry = self._entry
        if entry is None:
            return
        arrived = isinstance(entry, Row)
        title = self.tr("Từ chối tiếp nhận") if arrived else self.tr("Bỏ khỏi khay")
        about = entry.symbol if isinstance(entry, Row) else entry.name
        suggestion = ""
        if isinstance(entry, IntakeItem) and "secrecy" in entry.proposals:
            suggestion = self.tr("Văn bản mật, chuyển văn thư mật.")
        dialog = TextDialog(
            self._context.theme, title, about, self.tr("Lý do"), title, required=True, danger=True, text=suggestion,
            parent=self,
        )  # fmt: skip
        if not dialog.exec():
            return
        if isinstance(entry, IntakeItem):
            chosen = self.tray.chosen_items()
            ids = [item.id for item in chosen] if entry.id in {item.id for item in chosen} else [entry.id]
            self._discard(ids, dialog.text)
            return
        acts, record_id, reason = self._context.desk.acts, entry.id, dialog.text
        self._context.tasks.run(
            "act",
            lambda: acts.act("POST", f"/incoming-documents/{record_id}/refuse", {"reason": reason}),
            lambda _: self.said.emit(self.tr("Đã từ chối tiếp nhận; nơi gửi được báo lý do.")),
            self.failed.emit,
            owner=self,
        )

    def _discard(self, item_ids: list[str], reason: str) -> None:
        intake = self._work.intake

        def go() -> None:
            for item_id in item_ids:
                intake.discard(item_id, reason)

        self._context.tasks.run("act", go, lambda _: self.refresh(), self.failed.emit, owner=self)

    # pages of scans -------------------------------------------------------------------------------------------

    def _show_tools(self) -> None:
        entry = self._entry
        if not isinstance(entry, IntakeItem):
            return
        menu = popup_menu(self)
        chosen = self.tray.chosen_items()
        acts: list[tuple[str, Callable[[], object], bool]] = [
            (self.tr("Xoay trang sang phải"), lambda: self._arrange("turn", 90), True),
            (self.tr("Xoay trang sang trái"), lambda: self._arrange("turn", -90), True),
            (self.tr("Bỏ trang trắng"), lambda: self._arrange("blank"), True),
            (self.tr("Bỏ trang này"), lambda: self._arrange("drop"), entry.pages > 1),
            (self.tr("Tách từ trang này"), lambda: self._arrange("split"), self._page > 1),
            (self.tr("Tách theo tờ phân cách"), lambda: self._arrange("separators"), entry.pages > 1),
            (self.tr("Ghép các mục đang chọn"), lambda: self._arrange("join"), len(chosen) > 1),
        ]
        for text, act, possible in acts:
            made = menu.addAction(text, act)
            made.setEnabled(possible and not entry.signed)
        if entry.signed:
            menu.addSection(self.tr("Tệp đã ký số được giữ nguyên."))
        menu.popup(self._tools.mapToGlobal(self._tools.rect().bottomLeft()))

    def _arrange(self, how: str, turn: int = 0) -> None:
        entry, page = self._entry, self._page
        if not isinstance(entry, IntakeItem):
            return
        chosen = self.tray.chosen_items() if how == "join" else [entry]
        intake = self._work.intake

        def go() -> int:
            looks = intake.look_at_pages(entry) if how in ("blank", "separators") else None
            groups = plan_pages(chosen, entry, page, how, turn, looks)
            if not groups:
                return 0
            return len(intake.rearrange([item.id for item in chosen], groups))

        def done(count: int) -> None:
            self.said.emit(
                self.tr("Đã xếp lại thành {count} mục.").format(count=count) if count
                else self.tr("Không có gì phải đổi.")
            )  # fmt: skip
            self.refresh()

        self._context.tasks.run("net", go, done, self.failed.emit, owner=self)

    # bringing files -------------------------------------------------------------------------------------------

    def _show_more(self) -> None:
        menu = popup_menu(self)
        menu.addAction(self.tr("Chọn thư mục quét"), self._choose_folder)
        if self._work.intake.folder():
            menu.addAction(self.tr("Thôi theo dõi thư mục"), lambda: self._watch(""))
        menu.addAction(self.tr("Thêm tệp vào khay"), self._choose_files)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Chọn thư mục quét"))
        if chosen:
            self._watch(chosen)

    def _watch(self, folder: str) -> None:
        intake = self._work.intake
        self._context.tasks.run("act", lambda: intake.watch(folder), lambda _: self.refresh(), owner=self)

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Thêm tệp vào khay"), "",
            self.tr("Văn bản và bản quét (*.pdf *.tif *.tiff *.png *.jpg *.jpeg *.eml)"),
        )  # fmt: skip
        self.take([Path(name) for name in names])

    def take(self, paths: list[Path]) -> None:
        """Keep files in the tray; those that cannot be taken are named, the others are taken all the same."""
        if not paths:
            return
        intake = self._work.intake

        def go() -> list[tuple[str, VofficeError]]:
            wrong: list[tuple[str, VofficeError]] = []
            for path in paths:
                try:
                    intake.add(path.name, path.read_bytes(), "drop", str(path.parent))
                except VofficeError as error:
                    wrong.append((path.name, error))
                except OSError:
                    wrong.append((path.name, DocumentFault("file_unreadable")))
            return wrong

        def done(wrong: list[tuple[str, VofficeError]]) -> None:
            if wrong:
                name, error = wrong[0]
                self.said.emit(self.tr("Không nhận được {name}: {why}").format(name=name, why=sentence(error).what))
            self.refresh()

        self._context.tasks.run("net", go, done, self.failed.emit, owner=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(_files_of(event.mimeData()))
        event.acceptProposedAction()

    def _paste(self) -> None:
        self.take(_files_of(QGuiApplication.clipboard().mimeData()))


def _files_of(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
