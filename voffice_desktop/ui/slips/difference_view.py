"""Shows what changed: removed lines struck out, added ones underlined, the changed words in colour."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTextBrowser, QWidget

from voffice_desktop.domain.differences import FieldChange, Line
from voffice_desktop.ui.captions import desk_text
from voffice_desktop.ui.theme.engine import ThemeEngine


class DifferenceView(QTextBrowser):
    """Read only; links are not followed. Everything shown is escaped first: no document brings markup along."""

    def __init__(self, theme: ThemeEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[tuple[str, Sequence[Line]]] = []
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Thay đổi"))
        theme.changed.connect(self._draw)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show one text's changes."""
        self._shown = [("", lines)]
        self._draw()

    def show_fields(self, fields: Sequence[FieldChange]) -> None:
        """Show the changes of several fields, each under its name."""
        self._shown = [(change.name, change.lines) for change in fields]
        self._draw()

    def _draw(self) -> None:
        self.setHtml("".join(self._block(name, lines) for name, lines in self._shown))

    def _block(self, name: str, lines: Sequence[Line]) -> str:
        head = f"<p style='margin:8px 0 2px 0'><b>{html.escape(desk_text(name))}</b></p>" if name else ""
        return head + "".join(self._line(line) for line in lines)

    def _line(self, line: Line) -> str:
        colours = self._theme.colours
        if line.kind == "gap":
            text = QCoreApplication.translate("DifferenceView", "… {count} dòng không đổi …").format(count=line.text)
            return f"<p style='margin:1px 0; color:{colours.text3}'>{html.escape(text)}</p>"
        if line.kind == "same":
            return f"<p style='margin:1px 0; color:{colours.text2}'>{html.escape(line.text)}</p>"
        added = line.kind == "added"
        ground = colours.ok_soft if added else colours.danger_soft
        ink = colours.ok_text if added else colours.danger_text
        way = "underline" if added else "line-through"
        parts = "".join(
            f"<span style='background:{ground}; text-decoration:{way}'>{html.escape(text)}</span>"
            if marked
            else html.escape(text)
            for text, marked in line.parts
        )
        return f"<p style='margin:1px 0; color:{ink}'>{'+' if added else '−'} {parts}</p>"
