"""Two versions of a file beside each other in words, and the way into the user's own program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from voffice_desktop.domain.differences import Line, text_changes
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.document_text import text_of
from voffice_desktop.services.slip_writing import FormFile
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.slips.difference_view import DifferenceView


def open_outside(path: Path) -> bool:
    """Let the user's own program open a file; false when there is none for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class VersionsDialog(Sheet):
    """What the newer version of a file changed in its words."""

    def __init__(self, context: Context, file: FormFile, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("So với bản trước"), parent)
        self.setMaximumWidth(context.theme.px(900))
        self.setMinimumSize(context.theme.px(640), context.theme.px(460))
        self.content.addWidget(label(file.name, "strong", wrap=True))
        self._state = label(self.tr("Đang so sánh…"), "second", wrap=True)
        self.content.addWidget(self._state)
        self.view = DifferenceView(context.theme)
        self.view.hide()
        self.content.addWidget(self.view, 1)
        close = self.add_button(self.tr("Đóng"), "primary")
        close.clicked.connect(self.accept)
        files = context.desk.files

        def work() -> list[Line]:
            old = text_of(file.name, files.original(file.replaces), files.page_words)
            new = text_of(file.name, files.original(file.id), files.page_words)
            return text_changes(old, new)

        context.tasks.run("net", work, self._show, self._failed, owner=self)

    def _show(self, lines: list[Line]) -> None:
        if lines:
            self._state.hide()
            self.view.show_lines(lines)
            self.view.show()
        else:
            self._state.setText(self.tr("Lời văn của hai bản giống nhau."))

    def _failed(self, error: VofficeError) -> None:
        self._state.setText(sentence(error).text)
