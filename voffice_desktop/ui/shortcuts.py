"""The one table of keys: shown by F1, checked for clashes by a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from voffice_desktop.ui.marks import QT_TRANSLATE_NOOP

Scope = Literal["window", "list", "reader", "pen", "form"]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One act: its id, its key sequences in Qt's portable text, what it does, and where it holds.

    ``form`` holds in dialogs alone, which are modal: its keys may repeat those of other scopes.
    """

    id: str
    keys: tuple[str, ...]
    source: str
    scope: Scope = "window"

    @property
    def text(self) -> str:
        """What it does, in the chosen language."""
        return QCoreApplication.translate("shortcuts", self.source)


SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("search", ("Ctrl+K",), QT_TRANSLATE_NOOP("shortcuts", "Tìm kiếm")),
    Shortcut("filter", ("Ctrl+L",), QT_TRANSLATE_NOOP("shortcuts", "Lọc danh sách")),
    Shortcut("begin", ("Ctrl+N",), QT_TRANSLATE_NOOP("shortcuts", "Tạo mới")),
    Shortcut("sync", ("F5",), QT_TRANSLATE_NOOP("shortcuts", "Đồng bộ ngay")),
    Shortcut("next_pane", ("F6",), QT_TRANSLATE_NOOP("shortcuts", "Ô tiếp theo")),
    Shortcut("previous_pane", ("Shift+F6",), QT_TRANSLATE_NOOP("shortcuts", "Ô trước đó")),
    Shortcut("properties", ("Ctrl+I",), QT_TRANSLATE_NOOP("shortcuts", "Hiện hoặc ẩn thông tin hồ sơ")),
    Shortcut("attention", ("Ctrl+Shift+A",), QT_TRANSLATE_NOOP("shortcuts", "Mở Cần chú ý")),
    Shortcut("rows_view", ("Ctrl+1",), QT_TRANSLATE_NOOP("shortcuts", "Xem dạng dòng")),
    Shortcut("table_view", ("Ctrl+2",), QT_TRANSLATE_NOOP("shortcuts", "Xem dạng bảng")),
    Shortcut("help", ("F1", "?"), QT_TRANSLATE_NOOP("shortcuts", "Bảng phím tắt")),
    Shortcut("full_screen", ("F11",), QT_TRANSLATE_NOOP("shortcuts", "Toàn màn hình"), "reader"),
    Shortcut("quit", ("Ctrl+Q",), QT_TRANSLATE_NOOP("shortcuts", "Thoát")),
    Shortcut("go_home", ("G, B",), QT_TRANSLATE_NOOP("shortcuts", "Tới Bàn việc"), "list"),
    Shortcut("go_incoming_document", ("G, D",), QT_TRANSLATE_NOOP("shortcuts", "Tới Văn bản đến"), "list"),
    Shortcut("go_outgoing_document", ("G, I",), QT_TRANSLATE_NOOP("shortcuts", "Tới Văn bản đi"), "list"),
    Shortcut("go_slip", ("G, P",), QT_TRANSLATE_NOOP("shortcuts", "Tới Phiếu trình"), "list"),
    Shortcut("go_task", ("G, N",), QT_TRANSLATE_NOOP("shortcuts", "Tới Nhiệm vụ"), "list"),
    Shortcut("next_row", ("J",), QT_TRANSLATE_NOOP("shortcuts", "Dòng tiếp theo"), "list"),
    Shortcut("previous_row", ("K",), QT_TRANSLATE_NOOP("shortcuts", "Dòng trước đó"), "list"),
    Shortcut("unread", ("U",), QT_TRANSLATE_NOOP("shortcuts", "Đánh dấu đã đọc hoặc chưa đọc"), "list"),
    Shortcut("comment", ("R",), QT_TRANSLATE_NOOP("shortcuts", "Ghi ý kiến"), "list"),
    Shortcut("forward", ("F",), QT_TRANSLATE_NOOP("shortcuts", "Giao hoặc chuyển tiếp"), "list"),
    Shortcut("primary", ("A",), QT_TRANSLATE_NOOP("shortcuts", "Việc chính của hồ sơ (có hỏi lại)"), "list"),
    Shortcut("find", ("Ctrl+F",), QT_TRANSLATE_NOOP("shortcuts", "Tìm trong văn bản"), "reader"),
    Shortcut("find_next", ("F3",), QT_TRANSLATE_NOOP("shortcuts", "Kết quả tiếp theo"), "reader"),
    Shortcut("find_previous", ("Shift+F3",), QT_TRANSLATE_NOOP("shortcuts", "Kết quả trước đó"), "reader"),
    Shortcut("go_page", ("Ctrl+G",), QT_TRANSLATE_NOOP("shortcuts", "Tới trang"), "reader"),
    Shortcut("zoom_in", ("Ctrl++",), QT_TRANSLATE_NOOP("shortcuts", "Phóng to"), "reader"),
    Shortcut("zoom_out", ("Ctrl+-",), QT_TRANSLATE_NOOP("shortcuts", "Thu nhỏ"), "reader"),
    Shortcut("zoom_fit", ("Ctrl+0",), QT_TRANSLATE_NOOP("shortcuts", "Vừa chiều ngang"), "reader"),
    Shortcut("thumbnails", ("F9",), QT_TRANSLATE_NOOP("shortcuts", "Trang thu nhỏ"), "reader"),
    Shortcut("outline", ("F4",), QT_TRANSLATE_NOOP("shortcuts", "Mục lục"), "reader"),
    Shortcut("print", ("Ctrl+P",), QT_TRANSLATE_NOOP("shortcuts", "In"), "reader"),
    Shortcut("copy", ("Ctrl+C",), QT_TRANSLATE_NOOP("shortcuts", "Sao chép chữ hoặc nét đã chọn"), "reader"),
    Shortcut("select_page", ("Ctrl+A",), QT_TRANSLATE_NOOP("shortcuts", "Chọn chữ của trang"), "reader"),
    Shortcut("next_tab", ("Ctrl+Tab",), QT_TRANSLATE_NOOP("shortcuts", "Tệp tiếp theo của hồ sơ"), "reader"),
    Shortcut("previous_tab", ("Ctrl+Shift+Tab",), QT_TRANSLATE_NOOP("shortcuts", "Tệp trước của hồ sơ"), "reader"),
    Shortcut("close_tab", ("Ctrl+W",), QT_TRANSLATE_NOOP("shortcuts", "Đóng thẻ tệp"), "reader"),
    Shortcut("reopen_tab", ("Ctrl+Shift+T",), QT_TRANSLATE_NOOP("shortcuts", "Mở lại thẻ vừa đóng"), "reader"),
    Shortcut("tab_left", ("Ctrl+Shift+PgUp",), QT_TRANSLATE_NOOP("shortcuts", "Chuyển thẻ sang trái"), "reader"),
    Shortcut("tab_right", ("Ctrl+Shift+PgDown",), QT_TRANSLATE_NOOP("shortcuts", "Chuyển thẻ sang phải"), "reader"),
    Shortcut("next_record", ("Alt+Down",), QT_TRANSLATE_NOOP("shortcuts", "Hồ sơ sau"), "reader"),
    Shortcut("previous_record", ("Alt+Up",), QT_TRANSLATE_NOOP("shortcuts", "Hồ sơ trước"), "reader"),
    Shortcut("turn_right", ("Ctrl+Shift+Right",), QT_TRANSLATE_NOOP("shortcuts", "Xoay phải"), "reader"),
    Shortcut("turn_left", ("Ctrl+Shift+Left",), QT_TRANSLATE_NOOP("shortcuts", "Xoay trái"), "reader"),
    Shortcut("undo", ("Ctrl+Z",), QT_TRANSLATE_NOOP("shortcuts", "Hoàn tác"), "reader"),
    Shortcut("redo", ("Ctrl+Y",), QT_TRANSLATE_NOOP("shortcuts", "Làm lại"), "reader"),
    Shortcut("pen_select", ("V",), QT_TRANSLATE_NOOP("shortcuts", "Chọn"), "pen"),
    Shortcut("pen_ink", ("B",), QT_TRANSLATE_NOOP("shortcuts", "Bút"), "pen"),
    Shortcut("pen_highlight", ("H",), QT_TRANSLATE_NOOP("shortcuts", "Tô sáng"), "pen"),
    Shortcut("pen_erase", ("E",), QT_TRANSLATE_NOOP("shortcuts", "Tẩy"), "pen"),
    Shortcut("pen_lasso", ("L",), QT_TRANSLATE_NOOP("shortcuts", "Chọn vùng"), "pen"),
    Shortcut("pen_text", ("T",), QT_TRANSLATE_NOOP("shortcuts", "Ghi chú chữ"), "pen"),
    Shortcut("pen_stamp", ("S",), QT_TRANSLATE_NOOP("shortcuts", "Mẫu bút phê"), "pen"),
    Shortcut("pen_duplicate", ("Ctrl+D",), QT_TRANSLATE_NOOP("shortcuts", "Nhân đôi nét đã chọn"), "pen"),
    Shortcut("pen_paste", ("Ctrl+V",), QT_TRANSLATE_NOOP("shortcuts", "Dán nét đã chép"), "pen"),
    Shortcut("pen_delete", ("Del",), QT_TRANSLATE_NOOP("shortcuts", "Xóa nét đã chọn"), "pen"),
    Shortcut("send", ("Ctrl+Return",), QT_TRANSLATE_NOOP("shortcuts", "Gửi biểu mẫu"), "form"),
    Shortcut("cancel", ("Esc",), QT_TRANSLATE_NOOP("shortcuts", "Đóng, không gửi"), "form"),
)

_BY_ID = {each.id: each for each in SHORTCUTS}
_SCOPES: dict[Scope, str] = {
    "window": QT_TRANSLATE_NOOP("shortcuts", "Mọi nơi"),
    "list": QT_TRANSLATE_NOOP("shortcuts", "Danh sách và trang đọc"),
    "reader": QT_TRANSLATE_NOOP("shortcuts", "Trang đọc"),
    "pen": QT_TRANSLATE_NOOP("shortcuts", "Bút"),
    "form": QT_TRANSLATE_NOOP("shortcuts", "Biểu mẫu"),
}


def keys(act: str) -> tuple[str, ...]:
    """The key sequences of an act."""
    return _BY_ID[act].keys


def shown(act: str) -> str:
    """The first key sequence as a person reads it."""
    return keys(act)[0].replace("Return", "Enter").replace(", ", " → ")


def scope_caption(scope: Scope) -> str:
    """Where a group of keys holds."""
    return QCoreApplication.translate("shortcuts", _SCOPES[scope])
