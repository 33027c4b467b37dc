"""The frame of pages that are read from top to bottom: one column of cards, scrolled, no wider than a page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.ui.controls import frame, label
from voffice_desktop.ui.theme.engine import ThemeEngine


def narrow_column(host: QWidget, theme: ThemeEngine, *, width: int = 760, spacing: int = 16) -> QVBoxLayout:
    """Fill ``host`` with a scrolled column of at most ``width`` logical pixels.

    Stretch is the caller's: end with ``addStretch(1)``.
    """
    inner = QWidget()
    inner.setMaximumWidth(theme.px(width))
    column = QVBoxLayout(inner)
    column.setContentsMargins(32, 24, 32, 32)
    column.setSpacing(spacing)
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(inner, 10)
    across.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(holder)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes through the fields, and the area follows it
    box = QVBoxLayout(host)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(area)
    return column


def card(column: QVBoxLayout, title: str) -> QVBoxLayout:
    """A titled card at the end of a column; the layout of its content."""
    made = frame("card")
    box = QVBoxLayout(made)
    box.setContentsMargins(16, 14, 16, 14)
    box.setSpacing(8)
    box.addWidget(label(title, "h2", wrap=True))
    column.addWidget(made)
    return box


def named_field(box: QVBoxLayout, name: str, widget: QWidget) -> None:
    """A named field at the end of a card."""
    caption = label(name, "meta")
    caption.setBuddy(widget)
    widget.setAccessibleName(name)
    box.addWidget(caption)
    box.addWidget(widget)
