"""The tools for scanned pages: turn, drop, split and join, as a menu over the entry that is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from voffice_desktop.services.intake_items import IntakeItem
from voffice_desktop.services.intake_together import attach, detach
from voffice_desktop.services.registering import Registering
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import popup_menu
from voffice_desktop.ui.intake.page_plans import plan_pages


class PageTools(QObject):
    """Signed files are never rearranged: their bytes stay as they came."""

    said = Signal(str)
    failed = Signal(object)
    """A ``VofficeError``."""
    tray_changed = Signal()

    def __init__(self, context: Context, work: Registering, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._work = work

    def show_menu(self, button: QWidget, entry: IntakeItem, page: int, chosen: list[IntakeItem]) -> None:
        """The menu under ``button`` for the page (from 1) of an entry; ``chosen`` are the entries to be joined."""
        menu = popup_menu(button)

        def act(how: str, turn: int = 0) -> Callable[[], None]:
            return lambda: self._arrange(entry, page, chosen if how == "join" else [entry], how, turn)

        lines: list[tuple[str, Callable[[], None], bool]] = [
            (self.tr("Xoay trang sang phải"), act("turn", 90), True),
            (self.tr("Xoay trang sang trái"), act("turn", -90), True),
            (self.tr("Bỏ trang trắng"), act("blank"), True),
            (self.tr("Bỏ trang này"), act("drop"), entry.pages > 1),
            (self.tr("Tách từ trang này"), act("split"), page > 1),
            (self.tr("Tách theo tờ phân cách"), act("separators"), entry.pages > 1),
            (self.tr("Ghép các mục đang chọn"), act("join"), len(chosen) > 1),
        ]
        for text, run, possible in lines:
            made = menu.addAction(text, run)
            made.setEnabled(possible and not entry.signed)
        beside = [item.id for item in chosen if item.id != entry.id]
        together = menu.addAction(
            self.tr("Đính kèm các mục đang chọn vào mục này"), lambda: self._attach(entry, beside)
        )
        together.setEnabled(bool(beside) and entry in chosen)
        if entry.attachments:
            menu.addAction(self.tr("Bỏ đính kèm"), lambda: self._detach(entry))
        if entry.signed:
            menu.addSection(self.tr("Tệp đã ký số được giữ nguyên."))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _attach(self, entry: IntakeItem, beside: list[str]) -> None:
        intake = self._work.intake

        def done(_: object) -> None:
            self.said.emit(self.tr("Đã đính kèm {count} tệp; vào sổ thành một văn bản.").format(count=len(beside)))
            self.tray_changed.emit()

        self._context.tasks.run("act", lambda: attach(intake, entry.id, beside), done, self.failed.emit, owner=self)

    def _detach(self, entry: IntakeItem) -> None:
        intake = self._work.intake

        def done(count: int) -> None:
            self.said.emit(self.tr("Đã tách {count} tệp ra thành mục riêng.").format(count=count))
            self.tray_changed.emit()

        self._context.tasks.run("act", lambda: detach(intake, entry.id), done, self.failed.emit, owner=self)

    def _arrange(self, entry: IntakeItem, page: int, chosen: list[IntakeItem], how: str, turn: int) -> None:
        intake = self._work.intake

        def go() -> int:
            looks = intake.look_at_pages(entry) if how in ("blank", "separators") else None
            groups = plan_pages(chosen, entry, page, how, turn, looks)
            if not groups:
                return 0
            return len(intake.rearrange([item.id for item in chosen], groups))

        def done(count: int) -> None:
            self.said.emit(
                self.tr("Đã xếp lại thành {count} mục.").format(count=count) if count
                else self.tr("Không có gì phải đổi.")
            )  # fmt: skip
            self.tray_changed.emit()

        self._context.tasks.run("net", go, done, self.failed.emit, owner=self)
