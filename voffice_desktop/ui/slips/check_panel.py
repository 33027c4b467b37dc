"""The check list beside the form: what stops the submission and what is worth a look, each leading to its field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from voffice_desktop.domain.slip_checks import Finding, may_submit
from voffice_desktop.ui.captions import desk_text
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.theme.engine import ThemeEngine


class CheckPanel(QWidget):
    """Tells which field a line belongs to when it is pressed."""

    field_asked = Signal(str)

    def __init__(self, theme: ThemeEngine) -> None:
        super().__init__()
        self._theme = theme
        self._found: list[Finding] | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._build)

    def show_findings(self, found: list[Finding]) -> None:
        """Show the list; the same list is left as it is."""
        if found != self._found:
            self._found = found
            self._build()

    def _build(self) -> None:
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        found = self._found or []
        card = frame("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 8, 10)
        column.setSpacing(2)
        column.addWidget(label(self.tr("Kiểm tra trước khi trình"), "strong"))
        if may_submit(found):
            column.addLayout(
                self._line("checkmark_circle", self._theme.colours.ok, self.tr("Đủ điều kiện để trình."))
            )
        for finding in found:
            stop = finding.level == "stop"
            tone = self._theme.colours.danger if stop else self._theme.colours.warn
            column.addLayout(self._line("error_circle" if stop else "warning", tone, finding.sentence, finding.field))
        self._box.addWidget(card)

    def _line(self, icon: str, tone: str, sentence: str, field: str = "") -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        picture = QLabel()
        picture.setPixmap(self._theme.icon(icon, tone, 20))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(desk_text(sentence), "second", wrap=True), 1)
        if field:
            go = Button(self._theme, self.tr("Tới ô"), "", "link")
            go.setAccessibleName(self.tr("Tới ô: {name}").format(name=desk_text(sentence)))
            go.clicked.connect(lambda: self.field_asked.emit(field))
            row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return row
