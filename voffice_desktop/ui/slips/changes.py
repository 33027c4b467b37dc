"""What changed since the revision before: texts with their words marked, files that came, went or were replaced."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from voffice_desktop.domain.differences import Line, RevisionChanges, text_changes
from voffice_desktop.domain.records import Slip
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.document_text import text_of
from voffice_desktop.services.slip_history import SlipHistory
from voffice_desktop.services.slip_queue import SlipQueue
from voffice_desktop.services.values import Detail
from voffice_desktop.ui.captions import role_caption
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.slips.difference_view import DifferenceView


class ChangesDialog(Sheet):
    """Accepted when its user has looked at the changes: from then on this revision counts as seen."""

    def __init__(self, context: Context, detail: Detail, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Thay đổi so với lần trình trước"), parent)
        slip = detail.record
        assert isinstance(slip, Slip)
        self._context = context
        self._slip = slip
        self.setMaximumWidth(context.theme.px(900))
        self.setMinimumSize(context.theme.px(640), context.theme.px(480))
        self.content.addWidget(label(slip.title, "strong", wrap=True))
        self._state = label(self.tr("Đang so sánh…"), "second", wrap=True)
        self.content.addWidget(self._state)
        self.view = DifferenceView(context.theme)
        self.view.hide()
        self.content.addWidget(self.view, 1)
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        self.seen = self.add_button(self.tr("Đã xem thay đổi"), "primary")
        self.seen.explain(self.tr("Đang so sánh…"))
        self.seen.clicked.connect(self.accept)
        self.accepted.connect(self._remember)
        history = SlipHistory(context.desk)
        context.tasks.run("net", lambda: history.changes(slip.id), self._show, self._failed, owner=self)

    def _show(self, found: tuple[int, RevisionChanges]) -> None:
        before, changes = found
        self.seen.explain("")
        if not changes:
            self._state.setText(self.tr("Lời văn và tệp giống lần trình trước."))
            return
        said = self.tr("So bản trình lần {count} với lần {number}.")
        self._state.setText(said.format(count=self._slip.revision, number=before))
        self.view.show_fields(changes.fields)
        self.view.setVisible(bool(changes.fields))
        for change in changes.files:
            words = {
                "added": self.tr("Tệp mới: {name} ({role})"),
                "removed": self.tr("Đã bỏ tệp: {name} ({role})"),
                "replaced": self.tr("Đã thay tệp: {name} ({role})"),
            }[change.kind]
            text = words.format(name=change.name, role=role_caption(change.role))
            self.content.addWidget(label(text, "body", wrap=True))
            if change.kind == "replaced":
                look = Button(self._context.theme, self.tr("So lời văn hai bản"), "branch_compare", "link")
                look.setAccessibleName(self.tr("So lời văn hai bản: {name}").format(name=change.name))
                look.clicked.connect(
                    lambda _=False, old=change.before, new=change.after, name=change.name: self._compare(
                        old, new, name
                    )
                )
                self.content.addWidget(look)

    def _failed(self, error: VofficeError) -> None:
        """The revision before is not here: the new one may still be read whole and taken as seen."""
        self._state.setText(
            sentence(error).text + " " + self.tr("Hãy đọc toàn bộ hồ sơ của lần trình này rồi mới quyết định.")
        )
        self.seen.explain("")

    def _compare(self, old: str, new: str, name: str) -> None:
        files = self._context.desk.files

        def readable(file_id: str) -> bytes:
            if not files.is_cached(file_id):
                files.fetch(file_id)
            return files.read(file_id)

        def work() -> list[Line]:
            before = text_of(name, readable(old), files.page_words)
            return text_changes(before, text_of(name, readable(new), files.page_words))

        def show(lines: list[Line]) -> None:
            if not lines:
                self._state.setText(self.tr("Lời văn của hai bản giống nhau."))
            self.view.show_lines(lines)
            self.view.setVisible(bool(lines))

        failed = self._state.setText
        self._context.tasks.run("net", work, show, lambda error: failed(sentence(error).text), owner=self)

    def _remember(self) -> None:
        queue = SlipQueue(self._context.desk, self._context.clock)
        queue.remember_opened(self._slip)
