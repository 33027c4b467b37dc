"""Operators of a search as chips below the field, each taken away by a press; and the menu that offers them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from voffice_desktop.domain.search_words import OPERATORS, Field, Term, parse
from voffice_desktop.ui.controls import Button
from voffice_desktop.ui.theme.engine import ThemeEngine


def field_caption(field: Field) -> str:
    """What an operator asks for."""
    translate = QCoreApplication.translate
    return {
        "number": translate("operators", "Số"),
        "symbol": translate("operators", "Ký hiệu"),
        "party": translate("operators", "Nơi gửi"),
        "due": translate("operators", "Hạn"),
        "signer": translate("operators", "Người ký"),
        "day": translate("operators", "Ngày"),
    }[field]


def offered() -> list[tuple[str, str]]:
    """(what to type, what it does) of every operator, with ready values where there are few."""
    translate = QCoreApplication.translate
    said = {
        "number": translate("operators", "Số đến hoặc số đi"),
        "symbol": translate("operators", "Một phần của số, ký hiệu"),
        "party": translate("operators", "Cơ quan gửi hoặc nhận"),
        "signer": translate("operators", "Tên người ký"),
        "day": translate("operators", "Một ngày, hoặc từ ngày đến ngày: 01/11-15/11"),
    }
    rows = [(spelled, said[field]) for field, spelled in OPERATORS if field in said]
    return [
        *rows,
        ("hạn:quá", translate("operators", "Đã quá hạn")),
        ("hạn:hôm nay", translate("operators", "Đến hạn hôm nay")),
        ("hạn:tuần này", translate("operators", "Đến hạn trong 7 ngày")),
    ]


def fill_menu(menu: QMenu, chosen: Callable[[str], None]) -> None:
    """Offer every operator in a menu; ``chosen`` gets what to type."""
    for typed, said in offered():
        menu.addAction(f"{typed}   {said}").triggered.connect(lambda _=False, typed=typed: chosen(typed))


class OperatorChips(QWidget):
    """Shows the operators of a text."""

    text_changed = Signal(str)
    """The text without the operator that was pressed."""

    def __init__(self, theme: ThemeEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch()
        self._chips: list[Button] = []
        self.hide()

    def show_text(self, text: str) -> None:
        """Chips of this text; hidden when it has none."""
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        found = parse(text)
        self._chips = []
        for term in found.terms:
            caption = f"{field_caption(term.field)}: {term.value}"
            chip = Button(self._theme, caption, "dismiss")
            chip.setAccessibleName(self.tr("Bỏ điều kiện {condition}").format(condition=caption))
            chip.setToolTip(chip.accessibleName())
            chip.clicked.connect(lambda _=False, term=term: self._drop(text, term))
            self._row.insertWidget(len(self._chips), chip)
            self._chips.append(chip)
        self.setVisible(bool(self._chips))

    def captions(self) -> list[str]:
        """What stands on the chips."""
        return [chip.text() for chip in self._chips]

    def _drop(self, text: str, term: Term) -> None:
        self.text_changed.emit(parse(text).without(term))
