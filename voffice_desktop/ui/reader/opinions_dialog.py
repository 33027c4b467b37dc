"""A person's own standard opinions, one a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtWidgets import QInputDialog, QWidget

from voffice_desktop.ui.reader.pen_choices import MOST_OPINIONS


class OpinionsDialog(QInputDialog):
    """Asks for the lines; an empty text brings the program's own opinions back."""

    def __init__(self, opinions: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        self.setWindowTitle(self.tr("Mẫu bút phê của tôi"))
        self.setLabelText(self.tr("Mỗi dòng một mẫu, nhiều nhất {0} dòng.").format(MOST_OPINIONS))
        self.setOkButtonText(self.tr("Lưu mẫu"))
        self.setCancelButtonText(self.tr("Đóng"))
        self.setTextValue("\n".join(opinions))

    def lines(self) -> list[str]:
        """What was typed: trimmed, NFC, without empty or doubled lines."""
        lines = (unicodedata.normalize("NFC", line.strip()) for line in self.textValue().splitlines())
        return list(dict.fromkeys(line for line in lines if line))[:MOST_OPINIONS]
