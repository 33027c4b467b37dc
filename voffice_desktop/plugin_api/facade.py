"""What a plugin is given, and the rights by which it is given that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, Protocol

from voffice_desktop.domain.records import Kind
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.values import Detail, ListQuery, Row

API_VERSION = 1
"""Raised when a plugin written for the former facade would no longer run."""

Right = Literal["lists.read", "details.read", "menu.add", "files.save", "notify"]

RIGHTS: dict[Right, str] = {
    "lists.read": "Đọc danh sách văn bản, phiếu trình và nhiệm vụ bạn được xem",
    "details.read": "Đọc nội dung chi tiết của từng hồ sơ bạn được xem",
    "menu.add": "Thêm lệnh vào trình đơn Tiện ích",
    "files.save": "Ghi tệp vào nơi bạn chọn trong hộp thoại lưu",
    "notify": "Hiện thông báo ngắn trong cửa sổ",
}
"""Each right and what it lets a plugin do, as the user reads it before saying yes."""

FileWriter = Callable[[Path], None]
"""Writes one whole file to the path given; called at most once, on a path that did not exist before."""


class PluginFault(VofficeError):
    """A plugin cannot be used, or did what it may not. ``sentence`` says so in Vietnamese."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code)
        self.sentence = sentence
        """What happened and what can be done, for the user."""


class PluginContext(Protocol):
    """All that a plugin may ask for. A call without its right raises ``PluginFault('right_missing')``."""

    @property
    def plugin_id(self) -> str:
        """The ``id`` of this plugin's ``plugin.toml``."""

    def current_list(self) -> ListQuery:
        """What the list on screen shows now: kind, tab, text and filters. Right ``lists.read``."""

    def rows(self, query: ListQuery) -> Iterator[Row]:
        """Every row of ``query`` in its order, read in pages from the cache. Right ``lists.read``."""

    def detail(self, kind: Kind, record_id: str) -> Detail | None:
        """All of one record, or ``None`` when it is not here. Right ``details.read``."""

    def add_menu_action(self, caption: str, action: Callable[[], None]) -> None:
        """Offer ``action`` in the menu Tiện ích. Runs on a worker thread, never two at once. Right ``menu.add``."""

    def save_file(self, suggested_name: str, write: FileWriter) -> Path | None:
        """Ask where to save, let ``write`` make the file, and put it there whole or not at all.

        The file's path, or ``None`` when the user cancelled. Right ``files.save``.
        """

    def notify(self, text: str) -> None:
        """Show one short sentence. Right ``notify``."""
