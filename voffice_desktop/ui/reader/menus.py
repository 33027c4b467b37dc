"""The two menus of the reader's bar: zoom, and everything that has no button of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from voffice_desktop.ui.reader.layout import Mode

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader

_ZOOMS: Final = (25, 50, 75, 100, 125, 150, 200, 400, 800)


def tr(text: str) -> str:
    """A text of the menus in the user's language."""
    return QCoreApplication.translate("ReaderMenus", text)


def _with_reason(caption: str, reason: str) -> str:
    """A menu has no room for a tooltip on a finger's screen: why something may not be done stands beside it."""
    words, _, _keys = caption.partition("\t")
    return f"{words} — {reason}" if reason else caption


def zoom_menu(reader: Reader) -> QMenu:
    """Fit modes and percents."""
    menu, view = QMenu(reader), reader.view
    menu.addAction(tr("Vừa ngang"), lambda: view.set_fit("width"))
    menu.addAction(tr("Vừa trang"), lambda: view.set_fit("page"))
    menu.addSeparator()
    for percent in _ZOOMS:
        menu.addAction(f"{percent} %", partial(view.set_percent, percent))
    return menu


def page_menu(reader: Reader) -> QMenu:
    """What can be done with the words that are selected."""
    menu, pen = QMenu(reader), reader.pen
    chosen = bool(reader.view.words.selected_text())
    copy = menu.addAction(_with_reason(tr("Sao chép"), reader.policy.copy), reader.copy)
    copy.setEnabled(chosen and not reader.policy.copy)
    writes = chosen and pen.pen_button.isEnabled()
    for name, caption in (
        ("highlight", tr("Tô sáng")),
        ("underline", tr("Gạch chân chữ")),
        ("strikeout", tr("Gạch bỏ chữ")),
    ):
        menu.addAction(caption, partial(pen.choose, name)).setEnabled(writes)
    menu.addSeparator()
    menu.addAction(tr("Tìm trong văn bản"), reader.find_bar.open_bar)
    return menu


class MoreMenu(QMenu):
    """Modes, turning, copying, printing, next and previous record; actions know whether they may be used."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        view = reader.view
        self._reader = reader
        self._modes: dict[Mode, QAction] = {}
        group = QActionGroup(self)
        modes: tuple[tuple[Mode, str], ...] = (
            ("continuous", tr("Cuộn liên tục")),
            ("single", tr("Từng trang")),
            ("two", tr("Hai trang")),
        )
        for mode, caption in modes:
            action = self.addAction(caption, partial(view.set_mode, mode))
            action.setCheckable(True)
            group.addAction(action)
            self._modes[mode] = action
        self.addSeparator()
        self.addAction(tr("Xoay phải"), lambda: reader.turn(90))
        self.addAction(tr("Xoay trái"), lambda: reader.turn(-90))
        self.night = self.addAction(tr("Nền tối cho trang"))
        self.night.setCheckable(True)
        self.night.toggled.connect(reader.set_night)
        self.full = self._with_keys(tr("Toàn màn hình"), "F11", reader.toggle_full_screen)
        self.earlier = self.addAction(tr("Bản trình trước bên cạnh"), reader.show_earlier)
        self.earlier.setCheckable(True)
        self.addSeparator()
        self.copy = self._with_keys(tr("Sao chép chữ đã chọn"), "Ctrl+C", reader.copy)
        self.print = self._with_keys(tr("Xem trước và in…"), "Ctrl+P", reader.taking.print)
        self.addSeparator()
        self.close_tab = self._with_keys(tr("Đóng thẻ"), "Ctrl+W", reader.tabs.close_current)
        self.reopen = self._with_keys(tr("Mở lại thẻ vừa đóng"), "Ctrl+Shift+T", reader.tabs.reopen)
        self._with_keys(tr("Hồ sơ trước"), "Alt+Up", reader.previous_record.emit)
        self._with_keys(tr("Hồ sơ sau"), "Alt+Down", reader.next_record.emit)
        self.aboutToShow.connect(self._look)

    def _with_keys(self, caption: str, keys: str, act: object) -> QAction:
        action = self.addAction(f"{caption}\t{keys}")
        action.triggered.connect(act)
        return action

    def _look(self) -> None:
        view, policy = self._reader.view, self._reader.policy
        shown = bool(view.document)
        for mode, action in self._modes.items():
            action.setChecked(view.mode == mode)
            action.setEnabled(shown)
        reader = self._reader
        self.earlier.setVisible(reader.entry is not None and reader.earlier(reader.entry) is not None)
        self.earlier.setChecked(reader.beside is not None and reader.beside.isVisible())
        for action, caption, reason in (
            (self.copy, tr("Sao chép chữ đã chọn") + "\tCtrl+C", policy.copy),
            (self.print, tr("Xem trước và in…") + "\tCtrl+P", policy.print),
        ):
            action.setEnabled(shown and not reason)
            action.setText(_with_reason(caption, reason))
        self.full.setEnabled(shown)
        self.close_tab.setEnabled(self._reader.tabs.count() > 1)
        self.reopen.setEnabled(self._reader.tabs.can_reopen)
