"""The reader's own states for the tour: drawer, find bar, pen bar on every side, two pages, print, dark pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from voffice_desktop.ui.reader.print_sheet import PrintSheet
from voffice_desktop.ui.reader.reader import Reader


def reader_states(
    widget: QWidget,
    grab: Callable[[QWidget, str], None],
    settle: Callable[[int], None],
    front: Callable[[], None] = lambda: None,
) -> None:
    """Put the reader into each of its states and have a picture taken; leaves it as it was.

    ``front`` brings the reader before the list where a window has room for one of them.
    """
    if not isinstance(widget, Reader) or not widget.view.document:
        return
    pen, bar, window = widget.pen, widget.bar, widget.window()

    def take(name: str) -> None:
        grab(window, name)

    pen.pen_button.setChecked(True)
    settle(200)
    take("pen")
    bar.drawer_button.setChecked(True)
    for tab, name in enumerate(("thumbnails", "outline", "signatures", "marks")):
        if widget.drawer.tabs.isTabEnabled(tab):
            widget.drawer.tabs.setCurrentIndex(tab)
            settle(400)
            take(name)
    bar.drawer_button.setChecked(False)
    pen.bar.left_handed.setChecked(True)
    settle(100)
    take("lefthanded")
    pen.bar.left_handed.setChecked(False)
    size = window.size()
    window.resize(720, 1080)
    front()
    settle(400)
    take("portrait")
    window.resize(size)
    pen.pen_button.setChecked(False)
    widget.find_bar.open_bar()
    settle(100)
    take("find")
    widget.find_bar.close_bar()
    widget.view.set_mode("two")
    settle(400)
    take("twopages")
    widget.view.set_mode("continuous")
    widget.taking.print()
    settle(600)
    for sheet in widget.findChildren(PrintSheet):
        grab(sheet, "print")
    widget.taking.stop()
    widget.toggle_full_screen()
    settle(600)
    grab(widget, "fullscreen")
    widget.leave_full_screen()
    settle(200)
    widget.set_night(True)
    settle(400)
    take("darkpages")
    widget.set_night(False)
