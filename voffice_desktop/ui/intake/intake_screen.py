"""Vào sổ: the tray at the left, the paper in the middle, the entry form at the right; by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from voffice_desktop.domain.records import IncomingDocument
from voffice_desktop.errors import DocumentFault
from voffice_desktop.services.intake_items import IntakeItem
from voffice_desktop.services.registering import Registered, Registering
from voffice_desktop.services.values import FileEntry, ListQuery, Row
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.dialogs import TextDialog
from voffice_desktop.ui.intake.duplicate_dialog import DuplicateDialog
from voffice_desktop.ui.intake.entry_pane import EntryPane
from voffice_desktop.ui.intake.page_tools import PageTools
from voffice_desktop.ui.intake.paper_pane import PaperPane
from voffice_desktop.ui.intake.registering_flow import Answer, Fields, RegisteringFlow
from voffice_desktop.ui.intake.tray_pane import TrayPane, files_of
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.sentences import sentence

KEY = "intake"


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
        self._wanted: str | None = None
        self.setAcceptDrops(True)
        self._left = TrayPane(context, self._work)
        self._right = EntryPane(context)
        self.tray, self.form = self._left.list, self._right.form
        self.paper = PaperPane(context, self._work, self.form.place)
        self.flow = RegisteringFlow(context, self._work, self._ask_duplicate, self)
        self._tools = PageTools(context, self._work, self)
        self._build()
        self._connect()
        self._keys()

    # building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._context.theme
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        panes: list[tuple[QWidget, int]] = [(self._left, 270), (self.paper, 470), (self._right, 400)]
        for pane, wide in panes:
            pane.setMinimumWidth(min(theme.px(wide), 340) if pane is not self.paper else 320)
            split.addWidget(pane)
        split.setSizes([theme.px(270), theme.px(480), theme.px(410)])
        split.setStretchFactor(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(split)

    def _connect(self) -> None:
        self.tray.shown.connect(self._show_entry)
        self._left.batch_asked.connect(self.flow.register_batch)
        self.paper.tools_asked.connect(self._show_tools)
        self.form.looked_at.connect(self.paper.show_place)
        self.form.changed.connect(self._judge)
        self._right.register_asked.connect(lambda keep: self.register(keep=keep))
        self._right.drop_asked.connect(self._refuse_or_discard)
        self._right.hand_on_asked.connect(self._hand_on_last)
        self.flow.busy_changed.connect(self._set_busy)
        self.flow.registered.connect(self._show_done)
        self.flow.refused.connect(self._show_refusal)
        self.flow.batch_done.connect(self._show_batch)
        for part in (self._left, self._tools, self.flow):
            part.said.connect(self.said)
            part.failed.connect(self.failed)
            part.tray_changed.connect(self.refresh)

    def _keys(self) -> None:
        pairs: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+Return", lambda: self.register()),
            ("Ctrl+Enter", lambda: self.register()),
            ("Ctrl+Shift+Return", lambda: self.register(keep=True)),
            ("Ctrl+PgDown", lambda: self.paper.turn(1)),
            ("Ctrl+PgUp", lambda: self.paper.turn(-1)),
            ("Alt+Down", lambda: self._step(1)),
            ("Alt+Up", lambda: self._step(-1)),
            ("F8", self._hand_on_last),
            ("Ctrl+V", self._left.paste),
            ("F7", self._left.scan),
        ]
        for keys, act in pairs:
            # They hold in the window while this page is the one shown, wherever the focus is.
            QShortcut(QKeySequence(keys), self, act)

    # reading --------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        intake = self._work.intake
        lists = self._context.desk.lists

        def read() -> tuple[list[IntakeItem], list[Row], str, str, int]:
            rows = lists.rows(ListQuery("incoming_document", tab="arrived"), None, 200)
            arrived = [row for row in rows if not row.pending]
            return intake.items(), arrived, intake.folder(), intake.folder_problem(), intake.folder_apart()

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

    def _show_tray(self, found: tuple[list[IntakeItem], list[Row], str, str, int]) -> None:
        items, rows, folder, problem, apart = found
        self._left.show_entries(items, rows)
        self._open_wanted()
        self._left.show_folder(folder, problem, apart)
        self._left.show_ready(items)
        current = self.paper.entry
        if isinstance(current, IntakeItem):
            fresh = next((item for item in items if item.id == current.id), None)
            if fresh is not None and fresh != current:
                self._better(current, fresh)
        if not items and not rows:
            self.paper.nothing.say(
                "mail_inbox", self.tr("Khay trống."), self.tr("Thả tệp vào đây hoặc chọn thư mục của máy quét."),
                self.tr("Chọn thư mục quét"), self._left.choose_folder, self.tr("Thêm tệp"), self._left.choose_files,
            )  # fmt: skip
            self.paper.show_nothing()

    def _show_entry(self, entry: IntakeItem | Row | None) -> None:
        self.paper.begin(entry)
        self.form.setEnabled(entry is not None)
        if entry is None:
            self.form.propose({})
        elif isinstance(entry, IntakeItem):
            self._fill(entry)
            self.paper.show_pages()
        else:
            self._open_arrived(entry)
        self._judge()
        self.paper.show_label()

    def _fill(self, item: IntakeItem) -> None:
        name = item.proposals.get("issuer_name")
        code = item.proposals.get("issuer_code")
        habit = self._work.habit(code.value if code else "", name.value if name else "")
        kept = dict(self.flow.kept)
        if habit.book_id and "book_id" not in kept:
            kept["book_id"] = habit.book_id
        self.form.propose(item.proposals, kept)

    def _better(self, old: IntakeItem, fresh: IntakeItem) -> None:
        """The file was read further while it was open."""
        self.paper.renew(fresh)
        if old.progress == "new" and not self.form.text("summary") and not self.form.text("symbol"):
            self._fill(fresh)
            self.form.focus()
        else:
            self.form.improve(fresh.proposals)
        self._judge()

    def _open_arrived(self, row: Row) -> None:
        detail = self._context.desk.details.get("incoming_document", row.id)
        if detail is None or not isinstance(detail.record, IncomingDocument):
            return
        record = detail.record
        main = min(detail.files, key=lambda each: each.file.role != "main", default=None)
        pages = (main.file.pages or 1) if main is not None else 0
        self.paper.set_pages(pages)
        counted = {"page_count": str(pages)} if pages and not record.page_count else {}
        self.form.show_record(record, self.flow.kept | counted)
        if main is None:
            self.paper.nothing.say("document", self.tr("Văn bản này không có tệp."))
            self.paper.show_nothing()
            return
        self._say_signatures(main)
        self.paper.fetch(row, main.file.id, lambda: self._open_arrived(row))

    def _say_signatures(self, main: FileEntry) -> None:
        signatures = main.file.signatures
        if not signatures:
            self.paper.banner.say("warn", "warning", self.tr("Tệp không có chữ ký số. Cân nhắc trước khi tiếp nhận."))
            return
        names = ", ".join(each.signer for each in signatures)
        worst = {each.verdict for each in signatures}
        if "not_valid" in worst:
            text = self.tr("Chữ ký số không hợp lệ ({names}). Nên từ chối tiếp nhận và nêu lý do.")
            self.paper.banner.say(
                "danger", "error_circle", text.format(names=names), self.tr("Từ chối"), self._refuse_or_discard
            )
        elif "amber" in worst:
            text = self.tr("Chữ ký số của {names}: nội dung còn nguyên, chưa xác minh được đầy đủ chứng thư.")
            self.paper.banner.say("warn", "warning", text.format(names=names))
        else:
            text = self.tr("Chữ ký số của {names} hợp lệ, nội dung còn nguyên.")
            self.paper.banner.say("info", "checkmark_circle", text.format(names=names))

    def _say_verdict(self, item: IntakeItem) -> None:
        """What the signatures of a file of the tray are worth, before it is entered."""
        names = ", ".join(dict.fromkeys(item.signers)) or self.tr("không rõ người ký")
        if item.verdict == "not_valid":
            text = self.tr("Chữ ký số không hợp lệ ({names}): {why} Nên từ chối tiếp nhận và nêu lý do.")
            self.paper.banner.say(
                "danger", "error_circle", text.format(names=names, why=item.verdict_words),
                self.tr("Từ chối tiếp nhận"), self._refuse_or_discard,
            )  # fmt: skip
        elif item.verdict:
            looks = ("info", "checkmark_circle") if item.verdict == "valid" else ("warn", "warning")
            text = self.tr("Chữ ký số của {names}: {why}")
            self.paper.banner.say(*looks, text.format(names=names, why=item.verdict_words))
        else:
            self.paper.banner.say("info", "certificate", self.tr("Tệp có chữ ký số; máy chủ kiểm tra khi vào sổ."))

    def _step(self, by: int) -> None:
        count = self.tray.count()
        if count:
            self.tray.setCurrentRow((self.tray.currentRow() + by) % count)
            self.form.focus()

    # what may be done -----------------------------------------------------------------------------------------

    def _judge(self) -> None:
        """Say what stands in the way of an entry."""
        entry = self.paper.entry
        reason = ""
        if entry is None:
            reason = self.tr("Chọn một mục trong khay.")
        elif isinstance(entry, IntakeItem):
            if "secrecy" in entry.proposals:
                reason = self.tr(
                    "Văn bản có dấu {mark}. Không đưa tài liệu bí mật nhà nước vào hệ thống này"
                    " (Luật 117/2025/QH15); hãy xử lý theo đường văn thư mật, rồi bỏ tệp khỏi khay."
                ).format(mark=entry.proposals["secrecy"].value)
                self.paper.banner.say("danger", "lock_closed", reason)
            elif entry.progress == "failed":
                words = sentence(DocumentFault(entry.problem or "pdf_unreadable"))
                reason = words.text
                self.paper.banner.say("danger", "error_circle", reason)
            elif entry.problem == "ocr_unavailable":
                self.paper.banner.say(
                    "warn", "warning",
                    self.tr("Máy này chưa có bộ nhận dạng chữ tiếng Việt (tesseract, gói vie): nhập tay bản quét."),
                )  # fmt: skip
            elif entry.same_as:
                self.paper.banner.say(
                    "warn", "copy", self.tr("Tệp này đã được vào sổ trước đây. Kiểm tra trước khi nhập.")
                )
            elif entry.signed:
                self._say_verdict(entry)
            elif entry.left:
                text = self.tr("Thư còn tệp không nhận được vào khay: {names}. Mở thư gốc để xử lý các tệp đó.")
                self.paper.banner.say("warn", "warning", text.format(names=", ".join(entry.left)))
        self._right.explain(reason if not self.flow.busy else self.tr("Đang vào sổ."))
        self._right.name_drop(arrived=isinstance(entry, Row), possible=entry is not None)

    # the entry ------------------------------------------------------------------------------------------------

    def register(self, *, keep: bool = False) -> None:
        """Enter what is shown; with ``keep`` the next one begins with the same issuer and book."""
        entry = self.paper.entry
        if entry is None or self.flow.busy or not self._right.can_register:
            return
        fields: Fields = self.form.values()
        place = self.paper.stamp_place
        if place is not None:
            page, x, y = place
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
        self.flow.register(entry, fields, keep=keep)

    def _ask_duplicate(self, known: IncomingDocument, fields: Fields) -> Answer:
        dialog = DuplicateDialog(self._context, known, fields, self)
        if dialog.exec():
            return "another"
        return "same" if dialog.same else "back"

    def _set_busy(self, busy: bool) -> None:
        self._right.set_busy(busy)
        self._judge()

    def _show_refusal(self, reason: str) -> None:
        self.paper.banner.say("danger", "error_circle", reason or self.tr("Máy chủ từ chối vào sổ."))

    def _show_done(self, done: Registered, fields: Fields) -> None:
        self.said.emit(self._right.show_done(done, str(fields.get("symbol"))))
        head = self.flow.head()
        self._right.offer_hand_on((head.title or head.full_name) if head is not None else "")
        self.refresh()
        self.tray.setFocus()
        QTimer.singleShot(0, self.form.focus)

    def _show_batch(self, first: int, last: int, left: int) -> None:
        if last:
            self._right.show_batch(first, last, left)
        else:
            self.said.emit(self.tr("Chưa vào sổ được mục nào; {left} mục cần xem lại.").format(left=left))
        self.refresh()

    def _hand_on_last(self) -> None:
        head, last = self.flow.head(), self.flow.last
        if head is not None and last is not None and self._right.take_hand_on():
            self.flow.hand_on(head, last)

    def _refuse_or_discard(self) -> None:
        entry = self.paper.entry
        if entry is None:
            return
        arrived = isinstance(entry, Row)
        broken = isinstance(entry, IntakeItem) and entry.verdict == "not_valid"
        title = self.tr("Từ chối tiếp nhận") if arrived or broken else self.tr("Bỏ khỏi khay")
        about = entry.symbol if isinstance(entry, Row) else entry.name
        suggestion = ""
        if isinstance(entry, IntakeItem) and "secrecy" in entry.proposals:
            suggestion = self.tr("Văn bản mật, chuyển văn thư mật.")
        elif isinstance(entry, IntakeItem) and broken:
            suggestion = self.tr("Chữ ký số không hợp lệ. {why}").format(why=entry.verdict_words)
        dialog = TextDialog(
            self._context.theme, title, about, self.tr("Lý do"), title, required=True, danger=True, text=suggestion,
            parent=self,
        )  # fmt: skip
        if not dialog.exec():
            return
        if isinstance(entry, IntakeItem):
            chosen = self.tray.chosen_items()
            ids = [item.id for item in chosen] if entry.id in {item.id for item in chosen} else [entry.id]
            self.flow.discard(ids, dialog.text)
            return
        self.flow.refuse(entry.id, dialog.text)

    def _show_tools(self, button: QWidget) -> None:
        entry = self.paper.entry
        if isinstance(entry, IntakeItem):
            self._tools.show_menu(button, entry, self.paper.page, self.tray.chosen_items())

    # bringing files -------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._left.take(files_of(event.mimeData()))
        event.acceptProposedAction()
