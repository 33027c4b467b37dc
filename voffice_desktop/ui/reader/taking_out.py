"""What leaves the reader: text to the clipboard and pages to a printer, or the agency's own sentence on why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.print_sheet import PrintSheet
    from voffice_desktop.ui.reader.reader import Reader


def tr(text: str) -> str:
    """A text of these acts in the user's language."""
    return QCoreApplication.translate("TakingOut", text)


class TakingOut:
    """One for each reader; what was taken is told by the reader's signals, for the record of every look."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._sheet: PrintSheet | None = None

    def stop(self) -> None:
        """The file is left: what is on its way to a printer ends with it."""
        sheet, self._sheet = self._sheet, None
        if sheet is not None and shiboken6.isValid(sheet):
            sheet.close()

    def copy(self) -> None:
        """Put the selected text on the clipboard, or say why that is not allowed."""
        reader = self._reader
        text = reader.view.words.selected_text()
        if not text or reader.entry is None:
            return
        if reader.policy.copy:
            reader.snack.say(f"{reader.policy.copy} {tr('Hãy trích dẫn bằng số hiệu.')}")
            return
        QGuiApplication.clipboard().setText(text)
        reader.copied.emit(reader.entry.file.id, text)

    def print(self) -> None:
        """Show what would be printed and print it, or say why that is not allowed."""
        from voffice_desktop.ui.reader.print_sheet import PrintSheet

        reader = self._reader
        if reader.entry is None or not reader.view.document:
            return
        if reader.policy.print:
            reader.snack.say(reader.policy.print)
            return
        self.stop()
        self._sheet = PrintSheet(reader)
        self._sheet.open()
