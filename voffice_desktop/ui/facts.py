"""Facts of a dialog: names at the left, what stands there at the right, as small as they can be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from voffice_desktop.ui.controls import label


def facts(pairs: Sequence[tuple[str, str]]) -> QWidget:
    """A grid of facts; pairs without a text are left out."""
    inner = QWidget()
    inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
    grid = QGridLayout(inner)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, (name, text) in enumerate((name, text) for name, text in pairs if text):
        grid.addWidget(label(name, "meta"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(text, "body", wrap=True), row, 1)
    return inner
