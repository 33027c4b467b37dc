"""The facade as one plugin gets it: every call checked against the rights that the user granted."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from voffice_desktop.domain.records import Kind
from voffice_desktop.plugin_api import Detail, FileWriter, ListQuery, PluginFault, Right, Row
from voffice_desktop.plugin_host.manifest import Manifest
from voffice_desktop.plugin_host.surface import Surface
from voffice_desktop.services.desk import Desk

_PAGE = 500


class Context:
    """One plugin's ``PluginContext``, good until ``end``."""

    def __init__(
        self,
        manifest: Manifest,
        desk: Desk,
        surface: Surface,
        run: Callable[[str, Callable[[], None]], None],
    ) -> None:
        self._manifest = manifest
        self._desk = desk
        self._surface = surface
        self._run = run
        self._ended = False

    @property
    def plugin_id(self) -> str:
        """The plugin's id."""
        return self._manifest.id

    def end(self) -> None:
        """From now on every call is refused."""
        self._ended = True

    def current_list(self) -> ListQuery:
        """See ``PluginContext``."""
        self._need("lists.read")
        return self._surface.current_list()

    def rows(self, query: ListQuery) -> Iterator[Row]:
        """See ``PluginContext``."""
        self._need("lists.read")
        return self._pages(query)

    def detail(self, kind: Kind, record_id: str) -> Detail | None:
        """See ``PluginContext``."""
        self._need("details.read")
        return self._desk.details.get(kind, record_id)

    def add_menu_action(self, caption: str, action: Callable[[], None]) -> None:
        """See ``PluginContext``."""
        self._need("menu.add")
        self._surface.add_action(self.plugin_id, caption, lambda: self._run(self.plugin_id, action))

    def save_file(self, suggested_name: str, write: FileWriter) -> Path | None:
        """See ``PluginContext``."""
        self._need("files.save")
        target = self._surface.ask_where_to_save(Path(suggested_name).name)
        if target is None:
            return None
        # Beside the target, so that the last step is a rename; a failure leaves what stood there.
        fresh = target.with_name(f".{secrets.token_hex(8)}{target.suffix}")
        try:
            write(fresh)
            fresh.replace(target)
        except OSError as error:
            raise PluginFault("not_saved", f"Không ghi được «{target.name}»; hãy chọn nơi khác.") from error
        finally:
            fresh.unlink(missing_ok=True)
        return target

    def notify(self, text: str) -> None:
        """See ``PluginContext``."""
        self._need("notify")
        self._surface.notify(text)

    def _pages(self, query: ListQuery) -> Iterator[Row]:
        last: Row | None = None
        while page := self._desk.lists.rows(query, last, _PAGE):
            for row in page:
                self._need("lists.read")
                yield row
            if len(page) < _PAGE:
                return
            last = page[-1]

    def _need(self, right: Right) -> None:
        if self._ended:
            raise PluginFault("switched_off", "Tiện ích đã được tắt.")
        if right not in self._manifest.rights:
            raise PluginFault("right_missing", f"Tiện ích dùng quyền chưa được cấp: {right}.")
