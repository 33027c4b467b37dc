"""A desk with real rows and nothing else, and a window that keeps what plugins show: what plugins are tried on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from voffice_desktop.domain.records import Kind
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import Detail, ListQuery, Row


class RowsInMemory:
    """``Lists`` and ``Details`` over a few rows, paged by keyset as the real ones are."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self.asked: list[int] = []

    def rows(self, query: ListQuery, after: Row | None = None, limit: int = 200) -> list[Row]:
        """The next page."""
        self.asked.append(limit)
        of_kind = [row for row in self._rows if row.kind == query.kind]
        start = 0 if after is None else of_kind.index(after) + 1
        return of_kind[start : start + limit]

    def get(self, kind: Kind, record_id: str) -> Detail | None:
        """No details here."""
        return None


def desk_of(rows: list[Row]) -> Desk:
    """A desk of which plugins can see the lists and details alone."""
    lists = RowsInMemory(rows)
    return cast("Desk", SimpleNamespace(lists=lists, details=lists))


def row(number: int, **changed: Any) -> Row:
    """One incoming document."""
    values: dict[str, Any] = {
        "kind": "incoming_document",
        "id": f"00000000-0000-7000-8000-{number:012d}",
        "symbol": f"{number}/UBND-VX",
        "party": "UBND tỉnh Mẫu",
        "title": f"Về việc báo cáo công tác y tế số {number}",
        "at": "2026-11-22T18:30:40Z",
        "urgency": "normal",
        "due": "2026-11-30",
        "status": "registered",
    }
    return Row(**(values | changed))


@dataclass
class KeptWindow:
    """A ``Surface`` that keeps menu lines and sentences, and answers the save dialog from ``save_to``."""

    save_to: Path | None = None
    query: ListQuery = field(default_factory=lambda: ListQuery("incoming_document"))
    actions: dict[str, list[tuple[str, Callable[[], None]]]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def current_list(self) -> ListQuery:
        """What is on screen."""
        return self.query

    def add_action(self, plugin_id: str, caption: str, trigger: Callable[[], None]) -> None:
        """Keep a menu line."""
        self.actions.setdefault(plugin_id, []).append((caption, trigger))

    def remove_actions(self, plugin_id: str) -> None:
        """Drop a plugin's menu lines."""
        self.actions.pop(plugin_id, None)

    def ask_where_to_save(self, suggested_name: str) -> Path | None:
        """The answer prepared by the test."""
        return self.save_to / suggested_name if self.save_to else None

    def notify(self, text: str) -> None:
        """Keep a sentence."""
        self.said.append(text)
