"""Exports the list on screen to an Excel workbook."""

from __future__ import annotations

from pathlib import Path

from voffice_desktop.plugin_api import PluginContext

from .columns import LISTS
from .workbook import write_list


def activate(context: PluginContext) -> None:
    """Put the one command into the menu."""

    def export() -> None:
        query = context.current_list()
        name = LISTS.get(query.kind, LISTS["slip"]).name
        counted = 0

        def write(path: Path) -> None:
            nonlocal counted
            counted = write_list(path, query.kind, context.rows(query))

        saved = context.save_file(f"{name}.xlsx", write)
        if saved is not None:
            context.notify(f"Đã xuất {counted} dòng ra «{saved.name}».")

    context.add_menu_action("Xuất danh sách ra Excel…", export)
