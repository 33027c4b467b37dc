"""Writing a slip: one page with the texts at the left, receivers, route, files and check list at the right.

What is typed is kept on the device every five seconds and when the page is left; saving and submitting queue acts
that go out in order when there is a network.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from voffice_desktop.domain.slip_checks import may_submit
from voffice_desktop.errors import MachineFault, VofficeError
from voffice_desktop.services.office_drafts import OfficeDrafts
from voffice_desktop.services.slip_form import FormFile, SlipForm
from voffice_desktop.services.slip_writing import SlipWriting
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.dialogs import ConfirmDialog
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.slips.editor_page import EditorPage
from voffice_desktop.ui.slips.editor_start import EditorStart
from voffice_desktop.ui.slips.file_versions import VersionsDialog, open_outside
from voffice_desktop.ui.slips.scans_dialog import ScansDialog
from voffice_desktop.ui.words import moment

KEEP_MS = 5_000
_CHECK_MS = 250
_MOST = 512 << 20


class SlipEditor(Screen):
    """The screen. ``open('')`` begins a new slip, ``open('reply:ID')`` answers an incoming document, ``open(ID)``
    goes on with a draft or a returned slip."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.writing = SlipWriting(context.desk, context.clock)
        self.office = OfficeDrafts(context.desk, self._saved_outside)
        self.form: SlipForm | None = None
        self._dirty = False
        self._shut = False
        self.page = EditorPage(context)
        self.page.hide()
        self.start = EditorStart(context)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.start, 1)
        box.addWidget(self.page, 1)
        self._keeper = QTimer(self)
        self._keeper.setSingleShot(True)
        self._keeper.setInterval(KEEP_MS)
        self._keeper.timeout.connect(self._keep_soon)
        self._checker = QTimer(self)
        self._checker.setSingleShot(True)
        self._checker.setInterval(_CHECK_MS)
        self._checker.timeout.connect(self._check)
        self.start.begin_asked.connect(lambda: self.open(""))
        self.start.open_asked.connect(self.open)
        self.start.drop_asked.connect(self._drop)
        page = self.page
        page.changed.connect(self._changed)
        page.leader_changed.connect(self._leader_changed)
        page.route.proposal_asked.connect(self._propose)
        page.paths_brought.connect(self._add_paths)
        page.picture_brought.connect(lambda data: self._add(self.tr("Ảnh dán.png"), data))
        page.files.role_chosen.connect(self._set_role)
        page.files.removed.connect(self._remove_file)
        page.files.open_asked.connect(self._open_file)
        page.files.compare_asked.connect(self._compare)
        page.files.scans_asked.connect(self._ask_scans)
        page.save_asked.connect(self.save)
        page.submit_asked.connect(self.submit)
        page.close_asked.connect(self._close)
        page.discard_asked.connect(self._discard)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        context.tasks.run("act", self.office.sweep)

    # the deck's side

    def refresh(self) -> None:
        """While nothing is open: what waits to be finished. An open form is never touched by news."""
        if self.form is None:
            writing = self.writing

            def read() -> tuple[list[SlipForm], list[tuple[str, str]], list[str]]:
                return writing.unfinished(), writing.earlier(), writing.templates()

            self._context.tasks.run("read", read, lambda found: self.start.show_forms(*found), owner=self)

    def open(self, record_id: str) -> None:
        """Begin, answer or go on."""
        self._keep_now()
        writing = self.writing
        if not record_id:
            work: Callable[[], SlipForm] = writing.begin
        elif record_id.startswith("copy:"):
            work = lambda: writing.begin_from(record_id.removeprefix("copy:"))  # noqa: E731 - bound once
        elif record_id.startswith("template:"):
            work = lambda: writing.begin_with(record_id.removeprefix("template:"))  # noqa: E731 - bound once
        elif record_id.startswith("reply:"):
            work = lambda: writing.answer_to(record_id.removeprefix("reply:"))  # noqa: E731 - bound once
        else:
            work = lambda: writing.form_of(record_id)  # noqa: E731 - bound once
        self._context.tasks.run("act", work, self._show, self.failed.emit, owner=self)

    def leave(self) -> bool:
        """What was typed is kept: leaving loses nothing and asks nothing."""
        self._keep_now()
        return True

    def shut(self) -> None:
        """The window closes: files open outside are let go, their last saves are kept with the form at once."""
        self._shut = True
        self.office.close()

    # the form

    def _show(self, form: SlipForm) -> None:
        if self.form is not None and self.form.id != form.id:
            self.office.close()
        self.form = form
        self._dirty = bool(form.kept_at)
        self.start.hide()
        self.page.show()
        leaders, people = self.writing.leaders(), self._context.desk.directory.all("user")
        self.page.show_form(form, leaders, people)
        self._show_files()
        self._say_kept(form)
        self._check()
        self.page.focus_first()

    def _read(self) -> SlipForm | None:
        """The form with what the page holds now."""
        if self.form is not None:
            self.form = self.page.read_into(self.form)
        return self.form

    def _changed(self) -> None:
        if self.form is None:
            return
        self._dirty = True
        self._checker.start()
        if not self._keeper.isActive():
            self._keeper.start()

    def _leader_changed(self, leader_id: str) -> None:
        form = self._read()
        if form is not None and not form.route_chosen:
            self.form = replace(form, leader_id=leader_id, route=self.writing.proposed(leader_id))
            self.page.route.set_route(self.form.route)
        self._changed()

    def _propose(self) -> None:
        form = self._read()
        if form is not None:
            self.form = replace(form, route=self.writing.proposed(form.leader_id), route_chosen=False)
            self.page.show_route(self.form)
            self._changed()

    def _check(self) -> None:
        form = self._read()
        if form is not None:
            self.page.show_findings(self.writing.check(form), form)

    # keeping

    def _keep_soon(self) -> None:
        form = self._read()
        if form is None or not self._dirty or form.is_empty:
            return
        self._dirty = False
        writing = self.writing
        self._context.tasks.run("act", lambda: writing.keep(form), self._say_kept, self._keep_failed, owner=self)

    def _keep_now(self) -> None:
        self._keeper.stop()
        form = self._read()
        if form is None or not self._dirty or form.is_empty:
            return
        try:
            self._say_kept(self.writing.keep(form))
            self._dirty = False
        except VofficeError as error:
            self._keep_failed(error)

    def _keep_failed(self, error: VofficeError) -> None:
        self._dirty = True
        self._keeper.start()
        self.page.say_kept(self.tr("Chưa lưu được trên máy"))
        self.failed.emit(error)

    def _say_kept(self, form: SlipForm) -> None:
        if self.form is not None and self.form.id == form.id:
            text = self.tr("Đã lưu trên máy lúc {time}").format(time=moment(form.kept_at)) if form.kept_at else ""
            self.page.say_kept(text)

    # files

    def _ask_scans(self) -> None:
        dialog = ScansDialog(self._context, self)
        if dialog.exec():
            self._add_paths(dialog.chosen())

    def _add_paths(self, paths: list[Path]) -> None:
        for path in paths:
            try:
                if path.stat().st_size > _MOST:
                    raise MachineFault("too_large")
            except OSError as error:
                self.failed.emit(MachineFault("unreadable", reason=error.strerror))
                continue
            except MachineFault as error:
                self.failed.emit(error)
                continue
            self._add(path.name, path)

    def _add(self, name: str, source: Path | bytes) -> None:
        """Seal the bytes of one file in a worker, then show it; several at once arrive in order."""
        form = self._read()
        if form is None:
            return
        writing = self.writing

        def work() -> FormFile:
            try:
                data = source if isinstance(source, bytes) else source.read_bytes()
            except OSError as error:
                raise MachineFault("unreadable", reason=error.strerror) from error
            return writing.with_file(replace(form, files=[]), name, data, "attachment").files[0]

        self._context.tasks.run("act", work, lambda file: self._added(form.id, file), self.failed.emit, owner=self)

    def _added(self, slip_id: str, file: FormFile) -> None:
        form = self._read()
        if form is None or form.id != slip_id:
            return
        drafted = any(each.role == "draft" for each in form.files)
        writable = file.is_office or file.media_type == "application/pdf"
        if writable and not drafted:
            file = replace(file, role="draft")
        self._put_files([*form.files, file])

    def _put_files(self, files: list[FormFile]) -> None:
        if self.form is None:
            return
        self.form = replace(self.form, files=files)
        self._show_files()
        self._changed()

    def _show_files(self) -> None:
        if self.form is not None:
            watched = self.office.watched()
            older = frozenset(each.id for each in self.form.files if each.replaces)
            self.page.files.show_files(self.form.files, watched, older)

    def _set_role(self, file_id: str, role: str) -> None:
        if self.form is not None and role in ("draft", "attachment", "scan"):
            files = [
                replace(each, role=role) if each.id == file_id else each  # type: ignore[arg-type]  # checked above
                for each in self.form.files
            ]
            self._put_files(files)

    def _remove_file(self, file_id: str) -> None:
        form = self.form
        if form is None:
            return
        gone = next((each for each in form.files if each.id == file_id), None)
        self.office.stop(file_id)
        self._put_files([each for each in form.files if each.id != file_id])
        if gone is not None:
            self.said.emit(self.tr("Đã bỏ {name} khỏi hồ sơ.").format(name=gone.name))

    def _open_file(self, file_id: str) -> None:
        file = next((each for each in self.form.files if each.id == file_id), None) if self.form else None
        if file is None:
            return
        office, slip_id = self.office, self.form.id if self.form else ""
        self._context.tasks.run(
            "net", lambda: office.open(file, slip_id), self._opened_outside, self.failed.emit, owner=self
        )

    def _opened_outside(self, path: Path) -> None:
        self._show_files()
        if not open_outside(path):
            self.said.emit(self.tr("Máy chưa có chương trình mở loại tệp này."))

    def _saved_outside(self, file_id: str, data: bytes) -> None:
        """A save in the user's own program, told by the watcher's thread: a new version of that file."""
        form, writing = self.form, self.writing
        if form is None:
            return
        if self._shut:
            # No lane of the window will run any more: this thread keeps it.
            self.form = writing.keep(writing.with_version(form, file_id, data))
            return

        def work() -> tuple[str, FormFile]:
            newer = writing.with_version(form, file_id, data)
            return file_id, next(each for each in newer.files if each.replaces == file_id)

        self._context.tasks.run("act", work, lambda made: self._new_version(*made), self.failed.emit, owner=self)

    def _new_version(self, old_id: str, file: FormFile) -> None:
        if self.form is None or all(each.id != old_id for each in self.form.files):
            return
        self.office.rename(old_id, file.id)
        role = next(each.role for each in self.form.files if each.id == old_id)
        newer = replace(file, role=role)
        self._put_files([newer if each.id == old_id else each for each in self.form.files])
        self._keep_soon()
        self.said.emit(self.tr("Đã nhận bản mới của {name}.").format(name=file.name))

    def _compare(self, file_id: str) -> None:
        file = next((each for each in self.form.files if each.id == file_id), None) if self.form else None
        if file is not None:
            VersionsDialog(self._context, file, self).open()

    # acts

    def save(self) -> None:
        """Queue the form as it is."""
        form = self._ready()
        if form is None:
            return
        writing = self.writing

        def done(saved: SlipForm) -> None:
            self.page.set_busy(False)
            if self.form is not None and self.form.id == saved.id:
                self.form = replace(saved, files=self.form.files, route_chosen=self.form.route_chosen)
                self.page.show_state(self.form)
                self.page.say_kept(self.tr("Đã ghi nháp"))
            self.said.emit(self.tr("Đã ghi nháp, sẽ gửi ngay khi có mạng."))

        self._context.tasks.run("act", lambda: writing.save(form), done, self._refused, owner=self)

    def submit(self) -> None:
        """Show the facts, then queue the form and its submission."""
        form = self._read()
        if form is None:
            return
        found = self.writing.check(form)
        self.page.show_findings(found, form)
        if not may_submit(found):
            stop = next(finding for finding in found if finding.level == "stop")
            self.page.focus_field(stop.field)
            self.said.emit(stop.sentence)
            return
        if not self._confirmed(form):
            return
        ready = self._ready()
        if ready is None:
            return
        writing = self.writing

        def done(_saved: SlipForm) -> None:
            self.page.set_busy(False)
            self._forget_form()
            self.said.emit(self.tr("Đã trình, sẽ gửi ngay khi có mạng."))
            self.record_asked.emit("slip", form.id)

        self._context.tasks.run("act", lambda: writing.submit(ready), done, self._refused, owner=self)

    def _confirmed(self, form: SlipForm) -> bool:
        name = self._context.desk.directory.name
        drafts = [each.name for each in form.files if each.role == "draft"]
        facts = [
            (self.tr("Vấn đề trình"), form.title),
            (self.tr("Luồng xét"), " → ".join([*(name(each) for each in form.route), name(form.leader_id)])),
            (self.tr("Dự thảo"), "; ".join(drafts)),
            (self.tr("Tệp kèm theo"), str(len(form.files) - len(drafts)) if len(form.files) > len(drafts) else ""),
        ]
        title, verb = self.tr("Trình phiếu?"), self.tr("Trình")
        return bool(ConfirmDialog(self._context.theme, title, facts, verb, parent=self).exec())

    def _ready(self) -> SlipForm | None:
        """The form to be queued; the buttons rest until it is."""
        self._keeper.stop()
        form = self._read()
        if form is None:
            return None
        wrong = self.page.wrong_field()
        if wrong:
            self.page.focus_field(wrong)
            self.said.emit(self.tr("Ngày nhập chưa đúng, cần dạng ngày/tháng/năm."))
            return None
        self._dirty = False
        self.page.set_busy(True)
        return form

    def _refused(self, error: VofficeError) -> None:
        self.page.set_busy(False)
        self._dirty = True
        self._keep_now()
        self.failed.emit(error)

    def _close(self) -> None:
        self._keep_now()
        form = self.form
        self._forget_form()
        if form is not None and form.state:
            self.record_asked.emit("slip", form.id)

    def _discard(self) -> None:
        form = self.form
        if form is None:
            return
        verb = self.tr("Bỏ bản soạn")
        facts = [(self.tr("Vấn đề trình"), form.title or self.tr("(chưa ghi)"))]
        note = self.tr("Chỉ bỏ nội dung chưa ghi trên máy này; phiếu đã ghi vẫn như cũ.")
        dialog = ConfirmDialog(
            self._context.theme, self.tr("Bỏ bản đang soạn?"), facts, verb, danger=True, note=note, parent=self
        )
        if not dialog.exec():
            return
        self._dirty = False
        self._drop(form.id)
        self._forget_form()
        if form.state:
            self.record_asked.emit("slip", form.id)

    def _drop(self, slip_id: str) -> None:
        writing = self.writing
        self._context.tasks.run(
            "act", lambda: writing.forget(slip_id), lambda _none: self.refresh(), self.failed.emit, owner=self
        )

    def _forget_form(self) -> None:
        self.office.close()
        self._keeper.stop()
        self._checker.stop()
        self.form = None
        self._dirty = False
        self.page.hide()
        self.start.show()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.page.arrange(self.width())
