"""How a copy leaves: without ink, with the ink drawn into its pages, or with the ink as PDF annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

Ink = Literal["none", "drawn", "notes"]


def tr(text: str) -> str:
    """A text of the dialog in the user's language."""
    return QCoreApplication.translate("Exporting", text)


def filters(*, marked: bool) -> dict[str, Ink]:
    """What the save dialog offers; ink only where there is some."""
    if not marked:
        return {tr("Bản sao có dấu nhận diện (*.pdf)"): "none"}
    return {
        tr("Bản sao kèm bút phê, vẽ liền vào trang (*.pdf)"): "drawn",
        tr("Bản đọc kèm bút phê là chú thích PDF (*.pdf)"): "notes",
        tr("Bản sao không kèm bút phê (*.pdf)"): "none",
    }


def ask_target(parent: QWidget, name: str, *, marked: bool) -> tuple[Path, Ink] | None:
    """Where a copy goes and what becomes of the ink; None when the user changes their mind."""
    offered = filters(marked=marked)
    proposed = name if name.lower().endswith(".pdf") else f"{name}.pdf"
    title = tr("Lưu bản sao có dấu nhận diện")
    target, chosen = QFileDialog.getSaveFileName(parent, title, proposed, ";;".join(offered))
    return (Path(target), offered.get(chosen, "none")) if target else None
